"""From bytes to characters: UTF-8, UTF-16 with its mark, and what Windows wrote before."""

from __future__ import annotations

import re

from dragoman.errors import ParseError, UnknownFormat

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
WINDOWS = "read as Windows-1252, as it is not UTF-8: look at its accents and quotation marks"


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The characters, with line breaks as `\\n`, and a note where the encoding had to be guessed."""
    text, notes = _characters(data, name)
    if len(_CONTROL.findall(text[:4096])) > 8:
        raise UnknownFormat("it is full of control characters, not plain text", where=name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _characters(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if data.startswith(_UTF16):
        return _from_utf16(data, name), ()
    if data.startswith(_BINARY) or b"\x00" in data[:4096]:
        raise UnknownFormat(
            "it is a binary file, not plain text",
            where=name,
            hint="save the report as text, HTML or PDF and give that",
        )
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        return _from_windows(data, name, error.start), (WINDOWS,)


def _from_windows(data: bytes, name: str, bad: int) -> str:
    """Raises ParseError where a byte stands that Windows-1252 has not either."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ParseError(
            f"it is neither UTF-8 (byte {bad} is 0x{data[bad]:02x}) nor Windows-1252"
            f" (byte {error.start} is 0x{data[error.start]:02x})",
            where=name,
            hint="save it again, as UTF-8",
        ) from error


def _from_utf16(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ParseError(
            f"it begins as UTF-16 and breaks off at byte {error.start}",
            where=name,
            hint="save it again, as UTF-8",
        ) from error
