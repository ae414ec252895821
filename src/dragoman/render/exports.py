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
from dragoman.render import annotation, claimreview, plover


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file made from whole readings, not from rows."""

    render: Callable[[Iterable[Reading]], str]
    fields: Mapping[str, str]
    """What each of its names means."""


def _annotations(kind: str) -> Document:
    return Document(
        render=lambda readings: annotation.render_annotations(readings, kind), fields=annotation.FIELDS
    )


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
            "jsonld": _annotations("events"),
            "plover": Document(render=plover.render_plover, fields=plover.FIELDS),
        },
    ),
    "positions": Export(view="positions", documents={"jsonld": _annotations("positions")}),
    "findings": Export(
        view="findings",
        documents={
            "jsonld": _annotations("findings"),
            "claimreview": Document(render=claimreview.render_claim_reviews, fields=claimreview.FIELDS),
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
        raise ParseError(f"“{form}” is no format for {name}", where="--as", hint=hint)
    return export


def render_export(ledger: Ledger, name: str, form: str) -> tuple[bytes, str]:
    """The file's content, and the page that goes with it: columns and terms."""
    export = export_named(name, form)
    if form in export.documents:
        document = export.documents[form]
        rows = "\n".join(f"- `{field}`: {meaning}" for field, meaning in document.fields.items())
        about = f"# {name}\n\nWritten by `dragoman export {name} --as {form}`.\n\n{rows}\n\n{TERMS}"
        return document.render(readings_in(ledger)).encode(), about
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows")
        export_view(ledger, export.view, path, form)
        return path.read_bytes(), path.with_name("rows.md").read_text("utf-8")


def readings_in(ledger: Ledger) -> tuple[Reading, ...]:
    """The newest reading of every source."""
    sources = [row[0] for row in ledger.sql("SELECT id FROM sources ORDER BY id").rows]
    return tuple(reading for source in sources if (reading := ledger.reading(source)))
