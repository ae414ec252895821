"""A report with its voters, groups, texts and stances masked, so that rules over them read like a grammar.

Each masked part keeps its place and length: in the rules `Ⓥ+` is one state, `Ⓘ+` a pronoun that stands for states,
`Ⓑ++` a bloc, `Ⓖ++` a group of voters (“the other 22”), `Ⓡ+` the words for a text, `Ⓟ+` a stance with its verb.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman import world
from dragoman.domain.actors import ActorKind, Mention, MentionForm
from dragoman.domain.claims import Quantifier
from dragoman.events.voting.ballots import Group, Reference
from dragoman.events.voting.blocnames import find_blocnames
from dragoman.events.voting.groups import (
    GROUPS,
    NO_BLOCS,
    bloc_before,
    is_of_total,
    quantity,
    whole_of,
    without_name,
)
from dragoman.events.voting.leftout import (
    ADJACENT,
    ALL_SAVE,
    BUT,
    FRONTED,
    LEFT_OUT,
    NAMES,
    PET,
    SAVE,
    TOLD_AFTER,
)
from dragoman.events.voting.spokesmen import DOMESTIC, spoken_for
from dragoman.events.voting.stances import Said, find_stances
from dragoman.events.voting.tallies import NUMBER
from dragoman.text.document import Document
from dragoman.text.sieve import Sieve

VOTERS = (ActorKind.STATE, ActorKind.PERSON)
_MEMBERS = (
    r"(?:member(?:s|[- ]states?| countries| governments)?|countries|country|states?|nations?|governments?|capitals?|"
    r"allies|delegations?|powers|partners|neighbours|signatories|republics|monarchies)"
)
_AMOUNT = (
    rf"(?:(?:all|every one) but {NUMBER}|(?:almost|nearly) all|the rest|the remainder|"
    r"all|every|each|none|neither|no|not one|not a single|most|many|several|some|half|both|a majority|the (?:vast )?majority|"
    rf"(?:at least|more than|over|only|just|another|a further|the|its|their|as many as) {NUMBER}|{NUMBER})"
)
_OTHER = r"(?:other(?! than)|remaining)"
_TAIL = rf"(?:,? {BUT} (?:the )?(?:{LEFT_OUT}|{NUMBER}(?: of (?:them|its \w+))?))?"
_PARTNERS = r"(?:partners|allies|friends|satellites|neighbou?rs|companions|colleagues|associates|comrades|fellow members|clients)"
_PHRASES = tuple(
    Sieve(rf"(?<![\w-]){words}(?![\w-])")
    for words in (
        # “Britain's partners in the Ten”, “all its Ⓑ allies”, “its four Ⓑ partners”: a bloc beside the one whose partners they are
        rf"(?=[^.;:Ⓟ]{{0,70}}Ⓑ)(?:{_AMOUNT} )?(?:of )?(?:Ⓥ++['’]s?|its|her|their|his|our) (?:{_OTHER} )?(?:{NUMBER} )?(?:\w+ ){{0,2}}(?:Ⓑ++ )?"
        rf"{_PARTNERS}(?: (?:in|within|inside|among|from) (?:the )?(?:\w+ )?Ⓑ++)?{_TAIL}",
        # “Moscow and its allies”
        rf"(?:all )?(?:its|her|their) (?:\w+ ){{0,2}}{_PARTNERS}",
        # “all 27 members of the EU”, “nine of the twelve EC members”, “the EU's other 22 members”, “The Nordic countries”
        rf"(?:{_AMOUNT} )?(?:of )?(?:the |its |their )?(?:{_OTHER} )?(?:{NUMBER} )?(?:of )?(?:the )?(?:(?!\w+ed\b)\w+ )?"
        rf"(?:{_MEMBERS} (?:of|in|from) (?:the )?)?Ⓑ++(?:['’]s?)?(?: {_OTHER})?(?: {NUMBER})?(?: {_OTHER})?(?: (?:(?:\w+ )?{_MEMBERS}|group(?:ing)?|bloc|club|camp|caucus|trio|quartet))?{_TAIL}",
        # “the other twenty-two members”, “nine of its twelve states”, “all its partners”
        rf"(?:{_AMOUNT}|the {_OTHER}|the {_OTHER} {NUMBER}) (?:of )?(?:the |its |their )?(?:{_OTHER} )?(?:{NUMBER} )?(?:\w+ ){{0,2}}{_MEMBERS}{_TAIL}",
        # “the other 22”, “the remaining 26”, “the others”, “the rest of the bloc”, “nine of the twelve”, “all of them”
        rf"(?:the {_OTHER} {NUMBER}|(?:the )?{NUMBER} others?|the others|the rest(?: of (?:the )?(?:bloc|union|alliance|group|club|members(?:hip)?|council|Ⓑ++))?|"
        rf"not (?:a single )?one(?: of them)?(?= Ⓟ)|(?:all|every one|none|not one|most|half|both|{NUMBER}) (?:out )?of (?:them|the {NUMBER}|its {NUMBER}|{NUMBER}|the others|the rest)|all (?:of )?{NUMBER}(?: of them)?(?=[^.;:]{{0,40}}Ⓟ)|(?:the|its) (?!lone\b|single\b|no\b|one\b){NUMBER}(?=[^.;:]{{0,40}}Ⓟ)){_TAIL}",
        # “all but Russia”, of a bloc named before
        rf"(?:all|every one|everyone) {BUT} (?:the )?(?:{NAMES}|{NUMBER})",
    )
)
LARGEST_BLOC = 55
"""Members of the largest bloc that a report counts; more are voters at large."""


@dataclass(slots=True)
class Masked:
    """The masked text and what each mark stands for, by the character at which it starts."""

    document: Document
    text: str
    voters: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    references: dict[int, Reference] = field(default_factory=dict)
    blocs: dict[int, Mention] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    stances: list[Said] = field(default_factory=list)

    def voters_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The states masked between two places."""
        starts = [m.start() for m in _NAMED.finditer(self.text, start, end)]
        return tuple([m for i in starts for m in self.voters.get(i, ())])

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
    blocs = _blocs(document)
    names: list[Mention] = []
    pronouns: list[Mention] = []
    for m in document.mentions:
        if (
            m.actor.kind in VOTERS
            and m.form is not MentionForm.IMPLICIT
            and not _is_of_bloc(m)
            and not DOMESTIC.search(m.text)
        ):
            pronoun = m.form is MentionForm.PRONOUN
            if not (
                pronoun
                and (_is_possessive(m, source) or _AMONG.search(source[max(0, m.start - 9) : m.start]))
            ):
                (pronouns if pronoun else names).append(m)
    free = made.text
    made.text = _filled(made.text, "Ⓑ", [(m.start, m.end) for m in blocs])
    spans = spoken_for(names, source)
    made.text = _filled(
        made.text, "Ⓥ", [(_after_company(m, source, span[0]), span[1]) for m, span in spans.items()]
    )
    made.stances = find_stances(made.text)
    _mask_texts(made, references)
    made.text = _filled(made.text, "Ⓟ", [(s.start, s.end) for s in made.stances])
    made.text = _filled(
        made.text, "Ⓘ", [(m.start, m.end) for m in pronouns if made.text[m.start] == free[m.start]]
    )
    for m in (*pronouns, *spans):
        at = _after_company(m, source, spans.get(m, (m.start,))[0])
        alike = [o for o in made.voters.get(at, ()) if (o.end, o.form) == (m.end, m.form)]
        made.voters[at] = (*alike, m)
    made.blocs = {m.start: m for m in blocs}
    _mask_groups(made)
    return made


