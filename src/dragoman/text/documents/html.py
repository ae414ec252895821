"""Web pages: the article without the page around it, and the title, day and publisher that its head states."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from dragoman.errors import ParseError
from dragoman.text.documents.article import About, Article, article_of
from dragoman.text.documents.needs import need

LONGEST_PAGE = 4_000_000
"""Bytes of a page; finding the article in it takes longer than its length grows."""
_DAYS = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""Only a day that the page's head or its own markup states: a guess would anchor every “on Monday” wrongly."""


def parse_html(data: bytes, said: About, *, name: str) -> Article:
    """The article of a web page: headings, paragraphs, list items and table rows, a blank line between them."""
    if len(data) > LONGEST_PAGE:
        raise ParseError(
            f"the page is larger than {LONGEST_PAGE:,} bytes", where=name, hint="save the text alone"
        )
    page = _extracted(data, name)
    if page is None or page.body is None:
        raise ParseError("no article was found in the page", where=name, hint="save its text and give that")
    about = About(
        title=page.title or None,
        publisher=page.sitename or None,
        url=page.url if str(page.url or "").startswith(("http://", "https://")) else None,
        published=_day(page.date),
    )
    return article_of("\n\n".join(_paragraphs(page.body)), said.over(about), name=name)


def _extracted(data: bytes, name: str) -> Any:
    trafilatura = need("trafilatura", name, "a web page")
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    try:
        return trafilatura.bare_extraction(
            data.replace(b"\x00", b" ") if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=_DAYS,
            config=_settings(),
        )
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError) as error:
        raise ParseError(f"the page is damaged ({type(error).__name__})", where=name) from None


@cache
def _settings() -> Any:
    """A short article is an article too: by default less than 250 characters are taken for a failure."""
    from trafilatura.settings import use_config  # noqa: PLC0415  optional, and half a second

    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")
    settings.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return settings


def _paragraphs(body: Any) -> Iterator[str]:
    for element in body:
        match element.tag:
            case "list":
                for item in element.iter("item"):
                    yield from _pieces(item, "- ")
            case "table":
                for row in element.iter("row"):
                    cells = (" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell"))
                    if line := " | ".join(cells).strip(" |"):
                        yield line
            case "quote" if len(element) and any(child.tag == "p" for child in element):
                yield from _paragraphs(element)
            case _:
                yield from _pieces(element)


def _pieces(element: Any, mark: str = "") -> Iterator[str]:
    """The words of an element, one piece for each side of a forced line break."""
    for line_break in element.iter("lb"):
        line_break.text = "\n"
    for line in "".join(element.itertext()).split("\n"):
        if words := " ".join(line.split()):
            yield mark + words


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
