"""Attributions that the grammar shows: a verb or noun that attributes, its subject, and what it carries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.events.attribution_cues import Cue, CueClass, cues
from dragoman.events.attribution_frames import CONTENT, gap_of, infinitives, is_finite, subtrees
from dragoman.events.attribution_sayings import Saying, Span, spans_of
from dragoman.events.attribution_sources import (
    is_impersonal,
    is_passive,
    noun_before,
    phrase_of,
    source_of,
    source_span,
)

Token = Any
_ORDER = ("aside", "that", "wh", "small", "to", "raise", "ing", "thing", "obj")
_LIGHT = frozenset(
    [
        "make",
        "express",
        "issue",
        "voice",
        "raise",
        "repeat",
        "give",
        "have",
        "deliver",
        "offer",
        "send",
        "reject",
        "deny",
        "receive",
        "draw",
        "face",
        "level",
        "hold",
        "share",
        "air",
        "file",
        "lodge",
        "present",
    ]
)
_CLEAR = frozenset({"clear", "plain", "known", "public"})
"""What is made of a thing that is said: “made it clear that”."""
_UNDERGONE = frozenset(
    {"face", "draw", "receive", "raise", "spark", "prompt", "field", "fuel", "provoke", "stir"}
)
"""Verbs whose subject is not the one who speaks: “faced questions about”, “raised doubts about”."""


def find_clausal(parse: Any) -> Iterator[Saying]:
    """Attributions by verbs, by nouns and by “according to”, in the order of their cues."""
    verbs, nouns, adjectives, adverbs = (cues(part) for part in ("verb", "noun", "adjective", "adverb"))
    for token in parse:
        lemma = lemma_of(token)
        if token.lower_ == "according":
            yield from _according(token)
        elif lemma in adverbs:
            yield from _by_adverb(token)
        elif token.pos_ in ("VERB", "AUX"):
            entries = (*verbs.get(_with_particle(token, lemma), ()), *verbs.get(lemma, ()))
            if entries:
                yield from _by_verb(token, entries)
        elif token.dep_ == "acomp" and lemma in adjectives:
            yield from _by_adjective(token, adjectives[lemma])
        elif token.pos_ == "NOUN" and lemma in nouns:
            yield from _by_noun(token, nouns[lemma])


def lemma_of(token: Token) -> str:
    """The lemma, mended where the lemmatiser takes “hoping” for a form of “hop”, “sniped” for one of “snip”."""
    lemma = str(token.lemma_.lower())
    is_cut = token.lower_ in (f"{lemma}ing", f"{lemma}ed", f"{lemma}es") and f"{lemma}e" in cues("verb")
    return f"{lemma}e" if is_cut and lemma not in cues("verb") else lemma


def _with_particle(verb: Token, lemma: str) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    if lemma in ("make", "leave"):
        clear = (t for c in verb.children for t in (c, *c.children) if c.i > verb.i)
        particle = next((t.lower_ for t in clear if t.lower_ in _CLEAR), particle)
    if lemma == "put":
        particle = next((c.lower_ for c in verb.children if c.dep_ == "dobj" and c.lower_ == "it"), particle)
    return f"{lemma}_{particle}"


def cue_span(first: Token, last: Token) -> Span:
    return first.idx, last.idx + len(last.text)


def _by_verb(verb: Token, entries: tuple[Cue, ...]) -> Iterator[Saying]:
    for frame in (*_ORDER, "+", "rest"):
        for cue in entries:
            found = _carried(verb, cue, frame)
            if found is not None:
                yield found
                return


def _carried(verb: Token, cue: Cue, frame: str) -> Saying | None:
    if frame == "+":
        return _by_preposition(verb, cue)
    implied = frame == "aside" or (frame == "to" and is_passive(verb))
    if frame not in cue.frames and not (implied and "that" in cue.frames):
        return None
    content = set(CONTENT[frame](verb, cue))
    source = None if frame == "raise" else source_of(verb)
    if source is None and frame == "that" and content and "quote" in cue.frames:
        source = noun_before(verb)
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
    is_participle = (
        verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("advcl", "acl") and verb.lemma_ in ("ask", "tell")
    )
    return (
        frame == "raise"
        or is_impersonal(verb)
        or ((is_passive(verb) or is_participle) and frame in ("that", "wh", "to", "small", "obj"))
    )


def _saying(
    first: Token, verb: Token, source: Token | None, content: set[int], kind: CueClass, frame: str
) -> Saying | None:
    doc = verb.doc
    own = {first.i, verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "prt"))}
    if source is not None and source.i not in content:
        own |= set(phrase_of(source)) | (set(subtrees([source])) if source.head == verb else set())
        is_agent = source.head.lower_ == "by" and not source.is_ancestor(verb)
        own |= set(subtrees([source.head])) if is_agent else set()
    elif source is not None:
        content -= set(phrase_of(source))
    spans = spans_of(doc, content - own)
    if not spans:
        return None
    cue = cue_span(min(first, verb, key=lambda t: t.i), max(first, verb, key=lambda t: t.i))
    return Saying(
        cue=cue, content=spans, source=source_span(source, verb), head=None if source is None else source.i,
        kind=kind, frame=frame, token=verb.i,
    )  # fmt: skip


def _by_preposition(verb: Token, cue: Cue) -> Saying | None:
    wanted = {f[1:] for frame in cue.frames if frame.startswith("+") for f in [frame]}
    words = {w for frame in wanted for w in frame.split("+")}
    source = source_of(verb)
    if source is None and not (verb.lemma_ == "ask" and verb.tag_ == "VBN"):
        return None
    for preposition in _prepositions(verb):
        if preposition.lower_ not in words:
            continue
        content = set(subtrees(_governed(preposition)))
        if not content and verb.dep_ == "relcl":
            content = set(gap_of(verb))
        if content and preposition.lower_ in ("on", "upon"):
            content |= set(subtrees(infinitives(verb)))
        if content:
            return _saying(preposition, verb, source, content, cue.kind, f"+{preposition.lower_}")
    return None


def _prepositions(verb: Token) -> Iterator[Token]:
    """Those of the verb; “remind the voters of it”: of its object too."""
    for child in verb.children:
        if child.dep_ in ("prep", "prt"):
            yield child
        elif child.dep_ == "dobj" and verb.lemma_ == "remind":
            yield from (c for c in child.children if c.dep_ == "prep" and c.lower_ == "of")


def _governed(preposition: Token) -> list[Token]:
    """What the preposition governs; of “in”, only what somebody is in favour of."""
    nouns = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
    if preposition.lower_ != "in" or preposition.head.lemma_ == "believe":
        return nouns
    sides = [n for n in nouns if n.lemma_.lower() in ("favor", "favour", "support", "defense", "defence")]
    return [n for side in sides for of in side.children if of.lower_ == "of" for n in of.children]


def _by_adverb(adverb: Token) -> Iterator[Saying]:
    """“Reportedly”: the clause around it, on nobody's named word."""
    clause = adverb.head
    if clause.pos_ not in ("VERB", "AUX") or lemma_of(clause) in cues("verb"):
        return
    found = _saying(adverb, adverb, None, set(subtrees([clause])), CueClass.SPEECH, "adverb")
    if found is not None:
        yield found


