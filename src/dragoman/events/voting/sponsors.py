"""Who drafted, tabled or co-sponsored a text.

Three frames: a verb of tabling between an actor and a text (“Norway brought the draft to the floor”), a noun for its
author (“the sponsors, led by Peru”), and a text that is said to be somebody's (“the paper was Italian”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.domain.actors import ActorKind, Mention, MentionForm
from dragoman.domain.measures import MeasureKind, Stance
from dragoman.events.mood import Modality, modality_of
from dragoman.events.voting.ballots import Reference, SponsorStatement
from dragoman.events.voting.references import reference_at
from dragoman.events.voting.tallies import number_of
from dragoman.text.clauses import (
    RELATIVE,
    agent_of,
    clause_span,
    conjuncts,
    is_negated,
    is_passive,
    object_of,
    prepositional,
    subject_of,
)
from dragoman.text.document import Document

Token = Any

VERBS = frozenset(
    ["sponsor", "cosponsor", "co-sponsor", "draft", "redraft", "introduce", "submit", "table", "propose", "author",
     "co-author", "present", "circulate", "write", "initiate", "pen", "craft", "lodge", "move", "pilot", "steer",
     "champion", "spearhead", "lead", "offer"]
)  # fmt: skip
WITH = {
    "put": frozenset(("forward",)),
    "bring": frozenset(("forward", "to", "before", "in")),
    "hand": frozenset(("in",)),
    "lay": frozenset(("before",)),
    "place": frozenset(("before",)),
    "pick": frozenset(("up",)),
    "draw": frozenset(("up",)),
    "work": frozenset(("out",)),
    "come": frozenset(("from",)),
}
"""Verbs that table a text with one of these words beside them only: “put forward”, “brought to the floor”."""
VAGUE = frozenset(("write", "propose", "introduce", "lead", "move", "champion", "present", "offer"))
"""Verbs whose “it” may be anything."""
NOUNS = frozenset(
    ["sponsor", "co-sponsor", "cosponsor", "author", "co-author", "coauthor", "drafter", "penholder", "proponent", "mover"]
)  # fmt: skip
TOGETHER = frozenset(("cosponsor", "co-sponsor", "co-author", "coauthor"))
WORKS = frozenset(("work", "initiative", "brainchild", "handiwork", "idea", "product"))
"""What a text is called by the one whose it is: “the work of Chile”."""
PAPERS = frozenset(("paper", "request", "appeal", "pledge", "first", "second", "third", "other"))
"""Words for a text already spoken of that stand for one only as the subject or object of such a frame."""
ORDINALS = frozenset(("first", "second", "third", "other"))
PLACES = frozenset(("floor", "assembly", "council", "chamber", "committee", "table"))
"""Where a text is brought when it is tabled."""
CASTS = frozenset(("vote", "ballot"))
"""What comes from a state without being its draft."""
NEAR = 400
"""Characters before “the first” within which texts must be spoken of for it to be one of them."""
DRAFTING = frozenset(("drafting", "sponsorship", "authorship", "negotiation"))
LEADING = frozenset(("lead", "steer", "do", "share", "coordinate", "undertake", "handle"))
"""“led the drafting”, “shared the sponsorship”: verbs that make those authors who do such work."""
BY = frozenset(("lead", "head", "include", "comprise"))
"""Participles that name some of a group: “the sponsors, led by Peru”."""
UNKNOWN = "UNNAMED"
"""The code of an actor who is named, but of no known state or body."""
NO_SPONSORS = frozenset(("UNGA", "UNSC", "UN", "HRC"))
KINDS = (ActorKind.STATE, ActorKind.PERSON, ActorKind.BLOC, ActorKind.ORGANISATION)


_BY = re.compile(
    r"\b(?:submitted|tabled|introduced|drafted|proposed|presented|sponsored|written|(?:put|brought) forward) (?:jointly )?by\b",
    re.IGNORECASE,
)
"""“a text tabled by Malta” says who tabled it; “a Maltese text” only calls it so."""


def find_sponsors(document: Document, references: tuple[Reference, ...]) -> tuple[SponsorStatement, ...]:
    """Every statement of sponsorship, in reading order."""
    by_head = {r.head: r for r in references}
    found: list[SponsorStatement] = []
    for token in document.parse:
        if token.pos_ == "VERB" or token.tag_ in COINED:
            found += _of_verb(document, token, by_head)
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in NOUNS:
            found += _of_noun(document, token, by_head)
        found += _of_owner(document, token, by_head)
    stressed = [(s.start, s.end) for s in found]
    for reference in references:
        sponsors = tuple(m for m in reference.sponsors if m.actor.kind in KINDS)
        inside = any(a < reference.end and reference.start < b for a, b in stressed)
        if sponsors and not inside:
            start = min(reference.start, *(m.start for m in sponsors))
            found.append(
                SponsorStatement(
                    sponsors=sponsors,
                    reference=reference,
                    start=start,
                    end=reference.end,
                    anchor=reference.start,
                    stressed=bool(_BY.search(document.source.text, start, reference.end)),
                )
            )
    return tuple(sorted(found, key=lambda s: s.anchor))


# ------------------------------------------------------------------ verbs
COINED = ("VBD", "VBN", "JJ")
"""Tags that “sponsored” may have in “co-sponsored”, when it is not taken for a verb."""


def _of_verb(document: Document, verb: Token, references: dict[int, Reference]) -> Iterator[SponsorStatement]:
    """“Norway brought the draft to the floor”, “it had been put forward by Peru”, “it came from Chile”."""
    lemma = verb.lemma_.lower()
    together = verb.i > 1 and verb.nbor(-1).text == "-" and verb.nbor(-2).lower_ == "co"
    if not (verb.pos_ == "VERB" or together):
        return
    if not (lemma in VERBS or lemma in LEADING or _has_word(verb, WITH.get(lemma, frozenset()))):
        return
    if modality_of(verb) is not Modality.PLAIN:
        return
    by, target = _sides(verb, lemma)
    of_work = target is not None and target.lemma_.lower() in DRAFTING and lemma in LEADING
    if not of_work and lemma in LEADING - VERBS:
        return
    by = subject_of(verb.nbor(-2)) if together and not is_passive(verb) else by
    reference = (
        _text_at(target, references)
        if target is not None
        else _opening(verb) or _right_before(verb, references)
    )
    if by is None or (reference is None and not of_work) or (target is not None and target.lemma_ in CASTS):
        return
    loose = reference is not None and reference.pronoun and target is not None and not _is_done_to(verb)
    if lemma in VAGUE and not of_work and (loose or prepositional(verb, "as") is not None):
        return
    actors, count = _actors(document, by), _count(by)
    if not actors and count is None:
        return
    start, end = clause_span(verb, *[t for t in (by, target) if t is not None and t.sent == verb.sent])
    yield SponsorStatement(
        sponsors=actors,
        reference=reference,
        stance=Stance.COSPONSOR if together or lemma in TOGETHER else Stance.SPONSOR,
        count=count,
        negated=is_negated(verb),
        start=min(start, _first(by)) if target is not None or reference is None else reference.start,
        end=end,
        anchor=verb.idx,
    )


def _has_word(verb: Token, words: frozenset[str]) -> bool:
    """Whether one of the words hangs on the verb; “to” only with a place where texts are tabled, “in” only beside it."""
    return any(
        c.lower_ in words
        and (c.lower_ != "to" or any(o.lemma_ in PLACES for o in c.children))
        and (c.lower_ != "in" or c.i == verb.i + 1)
        for c in verb.children
    )


def _is_done_to(verb: Token) -> bool:
    """Passive, or a bare participle with the one who did it: “Penned by Peru, …”."""
    return is_passive(verb) or (
        verb.tag_ == "VBN"
        and agent_of(verb) is not None
        and not any(c.dep_ in ("nsubj", "aux") for c in verb.children)
    )


def _sides(verb: Token, lemma: str) -> tuple[Token | None, Token | None]:
    """Who tables, and what is tabled."""
    if lemma == "come":
        return prepositional(verb, "from"), subject_of(verb)
    if _is_done_to(verb):
        return agent_of(verb) or _represented(verb), subject_of(verb)
    by, target = subject_of(verb), object_of(verb)
    if by is not None and by.lower_ in RELATIVE and verb.head.lemma_ == "be":
        by = next((c for c in verb.head.children if c.dep_ == "attr"), by)
    gap = target is None or target.lower_ in RELATIVE
    if verb.dep_ == "relcl" and gap and by is not None and by.pos_ != "PRON":
        target = verb.head if by is not verb.head else None
    return by, target


def _represented(verb: Token) -> Token | None:
    """“presented *on behalf of Chile and Peru*”: for whom it is done, where nobody is said to do it."""
    behalf = prepositional(verb, "on")
    return prepositional(behalf, "of") if behalf is not None and behalf.lower_ == "behalf" else None


def _text_at(token: Token, references: dict[int, Reference]) -> Reference | None:
    """The text that a noun, a pronoun or an ordinal stands for."""
    found = reference_at(token, references)
    if found is not None or token.lower_ not in PAPERS or not any(c.lower_ == "the" for c in token.children):
        return found
    near = [r for r in references.values() if 0 < token.idx - r.start < NEAR]
    spoken_of = near if token.lower_ not in ORDINALS else [r for r in near if r.plural] or near[1:]
    return _definite(token) if spoken_of else None


def _definite(token: Token) -> Reference:
    """A reference to a text already spoken of."""
    return Reference(
        start=token.idx,
        end=token.idx + len(token.text),
        head=token.i,
        kind=MeasureKind.DRAFT,
        pronoun=True,
        which=token.lower_ if token.lower_ in ORDINALS else None,
    )


def _opening(verb: Token) -> Reference | None:
    """“The second, two lines in all, was tabled by Peru”: the ordinal that opens a sentence whose subject the
    parse has lost."""
    first = verb.sent[0] if verb.sent else None
    if first is None or not _is_done_to(verb) or first.lower_ != "the" or first.i + 1 >= len(verb.doc):
        return None
    second = first.nbor(1)
    return _definite(second) if second.lower_ in ORDINALS and second.nbor(1).text == "," else None


def _right_before(verb: Token, references: dict[int, Reference]) -> Reference | None:
    """“a short text, put forward by Peru, that …”: the text before a participle that the parse has hung elsewhere."""
    before = verb.nbor(-1) if verb.i else None
    if before is not None and before.text == "," and before.i:
        before = before.nbor(-1)
    return references.get(before.i) if before is not None and _is_done_to(verb) else None


# ------------------------------------------------------------------ nouns
def _of_noun(document: Document, noun: Token, references: dict[int, Reference]) -> Iterator[SponsorStatement]:
    """“Nepal, a co-author of it, …”; “neither was among the co-sponsors”; “the sponsors, led by Peru, …”."""
    lemma = noun.lemma_.lower()
    co = noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ == "co"
    verb = next((a for a in noun.ancestors if a.lemma_ == "be"), None)
    holder, reference = _holder(noun, verb, references)
    actors = _actors(document, holder) if holder is not None else _some_of(document, noun)
    if not actors:
        return
    negated = holder is not None and (
        bool(verb is not None and is_negated(verb))
        or any(
            t.lower_ in ("neither", "nor")
            for t in (*holder.children, *(c for t in conjuncts(holder) for c in t.children))
        )
    )
    yield SponsorStatement(
        sponsors=actors,
        reference=reference,
        stance=Stance.COSPONSOR if co or lemma in TOGETHER else Stance.SPONSOR,
        negated=negated,
        start=min(noun.idx, *(m.start for m in actors)),
        end=max(noun.idx + len(noun.text), *(m.end for m in actors)),
        anchor=noun.idx,
    )


def _holder(
    noun: Token, verb: Token | None, references: dict[int, Reference]
) -> tuple[Token | None, Reference | None]:
    """The head of those called authors, and the text whose they are."""
    of = prepositional(noun, "of")
    reference = reference_at(of, references) if of is not None else None
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.lower_ == "with":
        return next((c for c in noun.head.head.children if c.dep_ == "pobj"), None), reference
    holder = noun.head if noun.dep_ == "appos" else subject_of(verb) if verb is not None else None
    if holder == noun and verb is not None:
        holder = next((c for c in verb.children if c.dep_ in ("attr", "nsubj") and c.i > verb.i), None)
        reference = reference or next((references[c.i] for c in noun.children if c.i in references), None)
    return (None if holder == noun else holder), reference


def _some_of(document: Document, noun: Token) -> tuple[Mention, ...]:
    """The actors in “the sponsors, led by Peru and Chile”, “sponsors including Peru”."""
    if not noun.lemma_.endswith("s") and noun.tag_ not in ("NNS", "NNPS"):
        return ()
    return tuple(m for c in noun.children for m in _named_in(document, c))


def _named_in(document: Document, part: Token) -> tuple[Mention, ...]:
    """The actors that a participle beside a group names: “led by Peru”, “including Peru and Chile”."""
    if part.lemma_ not in BY:
        return ()
    head = agent_of(part) or object_of(part) or next((c for c in part.children if c.dep_ == "pobj"), None)
    return _actors(document, head) if head is not None else ()


# ------------------------------------------------------------------ whose a text is
def _of_owner(
    document: Document, token: Token, references: dict[int, Reference]
) -> Iterator[SponsorStatement]:
    """“The paper was Italian”, “the first is Peru's own”, “the motion was the work of Chile”."""
    subject, said, negated = _equated(token)
    reference = _text_at(subject, references) if subject is not None else None
    if subject is None or reference is None or subject.pos_ == "PRON" or subject.lemma_ in CASTS:
        return
    owners = next((found for c in said if (found := _owners(document, c))), ())
    if not owners:
        return
    yield SponsorStatement(
        sponsors=owners,
        reference=reference,
        negated=negated,
        start=_first(subject),
        end=max(m.end for m in owners),
        anchor=token.idx,
    )


