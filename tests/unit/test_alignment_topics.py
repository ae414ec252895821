"""Topics come from the record's own words."""

from datetime import date

import numpy as np

from dragoman.alignment.topics import topics, topics_among, topics_of
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
