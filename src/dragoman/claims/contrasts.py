"""Further words with which a vote is set beside an earlier one, mostly without “than”: “its predecessor had managed 90”.

What `compared` reads are comparisons in their usual form. Here an earlier number, a change or its absence is told in
passing: in an apposition (“the noes, then nine, have grown”), of another text (“three better than on the canal”), or by a
verb that says that it was little (“had to make do with 60”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.claims.compared import SINCE, Compared, find_compared, tail_of
from dragoman.claims.measured import find_measured
from dragoman.claims.sides import Side, Span, clause_of, side_in, side_of
from dragoman.claims.times import When, find_when
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.sieve import Sieve

_N = rf"{NUMBER}\b"
_VOTES = r"(?:votes|ayes|noes|states|countries|members|nations|governments|delegations)"
_GREW = r"grow|grew|grown|rise|risen|rose|climbed|swelled|increased|gone up|went up|come up|doubled|tripled|soared|surged|leapt|jumped|widened|multiplied"
_SHRANK = (
    r"f[ae]ll(?:en)?|dropped|shr[au]nk|declined|decreased|dwindled|melted|thinned|come down|came down|gone down|went down|slipped|slid|"
    r"halved|crumbled|collapsed|plummeted|plunged|sunk|sank|eroded|tumbled|narrowed|ebbed|been fewer|become fewer"
)
_CHANGE = rf"(?:(?P<up>{_GREW})|(?P<down>{_SHRANK}))"
_UP = re.compile(rf"(?:{_GREW}|more|better|above|up|ahead|larger|higher|stronger|wider)", re.IGNORECASE)

_SHORT = Sieve(
    rf"\b(?P<by>{_N})(?: {_VOTES}| vote)? (?P<way>short of|shy of|up on|down on|above|below|ahead of|behind)\b(?P<rest>[^.;:!?,]{{0,50}})",
    re.IGNORECASE,
)
_STILL = Sieve(
    r"\b(?:(?:has|have|had) not (?:moved|changed|budged|shifted|stirred)|(?:is|are|was|were|stays?|stayed|remains?|remained) (?:unchanged|the same|unmoved)|held steady)\b",
    re.IGNORECASE,
)
_PREDECESSOR = Sieve(
    r"\b(?:its|the|their) (?:(?:immediate )?predecessor|forerunner|(?:previous|preceding|last) (?:text|version|resolution|draft|vote|count|one))\b[^.;:!?\d]{0,30}?"
    rf" (?:managed|won|got|drew|drawn|received|polled|collected|mustered|attracted|gathered|secured|obtained|commanded)(?: only| just| a mere)? (?P<before>{_N})",
    re.IGNORECASE,
)
_CORRESPONDING = Sieve(
    rf"\b(?:corresponding|comparable|equivalent|same) (?:figure|number|total|count)s? (?:had been|was|stood at) (?:only |just )?(?P<before>{_N})(?! and\b)",
    re.IGNORECASE,
)
_WHERE = Sieve(
    rf"\b(?P<now>{_N})[^.;:!?]{{0,60}}?\b(?:where|while|whereas|when)\b[^.;:!?]{{0,40}}? (?:there|it|they) (?:had been|were|was) (?:only |just )?(?P<before>{_N})",
    re.IGNORECASE,
)
_APPOSED = Sieve(
    r"\b(?:noes|ayes|nays|abstentions|abstainers|opponents|opposition|support|supporters|votes (?:against|in favou?r))\b,? "
    rf"(?:of which there (?:were|had been)|which(?: then| in \d{{4}}| last year| a year ago)? (?:stood at|numbered|were|was)|who(?: then)? (?:numbered|were)|then|numbering|only)?(?: then| only| just)? ?(?P<before>{_N})(?P<when>[^.;:!?,]{{0,25}}),"
    rf" (?:(?:has|have|had|were|was|are|is) )?(?:(?:since|now|then|still|even|actually|thus) ){{0,2}}(?:{_CHANGE}|(?P<fewer>fewer|lower|smaller|weaker)|(?P<more>more numerous|higher|stronger|larger))\b",
    re.IGNORECASE,
)
_MADE_DO = Sieve(
    rf"\b(?:(?:had to|has to) (?:make do|content (?:itself|himself|themselves)|be content|settle)|made do|(?:was|were) content|settled|managed only|mustered only|got no more than)"
    rf"(?: with| for)? (?:only |just |a mere )?(?P<before>{_N})(?: {_VOTES}| backers| supporters)?",
    re.IGNORECASE,
)
_RECALLED = Sieve(
    rf"\b(?:than|compared (?:with|to)|against|after) the (?P<before>{_N}) (?P<what>{_VOTES})?(?: in favou?r)? ?(?:(?:by|with) which|which|that|cast|won|obtained|recorded|who)\b[^.;:!?]{{0,70}}",
    re.IGNORECASE,
)
_LOSS = Sieve(
    rf"\b(?P<way>loss|gain) of (?:just |only )?(?P<by>{_N}) (?:votes?|supporters?|backers?|ayes?)\b",
    re.IGNORECASE,
)
_LOST = Sieve(
    rf"\b(?:(?P<gained>gain|gained|won)|lost|lose|shed) (?P<by>{NUMBER}) (?:more )?(?:votes|supporters|backers)\b(?P<rest>[^.;:!?,]{{0,60}})",
    re.IGNORECASE,
)
_CHANGED = Sieve(
    rf"\b(?P<has>has |have |had )?(?:since |now |also |again |therefore |thus ){{0,2}}{_CHANGE}\b",
    re.IGNORECASE,
)
_TOO = re.compile(r"(?: further| again| once more)?,? (?:as well|too|also|again|likewise)\b", re.IGNORECASE)
_THAN_ON = Sieve(
    rf"\b(?:(?P<by>{_N}) )?(?:votes? )?(?P<way>more|better|fewer|less|worse|larger|smaller|higher|lower)\b(?P<what>[^.;:!?]{{0,70}}?)\bthan (?:(?:the one|that|those|the vote|it did|was the case) )?(?:on|for|in|over|about) (?P<rest>[^.;:!?,]{{3,60}})",
    re.IGNORECASE,
)


_VOTED = r"(?:abstain\w*|opposed|voted \w+|supported|backed|were (?:against|for|opposed|in favou?r)|said (?:yes|no)|noes|ayes|abstentions|votes against|votes in favou?r|in favou?r|against)"
_THIS_TIME = Sieve(
    rf"\b(?P<way>more|fewer) (?:{_VOTES}|votes|delegates)?\s?(?P<what>{_VOTED})(?: it| the text)? (?:this (?:time|year)|(?:on )?(?:mon|tues|wednes|thurs|fri)day)\b"
    rf"|\b(?:found|won|drew|had|got|attracted|met with|mustered|secured) (?:only |far |slightly )?(?P<fewer>more|fewer|less) (?:supporters|votes|backers|support|backing|opponents|opposition|friends)\b(?! than)(?P<rest>[^.;:!?,]{{0,40}})",
)
_THEN_NOW = Sieve(
    r"\b(?P<way>more|fewer) (?P<what>[^.;:!?]{0,50}?)\b(?P<then>then|at that time|at the time|(?:in|a|last|two|three|five|ten|a) [\w ]{4,16}) than (?:today|now|this (?:time|year)|(?:on )?(?:mon|tues|wednes|thurs|fri)day)\b",
)
_DID_BETTER = Sieve(
    r"\b(?:did|fared|does|performed|came off) (?:slightly |somewhat |far |much |a little )?(?P<way>better|worse)\b(?P<rest>[^.;:!?]{0,60})",
)
_UP_BY = Sieve(
    rf"\b(?P<way>up|down) (?P<by>{_N})(?: {_VOTES})? (?:from|on) (?P<rest>[^.;:!?,]{{3,40}})",
)
_OVER = Sieve(
    rf"\b(?P<way>above|below|beyond|short of|under|over) (?:the |last year['’]s )?(?P<before>{_N})(?: {_VOTES}(?: in favou?r| against)?)?(?P<rest> (?:of|in|won|recorded|a|two)\b[^.;:!?,]{{3,40}})",
)
_SAME = Sieve(
    r"\b(?P<what>result|tally|count|figures?|numbers?|score|vote|total)s? (?:was|were|is|are) (?:exactly |just |almost )?(?:identical to|the same as|equal to) (?P<rest>[^.;:!?,]{3,40})",
)
_AND_TOO = Sieve(
    r",? and (?P<way>more|fewer) (?P<what>noes|ayes|abstentions|votes against|votes in favou?r|no votes|yes votes)\b(?! than)"
)
_GROUND = Sieve(r"\b(?P<way>gained|lost|won|lose|losing|gaining) ground\b(?P<rest>[^.;:!?]{0,80})")


def find_contrasts(text: str, start: int, end: int) -> list[list[Compared]]:
    """The comparisons of a sentence in order, in whatever words."""
    sentence = start, end
    found = find_compared(text, start, end)
    for reader in (
        _apposed,
        _where,
        _recalled,
        _predecessor,
        _corresponding,
        _made_do,
        _short,
        _still,
        _lost,
        _loss,
        _than_on,
        _then_now,
        _this_time,
        _did_better,
        _up_by,
        _over,
        _same,
        _ground,
        _changed,
    ):
        for one in reader(text, sentence):
            taken = (c for chain in found for c in chain)
            if not any(one.start < c.end and c.start < one.end for c in taken):
                found.append([one])
    for one in find_measured(text, start, end):
        if not any(one.start < c.end and c.start < one.end for chain in found for c in chain):
            found.append([one])
    found += [[one] for chain in found for one in _and_too(text, chain[-1], end)]
    return sorted(found, key=lambda chain: chain[0].start)


def _and_too(text: str, one: Compared, end: int) -> Iterator[Compared]:
    """“… than the 60 ayes of May, *and fewer noes*”."""
    m = _AND_TOO.search(text, one.end, min(end, one.end + 40))
    if m is not None and one.when is not None and (side := side_in(text, *m.span("what"), m.start("what"))):
        yield Compared(m.start(), m.end(), side, _way(m["way"]), when=one.when)


def _last(m: re.Match[str]) -> When:
    return When(*m.span(), last=True)


def _way(word: str) -> int:
    return 1 if _UP.match(word) else -1


def _apposed(text: str, sentence: Span) -> Iterator[Compared]:
    """“the opponents, then nine, have grown”, “the ayes, sixty last year, were fewer”."""
    for m in _APPOSED.finditer(text, *sentence):
        side = side_in(text, m.start(), m.start("before"), m.start())
        if side is not None:
            told = find_when(text, m.start(), m.start("before")) or find_when(text, *m.span("when"))
            when = told or When(*m.span("before"), back=True)
            way = 1 if m["up"] or m["more"] else -1
            yield Compared(m.start(), m.end(), side, way, number_of(m["before"]), when=when)


def _where(text: str, sentence: Span) -> Iterator[Compared]:
    """“nine abstained where in May there had been six”."""
    for m in _WHERE.finditer(text, *sentence):
        side, when = (
            side_in(text, m.start(), m.start("before"), m.start()),
            find_when(text, m.end("now"), m.end()),
        )
        if side is not None and when is not None:
            before, now = number_of(m["before"]), number_of(m["now"])
            yield Compared(m.start(), m.end(), side, _sign(now - before), before, now, when=when)


def _sign(difference: int) -> int:
    return (difference > 0) - (difference < 0)


def _recalled(text: str, sentence: Span) -> Iterator[Compared]:
    """“than the 88 votes with which it passed a month ago”, “against the 61 ayes that it won in 2003”."""
    for m in _RECALLED.finditer(text, *sentence):
        when = find_when(text, m.end("before"), m.end())
        side = side_in(text, m.start("before"), m.end(), m.end("before")) or (
            Side(is_said=True) if (m["what"] or "").lower() == "votes" else None
        )
        if when is not None and side is not None:
            way = re.search(
                r"\b(?:more|larger|higher|fewer|less|smaller|lower)\b", text[m.start() - 30 : m.start()]
            )
            yield Compared(
                m.start(), when.end, side, _way(way[0]) if way else None, number_of(m["before"]), when=when
            )


def _predecessor(text: str, sentence: Span) -> Iterator[Compared]:
    """“its predecessor had managed 64”."""
    for m in _PREDECESSOR.finditer(text, *sentence):
        yield Compared(m.start(), m.end(), Side(is_said=True), None, number_of(m["before"]), when=_last(m))


def _corresponding(text: str, sentence: Span) -> Iterator[Compared]:
    """“in May the corresponding number had been 64”."""
    for m in _CORRESPONDING.finditer(text, *sentence):
        when = find_when(text, *sentence) or When(*m.span(), back=True)
        side = side_in(text, sentence[0], m.start(), m.start()) or Side()
        yield Compared(m.start(), m.end(), side, None, number_of(m["before"]), when=when)


def _made_do(text: str, sentence: Span) -> Iterator[Compared]:
    """“had to make do with 60 a year ago”: it has more now."""
    for m in _MADE_DO.finditer(text, *sentence):
        when = find_when(text, *clause_of(text, m.start(), sentence))
        side = side_in(text, m.start(), m.end(), m.end()) or Side(is_said=True)
        if when is not None and when.is_told:
            yield Compared(m.start(), max(m.end(), when.end), side, 1, number_of(m["before"]), when=when)


def _short(text: str, sentence: Span) -> Iterator[Compared]:
    """“one vote short of last year's”, “12 up on 2019”."""
    for m in _SHORT.finditer(text, *sentence):
        when = find_when(text, *m.span("rest"))
        if when is not None:
            side = side_of(text, m.start(), m.end("way"), sentence)
            end = max(m.end("way"), when.end)
            yield Compared(m.start(), end, side, _way(m["way"]), by=number_of(m["by"]), when=when)


