"""Whom a name stands for, JSON-ready: the same on every face."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman import world


def render_named(name: str, on: date | None = None) -> dict[str, Any]:
    """The actors that a name can stand for on a day, several where it can mean several; with a day a state's blocs too."""
    found = world.resolve(name, on=on)
    actors = [
        {
            "code": actor.code,
            "kind": actor.kind.value,
            "sector": actor.sector,
            "name": actor.name,
            "seat": actor.seat,
            "blocs": list(world.blocs_of(actor.code, on)) if on else [],
        }
        for actor in found.actors
    ]
    return {"query": name, "actors": actors, "joint": found.joint, "reason": found.reason}
