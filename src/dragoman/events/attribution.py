"""Who says so: every attribution of a text, and for any stretch of it the chain of those it is said by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from dragoman.domain.events import Attribution, AttributionLink
from dragoman.events.attribution_clauses import find_clausal
from dragoman.events.attribution_cues import CueClass
from dragoman.events.attribution_extent import quotations_near, within
from dragoman.events.attribution_labels import find_labelled
from dragoman.events.attribution_leads import find_led
from dragoman.events.attribution_quotes import find_quoted
from dragoman.events.attribution_sayings import Manner, Saying, merged, overlap
from dragoman.events.attribution_speakers import speakers_of
from dragoman.text.document import Document, Quotation

__all__ = ["CueClass", "Manner", "Saying", "chain_at", "find_attributions"]

_REPORTS = frozenset({CueClass.SPEECH, CueClass.STANCE, CueClass.EVIDENCE})
_DASH_BEFORE = re.compile(r"\s?(?:-|–|—|--)\s?$")
_TAKES_FOR_GRANTED = frozenset(
    {"obj", "raise", "+about", "+on", "+of", "+to", "+at", "+with", "+in", "+upon"}
)
"""Frames whose content is no word of the speaker's: who condemns the coup does not claim that there was one."""


@lru_cache(maxsize=2)
def find_attributions(document: Document) -> tuple[Saying, ...]:
    """Every attribution of the text by place of its cue: who says it, the cue, and the stretches of what is said.

    Nested ones stand beside those they are nested in: in “two diplomats said Rome told its partners that …” the
    content of the first covers the second.
    """
    by_grammar = tuple(find_clausal(document.parse))
    quoted = {s.token: s for s in find_quoted(document, by_grammar)}
    labelled = {s.token: s for s in find_labelled(document)}
    clausal = [
        c for s in by_grammar if not _is_in_own_quote(s, quoted) and (c := _within_its_quote(document, s))
    ]
    found: dict[int, Saying] = labelled | {s.token: s for s in clausal}
    for token, saying in quoted.items():
        found[token] = _joined(saying, found[token]) if token in found else saying
    whole = [replace(s, content=within(document, s)) for s in found.values()]
    whole = _with_nested(_with_led(document, whole))
    return tuple(replace(s, manner=_manner(document, s)) for s in whole)


def _with_led(document: Document, sayings: list[Saying]) -> list[Saying]:
    """The sayings with the quotations that none of them held: those that one runs into over a dash, those that go on
    from its last word (“voiced a wish” for “‘a better year’”), and those that a cue before them leads to."""
    whole = list(sayings)
    tokens = {s.token for s in sayings}
    ends = {s.content[-1][1]: i for i, s in enumerate(sayings)}
    led = []
    for quotation in _held_by_none(document, sayings):
        dash = _DASH_BEFORE.search(document.source.text, max(quotation.outer[0] - 4, 0), quotation.outer[0])
        i = None if dash is None else ends.get(dash.start())
        if i is None:
            led.append(quotation)
        else:
            whole[i] = replace(whole[i], content=merged([*whole[i].content, quotation.outer]))
    for found in find_led(document, led):
        saying = replace(found, content=within(document, found))
        i = ends.get(saying.cue[1])
        if i is not None:
            whole[i] = replace(whole[i], content=merged([*whole[i].content, saying.cue, *saying.content]))
        elif saying.token not in tokens:
            whole.append(saying)
    return whole


def _with_nested(sayings: list[Saying]) -> list[Saying]:
    """The sayings by place of their cue. What somebody says according to another goes on as that other's too: “‘We wait,’ he
    said, according to Oslo. ‘We are patient.’”"""
    ordered = sorted(sayings, key=lambda s: s.cue)
    cues = [s.cue for s in ordered]
    for i, saying in enumerate(ordered):
        if saying.frame == "according":
            inner = (
                ordered[j]
                for a, b in saying.content
                for j in range(bisect_left(cues, (a, a)), bisect_left(cues, (b, b)))
            )
            more = [span for s in inner if s.frame == "quote" for span in s.content]
            ordered[i] = replace(saying, content=merged([*saying.content, *more]))
    return ordered


def _held_by_none(document: Document, sayings: list[Saying]) -> list[Quotation]:
    held = merged(span for s in sayings for span in s.content)
    starts = [a for a, _ in held]
    before = ((q, bisect_left(starts, q.outer[1]) - 1) for q in document.quotations)
    return [q for q, i in before if i < 0 or held[i][1] <= q.outer[0]]


def chain_at(document: Document, start: int, end: int) -> Attribution:
    """Who says what stands from `start` to `end`: outermost speaker first, empty in the text's own voice.

    A link for every speaker, two for “Britain and France said”; an unknown speaker is `UNNAMED`. Plans and wishes
    (“seeks to …”) are no reports and make no link.
    """
    around = [s for s in _reports_near(document).get(start // NEAR, ()) if s.covers(start, end)]
    if not around:
        return ()
    sayings = find_attributions(document)
    around.sort(key=lambda s: (-sum(b - a for a, b in s.content), s.cue))
    near = quotations_near(document, ((start, end),))
    is_quoted = any(q.outer[0] <= start and end <= q.outer[1] for q in near)
    return tuple(
        AttributionLink(actor=speaker, cue=document.source.text[slice(*s.cue)], direct=is_quoted)
        for s in around
        for speaker in speakers_of(document, s, sayings)
    )


NEAR = 1000
"""Characters of a text that share a list of what is said in them."""


@lru_cache(maxsize=2)
def _reports_near(document: Document) -> dict[int, list[Saying]]:
    """The reports that reach into each piece of the text, by the piece's number."""
    found: dict[int, list[Saying]] = defaultdict(list)
    for saying in filter(_reports, find_attributions(document)):
        for piece in sorted({n for a, b in saying.content for n in range(a // NEAR, b // NEAR + 1)}):
            found[piece].append(saying)
    return dict(found)


def _reports(saying: Saying) -> bool:
    return saying.kind in _REPORTS and saying.frame not in _TAKES_FOR_GRANTED


def _is_in_own_quote(saying: Saying, quoted: dict[int, Saying]) -> bool:
    return saying.source is None and saying.token in quoted


def _within_its_quote(document: Document, saying: Saying) -> Saying | None:
    """The saying, its content cut off where the quotation ends in which its cue stands; None if nothing is left."""
    for quotation in quotations_near(document, (saying.cue,)):
        start, end = quotation.outer
        if start <= saying.cue[0] and saying.cue[1] <= end:
            inside = ((max(a, start + 1), min(b, end - 1)) for a, b in saying.content)
            content = tuple((a, b) for a, b in inside if a < b)
            return replace(saying, content=content) if content else None
    return saying


def _joined(quoted: Saying, clausal: Saying) -> Saying:
    """One saying of both: the quotations, and what the clause adds to them."""
    is_within = min(a for a, _ in quoted.content) > clausal.cue[1] + 2
    whole = is_within or clausal.frame in ("aside", "label")
    rest = [span for span in clausal.content if whole or not overlap(span, quoted.content)]
    source, head = (clausal.source, clausal.head) if quoted.source is None else (quoted.source, quoted.head)
    return replace(quoted, content=merged([*quoted.content, *rest]), source=source, head=head)


def _manner(document: Document, saying: Saying) -> Manner:
    quotes = [q.outer for q in quotations_near(document, saying.content)]
    quoted = sum(overlap(span, quotes) for span in saying.content)
    whole = sum(b - a for a, b in saying.content)
    if quoted >= 0.9 * whole:
        return Manner.DIRECT
    return Manner.MIXED if quoted else Manner.INDIRECT
