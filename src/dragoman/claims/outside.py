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
from dragoman.events.voting.naming import COMMITTEE
from dragoman.text.document import Document, SentenceKind
from dragoman.text.sieve import Sieve

MANY = 8
"""Findings that make a report one on votes, whether or not the record answers any."""
OPEN = (Verdict.SILENT, Verdict.NOT_CHECKABLE, Verdict.SEVERAL)
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
_TEXT = (
    r"(?:drafts?|texts?|resolutions?|motions?|proposals?|amendments?|applications?|papers?|pact|declaration|compact|request|"
    r"attempt|bid|extension|renewal|clause|call|plan|statement)"
)
_VETOED = Sieve(
    r"\bveto(?:ed|es)?\b(?![- ](?:wielding|power|right|holder|member|threat|proof|free))|"
    rf"\b(?:struck|shot) down\b[^.;:]{{0,40}}?\b{_TEXT}\b|"
    rf"\b(?:killed|blocked|stopped|quashed|scuppered|torpedoed)\b[^.;:]{{0,40}}?\b{_TEXT}\b",
)
_WITHOUT_VOTE = (
    r"(?:without (?:a|any|a single|a further|further) (?:vote|ballot|count|division|delegation asking)|by consensus|"
    r"by acclamation|without objection|on the nod)"
)
_UNVOTED = Sieve(
    rf"\b(?:\w{{3,}}ed|gone|went|go|goes|adopts|disposes? of|chose|took)\b[^.;:]{{0,60}}?\b{_WITHOUT_VOTE}\b|"
    rf"\b{_WITHOUT_VOTE},? (?:\w+ ){{0,4}}?\w{{3,}}ed\b|"
    r"\b(?:needed|required|took|called for) no vote\b|\bno vote was (?:needed|taken|asked for|called|required)\b|"
    r"\b(?:nobody|no one|no delegation) (?:asked|called) for a (?:vote|ballot|count)\b",
)
_FAILED = Sieve(
    rf"\b{_TEXT}\b[^.;:]{{0,60}}?\b(?:failed|foundered|collapsed|died|perished|fell short|(?:was|had been|were) (?:withdrawn|abandoned|dropped|shelved|scrapped|pulled))\b(?! to)|"
    rf"\b(?:council|assembly|committee|members)\b[^.;:]{{0,40}}?\b(?:failed|unable|could not|did not) (?:to )?(?:agree|adopt)\b|"
    rf"\bfailed (?:for (?:lack|want) of|by \w+ votes?|to (?:win|get|gain|muster|secure|obtain))\b|"
    rf"\b(?:withdrew|thrown out|threw out|voted down)\b[^.;:]{{0,40}}?\b{_TEXT}\b|"
    rf"\b{_TEXT}\b[^.;:]{{0,60}}?\b(?:was|were|been) (?:then |also |later )?(?:beaten|thrown out|voted down|turned down|refused)\b",
)
_AMENDED = Sieve(
    r"\b(?:amendments?|changes)\b[^.;:]{0,60}?\b(?:is|are) (?:\w+ )?(?:accepted|adopted|carried|rejected|defeated|voted down|beaten|lost|withdrawn)\b|"
    r"\b(?:writ\w+|wrote|got|getting|inserted|inserting|won|pushed|filled|put) (?:it )?(?:\w+ ){0,3}?amendments?\b|\bamendments? (?:\w+ )?(?:failed|fell|prevailed|passed)\b|"
    r"\bamendments?\b[^.;:]{0,120}?\b(?:was|were|been) (?:\w+ )?(?:accepted|adopted|carried|rejected|defeated|voted down|beaten|lost|withdrawn|incorporated)\b|"
    r"\b(?:offered|moved|tabled|proposed|pressed|tried) (?:an?|the|\w+) (?:\w+ )?amendments?\b|"
    r"\bupholding a ruling\b|\b(?:insertion|deletion) of (?:a|the) (?:\w+ )?paragraph\b",
)
_UNREAL = re.compile(
    r"\b(?:would|could(?! not)|might|(?-i:may)|threat\w*|will|not an?|if|power|right of|risk\w*|fear\w*)\b|\b(?:without an?|no|any) veto(?:es)?\b|\bha(?:s|ve|d) (?:an?|the) veto\b|\bno (?:\w+ )?(?:texts?|drafts?|resolutions?|statements?)\b",
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
    _Result(
        COMMITTEE,
        "a committee dealt with a text",
        Verdict.NOT_CHECKABLE,
        "votes in a committee are not in the record at hand",
    ),
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
)


def _of_results(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """“Stopped by a veto”, “agreed without a vote”, “the draft failed”, where no finding tells the result."""
    kinds = (ClaimKind.DATE, ClaimKind.OTHER)
    told = [
        f.claim.evidence
        for f in findings
        if f.claim.kind is ClaimKind.OUTCOME or (f.verdict not in OPEN and f.claim.kind not in kinds)
    ]
    organs = [f.claim.evidence for f in findings if f.claim.kind is ClaimKind.OTHER]
    text = document.source.text
    for sentence in document.sentences:
        if sentence.kind in (SentenceKind.HEADLINE, SentenceKind.BYLINE):
            continue
        for part in _PARTS.finditer(text, sentence.start, sentence.end):
            read, match = next(
                ((r, m) for r in RESULTS if (m := r.words.search(text, *part.span()))), (None, None)
            )
            if read is None or match is None or _is_unreal(text, part.start(), match):
                continue
            start, end = _trimmed(text, *part.span())
            known = [*told, *organs] if read.words is COMMITTEE else told
            if any(e.start < match.end() and match.start() < e.end for e in known):
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


def _is_unreal(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the clause, up to the words for the result, tells of what may be or did not happen."""
    first = max(start, text.rfind(", ", start, match.start()) + 1)
    return _UNREAL.search(text, first, match.end() + SOON) is not None


SOON = 8
"""Characters after the words within which “would” is said of them."""
_PARTS = re.compile(r"[^;:]++")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the words between two places, without blanks and stops around them."""
    words = text[start:end].strip(' .!?\n\t–—-•"“”')
    first = text.find(words, start)
    return first, first + len(words)
