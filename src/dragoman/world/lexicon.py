"""Every surface form the registry knows, and the automaton that finds them all in one pass.

Names in capitals are looked up by their first two letters: few words of a text are in capitals, and the automaton would take
twice as long to build with them.

A form maps to keys, each `kind:value`: `state:FRA`, `body:EU`, `seat:USA` (a place or organ that
stands for it; `seat:USA:MIL` with its sector),
`person:Emmanuel Macron`, `office:president`. A form without keys is one that only looks like a name of ours
(“American Samoa”): it is found so that it hides the shorter one inside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from dragoman.domain.actors import MentionForm
from dragoman.world.offices import office_words, people
from dragoman.world.tables import read_table

DEMONYM_KINDS = ("adjective", "singular", "plural")
SEAT_SECTORS = ("GOV", "LEG", "IGO")
"""Sectors whose place stands for the whole; an army or a news agency is named with its own sector."""
ARTICLE = ("the ", "The ", "THE ")
SMALL = ("of", "for", "the", "to")
TITLES = ("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir", "Madam", "Madame", "Lord", "Lady")
ALIKE = {"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ", "‑": "-"}
"""Characters read alike; one for one, so that places in the text stay as they are."""
PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"})
"""Letters that reports write plain and that Unicode does not decompose."""

CAPITALS = re.compile(r"[A-Z][^\W\d_a-z]+")
"""A word in capitals, or how one begins."""


class FormKind(StrEnum):
    NATION = "nation"
    """A state, organisation, bloc or group, or a place that stands for one."""
    PERSON = "person"
    OFFICE = "office"
    """A word for an office; it counts only together with a nation or a person."""
    TITLE = "title"
    """“Mr”; it counts only together with a person."""
    DECOY = "decoy"
    """What only looks like a name of ours."""


NAMES = (FormKind.NATION, FormKind.PERSON)


class Entry(NamedTuple):
    """What one surface form can stand for."""

    form: MentionForm
    keys: tuple[str, ...]
    kind: FormKind
    shy: bool = False
    """A form that counts only beside an office or a nation, or after the full name."""


def normalise(text: str) -> str:
    """The text with typographic variants made alike; as long as before."""
    for character, like in ALIKE.items():
        text = text.replace(character, like)
    return text


def variants_of(name: str) -> tuple[str, ...]:
    """The name, and without accents; with its article in both cases."""
    if name.isascii() and not name.startswith("the "):
        return (name,)
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    forms = dict.fromkeys((normalise(name), normalise(plain.translate(PLAIN))))
    return (*forms, *(f"The {form[4:]}" for form in forms if form.startswith("the ")))


def forms_of(name: str) -> tuple[str, ...]:
    """The variants of the name, and in capitals those long enough to be told from a word."""
    forms = variants_of(name)
    return forms + tuple([form.upper() for form in forms if len(form) > 3])


class Lexicon:
    """Forms with their entries, and the automaton over them."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._add_decoys()
        self._add_names()
        self._add_seats()
        self._add_people()
        self._add_offices()
        self._loud: dict[str, list[str]] = {}
        quiet: list[str] = []
        for form in self.entries:
            is_loud = form.isupper() and "A" <= form[0] <= "Z" and form[1:2].isalpha()
            (self._loud.setdefault(form[:2], []) if is_loud else quiet).append(form)
        # The plainest automaton is built twice as fast as the default one, and searches nearly as fast.
        self._automaton = AhoCorasick(
            quiet, implementation=Implementation.NoncontiguousNFA, store_patterns=False
        )

    def _add(self, forms: Iterable[str], entry: Entry) -> None:
        """Let these forms stand for the entry, beside what they stand for already."""
        entries = self.entries
        for form in forms:
            if (known := entries.setdefault(form, entry)) is not entry:
                entries[form] = _joined(known, entry)

    def _add_decoys(self) -> None:
        for row in read_table("decoys"):
            self._add(variants_of(row["name"]), Entry(MentionForm.NAME, (), FormKind.DECOY))

    def _add_names(self) -> None:
        states = {row["code"] for row in read_table("states")}
        name, demonym, seat = MentionForm.NAME, MentionForm.DEMONYM, MentionForm.SEAT
        for row in read_table("names"):
            code, kind = row["code"], row["kind"]
            if kind == "capital":
                entry = Entry(seat, (f"seat:{code}",), FormKind.NATION)
            else:
                key = f"state:{code}" if code in states else f"body:{code}"
                entry = Entry(demonym if kind in DEMONYM_KINDS else name, (key,), FormKind.NATION)
            self._add(forms_of(row["name"]), entry)

    def _add_seats(self) -> None:
        for row in read_table("seats"):
            is_seat = row["sector"] in SEAT_SECTORS
            form = MentionForm.SEAT if is_seat else MentionForm.NAME
            key = f"seat:{row['code']}" if is_seat else f"seat:{row['code']}:{row['sector']}"
            self._add(forms_of(row["name"]), Entry(form, (key,), FormKind.NATION))

    def _add_people(self) -> None:
        form, kind = MentionForm.NAME, FormKind.PERSON
        for person in people().values():
            keys = (f"person:{person.name}",)
            entry = Entry(form, keys, kind)
            for name in (person.name, *person.spellings):
                self._add(variants_of(name), entry)
            alone = Entry(form, keys, kind, shy=True) if person.shy else entry
            for surname in person.surnames:
                self._add(forms_of(surname), alone)

    def _add_offices(self) -> None:
        for phrase in office_words():
            entry = Entry(MentionForm.OFFICE, (f"office:{phrase}",), FormKind.OFFICE)
            title = " ".join(word if word in SMALL else word.capitalize() for word in phrase.split())
            for surface in {phrase, title, phrase.capitalize()}:
                self.entries.setdefault(surface, entry)
        for title in TITLES:
            self.entries[title] = Entry(MentionForm.OFFICE, (), FormKind.TITLE)

    def matches(self, text: str) -> list[tuple[int, int, Entry]]:
        """Word-bounded forms in the normalised text, leftmost and longest first, none overlapping.

        An article does not count: of “The South” and “South Koreans” in “The South Koreans” the longer wins.
        """
        quiet = self._automaton.find_matches_as_indexes(text, overlapping=True)
        found = sorted(
            (start + 4 * (text[start : start + 4] in ARTICLE), -end, start)
            for _, start, end in chain(quiet, self._loud_matches(text))
            if _is_bounded(text, start, end)
        )
        kept: list[tuple[int, int, Entry]] = []
        last = 0
        for _, minus_end, start in found:
            if start >= last:
                last = -minus_end
                kept.append((start, last, self.entries[text[start:last]]))
        return kept

    def _loud_matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        for word in CAPITALS.finditer(text):
            for form in self._loud.get(word.group()[:2], ()):
                if text.startswith(form, word.start()):
                    yield 0, word.start(), word.start() + len(form)


def _joined(known: Entry, entry: Entry) -> Entry:
    """What a form stands for that had an entry already: both, unless one of the two is no name by itself."""
    if not known.keys or entry.keys[0] in known.keys:
        return known
    hides = entry.shy and not known.shy and known.kind is not entry.kind
    if known.kind not in NAMES or entry.kind not in NAMES or hides:
        return known
    return known._replace(keys=(*known.keys, *entry.keys), shy=known.shy and entry.shy)


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the match, nor a currency sign (“US$5”)."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before == "_" or after.isalnum() or after in "_$")


@cache
def lexicon() -> Lexicon:
    """The registry's lexicon, built when first asked for."""
    return Lexicon()
