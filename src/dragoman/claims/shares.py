"""How far a roll call bears out what is told of a bloc: one measure for all words of quantity."""

from __future__ import annotations

from dragoman import world
from dragoman.domain.claims import Quantifier
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.events.voting.ballots import Group

WHOLE = (Quantifier.ALL, Quantifier.AS_BLOC, Quantifier.ALL_BUT)


def borne_out(group: Group, said: Choice, record: RollCall) -> float | None:
    """From 0 to 1, the share of those meant who chose so, or whether a number told is right; None where the bloc has no
    members in the roll call."""
    if group.bloc is None or group.bloc.actor.vague:
        return None
    members = world.members(group.bloc.code, record.held).members & record.choices.keys()
    if not members:
        return None
    named = {m.actor.seat or m.code for m in group.exceptions}
    agree = {m for m in members if record.choices[m] is said}
    if group.quantifier is Quantifier.ONLY:
        return float(agree == named)
    if group.quantifier is Quantifier.COUNT:
        return float(len(agree) == group.count)
    if group.quantifier is Quantifier.AT_LEAST:
        return float(len(agree) >= (group.count or 0))
    if group.quantifier is Quantifier.NONE:
        return float(not agree)
    if group.quantifier is Quantifier.MOST:
        return float(2 * len(agree) > len(members))
    rest = members - named - {m.actor.seat or m.code for m in group.beside}
    return len(agree & rest) / len(rest) if rest else None
