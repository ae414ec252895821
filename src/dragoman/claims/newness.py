"""Words that call a choice new in other ways than “for the first time”: “had always abstained until now”, “its no was without
precedent”, “no Polish envoy had done so”, “a newcomer among the opponents”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from dragoman.events.voting.tallies import NUMBER
from dragoman.text.sieve import Sieve


class Kind(Enum):
    """How a choice is called new, which tells where its state stands in the sentence."""

    NEVER = "never"
    """“Peru had never opposed it”: of the subject."""
    NEVER_HAD = "never had"
    """“Never had Peru opposed it”: of the subject, which follows."""
    NO_ENVOY = "no envoy"
    """“No Peruvian envoy had done so”: of the state named within."""
    HELD = "held"
    """“The no was Peru's first”: of the state named within."""
    ECHO = "echo"
    """“So did Peru”, behind a first: of the state named within."""
    ALWAYS = "always"
    """“Peru had always supported it”: of the subject, on another side than the one told."""
    NOUN = "noun"
    """“Peru's no was a first”: of a holder, of those it was a first for, or of the sentence before."""
    NEWCOMER = "newcomer"
    """“Peru was a newcomer among the noes”: of the subject, or of those who are named after it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that call a choice new."""

    kind: Kind
    start: int
    end: int


_VOTE = r"(?:texts?|votes?|occasions?|sessions?|years?|ballots?|times?|resolutions?|drafts?|motions?|one|rounds?|assembl(?:y|ies))"
_EARLIER = r"(?:earlier|previous|prior|past|preceding|former|other)"
_BEFORE = (
    rf"(?:\bbefore\b|\bpreviously\b|\bhitherto\b|\buntil (?:now|then|today|this \w+|\w+day)\b|\bany (?:of (?:the|its|their) )?{_EARLIER}\b|\bany {_VOTE} (?:before|so far|until)|\bever\b|\byet\b|"
    rf"\bin (?:(?:more|less) than |over |almost |nearly |some |about )?(?:{NUMBER}|a) (?:years|decades?)\b|\bsince\b|\bin (?:its|their|the) (?:whole |entire )?history\b)"
)
_LEAD = r"(?:,? (?:also|likewise|too|both|all|each|itself|themselves|however|indeed|hitherto|previously|(?:up )?(?:until|till|to) (?:now|then|today|this \w+|\w+day)),?)*"
_ENVOY = r"(?:delegations?|envoys?|governments?|delegates?|diplomats?|representatives?|ambassadors?|administrations?|cabinets?|leaders?|presidents?|ministers?|missions?|votes?)"
_PATTERNS = (
    (
        Kind.NO_ENVOY,
        Sieve(
            rf"\bno (?:{_EARLIER} )?[\w’' -]{{3,30}}? {_ENVOY} (?:had|has|have)\b(?: ever| yet| previously)*"
        ),
    ),
    (
        Kind.HELD,
        Sieve(
            rf"\b(?:was|is|marked|became) [\w’'.-]{{3,20}}(?: [\w-]{{3,20}})?['’]s? (?:very )?first(?: ever)?(?=[.,;:]|$| on | against | in )"
            rf"|\bthe first [\w’'.-]{{2,20}} {_ENVOY} (?:ever )?to (?=vote|oppose|abstain|support|back|reject|press|say)"
        ),
    ),
    (
        Kind.ECHO,
        Sieve(
            r"\bso (?:did|had|was|were) [\w’' -]{4,40}(?=[.,;:]|$)|\b[\w’']{4,20} did (?:likewise|the same)\b"
        ),
    ),
    (
        Kind.NEVER_HAD,
        Sieve(
            rf"\b(?:never(?! (?:before|previously|until))|not once|nor|not (?:at|on|in) any {_EARLIER} {_VOTE})\b[^.;:,]{{0,40}}? (?:had|has|have)\b"
        ),
    ),
    (
        Kind.NEVER,
        Sieve(
            rf"\b(?:had|has|have){_LEAD} (?:never|not once)\b(?! failed)(?: yet| ever| before| once| previously)*"
            rf"|\b(?:had|has|have)(?:{_LEAD} not|n['’]t)\b(?=[^.;:]{{0,90}}?{_BEFORE})"
            r"|\b(?:having (?:never|not once)|never having|none of (?:them|these|the (?:two|three|four)) (?:having|had|has))\b(?! failed)"
            rf"|\bneither (?:of (?:them|the two) )?(?:had|has)\b(?=[^.;:]{{0,60}}?(?:{_BEFORE}|\bdone\b))"
            rf"|\bunder no {_EARLIER} (?:government|leader|president)\b"
        ),
    ),
    (
        Kind.ALWAYS,
        Sieve(
            rf"\b(?:had|has|have){_LEAD} (?:always|invariably|consistently)\b"
            rf"|\b(?:on|at|in|to|of)? ?(?:every|all|each)(?: single| of the| the| one of the)?(?: \w+)? {_EARLIER} (?:\w+ )?{_VOTE}\b"
            rf"|\b(?:every|each) (?:year|time|session) (?:until now|so far|before)\b|\b(?:every|all) such {_VOTE}\b|\bwithout exception\b|\bnever failed to\b"
        ),
    ),
    (
        Kind.NOUN,
        Sieve(
            r"\b(?:was|is|were|marked|marks|represented|represents|came as)(?: also| likewise| too| again| even| itself| both| all)*"
            r" (?:(?:an?|the|its|their|another) )?(?:first|novelty|premiere|debut|something (?:quite |entirely |altogether )?new|(?:quite |entirely |altogether )?new|unprecedented|without precedent|unheard[- ]of|one)"
            r"(?: ever| as well| too| likewise| also| in its history)*(?=[.,;:]|$| for (?!the\b|its|their)| on (?:this|the|such|it)\b| against\b| since\b)"
            r"|\bthe first time (?:ever )?(?:that )?(?:it|they|either|both|he|she|the (?:country|two|three|pair|republic|kingdom|island))\b"
            r"|(?<=[–—-] )(?:a|its|their|another) first(?: ever| as well| too)*(?=[.,;:]|$| for )"
        ),
    ),
    (
        Kind.NEWCOMER,
        Sieve(
            r"\b(?:newcomers?|debutants?|first-timers?|novices?|new arrivals?|new recruits?)\b|\bnew (?:to|among|in|on) (?:the|that|this) (?:\w+ )?(?:camp|side|ranks|opponents|noes|group|company|column|abstain\w+|supporters|ayes|list|fence)\b"
            r"|\bma(?:de|kes|king) (?:its|their) debuts? (?:among|in|on|as)\b|\bbr(?:oke|eaking|eaks) new ground\b"
        ),
    ),
)


