"""PDF: the words of its pages, without running headers and page numbers, words cut at a line's end made whole.

The order of the words is that of the file, which for columns is nearly always column by column; what the file mixes is
not sorted out. The day a file was made is not the day its report was published, so no day is taken from it.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.errors import ParseError
from dragoman.text.documents.article import LONGEST, About, Article, article_of

MOST_PAGES = 300
LONGEST_STREAM = 8_000_000
"""Bytes that one compressed stream may unfold to."""
LONGEST_PAGE = 400_000
"""Bytes of a page's drawing instructions; a page full of print has a tenth."""
MOST_INSTRUCTIONS = 100_000
"""Drawing instructions of a page that are looked at."""
MOST_SHOWN = 12_000
"""Times that a page may set words, those of forms within forms counted each time; one set letter by letter has half."""

_DAMAGE = (
    NotImplementedError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    OSError,
)
_CUT_WORD = re.compile(r"(\w+)[-\u00ad\u2010]\n[ \t]*(\w+)")
_NUMBERED = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?")
_STOPS = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_MADE_UP_TITLE = re.compile(r"(?i)microsoft word|untitled|\.(?:docx?|pdf|indd|qxd|tmp|html?)\b|^\W*$|^\w+$")
_AT_EDGE = 3
"""Lines at the top and at the foot of a page among which running ones are looked for."""


class _TooLong(Exception):
    """More words set than a page holds."""


def parse_pdf(data: bytes, said: About, *, name: str) -> Article:
    """The article of a PDF; ParseError where it is damaged, locked, or made of pictures alone."""
    pages, title, notes = _read(data, name)
    text = _joined(_without_running_lines([page.splitlines() for page in pages]))
    if not text.strip():
        why = (
            f"nothing of the PDF could be read: {notes[0]}"
            if notes
            else "it is a PDF of pictures without words"
        )
        raise ParseError(why, where=name, hint="give a version with text")
    about = said.over(About(title=title))
    if about.published is None:
        notes = (*notes, "a PDF states no day of publication: give it with --date")
    return article_of(text, about, name=name, notes=notes)


def _read(data: bytes, name: str) -> tuple[list[str], str | None, tuple[str, ...]]:
    """The words of each page, the title, and what was left out."""
    from pypdf import PdfReader, apply_configuration  # noqa: PLC0415  heavy, and only some documents are PDFs
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        with apply_configuration(
            zlib_maximum_output_length=LONGEST_STREAM,
            lzw_maximum_output_length=LONGEST_STREAM,
            run_length_maximum_output_length=LONGEST_STREAM,
            array_based_stream_maximum_output_length=LONGEST_STREAM,
            stream_parsing_work_maximum_count=MOST_INSTRUCTIONS,
        ):
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ParseError(
                    "the PDF is locked with a password", where=name, hint="save an unlocked copy"
                )
            pages, notes = _pages(reader)
            return pages, _title(reader), notes
    except _TooLong:
        raise ParseError(
            "a page sets more words than a page holds", where=name, hint="give its text"
        ) from None
    except (PyPdfError, *_DAMAGE) as error:
        reason = str(error).splitlines()[0][:100] if str(error).strip() else type(error).__name__
        raise ParseError(f"it is a damaged PDF: {reason}", where=name) from None


def _pages(reader: Any) -> tuple[list[str], tuple[str, ...]]:
    pages: list[str] = []
    notes: list[str] = []
    for n, page in enumerate(reader.pages, start=1):
        if n > MOST_PAGES or sum(map(len, pages)) > 2 * LONGEST:
            notes.append(f"read up to page {n - 1} only")
            break
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > LONGEST_PAGE:
            notes.append(f"page {n} is a drawing too large to read")
            continue
        pages.append(page.extract_text(visitor_operand_before=_Count().follow))
    return pages, tuple(notes)


class _Count:
    """Counts how often a page sets words, and stops one that does so without end."""

    def __init__(self) -> None:
        self.shown = 0

    def follow(self, operator: bytes, *_: object) -> None:
        self.shown += operator in (b"Tj", b"TJ", b"'", b'"')
        if self.shown > MOST_SHOWN:
            raise _TooLong


def _title(reader: Any) -> str | None:
    """The title that the file states, unless a program made it up."""
    stated = reader.metadata.get("/Title") if reader.metadata else None
    title = " ".join(str(stated or "").split())
    return None if _MADE_UP_TITLE.search(title) else title


def _without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers, and without lines that stand at the same edge of most pages, numbers aside."""
    stripped = [[line.strip() for line in page if line.strip()] for page in pages]
    seen = Counter(key for page in stripped for key in {_key(line) for line in _edges(page)})
    enough = max(3, len(stripped) // 2 + 1)
    running = {key for key, times in seen.items() if times >= enough}
    return [_trimmed(page, running) for page in stripped]


def _edges(page: Sequence[str]) -> Iterator[str]:
    yield from page[:_AT_EDGE]
    yield from page[max(_AT_EDGE, len(page) - _AT_EDGE) :]


def _key(line: str) -> str:
    return _NUMBERED.sub("#", line.casefold())


def _trimmed(page: list[str], running: set[str]) -> list[str]:
    top, foot = 0, len(page)
    for _ in range(_AT_EDGE):
        if top < foot and _is_furniture(page[top], running):
            top += 1
        if top < foot and _is_furniture(page[foot - 1], running):
            foot -= 1
    return page[top:foot]


def _is_furniture(line: str, running: set[str]) -> bool:
    return _key(line) in running or _PAGE_NUMBER.fullmatch(line) is not None


def _joined(pages: Sequence[Sequence[str]]) -> str:
    """One text: a paragraph goes on over the page's edge unless a sentence ended there."""
    text = ""
    for page in pages:
        if text and page:
            text += "\n\n" if _STOPS.search(text) else "\n"
        text += "\n".join(page)
    known = set(re.findall(r"\w+(?:-\w+)*", text.casefold()))
    return _CUT_WORD.sub(lambda cut: _whole(cut[1], cut[2], known), text).replace("\x00", " ")


def _whole(first: str, second: str, known: set[str]) -> str:
    """A word cut at a line's end: with its hyphen where it is written so elsewhere, or where a name follows."""
    joined, hyphened = first + second, f"{first}-{second}"
    if hyphened.casefold() in known and joined.casefold() not in known:
        return hyphened
    return joined if second[:1].islower() and not first[-1:].isdigit() else hyphened
