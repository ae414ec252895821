"""What holds for every text: exact spans, order, and no loss of characters."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.domain.sources import Source
from dragoman.events.attribution import chain_at, find_attributions
from dragoman.text.layout import find_blocks
from dragoman.text.model import load_model
from dragoman.text.quotations import find_quotations
from dragoman.text.reader import read_text

PIECES = st.sampled_from(
    ("Latvia", " said ", "“", "”", '"', "'", "‘", "’", "\n", "\n\n", ". ", ", ", "it ", "its envoy ", "10.04 ", "on Monday",
     "RIGA (Agency) — ", "- ", "Mr Ozols ", "the two countries ", "\t", "\xa0", "�", "Title: ", "he ", "in 2022 ", ": ",
     "According to ", "two diplomats ", "that ", "the latter ", "\r\n", "😀", "’s ", "US", "(", ")", "…")
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=120))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_span_is_exact_and_in_order(text):
    document = read_text(Source.of(text, published=date(2025, 2, 24)), load_model())
    assert all(text[m.start : m.end] == m.text for m in document.mentions)
    assert all(text[d.start : d.end] == d.text for d in document.dates)
    assert len(document.parse.text) == len(text)
    for things in (document.sentences, document.mentions, document.dates):
        starts = [thing.start for thing in things]
        assert starts == sorted(starts)
    assert all(a.end <= b.start for a, b in pairwise(document.sentences))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_what_is_said_lies_within_the_text(text):
    document = read_text(Source.of(text), load_model())
    for saying in find_attributions(document):
        assert all(0 <= a < b <= len(text) for a, b in saying.content)
        assert chain_at(document, *saying.cue) is not None


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_blocks_hold_every_word_and_never_overlap(text):
    blocks = find_blocks(text)
    covered = "".join(text[b.start : b.end] for b in blocks)
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    bare = "".join(c for c in text if c.isalpha())
    assert "".join(c for c in covered if c.isalpha()) == bare


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_quotations_lie_within_their_marks(text):
    for k, quotation in enumerate(find_quotations(text)):
        assert quotation.outer[0] <= quotation.start <= quotation.end <= quotation.outer[1]
        assert quotation.continued is None or quotation.continued < k
