"""Which of a report's texts each of its statements is about, decided for all of them at once with the record at hand.

The words alone often leave it open: a report turns from one vote to the next within a sentence and names neither.
Here the statements are read in order, each as being about one of the roll calls that the report as a whole points to,
and the likeliest sequence is taken (Viterbi's algorithm): what speaks for a roll call is what the words say of the
text, the day, the totals and the choices themselves; what speaks against turning to another is that reports seldom
do, least of all within a paragraph. One statement that contradicts its neighbours' vote therefore stays with them, and
is judged there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.claims.linking import TOLD_ELSEWHERE, Candidate, is_exact, is_firm
from dragoman.claims.matters import clause_words, matter_of, own_words, topic
from dragoman.claims.relinking import ALL_BUT_TOTALS, JUST_TOLD
from dragoman.claims.shares import WHOLE, borne_out
from dragoman.claims.signs import CHOICE_OF, VOTERS_NAMED
from dragoman.claims.subjects import Subjects
from dragoman.domain.rollcalls import RollCall
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import (
    Ballot,
    OutcomeStatement,
    Roster,
    SponsorStatement,
    TallyStatement,
    VoteStatement,
)

TURN = 3.0
"""What it costs, in log odds, to turn to another vote within a paragraph."""
TURN_OF_PARAGRAPH = 1.2
"""The same where a paragraph begins."""
FAR = 2.0
"""What it costs besides to turn to a vote of which the paragraph does not speak."""
TURN_GOING_ON = 5.0
"""The same where the words go on from what was told before: “*also* abstained”, “so did Chad”."""
GOES_ON = re.compile(
    r"\b(?:also|too|likewise|as well|so (?:did|was|were)|nor did|neither did)\b", re.IGNORECASE
)
UNDERSTOOD = 0.15
"""How far the signs of the text that the words mean count for a statement that does not name it."""
HOME = 0.3
"""What it counts that the words alone give a statement to a text."""
FEW = 4
"""So many of the likeliest votes are compared: where the totals told are those of one, no words make another likelier."""
MOST = 4.0
"""What one statement can count at most for a record, and `LEAST` against it."""
LEAST = -3.0
TAKEN = 1.0
"""What it costs to take a statement from a text that no record is known of."""
SLIP = 0.05
LIKELY = 2.0
"""Least score for a roll call to be among those the report may mean."""

SEVERAL = re.compile(
    r"\b(?:on|in|for|against|of|to|supported|opposed|backed|approved|rejected|missed|skipped|favou?red|turned down|said no to|said yes to|endorsed) (?P<many>both|neither|either|each|all three|all four|none)\b"
    r"(?! (?:sides?|hands?|houses?|leaders?|countries|states|governments|of (?:its|their|his|her)))"
    r"|\b(?P<times>both|neither|either|each|all three|all four|none of the) (?:texts?|drafts?|resolutions?|votes?|ballots?|occasions?|times?|motions?|counts|measures|proposals|days|roll calls)\b"
    r"|\b(?P<them>both|each|all three|all four|every one) of them\b(?= *(?:[.,;:)]|$))"
    r"|\b(?:abstained|abstaining|absent|no|yes|against|in favou?r|opposed|supported) (?P<twice>twice)\b(?! (?:as|the|a|that|in|since|before)\b)",
    re.IGNORECASE,
)
"""“abstained on both”, “took part in neither”, “voted yes on each occasion”: said of several texts at once."""
AFTER = 40
"""Characters after a statement in which such words still belong to it."""

Item = VoteStatement | TallyStatement | OutcomeStatement | SponsorStatement | Roster


@dataclass(frozen=True, slots=True)
class _Placed:
    """A statement, the ballot that the words alone give it to, and whether it names its text."""

    item: Item
    ballot: Ballot
    named: bool
    orphan: bool = False
    """Whether no record is known of that ballot."""


def place(
    ballots: Sequence[Ballot],
    links: Mapping[str, tuple[Candidate, ...]],
    source: Source,
    subjects: Subjects,
) -> Sequence[Ballot]:
    """The ballots, each statement with the text it is likeliest about; the same ones where none moves."""
    pool = _pool(ballots, links)
    if not pool:
        return ballots
    firm = [b for b in ballots if _of(b, links) in pool]
    items, several = _items(firm, source)
    others = [b for b in ballots if _of(b, links) not in pool]
    orphans = [replace(p, orphan=True) for p in _items(others, source)[0] if _may_move(p)]
    items = sorted([*items, *orphans], key=lambda p: (p.item.anchor, p.item.start))
    if not items:
        return ballots
    own = own_words(pool, ballots, {b.measure.id: _of(b, links) for b in ballots}, subjects)
    told = _told(ballots, links)
    main = [p for p in items if not _looks_back(p)]
    path = _likeliest(main, list(pool.values()), links, own, told, source) if main else []
    asides = [p for p in items if _looks_back(p)]
    path += [_likeliest([p], list(pool.values()), links, own, told, source)[0] for p in asides]
    items = [*main, *asides]
    return _rebuilt(ballots, firm, links, items, path, several)


def _looks_back(placed: _Placed) -> bool:
    """“Peru *had* backed it”: what is told of an earlier vote does not turn the report to it."""
    return isinstance(placed.item, VoteStatement) and (placed.item.earlier or placed.item.before)


def _may_move(placed: _Placed) -> bool:
    """Whether a choice gathered on a text that no record is known of names none: it may be of another after all."""
    return isinstance(placed.item, VoteStatement) and not placed.named and not placed.item.before


def _of(ballot: Ballot, links: Mapping[str, tuple[Candidate, ...]]) -> str | None:
    candidates = links[ballot.measure.id]
    return candidates[0].record.id if candidates else None


def _pool(ballots: Sequence[Ballot], links: Mapping[str, tuple[Candidate, ...]]) -> dict[str, RollCall]:
    """The roll calls that the report as a whole may mean."""
    pool: dict[str, RollCall] = {}
    for ballot in ballots:
        candidates = links[ballot.measure.id]
        if not ballot.is_voted or ballot.collective or not is_firm(candidates):
            continue
        pool[candidates[0].record.id] = candidates[0].record
    return pool


def _items(ballots: Sequence[Ballot], source: Source) -> tuple[list[_Placed], list[tuple[Item, int]]]:
    """Statements to place, in reading order; and those that stand for several texts at once, with how many."""
    single: list[_Placed] = []
    several: dict[tuple[int, int, str], tuple[Item, int]] = {}
    for ballot in ballots:
        items: tuple[Item, ...] = (*ballot.votes, *ballot.tallies, *ballot.outcomes, *ballot.rosters)
        for item in items:
            if isinstance(item, VoteStatement | Roster) and (many := _many(item, source)):
                several[item.anchor, item.start, str(getattr(item, "stance", ""))] = item, many
            else:
                single.append(_Placed(item, ballot, _is_named(item)))
    single.sort(key=lambda p: (p.item.anchor, p.item.start))
    following = [*single[1:], None][: len(single)]
    kept = [p for p, q in zip(single, following, strict=True) if q is None or not _is_aside(p, q, source)]
    return kept, list(several.values())


def _is_aside(placed: _Placed, following: _Placed, source: Source) -> bool:
    """“Germany, *which abstained a year ago*, is in favour”: of another day than what the sentence goes on to tell."""
    when = getattr(placed.item, "when", None)
    between = source.text[placed.item.anchor : following.item.anchor]
    return when is not None and when != getattr(following.item, "when", None) and not _ENDS.search(between)


_ENDS = re.compile(r"[.!?;]\s")


def _many(item: VoteStatement | Roster, source: Source) -> int:
    """Of how many texts a statement is made; 0 where of one."""
    match = SEVERAL.search(source.text[item.start : item.end + AFTER].partition(". ")[0])
    reference = getattr(item, "reference", None)
    if match is None:
        return 2 if reference is not None and reference.plural else 0
    word = (match["many"] or match["times"] or match["them"] or match["twice"]).lower()
    return {"all three": 3, "all four": 4}.get(word, 2)


def _is_named(item: Item) -> bool:
    reference = getattr(item, "reference", None)
    return reference is not None and bool(
        reference.about
        or reference.about_codes
        or reference.sponsors
        or reference.symbol
        or reference.number
        or (reference.which and reference.which not in ("former", "latter"))
    )


# ------------------------------------------------------------------ the likeliest sequence
def _likeliest(
    items: Sequence[_Placed],
    records: Sequence[RollCall],
    links: Mapping[str, tuple[Candidate, ...]],
    own: Mapping[str, frozenset[str]],
    told: Mapping[str, Sequence[int]],
    source: Source,
) -> list[str | None]:
    """For each statement the id of its roll call, or None for none of them, in the sequence with the highest sum."""
    states: list[RollCall | None] = [*records, None]
    weights = []
    clauses = [clause_words(p.item, source.text) for p in items]
    for p, clause in zip(items, clauses, strict=True):
        matter = matter_of(p.item, source.text)
        weights.append([_weight(p, r, links) + topic(clause, r, own, matter) for r in states])
    count = range(len(states))
    first = min((min(told[r.id], default=0) for r in records), default=0)
    others = [r for r in records if min(told[r.id], default=0) > first]
    best = list(weights[0])
    back: list[list[int]] = []
    for i in range(1, len(items)):
        between = source.text[items[i - 1].item.anchor : items[i].item.anchor]
        turn = TURN_OF_PARAGRAPH if "\n" in between else TURN
        if GOES_ON.search(source.text, items[i].item.start, items[i].item.end):
            turn = TURN_GOING_ON
        top = max(count, key=lambda j: best[j])
        paragraph = _paragraph(source.text, items[i].item.anchor)
        remote = [r for r in others if not (topic(clauses[i], r, own) or _is_of_day(items[i].item, r))]
        costs = [turn + (FAR if r in remote and _is_far(r, paragraph, told) else 0.0) for r in states]
        came = [j if best[j] >= best[top] - costs[j] else top for j in count]
        best = [best[c] - (costs[j] if c != j else 0.0) + weights[i][j] for j, c in enumerate(came)]
        back.append(came)
    at = max(count, key=lambda j: best[j])
    path = [at]
    for came in reversed(back):
        at = came[at]
        path.append(at)
    return [None if (found := states[j]) is None else found.id for j in reversed(path)]


def _weight(placed: _Placed, record: RollCall | None, links: Mapping[str, tuple[Candidate, ...]]) -> float:
    """Log odds that a statement is about a roll call: what its text's words say, and what it says itself."""
    if record is None:
        return 0.0 if placed.orphan else -math.inf
    if placed.orphan:
        return _itself(placed.item, record) - TAKEN
    if placed.named or isinstance(placed.item, TallyStatement | OutcomeStatement):
        return 0.0 if record.id == _of(placed.ballot, links) else -math.inf
    candidates = links[placed.ballot.measure.id]
    if record.id != _of(placed.ballot, links):
        return UNDERSTOOD * _words(candidates, record) + _itself(placed.item, record)
    words = _words(candidates, record)
    if any(is_exact(t.tally, record.tally) for t in placed.ballot.tallies):
        words = max(words, *(_words(candidates, c.record) for c in candidates[:FEW]))
    return HOME + UNDERSTOOD * words + _itself(placed.item, record)


