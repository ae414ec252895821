"""Each kind of document read: what is its text, and which title, day and publisher it states."""

import json
from datetime import date

import pytest

from dragoman.errors import ParseError, UnknownFormat
from dragoman.text.intake import LONGEST, About, Article, Format, find_format, parse_document, parse_report

PAGE = """<!doctype html><html><head><title>Ferry talks – Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta property="og:title" content="Ferry talks fail">
<meta property="article:published_time" content="2031-03-04T23:30:00-05:00"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Ferry talks fail</h1>
<p>Latvia and Estonia broke off talks on a <b>night ferry</b> on Tuesday, after <a href="/x">nine hours</a> in a cold hall.</p>
<h2>What is left</h2><ul><li>The toll is not agreed, envoys said.</li><li>The timetable is, they added.</li></ul>
<p>Neither side named a new date for talks.<br>Both said that they would write letters to each other.</p></article>
<footer>© Harbour Post. All rights reserved.</footer><script>alert("no")</script></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>
<item><title>One &amp; only</title><link>https://wire.example/1</link><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Latvia &lt;b&gt;shut&lt;/b&gt; a port.&lt;/p&gt;&lt;p&gt;Estonia did not.&lt;/p&gt;</description></item>
<item><title>Empty</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay News</title><entry><title>Tolls</title>
<updated>2031-03-05T01:00:00Z</updated><link href="https://quay.example/t"/><summary>Short.</summary>
<content type="html">Latvia raised its tolls by a tenth.</content></entry></feed>"""


def articles(data, said=None):
    return list(parse_document(data if isinstance(data, bytes) else data.encode(), said, name="it"))


def only(data, said=None):
    (article,) = articles(data, said)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"Latvia shut a port.", Format.PLAIN),
        (b"Title: <html> for beginners\n\nA book.", Format.HTML),
        (b"\xef\xbb\xbf  <!DOCTYPE HTML>", Format.HTML),
        (b"<p>Latvia shut a port.</p>", Format.HTML),
        (b"<?xml version='1.0'?><html xmlns='x'>", Format.HTML),
        (b"<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'>", Format.FEED),
        (b"<!-- a note --><feed xmlns='x'>", Format.FEED),
        (b"\n%PDF-1.4", Format.PDF),
        (b'{"text": "Latvia"}', Format.ARTICLES),
        (b"{Latvia} shut a port.", Format.PLAIN),
        (b"", Format.PLAIN),
    ],
)
def test_the_content_says_what_a_document_is(head, kind):
    assert find_format(head) is kind


@pytest.mark.parametrize("head", [b"<?xml version='1.0'?><votes/>", b' [ {"text": "x"} ]'])
def test_what_is_known_and_not_read_is_named(head):
    with pytest.raises(UnknownFormat):
        find_format(head)


def test_a_page_gives_its_article_and_what_its_head_states():
    pytest.importorskip("trafilatura")
    source = only(PAGE).source
    assert (source.title, source.publisher, source.published) == (
        "Ferry talks fail",
        "Harbour Post",
        date(2031, 3, 4),
    )
    paragraphs = source.text.split("\n\n")
    assert (
        "Latvia and Estonia broke off talks on a night ferry on Tuesday, after nine hours in a cold hall."
        in paragraphs
    )
    assert "- The timetable is, they added." in paragraphs
    assert "Both said that they would write letters to each other." in paragraphs
    assert not any(word in source.text for word in ("Home", "alert", "rights reserved"))


def test_a_page_without_a_day_gets_none():
    pytest.importorskip("trafilatura")
    undated = PAGE.replace("article:published_time", "nothing").replace("2031-03-04T23:30:00-05:00", "")
    assert only(undated).source.published is None


def test_what_is_said_goes_before_what_stands_in_the_document():
    said = About(title="Mine", publisher="Ours", published=date(2030, 1, 1), url="https://me.example/")
    header = "Title: T\nDate: not a day\nPublisher: P\nURL: https://p.example/\n\nLatvia shut a port."
    for data in (
        header,
        FEED.replace("<item><title>Empty</title></item>", ""),
        '{"text": "Latvia.", "date": "never"}',
    ):
        source = only(data, said).source
        assert (source.title, source.publisher, source.published, source.url) == (
            "Mine",
            "Ours",
            date(2030, 1, 1),
            "https://me.example/",
        )


