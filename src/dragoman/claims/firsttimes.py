"""Firsts told as such: “for the first time”, “never before”, “a first for Peru”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman import world
from dragoman.claims.firsttold import STANCES, First, meant, spoken_of
from dragoman.claims.newness import Cue, Kind
from dragoman.claims.series import History, Told, paragraph_of, sentences
from dragoman.claims.sides import sides_in
from dragoman.claims.signs import CHOICE_OF
from dragoman.domain.actors import Actor, Mention
from dragoman.domain.events import Status
from dragoman.domain.measures import Stance
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.text.sieve import Sieve

FEW_VOTERS = 4
"""A first is claimed of one state or a few, not of a long list."""
BESIDE = 40
"""Characters at most between a choice and the words that call it a first."""
AFTER = 15
"""Characters at most between “first time” and the state it is said of."""

_A_VOTE = r"(?:abstention|no(?: vote)?|yes(?: vote)?|negative vote|vote (?:against|for|in favou?r))\b"
_FIRST = Sieve(
    r"(?<!not the )(?<!n't the )(?<!hardly the )(?<!not for the )\bfirst time\b|\bfirst (?:year|occasion|session) (?:in which|on which|that|when)\b|"
    r"\bnever (?:before|previously|until (?:now|today|this|\w+day))\b|"
    r"\b(?P<noun>a first for)\b|\b(?:not once|on no (?:earlier|previous) occasion|at no (?:earlier|previous) vote)\b[^.;:,]{0,30}? (?:had|has|did)\b|\bin a first\b|\bas (?:at no other time|on no other occasion|never)\b"
    r"|, (?:(?:a|its|their) first|something (?:it|they) (?:had|has|have) never done(?: before)?)(?=[.,;:]| (?:on|against|in favou?r|for|such|ever)\b)"
    rf"|(?P<of>['’]s? (?:own )?(?:opposition|support|move|{_A_VOTE})[^.;:,]{{0,40}}? (?:was|is) (?:its first|the first|a first|unprecedented|without precedent|something new)\b)"
    rf"|\b(?:{_A_VOTE}) (?:was|is) (?:its first|the first|a first|unprecedented|without precedent)\b|\bwas a first(?=[.,;:])"
    r"|\bno (?:previous|earlier|such) (?:text|resolution|vote|draft)[^.;:,]{0,40}? (?:had|has) been (?:opposed|supported|backed|rejected) by\b"
    rf"|(?P<own>['’]s?) (?:first|maiden|debut)(?:[- ]ever)? {_A_VOTE}|\b(?:its|their) (?:first|maiden)(?:[- ]ever)? {_A_VOTE}|\b(?:first|maiden|unprecedented) {_A_VOTE} (?P<by>by|from|of)\b"
    rf"|,? (?P<it>(?:it|this|that) (?:was|is|marked|marks) (?:a|the|only the) first(?: such)?(?: {_A_VOTE}|(?=[.,;:])))",
)
_COMPANY = re.compile(
    r"\b(?:join(?:ed|ing)|with|alongside|followed|following|like)\s+(?:the\s+)?$", re.IGNORECASE
)
"""“Chad joined *Mali* in opposing it for the first time”: whose company is kept has no first."""
_APART = re.compile(r"\b(?:while|whereas)\b|; (?!(?:it|that|this|neither|both|a|the first)\b)")
"""“Chad opposed it for the first time, *while* Mali abstained”: another's choice."""
_JOINED = re.compile(
    r"(?:\b(?:included|including|were|was|that of|those of)\b|[,:–—]|\s|\band\b|\bboth\b|\bthe\b|\bthat\b|\bha[ds]\b|\bhave\b)*+",
    re.IGNORECASE,
)


def find_first_times(
    history: History, text: str, start: int, end: int, cues: Sequence[Cue]
) -> Iterator[First]:
    """The firsts of one sentence told as such, of those whose choice stands beside the words, else of those named there."""
    for match in _FIRST.finditer(text, start, end):
        if any(c.kind is Kind.NEVER and c.start < match.end() and match.start() < c.end for c in cues):
            continue
        whose = {v.code for v in _named_before(text, start, match.start(), _FOR_WHOM)}
        told = [
            one
            for one in _of_statements(history, text, match, start, end)
            if not whose or one.voter.code in whose
        ] or list(_of_names(history, text, match, start, end))
        yield from (replace(one, cue=match.start()) for one in told)


