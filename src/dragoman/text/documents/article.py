"""What a reader makes of a document: articles, and what is known about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dragoman.domain.sources import Source
from dragoman.errors import ParseError

LONGEST = 100_000
"""Characters of one report; more is no news report, and the parser's memory grows with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known about a document beside its words."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None

    def over(self, other: About) -> About:
        """The same, with the other's word wherever this one has none."""
        return About(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            url=self.url or other.url,
            published=self.published or other.published,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report out of a document: its source, what to call it, and what a person should know of how it was read."""

    name: str
    source: Source
    notes: tuple[str, ...] = ()


def article_of(text: str, about: About, *, name: str, notes: tuple[str, ...] = ()) -> Article:
    """The article of these words; ParseError where there are none, or too many for one report."""
    if not text.strip():
        raise ParseError("it holds no text", where=name, hint="give a report of at least one sentence")
    if len(text) > LONGEST:
        raise ParseError(
            f"it has {len(text):,} characters; a report may have {LONGEST:,}",
            where=name,
            hint="split it into single reports",
        )
    source = Source.of(
        text, title=about.title, publisher=about.publisher, url=about.url, published=about.published
    )
    return Article(name=name, source=source, notes=notes)


def parse_day(text: str) -> date | None:
    """The day that a machine wrote, in ISO 8601 or as e-mail has it; None where it is neither."""
    words = text.strip()
    try:
        return date.fromisoformat(words[:10]) if len(words) > 10 else datetime.fromisoformat(words).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
