"""Blocs called by their number or by a common noun: “ten of the Fifteen”, “the European Nine”, “the rest of the Pact”.

The number is that of the members that the European Community or Union had at some time; it counts where the report is of
that time or names the Union. A common noun goes back to the bloc last named with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman import world
from dragoman.domain.actors import Mention
from dragoman.domain.sources import Source
from dragoman.events.voting.tallies import number_of
from dragoman.text.sieve import Sieve

UNION = "EU"
SIZES = frozenset((6, 9, 10, 12, 15, 25, 27, 28))
"""How many members the Community and the Union have had."""
_NUMBERED = Sieve(
    r"(?<=[Tt]he )(?P<number>Six|Nine|Ten|Twelve|Fifteen|Twenty-(?:Five|Seven|Eight|five|seven|eight))\b(?!-|\s+[A-Z]|\s+(?:[Cc]ommandments|years?|weeks?|days?|votes?|months?)\b)",
    flags=0,
)
_COMMON = Sieve(
    r"(?<=[Tt]he )(?P<noun>Union|Community|Pact|Association|Alliance|League)\b(?!\s+(?:of\b|for\b|[A-Z]))",
    flags=0,
)
_COUNTED = Sieve(
    r"(?<=[Tt]he )(?P<place>Gulf|Baltic|Nordic|Benelux|Visegr[aá]d|Central Asian) (?:[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|Ten)\b(?! [a-z]*(?:states|countries|monarchies|nations|republics|members))",
    flags=0,
)
_OF_PLACE = {
    "Gulf": "GCC",
    "Baltic": "BALTIC",
    "Nordic": "NORDIC",
    "Benelux": "BENELUX",
    "Central Asian": "CENTRAL-ASIA",
}
"""Small blocs called by their place and number: “the Gulf six”."""
_USUAL = {
    "Union": (UNION, "Europe"),
    "Community": (UNION, "Europe"),
    "Pact": ("WARSAW-PACT", "Warsaw"),
    "Association": ("ASEAN", "Asia"),
    "Alliance": ("NATO", "Atlantic"),
}
"""Whom a common noun means where no bloc is named with it, and the word of the report that says so."""


def find_blocnames(source: Source, blocs: Sequence[Mention]) -> Iterator[Mention]:
    """Blocs that these words stand for, beside those named; `blocs` in reading order."""
    for match in _NUMBERED.find_all(source.text):
        if _is_of_its_time(number_of(match["number"]), source, blocs):
            yield _mention(UNION, source, match.span())
    for match in _COUNTED.find_all(source.text):
        code = _OF_PLACE.get(match["place"], "VISEGRAD")
        if world.is_bloc(code):
            yield _mention(code, source, match.span())
    for match in _COMMON.find_all(source.text):
        if any(m.start <= match.start() < m.end and not m.actor.vague for m in blocs):
            continue
        before = [
            m for m in blocs if m.start < match.start() and match["noun"] in _words(m) and not m.actor.vague
        ]
        code, where = _USUAL.get(match["noun"], ("", ""))
        if before:
            yield replace(before[-1], text=match["noun"], start=match.start(), end=match.end())
        elif code and (where in source.text or (code == UNION and _is_before_union(source))):
            yield _mention(code, source, match.span())


def _is_of_its_time(size: int, source: Source, blocs: Sequence[Mention]) -> bool:
    day = source.published
    of_today = day is not None and len(world.members(UNION, day).members) == size
    is_named = any(m.code == UNION for m in blocs) or "Europe" in source.text
    return of_today or (size in SIZES and is_named)


def _is_before_union(source: Source) -> bool:
    """“The Community”, before there was a Union."""
    return source.published is not None and source.published.year < UNION_SINCE


UNION_SINCE = 1994


def _words(mention: Mention) -> str:
    return f"{mention.actor.name} {mention.text}"


def _mention(code: str, source: Source, span: tuple[int, int]) -> Mention:
    start, end = span
    return Mention(actor=world.actor(code), text=source.text[start:end], start=start, end=end)
