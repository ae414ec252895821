"""The questions to the parse of `text.clauses`, under the name by which the reading of votes knows them."""

from dragoman.text.clauses import (
    agent_of,
    auxiliaries,
    clause_span,
    conjuncts,
    is_negated,
    is_passive,
    object_of,
    prepositional,
    subject_of,
)

__all__ = [
    "agent_of",
    "auxiliaries",
    "clause_span",
    "conjuncts",
    "is_negated",
    "is_passive",
    "object_of",
    "prepositional",
    "subject_of",
]
