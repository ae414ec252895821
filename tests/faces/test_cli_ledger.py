"""`ledger`, `doctor`, `sql` and `export`: looking after a ledger, and getting rows out of it."""

import json

import pytest

TRUE = "The General Assembly adopted the Ukrainian draft on 24 February 2025 by 93 votes to 18, with 65 abstentions.\n"


@pytest.fixture
def ledger(dragoman, tmp_path):
    path = tmp_path / "ledger"
    assert dragoman("ledger", "init", "--ledger", path).code == 0
    return path


def test_a_new_ledger_begins_with_the_embedded_record(dragoman, ledger):
    info = json.loads(dragoman("ledger", "info", "--json", "--ledger", ledger).out)
    assert {body["body"] for body in info["bodies"]} == {"UNGA", "UNSC"}
    assert info["readings"] == 0


def test_making_it_again_changes_nothing(dragoman, ledger):
    before = dragoman("ledger", "history", "--json", "--ledger", ledger).out
    dragoman("ledger", "init", "--ledger", ledger)
    assert dragoman("ledger", "history", "--json", "--ledger", ledger).out == before


def test_an_older_version_can_be_read_and_restored(dragoman, ledger, vote_file):
    dragoman("load", vote_file, "--ledger", ledger)
    versions = [
        json.loads(line)["version"]
        for line in dragoman("ledger", "history", "--json", "--ledger", ledger).out.splitlines()
    ]
    old = versions[-2]
    assert "99/1" in dragoman("votes", "lighthouses", "--ledger", ledger).out
    assert "99/1" not in dragoman("votes", "lighthouses", "--ledger", ledger, "--as-of-version", old).out
    assert dragoman("ledger", "restore", old, "--ledger", ledger).code == 0
    assert "99/1" not in dragoman("votes", "lighthouses", "--ledger", ledger).out


def test_compact_and_verify_say_that_all_is_well(dragoman, ledger):
    assert "file" in dragoman("ledger", "compact", "--ledger", ledger).err
    done = dragoman("ledger", "verify", "--ledger", ledger)
    assert done.code == 0
    assert "all is well" in done.err


@pytest.mark.parametrize(
    "command",
    [
        ("ledger", "info"),
        ("ledger", "history"),
        ("ledger", "verify"),
        ("ledger", "compact"),
        ("ledger", "restore", "1"),
        ("votes",),
        ("sql", "SELECT 1"),
    ],
)
def test_a_ledger_that_is_not_there_is_exit_4(dragoman, tmp_path, command):
    done = dragoman(*command, "--ledger", tmp_path / "nowhere")
    assert done.code == 4
    assert "dragoman ledger init" in done.err


def test_a_version_that_is_not_there_is_exit_4(dragoman, ledger):
    assert dragoman("ledger", "restore", 99, "--ledger", ledger).code == 4
    assert dragoman("votes", "--ledger", ledger, "--as-of-version", 99).code == 4


def test_doctor_finds_all_in_order_without_a_ledger_and_with_one(dragoman, ledger):
    done = dragoman("doctor")
    assert done.code == 0
    assert "All is in order" in done.out
    health = json.loads(dragoman("doctor", "--json", "--ledger", ledger).out)
    assert health["ledger"] == str(ledger)
    assert health["problems"] == []
    assert health["bodies"]["UNGA"][0] >= 13


def test_doctor_names_what_is_wrong_and_fails(dragoman, tmp_path):
    done = dragoman("doctor", "--ledger", tmp_path / "nowhere")
    assert done.code == 1
    assert "no ledger is here" in done.out