def _still(text: str, sentence: Span) -> Iterator[Compared]:
    """“opposition has not moved since 2011”."""
    for m in _STILL.finditer(text, *sentence):
        first, last = clause_of(text, m.start(), sentence)
        side, when = side_in(text, first, m.start(), m.start()), find_when(text, m.end(), last)
        if side is not None and when is not None:
            yield Compared(m.start(), when.end, side, 0, when=when)


def _loss(text: str, sentence: Span) -> Iterator[Compared]:
    """“the loss of one vote”: since the last time."""
    for m in _LOSS.finditer(text, *sentence):
        when = find_when(text, m.end(), sentence[1]) or _last(m)
        way = 1 if m["way"].lower() == "gain" else -1
        yield Compared(m.start(), m.end(), Side(is_said=True), way, by=number_of(m["by"]), when=when)


def _lost(text: str, sentence: Span) -> Iterator[Compared]:
    """“lost seven votes compared with 2019”."""
    for m in _LOST.finditer(text, *sentence):
        when = find_when(text, *m.span("rest"))
        if _CAMP.search(text, sentence[0], m.start()):
            continue
        if when is not None and SINCE.search(text, m.start("rest"), when.start):
            yield Compared(
                m.start(),
                when.end,
                Side(is_said=True),
                1 if m["gained"] else -1,
                by=number_of(m["by"]),
                when=when,
            )


