"""Attributions that the grammar shows: a verb or noun that attributes, its subject, and what it carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.events.attribution_cues import Cue, CueClass, cues
from dragoman.events.attribution_sayings import Saying, Span, spans_of

Token = Any
_ORDER = ("aside", "that", "wh", "small", "to", "raise", "ing", "thing", "obj")
_NOT_CONTENT = frozenset({"relcl", "appos", "punct", "cc", "conj", "parataxis", "advcl", "npadvmod"})
_COMPLEMENTS = frozenset({"dobj", "oprd", "xcomp", "ccomp", "attr", "acomp", "dative"})
_LIGHT = frozenset(
    "make express issue voice raise repeat give have deliver offer send reject deny receive draw face level hold share"
    " air file lodge present".split()
)
_NAMING = frozenset({"call", "label", "dub", "brand", "term", "describe"})
_ASIDE = frozenset({",", "—", "–", "--", "-"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})


def find_clausal(parse: Any) -> Iterator[Saying]:
    """Attributions by verbs, by nouns and by “according to”, in the order of their cues."""
    verbs, nouns, adjectives = cues("verb"), cues("noun"), cues("adjective")
    for token in parse:
        lemma = token.lemma_.lower()
        if token.lower_ == "according":
            yield from _according(token)
        elif token.pos_ in ("VERB", "AUX"):
            entries = (*verbs.get(_with_particle(token, lemma), ()), *verbs.get(lemma, ()))
            if entries:
                yield from _by_verb(token, entries)
        elif token.dep_ == "acomp" and lemma in adjectives:
            yield from _by_adjective(token, adjectives[lemma])
        elif token.pos_ == "NOUN" and lemma in nouns:
            yield from _by_noun(token, nouns[lemma])


def _with_particle(verb: Token, lemma: str) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return f"{lemma}_{particle}"


def source_of(verb: Token) -> Token | None:
    """The head of the phrase that names who says so; None where the clause does not tell."""
    for _ in range(8):
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "expl")), None)
        if subject is not None:
            return _antecedent(subject, verb)
        if _is_passive(verb):
            return _agent(verb)
        if verb.dep_ in ("acl", "relcl"):
            return verb.head if verb.tag_ == "VBG" else None
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux") or verb.head == verb:
            return None
        if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB"):
            return None
        verb = verb.head
        while verb.dep_ in ("prep", "pcomp") and verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
            verb = verb.head
        if verb.pos_ not in ("VERB", "AUX"):
            return None
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return verb.head
    return subject


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


def _agent(verb: Token) -> Token | None:
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    return None if by is None else next((c for c in by.children if c.dep_ == "pobj"), None)


def phrase_of(head: Token) -> list[int]:
    """Tokens of a noun phrase without the clauses that hang on it."""
    found: list[int] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token.i)
        for child in token.children:
            is_aside = child.dep_ in ("relcl", "acl", "punct") or (
                token == head and child.dep_ in ("conj", "cc", "appos")
            )
            if not is_aside or (child.dep_ in ("conj", "cc") and child.i > head.i and child.pos_ != "VERB"):
                stack.append(child)
    return found


def source_span(head: Token | None, verb: Token | None = None) -> Span | None:
    """The words that name the source in the cue's own clause: “who” where it is a relative one."""
    if head is None:
        return None
    if verb is not None and verb.dep_ == "relcl":
        for pronoun in verb.children:
            if pronoun.dep_ == "nsubj" and pronoun.lower_ in _RELATIVES:
                return pronoun.idx, pronoun.idx + len(pronoun.text)
    spans = spans_of(head.doc, phrase_of(head))
    at = head.idx
    return next((s for s in spans if s[0] <= at < s[1]), spans[0] if spans else None)


def cue_span(first: Token, last: Token) -> Span:
    return first.idx, last.idx + len(last.text)


def _by_verb(verb: Token, entries: tuple[Cue, ...]) -> Iterator[Saying]:
    for frame in (*_ORDER, "+"):
        for cue in entries:
            found = _carried(verb, cue, frame)
            if found is not None:
                yield found
                return


