"""Who goes on speaking: quotations that stand by themselves belong to whoever spoke just before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.events.attribution_cues import CueClass
from dragoman.events.attribution_sayings import Saying
from dragoman.text.document import Document, Quotation

Token = Any
NEAR = 30
"""How many words may stand between two quotations of one speaker."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who speaks a quotation: the cue's token and the head of the speaker's phrase."""

    cue: Token
    source: Token | None
    within: bool = False
    """True where the quotation is part of a clause of what is said: “said it was ‘a farce’”."""


def carried_over(
    document: Document, quotation: Quotation, owners: dict[int, Owner], spoken: Mapping[int, Saying]
) -> Owner | None:
    """A quotation that stands by itself as a sentence is spoken by whoever spoke just before.

    `owners` are those of the quotations before, in order; `spoken` is what `first_spoken` gives.
    """
    if not _stands_alone(document.source.text, quotation):
        return None
    last = next(reversed(owners), None)
    spoke = _spoke_before(document, quotation, spoken)
    if last is None or (spoke is not None and spoke.cue.idx > document.quotations[last].outer[1]):
        return spoke
    previous = _whole_before(document, last, owners)
    between = document.source.text[document.quotations[previous].outer[1] : quotation.outer[0]]
    goes_on = "\n" not in between.strip(" ") or _is_whole_paragraph(document.source.text, quotation)
    if len(between.split()) <= NEAR and between.strip(" ").count("\n\n") < 2 and goes_on:
        return owners[previous]
    return spoke


def _whole_before(document: Document, last: int, owners: dict[int, Owner]) -> int:
    """This quotation, or, where it is but a piece of a clause, the whole one of its sentence."""
    if not owners[last].within:
        return last
    start = document.sentence_at(document.quotations[last].outer[0]).start
    for j in range(last - 1, -1, -1):
        if document.quotations[j].outer[1] < start:
            break
        if j in owners and not owners[j].within:
            return j
    return last


def is_joined(text: str, quotations: tuple[Quotation, ...], k: int) -> bool:
    """“shouted ‘no war’ and ‘no tax’”: a quotation tied to the one before it."""
    return k > 0 and text[quotations[k - 1].outer[1] : quotations[k].outer[0]].strip(" ,") in (
        "and",
        "or",
        "but",
    )


def _stands_alone(text: str, quotation: Quotation) -> bool:
    inside = text[quotation.start : quotation.end].rstrip()
    before = text[: quotation.outer[0]].rstrip()[-1:]
    return inside[-1:] in tuple(".!?…") and len(inside.split()) >= 3 and before in tuple(".!?:\"”'’")


def _is_whole_paragraph(text: str, quotation: Quotation) -> bool:
    """Whether the quotation is a paragraph of its own: it goes on from the speaker of the one before."""
    start, end = quotation.outer
    return text[:start].rstrip(" ")[-1:] in ("", "\n") and text[end:].lstrip(" ")[:1] in ("", "\n")


def first_spoken(document: Document, clausal: Iterable[Saying]) -> Mapping[int, Saying]:
    """The first saying of each sentence in which somebody speaks by a clause or an aside, by the sentence's index."""
    found: dict[int, Saying] = {}
    for saying in clausal:
        if saying.kind is CueClass.SPEECH and saying.frame in ("that", "aside"):
            found.setdefault(document.sentence_at(saying.cue[0]).index, saying)
    return found


def _spoke_before(document: Document, quotation: Quotation, spoken: Mapping[int, Saying]) -> Owner | None:
    """Who is said to speak in the sentence before: in the same paragraph, or before a paragraph all in quotation marks."""
    here = document.sentence_at(quotation.outer[0])
    saying = spoken.get(here.index - 1)
    if saying is None or saying.head is None:
        return None
    before = document.sentences[here.index - 1]
    is_next = before.paragraph == here.paragraph - 1 and _is_whole_paragraph(document.source.text, quotation)
    if before.paragraph != here.paragraph and not is_next:
        return None
    return Owner(document.parse[saying.token], document.parse[saying.head])
