"""Firsts and comparisons: a vote beside the earlier votes on the same matter.

“It was the first time Norway opposed it” and “more than the 120 a year earlier” are claims on a *series*: the roll
calls of one body whose titles say nearly the same, and the other votes that the report itself speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman import world
from dragoman.claims.signs import CHOICE_OF
from dragoman.claims.subjects import RARE, Entry, Subjects, words_of
from dragoman.claims.wording import CHOICE_WORDS, day_of, label
from dragoman.domain.actors import Mention
from dragoman.domain.claims import Claim, ClaimKind, Finding, RecordLine, Verdict
from dragoman.domain.events import Status
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import Ballot, VoteStatement
from dragoman.events.voting.tallies import NUMBER, number_of

ALIKE = 0.6
"""Share of the weight of two titles' words that they must have in common to be of one series."""
A_YEAR = 200
"""Least days before a vote for “a year earlier”."""
FEW_VOTERS = 4
"""A first is claimed of one state or a few, not of a long list."""
TOGETHER = 40
"""Earlier votes read at once."""

_FIRST = re.compile(
    r"\bfirst time\b|\bnever before\b|\b(?:had|has|have) never\b|\ba first for\b", re.IGNORECASE
)
_MONTHS = "(?-i:January|February|March|April|May|June|July|August|September|October|November|December)"
_SINCE = re.compile(r"\bsince (?:\w+ )?(\d{4})\b")
_FROM_TO = re.compile(
    rf"\b(?:f[ae]ll(?:en)?|dropped|down|shrank|shrunk|slid|declined|decreased|rose|risen|grew|grown|up|climbed|increased|changed)\b"
    rf"[^.;]{{0,40}}?\bfrom (?P<before>{NUMBER})\b[^.;]{{0,40}}? to (?P<now>{NUMBER})\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?P<way>more(?: numerous)?|fewer|less|larger|smaller|bigger|greater|higher|lower|better|worse|stronger|weaker)\b"
    r"[^.;]{0,60}?\bthan\b(?P<rest>[^.;]{0,90})",
    re.IGNORECASE,
)
_EXTREME = re.compile(
    r"\b(?P<way>highest|largest|biggest|most|lowest|smallest|fewest)\b[^.;]{0,50}\b(?:ever|since|on record|so far|yet|to date|in (?:more than )?(?:a decade|\w+ years))\b",
    re.IGNORECASE,
)
_DOWNWARD = frozenset(
    ("fewer", "less", "smaller", "lower", "worse", "weaker", "lowest", "smallest", "fewest")
)
_VOTES = re.compile(
    r"\bvot|\bin favou?r|\bagainst|\bnoes\b|\bayes\b|\babst|\bsupport|\boppos|\bback|\bmajority|\bstates\b|\bcountries\b|\bresult\b|\bscore\b",
    re.IGNORECASE,
)
_SIDES = (
    ("abstain", re.compile(r"\babst", re.IGNORECASE)),
    ("no", re.compile(r"\bno(?:es|s)?\b(?! \w+ing)|\bagainst\b|\boppos|\bnegative|\bdissent", re.IGNORECASE)),
)
_SIDE_WORDS = {"yes": "votes in favour", "no": "votes against", "abstain": "abstentions"}


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

    def earlier(self, record: RollCall, named: frozenset[str] = frozenset()) -> list[Entry]:
        """Earlier votes on the same matter, the latest first; `named` are words that a title may have instead."""
        own = self._title(record)
        found = {e.id: e for e in self.subjects.about(own) if e.held < record.held and e.body == record.body}
        return sorted(
            (e for e in found.values() if self._alike(own, e) or (named and named <= self.subjects.words(e))),
            key=lambda e: (e.held, e.id),
            reverse=True,
        )

    def votes(self, entries: Sequence[Entry]) -> Iterator[RollCall]:
        """The same in full, some at a time: the first few often suffice."""
        for i in range(0, len(entries), TOGETHER):
            ids = [e.id for e in entries[i : i + TOGETHER]]
            read = self.read_all(ids)
            yield from (read[one] for one in ids if one in read)

    def _title(self, record: RollCall) -> frozenset[str]:
        return self.subjects.title_words.get(record.id) or words_of(record.title)

    def _alike(self, own: frozenset[str], entry: Entry) -> bool:
        theirs = self.subjects.title_words[entry.id]
        whole = max(self.subjects.weight(own), self.subjects.weight(theirs))
        return whole > 0 and self.subjects.weight(own & theirs) / whole >= ALIKE

    def named(self, record: RollCall, words: str) -> frozenset[str]:
        """The telling words of a record's title that stand in these words."""
        own = self._title(record)
        return frozenset(w for w in words_of(words) & own if self.subjects.rarity.get(w, 0.0) >= RARE)