_CAMP = re.compile(r"(?:['’]s?|\b(?-i:[A-Z])\w+) (?:side|camp|column|corner)\b", re.IGNORECASE)
"""“Britain's side”: for or against, the words do not tell."""


def _than_on(text: str, sentence: Span) -> Iterator[Compared]:
    """“three better than on the canal”, “more abstained on the first than on the second”."""
    for m in _THAN_ON.finditer(text, *sentence):
        if find_when(text, *m.span("rest")) is None:
            side = side_of(text, m.start(), m.start("rest"), sentence)
            by = number_of(m["by"]) if m["by"] else None
            yield Compared(
                m.start(), m.end(), side, _way(m["way"]), by=by, than=m.span("rest"), of=m.span("what")
            )


def _then_now(text: str, sentence: Span) -> Iterator[Compared]:
    """“there were more noes then than today”: fewer now."""
    for m in _THEN_NOW.finditer(text, *sentence):
        when = find_when(text, *m.span("then")) or When(*m.span("then"), back=True)
        if side := side_in(text, m.start(), m.end("what"), m.start()):
            yield Compared(m.start(), m.end(), side, -_way(m["way"]), when=when)


def _this_time(text: str, sentence: Span) -> Iterator[Compared]:
    """“fewer abstained this time”, “Friday's found fewer supporters”: than at the vote told before."""
    for m in _THIS_TIME.finditer(text, *sentence):
        side = side_in(text, m.start(), m.end("what") if m["what"] else m.start("rest"), m.start())
        when = (find_when(text, *m.span("rest")) if m["rest"] else None) or When(*m.span(), back=True)
        yield Compared(
            m.start(), m.end(), side or Side(is_said=True), _way(m["way"] or m["fewer"]), when=when
        )


