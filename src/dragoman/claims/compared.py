"""The words with which a report compares a vote with an earlier one: which side, which way, which numbers, what time.

“The noes were more numerous than in 1982”, “climbed from 51 to 60”, “ten fewer were against”, “four years earlier it was
61”. Only the words are read here; `comparisons` asks the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.claims.sides import Side, Span, clause_of, side_in, side_of
from dragoman.claims.times import MONTH, When, find_when, find_whens
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.sieve import Sieve


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison as the words make it."""

    start: int
    end: int
    side: Side
    way: int | None
    """1 for more, -1 for fewer, 0 for as many; None where only a number is given."""
    before: int | None = None
    now: int | None = None
    by: int | None = None
    """The difference."""
    when: When | None = None
    than: Span | None = None
    """Where the words stand that name the other vote: “than *on the islands*”; and, in `of`, those for this one."""
    of: Span | None = None


_UP = "grow|grew|grown|rise|rises|rose|risen|up|increased?|climb(?:ed)?|gone up|went up|swelled|swollen|jumped|gained"
_DOWN = (
    "f[ae]ll(?:en)?|drop(?:s|ped)?|down|shrank|shrunk|slid|slipped|declined?|decreased?|dwindled|lost|melted|thinned|"
    "come down|came down|gone down|went down"
)
_OTHERWISE = (
    "went|gone|moved|changed|turned|crumbled|collapsed|plummeted|plunged|sank|sunk|eroded|tumbled|soared|surged|doubled|"
    "tripled|halved|leapt|swung|narrowed|widened|ebbed|recovered|crept|edged|inched|multiplied"
)
_MORE = "more numerous|more|larger|bigger|greater|higher|better|stronger|wider"
_FEWER = "fewer|less|smaller|lower|worse|weaker|narrower|thinner|slimmer"
_UPWARD = re.compile(rf"(?:{_UP}|{_MORE})", re.IGNORECASE)
_VOTERS = "(?:votes?|ballots?|states?|countries|country|members?|nations?|governments?|delegations?|capitals)"
_REST = r"(?:[^.;:!?]|(?<=Jan|Feb|Aug|ept|Oct|Nov|Dec)\.)"
_UNIT = r"(?!\s*(?:%|per ?cent|years?|months?|weeks?|days?|hours?|minutes?|o.clock|million|billion|thousand|dollars|-|–))"
_N = rf"{NUMBER}\b{_UNIT}"

