"""The words that attribute: verbs and nouns with the shapes in which they carry what was said."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files


class CueClass(StrEnum):
    SPEECH = "speech"
    STANCE = "stance"
    EVIDENCE = "evidence"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One word as a cue of one class, and the shapes of what it carries.

    Frames: `that` a finite clause, `wh` a question, `to` an infinitive, `ing` a gerund, `obj` a direct object,
    `thing` one that is a claim of the speaker's (“deny the attack”), `small` an object with what is said of it (“accuse
    him of lying”), `name` a quoted one (“call it ‘a farce’”), `quote` quoted words, `rest` whatever follows, `raise` subject and complement
    together (“appear to work”), `+for` and its like a preposition's object. A verb with a particle is
    written `rule_out`.
    """

    word: str
    kind: CueClass
    frames: frozenset[str]


@lru_cache(maxsize=4)
def cues(part: str) -> Mapping[str, tuple[Cue, ...]]:
    """The cues of a part of speech, `verb`, `noun`, `adjective` or `adverb`, by lemma."""
    found: dict[str, list[Cue]] = {}
    with (files(__package__) / "attribution_cues.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["part"] == part:
                frames = frozenset(row["frames"].split())
                for word in row["words"].split():
                    cue = Cue(word=word, kind=CueClass(row["class"]), frames=frames)
                    found.setdefault(word, []).append(cue)
    return {word: tuple(several) for word, several in found.items()}
