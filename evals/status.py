"""How real an act is: certainty and time of events in MEANTIME, and degrees of factuality in the UW news.

The grammar's verdict on the gold's event word is mapped to MEANTIME's labels; what one of the codebook's verbs governs
counts by the kind of verb (asked for, promised, threatened, denied). MEANTIME: macro F1 over the labels with at least
eight gold events, and over the three with at least thirty. UW: Pearson's r and mean absolute error on the scale from −3, did not happen, to 3, happened.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import correlation, fmean
from typing import Any

from dragoman.domain.events import EventType as T
from dragoman.domain.sources import Source
from dragoman.events.codebook import codebook
from dragoman.events.mood import Modality
from dragoman.events.status import Situation, situation_of
from dragoman.text.model import load_model
from dragoman.text.reader import read_text
from evals.events import macro_f1

NEEDS = ("quotes/fact_meantime_dev.jsonl", "quotes/fact_uw_dev.jsonl")
GOVERNED = {
    T.REQUEST: "future_uncertain",
    T.AGREE: "future_certain",
    T.THREATEN: "future_uncertain",
    T.REJECT: "not_happened",
}
DEGREE = {
    "happened": 2.8,
    "future_certain": 2.1,
    "uncertain": 1.5,
    "future_uncertain": 1.5,
    "will_not": -1.5,
    "not_happened": -0.8,
}
"""Mean degree of the gold events that got the label, on fact_uw_dev; r does not move with them much, MAE does."""
Row = dict[str, Any]


def governing(tokens: Any) -> dict[int, T]:
    """Verbs that say what another is to do or has done, by the codebook's first word alone."""
    table = codebook().verbs
    bare = {
        t.i: [p for p in table.get(t.lemma_.lower(), ()) if len(p.words) == 1]
        for t in tokens
        if t.pos_ == "VERB"
    }
    return {
        i: phrases[0].entry.type
        for i, phrases in bare.items()
        if phrases and phrases[0].entry.type in GOVERNED
    }


def label_of(situation: Situation, governors: dict[int, T]) -> str:
    """MEANTIME's label for a situation."""
    if situation.governor is not None:
        return GOVERNED[governors[situation.governor.i]]
    if situation.epistemic and not situation.negated:
        return "uncertain"
    match situation.modality:
        case Modality.PLAIN if situation.in_condition:
            return "future_uncertain"
        case Modality.PLAIN:
            return "not_happened" if situation.negated else "happened"
        case Modality.WOULD if situation.reported and not (situation.conditional or situation.perfect):
            return "will_not" if situation.negated else "future_certain"
        case Modality.FUTURE:
            return "will_not" if situation.negated else "future_certain"
        case _ if situation.counterfactual or situation.negated:
            return "not_happened"
        case Modality.POSSIBLE if situation.perfect:
            return "uncertain"
    return "future_uncertain"


def judged(path: Path) -> Iterator[tuple[Row, str]]:
    """Each gold event with the label that the grammar gives it; one parse for each sentence."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    read: dict[str, Any] = {}
    for row in rows:
        text = row["text"]
        if text not in read:
            parse = read_text(Source.of(text), load_model()).parse
            read[text] = parse, governing(parse)
        parse, governors = read[text]
        yield row, label_of(situation_of(word_of(row, parse), governors), governors)


def word_of(row: Row, parse: Any) -> Any:
    """The token at the head of the gold's event words, which are counted in the gold's own tokens."""
    first, last = row["event"]
    start = len(" ".join(row["tokens"][:first])) + bool(first)
    end = start + len(" ".join(row["tokens"][first:last]))
    return parse.char_span(start, end, alignment_mode="expand").root


def figures(data: Path) -> dict[str, float]:
    """Macro F1 on MEANTIME; r and MAE on UW."""
    pairs = [(row["label"], label) for row, label in judged(data / NEEDS[0])]
    common = {label for label, n in Counter(gold for gold, _ in pairs).items() if n >= 8}
    graded = [(float(row["score"]), DEGREE[label]) for row, label in judged(data / NEEDS[1])]
    frequent = {label for label, n in Counter(gold for gold, _ in pairs).items() if n >= 30}
    gold, made = zip(*graded, strict=True)
    return {
        "meantime_macro_f1": macro_f1([(g, p) for g, p in pairs if g in common]),
        "meantime_macro_f1_frequent": macro_f1([(g, p) for g, p in pairs if g in frequent]),
        "meantime_accuracy": fmean(g == p for g, p in pairs),
        "uw_r": correlation(gold, made),
        "uw_mae": fmean(abs(g - p) for g, p in graded),
    }
