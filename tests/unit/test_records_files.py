"""Files as they come: PDFs, unknown formats, progress, what cannot be opened."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.errors import ParseError, UnknownFormat
from dragoman.records import format_of, parse_file

ESCAPED = r"\\\1"
GOLDEN = Path(__file__).parents[1] / "golden" / "records"


def pdf_of(lines: list[str]) -> bytes:
    """A PDF of one page with these lines, as small as one can be."""
    shown = "".join(f"({re.sub('([()])', ESCAPED, line)}) Tj T* " for line in lines)
    content = f"BT /F1 10 Tf 40 800 Td 12 TL {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    return out + head + table + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def test_a_pdf_is_read_as_its_words(tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(
        pdf_of(
            [
                "A/78/PV.98",
                "Tuesday, 19 March 2024, 10 a.m.",
                "A recorded vote was taken.",
                "In favour: Fiji, Kenya",
                "Against: Peru",
                "Draft resolution I was adopted by 2 votes to 1 (resolution 78/996).",
            ]
        )
    )
    assert format_of(path).name == "verbatim"
    (call,) = parse_file(path)
    assert (call.symbol, call.tally.yes, call.tally.no) == ("A/RES/78/996", 2, 1)


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", b"%PDF-", pdf_of([])])
def test_a_pdf_without_words_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(data)
    with pytest.raises(ParseError, match="PDF"):
        list(parse_file(path))


@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 50, b"a,b,c\n1,2,3\n", b"Ordinary news about tides."])
def test_what_is_no_record_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "thing.csv"
    path.write_bytes(data)
    with pytest.raises(UnknownFormat, match=r"thing\.csv"):
        list(parse_file(path))


def test_what_cannot_be_opened_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ParseError, match="cannot be opened"):
        list(parse_file(tmp_path / "nowhere.csv"))
    with pytest.raises(ParseError, match="cannot be opened"):
        list(parse_file(tmp_path))


def test_a_format_can_be_named(tmp_path: Path) -> None:
    with pytest.raises(ParseError, match="has no column"):
        list(parse_file(GOLDEN / "facts.csv", "undl"))


def test_progress_ends_at_the_size_of_the_file() -> None:
    path, told = GOLDEN / "undl_2026.csv", list[int]()
    list(parse_file(path, progress=told.append))
    assert max(told) == path.stat().st_size


@pytest.mark.parametrize("encoding", ["shift-jis", "no-such-thing"])
def test_xml_in_an_unknown_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "record.xml"
    path.write_text(f'<?xml version="1.0" encoding="{encoding}"?><record><datafield tag="791"/></record>')
    with pytest.raises(ParseError, match=r"encoding|no XML"):
        list(parse_file(path))


def test_xml_with_a_document_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xml"
    path.write_text(
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><collection><record><datafield tag="791"/></record></collection>'
    )
    with pytest.raises(ParseError, match="document type"):
        list(parse_file(path))
