"""Tell whose a surname is that stands alone: “May” the month, “Johnson” the ambassador, “Clinton” of two."""

from __future__ import annotations

import re

from dragoman.world.grouping import PERSON, Piece
from dragoman.world.offices import people

GIVEN_NAME = re.compile(
    r"\b(?!(?:After|Although|And|As|At|Because|Before|But|By|During|For|From|How|If|In|Meanwhile|Of|On|Once|Or|Says"
    r"|Since|So|Than|That|The|Then|Though|Through|To|Under|Until|What|When|Where|Whether|Which|While|Who|Why|Will"
    r"|With|Would|Yet|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)([A-Z][a-zà-ÿ]+) (?:[A-Z]\. )?$"
)
WITHIN_SENTENCE = re.compile(r"[a-z,;] $")
LONGEST_GIVEN = 24


def said_in_full(text: str, pieces: list[Piece]) -> frozenset[str]:
    """Keys of the people whose full name the text has."""
    return frozenset(
        key for p in pieces if p.kind is PERSON and " " in text[p.start : p.end] for key in p.entry.keys
    )


def namesakes_of_others(text: str, pieces: list[Piece], in_full: frozenset[str]) -> frozenset[int]:
    """Where a surname is somebody else's: another given name stands before it, there or at its first mention."""
    others: set[int] = set()
    taken: set[str] = set()
    last_end = -1
    for piece in pieces:
        if piece.kind is PERSON and " " not in (surname := text[piece.start : piece.end]):
            if piece.start - last_end > 1 and _has_other_given_name(text, piece):
                others.add(piece.start)
                taken.update([surname] if in_full.isdisjoint(piece.entry.keys) else [])
            elif surname in taken and piece.start - last_end > 1:
                others.add(piece.start)
        last_end = piece.end
    return frozenset(others)


def _has_other_given_name(text: str, surname: Piece) -> bool:
    """Whether a given name none of these people has stands before the surname, within a sentence."""
    given = GIVEN_NAME.search(text, max(0, surname.start - LONGEST_GIVEN), surname.start)
    if given is None or not (surname.entry.shy or WITHIN_SENTENCE.search(text, 0, given.start())):
        return False
    known = (people()[key.removeprefix("person:")] for key in surname.entry.keys)
    return not any(given.group(1) in name.split() for p in known for name in (p.name, *p.spellings))


def narrow(keys: tuple[str, ...], in_full: frozenset[str]) -> tuple[str, ...]:
    """Of namesakes those whose full name the text has, where it has any."""
    return tuple(key for key in keys if key in in_full) or keys
