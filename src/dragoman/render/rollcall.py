"""Roll calls for people, in a terminal: a list, and one in full with its result bar, blocs and who broke ranks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman import world
from dragoman.claims.wording import day_of
from dragoman.domain.rollcalls import Choice, RollCall, Tally
from dragoman.ledger import Heading
from dragoman.records.procedure import disagreement, requirement_of

STYLE = {Choice.YES: "green", Choice.NO: "red", Choice.ABSTAIN: "yellow", Choice.ABSENT: "dim"}
LETTER = {Choice.YES: "Y", Choice.NO: "N", Choice.ABSTAIN: "A", Choice.ABSENT: "–"}
WORDS = {
    Choice.YES: "In favour",
    Choice.NO: "Against",
    Choice.ABSTAIN: "Abstained",
    Choice.ABSENT: "Did not vote",
}
BAR = 72
"""Width of the result bar in characters."""
SHOWN_BLOCS = (
    *("UNSC-P5", "G7", "EU", "NATO", "NORDIC", "BALTIC", "VISEGRAD", "CIS", "CSTO", "BRICS", "SCO", "G20"),
    *(
        "ASEAN",
        "GCC",
        "LAS",
        "OIC",
        "AU",
        "ECOWAS",
        "SADC",
        "MERCOSUR",
        "CARICOM",
        "PIF",
        "G77",
        "NON-ALIGNED",
    ),
    *("AFRICAN-GROUP", "ASIA-PACIFIC", "EEG", "GRULAC", "WEOG"),
)
"""Blocs shown for a roll call, from the closest to the loosest, then the five regional groups."""
UNITED = 2 / 3
"""Share of a bloc's votes from which those who chose otherwise are said to have broken ranks."""
LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocVote:
    """How the members of a bloc chose in one roll call."""

    bloc: str
    counts: Mapping[Choice, int]
    majority: Choice | None
    """The choice of at least two thirds of those who voted."""
    broke: Mapping[str, Choice]
    """Members that voted otherwise than that majority."""


def bloc_votes(call: RollCall, blocs: Sequence[str] = SHOWN_BLOCS) -> tuple[BlocVote, ...]:
    """The choices of each bloc with at least two members in the roll call, by its membership of that day."""
    return tuple(vote for bloc in blocs if (vote := bloc_vote(call, bloc)))


def bloc_vote(call: RollCall, bloc: str) -> BlocVote | None:
    """The same for one bloc; None where fewer than two members are in the roll call or nobody can delimit it."""
    membership = world.members(bloc, call.held)
    chosen = {seat: call.choices[seat] for seat in sorted(membership.members & call.choices.keys())}
    if membership.vague or len(chosen) < 2:
        return None
    counts = Counter(chosen.values())
    cast = {choice: n for choice, n in counts.items() if choice is not Choice.ABSENT}
    most = max(cast, key=lambda choice: cast[choice], default=None)
    majority = most if most and cast[most] >= UNITED * sum(cast.values()) else None
    broke = {seat: c for seat, c in chosen.items() if majority and c not in (majority, Choice.ABSENT)}
    return BlocVote(bloc=bloc, counts=counts, majority=majority, broke=broke)


def render_roll_call(call: RollCall) -> RenderableType:
    """One roll call in full."""
    return Group(*[part for part in _parts(call) if part is not None])


def _parts(call: RollCall) -> Iterator[RenderableType | None]:
    named = call.symbol or call.draft or call.id
    yield Text.assemble((named, "bold"), f"  {call.body}, {day_of(call.held)}")
    yield Text(call.title)
    yield Text()
    yield render_bar(call.tally)
    yield Text(result_sentence(call))
    if wrong := disagreement(call):
        yield Text(f"Note: {wrong}", style="yellow")
    yield _facts(call)
    if call.choices:
        yield Text()
        yield _blocs(bloc_votes(call))
        yield Text()
        yield from map(_members_row(call), Choice)


