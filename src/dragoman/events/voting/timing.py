"""Which of a report's days a statement, or the words for a text, name."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from dragoman.events.voting.ballots import Statement, VoteStatement
from dragoman.events.voting.dating import DECIDING, is_beside
from dragoman.events.voting.drafts import Window
from dragoman.text.anchoring import A_YEAR, OPENING
from dragoman.text.clauses import auxiliaries
from dragoman.text.document import DateMention, Document, Precision, Sentence
from dragoman.text.numbers import NUMBERS
from dragoman.text.sieve import Sieve


def day_of(document: Document, s: Statement) -> tuple[Window | None, tuple[int, int] | None]:
    """The day or days that the statement's own clause names."""
    sentence = document.sentence_at(s.anchor)
    near = [
        d
        for d in document.dates
        if d.first
        and d.last
        and sentence.start <= d.start < sentence.end
        and d.precision is not Precision.DECADE
    ]
    if label := next((d for d in near if _is_label(document, d, sentence.start)), None):
        return _done(document, label)
    if led := [d for d in near if _leads(document, d, s.anchor)]:
        return _done(document, led[-1])
    inside = [
        d
        for d in near
        if not d.text.lower().startswith("since")
        and not is_beside(document, d)
        and _same_clause(document, d.start, s.anchor)
        and not _ends_a_deed(document, d)
        and not _COMPARED.search(document.source.text[max(sentence.start, d.start - 60) : d.start])
    ]
    if not inside:
        above = (
            label_of_paragraph(document, sentence)
            or _over_paragraph(document, sentence)
            or _opening_paragraph(document, sentence)
            or _meant_by_then(document, sentence, s.anchor)
        )
        return _done(document, above) if above is not None else (None, None)
    own = verb_at(document, s.anchor)

    def distance(d: DateMention) -> tuple[bool, bool, int]:
        verb = verb_at(document, d.start)
        apart = "," in document.source.text[min(d.start, s.anchor) : max(d.start, s.anchor)]
        return own is None or verb is None or verb.i != own.i, apart, abs(d.start - s.anchor)

    best = min(inside, key=distance)
    return _done(document, best)


def _done(document: Document, d: DateMention) -> tuple[Window, tuple[int, int]]:
    """The day that words for a time name in what is told of a vote, and where they stand: “sent aid on 13 August” is of the
    year before, where this year's is still to come."""
    first, last, published = d.first, d.last, document.source.published
    assert first is not None
    assert last is not None
    if (
        published is not None
        and first > published + SOON
        and d.precision is Precision.DAY
        and not _YEAR.search(d.text)
    ):
        first, last = _year_before(first), _year_before(last)
    return (first, last), (d.start, d.end)


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


_YEAR = re.compile(r"\d{4}")
SOON = dt.timedelta(days=60)
"""A day so near is one to come, not one of a year ago."""


def _over_paragraph(document: Document, sentence: Sentence) -> DateMention | None:
    """The day or year that the line above a paragraph consists of: “IN 2018”, “The vote of 1992”."""
    first = next(s for s in document.sentences if s.paragraph == sentence.paragraph)
    if first.index == 0:
        return None
    above = document.sentences[first.index - 1]
    words = document.source.text[above.start : above.end]
    if above.paragraph == first.paragraph or len(words) > TITLE or re.search(r"[.!?:]\s*$", words):
        return None
    if above.index == 0 and _PLACE.match(words):
        return None
    return next(
        (d for d in document.dates if above.start <= d.start < above.end and d.first and d.last), None
    )


_PLACE = re.compile(r"[A-Z][\w.’' ]+,\s")
"""“New York, Saturday”: where and when a report was written."""


def _opening_paragraph(document: Document, sentence: Sentence) -> DateMention | None:
    """“Compare what was done last spring. …”: the past time of which the sentence before begins to tell."""
    first = next(s for s in document.sentences if s.paragraph == sentence.paragraph)
    published = document.source.published
    if first.index != sentence.index - 1 or published is None or first.index == 0:
        return None
    if _NOW.search(document.source.text, sentence.start, sentence.end):
        return None
    told = [d for d in document.dates if first.start <= d.start < first.end and d.first and d.last]
    past = len(told) == 1 and (published - told[0].last).days > LONG_AGO  # type: ignore[operator]
    return told[0] if past and _CONTRAST.search(document.source.text, first.start, first.end) else None


def _leads(document: Document, d: DateMention, at: int) -> bool:
    """“on Dec. 19, *when* the pact came before the Assembly and got 152 votes”: the clause tells what was done that day."""
    between = document.source.text[d.end : at]
    return 0 < at - d.end < LED and bool(_WHEN.match(between)) and not _BREAKS.search(between)


