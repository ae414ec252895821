"""The ledger's views as files for others: CSV or Parquet, with what each column means and under which terms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ParseError
from dragoman.ledger.schema import ROLL_CALLS

if TYPE_CHECKING:
    from dragoman.ledger.ledger import Ledger

FORMATS = ("csv", "parquet")
COLUMNS: dict[str, dict[str, str]] = {
    "choices": {
        "roll_call": "id of the roll call",
        "seat": "code under which the record carries the member",
        "choice": "Y yes, N no, A abstain, X listed and cast no vote",
    },
    "totals": {"agree": "whether all totals that are stated equal the count"},
    "histories": {
        "step": "place in the history of the draft, from 1",
        "roll_call": "id of the roll call",
    },
    "sources": {
        "id": "digest of the text",
        "publisher": "who published it",
        "published": "day of publication",
        "chars": "length of the text",
        "text": "the text",
    },
    "events": {
        "source": "id of the source",
        "type": "PLOVER type",
        "mode": "PLOVER mode",
        "contexts": "PLOVER contexts",
        "actors": "codes of those who act",
        "recipients": "codes of those acted on",
        "excluded": "codes of parties over whose head it was done",
        "status": "actual, future, hypothetical, negated, historical",
        "said_by": "codes of the chain of speakers, outermost first",
        "date": "day of the act",
        "end_date": "its last day",
        "measure": "id of the measure within the report",
        "words": "the words that prove it",
        "span_start": "first character of these words in the source's text",
        "span_end": "character after their last",
        "confidence": "0 to 1",
    },
    "measures": {
        "sponsors": "codes of the sponsors",
        "rivals": "ids of rival measures",
        "amends": "id of the text it amends",
    },
    "positions": {"actor": "code", "name": "name", "stance": "side taken"},
    "findings": {
        "claim": "the claim in a short sentence",
        "verdict": "matches, conflicts, partly, several records fit, record silent, not checkable",
        "tally": "totals as claimed",
        "recorded": "totals of the record",
        "record": "seats and choices that answer",
        "reason": "why, in words",
    },
    "relations": {
        "a": "code",
        "b": "code",
        "kind": "ally, rival, rift, support",
        "since": "as precise as the text",
        "until": "as precise as the text",
    },
    "shifts": {"topic": "of which votes", "before": "share of equal choices before", "after": "and after"},
}
"""Meaning of the columns that a view adds; the rest are those of the roll calls (schema.py) or of the events."""

VIEWS = ("roll_calls", "headings", "records", *COLUMNS)
TERMS = """Terms

Roll calls keep the terms of the file they were loaded from; the column `importer` names it.
- undl, marcxml, outcomes: copyright United Nations, Dag Hammarskjöld Library; non-commercial use with attribution, as is.
- voeten: Bailey, Strezhnev and Voeten (2017), doi:10.7910/DVN/LEJUQZ; CC0 as far as known, check the dataset's page.
- verbatim, committee, press: documents of the United Nations.
- facts: facts written down by their author, or the record that comes with Dragoman (see its NOTICE).
Texts of reports belong to their publishers; what was read from them is yours.
"""


def export_view(ledger: Ledger, view: str, path: Path, kind: str) -> int:
    """How many rows of the view were written to the file; beside it stands what each column means, and the terms."""
    if view not in VIEWS:
        raise ParseError(f"no view is called “{view}”", hint=f"there are: {', '.join(VIEWS)}")
    if kind not in FORMATS:
        raise ParseError(f"cannot export as “{kind}”", hint=f"there are: {', '.join(FORMATS)}")
    count, columns = ledger.write_view(view, path, kind)
    path.with_name(path.name + ".md").write_text(dictionary(view, columns), "utf-8")
    return count


def dictionary(view: str, columns: tuple[str, ...]) -> str:
    """The data dictionary of a view's columns, with the terms."""
    meanings = (
        {column.name: column.meaning for column in ROLL_CALLS} | COLUMNS["events"] | COLUMNS.get(view, {})
    )
    rows = "\n".join(f"- `{name}`: {meanings.get(name, name)}" for name in columns)
    return f"# {view}\n\n{rows}\n\n{TERMS}"