def _after_company(mention: Mention, text: str, start: int) -> int:
    """“in *the company of Chad*”, “despite *opposition from Chad*”: the name begins after it."""
    lead = _COMPANY_OF.match(text, start, mention.end)
    return lead.end() if lead else start


_COMPANY_OF = re.compile(
    r"(?:the )?(?:company of|(?:opposition|support) (?:of|from|by)) (?:the )?", re.IGNORECASE
)


def _is_possessive(pronoun: Mention, text: str) -> bool:
    """“*her* partners”, not “voted with *her*”."""
    word = pronoun.text.lower()
    return word in ("its", "their", "his", "our") or (
        word == "her" and text[pronoun.end : pronoun.end + 2].strip().isalpha()
    )


_AMONG = re.compile(r"\bamong(?:st)? $", re.IGNORECASE)
"""“Peru and Chad among *them*”: part of another list."""


def _blocs(document: Document) -> list[Mention]:
    """All words that name a bloc, in reading order; those by number or noun win over a name around them."""
    named = [
        m
        for m in document.mentions
        if m.actor.kind in GROUPS and m.code not in NO_BLOCS and m.form is not MentionForm.PRONOUN
    ]
    more = list(find_blocnames(document.source, named))
    kept = [m for m in named if not any(m.start < o.end and o.start < m.end for o in more)]
    return sorted([*_innermost(kept), *more], key=lambda m: m.start)


