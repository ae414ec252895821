"""Every roll call by its slug: the symbol with `/ . ( )` as dashes, so that an address can be read and cited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dragoman.domain.sources import digest


def slug_of(symbol: str) -> str:
    """
    >>> slug_of("A/RES/ES-11/7"), slug_of("S/RES/2774(2025)"), slug_of("A/ES-11/L.10")
    ('A-RES-ES-11-7', 'S-RES-2774-2025', 'A-ES-11-L-10')
    """
    return re.sub(r"[^A-Za-z0-9]+", "-", symbol).strip("-")


class Directory:
    """Slug ↔ id. A later roll call on the same symbol gets a number."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self.ids: dict[str, str] = {}
        self.slugs: dict[str, str] = {}
        self.by_draft: dict[str, list[str]] = {}
        for row in rows:
            self._add(row)
        self.digest = digest(*self.slugs)

    def _add(self, row: dict[str, Any]) -> None:
        base = slug_of(row["symbol"] or row["id"])
        slug, number = base, 1
        while slug in self.ids:
            number += 1
            slug = f"{base}--{number}"
        self.ids[slug] = row["id"]
        self.slugs[row["id"]] = slug
        if row["draft"]:
            self.by_draft.setdefault(slug_of(row["draft"]), []).append(row["id"])

    def __len__(self) -> int:
        return len(self.slugs)

    def find(self, words: str) -> str | None:
        """The id of the roll call with this slug, or of the last vote on the draft of this slug."""
        slug = slug_of(words)
        return self.ids.get(words) or self.ids.get(slug) or next(reversed(self.by_draft.get(slug, [])), None)

    def slug(self, id_: str) -> str:
        return self.slugs.get(id_) or slug_of(id_)
