"""A report with its voters, groups, texts and stances masked, so that rules over them read like a grammar.

Each masked part keeps its place and length: in the rules `Ⓥ+` is one state, `Ⓘ+` a pronoun that stands for states,
`Ⓑ++` a bloc, `Ⓖ++` a group of voters (“the other 22”), `Ⓡ+` the words for a text, `Ⓟ+` a stance with its verb.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.domain.actors import ActorKind, Mention, MentionForm
from dragoman.domain.claims import Quantifier
from dragoman.events.voting.ballots import Group, Reference
from dragoman.events.voting.groups import GROUPS, NO_BLOCS, bloc_before, quantity
from dragoman.events.voting.stances import Said, find_stances
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.document import Document
from dragoman.text.sieve import Sieve

VOTERS = (ActorKind.STATE, ActorKind.PERSON)
JOIN = (
    r"\s*(?:,\s*(?:and|or|as well as|along with|together with|plus|then)?|and|or|as well as|along with|together with|plus|&)"
    r"\s*(?:also |even |then |later |with )?(?:the |both |neighbouring |little |tiny |its \w+ )?"
)
NAMES = rf"(?>Ⓥ++(?:{JOIN}Ⓥ++)*)"
BUT = (
    r"(?:but|except(?: for)?|bar|barring|save(?: for)?|apart from|other than|excluding|minus|without|"
    r"with the (?:sole |single |only )?exceptions? of)"
)
_MEMBERS = (
    r"(?:member(?:s|[- ]states?| countries| governments)?|countries|country|states?|nations?|governments?|capitals?|"
    r"allies|delegations?|powers|partners|neighbours|signatories|republics|monarchies)"
)
_AMOUNT = (
    r"(?:all|every|each|none|no|not one|not a single|most|many|several|some|half|both|a majority|the (?:vast )?majority|"
    rf"(?:at least|more than|over|only|just|another|a further|the|its|their|as many as) {NUMBER}|{NUMBER})"
)
_OTHER = r"(?:other(?! than)|remaining)"
_TAIL = rf"(?:,? {BUT} (?:the )?(?:{NAMES}|{NUMBER}(?: of (?:them|its \w+))?))?"
_PHRASES = tuple(
    Sieve(rf"(?<![\w-]){words}(?![\w-])")
    for words in (
        # “all 27 members of the EU”, “nine of the twelve EC members”, “the EU's other 22 members”, “The Nordic countries”
        rf"(?:{_AMOUNT} )?(?:of )?(?:the |its |their )?(?:{_OTHER} )?(?:{NUMBER} )?(?:of )?(?:the )?(?:(?!\w+ed\b)\w+ )?"
        rf"(?:{_MEMBERS} (?:of|in|from) (?:the )?)?Ⓑ++(?:['’]s?)?(?: {_OTHER})?(?: {NUMBER})?(?: {_OTHER})?(?: (?:\w+ )?{_MEMBERS})?{_TAIL}",
        # “the other twenty-two members”, “nine of its twelve states”, “all its partners”
        rf"(?:{_AMOUNT}|the {_OTHER}|the {_OTHER} {NUMBER}) (?:of )?(?:the |its |their )?(?:{_OTHER} )?(?:{NUMBER} )?(?:\w+ ){{0,2}}{_MEMBERS}{_TAIL}",
        # “the other 22”, “the remaining 26”, “the others”, “the rest of the bloc”, “nine of the twelve”, “all of them”
        rf"(?:the {_OTHER} {NUMBER}|{NUMBER} others?|the others|the rest(?: of (?:the )?(?:bloc|union|alliance|group|club|members(?:hip)?|council|Ⓑ++))?|"
        rf"(?:all|every one|none|most|half|both|{NUMBER}) of (?:them|the {NUMBER}|its {NUMBER}|the others|the rest)|(?:the|its) {NUMBER}(?=[^.;:]{{0,40}}Ⓟ)){_TAIL}",
        # “all but Russia”, of a bloc named before
        rf"(?:all|every one|everyone) {BUT} (?:the )?(?:{NAMES}|{NUMBER})",
    )
)
LARGEST_BLOC = 55
"""Members of the largest bloc that a report counts; more are voters at large."""
_TRAILING = Sieve(
    rf"(?P<group>Ⓖ++)[^.;:ⒼⓋⒾⒷ]{{0,80}}?(?:,| –| —| -) (?:with )?(?:the )?(?P<names>{NAMES}) "
    r"(?:excepted|aside|apart|being the (?:\w+ )?exceptions?|the (?:sole|only|lone|single) exceptions?)\b"
)
"""“The Gulf states were against it, Oman excepted.”"""
_SAVED = Sieve(rf"(?P<group>Ⓖ++)(?: \w+){{0,2}} Ⓟ++[^.;:ⒼⓋⒾⒷ]{{0,30}}?,? {BUT} (?:the )?(?P<names>{NAMES})")
"""“Every member of it voted for the text, save Chad.”"""
_FRONTED = Sieve(rf"\b(?:{BUT})\s+(?:the )?(?P<names>{NAMES}),?\s+(?P<group>Ⓖ++)")


@dataclass(slots=True)
class Masked:
    """The masked text and what each mark stands for, by the character at which it starts."""

    document: Document
    text: str
    voters: dict[int, Mention] = field(default_factory=dict)
    references: dict[int, Reference] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    stances: list[Said] = field(default_factory=list)

    def voters_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The states masked between two places."""
        starts = [m.start() for m in _NAMED.finditer(self.text, start, end)]
        return tuple([self.voters[i] for i in starts if i in self.voters])

    def groups_in(self, start: int, end: int) -> tuple[Group, ...]:
        starts = [m.start() for m in _GROUPED.finditer(self.text, start, end)]
        return tuple([self.groups[i] for i in starts if i in self.groups])

    def stances_in(self, start: int, end: int) -> list[Said]:
        """The words of stance that begin between two places."""
        first, last = (bisect_left(self.stances, place, key=lambda s: s.start) for place in (start, end))
        return self.stances[first:last]


