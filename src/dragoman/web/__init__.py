"""The web face: pages for people and an API for programs, over one open ledger.

The application is loaded when it is asked for: the processes that read reports live in this package and need none of it.
"""

from __future__ import annotations

from typing import Any

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dragoman.web.app import create_app  # noqa: PLC0415 — half a second

    return create_app
