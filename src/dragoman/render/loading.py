"""What loading a file did, for people, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.ledger import LoadReport

SHOWN = 5
"""Examples of each kind of trouble; `--json` gives all."""


def render_load(
    name: str, format_name: str | None, report: LoadReport, disagreements: Sequence[str]
) -> RenderableType:
    """Roll calls and choices, what was new, and what does not add up."""
    if report.already_loaded:
        return Text(f"{name}: loaded before, nothing to do")
    lines = [
        Text.assemble(
            (name, "bold"),
            f" ({format_name}): {report.roll_calls:,} roll calls, {report.choices:,} choices; "
            f"{report.new:,} new, {report.superseded:,} superseded, {report.unchanged:,} unchanged",
        )
    ]
    mismatches = [
        f"{m.symbol or m.roll_call}: stated {m.stated}, counted {m.counted}" for m in report.mismatches
    ]
    lines += _examples("stated totals that are not what the rows count to (both kept)", mismatches)
    lines += _examples("names that are no member known here", report.unknown_names)
    lines += _examples("outcomes that the totals do not decide", disagreements)
    return Group(*lines)


def _examples(what: str, told: Sequence[str]) -> list[Text]:
    if not told:
        return []
    more = [Text(f"    … and {len(told) - SHOWN:,} more", style="dim")] if len(told) > SHOWN else []
    return [
        Text(f"  {len(told):,} {what}:", style="yellow"),
        *[Text(f"    {t}") for t in told[:SHOWN]],
        *more,
    ]
