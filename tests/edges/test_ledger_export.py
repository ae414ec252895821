"""Exports: every view as CSV and Parquet, with what the columns mean and under which terms."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import LedgerError, ParseError
from dragoman.ledger import Ledger, export_view
from dragoman.ledger.export import VIEWS
from dragoman.records import embedded


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger.in_memory(embedded()) as opened:
        yield opened


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_each_view_is_written_with_its_dictionary(
    ledger: Ledger, tmp_path: Path, view: str, kind: str
) -> None:
    path = tmp_path / f"{view}.{kind}"
    count = export_view(ledger, view, path, kind)
    assert count == ledger.sql(f"SELECT count(*) FROM {view}").rows[0][0]
    assert path.stat().st_size > 0
    words = path.with_name(path.name + ".md").read_text("utf-8")
    assert "Terms" in words
    assert all(f"`{name}`" in words for name in ledger.sql(f"SELECT * FROM {view} LIMIT 0").columns)


def test_choices_in_csv_are_those_of_the_record(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "choices.csv"
    export_view(ledger, "choices", path, "csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["symbol"] == "A/RES/ES-11/8"]
    call = next(call for call in embedded() if call.symbol == "A/RES/ES-11/8")
    assert {row["seat"]: row["choice"] for row in rows} == call.choices


def test_parquet_gives_back_every_roll_call(ledger: Ledger, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    path = tmp_path / "roll_calls.parquet"
    export_view(ledger, "roll_calls", path, "parquet")
    rows = {row["id"]: row for row in polars.read_parquet(path).iter_rows(named=True)}
    for call in embedded():
        row = rows[call.id]
        assert dict(zip(row["seats"], row["choices"], strict=True)) == call.choices
        assert (row["symbol"], row["held"], row["title"]) == (call.symbol, call.held, call.title)


def test_what_cannot_be_exported_is_said_so(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ParseError, match="choices"):
        export_view(ledger, "secrets", tmp_path / "x.csv", "csv")
    with pytest.raises(ParseError, match="parquet"):
        export_view(ledger, "choices", tmp_path / "x.xls", "xls")
    with pytest.raises(LedgerError, match="cannot be written"):
        export_view(ledger, "choices", tmp_path / "no folder" / "x.csv", "csv")
