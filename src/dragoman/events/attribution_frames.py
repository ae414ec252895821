"""The shapes in which a verb carries what is said, each a finder of the content's tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.events.attribution_cues import Cue, CueClass, cues
from dragoman.events.attribution_sources import cue_gone_on_from, is_passive, resumes
from dragoman.text.clauses import RELATIVE, agent_of

Token = Any
_COMPLEMENTS = frozenset({"dobj", "oprd", "xcomp", "ccomp", "attr", "acomp", "dative"})
_NAMING = frozenset({"call", "label", "dub", "brand", "term", "describe"})
_CIRCUMSTANTIAL = frozenset({"advcl", "prep", "npadvmod", "advmod", "punct", "cc", "mark", "intj"})
_ASIDE = frozenset({",", "—", "–", "--", "-"})


def subtrees(tokens: Iterable[Token]) -> Iterator[int]:
    for token in tokens:
        yield from (t.i for t in token.subtree)


def is_finite(clause: Token) -> bool:
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
        return False
    return clause.tag_ not in ("VBG", "VB") or any(
        c.dep_ in ("aux", "nsubj", "nsubjpass") for c in clause.children
    )


def _that(verb: Token, cue: Cue) -> Iterator[int]:
    clauses = [c for c in verb.children if _is_said(c) and is_finite(c) and (c.i > verb.i or _leads(c, verb))]
    if clauses:
        clauses = [c for c in clauses if c.i > verb.i] or clauses
        yield from set(subtrees(clauses)) - set(subtrees(foreign(verb, clauses)))
        yield from subtrees(
            c for c in verb.children if c.i > clauses[-1].i and (gives_reason(c) or _goes_on(c, verb))
        )
        if is_passive(verb) and verb.lemma_ not in ("tell", "ask", "inform", "remind", "assure", "warn"):
            yield from subtrees(c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ != "it")
    elif "wh" in cue.frames:
        yield from subtrees(
            c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i and _is_question(c)
        )


def gives_reason(clause: Token) -> bool:
    """“said it would not pay because …”: a reason belongs to what is said, though the parse hangs it on the cue."""
    return clause.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in ("because", "if", "unless", "since") for c in clause.children
    )


def _goes_on(clause: Token, verb: Token) -> bool:
    """“said it would pay, but the others will not”: a second clause of what is said, told in no speaker's past tense."""
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if clause.dep_ != "conj" or subject is None or clause.lemma_.lower() in cues("verb"):
        return False
    if any(t.is_quote for t in clause.subtree):
        return True
    finite = next((c for c in clause.children if c.dep_ in ("aux", "auxpass")), clause)
    return bool(verb.tag_ == "VBD" and finite.tag_ != "VBD" and finite.lemma_ != "have")


def _is_said(clause: Token) -> bool:
    """A clause that is said, also where the parse takes a clause with “that” for a circumstance."""
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    return clause.dep_ == "ccomp" or (clause.dep_ == "advcl" and marks == {"that"})


