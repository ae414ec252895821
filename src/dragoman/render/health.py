"""What `doctor` finds, and how it is told in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What `doctor` reports; all is well where `problems` is empty."""

    versions: dict[str, str | None]
    """Package → version; None where it is not installed."""
    extras: dict[str, str | None]
    tables: dict[str, tuple[int, int]]
    """Table of the registry → rows checked against a source, rows from memory."""
    embedded: int
    """Roll calls that come with the package."""
    ledger: str | None
    """Address of the ledger; None where there is none."""
    ledger_version: int | None
    bodies: dict[str, tuple[int, str, str]]
    """Body → votes, first and last day in the record at hand."""
    problems: tuple[str, ...]


def render_health(health: Health) -> RenderableType:
    """Versions, registry, record, and what is wrong."""
    ledger = (
        f"{health.ledger}, version {health.ledger_version}"
        if health.ledger
        else "none; the embedded record answers"
    )
    rows = {
        "Installed": _pairs(health.versions),
        "Extras": _pairs(health.extras),
        "Registry": "; ".join(f"{t} {c} checked, {r} recalled" for t, (c, r) in health.tables.items()),
        "Embedded": f"{health.embedded} roll calls",
        "Ledger": ledger,
        "Record": "; ".join(f"{b} {n:,} votes, {a} to {z}" for b, (n, a, z) in health.bodies.items()),
    }
    table = Table.grid(padding=(0, 2))
    for name, told in rows.items():
        table.add_row(Text(name, style="bold"), Text(told))
    if not health.problems:
        return Group(table, Text("All is in order.", style="green"))
    return Group(table, *[Text(f"✗ {problem}", style="red") for problem in health.problems])


def _pairs(versions: Mapping[str, str | None]) -> str:
    return ", ".join(f"{name} {version or '(not installed)'}" for name, version in versions.items())
