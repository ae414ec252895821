"""Mentions of actors: names from the registry, and noun phrases that say whom somebody speaks or fights for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dragoman import world
from dragoman.domain.actors import UNNAMED, Actor, ActorKind, Mention, MentionForm
from dragoman.domain.sources import Source
from dragoman.text.bodies import find_bodies
from dragoman.text.participants import Noun, NounKind, noun_of
from dragoman.text.people import find_people, gender_of, is_title, titled_gender

AROUND = 300
"""Characters either side of a name that the registry may look at to choose between namesakes."""

_LINKS = frozenset({"of", "from", "for", "at"})
"""Prepositions that tie a role to the one it is held for; “ambassador to” names the host instead."""
_REGIONAL = frozenset({"european", "western", "arab", "african", "asian", "gulf", "nordic", "baltic"})
"""Adjectives that place a source without saying for whom it speaks."""

_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "some", "several", "his", "her", "its", "their", "our"]
)

TokenMentions = dict[int, tuple[Mention, ...]]
"""Token → the mentions of the innermost phrase that covers it."""


def find_mentions(source: Source, parse: Any) -> tuple[Mention, ...]:
    """Mentions that need no antecedent, sorted by place; an outer phrase stands beside the name within it."""
    named = list(_named(source))
    names = by_token(parse, named)
    named = [m for m in named if not _is_namesake(m, parse, names)]
    names = by_token(parse, named)
    described = list(_described(source.text, parse, names))
    people = list(find_people(source.text, parse, names, by_token(parse, described)))
    covered = {t.i for p in people for t in parse.char_span(p.start, p.end, alignment_mode="expand") or ()}
    bodies = find_bodies(source.text, parse, names.keys() | covered)
    people += bodies
    taken = {(p.start, p.end) for p in people}
    return in_order([*(m for m in (*named, *described) if (m.start, m.end) not in taken), *people])


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Sorted by place, outer before inner; each actor once per span."""
    unique = {(m.start, m.end, m.actor): m for m in mentions}
    return tuple(sorted(unique.values(), key=lambda m: (m.start, -m.end)))


def by_token(parse: Any, mentions: Iterable[Mention]) -> TokenMentions:
    covered: dict[int, tuple[Mention, ...]] = {}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        for token in parse.char_span(mention.start, mention.end, alignment_mode="expand") or ():
            before = covered.get(token.i, ())
            same = before and (before[0].start, before[0].end) == (mention.start, mention.end)
            covered[token.i] = (*before, mention) if same else (mention,)
    return covered


def _named(source: Source) -> Iterator[Mention]:
    for hit in world.find_names(source.text):
        if hit.form is MentionForm.OFFICE and hit.core.lower() in _REGIONAL:
            continue
        context = source.text[max(0, hit.start - AROUND) : hit.end + AROUND]
        resolution = world.resolve(hit, on=source.published, context=context)
        actors = resolution.actors
        if resolution.is_certain or "-" in hit.text or _speak_for_one(hit.keys, actors):
            for actor in actors if resolution.is_certain or "-" in hit.text else actors[:1]:
                yield Mention(actor=actor, text=hit.text, start=hit.start, end=hit.end, form=hit.form)


def _speak_for_one(keys: tuple[str, ...], actors: tuple[Actor, ...]) -> bool:
    """Whether it matters little which namesake is meant: “President Bush” speaks for one state in any case."""
    has_office = any(key.startswith("office:") for key in keys)
    people = all(a.kind is ActorKind.PERSON for a in actors)
    return has_office and people and len({a.code for a in actors}) == 1


def _is_namesake(mention: Mention, parse: Any, named: TokenMentions) -> bool:
    """Whether a first name that the registry does not know, or “Mrs” before a man's, stands before a last name."""
    if mention.actor.kind is not ActorKind.PERSON or " " in mention.text:
        return False
    span = parse.char_span(mention.start, mention.end, alignment_mode="expand")
    before = parse[span.start - 1] if span is not None and span.start > 0 else None
    if before is not None and (gender := gender_of(mention.actor.name)) is not None and is_title(before):
        return titled_gender(before) not in (None, gender)
    if before is None or before.pos_ != "PROPN" or not before.whitespace_ or before.i in named:
        return False
    return (
        before.text.isalpha() and before.head == span[-1] and not is_title(before) and noun_of(before) is None
    )


def _described(text: str, parse: Any, named: TokenMentions) -> Iterator[Mention]:
    for token in parse:
        if token.i in named or token.dep_ in ("compound", "amod", "nmod"):
            continue
        noun = noun_of(token)
        if noun is None:
            continue
        affiliations, last = affiliations_of(token, named)
        for actor in affiliations or _unnamed(token, noun):
            yield describe(text, token, last, actor, noun)


