"""Fill the blocks of README and documentation with what the commands print, so that none of it is typed.

A block stands between `<!-- prints: COMMAND -->` and `<!-- end -->`. `python -m tools.outputs` writes the blocks again;
a test compares them with what the commands print today.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"<!-- prints: (?P<command>.+?) -->\n.*?<!-- end -->", re.DOTALL)
WIDTH = "110"


def pages() -> list[Path]:
    """The pages with generated blocks."""
    candidates = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in candidates if BLOCK.search(page.read_text("utf-8"))]


def plain_environment(home: str) -> dict[str, str]:
    """This Python's programs first, no colours, a fixed width, and nobody's own ledger."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DRAGOMAN_", "XDG_"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    plain = {"COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    return {**kept, **plain, "PATH": path, "HOME": home}


@cache
def printed_by(command: str) -> str:
    """What a shell command prints, run in the repository."""
    with TemporaryDirectory() as home:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=ROOT,
            env=plain_environment(home),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    if done.returncode > 1:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.strip()}")
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def render_block(command: str) -> str:
    """The block of a command: its markers, the command line and its output."""
    return f"<!-- prints: {command} -->\n```console\n$ {command}\n{printed_by(command)}\n```\n<!-- end -->"


def renewed(page: str) -> str:
    """The page with every block as the commands print it today."""
    return BLOCK.sub(lambda block: render_block(block["command"]), page)


if __name__ == "__main__":
    for page in pages():
        page.write_text(renewed(page.read_text("utf-8")), "utf-8")
