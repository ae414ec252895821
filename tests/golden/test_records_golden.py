"""Every format: a small file of each known shape and defect, and the roll calls it must give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.records import FORMATS, parse_file

FOLDER = Path(__file__).parent / "records"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".expected")


def told(call: RollCall) -> Iterator[str]:
    """A roll call in lines that a person can compare with the file."""
    partial = " (some)" if call.partial else ""
    yield f"{call.id} | {call.body} {call.held} session {call.session} | {call.kind} | {call.outcome}"
    yield f"  {call.symbol} | draft {call.draft} | meeting {call.meeting} | order {call.order} | {call.title}"
    yield f"  agenda {list(call.agenda)} | subjects {list(call.subjects)} | sponsors {' '.join(call.sponsors)}"
    yield f"  stated {call.stated}–{call.stated.absent} | counted {call.tally}–{call.tally.absent}{partial}"
    for choice in Choice:
        seats = sorted(seat for seat, chosen in call.choices.items() if chosen is choice)
        yield f"  {choice} {' '.join(seats) if len(seats) < 40 else f'{len(seats)} seats'}"
    yield f"  intended {' '.join(f'{s}={c}' for s, c in call.intended.items())} | unknown {list(call.unknown)}"
    yield f"  note {call.note}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_gives_these_roll_calls(path: Path) -> None:
    lines = [line.rstrip() for call in parse_file(path) for line in told(call)]
    expected = path.with_name(path.name + ".expected").read_text("utf-8").splitlines()
    assert lines == expected


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_each_format_has_a_golden_file(known: object) -> None:
    importers = {call.importer for path in FILES for call in parse_file(path)}
    assert getattr(known, "name") in importers  # noqa: B009


if __name__ == "__main__":  # Writes what is read now, to be compared with the file by hand.
    for file in FILES:
        words = "".join(f"{line.rstrip()}\n" for call in parse_file(file) for line in told(call))
        file.with_name(file.name + ".expected").write_text(words, "utf-8")
