"""Say which names and words of office stand together as one name."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.world.lexicon import Entry, FormKind
from dragoman.world.offices import GOVERNMENTS, holders_by_person

NATION, PERSON, OFFICE, TITLE = FormKind.NATION, FormKind.PERSON, FormKind.OFFICE, FormKind.TITLE
OF_NATION = re.compile(r" (?:of|for|from) (?:the )?")
TO_NATION = re.compile(r" (?:to|in|at) (?:the )?")
TO_OFFICE = re.compile(
    r"ambassador|envoy|representative|delegate|delegation|mission|embassy|chief negotiator|high commissioner"
)
BEFORE_OFFICE = re.compile(
    r"(?:'s?)? (?:(?:acting|interim|outgoing|incoming|new|newly elected|former|ex-|then-?|late|deputy|first deputy"
    r"|assistant|senior|top|chief|special|permanent|far-right|left-wing|right-wing|populist|conservative|liberal"
    r"|caretaker|de facto|military|long-time|longtime|hard-line|reclusive|authoritarian|state|opposition|shadow)"
    r"[ -]?)*",
    re.IGNORECASE,
)
LONGEST_GAP = 40
"""Characters between two parts of one name, at most; saves looking closer at what stands far apart."""


class Piece(NamedTuple):
    """A form of the lexicon at its place in the text."""

    start: int
    end: int
    entry: Entry
    kind: FormKind


def group_at(text: str, pieces: list[Piece], index: int) -> list[Piece]:
    """The longest run of pieces from here that together name one actor."""
    group = [pieces[index]]
    for following in range(index + 1, len(pieces)):
        piece = pieces[following]
        if piece.start - group[-1].end > LONGEST_GAP or not _goes_on(text, group, piece):
            break
        group.append(piece)
    return group


def _goes_on(text: str, group: list[Piece], piece: Piece) -> bool:
    last = group[-1]
    gap = text[last.end : piece.start]
    if piece.kind is PERSON:
        return _takes_person(gap, group, piece)
    if last.kind is NATION and len(group) <= 2 and group[0].kind is NATION:
        if piece.kind is OFFICE:
            return BEFORE_OFFICE.fullmatch(gap) is not None
        return len(group) == 1 and gap in (" ", "'s ") and _is_organ_of(last, piece)
    if last.kind is PERSON and len(group) == 1:
        return piece.kind is OFFICE and gap == " " and bool(GOVERNMENTS & set(piece.entry.keys))
    if last.kind is OFFICE and piece.kind is NATION:
        if any(p.kind is NATION for p in group):
            sent = TO_OFFICE.search(text[last.start : last.end].lower())
            return sent is not None and TO_NATION.fullmatch(gap) is not None
        return OF_NATION.fullmatch(gap) is not None
    return False


def _is_organ_of(nation: Piece, organ: Piece) -> bool:
    """Whether the second is a place or organ that stands for the first: “US” and “State Department”."""
    codes = {key.split(":")[1] for key in nation.entry.keys}
    return any(key.startswith("seat:") and key.split(":")[1] in codes for key in organ.entry.keys)


def _takes_person(gap: str, group: list[Piece], piece: Piece) -> bool:
    """Whether a name goes on from a title, an office, or its own country (“North Korea's Kim”)."""
    last = group[-1]
    if last.kind in (OFFICE, TITLE):
        return gap == " "
    if last.kind is not NATION:
        return False
    if len(group) > 1:
        return gap in (" ", ", ")
    codes = {key.split(":")[1] for key in last.entry.keys}
    return gap == "'s " and any(
        h.code in codes for key in piece.entry.keys for h in holders_by_person()[key.removeprefix("person:")]
    )
