"""The shapes of answers, for the OpenAPI description only: what is sent is what `render/contract.py` makes.

A test holds every key here against what the contract really gives.
"""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

Tally = list[int | None]
"""Yes, no, abstentions."""


class Problem(TypedDict):
    code: str
    message: str
    hint: str | None


class Failed(TypedDict):
    error: Problem


class Evidence(TypedDict):
    text: str
    start: int
    end: int


class Actor(TypedDict):
    code: str
    sector: str | None
    name: str
    mention: str
    start: int
    end: int


class Link(TypedDict):
    actor: Actor
    cue: str
    direct: bool


class Source(TypedDict):
    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    chars: int


class Event(TypedDict):
    id: str
    event: str
    mode: str | None
    contexts: list[str]
    actors: list[Actor]
    recipients: list[Actor]
    excluded: list[Actor]
    status: str
    date: str | None
    end_date: str | None
    measure: str | None
    attribution: list[Link]
    evidence: Evidence
    confidence: float


class Measure(TypedDict):
    id: str
    kind: str
    body: str | None
    title: str | None
    symbol: str | None
    sponsors: list[Actor]
    rivals: list[str]
    amends: str | None
    outcome: str | None
    evidence: Evidence


class Position(TypedDict):
    id: str
    actor: Actor
    measure: str
    stance: str
    attribution: list[Link]
    evidence: Evidence


class Claim(TypedDict):
    kind: str
    text: str
    actor: Actor | None
    stance: str | None
    tally: Tally | None
    measure: str | None
    attribution: list[Link]
    evidence: Evidence


class RecordLine(TypedDict):
    actor: str
    choice: str


class Finding(TypedDict):
    claim: Claim
    verdict: str
    symbol: str | None
    held: str | None
    inferred: bool
    record: list[RecordLine]
    tally: Tally | None
    reason: str
    url: str | None


class Relation(TypedDict):
    a: Actor
    b: Actor
    kind: str
    status: str
    since: str | None
    until: str | None
    attribution: list[Link]
    evidence: Evidence


Period = TypedDict(
    "Period",
    {"from": str, "to": str, "value": float | None, "n": int, "low": float | None, "high": float | None},
)


class Shift(TypedDict):
    claim: Evidence | None
    a: Actor
    b: Actor
    topic: str | None
    before: Period | None
    after: Period | None
    verdict: str
    reason: str


class Skipped(TypedDict):
    evidence: Evidence
    why: str


class Reading(TypedDict):
    source: Source
    events: list[Event]
    measures: list[Measure]
    positions: list[Position]
    findings: list[Finding]
    relations: list[Relation]
    shifts: list[Shift]
    skipped: list[Skipped]


class ReportLine(TypedDict):
    id: str
    title: str | None
    publisher: str | None
    published: str | None
    chars: int
    verdicts: dict[str, int]


class Reports(TypedDict):
    items: list[ReportLine]
    total: int
    next: str | None


class BlocVote(TypedDict):
    bloc: str
    counts: dict[str, int]
    majority: str | None
    broke: dict[str, str]


class _Text(TypedDict):
    """What a list of votes and one vote both say of the text voted on."""

    id: str
    slug: str
    body: str
    held: str
    symbol: str | None
    draft: str | None
    title: str
    kind: str
    session: str | None
    agenda: list[str]
    subjects: list[str]
    outcome: str | None
    sponsors: list[str]
    tally: Tally


class Heading(_Text):
    choice: str | None
    bloc: BlocVote | None


class Votes(TypedDict):
    items: list[Heading]
    total: int
    facets: dict[str, dict[str, int]]
    next: str | None


class RollCall(_Text):
    meeting: str | None
    stated: Tally
    choices: dict[str, str]
    intended: dict[str, str]
    unknown: list[str]
    url: str | None
    note: str | None
    sentence: str
    blocs: list[BlocVote]


class State(TypedDict):
    code: str
    seat: str | None
    name: str
    official: str
    start: str | None
    end: str | None


class States(TypedDict):
    items: list[State]


class StateInFull(State):
    blocs: list[str]
    votes: int
    choices: dict[str, int]
    first: str | None
    last: str | None


class StateVote(TypedDict):
    roll_call: str
    slug: str
    body: str
    held: str
    symbol: str | None
    title: str
    choice: str


class StateVotes(TypedDict):
    items: list[StateVote]
    total: int
    next: str | None


class Bloc(TypedDict):
    code: str
    name: str
    on: str
    members: list[str]
    disputed: list[str]
    suspended: list[str]
    bodies: list[str]
    vague: bool
    basis: str


class BlocLine(TypedDict):
    code: str
    name: str


class Blocs(TypedDict):
    items: list[BlocLine]


class Answer(TypedDict):
    columns: list[str]
    rows: list[list[Any]]
    truncated: bool


class NamedActor(TypedDict):
    code: str
    kind: str
    sector: str | None
    name: str
    seat: str | None
    blocs: list[str]


class Named(TypedDict):
    query: str
    actors: list[NamedActor]
    joint: bool
    reason: str


class Coverage(TypedDict):
    body: str
    first: str
    last: str
    n: int
    with_choices: int


class Health(TypedDict):
    status: str
    version: str
    ledger: str
    writable: bool
    bodies: list[Coverage]
