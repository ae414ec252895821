"""What the ledger answers besides roll calls and readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.ledger.rows import CHOICES, tally_of, told_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A roll call without its choices: enough to tell votes apart and to rank them."""

    id: str
    body: str
    held: date
    symbol: str | None
    draft: str | None
    title: str
    kind: MeasureKind
    session: str | None
    agenda: tuple[str, ...]
    subjects: tuple[str, ...]
    tally: Tally
    """Counted from the choices, else as stated."""
    outcome: Outcome | None
    sponsors: tuple[str, ...]
    order: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the ledger holds of one body."""

    body: str
    first: date
    last: date
    n: int
    """Votes."""
    with_choices: int
    """Of these, by country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One seat's choice in one roll call."""

    roll_call: str
    body: str
    held: date
    symbol: str | None
    title: str
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Totals as stated that are not what the choices count to."""

    roll_call: str
    symbol: str | None
    held: date
    stated: Tally
    counted: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What loading one file did."""

    roll_calls: int = 0
    """In the file."""
    choices: int = 0
    new: int = 0
    """Roll calls written that were not there."""
    superseded: int = 0
    """Roll calls written that stand for an older row."""
    unchanged: int = 0
    """Roll calls that were there already, word for word."""
    mismatches: tuple[Mismatch, ...] = ()
    unknown_names: tuple[str, ...] = ()
    already_loaded: bool = False
    """True where this very file was loaded before: then nothing was read."""
    version: int = 0
    """The ledger's version after it."""


HEADING_COLUMNS = """id, body, held, symbol, draft, title, kind, session, agenda, subjects, outcome, sponsors, place,
 coalesce(yes, stated_yes) AS yes, coalesce(no, stated_no) AS no,
 coalesce(abstain, stated_abstain) AS abstain, coalesce(absent, stated_absent) AS absent"""


def heading_of(row: dict[str, Any]) -> Heading:
    """The heading a row holds, its totals counted or else as stated."""
    return Heading(**told_of(row), tally=tally_of(row))


def vote_of(roll_call: str, body: str, held: date, symbol: str | None, title: str, choice: str) -> Vote:
    """One seat's vote from the cells of a row, choice as a letter."""
    return Vote(roll_call=roll_call, body=body, held=held, symbol=symbol, title=title, choice=CHOICES[choice])


def mismatch_of(call: RollCall) -> Mismatch | None:
    """Where a stated total is not the count; None where all that are stated agree or nothing can be counted."""
    if not call.choices or call.partial:
        return None
    stated, counted = call.stated, call.tally
    pairs = [(getattr(stated, name), getattr(counted, name)) for name in ("yes", "no", "abstain", "absent")]
    if all(said is None or said == count for said, count in pairs):
        return None
    return Mismatch(roll_call=call.id, symbol=call.symbol, held=call.held, stated=stated, counted=counted)