def result_sentence(call: RollCall) -> str:
    """`Adopted 93–18–65 (17 did not vote). Needed: more yes than no (rule 85 …).`"""
    needed = requirement_of(call)
    outcome = call.outcome.value.capitalize() if call.outcome else "Outcome not known:"
    absent = call.tally.absent
    away = f" ({absent} did not vote)" if absent else ""
    return f"{outcome} {call.tally}{away}. Needed: {needed.majority} ({needed.rule})."


def render_bar(tally: Tally, width: int = BAR) -> Text:
    """The totals as a bar of letters, so that it reads without colour too."""
    numbers = {
        Choice.YES: tally.yes or 0,
        Choice.ABSTAIN: tally.abstain or 0,
        Choice.NO: tally.no or 0,
        Choice.ABSENT: tally.absent or 0,
    }
    total = sum(numbers.values())
    bar = Text()
    for choice, n in numbers.items():
        length = round(width * n / total) if total else 0
        bar.append(LETTER[choice] * (length or (1 if n else 0)), style=STYLE[choice])
    return bar


def _facts(call: RollCall) -> RenderableType:
    names = [world.name_of(seat, call.held) for seat in call.sponsors]
    facts = {
        "Draft": call.draft if call.symbol else None,
        "Sponsors": ", ".join(names) or None,
        "Meeting": call.meeting,
        "Agenda": "; ".join(call.agenda) or None,
        "Subjects": "; ".join(call.subjects) or None,
        "Later said": ", ".join(f"{s} {c}" for s, c in call.intended.items()) or None,
        "Link": call.url,
    }
    table = Table.grid(padding=(0, 2))
    for name, value in facts.items():
        if value:
            table.add_row(Text(name, style="dim"), Text(value))
    return table


def _blocs(votes: Sequence[BlocVote]) -> RenderableType | None:
    table = Table.grid(padding=(0, 2))
    table.add_row(*[Text(word, style="dim") for word in ("Bloc", "Y", "A", "N", "–", "Broke ranks")])
    for vote in votes:
        counts = [str(vote.counts.get(c, 0)) for c in (Choice.YES, Choice.ABSTAIN, Choice.NO, Choice.ABSENT)]
        table.add_row(vote.bloc, *counts, Text(broke_words(vote)))
    return table if votes else None


def broke_words(vote: BlocVote, most: int = 12) -> str:
    """`HUN N, SVK A`; a word where it did not vote as one."""
    if vote.majority is None:
        return "divided"
    names = [f"{seat} {LETTER[choice]}" for seat, choice in vote.broke.items()]
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _members_row(call: RollCall) -> Callable[[Choice], RenderableType | None]:
    def row(choice: Choice) -> RenderableType | None:
        names = [world.name_of(seat, call.held) for seat, chosen in call.choices.items() if chosen is choice]
        if not names:
            return None
        return Text.assemble(
            (f"{LETTER[choice]} {WORDS[choice]} ({len(names)}): ", STYLE[choice]), ", ".join(sorted(names))
        )

    return row


def render_list(
    headings: Sequence[Heading], columns: Mapping[str, Callable[[Heading], str]]
) -> RenderableType:
    """Roll calls as a table; `columns` are more columns, each with what to write of a heading."""
    table = Table.grid(padding=(0, 2))
    table.add_row(
        *[Text(n, style="dim") for n in ("Day", "Body", "Text", "Y–N–A", "Outcome", *columns, "Title")]
    )
    for heading in headings:
        table.add_row(
            heading.held.isoformat(),
            heading.body,
            Text(heading.symbol or heading.draft or "–", style="bold", no_wrap=True),
            Text(str(heading.tally), no_wrap=True),
            heading.outcome.value if heading.outcome else "",
            *[Text(write(heading)) for write in columns.values()],
            Text(short(heading.title)),
        )
    return table


def short(title: str, most: int = LONGEST_TITLE) -> str:
    return title if len(title) <= most else f"{title[:most].rsplit(' ', 1)[0]} …"
