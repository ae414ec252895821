"""Voting records of the UN Digital Library as MARCXML: one record or a collection, with or without its namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO
from xml.parsers import expat

from dragoman.domain.measures import Outcome
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.errors import ParseError
from dragoman.records.seats import Roll, note_of, seat_for
from dragoman.records.undl import kind_of, title_of

CHUNK = 1 << 16
CHOICES = {
    "Y": Choice.YES,
    "N": Choice.NO,
    "A": Choice.ABSTAIN,
    "": Choice.ABSENT,
    "X": Choice.ABSENT,
    ".": Choice.ABSENT,
}
BODIES = {"A/": "UNGA", "S/": "UNSC", "A/HRC/": "HRC"}


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 — what stands in the file decides
    text = head.decode("utf-8", "replace")
    return "datafield" in text and bool(re.search(r"<(\w+:)?(collection|record)\b", text))


def parse(stream: BinaryIO, where: str) -> Iterator[RollCall]:
    for record in parse_records(stream, where):
        if any(fields.get("c") or fields.get("b") for _, fields in record.of("967")) or record.first(
            "791", "a"
        ):
            yield parse_roll_call(record)


@dataclass(slots=True)
class Record:
    """One MARC record: tag → its fields, each with first indicator and subfields."""

    where: str
    line: int
    number: str = ""
    fields: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)

    def of(self, tag: str) -> list[tuple[str, dict[str, str]]]:
        return self.fields.get(tag, [])

    def first(self, tag: str, code: str) -> str:
        return next((fields[code] for _, fields in self.of(tag) if fields.get(code)), "")

    def all(self, tag: str, code: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fields[code] for _, fields in self.of(tag) if fields.get(code)))

    def error(self, tag: str, what: str) -> ParseError:
        return ParseError(what, where=self.where, row=self.line, column=tag)


def parse_records(stream: BinaryIO, where: str) -> Iterator[Record]:
    """The records, one at a time; a document type or entity is refused, for a record needs none."""
    reader = _Reader(where)
    try:
        while chunk := stream.read(CHUNK):
            reader.parser.Parse(chunk)
            yield from reader.take()
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ParseError(
            f"is no XML: {expat.ErrorString(error.code)}", where=where, row=error.lineno
        ) from None
    except (ValueError, LookupError) as error:
        raise ParseError(f"is in an encoding that cannot be read: {error}", where=where, row=1) from None
    yield from reader.take()


class _Reader:
    """Expat's events put together to records."""

    def __init__(self, where: str) -> None:
        self.where, self.done, self.record = where, list[Record](), Record(where, 1)
        self.tag, self.code, self.words = "", "", list[str]()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words.append
        self.parser.StartDoctypeDeclHandler = self.refuse

    def take(self) -> list[Record]:
        done, self.done = self.done, []
        return done

    def refuse(self, *_: object) -> None:
        raise ParseError("has a document type, which no record needs", where=self.where, row=1)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.words.clear()
        match name.rpartition(":")[2]:
            case "record":
                self.record = Record(self.where, self.parser.CurrentLineNumber)
            case "datafield":
                self.tag = attributes.get("tag", "")
                self.record.fields.setdefault(self.tag, []).append((attributes.get("ind1", ""), {}))
            case "controlfield":
                self.tag = attributes.get("tag", "")
            case "subfield":
                self.code = attributes.get("code", "")

    def end(self, name: str) -> None:
        words = "".join(self.words).strip()
        match name.rpartition(":")[2]:
            case "record":
                self.done.append(self.record)
            case "controlfield" if self.tag == "001":
                self.record.number = words
            case "subfield" if self.tag in self.record.fields:
                self.record.fields[self.tag][-1][1].setdefault(self.code, words)


def parse_roll_call(record: Record) -> RollCall:
    symbol, held = record.first("791", "a"), day_of(record)
    modality, drafts = record.first("591", "a"), record.all("993", "a")
    unvoted = "WITHOUT" in modality.upper()
    roll = Roll()
    for _, fields in record.of("967"):
        code = fields.get("c") or fields.get("b") or ""
        letter = fields.get("d", "").upper()
        if letter not in CHOICES:
            raise record.error("967", f"“{letter[:20]}” is no vote")
        roll.add(seat_for(code, fields.get("e", ""), held), fields.get("e") or code, CHOICES[letter])
    return RollCall(
        id=f"undl:{record.number or symbol}",
        body=BODIES.get(record.first("791", "b"), "UNSC" if symbol.startswith("S/") else "UNGA"),
        held=held,
        symbol=symbol or None,
        draft=next(iter(_drafts(record)), drafts[0] if drafts else None),
        title=title_of(" ".join(record.first("245", code) for code in "abc")) or symbol or "untitled",
        kind=kind_of(symbol),
        session=session_of(record.first("791", "c")),
        meeting=record.first("952", "a") or None,
        agenda=record.all("991", "c"),
        subjects=record.all("991", "d"),
        choices={} if unvoted else roll.choices,
        unknown=tuple(roll.unknown),
        stated=Tally() if unvoted else totals_of(record),
        outcome=Outcome.ADOPTED_WITHOUT_VOTE if unvoted else Outcome.ADOPTED,
        importer="marcxml",
        url=f"https://digitallibrary.un.org/record/{record.number}" if record.number else None,
        note=note_of(modality, *roll.clashes),
    )


def _drafts(record: Record) -> list[str]:
    return [fields["a"] for indicator, fields in record.of("993") if indicator == "2" and fields.get("a")]


def day_of(record: Record) -> date:
    value = record.first("269", "a") or record.first("992", "a")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise record.error("269", f"“{value[:20]}” is no day") from None


def session_of(words: str) -> str | None:
    """`78` as it is, `10emsp` as ES-10, `8sp` as S-8."""
    special = re.fullmatch(r"(\d+)(em)?sp", words)
    return f"{'ES' if special[2] else 'S'}-{special[1]}" if special else words or None


def totals_of(record: Record) -> Tally:
    numbers: list[int | None] = []
    for code in "bcde":
        words = record.first("996", code)
        if words and not re.fullmatch(r"\d{1,5}", words):
            raise record.error("996", f"“{words[:20]}” is no whole number")
        numbers.append(int(words) if words else None)
    yes, no, abstain, absent = numbers
    return Tally(yes=yes, no=no, abstain=abstain, absent=absent)
