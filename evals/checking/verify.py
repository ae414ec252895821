"""Recompute every gold verdict of the checking corpus from the roll calls, and count claims and planted errors.

    python evals/checking/verify.py [FOLDER ...]

Exit status: 0 all agree, or the development data is absent; 1 a gold file is wrong. Nothing of the program under test is used.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from record import judge, votes_folder

HERE = Path(__file__).resolve().parent
FOLDERS = ("samples", "dev", "tuning", "practice", "wordings", "frozen", "fresh", "unread")
SAMPLES = HERE.parents[1] / "samples"


def text_of(gold: Path) -> str:
    """Read the report that belongs to a gold file, less its header."""
    number = gold.name.partition(".")[0]
    report = gold.with_name(f"{number}.txt")
    path = report if report.exists() else next(SAMPLES.glob(f"{number}-*.txt"))
    whole = path.read_text("utf-8")
    return whole.partition("\n\n")[2] if whole.startswith("Title: ") else whole


def faults_of(item: dict[str, Any], text: str) -> Iterator[str]:
    """Say what is wrong with one gold verdict."""
    if (times := text.count(item["quote"])) != 1:
        yield f"quote stands {times} times: {item['quote']!r}"
    found, line = judge(item["check"], item["symbol"])
    if (found, line) != (item["verdict"], item["record"]):
        yield f"{item['claim']}: gold {item['verdict']} ({item['record']}), record {found} ({line})"
    if (found == "conflicts") != bool(item["error"]) and found != "not checkable":
        yield f"{item['claim']}: {found}, yet planted error {item['error']!r}"


def verify(folder: Path, count: Counter[tuple[str, str]]) -> Iterator[str]:
    """Compare every gold file of a folder with the record and count what it holds."""
    for path in sorted(folder.glob("*.gold.json")):
        text, name = text_of(path), f"{folder.name}/{path.name.partition('.')[0]}"
        count["reports", ""] += 1
        for item in json.loads(path.read_text("utf-8"))["verdicts"]:
            count["verdict", item["verdict"]] += 1
            if item["error"]:
                count["planted error", item["error"]] += 1
            yield from (f"{name}: {fault}" for fault in faults_of(item, text))


def main(folders: list[str]) -> int:
    """Print the counts of each folder, and the faults."""
    if votes_folder() is None:
        print("skipped: no development data (DRAGOMAN_DEV_DATA or ../shared/data)")
        return 0
    faults: list[str] = []
    for name in folders:
        count: Counter[tuple[str, str]] = Counter()
        faults += verify(HERE / name, count)
        print(name)
        for (what, kind), n in sorted(count.items()):
            print(f"  {what:14}{kind:32}{n:5}")
    print(*(faults or ["no disagreement"]), sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(FOLDERS)))