def find_histories(history: History, source: Source) -> tuple[Finding, ...]:
    """Findings on every first and every comparison that the report claims of a vote it surely means."""
    found: list[Finding] = []
    for start, end in _sentences(source.text):
        if _FIRST.search(source.text, start, end):
            found += [f for told in history.told for f in _firsts(history, told, source, start, end)]
        if any(p.search(source.text, start, end) for p in (_FROM_TO, _THAN, _EXTREME)):
            compared = _spoken_of(history.told, start, end)
            if compared is not None and _VOTES.search(source.text, start, end):
                found += _comparisons(history, compared, source, start, end)
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"(?<=[.!?])[\s”\"]+(?=[A-Z“\"])|\n+", text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _spoken_of(told: Sequence[Told], start: int, end: int) -> Told | None:
    """The vote that a sentence compares with others: the newest it speaks of, else the newest last spoken of."""
    here = [t for t in told if any(start <= a < end for a in t.ballot.anchors)]
    if here:
        return max(here, key=lambda t: t.record.held)
    newest = max((t.record.held for t in told), default=None)
    before = [
        (max(past), t)
        for t in told
        if newest is not None
        and (newest - t.record.held).days < A_YEAR
        and (past := [a for a in t.ballot.anchors if a < start])
    ]
    return max(before, key=lambda pair: pair[0])[1] if before else None


# ------------------------------------------------------------------ firsts
def _firsts(history: History, told: Told, source: Source, start: int, end: int) -> Iterator[Finding]:
    """Of each choice in a sentence that speaks of a first time."""
    match = _FIRST.search(source.text, start, end)
    for s in told.ballot.votes:
        real = s.status is Status.ACTUAL and s.stance in CHOICE_OF and len(s.voters) <= FEW_VOTERS
        if match is None or not start <= s.anchor < end or not real:
            continue
        for voter in s.voters:
            yield _first(
                history, told, s, voter, source, (min(match.start(), s.start), max(match.end(), s.end))
            )


def _first(
    history: History, told: Told, s: VoteStatement, voter: Mention, source: Source, span: tuple[int, int]
) -> Finding:
    said, seat, record = CHOICE_OF[s.stance], voter.actor.seat or voter.code, told.record
    since = _SINCE.search(source.text, span[0], span[1] + 40)
    words = source.text[span[0] : span[1]]
    claim = Claim(
        kind=ClaimKind.OTHER,
        text=f"{voter.code} {CHOICE_WORDS[said]} on such a text for the first time",
        measure=told.ballot.measure.id,
        evidence=source.evidence(*span),
        actor=voter,
        stance=s.stance,
        attribution=s.attribution,
    )
    if record.choices.get(seat) is not said:
        actual = record.choices.get(seat)
        reason = f"{world.name_of(seat, record.held)} {CHOICE_WORDS[actual] if actual else 'is not in the roll call'}"
        return _finding(claim, Verdict.CONFLICTS if actual else Verdict.SILENT, reason, record)
    earlier = [
        e
        for e in history.earlier(record, history.named(record, words))
        if since is None or e.held.year >= int(since[1])
    ]
    seen = 0
    for vote in history.votes(earlier):
        choice = vote.choices.get(seat)
        if choice is None:
            continue
        seen += 1
        if choice is said:
            reason = f"{world.name_of(seat, vote.held)} {CHOICE_WORDS[said]} already on {day_of(vote.held)}: {label(vote)}"
            return _finding(claim, Verdict.CONFLICTS, reason, record, (RecordLine(seat=seat, choice=choice),))
    if not seen:
        return _finding(claim, Verdict.NOT_CHECKABLE, "no earlier vote on the same matter is at hand", record)
    return _finding(
        claim, Verdict.MATCHES, f"in none of the {seen} earlier votes at hand", record, _line(seat, said)
    )


def _line(seat: str, choice: Choice) -> tuple[RecordLine, ...]:
    return (RecordLine(seat=seat, choice=choice),)


# ------------------------------------------------------------------ comparisons
def _comparisons(history: History, told: Told, source: Source, start: int, end: int) -> Iterator[Finding]:
    text = source.text
    if match := _FROM_TO.search(text, start, end):
        side = _side(text[start:end], match.start() - start)
        yield _changed(history, told, source, match, side)
    elif match := _THAN.search(text, start, end):
        side = _side(text[start:end], match.start() - start)
        yield from _more_or_fewer(history, told, source, match, side)
    elif match := _EXTREME.search(text, start, end):
        yield from _extreme(history, told, source, match, _side(text[start:end], match.start() - start), end)


def _side(sentence: str, place: int) -> str:
    """The side whose number is compared: that named nearest to the words of comparison."""
    found = [(abs(m.start() - place), side) for side, pattern in _SIDES for m in pattern.finditer(sentence)]
    yes = re.search(
        r"\bin favou?r|\bayes\b|\byes\b|\bsupport|\bmajority|\bback(?:ed|ing)", sentence, re.IGNORECASE
    )
    found += [(abs(yes.start() - place), "yes")] if yes else []
    return min(found)[1] if found else "yes"


def _number(tally: Tally, side: str) -> int | None:
    value = getattr(tally, side)
    return value if isinstance(value, int) else None


def _claimed(told: Told, source: Source, span: tuple[int, int], words: str) -> Claim:
    return Claim(
        kind=ClaimKind.OTHER, text=words, measure=told.ballot.measure.id, evidence=source.evidence(*span)
    )


