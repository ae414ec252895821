"""Official files into the ledger: told apart by their content, so that the same file twice changes nothing."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dragoman.errors import ParseError
from dragoman.workflows.gathering import Failure

if TYPE_CHECKING:
    from dragoman.domain.rollcalls import RollCall
    from dragoman.ledger import Ledger, LoadReport

Progress = Callable[[int], None]
"""Told how many bytes of the file have been read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What loading one file did."""

    name: str
    format: str | None
    """The format it was read as; None where it had been loaded before."""
    report: LoadReport
    disagreements: tuple[str, ...] = ()
    """Votes whose stated outcome is not what their totals decide, in words."""


def load_file(
    path: Path, ledger: Ledger, *, format_name: str | None = None, progress: Progress | None = None
) -> Loaded:
    """Write a file's roll calls to the ledger, standard input's for `-`; a file that was loaded before is not read again."""
    from dragoman.ledger import LoadReport  # noqa: PLC0415

    with _on_disk(path) as file:
        digest = _digest(file)
        if ledger.has_file(digest):
            return Loaded(name=file.name, format=None, report=LoadReport(already_loaded=True))
        return _load(file, digest, ledger, format_name, progress)


def _load(
    path: Path, digest: str, ledger: Ledger, format_name: str | None, progress: Progress | None
) -> Loaded:
    from dragoman import records  # noqa: PLC0415

    calls = records.parse_file(path, format_name, progress)
    first = next(calls, None)
    if first is None:
        raise ParseError("it holds no roll call", where=path.name, hint="is it the right file?")
    told: list[str] = []
    report = ledger.append(
        _disagreeing(chain((first,), calls), told), file=digest, name=path.name, format=first.importer
    )
    return Loaded(name=path.name, format=first.importer, report=report, disagreements=tuple(told))


@contextmanager
def _on_disk(path: Path) -> Iterator[Path]:
    """The file; for `-` one with what standard input brings, which is read twice: for its digest and for its votes."""
    if str(path) != "-":
        yield path
        return
    with TemporaryDirectory() as folder:
        kept = Path(folder, "standard input")
        with kept.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out)
        yield kept


def try_to_load(
    path: Path, ledger: Ledger, *, format_name: str | None = None, progress: Progress | None = None
) -> Loaded | Failure:
    """The same for one file of several: what cannot be read is a Failure and leaves nothing behind."""
    try:
        return load_file(path, ledger, format_name=format_name, progress=progress)
    except ParseError as error:
        return Failure(str(path), error)


def _digest(path: Path) -> str:
    from dragoman import records  # noqa: PLC0415

    if path.is_dir():
        raise ParseError("it is a directory", where=str(path), hint="name the files in it")
    with records.open_file(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _disagreeing(calls: Iterable[RollCall], told: list[str]) -> Iterator[RollCall]:
    """The same roll calls, noting on the way where outcome and totals disagree."""
    from dragoman.records.procedure import disagreement  # noqa: PLC0415

    for call in calls:
        if words := disagreement(call):
            told.append(words)
        yield call
