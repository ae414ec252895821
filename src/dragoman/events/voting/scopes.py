"""Of which bloc a group or a number of voters is: “nine of the twelve …, *three* abstained”, “*the others* were against”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman import world
from dragoman.domain.actors import Mention
from dragoman.domain.claims import Quantifier
from dragoman.events.voting.ballots import Group, VoteStatement
from dragoman.events.voting.groups import OTHERS
from dragoman.events.voting.stances import Said
from dragoman.events.voting.surface import ADVERBS, REACH, Reader, camp, text_at, told_so
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.document import Sentence
from dragoman.text.sieve import Sieve

_SCOPE = re.compile(
    r"\b(?:in|within|of|among|from|inside|across|outside|unlike|for)\s+(?:the\s+)?$", re.IGNORECASE
)
_PART_OF = re.compile(r"(?:of|in|among|within|from) ", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:^|[,;:] |\b(?:and|while|but) )(?:only |just |no fewer than |as many as |some )?(?P<count>{NUMBER})(?: of them| members)?(?:,[^;:]{{3,120}},)?{ADVERBS}$",
    re.IGNORECASE,
)


def nobody_told(lead: str, groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """“*Nobody in* ASEAN opposed it”: a whole group that the words before it make nobody of."""
    if _NOBODY.search(lead) is None:
        return groups
    return tuple(
        replace(g, quantifier=Quantifier.NONE, count=None) if g.quantifier in _WHOLE else g for g in groups
    )


_WHOLE = (Quantifier.AS_BLOC, Quantifier.ALL)
_NOBODY = re.compile(
    r"\b(?:nobody|no[ -]one|none)(?: at all)? (?:in|of|from|among|within|inside|across) (?:the |all )*$",
    re.IGNORECASE,
)


def groups_told(reader: Reader, groups: tuple[Group, ...], voters: Sequence[Mention]) -> tuple[Group, ...]:
    """The groups of a subject that choose; not a bloc that only says where its voters belong."""
    groups = _of_which(groups)
    if voters and len(groups) == 1 and _is_where(reader, groups[0], voters):
        return ()
    return tuple(g for g in groups if g.bloc is not None or g.quantifier is Quantifier.ALL_BUT or _rest_of(reader, g))  # fmt: skip


def place_group(reader: Reader, group: Group, words: str) -> Group | None:
    """The group with the bloc that it is of; None where it is of none."""
    placed = _placed(reader, group)
    return _united(placed, words) if placed is not None else None


def _is_where(reader: Reader, group: Group, voters: Sequence[Mention]) -> bool:
    """“*In the Union* Chad and Mali voted for it”: whose members the voters are."""
    return (
        _SCOPE.search(text_at(reader, max(0, group.start - 12), group.start)) is not None
        or _PART_OF.match(text_at(reader, group.start, group.end)) is not None
        or _is_before(reader, group, voters)
    )


def _is_before(reader: Reader, group: Group, voters: Sequence[Mention]) -> bool:
    """“… at odds with the bloc, Norway and Iceland abstained”: a bloc that only stands before the list, after a comma."""
    first = min(v.start for v in voters)
    bare = group.quantifier is Quantifier.AS_BLOC
    return bare and group.end <= first and text_at(reader, group.end, first).lstrip().startswith(",")


def _of_which(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """“*Of the five Nordic countries, all but Norway*”: one group, not two."""
    if len(groups) == 2 and groups[0].bloc is not None and groups[1].bloc is None:
        return (replace(groups[1], bloc=groups[0].bloc, start=groups[0].start),)
    return groups


def read_counted_off(reader: Reader, sentence: Sentence, said: Said) -> bool:
    """“fourteen of the 27 voted in favour, *twelve* abstained”: a bare number, of the group spoken of just before."""
    match = _BARE.search(reader.text[sentence.start : said.start])
    if match is None:
        return False
    near = [s for s in reader.found if s.group is not None and sentence.start <= s.anchor < said.start]
    start, end = (sentence.start + i for i in match.span("count"))
    whole = near[-1].group if near else _scope(reader, start, sentence.start)
    if whole is None or whole.bloc is None:
        return False
    group = Group(
        bloc=whole.bloc, quantifier=Quantifier.COUNT, count=number_of(match["count"]), start=start, end=end
    )
    reader.found.append(told_so(said, start, said.end, near[-1].reference if near else None, group=group))
    return True


def read_split_in_numbers(reader: Reader, sentence: Sentence) -> None:
    """“The Twelve split: *seven for, three against*”: numbers and sides without a verb, of a bloc spoken of before."""
    for match in _NUMBERS.finditer(reader.text, sentence.start, sentence.end):
        whole = _scope(reader, match.start(), sentence.start)
        if whole is None or whole.bloc is None:
            continue
        start, end = match.span()
        group = Group(
            bloc=whole.bloc,
            quantifier=Quantifier.COUNT,
            count=number_of(match["count"]),
            start=start,
            end=end,
        )
        reader.found.append(
            VoteStatement(
                stance=camp(match["side"]), group=group, start=start, end=end, anchor=match.start("side")
            )
        )


_NUMBERS = Sieve(
    rf"(?<=[,;:–—] )(?:and |with |while )?(?P<count>{NUMBER}) (?:were |was )?(?P<side>for|against|in favou?r|opposed|abstentions?)(?=\s*[.,;)–—]|\s+and\b|$)"
)


def read_number_told(reader: Reader, said: Said, span: tuple[int, int], sentence: Sentence) -> None:
    """“but *nine*, Peru and Chad among these, backed it”: the number, of the bloc spoken of just before."""
    lead = _NUMBER_OF.search(reader.text[sentence.start : span[0]])
    near = [s.group for s in reader.found if s.group is not None and sentence.start <= s.anchor < span[0]]
    if lead is None or not near or not _AMONG_THEM.match(reader.text, span[1]):
        return
    start = sentence.start + lead.start("count")
    group = Group(
        bloc=near[-1].bloc,
        quantifier=Quantifier.COUNT,
        count=number_of(lead["count"]),
        start=start,
        end=sentence.start + lead.end("count"),
    )
    reader.found.append(told_so(said, start, said.end, None, group=group))


_NUMBER_OF = re.compile(rf"(?:[,;:] |\b(?:and|but|while) )(?P<count>{NUMBER})(?:,| –| —| \(| including|, including) (?:the )?$", re.IGNORECASE)  # fmt: skip
_AMONG_THEM = re.compile(r",? (?:among (?:them|those)|included)\b|,|\)| –")
_SHARES = (Quantifier.COUNT, Quantifier.AT_LEAST, Quantifier.MOST, Quantifier.NONE)


def _scope(reader: Reader, place: int, since: int) -> Group | None:
    """The bloc of whose members the words go on to tell: “*Among the Ten* six were against”, “nine of the Twelve …”."""
    at = max((at for at, g in reader.masked.groups.items() if since <= at < place and g.bloc), default=None)
    if at is None:
        return None
    group = reader.masked.groups[at]
    if _BY.search(reader.text, max(0, at - 8), at) or _ORGAN.search(reader.text, group.end, place):
        return None  # “co-sponsored by most of them, it got 90 votes in the Assembly, 9 against”
    told_of = _SCOPED.search(reader.text, max(0, at - 24), at) or _PART_OF.match(
        text_at(reader, at, group.end)
    )
    is_split = _DIVIDED.match(reader.text, group.end) is not None
    return group if told_of or is_split or group.quantifier in _SHARES else None


_DIVIDED = re.compile(
    r"\s+(?:itself |again |once more |also |themselves |\w+ly )?(?:(?:was|were|is|are) (?:\w+ )?(?:split|divided|at odds|of two minds|of several minds)|"
    r"split|divided|broke (?:up|apart|ranks)|parted (?:ways|company)|scattered|fell apart|disagreed|could not agree|went (?:its|their) (?:separate|several|own) ways)\b",
    re.IGNORECASE,
)
"""“The Union was split: five voted for it …”."""
_BY = re.compile(r"\bby (?:the )?$", re.IGNORECASE)
_SCOPED = re.compile(r"\b(?:of|in|among|amongst|within|inside|from) (?:the )?$", re.IGNORECASE)


def _rest_of(reader: Reader, group: Group) -> bool:
    """Whether a group without a bloc may be of one spoken of before."""
    words = text_at(reader, group.start, group.end).lower()
    if OTHERS.search(words) or words.endswith("members"):
        return True
    of_some = group.count is not None or group.quantifier is Quantifier.NONE
    return of_some and any(s.group is not None and s.group.bloc for s in reader.found[-3:])


def _united(group: Group, words: str) -> Group:
    """“The EU voted *as one* for it”: all of its members."""
    whole = group.quantifier is Quantifier.AS_BLOC and re.search(r"as one|as a bloc|en bloc|solidly|in unison|unanimously", words, re.IGNORECASE)  # fmt: skip
    return replace(group, quantifier=Quantifier.ALL) if whole else group


def _placed(reader: Reader, group: Group) -> Group | None:
    """“nine of the twelve voted in favour, *three* abstained”: still of the same bloc."""
    if group.bloc is not None:
        return group
    words = text_at(reader, group.start, group.end)
    if OTHERS.search(words):
        whole = _scope(reader, group.start, max(0, group.start - REACH))
        bloc = whole.bloc if whole is not None else _larger(reader, group)
        is_far = bloc is not None and _ORGAN.search(text_at(reader, bloc.end, group.start))
        return group if bloc is None or is_far else replace(group, bloc=bloc)
    if group.quantifier is Quantifier.ALL_BUT:
        return _all_but_of(reader, group)
    if re.match(r"the\b", text_at(reader, group.start, group.end), re.IGNORECASE):
        return None
    before = next((s for s in reversed(reader.found) if s.group is not None and s.group.bloc), None)
    if before is None or before.group is None or group.start - before.end > REACH:
        bloc = _larger(reader, group) if words.lower().endswith("members") else None
        is_far = bloc is not None and _ORGAN.search(text_at(reader, bloc.end, group.start))
        return None if bloc is None or is_far else replace(group, bloc=bloc)
    if _ORGAN.search(text_at(reader, before.end, group.start)) or _AT_LARGE.search(
        text_at(reader, group.start, group.end)
    ):
        return None
    return replace(group, bloc=before.group.bloc)


def _all_but_of(reader: Reader, group: Group) -> Group:
    """“Washington's allies deserted it: *all but Chad* abstained”: of the bloc named in the sentence, if Chad is of it."""
    day = reader.masked.document.source.published
    since = max(reader.text.rfind(mark, 0, group.start) for mark in ".?!")
    blocs = [g.bloc for at, g in reader.masked.groups.items() if since < at < group.start and g.bloc]
    if not blocs or day is None or not group.exceptions or blocs[-1].actor.vague:
        return group
    members = world.members(blocs[-1].code, day).members
    is_of_it = all((m.actor.seat or m.code) in members for m in group.exceptions)
    return replace(group, bloc=blocs[-1]) if is_of_it else group


def _larger(reader: Reader, group: Group) -> Mention | None:
    """The bloc named last before a number of members, where it has more than so many."""
    day = reader.masked.document.source.published
    at = max((at for at in reader.masked.blocs if 0 < group.start - at < REACH), default=None)
    if at is None or day is None or not group.count:
        return None
    bloc = reader.masked.blocs[at]
    return bloc if len(world.members(bloc.code, day).members) > group.count else None


_ORGAN = re.compile(r"\b(?:Council|Assembly)\b")
_AT_LARGE = re.compile(
    r"^(?:(?:a |only |just )*(?:single|one|lone)|\w+) (?:other )?(?:countr|state|nation|government|delegation|capital)",
    re.IGNORECASE,
)
"""“a single country”, “nine states”: of all that vote."""
