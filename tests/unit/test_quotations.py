"""Quotation marks: straight, curly, single, nested, over paragraphs, cut by “she said”."""

import pytest

from dragoman.text.quotations import find_quotations, is_title


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The clerk called it "a mess" and left.', ["a mess"]),
        ("The clerk called it “a mess” and left.", ["a mess"]),
        ("The clerk called it ‘a mess’ and left.", ["a mess"]),
        ("The clerk called it 'a mess' and left.", ["a mess"]),
        ("The clerk called it ''a mess'' and left.", ["a mess"]),
        ("The clerk called it «a mess» and left.", ["a mess"]),
        ("The clerk called it “a mess“ and left.", ["a mess"]),
    ],
)
def test_every_kind_of_mark_is_found(text, expected):
    assert quoted(text) == expected


def test_an_inner_quotation_stands_beside_the_outer_one():
    text = "“He told us ‘never again’ and hung up,” the clerk said."
    assert quoted(text) == ["He told us ‘never again’ and hung up,", "never again"]


def test_apostrophes_are_no_quotation_marks():
    assert quoted("The clerk's list and the boys' list don't match; it's the '80s again.") == []


def test_a_quotation_goes_on_after_she_said():
    quotations = find_quotations('"We wait," the clerk said. "We are patient."')
    assert [q.continued for q in quotations] == [None, 0]


def test_a_quotation_does_not_go_on_after_another_sentence():
    quotations = find_quotations('"We wait," the clerk said. Nobody moved. "We are patient."')
    assert [q.continued for q in quotations] == [None, None]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph():
    text = "“We stood at the pier all night long and no boat ever came.\n\n“We are patient,” she said."
    quotations = find_quotations(text)
    assert [text[q.start : q.end] for q in quotations] == [
        "We stood at the pier all night long and no boat ever came.",
        "We are patient,",
    ]
    assert quotations[1].continued == 0


def test_a_stray_mark_quotes_nothing_beyond_its_paragraph():
    text = 'The board is 5" wide.\n\nThe clerk called it "a mess" and left.'
    assert "a mess" in quoted(text)
    assert all("\n" not in words for words in quoted(text))


def test_outer_marks_surround_the_words():
    text = "He said “no” twice."
    (quotation,) = find_quotations(text)
    assert text[slice(*quotation.outer)] == "“no”"


def test_a_quotation_does_not_go_on_inside_a_clause_of_another_cue():
    quotations = find_quotations('"We wait," the clerk said, adding that it was "a mess".')
    assert [q.continued for q in quotations] == [None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She wrote a memoir, "The Long Night".', True),
        ('She spoke on "The Morning Hour".', True),
        ('She called it "The Long Night".', False),
        ('She wrote a memoir, "a long night".', False),
    ],
)
def test_the_name_of_a_work_is_nobody_s_words(text, expected):
    (quotation,) = find_quotations(text)
    assert is_title(text, quotation) is expected
