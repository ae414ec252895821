"""Part of speech and lemma of each word, as the last two components of an English pipeline give them, from tables.

The attribute ruler tries some two hundred patterns at each word, which takes a fifth of the whole parse. Nearly all of
them look at one word, and only at whether its tag, label or spelling is one that they mention: which of them hold is
worked out once for each combination of such, by spaCy's own matcher. Morphology, which nothing here reads, is not written.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

LOOKED_AT = ("TAG", "DEP", "LOWER", "ORTH", "IS_SPACE")
"""What a pattern may look at of a word."""
WRITTEN = ("TAG", "POS", "DEP", "LEMMA")
"""What is written to the parse."""
MOST_LEMMAS = 50_000
"""Lemmas kept: a few megabytes."""

Rules = tuple[int, ...]
"""Numbers of the ruler's rules that hold of a word, in the order in which they are applied."""


def _is_simple(pattern: Sequence[Any]) -> bool:
    """Whether a pattern is of one word, and compares it only with what it mentions."""
    return len(pattern) == 1 and all(
        attr in LOOKED_AT and (isinstance(value, (str, bool)) or value.keys() <= {"IN", "NOT_IN"})
        for attr, value in pattern[0].items()
    )


class WordForms:
    """The work of an attribute ruler and a rule lemmatiser."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        from spacy.attrs import IDS  # noqa: PLC0415  slow to import
        from spacy.matcher import Matcher  # noqa: PLC0415

        self._strings, self._lemmatizer = ruler.vocab.strings, lemmatizer
        self._written = [IDS[attr] for attr in (*WRITTEN, "MORPH")]
        self._sets, self._at = ruler.attrs, ruler.indices
        self._simple, self._others = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._mentioned: dict[str, set[int]] = {}
        for number, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                (self._simple if _is_simple(pattern) else self._others).add(str(number), [pattern])
                for attr, value in pattern[0].items() if _is_simple(pattern) else ():
                    self._mentioned.setdefault(attr, set()).update(map(self._number, _values(value)))
        self._rules: dict[tuple[int | None, ...], Rules] = {}
        self._made: dict[Rules, tuple[int | None, ...]] = {}
        self._lemmas: dict[tuple[int, Rules], int] = {}

    def _number(self, value: str | bool) -> int:
        """As spaCy's arrays have it."""
        return int(value) if isinstance(value, bool) else self._strings.add(value)

    def __call__(self, doc: Any) -> Any:
        """The parse with tags, parts of speech and lemmas as they are to be."""
        words = doc.to_array(["ORTH", *WRITTEN]).tolist()
        rows = [
            self._row(doc, i, word, rules)
            for i, (word, rules) in enumerate(zip(words, self._rules_in(doc), strict=True))
        ]
        if rows:
            doc.from_array(list(WRITTEN), np.array(rows, dtype=np.uint64))
        return doc

    def _rules_in(self, doc: Any) -> list[Rules]:
        """The rules that hold of each word."""
        columns = doc.to_array(list(self._mentioned)).T.tolist()
        seen = [
            [value if value in mentioned else None for value in column]
            for column, mentioned in zip(columns, self._mentioned.values(), strict=True)
        ]
        rules = []
        for i, kind in enumerate(zip(*seen, strict=True)):
            if kind not in self._rules:
                self._rules[kind] = self._find_rules(doc[i : i + 1])
            rules.append(self._rules[kind])
        for name, start, end in self._others(doc, allow_missing=True):
            number = int(self._strings[name])
            i = range(start, end)[self._at[number]]
            rules[i] = tuple(sorted((*rules[i], number)))
        return rules

    def _find_rules(self, word: Any) -> Rules:
        """The simple ones that hold of a word: a Span of it alone."""
        found = {int(self._strings[name]) for name, _, _ in self._simple(word, allow_missing=True)}
        return tuple(sorted(found))

    def _row(self, doc: Any, i: int, word: Sequence[int], rules: Rules) -> tuple[int, ...]:
        """What is written of a word: what the rules set, or else what was there."""
        if rules not in self._made:
            last = dict(chain.from_iterable(self._sets[number].items() for number in rules))
            self._made[rules] = tuple(map(last.get, self._written))
        tag, pos, dep, lemma, morph = self._made[rules]
        pos = word[2] if pos is None else pos
        return (
            word[1] if tag is None else tag,
            pos,
            word[3] if dep is None else dep,
            lemma or word[4] or self._lemma(doc, i, (word[0], rules), pos, morph),
        )

    def _lemma(self, doc: Any, i: int, key: tuple[int, Rules], pos: int, morph: int | None) -> int:
        """The lemma of a word, which its spelling, part of speech and morphology decide."""
        lemma = self._lemmas.get(key)
        if lemma is None:
            token = doc[i]
            token.pos = pos
            if morph is not None:
                token.set_morph(morph)
            lemma = self._strings.add(self._lemmatizer.lemmatize(token)[0])
            if len(self._lemmas) >= MOST_LEMMAS:
                self._lemmas.clear()
            self._lemmas[key] = lemma
        return lemma


def _values(value: Any) -> Sequence[str | bool]:
    """The values with which a condition compares."""
    return [value] if isinstance(value, (str, bool)) else list(chain(*value.values()))
