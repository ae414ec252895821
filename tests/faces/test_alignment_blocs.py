"""Two blocs, a bloc's own unity, and issue codes, on the command line."""

import csv
import json

import pytest

HEADER = ["rcid", "ccode", "vote", "session", "date", "unres", "descr", "me", "nu", "di", "hr", "co", "ec"]


@pytest.fixture
def coded(dragoman, tmp_path):
    """A ledger with three votes in the form of Voeten's file, the first two of them coded."""
    rows = [
        [rcid, ccode, vote, 75, f"2020-12-{10 + rcid}", f"R/75/{rcid}", "On lighthouses", *codes]
        for rcid, codes in ((1, (0, 0, 0, 1, 0, 0)), (2, (1, 0, 0, 1, 0, 0)), (3, (0, 0, 0, 0, 0, 0)))
        for ccode, vote in ((2, 1), (220, 1 if rcid == 1 else 3), (200, 1))
    ]
    path, ledger = tmp_path / "votes.csv", tmp_path / "ledger"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    assert dragoman("load", path, "--ledger", ledger).code == 0
    return ledger


@pytest.mark.parametrize(("topic", "n"), [("hr", 2), ("ME", 1), ("lighthouses", 3)])
def test_a_topic_is_words_or_an_issue_code(dragoman, coded, topic, n):
    found = json.loads(
        dragoman(
            "compare",
            "USA",
            "FRA",
            "--topic",
            topic,
            "--ledger",
            coded,
            "--from",
            "2020-01-01",
            "--to",
            "2021-01-01",
            "--json",
        ).out
    )
    assert found["n"] == n


def test_two_blocs_are_compared_with_n_and_interval(dragoman):
    found = json.loads(dragoman("compare", "EU", "BRICS", "--json").out)
    assert found["low"] < found["value"] < found["high"]
    assert sum(found["differences"][0]["own"].values()) > 20
    told = dragoman("compare", "EU", "BRICS").out
    assert "pairs of members" in told
    assert f"n = {found['n']}" in told


def test_majorities_of_two_blocs_are_compared_when_asked(dragoman):
    assert "both majorities" in dragoman("compare", "EU", "BRICS", "--method", "majority").out


def test_the_unity_of_one_bloc_has_a_break_of_its_own(dragoman):
    found = json.loads(dragoman("shifts", "--bloc", "EU", "--json").out)
    assert (found["a"], found["b"]) == ("EU", "EU")
    assert found["earliest"] <= found["at"] <= found["latest"]
    assert "among themselves" in dragoman("shifts", "--bloc", "EU").out


def test_two_blocs_can_part(dragoman):
    found = json.loads(dragoman("shifts", "--bloc", "EU", "--bloc", "BRICS", "--json").out)
    assert (found["a"], found["b"]) == ("EU", "BRICS")
    assert found["drivers"]


def test_one_bloc_alone_shows_its_unity_and_who_breaks_ranks_on_what(dragoman):
    found = json.loads(dragoman("compare", "EU", "--json").out)
    assert found["low"] < found["value"] < found["high"]
    first = found["members"][0]
    assert (first["seat"], first["broke"]) == ("HUN", len(first["votes"]))
    told = dragoman("compare", "EU").out
    assert "unanimous in" in told
    assert "Who left the majority" in told


def test_one_state_alone_shows_its_partners_the_closest_first(dragoman):
    rows = [json.loads(line) for line in dragoman("compare", "France", "--json").out.splitlines()]
    values = [row["value"] for row in rows]
    assert values == sorted(values, reverse=True)
    assert all(row["low"] <= row["value"] <= row["high"] and row["n"] for row in rows)
    assert "closest and furthest" in dragoman("compare", "FRA").out


@pytest.mark.parametrize("parties", [("EU",), ("FRA",), ("FRA", "USA"), ("EU", "BRICS")])
def test_comparisons_can_be_drawn(dragoman, tmp_path, parties):
    pytest.importorskip("altair")
    path = tmp_path / "drawn.svg"
    assert dragoman("compare", *parties, "--chart", path).code == 0
    assert "Source: recorded votes" in path.read_text()


@pytest.mark.parametrize("among", ["pairs", "blocs"])
def test_pairs_and_blocs_are_ranked_with_their_rate_of_false_alarms(dragoman, among):
    rows = [
        json.loads(line)
        for line in dragoman("shifts", "--among", among, "--limit", "5", "--json").out.splitlines()
    ]
    assert len(rows) == 5
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert all(0 <= row["false_alarms"] <= 1 and row["n_before"] and row["n_after"] for row in rows)
    told = " ".join(dragoman("shifts", "--among", among).out.split())
    assert "false alarms" in told
    assert "expected to score by chance as high as the last one shown" in told


def test_a_ranking_of_something_else_is_refused(dragoman):
    assert dragoman("shifts", "--among", "cities").code == 2


def test_points_in_two_dimensions_carry_an_interval_each(dragoman):
    told = dragoman("points", "--scale", "coherent", "--dimensions", "2", "--state", "FRA", "--json").out
    row = json.loads(told.splitlines()[-1])
    assert row["low"] < row["point"] < row["high"]
    assert row["low_2"] < row["point_2"] < row["high_2"]


def test_the_published_scale_has_one_dimension(dragoman):
    assert dragoman("points", "--dimensions", "2").code == 5


def test_single_sessions_are_ranked_when_asked(dragoman):
    """Four sessions with seven votes: few, but the words and the order must hold."""
    done = dragoman("shifts", "--at-once", "--limit", "3", "--json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["alarm"] for row in rows] == sorted((row["alarm"] for row in rows), reverse=True)
    assert "by the votes of each session alone" in " ".join(dragoman("shifts", "--at-once").out.split())
