"""What a report says of votes: who chose what, totals, outcomes, sponsors, and of which text.

`statements` finds choices (over masked text: `masks`, `stances`, `phrases`, `sides`, `echoes`; by the parse where these
find none), `rosters` the lists that no word puts on a side, `tallies` totals, `counts` those told clause by clause, `outcomes` results, `sponsors` drafters;
`references` finds the words for the text voted on, and `focus` decides which of them mean the same text (`drafts`,
`timing`, `organs`), of which `results` makes ballots, with the days and organs beside them (`circumstances`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.domain.claims import Quantifier
from dragoman.domain.events import Attribution
from dragoman.events.attribution import chain_at
from dragoman.events.voting.ballots import Ballot, Roster, Statement, TallyStatement, VoteStatement
from dragoman.events.voting.counts import find_totals, join_tallies
from dragoman.events.voting.focus import gather
from dragoman.events.voting.groups import GROUPS, NO_BLOCS
from dragoman.events.voting.outcomes import find_outcomes
from dragoman.events.voting.references import find_references
from dragoman.events.voting.sponsors import find_sponsors
from dragoman.events.voting.statements import find_statements
from dragoman.text.document import Document


def _units(document: Document) -> Iterator[tuple[int, int]]:
    """Sentences, joined where a bracket with a list of voters was taken for a sentence's end."""
    text, start = document.source.text, None
    for i, sentence in enumerate(document.sentences):
        start = sentence.start if start is None else start
        held = text[start : sentence.end]
        following = document.sentences[i + 1] if i + 1 < len(document.sentences) else None
        is_open = held.count("(") > held.count(")")
        trails = following is not None and bool(
            re.match(r"\W*(?:with|and) (?:\d|no )", text[sentence.end : following.end])
        )
        if following is not None and following.paragraph == sentence.paragraph and (is_open or trails):
            continue
        yield start, sentence.end
        start = None


def _chain(document: Document, s: Statement | Roster) -> Attribution:
    """Who says so. A voter that speaks of its own choice is no witness of another's."""
    chain = chain_at(document, s.start, s.end) or chain_at(document, s.start, s.start + 1)
    voters = {m.code for m in s.voters} if isinstance(s, VoteStatement | Roster) else set()
    while chain and voters == {chain[-1].actor.code}:
        chain = chain[:-1]
    return chain


def _counts_a_bloc(document: Document, t: TallyStatement) -> bool:
    """“… of the Caribbean states. Eight abstained.”: a single small number after a bloc counts its members."""
    told = [n for n in (t.tally.yes, t.tally.no, t.tally.abstain, t.tally.absent) if n is not None]
    words = document.source.text[t.start : t.end]
    if len(told) > 1 or told[0] >= MANY or re.search(r"\bvotes?\b|countr|states|members of the", words):
        return False
    paragraph = document.sentence_at(t.start).paragraph
    start = next(s.start for s in document.sentences if s.paragraph == paragraph)
    return any(
        m.actor.kind in GROUPS and m.code not in NO_BLOCS for m in document.mentions_in(start, t.start)
    )


MANY = 28
"""More than the members of most blocs."""


def find_ballots(document: Document) -> tuple[Ballot, ...]:
    """The texts a report speaks of, each with what it says of choices, totals, results and sponsors."""
    references = find_references(document)
    text = document.source.text
    tallies = join_tallies(
        [t for start, end in _units(document) for t in find_totals(text, start, end)], text
    )
    choices = find_statements(document, references, tallies)
    counted = [
        (s.start, s.end)
        for s in choices
        if isinstance(s, VoteStatement) and s.group is not None and s.group.quantifier is Quantifier.COUNT
    ]
    statements: list[Statement | Roster] = [
        *choices,
        *(
            t
            for t in tallies
            if not any(a < t.end and t.start < b for a, b in counted) and not _counts_a_bloc(document, t)
        ),
        *find_outcomes(document, references),
        *find_sponsors(document, references),
    ]
    said = tuple(replace(s, attribution=_chain(document, s)) for s in statements)
    return gather(document, references, said)


__all__ = ["Ballot", "find_ballots"]
