"""Words for a side of a vote: “the noes”, “in favour”, “abstentions”, “the majority”."""

from __future__ import annotations

import re
from dataclasses import dataclass

Span = tuple[int, int]

_NO = r"\bnoe?s\b|\bnays?\b|\bno (?:votes?|camp|column|side|corner)\b|\b(?:vot\w+|said|say|saying) no\b|\bfirst no\b|\bagainst\b|\boppos|\bopponents?\b|\bnegative|\bdissent|\brefusals?\b|\bdetractors?\b|\bobject(?:ors|ed)\b|\bnaysayers?\b|\brejection(?:ists?| front)\b|\bhostility\b|\bresist(?:ed|ance)\b|\bred (?:column|lights?|buttons?)\b|\bin its way\b"
_YES = r"\bin favou?r|\bayes?\b|\byes(?:es)?\b|\bsupport|\bback(?:ed|ing|ers)\b|\bvot\w+ for\b|\b(?:more|fewer|less) votes\b(?! against)|\bvotes? (?:more|fewer|less)\b(?! (?:were )?against)|\bbacking\b|\bstood by\b|\bwith us\b|\bwere for\b|\bapprov|\bgreen (?:column|lights?|buttons?)\b|\b(?:stood|coalition|ranks|front) behind\b|\bendors|\bfriends\b"
_VAGUE = r"\bmajorit|\bresult\b|\bscore\b|\bshowing\b|\bperformance\b|\bground\b"
_SIDE = re.compile(
    rf"(?P<abstain>\babst|\bfence\b|\bfence[- ]sit|\bundecided\b|\bhesita(?:nt|ted)\b|\byellow (?:column|lights?|buttons?)\b|\b(?:kept|stayed|stay) out of it\b|\bwithout an opinion\b|\bneutrals\b)|(?P<no>{_NO})|(?P<margin>\bmargin\b)|(?P<yes>{_YES})|(?P<vague>{_VAGUE})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:]| [–—-] |, (?:and|but|while|with|which|whereas)\b|\band (?:the|from)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Side:
    name: str = "yes"
    """`yes`, `no` or `abstain`, as the field of a tally, or `margin`."""
    is_said: bool = False
    is_vague: bool = False
    """Of “the majority” or “the result”: the margin may be meant as well."""


def side_in(text: str, start: int, end: int, place: int) -> Side | None:
    """The side named between two places, nearest to a third."""
    found = min(_SIDE.finditer(text, start, end), key=lambda m: abs(m.start() - place), default=None)
    if found is None:
        return None
    kind = found.lastgroup or "yes"
    return Side("yes" if kind == "vague" else kind, is_said=True, is_vague=kind == "vague")


def sides_in(text: str, start: int, end: int) -> set[str]:
    """All sides named between two places."""
    kinds = (m.lastgroup or "yes" for m in _SIDE.finditer(text, start, end))
    return {"yes" if kind == "vague" else kind for kind in kinds}


def side_of(text: str, start: int, focus: int, sentence: Span) -> Side:
    """Of what is compared: named in the words of comparison, else in the clause, else before in the sentence."""
    first, last = clause_of(text, start, sentence)
    tries = ((start, focus, start), (first, last, start), (sentence[0], start, start))
    return next((side for at in tries if (side := side_in(text, *at))), Side())


def clause_of(text: str, place: int, sentence: Span) -> Span:
    """The clause of a sentence in which a place stands."""
    start, end = sentence
    for cut in _CLAUSE.finditer(text, start, end):
        if cut.end() <= place:
            start = cut.end()
        elif cut.start() > place:
            return start, cut.start()
    return start, end
