"""Words for searching titles: folded, without endings, without the words that say nothing."""

from __future__ import annotations

import re
import unicodedata

_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "this",
        "to",
        "with",
    ]
)
_ENDINGS = (
    "ements",
    "ations",
    "ation",
    "ement",
    "ings",
    "ing",
    "ies",
    "ions",
    "ion",
    "ed",
    "es",
    "s",
    "y",
    "e",
)


def fold(text: str) -> str:
    """Lower case without accents: “Côte d’Ivoire” → “cote d’ivoire”."""
    flat = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in flat if not unicodedata.combining(c))


def stem(word: str) -> str:
    """A word without its ending, at least four letters of it: a crude stem, the same for singular and plural."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def search_stems(text: str) -> tuple[str, ...]:
    """The stems a search for these words needs, each once.

    >>> search_stems("the settlements in occupied territories")
    ('settl', 'occupi', 'territor')
    """
    words = re.findall(r"[a-z0-9]+", fold(text))
    return tuple(dict.fromkeys(stem(word) for word in words if word not in _STOP))


def search_text(*parts: str) -> str:
    """What is searched: all stems of the parts between blanks."""
    return f" {' '.join(search_stems(' '.join(parts)))} "
