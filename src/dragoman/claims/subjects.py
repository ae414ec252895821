"""The roll calls at hand by subject, day, totals and symbol: where to look for the one a report means."""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from dragoman import world
from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Tally


class Entry(Protocol):
    """What is known of a roll call before its choices are read: a Heading, or a RollCall itself."""

    @property
    def id(self) -> str: ...

    @property
    def body(self) -> str: ...

    @property
    def held(self) -> dt.date: ...

    @property
    def symbol(self) -> str | None: ...

    @property
    def draft(self) -> str | None: ...

    @property
    def title(self) -> str: ...

    @property
    def kind(self) -> MeasureKind: ...

    @property
    def agenda(self) -> tuple[str, ...]: ...

    @property
    def subjects(self) -> tuple[str, ...]: ...

    @property
    def outcome(self) -> Outcome | None: ...

    @property
    def sponsors(self) -> tuple[str, ...]: ...

    @property
    def tally(self) -> Tally: ...


_WORD = re.compile(r"[a-z]{3,}")
_DULL = frozenset(
    [
        "resolution",
        "adopted",
        "general",
        "assembly",
        "security",
        "council",
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "its",
        "all",
        "against",
        "between",
        "other",
        "united",
        "nations",
        "situation",
        "question",
        "report",
        "international",
        "draft",
        "vote",
        "voted",
        "voting",
        "states",
        "member",
        "members",
        "world",
        "country",
        "countries",
    ]
)


_BRITISH = re.compile(r"(?<=[a-z]{4}i)s(?=(?:ation|ations|e|ed|es|ing)$)")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A crude stem: enough to join “settlements” and “settlement”, “decolonisation” and “decolonization”."""
    word = _BRITISH.sub("z", word)
    for end in (
        "ational",
        "ations",
        "ation",
        "ments",
        "ment",
        "ness",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "ed",
        "es",
        "s",
        "al",
        "y",
        "e",
    ):
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


@lru_cache(maxsize=1000)
def stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


def words_of(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in _WORD.findall(text.lower()) if w not in _DULL)


UNKNOWN = 2.0
"""Weight of a word that no title has."""
KEPT = 256
"""So many series are kept, for one report asks for the same ones again and again."""
FEW = 60
"""So few roll calls are all looked at."""
RARE = 2.5
"""Least weight of a word by which roll calls are looked up."""
ALIKE = 0.6
"""Share of the weight of two titles' words that they must have in common to be of one series."""
SOON = (35, 2)
"""Days before and after publication within which a vote is looked for, where no day is said."""


_EMERGENCY_SESSION = re.compile(r"A/RES/ES-\d+/")


