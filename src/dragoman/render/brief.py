"""The brief: what a report says and what the record answers, for people, in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.domain.actors import Mention
from dragoman.domain.claims import Finding, Verdict
from dragoman.domain.events import Attribution, Event, Status
from dragoman.domain.measures import Measure
from dragoman.domain.readings import Reading
from dragoman.domain.relations import Period, Relation, Shift

STYLE = {
    Verdict.MATCHES: "green",
    Verdict.CONFLICTS: "bold red",
    Verdict.PARTLY: "yellow",
    Verdict.SEVERAL: "yellow",
    Verdict.SILENT: "cyan",
    Verdict.NOT_CHECKABLE: "dim",
}
ORDER = tuple(STYLE)


def render_brief(reading: Reading, *, name: str = "", findings_only: bool = False) -> RenderableType:
    """The brief of one report as something rich can print."""
    parts: list[RenderableType] = [_title(reading, name)]
    if not findings_only:
        parts += [_section("EVENTS", [_event(e) for e in reading.events])]
        parts += [_section("POSITIONS", list(_positions(reading)))]
        parts += [_section("RELATIONS", [_relation(r) for r in reading.relations])]
    parts += [_findings(reading.findings)]
    parts += [_section("SHIFT", [_shift(s) for s in reading.shifts])]
    return Group(*[p for p in parts if p is not None])


def render_summary(readings: Sequence[Reading]) -> Text:
    """One line of counts over all findings."""
    counts = Counter(f.verdict for r in readings for f in r.findings)
    text = Text(f"{sum(counts.values())} claims in {_reports(len(readings))}: ", style="bold")
    for i, verdict in enumerate(v for v in ORDER if counts[v]):
        text.append(("" if i == 0 else ", ") + f"{counts[verdict]} {verdict}", style=STYLE[verdict])
    return text if counts else Text(f"no vote claims in {_reports(len(readings))}", style="bold")


def _reports(n: int) -> str:
    return "1 report" if n == 1 else f"{n} reports"


def _title(reading: Reading, name: str) -> Text:
    source = reading.source
    told = source.title or name or source.id
    about = ", ".join(
        filter(None, [source.publisher, source.published.isoformat() if source.published else "no date"])
    )
    return Text.assemble((told, "bold underline"), f"  ({about})")


def _section(name: str, rows: Sequence[tuple[Text, ...]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=9, no_wrap=True)
    width = max((len(r) for r in rows), default=0)
    for _ in range(width):
        table.add_column(overflow="fold")
    for i, row in enumerate(rows):
        table.add_row(Text(name if i == 0 else "", style="bold"), *row)
    return table if rows else Text()


def _event(event: Event) -> tuple[Text, ...]:
    who = _names(event.actors) or "?"
    to = f" → {_names(event.recipients)}" if event.recipients else ""
    over = f" (without {_names(event.excluded)})" if event.excluded else ""
    what = Text(event.type.value, style="bold")
    if event.status is not Status.ACTUAL:
        what.append(f" {event.status}", style="italic yellow")
    return (
        Text(f"{who}{to}{over}"),
        what,
        Text(event.date.isoformat() if event.date else ""),
        Text(f"{_said(event.attribution)}“{event.evidence.text}”"),
    )


def _positions(reading: Reading) -> Iterator[tuple[Text, ...]]:
    measures = {m.id: m for m in reading.measures}
    symbols = {f.claim.measure: f.symbol for f in reading.findings if f.symbol}
    ordered = sorted(reading.positions, key=lambda p: (list(measures).index(p.measure), p.stance, p.evidence))
    for (measure, stance), group in groupby(ordered, key=lambda p: (p.measure, p.stance)):
        members = list(group)
        by_chain = groupby(members, key=lambda p: _said(p.attribution))
        for said, some in by_chain:
            who = ", ".join(dict.fromkeys(_name(p.actor) for p in some))
            yield (
                Text(f"{said}{who}"),
                Text(stance.value, style="bold"),
                Text(_measure(measures[measure], symbols.get(measure))),
            )


def _measure(measure: Measure, symbol: str | None) -> str:
    named = measure.symbol or symbol
    title = measure.title or "the text"
    return f"{named} (“{title}”)" if named else f"“{title}”"


def _relation(relation: Relation) -> tuple[Text, ...]:
    time = " ".join(
        filter(
            None, [relation.since and f"since {relation.since}", relation.until and f"until {relation.until}"]
        )
    )
    status = "" if relation.status is Status.ACTUAL else f" ({relation.status})"
    return (
        Text(f"{_name(relation.a)} – {_name(relation.b)}"),
        Text(f"{relation.kind}{status}", style="bold"),
        Text(time),
        Text(f"{_said(relation.attribution)}“{relation.evidence.text}”"),
    )


def _findings(findings: Sequence[Finding]) -> RenderableType:
    return _section("CHECKED", [_finding(f) for f in findings])


def _finding(finding: Finding) -> tuple[Text, ...]:
    claim = finding.claim
    where = finding.symbol or ""
    if finding.held:
        where += f", {finding.held.day} {finding.held:%b %Y}" + (
            " (inferred from the record)" if finding.inferred else ""
        )
    words = Text(f"“{claim.evidence.text}”")
    if claim.actor is not None:
        words.append(f"  {_name(claim.actor)}", style="dim")
    return (
        words,
        Text(finding.verdict.value, style=STYLE[finding.verdict]),
        Text(": ".join(filter(None, [where, finding.reason]))),
    )


def _shift(shift: Shift) -> tuple[Text, ...]:
    who = f"{_name(shift.a)} with {_name(shift.b)}" + (f" on {shift.topic}" if shift.topic else "")
    numbers = "; ".join(filter(None, [_period("before", shift.before), _period("after", shift.after)]))
    return (
        Text(who),
        Text(shift.verdict.value, style=STYLE[shift.verdict]),
        Text(". ".join(filter(None, [shift.reason, numbers]))),
    )


def _period(word: str, period: Period | None) -> str:
    if period is None:
        return ""
    return f"{word}: {period.value:.2f} [{period.low:.2f}–{period.high:.2f}], n = {period.n}"


def _said(chain: Attribution) -> str:
    return "".join(f"{_name(link.actor)} ▸ {link.cue} ▸ " for link in chain)


def _names(mentions: Sequence[Mention]) -> str:
    return ", ".join(dict.fromkeys(_name(m) for m in mentions))


def _name(mention: Mention) -> str:
    code = mention.actor.code
    return mention.text if code == "UNNAMED" else code
