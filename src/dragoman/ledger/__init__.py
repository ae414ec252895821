"""The store: Delta Lake tables, and all SQL."""

from dragoman.ledger.ledger import Coverage, Heading, Ledger, Vote
from dragoman.ledger.result import Table

__all__ = ["Coverage", "Heading", "Ledger", "Table", "Vote"]
