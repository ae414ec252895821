"""From a source to a document: one parse, then each finder in turn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from dragoman.domain.readings import Skipped
from dragoman.domain.sources import Source
from dragoman.text.coreference import resolve_references
from dragoman.text.dates import find_dates
from dragoman.text.document import Document, Sentence
from dragoman.text.language import foreign_language
from dragoman.text.layout import Block, find_blocks
from dragoman.text.mentions import find_mentions
from dragoman.text.parse import Parse
from dragoman.text.pipeline import components_of
from dragoman.text.quotations import find_quotations

LONGEST_SENTENCE = 150
"""Tokens without a full stop after which a sentence is cut: no prose has such, and every later step looks up and down
the whole parse of a sentence."""
TOO_LONG = f"{LONGEST_SENTENCE} words without a full stop: read as a piece, what joins it to the next is not"
PIECE = 200_000
"""Longest stretch parsed at once, in characters: bounds the parser's memory on long texts."""

_VIEW = str.maketrans(
    {
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\xa0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
    }
)
_ENDS_SENTENCE = frozenset(".!?…:;")
_WRAPS = frozenset("\"')]”’»")


def read_text(source: Source, nlp: Any) -> Document:
    """The document of a source: every offset counts characters of `source.text`."""
    blocks = find_blocks(source.text, source.title)
    unread = tuple(_unread(source, blocks))
    seen = replace(source, text=_blanked(source.text, unread))
    parse = _parse(seen.text, blocks, nlp)
    sentences = tuple(_sentences(parse, blocks))
    document = Document(
        source=source,
        parse=parse,
        sentences=sentences,
        mentions=find_mentions(seen, parse),
        quotations=find_quotations(seen.text),
        dates=find_dates(seen.text, source.published, parse),
        skipped=in_order((*unread, *_cut_short(source, parse, sentences))),
    )
    return resolve_references(document)


def _unread(source: Source, blocks: Sequence[Block]) -> Iterator[Skipped]:
    """Paragraphs that are no part of the report's text, and such as are not in English."""
    for block in blocks:
        words = source.text[block.start : block.end]
        language = None if block.unread else foreign_language(words)
        why = f"in {language}; only English is read" if language else block.unread
        if why:
            yield Skipped(evidence=source.evidence(block.start, block.end), why=why)


def _blanked(text: str, unread: Sequence[Skipped]) -> str:
    """The text with blanks where nothing is read, so that every later step counts the same characters."""
    for part in unread:
        start, end = part.evidence.start, part.evidence.end
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _cut_short(source: Source, parse: Any, sentences: Sequence[Sentence]) -> Iterator[Skipped]:
    """Sentences longer than are read in one piece: their parts are read, what joins the parts is not."""
    for one, other in pairwise(sentences):
        is_cut = one.paragraph == other.paragraph and parse[one.last - 1].text[-1] not in _ENDS_SENTENCE
        if is_cut and one.last - one.first >= LONGEST_SENTENCE:
            yield Skipped(evidence=source.evidence(one.start, one.end), why=TOO_LONG)


def in_order(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    return tuple(sorted(skipped, key=lambda s: s.evidence))


def _parse(text: str, blocks: Sequence[Block], nlp: Any) -> Parse:
    """The parse of a view of the text that differs from it only in line breaks and quotation marks,
    character for character, with no sentence running over a block's edge."""
    from spacy.tokens import Doc  # noqa: PLC0415  slow to import

    view = text.translate(_VIEW)
    edges = sorted({b.start for b in blocks} | {b.end for b in blocks})
    docs = []
    for start, end in _pieces(len(text), [b.start for b in blocks]):
        doc = nlp.make_doc(view[start:end])
        _set_boundaries(doc, edges, start)
        for component in components_of(nlp):
            doc = component(doc)
        docs.append(doc)
    return Parse(docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False))


def _pieces(length: int, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of at most PIECE characters, cut at a block's start where there is one."""
    at = 0
    while length - at > PIECE:
        i = bisect_left(starts, at + PIECE) - 1
        cut = starts[i] if i >= 0 and starts[i] > at else at + PIECE
        yield at, cut
        at = cut
    yield at, length


def _set_boundaries(doc: Any, edges: Sequence[int], offset: int) -> None:
    """Let a sentence start at a block's edge, and elsewhere only after a full stop or its like.

    All are set at once: spaCy looks through the whole text whenever a single one is.
    """
    k = bisect_left(edges, offset)
    text = doc.text
    at_edge = may_start = True
    run = 0
    starts = [0] * len(doc)
    before = ""
    for i, token in enumerate(doc):
        word, place = token.text, token.idx
        while k < len(edges) and edges[k] <= place + offset:
            at_edge, k = True, k + 1
        if word.isspace():
            starts[i] = -1 if i else 0
            before = word
            continue
        run = 0 if at_edge or may_start else run + 1
        if at_edge or run >= LONGEST_SENTENCE or (may_start and _opens_anew(text, place)):
            starts[i], run = 1, 0
        elif not may_start or _goes_on(doc, i, word, before):
            starts[i] = -1
        may_start = word[-1] in _ENDS_SENTENCE or (may_start and not at_edge and word[-1] in _WRAPS)
        at_edge = False
        before = word
    if starts:
        doc.from_array("SENT_START", np.array(starts, dtype=np.int64).astype(np.uint64))


def _opens_anew(text: str, at: int) -> bool:
    """Whether a quotation begins, or has just ended with a full stop, before a capital letter."""
    if text[at - 1 : at] != " ":
        return False
    if text[at] in "\"'":
        return text[at:].lstrip("\"'")[:1].isupper() and text[at - 2 : at - 1] in ".!?\"'"
    return text[at].isupper() and text[at - 3 : at - 1] in ('."', ".'")


def _goes_on(doc: Any, i: int, word: str, before: str) -> bool:
    """Whether the sentence before cannot have ended: a closing mark, or a small letter after one."""
    if word in _WRAPS:
        return not doc[i - 1].whitespace_
    return word[0].islower() and before != "."


def _sentences(parse: Any, blocks: Sequence[Block]) -> Iterator[Sentence]:
    starts = [b.start for b in blocks]
    index = 0
    for sent in parse.sents:
        tokens = [t for t in sent if not t.is_space]
        if not tokens:
            continue
        first, last = tokens[0], tokens[-1]
        block = blocks[max(bisect_right(starts, first.idx) - 1, 0)]
        yield Sentence(
            index=index,
            start=first.idx,
            end=last.idx + len(last.text),
            first=first.i,
            last=last.i + 1,
            kind=block.kind,
            paragraph=block.paragraph,
        )
        index += 1
