"""Whose a text is called in passing: “a Maltese draft”, “Malta's text”, “the idea came from Malta”, “which Malta had written”.

Where the record knows the sponsors of a vote that the report surely means, another owner is a conflict; where it does not,
such words are not checkable. Of several texts the one named nearest is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman import world
from dragoman.claims.asserted import name_of
from dragoman.claims.series import History, Told, answered, sentences
from dragoman.claims.subjects import Entry, words_of
from dragoman.claims.wording import label
from dragoman.domain.actors import ActorKind, Mention, MentionForm
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.measures import Stance
from dragoman.domain.sources import Source
from dragoman.text.sieve import Sieve

_WHAT = r"(?:drafts?|resolution|text|proposal|motion|initiative|wording|version|paper|idea)"
_MADE = (
    r"(?:drafted|written|tabled|submitted|introduced|presented|sponsored|authored|penned|proposed|circulated|moved|initiated|promoted|"
    r"(?:put|brought) (?:forward|in)|drawn up|brought)"
)
_DID = rf"(?:{_MADE}|wrote|put (?:it |the (?:final )?\w+ )?(?:forward|to the|before the|on the table)|had (?:put|brought) (?:forward|in))"
_OWN = Sieve(
    rf"\b{_WHAT}\b|\b(?:author|sponsor|drafter|penholder|architect)s?\b|\bdriving force\b",
)
_PATTERNS = (
    rf"(?P<who>Ⓥ++)['’]s? (?:own )?(?:(?!amend)[\w-]+ ){{0,2}}?{_WHAT}\b",
    rf"(?P<demonym>Ⓥ++)(?:['’] own)? (?:(?!amend|veto)[\w-]+ ){{0,2}}?{_WHAT}\b",
    rf"(?P<who>Ⓥ++)-{_MADE}\b",
    rf"\b{_WHAT},? [^.;:Ⓥ]{{0,30}}?\b{_MADE}(?: \w+ly| as usual| this year)? by (?:the )?(?P<who>Ⓥ++)",
    rf"\b(?:that|which) (?:the )?(?P<who>Ⓥ++) (?:had |has |have )?(?:itself |also )?{_DID}\b",
    rf"\b(?:it (?:was|is)|that was) (?:the )?(?P<who>Ⓥ++) (?:that|who|which) (?:had |has )?{_DID}\b",
    rf"\b{_WHAT} (?:had |has )?(?:come|came|comes|originated|originates|stemmed|stems) (?:from|with) (?:the )?(?:pen of )?(?P<who>Ⓥ++)",
    r"(?P<who>Ⓥ++)(?:,| was| is)? (?:the |its )?(?:\w+ )?(?:author|sponsor|drafter|penholder|architect|driving force)\b(?! of (?!the (?:text|draft|resolution)))",
    rf"\b(?:author|sponsor|drafter|penholder|architect)(?: of (?:the|this) {_WHAT})?(?: was| is|,) (?:the )?(?P<who>Ⓥ++)",
    rf"(?P<who>Ⓥ++) (?:had|have|has) (?:an?|its|their) (?:\w+ )?{_WHAT}(?: of (?:its|their) own)?",
    rf"(?P<who>Ⓥ++) (?:had )?put the (?:\w+ )?{_WHAT} (?:to the (?:assembly|vote|floor)|before|on the table)",
    rf"\bat the request of (?:the )?(?P<who>Ⓥ++), (?:the|a) {_WHAT}\b",
    rf"\b{_WHAT} (?:was|is) (?:the (?:work|brainchild) of )?(?P<who>Ⓥ++)(?=['’]s?(?: own)?\s*[.,;])",
)
_READERS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)
_ELSEWHERE = re.compile(
    r"\bveto\w*|\bamend\w+\b|\bcouncil\b|\bcommittee\b|\b(?:operative|preambular) paragraph|\bpeace plan\b|\bplan to\b",
    re.IGNORECASE,
)
"""Sentences in which other texts are spoken of: those vetoed, amendments, texts of another organ."""
SHORT = ("U.S.", "US", "UK", "U.K.")
"""Names that stand for a demonym too."""
NEAR = 300
"""Characters within which words on a vote make the owner beside them that of its text."""


def find_owners(history: History, found: Sequence[Finding], source: Source) -> Iterator[Finding]:
    """Findings on owners told in passing, where no claim on a sponsor stands already that the record answers."""
    taken = [
        f.claim.evidence
        for f in found
        if f.claim.kind is ClaimKind.SPONSORSHIP and f.verdict is not Verdict.NOT_CHECKABLE
    ]
    for start, end in sentences(source.text) if history.told else ():
        if not _OWN.search(source.text, start, end) or _ELSEWHERE.search(source.text, start, end):
            continue
        for owner, span in _owners(source.text, start, end):
            if any(e.start < span[1] and span[0] < e.end for e in taken):
                continue
            told = _meant(history, source.text, span, (start, end))
            finding = _judged(history, told, owner, span, source) if told is not None else None
            is_wrong = finding is not None and finding.verdict is Verdict.CONFLICTS
            if is_wrong and not (
                _IS_TEXT.search(source.text, *span) or _OF_A_VOTE.search(source.text, start, end)
            ):
                continue  # “Malta's proposal to send observers”
            if finding is not None and not _says_little(finding, found, source):
                taken.append(finding.claim.evidence)
                yield finding


_IS_TEXT = re.compile(r"\b(?:drafts?|resolution|text|wording)\b", re.IGNORECASE)
_OF_A_VOTE = re.compile(
    r"\b(?:resolution|text|draft|vot\w+|adopt\w+|assembly|passed|carried)\b", re.IGNORECASE
)


def _says_little(finding: Finding, found: Sequence[Finding], source: Source) -> bool:
    """Whether the right owner is but part of a name, “Malta's text”, or the same is told of these words already."""
    e = finding.claim.evidence
    if finding.verdict is Verdict.NOT_CHECKABLE:
        told = (f.claim.evidence for f in found if f.claim.kind is ClaimKind.SPONSORSHIP)
        return any(o.start < e.end and e.start < o.end for o in told)
    in_name = _IN_NAME.fullmatch(e.text) is not None and not _ANEW.search(source.text, 0, e.start)
    return finding.verdict is Verdict.MATCHES and in_name


