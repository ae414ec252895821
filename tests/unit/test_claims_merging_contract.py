"""Claims of several reports merged: the same question once, and contradiction only where both cannot be true."""

from datetime import date

from dragoman.claims.merging import merge_findings
from dragoman.domain.actors import Actor, Mention
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.measures import Outcome, Stance
from dragoman.domain.readings import Reading
from dragoman.domain.rollcalls import Tally
from dragoman.domain.sources import Source

CHAD = Actor(code="TCD", name="Chad", seat="TCD")


def reading(name, *claims):
    """A report in which each claim (kind, verdict, symbol, what is said) is its own sentence."""
    source = Source.of(f"report {name}")
    findings = []
    for kind, verdict, symbol, said in claims:
        claim = Claim(
            kind=kind,
            text=f"{kind} {said}",
            measure="m1",
            evidence=source.evidence(0, 6),
            actor=Mention(actor=CHAD, text="Chad", start=0, end=4) if kind is ClaimKind.CHOICE else None,
            **said,
        )
        held = date(2050, 1, 1) if symbol else None
        findings.append(Finding(claim=claim, verdict=verdict, reason="", symbol=symbol, held=held))
    return Reading(source=source, findings=tuple(findings))


def choice(stance, verdict=Verdict.MATCHES, symbol="A/RES/1"):
    return (ClaimKind.CHOICE, verdict, symbol, {"stance": stance})


def tally(yes, no=None, verdict=Verdict.MATCHES):
    return (ClaimKind.TALLY, verdict, "A/RES/1", {"tally": Tally(yes=yes, no=no)})


def outcome(value, verdict=Verdict.MATCHES):
    return (ClaimKind.OUTCOME, verdict, "A/RES/1", {"outcome": value})


def test_the_same_claim_of_two_sources_is_one_side_with_both_tellings():
    (entry,) = merge_findings([reading("a", choice(Stance.FOR)), reading("b", choice(Stance.FOR))])
    (side,) = entry.sides
    assert len(side.sources) == 2
    assert not entry.is_contradictory


def test_a_veto_and_a_vote_against_are_the_same_choice():
    (entry,) = merge_findings([reading("a", choice(Stance.AGAINST)), reading("b", choice(Stance.VETO))])
    assert len(entry.sides) == 1


def test_two_choices_of_one_state_contradict_each_other_and_the_record_takes_one():
    (entry,) = merge_findings(
        [reading("a", choice(Stance.FOR, Verdict.CONFLICTS)), reading("b", choice(Stance.ABSTAIN))]
    )
    assert entry.is_contradictory
    assert entry.taken.claim.stance is Stance.ABSTAIN


def test_choices_in_two_votes_are_two_questions():
    entries = merge_findings(
        [reading("a", choice(Stance.FOR)), reading("b", choice(Stance.AGAINST, symbol="A/RES/2"))]
    )
    assert [entry.symbol for entry in entries] == ["A/RES/1", "A/RES/2"]
    assert not any(entry.is_contradictory for entry in entries)


def test_a_part_of_the_totals_does_not_contradict_the_whole():
    (entry,) = merge_findings([reading("a", tally(93, 18)), reading("b", tally(93))])
    assert len(entry.sides) == 2
    assert not entry.is_contradictory


def test_different_totals_do():
    (entry,) = merge_findings([reading("a", tally(93, 18)), reading("b", tally(94, None, Verdict.CONFLICTS))])
    assert entry.is_contradictory
    assert entry.taken.claim.tally.no == 18


def test_adopted_leaves_open_whether_as_amended_and_rejected_does_not():
    (mild,) = merge_findings(
        [reading("a", outcome(Outcome.ADOPTED)), reading("b", outcome(Outcome.ADOPTED_AS_AMENDED))]
    )
    assert not mild.is_contradictory
    (stark,) = merge_findings(
        [reading("a", outcome(Outcome.ADOPTED)), reading("b", outcome(Outcome.REJECTED, Verdict.CONFLICTS))]
    )
    assert stark.is_contradictory


def test_claims_that_no_roll_call_answers_are_never_joined_across_sources():
    silent = choice(Stance.FOR, Verdict.SILENT, None)
    entries = merge_findings([reading("a", silent), reading("b", silent)])
    assert len(entries) == 2


def test_the_order_of_reports_does_not_change_who_contradicts_whom():
    reports = [
        reading("a", choice(Stance.FOR, Verdict.CONFLICTS)),
        reading("b", choice(Stance.AGAINST), tally(93)),
    ]
    one, two = merge_findings(reports), merge_findings(reports[::-1])
    assert {(e.symbol, e.is_contradictory, len(e.sides)) for e in one} == {
        (e.symbol, e.is_contradictory, len(e.sides)) for e in two
    }
