"""The votes that a report surely means, and the series that each stands in.

“It was the first time Norway opposed it” and “more than the 120 a year earlier” are claims on a *series*: the roll
calls of one body whose titles say nearly the same, and the other votes that the report itself speaks of.
`firsts` and `comparisons` judge them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman import world
from dragoman.claims.subjects import RARE, Entry, Subjects, words_of
from dragoman.claims.wording import day_of
from dragoman.domain.claims import Claim, Finding, RecordLine, Verdict
from dragoman.domain.rollcalls import RollCall
from dragoman.events.voting.ballots import Ballot

ANSWERED = (Verdict.MATCHES, Verdict.CONFLICTS)
"""Verdicts that a roll call gives."""
ALIKE = 0.6
"""Share of the weight of two titles' words that they must have in common to be of one series."""
TELLING = 7.0
"""Least weight of a title's words for them to tell a matter where they are not in a title."""
YEARS = 3
"""Years back in which such a vote is looked for."""
TOGETHER = 40
"""Earlier votes read at once."""


@dataclass(frozen=True, slots=True)
class Told:
    """A ballot and the roll call that it surely means."""

    ballot: Ballot
    record: RollCall


@dataclass(frozen=True, slots=True)
class History:
    """The votes at hand, and those the report speaks of."""

    subjects: Subjects
    read_all: Callable[[Collection[str]], Mapping[str, RollCall]]
    told: Sequence[Told]
    _series: dict[str, tuple[Entry, ...]] = field(default_factory=dict, compare=False, repr=False)

    def series(self, record: Entry) -> tuple[Entry, ...]:
        """Votes of the same body on the same kind of text under nearly the same title, this one too, the latest first;
        where there are none, those whose agenda or subject headings have all the words of its title."""
        if record.id not in self._series:
            own = self._title(record)
            about = list(self._about(record, own))
            found = {e.id: e for e in about if self._alike(own, e) and self._names_the_same(record, e)}
            if len(found) < 2 and self.subjects.weight(own) >= TELLING:
                found |= {e.id: e for e in self._nearly(record) if own <= self.subjects.words(e)}
            self._series[record.id] = _latest_first(found | {record.id: record})
        return self._series[record.id]

    def related(self, record: Entry) -> list[Entry]:
        """Earlier votes of the same body whose titles name the same states, the latest first."""
        codes = self.subjects.codes(record)
        return [e for e in self._nearly(record) if e.held < record.held and codes & self.subjects.codes(e)]

    def of_item(self, record: Entry) -> list[Entry]:
        """Earlier votes of the same body under the same item of its agenda, those with nearly the same result first."""
        items = [words_of(item) for item in record.agenda]
        found = [
            e
            for e in self._nearly(record)
            if e.held < record.held and any(words_of(item) in items for item in e.agenda)
        ]
        return sorted(found, key=lambda e: abs((e.tally.yes or 0) - (record.tally.yes or 0)))

    def _nearly(self, record: Entry) -> list[Entry]:
        """Votes of the same body on the same kind of text in the years before."""
        since = record.held.replace(year=record.held.year - YEARS, day=1)
        near = self.subjects.between(since, record.held)
        return [e for e in reversed(near) if (e.body, e.kind) == (record.body, record.kind)]

    def earlier(self, record: Entry, named: frozenset[str] = frozenset()) -> list[Entry]:
        """Earlier votes on the same matter, the latest first; `named` are words that a title may have instead."""
        found = {e.id: e for e in self.series(record)}
        if named:
            own = self._title(record)
            found |= {e.id: e for e in self._about(record, own) if named <= self.subjects.words(e)}
        return [e for e in _latest_first(found) if e.held < record.held]

    def of_session(self, record: Entry) -> list[Entry]:
        """Earlier votes of the same emergency special session, which has but one matter, the latest first."""
        found = {e.id: e for e in self.subjects.of_session(record) if e.held < record.held}
        return list(_latest_first(found))

    def votes(self, entries: Sequence[Entry]) -> Iterator[RollCall]:
        """The same in full, some at a time: the first few often suffice."""
        for i in range(0, len(entries), TOGETHER):
            ids = [e.id for e in entries[i : i + TOGETHER]]
            read = self.read_all(ids)
            yield from (read[one] for one in ids if one in read)

    def named(self, record: Entry, words: str) -> frozenset[str]:
        """The telling words of a record's title that stand in these words."""
        own = self._title(record)
        return frozenset(w for w in words_of(words) & own if self.subjects.rarity.get(w, 0.0) >= RARE)

    def is_same(self, record: Entry, other: Entry) -> bool:
        """Whether two votes stand under the same title."""
        return self._title(record) == self._title(other)

    def _title(self, record: Entry) -> frozenset[str]:
        return self.subjects.title_words.get(record.id) or words_of(record.title)

    def _about(self, record: Entry, words: frozenset[str]) -> Iterator[Entry]:
        """Votes of the same body on the same kind of text with one of these words in the title."""
        return (e for e in self.subjects.about(words) if (e.body, e.kind) == (record.body, record.kind))

    def _alike(self, own: frozenset[str], entry: Entry) -> bool:
        theirs = self.subjects.title_words[entry.id]
        whole = max(self.subjects.weight(own), self.subjects.weight(theirs))
        return whole > 0 and self.subjects.weight(own & theirs) / whole >= ALIKE

    def _names_the_same(self, record: Entry, entry: Entry) -> bool:
        """Whether two titles name a state in common or none: peace here and peace there are two matters.

        A name may be told in one by another form of it: “Timor” and “East Timor”.
        """
        mine, theirs = self.subjects.codes(record), self.subjects.codes(entry)
        if mine & theirs or not (mine or theirs):
            return True
        if mine and theirs:
            return False
        both = self._title(record) & self._title(entry)
        return any(words_of(world.name_of(code, record.held)) & both for code in mine | theirs)


def _latest_first(entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries.values(), key=lambda e: (e.held, e.id), reverse=True))


_NO_MONTH = "".join(rf"(?<!\b{m}\.)" for m in ("Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"))
"""“Dec. 19” ends no sentence."""


@lru_cache(maxsize=4)  # each kind of claim on a series asks, of one report after the other
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence starts and ends; a line's end ends one too."""
    gaps = [
        m.span() for m in re.finditer(rf"(?<=[.!?])(?<!\.\.){_NO_MONTH}[\s”\"]+(?=[A-Z0-9“\"])|\n+", text)
    ]
    return tuple(zip((0, *(end for _, end in gaps)), (*(start for start, _ in gaps), len(text)), strict=True))


def paragraph_of(text: str, place: int) -> int:
    """Where the paragraph starts in which a place stands."""
    return text.rfind("\n", 0, place) + 1


def called(entry: Entry) -> str:
    """`A/RES/80/4 (29 October 2025)`."""
    return f"{entry.symbol or entry.draft or entry.title} ({day_of(entry.held)})"


def answered(
    claim: Claim, verdict: Verdict, reason: str, record: RollCall, lines: tuple[RecordLine, ...] = ()
) -> Finding:
    """A finding beside the record of the vote that the claim is about."""
    return Finding(
        claim=claim,
        verdict=verdict,
        reason=reason,
        symbol=record.symbol or record.draft,
        held=record.held,
        record=lines,
        tally=record.tally,
        url=record.url,
    )