def _changed(history: History, told: Told, source: Source, match: re.Match[str], side: str) -> Finding:
    """“the noes went down from 20 to 9”."""
    before, now = number_of(match["before"]), number_of(match["now"])
    claim = _claimed(told, source, match.span(), f"{_SIDE_WORDS[side]} went from {before} to {now}")
    actual = _number(told.record.tally, side)
    meant = next((t for t in (told, *history.told) if _number(t.record.tally, side) == now), None)
    if meant is None:
        reason = f"{label(told.record)} had {actual} {_SIDE_WORDS[side]}"
        return _finding(claim, Verdict.CONFLICTS, reason, told.record)
    told = meant
    others = _others(history, told)
    fits = next((e for e in others if _number(e.tally, side) == before), None)
    if fits is not None:
        reason = f"{before} in {_called(fits)}, {now} in {label(told.record)}"
        return _finding(claim, Verdict.MATCHES, reason, told.record)
    return _unknown(claim, told, others, side)


def _more_or_fewer(
    history: History, told: Told, source: Source, match: re.Match[str], side: str
) -> Iterator[Finding]:
    """“more than the 120 a year earlier”, “the noes were more numerous than in 1982”."""
    rest = match["rest"]
    number = re.match(rf"\s+(?:the |those |that of |in \w+ |on \w+ |\w+ ){{0,4}}?(?P<n>\d{{1,3}}|{NUMBER})\b(?!\s+(?:years?|months?|weeks?|days?|to one))", rest, re.IGNORECASE)  # fmt: skip
    year = re.search(r"\b(?:19|20)\d\d\b", rest)
    past = re.search(rf"\b(?:year|last|earlier|previous|before|then|that of|ago|{_MONTHS})\b", rest, re.IGNORECASE)  # fmt: skip
    said = (
        number_of(number["n"]) if number and (year or past or "recorded" in rest or "when" in rest) else None
    )
    if said is None and year is None and past is None:
        return
    less = match["way"].lower().split()[0] in _DOWNWARD
    others = _others(history, told)
    if year is not None:
        others = [e for e in others if e.held.year == int(year.group())]
    elif re.search(r"\byear|\blast\b", rest):
        others = [e for e in others if (told.record.held - e.held).days >= A_YEAR] or others
    other = next((e for e in others if said is not None and _number(e.tally, side) == said), None)
    other = other or (others[0] if others else None)
    claim = _claimed(told, source, (match.start(), match.end()), f"{'fewer' if less else 'more'} {_SIDE_WORDS[side]} than before")  # fmt: skip
    now = _number(told.record.tally, side)
    then = said if said is not None else _number(other.tally, side) if other is not None else None
    if now is None or then is None:
        yield _unknown(claim, told, others, side)
        return
    where = f" in {_called(other)}" if other is not None and _number(other.tally, side) == then else ""
    right = now < then if less else now > then
    yield _finding(
        claim,
        Verdict.MATCHES if right else Verdict.CONFLICTS,
        f"{now} {_SIDE_WORDS[side]}, {then}{where}",
        told.record,
    )


def _extreme(
    history: History, told: Told, source: Source, match: re.Match[str], side: str, end: int
) -> Iterator[Finding]:
    """“the highest number of votes ever”, “the lowest since 1992”."""
    since = _SINCE.search(source.text, match.start(), end)
    series = [e for e in history.earlier(told.record) if since is None or e.held.year > int(since[1])]
    numbers = [n for e in series if (n := _number(e.tally, side)) is not None]
    claim = _claimed(told, source, match.span(), f"the {match['way'].lower()} number of {_SIDE_WORDS[side]}")
    now = _number(told.record.tally, side)
    if now is None or len(numbers) < 2:
        return
    low = match["way"].lower() in _DOWNWARD
    best = min(numbers) if low else max(numbers)
    right = now <= best if low else now >= best
    reason = f"{now} {_SIDE_WORDS[side]}; {'at least' if low else 'at most'} {best} in the {len(numbers)} earlier votes at hand"
    yield _finding(claim, Verdict.MATCHES if right else Verdict.CONFLICTS, reason, told.record)


def _others(history: History, told: Told) -> list[Entry]:
    """Earlier votes that may be compared: those of the series, and those the report speaks of, the latest first."""
    of_report = [t.record for t in history.told if t.record.held < told.record.held]
    found: dict[str, Entry] = {e.id: e for e in (*of_report, *history.earlier(told.record))}
    return sorted(found.values(), key=lambda e: (e.held, e.id), reverse=True)


def _called(entry: Entry) -> str:
    return f"{entry.symbol or entry.draft or entry.title} ({day_of(entry.held)})"


def _unknown(claim: Claim, told: Told, others: Sequence[Entry], side: str) -> Finding:
    near = (
        f"; the latest at hand, {_called(others[0])}, had {_number(others[0].tally, side)}" if others else ""
    )
    return _finding(claim, Verdict.NOT_CHECKABLE, f"the earlier vote meant is not at hand{near}", told.record)


def _finding(
    claim: Claim, verdict: Verdict, reason: str, record: RollCall, lines: tuple[RecordLine, ...] = ()
) -> Finding:
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
