"""Colours, and the frame of a chart that stands alone.

Votes: blue yes, vermilion no, amber abstention (after Okabe and Ito, told apart by readers of every colour vision), and a letter
wherever there is room. Inside a page the style sheet's classes go before the colours written here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from dragoman.domain.rollcalls import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart that stands alone: SVG, which names its title, n, days and source itself."""

    svg: str
    alt: str
    """What it shows, in words."""


FILL = {Choice.YES: "#0b62a4", Choice.ABSTAIN: "#e2a72e", Choice.NO: "#c2410c", Choice.ABSENT: "#b4b9bf"}
ON_FILL = {Choice.YES: "#ffffff", Choice.ABSTAIN: "#1d2126", Choice.NO: "#ffffff", Choice.ABSENT: "#1d2126"}
NO_SEAT = "#e6e3dc"
INK, QUIET, LINE, PAPER = "#1d2126", "#565e67", "#d5d0c6", "#fbfaf7"
FONT = "Helvetica Neue, Arial, DejaVu Sans, sans-serif"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ORDER = (Choice.YES, Choice.ABSTAIN, Choice.NO, Choice.ABSENT)


def plain(text: str) -> str:
    """The words without what XML cannot hold."""
    return NOT_XML.sub(" ", text)


def words(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 12,
    anchor: str = "start",
    css: str = "ink",
    weight: str = "400",
) -> Markup:
    colour = QUIET if css == "quiet" else INK
    return Markup(  # noqa: S704 — the text is escaped
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" class="{css}" fill="{colour}" '
        f'font-weight="{weight}">{escape(plain(text))}</text>'
    )


def inline(body: Markup, *, width: float, height: float, label: str, css: str = "") -> Markup:
    """A chart inside a page; `label` says in words what it shows."""
    return Markup(
        '<svg class="chart {}" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}" font-family="{}">{}</svg>'
    ).format(css, width, height, label, FONT, body)


def alone(
    body: Markup, *, width: float, height: float, title: str, subtitle: str, source: str, pad: float = 28
) -> Figure:
    """A chart with its title, which states the finding, with n and days under it, and its source at the foot."""
    lines = wrapped(title, int((width) / 12.5))
    small = wrapped(subtitle, int(width / 7.2))
    top = pad + 26 * len(lines) + 18 * len(small) + 14
    foot = wrapped(source, int(width / 6.1))
    whole = top + height + 16 + 15 * len(foot) + pad / 2
    parts = [
        *(words(0, pad + 26 * i, line, size=22, weight="700") for i, line in enumerate(lines)),
        *(
            words(0, pad + 26 * len(lines) - 2 + 18 * i, line, size=13.5, css="quiet")
            for i, line in enumerate(small)
        ),
        Markup('<g transform="translate(0 {:g})">{}</g>').format(top, body),
        *(words(0, top + height + 22 + 15 * i, line, size=11, css="quiet") for i, line in enumerate(foot)),
    ]
    svg = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{:g} 0 {:g} {:g}" width="{:g}" height="{:g}" font-family="{}" '
        'role="img" aria-label="{}"><title>{}</title><desc>{}</desc>'
        '<rect x="{:g}" width="{:g}" height="{:g}" fill="{}"/>{}</svg>\n'
    ).format(
        -pad,
        width + 2 * pad,
        whole,
        width + 2 * pad,
        whole,
        FONT,
        plain(f"{title}. {subtitle}"),
        plain(title),
        plain(f"{subtitle}. {source}"),
        -pad,
        width + 2 * pad,
        whole,
        PAPER,
        Markup("").join(parts),
    )
    return Figure(svg=str(svg), alt=f"{title}. {subtitle}.")


def wrapped(text: str, most: int) -> list[str]:
    """The words in lines of at most so many letters; a longer word has its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
