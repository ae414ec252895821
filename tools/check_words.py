"""Find what a public repository must not say: paths of one machine, addresses of package indexes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UNWANTED = {
    "a path of one machine": re.compile(
        r"(?<![\w.:/~-])/(?:work|root|home/\w+|Users/\w+|opt/\w+|tmp/\w+)(?:/|\b)"
    ),
    "a package index": re.compile(
        r"(?<![\w-])--(?:extra-)?index-url|(?<![\w-])--find-link[s]|pypi\.org/simple|files\.pythonhosted|file://(?=/)"
    ),
}
DEVELOPMENT_DATA = re.compile(r"\bshared/(?:data|tools)")
MAY_LOOK_FOR_IT = ("tests/", "evals/", "tools/", "benchmarks/")


def find_unwanted(name: str, text: str) -> list[str]:
    """What stands in this file and must not, as sentences with the line."""
    rules = dict(UNWANTED)
    if not name.startswith(MAY_LOOK_FOR_IT):
        rules["the folder of development data"] = DEVELOPMENT_DATA
    return [
        f"{name}:{number}: {what}: {match[0]}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in rules.items()
        if (match := pattern.search(line))
    ]


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    found: list[str] = []
    for name in filter(None, listed.stdout.split("\0")):
        try:
            found += find_unwanted(name, (ROOT / name).read_text("utf-8"))
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # binary, or deleted and not yet committed
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
