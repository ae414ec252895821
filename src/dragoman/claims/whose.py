"""Whose first it is, by the grammar of the sentence: the subject of the clause, never the company that is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman import world
from dragoman.claims.newness import Cue, Kind
from dragoman.claims.series import paragraph_of, sentences
from dragoman.domain.actors import Mention

BACK = 3
"""Sentences of the paragraph that are asked for what “it” and “both” stand for."""
MOST = 4
"""A first is claimed of one state or a few, not of a long list."""

_JOIN = re.compile(
    r"(?:\s*,)?\s*(?:and|or|nor|as well as|along with)?\s+(?:the |also |then )?", re.IGNORECASE
)
_LED = re.compile(
    r"\b(?:with|against|by|from|to|of|on|in|into|at|about|over|between|among|alongside|behind|beside|joined|joins|join|followed|than|as|like|unlike|"
    r"after|before|for|under|towards?|besides|except|near|via|leaving|outside|without|\w+(?:ed|ing))\s+(?:(?:the|its|all|both|neighbouring) )*$",
    re.IGNORECASE,
)
"""What takes a name as its object, so that it is no subject."""
_VOTER = re.compile(
    r"(?:['’]s?)? (?:own |first |maiden |lone )?(?:\w+ )?(?:votes?|no(?:es)?|yes|abstentions?|opposition|support|refusal|rejection|negative|approval|delegat\w+|envoys?|government|seat|diplomats?|representatives?|ambassador|mission|ballots?|switch|move|choice|stance|turn|step|was|is|were|had)\b"
)
_HOLDS = re.compile(r"['’]s?(?=\s)")
_NO_VOTER = re.compile(
    r" (?:resolutions?|texts?|drafts?|motions?|questions?|embargo|measures?|issue|territor\w+|war|conflict|people|soil|capital|crisis|sea|islands?)\b"
)
_CUT = re.compile(
    r"[;:](?=\s)| [–—-] |, (?:but|while|whereas|though|although|yet|so)\b|\b(?:while|whereas)\b|,? and (?:that|this|it|so|they)\b|(?<=[a-z]), and (?=[A-Z])|(?<=[a-z]) and (?=the [A-Z]\w+ (?:also|too)\b)"
)
"""Where a clause ends."""
_PRONOUN = re.compile(
    r"(?:^|[\s,;–—-])(?:it|they|both|each|either|neither|that|this|the (?:two|three|four|pair|duo|country|same|island|kingdom|republic|vote|abstention|no)|its|their|he|she)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",? (?:(?:both|all|each) of )?(?:which|who|whose [a-z ]{2,30}|itself)\b[^.;:,A-Z]*|['’]s [a-z ]{2,30}|,? (?:for (?:its|their) part,?)? ?|,? (?:too|also|both|likewise|as well|until then|hitherto|until \w+),? ?")  # fmt: skip
_FOR = re.compile(r"\b(?:for|by|from|of)\s+(?:the )?$", re.IGNORECASE)
_FOR_THEM = re.compile(
    r"\s*(?:as well |too |also )?for (?:either|both|each|all|it|them|the (?:two|three|country|pair))\b"
)
_AFTER = re.compile(r"[^.;]{0,40}?(?:[:,–—-]|\b(?:was|were|is|are)\b|\bincluding\b)\s*(?:the )?")


@dataclass(frozen=True, slots=True)
class Names:
    """A list of states: “Chad and Mali”."""

    voters: tuple[Mention, ...]
    start: int
    end: int
    led: bool
    """Whether it is the object of a verb or a preposition."""
    is_given: bool
    """Whether a preposition takes it that says whose something is: “a first *for* Chad”, “an abstention *by* Mali”."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The states of which a first is claimed, and the words in which their choice is told."""

    voters: tuple[Mention, ...]
    start: int
    """Where the clause, or the sentence before, starts that tells the choice."""


