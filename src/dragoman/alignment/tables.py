"""A small table of named columns that leaves as Arrow, Polars or pandas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import arro3.core as arro3
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import polars

Column = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Columns of equal length; floats that do not exist are NaN here and null in Arrow and Polars."""

    columns: Mapping[str, Column]

    @classmethod
    def of(cls, **columns: Any) -> Table:
        """Columns from sequences; words stay words (object arrays), dates become days."""
        return cls(columns={name: _column(values) for name, values in columns.items()})

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def rows(self) -> Iterator[dict[str, Any]]:
        """One dict per row, in plain Python values; None where there is none."""
        lists = [_plain(column) for column in self.columns.values()]
        for row in zip(*lists, strict=True):
            yield dict(zip(self.columns, row, strict=True))

    def sorted_by(self, name: str, *, descending: bool = False) -> Table:
        """The rows in the order of one column; ties keep their order, NaN comes last."""
        keys = self.columns[name]
        order = np.argsort(-keys if descending else keys, kind="stable")
        return self.take(order)

    def take(self, rows: NDArray[Any]) -> Table:
        """The rows at these places, or where the mask holds."""
        return Table(columns={name: column[rows] for name, column in self.columns.items()})

    def to_arrow(self) -> arro3.Table:
        """An Arrow table (arro3), which any Arrow library reads without copying."""
        return arro3.Table.from_pydict({name: _arrow(column) for name, column in self.columns.items()})

    def to_polars(self) -> polars.DataFrame:
        """A Polars frame; needs polars."""
        import polars  # noqa: PLC0415 (optional)

        return polars.DataFrame(self.to_arrow())

    def to_pandas(self) -> Any:
        """A pandas frame; needs pandas."""
        import pandas  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415 (optional)

        return pandas.DataFrame(dict(self.columns))


def _column(values: Any) -> Column:
    is_words = isinstance(values, list) and values and isinstance(values[0], str)
    array = np.array(values, object) if is_words else np.asarray(values)
    if array.dtype.kind in "UO":
        words = np.empty(len(array), object)
        words[:] = array
        return words
    return array


def _plain(column: Column) -> list[Any]:
    if column.dtype.kind == "f":
        return [None if np.isnan(value) else float(value) for value in column]
    values: list[Any] = column.tolist()
    return values


def _arrow(column: Column) -> Any:
    if column.dtype.kind == "O":
        return arro3.Array(column.tolist(), arro3.DataType.string())
    if column.dtype.kind == "M":
        days = column.astype("datetime64[D]").astype(np.int32)
        return arro3.Array.from_numpy(days).cast(arro3.DataType.date32())
    if column.dtype.kind == "f":
        return arro3.Array(_plain(column), arro3.DataType.float64())
    return arro3.Array.from_numpy(np.ascontiguousarray(column))
