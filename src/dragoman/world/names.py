"""Find every name of the registry in a text, in one pass.

Names that stand together are one hit: a nationality with an office (“French president”, “Ukraine's foreign minister”,
“president of Mali”, “Russian ambassador to the UN”), an office or title with a name (“Mr Xi”, “US President Donald
Trump”), a leader with a government (“the Trump administration”).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.domain.actors import MentionForm
from dragoman.world.grouping import NATION, OFFICE, PERSON, TITLE, Piece, group_at
from dragoman.world.lexicon import NAMES, lexicon, normalise
from dragoman.world.surnames import namesakes_of_others, narrow, said_in_full

FORMER_BEFORE = re.compile(r"\b(?:former |ex-|[Ff]ormer |Ex-|previous )$")


OF_A_LEADER = re.compile(
    r"['’]s? (?:[a-z]+ )?(?:[Gg]overnment|[Aa]dministration|[Cc]abinet|[Mm]inist(?:ers|ry)|[Dd]elegation|[Dd]iplomats|[Ee]nvoys?|[Aa]mbassador)\b"
)
"""What only a leader has: “Mr Heath's ministers”."""


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


def find_names(text: str) -> tuple[NameHit, ...]:
    """Every name of the registry in the text, in order of place, none overlapping."""
    plain = normalise(text)
    pieces = [Piece(start, end, entry, entry.kind) for start, end, entry in lexicon().matches(plain)]
    in_full = said_in_full(plain, pieces)
    others = namesakes_of_others(plain, pieces, in_full)
    hits = []
    index = 0
    while index < len(pieces):
        group = group_at(plain, pieces, index)
        index += len(group)
        hit = _hit_of(text, plain, group, in_full)
        if hit and hit.start not in others:
            hits.append(hit)
    return tuple(hits)


def _hit_of(text: str, plain: str, group: list[Piece], in_full: frozenset[str]) -> NameHit | None:
    """One hit for the run; None where it names nobody by itself (“the president”, “May”)."""
    first = group[0]
    if len(group) == 1:
        if first.kind not in NAMES or (first.entry.shy and in_full.isdisjoint(first.entry.keys)):
            return None
        keys = first.entry.keys if first.kind is NATION else narrow(first.entry.keys, in_full)
        return _hit(text, first.start, first.end, first.entry.form, keys, first)
    if _is_shy(group, in_full) and not (group[0].kind is TITLE and OF_A_LEADER.match(plain, group[-1].end)):
        return None
    start, end = first.start, group[-1].end
    if any(piece.kind is OFFICE for piece in group):
        former = FORMER_BEFORE.search(plain, max(0, start - 9), start)
        start = former.start() if former else start
    core = _core_of(group)
    return _hit(text, start, end, _form_of(group), _keys_of(group, in_full), core)


def _hit(text: str, start: int, end: int, form: MentionForm, keys: tuple[str, ...], core: Piece) -> NameHit:
    words = text[core.start : core.end]
    return NameHit(start=start, end=end, text=text[start:end], form=form, keys=keys, core=words)


def _is_shy(group: list[Piece], in_full: frozenset[str]) -> bool:
    """Whether the run is a surname that is also a common word, with nothing beside it that makes it a name."""
    shy = [piece for piece in group if piece.entry.shy]
    supported = any(piece.kind is OFFICE or piece.kind is NATION for piece in group)
    return bool(shy) and not supported and in_full.isdisjoint(shy[0].entry.keys)


def _keys_of(group: list[Piece], in_full: frozenset[str]) -> tuple[str, ...]:
    """The keys of the run: of a state and its organ the organ's; of two states with an office, the second is `to`."""
    keys: dict[str, None] = {}
    nation_keys: tuple[str, ...] = ()
    office_seen = False
    for piece in group:
        own = narrow(piece.entry.keys, in_full) if piece.kind is PERSON else piece.entry.keys
        if piece.kind is NATION and nation_keys and office_seen:
            own = tuple(f"to:{key.split(':')[1]}" for key in own)
        elif piece.kind is NATION:
            keys = {key: None for key in keys if key not in nation_keys}
            nation_keys = own
        office_seen = office_seen or piece.kind is OFFICE
        keys.update(dict.fromkeys(own))
    return tuple(keys)


def _core_of(group: list[Piece]) -> Piece:
    """The piece that names the state or body; of a state and its organ the organ."""
    nations = [piece for piece in group[:2] if piece.kind is NATION] or [p for p in group if p.kind is NATION]
    return nations[-1] if nations else group[0]


def _form_of(group: list[Piece]) -> MentionForm:
    if all(piece.kind is NATION for piece in group):
        return group[-1].entry.form
    names_person = group[-1].kind is not OFFICE and any(piece.kind is PERSON for piece in group)
    return MentionForm.NAME if names_person else MentionForm.OFFICE
