"""Who stands with whom: agreement, points and breaks over the ledger's roll calls."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast, get_args

from dragoman.errors import EstimateError, ParseError
from dragoman.workflows.places import bloc_named, members_on, party_named

if TYPE_CHECKING:
    from dragoman.alignment.agreement import AgreementMatrix, Method
    from dragoman.alignment.cohesion import Cohesion
    from dragoman.alignment.comparing import Compared
    from dragoman.alignment.ideal import Points, Scale
    from dragoman.alignment.pairs import PairBreaks
    from dragoman.alignment.realignment import Realignments
    from dragoman.alignment.shifts import Break
    from dragoman.alignment.tables import Table
    from dragoman.alignment.votes import Members, VoteMatrix
    from dragoman.ledger import Ledger

NEVER = (
    "no roll call at hand fits; `dragoman doctor` says what the ledger holds, `load` or `fetch` adds to it"
)
RANKED_BLOCS = (
    *(
        "EU",
        "NATO",
        "WARSAW-PACT",
        "G7",
        "G77",
        "NON-ALIGNED",
        "BRICS",
        "ASEAN",
        "AU",
        "LAS",
        "OIC",
        "GCC",
        "CIS",
        "CSTO",
    ),
    *(
        "SCO",
        "OECD",
        "MERCOSUR",
        "CARICOM",
        "PIF",
        "ECOWAS",
        "SADC",
        "NORDIC",
        "BALTIC",
        "VISEGRAD",
        "FIVE-EYES",
    ),
    *("GRULAC", "WEOG", "EEG"),
)
"""Blocs that a ranking of all blocs looks at: those that speak or vote together, not mere regions."""
NEVER_CODED = (
    "no roll call at hand carries this issue code; `load` Voeten's votes, or give the topic in words"
)


def vote_matrix(
    ledger: Ledger,
    *,
    body: str = "UNGA",
    start: date | None = None,
    end: date | None = None,
    topic: str | None = None,
) -> VoteMatrix:
    """The roll calls with choices that fit, as a matrix; EstimateError where there are none.

    A topic is words, or one of Voeten's issue codes (me nu di hr co ec) where his file was loaded.
    """
    from dragoman.alignment.votes import VoteMatrix  # noqa: PLC0415
    from dragoman.records.voeten import ISSUES  # noqa: PLC0415

    issue = ISSUES.get((topic or "").strip().casefold())
    calls = ledger.roll_calls(body=body, start=start, end=end, words=None if issue else topic)
    if issue:
        calls = tuple(call for call in calls if issue in call.subjects)
    if not any(call.choices for call in calls):
        raise EstimateError(NEVER_CODED if issue else NEVER)
    return VoteMatrix.of(calls)


def compare_parties(matrix: VoteMatrix, a: str, b: str, *, method: str = "equal") -> Compared:
    """Agreement of two states or blocs; a state and a bloc may be named in either order."""
    from dragoman.alignment.agreement import Method  # noqa: PLC0415
    from dragoman.alignment.comparing import BLOC_METHODS, compare  # noqa: PLC0415

    first, second = _parties(a, b)
    has_bloc = first[1] or second[1]
    _known(
        method, BLOC_METHODS if has_bloc else get_args(Method), "method for a bloc" if has_bloc else "method"
    )
    ours, theirs = (_members(matrix, party) if party[1] else None for party in (first, second))
    changes = {frozenset(seats) for seats in (*(ours or ()), *(theirs or ()))}
    concerned = frozenset((first[0], second[0])).union(*changes)
    return compare(
        matrix.only(concerned),
        first[0],
        second[0],
        members_of_a=ours,
        members=theirs,
        method=cast("Method", method),
    )


def cohesion_of(matrix: VoteMatrix, bloc: str) -> Cohesion:
    """How united the bloc's members of each day voted."""
    from dragoman.alignment.cohesion import cohesion  # noqa: PLC0415

    return cohesion(matrix, matrix.members(members_on(bloc_named(bloc))))


def partners_of(matrix: VoteMatrix, state: str, *, method: str = "equal") -> Table:
    """All other states by their agreement with one, the closest first: seat, value, n, low, high."""
    from dragoman.alignment.agreement import Method, agreement_with_all  # noqa: PLC0415

    _known(method, get_args(Method), "method")
    return agreement_with_all(matrix, state, cast("Method", method))


def unity_of(matrix: VoteMatrix, bloc: str) -> tuple[Cohesion, Table]:
    """How united a bloc voted, and its members by how often they broke ranks, with the topics on which they did."""
    from dragoman.alignment.cohesion import cohesion, dissenters  # noqa: PLC0415
    from dragoman.alignment.topics import topics_of_dissent  # noqa: PLC0415

    members = matrix.members(members_on(bloc))
    return cohesion(matrix, members), topics_of_dissent(matrix, dissenters(matrix, members))