def _of_statements(
    history: History, text: str, match: re.Match[str], start: int, end: int
) -> Iterator[First]:
    """The choices told beside the words, those nearest to them; of two texts of which a state's is told, on the newer."""
    near = [
        (_gap(match.span(), (s.start, s.end)), told, s)
        for told in history.told
        for s in told.ballot.votes
        if start <= s.anchor < end
        and s.status is Status.ACTUAL
        and s.stance in CHOICE_OF
        and len(s.voters) <= FEW_VOTERS
        and not _COMPANY.search(text, start, min((v.start for v in s.voters), default=start))
        and not _APART.search(text, min(match.end(), s.end), max(match.start(), s.start))
    ]
    nearest = min((gap for gap, _, _ in near), default=BESIDE + 1)
    near.sort(key=lambda one: one[1].record.held, reverse=True)
    named: set[tuple[str, Stance]] = set()
    for gap, told, s in near:
        if gap == nearest <= BESIDE:
            span = min(match.start(), s.start), max(match.end(), s.end)
            fresh = [v for v in s.voters if (v.code, s.stance) not in named]
            named |= {(v.code, s.stance) for v in fresh}
            votes = meant(history, told, s)
            yield from (First(v, s.stance, span, end, votes, s.attribution) for v in fresh)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _of_names(history: History, text: str, match: re.Match[str], start: int, end: int) -> Iterator[First]:
    """The states named beside the words, on the side that these name, or else the sentences before."""
    spoken = spoken_of(history, match.start())
    if match["own"] or match["it"] or match["of"]:
        voters = list(_named_before(text, start, match.start()))
    else:
        voters = list(_named_after(text, match.end(), end)) or list(
            _named_before(text, start, match.start(), _FOR_WHOM)
        )
    said = sides_in(text, *match.span()) or sides_in(text, match.start(), _clause_end(text, match.end(), end))
    if spoken and not voters and match.group().lower() == "first time":
        voters = _subject_before(text, start, match.start())
        lead = (voters[0].end, match.start()) if voters else (start, start)
        said = sides_in(text, *lead)
        if not said and _WITH.search(text, *lead):
            yield from (
                _as_chosen(v, match, end, spoken) for v in voters if v.code in _seats(spoken[0].record)
            )
            return
    for voter in voters if spoken else ():
        stance = (
            STANCES[min(said)]
            if len(said) == 1
            else _side_of(text, voter.actor, paragraph_of(text, start), end)
        )
        if stance is not None:
            span = min(match.start(), voter.start), max(match.end(), voter.end)
            yield First(voter, stance, span, end, spoken)


def _as_chosen(voter: Mention, match: re.Match[str], end: int, spoken: tuple[Told, ...]) -> First:
    """“Chad voted with Mali for the first time”: on whichever side it was."""
    choice = spoken[0].record.choices[voter.code]
    stance = next(stance for stance, said in CHOICE_OF.items() if said is choice)
    return First(voter, stance, (voter.start, match.end()), end, spoken)


def _seats(record: RollCall) -> set[str]:
    return {seat for seat, choice in record.choices.items() if choice in (Choice.YES, Choice.NO)}


_WITH = re.compile(r"\b(?:with|alongside|behind|joined|joins|followed|beside)\b", re.IGNORECASE)
_LED = re.compile(
    r"\b(?:with|against|by|from|to|of|on|in|alongside|behind|joined|joins|than|like|over)\s+(?:the )?$",
    re.IGNORECASE,
)
_CHOSE = re.compile(
    r"\b(?:vot\w+|said|says?|sid(?:ed|es)|join\w*|stood|went|goes|was|were|back\w+|oppos\w+|support\w*|came)\b",
    re.IGNORECASE,
)


def _subject_before(text: str, start: int, end: int) -> list[Mention]:
    """The state of which the clause before “for the first time” is told: none that a preposition takes."""
    sentence = text[start:end]
    for hit in reversed(world.find_names(sentence)):
        actors = world.resolve(hit, context=sentence).actors
        if len(actors) == 1 and not _LED.search(sentence, 0, hit.start):
            told = _CHOSE.search(sentence, hit.end) is not None and ";" not in sentence[hit.end :]
            at = start + hit.start
            return (
                [Mention(actor=actors[0], text=hit.text, start=at, end=start + hit.end, form=hit.form)]
                if told
                else []
            )
    return []


def _clause_end(text: str, start: int, end: int) -> int:
    cut = _CUT.search(text, start, end)
    return cut.start() if cut is not None else end


_CUT = re.compile(r"[,;:.]|\bbut\b")


def _named_before(
    text: str, start: int, end: int, between: re.Pattern[str] | None = None
) -> Iterator[Mention]:
    """The state whose name ends here: “Peru” in “Peru's first no vote”, “for Peru it was the first time”."""
    for hit in world.find_names(text[start:end]):
        actors = world.resolve(hit, context=text[start:end]).actors
        if len(actors) == 1 and (between or _ENDS).fullmatch(text, start + hit.end, end):
            yield Mention(actor=actors[0], text=hit.text, start=start + hit.start, end=end, form=hit.form)


_ENDS = re.compile(r",? ?(?:(?:who|which|itself|its delegation|therefore|however) ?)?|['’]s government")
"""What may stand between a name and “had never”."""
_FOR_WHOM = re.compile(r",? (?:it|this|that) (?:was|is|marked) (?:also |even |only )?(?:the |a )?(?:very )?")


def _named_after(text: str, start: int, end: int) -> Iterator[Mention]:
    at = start
    for hit in world.find_names(text[start:end]):
        first, last = start + hit.start, start + hit.end
        joined = _JOINED.match(text, at, first)
        if joined is None or joined.end() != first or first - at > AFTER:
            return
        actors = world.resolve(hit, context=text[start:end]).actors
        if len(actors) == 1:
            yield Mention(actor=actors[0], text=hit.text, start=first, end=last, form=hit.form)
        at = last


def _side_of(text: str, actor: Actor, start: int, end: int) -> Stance | None:
    """The side of a state in the last sentence that names it and but one side."""
    for first, last in reversed([s for s in sentences(text[:end]) if s[0] >= start]):
        sides = sides_in(text, first, last)
        if len(sides) == 1 and actor.code in _codes(text[first:last]):
            return STANCES[sides.pop()]
    return None


def _codes(sentence: str) -> set[str]:
    resolved = (world.resolve(hit, context=sentence) for hit in world.find_names(sentence))
    return {r.actors[0].code for r in resolved if len(r.actors) == 1}
