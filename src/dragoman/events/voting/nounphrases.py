"""What a noun phrase says of the text that it stands for: owner, subject, number, parts."""

from __future__ import annotations

import re
from typing import Any

from dragoman.domain.actors import Mention, MentionForm
from dragoman.domain.measures import MeasureKind
from dragoman.events.voting.ballots import Reference
from dragoman.events.voting.naming import (
    DOING,
    NOUNS,
    NUMBERED,
    SYMBOL,
    body_in,
    codes_of,
    content_words,
    words_up_to,
)
from dragoman.text.clauses import conjuncts, is_negated, prepositional
from dragoman.text.document import Document

Token = Any

ORDER = re.compile(
    r"\b(former|latter|first|second|third|rival|competing|other|earlier|previous|later|separate|another|"
    r"alternative|counter|next)\b",
    re.IGNORECASE,
)
SPONSORED = re.compile(
    r"\b(led|drafted|sponsored|backed|proposed|written|authored|penned|submitted|tabled|introduced)$"
)


_PROCEDURAL = re.compile(
    r"\b(?:adjourn\w*|no[- ]action|take no action|to close|closure|two[- ]thirds|postpone\w*|defer\w*|divi(?:de|sion)|"
    r"separate(?:ly)? vote|voted? (?:on )?separately|reconsider\w*|procedural|delete|suspend the (?:meeting|debate)|secret ballot)\b",
    re.IGNORECASE,
)
"""What a motion or an oral proposal asks for that no resolution does: how to go on, not what to decide."""


def find_phrase(document: Document, head: Token) -> Reference:
    stop = next((t.i for t in head.subtree if t.i > head.i and t.text in (":", ";")), head.right_edge.i + 1)
    subtree = [
        t for t in head.subtree if t.i < stop and not _clause_outside(t, head) and not _beside(t, head)
    ]
    first, last = _core(head)
    end = _cut(document.source.text, head.idx + len(head.text), last.idx + len(last.text))
    text = document.source.text[subtree[0].idx : subtree[-1].idx + len(subtree[-1].text)]
    before = document.source.text[max(0, first.idx - 12) : first.idx]
    sponsors = tuple(dict.fromkeys(_sponsors(document, head)))
    about_tokens = [t for t in subtree if t != head and not any(m.start <= t.idx < m.end for m in sponsors)]
    codes = codes_of(document, [t for t in about_tokens if t.dep_ != "relcl"])
    numbered = NUMBERED.search(
        document.source.text, min(first.idx, head.idx), min(len(document.source.text), head.idx + 40)
    )
    symbol = SYMBOL.search(document.source.text, first.idx, last.idx + len(last.text) + 30)
    determiner = next((c.lower_ for c in head.children if c.dep_ == "det"), None)
    order = ORDER.search(document.source.text[first.idx : head.idx] + " " + before[-8:])
    motion = _PROCEDURAL.search(text) if head.lemma_.lower() in ("motion", "proposal") else None
    of_kind = determiner in ("a", "an") and _is_not_taken(head)
    return Reference(
        start=first.idx,
        end=end,
        head=head.i,
        kind=MeasureKind.MOTION if motion else NOUNS.get(head.lemma_.lower(), MeasureKind.RESOLUTION),
        body=body_in(text) or _organ_of_clause(head),
        symbol=symbol.group() if symbol and symbol.start() <= head.idx + len(head.text) + 12 else None,
        number=numbered["number"].strip()
        if numbered and numbered.start() <= head.idx < numbered.end()
        else None,
        sponsors=sponsors,
        about=frozenset()
        if of_kind
        else _own_word(head)
        | (
            content_words([*about_tokens, *_deeds(head)])
            | ({"repeal"} if head.lemma_.lower() in ("repeal", "revocation") else frozenset())
        )
        - {w for m in sponsors for w in m.text.lower().split()},
        about_codes=frozenset() if of_kind else codes | codes_of(document, _deeds(head)),
        indefinite=determiner in ("a", "an", "another") and not of_kind,
        plural=head.tag_ in ("NNS", "NNPS"),
        which=order.group(1).lower() if order else None,
        parts=_parts(document, head),
    )


