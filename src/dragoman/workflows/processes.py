"""Documents read by several processes: results in the order of the documents, and none that dies or hangs takes others along."""

from __future__ import annotations

import contextlib
import gc
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, ParseError
from dragoman.workflows.gathering import Failure, Piece

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

AHEAD = 4
"""Documents for each process that are begun before the oldest one is finished: bounds what is kept waiting."""
START = 300.0
"""Seconds in which a process must be ready."""

Reader = Callable[[Piece], Iterator[Any]]
Setup = Callable[[], Reader]
"""Makes a reader, in the process that will use it; must be picklable."""
_READY, _RESULT, _DONE, _FAILED = "ready", "result", "done", "failed"


def read_in_processes(
    pieces: Iterator[Piece | Failure], setup: Setup, *, jobs: int, limit: float
) -> Iterator[Any]:
    """What the reader makes of each piece, in order; `limit` is the seconds that one result may take."""
    crew = _Crew(pieces, setup, jobs, limit)
    try:
        yield from crew.results()
    finally:
        crew.stop()


@dataclass(slots=True)
class _Line:
    """One piece's place in the queue: its results so far, and whether all are there."""

    results: deque[Any] = field(default_factory=deque)
    is_whole: bool = False


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    until: float
    piece: Piece | None = None
    line: _Line | None = None
    given: int = 0
    """Results of this piece that came."""
    is_ready: bool = False


class _Crew:
    """The processes, and the queue of pieces between the oldest unfinished one and the newest begun."""

    def __init__(self, pieces: Iterator[Piece | Failure], setup: Setup, jobs: int, limit: float) -> None:
        self._pieces, self._setup, self._jobs, self._limit = pieces, setup, jobs, limit
        self._workers: list[_Worker] = []
        self._queue: deque[_Line] = deque()
        self._again: deque[tuple[Piece, _Line]] = deque()
        self._is_all = False

    def results(self) -> Iterator[Any]:
        while True:
            self._hand_out()
            yield from self._in_order()
            if not self._queue and self._is_all:
                return
            if self._queue and (self._queue[0].results or self._queue[0].is_whole):
                continue
            self._listen()

    def stop(self) -> None:
        for worker in list(self._workers):
            self._dismiss(worker)

    def _in_order(self) -> Iterator[Any]:
        while self._queue:
            line = self._queue[0]
            while line.results:
                yield line.results.popleft()
            if not line.is_whole:
                return
            self._queue.popleft()

    def _hand_out(self) -> None:
        """Give each idle process a piece; start processes while there are pieces for them."""
        while self._again or (not self._is_all and len(self._queue) < AHEAD * self._jobs):
            worker = next((w for w in self._workers if w.is_ready and w.piece is None), None)
            busy = sum(w.piece is not None for w in self._workers)
            if worker is None and busy == len(self._workers) < self._jobs:
                self._workers.append(self._hire())
            if worker is None:
                return
            if (task := self._next()) is None:
                continue
            worker.piece, worker.line = task
            worker.given, worker.until = 0, time.monotonic() + self._limit
            with contextlib.suppress(OSError):  # a process that died is found when listened to
                worker.pipe.send(worker.piece)

    def _next(self) -> tuple[Piece, _Line] | None:
        """The next piece and its place; None where there is none, or where it failed before it could be read."""
        if self._again:
            return self._again.popleft()
        piece = next(self._pieces, None)
        if piece is None:
            self._is_all = True
            return None
        line = _Line()
        self._queue.append(line)
        if isinstance(piece, Failure):
            line.results.append(piece)
            line.is_whole = True
            return None
        return piece, line

    def _hire(self) -> _Worker:
        context = get_context("spawn")  # threads of the ledger's libraries do not survive a fork
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._setup), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process=process, pipe=ours, until=time.monotonic() + START)

    def _listen(self) -> None:
        waiting = [w for w in self._workers if w.piece is not None or not w.is_ready]
        soonest = min((w.until for w in waiting), default=time.monotonic())
        heard = wait([w.pipe for w in waiting], max(soonest - time.monotonic(), 0.0))
        for worker in waiting:
            if worker.pipe in heard:
                self._hear(worker)
            elif time.monotonic() > worker.until:
                self._lose(worker, f"it took longer than {self._limit:g} seconds and was given up")

    def _hear(self, worker: _Worker) -> None:
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            self._lose(worker, "the process that read it ended without a word, perhaps for want of memory")
            return
        worker.until = time.monotonic() + self._limit
        match kind:
            case "ready":
                worker.is_ready = True
            case "failed":
                raise value
            case "result" if worker.line is not None:
                worker.line.results.append(value)
                worker.given += 1
            case _ if worker.line is not None:
                worker.line.is_whole = True
                worker.piece = worker.line = None

    def _lose(self, worker: _Worker, why: str) -> None:
        """Report the document on which a process died or hung; what comes after it in the same piece is tried anew."""
        self._dismiss(worker)
        piece, line = worker.piece, worker.line
        if piece is None or line is None:
            raise DragomanError(
                f"a process to read with could not be started (exit code {worker.process.exitcode})"
            )
        at = piece.first + worker.given
        name = f"{piece.name}, article {at + 1}" if at else piece.name
        line.results.append(Failure(name, ParseError(why, where=name)))
        if worker.given:
            self._again.append((replace(piece, first=at + 1), line))
        else:
            line.is_whole = True

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()


def _work(pipe: Connection, setup: Setup) -> None:
    """The life of a process: make a reader, then read what comes until nobody sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    with contextlib.suppress(EOFError, OSError):
        try:
            read = setup()
        except DragomanError as error:
            pipe.send((_FAILED, error))
            return
        gc.freeze()  # model and record stay: each collection of a reading's garbage would look at all of them
        pipe.send((_READY, None))
        while True:
            piece = pipe.recv()
            for result in read(piece):
                pipe.send((_RESULT, result))
            pipe.send((_DONE, None))
