"""The annotated page: reports with their claims marked, and a card for every finding, in one file that loads nothing.

All that a report brought is escaped, and only http addresses become links: nothing in a document can run or fetch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib import resources
from itertools import pairwise

from dragoman.claims.merging import Entry, merge_findings
from dragoman.claims.wording import day_of
from dragoman.domain.claims import Finding, Verdict
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source
from dragoman.render.across import heading_of, told_against
from dragoman.render.contract import URGENCY

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render_page(readings: Sequence[Reading], *, names: Mapping[str, str]) -> str:
    """A whole HTML document; `names` says what to call a source without a title, by its id."""
    style = resources.files(__name__.rpartition(".")[0]).joinpath("page.css").read_text("utf-8")
    titles = [title_of(reading.source, names) for reading in readings]
    title = titles[0] if len(titles) == 1 else f"{len(titles)} reports checked"
    reports = "\n".join(_report(reading, i, names) for i, reading in enumerate(readings, 1))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(title)} – checked against the record</title>
<style>
{style}</style>
</head>
<body>
<header class="top"><p class="name">Dragoman</p><p>What each report says of votes, held against the official roll call.</p>
{_summary(readings)}</header>
{_contradictions(readings, names)}<main>
{reports}
</main>
<footer>The record’s silence is no contradiction. A verdict speaks of the roll call, not of the reporter.</footer>
</body>
</html>
"""


def title_of(source: Source, names: Mapping[str, str]) -> str:
    return source.title or names.get(source.id, source.id)


def slug_of(verdict: Verdict) -> str:
    """The verdict as a class name: `record-silent`."""
    return verdict.value.replace(" ", "-")


def render_marked(source: Source, findings: Sequence[Finding], prefix: str = "f") -> str:
    """The source's text as HTML, the words of each finding marked and linked to `#<prefix><number>`, from 1 on.

    Where spans overlap the words are cut at every edge; each piece is coloured by the most urgent verdict on it.
    """
    spans = [(f.claim.evidence.start, f.claim.evidence.end, i) for i, f in enumerate(findings)]
    edges = sorted({0, len(source.text), *(edge for start, end, _ in spans for edge in (start, end))})
    seen: set[int] = set()
    pieces = []
    for start, end in pairwise(edges):
        here = [i for first, last, i in spans if first <= start and end <= last]
        words = escape(source.text[start:end])
        pieces.append(_mark(words, here, findings, prefix, seen) if here else words)
    return "".join(pieces)


def _mark(words: str, here: list[int], findings: Sequence[Finding], prefix: str, seen: set[int]) -> str:
    first = min(here, key=lambda i: URGENCY.index(findings[i].verdict))
    verdict = findings[first].verdict
    anchors = "".join(f'<a id="{prefix}{i + 1}-words"></a>' for i in here if i not in seen)
    seen.update(here)
    told = escape("; ".join(f"{findings[i].verdict}: {findings[i].reason}" for i in here), quote=True)
    return (
        f'{anchors}<a class="mark" href="#{prefix}{first + 1}"><mark class="{slug_of(verdict)}" title="{told}">'
        f"{words}</mark></a>"
    )


def render_card(finding: Finding, anchor: str) -> str:
    """One finding as a card: verdict, the claim's words, the record's line and the reason."""
    claim = finding.claim
    said = "".join(f"{escape(link.actor.text)} ▸ {escape(link.cue)} ▸ " for link in claim.attribution)
    return f"""<article class="card {slug_of(finding.verdict)}" id="{anchor}">
<p class="verdict">{escape(finding.verdict.value)}</p>
<blockquote><a href="#{anchor}-words">{said}“{escape(claim.evidence.text)}”</a></blockquote>
<p class="reason">{escape(finding.reason)}</p>
{_record_line(finding)}</article>"""


def _record_line(finding: Finding) -> str:
    parts = [
        _link(finding.symbol, finding.url) if finding.symbol else "",
        day_of(finding.held) if finding.held else "",
        "(day inferred from the record)" if finding.inferred else "",
        str(finding.tally) if finding.tally else "",
    ]
    choices = "".join(
        f'<span class="choice {line.choice.name.lower()}"><b>{line.choice.value}</b> {escape(line.seat)}</span>'
        for line in finding.record[:12]
    )
    more = f" and {len(finding.record) - 12} more" if len(finding.record) > 12 else ""
    told = " · ".join(filter(None, parts))
    return (
        f'<p class="record">{told}</p>\n<p class="choices">{choices}{more}</p>\n' if told or choices else ""
    )


def _link(words: str, url: str | None) -> str:
    if url is None or not url.startswith(("https://", "http://")):
        return escape(words)
    return f'<a href="{escape(url, quote=True)}" rel="noreferrer noopener">{escape(words)}</a>'


def _report(reading: Reading, number: int, names: Mapping[str, str]) -> str:
    source, prefix = reading.source, f"r{number}f"
    about = [
        escape(source.publisher or ""),
        day_of(source.published) if source.published else "no date",
        _link("original", source.url) if source.url else "",
    ]
    cards = "\n".join(render_card(f, f"{prefix}{i}") for i, f in enumerate(reading.findings, 1))
    return f"""<section class="report">
<header><h1>{escape(title_of(source, names))}</h1><p class="about">{" · ".join(filter(None, about))}</p></header>
<div class="text">{render_marked(source, reading.findings, prefix)}</div>
<aside aria-label="Findings">
{cards or '<p class="none">It makes no claim about a vote.</p>'}
</aside>
</section>"""


def _summary(readings: Iterable[Reading]) -> str:
    verdicts = [f.verdict for reading in readings for f in reading.findings]
    chips = "".join(
        f'<li class="{slug_of(verdict)}"><b>{verdicts.count(verdict)}</b> {escape(verdict.value)}</li>'
        for verdict in URGENCY
        if verdict in verdicts
    )
    return f'<ul class="counts">{chips}</ul>' if chips else "<p>No claim about a vote was found.</p>"


def _contradictions(readings: Sequence[Reading], names: Mapping[str, str]) -> str:
    """Where the reports contradict each other, above them all; nothing where they do not."""
    entries = [e for e in merge_findings(readings) if e.is_contradictory] if len(readings) > 1 else []
    titles = {reading.source.id: title_of(reading.source, names) for reading in readings}
    rows = "\n".join(row for entry in entries for row in _sides(entry, titles))
    return f'<section class="across"><h2>Where they differ</h2>\n{rows}\n</section>\n' if rows else ""


def _sides(entry: Entry, titles: Mapping[str, str]) -> Iterator[str]:
    yield f"<h3>{escape(heading_of(entry))}</h3><p>{escape(told_against(entry) or '')}</p><ul>"
    for side in entry.sides:
        told = ", ".join(escape(titles[source]) for source in side.sources)
        yield (
            f'<li><span class="verdict {slug_of(side.verdict)}">{escape(side.verdict.value)}</span> '
            f"“{escape(side.claim.evidence.text)}” – {told}</li>"
        )
    yield "</ul>"
