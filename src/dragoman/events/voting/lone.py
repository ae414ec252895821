"""One or some of a bloc, and no others of it: “the only EU member to oppose it was …”, “Of the Nine France alone abstained”."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.domain.actors import Mention
from dragoman.domain.claims import Quantifier
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Group, Reference, VoteStatement
from dragoman.events.voting.echoes import current_side
from dragoman.events.voting.leftout import NAMES
from dragoman.events.voting.stances import Said
from dragoman.events.voting.surface import ADVERBS, ASIDE, UNREAL, Reader, camp, counted
from dragoman.events.voting.tallies import NUMBER
from dragoman.text.document import Sentence
from dragoman.text.sieve import Sieve, alive

_LONE = r"(?:only|sole|lone|single|one)"
_MEMBERS = (
    r"(?:members?(?:[- ]states?)?|countr(?:y|ies)|states?|nations?|governments?|powers?|capitals?|all(?:y|ies)|delegations?|"
    r"republics?|monarch(?:y|ies)|votes?|voices?|founders?|ones?|partners?)"
)
_KIND = (
    rf"(?:(?:\w+ )?Ⓑ++(?:['’]s?)?(?: {NUMBER})?(?: [\w-]+)?(?: {_MEMBERS})|(?:\w+ )?Ⓑ++ {_MEMBERS}|"
    rf"(?:[\w-]+ )?{_MEMBERS} (?:of|in|from|among|on) (?:the |its |their )?(?:[\w-]+ )?[ⒷⒼ]++(?:['’]s?)?(?: {NUMBER})?(?: {_MEMBERS})?)"
)
"""“African state”, “member of the Union”, “one of Mercosur's founders”."""
_BE = r"(?:was|were|is|are|being|remained|remains|had been|has been|as)"
_DO = r"(?:to|that|who|which)(?: (?:did|had|has|have|would))?"
_NOT = r"(?P<not>(?:not|that (?:did|had|has|does|would) not|who did not|(?:to )?fail(?:ed)?(?: to)?|to refuse(?: to)?|did not|refused(?: to)?|declined(?: to)?) )?"
"""“the only one *not* to vote for it”: all the others did."""
_RULES = tuple(
    Sieve(words)
    for words in (
        # “Peru was the one Andean state against it”, “Cyprus, the only member of the Union to abstain”
        rf"(?P<names>{NAMES})(?:{ASIDE})?(?:,? {_BE}|,| –| —| \() (?:still |again |also |once more )?the {_LONE} (?P<kind>{_KIND}) (?:{_NOT}|(?:{_DO} )?)(?:\w+ly )?(?P<stance>Ⓟ++)",
        # “The only EU member to oppose it was Hungary”
        rf"the {_LONE} (?P<kind>{_KIND}) (?:{_NOT}|(?:{_DO} )?)(?:\w+ly )?(?P<stance>Ⓟ++)[^.;:ⓋⒼⓅ]{{0,40}}?,? {_BE} (?:the |little )?(?P<names>{NAMES})",
        # “Of the Nine France alone abstained”, “Among Ⓑ members only Peru and Chile voted no”
        rf"\b(?:of|among|amongst|within|in|inside|from) (?:the )?(?P<kind>[ⒷⒼ]++(?:['’]s?)?(?: {NUMBER})?(?: {_MEMBERS})?),? (?:it was |there was )?(?:only|just|solely) (?:the )?(?P<names>{NAMES})(?:{ASIDE})?{ADVERBS}{_NOT}(?P<stance>Ⓟ++)",
        rf"(?P<kind>Ⓖ++),? (?:it was )?(?:only|just|solely) (?:the )?(?P<names>{NAMES})(?:{ASIDE})?{ADVERBS}{_NOT}(?P<stance>Ⓟ++)",
        rf"(?P<kind>[ⒷⒼ]++(?:['’]s?)?(?: {_MEMBERS})?),? (?:the )?(?P<names>{NAMES}),? (?:and [\w ]+ )?alone{ADVERBS}(?P<stance>Ⓟ++)",
        # “Only France among the Nine abstained”
        rf"\b(?:only|just) (?:the )?(?P<names>{NAMES}),? (?P<kind>Ⓖ++),?{ADVERBS}{_NOT}(?P<stance>Ⓟ++)",
        rf"\b(?:only|just) (?:the )?(?P<names>{NAMES}) (?:among|amongst|of|out of|in|within|from) (?:the |its |all )?(?P<kind>[ⒷⒼ]++(?:['’]s?)?(?: {NUMBER})?(?: {_MEMBERS})?),?{ADVERBS}{_NOT}(?P<stance>Ⓟ++)",
        # “France, alone among the Nine, abstained”, “alone in the Community”
        rf"(?P<names>{NAMES})(?: \w+ \w+)?,? alone (?:(?:of|among|amongst|in|within) (?:the |its )?)?(?P<kind>[ⒷⒼ]++(?: {_MEMBERS})?),?{ADVERBS}(?P<stance>Ⓟ++)",
        # “Alone among the Nine, France abstained”, “Only one of them, France, abstained”, “France was alone in the Nine in opposing it”
        rf"\balone (?:of|among|amongst|in|within) (?:the |its )?(?P<kind>[ⒷⒼ]++(?: {_MEMBERS})?), (?:the )?(?P<names>{NAMES}){ADVERBS}(?P<stance>Ⓟ++)",
        rf"\balone (?P<kind>Ⓖ++), (?:the )?(?P<names>{NAMES}){ADVERBS}(?P<stance>Ⓟ++)",
        rf"(?P<kind>Ⓖ++) (?:was|were) (?:all but|almost|nearly|virtually|practically) (?:unanimous|united|at one)\s?[:;,–—-] ?(?:with )?only (?P<names>{NAMES}){ADVERBS}(?P<stance>Ⓟ++)",
        rf"\b(?:only|just) (?P<kind>Ⓖ++), (?P<names>{NAMES}),{ADVERBS}(?P<stance>Ⓟ++)",
        rf"(?P<names>{NAMES}) (?:was|were|stood|remained|is|are) (?:all )?alone (?:of|among|amongst|in|within|inside) (?:the |its )?(?P<kind>[ⒷⒼ]++(?: {_MEMBERS})?) in (?P<stance>Ⓟ++)",
        rf"(?P<names>{NAMES})(?:{ASIDE})?,? {_BE} the {_LONE} (?P<kind>Ⓑ++) (?P<camp>dissenters?|opponents?|abstainers?|abstentions?|supporters?|backers?)\b",
        # “Chad is the sole member of it in their number”, “the only two of the Union among the ten”
        rf"(?P<names>{NAMES})(?:{ASIDE})?,? {_BE} the {_LONE} (?P<kind>{_KIND}) (?:among|amongst|in|on) (?:(?P<number>the {NUMBER})\b|(?:the |those )?(?P<camp>noes|ayes|opponents|abstainers|abstentions|no (?:side|camp|column)|yes (?:side|camp|column)|supporters|dissenters)|(?P<back>their number|them|that (?:company|camp|number)|the (?:list|group|company)))",
        # “as did Peru and Chile, the only members of it to do so”
        rf"(?P<names>{NAMES}),? (?:{_BE} )?the {_LONE} (?P<kind>{_KIND}) (?P<same>to do so|to do that|in (?:favou?r|support)|against(?: it)?|that did)\b",
    )
)  # fmt: skip
_HEAD = re.compile("[ⒷⒼ]")