def _leads(clause: Token, verb: Token) -> bool:
    """Whether a clause before the cue is what is said, not the sentence before a semicolon or a colon."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), verb)
    first = min(verb.i, subject.left_edge.i)
    return first > 0 and verb.doc[first - 1].text not in (";", ":") and clause.i < first


def foreign(verb: Token, clauses: list[Token]) -> Iterator[Token]:
    """What the parse hangs on the words said though it goes on from the cue or stands beside it."""
    for clause in clauses:
        yield from (t for t in clause.subtree if cue_gone_on_from(t) == verb)
        for child in (c for part in (clause, *_coordinates(clause)) for c in part.children):
            if (child.dep_ == "advcl" and _contrasts(child)) or (
                child.dep_ == "conj" and resumes(verb, child)
            ):
                yield child


def _coordinates(clause: Token) -> Iterator[Token]:
    for child in clause.children:
        if child.dep_ == "conj":
            yield child
            yield from _coordinates(child)


def _contrasts(clause: Token) -> bool:
    """“…, whereas Oslo …”"""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    first = clause.left_edge.i
    after_comma = first > clause.head.i and clause.doc[first - 1].text == ","
    return after_comma and bool(marks & {"whereas", "while", "although", "though"})


def _is_question(clause: Token) -> bool:
    first = clause.doc[clause.left_edge.i]
    return first.lower_ in ("if", "whether") and clause.head.lemma_ == "ask"


def _aside(verb: Token, cue: Cue) -> Iterator[int]:
    """“…, he said”, “…, its ambassador says, …”: what is said is the sentence around the aside."""
    if verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.children):
        yield from _around_as(verb)
        return
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or cue.kind is CueClass.PLAN:
        return
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if (
        subject is None
        or subject.lower_ in RELATIVE
        or any(c.dep_ in ("mark", "dobj") or (c.dep_ == "xcomp" and c.i > verb.i) for c in verb.children)
    ):
        return
    bounds = _aside_bounds(verb, subject)
    if bounds is None:
        return
    sentence = verb.sent
    first, last = bounds
    start = max(
        (i + 1 for i in range(sentence.start, first) if verb.doc[i].text == ";"), default=sentence.start
    )
    stop = min((i for i in range(last, sentence.end) if verb.doc[i].text == ";"), default=sentence.end)
    if last < stop - 1 and first - start < 1:
        return
    if last + 2 < stop and verb.doc[last + 2].tag_ == "VBG" and verb.doc[last + 2].lemma_ in cues("verb"):
        stop = last + 1
    around = [*_before_aside(verb, start, first, last), *range(last + 1, stop)]
    if any(verb.doc[i].pos_ in ("VERB", "AUX") for i in around):
        yield from around


def _before_aside(verb: Token, start: int, first: int, last: int) -> range:
    """What is said before the aside: nothing where a quotation follows and it tells only when: “Asked, he said, ‘No’”."""
    tops = [t for t in verb.doc[start:first] if t.head == verb]
    tells_when = bool(tops) and all(t.dep_ in _CIRCUMSTANTIAL for t in tops)
    quotes = any(t.is_quote for t in verb.doc[last + 1 : last + 3]) and not verb.doc[first - 1].is_quote
    return range(first, first) if tells_when and quotes else range(start, first)


def _around_as(verb: Token) -> Iterator[int]:
    """“As the minister noted, …”, “as reported by X”: the clause that the aside stands in."""
    if any(c.dep_ in ("dobj", "ccomp", "xcomp") and c.lower_ != "it" for c in verb.children):
        return
    aside = {t.i for t in verb.subtree}
    first = min(aside)
    if verb.doc[first].lower_ == "as" and (first == verb.sent.start or not verb.doc[first - 1].is_alpha):
        yield from {t.i for t in verb.head.subtree} - aside


def _aside_bounds(verb: Token, subject: Token) -> tuple[int, int] | None:
    """First and last token of an aside between commas, or between a comma and the sentence's end."""
    doc, sentence = verb.doc, verb.sent
    first = min(subject.left_edge.i, verb.i)
    before = first - 1 - _ends_in_quotes(doc, sentence.start, first)
    if before <= sentence.start or doc[before].text not in _ASIDE or doc[before - 1].text in _ASIDE:
        return None
    last = max(verb.i, subject.right_edge.i if subject.i > verb.i else subject.i)
    while last + 1 < sentence.end and doc[last + 1].text not in _ASIDE and last - verb.i < 10:
        last += 1
        if doc[last].pos_ in ("VERB", "AUX", "SCONJ") and last != verb.i:
            return None
        if doc[last].text in (".", "!", "?"):
            return first, last - 1
    at_end = last + 1 >= sentence.end
    return (first, last) if at_end or doc[last + 1].text in _ASIDE else None


def _ends_in_quotes(doc: Any, start: int, end: int) -> bool:
    """Whether these words run into a quotation and end with it: “The plan was ‘a farce,’ …”."""
    marks = [i for i in range(start, end) if doc[i].is_quote]
    return len(marks) > 1 and marks[-1] == end - 1 and marks[-2] > start and bool(doc[marks[-2] - 1].is_alpha)


def _to(verb: Token, cue: Cue) -> Iterator[int]:
    for clause in infinitives(verb):
        subject = {t.i for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree}
        yield from (t.i for t in clause.subtree if "small" in cue.frames or t.i not in subject)
        if is_passive(verb):
            yield from subtrees(c for c in verb.children if c.dep_ == "nsubjpass")


def infinitives(verb: Token) -> list[Token]:
    """The infinitives below a verb; one that the parse takes for a purpose only where there is no other."""
    below = [c for c in verb.children if any(a.dep_ == "aux" and a.lower_ == "to" for a in c.children)]
    own = [c for c in below if c.dep_ in ("xcomp", "ccomp")]
    return own or [c for c in below if c.dep_ == "advcl" and c.i > verb.i]


def _raise(verb: Token, cue: Cue) -> Iterator[int]:  # noqa: ARG001
    """“It appears to work”: subject and complement together, on nobody's word."""
    if verb.tag_ == "VBG":
        return
    complements = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "acomp", "ccomp") and c.i > verb.i]
    if complements:
        subjects = [
            c
            for c in verb.children
            if c.dep_ == "nsubj" and not (c.lower_ == "it" and is_finite(complements[0]))
        ]
        yield from subtrees([*subjects, *complements])


def _ing(verb: Token, cue: Cue) -> Iterator[int]:  # noqa: ARG001
    yield from subtrees(
        c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG" and c.i > verb.i
    )


