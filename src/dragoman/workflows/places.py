"""States and blocs as a user types them: by code, name or nationality, in any case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dragoman import world
from dragoman.domain.actors import Actor, ActorKind
from dragoman.errors import ParseError

STATES = (ActorKind.STATE, ActorKind.PERSON)


def seat_named(words: str, *, on: date | None = None) -> str:
    """The code under which the record carries the state; ParseError where the words name no single one."""
    if seat := world.seat_of(words.upper()):
        return seat
    found = [_seat(actor) for actor in _actors(words, on) if actor.kind in STATES]
    if seats := [seat for seat in dict.fromkeys(found) if seat]:
        if len(seats) == 1:
            return seats[0]
        raise ParseError(f"“{words}” can be {' or '.join(seats)}", hint="give the code")
    raise ParseError(
        f"“{words}” is no state known here", hint="give its ISO code or English name: FRA, France"
    )


def bloc_named(words: str, *, on: date | None = None) -> str:
    """The code of a bloc or organisation with members; ParseError where the words name none."""
    for code in (words.upper(), *(actor.code for actor in _actors(words, on))):
        if world.is_bloc(code):
            return code
    raise ParseError(f"“{words}” is no bloc known here", hint=f"some are: {', '.join(world.blocs()[5:15])}")


def party_named(words: str, *, on: date | None = None) -> tuple[str, bool]:
    """Its code, and whether it is a bloc rather than a state."""
    for name, is_bloc in ((seat_named, False), (bloc_named, True)):
        try:
            return name(words, on=on), is_bloc
        except ParseError as error:
            if "can be" in error.what:
                raise
    raise ParseError(
        f"“{words}” is no state or bloc known here", hint="give a code or an English name: FRA, France, EU"
    )


def members_on(bloc: str) -> Callable[[date], frozenset[str]]:
    """The bloc's members on a day, as a function; ParseError for a bloc that nobody can delimit."""

    def members(day: date) -> frozenset[str]:
        membership = world.members(bloc, day)
        if membership.vague:
            raise ParseError(
                f"who belongs to {bloc} is not settled", hint="name a bloc with members: EU, NATO"
            )
        return membership.members

    return members


def _actors(words: str, on: date | None) -> tuple[Actor, ...]:
    """Whom the words name, as typed or in the two cases that names are known in."""
    tried = (world.resolve(form, on=on).actors for form in (words, words.upper(), words.title()))
    return next((actors for actors in tried if actors), ())


def _seat(actor: Actor) -> str | None:
    return actor.seat or world.seat_of(actor.code)
