"""Results told as what an organ did: “the Council extended the mandate”, “Chile was censured”, “they adopted a text on Iran”.

Words like these say that a text was adopted. They are borne out where they stand in a sentence on a vote that the report
surely means; where the text was not adopted they may be of another, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.claims.asserted import name_of
from dragoman.claims.series import Told, answered, paragraph_of
from dragoman.claims.wording import label, totals
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.measures import Outcome
from dragoman.domain.sources import Source

_DONE = (
    r"(?:re)?(?:adopted|approved|passed|carried|endorsed|extended|renewed|prolonged|imposed|lifted|tightened|eased|loosened|widened|"
    r"condemned|censured|deplored|denounced|rebuked|reprimanded|chided|demanded|reaffirmed|affirmed|established|created|authori[sz]ed|"
    r"admitted|expelled|suspended|restored|recogni[sz]ed|proclaimed|declared|terminated|welcomed|requested|mandated|ratified|voted)"
)
_ALSO_DONE = (
    r"(?:called (?:for|on|upon)|asked|urged|decided|resolved|set up|put|gave|backed|sent|told|said yes|ended|invited|placed|came out|"
    r"upheld|blessed|made|took|granted|ordered|struck|confirmed)"
)
_ORGAN = r"\b(?:(?:general |security |world )?(?:assembly|council)|united nations|U\.N\.|UN|world body|(?:assembly|council) members)\b(?!['’-])"
_ACTIVE = re.compile(
    rf"(?:\bthe )?(?:\bUN |\bU\.N\. |\bunited nations )?(?:\b[1-3]\d-(?:member|nation) )?{_ORGAN}"
    rf"(?P<gap>(?:(?! (?:who|which|that|whose|was|were|is|not|never|would|could|might|will|should|to|if|has to)\b)[^.;:!?\n]){{0,70}}?) (?:{_DONE}|{_ALSO_DONE})\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b(?:was|were|has been|have been|had been|being|got)\b(?: (?:\w+ly|then|thus|also|again|still|duly|first|last|just|none the less|all the same|once more))? {_DONE}\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\badopted\b|\b(?:passed|approved|carried|endorsed)\b(?=,? (?:with|by|on|last|without|unanimously|against|\d|in (?:the|a|its)\b)|[.,;!]|$)",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:will|would|could|might|may|should|can|to|not|never|nor|if|unless|until|before|refus\w+|fail\w*|expected|due|yet|without|hop\w+|want\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:without (?:a|any) (?:vote|ballot|division)|by consensus|by acclamation|committee|conference|parliament|congress|senate|"
    r"summit|commission|cabinet|court|government|veto\w*)\b",
    re.IGNORECASE,
)
"""What says that it was done without a vote, or elsewhere."""
_END = re.compile(r"[,;:.!?—–\n]|\s(?:and|but|which|who|while|although|after|because|as|when)\s")
LEFT = 28
"""Characters before the verb in which a modal or a denial is said of it."""
MOST = 90
"""Most characters of an act after its verb."""


def find_acts(told: Sequence[Told], found: Sequence[Finding], source: Source) -> Iterator[Finding]:
    """What was done by a vote surely meant, once in each paragraph on it that tells its result in no other words."""
    known = [
        (f.symbol, paragraph_of(source.text, f.claim.evidence.start))
        for f in found
        if f.claim.kind is ClaimKind.OUTCOME
    ]
    taken = [
        (f.claim.evidence.start, f.claim.evidence.end) for f in found if f.claim.kind is ClaimKind.OUTCOME
    ]
    for t in told:
        if t.record.outcome is None or not t.record.outcome.adopted:
            continue
        symbol = t.record.symbol or t.record.draft
        for first, last in t.ballot.sentences:
            place = (symbol, paragraph_of(source.text, first))
            span = None if place in known else _act(source.text, first, last)
            if span is None or any(a < span[1] and span[0] < b for a, b in taken):
                continue
            known.append(place)
            taken.append(span)
            yield _adopted(t, span, source)


def _adopted(told: Told, span: tuple[int, int], source: Source) -> Finding:
    claim = Claim(
        kind=ClaimKind.OUTCOME,
        text=f"{name_of(told.ballot)} was {Outcome.ADOPTED}",
        measure=told.ballot.measure.id,
        evidence=source.evidence(*span),
        outcome=Outcome.ADOPTED,
    )
    reason = f"{label(told.record)} was {told.record.outcome}, {totals(told.record.tally)}"
    return answered(claim, Verdict.MATCHES, reason, told.record)


def _act(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a sentence tells of an act, to the end of its clause."""
    for pattern in (_ACTIVE, _PASSIVE, _PLAIN):
        for match in pattern.finditer(text, start, end):
            if _UNREAL.search(text, max(start, match.end() - LEFT - 10), match.end()):
                continue
            if _OTHERWISE.search(text, max(start, match.start() - LEFT), min(end, match.end() + MOST)):
                continue
            stop = _END.search(text, match.end(), min(end, match.end() + MOST))
            last = stop.start() if stop else min(end, match.end() + MOST)
            return match.start(), text.rfind(" ", 0, last) if stop is None and last < end else last
    return None
