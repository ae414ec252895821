"""What holds for every document, whatever its bytes: an article or an error of ours, soon, and no more text than allowed."""

from __future__ import annotations

import json
import time
import zlib
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.errors import ParseError
from dragoman.text.documents.articles import FIELDS
from dragoman.text.documents.fragments import fragment_text
from dragoman.text.documents.html import parse_html
from dragoman.text.documents.pdf import parse_pdf
from dragoman.text.furniture import reason_to_skip
from dragoman.text.intake import LONGEST, About, Article, parse_document
from dragoman.text.language import foreign_language

SOON = 20.0
FEW = settings(max_examples=60, deadline=None)
TAGS = ["<p>", "</p>", "<div>", "</div>", "<article>", "<h1>", "<table><tr><td>", "<li>", "<br>", "<script>", "<!--", "-->", "<![CDATA[",
        "]]>", "<a href='", "'", "<title>", "<meta property='og:title' content='", "<time datetime='9999-99-99'>", "&amp;", "&#0;",
        "&#x110000;", "\x00", "<html>", "<body>", "Latvia shut a port. ", "<base href=x>", "<svg>", "<ul>", "\u202e", "<style>"]  # fmt: skip
FEED_PARTS = ["<rss>", "<feed>", "<channel>", "<item>", "</item>", "<entry>", "<title>", "</title>", "<description>", "</description>",
              "<pubDate>", "</pubDate>", "Tue, 99 Foo 2031", "2031-03-04", "<link>", "<source>", "<content type='xhtml'>", "<![CDATA[<p>", "]]>",
              "Latvia. ", "&lt;b&gt;", "&bogus;", "<!DOCTYPE x>", "\x00", "<?php", "<a:b xmlns:a='x'>", "ÿ"]  # fmt: skip
PDF_PARTS = [b"BT", b"ET", b"/F 9 Tf", b"(Latvia) Tj", b"[(a) -3000 (b)] TJ", b"T*", b"q", b"Q", b"1 0 0 1 9 9 cm", b"/X Do", b"<<", b">>",
             b"[", b"]", b"(", b"<41>", b"BI", b"ID", b"EI", b"-1e99", b"'", b'"', b"%"]  # fmt: skip


def answered(data: bytes) -> list[Article | ParseError]:
    """What a document gives, its own refusal included; anything else that is raised fails the test."""
    begun = time.monotonic()
    try:
        found = list(parse_document(data, About(), name="it"))
    except ParseError as error:
        found = [error]
    assert time.monotonic() - begun < SOON
    for item in found:
        if isinstance(item, Article):
            assert 0 < len(item.source.text.strip()) <= LONGEST
            assert item.source.text.encode("utf-8")
            assert item.source.published is None or isinstance(item.source.published, date)
        else:
            assert str(item).startswith("it")
    return found


def a_pdf(content: bytes) -> bytes:
    """A PDF of one page with this content, its table of places left to be rebuilt by the reader."""
    packed = zlib.compress(content)
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Filter/FlateDecode/Length "
    return b"\n".join(
        [
            b"%PDF-1.4",
            b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj",
            b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj",
            b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R",
            b"/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>>\nendobj",
            b"4 0 obj\n"
            + form
            + str(len(packed)).encode()
            + b">>\nstream\n"
            + packed
            + b"\nendstream\nendobj",
            b"5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj",
            b"trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF",
        ]
    )


@FEW
@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\xfe\xff\xd8\x00")
@example(b'{"text": "\\ud800"}')
@example(b"{" * 3000)
@example(b'{"text":' * 3000)
def test_any_bytes_are_answered(data):
    answered(data)


@FEW
@given(st.lists(st.sampled_from(TAGS), max_size=40).map("".join))
def test_any_page_is_answered(page):
    answered(("<!doctype html>" + page).encode())


@FEW
@given(st.lists(st.sampled_from(FEED_PARTS), max_size=40).map("".join))
def test_any_feed_is_answered(feed):
    answered(("<rss>" + feed).encode())


@FEW
@given(st.lists(st.sampled_from(PDF_PARTS), max_size=40).map(b" ".join))
def test_any_pdf_page_is_answered(content):
    answered(a_pdf(content))


@FEW
@given(st.integers(0, 700), st.binary(min_size=1, max_size=8))
def test_a_pdf_damaged_anywhere_is_answered(at, noise):
    whole = a_pdf(b"BT /F 9 Tf (Latvia shut a port.) Tj ET")
    answered(b"%PDF-" + (whole[:at] + noise + whole[at + len(noise) :])[5:])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from([name for names in FIELDS.values() for name in names])


@FEW
@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=5), max_size=4))
def test_each_line_of_a_collection_is_answered(lines):
    found = answered("\n".join(["{}", *map(json.dumps, lines)]).encode())
    assert len(found) == len(lines) + 1


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 100_000 + b"Latvia." + b"</div>" * 100_000,
        b"<html><body><article>" + b"<p>Latvia shut a port and said why.<span>" * 40_000,
        b"<html><body>" + b"<table><tr><td>" * 20_000,
        b"<html " + b"a=b " * 500_000 + b">",
        b"<html>" + b"&amp;" * 500_000,
        b"<rss><channel>" + b"<item><title>x</title><description>Latvia.</description></item>" * 6_000,
        b"<rss><channel><item><description>" + b"&lt;b&gt;" * 200_000 + b"</description></item></channel></rss>",
        b"<rss>" + b"<a>" * 100_000,
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>" + b"<div>" * 20_000,
        b"Latvia\x00" * 1000,
        b"\n" * 5_000_000,
    ],
    ids=[
        "nested", "unclosed", "tables", "attributes", "entities", "entries", "escaped", "deep feed", "deep entry", "zeros", "blanks",
    ],
)  # fmt: skip
def test_what_means_harm_is_answered_soon(data):
    pytest.importorskip("feedparser")
    pytest.importorskip("trafilatura")
    answered(data)


@FEW
@given(st.text(max_size=300))
def test_languages_and_furniture_are_told_of_any_text(text):
    assert foreign_language(text) is None or isinstance(foreign_language(text), str)
    assert reason_to_skip(text) is None or text.strip()


@pytest.mark.parametrize(
    "words",
    ["a" * 320, "Photo: " * 45, "( Photo " * 40, ". Photo: " * 35, "/ AFP " * 50, "| " * 160, "[^" * 160],
)
def test_no_short_text_keeps_furniture_searching(words):
    begun = time.monotonic()
    reason_to_skip(words[:320])
    assert time.monotonic() - begun < 0.5


@FEW
@given(st.text(max_size=200))
def test_a_fragments_words_hold_no_markup_that_was_read(html):
    assert "\n\n\n" not in fragment_text(html)


def test_the_page_made_here_is_a_pdf_that_is_read():
    (article,) = answered(a_pdf(b"BT /F 9 Tf (Latvia shut a port.) Tj ET"))
    assert article.source.text == "Latvia shut a port."


def test_limits_are_checked_before_anything_is_parsed():
    for parse, size in ((parse_html, 4_000_001), (parse_pdf, 100)):
        with pytest.raises(ParseError):
            parse(b"x" * size, About(), name="it")
