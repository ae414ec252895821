"""The command line as a process of its own: help, version, a reader that goes away, an interruption."""

import subprocess
import sys
from importlib.metadata import version

import pytest

from dragoman import cli

COMMANDS = (
    "read",
    "check",
    "load",
    "fetch",
    "votes",
    "compare",
    "points",
    "shifts",
    "sql",
    "export",
    "doctor",
    "ledger",
)


def test_help_names_every_command(dragoman):
    out = dragoman("--help").out
    assert [command for command in COMMANDS if f"\n  {command} " not in out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_of_its_own(dragoman, command):
    done = dragoman(command, "--help")
    assert done.code == 0
    assert "Usage: dragoman" in done.out


def test_version_is_the_installed_one(dragoman):
    assert dragoman("--version").out.strip() == version("dragoman")


def test_an_unknown_command_is_exit_2(dragoman):
    assert dragoman("divine").code == 2


def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m dragoman sql 'SELECT * FROM choices' --format csv | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout == "roll_call,body,held,symbol,seat,choice\n"
    assert done.stderr == ""


def test_an_interruption_leaves_quietly(monkeypatch):
    def interrupted(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", interrupted)
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 130
