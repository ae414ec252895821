"""PDFs made here: broken lines, cut words, running headers, titles, locks, and files that mean harm."""

import io
import time
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from dragoman.errors import ParseError
from dragoman.text.documents.article import About
from dragoman.text.documents.pdf import parse_pdf


def pdf_of(pages, *, title=None, streams=None):
    """A PDF whose pages show these lines, or draw these content streams."""
    contents = streams or [
        b"BT /F 11 Tf 14 TL 50 740 Td "
        + b" ".join(
            b"(%s) Tj T*" % line.replace("(", "\\(").replace(")", "\\)").encode("latin-1") for line in lines
        )
        + b" ET"
        for lines in pages
    ]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, content in enumerate(contents):
        packed = zlib.compress(content)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
            % (5 + 2 * n)
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
        )
    if title is not None:
        objects.append(b"<< /Title (%s) /CreationDate (D:20310304100000Z) >>" % title.encode("latin-1"))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b" /Info %d 0 R" % len(objects) if title is not None else b""
    out += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, info, start)
    return bytes(out)


def text_of(pages, **more):
    return parse_pdf(pdf_of(pages, **more), About(), name="it").source.text


def test_a_word_cut_at_a_lines_end_is_made_whole():
    assert "an international court" in text_of([["Latvia asked an inter-", "national court for help."]])


def test_a_hyphen_that_is_written_elsewhere_or_before_a_name_stays():
    text = text_of([["A long-term plan and a long-", "term lease, an Anglo-", "American one."]])
    assert "long-term lease" in text
    assert "Anglo-American one" in text


def test_running_headers_and_page_numbers_are_left_out_and_a_sentence_goes_on_over_the_page():
    pages = [
        [
            "Harbour Post 4 March",
            f"Page {n} of 4",
            f"Envoy {word} of Latvia went on talking of the ferry and",
            f"- {n} -",
        ]
        for n, word in enumerate(("Kalns", "Ozols", "Berzins", "Liepa"), start=1)
    ]
    text = text_of(pages)
    assert "Harbour" not in text
    assert "Page" not in text
    assert "- 2 -" not in text
    assert "and\nEnvoy Ozols" in text


def test_a_line_that_stands_on_few_pages_is_kept():
    assert text_of([["Latvia shut a port.", "1"], ["Latvia shut a port.", "2"]]).count("Latvia") == 2


def test_a_stated_title_is_taken_and_one_that_a_program_made_is_not():
    for title, taken in (
        ("Ferry talks fail", "Ferry talks fail"),
        ("Microsoft Word - draft3.doc", None),
        ("untitled", None),
        ("report.pdf", None),
        (" ", None),
    ):
        assert parse_pdf(pdf_of([["Latvia."]], title=title), About(), name="it").source.title == taken


def test_the_day_a_file_was_made_is_no_day_of_publication_and_that_is_said():
    article = parse_pdf(pdf_of([["Latvia."]], title="Ferry talks fail"), About(), name="it")
    assert article.source.published is None
    assert "--date" in article.notes[0]


def test_a_locked_file_is_named_as_such():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of([["Latvia."]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ParseError, match="password"):
        parse_pdf(out.getvalue(), About(), name="it")


def test_pictures_without_words_say_so():
    with pytest.raises(ParseError, match="pictures"):
        text_of([[]])


@pytest.mark.parametrize(
    "content",
    [
        b" " * 60_000_000,
        b"(a) Tj " * 3_000_000,
        b"q " * 2_000_000,
        b"[" * 100_000,
        b"<<" * 100_000,
        b"BT /F 9 Tf " + b"(Latvia) Tj T* " * 90_000 + b"ET",
    ],
    ids=["blanks", "words", "saves", "lists", "tables", "much"],
)
def test_a_small_file_that_unfolds_to_a_huge_page_is_answered_soon(content):
    data = pdf_of([], streams=[content])
    begun = time.monotonic()
    with pytest.raises(ParseError):
        parse_pdf(data, About(), name="it")
    assert len(data) < 300_000
    assert time.monotonic() - begun < 60
