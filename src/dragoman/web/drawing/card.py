"""The share picture of a page without a chart: its title and what it found, as a card."""

from __future__ import annotations

from markupsafe import Markup

from dragoman.domain.rollcalls import Choice
from dragoman.web.drawing.base import FILL, FONT, INK, PAPER, QUIET, Figure, plain, wrapped

WIDTH, HEIGHT, MARGIN = 1200.0, 630.0, 72.0
"""The shape in which others show shared pages."""
MAST = "#14324a"
SERIF = "Georgia, Liberation Serif, DejaVu Serif, serif"
SIZES = ((58, 32, 3), (46, 41, 4), (38, 50, 5))
"""Size of the title's letters, how many fit in a line, and the most lines: the largest that holds it all."""


def card(title: str, told: str, address: str) -> Figure:
    """A card of 1200 by 630: the title, the sentence under it, and where it stands."""
    size, wide, most = next((s for s in SIZES if len(wrapped(title, s[1])) <= s[2]), SIZES[-1])
    heading = _cut(wrapped(title, wide), most)
    top = 150.0 + size
    under = top + 1.22 * size * len(heading) - size * 0.1
    parts = [
        Markup(
            '<rect width="{:g}" height="92" fill="{}"/><rect y="92" width="{:g}" height="8" fill="{}"/>'
        ).format(WIDTH, MAST, WIDTH, FILL[Choice.ABSTAIN]),
        _line(MARGIN, 60, "Dragoman", 38, "#ffffff", SERIF, "700"),
        *(
            _line(MARGIN, top + 1.22 * size * i, words, size, INK, SERIF, "700")
            for i, words in enumerate(heading)
        ),
        *(
            _line(MARGIN, under + 44 * i, words, 31, QUIET, FONT)
            for i, words in enumerate(_cut(wrapped(told, 62), 4))
        ),
        _line(MARGIN, HEIGHT - 40, _cut(wrapped(address, 90), 1)[0] if address else "", 22, QUIET, FONT),
    ]
    svg = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:g} {1:g}" width="{0:g}" height="{1:g}" role="img">'
        '<rect width="{0:g}" height="{1:g}" fill="{2}"/>{3}</svg>'
    ).format(WIDTH, HEIGHT, PAPER, Markup("").join(parts))
    return Figure(svg=str(svg), alt=f"{title}. {told}")


def _line(x: float, y: float, words: str, size: float, fill: str, font: str, weight: str = "400") -> Markup:
    return Markup(
        '<text x="{:.0f}" y="{:.0f}" font-size="{:g}" fill="{}" font-family="{}" font-weight="{}">{}</text>'
    ).format(x, y, size, fill, font, weight, plain(words))


def _cut(lines: list[str], most: int) -> list[str]:
    """The first lines; the last one says so where there are more."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]
