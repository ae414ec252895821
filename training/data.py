"""Corpus paragraphs to examples: a sentence's pieces, and for each word what the annotators say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import spacy

from dragoman.domain.events import EventType, Status
from dragoman.events.encoder.pieces import Split, vocabulary
from tools.corpus_form import PARAGRAPHS, PARTS, Sentence, read_paragraphs

NONE = 0
TYPES = tuple(EventType)
STATUSES = tuple(Status)


@dataclass(frozen=True, slots=True)
class Trigger:
    """An annotated act: numbers of its trigger's words, and of the words that name its parties."""

    words: tuple[int, ...]
    type: int
    """1 is the first of TYPES; 0 is no act."""
    status: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    split: Split
    triggers: tuple[Trigger, ...]


@cache
def tokenizer() -> Any:
    """The reader's own tokenizer, which needs no trained model."""
    return spacy.blank("en").tokenizer


def examples_of(part: str) -> list[Example]:
    """The examples of `train`, `dev` or `test`."""
    return [example_of(sentence) for sentence in sentences_of(part)]


def sentences_of(part: str) -> Iterator[Sentence]:
    for writer in PARTS[part]:
        for paragraph in read_paragraphs(PARAGRAPHS / f"{writer}.jsonl"):
            yield from paragraph.sentences


def example_of(sentence: Sentence) -> Example:
    words = list(tokenizer()(sentence.text))
    split = vocabulary().split(word.text for word in words)
    spans = [(w.idx, w.idx + len(w.text)) for w in words][: len(split.first)]

    def within(span: tuple[int, int] | None) -> tuple[int, ...]:
        return tuple(n for n, (a, b) in enumerate(spans) if span and a < span[1] and span[0] < b)

    triggers = tuple(
        Trigger(
            words=within(event.trigger),
            type=TYPES.index(event.type) + 1,
            status=STATUSES.index(event.status),
            actors=tuple(n for party in event.actors for n in within(party.span)),
            recipients=tuple(n for party in event.recipients for n in within(party.span)),
        )
        for event in sentence.events
    )
    return Example(split, tuple(t for t in triggers if t.words))
