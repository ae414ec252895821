"""A user's SQL: every way out of the ledger is tried, and none is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import ParseError, UnsafeQuery
from dragoman.ledger import Ledger
from dragoman.records import embedded


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    with Ledger.create(folder) as created:
        created.append(embedded())
    return folder


@pytest.fixture(scope="module")
def ledger(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder) as opened:
        yield opened


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def log_of(folder: Path) -> str:
    return str(next((folder / "roll_calls" / "_delta_log").glob("*1.json")))


ATTEMPTS = [
    "COPY (SELECT 1) TO '{log}'",
    "COPY roll_calls TO '{log}' (FORMAT csv)",
    "COPY roll_calls FROM '{log}'",
    "ATTACH '{log}.db' AS other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA database_list",
    "PRAGMA enable_profiling",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET lock_configuration",
    "EXPORT DATABASE '{log}.d'",
    "IMPORT DATABASE '{log}.d'",
    "CREATE TABLE mine AS SELECT 1",
    "CREATE SECRET s (TYPE s3)",
    "INSERT INTO roll_call_rows SELECT * FROM roll_call_rows",
    "DELETE FROM headings",
    "UPDATE headings SET title = 'x'",
    "DROP TABLE headings",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN TRANSACTION",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY headings TO '{log}'",
    "SELECT * FROM read_text('{log}')",
    "SELECT * FROM read_blob('{log}')",
    "SELECT * FROM read_csv('{log}')",
    "SELECT * FROM read_json('{log}')",
    "SELECT * FROM read_parquet('{log}')",
    "SELECT * FROM parquet_metadata('{log}')",
    "SELECT * FROM sniff_csv('{log}')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM '{log}'",
    "SELECT * FROM query('SELECT * FROM read_text(''{log}'')')",
    "WITH gone AS (DELETE FROM headings RETURNING *) SELECT * FROM gone",
    "WITH more AS (INSERT INTO headings SELECT * FROM headings RETURNING *) SELECT * FROM more",
    "EXPLAIN ANALYZE SELECT 1",
    "",
]


@pytest.mark.parametrize("text", ATTEMPTS)
def test_what_is_not_one_harmless_select_is_refused(ledger: Ledger, folder: Path, text: str) -> None:
    before = files(folder)
    with pytest.raises(ParseError):
        ledger.sql(text.replace("{log}", log_of(folder)))
    assert files(folder) == before


def test_a_refusal_says_what_is_allowed(ledger: Ledger) -> None:
    with pytest.raises(UnsafeQuery, match="exactly one SELECT"):
        ledger.sql("DROP TABLE headings")


def test_variables_of_the_program_are_not_tables(ledger: Ledger) -> None:
    secret = ledger.sql("SELECT 42 AS answer").to_arrow()
    assert secret.num_rows == 1
    with pytest.raises(ParseError, match="secret"):
        ledger.sql("SELECT * FROM secret")


def test_a_query_that_takes_too_long_is_stopped(ledger: Ledger) -> None:
    with pytest.raises(ParseError, match="took longer"):
        ledger.sql(
            "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7", seconds=0.3
        )


def test_memory_is_bounded(ledger: Ledger) -> None:
    with pytest.raises(ParseError):
        ledger.sql("SELECT sum(len(x)) FROM (SELECT list(range) AS x FROM range(500000000))", seconds=20)


def test_rows_are_cut_at_the_limit(ledger: Ledger) -> None:
    assert len(ledger.sql("SELECT * FROM choices", limit=7)) == 7


def test_a_mistake_is_told_in_one_line(ledger: Ledger) -> None:
    with pytest.raises(ParseError, match="nothing_here") as caught:
        ledger.sql("SELECT * FROM nothing_here")
    assert "\n" not in str(caught.value)
    with pytest.raises(ParseError, match="no SQL"):
        ledger.sql("SELEC 1")


VIEWS = (
    "roll_calls headings choices records totals histories "
    "sources events measures positions findings relations shifts"
)


@pytest.mark.parametrize("view", VIEWS.split())
def test_every_documented_view_can_be_asked(ledger: Ledger, view: str) -> None:
    assert ledger.sql(f"SELECT * FROM {view} LIMIT 1").columns


def test_a_drafts_history_has_its_steps_in_order(ledger: Ledger) -> None:
    steps = ledger.sql("SELECT kind FROM histories WHERE draft = 'A/ES-11/L.11' ORDER BY step").rows
    assert [kind for (kind,) in steps].count("amendment") == 4
    assert len(steps) == 5
