"""The store: Delta Lake tables, and all SQL."""

from dragoman.ledger.answers import Coverage, Heading, LoadReport, Mismatch, Vote
from dragoman.ledger.export import export_view
from dragoman.ledger.journal import Entry
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.maintenance import compact, restore, verify
from dragoman.ledger.result import Table
from dragoman.ledger.store import Place, default_address

__all__ = [
    "Coverage",
    "Entry",
    "Heading",
    "Ledger",
    "LoadReport",
    "Mismatch",
    "Place",
    "Table",
    "Vote",
    "compact",
    "default_address",
    "export_view",
    "restore",
    "verify",
]
