"""What a report on votes says besides that no roll call can show, and results that leave no roll call.

Words in which a claim on a vote stands already are left alone: a claim that the record can answer is never passed
off as one that it cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.claims.asides import INTENTION, Aside, find_asides
from dragoman.claims.wording import listed
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.events import Event
from dragoman.domain.measures import Outcome
from dragoman.events.attribution import chain_at
from dragoman.text.document import Document, SentenceKind
from dragoman.text.sieve import Sieve

MANY = 8
"""Findings that make a report one on votes, whether or not the record answers any."""
UNANSWERED = (Verdict.SILENT, Verdict.NOT_CHECKABLE)


def with_outside(
    document: Document, events: Sequence[Event], findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """The findings on votes and what the roll calls leave open beside them, in the order of the text.

    `record silent` for each result without a roll call of which no finding tells, a committee's aside; in a report on votes also
    `not checkable` for each plan, hope, guess, hearsay or talk.
    """
    results = tuple(_of_results(document, findings))
    is_on_votes = len(findings) >= MANY or any(f.verdict not in UNANSWERED for f in findings)
    asides = _of_asides(document, events, [*findings, *results]) if is_on_votes else ()
    return tuple(sorted((*findings, *results, *asides), key=lambda f: f.claim.evidence.start))


# ------------------------------------------------------------------ asides
def _of_asides(document: Document, events: Sequence[Event], findings: Sequence[Finding]) -> Iterator[Finding]:
    claims = [(f.claim.evidence.start, f.claim.evidence.end) for f in findings]
    taken: list[tuple[int, int]] = []
    for aside in find_asides(document, events):
        on_a_vote = any(a < aside.end and aside.start < b and not _is_apart(aside, a, b) for a, b in claims)
        if on_a_vote or any(a < aside.end and aside.start < b for a, b in taken):
            continue
        taken.append((aside.start, aside.end))
        words = " ".join(document.source.text[aside.start : aside.end].split())
        claim = Claim(
            kind=ClaimKind.OTHER,
            text=f"{listed([m.code for m in aside.who]) if aside.who else 'somebody'}: “{words}”",
            measure="",
            evidence=document.evidence(aside.start, aside.end),
            actor=aside.who[0] if len(aside.who) == 1 else None,
            attribution=aside.attribution,
            uncheckable=aside.why,
        )
        yield Finding(claim=claim, verdict=Verdict.NOT_CHECKABLE, reason=aside.why)


def _is_apart(aside: Aside, start: int, end: int) -> bool:
    """A plan told in passing within the words of a claim: “it was for the text, although its premier will retire”."""
    return aside.why is INTENTION and start + PASSING < aside.start and aside.end <= end


PASSING = 15
"""Least characters of a claim before what is told in passing."""

# ------------------------------------------------------------------ results
_TEXT = r"(?:drafts?|texts?|resolutions?|motions?|proposals?|amendments?|applications?|paper|pact|declaration|compact)"
_VETOED = Sieve(
    r"\bvetoed\b|"
    r"\b(?:by|to|under|through|on|used|cast|wielded|with) (?:an?|the|its|their|another|[A-Z][\w ]{2,24}['’]s?)(?: \w+)? veto\b|"
    r"\b(?:an?|the|another) (?:American|U\.?S\.?|Russian|Soviet|Chinese|British|French)(?:[- ]\w+)? veto\b|"
    r"\b[\w.]+['’]s?(?: own| lone| last| first)? veto(?:es)?\b(?! power| right)",
)
_UNVOTED = Sieve(
    r"\b(?:agreed|adopted|approved|accepted|passed|endorsed|welcomed|carried|renewed|suspended|elected|admitted|decided|settled|disposes?(?:d)? of|(?:gone|went|go|goes) through)\b[^.;:]{0,60}?"
    r"\b(?:without (?:a|any|a single|a further|further) (?:vote|ballot|count|division|delegation asking)|by consensus|by acclamation|without objection|on the nod)\b",
)
_FAILED = Sieve(
    rf"\b{_TEXT}\b[^.;:]{{0,60}}?\b(?:failed|foundered|collapsed|died|perished)\b(?! to)|"
    r"\b(?:council|assembly|committee|members)\b[^.;:]{0,40}?\b(?:failed|unable|could not|did not) (?:to )?(?:agree|adopt)\b",
)
_AMENDED = Sieve(
    r"\bamendments?\b[^.;:]{0,120}?\b(?:was|were|been) (?:\w+ )?(?:accepted|adopted|carried|rejected|defeated|voted down|beaten|lost|withdrawn|incorporated)\b|"
    r"\b(?:offered|moved|tabled|proposed|pressed|tried) (?:an?|the|\w+) (?:\w+ )?amendments?\b",
)
_BY_COMMITTEE = Sieve(
    r"\b(?:first|second|third|fourth|fifth|sixth|main) committee\b[^.;:]{0,60}?\b(?:approved|adopted|cleared|followed|passed|recommended|endorsed|disposes?d?|voted|vote|heard)\b|"
    r"\bin (?:the |its |their )?(?:first|second|third|fourth|fifth|sixth|main) committee\b[^.;:]{0,90}?\b(?:votes?|approved|adopted|received|gathered|won|opposed|abstained|passed)\b",
)
_UNREAL = re.compile(
    r"\b(?:would|could(?! not)|might|may|threat\w*|will|not an?|no|if|power|right|risk\w*|fear\w*)\b|\bwithout an? veto\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Result:
    """Words for a result, and what can be said of it."""

    words: Sieve
    text: str
    verdict: Verdict
    why: str
    outcome: Outcome | None = None


_NOT_ADOPTED = "the record at hand holds adopted texts only, and this one was"
RESULTS = (
    _Result(_VETOED, "a text was vetoed", Verdict.SILENT, f"{_NOT_ADOPTED} vetoed", Outcome.VETOED),
    _Result(
        _UNVOTED,
        "a text was adopted without a vote",
        Verdict.SILENT,
        "a text adopted without a vote has no roll call",
        Outcome.ADOPTED_WITHOUT_VOTE,
    ),
    _Result(_FAILED, "a text was rejected", Verdict.SILENT, f"{_NOT_ADOPTED} not adopted", Outcome.REJECTED),
    _Result(
        _AMENDED,
        "an amendment was moved or voted on",
        Verdict.SILENT,
        "no roll call of this amendment is at hand",
    ),
    _Result(
        _BY_COMMITTEE,
        "a committee dealt with a text",
        Verdict.NOT_CHECKABLE,
        "votes in a committee are not in the record at hand",
    ),
)


def _of_results(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """“Stopped by a veto”, “agreed without a vote”, “the draft failed”, where no finding tells the result."""
    told = [
        f.claim.evidence for f in findings if f.claim.kind is ClaimKind.OUTCOME or f.verdict not in UNANSWERED
    ]
    for sentence in document.sentences:
        if sentence.kind in (SentenceKind.HEADLINE, SentenceKind.BYLINE):
            continue
        for part in re.finditer(r"[^;:]+", document.source.text[sentence.start : sentence.end]):
            words = part.group().strip(' .!?\n\t–—-•"“”')
            start = sentence.start + part.start() + part.group().find(words)
            end = start + len(words)
            read = next((r for r in RESULTS if r.words.search(words)), None)
            if read is None or _UNREAL.search(words) or any(e.start < end and start < e.end for e in told):
                continue
            claim = Claim(
                kind=ClaimKind.OTHER if read.outcome is None else ClaimKind.OUTCOME,
                text=read.text,
                measure="",
                evidence=document.evidence(start, end),
                outcome=read.outcome,
                attribution=chain_at(document, start, end),
            )
            yield Finding(claim=claim, verdict=read.verdict, reason=read.why)
