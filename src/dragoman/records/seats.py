"""Codes and names as official files write them, to the seat they stand for on the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from dragoman.domain.rollcalls import Choice
from dragoman.world import members, seat_of, seat_of_spelling


@lru_cache(maxsize=4096)
def seat_for(code: str, name: str, on: date | None = None) -> str | None:
    """The seat of a code, or where the code is not known of a name; None where neither is."""
    return seat_of(code.upper()) or seat_of_spelling(name, on)


class Roll:
    """The choices of one roll call as they are read, with what could not be understood of them."""

    __slots__ = ("choices", "clashes", "unknown")

    def __init__(self) -> None:
        self.choices: dict[str, Choice] = {}
        self.unknown: list[str] = []
        self.clashes: list[str] = []

    def add(self, seat: str | None, name: str, choice: Choice) -> None:
        """Note a choice; of two for one seat the first stays and the clash is told."""
        if seat is None:
            self.unknown.append(name)
        elif self.choices.setdefault(seat, choice) is not choice:
            self.clashes.append(
                f"{seat} is listed twice, as {self.choices[seat]} and as {choice}: the first is kept"
            )

    def fill_absent(self, bloc: str, on: date) -> None:
        """Members of that day in no list cast no vote; not where a name was not understood, for it may be theirs."""
        if self.choices and not self.unknown:
            for seat in members(bloc, on).members:
                self.choices.setdefault(seat, Choice.ABSENT)

    def add_names(self, names: Iterable[str], choice: Choice, on: date | None) -> None:
        for name in names:
            self.add(seat_of_spelling(name, on), name, choice)


def note_of(*parts: str | None) -> str | None:
    """The parts that say something, as one note."""
    return "; ".join(part for part in parts if part) or None
