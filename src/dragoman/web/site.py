"""What all requests share: the open ledger, and what is worked out from it once a version.

A request never waits for a new version: a thread of its own looks for one, prepares what pages need, and only then puts it in
the old one's place.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman import workflows
from dragoman.domain.readings import Reading
from dragoman.domain.rollcalls import RollCall
from dragoman.ledger import Ledger, browse
from dragoman.web.beside import Beside, positions_work, rankings_work
from dragoman.web.shelf import Shelf

if TYPE_CHECKING:
    from dragoman.alignment.votes import VoteMatrix
    from dragoman.workflows.positions import Positions
    from dragoman.workflows.rankings import Ranking

KEPT_READINGS = 200
"""Readings of pasted reports kept in memory, so that their address works for a while."""


@dataclass(slots=True, kw_only=True)
class Site:
    """One open ledger. `ledger` is refreshed in place: never keep a row longer than a request."""

    ledger: Ledger
    address: str | None
    fitted: Beside[Positions]
    """Positions of states, by body."""
    ranked: Beside[Ranking]
    """Breaks of all pairs, of states or blocs."""
    writable: bool = False
    askers: Any = None
    """The workers that answer SQL; put here by the application."""
    _shelf: Shelf | None = None
    is_warm: bool = True
    """False while the first pages are wanted before all that they could show."""
    answered: threading.Event = field(default_factory=threading.Event)
    """Set once a page is out."""
    _renewing: threading.Lock = field(default_factory=threading.Lock)
    _readings: OrderedDict[str, Reading] = field(default_factory=OrderedDict)

    @classmethod
    def open(
        cls,
        address: str | None = None,
        *,
        writable: bool = False,
        background: bool = True,
        cache: Path | None = None,
    ) -> Site:
        """`background` False fits positions when they are asked for, in this process; `cache` is where they are kept."""
        ledger = workflows.make_ledger(address) if writable else workflows.open_ledger(address)
        if not background:
            workflows.layer_officeholders()
        return cls(
            ledger=ledger,
            address=address,
            fitted=Beside(positions_work(), address, background=background, folder=cache),
            ranked=Beside(rankings_work(), address, background=background, folder=cache),
            writable=writable,
            is_warm=not background,
        )

    @property
    def shelf(self) -> Shelf:
        """What the version at hand gives."""
        if self._shelf is None:
            self._shelf = Shelf(self.ledger)
        return self._shelf

    def look(self) -> None:
        """Go on with a newer version where there is one; what pages need of it is made here, so that no request waits."""
        if self.ledger.refresh() or self.shelf.version != browse.version_of(self.ledger):
            self._go_on()
        self.fitted.of(self.shelf)

    def warm(self) -> None:
        """Make what the first pages need, before they are asked for."""
        workflows.layer_officeholders()
        self.shelf.all.forget("persons")  # a page may have asked for them before
        try:
            self.shelf.prepare()
        finally:
            self.is_warm = True
        self.fitted.of(self.shelf)

    def _go_on(self) -> None:
        with self._renewing:
            fresh = Shelf(self.ledger, self._shelf)
            fresh.prepare()
            self._shelf = fresh

    def roll_call(self, id_: str) -> RollCall | None:
        """The roll call with this id, its gaps filled from the embedded record."""
        shelf = self.shelf
        call = shelf.roll_call(id_) if shelf.is_prepared else self.ledger.roll_call(id_)
        known = shelf.facts.get(call.symbol) if call and call.symbol else None
        if call is None or known is None or known.held != call.held:
            return call
        return replace(
            call,
            sponsors=call.sponsors or known.sponsors,
            draft=call.draft or known.draft,
            meeting=call.meeting or known.meeting,
            order=call.order if call.order is not None else known.order,
            outcome=known.outcome if call.outcome is None else call.outcome,
            agenda=call.agenda or known.agenda,
        )

    def votes(
        self,
        body: str,
        *,
        start: date | None = None,
        end: date | None = None,
        topic: str | None = None,
    ) -> VoteMatrix:
        """The votes of a body, in these days and on this topic; EstimateError where there are none."""
        from dragoman.workflows.positions import narrowed  # noqa: PLC0415 — numpy

        return narrowed(self.shelf.matrix(body), self.ledger, body, start=start, end=end, topic=topic)

    def remember(self, reading: Reading) -> None:
        """Keep a reading in memory for as long as there is room."""
        self._readings[reading.source.id] = reading
        while len(self._readings) > KEPT_READINGS:
            self._readings.popitem(last=False)

    def reading(self, source: str) -> Reading | None:
        """The reading kept in the ledger, else of a report pasted lately: what is kept may have been read anew since."""
        return self.ledger.reading(source) or self._readings.get(source)

    def is_kept(self, source: str) -> bool:
        return self.ledger.reading(source) is not None

    def keep(self, reading: Reading) -> None:
        """Write a reading to the ledger, and go on with what it holds then."""
        self.ledger.save_reading(reading)
        self._go_on()

    def close(self) -> None:
        self.fitted.close()
        self.ranked.close()
