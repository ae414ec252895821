"""What `doctor` found, for people, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


def render_health(health: Any) -> RenderableType:
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
