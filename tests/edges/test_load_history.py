"""The Library's own data, where they are at hand: written out in its CSV form, loaded, and compared total by total."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.records import parse_file

DATA = Path(os.environ.get("DRAGOMAN_DEV_DATA", Path(__file__).parents[3] / "shared" / "data"))
WRITER = DATA.parent / "tools" / "undl_csv.py"

pytestmark = pytest.mark.skipif(
    not WRITER.exists() or not (DATA / "votes" / "ga_votes.parquet").exists(),
    reason="the official voting data are not at hand",
)


def written(folder: Path, start: str, end: str) -> Path:
    command = [sys.executable, str(WRITER), str(folder), "--from", start, "--to", end]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "ga_voting.csv"


@pytest.fixture(scope="module")
def latest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("latest"), "2025-01-01", "2025-12-31")


@pytest.fixture(scope="module")
def ledger(latest: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.create(tmp_path_factory.mktemp("ledger")) as created:
        created.append(parse_file(latest), file="2025")
        yield created


def test_every_total_of_2025_equals_the_count(latest: Path, ledger: Ledger) -> None:
    report = ledger.append(parse_file(latest))
    assert (report.roll_calls, report.unchanged) == (192, 192)
    assert report.choices == 192 * 193
    assert report.mismatches == ()
    assert report.unknown_names == ()


def test_totals_of_the_1980s_often_differ_and_both_are_kept(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "ledger") as eighties:
        report = eighties.append(parse_file(written(tmp_path, "1985-09-01", "1985-12-31")))
        assert report.roll_calls > 50
        assert report.mismatches
        kept = {m.roll_call: m for m in report.mismatches}
        for call in eighties.roll_calls():
            if call.id in kept:
                assert call.stated == kept[call.id].stated
                assert call.tally == kept[call.id].counted


def test_every_seat_is_a_member_of_that_day(ledger: Ledger) -> None:
    from dragoman.world import members

    for call in ledger.roll_calls(start=date(2025, 12, 1)):
        assert set(call.choices) == set(members("UN", call.held).members)


def test_the_two_votes_of_24_february_are_the_embedded_ones(ledger: Ledger) -> None:
    from dragoman.records import embedded

    for known in embedded():
        if known.choices and known.body == "UNGA" and known.held.year == 2025:
            found = ledger.roll_call(known.symbol or "")
            assert found is not None
            assert found.choices == known.choices
