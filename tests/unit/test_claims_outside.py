"""What no roll call can show: found beside the claims on votes, never in their place."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.domain.claims import ClaimKind, Finding, Verdict
from dragoman.domain.measures import Outcome
from dragoman.domain.sources import Source
from dragoman.workflows import embedded_record, read_source

VOTE = (
    "The UN General Assembly on Monday adopted Ukraine's resolution on the war by 93–18–65. "
    "Poland and Fiji voted for the resolution. "
)


def read(text: str) -> tuple[Finding, ...]:
    return read_source(Source.of(text, published=date(2025, 2, 24)), record=embedded_record()).findings


def asides(text: str) -> list[str]:
    return [f.claim.evidence.text for f in read(text) if f.verdict is Verdict.NOT_CHECKABLE]


def silent(text: str) -> list[tuple[str, Outcome | None]]:
    found = [f for f in read(text) if f.verdict is Verdict.SILENT and f.claim.kind is ClaimKind.OUTCOME]
    return [(f.claim.evidence.text, f.claim.outcome) for f in found]


@pytest.mark.parametrize(
    "words",
    [
        "Warsaw will send two hundred tents to Kharkiv in May",
        "Officials in Suva hope that the fund will be paid out soon",
        "The Fijian envoy is said to have wept",
        "A courier from Lima declined to say whom he had met",
    ],
)
def test_an_aside_is_not_checkable_and_says_why(words: str) -> None:
    (found,) = [f for f in read(f"{VOTE}{words}.") if f.verdict is Verdict.NOT_CHECKABLE]
    assert found.claim.evidence.text == words
    assert found.claim.kind is ClaimKind.OTHER
    assert found.reason == found.claim.uncheckable


def test_a_choice_is_never_passed_off_as_an_aside() -> None:
    told = "Haiti, an aide said, voted against it. Oman may have surprised its neighbours by abstaining."
    assert asides(VOTE + told) == []


def test_the_same_words_make_no_aside_where_nothing_is_said_of_votes() -> None:
    assert read("Warsaw will send two hundred tents to Kharkiv in May. Officials hope for more.") == ()


def test_a_plan_told_within_the_words_of_a_claim_stands_beside_it() -> None:
    text = f"{VOTE}Haiti voted against the resolution, although its premier has promised to visit Kyiv."
    assert asides(text) == ["its premier has promised to visit Kyiv"]
    assert any(f.claim.actor and f.claim.actor.code == "HTI" for f in read(text))


def test_findings_stand_in_the_order_of_the_text() -> None:
    found = read(f"Talks will resume in Vienna next week. {VOTE}")
    starts = [f.claim.evidence.start for f in found]
    assert starts == sorted(starts)
    assert found[0].verdict is Verdict.NOT_CHECKABLE


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("In the Council a rival paper was stopped by China's veto", Outcome.VETOED),
        ("The compact had been approved in Nairobi by acclamation", Outcome.ADOPTED_WITHOUT_VOTE),
        ("The Council was unable to agree on observers", Outcome.REJECTED),
    ],
)
def test_a_result_without_a_roll_call_is_silence_with_a_reason(words: str, outcome: Outcome) -> None:
    assert silent(f"{VOTE}{words}.") == [(words, outcome)]


@pytest.mark.parametrize(
    "words",
    [
        "It went through without a veto.",
        "Paris might use its veto next time.",
        "No text was agreed by consensus.",
    ],
)
def test_what_was_not_vetoed_or_agreed_is_no_result(words: str) -> None:
    assert silent(VOTE + words) == []


def test_a_veto_of_another_day_is_not_refuted_by_the_text_adopted_next() -> None:
    text = (
        "London vetoed a draft on Ukraine in the Security Council on Thursday. Ten members were for it, none against, five "
        "abstained. Russia, China and Pakistan voted for it; France, Denmark, Greece and Slovenia abstained."
    )
    findings = read(text)
    (found,) = [f for f in findings if f.claim.outcome is Outcome.VETOED]
    assert found.verdict is Verdict.SILENT
    assert not any(f.verdict is Verdict.CONFLICTS for f in findings)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("A plan for relief flights died in the Council of a Belgian veto", Outcome.VETOED),
        ("The text on fisheries needed no vote", Outcome.ADOPTED_WITHOUT_VOTE),
        ("In May the Irish withdrew a request for a longer mandate", Outcome.REJECTED),
    ],
)
def test_a_result_in_other_words_is_silent_beside_a_day_that_is_answered(
    words: str, outcome: Outcome
) -> None:
    assert silent(f"{VOTE}{words}.") == [(words, outcome)]


def test_a_committee_told_of_in_passing_is_not_checkable() -> None:
    (found,) = [
        f
        for f in read(f"{VOTE}In the Legal Committee it was hardly noticed.")
        if "Legal" in f.claim.evidence.text
    ]
    assert found.verdict is Verdict.NOT_CHECKABLE