def _equated(token: Token) -> tuple[Token | None, list[Token], bool]:
    """A text, what it is said to be after “was” or in apposition, and whether that is denied."""
    if token.lemma_ == "be" and modality_of(token) is Modality.PLAIN:
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        neither = subject is not None and any(c.lower_ in ("neither", "no") for c in subject.children)
        return subject, [c for c in token.children if c.i > token.i], is_negated(token) or neither
    if token.dep_ == "appos" and token.lemma_ in WORKS:
        return token.head, [token], False
    return None, [], False


def _owners(document: Document, said: Token) -> tuple[Mention, ...]:
    """Whose the text is by what is said of it after “was”."""
    if said.dep_ == "acomp":
        return tuple(m for m in _actors(document, said) if m.form is MentionForm.DEMONYM)
    if said.dep_ not in ("attr", "appos"):
        return ()
    if said.lower_ == "own":
        return tuple(m for c in said.children if c.dep_ == "poss" for m in _actors(document, c))
    if any(c.dep_ == "case" for c in said.children):
        return _actors(document, said)
    return _actors(document, said) if said.lemma_ in WORKS else ()


# ------------------------------------------------------------------ actors
def _actors(document: Document, head: Token) -> tuple[Mention, ...]:
    """The actors of a phrase; for one that names none, those it belongs to: “the delegation of Peru”."""
    own = [m for t in conjuncts(head) for m in document.mentions_of(t)]
    found = [m for m in own if m.code != UNKNOWN] or _behind(document, head) or own
    return tuple(dict.fromkeys(m for m in found if m.actor.kind in KINDS and m.code not in NO_SPONSORS))


def _behind(document: Document, head: Token) -> list[Mention]:
    """“Malta's envoy”, “the delegation of Peru”, “a group led by Mexico”."""
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    behind = [t for t in (owner, prepositional(head, "of", "from")) if t is not None]
    return [m for t in behind for one in conjuncts(t) for m in document.mentions_of(one)] or [
        m for c in head.children for m in _named_in(document, c)
    ]


def _first(head: Token) -> int:
    """Where a short noun phrase begins: “Malta's envoy Ms Borg, who …” at “Malta's”."""
    words = [c for c in head.children if c.dep_ in ("det", "poss", "compound", "amod") and c.i < head.i]
    return int(min([head, *(w.left_edge for w in words)], key=lambda t: t.i).idx)


def _count(head: Token) -> int | None:
    for child in head.children:
        if child.dep_ == "nummod":
            try:
                return number_of(child.text)
            except KeyError:
                return None
    return None
