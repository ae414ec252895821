"""What the attributions miss: counts of errors by kind and by cause, and a random sample of any kind.

    python -m evals.attribution_errors                            # counts, over both halves
    python -m evals.attribution_errors --half 0 --show content 20 # a sample to read

The documents fall into two halves by their names, so that rules written after reading one half can be measured on the
other. Each gold attribution is paired with the predicted one that shares most of its words.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.domain.sources import Source
from dragoman.events.attribution_cues import cues
from dragoman.text.model import load_model
from dragoman.text.reader import read_text
from evals.attribution import NEEDS, OUTERMOST, Gold, Json, predict
from evals.devdata import development_data, missing, scorer


class Error(NamedTuple):
    """A gold attribution and what was predicted for it; `missing` without the one, `spurious` without the other."""

    document: str
    kind: str
    cause: str
    gold: Json | None
    predicted: Json | None


def half_of(document: str) -> int:
    return int(md5(document.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def errors_of(score: Any, document: str, gold: Gold, predicted: list[Json]) -> Iterator[Error]:
    """The errors of one document."""
    text, rows = gold[document]
    words = score.Doc(text)
    golden, made = ([score.conv(words, row) for row in side] for side in (rows, predicted))
    shared = [
        (score.iou(g["content"], p["content"]), score.ov(g["source"], p["source"]), i, j)
        for i, g in enumerate(golden)
        for j, p in enumerate(made)
        if score.iou(g["content"], p["content"])
    ]
    partner: dict[int, int] = {}
    for same, source, i, j in sorted(shared, key=lambda s: (-s[0], -s[1], s[2], s[3])):
        if i in partner or j in partner.values():
            continue
        partner[i] = j
        if same < 0.5 or source < 0.5:
            kind = "content" if same < 0.5 else "source"
            is_other = not score.ov(golden[i]["cue"], made[j]["cue"])
            longer = len(made[j]["content"]) > len(golden[i]["content"])
            cause = "another cue answers" if is_other else _how(kind, longer=longer)
            yield Error(document, kind, cause, rows[i], predicted[j])
    yield from (
        Error(document, "missing", _why(text, row), row, None)
        for i, row in enumerate(rows)
        if i not in partner
    )
    made_up = set(range(len(made))) - set(partner.values())
    yield from (Error(document, "spurious", "", None, predicted[j]) for j in sorted(made_up))


def _how(kind: str, *, longer: bool) -> str:
    if kind == "source":
        return "other words"
    return "too long" if longer else "too short"


def _why(text: str, row: Json) -> str:
    """Whether the table of cues knows the word that was missed."""
    if not row["cue"]:
        return "no cue"
    parse = read_text(Source.of(text[slice(*row["cue"])]), load_model()).parse
    table = set(cues("verb")) | set(cues("noun")) | set(cues("adjective"))
    content = [t for t in parse if t.pos_ in ("VERB", "AUX", "NOUN", "ADJ")]
    if any(t.lemma_.lower() in table for t in content):
        return "known word, other shape"
    return "word not in the table" if content else "no verb, noun or adjective"


def show(error: Error, text: str) -> None:
    print(f"## {error.document[:40]} {error.kind}: {error.cause}")
    for name, row in (("gold", error.gold), ("made", error.predicted)):
        if row is not None:
            spans = [row["source"], row["cue"], *row["content"]]
            print(f"   {name}", " | ".join(text[slice(*span)] if span else "-" for span in spans))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--show", nargs=2, metavar=("KIND", "N"))
    options = parser.parse_args()
    data = development_data()
    if data is None or missing(data, NEEDS):
        parser.exit(1, "no development data: set DRAGOMAN_DEV_DATA\n")
    score = scorer(Path(data) / NEEDS[-1])
    gold, predicted = predict(data / OUTERMOST, nested=False)
    documents = [d for d in gold if options.half in (None, half_of(d))]
    found = [e for d in documents for e in errors_of(score, d, gold, predicted[d])]
    attributions = sum(len(gold[d][1]) for d in documents)
    print(f"{attributions} gold attributions in {len(documents)} documents")
    for (kind, cause), n in sorted(Counter((e.kind, e.cause) for e in found).items()):
        print(f"{n:6} {kind:9} {cause}")
    if options.show:
        sample = [e for e in found if e.kind == options.show[0]]
        random.Random(1).shuffle(sample)
        for error in sample[: int(options.show[1])]:
            show(error, gold[error.document][0])


if __name__ == "__main__":
    main()
