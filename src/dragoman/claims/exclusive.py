"""These and no others: lists that the report says are complete, by “only”, “alone” or their number.

“Five voted no: …” names the whole of a side though no word of the list says so. Such a claim is borne out where the
states named, in one sentence or several that follow each other, are just those on record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.claims.history import Told
from dragoman.claims.series import answered
from dragoman.claims.signs import CHOICE_OF
from dragoman.claims.wording import CHOICE_WORDS
from dragoman.domain.actors import Mention
from dragoman.domain.claims import Claim, ClaimKind, Finding, Quantifier, RecordLine, Verdict
from dragoman.domain.measures import Stance
from dragoman.domain.rollcalls import Choice
from dragoman.domain.sources import Source
from dragoman.events.voting.tallies import NUMBER, number_of

TOGETHER = 160
"""Characters between two statements within which a list may go on."""
AROUND = 110
"""Characters before a list within which its number, or that it is complete, may be said."""
_ONLY = re.compile(
    r"\b(?:only|alone|sole|lone|single|solitary|one (?:and only|country|state|vote|voice|delegation|member|nation|government|abstention)|just|nobody else|no (?:one|other|more)|none other|complete|full list)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:among|amongst|includ\w+|such as|like|notably|for example|e\.g\.|also|too|other|others|led by|joined|some)\b",
    re.IGNORECASE,
)
"""Words with which a list is but a part."""
_NUMBER = re.compile(rf"\b{NUMBER}\b", re.IGNORECASE)


def find_exclusive(told: Sequence[Told], found: Sequence[Finding], source: Source) -> tuple[Finding, ...]:
    """Findings on lists said to be complete that the record bears out."""
    taken = [f for f in found if f.claim.quantifier is Quantifier.ONLY]
    made: list[Finding] = []
    for t in told:
        choices = [
            f
            for f in found
            if f.claim.kind is ClaimKind.CHOICE
            and f.verdict is Verdict.MATCHES
            and f.claim.measure == t.ballot.measure.id
            and f.claim.stance in CHOICE_OF
        ]
        for stance in dict.fromkeys(f.claim.stance for f in choices):
            if stance is not None:
                own = [f for f in choices if f.claim.stance is stance]
                made += [
                    f
                    for f in _of_side(t, stance, own, source)
                    if not any(_overlap(f, o) for o in (*taken, *made))
                ]
    return tuple(made)


def _overlap(a: Finding, b: Finding) -> bool:
    x, y = a.claim.evidence, b.claim.evidence
    return x.start < y.end and y.start < x.end and a.claim.measure == b.claim.measure


def _of_side(told: Told, stance: Stance, choices: Sequence[Finding], source: Source) -> Iterator[Finding]:
    said = CHOICE_OF[stance]
    side = {seat for seat, choice in told.record.choices.items() if choice is said}
    for run in _runs(choices):
        voters = tuple({f.claim.actor.code: f.claim.actor for f in run if f.claim.actor is not None}.values())
        start, end = min(f.claim.evidence.start for f in run), max(f.claim.evidence.end for f in run)
        whole = {v.actor.seat or v.code for v in voters} == side
        if whole and (
            _is_complete(source.text, start, end, len(side)) or _is_counted(told, said, start, end)
        ):
            yield _finding(told, stance, voters, source, (start, end))


def _runs(choices: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Choices told one after the other, in one paragraph."""
    run: list[Finding] = []
    for f in sorted(choices, key=lambda f: f.claim.evidence.start):
        if run and f.claim.evidence.start - max(o.claim.evidence.end for o in run) > TOGETHER:
            yield run
            run = []
        run.append(f)
    if run:
        yield run


def _is_complete(text: str, start: int, end: int, size: int) -> bool:
    """Whether the words around a list do not say that others are on it too, or for one state that nobody else is."""
    words = text[max(0, start - AROUND, text.rfind("\n", 0, start)) : end + 30]
    if size > 1 and _SOME.search(words) is None:
        return True
    told = any(number_of(m.group()) == size for m in _NUMBER.finditer(words)) if size > 1 else False
    return told or _ONLY.search(words) is not None


def _is_counted(told: Told, said: Choice, start: int, end: int) -> bool:
    """Whether totals told beside the list give this side just so many, or tell of all sides but this one: “187 in favour,
    two against, *Chad abstaining*”."""
    size = sum(choice is said for choice in told.record.choices.values())
    near = [t for t in told.ballot.tallies if t.start - TOGETHER < end and start < t.end + TOGETHER]
    numbers = [getattr(t.tally, said.name.lower()) for t in near]
    return size in numbers or (bool(near) and size == 1 and set(numbers) == {None})


def _finding(
    told: Told, stance: Stance, voters: tuple[Mention, ...], source: Source, span: tuple[int, int]
) -> Finding:
    record, said = told.record, CHOICE_OF[stance]
    names = ", ".join(v.code for v in voters)
    claim = Claim(
        kind=ClaimKind.BLOC,
        text=f"only {names} {CHOICE_WORDS[said]}",
        measure=told.ballot.measure.id,
        evidence=source.evidence(*span),
        stance=stance,
        quantifier=Quantifier.ONLY,
        exceptions=voters,
    )
    lines = tuple(RecordLine(seat=v.actor.seat or v.code, choice=said) for v in voters)
    return answered(
        claim, Verdict.MATCHES, f"{len(voters)} {CHOICE_WORDS[said]}: just those named", record, lines
    )
