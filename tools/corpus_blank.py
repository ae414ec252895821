"""Take a tenth of each writer's paragraphs, text alone, for second annotators who have seen no first annotation.

python -m tools.corpus_blank FOLDER a1 a2      writes FOLDER/a1.jsonl and FOLDER/a2.jsonl, a share for each annotator
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from tools.corpus_form import PARAGRAPHS, PARTS, Line

SHARE = 10
"""One paragraph in so many."""


def sample_of(lines: Iterable[Line]) -> list[Line]:
    """A tenth of the paragraphs, rounded up: those whose ids have the smallest digests, in the order of their ids."""
    by_digest = sorted(lines, key=lambda line: sha256(line["id"].encode()).hexdigest())
    return sorted(by_digest[: -(-len(by_digest) // SHARE)], key=lambda line: line["id"])


def blank(line: Line) -> Line:
    """The paragraph without its annotation."""
    return {"id": line["id"], "sentences": [{"t": sentence["t"]} for sentence in line["sentences"]]}


def main(arguments: list[str]) -> int:
    folder, annotators = Path(arguments[0]), arguments[1:]
    folder.mkdir(parents=True, exist_ok=True)
    chosen: list[Line] = []
    for writer in (w for writers in PARTS.values() for w in writers):
        path = PARAGRAPHS / f"{writer}.jsonl"
        if path.exists():
            chosen += sample_of(map(json.loads, path.read_text("utf-8").splitlines()))
    for number, annotator in enumerate(annotators):
        share = chosen[number :: len(annotators)]
        text = "".join(json.dumps(blank(line), ensure_ascii=False) + "\n" for line in share)
        (folder / f"{annotator}.jsonl").write_text(text, "utf-8")
        print(f"{annotator}: {len(share)} paragraphs, {sum(len(p['sentences']) for p in share)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