def _by_adjective(adjective: Token, entries: tuple[Cue, ...]) -> Iterator[Saying]:
    """“is confident that …”, “was critical of …”"""
    verb = adjective.head
    source = source_of(verb) if verb.pos_ in ("VERB", "AUX") else None
    if source is None or source.lower_ in ("it", "there", "that", "this"):
        return
    for cue in entries:
        for child in adjective.children:
            content: set[int] = set()
            if child.dep_ == "ccomp" and "that" in cue.frames and is_finite(child):
                content = set(subtrees([child]))
            elif child.dep_ == "prep" and child.lower_ in cue.frames:
                content = set(subtrees(c for c in child.children if c.dep_ in ("pobj", "pcomp")))
            found = _saying(verb, adjective, source, content, cue.kind, "adjective") if content else None
            if found is not None:
                yield found
                return


def _by_noun(noun: Token, entries: tuple[Cue, ...]) -> Iterator[Saying]:
    source, first = _noun_source(noun)
    for cue in entries:
        content, last = _noun_content(noun, cue)
        is_clause = last == noun
        may_lack = (is_clause and "that" in cue.frames) or last.lower_ in ("about", "over")
        if content and (source is not None or may_lack):
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
    if (
        noun.dep_ == "dobj"
        and verb.lemma_ in _UNDERGONE
        and not any(_is_that_clause(c) for c in noun.children)
    ):
        return None, noun
    if noun.dep_ == "dobj" and verb.lemma_ in _LIGHT:
        return source_of(verb), verb
    return None, noun


def _noun_content(noun: Token, cue: Cue) -> tuple[set[int], Token]:
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and "that" in cue.frames and _is_that_clause(child):
            return set(subtrees([child])), noun
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
        if child.dep_ in ("acl", "xcomp") and "to" in cue.frames and to:
            return set(subtrees([child])), noun
        if child.dep_ == "prep" and child.lower_ in cue.frames and child.lower_ != "to":
            return set(subtrees(c for c in child.children if c.dep_ in ("pobj", "pcomp"))), child
    is_whose = noun.head.lemma_ == "be" and any(c.dep_ == "poss" for c in noun.children)
    if noun.dep_ == "nsubj" and is_whose and "that" in cue.frames:
        return set(subtrees(c for c in noun.head.children if c.dep_ == "ccomp" and _is_that_clause(c))), noun
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
    if not spans:
        comma = next((i for i in range(source.i + 1, last) if token.doc[i].text == ","), last)
        spans = spans_of(token.doc, range(comma, last))
    if spans:
        yield Saying(
            cue=cue_span(token, to), content=spans, source=source_span(source), head=source.i,
            frame="according", token=token.i,
        )  # fmt: skip
