"""Laws of the ledger: what goes in comes out, in any order, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.domain.actors import Actor, Mention
from dragoman.domain.claims import Claim, Finding, RecordLine
from dragoman.domain.events import AttributionLink, Event
from dragoman.domain.measures import Measure, MeasureKind, Outcome, Position
from dragoman.domain.readings import Reading, Skipped
from dragoman.domain.relations import Period, Relation, Shift
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.domain.sources import Evidence, Source
from dragoman.ledger import Ledger
from dragoman.ledger.symbols import symbol_key

words = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x00"), min_size=1, max_size=30
)
seats = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
choices = st.dictionaries(seats, st.sampled_from(Choice), max_size=8)
counts = st.none() | st.integers(0, 200)
tallies = st.builds(Tally, yes=counts, no=counts, abstain=counts, absent=counts)
days = st.dates(date(1945, 10, 24), date(2100, 1, 1))


def several(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


roll_calls = st.builds(
    RollCall,
    id=words,
    body=st.sampled_from(["UNGA", "UNSC", "C3"]),
    held=days,
    title=words,
    symbol=st.none(),
    draft=st.none() | words,
    kind=st.sampled_from(MeasureKind),
    session=st.none() | words,
    meeting=st.none() | words,
    agenda=several(words),
    subjects=several(words),
    choices=choices,
    partial=st.booleans(),
    intended=choices,
    unknown=several(words),
    stated=tallies,
    outcome=st.none() | st.sampled_from(Outcome),
    sponsors=several(seats),
    order=st.none() | st.integers(1, 99),
    importer=st.sampled_from(["undl", "facts"]),
    url=st.none() | words,
    note=st.none() | words,
)

evidence = st.builds(Evidence, start=st.integers(0, 99), end=st.integers(0, 99), text=words)
actors = st.builds(Actor, code=seats, name=words)
mentions = st.builds(Mention, actor=actors, text=words, start=st.integers(0, 99), end=st.integers(0, 99))
links = st.builds(AttributionLink, actor=mentions, cue=words, direct=st.booleans())
attributions = st.lists(links, max_size=2).map(tuple)
some_mentions = st.lists(mentions, max_size=2).map(tuple)
claims = st.builds(
    Claim,
    evidence=evidence,
    text=words,
    measure=words,
    actor=st.none() | mentions,
    tally=st.none() | tallies,
    exceptions=some_mentions,
    attribution=attributions,
    uncheckable=st.none() | words,
)
lines = st.builds(RecordLine, seat=seats, choice=st.sampled_from(Choice))
shares = st.floats(0, 1)
periods = st.builds(Period, start=days, end=days, value=shares, n=st.integers(1, 99), low=shares, high=shares)


def parts(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


readings = st.builds(
    Reading,
    source=st.builds(Source.of, words, title=st.none() | words, published=st.none() | days),
    events=parts(
        st.builds(
            Event,
            source=words,
            actors=some_mentions,
            recipients=some_mentions,
            attribution=attributions,
            date=st.none() | days,
            evidence=evidence,
            confidence=shares,
            contexts=several(words),
        )
    ),
    measures=parts(
        st.builds(Measure, id=words, sponsors=some_mentions, rivals=several(words), evidence=evidence)
    ),
    positions=parts(
        st.builds(
            Position, source=words, actor=mentions, measure=words, attribution=attributions, evidence=evidence
        )
    ),
    findings=parts(
        st.builds(
            Finding,
            claim=claims,
            reason=words,
            held=st.none() | days,
            record=st.lists(lines, max_size=2).map(tuple),
        )
    ),
    relations=parts(st.builds(Relation, a=mentions, b=mentions, attribution=attributions, evidence=evidence)),
    shifts=parts(
        st.builds(
            Shift,
            a=mentions,
            b=mentions,
            claim=st.none() | evidence,
            before=st.none() | periods,
            after=st.none() | periods,
        )
    ),
    skipped=parts(st.builds(Skipped, evidence=evidence, why=words)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(roll_calls, max_size=5, unique_by=lambda call: call.id))
def test_roll_calls_come_out_as_they_went_in(calls: list[RollCall]) -> None:
    with Ledger.in_memory(calls) as ledger:
        assert {call.id: call for call in ledger.roll_calls()} == {call.id: call for call in calls}


@settings(max_examples=8, deadline=None)
@given(st.lists(roll_calls, max_size=4, unique_by=lambda call: call.id), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter_on_disk(calls: list[RollCall], dice: object) -> None:
    with TemporaryDirectory() as folder, Ledger.create(Path(folder)) as ledger:
        for call in dice.sample(calls * 2, 2 * len(calls)):  # type: ignore[attr-defined]
            ledger.append([call])
        assert {call.id: call for call in ledger.roll_calls()} == {call.id: call for call in calls}


@settings(max_examples=20, deadline=None)
@given(readings)
def test_a_reading_comes_out_as_it_went_in_and_once(reading: Reading) -> None:
    with TemporaryDirectory() as folder, Ledger.create(Path(folder)) as ledger:
        assert ledger.save_reading(reading) == 1
        assert ledger.save_reading(reading) == 0
        assert ledger.reading(reading.source.id) == reading
        views = ("events", "measures", "positions", "findings", "relations", "shifts")
        counts = " UNION ALL ".join(
            f"SELECT {i} AS place, count(*) AS n FROM {view}" for i, view in enumerate(views)
        )
        rows = ledger.sql(f"SELECT n FROM ({counts}) ORDER BY place").rows
        assert rows == [(len(getattr(reading, view)),) for view in views]


@given(st.text(max_size=40))
def test_a_symbols_key_is_its_own_key(symbol: str) -> None:
    key = symbol_key(symbol)
    assert symbol_key(f"  {key} ") == symbol_key(key)
