"""Names as voting files spell them, and the seats they stand for."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from dragoman.world import seat_of_spelling

FOLDER = Path(os.environ.get("DRAGOMAN_DEV_DATA") or Path(__file__).parents[3] / "shared" / "data") / "votes"


@pytest.mark.parametrize(
    ("spelling", "on", "seat"),
    [
        ("TÜRKÝYE", None, "TUR"),
        ("TÜRKİYE", None, "TUR"),
        ("TURKIYE", None, "TUR"),
        ("LAO PEOPLE's DEMOCRATIC REPUBLIC", None, "LAO"),
        ("CÔTE D’IVOIRE", None, "CIV"),
        ("COTE D'IVOIRE", None, "CIV"),
        ("USSR", None, "RUS"),
        ("SERBIA", date(2000, 12, 1), "YUG"),
        ("SERBIA", date(2004, 12, 1), "SCG"),
        ("SERBIA", date(2010, 12, 1), "SRB"),
        ("SERBIA", None, "SRB"),
        ("VENEZUELA, BOLIVARIAN REPUBLIC OF", None, "VEN"),
        ("TANGANYIKA", None, "TZA"),
        ("Germany, Federal Republic of", None, "DEU"),
        ("ATLANTIS", None, None),
    ],
)
def test_a_spelling_stands_for_its_seat(spelling: str, on: date | None, seat: str | None) -> None:
    assert seat_of_spelling(spelling, on) == seat


@pytest.mark.parametrize("name", ["ga_votes", "sc_votes"])
def test_every_spelling_of_the_voting_files_resolves_on_its_day(name: str) -> None:
    path = FOLDER / f"{name}.parquet"
    if not path.exists():
        pytest.skip("the development data is not here")
    polars = pytest.importorskip("polars")
    rows = polars.read_parquet(path).select("ms_name", "ms_code", "date").unique()
    wrong = {
        (spelling, code, seat_of_spelling(spelling, date.fromisoformat(day)))
        for spelling, code, day in rows.iter_rows()
        if seat_of_spelling(spelling, date.fromisoformat(day)) != code
    }
    assert rows.height > 30_000
    assert wrong == set()
