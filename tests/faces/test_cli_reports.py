"""`read` and `check` as users see them: briefs, gates, pages, and a clear answer to whatever is given."""

import json
import re
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
TRUE = "The General Assembly adopted the Ukrainian draft on 24 February 2025 by 93 votes to 18, with 65 abstentions.\n"
FALSE = "The General Assembly adopted the Ukrainian draft on 24 February 2025 by 93 votes to 18, with 56 abstentions.\n"
FLIPPED = (
    "On 24 February 2025 Hungary voted for the resolution that Ukraine had put before the General Assembly.\n"
)
UNFLIPPED = "On 24 February 2025 Hungary voted against the resolution that Ukraine had put before the General Assembly.\n"


def test_a_true_report_passes_and_names_its_record(dragoman, report):
    done = dragoman("check", report(TRUE))
    assert done.code == 0
    assert "A/RES/ES-11/7" in done.out
    assert "matches" in done.out


def test_a_conflict_is_exit_1(dragoman, report):
    done = dragoman("check", report(FLIPPED))
    assert done.code == 1
    assert "Hungary voted against" in done.out


def test_fail_on_chooses_which_verdicts_stop_the_press(dragoman, report):
    assert dragoman("check", "--fail-on", "none", report(FLIPPED)).code == 0
    assert dragoman("check", "--fail-on", "matches,partly", report(TRUE)).code == 1


def test_read_shows_the_same_findings_and_never_fails_on_them(dragoman, report):
    done = dragoman("read", report(FLIPPED))
    assert done.code == 0
    assert "conflicts" in done.out


def test_standard_input_is_a_report_like_any_other(dragoman):
    assert "A/RES/ES-11/7" in dragoman("check", "-", stdin=TRUE).out


def test_date_goes_before_the_files_own(dragoman, report):
    path = report("Title: T\nDate: 2001-01-01\n\nParis welcomed the vote.\n")
    read = json.loads(dragoman("read", "--json", "--date", "2025-02-24", path).out)
    assert read["source"]["published"] == "2025-02-24"


def test_several_reports_are_merged_and_their_contradiction_is_shown(dragoman, report):
    done = dragoman("check", report(FLIPPED, "a.txt"), report(UNFLIPPED, "b.txt"))
    assert done.code == 1
    assert "the sources differ" in done.out
    assert re.search(r"the record: HUN voted against", done.out)
    assert "2 reports" in done.out


def test_the_same_claim_of_two_reports_is_one_line(dragoman, report):
    done = dragoman("check", report(TRUE, "a.txt"), report("Once more: " + TRUE, "b.txt"))
    tallies = [line for line in done.out.splitlines() if "the vote was 93–18–65" in line]
    assert len(tallies) == 1
    assert "a, b" in tallies[0]


def test_json_is_one_object_a_line_for_each_report(dragoman, report):
    done = dragoman("check", "--json", report(TRUE, "a.txt"), report(FLIPPED, "b.txt"))
    assert [json.loads(line)["source"]["chars"] for line in done.out.splitlines()] == [
        len(TRUE),
        len(FLIPPED),
    ]


def test_the_page_is_whole_and_loads_nothing(dragoman, report, tmp_path):
    page = tmp_path / "page.html"
    assert dragoman("check", "--html", page, report(FLIPPED)).code == 1
    text = page.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert '<mark class="conflicts"' in text
    assert not re.findall(r"<(?:script|link|img|iframe)|src=|url\(|@import", text)


def test_what_a_document_brings_cannot_run(dragoman, report, tmp_path):
    page = tmp_path / "page.html"
    evil = (
        "Title: <script>alert(1)</script>\nURL: javascript:alert(2)\n\n<img src=x onerror=alert(3)> " + TRUE
    )
    dragoman("check", "--html", page, report(evil))
    text = page.read_text("utf-8")
    assert "<script" not in text
    assert "<img" not in text
    assert 'href="javascript' not in text


def test_claim_reviews_rate_only_what_the_record_answers(dragoman, report, tmp_path):
    path = tmp_path / "reviews.json"
    dragoman(
        "check", "--claimreview", path, report(FLIPPED + "\nRussia vetoed a draft on the moon in 2021.\n")
    )
    reviews = json.loads(path.read_text("utf-8"))
    assert reviews["@context"] == "https://schema.org"
    ratings = [r["reviewRating"]["alternateName"] for r in reviews["@graph"]]
    assert "conflicts" in ratings
    assert set(ratings) <= {"matches", "conflicts", "partly"}
    assert all(r["@type"] == "ClaimReview" and r["itemReviewed"]["text"] for r in reviews["@graph"])


