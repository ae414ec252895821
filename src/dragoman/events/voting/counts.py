"""Totals told clause by clause, the side of some only by its place: “Sixty states wished it, 22 did not, 78 would not say”.

The ayes come first, then the noes, then those who abstained. What stands behind or before a number often says none of
this in words that can be listed; where the last of two or three numbers is surely of one side, its place tells those
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.domain.rollcalls import COUNCIL_SIZE, Tally
from dragoman.events.voting.ballots import TallyStatement
from dragoman.events.voting.tallies import (
    ASIDE,
    LARGEST,
    NUMBER,
    find_tallies,
    moved,
    number_of,
)
from dragoman.text.sieve import Sieve

FAR = 120
"""Characters from one number to the next within which they are of one total."""
FEWEST = 3
"""A smaller number at the head of a clause is seldom that of the ayes."""

_VOTERS = (
    r"(?:(?:member )?(?:states|countries|members|nations|governments|delegations|capitals|delegates)|votes?)"
)
_HEAD = re.compile(
    rf"(?:\A|(?<=[,;:–—(“\"] )|(?<=[.!?] )|\b(?:and|but|while|with|as) )(?:(?:and|but|while|only|just|some|another|a further|as many as|no fewer than|the) ){{0,2}}"
    rf"(?P<number>{NUMBER})\b(?:(?P<voters> (?:other )?{_VOTERS})\b|(?= (?:did|were|was|would|had|could) not\b| (?:was|were|more)\b))(?! of (?:its|the)\b)",
    re.IGNORECASE,
)
_PART = re.compile(r"^\W*(?:of|among) (?:the|its|their)\b|\bmembers of the\b", re.IGNORECASE)
"""“Of the 27, 20 …”: numbers that count a part."""
_COLOURS = Sieve(
    rf"\b(?P<yes>{NUMBER}) (?:were )?(?:green|in green)(?: lights?)?,? (?:and )?(?P<no>{NUMBER}) (?:were )?(?:in )?red(?: ones| lights?)?"
    rf"(?:,? (?:and )?(?P<abstain>{NUMBER}) (?:were )?(?:in )?(?:yellow|amber))?",
    re.IGNORECASE,
)
_LAST = re.compile(rf"(?<![\w-])(?P<number>{NUMBER})(?=[,;.]|\s*$| and\b)(?!, (?:19|20)\d\d)", re.IGNORECASE)
_ASIDE = Sieve(rf"\b(?:abst\w+|{ASIDE})", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:noes|nays|against|no votes|opposed|opponents)\b", re.IGNORECASE)
_UNANIMOUS = Sieve(
    r"\b(?:(?P<all>all (?:of )?(?:its |the |their )?(?:15|fifteen)(?: of (?:its|the))?(?: (?:council )?(?:members|votes|states|governments|delegations))?"
    r"|the (?:15|fifteen) members (?:\w+ )?unanimously)"
    r"(?! (?:of|in) (?!the (?:security )?council|its)| (?:european|EU))|unanimous(?:ly)?\b)",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:EU|European|Union|Twelve|Fifteen|bloc|ministers|committee|court|judges)\b")
_COUNCIL = re.compile(r"\b[Cc]ouncil\b|\b[Rr]esolution (?:no\. ?)?\d{3,4}\b(?![/\d]| ?\()")
"""The Council by its name, or by a resolution with a number alone, which only it gives."""


def find_totals(text: str, start: int, end: int) -> tuple[TallyStatement, ...]:
    """Totals stated between `start` and `end`, a sentence; offsets count the whole text."""
    sentence = text[start:end]
    found = [moved(t, -start) for t in find_tallies(text, start, end)]
    found = [_filled(sentence, t, found) for t in found]
    more = [*_coloured(sentence), *_listed(sentence), *_unanimous(sentence)]
    found = [t for t in found if not any(_meet(t, m) for m in more)] + more
    return tuple(moved(t, start) for t in sorted(found, key=lambda t: t.start))


def _meet(one: TallyStatement, other: TallyStatement) -> bool:
    return one.start < other.end and other.start < one.end


def _filled(sentence: str, t: TallyStatement, found: Sequence[TallyStatement]) -> TallyStatement:
    """A total without ayes, with those counted in the clauses before it, and the noes between them."""
    tally = t.tally
    if tally.yes is not None or tally.absent is not None or (tally.no or tally.abstain) is None:
        return t
    before = [
        m
        for m in _HEAD.finditer(sentence, 0, t.start)
        if not any(o is not t and o.start <= m.start() < o.end for o in found)
    ]
    places = [*(m.start("number") for m in before), t.start]
    near = list(pairwise(places))
    if not before or near[-1][1] - near[-1][0] > FAR or _PART.search(sentence, 0, t.start):
        return t
    numbers = [number_of(m["number"]) for m in before]
    two = len(before) > 1 and tally.no is None and near[-2][1] - near[-2][0] <= FAR
    first = before[-2] if two else before[-1]
    if not first["voters"] or numbers[-2 if two else -1] < FEWEST:
        return t
    yes, no = (numbers[-2], numbers[-1]) if two else (numbers[-1], tally.no)
    if yes + (no or 0) + (tally.abstain or 0) > LARGEST:
        return t
    begin = first.start("number")
    return replace(t, tally=replace(tally, yes=yes, no=no), start=begin, anchor=begin)


def _coloured(sentence: str) -> Iterator[TallyStatement]:
    """“97 green lights, six red, 18 amber”."""
    for m in _COLOURS.finditer(sentence):
        numbers = {role: number_of(m[role]) for role in ("yes", "no", "abstain") if m[role]}
        yield TallyStatement(tally=Tally(**numbers), start=m.start(), end=m.end(), anchor=m.start())


def _listed(sentence: str) -> Iterator[TallyStatement]:
    """“its friends numbering 101, its enemies 14 and those who would not say 47”: each number behind its side."""
    aside = _ASIDE.search(sentence)
    if aside is None:
        return
    numbers = list(_LAST.finditer(sentence))
    for three in zip(numbers, numbers[1:], numbers[2:], strict=False):
        first, second, third = three
        labels = (
            sentence[: first.start()],
            sentence[first.end() : second.start()],
            sentence[second.end() : third.start()],
        )
        if max(map(len, labels[1:])) > FAR or any(re.search(r"[.;:!?\d]", label) for label in labels[1:]):
            continue
        if not _ASIDE.search(labels[2]) or min(len(label.split()) for label in labels) < 2:
            continue
        yes, no, abstain = (number_of(m["number"]) for m in three)
        if yes + no + abstain > LARGEST or any(map(_ASIDE.search, (labels[0][-FAR:], labels[1]))):
            continue
        if _AGAINST.search(labels[0][-40:]):
            yes, no = no, yes
        start = max(labels[0].rfind(", "), labels[0].rfind("; ")) + 1
        start = start or first.start()
        tally = Tally(yes=yes, no=no, abstain=abstain)
        yield TallyStatement(tally=tally, start=start, end=third.end(), anchor=first.start())
        return


def _unanimous(sentence: str) -> Iterator[TallyStatement]:
    """“All fifteen members agreed”, “the Council unanimously extended …”: a vote in which nobody else can have been."""
    for m in _UNANIMOUS.finditer(sentence):
        if _OTHERS.search(sentence):
            continue
        if m["all"] or _COUNCIL.search(sentence):
            tally = Tally(yes=COUNCIL_SIZE, no=0, abstain=0)
            yield TallyStatement(tally=tally, start=m.start(), end=m.end(), anchor=m.start())
            return


# ------------------------------------------------------------------ several told one after the other
def join_tallies(tallies: Sequence[TallyStatement], text: str) -> list[TallyStatement]:
    """Totals told one after the other, “130 were for it. Thirty-two were against.”, as one."""
    joined: list[TallyStatement] = []
    for t in tallies:
        last = joined[-1] if joined else None
        if last is not None and _follows(last, t, text):
            joined[-1] = replace(
                last,
                tally=_both(last.tally, t.tally),
                end=t.end,
                parts=_parts(last, t, text[last.end : t.start], text[t.start : t.end]),
            )
        else:
            joined.append(t)
    return joined


def _both(first: Tally, second: Tally) -> Tally:
    parts = {n: getattr(first, n) if getattr(first, n) is not None else getattr(second, n) for n in _ROLES}
    return Tally(**parts)


_SCORES = re.compile(r"[.;] ?")
"""What stands between the parts of a bare score: “90 for. 8 against. 12 abstaining.”"""


def _parts(last: TallyStatement, t: TallyStatement, between: str, words: str) -> tuple[TallyStatement, ...]:
    """What each sentence tells of a total told in several."""
    *before, end = last.parts or (last,)
    first, *rest = t.parts or (t,)
    is_score = _SCORES.fullmatch(between) and words[:1].isdigit()
    if re.search(r"[.;!?]", between) and not is_score:
        return (*before, end, first, *rest)
    return (*before, replace(end, tally=_both(end.tally, first.tally), end=first.end), *rest)


_ROLES = ("yes", "no", "abstain", "absent")
_BETWEEN = 60
"""Characters within which the next part of a total is still of the same vote."""


def _follows(last: TallyStatement, t: TallyStatement, text: str) -> bool:
    told = [n for n in _ROLES if getattr(last.tally, n) is not None]
    fresh = [n for n in _ROLES if getattr(t.tally, n) is not None]
    between = text[last.end : t.start]
    return (
        told[0] == "yes"
        and not set(told) & set(fresh)
        and len(between) < _BETWEEN
        and "\n" not in between
        and not re.search(r"[A-Z]\w+ [A-Z]|\b(?:of|among|members)\b", between)
    )
