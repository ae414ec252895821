"""What became of a text: adopted, as amended, rejected, vetoed, agreed without a vote, or not agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.domain.events import Status
from dragoman.domain.measures import MeasureKind, Outcome
from dragoman.events.mood import is_condition
from dragoman.events.voting.ballots import OutcomeStatement, Reference
from dragoman.events.voting.naming import body_in
from dragoman.events.voting.references import reference_at
from dragoman.text.clauses import (
    agent_of,
    auxiliaries,
    clause_span,
    is_negated,
    is_passive,
    object_of,
    subject_of,
)
from dragoman.text.document import Document

Token = Any

FOUNDERING = frozenset(("sink", "fall", "founder", "flop", "collapse"))
"""What a text does that is not adopted."""
ADOPTING = frozenset(("adopt", "pass", "approve", "carry", "endorse", "clear", "prevail"))
REJECTING = frozenset(("reject", "defeat", "fail", *FOUNDERING))
BEATEN = frozenset(("beat", "lose", "refuse", "spurn", "quash", "overwhelm", "bury", "kill"))
"""What is said of a text that failed, in the passive."""
WINNING = frozenset(
    "pass win get gain secure be obtain muster achieve receive attract reach garner command carry find".split()
)
"""What a text fails to do that is not adopted."""
DEFEAT = re.compile(
    r"\b(?:(?:went|go|goes|gone|going) down(?: (?:to|in) (?:an? |the )?(?:\w+ )?defeat|(?= (?:by|to|with) )|(?=[.,;]))"
    r"|(?:met|meets?|suffer(?:ed|s)?|end(?:ed|s)? in|face[sd]|tast(?:ed|es)) (?:with )?(?:an? |its |the )?(?:\w+ )?(?:defeat|rejection)"
    r"|(?:miss(?:ed|es)|lack(?:ed|s)|f(?:ou|i)nds? no|(?:could|did) not find|never found|was denied|got no) (?:an? |the |its |any )?(?:\w+ )?majority"
    r"|(?:fell|falls|fallen|came|comes) (?:\w+ )?short(?: of (?:an? |the )?(?:\w+ )?(?:majority|two[- ]thirds))?(?=[.,;]|\s+(?:by|with|in|of (?:an?|the)) )"
    r"|(?:did|does|could) not (?:survive|make it|go through|get through|come through)|(?:was|were|been) (?:shot|struck|voted) down"
    r"|(?:came|comes) to (?:grief|nothing)|bit the dust)\b",
    re.IGNORECASE,
)
"""Words for a defeat beside a verb that tells nothing by itself: “went down to defeat”."""
LOSING = frozenset(
    "go meet suffer end face taste miss lack find deny get fall come survive make shoot strike bite".split()
)
"""The verbs of these."""
REFUSING = frozenset(("fail", "refuse", "decline"))
THROUGH = frozenset(("go", "sail", "scrape", "squeak", "get", "sweep", "come"))
PASSING = frozenset(("pass", "clear", "carry"))
"""What a text does to an organ: “it cleared the Council”."""
ORGANS = re.compile(
    r"\b(assembly|council|committee|members|states|countries|delegates|nations|vote|world body)\b",
    re.IGNORECASE,
)
WITHOUT_VOTE = re.compile(
    r"\b(without (?:a|any) (?:vote|ballot|division)|by consensus|by acclamation|without objection|on the nod)\b",
    re.IGNORECASE,
)
DECIDED = frozenset(
    (
        "welcome",
        "agree",
        "dispose",
        "decide",
        "endorse",
        "admit",
        "elect",
        "suspend",
        "settle",
        "renew",
        "extend",
    )
)
"""Verbs that tell of a decision only beside “without a vote”."""
UNVOTED = re.compile(
    r"\b(?:(?:was|were|is|are|has been|had been) (?:never|not) (?:put to (?:a|the) vote|voted (?:on|upon)|pressed to a vote|moved|tabled)"
    r"|never (?:came|went|got|made it) to (?:a|the) (?:vote|ballot|floor)|did not come to a vote|(?:was|were) (?:dropped|shelved|pulled) before)\b",
    re.IGNORECASE,
)
"""What a text does that nobody votes on."""
AMENDED = re.compile(
    r"\b(as amended|(?:after|once) (?:being|it (?:was|had been)) (?:\w+ )?amended|in amended form|amended (?:text|version|draft))\b",
    re.IGNORECASE,
)
NOT_FACT = frozenset(["will", "would", "may", "might", "could", "should", "can", "to"])


def find_outcomes(document: Document, references: tuple[Reference, ...]) -> tuple[OutcomeStatement, ...]:
    """Every statement of a result, in reading order."""
    by_head = {r.head: r for r in references}
    found: list[OutcomeStatement] = []
    for token in document.parse:
        if token.pos_ in ("VERB", "ADJ") or token.lemma_.lower() == "do":
            found += _of_verb(document, token, by_head)
    return tuple(sorted(found, key=lambda s: s.anchor))


def _of_verb(document: Document, verb: Token, references: dict[int, Reference]) -> Iterator[OutcomeStatement]:
    lemma = verb.lemma_.lower()
    if lemma == "do" and (done := _did_so(document, verb)):
        yield done
        return
    over = _refusal_over(verb) if lemma in ADOPTING else None
    if over is None and lemma in WINNING and verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "fail":
        return  # “failed *to carry*”: told by the other verb
    outcome = Outcome.REJECTED if over is not None else _outcome(verb, lemma)
    if outcome is None or verb.pos_ not in ("VERB", "ADJ"):
        return
    target, organ = (object_of(verb), subject_of(over)) if over is not None else _target(verb, lemma)
    reference = reference_at(target, references) if target is not None else None
    if reference is None and not _headline_result(document, verb):
        return
    if reference is not None and reference.kind is MeasureKind.STATEMENT:
        return
    if not _by_an_organ(document, organ, outcome):
        return
    start, end = clause_span(verb, *([target] if target is not None and target.sent == verb.sent else []))
    sentence = document.source.text[verb.sent.start_char : verb.sent.end_char]
    clause = document.source.text[start : max(end, min(verb.sent.end_char, verb.idx + 60))]
    if "had" in auxiliaries(verb) and WITHOUT_VOTE.search(clause):
        return  # “for years it had gone through by consensus”: not this vote
    if outcome is Outcome.ADOPTED and WITHOUT_VOTE.search(clause):
        outcome = Outcome.ADOPTED_WITHOUT_VOTE
    elif outcome is Outcome.ADOPTED and AMENDED.search(sentence):
        outcome = Outcome.ADOPTED_AS_AMENDED
    body = (
        body_in(document.source.text[organ.left_edge.idx : organ.idx + len(organ.text)])
        if organ is not None
        else None
    )
    yield OutcomeStatement(
        outcome=outcome,
        reference=reference,
        body=body or (reference.body if reference else None),
        start=start,
        end=end,
        anchor=verb.idx,
        status=_status(over if over is not None else verb),
    )


def _refusal_over(verb: Token) -> Token | None:
    """“*failed* to adopt it”, “*declined* to endorse it”: the verb by which an organ did not do so."""
    over = verb.head
    refused = verb.dep_ == "xcomp" and over.lemma_.lower() in REFUSING and not is_negated(over)
    return over if refused and object_of(verb) is not None else None


def _did_so(document: Document, verb: Token) -> OutcomeStatement | None:
    """“… asked the Assembly to repeal it, and in December it did so”: the organ acted as asked."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    so = next((c for c in verb.children if c.lower_ == "so" and c.i > verb.i), None)
    if subject is None or so is None or is_negated(verb):
        return None
    named = [m.code for m in document.mentions_of(subject) if m.code in ("UNGA", "UNSC", "HRC")]
    body = (
        named[0]
        if named
        else body_in(document.source.text[subject.left_edge.idx : subject.idx + len(subject.text)])
    )
    if body is None and subject.lower_ == "it" and not document.mentions_of(subject):
        body = body_in(document.source.text[verb.sent.start_char : subject.idx])
    if body is None:
        return None
    start, end = clause_span(verb)
    return OutcomeStatement(
        outcome=Outcome.ADOPTED, body=body, start=start, end=min(end, so.idx + len(so.text)), anchor=verb.idx
    )


