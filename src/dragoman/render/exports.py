"""What can be exported and how: tables as the ledger writes them, documents made from whole readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.domain.readings import Reading
from dragoman.errors import ParseError
from dragoman.ledger import Ledger, export_view
from dragoman.ledger.export import FORMATS, TERMS
from dragoman.render.annotation import render_annotations
from dragoman.render.claimreview import render_claim_reviews
from dragoman.render.plover import render_plover

Document = Callable[[Iterable[Reading]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A set of rows that can leave the ledger."""

    view: str
    """The ledger's view with its rows."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """Format → how it is made from readings."""

    @property
    def formats(self) -> tuple[str, ...]:
        return (*FORMATS, *self.documents)


EXPORTS = {
    "events": Export(
        view="events",
        documents={
            "jsonld": lambda readings: render_annotations(readings, "events"),
            "plover": render_plover,
        },
    ),
    "positions": Export(
        view="positions",
        documents={"jsonld": lambda readings: render_annotations(readings, "positions")},
    ),
    "findings": Export(
        view="findings",
        documents={
            "jsonld": lambda readings: render_annotations(readings, "findings"),
            "claimreview": render_claim_reviews,
        },
    ),
    "rollcalls": Export(view="headings"),
    "choices": Export(view="choices"),
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


def render_export(ledger: Ledger, name: str, form: str) -> tuple[bytes, str]:
    """The file's content, and the page that goes with it: columns and terms."""
    export = export_named(name, form)
    if form in export.documents:
        document = export.documents[form](readings_in(ledger))
        return document.encode(), f"# {name}\n\nWritten by `dragoman export {name} --as {form}`.\n\n{TERMS}"
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows")
        export_view(ledger, export.view, path, form)
        return path.read_bytes(), path.with_name("rows.md").read_text("utf-8")


def readings_in(ledger: Ledger) -> tuple[Reading, ...]:
    """The newest reading of every source."""
    sources = [row[0] for row in ledger.sql("SELECT id FROM sources ORDER BY id").rows]
    return tuple(reading for source in sources if (reading := ledger.reading(source)))