def _innermost(mentions: Sequence[Mention]) -> list[Mention]:
    """“the sole member of the G7” is a mention, and so is the “G7” in it: the name alone."""
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
    following = [*ordered[1:], None][: len(ordered)]
    return [m for m, o in zip(ordered, following, strict=True) if o is None or o.start >= m.end]


def _is_of_bloc(mention: Mention) -> bool:
    """“its EU partners”: states of a bloc, not one that speaks for it."""
    return _ENDS_IN_PARTNERS.search(mention.text) is not None and world.is_bloc(mention.code)


_ENDS_IN_PARTNERS = re.compile(rf"\b{_PARTNERS}$", re.IGNORECASE)


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
    stances = set(starts)
    ends = [0, *(s.end for s in made.stances)]
    spans = []
    for r in references:
        following = bisect_right(starts, r.start)
        if r.which in ("act", "heading") or r.start < ends[following]:
            continue
        head = made.document.parse[r.head]
        if head.idx < ends[bisect_left(starts, head.idx + len(head))]:
            continue
        is_cast = "Ⓥ" in made.text[r.start : head.idx] or _SIDED.match(made.text, head.idx + len(head))
        if head.lemma_ in ("vote", "ballot") and is_cast:
            continue
        if head.lemma_ == "decision" and head.idx + len(head) + 1 in stances:
            continue  # “its decision to abstain”
        end = min([r.end, *starts[following : following + 1]])
        end = max(end, head.idx + len(head))
        left_out = _LEAVING_OUT.search(made.text, head.idx + len(head), end)
        spans.append((r.start, left_out.start() if left_out else end))
        made.references[r.start] = r
    made.text = _filled(made.text, "Ⓡ", spans)


_SIDED = re.compile(r"s? (?:(?:against|in favou?r|for)\b|(?:of|by|from) (?:the )?Ⓥ)", re.IGNORECASE)
"""“the only *vote* against it”: one cast, no text."""


_LEAVING_OUT = re.compile(rf",? (?:all )?\b{SAVE} {PET}Ⓥ", re.IGNORECASE)
"""“voted for the text *with the exception of Chad*”: of the voters, not of the text."""


def _mask_groups(made: Masked) -> None:
    spans: list[tuple[int, int]] = []
    for pattern in _PHRASES:
        for match in pattern.find_all(made.text):
            if any(a < match.end() and match.start() < b for a, b in spans):
                continue
            is_side = is_of_total(
                match.group(),
                made.text[max(0, match.start() - 10) : match.start()],
                made.text[match.end() : match.end() + 12],
            )
            group = None if is_side else _group(made, match)
            if group is not None:
                made.groups[match.start()] = group
                spans.append(match.span())
    made.text = _filled(made.text, "Ⓖ", spans)
    for match in (m for p in ADJACENT for m in p.find_all(made.text)):
        _leave_out(made, match, match.end())
    made.text = _filled(made.text, "Ⓖ", [(at, g.end) for at, g in made.groups.items()])
    for match in ALL_SAVE.find_all(made.text):
        after = made.groups[match.start("after")]
        if after.bloc is None and after.quantifier is Quantifier.ALL_BUT and after.exceptions:
            first = made.groups[match.start("group")]
            made.groups[match.start("group")] = replace(
                first, quantifier=Quantifier.ALL_BUT, count=None, exceptions=after.exceptions
            )
    for match in (m for p in (*FRONTED, *TOLD_AFTER) for m in p.find_all(made.text)):
        _leave_out(made, match, None)


