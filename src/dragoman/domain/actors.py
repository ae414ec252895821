"""Who acts: states, organisations, blocs, and people in office; and where a text names them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    STATE = "state"
    ORGANISATION = "organisation"
    BLOC = "bloc"
    PERSON = "person"
    GROUP = "group"
    """Armed groups, movements, companies: named, but no state nor an organisation of states."""
    UNNAMED = "unnamed"
    """A source without affiliation: “two diplomats”, “activists”."""


class MentionForm(StrEnum):
    NAME = "name"
    DEMONYM = "demonym"
    SEAT = "seat"
    """A capital or seat of power that stands for its state: Washington, the Kremlin."""
    OFFICE = "office"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    IMPLICIT = "implicit"
    """Not said in words of its own: the subject carried over from a neighbouring clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, organisation or bloc, or a person who holds an office for one, as of a date."""

    code: str
    """ISO 3166-1 alpha-3, ISO 3166-3 or an own id for former states; own short ids for organisations (UN, UNGA,
    UNSC, EU, NATO, G7 …); for a person the code of the state or body spoken for; `UNNAMED`."""
    name: str
    kind: ActorKind = ActorKind.STATE
    seat: str | None = None
    """The code under which voting records carry this state's seat (USSR → RUS); None where it has none."""
    sector: str | None = None
    """PLOVER sector: GOV, MIL, LEG, JUD, OPP, CVL, MED, BUS, REB, NGO, IGO …; None where it is not said."""
    vague: bool = False
    """True for names never expanded to members silently: “the West”, “the Global South”."""


UNNAMED = Actor(code="UNNAMED", name="unnamed source", kind=ActorKind.UNNAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in a text that names an actor."""

    actor: Actor
    text: str
    start: int
    end: int
    form: MentionForm = MentionForm.NAME

    @property
    def code(self) -> str:
        return self.actor.code
