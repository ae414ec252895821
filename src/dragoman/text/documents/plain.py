"""Plain text, with header lines at its top where somebody wrote them."""

from __future__ import annotations

import re
from datetime import date

from dragoman.errors import ParseError
from dragoman.text.documents.article import About, Article, article_of
from dragoman.text.documents.decoding import decode

_HEADER = re.compile(r"^(?P<key>Title|Date|Publisher|Url|URL):[ \t]*(?P<value>.*)$")


def parse_plain(data: bytes, said: About, *, name: str) -> Article:
    """The article of a plain text; lines `Title:`, `Date:` (ISO), `Publisher:`, `URL:` at the very top are no part of it.

    One bare line right above them is the title.
    """
    text, notes = decode(data, name)
    header, body = _split_header(text)
    about = About(
        title=header.get("title"),
        publisher=header.get("publisher"),
        url=header.get("url"),
        published=None if said.published else _date_of(header.get("date"), name),
    )
    return article_of(body, said.over(about), name=name, notes=notes)


def _split_header(text: str) -> tuple[dict[str, str], str]:
    lines = text.split("\n")
    header: dict[str, str] = {}
    taken = 0
    if len(lines) > 1 and lines[0].strip() and not _HEADER.match(lines[0]) and _HEADER.match(lines[1]):
        header["title"] = lines[0].strip()
        taken = 1
    for line in lines[taken:]:
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
