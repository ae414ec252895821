"""What each vote of a report alone is about, and which of them the words around a statement name.

A report that turns from one vote to the next seldom names a text again: “abstained *on the agency*”, “*On Hungary* Peru
voted no” say by one word which of them is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from dragoman.claims.subjects import Subjects, words_of
from dragoman.domain.rollcalls import RollCall
from dragoman.events.voting.ballots import Ballot, Roster, VoteStatement


class Place(Protocol):
    """A statement, by where it stands."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def anchor(self) -> int: ...


def own_words(
    pool: Mapping[str, RollCall],
    ballots: Sequence[Ballot],
    meant: Mapping[str, str | None],
    subjects: Subjects,
) -> dict[str, frozenset[str]]:
    """For each roll call the words, of its title or of the report, that it alone of all of them has; names of voters are none."""
    words = {id_: set(subjects.telling(words_of(record.title))) for id_, record in pool.items()}
    for ballot in ballots:
        if (record := meant[ballot.measure.id]) in words:
            words[record] |= words_of(" ".join(ballot.about))
    named = words_of(" ".join(v.text for b in ballots for s in _choosing(b) for v in s.voters))
    return {
        id_: frozenset(own.difference(named, *(o for other, o in words.items() if other != id_)))
        for id_, own in words.items()
    }


def _choosing(ballot: Ballot) -> tuple[VoteStatement | Roster, ...]:
    return (*ballot.votes, *ballot.rosters)


def clause_words(item: Place, text: str) -> frozenset[str]:
    """The stems of the words of a statement's clause."""
    start, end = _clause(item, text)
    return words_of(text[start:end])


def _clause(item: Place, text: str) -> tuple[int, int]:
    return _between(text, item.start, item.end)


@lru_cache(maxsize=512)  # the clauses of a report, asked of each of its texts
def _between(text: str, first: int, last: int) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, first) for mark in _CLAUSE_MARKS)
    end = _CLAUSE_END.search(text, last)
    return start + 1, end.start() if end else len(text)


_CLAUSE_MARKS = (". ", "; ", "\n")
_CLAUSE_END = re.compile(r"[.;] |\n")


def matter_of(item: Place, text: str) -> frozenset[str]:
    """The stems of what the words of a choice name as its object, or the sentence sets in front: “abstained *on the agency*”,
    “*On Hungary* Peru voted no”."""
    start, end = _clause(item, text)
    after, before = _OBJECT.search(text, item.anchor, end), _FRONTED.match(text, start, item.start)
    return words_of(" ".join(m["what"] for m in (after, before) if m is not None))


_OBJECT = re.compile(
    r"\b(?:on|over|for|to|about|regarding|against) (?:the |an? |its |their )?(?P<what>(?:(?!and\b|but\b|while\b|in\b|with\b|by\b)[\w’'-]+ ?){1,4})"
)
_FRONTED = re.compile(
    r"\W*+(?:On|Over|As for|As to|Regarding|Concerning|Against|For) (?P<what>[^,;:.]{3,60})"
)


def topic(
    clause: frozenset[str],
    record: RollCall | None,
    own: Mapping[str, frozenset[str]],
    matter: frozenset[str] = frozenset(),
) -> float:
    """“*On observer status* Britain voted no”: words in the statement's clause that are those of one text alone."""
    if record is None or not own.get(record.id):
        return 0.0
    named = OBJECT if matter & own[record.id] else 0.0
    return named + min(MOST_OF_TOPIC, TOPIC * len(clause & own[record.id]))


OBJECT = 3.0
"""What it counts besides that such a word is what the choice was on."""
TOPIC, MOST_OF_TOPIC = 1.2, 2.4
"""What one word of a text's own counts in the clause of a statement, and all of them at most."""
