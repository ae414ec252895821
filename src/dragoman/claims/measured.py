"""Comparisons put together from their parts: a side, a direction, an amount and the time compared with, in any order.

“Support eroded by six over two years”, “those on the fence were scarcer than in 2021”. The
direction is found first; the side is that named nearest to it in its clause, and the time must stand where it can only
be that of the other vote. What lacks one of the three is no comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.claims.compared import Compared
from dragoman.claims.sides import Side, Span, clause_of, side_in, sides_in
from dragoman.claims.times import When, find_whens
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.sieve import Sieve

_VOTES = r"(?:ayes|noes|votes?|supporters?|backers?|friends|states|countries|members|nations|governments|delegations)"
_RISE = (
    r"gr(?:ow|ew|own)|r[io]sen?|climb(?:ed)?|swell(?:ed)?|swollen|increased?|(?:gone|went|crept|come|came) up|on the rise|doubled|tripled|soared|"
    r"surged|jumped|multiplied|mounted|stiffened|hardened|strengthened|broadened|widened|expanded|filled up|edged up|"
    r"gained(?! ground)|won (?:over|back)|recovered"
)
_FALL = (
    r"f[ae]ll(?:en)?|drop(?:ped)?|shr[aiu]nk|declined|decreased|dwindled|melted|thinned|(?:gone|went|come|came) down|"
    r"slipped|slid|halved|crumbled|collapsed|plummeted|plunged|s[au]nk|eroded|tumbled|narrowed|ebbed|emptied|weakened|waned|"
    r"receded|diminished|contracted|evaporated|cooled|fallen away|lost(?! ground)|shed|gone missing|went missing|defected|deserted|frayed|wasted away"
)
_LEVEL = (
    r"not (?:moved|changed|budged|shifted|stirred|altered)(?: by (?:a single|one|a)\b(?: \w+)?)?|(?<=did )not (?:move|change|budge|shift)|"
    r"(?:stayed|remained|stands?|stood|is|are|was|were) (?:exactly |just )?(?:where (?:it|they) (?:was|were|had been|stood)|unchanged|identical|the same|stable|level)|"
    r"no more and no (?:less|fewer)|neither more nor (?:less|fewer)|(?:held|remained|stayed) (?:steady|constant|flat)"
)
_MORE = r"more(?: numerous)?|larger|bigger|greater|higher|better|stronger|wider|broader|longer|fuller|louder"
_LESS = r"fewer|less(?: numerous)?|smaller|lower|worse|weaker|narrower|thinner|slimmer|shorter|emptier|poorer"
_WAY = Sieve(
    rf"\b(?:(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))(?! by \d+ to \d)|(?P<level>{_LEVEL})|(?P<more>{_MORE})|(?P<less>{_LESS})"
    r"|(?P<up>(?:is|are|was|were|\d|\w+,) up)|(?P<down>(?:is|are|was|were) down))\b"
)
_PASSED = Sieve(
    r"\b(?:(?P<above>outnumber(?:s|ed)|outstrip(?:s|ped)|overt(?:akes?|ook)|improv(?:es|ed) on|(?:went|goes|gone) beyond|outdid|outperformed)"
    r"|(?P<below>(?:did|does|do) not (?:reach|match|attain|come up to|equal)|failed to (?:reach|match|equal)|(?:remains|remained|stayed|lagged|trailed)(?: well| far| just)? (?:below|behind|under))"
    r"|(?P<level>on a par with))\b(?P<rest>[^.;:!?]{0,70})"
)
_BY_AFTER = re.compile(
    rf"(?: away| off| back| over)?(?: by)?(?: just| only| some| a mere)? (?P<by>{NUMBER})\b(?! (?:to|years?|months?|per|times|points|of|in)\b)(?: (?:more |further ))?(?: ?{_VOTES})?",
    re.IGNORECASE,
)
_BY_BEFORE = re.compile(
    rf"\b(?P<by>{NUMBER}) (?:{_VOTES} )?(?:(?:has|have|had|were|was|are|is) )?(?:been )?\Z", re.IGNORECASE
)
_TO = re.compile(rf" to (?:just |only )?(?P<now>{NUMBER})\b(?! (?:to|and|per)\b)", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:\w+['’]s?|(?-i:[A-Z])\w+) (?:side|camp|column)\b|\bper ?cent\b|%|\b(?:committee|paragraph|amendment|if|would|could|may|might|predict\w*|expect\w*|hop\w+|fear\w*|target|goal)\b",
    re.IGNORECASE,
)
"""Words with which something else is measured, or a side that its number alone tells."""
_NOT = re.compile(r"\b(?:not|never|nor|no|without|hardly|n['’]t|neither)(?: \w+){0,2} \Z", re.IGNORECASE)
_HAS = re.compile(
    r"\b(?:has|have|is|are)(?: (?:also|since|now|thus|therefore|been|even|again|become|still))* \Z",
    re.IGNORECASE,
)
_TO_IT = re.compile(
    r"(?:\b(?:since|than|from|against|over|on|beside|to|with|of|like|as|the|those|that|shown|reached|in|at|by|when|where|it|they|one|was|were|had|been|level|mark|figure|number|count|that of|early|late|autumn|summer|spring|winter|\d+)\b[ ,]*)+\Z",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"\b(?:since|than|from|against|over|compared (?:with|to)|beside|as|where (?:it|they)|(?:identical|equal) to)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"['’]s?\b")
_YEARS = re.compile(
    rf"\b(?:in|over|within|inside|during)(?: the)?(?: past| last| space of)* (?P<n>{NUMBER}) years\b(?! (?:ago|earlier|before))",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:at|since|than at|in) that (?:time|vote|ballot|occasion)\b|\b(?:since|than) then\b|\bthis time\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:at|than at|since|than) (?:the|its|their) (?:previous|last|preceding|latest) (?:attempt|try|session|outing|test|round)\b|\bwhen (?:it|the \w+) was last put to (?:the|a) vote\b",
    re.IGNORECASE,
)
_THIS_TIME = re.compile(r"[^.;:!?,]{0,30}\bthis (?:time|year)\b", re.IGNORECASE)
_THAN = re.compile(r"[^.;:!?]{0,60}?\bthan\b", re.IGNORECASE)
_ANY = re.compile(r"\b(?:any|ever|never|record)\b", re.IGNORECASE)
_VOTE_ALONE = re.compile(
    r"\b(?:votes|voices|states|countries|delegations)\b(?! (?:against|to))", re.IGNORECASE
)
_FARED = re.compile(rf"\b(?:fared|did|does|performed|came off)(?: {NUMBER})? \Z", re.IGNORECASE)
_OF_VOTES = re.compile(
    r"\b(?:vot|state|countr|nation|text|draft|motion|resolution|hands|delegat|government|noe?s?\b|nays|member|oppo|negative|objec|naysay|reject|refus|resist|hostil|detract|red )",
    re.IGNORECASE,
)
"""“Against the rocks” is no side of a vote."""
_TEXT = re.compile(
    r"\b(?:the|its|this|that) (?:\w+ ){0,2}(?:text|resolution|draft|motion|proposal|tally|score|vote|call|appeal|campaign)\b|^it\b",
    re.IGNORECASE,
)


def find_measured(text: str, start: int, end: int) -> Iterator[Compared]:
    """The comparisons of a sentence of which side, direction and time are told."""
    sentence = start, end
    yield from _passed(text, sentence)
    if _ANY.search(text, start, end) or _OTHERS.search(text, start, end):
        return
    for m in _WAY.finditer(text, start, end):
        way, first = _way(m), clause_of(text, m.start(), sentence)[0]
        if way and _NOT.search(text, max(start, m.start() - 30), m.start()):
            continue
        when = _when(text, m, sentence)
        if when is None:
            continue
        by, last = _amount(text, m, start) if way else (None, m.end())
        side = _side(text, m, first, min(end, max(when.start, m.end())), sentence, by)
        if side is not None and (side.name != "no" or _OF_VOTES.search(text, start, end)):
            near = when if when.start <= m.end() + 80 else None
            to = _TO.match(text, last) if m["rise"] or m["fall"] else None
            now, last = (number_of(to["now"]), to.end()) if to else (None, last)
            yield Compared(m.start(), max(last, near.end if near else 0), side, way, None, now, by, when)


def _way(m: re.Match[str]) -> int:
    if m["level"]:
        return 0
    return 1 if m["rise"] or m["more"] or m["up"] else -1


def _amount(text: str, m: re.Match[str], start: int) -> tuple[int | None, int]:
    """By how much, and where the words end: “down by nine”, “six ayes were shed”, “six fewer”."""
    if not (m["more"] or m["less"]) and (after := _BY_AFTER.match(text, m.end())):
        return number_of(after["by"]), after.end()
    before = _BY_BEFORE.search(text, max(start, m.start() - 40), m.start())
    return (number_of(before["by"]) if before else None), m.end()


def _side(text: str, m: re.Match[str], first: int, last: int, sentence: Span, by: int | None) -> Side | None:
    """The side named before a change in its clause, else after it, else alone in the sentence up to the time."""
    tries = [(max(first, m.start() - 70), m.end(), m.start()), (m.end(), min(last, m.end() + 60), m.end())]
    is_more = bool(m["more"] or m["less"])
    if is_more:
        tries.reverse()
    for at in tries:
        if (side := side_in(text, *at)) is not None:
            return side
    if is_more and len(sides_in(text, sentence[0], m.start())) == 1:
        return side_in(text, sentence[0], m.start(), m.start())
    if _FARED.search(text, first, m.start()):
        return Side(is_vague=True)
    counted = _VOTE_ALONE.search(text, max(first, m.start() - 30), min(last, m.end() + 30))
    if not is_more and by is not None and counted:
        return Side(is_said=True)
    return None


def _when(text: str, m: re.Match[str], sentence: Span) -> When | None:
    """The time of the other vote: told so that it can be no other's, or understood from “has shrunk”."""
    start, end = sentence
    compares = bool(m["more"] or m["less"])
    than = _THAN.match(text, m.end(), end) if compares else None
    if compares and than is None:  # “more in 2019” says the reverse
        here = _THIS_TIME.match(text, m.end(), end)
        return When(*here.span(), back=True) if here else None
    low = than.end() - 5 if than else start
    if years := _YEARS.search(text, start, end):
        return When(*years.span(), ago=number_of(years["n"]))
    for pattern, last in ((_LAST, True), (_AGAIN, False)):
        if said := pattern.search(text, low, end):
            return When(*said.span(), last=last, back=not last)
    for when in find_whens(text, low, end):
        if than and _TO_IT.fullmatch(text, than.end() - 4, when.start):
            return when
        if not than and _is_of_other(text, when, start):
            return when
    if (
        not compares
        and not any(find_whens(text, start, end))
        and _HAS.search(text, max(start, m.start() - 40), m.start())
    ):
        return When(*m.span(), back=True)
    return None


def _is_of_other(text: str, when: When, start: int) -> bool:
    """Whether a time is one since which, or against which, something changed."""
    if when.back or when.last:
        return True
    words = text[when.start : when.end].lower()
    if words.startswith(("in ", "over ", "within ")):
        return True
    tail = _TO_IT.search(text, max(start, when.start - 40), when.start)
    return bool(
        (tail and _MARKS.search(text, tail.start(), when.start))
        or (_OWNED.match(text, when.end) and not text[: when.start].endswith((" in ", " on ")))
    )


def _passed(text: str, sentence: Span) -> Iterator[Compared]:
    """“outnumbered last year's 16”, “improved on the support shown in 1985”, “did not reach the level of 2020”."""
    for m in _PASSED.finditer(text, *sentence):
        when = next(find_whens(text, *m.span("rest")), None)
        first, _ = clause_of(text, m.start(), sentence)
        side = side_in(text, first, m.start(), m.start()) or side_in(text, *m.span("rest"), m.start())
        if side is None and _TEXT.search(text, first, m.start()):
            side = Side(is_said=True, is_vague=True)
        if when is not None and side is not None:
            way = 1 if m["above"] else -1 if m["below"] else 0
            yield Compared(m.start(), when.end, side, way, when=when)
