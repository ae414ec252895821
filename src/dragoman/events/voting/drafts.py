"""Texts in the making: what a report has said of each so far, and what fits or contradicts it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from dragoman.domain.actors import Mention
from dragoman.domain.measures import MeasureKind, Outcome, Stance
from dragoman.domain.rollcalls import COUNCIL_SIZE, Tally
from dragoman.events.voting.ballots import (
    OutcomeStatement,
    Reference,
    Roster,
    Statement,
    TallyStatement,
    VoteStatement,
)

Window = tuple[dt.date, dt.date]


@dataclass
class Draft:
    """A ballot in the making."""

    order: int
    references: list[Reference] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    rosters: list[Roster] = field(default_factory=list)
    sponsors: list[Mention] = field(default_factory=list)
    about: set[str] = field(default_factory=set)
    about_codes: set[str] = field(default_factory=set)
    body: str | None = None
    organ: tuple[int, int] | None = None
    hint: str | None = None
    """The organ last named before it, where the words for the text name none."""
    symbol: str | None = None
    number: str | None = None
    kind: MeasureKind | None = None
    when: Window | None = None
    dated: tuple[int, int] | None = None
    rival_of: int | None = None
    apart: set[int] = field(default_factory=set)
    """Texts from which the words tell it apart: “a second motion”, “another draft”."""
    amends: int | None = None
    touched: int = 0
    collective: bool = False
    """Opened by a plural: “two resolutions”, of which single ones follow."""

    @property
    def organ_meant(self) -> str | None:
        """The organ that the words name, else the one last named before them."""
        return self.body or self.hint


ALL_OF_COUNCIL = (COUNCIL_SIZE, 0, 0)
"""The totals of every unanimous vote of the Council."""


def tally_agrees(d: Draft, tally: Tally) -> bool:
    total = sum(n or 0 for n in (tally.yes, tally.no, tally.abstain))
    if _three(tally) == ALL_OF_COUNCIL and d.organ_meant == "UNGA":
        return False
    if (
        d.organ_meant == "UNSC"
        and total > COUNCIL_SIZE
        and any(isinstance(o, TallyStatement) for o in d.statements)
    ):
        return False
    if (
        any(
            isinstance(o, OutcomeStatement) and o.outcome in (Outcome.VETOED, Outcome.ADOPTED_WITHOUT_VOTE)
            for o in d.statements
        )
        and total > COUNCIL_SIZE
    ):
        return False
    for other in d.statements:
        if isinstance(other, TallyStatement):
            pairs = zip(_three(tally), _three(other.tally), strict=True)
            if any(a is not None and b is not None and a != b for a, b in pairs):
                return False
    return True


def counts_many(d: Draft) -> bool:
    """Whether more votes are told of it than the Council has members."""
    numbers = [n for s in d.statements if isinstance(s, TallyStatement) for n in _three(s.tally)]
    return sum(n or 0 for n in numbers) > COUNCIL_SIZE


def contradicts(d: Draft, s: VoteStatement) -> bool:
    """True where a voter would have chosen two ways on one text."""
    codes = {m.code for m in s.voters}
    stance = Stance.AGAINST if s.stance is Stance.VETO else s.stance
    casting = (Stance.FOR, Stance.AGAINST, Stance.ABSTAIN, Stance.ABSENT, Stance.VETO)
    return any(
        isinstance(o, VoteStatement)
        and not (o.before or s.before)
        and o.status is s.status
        and (Stance.AGAINST if o.stance is Stance.VETO else o.stance) is not stance
        and o.stance in casting
        and codes & {m.code for m in o.voters}
        for o in d.statements
    )


def is_aside(d: Draft) -> bool:
    """Whether all that is said of a text is what somebody “had” done before: it is not what the paragraph is about."""
    return bool(d.statements) and all(isinstance(s, VoteStatement) and s.earlier for s in d.statements)


def is_bare(r: Reference) -> bool:
    """True for “it”, “the text”: words that say nothing of their own."""
    return r.pronoun or not (r.about or r.about_codes or r.sponsors or r.symbol or r.number)


def is_tabled_aside(r: Reference) -> bool:
    """“The text, tabled by Peru, …”: an owner told of the text just spoken of; “the Peruvian text” may be another."""
    named = r.about or r.about_codes or r.indefinite or r.which
    return not named and all(m.start > r.start + ARTICLE for m in r.sponsors)


ARTICLE = len("the draft ")
"""Characters within which an owner is part of the words for a text: “the French text”."""


def width(window: Window) -> int:
    return (window[1] - window[0]).days


def _three(tally: Tally) -> tuple[int | None, int | None, int | None]:
    return tally.yes, tally.no, tally.abstain


def clash(a: Outcome, b: Outcome) -> bool:
    return a.adopted != b.adopted


def overlap(d: Draft, r: Reference) -> float:
    """Share of the reference's subject words and actors that the draft already has."""
    asked = len(r.about) + 2 * len(r.about_codes)
    if not asked:
        return 0.0
    return (len(r.about & d.about) + 2 * len(r.about_codes & d.about_codes)) / asked
