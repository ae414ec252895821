"""Every spelling of a state's name that voting files use, and the seat it stands for."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

from dragoman.world.states import states_by_code
from dragoman.world.tables import Row, is_valid, read_table


def fold_name(name: str) -> str:
    """The name without case, accents and punctuation, so that one file's spelling meets another's."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", letters.replace("'", "").replace("’", "").replace("&", " and ")))


@cache
def _seats_by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table("names"):
        if (
            row["kind"] in ("short", "official", "inverted", "former", "other")
            and row["code"] in states_by_code()
        ):
            seat = states_by_code()[row["code"]].seat
            if seat:
                found.setdefault(fold_name(row["name"]), seat)
    return found


@cache
def _recorded_spellings() -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in read_table("spellings"):
        key = fold_name(row["name"])
        found[key] = (*found.get(key, ()), row)
    return found


def seat_of_spelling(name: str, on: date | None = None) -> str | None:
    """The seat that a voting file's spelling of a name stands for; None for a name not known.

    The day tells apart what files write alike: “Serbia” is carried under YUG before 4 February 2003 and under SCG
    before 3 June 2006. Without a day the latest holder of the name is meant.
    """
    key = fold_name(name)
    rows = _recorded_spellings().get(key, ())
    dated = [row["seat"] for row in rows if is_valid(row, on)]
    return dated[-1] if dated else _seats_by_name().get(key)
