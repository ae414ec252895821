"""The ledger's tables: their columns, what each means, and the version of it all.

Choices lie inside their roll call's row and all that one report gave inside its reading's row. A row is written whole or not
at all, so no crash can leave half a vote; the views (views.py) show them as tables of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from arro3.core import DataType, Field, Schema

SCHEMA_VERSION = 2
"""Raised with every change of columns; `maintenance.migrate` writes the tables of an older one anew. 1 had neither `partial` nor `unknown`."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    """text, number, day, texts (a list)."""
    meaning: str


ROLL_CALLS = (
    Column("id", "text", "stable id: importer and the file's own number, or body, day and symbol"),
    Column(
        "revision", "number", "table version that wrote the row; of rows with one id the highest is current"
    ),
    Column(
        "content", "text", "digest of all that follows; a row equal to the current one is not written again"
    ),
    Column("importer", "text", "module of records/ that read it"),
    Column("file", "text", "digest of the file it was read from; empty where it came from none"),
    Column("body", "text", "UNGA, UNSC, C1 … C6, HRC"),
    Column("held", "day", "day of the vote"),
    Column("symbol", "text", "symbol of the adopted text, as the record spells it"),
    Column("symbol_key", "text", "the same without spelling: lower case, no blanks, prefix or year"),
    Column("draft", "text", "symbol of the draft voted on"),
    Column("draft_key", "text", "the same without spelling"),
    Column("title", "text", "official title"),
    Column("kind", "text", "resolution, draft, amendment, paragraph, motion, other"),
    Column("session", "text", "78, ES-11, S-8"),
    Column("meeting", "text", "symbol of the meeting record"),
    Column("agenda", "texts", "agenda items"),
    Column("subjects", "texts", "subject headings"),
    Column("search", "text", "stems of title, agenda and subjects, for the word search"),
    Column("seats", "texts", "codes of the members in alphabetical order"),
    Column("choices", "texts", "Y, N, A or X of each seat, in the order of seats"),
    Column("partial", "number", "1 where only some of the voters are named; then nothing is counted"),
    Column("intended", "texts", "SEAT=choice, as later stated to the Secretariat; not counted"),
    Column("unknown", "texts", "names in the record that are no member known here"),
    Column("yes", "number", "counted from the choices; empty where there are none"),
    Column("no", "number", "counted from the choices"),
    Column("abstain", "number", "counted from the choices"),
    Column("absent", "number", "counted from the choices"),
    Column("stated_yes", "number", "total as the record states it"),
    Column("stated_no", "number", "total as the record states it"),
    Column("stated_abstain", "number", "total as the record states it"),
    Column("stated_absent", "number", "total as the record states it"),
    Column("outcome", "text", "adopted, adopted as amended, adopted without a vote, rejected, vetoed …"),
    Column("sponsors", "texts", "seats of the sponsors as far as known; empty means not known"),
    Column("place", "number", "place in the order of that body's votes of the day, where known"),
    Column("url", "text", "where the record can be seen"),
    Column("note", "text", "what the record or its importer adds"),
)

JOURNAL = (
    Column("version", "number", "the ledger's version after the change"),
    Column("what", "text", "init, load, save, compact, restore, migrate"),
    Column("at", "text", "when, in UTC"),
    Column("schema", "number", "version of the tables' columns"),
    Column("file", "text", "SHA-256 of the file loaded"),
    Column("name", "text", "its name"),
    Column("format", "text", "the format it was read as"),
    Column("roll_calls", "number", "roll calls in the file"),
    Column("added", "number", "rows written"),
    Column("target", "number", "the version restored"),
    Column("roll_calls_version", "number", "version of the table roll_calls"),
    Column("readings_version", "number", "version of the table readings"),
)


def arrow_schema(columns: tuple[Column, ...]) -> Any:
    """The columns as an Arrow schema."""
    text = DataType.string()
    types = {
        "text": text,
        "number": DataType.int32(),
        "day": DataType.date32(),
        "texts": DataType.list(Field("item", text, nullable=True)),
    }
    return Schema([Field(column.name, types[column.type], nullable=True) for column in columns])
