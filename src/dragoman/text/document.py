"""A text read once: what every later step looks at instead of parsing again."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from dragoman.domain.actors import Mention
from dragoman.domain.readings import Skipped
from dragoman.domain.sources import Evidence, Source
from dragoman.text.parse import Parse


class SentenceKind(StrEnum):
    PROSE = "prose"
    HEADLINE = "headline"
    BYLINE = "byline"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: characters `start:end` of the source, tokens `first:last` of the parse."""

    index: int
    start: int
    end: int
    first: int
    last: int
    kind: SentenceKind = SentenceKind.PROSE
    paragraph: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks; `start:end` without the marks, `outer` with them."""

    start: int
    end: int
    outer: tuple[int, int]
    continued: int | None = None
    """Index of the quotation this one goes on from, over “she said” or a paragraph break."""


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A time expression, anchored on the day of publication: some day from `first` to `last`.

    Both None where it cannot be anchored; a day that is not said is not invented.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """A Source with its sentences, parse, mentions, quotations and dates, each sorted by place.

    A document is equal to itself alone, so that what is found in it can be kept by it.
    """

    source: Source
    parse: Parse
    """Its tokens' offsets count characters of `source.text`, whose line breaks and curly marks it sees as blanks and
    straight marks."""
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    dates: tuple[DateMention, ...]
    skipped: tuple[Skipped, ...] = ()
    """What was not read, and why; every other finder sees blanks in its place."""
    _mention_starts: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_mention_starts", tuple(m.start for m in self.mentions))

    def evidence(self, start: int, end: int) -> Evidence:
        return self.source.evidence(start, end)

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that lie wholly within `start:end`."""
        i = bisect_right(self._mention_starts, start - 1)
        found = []
        for mention in self.mentions[i:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return tuple(found)

    def mentions_of(self, token: Any) -> tuple[Mention, ...]:
        """Mentions of the innermost phrase that covers this token.

        One, none, or several for a group (“both neighbours”): in “Turkey's foreign minister” the minister at
        “minister” and Turkey at “Turkey”.
        """
        a, b = token.idx, token.idx + len(token.text)
        i = bisect_right(self._mention_starts, a)
        covering = [m for m in self.mentions[max(0, i - 40) : i] if m.start <= a and b <= m.end]
        shortest = min((m.end - m.start for m in covering), default=0)
        return tuple(m for m in covering if m.end - m.start == shortest)

    def sentence_at(self, offset: int) -> Sentence:
        i = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[max(i, 0)]
