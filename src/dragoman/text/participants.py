"""Nouns for those who act: people in a role, forces, bodies; from one table, `nouns.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any


class NounKind(StrEnum):
    PERSON = "person"
    PEOPLE = "people"
    EPITHET = "epithet"
    """What a person is called for variety: “the billionaire” after a name."""
    RELATION = "relation"
    """One who is something to another: “Moscow's ally” speaks not for Moscow, “a French counterpart” does for
    France."""
    FORCE = "force"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun that names a participant by what it is or does, with PLOVER's sector where one is sure."""

    lemma: str
    kind: NounKind
    sector: str | None

    @property
    def is_person(self) -> bool:
        return self.kind in (NounKind.PERSON, NounKind.RELATION)


@lru_cache(maxsize=1)
def nouns() -> dict[str, Noun]:
    """The table, by lemma."""
    with (files(__package__) / "nouns.csv").open(encoding="utf-8") as lines:
        return {
            row["noun"]: Noun(lemma=row["noun"], kind=NounKind(row["kind"]), sector=row["sector"] or None)
            for row in csv.DictReader(lines)
        }


def noun_of(token: Any) -> Noun | None:
    """The participant noun that this token is."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    table = nouns()
    return table.get(token.lemma_.lower()) or table.get(token.lower_)