def _carried(verb: Token, cue: Cue, frame: str) -> Saying | None:
    if frame == "+":
        return _by_preposition(verb, cue)
    if frame not in cue.frames and not (frame == "aside" and "that" in cue.frames):
        return None
    content = set(_CONTENT[frame](verb, cue))
    source = None if frame == "raise" else source_of(verb)
    if not content or (source is None and not _may_lack_source(verb, frame)):
        return None
    is_bare = frame == "small" and "obj" in cue.frames and not _says_something_of(verb)
    return _saying(verb, verb, source, content, cue.kind, "obj" if is_bare else frame)


def _says_something_of(verb: Token) -> bool:
    """Whether more than an object hangs on the verb: “criticised the minister for lying”."""
    return any(
        c.dep_ in ("ccomp", "xcomp", "oprd") or (c.dep_ == "prep" and c.lower_ in ("of", "as", "for"))
        for c in verb.children
    )


def _may_lack_source(verb: Token, frame: str) -> bool:
    is_participle = verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and verb.lemma_ in ("ask", "tell")
    return frame == "raise" or (
        (_is_passive(verb) or is_participle) and frame in ("that", "wh", "to", "small", "obj")
    )


def _saying(
    first: Token, verb: Token, source: Token | None, content: set[int], kind: CueClass, frame: str
) -> Saying | None:
    doc = verb.doc
    own = {first.i, verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "prt"))}
    if source is not None and source.i not in content:
        own |= set(phrase_of(source))
    elif source is not None:
        content -= set(phrase_of(source))
    spans = spans_of(doc, content - own)
    if not spans:
        return None
    cue = cue_span(min(first, verb, key=lambda t: t.i), max(first, verb, key=lambda t: t.i))
    return Saying(
        cue=cue, content=spans, source=source_span(source), head=None if source is None else source.i,
        kind=kind, frame=frame, token=verb.i,
    )  # fmt: skip


def _subtrees(tokens: Iterable[Token]) -> Iterator[int]:
    for token in tokens:
        yield from (t.i for t in token.subtree)


def _is_finite(clause: Token) -> bool:
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
        return False
    return clause.tag_ not in ("VBG", "VB") or any(
        c.dep_ in ("aux", "nsubj", "nsubjpass") for c in clause.children
    )


def _that(verb: Token, cue: Cue) -> Iterator[int]:  # noqa: ARG001
    clauses = [
        c for c in verb.children if c.dep_ == "ccomp" and _is_finite(c) and (c.i > verb.i or _leads(c, verb))
    ]
    if clauses:
        yield from set(_subtrees(clauses)) - set(_subtrees(_foreign(verb, clauses)))
        if _is_passive(verb) and verb.lemma_ not in ("tell", "ask", "inform", "remind", "assure", "warn"):
            yield from _subtrees(c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ != "it")
    elif "wh" in cue.frames:
        yield from _subtrees(
            c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i and _is_question(c)
        )


def _leads(clause: Token, verb: Token) -> bool:
    """Whether a clause before the cue is what is said, not the sentence before a semicolon or a colon."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), verb)
    first = min(verb.i, subject.left_edge.i)
    return first > 0 and verb.doc[first - 1].text not in (";", ":") and clause.i < first


def _foreign(verb: Token, clauses: list[Token]) -> Iterator[Token]:
    """What the parse hangs on the words said though it goes on from the cue or stands beside it."""
    for clause in clauses:
        for child in clause.children:
            if (child.dep_ == "advcl" and _contrasts(child)) or (
                child.dep_ == "conj" and _resumes(verb, child)
            ):
                yield child


def _contrasts(clause: Token) -> bool:
    """“…, whereas Oslo …”"""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    first = clause.left_edge.i
    after_comma = first > clause.head.i and clause.doc[first - 1].text == ","
    return after_comma and bool(marks & {"whereas", "while", "although", "though"})


def _resumes(verb: Token, clause: Token) -> bool:
    """Whether a coordinated clause goes on from the cue's own: “said it would pay, and has since done so”."""
    if any(c.dep_ == "mark" for c in clause.children):
        return False
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    before = [c for c in clause.head.children if c.dep_ == "cc" and c.i < clause.i]
    comma = bool(before) and clause.doc[before[-1].i - 1].text == ","
    if subject is None:
        aux = {c.lower_ for c in clause.children if c.dep_ == "aux"}
        own = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        return comma or bool(aux & own & {"has", "have", "had"})
    return comma and clause.lemma_.lower() in cues("verb") and any(c.dep_ == "ccomp" for c in clause.children)


