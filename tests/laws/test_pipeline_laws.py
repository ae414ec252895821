"""A reading's pipeline gives what spaCy's own gives, to the last bit."""

from __future__ import annotations

from typing import Any

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.text.model import load_model
from dragoman.text.pipeline import components_of
from dragoman.text.wordforms import WordForms
from dragoman.text.wordvectors import WordVectors

WORDS = st.sampled_from(
    ("Latvia", "voted", "against", "the", "drafts", "that", "Kenya", "and", "had", "was", "tabled", ",", "US-backed", "93", "it",
     "There", "is", "are", "n't", "gonna", "y'all", "let's", "gets", "got", "nothin'", "nuthin'", "better", "an", "me", "\n\n",
     "  ", "to", "adopting", "whose", ".", "“", "(", "oàß", "ai", "nt", "C'm", "on", "gotta")
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
WRITTEN = ["TAG", "POS", "DEP", "LEMMA", "HEAD", "SENT_START"]


def run(components: Any, doc: Any) -> Any:
    for component in components:
        doc = component(doc)
    return doc


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_tables_give_what_the_components_give(text: str) -> None:
    nlp = load_model()
    theirs = nlp(text)
    ours = run(components_of(nlp), nlp.make_doc(text))
    assert (ours.to_array(WRITTEN) == theirs.to_array(WRITTEN)).all()
    assert ours.tensor.tobytes() == theirs.tensor.tobytes()


def test_the_usual_model_is_read_by_tables() -> None:
    kinds = {type(component) for component in components_of(load_model())}
    assert {WordForms, WordVectors} <= kinds


def test_a_pipeline_of_another_make_is_run_as_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "aye"}]], {"NORM": "yes"})
    assert list(components_of(nlp)) == [component for _, component in nlp.pipeline]
    assert list(components_of(spacy.blank("en"))) == []
