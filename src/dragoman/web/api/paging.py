"""Opaque cursors: where a list goes on, said by its last item, so that what is added meanwhile doubles or hides nothing."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Query

from dragoman.web.refusals import Refusal

T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=200, description="Items in one answer.")]
Cursor = Annotated[
    str | None,
    Query(max_length=400, description="`next` of the answer before; without it the list begins."),
]


def cursor_of(last: str) -> str:
    """The cursor after the item with this id."""
    return urlsafe_b64encode(last.encode()).decode().rstrip("=")


def last_of(cursor: str) -> str:
    """The id in a cursor."""
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        raise no_such_cursor() from None


def no_such_cursor() -> Refusal:
    return Refusal(422, "bad_cursor", "the cursor is not one of this list", hint="begin again without it")


def piece(
    items: Sequence[T], id_of: Callable[[T], str], limit: int, cursor: str | None
) -> tuple[Sequence[T], str | None]:
    """The items after the cursor, and the cursor after them; None where the list ends."""
    start = 0
    if cursor:
        last = last_of(cursor)
        place = next((i for i, item in enumerate(items) if id_of(item) == last), None)
        if place is None:
            raise no_such_cursor()
        start = place + 1
    shown = items[start : start + limit]
    more = start + limit < len(items)
    return shown, cursor_of(id_of(shown[-1])) if more and shown else None
