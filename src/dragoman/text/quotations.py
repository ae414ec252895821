"""Quoted words: straight and curly marks, nested, over several paragraphs, cut by “she said”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.text.document import Quotation

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t\r]*\n))+")
_MARK = re.compile(r"''|``|[\"“”„«»‘’']")
_LATER_CLOSE = re.compile(r"(?<=\S)['’](?!\w)")
_OPENERS = {"“": "”", "„": "”", "«": "»", "‘": "’", "``": "''"}
_BETWEEN = re.compile(
    r"\s*(?:[^.!?\n\"“”]{0,160}?\b(?:sa(?:id|ys?)|add(?:ed|s)|told|tells|ask(?:ed|s)|repl(?:ied|ies)|wr[io]tes?|wrote"
    r"|continue[sd]|insist(?:ed|s)|warn(?:ed|s)|argue[sd]|explain(?:ed|s)|conclude[sd]|declare[sd]|tweeted"
    r"|announced|recalled|stressed|noted|remarked|quipped|joked|went on)\b[^.!?\n\"“”]{0,120})[.,;:—–-]?\s*"
)
_WORKS = re.compile(
    r"\b(?:titled|entitled|book|memoir|novel|biography|play|film|movie|documentary|series|show|program|programme|podcast"
    r"|song|album|ad|spot|magazine|column|essay|(?:author|host|editor|director|star) of)s?,?$"
)
LONGEST = 6000
"""A mark without a partner within this many characters is taken as stray."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    """`"` for double, `'` for single marks."""
    opens: bool
    closes: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of a text, sorted by place, outer before inner."""
    found: list[Quotation] = []
    unclosed = False
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        here, open_from = _match_marks(text, start, end, unclosed=unclosed)
        unclosed = open_from is not None
        found.extend(here)
    found.sort(key=lambda q: (q.outer[0], -q.outer[1]))
    return tuple(_linked(text, found))


def is_title(text: str, quotation: Quotation) -> bool:
    """Whether it is the name of a work, which nobody speaks: “on Oslo's ‘The Morning Hour’”, “a film, ‘The Long Night’”."""
    words = text[quotation.start : quotation.end]
    lead = text[max(quotation.outer[0] - 16, 0) : quotation.outer[0]].rstrip()
    is_on_air = lead.endswith(("'s", "’s", " on", " in")) and len(words) < 40
    return is_capitalised(words) and (is_on_air or _WORKS.search(lead) is not None)


def is_capitalised(words: str) -> bool:
    """Whether every word of more than three letters begins with a capital, as in a name: “The Morning Hour”."""
    long = [w.lstrip("'’‘“") for w in words.split() if len(w) > 3]
    return bool(long) and len(long) <= 9 and all(w[:1].isupper() for w in long)


def _match_marks(text: str, start: int, end: int, *, unclosed: bool) -> tuple[list[Quotation], int | None]:
    """Quotations of one paragraph, and where one begins that the paragraph leaves open."""
    stack: list[_Mark] = []
    found: list[Quotation] = []
    for mark in _marks(text, start, end):
        partner = next((m for m in reversed(stack) if m.kind == mark.kind), None)
        if mark.closes and partner is not None and mark.start - partner.end <= LONGEST:
            del stack[stack.index(partner) :]
            found.append(Quotation(start=partner.end, end=mark.start, outer=(partner.start, mark.end)))
        elif mark.opens and partner is None:
            stack.append(mark)
    left_open = next((m for m in stack if m.kind == '"'), None)
    if left_open is None:
        return found, None
    if left_open.start - start <= 2 or unclosed or end - left_open.end > 40:
        stop = end - len(text[start:end]) + len(text[start:end].rstrip())
        found = [q for q in found if q.outer[0] < left_open.start or q.outer[0] >= left_open.end]
        found.append(Quotation(start=left_open.end, end=stop, outer=(left_open.start, stop)))
        return found, left_open.start
    return found, None


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for m in _MARK.finditer(text, start, end):
        sign, before, after = m.group(), text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        kind = "'" if sign in "‘’'" else '"'
        space_before = not before or before.isspace() or before in "([{—–-/"
        space_after = not after or after.isspace() or not (after.isalnum() or after in "$£€.…[(@#")
        if sign in _OPENERS and not (sign == "“" and space_after and not space_before):
            yield _Mark(m.start(), m.end(), kind, opens=True, closes=False)
        elif kind == "'":
            opens = space_before and not space_after and sign == "'"
            closes = space_after and not space_before and _may_close_single(text, m.start(), after)
            if opens or closes:
                yield _Mark(m.start(), m.end(), kind, opens=opens, closes=closes)
        elif sign in "”»“":
            yield _Mark(m.start(), m.end(), kind, opens=False, closes=True)
        else:
            opens = (space_before and not space_after) or (before in "\"'‘“" and not space_after)
            yield _Mark(m.start(), m.end(), kind, opens=opens, closes=not opens)


def _may_close_single(text: str, at: int, after: str) -> bool:
    """A single mark closes after a stop, or after a word that is no possessive plural before a noun."""
    before = text[at - 1]
    if before in ".,!?;:)…" or not (before == "s" and after == " " and text[at + 2 : at + 3].islower()):
        return True
    return _LATER_CLOSE.search(text, at + 1, text.find("\n", at) % (len(text) + 1)) is None


def _linked(text: str, found: list[Quotation]) -> Iterator[Quotation]:
    """The same, each linked to the one it goes on from."""
    previous: int | None = None
    reach = -1
    for i, quotation in enumerate(found):
        if quotation.outer[0] < reach:
            yield quotation
            continue
        goes_on = previous is not None and _goes_on(text, found[previous], quotation)
        yield replace(quotation, continued=previous) if goes_on else quotation
        previous, reach = i, quotation.outer[1]


def _goes_on(text: str, one: Quotation, other: Quotation) -> bool:
    between = text[one.outer[1] : other.outer[0]]
    if not between.strip():
        return one.outer[1] == one.end and "\n" in between
    if text[one.start : one.end].rstrip()[-1:] in ".…" and not between.lstrip()[:1].islower():
        return False
    speech = text[one.start : one.end].rstrip().endswith((",", ".", "?", "!", "—", "–", "-", "…"))
    is_set_off = between.rstrip()[-1:] in tuple(",.:;—–-")
    return speech and is_set_off and "\n" not in between and _BETWEEN.fullmatch(between) is not None
