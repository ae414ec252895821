"""Reads diplomacy: reports and voting records in, one ledger out, every vote claim checked.

>>> import dragoman as dm
>>> dm.votes(symbol="A/RES/ES-11/7")[0].tally.yes
93
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.api import (
        Choice,
        DragomanError,
        EstimateError,
        Event,
        Finding,
        IdealPoints,
        Ledger,
        LedgerError,
        ParseError,
        Position,
        Reading,
        RollCall,
        Source,
        SourceError,
        Tally,
        Verdict,
        agreement,
        check,
        cohesion,
        load,
        open_ledger,
        points,
        read,
        read_many,
        shifts,
        sql,
        votes,
    )

__all__ = [
    "Choice",
    "DragomanError",
    "EstimateError",
    "Event",
    "Finding",
    "IdealPoints",
    "Ledger",
    "LedgerError",
    "ParseError",
    "Position",
    "Reading",
    "RollCall",
    "Source",
    "SourceError",
    "Tally",
    "Verdict",
    "agreement",
    "check",
    "cohesion",
    "load",
    "open_ledger",
    "points",
    "read",
    "read_many",
    "shifts",
    "sql",
    "votes",
]


def __getattr__(name: str) -> Any:
    """The promised name, loaded when it is first used: importing dragoman alone costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'dragoman' has no attribute '{name}'")
    from dragoman import api  # noqa: PLC0415

    value = globals()[name] = getattr(api, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
