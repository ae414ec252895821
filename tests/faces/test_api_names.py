"""The promised names of `import dragoman`: all there, none loaded before it is used."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import dragoman as dm
from dragoman import api

TEXT = (
    "On 24 February 2025 Hungary voted for the resolution that Ukraine had put before the General Assembly."
)


@pytest.fixture(autouse=True)
def without_own_ledger(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def test_the_names_are_those_of_the_api_and_each_is_documented():
    assert dm.__all__ == api.__all__
    assert [name for name in dm.__all__ if not getattr(dm, name).__doc__] == []
    assert set(dm.__all__) <= set(dir(dm))


def test_a_name_that_was_not_promised_is_none():
    with pytest.raises(AttributeError):
        dm.divine  # noqa: B018


def test_importing_dragoman_loads_none_of_them():
    code = "import dragoman, sys; print(sorted(m for m in sys.modules if m in ('spacy', 'duckdb', 'numpy', 'dragoman.api')))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


def test_a_report_is_read_from_words_a_file_or_a_source(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    readings = [
        dm.read(TEXT, published=date(2025, 2, 25)),
        dm.read(path, published=date(2025, 2, 25)),
        dm.read(dm.Source.of(TEXT, published=date(2025, 2, 25))),
    ]
    assert readings[0] == readings[1] == readings[2]
    assert dm.Verdict.CONFLICTS in {f.verdict for f in readings[0].findings}


def test_check_merges_what_several_reports_claim():
    entries = dm.check(TEXT, TEXT.replace("voted for", "voted against"))
    contradictory = [entry for entry in entries if entry.is_contradictory]
    assert len(contradictory) == 1
    assert contradictory[0].taken.claim.stance == "against"


def test_votes_agreement_cohesion_and_points_answer_from_the_record():
    assert dm.votes(symbol="ES-11/7")[0].choices["HUN"] is dm.Choice.NO
    assert dm.agreement("USA", "FRA", topic="Ukraine").n == 9
    assert 0.9 < dm.cohesion("EU").value < 1
    assert "USA" in dm.points().seats
    assert dm.shifts("USA", "EU").at == date(2025, 2, 24)
    assert dm.sql("SELECT 1 AS n").rows == [(1,)]


def test_a_file_is_loaded_into_the_ledger_named(vote_file, tmp_path):
    ledger = str(tmp_path / "ledger")
    assert dm.load(vote_file, ledger=ledger).new == 2
    assert dm.load(vote_file, ledger=ledger).already_loaded
    assert len(dm.votes("lighthouses", ledger=ledger)) == 2


def test_errors_have_one_root():
    with pytest.raises(dm.DragomanError):
        dm.agreement("Narnia", "FRA")
    with pytest.raises(dm.ParseError):
        dm.load(Path("/no/such/file.csv"))


def test_many_are_read_in_order_and_what_fails_is_one_of_them(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    good, empty, absent = dm.read_many([tmp_path, tmp_path / "no.txt"], publisher="Ours")
    assert good.error is None
    assert good.reading.source.publisher == "Ours"
    assert [type(r.error) for r in (empty, absent)] == [dm.ParseError, dm.ParseError]
    assert empty.reading is None
