"""What we were given to read, and the exact words that prove what we say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text we were given. Its identity is the digest of its words."""

    id: str
    """First 16 hexadecimal digits of the SHA-256 of the text in UTF-8."""
    text: str
    """The text as it was read; every offset counts characters of it."""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    """Day of publication; None means not known, and then relative dates stay unresolved."""

    @classmethod
    def of(
        cls,
        text: str,
        *,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        published: date | None = None,
    ) -> Source:
        """The source of a text, identified by its content."""
        return cls(id=digest(text), text=text, title=title, publisher=publisher, url=url, published=published)

    def evidence(self, start: int, end: int) -> Evidence:
        """The words from `start` to `end` as evidence."""
        return Evidence(text=self.text[start:end], start=start, end=end)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """A span of the source's text: `source.text[start:end] == text`, always."""

    start: int
    end: int
    text: str


def digest(*parts: object) -> str:
    """16 hexadecimal digits that identify these parts by their content."""
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
