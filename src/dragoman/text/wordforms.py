"""Part of speech and lemma of each word, as the last two components of an English pipeline give them, from tables.

The attribute ruler tries some two hundred patterns at each word, which takes a fifth of the whole parse. Nearly all of
them look at one word, and only at whether its tag, label or spelling is one that they mention: which of them hold is
worked out once for each combination of such, by spaCy's own matcher, and so is whether a pattern of several words may
begin there. Morphology, which nothing here reads, is not written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

LOOKED_AT = ("TAG", "DEP", "LOWER", "ORTH", "IS_SPACE")
"""What a pattern may look at of a word."""
WRITTEN = ("TAG", "POS", "DEP", "LEMMA")
"""What is written to the parse."""
MOST = 50_000
"""Words and lemmas kept: some megabytes."""

Rules = tuple[int, ...]
"""Numbers of the ruler's rules that hold of a word, in the order in which they are applied."""
_BEGINS = "begins"
"""Stands for patterns of several words: one may begin here."""


def is_understood(rule: Any) -> bool:
    """Whether a rule of the ruler sets only what is written here, and looks at words only as is done here."""
    return {*WRITTEN, "MORPH"}.issuperset(rule["attrs"]) and all(
        _is_compared(pattern[0]) and not any("OP" in word for word in pattern) for pattern in rule["patterns"]
    )


def _is_compared(word: Any) -> bool:
    """Whether a word's conditions are that something equals what they mention, or that an expression finds it."""
    return all(
        attr in LOOKED_AT and (isinstance(value, (str, bool)) or value.keys() <= {"IN", "NOT_IN", "REGEX"})
        for attr, value in word.items()
    )


class WordForms:
    """The work of an attribute ruler and a rule lemmatiser; see `pipeline`, which knows where it may stand."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        from spacy.attrs import IDS  # noqa: PLC0415  slow to import
        from spacy.matcher import Matcher  # noqa: PLC0415

        self._strings, self._lemmatizer = ruler.vocab.strings, lemmatizer
        self._written = [IDS[attr] for attr in (*WRITTEN, "MORPH")]
        self._sets, self._at = ruler.attrs, ruler.indices
        self._first, self._joint = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._looks = {attr: _Looks(self._strings) for attr in LOOKED_AT}
        self._longest = 1
        for number, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                self._first.add(str(number) if len(pattern) == 1 else _BEGINS, [pattern[:1]])
                if len(pattern) > 1:
                    self._joint.add(str(number), [pattern])
                    self._longest = max(self._longest, len(pattern))
                for attr, value in pattern[0].items():
                    self._looks[attr].mention(value)
        self._rules: dict[tuple[object, ...], tuple[Rules, bool]] = {}
        self._made: dict[Rules, tuple[int | None, ...]] = {}
        self._lemmas: dict[tuple[int, Rules], int] = {}

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
        columns = doc.to_array(list(self._looks)).T.tolist()
        looks = [self._looks[attr].of(column) for attr, column in zip(self._looks, columns, strict=True)]
        found: list[Rules] = []
        begins: list[int] = []
        for i, look in enumerate(zip(*looks, strict=True)):
            if look not in self._rules:
                self._rules[look] = self._rules_of(doc[i : i + 1])
            rules, may_begin = self._rules[look]
            found.append(rules)
            if may_begin:
                begins.append(i)
        for start in begins:
            for name, first, last in self._joint(doc[start : start + self._longest], allow_missing=True):
                number = int(self._strings[name])
                i = start + range(first, last)[self._at[number]]
                if first == 0:
                    found[i] = tuple(sorted((*found[i], number)))
        return found

    def _rules_of(self, word: Any) -> tuple[Rules, bool]:
        """The rules that hold of a word, a Span of it alone, and whether one of several words may begin there."""
        names = {self._strings[name] for name, _, _ in self._first(word, allow_missing=True)}
        return tuple(sorted(int(name) for name in names if name != _BEGINS)), _BEGINS in names

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
            if len(self._lemmas) >= MOST:
                self._lemmas.clear()
            self._lemmas[key] = lemma
        return lemma


class _Looks:
    """What the patterns tell apart in one attribute of words."""

    def __init__(self, strings: Any) -> None:
        self._strings = strings
        self._mentioned: set[int] = set()
        self._expressions: list[re.Pattern[str]] = []
        self._known: dict[int, object] = {}

    def mention(self, value: Any) -> None:
        """Take in what a condition compares the attribute with."""
        conditions: dict[str, Any] = value if isinstance(value, dict) else {"IN": [value]}
        for kind, told in conditions.items():
            if kind == "REGEX":
                self._expressions.append(re.compile(told))
            else:
                self._mentioned.update(int(v) if isinstance(v, bool) else self._strings.add(v) for v in told)

    def of(self, column: Sequence[int]) -> list[object]:
        """One thing for all values that no pattern tells apart."""
        if len(self._known) > MOST:
            self._known = {}
        known = self._known
        for value in set(column).difference(known):
            known[value] = value if value in self._mentioned else self._found(value)
        return [known[value] for value in column]

    def _found(self, value: int) -> object:
        """Which expressions find the value; None where there is nothing to find."""
        return tuple(e.pattern for e in self._expressions if e.search(self._strings[value])) or None
