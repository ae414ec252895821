"""Sentences, paragraphs and mentions of a text as the reader sees them."""

from datetime import date

import pytest

from dragoman.domain.actors import ActorKind, MentionForm
from dragoman.domain.sources import Source
from dragoman.errors import ParseError
from dragoman.text.document import Document, SentenceKind
from dragoman.text.model import load_model
from dragoman.text.reader import read_text


def read(text: str, title: str | None = None) -> Document:
    return read_text(Source.of(text, title=title, published=date(2025, 2, 24)), load_model())


def sentences(text: str) -> list[tuple[str, str]]:
    return [(str(s.kind), " ".join(text[s.start : s.end].split())) for s in read(text).sentences]


def speaking_for(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.code) for m in read(text).mentions]


def test_a_dateline_is_a_byline_of_its_own():
    assert sentences("RIGA (Northlight) — Latvia closed a border post.") == [
        ("byline", "RIGA (Northlight) —"),
        ("prose", "Latvia closed a border post."),
    ]


def test_a_headline_without_a_full_stop_is_told_from_prose():
    text = "Latvia closes border post\n\nLatvia closed a border post. Lorries queued."
    assert sentences(text)[0] == ("headline", "Latvia closes border post")


def test_stamps_of_a_live_blog_stand_apart():
    text = "10.04 The session opens.\n\n10:31 GMT Latvia speaks."
    assert [kind for kind, _ in sentences(text)] == ["byline", "prose", "byline", "prose"]


def test_lines_broken_at_the_page_width_are_one_sentence():
    text = (
        "The committee which met in the small hall of the\nold customs house could not agree on the\n"
        "wording of its report."
    )
    assert len(sentences(text)) == 1


def test_bullets_are_sentences_of_their_own():
    text = "The text asks for three things:\n- an end to the tolls\n- a new bridge\n- a joint patrol"
    assert [kind for kind, _ in sentences(text)][-3:] == ["bullet"] * 3


def test_a_question_in_quotation_marks_does_not_end_the_sentence():
    assert len(sentences('"Who will pay?" the clerk asked.')) == 1


def test_paragraphs_are_numbered():
    assert [s.paragraph for s in read("One sat.\n\nTwo stood. Three left.").sentences] == [0, 1, 1]


def test_the_title_is_a_headline_though_it_ends_in_a_full_stop():
    document = read("Latvia shuts up shop.\n\nLorries queued for days.", title="Latvia shuts up shop.")
    assert document.sentences[0].kind is SentenceKind.HEADLINE


@pytest.mark.parametrize(
    ("text", "mention", "code"),
    [
        ("Latvia's transport minister resigned.", "Latvia's transport minister", "LVA"),
        ("A Latvian official spoke.", "A Latvian official", "LVA"),
        ("The Latvian side was content.", "The Latvian side", "LVA"),
        ("An envoy of Vanuatu spoke.", "envoy of Vanuatu", "VUT"),
        ("Two diplomats spoke.", "Two diplomats", "UNNAMED"),
        ("Delegates spoke.", "Delegates", "UNNAMED"),
        ("A European diplomat spoke.", "A European diplomat", "UNNAMED"),
        ("Ilze Kalna, a Latvian negotiator, spoke.", "Ilze Kalna", "LVA"),
        ("The Latvian negotiator Ilze Kalna spoke.", "Ilze Kalna", "LVA"),
    ],
)
def test_a_phrase_speaks_for(text, mention, code):
    found = {m.text.removeprefix("The ").removeprefix("A "): m.code for m in read(text).mentions}
    assert found[mention.removeprefix("The ").removeprefix("A ")] == code


def test_troops_are_their_states_military():
    troops = next(m for m in read("Latvian troops left.").mentions if "troops" in m.text)
    assert (troops.code, troops.actor.sector) == ("LVA", "MIL")


def test_an_adjective_names_its_state():
    (mention,) = read("The Latvian text was long.").mentions
    assert (mention.code, mention.form) == ("LVA", MentionForm.DEMONYM)


def test_a_last_name_stands_for_the_person_introduced_before():
    mentions = read("Ilze Kalna, a Latvian negotiator, spoke. Kalna then left.").mentions
    assert [m.code for m in mentions if m.text == "Kalna"] == ["LVA"]


def test_an_ally_speaks_not_for_the_one_it_is_an_ally_of():
    assert ("Latvia's ally", "LVA") not in speaking_for("Latvia's ally spoke.")


def test_a_person_of_another_first_name_is_no_namesake():
    kinds = {m.actor.name for m in read("Zdeněk Macron spoke.").mentions if m.actor.kind is ActorKind.PERSON}
    assert "Emmanuel Macron" not in kinds


def test_the_innermost_phrase_is_meant_at_a_token():
    document = read("Latvia's transport minister resigned.")
    at = {t.text: [m.text for m in document.mentions_of(t)] for t in document.parse}
    assert at["Latvia"] != at["minister"] or at["Latvia"] == ["Latvia's transport minister"]


def test_a_missing_model_says_what_to_install():
    with pytest.raises(ParseError, match="pip install"):
        load_model("en_no_such_model")
