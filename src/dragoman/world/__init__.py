"""Who exists, when, and by which names: a dated registry of states, organisations, blocs and people in office."""

from dragoman.world.actors import actor, name_of
from dragoman.world.bodies import Body, Membership, blocs, blocs_of, members
from dragoman.world.names import NameHit, find_names
from dragoman.world.offices import Holder, office_holders, use_officeholders
from dragoman.world.resolution import Resolution, resolve
from dragoman.world.spellings import seat_of_spelling
from dragoman.world.states import State, seat_of, state, states

__all__ = [
    "Body",
    "Holder",
    "Membership",
    "NameHit",
    "Resolution",
    "State",
    "actor",
    "blocs",
    "blocs_of",
    "find_names",
    "members",
    "name_of",
    "office_holders",
    "resolve",
    "seat_of",
    "seat_of_spelling",
    "state",
    "states",
    "use_officeholders",
]
