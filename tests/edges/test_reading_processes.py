"""Several processes reading: order kept, a death or a standstill reported and survived, nothing left running."""

import multiprocessing
import os
import time
from collections.abc import Iterator

import pytest

from dragoman.errors import LedgerError
from dragoman.workflows.gathering import Failure, Piece
from dragoman.workflows.processes import AHEAD, read_in_processes


def obey(piece: Piece) -> Iterator[str]:
    """A reader that does what the piece's words say."""
    for n, word in enumerate(piece.data.decode().split()):
        if n < piece.first:
            continue
        if word == "die":
            os._exit(9)
        if word == "hang":
            time.sleep(600)
        if word == "slow":
            time.sleep(0.4)
        yield f"{piece.name}:{word}"


def reader():
    return obey


def broken():
    raise LedgerError("there is no ledger")


def dead():
    os._exit(3)


def run(*words, jobs=2, limit=3.0):
    pieces = (Piece(name=str(n), data=word.encode()) for n, word in enumerate(words))
    return list(read_in_processes(pieces, reader, jobs=jobs, limit=limit))


def told(results):
    return [f"{r.name} failed" if isinstance(r, Failure) else r for r in results]


def test_results_come_in_the_order_of_the_documents_whoever_is_faster():
    assert run("slow", "b", "slow c", "d") == ["0:slow", "1:b", "2:slow", "2:c", "3:d"]


def test_a_process_that_dies_is_replaced_and_its_document_reported():
    results = run("a", "die", "b", "die", "c")
    assert told(results) == ["0:a", "1 failed", "2:b", "3 failed", "4:c"]
    assert "ended without a word" in str(results[1].error)


def test_a_document_that_takes_too_long_is_given_up_and_the_rest_of_its_file_is_tried():
    results = run("a hang b", "c", limit=1.0)
    assert told(results) == ["0:a", "0, article 2 failed", "0:b", "1:c"]
    assert "longer than 1 seconds" in str(results[1].error)


def test_a_failure_before_reading_keeps_its_place():
    pieces = iter(
        [Piece(name="0", data=b"slow"), Failure("1", LedgerError("no")), Piece(name="2", data=b"c")]
    )
    assert told(read_in_processes(pieces, reader, jobs=2, limit=3.0)) == ["0:slow", "1 failed", "2:c"]


def test_no_documents_start_no_process():
    assert run() == []


def test_a_reader_that_cannot_be_made_says_why():
    with pytest.raises(LedgerError, match="no ledger"):
        list(read_in_processes(iter([Piece(name="0", data=b"a")]), broken, jobs=1, limit=3.0))


def test_a_process_that_dies_before_it_reads_is_told_of():
    with pytest.raises(Exception, match="exit code 3"):
        list(read_in_processes(iter([Piece(name="0", data=b"a")]), dead, jobs=1, limit=3.0))


def test_documents_are_taken_only_as_fast_as_results_are():
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield Piece(name="n", data=b"a")

    results = read_in_processes(endless(), reader, jobs=1, limit=3.0)
    assert [next(results) for _ in range(3)] == ["n:a"] * 3
    assert taken <= 3 + AHEAD
    results.close()
    assert multiprocessing.active_children() == []
