"""Who says so: attributions of news texts against gold spans, nested ones, and the identity of speakers.

`lenient` is the scorer's headline: half of the content's words and the source agree. The first corpus marks the
outermost attributions only, so those that stand within another's content are left out there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.domain.sources import Source
from dragoman.events.attribution import Saying, find_attributions
from dragoman.events.attribution_speakers import speakers_of
from dragoman.text.document import Document
from dragoman.text.model import load_model
from dragoman.text.reader import read_text
from evals.devdata import scorer

OUTERMOST, NESTED, SPEAKERS = (
    "quotes/attr_dev.jsonl",
    "quotes/gum_attr_dev.jsonl",
    "quotes/speaker_probe_dev.jsonl",
)
NEEDS = (OUTERMOST, NESTED, SPEAKERS, "quotes/score_attr.py")
Json = dict[str, Any]
Gold = dict[str, tuple[str, list[Json]]]


def outermost(sayings: tuple[Saying, ...]) -> Iterator[Saying]:
    """Those whose cue lies in nobody else's words."""
    for saying in sayings:
        others = (other for other in sayings if other is not saying and other.covers(*saying.cue))
        if all(saying.covers(*other.cue) for other in others):
            yield saying


def prediction(document: Document, saying: Saying, sayings: tuple[Saying, ...]) -> Json:
    """A saying as the scorer reads it; a person is known by the full name and by the last."""
    names = [speaker.actor.name for speaker in speakers_of(document, saying, sayings)]
    return {
        "source": saying.source,
        "cue": saying.cue,
        "content": saying.content,
        "type": str(saying.manner),
        "speaker": [alias for name in names for alias in (name, name.split()[-1])],
    }


def predict(path: Path, *, nested: bool) -> tuple[Gold, dict[str, list[Json]]]:
    """Gold and predicted attributions by document."""
    gold, predicted = {}, {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        document = read_text(Source.of(row["text"]), load_model())
        sayings = find_attributions(document)
        gold[row["doc_id"]] = (row["text"], row["attributions"])
        predicted[row["doc_id"]] = [
            prediction(document, s, sayings) for s in (sayings if nested else outermost(sayings))
        ]
    return gold, predicted


def figures(data: Path) -> dict[str, float]:
    """Lenient F over all cues and over speech cues, recall by type, nested recall, speakers named right."""
    score = scorer(data / "quotes/score_attr.py").score
    gold, predicted = predict(data / OUTERMOST, nested=False)
    everything = score(gold, predicted)
    speech = score(gold, predicted, {"speech"}, "cue_class")
    nested = score(*predict(data / NESTED, nested=True), {1, 2, 3}, "depth")
    speakers = score(*predict(data / SPEAKERS, nested=True))
    return {
        "lenient_f": everything["attribution"]["lenient"]["f"],
        "lenient_f_speech": speech["attribution"]["lenient"]["f"],
        **{f"recall_{kind}": row["recall_lenient"] for kind, row in everything["by_type"].items()},
        "recall_nested": nested["attribution"]["lenient"]["r"],
        "speakers_right": speakers["speaker"]["acc_end_to_end"],
    }