_IN_NAME = re.compile(rf"\S+(?: \S+){{0,2}}?['’]?s?(?:-\w+)?(?: [\w-]+){{0,2}}? {_WHAT}", re.IGNORECASE)
_ANEW = re.compile(r"\b(?:an?|there (?:was|is)) (?:\w+ )?$", re.IGNORECASE)


def _owners(text: str, start: int, end: int) -> Iterator[tuple[Mention, tuple[int, int]]]:
    """The states that a sentence calls owners of a text, each with where it does so."""
    sentence, names = text[start:end], {}
    masked = sentence
    for hit in world.find_names(sentence):
        actors = world.resolve(hit, context=sentence).actors
        if len(actors) == 1 and actors[0].kind is ActorKind.STATE:
            names[hit.start] = Mention(
                actor=actors[0], text=hit.text, start=start + hit.start, end=start + hit.end, form=hit.form
            )
            masked = masked[: hit.start] + "Ⓥ" * (hit.end - hit.start) + masked[hit.end :]
    for reader in _READERS if names else ():
        for match in reader.finditer(masked):
            part = "demonym" if "demonym" in reader.groupindex else "who"
            owner = names.get(match.start(part))
            as_adjective = owner is not None and (owner.form is MentionForm.DEMONYM or owner.text in SHORT)
            if owner is not None and (part == "who" or as_adjective):
                yield owner, (start + match.start(), start + match.end())


def _meant(history: History, text: str, span: tuple[int, int], sentence: tuple[int, int]) -> Told | None:
    """The vote whose text is spoken of: one whose title stands in the sentence, else the nearest."""
    words = words_of(text[sentence[0] : sentence[1]])
    near = [
        (t, min(abs(a - span[0]) if a < span[0] else abs(a - span[1]) for a in t.ballot.anchors))
        for t in history.told
        if t.ballot.anchors
    ]
    by_title = [
        (history.subjects.weight(words & words_of(e.title)), e, t)
        for t, gap in near
        if gap <= NEAR
        for e in (t.record, *_beside(history, t))
    ]
    best = max((w for w, _, _ in by_title), default=0.0)
    named = {e.id: (e, t) for w, e, t in by_title if w == best}
    if best > 0 and len(named) == 1:
        entry, told = next(iter(named.values()))
        return (
            told
            if entry is told.record
            else next((Told(told.ballot, r) for r in history.votes([entry])), None)
        )
    nearest = min(near, key=lambda pair: pair[1], default=None)
    return nearest[0] if nearest is not None and nearest[1] <= NEAR else None


def _beside(history: History, told: Told) -> list[Entry]:
    """The other votes of the day on the same matter whose sponsors are known."""
    own = history.subjects.of_session(told.record)
    return [e for e in own if e.sponsors and e.held == told.record.held and e.id != told.record.id]


def _judged(
    history: History, told: Told, owner: Mention, span: tuple[int, int], source: Source
) -> Finding | None:
    record, seat = told.record, owner.actor.seat or owner.code
    claim = Claim(
        kind=ClaimKind.SPONSORSHIP,
        text=f"{owner.code} sponsored {name_of(told.ballot)}",
        measure=told.ballot.measure.id,
        evidence=source.evidence(*span),
        actor=owner,
        stance=Stance.SPONSOR,
    )
    if not record.sponsors:
        return answered(claim, Verdict.NOT_CHECKABLE, "roll calls do not show who sponsored a text", record)
    reason = f"{label(record)} was sponsored by {', '.join(world.name_of(s, record.held) for s in record.sponsors)}"
    if seat in record.sponsors:
        return answered(claim, Verdict.MATCHES, reason, record)
    own = next((r for r in history.votes(_beside(history, told)) if seat in r.sponsors), None)
    if own is not None:
        return answered(
            claim, Verdict.MATCHES, f"{label(own)} was sponsored by {world.name_of(seat, own.held)}", own
        )
    elsewhen = any(seat in e.sponsors for e in history.subjects.of_session(record))
    if elsewhen or seat in history.subjects.codes(record):
        return None  # an owner of another text, or a text on that state
    return answered(claim, Verdict.CONFLICTS, reason, record)