def describe(text: str, token: Any, last: Any, affiliation: Actor, noun: Noun) -> Mention:
    """The mention of the phrase from the noun's first modifier to `last`, speaking for `affiliation`."""
    start, end = phrase_start(token), last.idx + len(last.text)
    return Mention(
        actor=actor_of(affiliation, noun, name_from(text[start:end])),
        text=text[start:end],
        start=start,
        end=end,
        form=MentionForm.OFFICE if noun.is_person else MentionForm.DESCRIPTION,
    )


def actor_of(affiliation: Actor, noun: Noun, name: str) -> Actor:
    """Who a phrase names: a person in a role under its own description, anybody else under the state's name."""
    if affiliation.code == UNNAMED.code:
        is_told = any(w[:1].isupper() and w.lower() not in _REGIONAL for w in name.split())
        return replace(UNNAMED, name=name if is_told else UNNAMED.name, sector=noun.sector)
    sector = noun.sector or affiliation.sector
    if noun.is_person and noun.lemma != "member":
        kind = ActorKind.PERSON
        return Actor(code=affiliation.code, name=name, kind=kind, seat=affiliation.seat, sector=sector)
    if affiliation.kind is ActorKind.PERSON:
        affiliation = world.actor(affiliation.code)
    return replace(affiliation, sector=sector)


def name_from(phrase: str) -> str:
    """A phrase as a name: without article or line breaks."""
    words = phrase.split()
    if words and words[0].lower() in _DETERMINERS:
        words = words[1:]
    return " ".join(words)


def phrase_start(token: Any) -> int:
    """Where the noun phrase headed by `token` begins."""
    first = token.doc[token.left_edge.i]
    while first.i < token.i and (
        first.is_punct or first.is_space or first.dep_ in ("cc", "punct", "advmod", "preconj")
    ):
        first = token.doc[first.i + 1]
    return int(first.idx)


def affiliations_of(token: Any, named: TokenMentions) -> tuple[tuple[Actor, ...], Any]:
    """Those whom the phrase headed by `token` belongs to, and the phrase's last token."""
    noun = noun_of(token)
    is_relation = noun is not None and noun.kind is NounKind.RELATION
    left = [t for t in token.doc[token.left_edge.i : token.i] if t.i in named and _modifies(t, token)]
    if is_relation:
        left = [t for t in left if t.dep_ != "poss"]
    direct = [t for t in left if t.head == token or t.dep_ == "conj"]
    if chosen := direct or left:
        return _actors(chosen, named), token
    for child in () if is_relation else token.rights:
        if child.dep_ == "prep" and child.lower_ in _LINKS:
            inside = [t for t in child.subtree if t.i in named and _is_near(t, child)]
            if inside:
                mention = named[inside[0].i][0]
                last = token.doc.char_span(mention.start, mention.end, alignment_mode="expand")[-1]
                return _actors(inside[:1], named), max(last, inside[0], key=lambda t: t.i)
    return (), token


def _actors(tokens: Iterable[Any], named: TokenMentions) -> tuple[Actor, ...]:
    found = {m.actor.code: m.actor for t in tokens for m in named[t.i] if m.text.lower() not in _REGIONAL}
    return tuple(found.values())


def _modifies(token: Any, head: Any) -> bool:
    """Whether a name before the head belongs to it, and not to a participle in between (“US-backed”)."""
    while token != head:
        token = token.head
        if token != head and (token.tag_ in ("VBN", "VBG", "VBD") or token.i > head.i):
            return False
    return True


def _is_near(token: Any, preposition: Any) -> bool:
    """Whether the name stands in the preposition's own noun phrase, not in a clause below it."""
    while token != preposition:
        if token.dep_ in ("relcl", "acl", "advcl", "appos", "conj"):
            return False
        token = token.head
    return True


def _unnamed(token: Any, noun: Noun) -> tuple[Actor, ...]:
    """The unnamed source of “two diplomats”; nobody for “the minister”, who was named before."""
    if noun.kind not in (NounKind.PERSON, NounKind.PEOPLE) or token.pos_ == "PROPN":
        return ()
    definite = any(t.dep_ == "poss" or t.lower_ in ("the", "this", "these", "those") for t in token.lefts)
    plural = token.tag_ == "NNS"
    article = any(t.lower_ in ("a", "an", "one", "another") for t in token.lefts)
    return (UNNAMED,) if not definite and (plural or article) else ()
