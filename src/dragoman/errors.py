"""Every error Dragoman raises on purpose, as one tree::

    DragomanError
      ParseError      what was given cannot be read             exit 2, HTTP 422
        UnknownFormat   no importer or reader recognises it
        UnsafeQuery     SQL that is not one plain SELECT
        AddressRefused  an address that may not be asked
      SourceError     the world outside failed                  exit 3, HTTP 502
      LedgerError     the store failed or refuses               exit 4, HTTP 503
      EstimateError   the votes do not determine the numbers    exit 5, HTTP 422

A message says what, where and what to do. Claims that cannot be checked, sentences that are not understood and
fits that did not converge are values, not errors.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root: catching it catches all that Dragoman raises on purpose."""

    exit_code = 1


class ParseError(DragomanError):
    """What was given cannot be read. Points at the place: a file, and a row and column or a character."""

    exit_code = 2

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        row: int | None = None,
        column: str | None = None,
        hint: str | None = None,
    ) -> None:
        self.what, self.where, self.row, self.column, self.hint = what, where, row, column, hint
        place = ", ".join(
            part
            for part in (
                where,
                f"row {row}" if row is not None else None,
                f"column “{column}”" if column else None,
            )
            if part
        )
        super().__init__(f"{place}: {what}" if place else what)

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text}\n  → {self.hint}" if self.hint else text


class UnknownFormat(ParseError):
    """No importer or reader recognises what was given."""


class UnsafeQuery(ParseError):
    """SQL that is not exactly one plain SELECT over the ledger's views."""


class AddressRefused(ParseError):
    """An address that may not be asked: none of a web page, or not on the public internet."""


class SourceError(DragomanError):
    """The network or a source outside failed."""

    exit_code = 3


class LedgerError(DragomanError):
    """The ledger is missing, damaged, locked or of another version."""

    exit_code = 4


class EstimateError(DragomanError):
    """The votes given do not determine the numbers asked for."""

    exit_code = 5
