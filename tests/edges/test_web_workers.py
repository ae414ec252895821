"""Work on what strangers send: it is answered, refused or killed, and the server goes on."""

import os
import threading
import time

import pytest

from dragoman.errors import ParseError
from dragoman.web import jobs, workers
from dragoman.web.refusals import Refusal
from dragoman.web.workers import Workers


def number(bench):
    return os.getpid()


def sleep(bench, long):
    time.sleep(long)
    return "slept"


def eat(bench):
    return len(bytearray(8 << 30))


def die(bench):
    os._exit(1)


def fail(bench):
    raise ParseError("it is no good", where="here", hint="give another")


def break_down(bench):
    raise ZeroDivisionError("secret folder")


@pytest.fixture(scope="module")
def desk():
    found = Workers(processes=1)
    yield found
    found.close()


def test_a_job_is_done_elsewhere_and_by_the_same_process_each_time(desk):
    first = desk.run(number, seconds=60)
    assert first != os.getpid()
    assert desk.run(number, seconds=60) == first


def test_an_error_comes_back_as_it_was(desk):
    with pytest.raises(ParseError) as told:
        desk.run(fail, seconds=60)
    assert (told.value.what, told.value.where, told.value.hint) == ("it is no good", "here", "give another")


def test_what_breaks_is_refused_without_its_words(desk):
    with pytest.raises(Refusal) as told:
        desk.run(break_down, seconds=60)
    assert told.value.status == 422
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("job", "arguments", "code"),
    [(sleep, {"long": 60}, "too_slow"), (die, {}, "too_large"), (eat, {}, "too_large")],
)
def test_what_takes_too_much_is_stopped_and_the_next_job_is_done(desk, job, arguments, code):
    desk.run(number, seconds=60)
    start = time.monotonic()
    with pytest.raises(Refusal) as told:
        desk.run(job, seconds=2, **arguments)
    assert told.value.code == code
    assert time.monotonic() - start < 20
    assert desk.run(number, seconds=60)


def test_more_jobs_than_can_wait_are_refused(monkeypatch):
    monkeypatch.setattr(workers, "WAITING", 1)
    desk = Workers(processes=1)
    desk.run(number, seconds=60)
    waiting = [threading.Thread(target=lambda: desk.run(slow, seconds=30)) for _ in range(2)]
    for thread in waiting:
        thread.start()
    time.sleep(0.5)
    with pytest.raises(Refusal) as told:
        desk.run(number, seconds=30)
    assert (told.value.status, told.value.code) == (503, "busy")
    for thread in waiting:
        thread.join()
    desk.close()
    with pytest.raises(Refusal, match="closing"):
        desk.run(number, seconds=1)


def slow(bench):
    time.sleep(2)


def test_sql_of_strangers_reaches_no_file_and_has_its_limits(desk):
    for query in (
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/*')",
        "SELECT getenv('HOME')",
        "COPY (SELECT 1) TO 'dragoman-was-here'",
        "ATTACH 'dragoman-was-here.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT 1; SELECT 2",
    ):
        with pytest.raises(ParseError):
            desk.run(jobs.run_sql, seconds=60, query=query, limit=10, time=5.0)
    with pytest.raises(Refusal, match="bytes"):
        desk.run(jobs.run_sql, seconds=60, query="SELECT repeat('x', 20000000)", limit=10, time=20.0)
    endless = (
        "SELECT count(*) FROM range(100000000000) a, range(100000000) b WHERE (a.range * b.range) % 7 = 3"
    )
    with pytest.raises((ParseError, Refusal)):
        desk.run(jobs.run_sql, seconds=20, query=endless, limit=10, time=0.5)
    found = desk.run(jobs.run_sql, seconds=60, query="SELECT * FROM range(9)", limit=3, time=5.0)
    assert (found.rows, found.truncated) == ([(0,), (1,), (2,)], True)


def test_sql_tells_nothing_of_the_servers_folders(desk):
    query = "SELECT value FROM duckdb_settings() WHERE value LIKE '/%' OR value LIKE '~%'"
    assert desk.run(jobs.run_sql, seconds=60, query=query, limit=9, time=5.0).rows == []
    assert desk.run(jobs.run_sql, seconds=60, query="FROM duckdb_secrets()", limit=9, time=5.0).rows == []
    assert (
        desk.run(
            jobs.run_sql, seconds=60, query="SELECT path FROM duckdb_databases()", limit=9, time=5.0
        ).rows
        == [(None,)] * 3
    )


def test_values_that_json_lacks_come_as_words_or_nothing(desk):
    query = "SELECT DATE '2025-02-24' AS d, 'nan'::DOUBLE AS n, {'a': [1.5::DECIMAL(3,1)]} AS s, NULL AS x, '\x01'::BLOB AS b"
    row = desk.run(jobs.run_sql, seconds=60, query=query, limit=1, time=5.0).rows[0]
    assert row[0] == "2025-02-24"
    assert row[1] is None
    assert row[2] == {"a": ["1.5"]}
    assert row[3] is None
    assert isinstance(row[4], str)
