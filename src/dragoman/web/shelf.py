"""What one version of the ledger gives: made when first asked for, then kept.

Votes and readings change at different times: what comes from votes alone is handed on to the next version where only readings
are new, finished pages too.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Coroutine
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dragoman import workflows
from dragoman.domain.rollcalls import RollCall
from dragoman.ledger import Heading, Ledger, browse
from dragoman.ledger.answers import heading_of
from dragoman.ledger.people import people_named
from dragoman.web.directory import Directory
from dragoman.web.persons import Persons

if TYPE_CHECKING:
    from dragoman.alignment.votes import VoteMatrix

T = TypeVar("T")

KEPT_PAGES = 64_000_000
"""Bytes of finished pages kept for one version."""


class Kept:
    """Values by name and finished pages by address; threads share them."""

    def __init__(self) -> None:
        self._making: defaultdict[str, threading.RLock] = defaultdict(threading.RLock)
        self._values: dict[str, Any] = {}
        self._keeping = threading.Lock()
        self._pages: OrderedDict[Any, tuple[Any, int]] = OrderedDict()
        self._size = 0

    def once(self, name: str, make: Callable[[], T]) -> T:
        """The value of this name, made by the first who asks."""
        if name not in self._values:
            with self._making[name]:
                if name not in self._values:
                    self._values[name] = make()
        return cast("T", self._values[name])

    def forget(self, name: str) -> None:
        """Let the value of this name be made anew when it is next asked for."""
        self._values.pop(name, None)

    def has(self, name: str) -> bool:
        """Whether the value of this name is made."""
        return name in self._values

    def page(self, key: Any) -> Any:
        """A finished page; None where it is not kept."""
        return self._pages.get(key, (None, 0))[0]

    def keep_page(self, key: Any, page: Any, size: int) -> None:
        """Keep a finished page; the oldest go when there are too many."""
        with self._keeping:
            if key not in self._pages:
                self._pages[key] = (page, size)
                self._size += size
            while self._size > KEPT_PAGES:
                self._size -= self._pages.popitem(last=False)[1][1]


class Flights:
    """What is being built: whoever asks for the same meanwhile waits for it."""

    def __init__(self) -> None:
        self._under_way: dict[Any, asyncio.Task[Any]] = {}

    async def join(self, key: Any, build: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What `build` gives, begun once; it goes on though one who waits for it leaves."""
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(build())
            task.add_done_callback(lambda done: self._land(key, done))
        return cast("T", await asyncio.shield(task))

    def _land(self, key: Any, done: asyncio.Task[Any]) -> None:
        del self._under_way[key]
        if not done.cancelled():
            done.exception()  # told to those who wait; when all have left, to nobody


class Shelf:
    """Threads share one. `votes` keeps what roll calls alone give, `all` what readings have a part in."""

    def __init__(self, ledger: Ledger, before: Shelf | None = None) -> None:
        """`before` is the shelf of an older version: its votes are taken over where they are the same."""
        self._ledger = ledger
        self.version = browse.version_of(ledger)
        self.votes_version = browse.votes_version_of(ledger)
        is_same = before is not None and before.votes_version == self.votes_version
        self.votes: Kept = before.votes if before and is_same else Kept()
        self.all = Kept()
        self.flights = Flights()

    def page(self, key: Any) -> Any:
        """A finished page of this version; None where it is not kept."""
        return self.votes.page(key) or self.all.page(key)

    @property
    def is_prepared(self) -> bool:
        return self.votes.has("rows") and self.votes.has("ballots")

    def prepare(self) -> None:
        """Make what most pages need."""
        _ = self.directory, self.facts, self.ballots, self.told, self.persons
        _ = self.of_day(date.min), self.matrix("UNGA")

    @property
    def beside(self) -> Ledger | None:
        """The embedded record, which knows sponsors and drafts, where the ledger is another."""
        embedded = workflows.embedded_ledger()
        return None if self._ledger is embedded else embedded

    @property
    def directory(self) -> Directory:
        """Every roll call by its slug."""
        return self.votes.once("directory", lambda: Directory(browse.directory(self._ledger)))

    @property
    def embedded(self) -> Directory:
        """Every roll call of the embedded record by its slug."""
        return self.votes.once("embedded", lambda: Directory(browse.directory(workflows.embedded_ledger())))

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Everything but the choices of each roll call by id, oldest first."""
        return self.votes.once("rows", lambda: browse.rows_in_full(self._ledger))

    @property
    def headings(self) -> dict[str, Heading]:
        """Every roll call without its choices by id, oldest first."""
        return self.votes.once("headings", lambda: {i: heading_of(row) for i, row in self.rows.items()})

    def roll_call(self, id_: str) -> RollCall | None:
        """The roll call with this id, from what is in memory."""
        row, cast = self.rows.get(id_), self.ballots.get(id_)
        return browse.roll_call_with(row, cast) if row and cast else None

    def of_day(self, day: date) -> list[Heading]:
        """The roll calls of a day, those of the embedded record too; the ledger's word goes first."""
        by_day: dict[date, list[Heading]] = self.votes.once("days", self._by_day)
        return by_day.get(day, [])

    def _by_day(self) -> dict[date, list[Heading]]:
        beside = self.beside.headings() if self.beside else ()
        known: dict[tuple[str, str], Heading] = {}
        for heading in (*self.headings.values(), *beside):
            known.setdefault((heading.body, heading.symbol or heading.id), heading)
        found: dict[date, list[Heading]] = {}
        for heading in known.values():
            found.setdefault(heading.held, []).append(heading)
        return found

    @property
    def ballots(self) -> dict[str, browse.Ballots]:
        """The choices of every roll call, packed."""
        return self.votes.once("ballots", lambda: browse.ballots(self._ledger))

    @property
    def facts(self) -> dict[str, RollCall]:
        """The embedded record by symbol, where the ledger is another: it knows sponsors and drafts."""
        return self.votes.once(
            "facts",
            lambda: {c.symbol: c for c in (self.beside.roll_calls() if self.beside else ()) if c.symbol},
        )

    @property
    def told(self) -> dict[str, tuple[browse.Told, ...]]:
        """What reports in the ledger said of each vote, by its symbol."""
        return self.all.once("told", lambda: browse.told(self._ledger))

    @property
    def persons(self) -> Persons:
        """Everyone with a page."""
        return self.all.once("persons", lambda: Persons(people_named(self._ledger)))

    def matrix(self, body: str) -> VoteMatrix:
        """All votes of a body by choice."""
        return self.votes.once(f"matrix {body}", lambda: self._matrix(body))

    def _matrix(self, body: str) -> VoteMatrix:
        from dragoman.workflows.positions import matrix_from  # noqa: PLC0415 — numpy, which the first page does without

        return matrix_from((h for h in self.headings.values() if h.body == body), self.ballots)
