"""Attributions set out by a label: “Minister: no talks before spring”, and the turns of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dragoman.events.attribution_sayings import Manner, Saying
from dragoman.text.document import Document, Sentence, SentenceKind

_LABEL = re.compile(r"(?P<who>[A-Z][\w.’'-]++(?: [A-Z][\w.’'-]++){0,4}+ ?)(?P<colon>:)\s+(?=[\w“\"‘'])")
_NO_SPEAKERS = re.compile(
    r"(?i:read|more|note|update|source|photo|image|video|result|related|correction|breaking|analysis|opinion|live|title"
    r"|date|publisher|exclusive|editor|follow|twitter|facebook)\b"
)
LONGEST_TURN = 4
"""How many paragraphs one turn of a transcript may have before the next label."""


def find_labelled(document: Document) -> Iterator[Saying]:
    """One saying for each headline or paragraph that begins with its speaker's name and a colon."""
    labels = [(s, m) for s in _openings(document) if (m := _label_of(document, s))]
    is_transcript = len(labels) > 2
    for n, (sentence, label) in enumerate(labels):
        until = labels[n + 1][0].paragraph if n + 1 < len(labels) else sentence.paragraph + 1
        goes_on = is_transcript and sentence.index > 0 and sentence.kind is not SentenceKind.HEADLINE
        last = min(until - 1, sentence.paragraph + LONGEST_TURN - 1) if goes_on else sentence.paragraph
        end = max(
            s.end
            for s in document.sentences
            if sentence.paragraph <= s.paragraph <= max(last, sentence.paragraph)
        )
        yield _saying(document, label, end)


def _openings(document: Document) -> Iterator[Sentence]:
    """The first sentence of each paragraph."""
    paragraph = -1
    for sentence in document.sentences:
        if sentence.paragraph != paragraph and sentence.kind is not SentenceKind.BYLINE:
            yield sentence
        paragraph = sentence.paragraph


def _label_of(document: Document, sentence: Sentence) -> re.Match[str] | None:
    match = _LABEL.match(document.source.text, sentence.start)
    return None if match is None or _NO_SPEAKERS.match(match["who"]) else match


def _saying(document: Document, label: re.Match[str], end: int) -> Saying:
    tokens = document.parse
    colon = bisect_left(tokens, label.start("colon"), key=lambda t: t.idx)
    return Saying(
        cue=label.span("colon"),
        content=((label.end(), end),),
        source=(label.start("who"), label.end("who")),
        head=max(colon - 1, 0),
        frame="label",
        manner=Manner.INDIRECT,
        token=colon,
    )