def _is_question(clause: Token) -> bool:
    first = clause.doc[clause.left_edge.i]
    return first.lower_ in ("if", "whether") and clause.head.lemma_ == "ask"


def _aside(verb: Token, cue: Cue) -> Iterator[int]:  # noqa: ARG001
    """“…, he said”, “…, its ambassador says, …”: what is said is the sentence around the aside."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if (
        subject is None
        or subject.lower_ in _RELATIVES
        or any(c.dep_ in ("mark", "dobj") for c in verb.children)
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
    yield from (i for i in range(start, stop) if not first <= i <= last)


def _around_as(verb: Token) -> Iterator[int]:
    """“As the minister noted, …”, “as reported by X”: the clause that the aside stands in."""
    if any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children):
        return
    aside = {t.i for t in verb.subtree}
    first = min(aside)
    if verb.doc[first].lower_ == "as" and (first == verb.sent.start or not verb.doc[first - 1].is_alpha):
        yield from {t.i for t in verb.head.subtree} - aside


def _aside_bounds(verb: Token, subject: Token) -> tuple[int, int] | None:
    """First and last token of an aside between commas, or between a comma and the sentence's end."""
    doc, sentence = verb.doc, verb.sent
    first = min(subject.left_edge.i, verb.i)
    if first - 1 <= sentence.start or doc[first - 1].text not in _ASIDE or doc[first - 2].text in _ASIDE:
        return None
    last = max(verb.i, subject.i)
    while last + 1 < sentence.end and doc[last + 1].text not in _ASIDE and last - verb.i < 10:
        last += 1
        if doc[last].pos_ in ("VERB", "AUX", "SCONJ") and last != verb.i:
            return None
        if doc[last].text in (".", "!", "?"):
            return first, last - 1
    at_end = last + 1 >= sentence.end
    return (first, last) if at_end or doc[last + 1].text in _ASIDE else None


def _to(verb: Token, cue: Cue) -> Iterator[int]:
    for clause in verb.children:
        if clause.dep_ in ("xcomp", "ccomp") and any(
            c.dep_ == "aux" and c.lower_ == "to" for c in clause.children
        ):
            subject = {t.i for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree}
            yield from (t.i for t in clause.subtree if "small" in cue.frames or t.i not in subject)
            if _is_passive(verb):
                yield from _subtrees(c for c in verb.children if c.dep_ == "nsubjpass")


def _raise(verb: Token, cue: Cue) -> Iterator[int]:  # noqa: ARG001
    """“It appears to work”: subject and complement together, on nobody's word."""
    complements = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "acomp", "ccomp") and c.i > verb.i]
    if complements:
        subjects = [
            c
            for c in verb.children
            if c.dep_ == "nsubj" and not (c.lower_ == "it" and _is_finite(complements[0]))
        ]
        yield from _subtrees([*subjects, *complements])


def _ing(verb: Token, cue: Cue) -> Iterator[int]:  # noqa: ARG001
    yield from _subtrees(
        c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG" and c.i > verb.i
    )


def _small(verb: Token, cue: Cue) -> Iterator[int]:
    """The object with what is said of it."""
    parts = [c for c in verb.children if c.dep_ in _COMPLEMENTS and (c.i > verb.i or c.lower_ == "what")]
    ties = [
        c
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("of", "as", "for", "with") and c.i > verb.i
    ]
    objects = [c for c in parts if c.dep_ == "dobj"]
    subject = [c for c in verb.children if c.dep_ == "nsubjpass"]
    is_clause = any(c.dep_ in ("ccomp", "xcomp", "oprd") for c in parts)
    inner_tie = any(g.dep_ == "prep" and g.lower_ in ("of", "as", "for") for o in objects for g in o.children)
    if objects and verb.lemma_ in _NAMING:
        stop = max(verb.right_edge.i, objects[0].i)
        later = [
            c.left_edge.i for c in verb.children if c.dep_ in ("advcl", "conj", "cc") and c.i > objects[0].i
        ]
        yield from range(objects[0].left_edge.i, min([*later, stop + 1]))
        return
    if not (objects or subject or is_clause) or not (is_clause or ties or inner_tie or "obj" in cue.frames):
        return
    yield from _subtrees([*parts, *ties, *subject])


