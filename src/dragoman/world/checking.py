"""Check the registry's tables: nothing overlaps, nothing is missing, every code is known, every row has a basis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dragoman.world.bodies import bodies_by_code, members
from dragoman.world.offices import Holder, holders, office_words
from dragoman.world.states import State, states_by_code
from dragoman.world.tables import Row, parse_day, read_table

TABLES = (
    "states",
    "names",
    "spellings",
    "seats",
    "senses",
    "decoys",
    "bodies",
    "memberships",
    "offices",
    "people",
    "office_words",
)
KNOWN_BASES = ("checked: ", "recalled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in a table."""

    table: str
    row: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisCount:
    """How many rows of a table were compared with something, and how many are from memory."""

    table: str
    checked: int
    recalled: int


def count_bases() -> tuple[BasisCount, ...]:
    """For each table, how many rows are checked and how many recalled."""
    counted = []
    for table in TABLES:
        n = Counter(row["basis"].startswith("checked") for row in read_table(table))
        counted.append(BasisCount(table=table, checked=n[True], recalled=n[False]))
    return tuple(counted)


def check_tables() -> tuple[Problem, ...]:
    """Everything wrong in the registry's tables; empty where all is well."""
    checks = (
        _check_bases,
        _check_periods,
        _check_codes,
        _check_overlaps,
        _check_existence,
        _check_succession,
        _check_un_seats,
        _check_council,
        _check_offices,
        _check_people,
        _check_namespace,
        _check_decoys,
    )
    return tuple(problem for check in checks for problem in check())


def _label(row: Row) -> str:
    return " ".join(list(row.values())[:3])


def _check_bases() -> Iterator[Problem]:
    for table in TABLES:
        for row in read_table(table):
            if not row["basis"].startswith(KNOWN_BASES):
                yield Problem(table=table, row=_label(row), what=f"“{row['basis']}” is no basis")


def _check_periods() -> Iterator[Problem]:
    for table in TABLES:
        for row in read_table(table):
            since = parse_day(row.get("since") or row.get("start") or "")
            until = parse_day(row.get("until") or row.get("end") or "")
            if since and until and until <= since:
                yield Problem(table=table, row=_label(row), what=f"ends on {until}, before it begins")


def _check_codes() -> Iterator[Problem]:
    known = states_by_code().keys() | bodies_by_code().keys()
    cells = {"names": "code", "spellings": "seat", "seats": "code", "offices": "code"}
    for table, column in cells.items():
        for row in read_table(table):
            if row[column] not in known:
                yield Problem(table=table, row=_label(row), what=f"{row[column]} is no known code")
    for row in read_table("memberships"):
        if row["bloc"] not in bodies_by_code() or row["member"] not in known:
            yield Problem(table="memberships", row=_label(row), what="the bloc or the member is not known")
    for row in read_table("senses"):
        for part in row["sense"].split("+"):
            if part != "-" and part.split(":")[1] not in known:
                yield Problem(table="senses", row=_label(row), what=f"{part} is no known sense")
    for word in office_words().values():
        if unknown := set(word.codes) - known:
            yield Problem(table="office_words", row=word.phrase, what=f"{unknown} are no known codes")


def _check_overlaps() -> Iterator[Problem]:
    """No two periods of one member in one bloc, and of one spelling for two seats, share a day."""
    for table, columns in (("memberships", ("bloc", "member", "status")), ("spellings", ("name",))):
        grouped: dict[tuple[str, ...], list[Row]] = {}
        for row in read_table(table):
            grouped.setdefault(tuple(row[c] for c in columns), []).append(row)
        for key, rows in grouped.items():
            for a, b in pairwise(sorted(rows, key=lambda r: r["since"])):
                if not a["until"] or b["since"] < a["until"]:
                    yield Problem(table=table, row=" ".join(key), what="two periods share days")


def _check_existence() -> Iterator[Problem]:
    """No membership begins before its bloc."""
    for row in read_table("memberships"):
        start = bodies_by_code()[row["bloc"]].start if row["bloc"] in bodies_by_code() else None
        since = parse_day(row["since"])
        if start and since and since < start:
            yield Problem(table="memberships", row=_label(row), what=f"begins before the bloc, on {since}")


def _check_succession() -> Iterator[Problem]:
    """A state that ended has successors; each is known, names it in turn, and lived on after it."""
    for state in states_by_code().values():
        if state.end and not state.successors:
            yield Problem(table="states", row=state.code, what="it ended and has no successor")
        for code in state.successors:
            heir = states_by_code().get(code)
            if heir is None or state.code not in heir.predecessors:
                yield Problem(table="states", row=state.code, what=f"{code} does not name it as predecessor")
            elif heir.start and state.end and heir.start > state.end:
                yield Problem(table="states", row=state.code, what=f"{code} begins only after it ended")


def _check_un_seats() -> Iterator[Problem]:
    """On every day of a seat's membership in the UN some state sits on it."""
    for row in read_table("memberships"):
        if row["bloc"] == "UN" and row["status"] == "member":
            first, last = parse_day(row["since"]), parse_day(row["until"])
            sitting = [s for s in states_by_code().values() if s.seat == row["member"]]
            if first and not _covers(sitting, first, last):
                yield Problem(table="memberships", row=_label(row), what="on some day no state sits there")


def _covers(sitting: list[State], first: date, last: date | None) -> bool:
    """Whether the states' lives together cover the period without a gap."""
    day: date | None = first
    while day and (last is None or day < last):
        ends = [s.end for s in sitting if s.exists_on(day)]
        if not ends:
            return False
        day = None if None in ends else max(end for end in ends if end)
    return True


def _check_council() -> Iterator[Problem]:
    """The Council has eleven members before 1966 and fifteen since, as far as the table reaches."""
    last = max(row["until"] for row in read_table("memberships") if row["bloc"] == "UNSC")
    for year in range(1946, int(last[:4])):
        seated = members("UNSC", date(year, 7, 1)).members
        if len(seated) != (11 if year < 1966 else 15):
            yield Problem(table="memberships", row=f"UNSC {year}", what=f"{len(seated)} members")


def _check_offices() -> Iterator[Problem]:
    """Nobody holds an office while another holds it."""
    grouped: dict[tuple[str, str], list[Holder]] = {}
    for holder in holders():
        grouped.setdefault((holder.code, holder.role), []).append(holder)
    for (code, role), held in grouped.items():
        for a, b in pairwise(sorted(held, key=lambda h: h.since)):
            if a.until is None or b.since < a.until:
                what = f"{a.person} and {b.person} hold it at once"
                yield Problem(table="offices", row=f"{code} {role}", what=what)


def _check_people() -> Iterator[Problem]:
    seated = {holder.person for holder in holders()}
    for name, count in Counter(row["person"] for row in read_table("people")).items():
        if name not in seated:
            yield Problem(table="people", row=name, what="holds no office")
        if count > 1:
            yield Problem(table="people", row=name, what=f"is listed {count} times")


def _check_namespace() -> Iterator[Problem]:
    for code in states_by_code().keys() & bodies_by_code().keys():
        yield Problem(table="bodies", row=code, what="is the code of a state too")


def _check_decoys() -> Iterator[Problem]:
    names = {row["name"] for row in read_table("names")}
    for row in read_table("decoys"):
        if row["name"] in names:
            yield Problem(table="decoys", row=row["name"], what="is a name too, and would hide it")
