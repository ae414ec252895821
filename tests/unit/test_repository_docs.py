"""The documentation says what the program does: generated pages are current, and no word is left unexplained."""

import json
import re
import subprocess
import sys

import pytest

from dragoman.cli import app
from dragoman.domain.claims import Verdict
from dragoman.domain.events import EventType, Status
from dragoman.domain.measures import Outcome, Stance
from dragoman.domain.rollcalls import Choice
from tools import cli_reference, data_dictionary
from tools.outputs import ROOT, pages, render_block, renewed

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
DEPENDENCIES = (ROOT / "docs" / "explanation" / "dependencies.md").read_text("utf-8")


def test_the_data_dictionary_is_current():
    assert data_dictionary.PAGE.read_text("utf-8") == data_dictionary.render_dictionary(), "run make generate"


def test_the_command_line_reference_is_current():
    assert cli_reference.PAGE.read_text("utf-8") == cli_reference.render_reference(), "run make generate"


def test_every_command_says_what_it_does():
    silent = [path for path in cli_reference.commands(cli_reference.get_command(app)) if not described(path)]
    assert silent == []


def described(path):
    """Whether a sentence stands between the usage line and the options."""
    usage, _, rest = cli_reference.help_of(path).partition("\n\n")
    return usage.startswith("Usage: dragoman") and not rest.startswith(("Options:", "Arguments:"))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_output_shown_is_what_the_program_prints(page):
    assert page.read_text("utf-8") == renewed(page.read_text("utf-8")), "run make generate"


def test_a_block_holds_the_command_and_its_output():
    assert (
        render_block("echo yes")
        == "<!-- prints: echo yes -->\n```console\n$ echo yes\nyes\n```\n<!-- end -->"
    )


def test_a_stale_block_is_renewed_and_the_rest_of_the_page_kept():
    page = "before\n<!-- prints: echo yes -->\n```console\n$ echo yes\nno\n```\n<!-- end -->\nafter\n"
    assert renewed(page) == page.replace("\nno\n", "\nyes\n")


def test_a_command_that_fails_is_no_output():
    with pytest.raises(RuntimeError, match="ended with 3"):
        render_block("exit 3")


@pytest.mark.parametrize("word", [*Verdict, *Status, *Stance, *Outcome, *Choice])
def test_every_closed_choice_stands_in_the_glossary(word):
    assert f"`{word}`" in GLOSSARY


@pytest.mark.parametrize("word", [*EventType])
def test_every_event_type_stands_in_the_glossary(word):
    assert re.search(rf"\b{word}\b", GLOSSARY)


def keys_of(value):
    """Every key of a JSON value, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def test_the_json_page_names_every_key_that_is_printed():
    printed = subprocess.run(
        [
            sys.executable,
            "-m",
            "dragoman",
            "read",
            *sorted(map(str, (ROOT / "samples").glob("*.txt"))),
            "--json",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    keys = set().union(*(keys_of(json.loads(line)) for line in printed.splitlines()))
    page = (ROOT / "docs" / "reference" / "json.md").read_text("utf-8")
    assert "evidence" in keys
    assert {key for key in keys if f'"{key}"' not in page} == set()


def test_every_dependency_has_its_line():
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    direct = re.findall(r'"([A-Za-z0-9-]+)(?:\[\w+\])?>=[^"]+"', pyproject.partition("[tool.")[0])
    spoken = re.sub(r"[-_ ]", "", DEPENDENCIES).casefold()
    assert direct
    assert [name for name in direct if re.sub(r"[-_]", "", name).removesuffix("parser") not in spoken] == []
