"""`load`, `votes`, `compare`, `points` and `shifts`: official votes in, and who stands with whom out."""

import json

import pytest


def test_a_roll_call_is_shown_in_full_by_any_spelling_of_its_symbol(dragoman):
    for symbol in ("A/RES/ES-11/7", "ES-11/7", "resolution es-11/7", "A/ES-11/L.10"):
        done = dragoman("votes", symbol)
        assert done.code == 0
        assert "Adopted 93–18–65 (17 did not vote)" in done.out
        assert "HUN N" in done.out
        assert "Sponsors  Ukraine" in done.out


def test_words_list_and_a_state_and_a_bloc_add_their_choices(dragoman):
    done = dragoman("votes", "path", "peace", "--state", "hungary", "--bloc", "eu")
    line = next(line for line in done.out.splitlines() if "A/RES/ES-11/8" in line)
    assert "26Y 1A" in line
    assert "HUN A" in line


def test_a_roll_call_as_json_has_every_choice(dragoman):
    call = json.loads(dragoman("votes", "ES-11/7", "--json").out)
    assert call["tally"] == [93, 18, 65]
    assert call["choices"]["USA"] == "N"
    assert len(call["choices"]) == 193


def test_dates_narrow_the_list_and_nothing_found_is_said(dragoman):
    assert (
        len(dragoman("votes", "--from", "2022-01-01", "--to", "2022-12-31", "--json").out.splitlines()) == 5
    )
    done = dragoman("votes", "zebra")
    assert done.code == 0
    assert "No roll call" in done.out


@pytest.mark.parametrize("option", [("--state", "Narnia"), ("--bloc", "Narnia"), ("--from", "soon")])
def test_what_nobody_knows_is_said_with_what_to_do(dragoman, option):
    done = dragoman("votes", *option)
    assert done.code == 2
    assert "→" in done.err


def test_loading_reports_what_is_new_and_what_does_not_add_up(dragoman, vote_file, tmp_path):
    ledger = tmp_path / "ledger"
    done = dragoman("load", vote_file, "--ledger", ledger)
    assert done.code == 0
    assert "2 roll calls, 10 choices; 2 new" in done.out
    assert "A/RES/99/2: stated 3–0–3, counted 3–0–2" in done.out
    assert "loaded before" in dragoman("load", vote_file, "--ledger", ledger).out


def test_a_loaded_vote_answers_beside_the_embedded_record(dragoman, vote_file, report, tmp_path, monkeypatch):
    ledger = tmp_path / "ledger"
    dragoman("load", vote_file, "--ledger", ledger)
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(ledger))
    assert "lanterns" in dragoman("votes", "lighthouses").out
    assert dragoman("votes", "ES-11/7").code == 0
    text = "On 1 October 2054 the General Assembly adopted resolution 99/1; Russia voted in favour and China abstained.\n"
    done = dragoman("check", "--json", report(text))
    verdicts = {
        f["claim"]["actor"]["code"]: f["verdict"]
        for f in json.loads(done.out)["findings"]
        if f["claim"]["actor"]
    }
    assert verdicts == {"RUS": "conflicts", "CHN": "matches"}
    assert done.code == 1


def test_standard_input_is_loaded_like_a_file(dragoman, vote_file, tmp_path):
    ledger = tmp_path / "ledger"
    done = dragoman("load", "-", "--ledger", ledger, stdin=vote_file.read_bytes())
    assert "standard input (facts): 2 roll calls, 10 choices; 2 new" in done.out
    assert "loaded before" in dragoman("load", vote_file, "--ledger", ledger).out
    nothing = dragoman("load", "-", "--ledger", ledger, stdin="")
    assert nothing.code == 2
    assert "standard input" in nothing.err


AS_THE_LIBRARY_HAS_IT = """undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,title
7,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/8,A/ES-11/L.11,The path to peace
7,USA,UNITED STATES,A,2025-02-24,ES-11,A/RES/ES-11/8,A/ES-11/L.11,The path to peace
"""


