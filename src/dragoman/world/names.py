"""Find every name of the registry in a text, in one pass.

Names that stand together are one hit: a nationality with an office (“French president”, “Ukraine's foreign minister”,
“president of Mali”, “Russian ambassador to the UN”), an office or title with a name (“Mr Xi”, “US President Donald
Trump”), a leader with a government (“the Trump administration”).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.domain.actors import MentionForm
from dragoman.world.lexicon import NAMES, Entry, FormKind, lexicon, normalise
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
GIVEN_NAME = re.compile(r"\b([A-Z][a-zà-ÿ]+) (?:[A-Z]\. )?$")
NO_GIVEN_NAMES = frozenset(
    [
        "After",
        "Although",
        "And",
        "As",
        "At",
        "Because",
        "Before",
        "But",
        "By",
        "During",
        "For",
        "From",
        "How",
        "If",
        "In",
        "Meanwhile",
        "Of",
        "On",
        "Once",
        "Or",
        "Says",
        "Since",
        "So",
        "Than",
        "That",
        "The",
        "Then",
        "Though",
        "Through",
        "To",
        "Under",
        "Until",
        "What",
        "When",
        "Where",
        "Whether",
        "Which",
        "While",
        "Who",
        "Why",
        "Will",
        "With",
        "Would",
        "Yet",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
)
"""Capitalised words before a surname that are no given name."""
FORMER_BEFORE = re.compile(r"\b(?:former |ex-|[Ff]ormer |Ex-|previous )$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A place in a text where the registry knows a name: `text[start:end]`."""

    start: int
    end: int
    text: str
    form: MentionForm
    keys: tuple[str, ...]
    """What it can stand for, each `kind:value`: `state:FRA`, `body:EU`, `seat:USA`, `person:Emmanuel Macron`,
    `office:foreign minister`, and `to:UN` for where an ambassador is sent."""
    core: str
    """The words of it that name the state, body or place: “French” in “French president”; all of it by itself."""


class _Piece(NamedTuple):
    start: int
    end: int
    entry: Entry
    kind: FormKind


def find_names(text: str) -> tuple[NameHit, ...]:
    """Every name of the registry in the text, in order of place, none overlapping."""
    plain = normalise(text)
    pieces = [_Piece(start, end, entry, entry.kind) for start, end, entry in lexicon().matches(plain)]
    in_full = _said_in_full(plain, pieces)
    hits = []
    index = 0
    while index < len(pieces):
        group = _group_at(plain, pieces, index)
        index += len(group)
        hit = _hit_of(text, plain, group, in_full)
        if hit:
            hits.append(hit)
    return tuple(hits)


def _said_in_full(text: str, pieces: list[_Piece]) -> frozenset[str]:
    """Keys of the people whose full name the text has."""
    return frozenset(
        key for p in pieces if p.kind is PERSON and " " in text[p.start : p.end] for key in p.entry.keys
    )


def _group_at(text: str, pieces: list[_Piece], index: int) -> list[_Piece]:
    """The longest run of pieces from here that together name one actor."""
    group = [pieces[index]]
    for following in range(index + 1, len(pieces)):
        piece = pieces[following]
        if piece.start - group[-1].end > LONGEST_GAP or not _goes_on(text, group, piece):
            break
        group.append(piece)
    return group


def _goes_on(text: str, group: list[_Piece], piece: _Piece) -> bool:
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


def _is_organ_of(nation: _Piece, organ: _Piece) -> bool:
    """Whether the second is a place or organ that stands for the first: “US” and “State Department”."""
    codes = {key.split(":")[1] for key in nation.entry.keys}
    return any(key.startswith("seat:") and key.split(":")[1] in codes for key in organ.entry.keys)


def _takes_person(gap: str, group: list[_Piece], piece: _Piece) -> bool:
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


def _hit_of(text: str, plain: str, group: list[_Piece], in_full: frozenset[str]) -> NameHit | None:
    """One hit for the run; None where it names nobody by itself (“the president”, “May”)."""
    first = group[0]
    if len(group) == 1:
        if first.kind not in NAMES or (first.entry.shy and not _is_known(plain, first, in_full)):
            return None
        keys = first.entry.keys if first.kind is NATION else _narrow(first.entry.keys, in_full)
        return _hit(text, first.start, first.end, first.entry.form, keys, first)
    if _is_shy(group, in_full):
        return None
    start, end = first.start, group[-1].end
    if any(piece.kind is OFFICE for piece in group):
        former = FORMER_BEFORE.search(plain, max(0, start - 9), start)
        start = former.start() if former else start
    core = _core_of(group)
    return _hit(text, start, end, _form_of(group), _keys_of(group, in_full), core)


def _hit(text: str, start: int, end: int, form: MentionForm, keys: tuple[str, ...], core: _Piece) -> NameHit:
    words = text[core.start : core.end]
    return NameHit(start=start, end=end, text=text[start:end], form=form, keys=keys, core=words)


def _is_shy(group: list[_Piece], in_full: frozenset[str]) -> bool:
    """Whether the run is a surname that is also a common word, with nothing beside it that makes it a name."""
    shy = [piece for piece in group if piece.entry.shy]
    supported = any(piece.kind is OFFICE or piece.kind is NATION for piece in group)
    return bool(shy) and not supported and in_full.isdisjoint(shy[0].entry.keys)


def _is_known(plain: str, surname: _Piece, in_full: frozenset[str]) -> bool:
    """Whether a shy surname alone is that of someone named in full, and no other given name stands before it."""
    if in_full.isdisjoint(surname.entry.keys):
        return False
    given = GIVEN_NAME.search(plain, max(0, surname.start - 24), surname.start)
    return given is None or given.group(1) in NO_GIVEN_NAMES


def _narrow(keys: tuple[str, ...], in_full: frozenset[str]) -> tuple[str, ...]:
    """Of namesakes those whose full name the text has, where it has any."""
    return tuple(key for key in keys if key in in_full) or keys


def _keys_of(group: list[_Piece], in_full: frozenset[str]) -> tuple[str, ...]:
    """The keys of the run: of a state and its organ the organ's; of two states with an office, the second is `to`."""
    keys: dict[str, None] = {}
    nation_keys: tuple[str, ...] = ()
    office_seen = False
    for piece in group:
        own = _narrow(piece.entry.keys, in_full) if piece.kind is PERSON else piece.entry.keys
        if piece.kind is NATION and nation_keys and office_seen:
            own = tuple(f"to:{key.split(':')[1]}" for key in own)
        elif piece.kind is NATION:
            keys = {key: None for key in keys if key not in nation_keys}
            nation_keys = own
        office_seen = office_seen or piece.kind is OFFICE
        keys.update(dict.fromkeys(own))
    return tuple(keys)


def _core_of(group: list[_Piece]) -> _Piece:
    """The piece that names the state or body; of a state and its organ the organ."""
    nations = [piece for piece in group[:2] if piece.kind is NATION] or [p for p in group if p.kind is NATION]
    return nations[-1] if nations else group[0]


def _form_of(group: list[_Piece]) -> MentionForm:
    if all(piece.kind is NATION for piece in group):
        return group[-1].entry.form
    names_person = group[-1].kind is not OFFICE and any(piece.kind is PERSON for piece in group)
    return MentionForm.NAME if names_person else MentionForm.OFFICE
