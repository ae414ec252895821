"""Charts say in their titles what they show, and load nothing from outside."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from dragoman.alignment.agreement import agreement_all
from dragoman.alignment.ballots import Ballots
from dragoman.alignment.cohesion import agreement_with_bloc
from dragoman.alignment.comparing import compare
from dragoman.alignment.ideal import IdealPoints
from dragoman.alignment.pairs import rank_state_pairs
from dragoman.alignment.realignment import detect_realignments
from dragoman.alignment.shifts import find_break
from dragoman.alignment.simulation import simulate_votes
from dragoman.alignment.votes import VoteMatrix
from dragoman.domain.relations import Period
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.errors import DragomanError

pytest.importorskip("altair")
from dragoman.render.break_charts import break_chart, pairs_chart, scores_chart
from dragoman.render.charts import agreement_chart, map_chart, points_chart, render_chart, years_chart


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
    assert "AAA: 100% alike before 9 January 2020, 0% since" in svg
    told = chart.to_dict()["description"]
    assert "8 and 4 votes, 1 January 2020 to 12 January 2020" in told
    assert "a departure" in told
    assert "Source: " in told


def words_of(chart):
    """The rows of a chart's texts, each with the side on which it is set."""
    found, parts = [], [(part, {}) for part in chart.to_dict()["vconcat"]]
    while parts:
        part, above = parts.pop()
        data = part.get("data", above)
        parts += [(layer, data) for layer in part.get("layer", [])]
        mark = part.get("mark")
        if isinstance(mark, dict) and mark["type"] == "text":
            found += [{**row, "align": mark["align"]} for row in data["values"]]
    return found


@pytest.mark.parametrize(("back", "side"), [(40, "right"), (400, "left")])
def test_no_dashed_line_crosses_the_words_of_a_stretch(back, side):
    """A short departure has no room for its words; a long one has. The last stretch stands within or beyond the end."""

    def period(start, end, value):
        low, high = max(0.0, value - 0.1), min(1.0, value + 0.1)
        return Period(start=start, end=end, value=value, n=9, low=low, high=high)

    at, until = date(2015, 1, 1), date(2015, 1, 1) + timedelta(days=back)
    found = find_break(turning(), "AAA", [{"BBB", "CCC"}] * 12, np.random.default_rng(0), shuffles=9)
    found = replace(
        found,
        at=at,
        until=until,
        before=period(date(2010, 1, 1), at - timedelta(days=9), 0.9),
        after=period(at, until - timedelta(days=9), 0.05),
        since=period(until, until + timedelta(days=20), 0.8),
    )
    rows = [{"day": date(2010, 1, 1), "share": 0.9}]
    labels = {row["label"]: row for row in words_of(break_chart(found, rows)) if "label" in row}
    assert labels["5% in 9 votes"]["align"] == side
    assert labels["80% in 9 votes"]["day"] == found.since.end.isoformat()
    names = [row["place"] for row in words_of(break_chart(found, rows)) if "name" in row]
    if side == "right":
        assert min(abs(place - labels["5% in 9 votes"]["place"]) for place in names) >= 0.05 - 1e-9


def test_those_who_vote_alike_stand_together():
    chart = agreement_chart(agreement_all(turning()), ("BBB", "AAA", "CCC")).to_dict()
    order = chart["vconcat"][0]["encoding"]["x"]["sort"]
    assert abs(order.index("BBB") - order.index("CCC")) == 1
    assert {"BBB and CCC, 1.00", "CCC and BBB, 1.00"} & set(
        chart["title"]["text"].removeprefix("Closest: ").split("; ")
    )
    assert "12 to 12 votes a pair" in chart["title"]["subtitle"][0]


def test_points_are_drawn_with_their_bands():
    world = simulate_votes(np.random.default_rng(0), seats=12, periods=4, votes=30)
    points = IdealPoints(positive="S001", negative=None, n_jobs=1).fit(world.ballots).points_
    chart = points_chart(points, ["S001", "S002"], first_year=0)
    drawn = chart.to_dict()
    assert [layer["mark"]["type"] for layer in drawn["vconcat"][0]["layer"]] == ["area", "line", "text"]
    assert "moved furthest" in drawn["title"]["text"]
    page = render_chart(chart, "html")
    assert isinstance(page, str)
    assert "<script src" not in page
    assert "<link" not in page
    with pytest.raises(DragomanError, match="none of these seats"):
        points_chart(points, ["ZZZ"])


def test_years_of_agreement_are_drawn_with_their_interval_and_votes():
    drawn = years_chart(compare(turning(), "AAA", "BBB"), topic="tea").to_dict()
    assert drawn["title"]["text"] == "AAA – BBB on tea: 0.67 in 2020, 0.67 in 2020"
    assert "12 votes" in drawn["title"]["subtitle"][0]


def test_a_picture_is_a_png():
    drawn = render_chart(years_chart(compare(turning(), "AAA", "BBB")), "png")
    assert isinstance(drawn, bytes)
    assert drawn.startswith(b"\x89PNG")


def test_a_break_chart_names_the_votes_that_drive_it():
    votes, members = turning(), [{"BBB", "CCC"}] * 12
    found = find_break(votes, "AAA", members, np.random.default_rng(0), shuffles=99)
    svg = render_chart(
        break_chart(found, list(agreement_with_bloc(votes, "AAA", members).votes.rows())), "svg"
    )
    assert all(f">{row['id']}<" in svg for row in list(found.drivers.rows())[:3])


def parting() -> VoteMatrix:
    """Two states of four part in the sixth of eight sessions."""
    return VoteMatrix.of(
        RollCall(
            id=f"{year}-{i}",
            body="UNGA",
            held=date(year, 10, 1 + i),
            title="A vote",
            choices={
                "AAA": Choice.NO if year >= 2005 or i % 9 == 0 else Choice.YES,
                "BBB": Choice.YES if i % 7 else Choice.NO,
                "CCC": Choice.YES if i % 5 else Choice.NO,
                "DDD": Choice.YES if i % 3 else Choice.ABSTAIN,
            },
        )
        for year in range(2000, 2008)
        for i in range(20)
    )


def test_the_clearest_breaks_of_pairs_stand_under_a_title_that_tells_the_first():
    found = rank_state_pairs(parting(), np.random.default_rng(0))
    chart = pairs_chart(found, 3).to_dict()
    assert "AAA" in chart["title"]["text"]
    assert "before 2005" in chart["title"]["text"]
    assert "3 clearest of 6 pairs" in chart["title"]["subtitle"][0]


def test_the_scores_of_a_state_are_set_beside_histories_without_a_break():
    found = detect_realignments(Ballots.of(parting()), dimensions=1, rng=np.random.default_rng(0), jobs=1)
    told = scores_chart(found, "AAA").to_dict()["title"]
    assert "AAA left its former position most clearly in" in told["text"]
    assert "simulated histories without a break" in told["subtitle"][0]


def test_points_in_two_dimensions_are_a_map_with_names():
    world = simulate_votes(np.random.default_rng(0), seats=12, periods=3, votes=40, dimensions=2)
    fit = IdealPoints(scale="coherent", dimensions=2, positive=None, negative=None, n_jobs=1)
    points = fit.fit(world.ballots).points_
    chart = map_chart(points, ["S001", "S002"], 2, first_year=0)
    assert "Session 2" in chart.to_dict()["title"]["text"]
    svg = render_chart(chart, "svg")
    assert ">S001<" in svg
    assert ">S003<" not in svg
    with pytest.raises(DragomanError, match="none of these"):
        map_chart(points, ["S001"], 7)
