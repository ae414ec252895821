"""What a first is claimed of: a state, its choice, and the votes that may be meant."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.claims.series import History, Told
from dragoman.domain.actors import Mention
from dragoman.domain.events import Attribution
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Ballot, VoteStatement

NEAR = 500
"""Characters back to the vote that a sentence without one is about."""

STANCES = {"yes": Stance.FOR, "no": Stance.AGAINST, "abstain": Stance.ABSTAIN}


@dataclass(frozen=True, slots=True)
class First:
    """A state said to have chosen so as never before, and the votes that may be meant, the likeliest first."""

    voter: Mention
    stance: Stance
    span: tuple[int, int]
    end: int
    """Where the sentence ends: up to there it may say what kind of text is meant, and since when."""
    meant: tuple[Told, ...]
    attribution: Attribution = ()
    cue: int = 0
    """Where the words stand that call it new: a time told before them is another choice's."""
    loose: bool = False
    """Of words that say so only perhaps: they are borne out, or nothing is found."""


def meant(history: History, told: Told, s: VoteStatement) -> tuple[Told, ...]:
    """The votes that a choice may be about: one last spoken of where it is “a text on …”, that of the time said."""
    if s.reference is not None and s.reference.indefinite:
        return (*spoken_of(history, s.anchor, told.ballot), told)
    if s.when is None or s.when[0] <= told.record.held <= s.when[1]:
        return (told,)
    then = [e for e in history.series(told.record) if s.when[0] <= e.held <= s.when[1]]
    return (*(Told(told.ballot, vote) for vote in history.votes(then)), told)


def spoken_of(history: History, place: int, but: Ballot | None = None) -> tuple[Told, ...]:
    """The votes spoken of shortly before a place, the latest first, and the newest of the report, which goes without saying."""
    past = [
        (max(anchors), t)
        for t in history.told
        if t.ballot is not but and (anchors := [a for a in t.ballot.anchors if place - NEAR < a < place])
    ]
    newest = max(history.told, key=lambda t: t.record.held, default=None)
    latest = [t for _, t in sorted(past, key=lambda pair: -pair[0])]
    return (*latest, *([newest] if newest is not None and newest.ballot is not but else []))
