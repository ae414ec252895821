"""What the open ledger answers, asked of the embedded record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from dragoman.domain.measures import MeasureKind
from dragoman.domain.rollcalls import Choice
from dragoman.ledger import Ledger
from dragoman.records import embedded

DAY = date(2025, 2, 24)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger.in_memory(embedded()) as opened:
        yield opened


def test_what_goes_in_comes_out(ledger: Ledger) -> None:
    assert set(ledger.roll_calls()) == set(embedded())
    assert {call.id: call for call in ledger.roll_calls()} == {call.id: call for call in embedded()}


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("A/RES/ES-11/7", "A/RES/ES-11/7"),
        ("resolution ES–11/7", "A/RES/ES-11/7"),
        (" a/res/es-11/ 8 ", "A/RES/ES-11/8"),
        ("S/RES/2774 (2025)", "S/RES/2774(2025)"),
        ("Security Council resolution 2774", "S/RES/2774(2025)"),
        ("2774", "S/RES/2774(2025)"),
    ],
)
def test_a_symbol_is_found_in_any_usual_spelling(ledger: Ledger, words: str, symbol: str) -> None:
    found = ledger.roll_call(words)
    assert found is not None
    assert found.symbol == symbol


def test_a_symbol_of_no_record_is_none(ledger: Ledger) -> None:
    assert ledger.roll_call("A/RES/ES-11/99") is None
    assert ledger.roll_call("") is None


def test_several_roll_calls_are_read_at_once_as_they_are_one_by_one(ledger: Ledger) -> None:
    ids = [heading.id for heading in ledger.headings()]
    assert ledger.roll_calls_of([*ids, "none such"]) == {i: ledger.roll_call(i) for i in ids}
    assert ledger.roll_calls_of([]) == {}


def test_a_roll_call_is_found_by_its_id(ledger: Ledger) -> None:
    call = embedded()[-1]
    assert ledger.roll_call(call.id) == call


def test_a_day_gives_its_votes_in_order(ledger: Ledger) -> None:
    held = ledger.headings(start=DAY, end=DAY, body="UNGA", kinds=[MeasureKind.RESOLUTION])
    assert [(h.symbol, h.tally.yes, h.sponsors) for h in held] == [
        ("A/RES/ES-11/7", 93, ("UKR",)),
        ("A/RES/ES-11/8", 93, ("USA",)),
    ]


def test_all_words_must_occur_in_title_agenda_or_subjects(ledger: Ledger) -> None:
    assert [h.symbol for h in ledger.headings(words="the suspension of membership rights")] == [
        "A/RES/ES-11/3"
    ]
    assert len(ledger.headings(words="Ukraine", kinds=[MeasureKind.RESOLUTION])) == 10
    assert ledger.headings(words="Ukraine volcano") == ()


def test_a_draft_leads_to_its_votes_and_amendments(ledger: Ledger) -> None:
    kinds = [h.kind for h in ledger.headings(draft="a/es-11/l.11")]
    assert kinds.count(MeasureKind.AMENDMENT) == 4
    assert kinds.count(MeasureKind.RESOLUTION) == 1


def test_a_seat_is_asked_only_where_it_was_a_member(ledger: Ledger) -> None:
    assert [
        call.body
        for call in ledger.roll_calls(seat="SVN", start=DAY, end=DAY, kinds=[MeasureKind.RESOLUTION])
    ] == [
        "UNGA",
        "UNGA",
        "UNSC",
    ]
    assert "UNSC" not in {h.body for h in ledger.headings(seat="DEU")}


def test_a_history_goes_by_day_and_order(ledger: Ledger) -> None:
    votes = ledger.history_of("USA", start=DAY, end=DAY)
    assert [(vote.symbol, vote.choice) for vote in votes] == [
        ("A/RES/ES-11/7", Choice.NO),
        ("A/RES/ES-11/8", Choice.ABSTAIN),
        ("S/RES/2774(2025)", Choice.YES),
    ]
    assert ledger.history_of("x' OR true --") == ()


def test_coverage_names_the_days_of_each_body(ledger: Ledger) -> None:
    assembly, council = ledger.coverage()
    assert (assembly.body, assembly.first, assembly.last) == ("UNGA", date(2022, 3, 2), date(2025, 12, 3))
    assert (assembly.n, assembly.with_choices) == (13, 9)
    assert (council.body, council.n) == ("UNSC", 1)


def test_limit_cuts_the_answer(ledger: Ledger) -> None:
    assert len(ledger.roll_calls(limit=3)) == 3
    assert ledger.roll_calls(limit=0) == ()


def test_an_empty_ledger_answers_with_nothing() -> None:
    with Ledger.in_memory() as empty:
        assert empty.roll_calls() == ()
        assert empty.coverage() == ()
        assert empty.roll_call("A/RES/ES-11/1") is None


def test_a_table_goes_on_into_other_libraries(ledger: Ledger) -> None:
    table = ledger.sql(
        "SELECT choice, count(*) AS n FROM choices WHERE symbol = 'A/RES/ES-11/7' GROUP BY ALL ORDER BY ALL"
    )
    assert table.columns == ("choice", "n")
    assert table.rows == [("A", 65), ("N", 18), ("X", 17), ("Y", 93)]
    assert table.to_polars().height == len(table) == 4
