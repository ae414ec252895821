"""Findings across reports, for people, in a terminal: each claim once, who tells it, and whom the record bears out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.claims.merging import Entry, Side
from dragoman.claims.wording import day_of
from dragoman.render.brief import STYLE

LONGEST = 90
"""Characters of a quotation in a line."""


def render_across(entries: Sequence[Entry], *, names: Mapping[str, str]) -> RenderableType:
    """All entries by roll call, contradictions marked; `names` says what to call a source by its id."""
    parts: list[RenderableType] = []
    for heading, some in groupby(entries, key=heading_of):
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(width=19, no_wrap=True)
        for ratio in (5, 3, 4):
            table.add_column(overflow="fold", ratio=ratio)
        for entry in some:
            for row in _rows(entry, names):
                table.add_row(*row)
        parts += [Text(heading, style="bold underline"), table, Text()]
    return Group(*parts[:-1])


def heading_of(entry: Entry) -> str:
    """What the entry was held against: symbol, day and totals."""
    if entry.symbol is None or entry.held is None:
        return entry.symbol or "No single roll call answers"
    tally = next((side.finding.tally for side in entry.sides if side.finding.tally), None)
    return f"{entry.symbol}, {day_of(entry.held)}" + (f" ({tally})" if tally else "")


def told_against(entry: Entry) -> str | None:
    """In words, which side of a contradiction the record takes; None where the sources do not contradict each other."""
    if not entry.is_contradictory:
        return None
    taken = entry.taken
    return f"sources differ; the record takes the side of: {taken.claim.text}" if taken else "sources differ"


def _rows(entry: Entry, names: Mapping[str, str]) -> Iterator[tuple[Text, ...]]:
    for side in entry.sides:
        yield (
            Text(side.verdict.value, style=STYLE[side.verdict]),
            _words(side),
            Text(", ".join(names[source] for source in side.sources), style="dim"),
            Text(side.finding.reason),
        )
    if entry.is_contradictory:
        told = (
            f"the record: {entry.taken.claim.text}" if entry.taken else "the record takes none of these sides"
        )
        yield Text("≠", style="bold yellow"), Text("the sources differ", style="yellow"), Text(), Text(told)


def _words(side: Side) -> Text:
    """Whom it speaks of, and the words of the first source; the page shows those of all."""
    words = " ".join(side.claim.evidence.text.split())
    short = words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
    who = side.claim.actor.code if side.claim.actor else ""
    return Text.assemble(f"“{short}”", ("  " + who if who else "", "dim"))
