"""The registry's own tables, and the checker that watches them."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.world import bodies, check_tables, checking, count_bases, spellings, tables

Tables = dict[str, tuple[dict[str, str], ...]]


@pytest.fixture
def altered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tables]:
    """Tables to put in place of the built-in ones while the checker reads them."""
    changed: Tables = {}
    monkeypatch.setattr(checking, "read_table", lambda name: changed.get(name) or tables.read_table(name))
    return iter([changed])


def whats(problems: tuple[checking.Problem, ...]) -> str:
    return " / ".join(f"{p.table}: {p.row}: {p.what}" for p in problems)


def test_the_built_in_tables_have_no_problem() -> None:
    assert check_tables() == ()


def test_every_row_is_counted_as_checked_or_recalled() -> None:
    counted = {count.table: count for count in count_bases()}
    assert counted["memberships"].checked > 500
    for table, count in counted.items():
        assert count.checked + count.recalled == len(tables.read_table(table))


def with_row(name: str, cells: dict[str, str]) -> tuple[dict[str, str], ...]:
    first, *_ = tables.read_table(name)
    return (*tables.read_table(name), {**first, **cells})


@pytest.mark.parametrize(
    ("name", "cells", "said"),
    [
        ("memberships", {"bloc": "EU", "member": "FRA", "since": "1990-01-01", "until": ""}, "share days"),
        ("memberships", {"bloc": "EU", "member": "NOR", "since": "1950-01-01", "until": ""}, "before the bloc"),
        ("memberships", {"bloc": "EU", "member": "ZZZ", "since": "1990-01-01", "until": ""}, "not known"),
        ("memberships", {"bloc": "UN", "member": "SSD", "since": "2005-01-01", "until": "2006-01-01"}, "no state sits"),
        ("names", {"code": "FRA", "since": "2000-01-01", "until": "1999-01-01"}, "before it begins"),
        ("names", {"code": "ZZZ"}, "no known code"),
        ("seats", {"basis": "somewhere"}, "no basis"),
        ("senses", {"sense": "state:ZZZ"}, "no known sense"),
        ("spellings", {"name": "SERBIA", "since": "2001-01-01", "until": ""}, "share days"),
        ("decoys", {"name": "Mali"}, "is a name too"),
        ("people", {"person": "Nobody Known"}, "holds no office"),
    ],
)  # fmt: skip
def test_the_checker_names_what_is_wrong(
    altered: Iterator[Tables], name: str, cells: dict[str, str], said: str
) -> None:
    next(altered)[name] = with_row(name, cells)
    assert said in whats(check_tables())


def test_a_council_of_the_wrong_size_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        checking, "members", lambda bloc, on: bodies.Membership(bloc=bloc, members=frozenset({"FRA"}))
    )
    assert "UNSC 1946: 1 members" in whats(check_tables())


def test_names_are_folded_alike() -> None:
    assert spellings.fold_name("CÔTE D’IVOIRE") == spellings.fold_name("Cote d'Ivoire")


def test_the_how_to_does_what_it_says() -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "correct-the-registry.md"
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (result.failed, result.attempted > 1) == (0, True)


def test_the_how_to_names_every_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "correct-the-registry.md").read_text("utf-8")
    assert [table for table in checking.TABLES if f"`{table}.tsv`" not in page] == []