def _did_better(text: str, sentence: Span) -> Iterator[Compared]:
    """“measured against that vote the text did better”."""
    for m in _DID_BETTER.finditer(text, *sentence):
        if not _MEASURED.search(text, sentence[0], m.end()):
            continue
        when = find_when(text, *sentence) or When(*m.span(), back=True)
        yield Compared(m.start(), m.end("way"), Side(is_said=True, is_vague=True), _way(m["way"]), when=when)


_MEASURED = re.compile(
    r"\b(?:measured|set|compared|held) (?:against|beside|with|to)\b|\bbeside (?:that|the)\b|\bthan (?:then|in|last|a)\b|\bby comparison\b",
    re.IGNORECASE,
)


def _up_by(text: str, sentence: Span) -> Iterator[Compared]:
    """“29 were against, down two from last year”."""
    for m in _UP_BY.finditer(text, *sentence):
        when = find_when(text, *m.span("rest"))
        side = side_in(text, sentence[0], m.start(), m.start())
        if when is not None and side is not None:
            yield Compared(m.start(), when.end, side, _way(m["way"]), by=number_of(m["by"]), when=when)


def _over(text: str, sentence: Span) -> Iterator[Compared]:
    """“support was below the 82 votes of 2020”."""
    for m in _OVER.finditer(text, *sentence):
        when = find_when(text, *m.span("rest"))
        side = side_in(text, sentence[0], m.end("before") + 20, m.start())
        if when is not None and side is not None:
            way = 1 if m["way"].lower() in ("above", "beyond", "over") else -1
            yield Compared(m.start(), when.end, side, way, number_of(m["before"]), when=when)


