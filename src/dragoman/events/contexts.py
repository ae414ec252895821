"""What an act is about: PLOVER's contexts, from one list of words each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from dragoman.text.document import Document
from dragoman.text.sieve import Sieve


@lru_cache(maxsize=1)
def context_words() -> Mapping[str, Sieve]:
    """Context → pattern over the beginnings of its words."""
    data = tomllib.loads((files(__package__) / "codebook" / "contexts.toml").read_text("utf-8"))
    return {
        name: Sieve(r"\b(?:" + "|".join(map(re.escape, words.split())).replace(r"\_", " ") + r")")
        for name, words in data["contexts"].items()
    }


def contexts_of(document: Document, start: int, end: int) -> tuple[str, ...]:
    """The contexts whose words stand in `start:end`, else in its sentence; sorted by name."""
    sentence = document.sentence_at(start)
    text = document.source.text
    return _in(text[start:end]) or _in(text[sentence.start : sentence.end])


def _in(words: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in context_words().items() if pattern.search(words))
