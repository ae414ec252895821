"""What a query answers: a table that goes on into whatever the reader works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An Arrow table with the ways out of it."""

    arrow: Any
    """An arro3 Table; anything that speaks the Arrow PyCapsule interface takes it."""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.arrow.schema.names)

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        columns = [self.arrow.column(i).to_pylist() for i in range(self.arrow.num_columns)]
        return list(zip(*columns, strict=True))

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def to_arrow(self) -> Any:
        return self.arrow

    def to_polars(self) -> Any:
        import polars  # noqa: PLC0415 — the caller's choice

        return polars.DataFrame(self.arrow)

    def to_pandas(self) -> Any:
        import pandas  # type: ignore[import-untyped]  # noqa: PLC0415 — the caller's choice

        return pandas.DataFrame(dict(zip(self.columns, zip(*self.rows, strict=True), strict=True)))