_PAIR = Sieve(
    rf"\bfrom (?:the )?(?P<before>{_N})[^.;:!?]{{0,40}}? to (?P<now>{_N})(?! {MONTH})", re.IGNORECASE
)
_CHANGED = re.compile(rf"\b(?:{_UP}|{_DOWN}|{_OTHERWISE})\b", re.IGNORECASE)
_STAYED = re.compile(
    r"\b(?:there (?:they|it) (?:has |have |had )?(?:stayed|remained|stand)|(?:stayed|remained) (?:there|at that)|stuck there)\b",
    re.IGNORECASE,
)
_THAN = Sieve(
    rf"(?:\b(?P<by>{NUMBER}) (?:{_VOTERS} )?)?\b(?P<way>{_MORE}|{_FEWER})\b[^.;:!?]{{0,60}}?\bthan\b(?P<rest>{_REST}{{0,110}})",
    re.IGNORECASE,
)
_ANY = re.compile(r"\s+(?:at |in |on )?(?:any|ever)\b", re.IGNORECASE)
_AS_MANY = Sieve(
    r"(?<!twice )(?<!times )\b(?:(?:exactly |just )?as many (?:\w+ ){0,6}?as|unchanged (?:from|since)|(?:stayed|remained) the same as|the same (?:number|total|score|figure|count|tally)[^.;:!?]{0,40}?\b(?:as|that))\b"
    r"(?P<rest>[^.;:!?,]{0,60})",
    re.IGNORECASE,
)
_FROM = Sieve(
    rf"\b(?P<way>{_UP}|{_DOWN}|improvement|increase|decrease|drop)\b[^.;:!?,\d]{{0,15}}?\b(?:from|on) (?:the )?(?!no\b)(?P<before>{_N})",
    re.IGNORECASE,
)
_TO_FROM = Sieve(
    rf"\b(?P<way>{_UP}|{_DOWN}|leapt|soared|surged|sank|plunged|tumbled|plummeted) to (?P<now>{_N})[^.;:!?\d]{{0,25}}? from (?:the )?(?P<before>{_N})",
    re.IGNORECASE,
)
_NOT_AS = Sieve(
    r"\bnot (?:nearly |quite )?(?:as|so) (?:large|big|high|strong|many|great|clear)\b[^.;:!?,]{0,40}?\bas\b(?P<rest>[^.;:!?,]{0,60})",
    re.IGNORECASE,
)
_BESTED = Sieve(
    r"\b(?:(?P<above>exceed(?:s|ed)|surpass(?:es|ed)|topp(?:s|ed)|beats?|better(?:s|ed)|outdid)|(?P<below>f[ae]lls? (?:short of|below))"
    r"|(?P<level>match(?:es|ed)|equall?(?:s|ed)))\b(?P<rest>[^.;:!?]{0,80})",
    re.IGNORECASE,
)
_AS_IN = Sieve(
    rf"(?<! to )\b(?P<now>{_N})(?! to )(?: {_VOTERS})?[^.;:!?,]{{0,40}}, (?:just |exactly )?as (?=in |on |at |last |a year|two years)(?P<rest>[^.;:!?,]{{0,40}})",
    re.IGNORECASE,
)
_BESIDE = Sieve(
    rf"\b(?:compared (?:with|to)|as against|against|after) (?:the |only |just )?(?P<before>{_N})",
    re.IGNORECASE,
)
_BY = Sieve(
    rf"\b(?P<by>{NUMBER}) (?:{_VOTERS} )?(?P<way>more|fewer|less)\b(?! than)[^.;:!?,]{{0,40}}", re.IGNORECASE
)
_BECAME = Sieve(
    rf"\b(?:is|are|was|were|be|been|become|became|grew|grown|got|looks|looked) (?:\w+ )?(?P<way>{_MORE}|{_FEWER})\b(?! than)",
    re.IGNORECASE,
)
_MOVED = Sieve(
    rf"\b(?P<way>{_UP}|{_DOWN})\b(?: by (?:just |only )?(?P<by>{NUMBER})\b(?: {_VOTERS})?)?", re.IGNORECASE
)
SINCE = re.compile(r"\b(?:since|compared (?:with|to)|than)(?: in| the)? ?\Z", re.IGNORECASE)
_IT_WAS = re.compile(
    r"(?:, [^.;:!?,]{1,45},|,)? (?:it|there|they|the (?:figure|score|number|total|count|tally)|the (?:ayes|noes|abstentions))\s(?:was|were|had been|stood at|numbered|came to)"
    rf" (?:still )?(?:only |just |a )?(?P<before>{_N})(?!,? (?:and|to|against) {NUMBER})",
    re.IGNORECASE,
)
_WERE = re.compile(
    rf"(?:, [^.;:!?,]{{1,45}},|,)? (?:only |just |still )?(?P<before>{_N}) (?:{_VOTERS} )?"
    r"(?P<verb>(?:had )?(?:were|was|been|voted|stood|backed|supported|opposed|abstained|said)\b[^.;:!?,]{0,40}?)(?=[.;:!?,]|$| and | but )"
    rf"(?:,? (?:and|but|while) (?P<others>{_N}) (?:{_VOTERS} )?"
    r"(?P<others_verb>(?:were|was|did|had) not|against|opposed|abstained|voted \w+|were \w+))?",
    re.IGNORECASE,
)
OF_VOTES = 40
"""Characters around “more … than” within which something that a vote has is named."""
FAR_OF_VOTES = 160
"""The same where “, one more than …” is told of what was counted before."""
_OF_VOTES = re.compile(
    rf"\b(?:{_VOTERS}|vot\w+|noes?|ayes?|nays?|abst\w+|support\w*|oppos\w+|opponents?|majority|margin|result|score|total|tally|count|figure|numbers?|text|draft|resolution|in favou?r|against it|(?:stood|voted|were|was|came out) against)\b",
    re.IGNORECASE,
)
_THAT_IS = re.compile(r"\W*(?:that|this|it) (?:is|was)\b", re.IGNORECASE)
"""“That was ten more than …”: of the number told just before."""
_LIGHT = re.compile(
    rf"\s*(?:{_VOTERS}|cast|recorded|obtained|reached|won|it|they|that|those|who|which|had|did|was|were|been|of|in|on|at|a|the|,|\s)*",
    re.IGNORECASE,
)


