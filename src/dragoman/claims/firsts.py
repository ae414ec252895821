"""Firsts: “it was the first time Norway opposed it”, “never before has it abstained on such a text”, “a first for Peru”."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from dragoman import world
from dragoman.claims.firsttimes import find_first_times
from dragoman.claims.firsttold import First
from dragoman.claims.newness import find_cues
from dragoman.claims.renewals import find_renewals
from dragoman.claims.series import History, Told, answered, paragraph_of, sentences
from dragoman.claims.signs import CHOICE_OF
from dragoman.claims.subjects import Entry
from dragoman.claims.wording import CHOICE_WORDS, day_of, label
from dragoman.domain.claims import Claim, ClaimKind, Finding, RecordLine, Verdict
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.domain.sources import Source
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.sieve import Sieve

SESSION = 200
"""Days within which votes are of one session."""
TOGETHER = 10
"""Days between votes that a report may speak of in one breath."""

_SINCE = re.compile(
    rf"\bsince (?:\w+ ){{0,3}}?(?P<year>(?:19|20)\d\d)\b|\bin (?:(?P<over>more than |over )|(?P<nearly>almost |nearly |close to |some |about ))?(?:(?P<decade>a decade)|(?P<years>{NUMBER}) (?:years|(?P<tens>decades)))\b",
    re.IGNORECASE,
)
_ANY_TEXT = Sieve(
    r"\b(?:an?|any|such an?|no|another) (?:\w+ ){0,2}?(?:text|resolution|vote|draft|motion|measure|document)\b"
    r"|\b(?:texts|resolutions|votes|drafts|motions) (?:on|about|concerning)\b|\b(?:question|issue|matter|subject)\b",
)
"""“A text on …”, “in votes on …”, “on the question”: any text on the matter, not the one text that comes back each year."""


def find_firsts(history: History, source: Source) -> tuple[Finding, ...]:
    """Findings on every first that the report claims of a state at a vote it surely means."""
    found: list[Finding] = []
    for start, end in sentences(source.text) if history.told else ():
        cues = list(find_cues(source.text, start, end))
        read: set[str] = set()
        told = [(one, one.span[0]) for one in find_renewals(history, source.text, start, end, cues)]
        found += (judged := _all_judged(history, told, source, start, read))
        read |= {f.claim.actor.code for f in judged if f.claim.actor is not None}
        told = [(one, one.cue) for one in find_first_times(history, source.text, start, end, cues)]
        found += _all_judged(history, told, source, start, read)
    return tuple(found)


def _all_judged(
    history: History, told: Sequence[tuple[First, int]], source: Source, start: int, read: set[str]
) -> list[Finding]:
    """The findings on the firsts of a sentence, of states not read yet, each with the place up to which a year may be told."""
    asked = [
        one
        for one, place in told
        if one.voter.code not in read and _is_of_year(one, source.text, start, place)
    ]
    return [finding for one in asked if (finding := _judged(history, one, source)) is not None]


def _is_of_year(one: First, text: str, start: int, place: int) -> bool:
    """“*In 2022* Chad opposed it for the first time”: not where the vote found is of another year than the one told."""
    told = _YEAR.findall(text, start, place) or _LABEL.findall(text, paragraph_of(text, place), place)
    return not told or not one.meant or any(t.record.held.year == int(told[-1]) for t in one.meant[:1])


_YEAR = re.compile(r"\b[Ii]n (?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b")
_LABEL = re.compile(r"(?<![^\n])((?:19|20)\d\d) ?[:–—-]")


def _judged(history: History, one: First, source: Source) -> Finding | None:
    """The finding on a first; None where no vote meant has the choice, which is another claim's matter.

    Of several texts of those days, on which the state chose so, the one may be meant on which it was a first.
    """
    said, seat = CHOICE_OF[one.stance], one.voter.actor.seat or one.voter.code
    able = [t for t in one.meant if t.record.choices.get(seat) is said]
    if not able:
        return None
    words = (
        source.text[one.span[0] : one.end],
        source.text[_sentence_before(source.text, one.span[0]) : one.end],
    )
    named = (t for said_of in words for t in able if history.named(t.record, said_of))
    told = next(named, able[0])
    finding = _asked(history, one, told, source)
    if finding.verdict is not Verdict.CONFLICTS:
        return finding if finding.verdict is Verdict.MATCHES or not one.loose else None
    if history.named(told.record, source.text[slice(*one.span)]):
        return None if one.loose else finding
    beside = {
        t.record.id: t
        for t in history.told
        if abs((t.record.held - told.record.held).days) <= TOGETHER and t.record.choices.get(seat) is said
    }
    others = (_asked(history, one, t, source) for t in beside.values() if t.record.id != told.record.id)
    right = next((f for f in others if f.verdict is Verdict.MATCHES), None)
    return None if one.loose and right is None else right or finding


def _sentence_before(text: str, place: int) -> int:
    """Where the sentence before the one of a place starts, in the same paragraph."""
    paragraph = paragraph_of(text, place)
    starts = [a for a, b in sentences(text) if paragraph <= a < b and a <= place]
    return starts[-2] if len(starts) > 1 else paragraph


def _asked(history: History, one: First, told: Told, source: Source) -> Finding:
    """The finding on a first at one vote."""
    said, seat = CHOICE_OF[one.stance], one.voter.actor.seat or one.voter.code
    claim = Claim(
        kind=ClaimKind.OTHER,
        text=f"{one.voter.code} {CHOICE_WORDS[said]} on such a text for the first time",
        measure=told.ballot.measure.id,
        evidence=source.evidence(*one.span),
        actor=one.voter,
        stance=one.stance,
        attribution=one.attribution,
    )
    record = told.record
    words = source.text[one.span[0] : one.end]
    named = history.named(record, words) if _ANY_TEXT.search(words) else frozenset()
    past = history.earlier(record, named) or history.of_session(record)
    same = [e.held for e in past if history.is_same(record, e)]
    past = [e for e in past if history.is_same(record, e) or not _is_beside(e, same)]
    after = _first_year(
        source.text[max(one.cue, one.span[0]) : one.end], record, history.earlier(record) or past
    )
    seen = 0
    for vote in history.votes([e for e in past if e.held.year >= after]):
        choice = vote.choices.get(seat)
        seen += choice is not None
        if choice is said and not _is_one_of_two(history, vote, past, seat, said):
            line = (RecordLine(seat=seat, choice=choice),)
            reason = f"{world.name_of(seat, vote.held)} {CHOICE_WORDS[said]} already on {day_of(vote.held)}: {label(vote)}"
            return answered(claim, Verdict.CONFLICTS, reason, record, line)
    if not seen:
        return answered(claim, Verdict.NOT_CHECKABLE, "no earlier vote on the same matter is at hand", record)
    line = (RecordLine(seat=seat, choice=said),)
    return answered(claim, Verdict.MATCHES, f"in none of the {seen} earlier votes at hand", record, line)


def _is_one_of_two(history: History, vote: RollCall, past: Sequence[Entry], seat: str, said: Choice) -> bool:
    """Whether on the same day, on a text as much alike, the state chose otherwise: that one may be meant."""
    of_day = [e for e in past if e.held == vote.held and e.id != vote.id]
    return any(other.choices.get(seat) not in (None, said) for other in history.votes(of_day))


def _is_beside(entry: Entry, days: Sequence[dt.date]) -> bool:
    """Whether a vote under another title was held in a session with one under the same: another text then."""
    return any(abs((entry.held - day).days) < SESSION for day in days)


def _first_year(words: str, record: RollCall, past: Sequence[Entry]) -> int:
    """The first year of which a first is claimed; 0 where of all: “in over thirty years” of votes that go not much
    further back."""
    since = _SINCE.search(words)
    if since is None:
        return 0
    if since["year"]:
        return int(since["year"]) + 1
    unit = 10 if since["decade"] or since["tens"] else 1
    back = 10 if since["decade"] else number_of(since["years"]) * unit
    if since["over"] and past and past[-1].held.year > record.held.year - back - unit:
        return 0
    return record.held.year - back + (1 if since["nearly"] else 0)
