"""Who a noun phrase stands for: the mentions that cover it, modify it, or lend it their country."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from dragoman.domain.actors import UNNAMED, ActorKind, Mention, MentionForm
from dragoman.events.agents import is_agent, is_edge, sector_of
from dragoman.text.document import Document
from dragoman.text.frames import prepositions, spread

Token = Any
_CLAUSAL = ("relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis", "punct", "cc", "conj")
_WHERE = frozenset(["in", "at", "near", "across", "throughout", "inside", "on", "around", "outside"])
_NO_PLACE = frozenset(
    {"defiance", "response", "reaction", "protest", "support", "favour", "favor", "opposition", "retaliation"}
    | {
        "exchange",
        "return",
        "revenge",
        "solidarity",
        "addition",
        "line",
        "connection",
        "view",
        "spite",
        "behalf",
    }
)
"""Nouns after “in” and “on” that tell why, not where: “in defiance of Chad”."""
_CULTURE = frozenset(
    {"language", "literature", "culture", "music", "origin", "descent", "dialect", "script", "film"}
)
_LEFT_OUT = frozenset({"without", "excluding"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Looks up, in one document, whom noun phrases stand for."""

    document: Document

    def of(self, tokens: Iterable[Token]) -> tuple[Mention, ...]:
        """The parties that these heads name or describe."""
        return unique(m for t in tokens for m in self._of_head(t) or self._of_phrase(t))

    def around(
        self, tokens: Iterable[Token], *, clauses: bool = False, besides: frozenset[str] = frozenset()
    ) -> tuple[Mention, ...]:
        """The parties of these heads, else the nearest ones below each; none of the codes `besides`."""
        tokens = list(tokens)
        named = [m for t in tokens for m in self._of_head(t) if m.code not in besides]
        found = named or [m for t in tokens[:1] for m in self._below(t, clauses=clauses, besides=besides)]
        return unique(
            found or [m for t in tokens[1:] for m in self._below(t, clauses=clauses, besides=besides)]
        )

    def _of_head(self, token: Token) -> list[Mention]:
        """The mentions that cover the head: of several spans the shortest, with coordinated affiliations."""
        covering = self._named_at(token)
        if not covering:
            return []
        shortest = min(m.end - m.start for m in covering)
        found = [m for m in covering if m.end - m.start == shortest]
        if _is_ethnic(token) and (home := self._affiliation(token) or self.place_of(token.head)):
            return [self._described(token, m) for m in home]
        if self._is_people(token, found[0]):
            states = [
                m
                for m in self._modifiers(token) or self._affiliation(token)
                if m.actor.kind is ActorKind.STATE
            ]
            if _is_ethnic(token):
                return [self._described(token, m) for m in states]
            return [self._described(token, m) for m in states] or found
        if found[0].form in (MentionForm.DESCRIPTION, MentionForm.OFFICE):
            shared = self._modifiers(token) if _is_shared(token) else self._affiliation(token)
            found += [self._described(token, m) for m in shared if len(shared) > 1]
        return found

    def _is_people(self, token: Token, mention: Mention) -> bool:
        """“Iraqi Kurds”, “Bosnian Serbs”, “the Albanians of Serbia”: a people that lives in a state."""
        people = mention.actor.kind is ActorKind.GROUP or mention.form is MentionForm.DEMONYM
        return people and token.tag_ in ("NNS", "NNPS") and mention.start == token.idx

    def is_party(self, token: Token) -> bool:
        """Whether a head itself names or describes somebody, not a thing of somebody's."""
        return bool(self._of_head(token)) or is_agent(token) or token.pos_ == "PROPN"

    def _named_at(self, token: Token) -> list[Mention]:
        covering = [m for m in self.document.mentions_of(token) if m.code != "UNNAMED"]
        return covering or self._by_short_form(token)

    def _by_short_form(self, token: Token) -> list[Mention]:
        """“the Assembly” after “the General Assembly”: the last longer name that ends in the same word."""
        if (
            token.pos_ != "PROPN"
            or not any(c.lower_ == "the" for c in token.children)
            or self.document.mentions_of(token)
        ):
            return []
        before = self.document.mentions[: self._count_before(token)][-REACH:]
        longer = [m for m in before if m.text.endswith(" " + token.text)]
        start, end = token.idx, token.idx + len(token.text)
        return [replace(m, text=token.text, start=start, end=end) for m in longer[-1:]]

    def is_agent(self, token: Token) -> bool:
        """Whether a head names people or a force that can act, known by name or not."""
        titled = any(c.dep_ in ("compound", "amod") and is_agent(c) for c in token.children)
        return is_agent(token) or titled or bool(self.document.mentions_of(token))

    def _of_phrase(self, token: Token) -> list[Mention]:
        """A party for an agent that is described: “Turkish police”, “rebels in Mali”, “leaders of Chad”."""
        near = (_is_ethnic(token) and self._affiliation(token)) or self._modifiers(token)
        return [self._described(token, m) for m in near or self._affiliation(token)]

    def _modifiers(self, token: Token) -> list[Mention]:
        return [
            m
            for c in token.children
            if c.dep_ in ("amod", "compound", "poss", "nmod", "appos")
            for part in spread(c)
            for m in self._of_head(part)
            or (self._modifiers(part) if c.dep_ != "appos" or part != token else [])
        ]

    def _affiliation(self, token: Token) -> list[Mention]:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in (
                "of",
                "between",
                "among",
                "in",
                "from",
                "for",
                "within",
                "at",
            ):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found = [m for t in spread(inner) for m in self._of_head(t) or self._of_phrase(t)]
                        if found:
                            return found
            if child.dep_ == "acl" and child.lemma_ in ("base", "operate", "live", "hold", "rule"):
                found = [m for t in child.subtree for m in self._of_head(t)]
                if found:
                    return found[:1]
        return []

    def _described(self, token: Token, affiliation: Mention) -> Mention:
        """The affiliation's actor under the description's own words and sector."""
        left = min(token.i, next(token.subtree).i)
        while left < token.i and token.doc[left].is_punct:
            left += 1
        start, end = token.doc[left].idx, token.idx + len(token.text)
        sector = sector_of(token) or affiliation.actor.sector
        return Mention(
            actor=replace(affiliation.actor, sector=sector),
            text=self.document.source.text[start:end],
            start=start,
            end=end,
            form=MentionForm.DESCRIPTION,
        )

    def below_verb(self, verb: Token, besides: frozenset[str]) -> tuple[Mention, ...]:
        """The nearest parties in a clause, leaving aside where and when it happens."""
        parts = [
            c
            for c in verb.children
            if c.dep_ not in _CLAUSAL
            and not (
                c.dep_ == "prep"
                and c.lower_ in ("in", "at", "by", "after", "before", "under", "during", "despite", "amid")
            )
        ]
        near = (
            self.around([c] if c.pos_ != "ADP" else spread_pobj(c), besides=besides)
            for c in parts
            if c.dep_ not in ("nsubj", "nsubjpass")
        )
        return next((found for found in near if found), ())

    def _below(self, token: Token, *, clauses: bool, besides: frozenset[str]) -> list[Mention]:
        """The nearest mentions under a head, level by level."""
        closed = ("punct", "cc", "advcl", "parataxis") if clauses else _CLAUSAL
        level = [token]
        while level:
            below = [
                c
                for t in level
                for c in t.children
                if c.dep_ not in closed and c.lower_ not in _LEFT_OUT and not _only_places(c)
            ]
            for child in below:
                found = [m for part in spread(child) for m in self._of_head(part) if m.code not in besides]
                if found:
                    return found
            level = below
        return []

    def place_of(self, token: Token) -> tuple[Mention, ...]:
        """The state in which a clause says it happens."""
        for word, noun in prepositions(token):
            if word not in _WHERE or is_edge(noun) or noun.lemma_.lower() in _NO_PLACE:
                continue
            if found := self.of(spread(noun)) or self._place_below(noun):
                return found
        for word, noun in prepositions(token):
            if word not in _WHERE and (found := self.place_of(noun)):
                return found
        for child in token.children:
            if child.dep_ in ("dobj", "pobj", "nsubjpass") and (found := self.place_of(child)):
                return found
        return ()

    def _place_below(self, noun: Token) -> tuple[Mention, ...]:
        return next((p for w, t in prepositions(noun) if w in ("of", "in") and (p := self.of([t]))), ())

    def lend(self, token: Token, country: Mention) -> Mention:
        """The described agent under the country that the clause lends it."""
        return self._described(token, country)

    def called_before(self, token: Token) -> list[Mention]:
        """The mentions of the last phrase before that ends in the same word: “their defence ministers” for “ministers”."""
        before = self.document.mentions[: self._count_before(token)][-REACH:]
        called = [m for m in before if m.text.lower().endswith(token.lower_) and m.code != "UNNAMED"]
        return [m for m in called if m.end == called[-1].end]

    def _count_before(self, token: Token) -> int:
        return bisect_left(self.document.mentions, token.idx, key=lambda m: m.start)

    def unknown(self, token: Token) -> Mention:
        """The mention of somebody of whom only the words are known."""
        start, end = token.left_edge.idx, token.idx + len(token.text)
        words = self.document.source.text[start:end]
        actor = replace(UNNAMED, name=words, sector=sector_of(token))
        return Mention(actor=actor, text=words, start=start, end=end, form=MentionForm.DESCRIPTION)

    def organ_before(self, token: Token) -> tuple[Mention, ...]:
        """The organ whose text a resolution is: the one that the document names most, up to here."""
        before = [m for m in self.document.mentions[: self._count_before(token)] if m.code in ORGANS]
        times = Counter(m.code for m in before)
        return unique(sorted(before, key=lambda m: -times[m.code]))[:1]