def find_compared(text: str, start: int, end: int) -> list[list[Compared]]:
    """The comparisons of a sentence in order; steps told in one breath, “from 51 to 60 and from 60 to 64”, together."""
    sentence = start, end
    found: list[list[Compared]] = []
    steps = _steps(text, sentence)
    if steps:
        found.append(steps)
    for reader in (
        _to_from,
        _than,
        _as_many,
        _as_in,
        _not_as,
        _bested,
        _up_from,
        _beside,
        _was,
        _by,
        _became,
        _moved,
    ):
        for one in reader(text, sentence):
            taken = [c for chain in found for c in chain]
            if not any(one.start < c.end and c.start < one.end for c in taken):
                found.append([one])
    return sorted(found, key=lambda chain: chain[0].start)


def _way(word: str) -> int:
    return 1 if _UPWARD.fullmatch(word) else -1


def _steps(text: str, sentence: Span) -> list[Compared]:
    """“climbed from 51 to 60 and from 60 to 64”, “and there they have stayed”."""
    pairs = list(_PAIR.finditer(text, *sentence))
    changed = pairs and _CHANGED.search(text, max(sentence[0], pairs[0].start() - 60), pairs[0].end())
    if not changed:
        return []
    side = side_of(text, min(changed.start(), pairs[0].start()), pairs[0].end(), sentence)
    found: list[Compared] = []
    for m in pairs:
        before, now = number_of(m["before"]), number_of(m["now"])
        if found and found[-1].now != before:
            break
        start = min(changed.start(), m.start()) if not found else m.start()
        found.append(Compared(start, m.end(), side, _sign(now - before), before, now, when=None))
    if len(found) == 1:
        _, last = clause_of(text, found[0].start, sentence)
        found[0] = replace(found[0], when=find_when(text, pairs[0].start(), last))
    if (stayed := _STAYED.search(text, found[-1].end, sentence[1])) is not None:
        found.append(Compared(*stayed.span(), side, 0, found[-1].now, found[-1].now))
    return found


def _sign(difference: int) -> int:
    return (difference > 0) - (difference < 0)


def _than(text: str, sentence: Span) -> Iterator[Compared]:
    """“more than the 120 a year earlier”, “more numerous than in 1982”, “higher than on 3 June, when 80 …”."""
    for m in _THAN.finditer(text, *sentence):
        before, when, end = tail_of(text, *m.span("rest"))
        if when is None or _ANY.match(m["rest"]):
            continue
        is_aside = bool(m["by"]) and text[: m.start()].endswith((", ", "– ", "— "))
        far = FAR_OF_VOTES if is_aside else OF_VOTES
        near = max(sentence[0], m.start() - OF_VOTES)
        side = (
            side_in(text, near, m.start("rest"), m.start()) or Side()
            if is_aside
            else side_of(text, m.start(), m.start("rest"), sentence)
        )
        if not _THAT_IS.match(text, sentence[0]) and not _OF_VOTES.search(
            text, max(sentence[0], m.start() - far), min(sentence[1], end + far)
        ):
            continue
        by = number_of(m["by"]) if m["by"] else None
        yield Compared(m.start(), end, side, _way(m["way"]), before, by=by, when=when)


_QUANTITY = re.compile(rf"\s+{NUMBER}\b", re.IGNORECASE)
_NUMBER = Sieve(rf"\b(?P<n>{_N})(?! to (?:one|1)\b)", re.IGNORECASE)


