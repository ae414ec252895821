"""What takes seconds to work out, beside the requests: by a process of its own, kept in a file, read when it is there."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from dragoman.errors import DragomanError
from dragoman.web.shelf import Shelf

if TYPE_CHECKING:
    from dragoman.workflows.positions import Positions
    from dragoman.workflows.rankings import Ranking

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[T]):
    """One kind of work, for one thing asked: a body whose positions, or a ranking that is wanted."""

    module: str
    """Run by the process as `python -m MODULE ASKED FILE [LEDGER]`."""
    form: Callable[[], int]
    """Raised with every change of the file's form."""
    read: Callable[[Path], T]
    now: Callable[[Shelf, str], T]
    """The same in this process; raises EstimateError where the votes do not determine it."""
    is_whole: Callable[[T], bool] = lambda _: True
    """Whether nothing is to be added to the file any more."""


class Beside(Generic[T]):
    """What is worked out for the newest version for which it is ready."""

    def __init__(
        self, work: Work[T], address: str | None, *, background: bool = True, folder: Path | None = None
    ) -> None:
        """`background` False works it out when it is asked for, in this process; `folder` is where it is kept."""
        self._work = work
        self._address = address
        self._background = background
        self._folder = folder
        self._lock = threading.Lock()
        self._jobs: dict[str, subprocess.Popen[bytes]] = {}
        self._ready: dict[str, T | None] = {}
        self._written: dict[str, int] = {}
        self.changes = 0
        """How often what is known here has changed: pages that show it are kept for one state of it."""

    def of(self, shelf: Shelf, asked: str = "UNGA", *, wait: float = 0.0) -> T | None:
        """What is known by now, waiting at most so many seconds for the first; None while there is nothing."""
        key = self._key(shelf, asked)
        if not self._is_done(key):
            with self._lock:
                if not self._is_done(key):  # another may have found it while this one waited
                    self._find(key, shelf, asked)
        if wait and key in self._jobs and f"last {asked}" not in self._ready:
            self._wait(key, wait)
            return self.of(shelf, asked)
        return self._ready.get(key) or self._ready.get(f"last {asked}")

    def _is_done(self, key: str) -> bool:
        found = self._ready.get(key)
        return key in self._ready and (found is None or self._work.is_whole(found))

    def is_working(self) -> bool:
        """Whether something is being worked out now."""
        return any(job.poll() is None for job in self._jobs.values())

    def close(self) -> None:
        for job in self._jobs.values():
            if job.poll() is None:
                job.terminate()
                job.wait()

    def _find(self, key: str, shelf: Shelf, asked: str) -> None:
        path = self._path(key)
        if path.is_file():
            self._read(key, asked, path)
        elif not self._background:
            self._take(key, asked, self._now(shelf, asked))
        elif key not in self._jobs:
            command = [sys.executable, "-m", self._work.module, asked, str(path)]
            self._jobs[key] = subprocess.Popen(  # noqa: S603 — our own module
                [*command, *([self._address] if self._address else [])],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def _now(self, shelf: Shelf, asked: str) -> T | None:
        try:
            return self._work.now(shelf, asked)
        except DragomanError:
            return None

    def _read(self, key: str, asked: str, path: Path) -> None:
        written = path.stat().st_mtime_ns
        if self._written.get(key) != written:
            self._take(key, asked, self._work.read(path))
            self._written[key] = written

    def _take(self, key: str, asked: str, found: T | None) -> None:
        self._ready[key] = found
        self.changes += 1
        if found:
            self._ready[f"last {asked}"] = found

    def _wait(self, key: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        path = self._path(key)
        while self._jobs[key].poll() is None and not path.is_file() and time.monotonic() < end:
            time.sleep(0.05)

    def _key(self, shelf: Shelf, asked: str) -> str:
        address = str(Path(self._address).absolute()) if self._address else ""
        told = f"{self._work.form()} {address} {shelf.votes_version} {asked} {shelf.directory.digest}"
        return sha256(told.encode()).hexdigest()[:24]

    def _path(self, key: str) -> Path:
        if self._folder is None:
            from platformdirs import user_cache_path  # noqa: PLC0415

            self._folder = user_cache_path("dragoman", appauthor=False) / "positions"
        return self._folder / f"{key}.npz"


def positions_work() -> Work[Positions]:
    """Points of all states of a body, and their breaks when these are ready."""

    def form() -> int:
        from dragoman.workflows.positions import FORM  # noqa: PLC0415 — numpy

        return FORM

    def read(path: Path) -> Positions:
        from dragoman.workflows.positions import read_positions  # noqa: PLC0415 — numpy

        return read_positions(path)

    def now(shelf: Shelf, body: str) -> Positions:
        from dragoman.workflows.positions import fit_positions, with_shifts  # noqa: PLC0415

        matrix = shelf.matrix(body)
        return with_shifts(fit_positions(matrix), matrix)

    return Work(
        module="dragoman.workflows.positions",
        form=form,
        read=read,
        now=now,
        is_whole=lambda found: found.shifts is not None,
    )


def rankings_work() -> Work[Ranking]:
    """The clearest break of every pair of the General Assembly's states (asked as `pairs`), or of blocs (`blocs`)."""

    def form() -> int:
        from dragoman.workflows.rankings import FORM  # noqa: PLC0415 — numpy

        return FORM

    def read(path: Path) -> Ranking:
        from dragoman.workflows.rankings import read_ranking  # noqa: PLC0415 — numpy

        return read_ranking(path)

    def now(shelf: Shelf, among: str) -> Ranking:
        from dragoman.workflows.rankings import make_ranking  # noqa: PLC0415

        return make_ranking(shelf.matrix("UNGA"), among)

    return Work(module="dragoman.workflows.rankings", form=form, read=read, now=now)