def find_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """The words of one sentence that call a choice new, in no order; those within others are left out."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            if not any(match.start() < b and a < match.end() for a, b in taken):
                taken.append(match.span())
                yield Cue(kind, *match.span())


_SIDES = {
    "abstain": r"\babst\w+|\bfence\b|\bundecided\b|\bmiddle ground\b|\bneutral\w*",
    "no": r"\bnoe?s\b|\bnays?\b|\bno(?= (?:votes?|camp|column|side|corner|was|is|marked)\b|[.,;:\"”’]|$)|\b(?:vot\w+|said|says?|saying) no\b|\bagainst\b|\boppos\w+|\bopponents?\b"
    r"|\bnegative\b|\bdissent\w*|\brefus\w+|\breject\w+|\bred button\b|\bpress\w+ red\b",
    "yes": r"\bin favou?r\b|\bayes?\b|\byes(?:es)?\b|\bsupport\w*|\bback(?:ed|ing|ers?)\b|\bvot\w+ for\b|\bapprov\w+|\bendors\w+|\bgreen button\b|\bpress\w+ green\b",
}
_SIDE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _SIDES.items()), re.IGNORECASE)


def chosen_in(text: str, start: int, end: int) -> set[str]:
    """The sides on which somebody is said to be between two places: `yes`, `no` and `abstain`."""
    return {m.lastgroup or "" for m in _SIDE.finditer(text, start, end)}