def tail_of(text: str, start: int, end: int) -> tuple[int | None, When | None, int]:
    """The number and the time after “than”, and where they end; no time where the words speak of a quantity."""
    comma = text.find(",", start, end)
    head = comma if comma >= 0 else end
    when = find_when(text, start, head)
    number = _number_in(text, start, head)
    quantity = _QUANTITY.match(text, start, head)
    if when is not None and quantity is not None and number is not None:
        between = _LIGHT.match(text, number.end(), head)
        if when.start > number.end() and (between is None or between.end() < when.start):
            return None, None, head
    if when is not None and number is None and text[head:end].startswith((", when ", ", with ")):
        number = _number_in(text, head, end)
        if number is not None and _AND_MORE.match(text, number.end()):
            number = None
    last = max(when.end if when else start, number.end() if number else start)
    return (number_of(number["n"]) if number else None), when, last


_AND_MORE = re.compile(rf",? (?:and|to|against) {NUMBER}\b", re.IGNORECASE)
"""“when it was 90 to 12”: of the two numbers none is said to be the one compared."""


def _number_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first number of votes between two places; days and years are none."""
    times = [(w.start, w.end) for w in find_whens(text, start, end)]
    numbers = _NUMBER.finditer(text, start, end)
    return next((m for m in numbers if not any(a <= m.start() < b for a, b in times)), None)


def _as_many(text: str, sentence: Span) -> Iterator[Compared]:
    """“as many as in 2022”, “the same number as a year earlier”."""
    for m in _AS_MANY.finditer(text, *sentence):
        before, when, end = tail_of(text, *m.span("rest"))
        if when is not None:
            told = _JUST_BEFORE.search(text, sentence[0], m.start()) if before is None else None
            now = number_of(told["now"]) if told is not None else None
            side = side_of(text, m.start(), m.end(), sentence)
            yield Compared(m.start(), end, side, 0, before, now=now, when=when)


_JUST_BEFORE = re.compile(
    rf"\b(?P<now>{_N})(?: {_VOTERS})?[^.;:!?\d]{{0,40}},? (?:exactly |just )?$", re.IGNORECASE
)
"""“wins 116 votes on the day, *exactly as many as in …*”."""


def _up_from(text: str, sentence: Span) -> Iterator[Compared]:
    """“up from 141 in March”."""
    for m in _FROM.finditer(text, *sentence):
        _, last = clause_of(text, m.start(), sentence)
        way = 1 if m["way"].lower() in ("improvement", "increase") else _way(m["way"])
        when = find_when(text, m.end(), last)
        yield Compared(
            m.start(),
            m.end(),
            side_of(text, m.start(), m.end(), sentence),
            way,
            number_of(m["before"]),
            when=when,
        )


def _to_from(text: str, sentence: Span) -> Iterator[Compared]:
    """“rose to 38 from 32 a year earlier”."""
    for m in _TO_FROM.finditer(text, *sentence):
        side, when = side_of(text, m.start(), m.end(), sentence), find_when(text, m.end(), sentence[1])
        before, now = number_of(m["before"]), number_of(m["now"])
        yield Compared(
            m.start(), m.end(), side, _sign(now - before) or _way(m["way"]), before, now, when=when
        )


def _not_as(text: str, sentence: Span) -> Iterator[Compared]:
    """“not as large as in 1975”."""
    for m in _NOT_AS.finditer(text, *sentence):
        before, when, end = tail_of(text, *m.span("rest"))
        if when is not None:
            yield Compared(m.start(), end, side_of(text, m.start(), m.end(), sentence), -1, before, when=when)


def _beside(text: str, sentence: Span) -> Iterator[Compared]:
    """“compared with 141 in March”, “against 58 in 2014”."""
    for m in _BESIDE.finditer(text, *sentence):
        when, light = find_when(text, m.end(), sentence[1]), _LIGHT.match(text, m.end(), sentence[1])
        side = side_in(text, sentence[0], m.start(), m.start())
        if when is not None and light is not None and when.start <= light.end() and side is not None:
            yield Compared(m.start(), when.end, side, None, number_of(m["before"]), when=when)


def _bested(text: str, sentence: Span) -> Iterator[Compared]:
    """“surpassed the 80 votes of 2019”, “fell short of last year's 101”."""
    for m in _BESTED.finditer(text, *sentence):
        before, when, end = tail_of(text, *m.span("rest"))
        if when is not None:
            side = side_of(text, m.start(), m.end(), sentence)
            way = 1 if m["above"] else -1 if m["below"] else 0
            yield Compared(m.start(), end, side, way, before, when=when)


