"""Every surface form the registry knows, and the automaton that finds them all in one pass.

A form maps to keys, each `kind:value`: `state:FRA`, `body:EU`, `seat:USA` (a place that stands for it),
`person:Emmanuel Macron`, `office:president`. A form without keys is one that only looks like a name of ours
(“American Samoa”): it is found so that it hides the shorter one inside it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from ahocorasick_rs import AhoCorasick

from dragoman.domain.actors import MentionForm
from dragoman.world.offices import office_words, people
from dragoman.world.states import states_by_code
from dragoman.world.tables import is_valid, read_table

DEMONYM_KINDS = ("adjective", "singular", "plural")
TITLES = ("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir", "Madam", "Madame", "Lord", "Lady")
NORMAL = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ", "‑": "-"})
"""Characters read alike; one for one, so that places in the text stay as they are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one surface form can stand for."""

    form: MentionForm
    keys: tuple[str, ...]
    shy: bool = False
    """A form that counts only beside a title or an office, or after the full name."""
    lead: str = ""
    """`title` for “Mr”, `office` for a word of office; they count only together with a name."""


def normalise(text: str) -> str:
    """The text with typographic variants made alike; as long as before."""
    return text.translate(NORMAL)


def variants_of(name: str) -> set[str]:
    """The name, without accents, and in capitals where it is long enough to be told from a word."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    forms = {normalise(form) for form in (name, plain)}
    forms |= {f"The {form[4:]}" for form in forms if form.startswith("the ")}
    return forms | {form.upper() for form in forms if len(form) > 3}


class Lexicon:
    """Forms with their entries, and the automaton over them."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._add_names()
        self._add_seats()
        self._add_people()
        self._add_offices()
        self.surfaces = list(self.entries)
        self.automaton = AhoCorasick(self.surfaces)

    def _add(
        self, name: str, form: MentionForm, key: str | None, *, shy: bool = False, lead: str = ""
    ) -> None:
        for surface in variants_of(name):
            known = self.entries.get(surface)
            keys = (key,) if key else ()
            if known is None:
                self.entries[surface] = Entry(form, keys, shy, lead)
            elif not lead and not known.lead and key and key not in known.keys and known.keys:
                self.entries[surface] = Entry(known.form, (*known.keys, key), known.shy and shy)

    def _add_names(self) -> None:
        for row in read_table("decoys"):
            self._add(row["name"], MentionForm.NAME, None)
        for row in read_table("names"):
            code, kind = row["code"], row["kind"]
            if kind == "capital":
                self._add(row["name"], MentionForm.SEAT, f"seat:{code}")
            else:
                form = MentionForm.DEMONYM if kind in DEMONYM_KINDS else MentionForm.NAME
                self._add(row["name"], form, f"{'state' if code in states_by_code() else 'body'}:{code}")

    def _add_seats(self) -> None:
        for row in read_table("seats"):
            self._add(row["name"], MentionForm.SEAT, f"seat:{row['code']}")

    def _add_people(self) -> None:
        for person in people().values():
            for name in (person.name, *person.spellings):
                self._add(name, MentionForm.NAME, f"person:{person.name}")
            for surname in person.surnames:
                self._add(surname, MentionForm.NAME, f"person:{person.name}", shy=person.shy)

    def _add_offices(self) -> None:
        for phrase in office_words():
            title = " ".join(
                word if word in ("of", "for", "the") else word.capitalize() for word in phrase.split()
            )
            for form in {phrase, title, phrase.capitalize()}:
                self._add(form, MentionForm.OFFICE, f"office:{phrase}", lead="office")
        for title in TITLES:
            self._add(title, MentionForm.OFFICE, None, lead="title")

    def matches(self, text: str) -> list[tuple[int, int, Entry]]:
        """Word-bounded forms in the normalised text, leftmost and longest first, none overlapping."""
        found = sorted(
            (start, -end, index)
            for index, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True)
            if _is_bounded(text, start, end)
        )
        kept: list[tuple[int, int, Entry]] = []
        last = 0
        for start, minus_end, index in found:
            if start >= last:
                last = -minus_end
                kept.append((start, last, self.entries[self.surfaces[index]]))
        return kept


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the match, nor a currency sign (“US$5”)."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before == "_" or after.isalnum() or after in "_$")


@cache
def lexicon() -> Lexicon:
    """The registry's lexicon, built when first asked for."""
    return Lexicon()


def dated_keys(surface: str, on: date) -> frozenset[str]:
    """Keys of states for which this form was in use on the day, where the registry dates it."""
    rows = (row for row in read_table("names") if normalise(row["name"]) == surface)
    return frozenset(f"state:{row['code']}" for row in rows if is_valid(row, on))
