"""The record that comes with the package: complete, consistent, equal to the official data where these are at hand."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.records import embedded
from dragoman.world.bodies import members

DATA = Path(os.environ.get("DRAGOMAN_DEV_DATA", Path(__file__).parents[3] / "shared" / "data")) / "votes"
WITH_CHOICES = [call for call in embedded() if call.choices]


def by_symbol(symbol: str) -> RollCall:
    return next(call for call in embedded() if call.symbol == symbol)


def test_it_holds_the_nine_resolutions_and_the_councils() -> None:
    assert [call.symbol for call in WITH_CHOICES] == [
        *(f"A/RES/ES-11/{n}" for n in range(1, 10)),
        "S/RES/2774(2025)",
    ]


@pytest.mark.parametrize("call", WITH_CHOICES, ids=lambda call: call.symbol)
def test_stated_totals_equal_the_counts(call: RollCall) -> None:
    stated = call.stated
    assert (stated.yes, stated.no, stated.abstain) == (call.tally.yes, call.tally.no, call.tally.abstain)


@pytest.mark.parametrize("call", WITH_CHOICES, ids=lambda call: call.symbol)
def test_every_member_of_that_day_has_exactly_one_choice(call: RollCall) -> None:
    body = {"UNGA": "UN", "UNSC": "UNSC"}[call.body]
    assert set(call.choices) == set(members(body, call.held).members)


def test_the_two_texts_of_one_day_are_told_apart() -> None:
    seven, eight = by_symbol("A/RES/ES-11/7"), by_symbol("A/RES/ES-11/8")
    assert seven.held == eight.held == date(2025, 2, 24)
    assert (seven.tally.yes, eight.tally.yes) == (93, 93)
    assert (seven.draft, seven.order, seven.sponsors) == ("A/ES-11/L.10", 1, ("UKR",))
    assert (eight.draft, eight.order, eight.sponsors) == ("A/ES-11/L.11", 2, ("USA",))
    assert eight.outcome is Outcome.ADOPTED_AS_AMENDED
    assert eight.choices["USA"] is eight.choices["UKR"] is Choice.ABSTAIN


def test_amendments_known_from_the_press_have_no_choices() -> None:
    amendments = [call for call in embedded() if call.kind is MeasureKind.AMENDMENT]
    assert [call.outcome for call in amendments] == [Outcome.ADOPTED] * 3 + [Outcome.REJECTED]
    assert amendments[-1].tally == Tally(yes=31, no=71)
    assert all("press" in (call.note or "") and not call.choices for call in amendments)


def test_each_choice_equals_the_official_one_in_the_assembly() -> None:
    table = DATA / "es11_wide.csv"
    if not table.exists():
        pytest.skip("the official table of the special session is not at hand")
    with table.open(encoding="utf-8", newline="") as lines:
        official = list(csv.DictReader(lines))
    for n in range(1, 10):
        expected = {row["ms_code"]: row[f"ES-11/{n}"] for row in official}
        assert by_symbol(f"A/RES/ES-11/{n}").choices == expected


def test_each_choice_equals_the_official_one_in_the_council() -> None:
    table = DATA / "sc_votes.parquet"
    if not table.exists():
        pytest.skip("the official table of the Security Council is not at hand")
    polars = pytest.importorskip("polars")
    rows = polars.read_parquet(table).filter(polars.col("resolution").cast(str) == "S/RES/2774(2025)")
    assert by_symbol("S/RES/2774(2025)").choices == dict(rows.select("ms_code", "ms_vote").iter_rows())