_NAMED, _GROUPED = re.compile("Ⓥ+|Ⓘ+"), re.compile("Ⓖ+")


def mask(document: Document, references: Sequence[Reference]) -> Masked:
    """The document with all its parts masked."""
    source = document.source.text
    made = Masked(document, re.sub(r"(?<= )-(?= )", "–", re.sub(r"[\n\r\t]", " ", source)))
    names: list[Mention] = []
    pronouns: list[Mention] = []
    for m in document.mentions:
        if m.actor.kind in VOTERS and m.form is not MentionForm.IMPLICIT:
            pronoun = m.form is MentionForm.PRONOUN
            if not (pronoun and m.text.lower() in ("its", "their", "his", "her", "our")):
                (pronouns if pronoun else names).append(m)
    blocs = [
        m
        for m in document.mentions
        if m.actor.kind in GROUPS and m.code not in NO_BLOCS and m.form is not MentionForm.PRONOUN
    ]
    free = made.text
    made.text = _filled(made.text, "Ⓑ", [(m.start, m.end) for m in blocs])
    made.text = _filled(made.text, "Ⓥ", [(m.start, m.end) for m in names])
    made.stances = find_stances(made.text)
    _mask_texts(made, references)
    made.text = _filled(made.text, "Ⓟ", [(s.start, s.end) for s in made.stances])
    made.text = _filled(
        made.text, "Ⓘ", [(m.start, m.end) for m in pronouns if made.text[m.start] == free[m.start]]
    )
    made.voters = {m.start: m for m in (*pronouns, *names)}
    _mask_groups(made, {m.start: m for m in blocs})
    return made


