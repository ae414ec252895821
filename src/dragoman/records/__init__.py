"""Official files to roll calls: one module a format, one list of formats.

A format is a module with two functions, and a line in `FORMATS`:

    detect(head: bytes, name: str) -> bool             does a file that begins so, and is named so, look like it?
    parse(stream: BinaryIO, where: str) -> Iterator    its roll calls, one at a time; `where` names the file in errors

Totals that disagree with the rows are passed on as they are: the ledger keeps both and says so.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from dragoman.domain.rollcalls import RollCall
from dragoman.errors import ParseError, UnknownFormat
from dragoman.records.texts import PDF, pdf_as_text


class Importer(Protocol):
    """What a module of a format offers."""

    def detect(self, head: bytes, name: str) -> bool: ...

    def parse(self, stream: BinaryIO, where: str) -> Iterator[RollCall]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of official file that can be loaded."""

    name: str
    """What `--as` takes, and the name of the module."""
    title: str

    @property
    def importer(self) -> Importer:
        """Its module, imported when first asked for."""
        return cast(Importer, import_module(f"dragoman.records.{self.name}"))


FORMATS = (
    Format(
        name="undl", title="the UN Digital Library's voting data of the General Assembly or Security Council"
    ),
    Format(name="outcomes", title="the UN Digital Library's outcomes of General Assembly resolutions"),
    Format(name="marcxml", title="the UN Digital Library's voting records as MARCXML"),
    Format(name="voeten", title="Erik Voeten's UNVotes"),
    Format(name="facts", title="a table of roll calls written by hand, one row each"),
    Format(name="committee", title="a committee report with recorded votes, as text or PDF"),
    Format(name="verbatim", title="a verbatim record (PV) of the Assembly or the Council, as text or PDF"),
    Format(name="press", title="a United Nations press release with tallies, as text or PDF"),
)
"""In the order in which they are tried: the one that can be sure comes first."""

HEAD = 1 << 16
"""Bytes of a file's beginning that detection looks at."""


def format_named(name: str) -> Format:
    for known in FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise UnknownFormat(f"no format is called “{name}”", hint=f"there are: {names}")


def detect_format(head: bytes, name: str) -> Format:
    """The format of a file that begins so; `name` is the file's name."""
    for known in FORMATS:
        if known.importer.detect(head, name):
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise UnknownFormat("is in no format known here", where=name, hint=f"name it with --as: {names}")


def format_of(path: Path) -> Format:
    """The format in which a file would be read, without reading all of it; a PDF's words are taken out for it."""
    with open_file(path) as file:
        _, head = _words_of(file, path.name)
        return detect_format(head, path.name)


def parse_file(
    path: Path, format_name: str | None = None, progress: Callable[[int], None] | None = None
) -> Iterator[RollCall]:
    """The roll calls of a file in the format named or detected; `progress` is told how many bytes were read, ever again."""
    with open_file(path, progress) as file:
        stream, head = _words_of(file, path.name)
        known = format_named(format_name) if format_name else detect_format(head, path.name)
        yield from known.importer.parse(stream, path.name)


def _words_of(file: io.BufferedReader, name: str) -> tuple[BinaryIO, bytes]:
    """The file, or the words of the PDF that it is; and how it begins."""
    stream: BinaryIO = pdf_as_text(file, name) if file.peek(len(PDF)).startswith(PDF) else file
    head = stream.read(HEAD)
    stream.seek(0)
    return stream, head


def open_file(path: Path, progress: Callable[[int], None] | None = None) -> io.BufferedReader:
    """The file open for reading, telling how far it has come."""
    try:
        return io.BufferedReader(_Watched(path, progress), 1 << 20)
    except OSError as error:
        raise ParseError(f"cannot be opened: {error.strerror}", where=str(path)) from None


class _Watched(io.FileIO):
    """A file that tells its reader's progress."""

    def __init__(self, path: Path, progress: Callable[[int], None] | None) -> None:
        super().__init__(path, "rb")
        self._progress = progress

    def readinto(self, buffer: Any) -> int | None:
        count = super().readinto(buffer)
        if self._progress:
            self._progress(self.tell())
        return count


@cache
def embedded() -> tuple[RollCall, ...]:
    """The record that comes with the package: see embedded/NOTICE for what it holds and how it is known."""
    found: list[RollCall] = []
    for name in ("rollcalls.csv", "amendments.csv"):
        with resources.files(__name__).joinpath("embedded", name).open("rb") as stream:
            found += format_named("facts").importer.parse(cast(BinaryIO, stream), f"embedded/{name}")
    return tuple(found)
