"""Who exists, when, and by which names: a dated registry of states, organisations, blocs and people in office."""

from dragoman.world.actors import actor, name_of
from dragoman.world.bodies import Body, Membership, blocs, blocs_of, is_bloc, members
from dragoman.world.checking import BasisCount, Problem, check_tables, count_bases
from dragoman.world.names import NameHit, find_names
from dragoman.world.officeholders import (
    officeholders_query,
    parse_officeholders,
    render_officeholders,
    use_officeholders,
)
from dragoman.world.offices import Holder, office_holders
from dragoman.world.resolution import Resolution, resolve
from dragoman.world.spellings import seat_of_spelling
from dragoman.world.states import State, seat_of, state, states

__all__ = [
    "BasisCount",
    "Body",
    "Holder",
    "Membership",
    "NameHit",
    "Problem",
    "Resolution",
    "State",
    "actor",
    "blocs",
    "blocs_of",
    "check_tables",
    "count_bases",
    "find_names",
    "is_bloc",
    "members",
    "name_of",
    "office_holders",
    "officeholders_query",
    "parse_officeholders",
    "render_officeholders",
    "resolve",
    "seat_of",
    "seat_of_spelling",
    "state",
    "states",
    "use_officeholders",
]
