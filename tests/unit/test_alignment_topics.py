"""Topics come from the record's own words."""

from datetime import date

import numpy as np

from dragoman.alignment.topics import (
    AXES,
    headings_of,
    lend_headings,
    title_space,
    topics,
    topics_among,
    topics_of,
)
from dragoman.alignment.votes import VoteMatrix
from dragoman.domain.rollcalls import Choice, RollCall


def votes(*described: tuple[str, tuple[str, ...]]) -> VoteMatrix:
    return VoteMatrix.of(
        RollCall(
            id=f"v{i}",
            body="UNGA",
            held=date(2020, 1, 1 + i),
            title=title,
            subjects=subjects,
            choices={"AAA": Choice.YES},
        )
        for i, (title, subjects) in enumerate(described)
    )


def test_a_heading_is_taken_without_its_subdivision():
    matrix = votes(("Anything", ("FISHERIES--PACIFIC", "FISHERIES--LAW", "TRADE")))
    assert topics_of(matrix) == (("Fisheries", "Trade"),)


def test_without_headings_the_words_that_recur_tell_the_topic():
    matrix = votes(
        *[("Fisheries report", ()), ("Fisheries in the north", ())], *[(f"Alone {i}", ()) for i in range(8)]
    )
    assert topics_of(matrix)[0] == ("Fisheries",)
    assert topics(matrix, fewest=2)["topic"].tolist() == ["Fisheries"]


def test_topics_among_some_votes_are_set_beside_all():
    matrix = votes(("a", ("TRADE",)), ("b", ("TRADE",)), ("c", ("PEACE",)))
    table = topics_among(matrix, np.array([0, 2]))
    assert {row["topic"]: (row["votes"], row["of"]) for row in table.rows()} == {
        "Trade": (1, 2),
        "Peace": (1, 1),
    }


def test_a_vote_without_headings_borrows_those_of_the_nearest_title():
    matrix = votes(
        ("Deep water trawling beyond coastal limits", ("FISHERIES",)),
        ("Trawling in deep water beyond coastal limits: follow-up", ()),
        ("Lighthouse keepers of northern islands", ("NAVIGATION",)),
        ("Unlike anything said before", ()),
    )
    assert topics_of(matrix)[1] == ("Fisheries",)
    assert topics_of(matrix)[3] == ()


def test_a_heading_in_capitals_that_closes_an_agenda_item_counts_where_the_record_has_no_other():
    held = {"body": "UNGA", "held": date(2020, 1, 1), "choices": {"AAA": Choice.YES}}
    matrix = VoteMatrix.of(
        [
            RollCall(
                id="v1",
                title="Fish",
                agenda=("A/61/251 71b Oceans and the law of the sea. LAW OF THE SEA--FISHERIES",),
                **held,
            ),
            RollCall(id="v2", title="Boats", agenda=("A/61/251 72 Oceans and boats.",), **held),
        ]
    )
    assert headings_of(matrix) == (("Law of the sea",), ())


def test_the_commonest_heading_among_the_nearest_titles_is_lent():
    titles = ["Deep water trawling beyond coastal limits"] * 4 + [
        "Keepers of lighthouses on northern islands"
    ]
    headings = [("Whales",), ("Fisheries",), ("Fisheries",), (), ("Navigation",)]
    assert lend_headings(headings, titles) == {3: ("Fisheries",)}


def test_many_titles_share_a_small_space_in_which_like_stays_near_like():
    rng = np.random.default_rng(0)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    stock = ["".join(rng.choice(letters, 6)) for _ in range(600)]
    titles = [" ".join(rng.choice(stock[60 * k : 60 * k + 60], 5)) for k in range(10) for _ in range(60)]
    space = title_space(titles)
    assert space.shape == (600, AXES)
    cosines = space @ space.T
    np.fill_diagonal(cosines, -1)
    kind = np.repeat(np.arange(10), 60)
    assert (kind[cosines.argmax(1)] == kind).mean() > 0.95
