"""What a report says of votes: who chose what, totals, outcomes, sponsors, and of which text.

`statements` finds choices, `tallies` totals, `outcomes` results, `sponsors` drafters; `references` finds the words
for the text voted on, and `focus` decides which of them mean the same text.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.domain.claims import Quantifier
from dragoman.events.attribution import chain_at
from dragoman.events.voting.ballots import Ballot, Statement
from dragoman.events.voting.focus import gather
from dragoman.events.voting.outcomes import find_outcomes
from dragoman.events.voting.phrases import find_phrases
from dragoman.events.voting.references import find_references
from dragoman.events.voting.sponsors import find_sponsors
from dragoman.events.voting.statements import find_statements
from dragoman.events.voting.tallies import find_tallies
from dragoman.text.document import Document


def find_ballots(document: Document) -> tuple[Ballot, ...]:
    """The texts a report speaks of, each with what it says of choices, totals, results and sponsors."""
    references = find_references(document)
    tallies = [t for s in document.sentences for t in find_tallies(document.source.text, s.start, s.end)]
    phrases = find_phrases(document, references, tallies)
    counted = [(s.start, s.end) for s in phrases if s.group is not None and s.group.quantifier is Quantifier.COUNT]
    tallies = [t for t in tallies if not any(a < t.end and t.start < b for a, b in counted)]
    statements: list[Statement] = [
        *find_statements(document, references, phrases),
        *tallies,
        *find_outcomes(document, references),
        *find_sponsors(document, references),
    ]
    said = tuple(replace(s, attribution=chain_at(document, s.start, s.end)) for s in statements)
    return gather(document, references, said)


__all__ = ["Ballot", "find_ballots"]
