"""Which vote a report means, by a small record of our own: seats, numbers, swaps, asides, words of choice and matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman import workflows
from dragoman.claims.checking import Record, check
from dragoman.claims.signs import vote_signs
from dragoman.domain.claims import ClaimKind, Finding, Quantifier, Verdict
from dragoman.domain.measures import Stance
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.domain.sources import Source
from dragoman.events.voting import find_ballots
from dragoman.text.reader import read_text

YES, NO, ABSTAIN, ABSENT = Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.ABSENT
DAY = date(2023, 12, 5)
OTHERS = ("BGD", "BRA", "CHL", "DNK", "EGY", "FIN", "GHA", "IND", "JPN", "LKA", "NPL", "SWE")


def vote(symbol: str, held: date, title: str, totals: tuple[int, int, int], **choices: Choice) -> RollCall:
    rest = (
        dict.fromkeys(OTHERS, YES)
        | dict.fromkeys(("CUB", "SDN"), NO)
        | dict.fromkeys(("OMN", "QAT"), ABSTAIN)
    )
    return RollCall(
        id=symbol,
        body="UNSC" if symbol.startswith("S/") else "UNGA",
        held=held,
        symbol=symbol,
        title=title,
        choices=choices if symbol.startswith("S/") else rest | choices,
        partial=True,
        stated=Tally(yes=totals[0], no=totals[1], abstain=totals[2]),
    )


REEFS = vote("A/RES/78/801", DAY, "Protection of coral reefs", (120, 11, 30), PER=NO, KEN=YES, TON=ABSTAIN)
DUNES = vote("A/RES/78/802", DAY, "Stabilisation of desert dunes", (97, 26, 41), PER=YES, KEN=ABSTAIN, TON=NO)
REEFS_2021 = vote(
    "A/RES/76/801", date(2021, 12, 7), "Protection of coral reefs", (115, 14, 33), PER=NO, KEN=NO, TON=YES
)
MANY = [
    vote(f"A/RES/60/{n}", date(2005, 12, 1), f"Matter {'abcdefghij'[n % 10] * 5}{n}", (150, 1, n))
    for n in range(90)
]
RECORD = {v.id: v for v in (REEFS, DUNES, REEFS_2021, *MANY)}


@pytest.fixture(scope="module")
def checked():
    nlp = workflows.language_model()
    record = Record.of(list(RECORD.values()), lambda ids: {i: RECORD[i] for i in ids})

    def of(text: str, published: date = date(2023, 12, 6)) -> tuple[Finding, ...]:
        source = Source.of(text, published=published)
        return check(find_ballots(read_text(source, nlp)), source, record)

    return of


def answers(findings: tuple[Finding, ...], kind: ClaimKind) -> list[tuple[str, Verdict, str | None]]:
    return [
        (f.claim.actor.code if f.claim.actor else "", f.verdict, f.symbol)
        for f in findings
        if f.claim.kind is kind
    ]


TWO = (
    "The General Assembly on Tuesday adopted the resolution on coral reefs by 120 votes to 11, with 30 abstentions. "
    "The resolution on desert dunes was adopted by 97 votes to 26, with 41 abstentions.\n\n"
)


def test_what_a_choice_is_on_tells_the_vote(checked):
    found = answers(checked(TWO + "Kenya abstained on the dunes and voted for the reefs."), ClaimKind.CHOICE)
    assert ("KEN", Verdict.MATCHES, DUNES.symbol) in found
    assert ("KEN", Verdict.MATCHES, REEFS.symbol) in found


def test_totals_that_changed_places_are_both_wrong(checked):
    text = (
        "The General Assembly on Tuesday adopted the resolution on coral reefs by 97 votes to 26, with 41 abstentions. "
        "Peru voted against it. "
        "The resolution on desert dunes was adopted by 120 votes to 11, with 30 abstentions. Tonga voted against it."
    )
    found = checked(text)
    assert [(v, s) for _, v, s in answers(found, ClaimKind.TALLY)] == [
        (Verdict.CONFLICTS, REEFS.symbol),
        (Verdict.CONFLICTS, DUNES.symbol),
    ]
    assert ("PER", Verdict.MATCHES, REEFS.symbol) in answers(found, ClaimKind.CHOICE)


def test_what_is_told_by_the_way_of_long_ago_does_not_turn_the_report(checked):
    text = (
        "The General Assembly on Tuesday adopted the resolution on coral reefs by 120 votes to 11, with 30 abstentions. "
        "Tonga, which voted for the text in 2021, wanted more money. Peru voted against. Kenya voted in favour."
    )
    found = answers(checked(text), ClaimKind.CHOICE)
    assert ("TON", Verdict.MATCHES, REEFS_2021.symbol) in found
    assert ("KEN", Verdict.MATCHES, REEFS.symbol) in found


def test_a_voter_told_in_two_ways_refutes_nothing_where_one_is_borne_out(checked):
    once = TWO + "Kenya voted against the text on reefs."
    assert ("KEN", Verdict.CONFLICTS, REEFS.symbol) in answers(checked(once), ClaimKind.CHOICE)
    twice = (
        TWO
        + "Kenya voted for the text on reefs. Years of argument followed. Kenya voted against the text on reefs."
    )
    assert Verdict.CONFLICTS not in [v for _, v, _ in answers(checked(twice), ClaimKind.CHOICE)]


def test_a_day_still_to_come_is_last_years_in_what_is_told_as_done():
    nlp = workflows.language_model()
    text = "The General Assembly authorised all measures necessary to protect the reefs on December 5. Twelve voted for it."
    (ballot,) = find_ballots(read_text(Source.of(text, published=date(2023, 12, 20)), nlp))
    assert ballot.when == (DAY, DAY)


def test_two_resolutions_are_none_of_them(checked):
    text = "Two resolutions on coral reefs were adopted in the General Assembly on Tuesday. " + TWO
    found = checked(text + "Kenya voted for the text on reefs.")
    assert {f.symbol for f in found if f.verdict is Verdict.CONFLICTS} == set()
    assert ("KEN", Verdict.MATCHES, REEFS.symbol) in answers(found, ClaimKind.CHOICE)


def test_who_had_no_seat_in_the_council_did_not_vote_there():
    port = vote("S/RES/901", DAY, "Quarantine of the port", (13, 0, 2), KEN=YES, PER=ABSTAIN)
    nlp = workflows.language_model()
    text = "The Security Council adopted the resolution on the port. Tonga and Kenya voted for it."
    source = Source.of(text, published=DAY)
    (ballot,) = find_ballots(read_text(source, nlp))
    weights = {s.statement[1]: s.weight for v in ballot.votes for s in vote_signs(v, port)}
    assert weights["KEN"] > 0 > weights["TON"]
    assembly = replace(port, body="UNGA")
    assert "TON" not in {s.statement[1] for v in ballot.votes for s in vote_signs(v, assembly)}


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("Kenya sided with Peru against it", Stance.AGAINST),
        ("Kenya was recorded on neither list", Stance.ABSENT),
        ("Kenya ended up on the winning side", Stance.FOR),
        ("Kenya took the middle road", Stance.ABSTAIN),
    ],
)
def test_a_choice_in_looser_words_is_read_and_only_borne_out(words, stance):
    text = f"The General Assembly adopted a resolution on coral reefs. {words}."
    (ballot,) = find_ballots(read_text(Source.of(text, published=DAY), workflows.language_model()))
    told = {(v.stance, v.loose) for v in ballot.votes if "KEN" in {m.code for m in v.voters}}
    assert told == {(stance, True)}


def test_nobody_in_a_bloc_is_none_of_it_and_no_objection_is_no_total():
    text = "The General Assembly adopted a resolution on coral reefs. Nobody in the European Union opposed it. Kenya had no objection to it."
    (ballot,) = find_ballots(read_text(Source.of(text, published=DAY), workflows.language_model()))
    assert {v.group.quantifier for v in ballot.votes if v.group} == {Quantifier.NONE}
    assert not ballot.tallies
