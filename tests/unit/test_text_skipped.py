"""What stands in a report and is none of its sentences is skipped, with a reason; what only looks like it is read."""

from datetime import date

import pytest

from dragoman.domain.sources import Source
from dragoman.text.furniture import reason_to_skip
from dragoman.text.model import load_model
from dragoman.text.reader import LONGEST_SENTENCE, read_text

FURNITURE = {
    "a picture's caption": (
        "Image caption: Lorries at the Latvian border",
        "Photo: Ann Kalns",
        "Lorries wait at the border of Latvia. Photograph: Ann Kalns/Harbour Pictures",
        "Latvia's minister at the quay (Photo by Ann Kalns)",
        "The minister at the quay / Getty Images",
    ),
    "a rights notice": ("© 2031 Harbour Post", "Copyright 2031 Harbour Post Ltd", "All rights reserved."),
    "a live blog's furniture": (
        "Key events",
        "Show key events only",
        "12m ago",
        "Updated at 14.05 GMT",
        "Load more",
    ),
    "a link or an advertisement": (
        "Read more: Estonia opens a port",
        "Advertisement",
        "Related",
        "Sign up to our morning letter",
        "Share this article",
        "Skip to main content",
    ),
    "a table": ("Country | Yes | No", "Latvia\t3\t4", "+-----+-----+", "| Latvia | 3 | 4 |"),
}
PROSE = (
    "Related parties share the view that Latvia is right.",
    "Share prices fell after Latvia closed a port.",
    "Photographs of the minister were shown.",
    "Copyright was on the agenda of the ministers' talks.",
    "Latvia will sign up to the treaty.",
    "Watch groups said that Latvia had closed a port.",
    "In favour: Latvia, Estonia, Lithuania, Poland.",
    "Summary executions were condemned by the Council.",
    "Latvia | Estonia",
    "The minister told Reuters",
)


def read(text):
    return read_text(Source.of(text, published=date(2031, 3, 4)), load_model())


@pytest.mark.parametrize(
    ("why", "words"), [(why, line) for why, lines in FURNITURE.items() for line in lines]
)
def test_furniture_is_known_by_its_form(why, words):
    assert reason_to_skip(words) == why


@pytest.mark.parametrize("words", PROSE)
def test_prose_that_begins_like_furniture_is_read(words):
    assert reason_to_skip(words) is None


def test_what_is_skipped_is_seen_by_no_finder_and_all_else_is():
    text = "Latvia shut a port.\n\nRead more: Estonia “opens” a port on Friday\n\nLithuania did not."
    document = read(text)
    assert [(s.evidence.text, s.why) for s in document.skipped] == [
        ("Read more: Estonia “opens” a port on Friday", "a link or an advertisement")
    ]
    assert {m.code for m in document.mentions} == {"LVA", "LTU"}
    assert document.quotations == () == document.dates
    assert [text[s.start : s.end] for s in document.sentences] == [
        "Latvia shut a port.",
        "Lithuania did not.",
    ]


def test_rows_of_a_table_between_paragraphs_are_skipped_one_by_one():
    document = read("Latvia shut a port.\nPort | Ships | Days\nRiga | 3 | 4\n\nEstonia did not.")
    assert [s.evidence.text for s in document.skipped] == ["Port | Ships | Days", "Riga | 3 | 4"]


def test_a_sentence_over_the_limit_is_told_of():
    long = "Latvia spoke of tolls and " * (LONGEST_SENTENCE // 4)
    document = read(f"{long}that was all.")
    assert document.skipped
    assert all("150 words" in s.why for s in document.skipped)


def test_skipped_spans_are_exact_and_in_order():
    text = "Photo: Ann Kalns\n\nLatvia shut a port.\n\nAdvertisement\n\n© 2031 Harbour Post"
    skipped = read(text).skipped
    assert [text[s.evidence.start : s.evidence.end] for s in skipped] == [s.evidence.text for s in skipped]
    assert [s.evidence.start for s in skipped] == sorted(s.evidence.start for s in skipped)
    assert len(skipped) == 3
