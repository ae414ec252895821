"""Press releases of the United Nations, as text: tallies, with some of the voters named in brackets.

The long lists are left out or sent to an annex, so the choices are some of those made (`partial`) and the totals are as stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.errors import ParseError
from dragoman.records.committee import COMMITTEES
from dragoman.records.lists import find_days, flat, names_in
from dragoman.records.minutes import DRAFT, TITLE, Result, kind_of, last_match, number_of
from dragoman.records.seats import Roll, note_of
from dragoman.records.texts import read_text

NAMES = r"(?:\s*\((?P<{}>(?:[^()]|\([^()]{{0,80}}\)){{1,2000}})\))?"
VOTE = re.compile(
    r"\b(?P<verb>[Aa]dopted|[Aa]pproved|[Rr]etained|[Rr]ejected|[Dd]efeated)(?P<how>[^.;]{0,80}?) by a "
    r"(?:recorded )?vote of (?P<yes>\d{1,3}|none) in favour,? to (?P<no>\d{1,3}|none) against"
    + NAMES.format("noes")
    + r",?\s*(?:with|and) (?P<abstain>\d{1,3}|no) abstentions?"
    + NAMES.format("abstainers")
)
COMMITTEE = re.compile(r"\b(First|Second|Third|Fourth|Fifth|Sixth) Committee\b")
RELEASE = re.compile(r"\bGA/(?:[A-Z]{2,4}/)?\d{3,6}\b|\bSC/\d{3,6}\b")
QUOTED = re.compile(r"[“\"]([^”\"]{3,300})[”\"]")
NEARBY = 600
"""Characters before a result in which its title and symbol stand."""


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 — what stands in the file decides
    return bool(VOTE.search(flat(head.decode("utf-8", "replace"))))


def parse(stream: BinaryIO, where: str) -> Iterator[RollCall]:
    text = flat(read_text(stream, where))
    held = next((day for _, day in find_days(text)), None)
    if held is None:
        raise ParseError(
            "does not say its day", where=where, hint="load the whole release, with its date line"
        )
    release = RELEASE.search(text)
    named = COMMITTEE.search(text[:NEARBY])
    body = COMMITTEES[named[1]] if named else "UNGA"
    end = 0
    for order, match in enumerate(VOTE.finditer(text), 1):
        before = text[max(end, match.start() - NEARBY) : match.start()]
        end = match.end()
        yield _roll_call(
            match, before, text[end : end + 80], held, body, order, release[0] if release else None
        )


def _roll_call(
    match: re.Match[str], before: str, after: str, held: date, body: str, order: int, release: str | None
) -> RollCall:
    result = Result(
        verb=match["verb"].lower(),
        first=match["yes"],
        second=match["no"],
        abstain=match["abstain"],
        amended="as amended" in match["how"] or before.rstrip().endswith("as amended, was"),
    )
    sentence = re.split(r"(?<=[.;]) (?=[A-Z])", before)[-1]
    draft = last_match(DRAFT, sentence) or next(iter(DRAFT.findall(after)), None)
    words = sentence + match["how"]
    roll = Roll()
    for group, choice in (("noes", Choice.NO), ("abstainers", Choice.ABSTAIN)):
        if not re.match(r"\s*(for|see)\b", match[group] or "", re.IGNORECASE):
            roll.add_names(names_in(match[group] or "", held), choice, held)
    return RollCall(
        id=f"press:{release or body}:{held}:{order}",
        body=body,
        held=held,
        draft=draft,
        title=last_match(TITLE, words)
        or last_match(QUOTED, words)
        or last_match(TITLE, before)
        or "untitled",
        kind=kind_of(_subject(words), rejected=result.is_rejected),
        choices=dict(sorted(roll.choices.items())),
        partial=True,
        unknown=tuple(roll.unknown),
        stated=Tally(
            yes=number_of(match["yes"]), no=number_of(match["no"]), abstain=number_of(match["abstain"])
        ),
        outcome=result.outcome,
        importer="press",
        note=note_of(f"release {release}" if release else None, *roll.clashes),
    )


def _subject(sentence: str) -> str:
    """What the sentence says was voted on, without the words of a title."""
    return QUOTED.sub("", sentence)[-200:]