def agreement_among(
    matrix: VoteMatrix, code: str, *, is_bloc: bool, method: str = "equal", most: int = 12
) -> tuple[AgreementMatrix, tuple[str, ...]]:
    """Agreement of all pairs among a bloc's last members, or among a state, its closest and its furthest partners."""
    from dragoman.alignment.agreement import Method, agreement_all  # noqa: PLC0415

    _known(method, get_args(Method), "method")
    pairs = agreement_all(matrix, cast("Method", method))
    if is_bloc:
        return pairs, tuple(sorted(members_on(code)(matrix.dates[-1])))
    partners = pairs.of(code)["seat"].tolist()
    half = min(most, len(partners) // 2)
    return pairs, (code, *partners[:half], *partners[len(partners) - half :])


def find_shift(
    matrix: VoteMatrix, a: str, b: str, *, seed: int = 0, shuffles: int = 999
) -> tuple[str, str, Break]:
    """The likeliest break between two states or blocs, with the codes of both; of a bloc with itself, of its unity."""
    import numpy as np  # noqa: PLC0415

    from dragoman.alignment.shifts import find_bloc_break, find_break  # noqa: PLC0415

    first, second = _parties(a, b, alone=True)
    rng = np.random.default_rng(seed)
    members = _members(matrix, second)
    if first[1]:
        ours = _members(matrix, first)
        found = find_bloc_break(matrix, first[0], ours, members, rng, shuffles=shuffles)
    else:
        found = find_break(matrix, first[0], members, rng, shuffles=shuffles)
    return first[0], second[0], found


def votes_beside(matrix: VoteMatrix, a: str, b: str) -> list[dict[str, Any]]:
    """Each vote of two states or blocs: day, choice, members (pairs) with the same choice, share."""
    from dragoman.alignment.shifts import side_by_side  # noqa: PLC0415

    first, second = _parties(a, b, alone=True)
    ours = _members(matrix, first) if first[1] else None
    return list(side_by_side(matrix, first[0], ours, _members(matrix, second)).rows())


def rank_shifts(matrix: VoteMatrix, *, seed: int = 0) -> Realignments:
    """Scores of every state and session for leaving its own former position, with a null of histories without breaks."""
    import numpy as np  # noqa: PLC0415

    from dragoman.alignment.ballots import Ballots  # noqa: PLC0415
    from dragoman.alignment.realignment import detect_realignments  # noqa: PLC0415

    return detect_realignments(Ballots.of(matrix), rng=np.random.default_rng(seed))


def rank_pairs(matrix: VoteMatrix, *, among: str, seed: int = 0) -> PairBreaks:
    """Scores of all pairs of states (`among` pairs), or of blocs, their unity and each state with each (blocs)."""
    import numpy as np  # noqa: PLC0415

    from dragoman.alignment.pairs import rank_bloc_pairs, rank_state_pairs  # noqa: PLC0415

    _known(among, ("pairs", "blocs"), "ranking")
    rng = np.random.default_rng(seed)
    if among == "pairs":
        return rank_state_pairs(matrix, rng)
    return rank_bloc_pairs(matrix, {bloc: matrix.members(members_on(bloc)) for bloc in RANKED_BLOCS}, rng)


def fit_points(matrix: VoteMatrix, *, scale: str = "published", dimensions: int = 1) -> Points:
    """Ideal points of all states in all sessions; more than one dimension has the coherent scale alone."""
    from dragoman.alignment.ideal import IdealPoints, Scale  # noqa: PLC0415

    _known(scale, get_args(Scale), "scale")
    return IdealPoints(scale=cast("Scale", scale), dimensions=dimensions).fit(matrix).points_


def _parties(a: str, b: str, *, alone: bool = False) -> tuple[tuple[str, bool], tuple[str, bool]]:
    """The codes, and which are blocs: a state first; one bloc twice only where its unity can be asked for (`alone`)."""
    first, second = party_named(a), party_named(b)
    if first == second and not (alone and first[1]):
        raise ParseError(f"“{a}” and “{b}” are the same", hint="name two")
    return (second, first) if first[1] and not second[1] else (first, second)


def _members(matrix: VoteMatrix, party: tuple[str, bool]) -> Members:
    """The members of a bloc, or a state as a bloc of one, for each vote."""
    code, is_bloc = party
    return matrix.members(members_on(code) if is_bloc else lambda _: (code,))


def _known(name: str, known: tuple[str, ...], what: str) -> None:
    if name not in known:
        raise ParseError(f"no {what} is called “{name}”", hint=f"choose from: {', '.join(known)}")
