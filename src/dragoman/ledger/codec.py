"""Domain values as nested rows and back: one meaning, said once, on the type.

A dataclass is a STRUCT of its fields, a tuple a list, an enum its word. `id` properties are stored too, for SQL; they are
computed again on the way back.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_PLAIN: dict[type, str] = {str: "VARCHAR", bool: "BOOLEAN", int: "INTEGER", float: "DOUBLE", date: "DATE"}


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """Field → type of a dataclass, in its order."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def sql_type(kind: Any) -> str:
    """DuckDB's name for a type of the domain."""
    kind = _bare(kind)
    if get_origin(kind) is tuple:
        return f"{sql_type(get_args(kind)[0])}[]"
    if is_dataclass(kind) and isinstance(kind, type):
        parts = [f'"{name}" {sql_type(hint)}' for name, hint in hints_of(kind).items()]
        return f"STRUCT({', '.join([*_id_column(kind), *parts])})"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "VARCHAR"
    return _PLAIN[kind]


def encode(value: Any) -> Any:
    """The value as lists, dictionaries, strings and numbers, ready for JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [*(["id"] if _id_column(type(value)) else []), *hints_of(type(value))]
        return {name: encode(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [encode(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def decode(kind: Any, value: Any) -> Any:
    """The value of a type that `encode` took apart."""
    kind = _bare(kind)
    if value is None:
        return None
    if get_origin(kind) is tuple:
        return tuple(decode(get_args(kind)[0], part) for part in value)
    if is_dataclass(kind) and isinstance(kind, type):
        given = {name: decode(hint, value[name]) for name, hint in hints_of(kind).items()}
        return kind(**given)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


def _bare(kind: Any) -> Any:
    """The type without “or None”."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not types.NoneType)
    return kind


def _id_column(kind: type) -> list[str]:
    return ['"id" VARCHAR'] if isinstance(getattr(kind, "id", None), property) else []
