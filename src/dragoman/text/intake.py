"""From bytes to a source: decoding, header lines, and a clear word where it cannot be read."""

from __future__ import annotations

import re
from datetime import date

from dragoman.domain.sources import Source
from dragoman.errors import ParseError, UnknownFormat

LONGEST = 100_000
"""Characters of one report; more is no news report, and the parser's memory grows with it."""

_HEADER = re.compile(r"^(?P<key>Title|Date|Publisher|Url|URL):[ \t]*(?P<value>.*)$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def parse_report(data: bytes, *, name: str = "the text", published: date | None = None) -> Source:
    """The source of a plain-text report.

    Lines `Title:`, `Date:` (ISO), `Publisher:` and `URL:` at the very top are taken as such and are not part of
    the text; `published` goes before a date there. Raises ParseError for anything that is no readable text.
    """
    text = _decoded(data, name)
    header, body = _split_header(text)
    if not body.strip():
        raise ParseError("it holds no text", where=name, hint="give a report of at least one sentence")
    if len(body) > LONGEST:
        raise ParseError(
            f"it has {len(body):,} characters; a report may have {LONGEST:,}",
            where=name,
            hint="split it into single reports",
        )
    return Source.of(
        body,
        title=header.get("title"),
        publisher=header.get("publisher"),
        url=header.get("url"),
        published=published or _date_of(header.get("date"), name),
    )


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _from_utf16(data, name)
    if (
        data.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b"))
        or b"\x00" in data[:4096]
    ):
        raise UnknownFormat(
            "it is a binary file, not plain text",
            where=name,
            hint="save the report's text as UTF-8 and give that",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ParseError(
            f"it is not UTF-8 (byte {error.start} is 0x{data[error.start]:02x})",
            where=name,
            hint="convert it first, for instance: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW",
        ) from error
    if len(_CONTROL.findall(text[:4096])) > 8:
        raise UnknownFormat("it is full of control characters, not plain text", where=name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _from_utf16(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise ParseError(
            f"it begins as UTF-16 and breaks off at byte {error.start}",
            where=name,
            hint="save it again, as UTF-8",
        ) from error


def _split_header(text: str) -> tuple[dict[str, str], str]:
    lines = text.split("\n")
    header: dict[str, str] = {}
    taken = 0
    for line in lines:
        match = _HEADER.match(line)
        if match is None:
            break
        header[match["key"].lower()] = match["value"].strip()
        taken += 1
    rest = lines[taken:]
    while header and rest and not rest[0].strip():
        rest = rest[1:]
    return {k: v for k, v in header.items() if v}, "\n".join(rest) if header else text


def _date_of(value: str | None, name: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ParseError(
            f"“{value}” is no date", where=name, column="Date", hint="write it as 2025-02-24"
        ) from error
