"""From bytes to reports: what kind of document it is, told by its content, and the reader that it is handed to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from dragoman.domain.sources import Source
from dragoman.errors import ParseError, UnknownFormat
from dragoman.text.documents.article import LONGEST, About, Article
from dragoman.text.documents.articles import parse_article
from dragoman.text.documents.feeds import parse_feed
from dragoman.text.documents.html import parse_html
from dragoman.text.documents.pdf import parse_pdf
from dragoman.text.documents.plain import parse_plain

__all__ = [
    "LONGEST",
    "SUFFIXES",
    "About",
    "Article",
    "Format",
    "find_format",
    "parse_document",
    "parse_report",
]


class Format(StrEnum):
    """A kind of document that is read."""

    PLAIN = "plain text"
    HTML = "HTML"
    PDF = "PDF"
    FEED = "feed"
    ARTICLES = "JSON lines"


SUFFIXES = {
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".md": Format.PLAIN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".xml": Format.FEED,
    ".jsonl": Format.ARTICLES,
    ".ndjson": Format.ARTICLES,
}
"""Endings by which files of a folder are chosen; what a file is, its content says."""
HEAD = 4096
"""Bytes at a document's beginning that tell what it is."""

_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_PAGE = re.compile(
    rb"(?i)<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|^\s*<(?:article|div|p|h1|main|section)[\s>]"
)
_XML = re.compile(rb"^\s*<\?xml")
_OBJECT = re.compile(rb"^\s*\{\s*(?:\"|\}|$)")
_LIST = re.compile(rb"^\s*\[\s*\{\s*\"")


def find_format(head: bytes, name: str = "the text") -> Format:
    """What the document is, by its first bytes; UnknownFormat where it is something known that is not read."""
    start = head[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in start[:1024]:
        return Format.PDF
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\x00", b"")[2:]
    if _LIST.match(start):
        raise UnknownFormat(
            "it is one JSON list", where=name, hint="write one article a line, without the list"
        )
    if _OBJECT.match(start):
        return Format.ARTICLES
    if _PAGE.search(start):
        return Format.HTML
    if start.lstrip().startswith(b"<") and _FEED.search(start):
        return Format.FEED
    if _XML.match(start):
        raise UnknownFormat("it is XML, but neither a feed nor a web page", where=name, hint="give its text")
    return Format.PLAIN


def parse_document(
    data: bytes, said: About | None = None, *, name: str = "the text"
) -> Iterator[Article | ParseError]:
    """Each article of a document, or what is wrong with one; ParseError where nothing of it can be read.

    What is `said` about the document goes before what stands in it.
    """
    about = said or About()
    match find_format(data, name):
        case Format.PDF:
            yield parse_pdf(data, about, name=name)
        case Format.HTML:
            yield parse_html(data, about, name=name)
        case Format.FEED:
            yield from parse_feed(data, about, name=name)
        case Format.ARTICLES:
            yield from _articles(data, about, name)
        case Format.PLAIN:
            yield parse_plain(data, about, name=name)


def _articles(data: bytes, said: About, name: str) -> Iterator[Article | ParseError]:
    for n, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            try:
                yield parse_article(line, said, name=f"{name}, line {n}")
            except ParseError as error:
                yield error


def parse_report(data: bytes, *, name: str = "the text", published: date | None = None) -> Source:
    """The source of a document that holds one report; ParseError where it holds several, or none."""
    found = parse_document(data, About(published=published), name=name)
    first = next(found, None)
    if first is None:
        raise ParseError("it holds no text", where=name, hint="give a report of at least one sentence")
    if next(found, None) is not None:
        raise ParseError("it holds several reports", where=name, hint="dragoman.read_many reads all of them")
    if isinstance(first, ParseError):
        raise first
    return first.source


def parse_words(text: str, said: About | None = None) -> Source:
    """The source of words that somebody typed or pasted: always plain text, whatever they look like."""
    return parse_plain(text.encode("utf-8", "replace"), said or About(), name="the text").source


def is_known(path: PurePath) -> bool:
    """Whether a file of a folder is taken for a document, by its ending."""
    return path.suffix.lower() in SUFFIXES
