"""Where: the organs and committees that a report names, each asked of the vote it is told of.

An organ is that of the vote told nearest to it which it held. Where the sentence tells of a vote of another organ, by its
day or its totals, and names that one nowhere, it is told of the wrong organ; so is a vote of the plenary told of a committee.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.claims.asserted import name_of
from dragoman.claims.days import BESIDE, HEAD, HERE
from dragoman.claims.linking import is_exact
from dragoman.claims.series import Told, answered
from dragoman.claims.wording import label
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import SaidOrgan

ORGANS = {"UNGA": "the General Assembly", "UNSC": "the Security Council"}
MONTH = 31
"""Most days of words for a time that tell which vote is meant."""


def find_organs(told: Sequence[Told], source: Source) -> Iterator[Finding]:
    """Findings on the organs named, each of the vote nearest to it that it held; else of one told of the wrong organ."""
    said: dict[tuple[int, int], list[tuple[SaidOrgan, Told]]] = {}
    for t in told:
        for organ in t.ballot.organs:
            if organ.near <= HEAD:
                said.setdefault((organ.start, organ.end), []).append((organ, t))
    for pairs in said.values():
        right = [(o, t) for o, t in pairs if o.acting and o.body == t.record.body]
        wrong = [(o, t) for o, t in pairs if _is_wrong(o, t, told)]
        nearest = min(right, key=lambda pair: (pair[0].near, _apart(*pair)), default=None)
        if wrong and (nearest is None or nearest[0].near > HERE):
            yield _answer(*min(wrong, key=lambda pair: _apart(*pair)), Verdict.CONFLICTS, source)
        elif nearest is not None:
            yield _answer(*nearest, Verdict.MATCHES, source)


def _answer(organ: SaidOrgan, told: Told, verdict: Verdict, source: Source) -> Finding:
    claim = Claim(
        kind=ClaimKind.OTHER,
        text=f"{name_of(told.ballot)} was voted on in {ORGANS.get(organ.body, 'a committee')}",
        measure=told.ballot.measure.id,
        evidence=source.evidence(organ.start, organ.end),
    )
    where = f"{label(told.record)} was voted on in {ORGANS.get(told.record.body, told.record.body)}"
    return answered(claim, verdict, where, told.record)


def _apart(organ: SaidOrgan, told: Told) -> int:
    """Characters between the organ's name and the nearest words on the vote."""
    return min((abs(organ.start - a) for a in told.ballot.anchors), default=FAR)


FAR = 1_000_000


def _is_wrong(organ: SaidOrgan, told: Told, all_told: Sequence[Told]) -> bool:
    """Whether it is said to have held a vote that another organ held."""
    own = told.record.body
    if organ.body == own or not organ.acting or organ.before or organ.near > BESIDE or own not in ORGANS:
        return False
    here = _sentence(organ, told)
    others = [o for o in told.ballot.organs if o.body == own and o.acting and _within(o.start, here)]
    if others or any(_holds_here(organ, t) for t in all_told):
        return False
    if organ.body not in ORGANS:
        return own == "UNGA" and organ.near == HERE and _is_meant(here, told)
    return _is_its_own(organ, told) or (organ.near == HERE and _is_meant(here, told))


def _sentence(organ: SaidOrgan, told: Told) -> tuple[int, int]:
    """The sentence in which it is named, as far as the vote is spoken of there."""
    return next(
        (span for span in told.ballot.sentences if _within(organ.start, span)), (organ.start, organ.end)
    )


def _within(place: int, span: tuple[int, int]) -> bool:
    return span[0] <= place < span[1]


def _holds_here(organ: SaidOrgan, told: Told) -> bool:
    """Whether a vote that this organ did hold is spoken of in its sentence."""
    return told.record.body == organ.body and any(
        _within(organ.start, span) for span in told.ballot.sentences
    )


def _is_its_own(organ: SaidOrgan, told: Told) -> bool:
    """Whether it is the organ by whose act the text is called, in a report that fits this record for all that."""
    beside = any(
        _within(organ.start, span) and _within(told.ballot.measure.evidence.start, span)
        for span in told.ballot.sentences
    )
    return beside and told.ballot.organ == (organ.start, organ.end) and told.ballot.measure.body == organ.body


def _is_meant(here: tuple[int, int], told: Told) -> bool:
    """Whether the sentence tells of just this vote: its totals, its day or its month."""
    held = told.record.held
    exact = any(_within(t.anchor, here) and is_exact(t.tally, told.record.tally) for t in told.ballot.tallies)
    days = [d for d in told.ballot.days if _within(d.start, here) and (d.last - d.first).days <= MONTH]
    if days and not any(d.first <= held <= d.last for d in days):
        return exact
    follows = any(
        0 <= t.anchor - here[1] < NEXT and is_exact(t.tally, told.record.tally) for t in told.ballot.tallies
    )
    return exact or bool(days) or follows


NEXT = 150
"""Characters after a sentence in which totals may be those of the vote it tells of."""
