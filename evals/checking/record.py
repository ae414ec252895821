"""The roll calls of the development data, and what they answer to one check of a gold file.

A check is judged from the rows alone: neither the program under test nor the wording of a report is looked at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from blocs import MEMBERS

SIDES = "YNA"
SPONSORS = {"A/RES/ES-11/7": "UKR", "A/RES/ES-11/8": "USA"}
Check = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCall:
    """One official vote."""

    symbol: str
    held: str
    title: str
    choices: dict[str, str]

    @property
    def tally(self) -> tuple[int, ...]:
        """In favour, against, abstaining: counted, not copied."""
        return tuple(list(self.choices.values()).count(side) for side in SIDES)

    def names(self, side: str) -> tuple[str, ...]:
        """Give the states that made this choice."""
        return tuple(sorted(code for code, choice in self.choices.items() if choice == side))


def votes_folder() -> Path | None:
    """Find the folder of the votes: DRAGOMAN_DEV_DATA/votes, else ../shared/data/votes beside the repository."""
    root = os.environ.get("DRAGOMAN_DEV_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data"
    folder = Path(root) / "votes"
    return folder if (folder / "ga_votes.parquet").exists() else None


GA = """
    select roll_id, r.resolution, r.date, r.title, v.ms_code::varchar, v.ms_vote::varchar
    from '{0}/rollcalls.parquet' r join '{0}/ga_votes.parquet' v using (roll_id)
    where r.recorded and r.vote_kind in ('resolution', 'decision') and r.source like 'undl%'
"""
SC = """
    select undl_id::varchar, resolution::varchar, date::varchar, title::varchar, ms_code::varchar, ms_vote::varchar
    from '{0}/sc_votes.parquet'
"""


@cache
def roll_calls() -> dict[str, RollCall]:
    """Read every roll call of the files by symbol; a symbol with two of them has none."""
    folder = votes_folder()
    found: dict[str, dict[str, RollCall]] = {}
    for query in (GA, SC):
        for roll, symbol, held, title, code, choice in duckdb.execute(query.format(folder)).fetchall():
            call = found.setdefault(symbol, {}).setdefault(
                roll, RollCall(symbol=symbol, held=held, title=title, choices={})
            )
            call.choices[code] = choice
    return {symbol: next(iter(calls.values())) for symbol, calls in found.items() if len(calls) == 1}


def series(check: Check, before: str) -> Iterator[RollCall]:
    """Give the earlier roll calls that a first or an extreme is measured against."""
    wanted = re.compile(check["series"], re.IGNORECASE)
    for call in roll_calls().values():
        if check.get("since", "") <= call.held < before and wanted.search(call.title):
            yield call


def verdict(agrees: bool) -> str:
    """Name the verdict of a plain comparison."""
    return "matches" if agrees else "conflicts"


def dashed(numbers: tuple[int, ...]) -> str:
    """Write a tally as 93-18-65."""
    return "-".join(map(str, numbers))


def judge_position(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare one state's choice."""
    choice = call.choices[check["code"]]
    return verdict(choice == check["claimed"]), choice


