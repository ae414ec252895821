"""The demonstration fails when Dragoman misses a planted error or cries wolf."""

import pytest

from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source
from tools.demo import SAMPLES, Planted, false_alarms, load_planted, missed

TEXT = "Norway voted against the text. Chad abstained."
PLANTED = Planted(
    file="x.txt", quote="Norway voted against", kind="a state flipped", symbol="A/RES/1", record="Y"
)


def reading_with(quote: str, verdict: Verdict) -> Reading:
    source = Source.of(TEXT)
    start = TEXT.index(quote)
    claim = Claim(
        kind=ClaimKind.CHOICE, text=quote, measure="m1", evidence=source.evidence(start, start + len(quote))
    )
    return Reading(source=source, findings=(Finding(claim=claim, verdict=verdict, reason=""),))


def test_a_conflict_that_overlaps_the_planted_words_finds_the_error():
    reading = reading_with("voted against the text", Verdict.CONFLICTS)
    assert missed(reading, [PLANTED]) == []
    assert false_alarms(reading, [PLANTED]) == []


def test_one_wrong_number_of_several_finds_it_too():
    assert missed(reading_with("voted against the text", Verdict.PARTLY), [PLANTED]) == []


@pytest.mark.parametrize("verdict", [v for v in Verdict if v not in (Verdict.CONFLICTS, Verdict.PARTLY)])
def test_no_other_verdict_finds_it(verdict):
    assert missed(reading_with("Norway voted against", verdict), [PLANTED]) == [PLANTED]


def test_a_conflict_elsewhere_is_a_false_alarm_and_finds_nothing():
    reading = reading_with("Chad abstained", Verdict.CONFLICTS)
    assert missed(reading, [PLANTED]) == [PLANTED]
    assert len(false_alarms(reading, [PLANTED])) == 1


@pytest.mark.parametrize(
    "planted", load_planted(SAMPLES / "planted.toml"), ids=lambda p: f"{p.file}: {p.quote}"
)
def test_every_planted_error_stands_exactly_once_in_its_sample(planted):
    assert (SAMPLES / planted.file).read_text("utf-8").count(planted.quote) == 1
