"""Positions beside the requests: fitted by a process of its own, kept in a file, read when they are there."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError
from dragoman.web.shelf import Shelf

if TYPE_CHECKING:
    from dragoman.workflows.positions import Positions


class Fitted:
    """The positions of the newest version for which they are ready."""

    def __init__(self, address: str | None, *, background: bool = True, folder: Path | None = None) -> None:
        self._address = address
        self._background = background
        self._folder = folder
        self._lock = threading.Lock()
        self._jobs: dict[str, subprocess.Popen[bytes]] = {}
        self._ready: dict[str, Positions | None] = {}
        self._written: dict[str, int] = {}
        self.changes = 0
        """How often what is known here has changed: pages that show it are kept for one state of it."""

    def of(self, shelf: Shelf, body: str = "UNGA", *, wait: float = 0.0) -> Positions | None:
        """What is known by now, waiting at most so many seconds for the first; None while there is nothing."""
        key = self._key(shelf, body)
        if not self._is_done(key):
            with self._lock:
                self._find(key, shelf, body)
        if wait and key in self._jobs and f"last {body}" not in self._ready:
            self._wait(key, wait)
            return self.of(shelf, body)
        return self._ready.get(key) or self._ready.get(f"last {body}")

    def _is_done(self, key: str) -> bool:
        found = self._ready.get(key)
        return key in self._ready and (found is None or found.shifts is not None)

    def is_working(self) -> bool:
        """Whether positions are being fitted now."""
        return any(job.poll() is None for job in self._jobs.values())

    def close(self) -> None:
        for job in self._jobs.values():
            if job.poll() is None:
                job.terminate()
                job.wait()

    def _find(self, key: str, shelf: Shelf, body: str) -> None:
        path = self._path(key)
        if path.is_file():
            self._read(key, body, path)
        elif not self._background:
            self._take(key, body, _fitted_now(shelf, body))
        elif key not in self._jobs:
            command = [sys.executable, "-m", "dragoman.workflows.positions", body, str(path)]
            self._jobs[key] = subprocess.Popen(  # noqa: S603 — our own module
                [*command, *([self._address] if self._address else [])],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def _read(self, key: str, body: str, path: Path) -> None:
        written = path.stat().st_mtime_ns
        if self._written.get(key) != written:
            from dragoman.workflows.positions import read_positions  # noqa: PLC0415 — numpy

            self._take(key, body, read_positions(path))
            self._written[key] = written

    def _take(self, key: str, body: str, found: Positions | None) -> None:
        self._ready[key] = found
        self.changes += 1
        if found:
            self._ready[f"last {body}"] = found

    def _wait(self, key: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        path = self._path(key)
        while self._jobs[key].poll() is None and not path.is_file() and time.monotonic() < end:
            time.sleep(0.05)

    def _key(self, shelf: Shelf, body: str) -> str:
        from dragoman.workflows.positions import FORM  # noqa: PLC0415

        address = str(Path(self._address).absolute()) if self._address else ""
        told = f"{FORM} {address} {shelf.votes_version} {body} {shelf.directory.digest}"
        return sha256(told.encode()).hexdigest()[:24]

    def _path(self, key: str) -> Path:
        if self._folder is None:
            from platformdirs import user_cache_path  # noqa: PLC0415

            self._folder = user_cache_path("dragoman", appauthor=False) / "positions"
        return self._folder / f"{key}.npz"


def _fitted_now(shelf: Shelf, body: str) -> Positions | None:
    from dragoman.workflows.positions import fit_positions, with_shifts  # noqa: PLC0415

    try:
        matrix = shelf.matrix(body)
        return with_shifts(fit_positions(matrix), matrix)
    except DragomanError:
        return None
