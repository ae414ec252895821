"""A verdict says why in words an editor can print: who broke ranks, which vote has these totals, why none can tell."""

from datetime import date

import pytest

from dragoman import workflows
from dragoman.domain.claims import ClaimKind, Finding, RecordLine, Verdict
from dragoman.domain.rollcalls import Choice, Tally
from dragoman.domain.sources import Source

VOTE = "The UN General Assembly adopted Ukraine's resolution on Monday by {}. "
RIGHT, SWAPPED, SLIP = "93–18–65", "93–8–73", "93–18–56"


@pytest.fixture(scope="module")
def check():
    def of(kind: ClaimKind, text: str) -> Finding:
        source = Source.of(text, published=date(2025, 2, 24))
        findings = workflows.read_source(source, record=workflows.embedded_record()).findings
        (found,) = [f for f in findings if f.claim.kind is kind]
        return found

    return of


def test_who_broke_a_bloc_s_ranks_is_named(check):
    finding = check(ClaimKind.BLOC, VOTE.format(RIGHT) + "All 27 EU members voted for the resolution.")
    assert finding.verdict is Verdict.CONFLICTS
    assert "Hungary voted against" in finding.reason
    assert RecordLine(seat="HUN", choice=Choice.NO) in finding.record


def test_totals_of_another_vote_of_the_day_are_traced_to_it(check):
    finding = check(
        ClaimKind.TALLY, VOTE.format(SWAPPED) + "The United States, Israel and Hungary voted against it."
    )
    assert (finding.verdict, finding.symbol) == (Verdict.CONFLICTS, "A/RES/ES-11/7")
    assert "A/RES/ES-11/8" in finding.reason


def test_one_wrong_number_of_three_is_shown_beside_the_right_ones(check):
    finding = check(ClaimKind.TALLY, VOTE.format(SLIP) + "Peru voted for the resolution.")
    assert finding.verdict is Verdict.PARTLY
    assert (finding.tally.yes, finding.tally.no, finding.tally.abstain) == (93, 18, 65)
    assert finding.claim.tally == Tally(yes=93, no=18, abstain=56)


def test_a_choice_is_answered_with_the_state_s_line(check):
    finding = check(ClaimKind.CHOICE, VOTE.format(RIGHT) + "Palau abstained.")
    assert finding.verdict is Verdict.CONFLICTS
    assert finding.record == (RecordLine(seat="PLW", choice=Choice.NO),)
    assert "Palau voted against" in finding.reason


def test_what_one_says_another_would_do_is_an_intention(check):
    finding = check(
        ClaimKind.CHOICE, "Donald Trump said Vladimir Putin would vote for the American resolution in the UN."
    )
    assert finding.verdict is Verdict.NOT_CHECKABLE
    assert "intention" in finding.reason
    assert finding.symbol is None


def test_a_state_outside_the_council_has_no_vote_there(check):
    finding = check(
        ClaimKind.CHOICE,
        "The UN Security Council adopted resolution 2774 on Monday, 10–0–5. Germany abstained on the resolution.",
    )
    assert finding.verdict is Verdict.SILENT
    assert "not a member of the Council" in finding.reason
