"""The JSON contract: exactly these keys, so that a change of it is a decision and not an accident."""

import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.domain.actors import Actor, Mention
from dragoman.domain.readings import Reading, Skipped
from dragoman.domain.relations import Period, Shift
from dragoman.domain.sources import Source
from dragoman.render.contract import render_reading

SAMPLES = Path(__file__).parents[2] / "samples"
ACTOR = {"code", "sector", "name", "mention", "start", "end"}
EVIDENCE = {"text", "start", "end"}
PERIOD = {"from", "to", "value", "n", "low", "high"}
LINK = {"actor", "cue", "direct"}
KEYS = {
    "source": {"id", "title", "publisher", "url", "published", "chars"},
    "events": {
        "id",
        "event",
        "mode",
        "contexts",
        "actors",
        "recipients",
        "excluded",
        "status",
        "date",
        "end_date",
        "measure",
        "attribution",
        "evidence",
        "confidence",
    },
    "measures": {
        "id",
        "kind",
        "body",
        "title",
        "symbol",
        "sponsors",
        "rivals",
        "amends",
        "outcome",
        "evidence",
    },
    "positions": {"id", "actor", "measure", "stance", "attribution", "evidence"},
    "findings": {"claim", "verdict", "symbol", "held", "inferred", "record", "tally", "reason", "url"},
    "relations": {"a", "b", "kind", "status", "since", "until", "attribution", "evidence"},
    "shifts": {"claim", "a", "b", "topic", "before", "after", "verdict", "reason"},
    "skipped": {"evidence", "why"},
}
CLAIM = {"kind", "text", "actor", "stance", "tally", "measure", "attribution", "evidence"}


@pytest.fixture
def readings(dragoman):
    out = dragoman("read", "--json", *sorted(SAMPLES.glob("*.txt"))).out
    return [json.loads(line) for line in out.splitlines()]


def test_a_reading_has_exactly_the_promised_keys(readings):
    assert len(readings) == 5
    for reading in readings:
        assert reading.keys() == KEYS.keys()
        assert reading["source"].keys() == KEYS["source"]
        for part, keys in KEYS.items():
            assert [item for item in reading[part] if part != "source" and item.keys() != keys] == []


def test_claims_records_actors_and_evidence_have_exactly_theirs(readings):
    findings = [f for r in readings for f in r["findings"]]
    assert findings
    for finding in findings:
        assert finding["claim"].keys() == CLAIM
        assert finding["claim"]["evidence"].keys() == EVIDENCE
        assert all(line.keys() == {"actor", "choice"} for line in finding["record"])
    for event in (e for r in readings for e in r["events"]):
        assert all(actor.keys() == ACTOR for actor in event["actors"] + event["recipients"])
        assert all(link.keys() == LINK for link in event["attribution"])


def test_shifts_and_what_was_skipped_have_exactly_theirs():
    source = Source.of("Chad drifts from Peru. Hm.", published=date(2050, 1, 1))
    words = source.evidence(0, 22)
    chad, peru = (
        Mention(actor=Actor(code=code, name=name), text=name, start=start, end=start + 4)
        for code, name, start in (("TCD", "Chad", 0), ("PER", "Peru", 17))
    )
    period = Period(start=date(2049, 1, 1), end=date(2049, 2, 1), value=0.5, n=4, low=0.1, high=0.9)
    shift = Shift(a=chad, b=peru, claim=words, before=period, after=period)
    skipped = Skipped(evidence=source.evidence(23, 26), why="no verb")
    rendered = render_reading(Reading(source=source, shifts=(shift,), skipped=(skipped,)))
    assert rendered["shifts"][0].keys() == KEYS["shifts"]
    assert rendered["shifts"][0]["before"].keys() == PERIOD
    assert rendered["skipped"][0].keys() == KEYS["skipped"]


def test_every_measure_named_anywhere_is_there(readings):
    for reading in readings:
        known = {m["id"] for m in reading["measures"]}
        named = {p["measure"] for p in reading["positions"]} | {
            f["claim"]["measure"] for f in reading["findings"] if f["claim"]["measure"]
        }
        named |= {e["measure"] for e in reading["events"] if e["measure"]}
        assert named <= known
