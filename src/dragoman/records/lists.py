"""Lists of names as minutes print them: broken over pages, with page furniture inside, without an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import dropwhile

from dragoman.world import seat_of_spelling

NOTHING = frozenset({"none", "nil", "no one"})
_SUBJECT = re.compile(
    r"(The|There|Draft|Operative|Preambular|Paragraphs?|Amendments?|Motion|Section|Part|Sub-?paragraph)\b"
)
_FURNITURE = re.compile(
    r"\s(?:\d{1,3}/\d{1,3} (?:\d\d/\d\d/\d{4}|[AS]/\S*PV\.\d+)"
    r"|\d\d-\d{5}(?: [AS]/\S*PV\.\d+)?|\d\d/\d\d/\d{4} \d{1,3}/\d{1,3})(?=\s)"
)
_DATE = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)"
    r" (\d{4})\b|\b(\d\d)/(\d\d)/(\d{4})\b"
)


def flat(text: str) -> str:
    """The text on one line, names broken at a hyphen put together."""
    text = re.sub(r"\s+", " ", text.replace("\u00ad", "").replace("\u00a0", " "))
    return re.sub(r"(?<=[a-z])- (?=[A-Z])", "-", text)


def without_furniture(text: str) -> str:
    """The flat text without the page numbers, job numbers and symbols that pages repeat."""
    return re.sub(r" {2,}", " ", _FURNITURE.sub(" ", text))


def find_days(text: str) -> Iterator[tuple[int, date]]:
    """Days written out or as 19/12/2023, with their place; what is no day of the calendar is passed over."""
    for match in _DATE.finditer(text):
        words = f"{match[1]} {match[2]} {match[3]}" if match[1] else f"{match[4]}/{match[5]}/{match[6]}"
        try:
            day = datetime.strptime(words, "%d %B %Y" if match[1] else "%d/%m/%Y").date()  # noqa: DTZ007
        except ValueError:
            continue
        yield match.start(), day


def split_list(text: str, on: date | None, *, until_unknown: bool = False) -> tuple[list[str], str]:
    """The names of a list that may run on into a sentence, and that sentence.

    >>> split_list("Rwanda, 16/34 19/12/2023 Samoa, Uruguay Draft resolution I", None)
    (['Rwanda', 'Samoa', 'Uruguay'], 'Draft resolution I')
    """
    names: list[str] = []
    parts = text.split(",")
    for place, part in enumerate(parts):
        words = part.split()
        name, used = _leading_name(words, on)
        if name:
            names.append(name)
        rest_words = list(dropwhile(_is_furniture, words[used:]))
        if rest := " ".join(rest_words).strip(" .;"):
            if until_unknown or _SUBJECT.match(rest):
                return names, ",".join([rest, *parts[place + 1 :]]).strip()
            names.append(rest)
    return names, ""


def _is_furniture(word: str) -> bool:
    """Page numbers, days and document symbols: no name has a digit."""
    return any(c.isdigit() for c in word)


def _leading_name(words: list[str], on: date | None) -> tuple[str, int]:
    """The longest name at the start, page furniture left out, and how many words it took; furniture alone is no name."""
    places = [i for i, word in enumerate(words) if not _is_furniture(word)]
    for length in range(len(places), 0, -1):
        name = " ".join(words[i] for i in places[:length]).strip(" .;")
        if name.lower() in NOTHING:
            return "", places[length - 1] + 1
        if seat_of_spelling(name, on):
            return name, places[length - 1] + 1
    return "", 0 if places else len(words)


def names_in(text: str, on: date | None = None) -> list[str]:
    """The names of a list in running words: with “and” before the last, with or without “the”."""
    names: list[str] = []
    for part in re.split(r"[,;]", text):
        names += _split_at_and(part.strip(" ."), on)
    return names


def _split_at_and(words: str, on: date | None) -> list[str]:
    words = re.sub(r"^(and |as well as )?(of )?(the )?", "", words.strip())
    if not words or words.lower() in NOTHING:
        return []
    if seat_of_spelling(words, on):
        return [words]
    for joint in re.finditer(" and ", words):
        right = _split_at_and(words[joint.end() :], on)
        if len(right) == 1 and seat_of_spelling(right[0], on):
            return [*_split_at_and(words[: joint.start()], on), *right]
    return [words]
