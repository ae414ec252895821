"""Find every name of the registry in a text, in one pass.

Names that stand together are one hit: a nationality with an office (“French president”, “Ukraine's foreign minister”,
“president of Mali”), an office or title with a name (“Mr Xi”, “US President Donald Trump”).
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.domain.actors import MentionForm
from dragoman.world.lexicon import Entry, lexicon, normalise

OF_NATION = ("of ", "of the ", "for ", "from ", "from the ")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A place in a text where the registry knows a name: `text[start:end]`."""

    start: int
    end: int
    text: str
    form: MentionForm
    keys: tuple[str, ...]
    """What it can stand for, each `kind:value`: `state:FRA`, `body:EU`, `seat:USA`, `person:Emmanuel Macron`,
    `office:foreign minister`."""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    entry: Entry
    former: bool = False

    @property
    def is_office(self) -> bool:
        return self.entry.lead == "office"

    @property
    def is_lead(self) -> bool:
        return bool(self.entry.lead)

    @property
    def is_person(self) -> bool:
        return any(key.startswith("person:") for key in self.entry.keys)

    @property
    def is_nation(self) -> bool:
        return not self.is_lead and not self.is_person and bool(self.entry.keys)


def find_names(text: str) -> tuple[NameHit, ...]:
    """Every name of the registry in the text, in order of place, none overlapping."""
    plain = normalise(text)
    pieces = [_Piece(start, end, entry) for start, end, entry in lexicon().matches(plain)]
    full_names = _said_in_full(pieces)
    hits = []
    index = 0
    while index < len(pieces):
        group = _group_at(plain, pieces, index)
        index += len(group)
        hit = _hit_of(text, group, full_names)
        if hit:
            hits.append(hit)
    return tuple(hits)


def _said_in_full(pieces: list[_Piece]) -> frozenset[str]:
    """Keys of the people whose full name the text has."""
    return frozenset(key for p in pieces if p.is_person and not p.entry.shy for key in p.entry.keys)


def _group_at(text: str, pieces: list[_Piece], index: int) -> list[_Piece]:
    """The longest run of pieces from here that together name one actor."""
    group = [pieces[index]]
    for piece in pieces[index + 1 :]:
        if not _goes_on(text[group[-1].end : piece.start], group, piece):
            break
        group.append(piece)
    return group


def _goes_on(gap: str, group: list[_Piece], piece: _Piece) -> bool:
    last = group[-1]
    if last.is_nation and len(group) == 1:
        return piece.is_office and gap in (" ", "'s ", "' ", "-")
    if last.is_office:
        of_nation = (
            piece.is_nation and gap.removeprefix(" ") in OF_NATION and not any(p.is_nation for p in group)
        )
        return of_nation or (piece.is_person and gap == " ")
    if last.entry.lead == "title":
        return piece.is_person and gap == " "
    return last.is_nation and len(group) == 2 and piece.is_person and gap in (" ", ", ")


def _hit_of(text: str, group: list[_Piece], full_names: frozenset[str]) -> NameHit | None:
    """One hit for the run; None where it names nobody by itself (“the president”, “May”)."""
    keys = tuple(dict.fromkeys(key for piece in group for key in piece.entry.keys))
    named = [piece for piece in group if not piece.is_lead and piece.entry.keys]
    if not named:
        return None
    if len(group) == 1 and group[0].entry.shy and not full_names.intersection(keys):
        return None
    start, end = group[0].start, group[-1].end
    return NameHit(start=start, end=end, text=text[start:end], form=_form_of(group), keys=keys)


def _form_of(group: list[_Piece]) -> MentionForm:
    if any(piece.is_person for piece in group):
        return MentionForm.NAME
    return MentionForm.OFFICE if len(group) > 1 else group[0].entry.form
