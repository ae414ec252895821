"""Texts of several announced, told one by one: “Four resolutions … *The first, on 3 May,* asked for …”."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

from dragoman.events.voting.ballots import Reference
from dragoman.events.voting.naming import DECIDING, codes_of, content_words
from dragoman.text.document import Document

Token = Any

_COUNTED_OFF = re.compile(
    r"(?:The (?:first|second|third|fourth|fifth|last|other)|One|Another)(?: of (?:them|these|the two))?\b"
    r"(?:, (?P<aside>[^,.]{2,80}),| (?P<about>on|about|concerning) )?"
)
_OPENING = (
    frozenset("be come pass deal concern affirm note set create extend renew say state".split()) | DECIDING
)
_NEXT = re.compile(
    r" (?:says|said|states|stated|calls|called|asks|asked|demands|demanded|urges|urged|condemns|condemned|deplores|deplored|"
    r"requests|requested|reaffirms|reaffirmed|declares|declared|repeats|repeated|deals|dealt|concerns|concerned|"
    r"provides|provided|seeks|sought|would|got|won|received|had|went|carried|fared|passed|was (?:adopted|carried|approved|rejected|passed|about|on))\b"
)
"""What “the first” of several texts does, whatever the parse makes of it."""
"""What a text of several does or how it fares, where it is told first: “one *affirmed* …”, “the second *passed*”."""


def find_counted_off(document: Document, before: list[Reference]) -> list[Reference]:
    """“Four resolutions … *The first, on 3 May,* asked for …”, “*One, on aid,* passed”: a text of several announced."""
    found = []
    for sentence in document.sentences:
        match = _COUNTED_OFF.match(document.source.text, sentence.start, sentence.end)
        announced = any(
            r.plural and not r.pronoun and 0 < sentence.start - r.start < ANNOUNCED for r in before
        )
        if match is None or not announced:
            continue
        ordinal = (
            document.source.text.find(" ", sentence.start) + 1 if match.group()[0] == "T" else sentence.start
        )
        head = document.parse.char_span(ordinal, ordinal + 1, alignment_mode="expand")[0]
        dated = match["aside"] and any(match.start("aside") <= d.start < match.end() for d in document.dates)
        about = match["about"] or (match["aside"] or "").startswith(("on ", "about ", "concerning "))
        opens = head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in _OPENING
        opens = opens or (
            match.group()[0] == "T" and _NEXT.match(document.source.text, match.end()) is not None
        )
        if not (dated or about or (opens and match["aside"] is None)):
            continue
        clause = _until_semicolon(document.parse[sentence.first : sentence.last])
        found.append(
            Reference(
                start=sentence.start,
                end=match.end(),
                head=head.i,
                about=content_words(clause),
                about_codes=codes_of(document, clause),
                indefinite=True,
                which="counted",
            )
        )
    return found


def _until_semicolon(tokens: Any) -> list[Token]:
    return list(takewhile(lambda t: t.text != ";", tokens))


ANNOUNCED = 1500
"""Characters after “four resolutions” within which they may be told one by one."""
