"""Quotations that the grammar leaves to nobody: the words before them in their sentence tell who speaks.

A parse is at its worst around quotation marks: “who had in other years described the bill as ‘a farce’” loses its verb, a
chant its crowd. Where no clause and no “she said” answers for a quotation, the nearest cue before it does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dragoman.events.attribution_clauses import lemma_of
from dragoman.events.attribution_cues import Cue, CueClass, cues
from dragoman.events.attribution_extent import reach_of
from dragoman.events.attribution_sayings import Saying
from dragoman.events.attribution_sources import noun_before, source_of, source_span, stands_between
from dragoman.text.clauses import SUBJECTS
from dragoman.text.document import Document, Quotation
from dragoman.text.quotations import is_capitalised

Token = Any
REACH = 30
"""How many tokens before a quotation its cue may stand."""
WITHIN = 12
"""The same for a cue that takes no clause: “called the vote ‘a farce’”."""
_CLAUSES = frozenset({"that", "wh", "quote"})
_STOPS = frozenset(";:")
_TOLD = frozenset({CueClass.SPEECH, CueClass.STANCE})


def find_led(document: Document, left: Iterable[Quotation]) -> Iterator[Saying]:
    """A saying for each of these quotations whose sentence has a cue before it; one cue may carry several."""
    found: dict[int, Saying] = {}
    for quotation in left:
        saying = _led(document, quotation)
        if saying is not None:
            before = found.get(saying.token)
            start = saying.content[0][0] if before is None else before.content[0][0]
            found[saying.token] = replace(saying, content=((start, saying.content[0][1]),))
    yield from found.values()


def _led(document: Document, quotation: Quotation) -> Saying | None:
    words = document.source.text[quotation.start : quotation.end]
    is_name = is_capitalised(words) and words.rstrip()[-1:] not in "!?"
    parse = document.parse
    mark = bisect_left(parse, quotation.outer[0], key=lambda t: t.idx)
    first = document.sentence_at(quotation.outer[0]).first
    verbs = 0
    for i in range(mark - 1, max(first, mark - REACH) - 1, -1):
        token = parse[i]
        if token.text in _STOPS:
            return None
        for cue in _cues_of(token):
            if is_name and token.pos_ != "NOUN":
                return None
            is_clause = bool(cue.frames & _CLAUSES)
            if cue.kind in _TOLD and (is_clause or (verbs == 0 and mark - i <= WITHIN)):
                return _saying(document, token, cue, quotation)
        verbs += token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN", "VB")
    return None


def _cues_of(token: Token) -> tuple[Cue, ...]:
    if token.tag_.startswith("VB"):
        entries = cues("verb").get(lemma_of(token), ()) if _is_said(token) else ()
        return tuple(cue for cue in entries if _takes(cue, token))
    if token.pos_ != "NOUN":
        return ()
    after = token.doc[token.i + 1].lower_
    return tuple(cue for cue in cues("noun").get(lemma_of(token), ()) if after in cue.frames)


def _takes(cue: Cue, verb: Token) -> bool:
    """Whether what follows the verb has a shape of the cue's: “boast of”, and of no cue with “about” alone."""
    after = verb.doc[verb.i + 1].lower_
    return any(frame[0] != "+" or after in frame[1:].split("+") for frame in cue.frames)


def _is_said(verb: Token) -> bool:
    """Whether somebody does it: no “so-called”, no “charged term”, no “a show titled”."""
    if any(c.dep_ == "prt" for c in verb.children) or verb.doc[verb.i - 1].text.endswith("-"):
        return False
    return verb.tag_ not in ("VBN", "VBG") or verb.dep_ != "amod" or _is_active(verb)


def _is_active(participle: Token) -> bool:
    return _is_perfect(participle) or stands_between(participle)


def _is_perfect(participle: Token) -> bool:
    return any(t.lemma_ == "have" for t in participle.doc[max(participle.i - 6, 0) : participle.i])


def _saying(document: Document, token: Token, cue: Cue, quotation: Quotation) -> Saying | None:
    source = _source(token)
    if source is None and token.pos_ != "NOUN":
        return None
    following = token.doc[token.i + 1]
    is_next = following.idx >= quotation.outer[0]
    return Saying(
        cue=(token.idx, token.idx + len(token.text)),
        content=((following.idx, quotation.outer[1] if is_next else reach_of(document, quotation)),),
        source=source_span(source, token),
        head=None if source is None else source.i,
        kind=cue.kind,
        frame="led",
        token=token.i,
    )


def _source(token: Token) -> Token | None:
    if token.pos_ == "NOUN":
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        subject = _nearest_subject(token)
        return owner or (None if subject is None or subject.dep_ == "nsubjpass" else subject)
    source = source_of(token)
    if source is not None and source.i < token.i:
        return source
    if token.tag_ == "VBN" and _is_perfect(token):
        return _nearest_subject(token)
    if token.tag_ == "VBN" and not stands_between(token):
        return None
    return noun_before(token) or _nearest_subject(token)


def _nearest_subject(token: Token) -> Token | None:
    before = (t for t in reversed(token.doc[token.sent.start : token.i]) if t.dep_ in SUBJECTS)
    return next(before, None)