def _leave_out(made: Masked, match: re.Match[str], end: int | None) -> None:
    """Take the states named in a match out of its group, whose words go on to `end`."""
    at = match.start("group")
    group, named = made.groups[at], made.voters_in(*match.span("names"))
    is_share = group.quantifier is Quantifier.COUNT and whole_of(made.document.source.text[at : group.end])
    if group.quantifier in (Quantifier.NONE, Quantifier.MOST, Quantifier.AT_LEAST) or is_share or not named:
        return
    exceptions = tuple(dict.fromkeys((*group.exceptions, *named)))
    made.groups[at] = replace(
        group,
        quantifier=Quantifier.ALL_BUT,
        count=None,
        exceptions=exceptions,
        start=min(match.start(), group.start),
        end=end or group.end,
    )


def _group(made: Masked, match: re.Match[str]) -> Group | None:
    start, end = match.span()
    words = made.document.source.text[start:end]
    named = next((made.blocs[i] for i in range(start, end) if i in made.blocs), None)
    exceptions = made.voters_in(start, end)
    if named is not None and (
        _LONE.search(words) or _LONE_BEFORE.search(made.text[max(0, start - 16) : start])
    ):
        return None
    apposed = _APPOSED.match(made.text, end)
    partners = _OF_ITS.match(made.text[start:end])
    if partners and named is None:
        named = _bloc_of_allies(made, start, start + partners.end())
    if (partners and named is None) or made.text[max(0, start - 2) : start] == "Ⓑ ":
        return None
    owner = _owner(made, start, start + partners.end()) if partners else None
    exceptions = tuple(m for m in exceptions if m != owner)
    if re.search(r"\b(?:votes?|ballots?|texts?|resolutions?|drafts?|times?)\s*$", words, re.IGNORECASE):
        return None
    in_list = re.match(r",? and Ⓥ|, Ⓥ", made.text[end : end + 7])
    if (
        _BESIDE.match(words)
        and not in_list
        and (_SHOWN.search(made.text[max(0, start - 12) : start]) or _NAMED_AFTER.match(made.text, end))
    ):
        return None
    quantifier, count = quantity(without_name(words, start, named), bool(exceptions), named is not None)
    if quantifier is Quantifier.AT_LEAST and made.text[max(0, start - 4) : start].lower().endswith(
        ("no ", "not ")
    ):
        quantifier = Quantifier.COUNT  # “no more than four”
    if (
        apposed
        and quantifier is Quantifier.COUNT
        and not whole_of(words)
        and len(made.voters_in(*apposed.span("names"))) == count
    ):
        quantifier = Quantifier.AT_LEAST
        if named is not None and words.lower().startswith("only "):
            quantifier, exceptions = Quantifier.ONLY, made.voters_in(*apposed.span("names"))
    if quantifier is Quantifier.AS_BLOC and _SOME_OF.search(
        made.document.source.text[max(0, start - 40) : start]
    ):
        return None
    if (
        partners
        and quantifier is not Quantifier.ALL
        and _BY_NAME.search(made.text[max(0, start - 8) : start])
    ):
        quantifier, count, partners = Quantifier.AT_LEAST, 1, None  # “Chad, *Peru's ally in the bloc*”
    if partners and quantifier is Quantifier.COUNT and _FEW_OF.match(words):
        quantifier, partners = Quantifier.AT_LEAST, None  # “seven of its partners”, and it
    if partners and quantifier in (Quantifier.ALL, Quantifier.COUNT, Quantifier.AS_BLOC):
        quantifier, count = Quantifier.ALL_BUT, None
    if named is None and (count or 0) > LARGEST_BLOC:
        return None
    size = count if quantifier is Quantifier.ALL else whole_of(words)
    bloc = named
    if bloc is None and (
        size or re.search(r"\b(?:its|their|the bloc|the union|of them)\b", words, re.IGNORECASE)
    ):
        bloc = bloc_before(made.document, start, size)
    return Group(
        bloc=bloc,
        quantifier=quantifier,
        count=count,
        exceptions=exceptions,
        beside=() if owner is None else (owner,),
        start=start,
        end=end,
    )


