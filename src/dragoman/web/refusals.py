"""What a server refuses besides what Dragoman itself cannot do: too much, too long, too often, not allowed."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import AddressRefused, DragomanError, EstimateError, LedgerError, ParseError, SourceError


class Refusal(DragomanError):
    """A request that is not answered, with the HTTP status that says so."""

    def __init__(
        self, status: int, code: str, what: str, *, hint: str | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(what)
        self.status, self.code, self.what, self.hint = status, code, what, hint
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[object, ...]:
        return (_refusal, (self.status, self.code, self.what, self.hint, self.retry_after))


def _refusal(status: int, code: str, what: str, hint: str | None, retry_after: int | None) -> Refusal:
    return Refusal(status, code, what, hint=hint, retry_after=retry_after)


STATUS: tuple[tuple[type[DragomanError], int, str], ...] = (
    (AddressRefused, 422, "address_refused"),
    (ParseError, 422, "unreadable"),
    (SourceError, 502, "source_failed"),
    (LedgerError, 503, "ledger_failed"),
    (EstimateError, 422, "undetermined"),
)
"""HTTP status and code of each kind of error; the first that fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An error as any face of the server shows it."""

    status: int
    code: str
    message: str
    hint: str | None = None
    retry_after: int | None = None

    @property
    def json(self) -> dict[str, object]:
        return {"error": {"code": self.code, "message": self.message, "hint": self.hint}}

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after)} if self.retry_after is not None else {}


def told_of(error: DragomanError) -> Told:
    """Status, code, message and hint of an error of ours. Nothing of the server's own folders is in it."""
    if isinstance(error, Refusal):
        return Told(
            status=error.status,
            code=error.code,
            message=error.what,
            hint=error.hint,
            retry_after=error.retry_after,
        )
    status, code = next(((s, c) for kind, s, c in STATUS if isinstance(error, kind)), (500, "failed"))
    if isinstance(error, LedgerError):
        return Told(
            status=status,
            code=code,
            message="the ledger cannot be asked right now",
            hint="try again in a moment",
        )
    hint = error.hint if isinstance(error, ParseError) else None
    message = str(error).removesuffix(f"\n  → {hint}" if hint else "")
    return Told(status=status, code=code, message=message, hint=hint)
