"""The copy of a parse says of every token what spaCy's own says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.text.model import load_model
from dragoman.text.parse import Parse

WORDS = st.sampled_from(
    ("Latvia", "voted", "against", "the", "draft", "that", "Kenya", "and", "Peru", "had", "tabled", ",", "which", "“", '"', "was",
     ".", "it", "said", "US-backed", "93", "in", "2022", "to", "adopt", "\n\n", "  ", "not", "(", ")", "by", "who", "OAS", "…")
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
PLAIN = ("text", "lower_", "lemma_", "tag_", "pos_", "dep_", "whitespace_", "i", "idx")
FLAGS = ("is_punct", "is_space", "is_alpha", "is_upper", "is_quote", "like_num", "is_sent_start")
ONE = ("head", "left_edge", "right_edge")
SEVERAL = ("children", "lefts", "rights", "subtree", "ancestors", "sent")


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_token_is_as_in_the_original(text: str) -> None:
    doc = load_model()(text)
    parse = Parse(doc)
    assert parse.text == text
    assert [(s.start, s.end, s.root.i) for s in parse.sents] == [
        (s.start, s.end, s.root.i) for s in doc.sents
    ]
    for ours, theirs in zip(parse, doc, strict=True):
        assert len(ours) == len(theirs)
        assert [getattr(ours, name) for name in PLAIN] == [getattr(theirs, name) for name in PLAIN]
        assert [getattr(ours, name) for name in FLAGS] == [bool(getattr(theirs, name)) for name in FLAGS]
        assert [getattr(ours, name).i for name in ONE] == [getattr(theirs, name).i for name in ONE]
        for name in SEVERAL:
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)]


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(-2, 60), st.integers(0, 20), st.sampled_from(("expand", "contract")))
def test_a_stretch_of_characters_holds_the_same_tokens(text: str, start: int, length: int, mode: str) -> None:
    doc = load_model()(text)
    theirs = doc.char_span(start, start + length, alignment_mode=mode)
    ours = Parse(doc).char_span(start, start + length, alignment_mode=mode)
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert (ours.start, ours.end) == (theirs.start, theirs.end)
        if len(theirs):
            assert (ours.root.i, ours.text, ours.start_char, ours.end_char) == (theirs.root.i, theirs.text, theirs.start_char, theirs.end_char)  # fmt: skip
