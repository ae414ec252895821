"""Articles as JSON, one a line: the form in which collections of news are handed round."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dragoman.errors import ParseError
from dragoman.text.documents.article import About, Article, article_of, parse_day

FIELDS = {
    "text": ("text", "body", "content", "article", "maintext"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "date_published", "date_publish", "publication_date"),
    "publisher": ("publisher", "source", "outlet", "sitename", "source_domain"),
    "url": ("url", "link"),
}
"""What each field may be called, the first name that has a value first; all but the text may be absent."""
LONGEST_LINE = 4_000_000
"""Bytes of a line: a report's text may have 100,000 characters, and other fields are passed over."""


def parse_article(line: bytes, said: About, *, name: str) -> Article:
    """The article of one line."""
    if len(line) > LONGEST_LINE:
        raise ParseError(
            f"the line is longer than {LONGEST_LINE:,} bytes", where=name, hint="one article a line"
        )
    fields = _fields_of(line, name)
    text = _value(fields, "text")
    if text is None:
        raise ParseError(
            "the article has no text", where=name, column="text", hint=f"one of: {', '.join(FIELDS['text'])}"
        )
    about = About(
        title=_value(fields, "title"),
        publisher=_value(fields, "publisher"),
        url=_value(fields, "url"),
        published=None if said.published else _day(_value(fields, "published"), name),
    )
    return article_of(_plain(text), said.over(about), name=name)


def _fields_of(line: bytes, name: str) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ParseError(
            f"the line is no JSON ({error})", where=name, hint="one article a line, each a JSON object"
        ) from None
    if not isinstance(value, dict):
        raise ParseError("the line is no JSON object", where=name, hint='for instance: {"text": "…"}')
    return value


def _value(fields: dict[str, Any], field: str) -> str | None:
    """The first name's value that is words; a publisher may also be an object with a name."""
    for key in FIELDS[field]:
        value = fields.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            return value
    return None


def _day(written: str | None, name: str) -> date | None:
    if written is None:
        return None
    if day := parse_day(written):
        return day
    raise ParseError(f"“{written[:40]}” is no date", where=name, column="date", hint="write it as 2025-02-24")


def _plain(text: str) -> str:
    """Without lone surrogates, which JSON can write and no file can hold."""
    cleaned = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    return cleaned.replace("\r\n", "\n").replace("\r", "\n")
