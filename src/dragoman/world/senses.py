"""Names that mean several things, and the words nearby that tell which.

A sense is a key of the lexicon, or `-` for what is no actor (the American state of Georgia). `usual` marks the sense
meant where nothing nearby speaks for another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.world.lexicon import forms_of, normalise
from dragoman.world.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One thing a name can mean."""

    key: str
    cues: re.Pattern[str] | None
    usual: bool


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """The senses of every ambiguous form."""
    found: dict[str, tuple[Sense, ...]] = {}
    for row in read_table("senses"):
        sense = Sense(key=row["sense"], cues=_pattern(row["cues"]), usual=bool(row["usual"]))
        for surface in forms_of(row["name"]):
            found[surface] = (*found.get(surface, ()), sense)
    return found


def _pattern(cues: str) -> re.Pattern[str] | None:
    words = [
        cue.removeprefix("re:") if cue.startswith("re:") else re.escape(cue) for cue in cues.split(";") if cue
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") if words else None


def senses_in(surface: str, context: str) -> tuple[tuple[str, ...], str]:
    """The senses the context leaves open, as keys, and why; no keys where the form is not ambiguous."""
    known = senses().get(surface, ())
    if not known:
        return (), ""
    whole = normalise(context)
    around = whole.replace(surface, " ")
    spoken_for = [(sense, cue) for sense in known if (cue := _cue(sense, around, whole))]
    if len(spoken_for) == 1:
        return (spoken_for[0][0].key,), f"“{spoken_for[0][1]}” stands nearby"
    usual = tuple(sense.key for sense in known if sense.usual)
    if not spoken_for and usual:
        return usual, f"“{surface}” usually means this; nothing nearby says otherwise"
    left = tuple(sense.key for sense, _ in spoken_for) or tuple(sense.key for sense in known)
    return left, f"“{surface}” can mean several things; what stands nearby does not decide"


def _cue(sense: Sense, around: str, whole: str) -> str:
    if sense.cues is None:
        return ""
    found = sense.cues.search(around) or sense.cues.search(whole)
    return found.group() if found else ""
