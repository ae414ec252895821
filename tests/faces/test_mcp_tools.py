"""Tools for assistants: asked through the official client, over memory streams and once over real standard input and output."""

import json
import os
import sys

import anyio
import pytest
from mcp import Client, StdioServerParameters

from dragoman.mcp.server import make_server

TEXT = "Mexico voted against resolution ES-11/1, which 141 states backed."
TOOLS = {
    "check_text",
    "find_votes",
    "who_voted_how",
    "compare",
    "ideal_points",
    "realignments",
    "search_ledger",
    "resolve_name",
}


@pytest.fixture(scope="module")
def server():
    return make_server()


def asked(server, tool, arguments, *, mode="legacy"):
    """What the tool answers, and whether that is an error."""

    async def ask():
        async with Client(server, mode=mode) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(ask)


def answered(server, tool, **arguments):
    answer = asked(server, tool, arguments)
    assert not answer.is_error, answer.content
    assert json.loads(answer.content[0].text) == answer.structured_content
    return answer.structured_content


def listed(server):
    async def ask():
        async with Client(server, mode="legacy") as client:
            return (await client.list_tools()).tools

    return anyio.run(ask)


def test_there_are_eight_tools_and_all_only_read(server):
    tools = listed(server)
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        assert tool.description
        assert all(
            told.get("description") or "$ref" in told or "default" in told
            for told in tool.input_schema["properties"].values()
        )


def test_a_text_is_checked_with_its_words_the_record_and_a_link(server):
    told = answered(server, "check_text", text=TEXT, published="2022-03-03")
    finding = next(
        f for f in told["findings"] if f["claim"]["actor"] and f["claim"]["actor"]["code"] == "MEX"
    )
    words = finding["claim"]["evidence"]
    assert TEXT[words["start"] : words["end"]] == words["text"]
    assert finding["verdict"] == "conflicts"
    assert finding["record"] == [{"actor": "MEX", "choice": "Y"}]
    assert "events" not in told
    assert "events" in answered(server, "check_text", text=TEXT, everything=True)


def test_votes_are_found_with_a_states_and_a_blocs_choice(server):
    told = answered(server, "find_votes", words="humanitarian", state="Hungary", bloc="EU", limit=3)
    assert len(told["votes"]) == min(3, told["total"])
    assert all(vote["choice"] and vote["bloc"]["counts"] for vote in told["votes"])
    days = [vote["held"] for vote in told["votes"]]
    assert days == sorted(days, reverse=True)


def test_a_vote_tells_who_chose_what_and_who_broke_ranks(server):
    told = answered(server, "who_voted_how", vote="A/RES/ES-11/7")
    assert "HUN" in told["choices"]["N"]
    assert told["blocs"]["EU"] == "HUN N"
    members = answered(server, "who_voted_how", vote="ES-11/7", bloc="EU")["choices"]
    assert members["N"] == ["HUN"]
    assert sum(map(len, members.values())) == 27


def test_parties_are_compared_with_n_and_an_interval(server):
    told = answered(server, "compare", a="USA", b="EU", topic="Ukraine")
    assert told["low"] <= told["value"] <= told["high"]
    assert told["n"] > 0


def test_a_break_between_two_parties_is_dated(server):
    assert answered(server, "realignments", state="USA", other="EU")["at"] == "2025-02-24"
    of_eu = answered(server, "realignments", among="blocs", state="EU", limit=3)["breaks"]
    assert len(of_eu) == 3
    assert all("EU" in (row["a"], row["b"]) for row in of_eu)


def test_the_ledger_answers_sql(server):
    told = answered(
        server, "search_ledger", query="SELECT symbol, yes FROM headings WHERE symbol = 'A/RES/ES-11/7'"
    )
    assert told["rows"] == [["A/RES/ES-11/7", 93]]


def test_a_name_is_resolved_with_its_blocs(server):
    told = answered(server, "resolve_name", name="Budapest", on="2020-01-01")
    assert [(a["code"], "EU" in a["blocs"]) for a in told["actors"]] == [("HUN", True)]


def test_every_answer_has_its_terms_and_links(server):
    for tool, arguments in (
        ("check_text", {"text": TEXT}),
        ("find_votes", {"limit": 1}),
        ("who_voted_how", {"vote": "ES-11/7"}),
        ("compare", {"a": "USA", "b": "FRA"}),
        ("realignments", {"state": "USA", "other": "EU"}),
        ("search_ledger", {"query": "SELECT 1"}),
        ("resolve_name", {"name": "France"}),
    ):
        told = answered(server, tool, **arguments)
        assert "importer" in told["licence"]
        assert all(link.startswith("https://") for link in told["links"])


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("who_voted_how", {"vote": "A/RES/99/999"}, "no roll call"),
        ("compare", {"a": "USA", "b": "Atlantis"}, "Atlantis"),
        ("compare", {"a": "USA", "b": "FRA", "topic": "lighthouses"}, "no roll call"),
        ("realignments", {"other": "EU"}, "both parties"),
        ("search_ledger", {"query": "DROP TABLE headings"}, "exactly one SELECT"),
        ("search_ledger", {"query": "SELECT * FROM read_text('/etc/passwd')"}, "SQL"),
        ("check_text", {"text": " "}, "no text"),
        ("check_text", {"text": "a" * 100_001}, "100000"),
        ("find_votes", {"limit": 0}, "limit"),
    ],
)
def test_what_cannot_be_answered_is_told_in_words(server, tool, arguments, words):
    answer = asked(server, tool, arguments)
    assert answer.is_error
    assert words in answer.content[0].text
    assert "Traceback" not in answer.content[0].text


def test_the_newer_protocol_is_spoken_too(server):
    assert not asked(server, "resolve_name", {"name": "France"}, mode="auto").is_error


def test_the_command_speaks_over_standard_input_and_output(tmp_path):
    async def ask():
        environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "dragoman", "mcp"], env=environment
        )
        async with Client(command, mode="legacy") as client:
            tools = (await client.list_tools()).tools
            answer = await client.call_tool("who_voted_how", {"vote": "A/RES/ES-11/7"})
            return {tool.name for tool in tools}, answer

    names, answer = anyio.run(ask)
    assert names == TOOLS
    assert answer.structured_content["tally"] == [93, 18, 65]
