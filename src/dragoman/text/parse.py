"""A parse as plain objects, copied once from spaCy's Doc: its own tokens are made anew, and looked up, at every glance.

The names are spaCy's. What is a generator there may be a tuple here; a token is the same object wherever it is met.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any, Literal

_WORDS = ("ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP")
_FLAGS = ("IS_PUNCT", "IS_SPACE", "IS_ALPHA", "IS_UPPER", "IS_QUOTE", "LIKE_NUM")
_PLACES = ("SPACY", "HEAD", "SENT_START")
_place = attrgetter("i")


class Token:
    """One token with its place in the tree."""

    __slots__ = (
        "_subtree",
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "is_upper",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Parse
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    whitespace_: str
    is_punct: bool
    is_space: bool
    is_alpha: bool
    is_upper: bool
    is_quote: bool
    like_num: bool
    is_sent_start: bool
    head: Token
    children: tuple[Token, ...]
    sent: Span
    _subtree: tuple[Token, ...] | None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> tuple[Token, ...]:
        return tuple(c for c in self.children if c.i < self.i)

    @property
    def rights(self) -> tuple[Token, ...]:
        return tuple(c for c in self.children if c.i > self.i)

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all below it, in the order of the text."""
        return iter(self._below())

    def _below(self) -> tuple[Token, ...]:
        if self._subtree is None:
            found: list[Token] = []
            for child in self.lefts:
                found += child._below()
            found.append(self)
            for child in self.rights:
                found += child._below()
            self._subtree = tuple(found)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        return min(self._below(), key=_place)

    @property
    def right_edge(self) -> Token:
        return max(self._below(), key=_place)

    @property
    def ancestors(self) -> Iterator[Token]:
        """What the token hangs on, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other token hangs below this one."""
        return any(above is self for above in other.ancestors)

    def nbor(self, by: int = 1) -> Token:
        """The token so many places on; IndexError at the text's edge."""
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc[self.i + by]


class Span(list[Token]):
    """A stretch of tokens."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Parse, start: int, end: int) -> None:
        super().__init__(doc[start:end])
        self.doc, self.start, self.end = doc, start, end

    @property
    def start_char(self) -> int:
        return self[0].idx

    @property
    def end_char(self) -> int:
        return self[-1].idx + len(self[-1].text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence, a word if there is one, the first of several."""
        for token in self:
            if token.head is token:
                return token
        outward = [t for t in self if not self.start <= t.head.i < self.end]
        return min(outward, key=_rank, default=self[0])

    @property
    def sent(self) -> Span:
        """The sentence in which it begins."""
        return self[0].sent


def _rank(token: Token) -> tuple[bool, int]:
    is_mark = (token.is_punct or token.is_space) and not token.children
    return is_mark, 0 if is_mark else sum(1 for _ in token.ancestors)


class Parse(list[Token]):
    """All tokens of a text; a slice of it is a plain list."""

    __slots__ = ("_ends", "sents", "text")

    def __init__(self, doc: Any) -> None:
        """Copied from a spaCy Doc."""
        super().__init__(_tokens_of(doc, self))
        self.text: str = doc.text
        self._ends = [t.idx + len(t.text) + len(t.whitespace_) for t in self]
        starts = [t.i for t in self if t.is_sent_start or t.i == 0]
        self.sents = [Span(self, start, end) for start, end in pairwise([*starts, len(self)])]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    def span(self, start: int, end: int) -> Span:
        """Tokens from one place to another."""
        return Span(self, start, end)

    def char_span(self, start: int, end: int, *, alignment_mode: Literal["expand", "contract"]) -> Any:
        """The tokens of these characters as a Span, those cut through included or left out; None where there are none."""
        first, last = self._token_at(start), self._token_at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "contract":
            first += self[first].idx < start
            last -= end < self[last].idx + len(self[last].text)
            if last < first:
                return None
        elif start == self[first].idx + len(self[first].text):
            first += 1
        return Span(self, first, last + 1)

    def _token_at(self, place: int) -> int | None:
        i = bisect_right(self._ends, place)
        return i if place >= 0 and i < len(self) else None


def _tokens_of(doc: Any, parse: Parse) -> list[Token]:
    columns = doc.to_array([*_WORDS, *_FLAGS, *_PLACES]).T
    words, flags, places = columns[:6], columns[6:12], columns[12:].astype("int64").tolist()
    strings = doc.vocab.strings
    tokens = []
    idx = 0
    rows = zip(
        *(_spelled(column.tolist(), strings) for column in words),
        *(column.astype(bool).tolist() for column in flags),
        *places,
        strict=True,
    )
    for i, row in enumerate(rows):
        token = Token()
        token.doc, token.i, token.idx, token._subtree = parse, i, idx, None
        token.text, token.lower_, token.lemma_, token.tag_, token.pos_, token.dep_ = row[:6]
        token.is_punct, token.is_space, token.is_alpha, token.is_upper, token.is_quote, token.like_num = row[
            6:12
        ]
        token.whitespace_, token.is_sent_start = " " if row[12] else "", row[14] == 1
        idx += len(row[0]) + row[12]
        tokens.append(token)
    _join(tokens, [i + by for i, by in enumerate(places[1])])
    return tokens


def _spelled(column: Sequence[int], strings: Any) -> list[str]:
    known = {number: strings[number] for number in set(column)}
    return [known[number] for number in column]


def _join(tokens: Sequence[Token], heads: Sequence[int]) -> None:
    """Tie the tokens to the tree that their heads' places make."""
    below: list[list[Token]] = [[] for _ in tokens]
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[head]
        if head != token.i:
            below[head].append(token)
    for token, children in zip(tokens, below, strict=True):
        token.children = tuple(children)
