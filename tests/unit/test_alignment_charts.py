"""Charts say in their titles what they show, and load nothing from outside."""

from datetime import date, timedelta

import numpy as np
import pytest

from dragoman.alignment.agreement import agreement_all
from dragoman.alignment.cohesion import agreement_with_bloc
from dragoman.alignment.ideal import IdealPoints
from dragoman.alignment.shifts import find_break
from dragoman.alignment.simulation import simulate_votes
from dragoman.alignment.votes import VoteMatrix
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.errors import DragomanError

pytest.importorskip("altair")
from dragoman.render.charts import agreement_chart, break_chart, points_chart, render_chart


def turning() -> VoteMatrix:
    return VoteMatrix.of(
        RollCall(
            id=f"v{i}",
            body="UNGA",
            held=date(2020, 1, 1) + timedelta(days=i),
            title="A vote",
            choices={"AAA": Choice.YES if i < 8 else Choice.NO, "BBB": Choice.YES, "CCC": Choice.YES},
        )
        for i in range(12)
    )


def test_a_break_is_told_in_the_title_and_in_words():
    votes, members = turning(), [{"BBB", "CCC"}] * 12
    found = find_break(votes, "AAA", members, np.random.default_rng(0), shuffles=99)
    chart = break_chart(found, list(agreement_with_bloc(votes, "AAA", members).votes.rows()))
    svg = render_chart(chart, "svg")
    assert isinstance(svg, str)
    assert "AAA: 1.00 before 2020-01-09, 0.00 from then on" in svg
    assert "8 and 4 votes" in chart.to_dict()["description"]


def test_those_who_vote_alike_stand_together():
    chart = agreement_chart(agreement_all(turning()), ("BBB", "AAA", "CCC")).to_dict()
    order = chart["encoding"]["x"]["sort"]
    assert abs(order.index("BBB") - order.index("CCC")) == 1
    assert (
        "Closest: BBB–CCC 1.00" in chart["title"]["text"] or "Closest: CCC–BBB 1.00" in chart["title"]["text"]
    )


def test_points_are_drawn_with_their_bands():
    world = simulate_votes(np.random.default_rng(0), seats=12, periods=4, votes=30)
    points = IdealPoints(positive="S001", negative=None, n_jobs=1).fit(world.ballots).points_
    chart = points_chart(points, ["S001", "S002"])
    assert [layer["mark"]["type"] for layer in chart.to_dict()["layer"]] == ["area", "line", "text"]
    page = render_chart(chart, "html")
    assert isinstance(page, str)
    assert "<script src" not in page
    assert "<link" not in page
    with pytest.raises(DragomanError, match="none of these seats"):
        points_chart(points, ["ZZZ"])
