"""Plant a break in simulated votes and find it again; plant none and stay silent."""

from datetime import date, timedelta

import numpy as np
import pytest

from dragoman.alignment.ballots import Ballots
from dragoman.alignment.realignment import Realignments, detect_realignments
from dragoman.alignment.shifts import find_break
from dragoman.alignment.simulation import simulate_votes
from dragoman.alignment.votes import VoteMatrix
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.errors import EstimateError


def turncoats(share: float) -> Ballots:
    """Forty seats over twelve periods; from period 8 on seat S000 votes, in this share of votes, as its opposite does."""
    world = simulate_votes(
        np.random.default_rng(3), seats=40, periods=12, votes=50, dimensions=2, drift=0.1, absent=0.0
    )
    b = world.ballots
    seat, period = b.seat[b.item_point], b.period[b.item_point]
    choice = b.item_choice.copy()
    apart = np.linalg.norm(world.theta - world.theta[0], axis=1)
    opposite = b.seat[apart.argmax()]
    mine = np.flatnonzero((seat == 0) & (period >= 8))
    theirs = np.flatnonzero((seat == opposite) & (period >= 8))
    swapped = np.random.default_rng(4).random(len(mine)) < share
    choice[mine[swapped]] = choice[theirs[swapped]]
    return Ballots.from_long(
        seats=np.array(b.seats)[seat], periods=period, items=b.item_of_choice, choices=choice
    )


@pytest.fixture(scope="module")
def broken() -> Realignments:
    return detect_realignments(turncoats(0.5), dimensions=2, rng=np.random.default_rng(0), jobs=1)


def test_a_half_break_is_the_clearest_of_all(broken: Realignments):
    first = next(broken.ranked().rows())
    assert first["seat"] == "S000"
    assert abs(first["period"] - 8) <= 1
    assert first["false_alarms"] < 0.01


def test_the_alarm_rings_at_the_time(broken: Realignments):
    own = broken.of("S000")
    alarm = own["alarm"][own["period"] == 8][0]
    assert alarm > np.nanquantile(broken.alarm, 0.95)


def test_a_departure_of_one_session_is_ranked_by_its_alarm():
    """S000 votes as its opposite in period 8 alone: the votes of that period say so, the three together hardly."""
    lasting = turncoats(1.0)
    steady = turncoats(0.0)
    period = lasting.period[lasting.item_point]
    one_session = Ballots.from_long(
        seats=np.array(lasting.seats)[lasting.seat[lasting.item_point]],
        periods=period,
        items=lasting.item_of_choice,
        choices=np.where(period == 8, lasting.item_choice, steady.item_choice),
    )
    found = detect_realignments(one_session, dimensions=2, rng=np.random.default_rng(0), jobs=1)
    first = next(found.ranked(by="alarm").rows())
    assert (first["seat"], first["period"]) == ("S000", 8)
    assert first["at_once"] < 0.01


def test_the_driving_votes_were_unlikely_before(broken: Realignments):
    drivers = broken.drivers("S000", 8)
    assert drivers["chance"][0] < 0.1
    assert np.all(np.diff(drivers["chance"]) >= 0)


def test_without_a_break_the_rate_of_alarms_is_what_it_says():
    quiet = detect_realignments(
        turncoats(0.0), dimensions=2, rng=np.random.default_rng(0), replicates=2, jobs=1
    )
    threshold = np.quantile(quiet.null, 0.95)
    assert np.nanmean(quiet.score > threshold) == pytest.approx(0.05, abs=0.04)


def test_a_seat_is_not_judged_before_it_has_a_past(broken: Realignments):
    assert broken.of("S001")["period"].min() == 3


