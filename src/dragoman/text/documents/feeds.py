"""RSS and Atom feeds: one article an entry. What an entry links to is not fetched."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.errors import ParseError
from dragoman.text.documents.article import About, Article, article_of
from dragoman.text.documents.fragments import fragment_text
from dragoman.text.documents.needs import need

LONGEST_FEED = 5_000_000
"""Bytes of a feed; the largest ones in use have a tenth."""
MOST_ENTRIES = 5_000
DEEPEST = 3_000
"""Elements within elements, those left open counted; a feed has seven, and the parser's time grows with the square."""

_ASIDE = re.compile(rb"(?s)<!\[CDATA\[.*?\]\]>|<!--.*?-->")
_TAG = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")


def parse_feed(data: bytes, said: About, *, name: str) -> Iterator[Article | ParseError]:
    """The article of each entry in the feed's order, or what is wrong with it."""
    feed = _parsed(data, name)
    channel = feed.feed
    base = About(publisher=_words(channel, "title"), published=None)
    if not feed.entries:
        yield ParseError("the feed has no entries", where=name)
    for n, entry in enumerate(feed.entries, start=1):
        try:
            yield _article(entry, said, base, f"{name}, entry {n}")
        except ParseError as error:
            yield error


def _parsed(data: bytes, name: str) -> Any:
    if why := _refusal(data):
        raise ParseError(why, where=name)
    feedparser = need("feedparser", name, "a feed")
    logging.getLogger("feedparser").addHandler(logging.NullHandler())
    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise ParseError(f"the feed is damaged ({type(error).__name__})", where=name) from None


def _refusal(data: bytes) -> str | None:
    """Why a feed is not even parsed."""
    if len(data) > LONGEST_FEED:
        return f"the feed is larger than {LONGEST_FEED:,} bytes"
    plain = data.replace(b"\x00", b"")
    if b"<!ENTITY" in plain:
        return "it defines entities of its own, which no feed needs and attacks use"
    if plain.count(b"<item") + plain.count(b"<entry") > MOST_ENTRIES:
        return f"the feed has more than {MOST_ENTRIES:,} entries"
    depth = 0
    for tag in _TAG.finditer(_ASIDE.sub(b"", plain)):
        depth += -1 if tag[1] else not tag[2]
        if depth > DEEPEST:
            return "the feed nests more deeply than any does"
    return None


def _article(entry: Any, said: About, base: About, name: str) -> Article:
    about = About(
        title=_words(entry, "title"),
        publisher=_words(entry.get("source") or {}, "title"),
        url=_address(entry),
        published=_day(entry),
    )
    text = max((fragment_text(html) for html in _contents(entry)), key=len, default="")
    return article_of(text, said.over(about).over(base), name=name)


def _contents(entry: Any) -> Iterator[str]:
    for content in entry.get("content") or ():
        yield str(content.get("value") or "")
    yield str(entry.get("summary") or "")


def _words(of: Any, key: str) -> str | None:
    return " ".join(fragment_text(str(of.get(key) or "")).split()) or None


def _address(entry: Any) -> str | None:
    link = str(entry.get("link") or "")
    return link if link.startswith(("http://", "https://")) else None


def _day(entry: Any) -> date | None:
    """The day of publication in universal time, which is how feeds' times are compared."""
    told = next((entry[key] for key in ("published_parsed", "updated_parsed") if dict.get(entry, key)), None)
    try:
        return date(*told[:3]) if told else None
    except (ValueError, TypeError):
        return None
