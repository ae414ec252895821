"""Which roll call a report's ballot means: every sign weighed together, and each sign known by where it stands.

A candidate's score is a sum of weights in the manner of log odds. Each weight belongs to a *sign*: the day, the
body, the subject words, the sponsor, or one statement of the report. Leaving a statement out gives the score
without it, so that a claim never confirms itself: a wrong total must still find its vote by the other signs.
The weights were set on the reports of `evals/checking/dev`; the sign that decides most is the subject, then the day.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from dragoman import world
from dragoman.domain.measures import MeasureKind, Outcome, Stance
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.events.voting.ballots import Ballot, TallyStatement, VoteStatement

CHOICE_OF = {
    Stance.FOR: Choice.YES,
    Stance.AGAINST: Choice.NO,
    Stance.VETO: Choice.NO,
    Stance.ABSTAIN: Choice.ABSTAIN,
    Stance.ABSENT: Choice.ABSENT,
}
ENOUGH = 4.0
"""Least score, without the claim itself, for a record to answer it."""
MOST_OF_ONE_STATEMENT = 5.0
"""A long list of voters counts no more than this, for or against."""
COUNCIL_SIZE = 15
CLEAR = 1.5
"""Least lead over the next record for the link to be called clear."""


class Entry(Protocol):
    """What is known of a roll call before its choices are read: a Heading, or a RollCall itself."""

    id: str
    body: str
    held: dt.date
    symbol: str | None
    draft: str | None
    title: str
    kind: MeasureKind
    agenda: tuple[str, ...]
    subjects: tuple[str, ...]
    outcome: Outcome | None
    sponsors: tuple[str, ...]

    @property
    def tally(self) -> Tally: ...


COMMON = frozenset(("the day", "a day off", "the body", "published soon after", "words of the report"))
"""Signs that every vote of a day or a meeting shares."""
DAY = object()
"""Stands for the report's words for the day: a claim of date must not prove itself by them."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason for or against a candidate; `statement` is None where no single statement gives it."""

    name: str
    weight: float
    statement: object = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A roll call that may be meant, and why."""

    record: RollCall
    signs: tuple[Sign, ...]

    def score(self, without: object = None) -> float:
        """The sum of its signs, those of one statement, or of one voter in it, left out."""
        return sum(s.weight for s in self.signs if without is None or s.statement != without)

    def is_specific(self, without: object = None) -> bool:
        """Whether more than day and body speaks for it: subject, owner, symbol, or what others are said to have chosen."""
        return any(
            s.weight >= 1.5 and s.name not in COMMON and (without is None or s.statement != without) for s in self.signs
        )

    def reasons(self) -> str:
        """The signs that speak for it, strongest first."""
        return ", ".join(s.name for s in sorted(self.signs, key=lambda s: -s.weight) if s.weight > 0)


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


def stem(word: str) -> str:
    """A crude stem: enough to join “settlements” and “settlement”, “nuclear-armed” and “arms” apart."""
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


def words_of(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in _WORD.findall(text.lower()) if w not in _DULL)


@dataclass(frozen=True)
class Subjects:
    """Subject words and actors of every entry, with the weight of each word: rarer words say more."""

    words: Mapping[str, frozenset[str]]
    title_words: Mapping[str, frozenset[str]]
    codes: Mapping[str, frozenset[str]]
    rarity: Mapping[str, float]

    around: Mapping[str, frozenset[str]]
    """States that agenda items and subject headings name."""

    def about(self, entry_id: str) -> frozenset[str]:
        """All actors that title, agenda or headings name."""
        return self.codes[entry_id] | self.around[entry_id]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Subjects:
        entries = list(entries)
        titles = {e.id: words_of(e.title) for e in entries}
        words = {e.id: titles[e.id] | words_of(" ".join((*e.agenda, *e.subjects))) for e in entries}
        counts = Counter(w for ws in words.values() for w in ws)
        n = max(len(entries), 50)
        rarity = {w: math.log((n + 1) / (c + 0.5)) for w, c in counts.items()}
        codes = {e.id: _codes_in(e.title) for e in entries}
        around = {e.id: _codes_in(" ; ".join((*e.agenda, *e.subjects))) for e in entries}
        return cls(words, titles, codes, rarity, around)


@lru_cache(maxsize=20_000)
def _codes_in(text: str) -> frozenset[str]:
    """States and organisations that a title names, written in capitals or not."""
    shown = text.title() if text.isupper() else text
    found = set()
    for hit in world.find_names(shown):
        resolution = world.resolve(hit, context=shown)
        found |= {a.code for a in resolution.actors} if len(resolution.actors) == 1 else set()
    return frozenset(found - {"UN", "UNGA", "UNSC"})


# ------------------------------------------------------------------ signs that need no choices
def heading_signs(
    ballot: Ballot, entry: Entry, subjects: Subjects, published: dt.date | None, context: frozenset[str]
) -> list[Sign]:
    """Day, body, kind, symbol, subject, sponsor and totals."""
    return [
        *_body_signs(ballot, entry),
        *_day_signs(ballot, entry, published),
        *_symbol_signs(ballot, entry),
        *_subject_signs(ballot, entry, subjects, context),
        *_sponsor_signs(ballot, entry),
        *(sign for t in ballot.tallies if (sign := _tally_sign(t, entry.tally))),
    ]


def is_impossible(ballot: Ballot) -> bool:
    """Whether the report gives its Council more votes than it has members."""
    sums = [sum(n or 0 for n in (t.tally.yes, t.tally.no, t.tally.abstain)) for t in ballot.tallies]
    return ballot.measure.body == "UNSC" and any(n > COUNCIL_SIZE for n in sums)


def is_of_committee(ballot: Ballot) -> bool:
    return (ballot.measure.body or "").startswith("C")


def _body_signs(ballot: Ballot, entry: Entry) -> list[Sign]:
    said = None if is_impossible(ballot) or is_of_committee(ballot) else ballot.measure.body
    amendment = (ballot.measure.kind is MeasureKind.AMENDMENT) != (entry.kind is MeasureKind.AMENDMENT)
    signs = [Sign("another kind of text", -8)] if amendment else []
    if said in ("UNGA", "UNSC") and said != entry.body:
        return [*signs, Sign("another body", -8)]
    if said is None and entry.body == "UNSC":
        return [*signs, Sign("no body named", -1)]
    return [*signs, Sign("the body", 0.5)] if said == entry.body else signs


def _day_signs(ballot: Ballot, entry: Entry, published: dt.date | None) -> list[Sign]:
    if ballot.when is not None:
        first, last = ballot.when
        off = max((first - entry.held).days, (entry.held - last).days, 0)
        width = (last - first).days
        if off == 0:
            weight = 4 if width == 0 else 3.5 if width <= 7 else 2.5 if width <= 31 else 1.2
            return [Sign("the day", weight, DAY)]
        if off == 1:
            return [Sign("a day off", 2.5, DAY)]
        return [Sign("another day", -2 if off <= 7 else -4 if off <= 400 else -6, DAY)]
    if published is None:
        return []
    past = (published - entry.held).days
    for limit, weight in ((-1, -8.0), (3, 3.0), (8, 2.0), (31, -2.0), (120, -5.0)):
        if past <= limit:
            return [Sign("published soon after", weight)]
    return [Sign("published long after", -7)]


def _symbol_signs(ballot: Ballot, entry: Entry) -> list[Sign]:
    said = ballot.measure.symbol
    if said:
        same = _plain(said) in {_plain(entry.symbol), _plain(entry.draft)}
        return [Sign("the symbol", 14 if same else -6)]
    if ballot.number:
        number = _plain(ballot.number)
        own = _plain(entry.symbol)
        tail = re.sub(r"^[AS]/RES/", "", own)
        return [Sign("the number", 9 if number in (tail, tail.split("(")[0]) else -5)]
    return []


def _plain(symbol: str | None) -> str:
    return re.sub(r"\s|\((?:19|20)\d\d\)", "", symbol or "").upper()


def _subject_signs(ballot: Ballot, entry: Entry, subjects: Subjects, context: frozenset[str]) -> list[Sign]:
    own, title, codes = subjects.words[entry.id], subjects.title_words[entry.id], subjects.codes[entry.id]
    said = {stem(w) for w in ballot.about}
    asked = sum(subjects.rarity.get(w, 2.0) for w in said)
    met = sum(subjects.rarity[w] for w in said & own)
    signs = []
    if met:
        signs.append(Sign("the subject", min(5.0, 0.55 * met + 2.0 * met / (asked + 1.5))))
    if ballot.about_codes and codes:
        both = ballot.about_codes & codes
        signs.append(Sign("the states it is about", 2.2 if both else -2.5))
    elif ballot.about_codes and not codes:
        signs.append(Sign("no state in its title", -0.3))
    total = sum(subjects.rarity[w] for w in title) or 1.0
    nearby = {stem(w) for w in ballot.around} & title - said
    weight = sum(subjects.rarity[w] for w in nearby)
    if weight:
        signs.append(Sign("words beside it", min(3.0, 0.3 * weight + 1.0 * weight / total)))
    elsewhere = sum(subjects.rarity[w] for w in (context & title) - said - nearby)
    if elsewhere:
        signs.append(Sign("words of the report", min(1.2, 0.1 * elsewhere + 0.8 * elsewhere / total)))
    return signs


def _sponsor_signs(ballot: Ballot, entry: Entry) -> list[Sign]:
    said = {m.code for m in ballot.measure.sponsors}
    if not said or not entry.sponsors:
        return []
    known = set(entry.sponsors)
    for code in said & {"EU", "NATO", "G7"}:
        known |= {code} if known & world.members(code, entry.held).members else set()
    return [Sign("the sponsor", 4)] if said & known else [Sign("another sponsor", -4)]


def _tally_sign(statement: TallyStatement, actual: Tally) -> Sign | None:
    pairs = [
        (a, b)
        for a, b in zip(
            (statement.tally.yes, statement.tally.no, statement.tally.abstain),
            (actual.yes, actual.no, actual.abstain),
            strict=True,
        )
        if a is not None and b is not None
    ]
    if not pairs:
        return None
    equal = sum(a == b for a, b in pairs)
    weight = 2.2 * equal + (1.0 if equal == 3 else 0) - sum(_distance(a, b) for a, b in pairs)
    return Sign("the totals", weight, statement)


def _distance(said: int, actual: int) -> float:
    """How far a wrong number is from the right one: a slip of one digit counts little."""
    if said == actual:
        return 0.0
    slip = (
        len(str(said)) == len(str(actual))
        and sum(a != b for a, b in zip(str(said), str(actual), strict=True)) == 1
    )
    return (
        0.6 if slip or sorted(str(said)) == sorted(str(actual)) else min(2.0, 0.8 + abs(said - actual) / 25)
    )


# ------------------------------------------------------------------ signs from the choices
def choice_signs(ballot: Ballot, record: RollCall) -> list[Sign]:
    """Named voters who chose as the report says, or did not: the rarer the choice, the more it tells."""
    if not record.choices:
        return []
    counts = Counter(record.choices.values())
    total = sum(counts.values())
    return [sign for s in ballot.votes for sign in _vote_signs(s, record, counts, total)]


def _vote_signs(s: VoteStatement, record: RollCall, counts: Counter[Choice], total: int) -> list[Sign]:
    said = CHOICE_OF.get(s.stance)
    if said is None:
        return []
    weights: list[tuple[object, float]] = []
    for voter in s.voters:
        seat = voter.actor.seat or voter.code
        actual = record.choices.get(seat)
        if actual is None:
            continue
        share = max(counts[said], 1) / total
        weights.append(((s, voter.code), min(2.0, -math.log(share)) if actual is said else -1.3))
    if s.group is not None and s.group.bloc is not None and not s.group.bloc.actor.vague:
        members = world.members(s.group.bloc.code, record.held).members & set(record.choices)
        if members:
            share = sum(record.choices[m] is said for m in members) / len(members)
            weights.append(((s, None), 2.4 * (share - 0.5)))
    whole = sum(w for _, w in weights)
    scale = min(1.0, MOST_OF_ONE_STATEMENT / abs(whole)) if whole else 1.0
    return [Sign("the voters named", w * scale, key) for key, w in weights]


# ------------------------------------------------------------------ ranking
def shortlist(
    ballot: Ballot,
    entries: Sequence[Entry],
    subjects: Subjects,
    published: dt.date | None,
    context: frozenset[str],
    *,
    most: int = 12,
) -> list[tuple[Entry, list[Sign]]]:
    """The entries worth reading in full, best first."""
    scored = [(e, heading_signs(ballot, e, subjects, published, context)) for e in entries]
    scored.sort(key=lambda pair: -sum(s.weight for s in pair[1]))
    return scored[:most]


def rank(
    ballot: Ballot, short: Sequence[tuple[Entry, list[Sign]]], records: Mapping[str, RollCall]
) -> tuple[Candidate, ...]:
    """Candidates with all their signs, best first."""
    made = [
        Candidate(records[e.id], (*signs, *choice_signs(ballot, records[e.id])))
        for e, signs in short
        if e.id in records
    ]
    return tuple(sorted(made, key=lambda c: (-c.score(), c.record.id)))


def exactly(ballot: Ballot, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those whose totals are just the report's: all that a plenary record can say of a committee's vote."""
    said = {(t.tally.yes, t.tally.no, t.tally.abstain) for t in ballot.tallies}
    return tuple(c for c in candidates if (c.record.tally.yes, c.record.tally.no, c.record.tally.abstain) in said)


