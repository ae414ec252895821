"""What the user names, one document after another: files, folders, addresses, standard input, lines of a collection."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, ParseError, SourceError
from dragoman.workflows.addresses import USERS, fetch_document, is_address

if TYPE_CHECKING:
    from dragoman.text.intake import About, Article

LARGEST_FILE = 20_000_000
"""Bytes read of one document before it is refused; a file of articles, one a line, may have any length."""

SEVERAL = frozenset({".jsonl", ".ndjson", ".xml", ".rss", ".atom"})
"""Endings of files that hold any number of reports."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An item of a batch that could not be read, and why; the others went on."""

    name: str
    error: DragomanError
    reading: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document to be opened, or the bytes of one; small enough to be sent to another process."""

    name: str
    path: str | None = None
    data: bytes = b""
    url: str | None = None
    is_line: bool = False
    """Whether `data` is one line of a file of articles."""
    first: int = 0
    """How many of its articles were dealt with before."""


def find_pieces(inputs: Iterable[str], *, offline: bool = False) -> Iterator[Piece | Failure]:
    """The documents that the user names, in order; a folder's by name, folder within folder."""
    for name in inputs:
        try:
            yield from _pieces_of(name, offline)
        except DragomanError as error:
            yield Failure(name, error)


def _pieces_of(name: str, offline: bool) -> Iterator[Piece | Failure]:
    if is_address(name):
        yield _fetched(name, offline)
    elif name == "-":
        yield from _from_stream(sys.stdin.buffer, "standard input", None)
    elif Path(name).is_dir():
        yield from _in_folder(name)
    else:
        with open_file(name) as stream:
            yield from _from_stream(stream, name, name)


def _fetched(url: str, offline: bool) -> Piece:
    if offline:
        raise SourceError(f"{url}: nothing is fetched with --offline")
    return Piece(name=url, data=fetch_document(url, USERS).data, url=url)


def _in_folder(folder: str) -> Iterator[Piece | Failure]:
    from dragoman.text.intake import SUFFIXES  # noqa: PLC0415

    found = False
    for path in files_in(folder):
        found = True
        yield from find_pieces([str(path)])
    if not found:
        raise ParseError(
            "no file of the folder is read",
            where=folder,
            hint=f"they end in {', '.join(SUFFIXES)}, or are named one by one",
        )


def files_in(folder: str) -> Iterator[Path]:
    """The folder's documents by their endings, sorted; hidden ones and links to other folders are passed over."""
    from dragoman.text.intake import is_known  # noqa: PLC0415

    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if is_known(path) and not name.startswith("."):
                yield path


def how_many(inputs: Iterable[str]) -> int | None:
    """How many reports there are to read; None where that is not known before they are opened."""
    count = 0
    for name in inputs:
        files = files_in(name) if Path(name).is_dir() else iter((Path(name),))
        for path in files:
            if name == "-" or is_address(name) or path.suffix.lower() in SEVERAL:
                return None
            count += 1
    return count


def open_file(name: str) -> Any:
    """The file, open for reading; ParseError says what is wrong."""
    path = Path(name)
    if path.is_dir():
        raise ParseError(
            "it is a directory", where=name, hint="read one of its files, or all: dragoman read FOLDER"
        )
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise ParseError("there is no such file", where=name, hint="check the name and the folder") from error
    except (OSError, ValueError) as error:
        raise ParseError(f"it cannot be opened ({error})", where=name) from error


def _from_stream(stream: Any, name: str, path: str | None) -> Iterator[Piece]:
    """One piece for a document; for a file of articles one a line, however many there are."""
    from dragoman.text.intake import HEAD, Format, find_format  # noqa: PLC0415

    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream, HEAD)
    if find_format(buffered.peek(HEAD), name) is Format.ARTICLES:
        yield from _lines(buffered, name)
    elif path is not None:
        yield Piece(name=name, path=path)
    else:
        yield Piece(name=name, data=read_limited(buffered, name))


def _lines(stream: Any, name: str) -> Iterator[Piece]:
    from dragoman.text.documents.articles import LONGEST_LINE  # noqa: PLC0415

    n = 0
    while line := stream.readline(LONGEST_LINE + 1):
        n += 1
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        if line.strip():
            yield Piece(name=f"{name}, line {n}", data=line, is_line=True)


def read_limited(stream: Any, name: str) -> bytes:
    """All bytes of the stream; ParseError where it is larger than a document is."""
    data: bytes = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ParseError(f"it is larger than {LARGEST_FILE:,} bytes", where=name, hint="give single reports")
    return data


def articles_of(piece: Piece, said: About) -> Iterator[Article | Failure]:
    """The articles of a document that were not dealt with before, or what is wrong with it or one of them."""
    from dragoman.text.intake import About  # noqa: PLC0415

    try:
        found = _parsed(piece, said.over(About(url=piece.url)))
        for item in islice(found, piece.first, None):
            yield Failure(piece.name, item) if isinstance(item, ParseError) else item
    except DragomanError as error:
        yield Failure(piece.name, error)


def _parsed(piece: Piece, said: About) -> Iterator[Article | ParseError]:
    from dragoman.text.documents.articles import parse_article  # noqa: PLC0415
    from dragoman.text.intake import parse_document  # noqa: PLC0415

    if piece.is_line:
        return iter((parse_article(piece.data, said, name=piece.name),))
    if piece.path is None:
        return parse_document(piece.data, said, name=piece.name)
    with open_file(piece.path) as stream:
        return parse_document(read_limited(stream, piece.name), said, name=piece.name)