def _obj(verb: Token, cue: Cue) -> Iterator[int]:  # noqa: ARG001
    if _is_passive(verb):
        yield from (t.i for c in verb.children if c.dep_ == "nsubjpass" for t in c.subtree)
        return
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ != "PRON":
            yield from (t.i for t in child.subtree)


_CONTENT = {
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


def _by_preposition(verb: Token, cue: Cue) -> Saying | None:
    wanted = {f[1:] for frame in cue.frames if frame.startswith("+") for f in [frame]}
    words = {w for frame in wanted for w in frame.split("+")}
    source = source_of(verb)
    if source is None:
        return None
    for preposition in verb.children:
        if preposition.dep_ in ("prep", "prt") and preposition.lower_ in words:
            content = set(_subtrees(c for c in preposition.children if c.dep_ in ("pobj", "pcomp")))
            if content:
                return _saying(preposition, verb, source, content, cue.kind, f"+{preposition.lower_}")
    return None


def _by_adjective(adjective: Token, entries: tuple[Cue, ...]) -> Iterator[Saying]:
    """“is confident that …”, “was critical of …”"""
    verb = adjective.head
    source = source_of(verb) if verb.pos_ in ("VERB", "AUX") else None
    if source is None or source.lower_ in ("it", "there", "that", "this"):
        return
    for cue in entries:
        for child in adjective.children:
            content: set[int] = set()
            if child.dep_ == "ccomp" and "that" in cue.frames and _is_finite(child):
                content = set(_subtrees([child]))
            elif child.dep_ == "prep" and child.lower_ in cue.frames:
                content = set(_subtrees(c for c in child.children if c.dep_ in ("pobj", "pcomp")))
            found = _saying(verb, adjective, source, content, cue.kind, "adjective") if content else None
            if found is not None:
                yield found
                return


def _by_noun(noun: Token, entries: tuple[Cue, ...]) -> Iterator[Saying]:
    source, first = _noun_source(noun)
    for cue in entries:
        content, last = _noun_content(noun, cue)
        is_clause = last == noun
        if content and (source is not None or (is_clause and "that" in cue.frames)):
            saying = _saying(first, last, source, content, cue.kind, "noun")
            if saying is not None:
                yield saying
                return


def _noun_source(noun: Token) -> tuple[Token | None, Token]:
    """Who says so, and where the cue begins: at a light verb (“expressed concern that”) or at the noun."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner, noun
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None), noun
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in _LIGHT:
        return source_of(verb), verb
    return None, noun


def _noun_content(noun: Token, cue: Cue) -> tuple[set[int], Token]:
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and "that" in cue.frames and _is_that_clause(child):
            return set(_subtrees([child])), noun
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
        if child.dep_ in ("acl", "xcomp") and "to" in cue.frames and to:
            return set(_subtrees([child])), noun
        if child.dep_ == "prep" and child.lower_ in cue.frames and child.lower_ != "to":
            return set(_subtrees(c for c in child.children if c.dep_ in ("pobj", "pcomp"))), child
    return set(), noun


def _is_that_clause(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _according(token: Token) -> Iterator[Saying]:
    """“According to X, …”: what is said is the rest of the sentence, up to a semicolon."""
    to = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    source = next((c for c in (*to.children, *token.children) if c.dep_ == "pobj"), None)
    if to.lower_ != "to" or source is None:
        return
    aside = {t.i for t in token.subtree} | {t.i for t in source.subtree}
    sentence = token.sent
    first, last = sentence.start, sentence.end
    for i in range(token.i, first, -1):
        if token.doc[i].text == ";":
            first = i + 1
            break
    for i in range(token.i, last):
        if token.doc[i].text == ";":
            last = i
            break
    spans = spans_of(token.doc, set(range(first, last)) - aside)
    if spans:
        yield Saying(
            cue=cue_span(token, to), content=spans, source=source_span(source), head=source.i,
            frame="according", token=token.i,
        )  # fmt: skip
