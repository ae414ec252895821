"""People from Wikidata's query service, layered over the built-in table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import ParseError
from dragoman.world import (
    find_names,
    office_holders,
    officeholders_query,
    parse_officeholders,
    render_officeholders,
    resolve,
    use_officeholders,
)


def cell(value: str) -> dict[str, str]:
    return {"type": "literal", "value": value}


def binding(
    state: str, kind: str, office: str, qid: str, name: str, since: str, until: str = ""
) -> dict[str, dict[str, str]]:
    row = {
        "state": cell(f"http://www.wikidata.org/entity/{state}"),
        "kind": cell(kind),
        "officeLabel": cell(office),
        "person": cell(f"http://www.wikidata.org/entity/{qid}"),
        "personLabel": cell(name),
        "since": cell(since),
    }
    return row | ({"until": cell(until)} if until else {})


REPLY = json.dumps(
    {
        "head": {"vars": ["state", "kind", "officeLabel", "person", "personLabel", "since", "until"]},
        "results": {
            "bindings": [
                binding("Q142", "state", "President of the French Republic", "Q900001", "Aurélie Tarn",
                        "2027-05-14T00:00:00Z"),
                binding("Q183", "government", "Federal Chancellor of Germany", "Q900002", "Jost Ahrens",
                        "2029-01-01T00:00:00Z", "2030-01-01T00:00:00Z"),
                binding("Q963", "state", "President of Botswana", "Q900003", "Neo Kgosi", "2024-11-01T00:00:00Z"),
                binding("Q963", "state", "President of Botswana", "Q900004", "Q900004", "2018-04-01T00:00:00Z"),
                binding("Q963", "state", "President of Botswana", "Q900005", "No Day", "t1234"),
                binding("Q0", "state", "President of Nowhere", "Q900006", "Not Here", "2018-04-01T00:00:00Z"),
            ]
        },
    }
)  # fmt: skip


@pytest.fixture
def user_table(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "officeholders.tsv"
    path.write_text(render_officeholders(parse_officeholders(REPLY)), "utf-8")
    use_officeholders(path)
    yield path
    use_officeholders(None)


def test_a_reply_becomes_tenures_and_what_is_incomplete_is_left_out() -> None:
    found = [(h.code, h.role, h.person, h.since, h.until, h.leads) for h in parse_officeholders(REPLY)]
    assert found == [
        ("FRA", "president", "Aurélie Tarn", date(2027, 5, 14), None, True),
        ("DEU", "chancellor", "Jost Ahrens", date(2029, 1, 1), date(2030, 1, 1), True),
        ("BWA", "president", "Neo Kgosi", date(2024, 11, 1), None, True),
    ]


def test_the_basis_names_the_item() -> None:
    assert parse_officeholders(REPLY)[0].basis == "wikidata: Q900001"


def test_the_users_table_holds_from_its_first_day_and_the_built_in_one_before(user_table: Path) -> None:
    def president(day: date) -> list[str]:
        return [h.person for h in office_holders(code="FRA", role="president", on=day)]

    assert president(date(2025, 2, 24)) == ["Emmanuel Macron"]
    assert president(date(2027, 5, 13)) == ["Emmanuel Macron"]
    assert president(date(2027, 5, 14)) == ["Aurélie Tarn"]


def test_new_people_are_found_in_texts(user_table: Path) -> None:
    assert [h.keys for h in find_names("Kgosi spoke.")] == [("person:Neo Kgosi",)]
    assert [a.name for a in resolve("the Botswanan president", on=date(2025, 1, 1)).actors] == ["Neo Kgosi"]


def test_taking_the_table_away_restores_the_built_in_one(user_table: Path) -> None:
    use_officeholders(None)
    assert find_names("Kgosi spoke.") == ()


@pytest.mark.parametrize("reply", ["", "<html>busy</html>", "[]", "{}", '{"results": {"bindings": [3]}}'])
def test_what_is_no_reply_is_a_parse_error(reply: str) -> None:
    with pytest.raises(ParseError, match="no reply of the query service"):
        parse_officeholders(reply)


@pytest.mark.parametrize("text", ["", "code\trole\nFRA\tpresident\textra\n", "code\trole\nFRA\tpresident\n"])
def test_a_damaged_user_table_is_a_parse_error_or_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(text, "utf-8")
    if not text:
        use_officeholders(path)
        assert office_holders(code="FRA", role="president", on=date(2025, 2, 24))
    else:
        with pytest.raises(ParseError):
            use_officeholders(path)


def test_the_query_asks_for_every_state_that_exists() -> None:
    query = officeholders_query()
    assert "wd:Q142 " in query
    assert "wd:Q15180" not in query
    assert "%s" not in query
