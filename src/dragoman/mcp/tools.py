"""The eight tools: each answers with the words that prove it, links to the official record, and its terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from typing import Annotated, Any, Literal

from pydantic import Field

from dragoman import workflows, world
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.errors import ParseError
from dragoman.ledger import Heading
from dragoman.ledger.export import TERMS
from dragoman.ledger.paging import roll_calls_by_id
from dragoman.mcp.desk import Desk
from dragoman.render.alignment import break_json, compared_json, rows_json
from dragoman.render.contract import render_heading, render_reading, render_roll_call
from dragoman.render.naming import render_named
from dragoman.render.rollcall import bloc_vote, bloc_votes, broke_words, result_sentence

Json = dict[str, Any]

LONGEST = 100_000
MOST_ROWS = 500
SQL_SECONDS = 20.0

Body = Annotated[
    Literal["UNGA", "UNSC", "C1", "C2", "C3", "C4", "C5", "C6", "HRC"], Field(description="Whose votes.")
]
Party = Annotated[str, Field(max_length=100, description="A state or bloc: FRA, France, EU.")]
Topic = Annotated[
    str | None,
    Field(max_length=200, description="Only votes whose title, agenda or subjects have these words."),
]
From = Annotated[date | None, Field(description="Only votes from this day on.")]
To = Annotated[date | None, Field(description="Only votes up to this day.")]
Limit = Annotated[int, Field(ge=1, le=100)]


def tools_of(desk: Desk) -> tuple[Callable[..., Json], ...]:
    """The tools over this desk; their docstrings are what assistants read."""

    def check_text(
        text: Annotated[str, Field(max_length=LONGEST, description="The report, in English.")],
        published: Annotated[date | None, Field(description="The day of publication.")] = None,
        everything: Annotated[
            bool, Field(description="Also all events, positions and relations of the report.")
        ] = False,
    ) -> Json:
        """Check every claim about a UN vote in a news report against the official roll call.

        Each finding has the claim's exact words with their place in the text, a verdict (matches, conflicts, partly, several
        records fit, record silent, not checkable), the record's line and a link. Silence of the record is no contradiction.
        """
        source = workflows.source_of(text, published=published)
        reading = render_reading(workflows.read_source(source, record=desk.record()))
        kept = reading if everything else {name: reading[name] for name in ("source", "findings", "shifts")}
        return _with_terms(kept, (finding["url"] for finding in reading["findings"]))

    def find_votes(
        words: Annotated[str | None, Field(max_length=200, description="Words of title or agenda.")] = None,
        body: Body | None = None,
        state: Annotated[str | None, Field(max_length=100, description="Also what it chose.")] = None,
        bloc: Annotated[str | None, Field(max_length=100, description="Also how its members chose.")] = None,
        start: From = None,
        end: To = None,
        limit: Limit = 20,
    ) -> Json:
        """Find roll calls, the latest first, with their results; with a state or bloc also how it voted."""
        seat = workflows.seat_named(state) if state else None
        code = workflows.bloc_named(bloc) if bloc else None
        ledger = desk.ledger
        found = ledger.headings(words=words, body=body, seat=seat, start=start, end=end)
        shown = found[::-1][:limit]
        calls = roll_calls_by_id(ledger, [heading.id for heading in shown])
        votes = [_line(heading, calls[heading.id], seat, code) for heading in shown]
        return _with_terms({"total": len(found), "votes": votes}, (call.url for call in calls.values()))

    def who_voted_how(
        vote: Annotated[
            str,
            Field(max_length=200, description="Symbol of the text or draft: A/RES/ES-11/7, A/ES-11/L.10."),
        ],
        bloc: Annotated[str | None, Field(max_length=100, description="Only members of this bloc.")] = None,
    ) -> Json:
        """One roll call in full: the result, every member's choice, how blocs voted and who broke ranks."""
        call = workflows.roll_call_named(desk.ledger, vote)
        if call is None:
            raise ParseError(f"no roll call on “{vote}” is at hand", hint="find_votes searches by words")
        code = workflows.bloc_named(bloc) if bloc else None
        told = render_roll_call(call) | {"result": result_sentence(call), "choices": _choices(call, code)}
        if code is None:
            told["blocs"] = {one.bloc: broke_words(one) or "united" for one in bloc_votes(call)}
        return _with_terms(told, [call.url])

    def compare(
        a: Party,
        b: Party,
        topic: Topic = None,
        start: From = None,
        end: To = None,
        body: Body = "UNGA",
    ) -> Json:
        """How far two states or blocs voted alike: over all votes and by year, with n and a 95 % interval, and where they differed."""
        found = workflows.compare_parties(desk.votes(body=body, topic=topic, start=start, end=end), a, b)
        ids = [difference.roll_call for difference in found.differences]
        calls = roll_calls_by_id(desk.ledger, ids)
        return _with_terms(compared_json(found, topic=topic), (call.url for call in calls.values()))

    def ideal_points(
        states: Annotated[
            list[str] | None,
            Field(max_length=20, description="All sessions of these; without it all states of one session."),
        ] = None,
        session: Annotated[
            int | None, Field(ge=1, description="Session of the Assembly; else the last.")
        ] = None,
        body: Body = "UNGA",
    ) -> Json:
        """Where states stand on a line fitted to their votes alone, with 90 % intervals.

        Mean 0 and variance 1 over all states and sessions, the United States on the positive side. The first call takes seconds.
        """
        seats = {workflows.seat_named(words) for words in states or ()}
        found = desk.points(body)
        wanted = session if session or seats else int(found.periods.max())
        rows = [
            row
            for row in rows_json(found.table())
            if (not seats or row["seat"] in seats) and wanted in (None, row["period"])
        ]
        return _with_terms({"points": rows}, ())

    def realignments(
        state: Annotated[str | None, Field(max_length=100, description="Whose course.")] = None,
        other: Annotated[str | None, Field(max_length=100, description="Towards this state or bloc.")] = None,
        topic: Topic = None,
        start: From = None,
        end: To = None,
        body: Body = "UNGA",
        among: Annotated[
            Literal["states", "pairs", "blocs"],
            Field(
                description="Without `other`: what is ranked, states with their own past, pairs, or blocs."
            ),
        ] = "states",
        limit: Limit = 20,
    ) -> Json:
        """When an alignment broke: of a state with another state or bloc, with how often such a break would be chance.

        Without `other` the clearest breaks of states with their own past, of pairs of states, or of blocs with each other,
        among their members and with each state; of one party where `state` names it.
        """
        if other and state:
            a, b, found = workflows.find_shift(
                desk.votes(body=body, topic=topic, start=start, end=end), state, other
            )
            told = break_json(a, b, found, topic=topic)
            calls = roll_calls_by_id(desk.ledger, [row["id"] for row in told["drivers"][:limit]])
            told["drivers"] = told["drivers"][:limit]
            return _with_terms(told, (call.url for call in calls.values()))
        if other or topic or start or end:
            raise ParseError("a topic or days need both parties", hint="name state and other")
        if among != "states":
            pairs = desk.pairs(body, among)
            party = workflows.party_named(state)[0] if state else None
            told_pairs = list(islice(pairs.rows(party=party), limit))
            return _with_terms({"breaks": told_pairs, "shuffled_windows": pairs.null}, ())
        seat = workflows.seat_named(state) if state else None
        ranked = desk.ranked(body)
        rows = rows_json(ranked.of(seat) if seat else ranked.ranked())
        return _with_terms({"breaks": rows[:limit], "simulated_histories": len(ranked.null)}, ())

    def search_ledger(
        query: Annotated[
            str,
            Field(
                max_length=10_000,
                description="Exactly one SELECT, in DuckDB's SQL. Views: headings, roll_calls, choices (a row each seat and"
                " vote), totals, histories, sources, events, positions, findings, relations. DESCRIBE view tells columns.",
            ),
        ],
        limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 100,
    ) -> Json:
        """Ask the ledger with read-only SQL; it can change nothing and reach no file."""
        table = desk.ledger.sql(query, limit=limit, seconds=SQL_SECONDS)
        rows = [[_plain(value) for value in row] for row in table.rows]
        links = [
            value for row in rows for value in row if isinstance(value, str) and value.startswith("https://")
        ]
        return _with_terms({"columns": list(table.columns), "rows": rows}, links)

    def resolve_name(
        name: Annotated[str, Field(max_length=200, description="As a report has it: the Kremlin, Mr Xi.")],
        on: Annotated[date | None, Field(description="As of this day.")] = None,
    ) -> Json:
        """Whom a name of a state, capital, office, person, bloc or organisation stands for on a day, and a state's blocs."""
        return _with_terms(render_named(name, on), ())

    return (
        check_text,
        find_votes,
        who_voted_how,
        compare,
        ideal_points,
        realignments,
        search_ledger,
        resolve_name,
    )


def _with_terms(answer: Json, links: Iterable[str | None]) -> Json:
    known = list(dict.fromkeys(link for link in links if link))
    return answer | {"links": known, "licence": TERMS}


def _line(heading: Heading, call: RollCall, seat: str | None, bloc: str | None) -> Json:
    told = render_heading(heading) | {"url": call.url}
    if seat:
        told["choice"] = call.choices[seat].value if seat in call.choices else None
    if bloc and (vote := bloc_vote(call, bloc)):
        told["bloc"] = {
            "counts": {choice.value: n for choice, n in vote.counts.items()},
            "broke": {member: choice.value for member, choice in vote.broke.items()},
        }
    return told


def _choices(call: RollCall, bloc: str | None) -> dict[str, list[str]]:
    """Choice → seats, of all or of the bloc's members on that day."""
    members = world.members(bloc, call.held).members if bloc else call.choices.keys()
    return {
        choice.value: sorted(
            seat for seat, chosen in call.choices.items() if chosen is choice and seat in members
        )
        for choice in Choice
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)
