"""What holds for every text, name and day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.world import (
    blocs,
    check_tables,
    find_names,
    members,
    office_holders,
    resolve,
    seat_of,
    seat_of_spelling,
    states,
)
from dragoman.world.tables import read_table

DAYS = st.dates(min_value=date(1945, 10, 24), max_value=date(2026, 12, 31))
WORDS = st.sampled_from(
    [
        "Paris",
        "Georgia",
        "Mr",
        "Kim",
        "the",
        "president",
        "of",
        "US's",
        "and,",
        "Brussels",
        "Turkey",
        "May",
        "former",
        "French",
        "foreign",
        "minister",
        "Guinea-Bissau",
        "ambassador",
        "to",
        "UN",
        "Trump",
        "administration",
        "Congo",
        "\n",
        "’",
        "“",
        "N'Djamena",
        "27",
        "North",
        "South",
        "Koreas",
        "Xi",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_hit_is_the_words_at_its_place_and_hits_never_overlap(text: str) -> None:
    hits = find_names(text)
    assert all(text[hit.start : hit.end] == hit.text and hit.core in hit.text for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))


@given(TEXTS, st.none() | DAYS)
@settings(max_examples=200, deadline=None)
def test_every_hit_resolves_to_known_actors_with_a_reason(text: str, on: date | None) -> None:
    for hit in find_names(text):
        answer = resolve(hit, on=on, context=text)
        assert answer.reason
        assert len({(a.code, a.name) for a in answer.actors}) == len(answer.actors)
        assert all(a.name and a.seat == seat_of(a.code) for a in answer.actors)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_what_stands_before_a_text_moves_its_hits_and_changes_nothing_else(text: str) -> None:
    before = "Nothing here.\n\n"
    moved = [(hit.start - len(before), hit.text, hit.keys) for hit in find_names(before + text)]
    assert moved == [(hit.start, hit.text, hit.keys) for hit in find_names(text)]


@given(DAYS)
@settings(max_examples=40, deadline=None)
def test_on_every_day_the_council_sits_within_the_un(on: date) -> None:
    council, un = members("UNSC", on).members, members("UN", on).members
    if on >= date(1946, 1, 17):
        assert len(council) == (11 if on.year < 1966 else 15)
        assert council <= un
        assert members("UNSC-P5", on).members <= council


@given(DAYS)
@settings(max_examples=25, deadline=None)
def test_on_every_day_members_and_disputed_stay_apart(on: date) -> None:
    for bloc in blocs(on):
        belonging = members(bloc, on)
        assert not belonging.members & belonging.disputed
        assert belonging.suspended <= belonging.members


@given(DAYS)
@settings(max_examples=25, deadline=None)
def test_on_every_day_an_office_has_one_holder(on: date) -> None:
    held = [(h.code, h.role) for h in office_holders(on=on)]
    assert len(held) == len(set(held))


def test_every_name_of_a_seated_state_is_a_spelling_of_its_seat() -> None:
    for s in states():
        if s.seat:
            assert seat_of_spelling(s.official) == s.seat


def test_every_dated_name_is_found_in_a_text() -> None:
    lost = [
        row["name"]
        for row in read_table("names")
        if not any(hit.end == len(row["name"]) for hit in find_names(row["name"]))
    ]
    assert lost == []


def test_the_tables_are_sound() -> None:
    assert check_tables() == ()