def series(pattern: str) -> VoteMatrix:
    """A state and three members that always say yes; the pattern gives the state's choices, one vote every ten days."""
    return VoteMatrix.of(
        RollCall(
            id=f"v{i:03d}",
            body="UNGA",
            held=date(2020, 1, 1) + timedelta(days=10 * i),
            title="A vote",
            choices={"AAA": Choice(letter)} | dict.fromkeys(("BBB", "CCC", "DDD"), Choice.YES),
        )
        for i, letter in enumerate(pattern)
    )


def broken_at(pattern: str):
    votes = series(pattern)
    return find_break(
        votes, "AAA", [{"BBB", "CCC", "DDD"}] * len(votes), np.random.default_rng(0), shuffles=199
    )


def test_a_turn_is_dated():
    found = broken_at("Y" * 20 + "N" * 10)
    assert found.at == date(2020, 1, 1) + timedelta(days=200)
    assert found.earliest <= found.at <= found.latest
    assert (found.before.value, found.after.value, found.size) == (1, 0, -1)
    assert found.false_alarms <= 0.01
    assert found.chance < 1e-6


def test_a_turn_in_the_last_votes_is_seen():
    found = broken_at("Y" * 30 + "NN")
    assert found.after.n == 2
    assert found.false_alarms <= 0.02


def test_one_odd_vote_at_the_end_is_not_called_sure():
    found = broken_at("YYYYYN")
    assert found.false_alarms > 0.05


def test_a_steady_course_gives_no_alarm():
    assert broken_at("YNYYNYNYYYNYNYYNYYNY").false_alarms > 0.1


def test_one_day_cannot_show_change():
    with pytest.raises(EstimateError, match="fewer than two days"):
        broken_at("Y")


def test_a_session_away_is_found_though_the_state_came_back():
    found = broken_at("Y" * 40 + "NNNNN" + "Y" * 10)
    assert (found.kind, found.after.n) == ("passing", 5)
    assert found.at == date(2020, 1, 1) + timedelta(days=400)
    assert found.until == date(2020, 1, 1) + timedelta(days=450)
    assert found.since is not None
    assert found.since.value == 1
    assert found.passing > 0.95
    assert found.false_alarms <= 0.01
    assert len(found.drivers) == 5


def test_one_odd_vote_long_ago_is_not_called_sure():
    found = broken_at("Y" * 20 + "N" + "Y" * 20)
    assert found.passing < 0.9
    assert found.false_alarms > 0.5


def test_what_began_in_the_last_votes_counts_as_lasting():
    assert broken_at("Y" * 30 + "NNNN").kind == "lasting"


def test_a_steady_course_is_likeliest_where_nothing_happened():
    found = broken_at("YNYYNYNYYYNYNYYNYYNY")
    assert found.steady > max(found.lasting, found.passing)
    assert found.steady + found.lasting + found.passing == pytest.approx(1)


def test_other_states_that_broke_as_clearly_are_counted():
    """Of two other states one leaves the members with the state asked about."""
    pattern = "Y" * 20 + "N" * 10
    votes = VoteMatrix.of(
        RollCall(
            id=f"v{i:03d}",
            body="UNGA",
            held=date(2020, 1, 1) + timedelta(days=10 * i),
            title="A vote",
            choices={"AAA": Choice(letter), "EEE": Choice(letter), "FFF": Choice("Y" if i % 7 else "N")}
            | dict.fromkeys(("BBB", "CCC"), Choice.YES),
        )
        for i, letter in enumerate(pattern)
    )
    found = find_break(votes, "AAA", [{"BBB", "CCC"}] * 30, np.random.default_rng(0), shuffles=99)
    assert (found.others, found.others_of) == (1, 4)


def test_breaks_of_series_that_never_broke_are_rare():
    """Forty steady courses of sixty votes, three in ten unlike: false alarms at 5 % come about as often as they say."""
    rng, loud = np.random.default_rng(8), 0
    for _ in range(40):
        loud += broken_at("".join(rng.choice(["Y", "N"], p=[0.7, 0.3], size=60))).false_alarms <= 0.05
    assert loud <= 6
