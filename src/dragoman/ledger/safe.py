"""A user's SQL: exactly one SELECT, run on a copy in memory that sees no file and can change nothing."""

from __future__ import annotations

import re
import threading
from typing import Any

from dragoman.errors import ParseError, UnsafeQuery
from dragoman.ledger.result import Table

MEMORY = "1GB"


def check_is_one_select(text: str) -> None:
    """Raise UnsafeQuery unless the text is exactly one SELECT statement (VALUES, SHOW and DESCRIBE count as such)."""
    import duckdb  # noqa: PLC0415

    try:
        statements = duckdb.extract_statements(text)
    except duckdb.Error as error:
        raise ParseError(f"is no SQL: {_first_line(error)}", where="SQL") from None
    if len(statements) != 1:
        raise UnsafeQuery(f"has {len(statements)} statements; give exactly one SELECT", where="SQL")
    if statements[0].type is not duckdb.StatementType.SELECT:
        kind = statements[0].type.name
        raise UnsafeQuery(f"{kind} is not allowed; give exactly one SELECT", where="SQL")


def mentions(text: str, names: frozenset[str]) -> bool:
    """Whether one of these names occurs in the text."""
    return bool(names & set(re.findall(r"\w+", text.lower())))


def bare_connection() -> Any:
    """A connection in memory without any way out; `lock` it once its tables are there."""
    import duckdb  # noqa: PLC0415

    return duckdb.connect(
        config={
            "python_enable_replacements": False,
            "temp_directory": "",
            "secret_directory": "none",
            "allow_persistent_secrets": False,
            "memory_limit": MEMORY,
            "autoload_known_extensions": False,
            "autoinstall_known_extensions": False,
        }
    )


def lock(connection: Any) -> None:
    """From here on no file, no extension, no setting and no row can be touched."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def run_select(connection: Any, text: str, *, limit: int | None, seconds: float | None) -> Table:
    """What the one SELECT answers, at most `limit` rows of it; stopped after `seconds`."""
    import duckdb  # noqa: PLC0415
    from arro3.core import Table as Arrow  # noqa: PLC0415

    timer = threading.Timer(seconds, connection.interrupt) if seconds else None
    try:
        if timer:
            timer.start()
        connection.execute("BEGIN TRANSACTION READ ONLY")
        answer = connection.sql(text)
        return Table(arrow=Arrow.from_arrow(answer.limit(limit) if limit is not None else answer))
    except duckdb.InterruptException:
        raise ParseError(f"took longer than {seconds} seconds", where="SQL", hint="ask for less") from None
    except duckdb.Error as error:
        kind = UnsafeQuery if isinstance(error, duckdb.PermissionException) else ParseError
        raise kind(_first_line(error), where="SQL") from None
    finally:
        if timer:
            timer.cancel()


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:300]