def _small(verb: Token, cue: Cue) -> Iterator[int]:
    """The object with what is said of it."""
    parts = [
        c
        for c in verb.children
        if c.dep_ in _COMPLEMENTS and (c.i > verb.i or c.lower_ in ("what", "whom", "who", "which"))
    ]
    ties = [
        c
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("of", "as", "for", "with") and c.i > verb.i
    ]
    objects = [c for c in parts if c.dep_ == "dobj"]
    subject = [c for c in verb.children if c.dep_ == "nsubjpass"]
    is_clause = any(c.dep_ in ("ccomp", "xcomp", "oprd") for c in parts)
    inner_tie = any(g.dep_ == "prep" and g.lower_ in ("of", "as", "for") for o in objects for g in o.children)
    if objects and verb.lemma_ in _NAMING and not _is_named(verb, objects):
        return
    if objects and verb.lemma_ in _NAMING:
        stop = max(verb.right_edge.i, objects[0].i)
        later = [
            c.left_edge.i
            for c in verb.children
            if c.dep_ in ("advcl", "conj", "cc") and c.i > objects[0].i and not gives_reason(c)
        ]
        yield from range(
            objects[0].left_edge.i, min([*later, stop + 1, _after_quoted_name(objects[0], stop)])
        )
        return
    if not (objects or subject or is_clause) or not (is_clause or ties or inner_tie or "obj" in cue.frames):
        return
    yield from subtrees([*parts, *ties, *subject])


def _after_quoted_name(named: Token, stop: int) -> int:
    """The token after a name in quotation marks that a dash or comma sets off from what follows."""
    doc = named.doc
    marks = [i for i in range(named.left_edge.i, stop + 1) if doc[i].is_quote]
    closing = marks[1] if len(marks) > 1 else stop
    is_set_off = closing < stop and (doc[closing + 1].text in _ASIDE or doc[closing - 1].text in _ASIDE)
    return closing + 1 if is_set_off else stop + 1


def _is_named(verb: Token, objects: list[Token]) -> bool:
    """Whether the object is given a name: “call it a farce”, and not “call off a meeting”."""
    if any(c.dep_ == "prt" for c in verb.children):
        return False
    marks = any(t.is_quote for o in objects for t in o.subtree)
    return (
        marks
        or len(objects) > 1
        or any(c.dep_ in ("oprd", "ccomp", "xcomp") or c.lower_ == "as" for c in verb.rights)
    )


def _obj(verb: Token, cue: Cue) -> Iterator[int]:  # noqa: ARG001
    if is_passive(verb):
        yield from (t.i for c in verb.children if c.dep_ == "nsubjpass" for t in c.subtree)
        return
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ != "PRON":
            yield from (t.i for t in child.subtree)
            yield from subtrees(c for c in verb.children if c.i > child.i and _belongs_to_object(c))
        elif child.dep_ == "dobj" and child.i < verb.i and child.lower_ in RELATIVE:
            yield child.i
    is_done_by = verb.dep_ == "acl" and verb.tag_ == "VBN" and agent_of(verb) is not None
    if is_done_by or (verb.dep_ == "relcl" and _lacks_object(verb)):
        yield from gap_of(verb)


def _lacks_object(clause: Token) -> bool:
    """“the rule Oslo decries”: a clause with a subject of its own, and neither object nor relative word."""
    own = {c.dep_ for c in clause.children}
    words = {c.lower_ for c in clause.children}
    return (
        "nsubj" in own
        and not own & {"dobj", "ccomp", "xcomp", "prep", "oprd", "prt"}
        and not words & set(RELATIVE)
    )


def _belongs_to_object(child: Token) -> bool:
    """“defended the move as ‘sober’”, and a second object that the parse ties to the verb."""
    return bool(
        (child.dep_ == "prep" and child.lower_ == "as")
        or (child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"))
    )


def _rest(verb: Token, cue: Cue) -> Iterator[int]:  # noqa: ARG001
    """Whatever a verb has for its object: “said yes”, “everything he said”."""
    after = [c for c in verb.children if c.i > verb.i and c.dep_ in _COMPLEMENTS | {"intj"}]
    if after:
        yield from subtrees(after)
    elif verb.dep_ == "relcl" and not any(c.dep_ == "mark" for c in verb.children):
        yield from gap_of(verb)


def gap_of(clause: Token) -> Iterator[int]:
    """“everything he said”, “the rule that Oslo decries”: the noun that a relative clause is about, without the clause."""
    noun = clause.head
    inside = {t.i for t in clause.subtree}
    yield from (t.i for t in noun.subtree if t.i not in inside and t.i < clause.left_edge.i)


CONTENT = {
    "rest": _rest,
    "aside": _aside,
    "raise": _raise,
    "that": _that,
    "wh": _that,
    "to": _to,
    "ing": _ing,
    "small": _small,
    "obj": _obj,
    "thing": _obj,
}
