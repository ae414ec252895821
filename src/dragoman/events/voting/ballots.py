"""What the finders of voting language return: statements not yet tied to a measure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dragoman.domain.actors import Mention
from dragoman.domain.claims import Quantifier
from dragoman.domain.events import Attribution, Status
from dragoman.domain.measures import Measure, MeasureKind, Outcome, Stance
from dragoman.domain.rollcalls import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that stand for a text voted on: “a Ukrainian draft”, “it”, “resolution 3379”."""

    start: int
    end: int
    head: int
    """Index of the head token."""
    kind: MeasureKind = MeasureKind.RESOLUTION
    body: str | None = None
    symbol: str | None = None
    number: str | None = None
    """The number in “resolution 3379” or “resolution 2774”."""
    sponsors: tuple[Mention, ...] = ()
    about: frozenset[str] = frozenset()
    """Lower-case content words that say what the text is about."""
    about_codes: frozenset[str] = frozenset()
    """Codes of the actors it is about."""
    indefinite: bool = False
    pronoun: bool = False
    plural: bool = False
    which: str | None = None
    """`former`, `latter`, `rival`, `first`, `second` … where the words say so."""
    parts: tuple[Reference, ...] = ()
    """The single texts of a list: “resolutions on A and on B”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A bloc, or a number of its members, as the voters of a statement."""

    bloc: Mention | None
    """None for “the other members” of the body itself."""
    quantifier: Quantifier
    count: int | None = None
    exceptions: tuple[Mention, ...] = ()
    beside: tuple[Mention, ...] = ()
    """States left out of it without a word on their own choice: “*Portugal's* partners in the Community”."""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteStatement:
    """One stance of named voters or of a group, at one place."""

    stance: Stance
    voters: tuple[Mention, ...] = ()
    group: Group | None = None
    reference: Reference | None = None
    """The words for the text in the statement itself; None where it is only understood."""
    start: int
    end: int
    anchor: int
    """Character at which the statement is made: its verb or stance word."""
    status: Status = Status.ACTUAL
    attribution: Attribution = ()
    only: bool = False
    """True for “only Belarus voted against”: nobody else did."""
    earlier: bool = False
    """True for background on another vote: “had voted for it in 1975”."""
    before: bool = False
    """True for “which abstained last time”: of the vote before the one spoken of."""
    when: tuple[dt.date, dt.date] | None = None
    cast: bool = True
    """True where the words are about casting a vote; False for backing or opposing in general."""
    loose: bool = False
    """True where the words may tell of something else: the record can only bear them out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyStatement:
    tally: Tally
    reference: Reference | None = None
    start: int
    end: int
    anchor: int
    earlier: bool = False
    when: tuple[dt.date, dt.date] | None = None
    attribution: Attribution = ()
    parts: tuple[TallyStatement, ...] = ()
    """What each sentence tells, where several tell one total: “130 were for it. Thirty-two were against.”"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeStatement:
    outcome: Outcome
    reference: Reference | None = None
    body: str | None = None
    start: int
    end: int
    anchor: int
    status: Status = Status.ACTUAL
    when: tuple[dt.date, dt.date] | None = None
    attribution: Attribution = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorStatement:
    sponsors: tuple[Mention, ...]
    reference: Reference | None = None
    stance: Stance = Stance.SPONSOR
    count: int | None = None
    """“more than 130 countries co-sponsored it” → 130."""
    negated: bool = False
    start: int
    end: int
    anchor: int
    attribution: Attribution = ()
    stressed: bool = True
    """False where a modifier alone says it: “a Canadian-led resolution”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """States, a bloc or a number of voters where a vote is spoken of in words that no rule knows, with the sides they may
    be on."""

    voters: tuple[Mention, ...] = ()
    group: Group | None = None
    number: int | None = None
    """How many, where only that is said: “Twelve more bottled it”."""
    company: tuple[Mention, ...] = ()
    """Those of the voters as whom the others are said to have chosen: “sided with *Mali*”."""
    united: bool = False
    """Whether the group is said to have been of one mind, on whichever side."""
    sides: tuple[Stance, ...]
    """Likeliest first; never empty."""
    cued: bool
    """Whether the clause names a side itself, or does nothing but go on from the sentence before."""
    start: int
    end: int
    anchor: int
    attribution: Attribution = ()


Statement = VoteStatement | TallyStatement | OutcomeStatement | SponsorStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDay:
    """Words for a time in a report."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    of_vote: bool
    """Whether they stand with a verb of deciding, in a sentence on the text."""
    near: int
    """How near to words on the text: 0 in their sentence, 1 in one beside it, 2 in their paragraph, 3 at the head of the
    report, 4 elsewhere."""
    open: bool = False
    """Whether they may be the day of something else, by what governs them."""
    named: bool = False
    """Whether they are the vote's by their own words: “the vote of 4 May”, “it was adopted on 4 May”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOrgan:
    """An organ named beside a text."""

    start: int
    end: int
    body: str
    acting: bool
    """Whether it is said to do something."""
    deciding: bool
    """Whether that is to vote."""
    before: bool
    """Whether that was before what is told: “the Third Committee had already approved it”."""
    near: int
    """How near to words on the text, as of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One text as one report speaks of it, with all that is said of its vote."""

    measure: Measure
    about: frozenset[str] = frozenset()
    about_codes: frozenset[str] = frozenset()
    number: str | None = None
    when: tuple[dt.date, dt.date] | None = None
    """The days between which the report puts the vote; None where it does not say."""
    dated: tuple[int, int] | None = None
    """Where the words for that day stand."""
    tale: tuple[dt.date, dt.date] | None = None
    """The past time that the report is telling of where it speaks of the vote, which no words of the vote name."""
    order: int = 0
    around: frozenset[str] = frozenset()
    """Content words of the sentences in which it is spoken of."""
    organ: tuple[int, int] | None = None
    """Where the words stand that name its body; None where it is only understood."""
    apart: frozenset[str] = frozenset()
    """Ids of the texts from which the report's words tell it apart: “a second motion”."""
    heads: frozenset[int] = frozenset()
    """Indices of the head tokens of the words that stand for it."""
    votes: tuple[VoteStatement, ...] = ()
    tallies: tuple[TallyStatement, ...] = ()
    outcomes: tuple[OutcomeStatement, ...] = ()
    sponsorships: tuple[SponsorStatement, ...] = ()
    rosters: tuple[Roster, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    """Where the sentences stand that speak of it."""
    days: tuple[SaidDay, ...] = ()
    organs: tuple[SaidOrgan, ...] = ()
    collective: bool = False
    """Whether its words stand for several texts at once: “two resolutions”."""

    @property
    def anchors(self) -> tuple[int, ...]:
        """Characters at which something is said of its vote, in reading order."""
        said: tuple[Statement, ...] = (*self.votes, *self.tallies, *self.outcomes)
        return tuple(sorted(s.anchor for s in said))

    @property
    def is_voted(self) -> bool:
        """Whether the report speaks of a vote on it at all."""
        cast = any(s.cast or s.stance is Stance.VETO for s in self.votes)
        return bool(cast or self.tallies or self.outcomes)
