"""The Actor that a code stands for."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dragoman.domain.actors import Actor
from dragoman.world.bodies import BLOC_ALIASES, bodies_by_code
from dragoman.world.states import seat_of, state_name, states_by_code

VOICES = {"EU-COMMISSION": "EU", "EU-COUNCIL": "EU", "EU-PARLIAMENT": "EU", "UNSECRETARIAT": "UN"}
"""Organs that speak for their organisation: they act under its code and their own name."""


@lru_cache(maxsize=8192)
def actor(code: str, *, on: date | None = None, sector: str | None = None) -> Actor:
    """The state, organisation or bloc with this code, named as of the day; raises KeyError for an unknown code."""
    if code in states_by_code():
        return Actor(code=code, name=state_name(code, on), seat=seat_of(code), sector=sector)
    body = bodies_by_code()[BLOC_ALIASES.get(code, code)]
    voice = VOICES.get(body.code, body.code)
    return Actor(code=voice, name=body.name, kind=body.kind, sector=body.sector, vague=body.vague)


def name_of(code: str, on: date | None = None) -> str:
    """The short English name of a state, organisation or bloc, as of the day where one is given."""
    return actor(code, on=on).name


def sector_of(code: str, said: str = "GOV") -> str | None:
    """The sector of those who speak for it: what the words say for a state, its own for an organisation."""
    return said if code in states_by_code() else bodies_by_code()[code].sector


def existed(code: str, on: date | None) -> bool:
    """Whether the state or body existed on the day, or exists where no day is given."""
    known = states_by_code().get(code) or bodies_by_code()[code]
    return known.end is None if on is None else known.exists_on(on)