def judge_tally(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare the numbers given; null is a number the report leaves out."""
    pairs = zip(check["claimed"], call.tally, strict=True)
    return verdict(all(said in (None, true) for said, true in pairs)), dashed(call.tally)


def judge_count(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare how many made one choice, those who did not vote included."""
    n = len(call.names(check["vote"]))
    return verdict(n == check["claimed"]), f"{check['vote']} {n}"


def judge_margin(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare the lead of the ayes over the noes."""
    lead = call.tally[0] - call.tally[1]
    return verdict(lead == check["claimed"]), str(lead)


def judge_outcome(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare the outcome: the files hold adopted texts only."""
    return verdict(check["claimed"] == "adopted"), f"adopted {dashed(call.tally)}"


def judge_date(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare the day, or the year or month alone where no more is claimed."""
    return verdict(call.held.startswith(check["claimed"])), call.held


def judge_bloc(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare a bloc's unity; those excluded must really differ."""
    left_out = check.get("excluding", [])
    choices = {m: call.choices[m] for m in MEMBERS[check["bloc"]] if m in call.choices}
    wrong = {m: c for m, c in choices.items() if (c == check["claimed"]) == (m in left_out)}
    united = f"{check['claimed']} {len(choices) - len(left_out)}"
    return verdict(not wrong), ", ".join(f"{m} {c}" for m, c in sorted(wrong.items())) or united


def judge_share(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare how many of a bloc made one choice."""
    n = sum(call.choices.get(m) == check["claimed"] for m in MEMBERS[check["bloc"]])
    return verdict(n == check["n"]), f"{check['claimed']} {n}"


def judge_only(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare the complete list of those who made one choice."""
    names = call.names(check["vote"])
    return verdict(sorted(check["codes"]) == list(names)), " ".join(names)


def judge_body(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare the organ: the files hold plenary votes and votes of the Council."""
    body = "UNSC" if call.symbol.startswith("S/") else "UNGA"
    return verdict(check["claimed"] == body), body


def judge_sponsor(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare the author of the draft where it is known; the files have no sponsors."""
    author = SPONSORS.get(call.symbol)
    return ("not checkable", "") if author is None else (verdict(check["claimed"] == author), author)


def judge_compare(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare one side's number with that of another vote, and that number itself where the report gives it."""
    side = SIDES.index(check["side"])
    here, there = call.tally[side], roll_calls()[check["than"]].tally[side]
    holds = {"more": here > there, "fewer": here < there, "same": here == there}[check["op"]]
    return verdict(holds and check.get("figure", there) == there), f"{here} and {there}"


def judge_first(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare a first: no earlier vote of the series saw the state so choose."""
    earlier = [c.symbol for c in series(check, call.held) if c.choices.get(check["code"]) == check["claimed"]]
    return verdict(call.choices[check["code"]] == check["claimed"] and not earlier), " ".join(
        sorted(earlier)[:3]
    )


def judge_extreme(check: Check, call: RollCall) -> tuple[str, str]:
    """Compare a lowest or highest: no earlier vote of the series was as low, or as high."""
    side = SIDES.index(check["side"])
    sign = 1 if check["op"] == "highest" else -1
    earlier = {c.symbol: c.tally[side] for c in series(check, call.held)}
    beaten = sorted(s for s, n in earlier.items() if sign * n >= sign * call.tally[side])
    return verdict(bool(earlier) and not beaten), " ".join(f"{s} {earlier[s]}" for s in beaten[:3])


def judge_silent(check: Check) -> tuple[str, str]:
    """Make sure that the files have no such roll call."""
    calls = roll_calls()
    if "ga_symbol" in check:
        known = check["ga_symbol"] in calls
    else:
        words = re.compile(check["words"], re.IGNORECASE)
        known = any(
            c.held == check["date"] and c.symbol.startswith(check["body"]) and words.search(c.title)
            for c in calls.values()
        )
    return ("matches" if known else "record silent"), "no roll call in the files"


JUDGES = {
    "position": judge_position, "tally": judge_tally, "count": judge_count, "margin": judge_margin,
    "outcome": judge_outcome, "date": judge_date, "bloc": judge_bloc, "share": judge_share, "only": judge_only,
    "body": judge_body, "sponsor": judge_sponsor, "compare": judge_compare, "first": judge_first, "extreme": judge_extreme,
}  # fmt: skip


def judge(check: Check, symbol: str | None) -> tuple[str, str]:
    """Give the verdict of the record on one check, and the record's line."""
    kind = check["type"]
    if kind == "uncheckable":
        return "not checkable", ""
    if kind == "silent":
        return judge_silent(check)
    return JUDGES[kind](check, roll_calls()[str(symbol)])
