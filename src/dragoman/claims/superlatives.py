"""Words that a vote had more, or fewer, on a side than any before it, put together from their parts.

A side (“noes”), a measure (“the thinnest”, “so few”, “more … than”, “never been weaker”) and the span of which it is said
(“this century”, “in all its history”, “at any time since 1998”). `extremes` asks the record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.claims.sides import Side, Span, clause_of, side_in
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.sieve import Sieve

_LARGE = r"more(?: numerous)?|larger|bigger|greater|higher|better|stronger|wider|broader|heavier|firmer"
_SMALL = r"fewer|less(?: numerous)?|smaller|lower|worse|weaker|narrower|thinner|slimmer|poorer|scarcer"
_MOST = r"highest|largest|biggest|strongest|greatest|widest|broadest|best|(?<=the )most"
_LEAST = r"lowest|smallest|fewest|weakest|narrowest|thinnest|slimmest|poorest|worst"
_ANY_TIME = (
    r"(?:ever|(?:at |in |on |with |for )?(?:any|all) (?:(?:of (?:the|its) )?(?:\w+ ){0,2})?(?:time|point|moment|year|vote|ballot|session|text|resolution|occasion|version|edition|count)s?\b(?: before)?"
    r"|(?:the|this|that) (?:\w+ ){1,2}(?:has|had)(?: ever)? \w+(?: before| in (?:all )?its (?:\w+ )?(?:history|life|existence)))"
)
_SPAN = (
    r"(?:ever|on record|so far|to date|yet|in (?:all )?(?:its|the) (?:[\w-]+ )?(?:history|life|existence|half-century|century|decades)|this century|"
    rf"in (?:more than |over |almost |nearly )?(?:a|{NUMBER}|several) (?:decades?|years)|since\b)"
)
_MEASURED = Sieve(
    rf"\b(?:(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))\b[^.;:!?]{{0,45}}?\b{_SPAN}"
    rf"|(?:(?P<more>{_LARGE})|(?P<fewer>{_SMALL}))\b[^.;:!?]{{0,50}}?\bthan {_ANY_TIME}"
    rf"|(?:has|have|had|was|were)? ?never (?:before |yet )?(?:(?:been|had|met(?: with)?|drawn|won|fared|done|got|attracted|seen) )?(?:(?P<up>{_LARGE})|(?P<down>{_SMALL}))\b"
    r"|(?:nor|not|never|no (?:earlier|previous|other)|at no (?:point|time)|hitherto)\b[^.;:!?]{0,70}?\b(?:so|such) (?:(?P<many>many|much|large|high|strong|numerous|great|wide|broad)|(?P<few>few|little|low|small|weak|thin))\b"
    r"|so (?:(?P<many2>many|much)|(?P<few2>few|little))\b[^.;:!?,]{0,40}? (?:it|they|the \w+|this \w+) (?:has|had|have) (?:never|not)\b"
    r"|(?:(?P<record>a (?:new )?(?:record|all-time)(?: high| peak| number| figure| level)?|all-time high|unprecedented)|(?P<low>(?:record|all-time|historic) low|rock bottom)))\b"
)
_UP = ("most", "more", "up", "many", "many2", "record")
_SAID_SINCE = re.compile(
    r"\bsince(?: the)?(?: \w+){0,2} (?P<year>(?:19|20)\d\d)\b|\bthis (?P<century>century)\b", re.IGNORECASE
)
_SINCE = re.compile(
    r"\bsince\b(?! (?:the|its|it|they) [^.;:!?]{0,40}?\b(?:began|begins|started|first|begun|existed?s?)\b)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"\bin (?:more than |over |almost |nearly )?(?P<n>{NUMBER}|a|several) (?P<unit>decades?|years)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:per ?cent|vetoes|committee|amendments?|paragraph|would|could|may|might|if|hop\w+|expect\w*|predict\w*|speakers|twice|"
    r"(?:one|two|some|most|many) of|from (?:africa|europe|asia)|(?:african|european|arab|asian|western|latin|eu|nato) (?:states|countries|members|noes|votes|governments))\b|%",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Superlative:
    """That a vote has the most, or the fewest, on a side."""

    start: int
    end: int
    side: Side | None
    """None where no word names it, but perhaps a number."""
    is_low: bool
    year: int | None
    """The first year of which it is said; None for all."""
    years: int | None = None
    """So many years before the vote of which it is said; None for all."""


def find_superlative(text: str, sentence: Span) -> Superlative | None:
    """The first such words of a sentence of which the span is told."""
    m = _MEASURED.search(text, *sentence)
    if m is None or _OTHER.search(text, *sentence):
        return None
    side = _side(text, m, sentence)
    since = _SAID_SINCE.search(text, *sentence)
    if since is None and _SINCE.search(text, *sentence):
        return None
    year = (2000 if since["century"] else int(since["year"]) + 1) if since else None
    low = not any(m[name] for name in _UP)
    said = _YEARS.search(text, m.start(), min(sentence[1], m.end() + 30))
    years = _length(said) if said else None
    return None if said and years is None else Superlative(*m.span(), side, low, year, years)


def _length(said: re.Match[str]) -> int | None:
    word = said["n"].lower()
    if word == "several":
        return None
    n = 1 if word == "a" else number_of(word)
    return n * (10 if said["unit"].lower().startswith("decade") else 1)


def _side(text: str, m: re.Match[str], sentence: Span) -> Side | None:
    """The side named in the words, else nearest before them in the clause, else just after."""
    first, last = clause_of(text, m.start(), sentence)
    tries = ((*m.span(), m.end()), (first, m.start(), m.start()), (m.end(), min(last, m.end() + 40), m.end()))
    named = next((side for at in tries if (side := side_in(text, *at)) is not None), None)
    fared = text[m.start() : m.end()].lower().split()
    return named or (Side(is_said=True, is_vague=True) if {"fared", "done"} & {*fared} else None)
