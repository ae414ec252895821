"""What states are told to have chosen the last time: “moved from no to yes”, “once an opponent”, asked of the votes before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from dragoman.claims.answers import answer
from dragoman.claims.asserted import of_statement
from dragoman.claims.series import History, Told, answered
from dragoman.domain.claims import Finding, Verdict
from dragoman.domain.sources import Source
from dragoman.events.voting.ballots import Ballot, VoteStatement

BACK = 3
"""So many votes before are asked, the latest first: “once” may be any of them."""


def find_earlier(history: History, ballots: Sequence[Ballot], source: Source) -> Iterator[Finding]:
    """Findings on choices told of an unnamed vote before, where one of the last votes on the same matter bears them out.

    Words like these name no vote, so that none of them can be refuted.
    """
    for ballot in ballots:
        for s in ballot.votes:
            back = BACK if s.before else 1 if _is_again(s, source) else 0
            told = _spoken_of(history.told, s) if back and s.when is None else None
            if told is None:
                continue
            votes = list(islice(history.votes(history.earlier(told.record)[:back]), back))
            for asserted in of_statement(ballot, s, source):
                answers = ((r, answer(asserted.claim, ballot, r)) for r in votes)
                if found := next(((r, a) for r, a in answers if a.verdict is Verdict.MATCHES), None):
                    told_before = replace(asserted.claim, text=f"{asserted.claim.text}, at the vote before")
                    yield answered(told_before, Verdict.MATCHES, found[1].reason, found[0], found[1].record)


_AGAIN = re.compile(
    r"\b(?:again|once more|as before|as (?:it|they|he|she) (?:had|did)\b|for the (?:second|third) time|repeated)\b",
    re.IGNORECASE,
)
"""“Nepal abstained *once more*”: it did so the last time too."""
AFTER = 30


def _is_again(s: VoteStatement, source: Source) -> bool:
    """Whether a choice is told as one made on the vote before too."""
    words = source.text[s.start : s.end + AFTER]
    return _AGAIN.search(re.split(r"[.;!?]\s", words)[0]) is not None


def _spoken_of(told: Sequence[Told], s: VoteStatement) -> Told | None:
    """The text of which the same words tell the choice now, else the one last spoken of."""
    here = [
        t for t in told if any(not v.before and v.start < s.end and s.start < v.end for v in t.ballot.votes)
    ]
    before = [
        (max(a for a in t.ballot.anchors if a < s.anchor), t)
        for t in told
        if min(t.ballot.anchors, default=s.anchor) < s.anchor
    ]
    return here[0] if here else max(before, key=lambda pair: pair[0])[1] if before else None