def _same(text: str, sentence: Span) -> Iterator[Compared]:
    """“the tally was identical to last year's”."""
    for m in _SAME.finditer(text, *sentence):
        if when := find_when(text, *m.span("rest")):
            side = side_in(text, sentence[0], m.start("rest"), m.start()) or Side(is_said=True)
            yield Compared(m.start(), when.end, side, 0, when=when)


def _ground(text: str, sentence: Span) -> Iterator[Compared]:
    """“the text lost ground compared with last year”."""
    for m in _GROUND.finditer(text, *sentence):
        before, when, end = tail_of(text, *m.span("rest"))
        if when is not None:
            way = 1 if m["way"].lower() in ("gained", "won", "gaining") else -1
            yield Compared(m.start(), end, Side(is_said=True, is_vague=True), way, before, when=when)


def _changed(text: str, sentence: Span) -> Iterator[Compared]:
    """“support has shrunk too”, “opposition has doubled since 2019”: since the vote told before, or the time said."""
    for m in _CHANGED.finditer(text, *sentence):
        first, last = clause_of(text, m.start(), sentence)
        side, when = side_in(text, first, m.start(), m.start()), find_when(text, m.end(), last)
        is_too = _TOO.match(text, m.end()) is not None
        if (
            side is None
            or (when is None and not (m["has"] or is_too))
            or re.match(r" (?:by |to |from )\d", text[m.end() :])
        ):
            continue
        since = when is not None and text[: when.start].rstrip().endswith(
            ("since", "since the", "in", "over")
        )
        if when is None or since:
            when = when or When(*m.span(), back=True)
            yield Compared(m.start(), max(m.end(), when.end), side, 1 if m["up"] else -1, when=when)