def _is_not_taken(head: Token) -> bool:
    """“would not vote down *a draft that …*”: the text spoken of, by its kind."""
    verb = head.head
    if head.dep_ != "dobj" or verb.pos_ != "VERB":
        return False
    return is_negated(verb) or (verb.dep_ == "xcomp" and is_negated(verb.head))


def _organ_of_clause(head: Token) -> str | None:
    """The organ in which the verb over a text has it: “brought a draft *to the Assembly*”, “a text that Peru tabled *in the
    Human Rights Council*”."""
    verb = head.head
    if head.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
        return None
    place = prepositional(verb, "through", "to", "before", "in", "at")
    return body_in(words_up_to(place)) if place is not None and place.i > head.i else None


_OUTSIDE = re.compile(
    r"\s*(?:\(|\bby (?:an? |\d|the (?:vote|margin))|\bwith (?:\d|\w+ (?:votes|abstentions))|\b(?:passed|was|were|won|got) )"
)


def _cut(text: str, start: int, end: int) -> int:
    """The end of a phrase before what is said of its vote, which a wrong parse may hang on it."""
    match = _OUTSIDE.search(text, start, end)
    return match.start() if match else end


def _own_word(head: Token) -> frozenset[str]:
    """The noun itself where it says something: “the call”, “the ban”; never “the resolution”."""
    lemma = head.lemma_.lower()
    return frozenset() if lemma in NOUNS or head.pos_ in ("PRON", "NUM", "DET") else frozenset((lemma,))


def _parts(document: Document, head: Token) -> tuple[Reference, ...]:
    """“Texts on North Korea and on the Rohingya” are two texts."""
    if head.tag_ not in ("NNS", "NNPS"):
        return ()
    objects = [
        o for p in head.children if p.dep_ == "prep" and p.lower_ in ("on", "about") for o in _coordinated(p)
    ]
    return tuple(
        Reference(
            start=o.left_edge.idx,
            end=o.idx + len(o.text),
            head=o.i,
            about=content_words(o.subtree),
            about_codes=codes_of(document, list(o.subtree)),
            indefinite=True,
        )
        for o in objects
        if len(objects) > 1
    ) or _on_each(document, head)


def _on_each(document: Document, head: Token) -> tuple[Reference, ...]:
    """“Resolutions critical of rights in Iran, Sudan and Cuba” are as many texts as states."""
    for token in head.subtree:
        states = [t for t in conjuncts(token) if codes_of(document, [t])] if token.dep_ == "pobj" else []
        if len(states) < 2 or any(t.i <= head.i for t in states):
            continue
        listed = {t.i for t in states}
        shared = content_words(t for t in head.subtree if t.i > head.i and t.i not in listed)
        return tuple(
            Reference(
                start=t.idx,
                end=t.idx + len(t.text),
                head=t.i,
                about=shared | {t.lower_},
                about_codes=codes_of(document, [t]),
                indefinite=True,
            )
            for t in states
        )
    return ()


def _coordinated(preposition: Token) -> list[Token]:
    """The objects of a preposition and of those coordinated with it: “on A and on B”, “on A and B”."""
    found = [o for o in preposition.children if o.dep_ == "pobj"]
    found += [c for o in list(found) for c in conjuncts(o) if c != o]
    for other in preposition.children:
        if other.dep_ == "conj" and other.pos_ == "ADP":
            found += _coordinated(other)
    return found


def _deeds(head: Token) -> list[Token]:
    """What a text does where it is told of as its subject: “the other text *asked for a census of fish*”."""
    verb = head.head
    if head.dep_ != "nsubj" or verb.lemma_ not in DOING or verb.i < head.i:
        return []
    aims = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "xcomp", "ccomp", "prep")]
    until = next((t.i for t in verb.subtree if t.i > verb.i and t.text in (";", ":")), verb.right_edge.i + 1)
    return [t for aim in aims for t in aim.subtree if t.i < until]


