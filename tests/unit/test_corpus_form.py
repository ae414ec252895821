"""The corpus's compact form: what it means, and what is refused."""

import json

import pytest

from dragoman.domain.events import Status
from tools.check_corpus import paragraph_faults, share_alike
from tools.corpus_agreement import figures_of, kappa_of, tally_of
from tools.corpus_blank import blank, sample_of
from tools.corpus_cards import draw_cards
from tools.corpus_form import CORPUS, FormError, Paragraph, parse_paragraph, read_paragraphs

SAID = "Baku said the envoy had heard that Iran closed the crossing."
TWICE = {"by": "the envoy", "cue": "heard"}


def paragraph(*sentences: dict) -> Paragraph:
    return parse_paragraph(json.dumps({"id": "w00-900", "sentences": sentences}, ensure_ascii=False))


def only(**given) -> Paragraph:
    return paragraph({"t": SAID, **given})


def words(text: str, ranges) -> list[str]:
    return [text[start:end] for start, end in ranges]


def test_what_is_left_out_means_the_usual():
    [event] = only(e=[{"k": "COERCE", "t": "closed", "a": "Iran"}]).sentences[0].events
    assert (event.status, event.recipients, event.saying, event.chain) == (Status.ACTUAL, (), None, ())


def test_the_widest_saying_is_outermost_and_the_narrow_one_last():
    given = {"e": [{"k": "COERCE", "t": "closed", "a": "Iran"}], "s": [TWICE, {"by": "Baku", "cue": "said"}]}
    [event] = only(**given).sentences[0].events
    assert [saying.by.text for saying in event.chain if saying.by] == ["Baku", "the envoy"]


def test_what_stands_outside_a_content_is_not_attributed():
    given = {
        "e": [{"k": "COERCE", "t": "closed", "a": "Iran"}],
        "s": [{"by": "Baku", "cue": "said", "c": "the envoy"}],
    }
    assert only(**given).sentences[0].events[0].chain == ()


@pytest.mark.parametrize(
    ("text", "content", "expected", "kind"),
    [
        ("“We wait,” said Oslo, “and we count.”", "<>", ["“We wait,”", "“and we count.”"], "direct"),
        ("Oslo said that it “would wait” for spring.", ">", ["it “would wait” for spring"], "mixed"),
        ("Oslo said the ice was thin.", "the…ice", ["the ice"], "indirect"),
        ("Oslo said the ice was thin.", "was…", ["was thin"], "indirect"),
        ("Oslo's men had gone, Oslo said.", "…gone", ["Oslo's men had gone"], "indirect"),
    ],
)
def test_contents_are_found_and_their_kind_follows_from_the_marks(text, content, expected, kind):
    by = "Oslo#2" if text.endswith("Oslo said.") else "Oslo"
    [saying] = paragraph({"t": text, "s": [{"by": by, "cue": "said", "c": content}]}).sentences[0].sayings
    assert (words(text, saying.content), saying.kind) == (expected, kind)


def test_a_quotation_stays_open_over_two_sentences():
    first = {"t": "“The road is shut, said the envoy.", "s": [{"by": "the envoy", "cue": "said", "c": "<"}]}
    second = {"t": "Nobody has asked us.”", "s": [{"by": "^the envoy"}]}
    [saying] = paragraph(first, second).sentences[1].sayings
    assert (saying.kind, saying.by.span, saying.by.stands_for) == ("direct", None, "the envoy")


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"e": [{"k": "MEET", "t": "said", "a": "Baku"}]}, "unknown type"),
        ({"e": [{"k": "COERCE", "t": "closed", "a": "Iran", "st": "past"}]}, "unknown status"),
        ({"e": [{"k": "COERCE", "t": "close", "a": "Iran"}]}, "stands 0 times"),
        ({"e": [{"k": "COERCE", "t": "closed", "a": "Iran#2"}]}, "stands 1 times"),
        ({"e": [{"k": "COERCE", "t": "closed", "a": "Iran^Tehran"}]}, "neither here nor"),
        ({"e": [{"k": "COERCE", "t": "closed"}]}, "neither actor nor recipient"),
        ({"e": [{"k": "COERCE", "t": "closed", "a": "Iran", "when": "now"}]}, "unknown key"),
        ({"s": [{"c": "Iran"}]}, "without `by` and `cue`"),
        ({"s": [{"by": "Baku", "cue": "said", "c": "<"}]}, "nothing stands"),
        ({"t": "Baku … said"}, "the text holds"),
    ],
)
def test_a_line_that_does_not_fit_says_why(given, word):
    with pytest.raises(FormError, match=word):
        only(**given)


def test_escapes_are_refused_since_they_would_hide_words_from_the_check_for_copies():
    with pytest.raises(FormError, match="escape"):
        parse_paragraph('{"id":"w00-901","sentences":[{"t":"Bogot\\u00e1 waits."}]}')


def test_a_paragraph_too_short_or_without_card_is_a_fault():
    faults = " ".join(paragraph_faults(only(), {"w00-001": {"style": "wire"}}))
    assert "has 1 sentences" in faults
    assert "has no card" in faults


def test_sentences_cut_from_one_template_are_alike():
    made = [
        paragraph({"t": f"The envoy of {state} left the hall before the long vote began."})
        for state in ("Chad", "Mali")
    ]
    other = paragraph({"t": "Rain kept the trawlers in port for another week."})
    assert share_alike([*made, other]) == pytest.approx(2 / 3)


def test_an_annotation_agrees_with_itself_and_not_with_an_empty_one():
    full = only(
        e=[{"k": "COERCE", "t": "closed", "a": "Iran", "r": "the envoy"}], s=[{"by": "Baku", "cue": "said"}]
    )
    assert set(figures_of(tally_of([(full, full)])).values()) == {1.0}
    assert figures_of(tally_of([(full, only())]))["events, F1"] == 0


def test_kappa_counts_only_what_chance_does_not_explain():
    assert kappa_of([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert kappa_of([("a", "a"), ("b", "b")]) == 1


def test_a_second_annotator_gets_a_tenth_and_no_label():
    lines = [
        {"id": f"w01-{n:03}", "style": "wire", "sentences": [{"t": SAID, "e": ["label"]}]} for n in range(66)
    ]
    assert len(sample_of(lines)) == 7
    assert blank(lines[0]) == {"id": "w01-000", "sentences": [{"t": SAID}]}


def test_cards_are_the_same_for_the_same_seed_and_keep_scenarios_apart():
    drawn = list(draw_cards(3))
    assert drawn[0] == next(draw_cards(3))
    train, dev, test = (
        {card["scenario"] for writer, cards in drawn if writer in writers for card in cards}
        for writers in (["w01", "w05", "w09"], ["w10"], ["w11", "w12"])
    )
    assert not train & (dev | test)
    assert not dev & test


def test_every_line_of_the_corpus_fits_the_form():
    for path in sorted(CORPUS.glob("*/*.jsonl")):
        if path.parent.name != "cards":
            assert list(read_paragraphs(path)), path.name
