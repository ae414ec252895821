"""The ledger on disk: what is written stays, what is the same is not written again, what was can be had back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.domain.measures import Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, Place, compact, maintenance, restore, verify
from dragoman.ledger.journal import Entry, write_entry
from dragoman.ledger.readings import arrow_readings
from dragoman.ledger.rows import arrow_table
from dragoman.ledger.schema import JOURNAL, ROLL_CALLS, arrow_schema
from dragoman.ledger.store import commit, create_table, open_table
from dragoman.records import embedded


def vote(number: int, **changes: object) -> RollCall:
    call = RollCall(
        id=f"undl:{number}",
        body="UNGA",
        held=date(2054, 1, 1 + number % 28),
        symbol=f"A/RES/99/{number}",
        title=f"Tides of harbour {number}",
        choices={"FRA": Choice.YES, "RUS": Choice.NO, "USA": Choice.ABSTAIN},
        stated=Tally(yes=1, no=1, abstain=1, absent=0),
        importer="undl",
    )
    return replace(call, **changes)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a ledger's folder 100%"


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with Ledger.create(folder) as created:
        yield created


def test_what_is_appended_is_there_for_everyone(ledger: Ledger, folder: Path) -> None:
    report = ledger.append(embedded())
    assert (report.roll_calls, report.new, report.superseded) == (14, 14, 0)
    assert report.choices == 9 * 193 + 15
    with Ledger.open(folder) as other:
        assert {call.id: call for call in other.roll_calls()} == {call.id: call for call in embedded()}


def test_the_same_again_changes_nothing(ledger: Ledger, folder: Path) -> None:
    ledger.append([vote(1), vote(2)])
    before = open_table(Place(address=str(folder)), "roll_calls").version()
    report = ledger.append([vote(2), vote(1)])
    assert (report.new, report.superseded, report.unchanged) == (0, 0, 2)
    assert open_table(Place(address=str(folder)), "roll_calls").version() == before


def test_a_newer_release_supersedes_row_by_row(ledger: Ledger) -> None:
    ledger.append([vote(1), vote(2)])
    later = vote(2, choices={"FRA": Choice.NO, "RUS": Choice.NO, "USA": Choice.ABSTAIN})
    report = ledger.append([vote(1), later, vote(3)])
    assert (report.new, report.superseded, report.unchanged) == (1, 1, 1)
    assert [m.roll_call for m in report.mismatches] == ["undl:2"]
    assert ledger.roll_call("A/RES/99/2") == later
    assert len(ledger.roll_calls()) == 3


def test_two_files_on_one_vote_make_one_answer_with_both_kept(ledger: Ledger) -> None:
    told = vote(
        1,
        id="facts:1",
        importer="facts",
        draft="A/99/L.1",
        sponsors=("FJI",),
        order=2,
        choices={"FRA": Choice.NO},
    )
    ledger.append([told])
    ledger.append([vote(1)])
    found = ledger.roll_call("A/RES/99/1")
    assert found is not None
    assert (found.importer, found.choices["FRA"]) == ("undl", Choice.YES)
    assert (found.draft, found.sponsors, found.order) == ("A/99/L.1", ("FJI",), 2)
    assert len(ledger.roll_calls()) == 1
    assert ledger.sql("SELECT importer FROM records ORDER BY 1").rows == [("facts",), ("undl",)]


def test_that_a_text_was_amended_is_believed_from_whoever_knows_it(ledger: Ledger) -> None:
    ledger.append([vote(1), vote(1, id="facts:1", importer="facts", outcome=Outcome.ADOPTED_AS_AMENDED)])
    assert ledger.headings()[0].outcome is Outcome.ADOPTED_AS_AMENDED


def test_many_small_writes_do_not_leave_many_files(ledger: Ledger, folder: Path) -> None:
    place = Place(address=str(folder))
    for number in range(70):
        write_entry(place, Entry(what="save", added=number))
    assert len(open_table(place, "journal").file_uris()) < 10
    assert [entry.added for entry in ledger.history()[1:]] == list(range(70))


def test_the_committee_and_the_plenary_are_two_votes(ledger: Ledger) -> None:
    ledger.append([vote(1), vote(2, id="committee:x:1", importer="committee", body="C3", symbol=None)])
    assert {call.body for call in ledger.roll_calls()} == {"UNGA", "C3"}


def test_choices_of_some_voters_are_not_counted(ledger: Ledger) -> None:
    some = vote(1, partial=True, choices={"RUS": Choice.NO}, stated=Tally(yes=90, no=1, abstain=9))
    assert ledger.append([some]).mismatches == ()
    found = ledger.roll_call("A/RES/99/1")
    assert found == some
    assert found.tally.yes == 90
    assert ledger.headings()[0].tally.yes == 90


def test_a_file_is_known_by_its_digest(ledger: Ledger) -> None:
    assert not ledger.has_file("d1")
    ledger.append([vote(1)], file="d1", name="votes.csv", format="undl")
    assert ledger.has_file("d1")
    entry = ledger.history()[-1]
    assert (entry.what, entry.name, entry.format, entry.added) == ("load", "votes.csv", "undl", 1)


def test_an_older_version_can_be_read_and_brought_back(ledger: Ledger, folder: Path) -> None:
    ledger.append([vote(1)], file="d1")
    version = ledger.history()[-1].version
    ledger.append([vote(1, title="Fog"), vote(2)], file="d2")
    with Ledger.open(folder, as_of_version=version) as past:
        assert [call.title for call in past.roll_calls()] == ["Tides of harbour 1"]
        with pytest.raises(LedgerError, match="older version"):
            past.append([vote(3)])
    restore(Place(address=str(folder)), version)
    assert ledger.refresh()
    assert [call.title for call in ledger.roll_calls()] == ["Tides of harbour 1"]
    assert ledger.has_file("d1")
    assert not ledger.has_file("d2")
    assert [entry.what for entry in ledger.history()] == ["init", "load", "load", "restore"]


def test_a_version_that_never_was_is_refused(ledger: Ledger, folder: Path) -> None:
    with pytest.raises(LedgerError, match="no version 99"):
        Ledger.open(folder, as_of_version=99)


def test_compacting_joins_files_and_keeps_every_version(ledger: Ledger, folder: Path) -> None:
    for number in range(1, 6):
        ledger.append([vote(number)])
    place = Place(address=str(folder))
    assert compact(place)["roll_calls"] == 1
    assert verify(place) == ()
    assert ledger.refresh()
    assert len(ledger.roll_calls()) == 5
    with Ledger.open(folder, as_of_version=3) as past:
        assert len(past.roll_calls()) == 2


def test_no_ledger_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="dragoman ledger init"):
        Ledger.open(tmp_path / "nowhere")


def test_making_a_ledger_twice_keeps_what_is_in_it(ledger: Ledger, folder: Path) -> None:
    ledger.append([vote(1)])
    with Ledger.create(folder) as again:
        assert len(again.roll_calls()) == 1


def test_a_ledger_in_memory_cannot_be_written_to() -> None:
    with Ledger.in_memory(embedded()) as memory, pytest.raises(LedgerError, match="in memory"):
        memory.append([vote(1)])


def test_verify_finds_a_file_that_is_gone(ledger: Ledger, folder: Path) -> None:
    ledger.append([vote(1)])
    place = Place(address=str(folder))
    assert verify(place) == ()
    for file in (folder / "roll_calls").glob("*.parquet"):
        file.unlink()
    assert any("roll_calls cannot be read" in problem for problem in verify(place))


def test_verify_finds_a_row_that_is_not_what_was_written(ledger: Ledger, folder: Path) -> None:
    from dragoman.ledger.rows import row_of

    row = row_of(vote(1)) | {"revision": 1, "title": "forged"}
    commit(Place(address=str(folder)), "roll_calls", lambda _: arrow_table(ROLL_CALLS, [row, row]))
    problems = verify(Place(address=str(folder)))
    assert any("digest differs" in problem for problem in problems)
    assert any("stands twice" in problem for problem in problems)


def test_a_ledger_of_a_newer_dragoman_is_refused(ledger: Ledger, folder: Path) -> None:
    write_entry(Place(address=str(folder)), Entry(what="load", schema=99))
    with pytest.raises(LedgerError, match="newer Dragoman"):
        Ledger.open(folder)


def test_an_older_schema_is_brought_up_to_date_without_loss(folder: Path) -> None:
    import duckdb

    from dragoman.ledger.rows import row_of

    place = Place(address=str(folder))
    old = tuple(column for column in ROLL_CALLS if column.name not in ("partial", "unknown"))
    create_table(place, "roll_calls", arrow_schema(old))
    with duckdb.connect() as connection:
        create_table(place, "readings", arrow_readings(connection, []).schema)
    create_table(place, "journal", arrow_schema(JOURNAL))
    row = row_of(vote(1)) | {"revision": 1, "file": "d1"}
    commit(place, "roll_calls", lambda _: arrow_table(old, [row]))
    write_entry(place, Entry(what="load", schema=1, file="d1"))
    with pytest.raises(LedgerError, match="older Dragoman"):
        Ledger.open(folder)
    with Ledger.create(folder) as migrated:
        assert migrated.roll_calls() == (vote(1),)
        assert migrated.has_file("d1")
        assert [entry.what for entry in migrated.history()] == ["load", "migrate"]
        assert migrated.append([vote(1)]).unchanged == 1
    assert maintenance.schema_of(place) == 2
    assert verify(place) == ()


def test_a_folder_named_like_a_pattern_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot have"):
        Ledger.create(tmp_path / "all [of] * them?")


def test_threads_share_a_ledger_while_it_grows(ledger: Ledger) -> None:
    failures: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                calls = ledger.roll_calls()
                assert all(len(call.choices) == 3 for call in calls)
                assert ledger.sql("SELECT count(*) FROM sources").rows == [(0,)]
                assert ledger.reading("none") is None
        except BaseException as failure:
            failures.append(failure)

    readers = [threading.Thread(target=ask) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, 8):
        ledger.append([vote(number)])
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert len(ledger.roll_calls()) == 7