def _owner(made: Masked, start: int, end: int) -> Mention | None:
    """The state whose partners the words speak of."""
    owners = made.document.mentions_in(start, end)
    inside = next((m for m in reversed(owners) if m.actor.kind in VOTERS and not _is_of_bloc(m)), None)
    if inside is not None or not _AND.search(made.text[max(0, start - 5) : start]):
        return inside
    return next(
        (m for m in made.document.mentions_in(max(0, start - 60), start - 4) if m.end == start - 5), None
    )


_APPOSED = re.compile(rf",? (?P<names>{NAMES}),", re.IGNORECASE)
"""“Two NATO allies, *Chad and Mali*, …”: who they are, not how many did so."""
_FEW_OF = re.compile(rf"{NUMBER} of ", re.IGNORECASE)
_LONE = re.compile(rf"\b(?:only|sole|lone) (?!{NUMBER}\b)\w", re.IGNORECASE)
_LONE_BEFORE = re.compile(r"\b(?:only|sole|lone) (?:one of )?(?:the )?$", re.IGNORECASE)
"""“the only African state”: one of a bloc, whom `lone` reads."""


def _bloc_of_allies(made: Masked, start: int, end: int) -> Mention | None:
    """“Moscow and its allies”, in the days of the Eastern bloc."""
    owner, day = _owner(made, start, end), made.document.source.published
    if owner is None or owner.actor.seat != "RUS" or day is None or day.year > EASTERN_UNTIL:
        return None
    return replace(owner, actor=world.actor("THE-EAST"), start=start, end=end)


EASTERN_UNTIL = 1990
"""The last whole year in which “Moscow and its allies” were the Eastern bloc."""
_AND = re.compile(r"Ⓥ* and $")
_BY_NAME = re.compile("Ⓥ, (?:both )?$")
_OF_ITS = re.compile(
    rf"(?:[\w-]+ ){{0,3}}?(?:Ⓥ++['’]s?|its|her|their|his|our) (?:[\wⒷ-]+ ){{0,4}}?{_PARTNERS}\b",
    re.IGNORECASE,
)


_NAMED_AFTER = re.compile(r" (?:was|is) (?:the )?Ⓥ")
"""“*one of them* was Chad”."""
_SHOWN = re.compile(r"(?:Ⓥ,|Ⓥ (?:was|were|is|are|being)(?: also| again)?|\bas)\s*$")
_BESIDE = re.compile(
    rf"(?:the )?(?:only|sole|lone|both|all|themselves|fellow|{NUMBER}|other)\b[^,]*\bmembers?\b|one of (?:the|its|their|them|these|those)\b",
    re.IGNORECASE,
)
"""“Chad and Mali, *both members of the Union*, abstained”: what the states are, not who else did so."""
_SOME_OF = re.compile(
    r"\b(?:(?:only|sole|lone|both|two|three|four|fellow) |(?:a (?:good )?(?:number|handful|few|couple|group|string)|several|some|many|most|few|dozens|scores) (?:of )?(?:the )?(?:[\w-]+ ){0,2}"
    r"|[\w]+-speaking |francophone |anglophone |lusophone |(?:small|poor|rich|larg|wealthi)(?:er|est)? |landlocked |island )$",
    re.IGNORECASE,
)
"""Words before a bloc's name that make it some of its members: “several African states”."""
