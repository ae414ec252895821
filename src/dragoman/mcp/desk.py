"""What the tools ask: one ledger, looked at anew for each question, and what was worked out from its newest version."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman import workflows
from dragoman.ledger import Ledger
from dragoman.ledger.browse import version_of
from dragoman.workflows.positions import matrix_of, narrowed
from dragoman.workflows.rankings import Ranking, make_ranking

if TYPE_CHECKING:
    from dragoman.alignment.ideal import Points
    from dragoman.alignment.realignment import Realignments
    from dragoman.alignment.votes import VoteMatrix
    from dragoman.claims.checking import Record

T = TypeVar("T")


class Desk:
    """Threads may share it; what takes long is worked out once a version."""

    def __init__(self, address: str | None = None) -> None:
        self._address = address
        self._lock = threading.RLock()
        self._version = ""
        self._kept: dict[str, Any] = {}

    @cached_property
    def _ledger(self) -> Ledger:
        workflows.layer_officeholders()
        return workflows.open_ledger(self._address)

    @property
    def ledger(self) -> Ledger:
        with self._lock:
            self._ledger.refresh()
            return self._ledger

    def record(self) -> Record:
        """The roll calls prepared for checking reports."""
        embedded = workflows.embedded_ledger()
        return self._once(
            "record",
            lambda ledger: workflows.record_of(*((ledger,) if ledger is embedded else (embedded, ledger))),
        )

    def votes(
        self,
        *,
        body: str = "UNGA",
        topic: str | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> VoteMatrix:
        """The votes of a body, in these days and on this topic; EstimateError where there are none."""
        matrix = self._once(f"matrix {body}", lambda ledger: matrix_of(ledger, body))
        return narrowed(matrix, self.ledger, body, start=start, end=end, topic=topic)

    def points(self, body: str) -> Points:
        return self._once(f"points {body}", lambda _: workflows.fit_points(self.votes(body=body)))

    def ranked(self, body: str) -> Realignments:
        return self._once(f"ranked {body}", lambda _: workflows.rank_shifts(self.votes(body=body)))

    def pairs(self, body: str, among: str) -> Ranking:
        """The breaks of all pairs of states (`pairs`), or of blocs."""
        return self._once(f"{among} {body}", lambda _: make_ranking(self.votes(body=body), among))

    def _once(self, name: str, make: Callable[[Ledger], T]) -> T:
        with self._lock:
            ledger = self.ledger
            if self._version != version_of(ledger):
                self._version = version_of(ledger)
                self._kept = {}
            if name not in self._kept:
                self._kept[name] = make(ledger)
            found: T = self._kept[name]
            return found