def _filled(text: str, mark: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with each span written over by a mark."""
    parts, place = [], 0
    for start, end in sorted(spans):
        if start < place:
            continue
        parts += [text[place:start], mark * (end - start)]
        place = end
    return "".join([*parts, text[place:]])


def _mask_texts(made: Masked, references: Sequence[Reference]) -> None:
    """Words for texts, their owners and subjects with them, up to where a stance begins."""
    starts = [s.start for s in made.stances]
    ends = [0, *(s.end for s in made.stances)]
    spans = []
    for r in references:
        following = bisect_right(starts, r.start)
        if r.which in ("act", "heading") or r.start < ends[following]:
            continue
        head = made.document.parse[r.head]
        if head.idx < ends[bisect_left(starts, head.idx + len(head))]:
            continue
        if head.lemma_ in ("vote", "ballot") and "Ⓥ" in made.text[r.start : head.idx]:
            continue
        end = min([r.end, *starts[following : following + 1]])
        spans.append((r.start, max(end, head.idx + len(head))))
        made.references[r.start] = r
    made.text = _filled(made.text, "Ⓡ", spans)


def _mask_groups(made: Masked, blocs: dict[int, Mention]) -> None:
    spans: list[tuple[int, int]] = []
    for pattern in _PHRASES:
        for match in pattern.find_all(made.text):
            if any(a < match.end() and match.start() < b for a, b in spans):
                continue
            group = _group(made, match, blocs)
            if group is not None:
                made.groups[match.start()] = group
                spans.append(match.span())
    made.text = _filled(made.text, "Ⓖ", spans)
    for match in (m for p in (_FRONTED, _TRAILING, _SAVED) for m in p.find_all(made.text)):
        group = made.groups[match.start("group")]
        exceptions = made.voters_in(*match.span("names"))
        start = min(match.start(), group.start)
        made.groups[match.start("group")] = Group(
            bloc=group.bloc, quantifier=Quantifier.ALL_BUT, exceptions=exceptions, start=start, end=group.end
        )  # fmt: skip


def _group(made: Masked, match: re.Match[str], blocs: dict[int, Mention]) -> Group | None:
    start, end = match.span()
    words = made.document.source.text[start:end]
    named = next((blocs[i] for i in range(start, end) if i in blocs), None)
    exceptions = made.voters_in(start, end)
    if re.search(r"\b(?:votes?|ballots?|texts?|resolutions?|drafts?|times?)\s*$", words, re.IGNORECASE):
        return None
    if _BESIDE.match(words) and re.search(r"Ⓥ,\s*$", made.text[max(0, start - 4) : start]):
        return None
    quantifier, count = quantity(words, bool(exceptions), named is not None)
    if quantifier is Quantifier.AS_BLOC and _SOME_OF.search(
        made.document.source.text[max(0, start - 40) : start]
    ):
        return None
    if quantifier is Quantifier.COUNT and _WITH_ITS.match(words):
        quantifier = Quantifier.ALL
    if named is None and (count or 0) > LARGEST_BLOC:
        return None
    size = count if quantifier is Quantifier.ALL else _whole(words)
    bloc = named
    if bloc is None and (
        size or re.search(r"\b(?:its|their|the bloc|the union|of them)\b", words, re.IGNORECASE)
    ):
        bloc = bloc_before(made.document, start, size)
    return Group(bloc=bloc, quantifier=quantifier, count=count, exceptions=exceptions, start=start, end=end)


_BESIDE = re.compile(
    rf"(?:the )?(?:only|sole|lone|both|all|themselves|fellow|{NUMBER}|other)\b[^,]*\bmembers?\b",
    re.IGNORECASE,
)
"""“Chad and Mali, *both members of the Union*, abstained”: what the states are, not who else did so."""
_WITH_ITS = re.compile(
    rf"(?:its|their) {NUMBER} (?:\w+ )?(?:partners|allies|neighbours|satellites)\b", re.IGNORECASE
)
"""“Chad and *its five partners in the group*”: with the one named, all of it."""
_SOME_OF = re.compile(
    r"\b(?:(?:only|sole|lone|both|two|three|four|fellow) |(?:a (?:good )?(?:number|handful|few|couple|group|string)|several|some|many|most|few|dozens|scores) (?:of )?(?:the )?(?:[\w-]+ ){0,2}"
    r"|[\w]+-speaking |francophone |anglophone |lusophone |(?:small|poor|rich|larg|wealthi)(?:er|est)? |landlocked |island )$",
    re.IGNORECASE,
)
"""Words before a bloc's name that make it some of its members: “several African states”."""


_OF_WHOLE = re.compile(rf"of (?:the|its|their) (?:bloc's )?({NUMBER})\b", re.IGNORECASE)


def _whole(words: str) -> int | None:
    """The size of the whole in “nine of the twelve”."""
    match = _OF_WHOLE.search(words)
    return number_of(match[1]) if match else None