class Subjects:
    """An index of roll calls: built once from their titles; what costs more is worked out when first asked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(sorted(entries, key=lambda e: (e.held, e.id)))
        self.days = [e.held for e in self.entries]
        self.title_words = {e.id: words_of(e.title) for e in self.entries}
        counts = Counter(w for ws in self.title_words.values() for w in ws)
        n = max(len(self.entries), 50)
        self.rarity = {w: math.log((n + 1) / (c + 0.5)) for w, c in counts.items()}
        self._by_word: dict[str, list[Entry]] = defaultdict(list)
        self._by_totals: dict[tuple[int | None, ...], list[Entry]] = defaultdict(list)
        self._by_symbol: dict[str, list[Entry]] = defaultdict(list)
        for e in self.entries:
            for word in self.title_words[e.id]:
                self._by_word[word].append(e)
            self._by_totals[three(e.tally)].append(e)
            for name in names_of(e):
                self._by_symbol[name].append(e)
        self._words: dict[str, frozenset[str]] = {}
        self._title_weights: dict[str, float] = {}
        self._series: dict[tuple[str, float], list[Entry]] = {}

    def weight(self, words: Iterable[str]) -> float:
        """The sum of the words' weights: rarer words say more."""
        return sum([self.rarity.get(w, UNKNOWN) for w in words])

    def title_weight(self, entry: Entry) -> float:
        """The weight of the words of an entry's title."""
        if entry.id not in self._title_weights:
            self._title_weights[entry.id] = self.weight(self.title_words[entry.id])
        return self._title_weights[entry.id]

    def words(self, entry: Entry) -> frozenset[str]:
        """Stems of title, agenda items and subject headings."""
        if entry.id not in self._words:
            self._words[entry.id] = self.title_words[entry.id] | words_of(
                " ".join((*entry.agenda, *entry.subjects))
            )
        return self._words[entry.id]

    def codes(self, entry: Entry) -> frozenset[str]:
        """States and organisations that the title names."""
        return codes_in(entry.title)

    def between(self, first: dt.date, last: dt.date) -> Sequence[Entry]:
        """Roll calls from one day to another, both included."""
        return self.entries[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def about(self, words: Iterable[str]) -> list[Entry]:
        """Roll calls with one of these stems in the title, those too common to tell left out."""
        return [e for w in self.telling(words) for e in self._by_word[w]]

    def telling(self, words: Iterable[str]) -> list[str]:
        """Those of these stems that few titles have, and some."""
        return [w for w in words if self.rarity.get(w, 0.0) >= RARE]

    def series(self, entry: Entry, alike: float = ALIKE) -> list[Entry]:
        """The other votes of the same body on the same matter: those whose titles say nearly the same."""
        if (entry.id, alike) not in self._series:
            if len(self._series) >= KEPT:
                self._series.clear()
            self._series[entry.id, alike] = self._alike(entry, alike)
        return list(self._series[entry.id, alike])

    def _alike(self, entry: Entry, alike: float) -> list[Entry]:
        own = self.title_words.get(entry.id) or words_of(entry.title)
        found = {e.id: e for e in self.about(own) if e.body == entry.body and e.id != entry.id}
        weight = self.weight(own)

        def likeness(e: Entry) -> float:
            whole = max(weight, self.title_weight(e))
            return self.weight(own & self.title_words[e.id]) / whole if whole else 0.0

        return [e for e in found.values() if likeness(e) >= alike]

    def of_session(self, entry: Entry) -> list[Entry]:
        """The other votes of the same emergency special session, which has but one matter."""
        session = _EMERGENCY_SESSION.match(entry.symbol or "")
        own = self._by_session.get(session.group(), []) if session is not None else []
        return [e for e in own if e.id != entry.id]

    @cached_property
    def _by_session(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for e in self.entries:
            if session := _EMERGENCY_SESSION.match(e.symbol or ""):
                found[session.group()].append(e)
        return found

    def with_totals(self, tally: Tally) -> list[Entry]:
        return self._by_totals.get(three(tally), [])

    def named(self, name: str) -> list[Entry]:
        """Roll calls whose symbol, draft or number is this, spaces and case aside."""
        return self._by_symbol.get(plain(name), [])


def three(tally: Tally) -> tuple[int | None, int | None, int | None]:
    return tally.yes, tally.no, tally.abstain


def plain(symbol: str | None) -> str:
    """A symbol without spaces and year: `S/RES/2774 (2025)` → `S/RES/2774`."""
    return re.sub(r"\s|\((?:19|20)\d\d\)", "", symbol or "").upper()


def names_of(entry: Entry) -> set[str]:
    """All by which a text may be called: symbol, draft, and the number alone."""
    own = plain(entry.symbol)
    number = re.sub(r"^[AS]/RES/", "", own)
    return {own, plain(entry.draft), number, number.split("(")[0]} - {""}


@lru_cache(maxsize=20_000)
def codes_in(text: str) -> frozenset[str]:
    """States and organisations that a title names, written in capitals or not."""
    shown = text.title() if text.isupper() else text
    found = set()
    for hit in world.find_names(shown):
        resolution = world.resolve(hit, context=shown)
        found |= {a.code for a in resolution.actors} if len(resolution.actors) == 1 else set()
    return frozenset(found - {"UN", "UNGA", "UNSC"})