def test_the_librarys_file_does_not_take_away_that_a_text_was_amended(dragoman, tmp_path):
    ledger = tmp_path / "ledger"
    done = dragoman("load", "-", "--ledger", ledger, stdin=AS_THE_LIBRARY_HAS_IT)
    assert "(undl): 1 roll calls, 2 choices; 1 new" in done.out
    shown = dragoman("votes", "ES-11/8", "--ledger", ledger).out
    assert "Adopted as amended" in shown
    assert "Sponsors  United States" in shown
    assert "adopted as amended" in dragoman("votes", "path", "peace", "--ledger", ledger).out


def test_files_that_cannot_be_loaded_leave_nothing_and_the_others_go_on(dragoman, vote_file, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n", "utf-8")
    done = dragoman("load", bad, tmp_path, tmp_path / "no.csv", vote_file, "--ledger", tmp_path / "ledger")
    assert done.code == 2
    assert "2 new" in done.out
    assert "no format known" in done.err
    assert "directory" in done.err
    assert "1 read, 3 not" in done.err


def test_an_unknown_format_names_those_there_are(dragoman, vote_file, tmp_path):
    done = dragoman("load", "--as", "runes", vote_file, "--ledger", tmp_path / "ledger")
    assert done.code == 2
    assert "verbatim" in done.err


def test_fetch_offline_refuses_with_the_code_of_the_network(dragoman):
    assert dragoman("fetch", "undl", "--offline").code == 3


def test_two_states_and_a_state_with_a_bloc_are_compared(dragoman):
    pair = json.loads(dragoman("compare", "fra", "United Kingdom", "--json").out)
    assert (pair["value"], pair["n"], pair["differences"]) == (1.0, 9, [])
    bloc = json.loads(dragoman("compare", "EU", "USA", "--topic", "Ukraine", "--json").out)
    assert (bloc["a"], bloc["b"]) == ("USA", "EU")
    assert bloc["low"] <= bloc["value"] <= bloc["high"] < 1
    assert {d["symbol"] for d in bloc["differences"]} == {"A/RES/ES-11/7", "A/RES/ES-11/8"}


def test_agreement_beyond_chance_does_not_exist_where_both_only_ever_chose_the_same(dragoman):
    assert json.loads(dragoman("compare", "FRA", "GBR", "--method", "kappa", "--json").out)["value"] is None
    assert "FRA with GBR: –" in dragoman("compare", "FRA", "GBR", "--method", "kappa").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("compare", "EU", "NATO", "--method", "kappa"), 2),
        (("compare", "EU", "Europe", "--method", "guess"), 2),
        (("shifts", "--bloc", "EU", "--bloc", "NATO", "--bloc", "BRICS"), 2),
        (("compare", "FRA", "USA", "--topic", "hr"), 5),
        (("compare", "FRA", "France"), 2),
        (("compare", "FRA", "USA", "--method", "guess"), 2),
        (("compare", "FRA", "EU", "--method", "kappa"), 2),
        (("compare", "FRA", "USA", "--topic", "zebra"), 5),
        (("shifts", "--state", "USA", "--bloc", "EU", "--topic", "zebra"), 5),
        (("points", "--session", "3"), 2),
        (("points", "--scale", "fish"), 2),
    ],
)
def test_what_cannot_be_compared_is_said_with_its_exit_code(dragoman, arguments, code):
    done = dragoman(*arguments)
    assert done.code == code
    assert done.err.startswith("dragoman: ")
    assert done.out == ""


def test_a_break_is_dated_with_its_interval_and_the_votes_behind_it(dragoman):
    found = json.loads(dragoman("shifts", "--state", "USA", "--bloc", "EU", "--json").out)
    assert found["at"] == "2025-02-24"
    assert found["before"]["value"] > found["after"]["value"]
    assert found["earliest"] <= found["at"] <= found["latest"]
    assert {found["drivers"][0]["symbol"], found["drivers"][1]["symbol"]} == {
        "A/RES/ES-11/7",
        "A/RES/ES-11/8",
    }


def test_points_place_all_states_of_the_last_session(dragoman):
    rows = [json.loads(line) for line in dragoman("points", "--json", "--session", "77").out.splitlines()]
    assert len(rows) > 150
    assert all(row["low"] <= row["point"] <= row["high"] for row in rows)
