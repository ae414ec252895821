"""Pieces of HTML, as feeds carry them, to paragraphs of plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1",
     "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"]
)  # fmt: skip
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object"})


def fragment_text(html: str) -> str:
    """The words, a blank line between paragraphs; what no reader sees (scripts, styles) is left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    paragraphs = (" ".join(piece.split()) for piece in re.split(r"\n\n", "".join(reader.pieces)))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


class _Reader(HTMLParser):
    """Collects words; `silent` counts how deep we are in what is not shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SILENT:
            self.silent += 1
        if tag in _BLOCKS:
            self.pieces.append("\n\n- " if tag == "li" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(re.sub(r"\s+", " ", data))
