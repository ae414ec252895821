"""Who stands with whom: agreement, points and breaks over the ledger's roll calls."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast, get_args

from dragoman.errors import EstimateError, ParseError
from dragoman.workflows.places import bloc_named, members_on, party_named

if TYPE_CHECKING:
    from dragoman.alignment.agreement import Method
    from dragoman.alignment.cohesion import Cohesion
    from dragoman.alignment.comparing import Compared
    from dragoman.alignment.ideal import Points, Scale
    from dragoman.alignment.realignment import Realignments
    from dragoman.alignment.shifts import Break
    from dragoman.alignment.votes import VoteMatrix
    from dragoman.ledger import Ledger

NEVER = (
    "no roll call at hand fits; `dragoman doctor` says what the ledger holds, `load` or `fetch` adds to it"
)


def vote_matrix(
    ledger: Ledger,
    *,
    body: str = "UNGA",
    start: date | None = None,
    end: date | None = None,
    topic: str | None = None,
) -> VoteMatrix:
    """The roll calls with choices that fit, as a matrix; EstimateError where there are none."""
    from dragoman.alignment.votes import VoteMatrix  # noqa: PLC0415

    calls = ledger.roll_calls(body=body, start=start, end=end, words=topic)
    if not any(call.choices for call in calls):
        raise EstimateError(NEVER)
    return VoteMatrix.of(calls)


def compare_parties(matrix: VoteMatrix, a: str, b: str, *, method: str = "equal") -> Compared:
    """Agreement of a state with a state or bloc; either may be named first."""
    from dragoman.alignment.agreement import Method  # noqa: PLC0415
    from dragoman.alignment.comparing import compare  # noqa: PLC0415

    _known(method, get_args(Method), "method")
    first, second, is_bloc = _parties(a, b)
    if is_bloc and method != "equal":
        raise ParseError(f"“{method}” compares two states", hint="with a bloc leave --method out")
    members = matrix.members(members_on(second)) if is_bloc else None
    return compare(matrix, first, second, members=members, method=cast("Method", method))


def cohesion_of(matrix: VoteMatrix, bloc: str) -> Cohesion:
    """How united the bloc's members of each day voted."""
    from dragoman.alignment.cohesion import cohesion  # noqa: PLC0415

    return cohesion(matrix, matrix.members(members_on(bloc_named(bloc))))


def find_shift(
    matrix: VoteMatrix, state: str, other: str, *, seed: int = 0, shuffles: int = 999
) -> tuple[str, str, Break]:
    """The likeliest break between a state and a bloc or other state, with the codes of both."""
    import numpy as np  # noqa: PLC0415

    from dragoman.alignment.shifts import find_break  # noqa: PLC0415

    first, second, is_bloc = _parties(state, other)
    members = matrix.members(members_on(second) if is_bloc else lambda _: (second,))
    return first, second, find_break(matrix, first, members, np.random.default_rng(seed), shuffles=shuffles)


def votes_beside(matrix: VoteMatrix, seat: str, other: str) -> list[dict[str, Any]]:
    """Each vote of a state beside a bloc or other state: day, choice, members with the same choice, share."""
    from dragoman.alignment.cohesion import agreement_with_bloc  # noqa: PLC0415

    code, is_bloc = party_named(other)
    members = matrix.members(members_on(code) if is_bloc else lambda _: (code,))
    return list(agreement_with_bloc(matrix, seat, members).votes.rows())


def rank_shifts(matrix: VoteMatrix, *, seed: int = 0) -> Realignments:
    """Scores of every state and session for leaving its own former position, with a null of histories without breaks."""
    import numpy as np  # noqa: PLC0415

    from dragoman.alignment.ballots import Ballots  # noqa: PLC0415
    from dragoman.alignment.realignment import detect_realignments  # noqa: PLC0415

    return detect_realignments(Ballots.of(matrix), rng=np.random.default_rng(seed))


def fit_points(matrix: VoteMatrix, *, scale: str = "published") -> Points:
    """Ideal points of all states in all sessions."""
    from dragoman.alignment.ideal import IdealPoints, Scale  # noqa: PLC0415

    _known(scale, get_args(Scale), "scale")
    return IdealPoints(scale=cast("Scale", scale)).fit(matrix).points_


def _parties(a: str, b: str) -> tuple[str, str, bool]:
    """The codes, a state first, and whether the second is a bloc."""
    (first, first_is_bloc), (second, second_is_bloc) = party_named(a), party_named(b)
    if first == second:
        raise ParseError(f"“{a}” and “{b}” are the same", hint="name two")
    if first_is_bloc and second_is_bloc:
        raise ParseError(
            f"{first} and {second} are both blocs", hint="compare a state with a state or a bloc"
        )
    return (second, first, True) if first_is_bloc else (first, second, second_is_bloc)


def _known(name: str, known: tuple[str, ...], what: str) -> None:
    if name not in known:
        raise ParseError(f"no {what} is called “{name}”", hint=f"choose from: {', '.join(known)}")
