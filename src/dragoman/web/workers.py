"""Work on what strangers send, in processes of their own: whatever a text does to them, the server goes on.

A process is started when there is first something to do. One that takes longer than it may, or more memory, is killed, and
the next job gets a new one. More jobs than can wait are refused at once.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from dragoman.errors import DragomanError
from dragoman.web.refusals import Refusal

T = TypeVar("T")

START = 120.0
"""Seconds in which a process must be ready; loading the language model and the full record takes five, many times that on a busy machine."""
MEMORY = 4 << 30
"""Bytes of address space of a worker; reading a report of the longest length over the full record takes a third."""
WAITING = 8
"""Jobs that may wait for a process; those after them are told to come back."""


class Worker:
    """One process, started at its first job."""

    def __init__(self, address: str | None, *, reads: bool = False) -> None:
        self._address, self._reads = address, reads
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def ask(self, job: Callable[..., T], arguments: dict[str, Any], seconds: float) -> T:
        """What the job answers; Refusal where it takes too long or dies."""
        pipe = self._ready()
        try:
            pipe.send((job, arguments))
            if not pipe.poll(seconds):
                raise self._refused("too_slow", f"it took longer than {seconds:g} seconds")
            fine, answer = pipe.recv()
        except (EOFError, OSError):
            raise self._refused("too_large", "it needed more memory than it may have") from None
        if fine:
            result: T = answer
            return result
        raise answer

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _ready(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self.stop()
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, self._address, self._reads), daemon=True)
        self._process.start()
        theirs.close()
        try:
            ready = self._pipe.poll(START) and self._pipe.recv()
        except (EOFError, OSError):
            ready = False
        if not ready:
            self.stop()
            raise Refusal(503, "not_ready", "no worker could be started", retry_after=10)
        return self._pipe

    def _refused(self, code: str, what: str) -> Refusal:
        self.stop()
        return Refusal(422, code, what, hint="send less: a single report, or a narrower question")


class Workers:
    """A few workers; threads may share it."""

    def __init__(
        self,
        address: str | None = None,
        *,
        processes: int = 2,
        reads: bool = False,
    ) -> None:
        """With `reads` each process has loaded what reading needs before it is ready: no report's time counts it."""
        self._idle = [Worker(address, reads=reads) for _ in range(processes)]
        self._all = tuple(self._idle)
        self._free = threading.Condition()
        self._waiting = 0
        self._closed = False

    def run(self, job: Callable[..., T], *, seconds: float, **arguments: Any) -> T:
        """What `job(bench, **arguments)` answers, run elsewhere. Blocks; raises the job's own errors, or a Refusal."""
        worker = self._take(time.monotonic() + seconds)
        try:
            return worker.ask(job, arguments, seconds)
        finally:
            self._give_back(worker)

    def close(self) -> None:
        with self._free:
            self._closed = True
        for worker in self._all:
            worker.stop()

    def _take(self, until: float) -> Worker:
        with self._free:
            if self._waiting >= WAITING:
                raise Refusal(503, "busy", "too many reports are being read", retry_after=10)
            self._waiting += 1
            try:
                while not self._idle and not self._closed:
                    if not self._free.wait(max(0.0, until - time.monotonic())):
                        raise Refusal(503, "busy", "no worker came free in time", retry_after=10)
                if self._closed:
                    raise Refusal(503, "closing", "the server is closing", retry_after=10)
                return self._idle.pop()
            finally:
                self._waiting -= 1

    def _give_back(self, worker: Worker) -> None:
        with self._free:
            self._idle.append(worker)
            self._free.notify()


def work(pipe: Connection, address: str | None, reads: bool) -> None:
    """The life of a worker: a job comes, its answer goes, until the server is gone."""
    _limit_memory()
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)  # pages go before
    from dragoman.web.jobs import Bench  # noqa: PLC0415 — heavy, and under the limit from its first byte

    bench = Bench(address)
    if reads:
        bench.prepare()
    pipe.send(True)
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            job, arguments = pipe.recv()
            pipe.send(_done(job, bench, arguments))


def _done(job: Callable[..., Any], bench: Any, arguments: dict[str, Any]) -> tuple[bool, Any]:
    try:
        return True, job(bench, **arguments)
    except DragomanError as error:
        return False, error
    except MemoryError:
        return False, Refusal(422, "too_large", "it needed more memory than it may have")
    except Exception as error:  # a text must never end the server's work; the log has the rest
        import logging  # noqa: PLC0415

        logging.getLogger("dragoman.web").exception("a job failed")
        return False, Refusal(422, "unreadable", f"it cannot be read ({type(error).__name__})")


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 — not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
