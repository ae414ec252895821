"""What can be exported and how, with the data dictionary and the licence that go with each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.domain.readings import Reading
from dragoman.errors import ParseError
from dragoman.ledger import Ledger
from dragoman.ledger.schema import ROLL_CALLS
from dragoman.render.annotation import render_annotations
from dragoman.render.claimreview import render_claim_reviews
from dragoman.render.plover import render_plover
from dragoman.render.tables import render_table

TABLES = ("csv", "parquet", "json")
SPAN = {
    "words": "the exact words of the source",
    "span_start": "first character of the words in the source's text",
    "span_end": "character after the last",
    "source": "id of the source: first 16 digits of the SHA-256 of its text",
    "said_by": "codes of those who say so, outermost first; empty in the text's own voice",
    "measure": "id of the measure within its source",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A set of rows that can leave the ledger."""

    name: str
    title: str
    query: str
    columns: dict[str, str]
    """Column → meaning."""
    documents: dict[str, Callable[[Iterable[Reading]], str]]
    """Other formats, made from whole readings."""
    licence: str

    @property
    def formats(self) -> tuple[str, ...]:
        return (*TABLES, *self.documents)


OF_RECORD = (
    "Facts of official votes. The embedded record may be used freely; what was loaded from a release of the UN Digital "
    "Library or of others stays under that release's terms (non-commercial, with attribution, for the Library's)."
)
OF_READINGS = "Made by Dragoman from texts that stay under their publishers' rights; quote no more of them than these words."

EXPORTS = {
    export.name: export
    for export in (
        Export(
            name="events",
            title="Events in PLOVER's types, as the reports tell them",
            query="SELECT * FROM events ORDER BY source, span_start, id",
            columns=SPAN
            | {
                "id": "content identity of the event",
                "type": "one of PLOVER's 16 types",
                "mode": "PLOVER's mode",
                "contexts": "PLOVER's contexts",
                "actors": "codes of those who act",
                "recipients": "codes of those acted on",
                "excluded": "codes of parties over whose head it was done",
                "status": "actual, future, hypothetical, negated, historical",
                "date": "day of the act; empty where the text does not tell it",
                "end_date": "last day, where it lasted",
                "confidence": "0 to 1",
            },
            documents={
                "jsonld": lambda readings: render_annotations(readings, "events"),
                "plover": render_plover,
            },
            licence=OF_READINGS,
        ),
        Export(
            name="positions",
            title="Who took which side on which text, as the reports tell it",
            query="SELECT * FROM positions ORDER BY source, span_start, id",
            columns=SPAN
            | {
                "id": "content identity of the position",
                "actor": "code of the state or bloc",
                "name": "its name, or that of the person who speaks for it",
                "stance": "sponsor, cosponsor, for, against, abstain, absent, veto, urges-for …",
            },
            documents={"jsonld": lambda readings: render_annotations(readings, "positions")},
            licence=OF_READINGS,
        ),
        Export(
            name="findings",
            title="Claims of reports on votes, and what the record answers",
            query="SELECT * FROM findings ORDER BY source, span_start, kind",
            columns=SPAN
            | {
                "kind": "choice, tally, outcome, bloc, sponsorship, date, other",
                "claim": "the claim in a short sentence",
                "actor": "code of the state or bloc it speaks of",
                "stance": "what it says that one chose",
                "tally": "totals it states",
                "verdict": "matches, conflicts, partly, several records fit, record silent, not checkable",
                "symbol": "symbol of the text voted on",
                "held": "day of the vote",
                "record": "the record's lines: seat and choice",
                "recorded": "the record's totals",
                "reason": "why, in plain words",
            },
            documents={
                "jsonld": lambda readings: render_annotations(readings, "findings"),
                "claimreview": render_claim_reviews,
            },
            licence=OF_READINGS,
        ),
        Export(
            name="rollcalls",
            title="Roll calls without the choices",
            query="SELECT * EXCLUDE (seats, choices, revision, content, search) FROM roll_calls ORDER BY held, body, id",
            columns={
                column.name: column.meaning
                for column in ROLL_CALLS
                if column.name not in ("seats", "choices", "revision", "content", "search")
            },
            documents={},
            licence=OF_RECORD,
        ),
        Export(
            name="choices",
            title="One row for each member and roll call",
            query="SELECT * FROM choices ORDER BY held, body, roll_call, seat",
            columns={
                "roll_call": "id of the roll call",
                "body": "UNGA, UNSC, C1 … C6",
                "held": "day of the vote",
                "symbol": "symbol of the adopted text",
                "seat": "code under which the record carries the member",
                "choice": "Y yes, N no, A abstained, X did not vote",
            },
            documents={},
            licence=OF_RECORD,
        ),
    )
}


def export_named(name: str, form: str) -> Export:
    """The export, if there is one of this name in this format."""
    if name not in EXPORTS:
        raise ParseError(f"nothing called “{name}” can be exported", hint=f"there are: {', '.join(EXPORTS)}")
    export = EXPORTS[name]
    if form not in export.formats:
        hint = f"{name} can be written as: {', '.join(export.formats)}"
        raise ParseError(f"“{form}” is no format for {name}", column="--as", hint=hint)
    return export


def render_export(ledger: Ledger, name: str, form: str) -> bytes:
    """All of these rows that the ledger holds, in the format."""
    export = export_named(name, form)
    if form in TABLES:
        return render_table(ledger.sql(export.query), form)
    return export.documents[form](readings_in(ledger)).encode()


def readings_in(ledger: Ledger) -> tuple[Reading, ...]:
    """The newest reading of every source."""
    sources = [row[0] for row in ledger.sql("SELECT id FROM sources ORDER BY id").rows]
    return tuple(reading for source in sources if (reading := ledger.reading(source)))


def render_about(name: str, form: str) -> str:
    """The page that goes with an exported file: what it is, its columns, its licence."""
    export = EXPORTS[name]
    rows = "".join(f"| `{column}` | {meaning} |\n" for column, meaning in sorted(export.columns.items()))
    columns = f"\n| column | meaning |\n|---|---|\n{rows}" if form in TABLES else ""
    return (
        f"# {export.title}\n\nWritten by `dragoman export {name} --as {form}`.\n\n{export.licence}\n{columns}"
    )
