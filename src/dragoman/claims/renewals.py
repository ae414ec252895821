"""Firsts told in other words than “the first time”: “had always abstained until now”, “its no was without precedent”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.claims.firsttold import STANCES, First, meant, spoken_of
from dragoman.claims.newness import Cue, Kind, chosen_in
from dragoman.claims.series import History, Told
from dragoman.claims.signs import CHOICE_OF
from dragoman.claims.whose import clause, owner
from dragoman.domain.actors import Mention
from dragoman.domain.events import Attribution, Status
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import VoteStatement

AFTER = 15
"""Characters at most between “first time” and the state it is said of."""

_DID = re.compile(
    r"[^.;:]{0,30}?\b(?:done|did|been|gone|been seen|stood|sat|found (?:itself|themselves))\b(?: (?:so|it|this|that|there|among|in|on|with|before|either|the same)\b|[.,;:]|$)|[^.;:]{0,40}?\b(?:taken|given|cast) (?:before|in any|until|so far|at any)\b"
)
"""“Had never *done so*”: what the words before say."""
_CLOSE = re.compile(r"[,;:.]|\b(?:and|but) (?:now|this|has now|had now)\b")
"""Where the words end that tell what a state had always chosen."""
_NEW = re.compile(
    r"\b(?:first|maiden|debut|new|newcomers?|unprecedented|precedent|never|novelty)\b", re.IGNORECASE
)
_NOT_SO = re.compile(
    r"\b(?:withh[eo]ld|declined|failed|waver\w+|miss\w+|lacked|strayed|hesitat\w+|ceased|stopped|anything|other|without|except|only|both|happy|asked|sponsor\w*|speech|council|elected|proposed|explain\w*|had to)\b",
    re.IGNORECASE,
)
"""Words that turn what is said round, or say something else."""


_DENIED = (Kind.NEVER, Kind.NEVER_HAD, Kind.NO_ENVOY)


def find_renewals(history: History, text: str, start: int, end: int, cues: Sequence[Cue]) -> Iterator[First]:
    """The firsts told in other words than “the first time”, each of the state whose it is by the grammar."""
    for cue in cues:
        found = owner(text, cue, (start, end))
        if found is None or (_is_echo(text, cue) and not _NEW.search(text, found.start, cue.start)):
            continue
        close = clause(text, start, end, cue.end)[1]
        if cue.kind in _DENIED and _NOT_SO.search(text, cue.start, close):
            continue
        for voter in found.voters:
            span = min(cue.start, voter.start), max(close, voter.end)
            if cue.kind is Kind.ALWAYS:
                one = _turned(history, text, cue, voter, (found.start, start, end))
            else:
                one = _chosen(history, text, cue, voter, (found.start, start, end))
            if one is not None:
                loose = cue.kind is Kind.ECHO and "’s" not in text[cue.start : cue.end].replace("'", "’")
                yield First(voter, one[0], span, end, one[1], one[2], cue.start, loose)


def _is_echo(text: str, cue: Cue) -> bool:
    """Whether words only say that a state did as the one before: “so did Peru”, “Peru's was one too”."""
    return cue.kind is Kind.ECHO or (
        cue.kind is Kind.NOUN and re.search(r"\bone\b", text[cue.start : cue.end]) is not None
    )


_Chosen = tuple[Stance, tuple[Told, ...], Attribution]


def _told_of(history: History, voter: Mention, start: int, end: int) -> list[tuple[Told, VoteStatement]]:
    """The choices told of a state between two places, the last first."""
    near = [
        (told, s)
        for told in history.told
        for s in told.ballot.votes
        if start <= s.anchor < end and s.status is Status.ACTUAL and not (s.before or s.earlier)
        if s.stance in CHOICE_OF and any(v.code == voter.code for v in s.voters)
    ]
    return sorted(near, key=lambda one: one[1].anchor, reverse=True)


def _chosen(
    history: History, text: str, cue: Cue, voter: Mention, where: tuple[int, int, int]
) -> _Chosen | None:
    """The choice that is called new: told in its words, else of the state before, else in the words before."""
    spoken, start, end = where
    first, close = clause(text, start, end, cue.end)
    comma = text.find(",", cue.end + 3, close) if cue.kind in _DENIED else -1
    close = comma if comma > 0 else close
    said = chosen_in(text, cue.start, close)
    if cue.kind not in _DENIED:
        said = said or chosen_in(text, max(first, start), close)
    elif not (said or _DID.match(text, cue.end, close) or _is_all(cue, voter, close)):
        return None
    told = _told_of(history, voter, spoken, end)
    if not said:
        said = {name for name, stance in STANCES.items() if told and told[0][1].stance is stance}
    said = said or chosen_in(text, spoken, end)
    if len(said) != 1:
        return None
    stance = STANCES[said.pop()]
    for one, s in told:
        if s.stance is stance:
            return stance, meant(history, one, s), s.attribution
    return stance, spoken_of(history, end), ()


def _is_all(cue: Cue, voter: Mention, close: int) -> bool:
    """“Nor had Peru”, without more."""
    return cue.kind is Kind.NEVER_HAD and voter.end >= close - AFTER


def _turned(
    history: History, text: str, cue: Cue, voter: Mention, where: tuple[int, int, int]
) -> _Chosen | None:
    """The choice of a state that had always chosen otherwise: the one on record."""
    spoken, start, end = where
    behind = _CLOSE.search(text, cue.end, end)
    close = behind.start() if behind is not None else end
    lead = max(voter.end if voter.start < cue.start else 0, start)
    old = chosen_in(
        text, max(text.rfind(",", lead, cue.start), text.rfind(";", lead, cue.start), lead), close
    )
    old = old or chosen_in(text, lead, close)
    if len(old) != 1:
        return None
    former = CHOICE_OF[STANCES[old.pop()]]
    told = [t for t, s in _told_of(history, voter, spoken, end) if CHOICE_OF[s.stance] is not former]
    seat = voter.actor.seat or voter.code
    for one in (*told, *spoken_of(history, end)):
        choice = one.record.choices.get(seat)
        stance = next((s for s in STANCES.values() if CHOICE_OF[s] is choice and choice is not former), None)
        if choice is not None:
            return (stance, (one,), ()) if stance is not None else None
    return None