REACH = 300
"""How many mentions back a short form or “the ministers” may reach."""

ORGANS = frozenset({"UNGA", "UNSC", "HRC", "UN", "EP", "ECOSOC", "PACE", "IAEA", "AU", "LAS", "OAS"})


def spread_pobj(preposition: Token) -> list[Token]:
    """What stands behind a preposition."""
    return [t for c in preposition.children if c.dep_ in ("pobj", "pcomp") for t in spread(c)]


def _is_ethnic(token: Token) -> bool:
    """“ethnic Albanian guerrillas”: of a people, and not of the state that the people is named for."""
    return any(t.lower_ == "ethnic" for t in token.doc[token.left_edge.i : token.i])


def _only_places(token: Token) -> bool:
    """“on the Thai border”, “the Russian language”, “ethnic Thais”: a country's name that names no party to an act."""
    if token.dep_ == "prep" and token.lower_ in _WHERE:
        return any(is_edge(c) for c in token.children)
    if token.dep_ == "prep" and token.lower_ in ("over", "behind"):
        return any(c.lemma_ in ("head", "back") for c in token.children)
    if any(t.lower_ == "ethnic" for t in token.doc[max(token.i - 1, 0) : token.i]):
        return True
    return token.dep_ in ("amod", "compound") and token.head.lemma_.lower() in _CULTURE


def _is_shared(noun: Token) -> bool:
    """“Hungarian and Romanian officials”: two affiliations of one noun."""
    return any(
        c.dep_ in ("amod", "compound", "nmod", "poss") and any(d.dep_ == "conj" for d in c.children)
        for c in noun.children
    )


def unique(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """One mention for each code, the first."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.code, mention)
    return tuple(found.values())


def without(mentions: Iterable[Mention], others: Iterable[Mention]) -> tuple[Mention, ...]:
    """Those whose code is none of the others'."""
    codes = {m.code for m in others}
    return tuple(m for m in mentions if m.code not in codes)


def codes(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(m.code for m in mentions)