def _outcome(verb: Token, lemma: str) -> Outcome | None:
    right = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    if lemma == "vote" and right == "down":
        return Outcome.REJECTED
    if lemma in LOSING and _stands_in(verb, DEFEAT):
        return Outcome.REJECTED
    if lemma in THROUGH and right == "through":
        return Outcome.ADOPTED
    if lemma == "turn" and (right == "down" or any(c.lower_ == "down" for c in verb.children)):
        return Outcome.REJECTED
    if lemma == "throw" and (right == "out" or any(c.lower_ == "out" for c in verb.children)):
        return Outcome.REJECTED
    if lemma in BEATEN and is_passive(verb) and not is_negated(verb):
        return Outcome.REJECTED
    if lemma == "veto":
        return None if is_negated(verb) else Outcome.VETOED
    if (lemma == "withdraw" and (is_passive(verb) or object_of(verb) is not None)) or _is_unvoted(verb):
        return Outcome.WITHDRAWN
    if lemma in DECIDED and not is_negated(verb) and WITHOUT_VOTE.search(_clause(verb)):
        return Outcome.ADOPTED_WITHOUT_VOTE
    positive = lemma in ADOPTING
    if not positive and lemma not in REJECTING:
        return None
    if is_negated(verb):
        return Outcome.REJECTED if positive else None
    if lemma == "fail":
        below = [c for c in verb.children if c.dep_ == "xcomp"]
        if below and not any(c.lemma_ in WINNING for c in below):
            return None
    return Outcome.ADOPTED if positive else Outcome.REJECTED


