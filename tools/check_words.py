"""Find what a public repository must not say: paths of one machine, addresses of package indexes."""

from __future__ import annotations

import re
import sys

from tools.files import repository_files, text_of

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
    found = [fault for name in repository_files() for fault in find_unwanted(name, text_of(name))]
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
