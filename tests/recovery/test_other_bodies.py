"""Other bodies' votes in the shape of their files: positions that are known are found again, with and without abstentions."""

import csv
import io
from datetime import date, timedelta

import numpy as np
import pytest

from dragoman.alignment.agreement import agreement
from dragoman.alignment.ballots import Ballots
from dragoman.alignment.ideal import IdealPoints
from dragoman.alignment.votes import VoteMatrix
from dragoman.domain.rollcalls import Choice
from dragoman.errors import ParseError
from dragoman.records.chambers import parse_howtheyvote, parse_voteview

MEMBERS, CALLS = 80, 120


def csv_of(header: str, rows: list[tuple]) -> io.BytesIO:
    text = io.StringIO()
    csv.writer(text).writerows([header.split(","), *rows])
    return io.BytesIO(text.getvalue().encode())


def chamber(*, abstaining: bool) -> tuple[np.ndarray, np.ndarray]:
    """True positions in two periods (2 × members) and latent stands of each member in each call (2 × calls × members)."""
    rng = np.random.default_rng(11)
    first = rng.normal(size=MEMBERS)
    theta = np.stack([first, first + 0.2 * rng.normal(size=MEMBERS)])
    slope, middle = rng.normal(0, 1.5, (2, CALLS, 1)), rng.normal(0, 0.8, (2, CALLS, 1))
    z = slope * theta[:, None, :] - middle + rng.normal(size=(2, CALLS, MEMBERS))
    half = 0.4 if abstaining else 0.0
    return theta, np.where(z < -half, 1, np.where(z > half, 3, 2))


def congress() -> tuple[np.ndarray, io.BytesIO, io.BytesIO]:
    theta, stand = chamber(abstaining=False)
    cast = {1: "1", 3: "6"}
    calls = [
        (116 + c, "House", k + 1, date(2019 + 2 * c, 2, 1) + timedelta(days=k), f"H.R. {k}", f"On a bill {k}")
        for c in range(2)
        for k in range(CALLS)
    ]
    votes = [
        (116 + c, "House", k + 1, 20_000 + m, cast[int(stand[c, k, m])] if (k + m) % 9 else "9", 50.0)
        for c in range(2)
        for k in range(CALLS)
        for m in range(MEMBERS)
    ]
    return (
        theta,
        csv_of("congress,chamber,rollnumber,date,bill_number,vote_desc", calls),
        csv_of("congress,chamber,rollnumber,icpsr,cast_code,prob", votes),
    )


def parliament() -> tuple[np.ndarray, io.BytesIO, io.BytesIO]:
    theta, stand = chamber(abstaining=True)
    position = {1: "FOR", 2: "ABSTENTION", 3: "AGAINST"}
    votes, member_votes = [], []
    for year in range(2):
        for k in range(CALLS):
            held = date(2022 + year, 1, 10) + timedelta(days=k)
            number = 1000 * year + k
            votes.append((number, f"{held} 12:00:00", f"Report {k}", f"A9-{k:04}/{2022 + year}", "", False))
            for m in range(MEMBERS):
                said = position[int(stand[year, k, m])] if (k + m) % 9 else "DID_NOT_VOTE"
                member_votes.append((number, 100 + m, said, "FRA", "EPP"))
    return (
        theta,
        csv_of("id,timestamp,display_title,reference,description,is_main", votes),
        csv_of("vote_id,member_id,position,country_code,group_code", member_votes),
    )


@pytest.mark.parametrize(("parse", "body"), [(parse_voteview, congress), (parse_howtheyvote, parliament)])
def test_members_of_another_body_are_placed_where_they_stand(parse, body):
    theta, calls, votes = body()
    matrix = VoteMatrix.of(parse(calls, votes))
    assert matrix.choices.shape == (2 * CALLS, MEMBERS)
    ballots = Ballots.of(matrix, periods=[int(session or 0) for session in matrix.sessions])
    fit = IdealPoints(scale="coherent", positive=None, negative=None, n_jobs=1).fit(ballots)
    points = fit.points_
    member = np.array([matrix.seats.index(seat) for seat in points.seats])
    truth = theta[points.periods - points.periods.min(), member]
    assert abs(np.corrcoef(points.position[:, 0], truth)[0, 1]) > 0.97


def test_two_members_are_compared_as_two_states_are():
    _, calls, votes = congress()
    matrix = VoteMatrix.of(parse_voteview(calls, votes))
    found = agreement(matrix, matrix.seats[0], matrix.seats[1])
    assert found.low < found.value < found.high


def test_paired_and_announced_members_count_and_the_absent_do_not():
    calls = csv_of("congress,chamber,rollnumber,date", [(1, "Senate", 1, "1789-06-01")])
    header = "congress,chamber,rollnumber,icpsr,cast_code"
    votes = csv_of(header, [(1, "Senate", 1, i, code) for i, code in enumerate("0123456789")])
    (call,) = parse_voteview(calls, votes)
    assert (call.body, call.session, call.id) == ("US-SENATE", "1", "voteview:1-Senate-1")
    assert "0" not in call.choices
    assert [call.choices[str(i)] for i in range(1, 10)] == [
        *[Choice.YES] * 3,
        *[Choice.NO] * 3,
        *[Choice.ABSENT] * 3,
    ]


def test_a_code_that_is_none_is_an_error_with_its_row():
    calls = csv_of("congress,chamber,rollnumber,date", [(1, "Senate", 1, "1789-06-01")])
    votes = csv_of("congress,chamber,rollnumber,icpsr,cast_code", [(1, "Senate", 1, 7, "12")])
    with pytest.raises(ParseError, match="12") as error:
        list(parse_voteview(calls, votes))
    assert error.value.row == 2
