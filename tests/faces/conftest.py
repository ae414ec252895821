"""The command line run inside the test's own process: one language model for all tests, exit codes as users see them."""

import io
import sys
from dataclasses import dataclass

import pytest

from dragoman.cli import main


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


@pytest.fixture
def dragoman(monkeypatch, capsys, tmp_path):
    """Call `dragoman …` as a user without a ledger of their own; gives exit code, output and errors."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)

    def run(*arguments, stdin=""):
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return Run(code, out, err)

    return run


@pytest.fixture
def report(tmp_path):
    """Write a report of our own to a file and give its path."""

    def write(text, name="report.txt"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


FACTS = """symbol,body,held,title,yes,no,abstain,absent,totals
A/RES/99/1,UNGA,2054-10-01,Sharing the lanterns of the northern lighthouses,FRA GBR,RUS,CHN,USA,2-1-1
A/RES/99/2,UNGA,2054-10-02,Painting the lighthouses of the south,FRA USA GBR,,CHN RUS,,3-0-3
"""


@pytest.fixture
def vote_file(tmp_path):
    """A small official file of two votes that never were; the totals of the second are not what its rows count to."""
    path = tmp_path / "votes.csv"
    path.write_text(FACTS, "utf-8")
    return path
