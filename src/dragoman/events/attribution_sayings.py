"""What an attribution is made of: who, the cue, and the stretches of words that are said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dragoman.events.attribution_cues import CueClass

Span = tuple[int, int]
"""Start and end in characters of the source's text."""

_EDGES = frozenset(",;:.!?…-–—()[]")


class Manner(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One attribution: `source` says, by `cue`, the words of `content`."""

    cue: Span
    content: tuple[Span, ...]
    """Stretches of the text, in order; those of quotations with their marks."""
    source: Span | None
    """The noun phrase of who says so; None where the text does not tell (“is said to”)."""
    head: int | None
    """Token that heads the source's phrase."""
    kind: CueClass = CueClass.SPEECH
    frame: str = "that"
    """The shape that fitted: one of the cue's (see `Cue`), or `aside` (“…, he said, …”), `according`, `label`, `noun`,
    `adjective`, `adverb`, `led` (by the nearest cue before a quotation)."""
    manner: Manner = Manner.INDIRECT
    token: int = -1
    """Token of the cue's main word."""

    def covers(self, start: int, end: int) -> bool:
        """Whether the words from `start` to `end` are said, an aside (“he said”) between them left out of account."""
        first = any(a <= start < b for a, b in self.content)
        last = any(a < end <= b for a, b in self.content)
        return first and last


def spans_of(parse: Any, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The stretches that these tokens make up, without punctuation at their edges."""
    runs: list[list[int]] = []
    for i in sorted(set(tokens)):
        if runs and _adjoins(parse, runs[-1][-1], i):
            runs[-1].append(i)
        else:
            runs.append([i])
    found = (_trimmed(parse, run) for run in runs)
    return tuple((parse[a].idx, parse[b].idx + len(parse[b].text)) for a, b in filter(None, found))


def _adjoins(parse: Any, one: int, other: int) -> bool:
    return all(parse[k].is_punct or parse[k].is_space for k in range(one + 1, other))


def _trimmed(parse: Any, run: list[int]) -> tuple[int, int] | None:
    first, last = 0, len(run) - 1
    while first <= last and (parse[run[first]].text in _EDGES or parse[run[first]].is_space):
        first += 1
    while last >= first and (parse[run[last]].text in _EDGES or parse[run[last]].is_space):
        last -= 1
    if not any(c.isalnum() for i in run[first : last + 1] for c in parse[i].text):
        return None
    return run[first], run[last]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches in order, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def overlap(one: Span, others: Sequence[Span]) -> int:
    """How many characters of `one` lie in the others."""
    return sum(max(0, min(one[1], b) - max(one[0], a)) for a, b in others)