def separate(
    ballots: Sequence[Ballot], ranked: Mapping[str, tuple[Candidate, ...]]
) -> dict[str, tuple[Candidate, ...]]:
    """The same candidates after ballots that cannot be one text have shared them out.

    Two ballots with different totals, owners or named as rivals cannot both mean one roll call: the one it fits
    less is marked down there.
    """
    result = {b.measure.id: list(ranked[b.measure.id]) for b in ballots}
    voted = [b for b in ballots if b.is_voted and result[b.measure.id]]
    for i, a in enumerate(voted):
        for b in voted[i + 1 :]:
            if not _differ(a, b):
                continue
            mine, yours = result[a.measure.id], result[b.measure.id]
            if mine[0].record.id != yours[0].record.id:
                continue
            keep_a = _lead(mine) - _lead(yours) >= 0
            loser = yours if keep_a else mine
            loser[0] = Candidate(
                loser[0].record, (*loser[0].signs, Sign("taken by another text of the report", -5))
            )
            loser.sort(key=lambda c: (-c.score(), c.record.id))
    return {k: tuple(v) for k, v in result.items()}


def _lead(candidates: list[Candidate]) -> float:
    """How much better the first fits than the second: the one with less choice keeps it."""
    return candidates[0].score() - candidates[1].score() if len(candidates) > 1 else candidates[0].score()


def _differ(a: Ballot, b: Ballot) -> bool:
    if b.measure.id in a.measure.rivals:
        return True
    sponsors = {m.code for m in a.measure.sponsors}, {m.code for m in b.measure.sponsors}
    owners = all(sponsors) and not sponsors[0] & sponsors[1]
    tallies = any(
        x is not None and y is not None and x != y
        for s in a.tallies
        for t in b.tallies
        for x, y in zip(
            (s.tally.yes, s.tally.no, s.tally.abstain),
            (t.tally.yes, t.tally.no, t.tally.abstain),
            strict=True,
        )
    )
    bodies = bool(a.measure.body and b.measure.body and a.measure.body != b.measure.body)
    return owners or tallies or bodies
