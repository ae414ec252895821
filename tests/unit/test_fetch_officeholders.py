"""Who holds office, fetched on request: the table on disk, an answer that is none, a network that fails."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.error import URLError

import pytest

from dragoman import workflows
from dragoman.errors import ParseError, SourceError
from dragoman.fetch import fetch_officeholders


def reply() -> bytes:
    """One tenure in the query service's JSON form, written by hand."""
    row = {
        "state": "http://www.wikidata.org/entity/Q142",
        "kind": "state",
        "officeLabel": "President of the French Republic",
        "person": "http://www.wikidata.org/entity/Q900001",
        "personLabel": "Aurélie Tarn",
        "since": "2027-05-14T00:00:00Z",
    }
    binding = {name: {"type": "literal", "value": value} for name, value in row.items()}
    return json.dumps({"results": {"bindings": [binding]}}).encode()


def test_an_answer_becomes_a_table(tmp_path: Path) -> None:
    table = tmp_path / "kept" / "officeholders.tsv"
    assert workflows.save_officeholders(reply(), table) >= 1
    assert "Aurélie Tarn" in table.read_text("utf-8")


def test_what_is_no_answer_leaves_the_old_table(tmp_path: Path) -> None:
    table = tmp_path / "officeholders.tsv"
    workflows.save_officeholders(reply(), table)
    before = table.read_bytes()
    with pytest.raises(ParseError):
        workflows.save_officeholders(b"<html>busy</html>", table)
    assert table.read_bytes() == before


def test_a_network_that_fails_is_a_source_error() -> None:
    def fails(*_: object, **__: object) -> object:
        raise URLError("no route")

    with pytest.raises(SourceError):
        fetch_officeholders("SELECT 1", open_url=fails)