def read_lone(reader: Reader, sentence: Sentence) -> None:
    """Note what is told of some members of a bloc alone."""
    for pattern in alive(_RULES, reader.text):
        for match in pattern.finditer(reader.text, sentence.start, sentence.end):
            if UNREAL.search(reader.text[max(sentence.start, match.start() - 20) : match.start()]):
                continue
            told = _side(reader, match)
            bloc = _bloc(reader, match)
            names = reader.masked.voters_in(*match.span("names"))
            if told is not None and bloc is not None and names and _are_so_many(reader, match, names):
                _note(reader, match, told, bloc, names)


def _are_so_many(reader: Reader, match: re.Match[str], names: tuple[Mention, ...]) -> bool:
    """Whether a group told by a number has as many as are named."""
    group = reader.masked.groups.get(match.start("kind"))
    return (
        group is None
        or group.count in (None, len(names))
        or group.quantifier is Quantifier.ALL
        or _is_whole(reader, group)
    )


def _is_whole(reader: Reader, group: Group) -> bool:
    """“*of the EU's 27*”: the whole, of which others are told."""
    return _OF.match(reader.masked.document.source.text, group.start) is not None


_OF = re.compile(r"(?:(?:out )?of|among|amongst|from|in) (?:the|its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    stance: Stance
    anchor: int
    end: int
    reference: Reference | None = None


def _side(reader: Reader, match: re.Match[str]) -> _Told | None:
    groups = match.groupdict()
    if groups.get("stance"):
        said: Said | None = next((s for s in reader.masked.stances if s.start == match.start("stance")), None)
        return _Told(said.stance, said.start, max(said.end, match.end())) if said else None
    at = match.start("names")
    if groups.get("camp"):
        return _Told(camp(match["camp"]), at, match.end())
    if groups.get("number"):
        stance = counted(reader, match["number"].removeprefix("the "), at)
        return _Told(stance, at, match.end()) if stance else None
    same = groups.get("same") or ""
    if same and not same.startswith(("to do", "that")):
        return _Told(camp(same), at, match.end())
    codes = {m.code for m in reader.masked.voters_in(*match.span("names"))}
    own = [s for s in reader.found if codes <= {m.code for m in s.voters} and s.anchor <= match.end()]
    if same and own:
        return _Told(own[-1].stance, at, match.end(), own[-1].reference)
    side = current_side(reader, at)
    return _Told(side.stance, at, match.end(), side.reference) if side else None


def _bloc(reader: Reader, match: re.Match[str]) -> Mention | None:
    """The bloc of whose members the words speak."""
    head = _HEAD.search(reader.text, *match.span("kind"))
    if head is None:
        return None
    if reader.text[head.start()] == "Ⓑ":
        return reader.masked.blocs.get(head.start())
    group = reader.masked.groups.get(head.start())
    return group.bloc if group else None


def _note(
    reader: Reader, match: re.Match[str], told: _Told, bloc: Mention, names: tuple[Mention, ...]
) -> None:
    start, end = match.span()
    if any(
        s.group is not None and s.group.exceptions == names and s.group.bloc == bloc for s in reader.found
    ):
        return
    quantifier = Quantifier.ALL_BUT if match.groupdict().get("not") else Quantifier.ONLY
    group = Group(bloc=bloc, quantifier=quantifier, exceptions=names, start=start, end=end)
    made = VoteStatement(
        stance=told.stance,
        group=group,
        reference=told.reference,
        start=start,
        end=max(end, told.end),
        anchor=told.anchor,
    )
    reader.found = [s for s in reader.found if not _is_misread(reader, s, made)]
    if not _OF_SEVERAL.match(reader.text, made.end):
        reader.found.append(made)
    known = {m for s in reader.found for m in s.voters}
    if quantifier is Quantifier.ONLY and not known & set(names):
        reader.found.append(replace(made, group=None, voters=names, loose=True))
    if quantifier is Quantifier.ALL_BUT:
        reader.silent.append((told.anchor, told.end))


_OF_SEVERAL = re.compile(r"\s*(?:on |in |for )?(?:both|all|each|every|either|twice)\b", re.IGNORECASE)
"""“only Chad supported *all four*”: others may have supported some of them."""


def _is_misread(reader: Reader, s: VoteStatement, made: VoteStatement) -> bool:
    """What the plain rules took from the same words: all of the bloc, or those who did *not* choose so."""
    group = made.group
    if s.anchor != made.anchor or group is None:
        return False
    if s.group is not None and s.group.bloc is not None and group.bloc is not None:
        whole = s.group.quantifier in (Quantifier.ALL, Quantifier.AS_BLOC) or _is_whole(reader, s.group)
        return s.group.bloc.start == group.bloc.start and whole
    return group.quantifier is Quantifier.ALL_BUT and set(s.voters) <= set(group.exceptions)