def test_each_entry_of_a_feed_is_an_article_and_an_empty_one_is_reported():
    pytest.importorskip("feedparser")
    first, second = articles(FEED)
    assert first.source.text == "Latvia shut a port.\n\nEstonia did not."
    assert (first.source.title, first.source.publisher, first.source.url) == (
        "One & only",
        "Harbour Wire",
        "https://wire.example/1",
    )
    assert first.source.published == date(2031, 3, 4)
    assert first.name == "it, entry 1"
    assert isinstance(second, ParseError)
    assert "entry 2" in str(second)


def test_of_a_summary_and_a_content_the_longer_one_is_read():
    pytest.importorskip("feedparser")
    source = only(ATOM).source
    assert source.text == "Latvia raised its tolls by a tenth."
    assert (source.publisher, source.published) == ("Quay News", date(2031, 3, 5))


def test_a_feed_with_entities_of_its_own_is_refused():
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    with pytest.raises(ParseError, match="entities"):
        articles(bomb)


@pytest.mark.parametrize(
    ("fields", "day", "publisher"),
    [
        ({"text": "Latvia.", "date": "2031-03-04", "publisher": "A"}, date(2031, 3, 4), "A"),
        (
            {"body": "Latvia.", "published_at": "2031-03-04T10:00:00Z", "source": {"name": "B"}},
            date(2031, 3, 4),
            "B",
        ),
        (
            {"text": None, "content": "Latvia.", "date": "Tue, 04 Mar 2031 10:00:00 GMT"},
            date(2031, 3, 4),
            None,
        ),
        ({"article": "Latvia.", "title": 7}, None, None),
    ],
)
def test_an_article_in_json_may_call_its_fields_by_other_names(fields, day, publisher):
    source = only(json.dumps(fields)).source
    assert (source.text, source.published, source.publisher) == ("Latvia.", day, publisher)


def test_bad_lines_are_reported_by_number_and_the_others_are_read():
    lines = '{"text": "Latvia."}\n\n{"title": "no text"}\n{"text": \n{"text": "x", "date": "soon"}\n{"text": "Estonia."}'
    found = articles(lines)
    assert [a.source.text for a in found if isinstance(a, Article)] == ["Latvia.", "Estonia."]
    assert [str(e).split(":")[0].split(", column")[0] for e in found if isinstance(e, ParseError)] == [
        "it, line 3",
        "it, line 4",
        "it, line 5",
    ]


@pytest.mark.parametrize(
    ("data", "text", "noted"),
    [
        ("\ufeffTürkiye shut a port.".encode(), "Türkiye shut a port.", False),
        ("Türkiye – “shut”".encode("cp1252"), "Türkiye – “shut”", True),
        ("Türkiye shut".encode("utf-16"), "Türkiye shut", False),
        (b"Latvia\r\nshut\ra port", "Latvia\nshut\na port", False),
    ],
)
def test_encodings_are_told_apart_and_a_guess_is_noted(data, text, noted):
    article = only(data)
    assert article.source.text == text
    assert bool(article.notes) is noted


def test_a_text_over_the_limit_is_refused_in_every_format():
    pytest.importorskip("trafilatura")
    long = "Latvia shut a port and said why. " * (LONGEST // 30)
    pages = "".join(
        f"<p>{n} Latvia shut port {n} and said why it had done so.</p>" for n in range(LONGEST // 40)
    )
    for data in (long, json.dumps({"text": long}), f"<html><body><article>{pages}</article></body></html>"):
        try:
            found = articles(data)
        except ParseError as error:
            found = [error]
        assert "a report may have" in str(found[0])


def test_one_report_is_asked_of_a_document_that_holds_several():
    with pytest.raises(ParseError, match="several"):
        parse_report(b'{"text": "Latvia."}\n{"text": "Estonia."}')
    assert parse_report(b'{"text": "Latvia."}').text == "Latvia."


def test_a_line_right_above_the_header_is_the_title():
    header = "Date: 2031-03-04\nPublisher: Quay News\n\nLatvia shut a port."
    source = only(f"Port shut\n{header}").source
    assert (source.title, source.published, source.publisher) == ("Port shut", date(2031, 3, 4), "Quay News")
    assert source.text == "Latvia shut a port."
    apart = only(f"Port shut\n\n{header}").source
    assert apart.title is None
    assert "Port shut" in apart.text
