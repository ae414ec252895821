"""The hand-written format: one row a roll call, errors that name row and column."""

from __future__ import annotations

import io
from datetime import date

import pytest

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.errors import ParseError, UnknownFormat
from dragoman.records import detect_format, facts, format_named

HEADER = "symbol,body,held,title,kind,draft,order,sponsors,sponsors_basis,outcome,totals,yes,no,abstain,absent,note\n"
ROW = "A/RES/99/1,UNGA,2054-10-01,Tides,,A/99/L.1,2,FJI,press,,2-1-1-1,FRA FJI,RUS,CHN,USA,by hand\n"


def parse(text: str | bytes) -> list[RollCall]:
    data = text.encode() if isinstance(text, str) else text
    return list(facts.parse(io.BytesIO(data), "facts.csv"))


def test_a_row_becomes_a_roll_call() -> None:
    (call,) = parse(HEADER + ROW)
    assert call.held == date(2054, 10, 1)
    assert call.choices == {
        "CHN": Choice.ABSTAIN,
        "FJI": Choice.YES,
        "FRA": Choice.YES,
        "RUS": Choice.NO,
        "USA": Choice.ABSENT,
    }
    assert (call.kind, call.outcome, call.order) == (MeasureKind.RESOLUTION, Outcome.ADOPTED, 2)
    assert call.stated == call.tally == Tally(yes=2, no=1, abstain=1, absent=1)
    assert call.sponsors == ("FJI",)
    assert call.note == "by hand; sponsors: press"


def test_a_total_that_is_not_known_stays_unknown() -> None:
    (call,) = parse("body,held,title,kind,outcome,totals\nUNGA,2054-10-01,Tides,amendment,rejected,3-7-?\n")
    assert call.tally == Tally(yes=3, no=7)
    assert call.outcome is Outcome.REJECTED


def test_totals_that_disagree_with_the_rows_are_kept() -> None:
    (call,) = parse(HEADER + ROW.replace("2-1-1-1", "3-1-1"))
    assert call.stated.yes == 3
    assert call.tally.yes == 2


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (ROW.replace("2054-10-01", "1 October"), "held"),
        (ROW.replace("FRA FJI", "FRA RUS"), "no"),
        (ROW.replace("FRA FJI", "France"), "yes"),
        (ROW.replace("2-1-1-1", "many"), "totals"),
        (ROW.replace("Tides,,", "Tides,poem,"), "kind"),
        (ROW.replace("UNGA", ""), "body"),
        (ROW.replace("L.1,2", "L.1,second"), "order"),
    ],
)
def test_an_error_names_row_and_column(wrong: str, column: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(HEADER + ROW + wrong)
    assert (caught.value.where, caught.value.row, caught.value.column) == ("facts.csv", 3, column)


def test_a_column_that_is_not_known_is_refused() -> None:
    with pytest.raises(ParseError, match="colour"):
        parse("body,held,title,colour\nUNGA,2054-10-01,Tides,blue\n")


@pytest.mark.parametrize("data", [HEADER.encode() + b"\xff\xfe,UNGA\n", HEADER.encode() + b'"open,UNGA\n'])
def test_bytes_that_are_no_table_are_refused(data: bytes) -> None:
    with pytest.raises(ParseError):
        parse(data)


def test_the_format_is_detected_by_its_columns() -> None:
    assert detect_format((HEADER + ROW).encode(), "mine.csv") == format_named("facts")
    with pytest.raises(UnknownFormat, match="in no format"):
        detect_format(b"Dear diary", "notes.txt")


def test_a_format_that_is_not_known_names_those_that_are() -> None:
    with pytest.raises(UnknownFormat, match="facts"):
        format_named("papyrus")