def _stands_in(verb: Token, words: re.Pattern[str]) -> bool:
    """Whether a verb is one of these words of its sentence."""
    place = verb.idx - verb.sent.start_char
    return any(m.start() <= place < m.end() for m in words.finditer(verb.sent.text))


def _is_unvoted(verb: Token) -> bool:
    """“was never put to a vote”, “did not come to a vote”."""
    if verb.lemma_ not in (
        "put",
        "vote",
        "press",
        "move",
        "table",
        "come",
        "go",
        "get",
        "make",
        "drop",
        "shelve",
        "pull",
    ):
        return False
    return _stands_in(verb, UNVOTED)


def _clause(verb: Token) -> str:
    """The verb's own words and what hangs on it."""
    text = verb.doc.text
    start, end = clause_span(verb)
    return str(text[min(start, verb.idx) : end])


def _target(verb: Token, lemma: str) -> tuple[Token | None, Token | None]:
    """The text and the organ of a verb of deciding."""
    if is_passive(verb):
        agent = agent_of(verb)
        by_organ = (
            agent is not None and not any(c.dep_ == "nummod" for c in agent.children) and agent.pos_ != "NUM"
        )
        return subject_of(verb), agent if by_organ and agent is not None and agent.lemma_ not in (
            "vote",
            "margin",
            "majority",
            "consensus",
            "acclamation",
        ) else None
    target = object_of(verb) or _beyond_particle(verb)
    if target is not None and lemma in PASSING and body_in(_noun_words(target)) is not None:
        subject = subject_of(verb)
        relative = subject is not None and subject.lower_ in ("which", "that") and verb.dep_ == "relcl"
        return (verb.head if relative else subject), target
    if target is not None and lemma not in ("fail", *FOUNDERING, *LOSING, "prevail", *THROUGH):
        return target, subject_of(verb)
    return subject_of(verb), None


def _beyond_particle(verb: Token) -> Token | None:
    """“voted *down the text*”, where the particle is taken for a preposition."""
    particles = (c for c in verb.children if c.lower_ in ("down", "out") and c.i == verb.i + 1)
    return next((c for p in particles for c in p.children if c.dep_ == "pobj"), None)


def _noun_words(noun: Token) -> str:
    return str(noun.doc.text[noun.left_edge.idx : noun.idx + len(noun.text)])


def _by_an_organ(document: Document, organ: Token | None, outcome: Outcome) -> bool:
    """A single state's “rejected the text” is its stance, no result; the passive without agent is a result."""
    if organ is None:
        return True
    text = document.source.text[organ.left_edge.idx : organ.idx + len(organ.text)]
    if (organ.pos_ == "NUM" or any(c.dep_ == "nummod" for c in organ.children)) and body_in(text) is None:
        return False  # “fourteen states rejected it”: a count of noes
    named = document.mentions_of(organ)
    return (
        bool(ORGANS.search(text))
        or any(m.code in ("UNGA", "UNSC", "UN", "HRC") for m in named)
        or outcome in (Outcome.VETOED, Outcome.WITHDRAWN)
    )


def _headline_result(document: Document, verb: Token) -> bool:
    """“RESULT. Adopted: 128 in favour …”: a bare participle with figures after it."""
    after = document.source.text[verb.idx + len(verb.text) : verb.idx + len(verb.text) + 4]
    first = document.source.text[max(0, verb.sent.start_char) : verb.idx].strip()
    return (
        verb.tag_ in ("VBN", "VBD")
        and not re.search(r"[a-z]{4,}", first)
        and bool(re.match(r"\s?[:,(–—.]|\s\d", after))
    )


def _status(verb: Token) -> Status:
    words = auxiliaries(verb)
    if "will" in words or "to" in words:
        return Status.FUTURE
    if verb.dep_ == "advcl" and is_condition(verb):
        return Status.HYPOTHETICAL
    return Status.HYPOTHETICAL if any(w in NOT_FACT for w in words) else Status.ACTUAL
