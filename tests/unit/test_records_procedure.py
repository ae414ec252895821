"""The rules of procedure as arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.domain.measures import Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.records import embedded
from dragoman.records.procedure import Majority, decided, disagreement, requirement_of


def vote(yes: int, no: int, abstain: int = 0, **given: object) -> RollCall:
    facts: dict[str, object] = {
        "id": "x",
        "body": "UNGA",
        "held": date(2024, 1, 1),
        "title": "Tides",
        "stated": Tally(yes=yes, no=no, abstain=abstain),
    }
    return RollCall(**(facts | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "outcome"),
    [
        (2, 1, 190, Outcome.ADOPTED),
        (1, 1, 0, Outcome.REJECTED),
        (55, 85, 9, Outcome.REJECTED),
        (0, 0, 0, None),
    ],
)
def test_abstentions_count_for_neither_side(yes: int, no: int, abstain: int, outcome: Outcome | None) -> None:
    assert decided(vote(yes, no, abstain)) == outcome


def test_two_thirds_are_of_those_present_and_voting() -> None:
    title = "Admission of Atlantis to membership in the United Nations"
    assert requirement_of(vote(1, 1, title=title)).majority is Majority.TWO_THIRDS
    assert decided(vote(66, 33, 90, title=title)) is Outcome.ADOPTED
    assert decided(vote(65, 33, 90, title=title)) is Outcome.REJECTED


def test_a_permanent_members_no_is_a_veto_and_its_abstention_is_none() -> None:
    members = [f"M{i}" for i in range(10)]
    yes = dict.fromkeys(members, Choice.YES)
    against = vote(0, 0, body="UNSC", choices={**yes, "RUS": Choice.NO})
    aside = vote(0, 0, body="UNSC", choices={**yes, "RUS": Choice.ABSTAIN})
    assert (decided(against), decided(aside)) == (Outcome.VETOED, Outcome.ADOPTED)


def test_the_council_needed_seven_votes_before_it_grew() -> None:
    assert decided(vote(7, 0, 4, body="UNSC", held=date(1965, 11, 23))) is Outcome.ADOPTED
    assert decided(vote(7, 0, 8, body="UNSC", held=date(1966, 11, 23))) is Outcome.REJECTED


def test_a_stated_outcome_that_the_totals_deny_is_told_with_its_rule() -> None:
    told = disagreement(vote(1, 2, symbol="A/RES/99/1"))
    assert told is not None
    assert told.startswith("A/RES/99/1: stated as adopted")
    assert "rule 85" in told
    assert disagreement(vote(2, 1)) is None


def test_the_embedded_record_agrees_with_the_rules() -> None:
    assert [disagreement(call) for call in embedded()] == [None] * 14
    suspension = next(call for call in embedded() if call.symbol == "A/RES/ES-11/3")
    assert requirement_of(suspension).is_certain
    assert requirement_of(suspension).majority is Majority.TWO_THIRDS
