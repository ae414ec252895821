"""What all requests share: the open ledger and what is worked out from it once a version."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman import workflows
from dragoman.ledger import Ledger


@dataclass(slots=True, kw_only=True)
class Site:
    """One open ledger. `ledger` may be refreshed in place: never keep a row longer than a request."""

    ledger: Ledger
    address: str | None
    writable: bool = False

    @classmethod
    def open(cls, address: str | None = None, *, writable: bool = False) -> Site:
        return cls(ledger=workflows.open_ledger(address), address=address, writable=writable)