def _as_in(text: str, sentence: Span) -> Iterator[Compared]:
    """“nine countries were opposed, as in 2018”."""
    for m in _AS_IN.finditer(text, *sentence):
        first, _ = clause_of(text, m.start(), sentence)
        side, when = side_in(text, first, m.start("rest"), m.start()), find_when(text, *m.span("rest"))
        if side is not None and when is not None:
            yield Compared(m.start(), when.end, side, 0, now=number_of(m["now"]), when=when)


def _by(text: str, sentence: Span) -> Iterator[Compared]:
    """“ten fewer were against”: after another comparison, or “this time”."""
    for m in _BY.finditer(text, *sentence):
        if (side := side_in(text, m.start(), m.end(), m.start())) is not None:
            when = find_when(text, *clause_of(text, m.start(), sentence))
            if when is None or when.back:
                yield Compared(m.start(), m.end(), side, _way(m["way"]), by=number_of(m["by"]), when=when)


def _became(text: str, sentence: Span) -> Iterator[Compared]:
    """“the majority was slimmer this time”, “abstentions have become fewer since then”."""
    yield from _since(_BECAME, text, sentence)


def _moved(text: str, sentence: Span) -> Iterator[Compared]:
    """“support had shrunk since November”, “the noes have dropped by six since then”."""
    yield from _since(_MOVED, text, sentence)


def _since(pattern: Sieve, text: str, sentence: Span) -> Iterator[Compared]:
    """Words of a change with the time since which it holds; “was larger in 2019” says the reverse and is left out."""
    for m in pattern.finditer(text, *sentence):
        first, last = clause_of(text, m.start(), sentence)
        side, when = side_in(text, first, m.end(), m.start()), find_when(text, first, last)
        by = number_of(m["by"]) if m.groupdict().get("by") else None
        if when is None and by is not None:
            when = When(m.start(), m.end(), back=True)
        if side is None or when is None or not (when.back or _is_since(text, first, when)):
            continue
        start = max(first, min(m.start(), when.start))
        yield Compared(start, max(m.end(), when.end), side, _way(m["way"]), by=by, when=when)


def _is_since(text: str, start: int, when: When) -> bool:
    """Whether a time is one since which, or against which, something changed."""
    on_year = when.ago is not None and text[: when.start].endswith((" on ", " over "))
    in_year = text[when.start : when.end].lower().startswith(("in ", "over ", "within "))
    return on_year or in_year or SINCE.search(text, start, when.start) is not None


_NOT = re.compile(r"(?:were|was|did|had) not", re.IGNORECASE)
_OTHER = {"yes": "no", "no": "yes"}


def _was(text: str, sentence: Span) -> Iterator[Compared]:
    """“four years earlier it was 61”, “last year 70 members were for it and 20 were not”."""
    for when in find_whens(text, *sentence):
        if when.back or when.start - sentence[0] > 12:
            continue
        if m := _IT_WAS.match(text, when.end, sentence[1]):
            side = side_of(text, m.start(), m.end(), (m.start(), m.end()))
            yield Compared(when.start, m.end(), side, None, number_of(m["before"]), when=when)
        elif m := _WERE.match(text, when.end, sentence[1]):
            side_said = side_in(text, *m.span("verb"), m.end("verb"))
            if side_said is None:
                continue
            middle = m.end("verb")
            yield Compared(when.start, middle, side_said, None, number_of(m["before"]), when=when)
            if m["others"] is not None:
                name = _OTHER.get(side_said.name) if _NOT.match(m["others_verb"]) else None
                others = Side(name, is_said=True) if name else side_in(text, *m.span("others_verb"), m.end())
                if others is not None:
                    yield Compared(
                        m.start("others"), m.end(), others, None, number_of(m["others"]), when=when
                    )
