"""The full official record, built from the development data's vote tables: what a user has after loading the Library's files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from dragoman import records
from dragoman.claims.checking import Record
from dragoman.domain.measures import MeasureKind
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.ledger import Ledger
from dragoman.workflows import record_of

TABLES = ("votes/rollcalls.parquet", "votes/ga_votes.parquet", "votes/sc_votes.parquet")
KINDS = {kind.value: kind for kind in MeasureKind}


@cache
def full_record(data: Path) -> Record:
    """The embedded roll calls, and every other one of the Assembly and the Council that the Library has."""
    embedded = tuple(records.embedded())
    known = {r.symbol for r in embedded}
    others = (r for r in (*assembly(data), *council(data)) if r.symbol not in known)
    return record_of(Ledger.in_memory((*embedded, *others)))


def choices_by(votes: pl.DataFrame, key: str) -> pl.DataFrame:
    """One row for each roll call with its seats and choices as lists."""
    cells = votes.select(pl.col(key), pl.col("ms_code", "ms_vote").cast(pl.String))
    return cells.group_by(key).agg(pl.col("ms_code").alias("seats"), pl.col("ms_vote").alias("choices"))


def chosen(row: dict[str, list[str]]) -> dict[str, Choice]:
    return {seat: Choice(choice) for seat, choice in zip(row["seats"], row["choices"], strict=True) if seat}


def assembly(data: Path) -> Iterator[RollCall]:
    calls = pl.read_parquet(data / "votes/rollcalls.parquet").filter(pl.col("undl_id").is_not_null())
    votes = pl.read_parquet(data / "votes/ga_votes.parquet").filter(pl.col("undl_id").is_not_null())
    for row in calls.join(choices_by(votes, "undl_id"), on="undl_id").iter_rows(named=True):
        yield RollCall(
            id=f"undl:{row['undl_id']}",
            body="UNGA",
            held=date.fromisoformat(row["date"]),
            symbol=row["resolution"],
            title=row["title"] or "",
            kind=KINDS.get(row["vote_kind"], MeasureKind.OTHER),
            session=row["session"],
            meeting=row["meeting"],
            agenda=tuple((row["agenda_title"] or "").split("|")),
            choices=chosen(row),
        )


def council(data: Path) -> Iterator[RollCall]:
    votes = pl.read_parquet(data / "votes/sc_votes.parquet").with_columns(
        pl.col(pl.Categorical).cast(pl.String)
    )
    about = votes.unique("undl_id").select("undl_id", "date", "resolution", "meeting", "title")
    for row in about.join(choices_by(votes, "undl_id"), on="undl_id").iter_rows(named=True):
        yield RollCall(
            id=f"undl:{row['undl_id']}",
            body="UNSC",
            held=date.fromisoformat(row["date"]),
            symbol=row["resolution"],
            title=row["title"] or "",
            meeting=row["meeting"],
            choices=chosen(row),
        )