def _beside(token: Token, head: Token) -> bool:
    """“backed the resolution, *including Italy*”: who chose so, or how it went, and nothing of what the text says."""
    for above in (token, *token.ancestors):
        if above.head == head and above != head:
            return above.dep_ == "prep" and above.lower_ in _BESIDE and above.i > head.i
        if above == head:
            return False
    return False


_BESIDE = frozenset(
    "including while with despite after before without except unlike like among alongside as at during".split()
)


def _clause_outside(token: Token, head: Token) -> bool:
    """True for words in a relative clause about how sides voted rather than what the text says."""
    for above in (token, *token.ancestors):
        if above == head:
            return False
        if above.dep_ in ("relcl", "acl") and above.lemma_ in (
            "vote",
            "support",
            "back",
            "oppose",
            "abstain",
            "adopt",
            "veto",
            "reject",
        ):
            return True
    return False


def _core(head: Token) -> tuple[Token, Token]:
    """First and last token of the noun phrase without clauses after it."""
    left = [c.left_edge for c in head.children if c.i < head.i and c.dep_ not in ("relcl", "punct")]
    right = [
        c.right_edge for c in head.children if c.i > head.i and c.dep_ == "prep" and c.lower_ not in _BESIDE
    ]
    first = min([head, *left], key=lambda t: t.i)
    last = max([head, *right], key=lambda t: t.i) if right else head
    return first, last


def _sponsors(document: Document, head: Token) -> list[Mention]:
    """Whose text it is: possessive, demonym, “-led”, “drafted by”."""
    if head.lemma_ in ("vote", "ballot"):
        return []
    found: list[Mention] = _demonyms_before(document, head)
    for child in head.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and child.i < head.i:
            found += [m for m in _owner(document, child) if not _is_matter(m, child, head)]
        elif child.dep_ in ("acl", "relcl") and child.lemma_ in (
            "draft", "sponsor", "propose", "submit", "table", "introduce", "write", "author", "present", "put", "circulate", "push", "co", "cosponsor",
        ):  # fmt: skip
            agent = next(
                (c for c in child.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None
            )
            pobj = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
            subject = next(
                (c for c in child.children if c.dep_ == "nsubj" and c.lower_ not in ("that", "which")), None
            )
            for token in conjuncts(pobj) if pobj else conjuncts(subject) if subject else []:
                found += document.mentions_of(token)
    by = prepositional(head, "by", "from")
    if by is not None:
        found += [m for t in conjuncts(by) for m in document.mentions_of(t)]
    return [m for m in dict.fromkeys(found) if m.actor.code not in ("UNGA", "UNSC", "UN", "HRC")]


def _is_matter(owner: Mention, child: Token, head: Token) -> bool:
    """“The Crimea resolution”, “the Syria text”: what it is about, not whose it is; but “the US text”, “a Brazil draft”."""
    if child.dep_ not in ("compound", "nmod") or owner.form is not MentionForm.NAME or "-" in child.text:
        return False
    is_short = owner.text.replace(".", "").isupper()
    return not is_short and head.lemma_.lower() not in ("draft", "proposal", "amendment", "version", "motion")


def _demonyms_before(document: Document, head: Token) -> list[Mention]:
    """“The American counter-text”: a demonym in front, whatever the parse makes of it."""
    start = max(0, head.idx - 30)
    return [
        m
        for m in document.mentions_in(start, head.idx)
        if m.form is MentionForm.DEMONYM
        and re.fullmatch(r"[ -](?:[\w]+[ -]){0,2}", document.source.text[m.end : head.idx])
    ]


def _owner(document: Document, child: Token) -> list[Mention]:
    """The actors of a modifier before the noun."""
    if child.dep_ == "poss":
        return [m for t in conjuncts(child) for m in document.mentions_of(t)]
    tokens = [child, *child.subtree]
    own = [m for t in tokens for m in document.mentions_of(t)]
    led = SPONSORED.search(child.lower_.rpartition("-")[2].strip())
    demonym = any(m.form in (MentionForm.DEMONYM, MentionForm.NAME) for m in own)
    if led and child.lower_.endswith("backed"):
        return []
    return own if demonym or led else []
