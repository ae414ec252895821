"""Find sentences that stand where they must not: six words in a row, whatever their case and punctuation.

The words of the samples and of the evals' reports must not stand in the code, the training texts or the golden files:
Dragoman would recognise what it is shown and measured with. The development data's words must stand nowhere in the
repository: they may be measured with, not passed on. Official titles in the embedded record, bare lists of names and the
phrases of ngrams_allowed.txt are nobody's sentences.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from evals.devdata import development_data
from tools.files import ROOT, repository_files, text_of

N = 6
ALLOWED = "tools/ngrams_allowed.txt"
OFFICIAL = "src/dragoman/records/embedded/"
OWN_REPORTS = re.compile(r"(samples|evals)/.*\.txt")
FREE_OF_OWN_REPORTS = ("src/", "corpus/", "tests/golden/")
NAMES = "src/dragoman/world/data/"
JOINING = {"and", "of", "or", "the"}
NOT_PROSE = ("requirements.lock", "LICENSE", ALLOWED, OFFICIAL)
HEADER = re.compile(r"\A(Title: .*\n)(Date: .*\n)?(Publisher: .*\n)?")

Gram = tuple[str, ...]


def words(text: str) -> list[str]:
    """The words of a text in lower case, without apostrophes and punctuation."""
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.casefold()))


def grams(text: str) -> Iterator[Gram]:
    """Every run of N words."""
    spoken = words(text)
    return zip(*(spoken[i:] for i in range(N)), strict=False)


def texts_in(row: Any) -> Iterator[str]:
    """The text of one row of development data."""
    if "text" in row:
        yield row["text"]
    elif "tokens" in row:
        yield " ".join(row["tokens"])


def development_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of every report and sentence of the development data."""
    for path in sorted(folder.glob("exam/*.txt")):
        yield path.name, HEADER.sub(lambda m: m[1].removeprefix("Title:"), path.read_text("utf-8"))
    for path in sorted([*folder.glob("events/*.jsonl"), *folder.glob("quotes/*.jsonl")]):
        for line in path.read_text("utf-8").splitlines():
            for text in texts_in(json.loads(line)):
                yield path.name, text


def index_of(files: Iterable[str], is_nobodys: Callable[[Gram], bool]) -> dict[Gram, str]:
    """Each run of words of these files that could be somebody's → the first file it stands in."""
    index: dict[Gram, str] = {}
    for name in files:
        for gram in grams(text_of(name)):
            if not is_nobodys(gram):
                index.setdefault(gram, name)
    return index


def words_of_names() -> set[str]:
    """The words that names of states, bodies and people are made of, and those that join names to a list."""
    rows = (
        row
        for table in ("names.tsv", "states.tsv", "bodies.tsv", "people.tsv")
        for row in csv.DictReader(text_of(NAMES + table).splitlines(), delimiter="\t")
    )
    named = (row.get(column) or "" for row in rows for column in ("name", "official", "person"))
    return {word for name in named for word in words(name)} | JOINING


def nobodys_sentences() -> Callable[[Gram], bool]:
    """Whether a run of words is an allowed phrase, part of an official title, or a bare list of names."""
    phrases = [line.partition("#")[0] for line in text_of(ALLOWED).splitlines()]
    titles = [path.read_text("utf-8") for path in (ROOT / OFFICIAL).glob("*.csv")]
    free = {gram for text in [*phrases, *titles] for gram in grams(text)}
    names = words_of_names()
    return lambda gram: gram in free or names.issuperset(gram)


def find_hits(texts: Iterable[tuple[str, str]], index: dict[Gram, str]) -> list[str]:
    """Runs of words that stand both in a text and in the index, as sentences."""
    hits = {
        (index[gram], name, " ".join(gram)) for name, text in texts for gram in grams(text) if gram in index
    }
    return [f"{where}: “{run}” stands in {name}" for where, name, run in sorted(hits)]


def main() -> int:
    files = [name for name in repository_files() if not name.startswith(NOT_PROSE)]
    is_nobodys = nobodys_sentences()
    reports = [(name, text_of(name)) for name in files if OWN_REPORTS.fullmatch(name)]
    hits = find_hits(reports, index_of((f for f in files if f.startswith(FREE_OF_OWN_REPORTS)), is_nobodys))
    if folder := development_data():
        hits += find_hits(development_texts(folder), index_of(files, is_nobodys))
    else:
        print("development data: not compared, none is here (DRAGOMAN_DEV_DATA names the folder)")
    print(*hits, f"{len(hits)} runs of {N} words stand where they must not", sep="\n")
    return int(bool(hits))


if __name__ == "__main__":
    sys.exit(main())
