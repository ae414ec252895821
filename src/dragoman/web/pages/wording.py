"""What pages say of votes in sentences: titles that state a finding, citations, sources."""

from __future__ import annotations

from datetime import date

from dragoman.claims.wording import day_of
from dragoman.domain.rollcalls import RollCall
from dragoman.ledger import Heading
from dragoman.web.rendering import body_name, short

IMPORTERS = {
    "undl": (
        "United Nations Digital Library, voting data",
        "copyright United Nations, non-commercial use with attribution",
    ),
    "marcxml": (
        "United Nations Digital Library",
        "copyright United Nations, non-commercial use with attribution",
    ),
    "outcomes": (
        "United Nations Digital Library",
        "copyright United Nations, non-commercial use with attribution",
    ),
    "voeten": ("Bailey, Strezhnev and Voeten, doi:10.7910/DVN/LEJUQZ", "CC0 as far as known"),
    "verbatim": ("verbatim record of the meeting", "document of the United Nations"),
    "committee": ("record of the committee", "document of the United Nations"),
    "press": ("press release of the United Nations", "document of the United Nations"),
    "facts": (
        "facts written down for Dragoman, from the meeting record",
        "facts; see the NOTICE of the embedded record",
    ),
}


def year_of(session: int) -> int:
    """The year in which a session of the General Assembly opens."""
    return 1945 + session


def rarity(share: float | None, of: int) -> str:
    """How rare something is among so many: `< 0.01%` where none of them was."""
    if share is None:
        return "–"
    least = max(1 / max(of, 1), 0.0001)
    return f"< {least:.2%}" if share < least else f"{share:.2%}"


def name_of(call: RollCall | Heading) -> str:
    """Its symbol, else what it is about which draft."""
    if call.symbol:
        return call.symbol
    return f"{call.kind.value} on {call.draft}" if call.draft else call.id


def finding_of(call: RollCall) -> str:
    """The result as a headline, in whole words."""
    tally = call.tally
    outcome = call.outcome.value.capitalize() if call.outcome else "Voted on"
    if tally.yes is None:
        return f"{outcome}; no totals are known"
    against = "nobody" if tally.no == 0 else f"{tally.no if tally.no is not None else 'unknown numbers'}"
    away = (
        "nobody"
        if tally.abstain == 0
        else f"{tally.abstain if tally.abstain is not None else 'unknown numbers'}"
    )
    return f"{outcome} with {tally.yes} in favour, {against} against and {away} abstaining"


def subtitle_of(call: RollCall) -> str:
    n = len(call.choices)
    return f"{name_of(call)}, {body_name(call.body)}, {day_of(call.held)} · n = {n} members · {short(call.title, 110)}"


def source_of(call: RollCall, today: date) -> str:
    where, terms = IMPORTERS.get(call.importer, (call.importer or "given by the user", ""))
    return f"Source: {where} ({terms}). Drawn by Dragoman, {day_of(today)}. Shapes: Natural Earth; no opinion on boundaries."


def citation_of(call: RollCall, address: str, today: date) -> str:
    """A line that can stand in a footnote."""
    body = f"United Nations {body_name(call.body)}" if call.body in ("UNGA", "UNSC") else body_name(call.body)
    where, _ = IMPORTERS.get(call.importer, (call.importer or "record given by the user", ""))
    return (
        f"{body}, {name_of(call)}, “{call.title}”, roll call of {day_of(call.held)} ({call.tally}). "
        f"Record: {where}. Dragoman, {address} (accessed {day_of(today)})."
    )
