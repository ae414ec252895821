"""The words of a text file or a PDF."""

from __future__ import annotations

import io
from typing import BinaryIO

from dragoman.errors import ParseError

PDF = b"%PDF-"
LONGEST = 64 << 20
"""Bytes; the longest meeting record has less than one megabyte of words."""


def read_text(stream: BinaryIO, where: str) -> str:
    """All of a text file, in UTF-8 or, failing that, as Windows writes it."""
    data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise ParseError("is too long for a record of a meeting", where=where)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def pdf_as_text(stream: BinaryIO, where: str) -> BinaryIO:
    """The words of a PDF as a text file."""
    from pypdf import PdfReader  # noqa: PLC0415 — heavy, and only some files are PDFs
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        pages = [page.extract_text() for page in PdfReader(stream).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        reason = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
        raise ParseError(f"is a damaged PDF: {reason}", where=where) from None
    text = "\n".join(pages)
    if not text.strip():
        raise ParseError("is a PDF of pictures without words", where=where, hint="load a version with text")
    return io.BytesIO(text.encode("utf-8", "replace"))
