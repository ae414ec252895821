"""Rows of a delimited text file, read one at a time, with errors that name the row and the column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import BinaryIO, TypeVar

from dragoman.errors import ParseError

E = TypeVar("E", bound=StrEnum)

LONGEST_FIELD = 1 << 20
"""Characters; the longest field seen in any official file has a few thousand."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column name; what is missing reads as empty."""

    where: str
    number: int
    """The line in the file on which the row ends, the header being line 1."""
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return (self.cells.get(column) or "").strip()

    def error(self, column: str, what: str, hint: str | None = None) -> ParseError:
        return ParseError(what, where=self.where, row=self.number, column=column, hint=hint)

    def required(self, column: str) -> str:
        if not (value := self[column]):
            raise self.error(column, "is empty")
        return value

    def day(self, column: str) -> date:
        value = self.required(column)
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            raise self.error(column, f"“{value[:40]}” is no day", "write it as 2025-02-24") from None

    def number_of(self, column: str) -> int | None:
        """A whole number, also where the file writes it as 120.0; None where it is empty or NA."""
        value = self[column]
        if value in ("", "NA", "NaN", "nan"):
            return None
        if not re.fullmatch(r"\d{1,9}(\.0*)?", value):
            raise self.error(column, f"“{value[:40]}” is no whole number")
        return int(value.split(".")[0])

    def one_of(self, column: str, kind: type[E]) -> E | None:
        if not (value := self[column].lower()):
            return None
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(kind)
            raise self.error(column, f"“{value[:40]}” is not known", f"known are: {known}") from None

    def several(self, column: str, separator: str = "|") -> tuple[str, ...]:
        return tuple(part.strip() for part in self[column].split(separator) if part.strip())


def parse_rows(
    stream: BinaryIO,
    where: str,
    *,
    encoding: str = "utf-8-sig",
    names: Callable[[list[str]], list[str]] | None = None,
) -> Iterator[Row]:
    """The rows after the header, by the names that `names` makes of it; quoting and separators as in RFC 4180."""
    lines = parse_lines(stream, where, encoding=encoding)
    columns = (names or lower_names)(next(lines, (1, []))[1])
    for number, cells in lines:
        if len(cells) > len(columns):
            raise ParseError(f"has {len(cells)} cells, the header {len(columns)}", where=where, row=number)
        yield Row(where, number, dict(zip(columns, cells, strict=False)))


def lower_names(header: list[str]) -> list[str]:
    return [name.strip().lower() for name in header]


def parse_lines(
    stream: BinaryIO, where: str, *, encoding: str = "utf-8-sig"
) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row, the header included, empty lines left out."""
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    reader = csv.reader(text, strict=True)
    with _reading(text, where, lambda: reader.line_num):
        for cells in reader:
            if cells:
                yield reader.line_num, cells


def parse_repeating_lines(
    stream: BinaryIO, where: str, leading: Callable[[list[str]], int], *, encoding: str = "utf-8-sig"
) -> Iterator[tuple[int, list[str]]]:
    """As `parse_lines`, fast for a file whose rows mostly end as the one before: the same words are not parsed again.

    `leading` says from the header how many cells at the start differ from row to row. Every row is as long as the header.
    """
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    pending: list[str] = []
    reader = csv.reader(iter(lambda: pending.pop() if pending else text.readline(), ""), strict=True)
    skipped, width, lead, ending, rest = 0, 0, 0, "", [""]
    with _reading(text, where, lambda: skipped + reader.line_num):
        while line := text.readline():
            if ending and line.endswith(ending):
                start = line[: -len(ending)].split(",")
                if len(start) == lead and '"' not in line[: -len(ending)]:
                    skipped += 1
                    yield skipped + reader.line_num, start + rest
                    continue
            pending.append(line)
            before = reader.line_num
            if not (cells := next(reader)):
                continue
            lead, width = lead or leading(cells), width or len(cells)
            number = skipped + reader.line_num
            if len(cells) != width:
                raise ParseError(f"has {len(cells)} cells, the header {width}", where=where, row=number)
            opening = ",".join(cells[:lead])
            plain = reader.line_num == before + 1 and line.startswith(opening + ",")
            ending, rest = (line[len(opening) :], cells[lead:]) if plain else ("", [""])
            yield number, cells


@contextmanager
def _reading(text: io.TextIOWrapper, where: str, number: Callable[[], int]) -> Iterator[None]:
    """Errors of the csv module and of decoding as ours; the stream is the caller's to close."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        yield
    except csv.Error as error:
        raise ParseError(f"is no table: {error}", where=where, row=number()) from None
    except UnicodeDecodeError as error:
        hint = f"{error.reason}: save the file as UTF-8"
        raise ParseError(f"is not {error.encoding}", where=where, row=number() + 1, hint=hint) from None
    finally:
        with suppress(ValueError):  # The caller has closed it already.
            text.detach()


def header_of(head: bytes) -> frozenset[str]:
    """The column names on the first line of a file's beginning, in lower case."""
    line = head.decode("utf-8-sig", "replace").split("\n", 1)[0]
    return names_in([line])


def names_in(lines: Iterable[str]) -> frozenset[str]:
    try:
        return frozenset(name.strip().lower() for name in next(csv.reader(lines), []))
    except csv.Error:
        return frozenset()
