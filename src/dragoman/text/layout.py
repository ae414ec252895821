"""How a text is set out: paragraphs, headlines, bylines, bullets and stamps, before any grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.text.document import SentenceKind
from dragoman.text.furniture import is_table_row, reason_to_skip

_BLANK_LINES = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+|\f")
_HEADER = re.compile(r"(?i:title|date|publisher|source|url|author|published|updated)\s?: ?\S")
_NAMES = r"(?:[A-Z][\w.’'-]+[ ,]*(?:and )?){1,8}"
_CREDIT = re.compile(
    rf"\(?(?:By|(?:Additional )?[Rr]eporting by|Editing by|Written by) {_NAMES}(?:in {_NAMES})?(?:; ?(?i:(?:additional )?(?:reporting|editing|writing) by) {_NAMES})?\)?$"
)
_DATELINE = re.compile(
    r"[A-Z][A-ZÀ-Ý.’' /-]{2,40}(?:, [A-Z][\w. ]{1,24}?\.?(?: \d{1,2})?){0,2}(?:,? ?\((?:[^()\n]{2,40})\))?\s*(?:—|–|--|-)\s+"
    r"|[A-Z][\w.’' -]{2,30}(?:, [A-Z][\w. ]{1,24}?)? \([A-Z][^()\n]{1,40}\)\s*(?:—|–|--|-)\s+"
)
_STAMP = re.compile(
    r"(?:\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|local time))?|\d{4} GMT)"
    r"\s*(?:[-–—:|]\s*)?(?=\S)"
)
_BULLET = re.compile(r"(?:[-–—*•‣▪◦·]|\(?(?:\d{1,2}|[a-z])\)|\d{1,2}\.)\s+(?=\S)")
_TERMINAL = re.compile(r"""[.!?…:;]["'”’)\]]*$""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of text that no sentence crosses."""

    start: int
    end: int
    kind: SentenceKind
    paragraph: int
    unread: str | None = None
    """Why it is no part of the report's own text; None where it is."""


def find_blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order; blank stretches lie between them."""
    paragraphs = list(_paragraphs(text))
    found: list[Block] = []
    for n, (start, end) in enumerate(paragraphs):
        is_headline = _is_headline(text[start:end], title, first=n == 0, last=n == len(paragraphs) - 1)
        found.extend(_blocks_of(text, start, end, n, headline=is_headline))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, cut further where a line break is no mere wrapping."""
    at = 0
    for gap in [*_BLANK_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield from _cut_lines(text, at, end)
        at = gap.end() if gap else end


def _cut_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = [(m.start(), m.end()) for m in re.compile(r"[^\n]+").finditer(text, start, end)]
    width = max((b - a for a, b in lines), default=0)
    at = start
    for (a, b), (c, d) in pairwise(lines):
        if _breaks(text[a:b].strip(), text[c:d].strip(), width):
            yield from _trimmed(text, at, b)
            at = c
    yield from _trimmed(text, at, end)


def _breaks(line: str, following: str, width: int) -> bool:
    """Whether a new paragraph begins after `line`: it is not merely wrapped at the page's width."""
    if _HEADER.match(line) or _HEADER.match(following) or _CREDIT.match(line) or _CREDIT.match(following):
        return True
    if _BULLET.match(following) or _STAMP.match(following):
        return True
    if is_table_row(line) or is_table_row(following) or reason_to_skip(line) or reason_to_skip(following):
        return True
    if _TERMINAL.search(line):
        return len(line) < 0.8 * width or width > 140
    return width > 140 or (len(line) < 0.5 * width and following[:1].isupper())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _is_headline(words: str, title: str | None, *, first: bool, last: bool) -> bool:
    if title and words.casefold() == title.strip().casefold():
        return True
    return first and not last and len(words) < 160 and not _TERMINAL.search(words)


def _blocks_of(text: str, start: int, end: int, n: int, *, headline: bool) -> Iterator[Block]:
    words = text[start:end]
    if why := reason_to_skip(words):
        yield Block(start=start, end=end, kind=SentenceKind.BYLINE, paragraph=n, unread=why)
        return
    if _HEADER.match(words):
        is_title = words.casefold().startswith("title")
        kind = SentenceKind.HEADLINE if is_title else SentenceKind.BYLINE
        yield Block(start=start, end=end, kind=kind, paragraph=n)
        return
    if _CREDIT.match(words):
        yield Block(start=start, end=end, kind=SentenceKind.BYLINE, paragraph=n)
        return
    kind = SentenceKind.HEADLINE if headline else SentenceKind.PROSE
    for pattern, opens in ((_STAMP, SentenceKind.BYLINE), (_DATELINE, SentenceKind.BYLINE)):
        if lead := pattern.match(text, start, end):
            for a, b in _trimmed(text, lead.start(), lead.end()):
                yield Block(start=a, end=b, kind=opens, paragraph=n)
            start = lead.end()
            kind = SentenceKind.PROSE
    if bullet := _BULLET.match(text, start, end):
        start, kind = bullet.end(), SentenceKind.BULLET
    for a, b in _trimmed(text, start, end):
        yield Block(start=a, end=b, kind=kind, paragraph=n)