def _is_of_day(item: Item, record: RollCall) -> bool:
    when = getattr(item, "when", None)
    return when is not None and when[0] <= record.held <= when[1]


def _told(ballots: Sequence[Ballot], links: Mapping[str, tuple[Candidate, ...]]) -> dict[str, list[int]]:
    """For each roll call where the sentences begin that speak of it."""
    found: dict[str, list[int]] = {}
    for ballot in ballots:
        if (record := _of(ballot, links)) is not None:
            found.setdefault(record, []).extend(start for start, _ in ballot.sentences)
    return found


def _paragraph(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


def _is_far(record: RollCall | None, paragraph: tuple[int, int], told: Mapping[str, Sequence[int]]) -> bool:
    """Whether a paragraph does not speak of a vote."""
    return record is not None and not any(paragraph[0] <= at < paragraph[1] for at in told[record.id])


def _words(candidates: Sequence[Candidate], record: RollCall) -> float:
    """What speaks for a roll call being a ballot's text but for totals and choices."""
    own = next((c for c in candidates if c.record.id == record.id), None)
    if own is None:
        return 0.0
    return sum(s.weight for s in own.signs if s.name not in _NO_WORDS)


_NO_WORDS = ("the totals", VOTERS_NAMED, "the text just spoken of", ALL_BUT_TOTALS, JUST_TOLD, TOLD_ELSEWHERE)


def _itself(item: Item, record: RollCall) -> float:
    when = getattr(item, "when", None)
    weight = 0.0
    if when is not None:
        weight += 2.5 if when[0] <= record.held <= when[1] else -2.5
    if isinstance(item, VoteStatement) and not item.before:
        weight += _choices(item, record)
    elif isinstance(item, Roster):
        weight += max(_listed(item, stance, record) for stance in item.sides) / 2
    return weight


def _choices(item: VoteStatement, record: RollCall) -> float:
    weight = _listed(item, item.stance, record)
    group, said = item.group, CHOICE_OF.get(item.stance)
    if group is not None and said is not None and (right := borne_out(group, said, record)) is not None:
        weight += 3 * (right - 0.6) if group.quantifier in WHOLE else 1.5 if right else -1.0
    return max(LEAST, min(MOST, weight))


def _listed(item: VoteStatement | Roster, stance: object, record: RollCall) -> float:
    """How much likelier the choices of the named are if the statement is about this vote than for any states."""
    said = CHOICE_OF.get(stance)  # type: ignore[call-overload]
    counts, total = record.counts, len(record.choices)
    if said is None or not total:
        return 0.0
    share = min(0.97, max(counts[said], 1) / total)
    agree, differ = math.log((1 - SLIP) / share), math.log(SLIP / (1 - share))
    choices = [record.choices.get(v.actor.seat or v.code) for v in item.voters]
    same = sum(c is said for c in choices)
    return max(LEAST, min(MOST, same * agree) + (len(choices) - same) * differ)


# ------------------------------------------------------------------ ballots again
def _rebuilt(
    ballots: Sequence[Ballot],
    firm: Sequence[Ballot],
    links: Mapping[str, tuple[Candidate, ...]],
    items: Sequence[_Placed],
    path: Sequence[str | None],
    several: Sequence[tuple[Item, int]],
) -> Sequence[Ballot]:
    """The ballots with each statement that moved given to the text whose record it moved to."""
    home: dict[str, Ballot] = {}
    for b in firm:
        record = _of(b, links)
        assert record is not None
        if record not in home or len(b.anchors) > len(home[record].anchors):
            home[record] = b
    come: dict[str, list[Item]] = {}
    gone: set[tuple[str, int]] = set()
    for placed, record in zip(items, path, strict=True):
        if record is not None and (placed.orphan or record != _of(placed.ballot, links)):
            come.setdefault(home[record].measure.id, []).append(placed.item)
            gone.add((placed.ballot.measure.id, id(placed.item)))
    for item, many in several:
        before = [r for p, r in zip(items, path, strict=True) if p.item.anchor < item.anchor]
        meant = [r for r in dict.fromkeys([*reversed(before), *path, *home]) if r is not None][:many]
        gone |= {(b.measure.id, id(s)) for b in ballots for s in _choosing(b) if _same(s, item)}
        for record in meant:
            come.setdefault(home[record].measure.id, []).append(item)
    return [_with(b, gone, come.get(b.measure.id, [])) for b in ballots] if come else ballots


def _choosing(ballot: Ballot) -> tuple[VoteStatement | Roster, ...]:
    return (*ballot.votes, *ballot.rosters)


def _same(a: Item, b: Item) -> bool:
    return type(a) is type(b) and (a.anchor, a.start, getattr(a, "stance", None)) == (
        b.anchor,
        b.start,
        getattr(b, "stance", None),
    )


def _with(ballot: Ballot, gone: set[tuple[str, int]], come: Sequence[Item]) -> Ballot:
    """The ballot without what is gone and with what has come; itself where that changes nothing."""

    def kept(own: tuple, kind: type) -> tuple:  # type: ignore[type-arg]
        rest = [s for s in own if (ballot.measure.id, id(s)) not in gone]
        rest += [s for s in come if isinstance(s, kind)]
        return tuple(sorted(rest, key=lambda s: (s.anchor, s.start)))

    made: dict[str, Any] = {
        "votes": kept(ballot.votes, VoteStatement),
        "tallies": kept(ballot.tallies, TallyStatement),
        "outcomes": kept(ballot.outcomes, OutcomeStatement),
        "rosters": kept(ballot.rosters, Roster),
    }
    is_same = all(tuple(map(id, own)) == tuple(map(id, getattr(ballot, name))) for name, own in made.items())
    return ballot if is_same else replace(ballot, **made)
