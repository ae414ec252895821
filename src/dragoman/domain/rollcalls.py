"""The official vote: who chose what, and the totals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dragoman.domain.measures import MeasureKind, Outcome

COUNCIL_SIZE = 15
"""Members of the Security Council since 1966."""


class Choice(StrEnum):
    """A member's choice; a state that is no member on the day has none at all."""

    YES = "Y"
    NO = "N"
    ABSTAIN = "A"
    ABSENT = "X"
    """Listed as a member and cast no vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Totals of a roll call; None where a total is not stated."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None

    def __str__(self) -> str:
        return "–".join("?" if n is None else str(n) for n in (self.yes, self.no, self.abstain))

    @classmethod
    def of(cls, choices: dict[str, Choice]) -> Tally:
        """Count the choices."""
        return cls.counted(Counter(choices.values()))

    @classmethod
    def counted(cls, n: Counter[Choice]) -> Tally:
        """The totals, each choice counted before."""
        return cls(yes=n[Choice.YES], no=n[Choice.NO], abstain=n[Choice.ABSTAIN], absent=n[Choice.ABSENT])


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCall:
    """One official vote with each member's choice."""

    id: str
    """Stable id: `<importer>:<the file's own number>` or, without one, body, symbol and day."""
    body: str
    """UNGA, UNSC, C3 (Third Committee) …"""
    held: date
    symbol: str | None = None
    """Symbol of the adopted text, spelled as the record spells it: A/RES/ES-11/7, S/RES/2774(2025)."""
    draft: str | None = None
    """Symbol of the draft voted on: A/ES-11/L.10."""
    title: str
    kind: MeasureKind = MeasureKind.RESOLUTION
    session: str | None = None
    """`78`, `ES-11`, `S-8`."""
    meeting: str | None = None
    """The meeting record: A/ES-11/PV.19."""
    agenda: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    choices: dict[str, Choice] = field(default_factory=dict, hash=False)
    """Seat → choice. Empty where only totals are known."""
    partial: bool = False
    """True where the record names only some of the voters: the choices are true but not all, the totals as stated."""
    intended: dict[str, Choice] = field(default_factory=dict, hash=False)
    """Seat → the choice it later told the Secretariat it had intended; never counted."""
    unknown: tuple[str, ...] = ()
    """Names in the record that are no member known here: their choices are missing above."""
    stated: Tally = field(default_factory=Tally)
    """Totals as the record states them; kept even where they disagree with the choices."""
    outcome: Outcome | None = Outcome.ADOPTED
    sponsors: tuple[str, ...] = ()
    """Seats of the sponsors as far as known; empty means not known, never “none”."""
    order: int | None = None
    """Place in the order of votes of that body and day, where known (1 = first)."""
    importer: str = ""
    """The module of records/ that read it."""
    url: str | None = None
    note: str | None = None
    _counts: Counter[Choice] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def counts(self) -> Counter[Choice]:
        """How many made each choice: counted when first asked for, since every claim on the vote asks."""
        if self._counts is None:
            object.__setattr__(self, "_counts", Counter(self.choices.values()))
        assert self._counts is not None
        return self._counts

    @property
    def tally(self) -> Tally:
        """Counted from the choices where all are known, else as stated."""
        return Tally.counted(self.counts) if self.choices and not self.partial else self.stated