def owner(text: str, cue: Cue, sentence: tuple[int, int]) -> Owner | None:
    """Whose choice the words call new; None where the sentence does not tell."""
    start, end = sentence
    named = names_in(text, start, end)
    if cue.kind in (Kind.NO_ENVOY, Kind.HELD, Kind.ECHO):
        within = [n for n in named if cue.start <= n.start < cue.end]
        return Owner(within[0].voters, _before(text, start)) if len(within) == 1 else None
    if cue.kind is Kind.NEVER_HAD:
        behind = next((n for n in named if 0 <= n.start - cue.end <= 5), None)
        if behind is not None:
            return Owner(behind.voters, _before(text, start))
        return _spoken_of(text, cue.end, start) if _PRONOUN.match(text, cue.end, cue.end + 12) else None
    if cue.kind is Kind.NOUN:
        given = next((n for n in named if 0 <= n.start - cue.end <= 8 and n.is_given), None)
        first = clause(text, start, end, cue.start)[0]
        given = given or next(
            (n for n in reversed(named) if first <= n.start < cue.start and n.is_given), None
        )
        if given is not None:
            return Owner(given.voters, _before(text, start))
        if _FOR_THEM.match(text, cue.end):
            return subject(text, named, start, cue.start, anew=True)
    if cue.kind is Kind.NEWCOMER:
        lead = _AFTER.match(text, cue.end, end)
        behind = next(
            (n for n in named if lead is not None and n.start in range(cue.end, lead.end() + 5)), None
        )
        if behind is not None and not behind.led:
            return Owner(behind.voters, start)
    told = text.find(":", cue.end, end)
    if told >= 0 and not any(n.end <= cue.start for n in named):
        behind = next((n for n in named if 0 <= n.start - told <= 8), None)
        return Owner(behind.voters, start) if behind is not None else None
    return subject(text, named, start, cue.start)


def subject(text: str, named: list[Names], start: int, place: int, *, anew: bool = False) -> Owner | None:
    """The subject of the clause before a place, else of the clause or the sentence that its pronoun stands for."""
    before = [n for n in named if n.end <= place]
    last = before[-1] if before else None
    if last is not None and not anew and _RELATIVE.fullmatch(text, last.end, place):
        return Owner(last.voters[-1:] if last.led else last.voters, start)
    first = clause(text, start, place, place)[0]
    here = [n for n in before if n.start >= first and not n.led]
    if here and not anew:
        return Owner(here[-1].voters, start)
    if first > start:
        earlier = [n for n in before if n.start < first and not n.led]
        if len(earlier) == 1:
            return Owner(earlier[0].voters, start)
        if earlier:
            return None
    lead = text[first:place]
    return _spoken_of(text, place, start) if anew or _PRONOUN.search(lead) else None


def _spoken_of(text: str, place: int, start: int) -> Owner | None:
    """The only subject of the nearest sentence before that has one."""
    paragraph = paragraph_of(text, place)
    past = [s for s in sentences(text) if s[0] >= paragraph and s[0] < s[1] <= start]
    for first, last in reversed(past[-BACK:]):
        heads = [n for n in names_in(text, first, last) if not n.led]
        if len(heads) == 1:
            return Owner(heads[0].voters, first)
        if heads:
            return None
    return None


def _before(text: str, start: int) -> int:
    """Where the sentence before starts, in the same paragraph."""
    paragraph = paragraph_of(text, start)
    past = [s for s in sentences(text) if s[0] >= paragraph and s[0] < s[1] <= start]
    return past[-1][0] if past else start


def clause(text: str, start: int, end: int, place: int) -> tuple[int, int]:
    """The clause of a sentence in which a place stands."""
    cuts = list(_CUT.finditer(text, start, end))
    first = max((c.end() for c in cuts if c.end() <= place), default=start)
    return first, min((c.start() for c in cuts if c.start() >= place), default=end)


def names_in(text: str, start: int, end: int) -> list[Names]:
    """The lists of states named as voters in a stretch of a report, in order."""
    found: list[list[Mention]] = []
    for mention in _mentions(text, start, end):
        joined = found and _JOIN.fullmatch(text, found[-1][-1].end, mention.start)
        if joined:
            found[-1].append(mention)
        else:
            found.append([mention])
    return [_listed(text, start, tuple(one)) for one in found if len(one) <= MOST]


def _listed(text: str, start: int, voters: tuple[Mention, ...]) -> Names:
    first = voters[0].start
    is_given = _FOR.search(text, start, first) is not None
    return Names(voters, first, voters[-1].end, _LED.search(text, start, first) is not None, is_given)


def _mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    sentence = text[start:end]
    for hit in world.find_names(sentence):
        actors = world.resolve(hit, context=sentence).actors
        last = start + hit.end
        holds = _HOLDS.match(text, last) and not _VOTER.match(text, last)
        if len(actors) == 1 and not holds and not _NO_VOTER.match(text, last):
            yield Mention(actor=actors[0], text=hit.text, start=start + hit.start, end=last, form=hit.form)
