"""Laws of the importers: whatever a file holds, the answer is roll calls or a ParseError; what is exported is read again."""

from __future__ import annotations

import contextlib
import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.errors import ParseError
from dragoman.records import FORMATS, Format, facts, undl
from dragoman.records.table import parse_lines, parse_repeating_lines

GOLDEN = Path(__file__).parents[1] / "golden" / "records"
SEEDS = [path.read_bytes() for path in sorted(GOLDEN.iterdir()) if path.suffix != ".expected"]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real file with bytes of it changed, cut out, doubled or put in."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(["change", "cut", "double", "insert"])):
            case "change":
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "cut":
                del data[at : at + length]
            case "double":
                data[at:at] = data[at : at + length]
            case _:
                data[at:at] = draw(
                    st.sampled_from([b'"', b"\x00", b",", b"\r", b"\xff", "’".encode(), b"9" * 40, b"(" * 9])
                )
    return bytes(data)


def read(known: Format, data: bytes) -> None:
    with contextlib.suppress(ParseError):
        for call in known.importer.parse(io.BytesIO(data), "fuzzed"):
            assert isinstance(call, RollCall)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
@settings(max_examples=150, deadline=None)
@given(data=damaged() | st.binary(max_size=400))
def test_a_damaged_file_gives_roll_calls_or_a_parse_error(known: Format, data: bytes) -> None:
    known.importer.detect(data, "fuzzed.csv")
    read(known, data)


cells = st.text(st.sampled_from('ab,"\n é'), max_size=5)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6), st.lists(cells, min_size=2, max_size=2))
def test_the_short_way_reads_the_same_as_the_long(heads: list[list[str]], ending: list[str]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["a", "b", "c", "d", "e"])
    writer.writerows([*head, *ending] for head in heads)
    data = out.getvalue().encode()
    plain = list(parse_lines(io.BytesIO(data), "x"))
    short = list(parse_repeating_lines(io.BytesIO(data), "x", lambda _: 3))
    assert short == plain


@given(st.permutations(["ARG", "FRA", "RUS", "USA", "CHN"]))
def test_the_order_of_rows_does_not_matter(order: list[str]) -> None:
    header = "undl_id,ms_code,ms_name,ms_vote,date,resolution,title\n"
    rows = {"ARG": "Y", "FRA": "N", "RUS": "A", "USA": "X", "CHN": "Y"}
    text = header + "".join(f"1,{code},{code},{rows[code]},2024-01-01,A/RES/78/1,Tides\n" for code in order)
    (call,) = undl.parse(io.BytesIO(text.encode()), "x")
    assert call.choices == {code: Choice(letter) for code, letter in rows.items()}


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=20
).filter(lambda text: text == text.strip() and "|" not in text and ";" not in text)
seats = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)


@given(
    st.lists(
        st.builds(
            RollCall,
            id=st.just(""),
            body=words,
            held=st.dates(date(1945, 1, 1), date(2100, 1, 1)),
            symbol=st.none() | words,
            draft=st.none() | words,
            title=words,
            kind=st.sampled_from(MeasureKind),
            session=st.none() | words,
            meeting=st.none() | words,
            agenda=st.lists(words, max_size=2).map(tuple),
            subjects=st.lists(words, max_size=2).map(tuple),
            choices=st.dictionaries(seats, st.sampled_from(Choice), max_size=6).map(
                lambda c: dict(sorted(c.items()))
            ),
            stated=st.builds(
                Tally,
                yes=st.none() | st.integers(0, 999),
                no=st.none() | st.integers(0, 999),
                abstain=st.none(),
            ),
            outcome=st.sampled_from(Outcome),
            sponsors=st.lists(seats, max_size=3).map(tuple),
            order=st.none() | st.integers(1, 50),
            importer=st.just("facts"),
            url=st.none() | words,
            note=st.none() | words,
        ),
        max_size=4,
    )
)
def test_what_is_written_as_facts_is_read_as_the_same(calls: list[RollCall]) -> None:
    data = facts.render(calls).encode()
    again = list(facts.parse(io.BytesIO(data), "x"))
    assert [replace(call, id="") for call in again] == calls
