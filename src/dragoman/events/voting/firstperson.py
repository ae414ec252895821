"""Choices that a speaker tells of his own state: “‘We abstained because …’, the Peruvian delegate said”."""

from __future__ import annotations

import re

from dragoman.domain.actors import Mention
from dragoman.events.voting.stances import Form, Said
from dragoman.events.voting.surface import SUBJECT, Reader, told_so
from dragoman.text.document import Quotation
from dragoman.text.sieve import Sieve

_WE = re.compile(
    r"\b(?:we|(?:my|our) (?:delegation|country|government|nation|mission))\b(?P<words>[^.;:!?“”\"ⓋⒼⒾⓅ]{0,60})$",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:would|will|shall|could(?! (?:only|do no|not (?:support|accept|join)))|can|may|might|must|should|if|whether|never|hope|urge|ask|call|expect|who|which|that)\b|n['’]t\b",
    re.IGNORECASE,
)
_SPEAKS = r"(?:said|says|told|tells|explained|explains|declared|declares|added|adds|noted|stated|argued|insisted|replied|announced|remarked|commented)"
_AFTER = Sieve(
    rf"[\"”’]?\s*,?\s*(?:{_SPEAKS} [^.;:ⓋⒼⒾ“\"]{{0,50}}?(?P<speaker>{SUBJECT})|[^.;:ⓋⒼⒾ“\"]{{0,30}}?(?P<named>{SUBJECT})[^.;:Ⓖ“\"]{{0,80}}? {_SPEAKS}\b)"
)
_BEFORE = Sieve(
    rf"(?P<speaker>{SUBJECT})[^.;:ⓋⒼⒾⓅ“\"]{{0,80}}? {_SPEAKS}\b[^.;ⓋⒼⒾⓅ“\"]{{0,60}}[,:]?\s*[“\"]?$|"
    rf"\b{_SPEAKS} (?P<named>{SUBJECT})[^.;ⓋⒼⒾⓅ“\"]{{0,60}}[,:]?\s*[“\"]?$"
)
REACH = 200
"""Characters around a quotation within which its speaker is named."""


def read_first_person(reader: Reader, said: Said, before: str) -> bool:
    """Note a choice of “we”, said in a quotation whose speaker is named; False where it is none."""
    match = _WE.search(before)
    if match is None or _NOT_DONE.search(match["words"]) or said.form is Form.INFINITIVE:
        return False
    quoted = next((q for q in reader.masked.document.quotations if q.start <= said.start < q.end), None)
    speakers = _speakers(reader, quoted) if quoted is not None else ()
    if speakers:
        start = said.start - len(before) + match.start()
        reader.found.append(told_so(said, start, said.end, None, voters=speakers))
    return bool(speakers)


def _speakers(reader: Reader, quoted: Quotation) -> tuple[Mention, ...]:
    """Those to whom the words next to a quotation lay it; none where more than one is named there."""
    text, (start, end) = reader.text, quoted.outer
    last = text.find("  ", end)
    after = _AFTER.pattern.match(text, quoted.end, min(end + REACH, last if last > 0 else len(text)))
    found = after or _BEFORE.pattern.search(text, max(0, start - REACH, text.rfind("  ", 0, start)), start)
    if found is None:
        return ()
    voters = reader.masked.voters_in(*found.span("speaker" if found["speaker"] else "named"))
    return voters if len({m.actor.seat or m.code for m in voters}) == 1 else ()