_WHEN = re.compile(r",? when\b")
_BREAKS = re.compile(r"[;:.] |[–—]|\n")
LED = 160
"""Characters to which a “when” reaches."""
_COMPARED = re.compile(
    rf"\b(?:(?:from|than|compared (?:with|to)|against) (?:the |its )?(?:\d+|{'|'.join(NUMBERS)})\b(?: \w+)? (?:(?:in|on|of|at) )?|"
    r"than (?:(?:it|they) (?:was|were|did|had(?: been)?) )?(?:(?:in|on|at|those of) )?)$"
)
"""“…, down from 187 *in 2024*”: the day of a number that this one is compared with."""


def _meant_by_then(document: Document, sentence: Sentence, at: int) -> DateMention | None:
    """“In 2008 came the first vote. Peru abstained *then*”: the past time last named in the paragraph."""
    text, published = document.source.text, document.source.published
    if published is None or not _THEN.search(text, sentence.start, sentence.end):
        return None
    start = max(sentence.start, *(text.rfind(mark, sentence.start, at) for mark in ";:—"))
    end = min((i for mark in ";:—" if (i := text.find(mark, at, sentence.end)) >= 0), default=sentence.end)
    near = (max(start, at - THEN_NEAR), min(end, at + THEN_NEAR))
    if (
        published is None
        or _NOW.search(text, at, near[1])
        or not any(
            "," not in text[min(m.start(), at) : max(m.start(), at)] for m in _THEN.finditer(text, *near)
        )
    ):
        return None
    told = [
        d
        for d in document.dates
        if d.first
        and d.last
        and d.start < at
        and document.sentence_at(d.start).paragraph == sentence.paragraph
    ]
    past = bool(told) and (published - told[-1].last).days > LONG_AGO  # type: ignore[operator]
    return told[-1] if past else None


THEN_NEAR = 60
"""Characters from the words of a vote to the “then” that belongs to them."""
_THEN = Sieve(
    r"(?<!and )(?<!until )(?<!since )(?<!by )(?<!the )(?<!only )\bthen\b(?![ -](?:the|its|[a-z]*-?(?:president|leader|minister|chief|foreign|secretary)))|"
    r"\b(?:on that occasion|at (?:that|the) time|that (?:day|night|evening|autumn|spring|summer|winter|december|june))\b",
)
_NOW = re.compile(r"\b(?:this time|now|today|yesterday|this (?:week|month|year))\b", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\b(?:contrast\w*|compar(?:e|es|ed|ison)|remember\w*|recall\w*|echo\w*|precedent)\b",
    re.IGNORECASE,
)
"""Words with which a report turns to what was before."""
LONG_AGO = 45
"""Days after which a time is no longer that of the report's own vote."""
TITLE = 40
"""Most characters of a line that is a heading."""


def opening_day(document: Document, at: int) -> Window | None:
    """The day or days with which the paragraph around a place opens: one alone in the main clause of its first sentence."""
    paragraph = document.sentence_at(at).paragraph
    first = next(s for s in document.sentences if s.paragraph == paragraph)
    told = [
        d
        for d in document.dates
        if first.start <= d.start < first.end and d.first and d.last and d.precision is not Precision.DECADE
    ]
    if (
        len(told) != 1
        or told[0].start >= at
        or _UNTIL.search(document.source.text, first.start, told[0].start)
    ):
        return None
    token = document.parse.char_span(told[0].start, told[0].end, alignment_mode="expand").root
    if any(t.dep_ in _BELOW for t in (token, *token.ancestors)):
        return None
    verb = verb_at(document, told[0].start)
    if verb is not None and "had" in auxiliaries(verb):
        return None
    return told[0].first, told[0].last  # type: ignore[return-value]


