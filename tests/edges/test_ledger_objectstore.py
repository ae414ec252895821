"""A ledger in an object store: the same tables, the same answers, no row doubled by two writers."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, Place, verify
from dragoman.records import embedded

pytest.importorskip("moto.server", reason="the stand-in for an object store is not installed")
boto3 = pytest.importorskip("boto3")
READY = 30.0
"""Seconds to wait for the stand-in. It is a process of its own: in this one it could not answer a caller that holds the lock."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def options() -> Iterator[dict[str, str]]:
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        endpoint = f"http://127.0.0.1:{port}"
        wait_for(port)
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys).create_bucket(
            Bucket="archive"
        )
        yield {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        }
        server.terminate()


def wait_for(port: int) -> None:
    until = time.monotonic() + READY
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    pytest.fail("the stand-in for an object store does not answer")


def test_the_same_answers_come_from_an_object_store(options: dict[str, str]) -> None:
    address = "s3://archive/ledger"
    with Ledger.create(address, options) as ledger:
        assert ledger.append(embedded(), file="d1").new == 14
        assert ledger.append(embedded()).unchanged == 14
    with Ledger.open(address, options=options) as ledger:
        assert {call.id: call for call in ledger.roll_calls()} == {call.id: call for call in embedded()}
        assert ledger.has_file("d1")
        assert ledger.sql("SELECT count(*) FROM choices").rows == [(9 * 193 + 15,)]
    assert verify(Place(address=address, options=options)) == ()


def test_two_writers_double_nothing_in_an_object_store(options: dict[str, str]) -> None:
    address = "s3://archive/shared"
    Ledger.create(address, options).close()

    def write() -> None:
        with Ledger.open(address, options=options) as ledger:
            for call in embedded()[:4]:
                ledger.append([call])

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Ledger.open(address, options=options) as ledger:
        assert ledger.sql(
            "SELECT max(n) FROM (SELECT count(*) AS n FROM roll_call_rows GROUP BY id)"
        ).rows == [(1,)]
        assert len(ledger.roll_calls()) == 4


def test_a_store_without_a_ledger_is_said_so(options: dict[str, str]) -> None:
    with pytest.raises(LedgerError, match="no ledger is here"):
        Ledger.open("s3://archive/nothing", options=options)