def test_a_page_on_standard_output_is_only_the_page(dragoman, report):
    assert dragoman("check", "--html", "-", report(TRUE)).out.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.txt", b"", "holds no text"),
        ("blank.txt", b" \n\n\t\n", "holds no text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        ("zeros.bin", bytes(5000), "binary"),
        ("french.txt", "Paris a voté pour la résolution amendée".encode("latin-1"), "in French"),
        ("neither.txt", b"Paris vot\x81 for the amended text.", "neither UTF-8"),
        ("word.docx", b"PK\x03\x04" + bytes(200), "binary"),
        ("list.json", b'[{"text": "Paris voted."}]', "one article a line"),
        ("torn.pdf", b"%PDF-1.7\nnothing follows", "damaged PDF"),
        ("other.xml", b"<?xml version='1.0'?><ledger/>", "neither a feed nor"),
        ("long.txt", b"The Assembly met again. " * 450_000, "characters"),
        ("huge.txt", b"The Assembly met again. " * 900_000, "larger than"),
    ],
)
def test_what_cannot_be_read_is_exit_2_with_its_name_and_a_reason(dragoman, tmp_path, name, data, told):
    path = tmp_path / name
    path.write_bytes(data)
    done = dragoman("check", path)
    assert done.code == 2
    assert told in done.err
    assert name in done.err
    assert "Traceback" not in done.err


def test_an_empty_folder_a_missing_file_and_empty_input_say_what_to_do(dragoman, tmp_path):
    for argument, told in ((tmp_path, "no file of"), (tmp_path / "no.txt", "no such file"), ("-", "no text")):
        done = dragoman("read", argument)
        assert done.code == 2
        assert told in done.err
        assert "→" in done.err


def test_a_batch_goes_on_and_reports_at_the_end(dragoman, report, tmp_path):
    done = dragoman("check", tmp_path / "no.txt", report(TRUE))
    assert done.code == 2
    assert "A/RES/ES-11/7" in done.out
    assert "1 read, 1 not" in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--date", "yesterday"), "write it as 2025-02-24"),
        (("--fail-on", "wrong"), "choose from"),
        (("--model", "no_such_model"), "not installed"),
        (("--no-such-option",), "No such option"),
    ],
)
def test_wrong_options_say_what_to_do(dragoman, report, arguments, told):
    done = dragoman("check", *arguments, report(TRUE))
    assert done.code == 2
    assert told in done.err


def test_a_report_without_a_date_is_checked_and_its_day_is_marked_as_inferred(dragoman, report):
    text = "Resolution ES-11/7 was adopted by 93 votes to 18, with 65 abstentions.\n"
    read = json.loads(dragoman("read", "--json", report(text)).out)
    linked = [f for f in read["findings"] if f["symbol"]]
    assert {(f["verdict"], f["symbol"], f["inferred"]) for f in linked} == {
        ("matches", "A/RES/ES-11/7", True)
    }


def test_reading_twice_keeps_one_reading(dragoman, report, tmp_path):
    ledger, path = tmp_path / "ledger", report(TRUE)
    for _ in range(2):
        assert dragoman("read", "--save", "--ledger", ledger, path).code == 0
    assert (
        dragoman("sql", "SELECT count(*) AS n FROM sources", "--json", "--ledger", ledger).out == '{"n": 1}\n'
    )
    symbols = dragoman(
        "sql", "SELECT DISTINCT symbol FROM findings", "--format", "csv", "--ledger", ledger
    ).out
    assert symbols.splitlines() == ["symbol", "A/RES/ES-11/7"]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda p: p.name)
def test_every_span_of_every_sample_is_exact(dragoman, path):
    read = json.loads(dragoman("read", "--json", path).out)
    body = path.read_text("utf-8")
    while re.match(r"(?:Title|Date|Publisher|URL|Url):", body):
        body = body.split("\n", 1)[1].lstrip("\n") if "\n" in body else ""
    spans = list(_spans(read))
    assert len(spans) > 50
    assert [s for s in spans if body[s["start"] : s["end"]] != s.get("text", s.get("mention"))] == []


def _spans(value):
    """Every evidence and every mention in a reading."""
    if isinstance(value, dict):
        if {"start", "end"} <= value.keys():
            yield value
        for part in value.values():
            yield from _spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from _spans(part)