_UNTIL = re.compile(
    r"\b(?:since|until|till|by|before|after|as of|ahead of|prior to|following|between)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BELOW = frozenset(["relcl", "acl", "advcl", "ccomp", "appos"])


def tale_at(document: Document, at: int) -> Window | None:
    """The past time that a report is telling of at a place: the last one named in the paragraph, else that of which
    the whole report tells, named in its first lines."""
    published = document.source.published
    if published is None:
        return None
    paragraph = document.sentence_at(at).paragraph
    told = [
        d
        for d in document.dates
        if d.first and d.last and d.precision is not Precision.DECADE and "later" not in d.text
    ]
    here = [d for d in told if d.start < at and document.sentence_at(d.start).paragraph == paragraph]
    opening = [d for d in told if d.start < OPENING and (published - d.last).days > A_YEAR]  # type: ignore[operator]
    meant = here[-1] if here else opening[0] if opening else None
    if meant is None or (published - meant.last).days <= LONG_AGO:  # type: ignore[operator]
        return None
    return meant.first, meant.last  # type: ignore[return-value]


_LABEL = re.compile(r" ?[:–—]| - |\. [A-Z]")


def label_of_paragraph(document: Document, sentence: Sentence) -> DateMention | None:
    """“1983 – Aftermath. …”: the year or day set before all that a paragraph tells."""
    first = next(s for s in document.sentences if s.paragraph == sentence.paragraph)
    return next(
        (
            d
            for d in document.dates
            if first.start <= d.start < first.end
            and d.first
            and d.last
            and _is_label(document, d, first.start)
        ),
        None,
    )


def _is_label(document: Document, d: DateMention, start: int) -> bool:
    """“2019: 40 for, two against”: a day that stands before all else, with a colon or dash after it."""
    before, after = document.source.text[start : d.start], document.source.text[d.end : d.end + 3]
    return not re.search(r"\w", before) and bool(_LABEL.match(after))


def day_at(
    document: Document, head: int, span: tuple[int, int]
) -> tuple[Window | None, tuple[int, int] | None]:
    """The day that the words for a text name: “Thursday's vote”, “the resolution of 2 March”, “in June it condemned …”."""
    token = document.parse[head]
    act = token.pos_ == "VERB"
    left = token.left_edge.idx if act else span[0]
    sentence = document.sentence_at(token.idx)
    for d in document.dates:
        inside = left - 1 <= d.start and d.end <= span[1] and (act or not _of_a_deed(document, d, token))
        beside = (
            act and sentence.start <= d.start < sentence.end and _dates_act(document, d.start, d.end, token)
        )
        led = sentence.start <= d.start < sentence.end and _leads(document, d, token.idx)
        if d.first and d.last and d.precision is not Precision.DECADE and (inside or beside or led):
            return _done(document, d)
    return None, None


def _of_a_deed(document: Document, d: DateMention, head: Any) -> bool:
    """“the treaty *signed last week*” within the words for a text: the day of something done, and not of the vote."""
    token = document.parse.char_span(d.start, d.end, alignment_mode="expand").root
    for above in token.ancestors:
        if above.i == head.i:
            return False
        if above.pos_ == "VERB" and above.i > head.i:
            return above.lemma_.lower() not in DECIDING
    return False


def _ends_a_deed(document: Document, d: DateMention) -> bool:
    """“the text on the pact *signed in Apia last week* obtained 147 votes”: a time right after a participle's clause, before
    the verb, is of that deed, wherever the parse hangs it."""
    token = document.parse.char_span(d.start, d.end, alignment_mode="expand")[0]
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.i < token.i or token.i == 0:
        return False
    before = token.nbor(-1)
    deed = next((t for t in (before, *before.ancestors) if t.dep_ == "acl"), None)
    return (
        deed is not None
        and deed.tag_ == "VBN"
        and deed.i < token.i
        and deed.lemma_.lower() not in DECIDING
        and not before.is_punct
    )


def _dates_act(document: Document, start: int, end: int, verb: Any) -> bool:
    """True where the day is that of the act itself, or “in June, when it condemned …”, not of a call for it."""
    own = verb_at(document, start)
    if own is not None and (own.i == verb.i or (verb.dep_ == "conj" and own.i == verb.head.i)):
        return True
    between = document.source.text[end : verb.idx]
    return bool(re.match(r",? when\b", between)) and len(between) < 40


def _same_clause(document: Document, place: int, anchor: int) -> bool:
    """True where the words at `place` belong to the verb that the anchor belongs to, or to one above it."""
    verb, own = verb_at(document, place), verb_at(document, anchor)
    if verb is None or own is None or _in_apposition(document, place, verb):
        return False
    if ";" in document.source.text[min(place, anchor) : max(place, anchor)]:
        return False
    while own is not None and own.i != verb.i:
        if own.dep_ in ("relcl", "acl", "ROOT") or own.head.i == own.i:
            return False
        if own.dep_ == "conj" and place > own.head.idx and any(c.dep_ == "nsubj" for c in own.children):
            return False
        own = next((a for a in own.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return own is not None


def _in_apposition(document: Document, place: int, verb: Any) -> bool:
    """“Malta, *a critic in 2009*, voted for it”: words beside the subject, not of the verb."""
    token = document.parse.char_span(place, place + 1, alignment_mode="expand")[0]
    return any(
        t.dep_ in ("appos", "acl", "relcl") and t.left_edge.i > verb.left_edge.i
        for t in (token, *token.ancestors)
        if verb.left_edge.i <= t.i < verb.i
    )


def is_in_passing(document: Document, s: Statement) -> bool:
    """“Peru, *which abstained in 2024*, was for it”: a choice told of a voter by the way."""
    return (
        isinstance(s, VoteStatement) and _IN_PASSING.search(document.source.text, s.start, s.end) is not None
    )


_IN_PASSING = re.compile(r", (?:which|who|whose)\b")


def verb_at(document: Document, place: int) -> Any:
    span = document.parse.char_span(place, place + 1, alignment_mode="expand")
    if not span:  # between two words
        return None
    token = span[0]
    return (
        token
        if token.pos_ in ("VERB", "AUX")
        else next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    )
