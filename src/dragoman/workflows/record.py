"""The record at hand: what comes with the package, and the user's ledger where there is one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.claims.checking import Record
    from dragoman.domain.rollcalls import RollCall
    from dragoman.ledger import Heading, Ledger


@cache
def embedded_ledger() -> Ledger:
    """The record that comes with the package, behind the same queries as any other ledger."""
    from dragoman import records  # noqa: PLC0415  costs a file read
    from dragoman.ledger import Ledger  # noqa: PLC0415  costs the database's import

    return Ledger.in_memory(records.embedded())


def find_ledger(address: str | None = None, *, as_of_version: int | None = None) -> Ledger | None:
    """The ledger at this address, or the user's own; None where no address is given and the user has none."""
    if address is None and not has_default_ledger():
        return None
    from dragoman.ledger import Ledger  # noqa: PLC0415

    return Ledger.open(address or default_address(), as_of_version=as_of_version)


def open_ledger(address: str | None = None, *, as_of_version: int | None = None) -> Ledger:
    """The same, and the embedded record where there is no ledger."""
    return find_ledger(address, as_of_version=as_of_version) or embedded_ledger()


def existing_ledger(address: str | None = None) -> Ledger:
    """The ledger at this address, or the user's own; LedgerError where there is none."""
    from dragoman.ledger import Ledger  # noqa: PLC0415

    return Ledger.open(address or default_address())


def make_ledger(address: str | None = None) -> Ledger:
    """The ledger to write to, made where there is none; a new one begins with the embedded record."""
    from dragoman import records  # noqa: PLC0415
    from dragoman.ledger import Ledger  # noqa: PLC0415

    ledger = Ledger.create(address or default_address())
    if not any(entry.name == EMBEDDED for entry in ledger.history()):
        ledger.append(records.embedded(), name=EMBEDDED, format="facts")
    return ledger


EMBEDDED = "the embedded record"


def default_address() -> str:
    """Where the user's ledger lies if nothing else is said."""
    from dragoman.ledger import default_address as of_user  # noqa: PLC0415

    return of_user()


def has_default_ledger() -> bool:
    return Path(default_address(), "journal").is_dir()


def record_of(*ledgers: Ledger) -> Record:
    """The ledgers' roll calls, prepared for linking; of two records of one text the earlier ledger's counts."""
    from dragoman.claims.checking import Record  # noqa: PLC0415

    found: dict[object, tuple[Heading, Ledger]] = {}
    for ledger in ledgers:
        known = set(found)
        for heading in ledger.headings():
            key = (heading.body, heading.symbol) if heading.symbol else heading.id
            if key not in known:
                found.setdefault(key if key not in found else heading.id, (heading, ledger))
    home = {heading.id: ledger for heading, ledger in found.values()}
    return Record.of([heading for heading, _ in found.values()], Kept(home).read_all)


class Kept:
    """Roll calls by id, from the ledger that holds each; those read last are kept, for the next report asks for them again."""

    def __init__(self, home: Mapping[str, Ledger]) -> None:
        self._home = home
        self._read: dict[str, RollCall] = {}
        self._lock = Lock()

    def read_all(self, ids: Collection[str]) -> dict[str, RollCall]:
        """The roll calls with these ids, those that there are."""
        read = self._read
        found = {i: read[i] for i in ids if i in read}
        missing = [i for i in ids if i not in found]
        for ledger in dict.fromkeys(self._home[i] for i in missing):
            found |= ledger.roll_calls_of([i for i in missing if self._home[i] is ledger])
        if missing:
            with self._lock:
                kept = {**read, **found}
                self._read = dict(list(kept.items())[-MOST_KEPT:])
        return found


MOST_KEPT = 1000
"""Roll calls kept in memory: about ten megabytes."""


def record_at(address: str | None = None, *, as_of_version: int | None = None) -> Record:
    """The embedded record, which knows sponsors and order, and what the ledger adds to it."""
    ledger = find_ledger(address, as_of_version=as_of_version)
    return embedded_record() if ledger is None else record_of(embedded_ledger(), ledger)


@cache
def embedded_record() -> Record:
    return record_of(embedded_ledger())


def roll_call_named(ledger: Ledger, words: str) -> RollCall | None:
    """The roll call whose symbol or id these words are, or the last one on the draft of this symbol; None for others."""
    if call := ledger.roll_call(words):
        return call
    return next(reversed(ledger.roll_calls(draft=words)), None) if any(map(str.isdigit, words)) else None


def officeholders_table() -> Path:
    """Where the table of office holders that `fetch officeholders` writes is kept on this machine."""
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("dragoman", appauthor=False) / "officeholders.tsv"


def layer_officeholders(table: Path | None = None) -> None:
    """Let the user's table of office holders, where there is one, go before the built-in one."""
    from dragoman import world  # noqa: PLC0415

    path = table or officeholders_table()
    if path.is_file():
        world.use_officeholders(path)


def save_officeholders(reply: bytes, table: Path) -> int:
    """Write the query service's answer as a table; how many tenures it has. Raises ParseError and leaves the old one."""
    from dragoman import world  # noqa: PLC0415

    holders = world.parse_officeholders(reply)
    table.parent.mkdir(parents=True, exist_ok=True)
    fresh = table.with_name(table.name + ".new")
    fresh.write_text(world.render_officeholders(holders), "utf-8")
    fresh.replace(table)
    return len(holders)


def download_folder() -> Path:
    """Where official releases are kept on this machine."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("dragoman", appauthor=False) / "releases"