def test_sql_answers_in_every_format(dragoman, tmp_path):
    query = "SELECT symbol, yes, held FROM headings WHERE symbol = 'A/RES/ES-11/7'"
    assert "93" in dragoman("sql", query).out
    assert dragoman("sql", query, "--format", "csv").out == "symbol,yes,held\nA/RES/ES-11/7,93,2025-02-24\n"
    assert json.loads(dragoman("sql", query, "--json").out) == {
        "symbol": "A/RES/ES-11/7",
        "yes": 93,
        "held": "2025-02-24",
    }
    path = tmp_path / "rows.parquet"
    assert dragoman("sql", query, "--format", "parquet", "--out", path).code == 0
    assert path.read_bytes()[:4] == b"PAR1"


def test_sql_reads_its_query_from_standard_input(dragoman):
    assert dragoman("sql", "-", "--format", "csv", stdin="SELECT 7 AS n").out == "n\n7\n"


@pytest.mark.parametrize(
    "query",
    [
        "DROP VIEW headings",
        "SELECT 1; SELECT 2",
        "COPY headings TO 'x'",
        "SELEKT",
        "SELECT * FROM nothing",
    ],
)
def test_what_is_not_one_select_is_exit_2(dragoman, query):
    done = dragoman("sql", query)
    assert done.code == 2
    assert "SQL" in done.err


def test_an_unknown_format_names_those_there_are(dragoman):
    for command in (("sql", "SELECT 1", "--format", "xml"), ("export", "events", "--as", "xml")):
        done = dragoman(*command)
        assert done.code == 2
        assert "csv" in done.err


def test_an_export_brings_its_columns_and_terms(dragoman, tmp_path):
    path = tmp_path / "choices.csv"
    assert dragoman("export", "choices", "--out", path).code == 0
    assert path.read_text("utf-8").startswith("roll_call,body,held,symbol,seat,choice\n")
    about = path.with_name("choices.csv.md").read_text("utf-8")
    assert "`seat`" in about
    assert "Terms" in about


def test_events_leave_in_plovers_field_names(dragoman, ledger, report):
    dragoman("read", "--save", "--ledger", ledger, report("On 3 May 2024 Norway condemned Belarus. " + TRUE))
    lines = dragoman("export", "events", "--as", "plover", "--ledger", ledger).out.splitlines()
    event = json.loads(lines[0])
    assert {"id", "date", "actor", "recipient", "event", "mode", "context", "text_info"} <= event.keys()
    assert event["text_info"]["text"]


def test_spans_leave_as_web_annotations_that_quote_their_source(dragoman, ledger, report):
    dragoman("read", "--save", "--ledger", ledger, report(TRUE))
    for what in ("findings", "positions", "events"):
        document = json.loads(dragoman("export", what, "--as", "jsonld", "--ledger", ledger).out)
        assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
        for annotation in document["@graph"]:
            quote, place = annotation["target"]["selector"]
            assert TRUE[place["start"] : place["end"]] == quote["exact"]
    reviews = json.loads(dragoman("export", "findings", "--as", "claimreview", "--ledger", ledger).out)
    assert reviews["@graph"]


@pytest.mark.parametrize(
    ("what", "form"),
    [("events", "plover"), ("events", "jsonld"), ("positions", "jsonld"), ("findings", "claimreview")],
)
def test_every_name_in_a_document_is_explained_beside_it(dragoman, ledger, report, tmp_path, what, form):
    dragoman("read", "--save", "--ledger", ledger, report("On 3 May 2024 Norway condemned Belarus. " + TRUE))
    path = tmp_path / "out"
    assert dragoman("export", what, "--as", form, "--out", path, "--ledger", ledger).code == 0
    about = path.with_name("out.md").read_text("utf-8")
    assert "Terms" in about
    first = json.loads(
        path.read_text("utf-8").splitlines()[0] if form == "plover" else path.read_text("utf-8")
    )
    items = [first, *first.get("@graph", ())]
    assert len(items) > (form != "plover")
    assert [name for item in items for name in item if f"- `{name}`" not in about] == []


def test_roll_calls_have_no_annotations(dragoman):
    done = dragoman("export", "rollcalls", "--as", "jsonld")
    assert done.code == 2
    assert "parquet" in done.err
