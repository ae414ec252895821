"""Choices as the surface tells them: rules over a masked text (see `masks`), tried before the parse.

“Russia, China and India said yes”; “nine of the twelve voted in favour, three abstained”; “Among those abstaining
were …”; “the Italian vote against it”; “so did Peru”. The parse of a small model often loses the ends of long lists;
the surface does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman import world
from dragoman.domain.actors import Mention
from dragoman.domain.claims import Quantifier
from dragoman.events.voting.ballots import Group, Reference, TallyStatement, VoteStatement
from dragoman.events.voting.camps import read_camps, voters_before
from dragoman.events.voting.echoes import read_company, read_echoes, read_gaps
from dragoman.events.voting.groups import OTHERS
from dragoman.events.voting.lone import read_lone
from dragoman.events.voting.masks import BUT, JOIN, NAMES, mask
from dragoman.events.voting.sides import read_inverted, read_labels, read_nouns, read_once, read_turns
from dragoman.events.voting.stances import Form, Said
from dragoman.events.voting.surface import (
    ADVERB,
    ADVERBS,
    ASIDE,
    CONDITION,
    LIST,
    REACH,
    SUBJECT,
    UNREAL,
    Reader,
    camp,
    text_at,
)
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.document import Document, Sentence
from dragoman.text.sieve import Sieve

_BEFORE = tuple(
    re.compile(words + r"$", re.IGNORECASE)
    for words in (
        rf"(?P<voters>{SUBJECT})(?P<gap>{ADVERBS}|\? | it was (?:that|who|which) )",
        rf"(?P<voters>{SUBJECT}),? (?:all of (?:which|whom)|both of (?:which|whom)|each of (?:which|whom)|which|who|that)(?P<gap>{ADVERBS})",
        rf"(?P<voters>{SUBJECT})(?P<aside>{ASIDE})(?P<gap>{ADVERBS}|\s+)",
    )
)
_OVER = re.compile(
    rf"(?P<voters>{SUBJECT}),\s+(?!(?:and|but|then|or|while)\b|(?:the )?[ⓋⒾⒼⒷ])[^;:]{{2,110}},(?:\s+{ADVERB})*\s+$",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\b(?:in|within|of|among|from|inside|across|outside|unlike|for)\s+(?:the\s+)?$", re.IGNORECASE
)
_PART_OF = re.compile(r"(?:of|in|among|within|from) ", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:^|[,;:] |\b(?:and|while|but) )(?:only |just |no fewer than |as many as |some )?(?P<count>{NUMBER})(?: of them| members)?(?:,[^;:]{{3,120}},)?{ADVERBS}$",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(rf"\b{BUT}\s+(?:the )?$", re.IGNORECASE)
_OBJECT = re.compile(
    r"\s*(?:(?:on|of|to|from|in|for|against)\s+)?(?:the\s+)?(?:(?P<text>Ⓡ++)|(?P<pronoun>it|them|both|this|that|either)\b(?! ?(?:time|year|Ⓥ))|(?P<which>former|latter|first|second|third|other|one)\b(?! (?:time|to|of|Ⓥ)))",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"\s*(?:,|;)?\s*(?:and|but|or|then|yet|while|before|after)?(?P<gap>{ADVERBS}|\s+)$", re.IGNORECASE
)
_WITH = re.compile(
    rf",?\s+(?:(?:along|together|in company|in tandem) with|alongside|with|as (?:did|had|was|were|has|have|do|does)|like|joined by|followed by|accompanied by)\s+(?P<names>{LIST})(?!\s*,?\s*(?:Ⓟ|being|absent|in favou?r|against|opposed))",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"\s*(?:,|\(|–|—)\s*(?:like|along with|together with|alongside|as well as|and with (?:it|them)|including|among them|notably|led by)\s+(?P<names>{LIST})\s*(?:,|\)|–|—)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\s*(?:[:–—-]|\(|,?\s*(?:including|among them|amongst them|notably|namely|such as|chief among them|led by|starting with))\s+(?P<names>{LIST})|\s*\((?P<named>{LIST})\)",
    re.IGNORECASE,
)


NAMED = re.compile("[ⓋⒾⒼⒷ]")


def find_phrases(
    document: Document, references: Sequence[Reference], tallies: Sequence[TallyStatement]
) -> Reader:
    """What the surface tells, in reading order; `find_echoes` adds what goes back to it."""
    reader = Reader(mask(document, references), tallies)
    for sentence in reader.sentences:
        _plain(reader, sentence)
        if NAMED.search(reader.text, sentence.start, sentence.end) is None:
            continue  # what follows is told of somebody who is named
        read_inverted(reader, sentence)
        read_nouns(reader, sentence)
        read_once(reader, sentence)
        read_turns(reader, sentence)
        read_labels(reader, sentence)
        read_gaps(reader, sentence)
        read_lone(reader, sentence)
        _split_in_numbers(reader, sentence)
        read_camps(reader, sentence)
    return reader


def find_echoes(reader: Reader, found: Sequence[VoteStatement]) -> tuple[VoteStatement, ...]:
    """Statements that repeat one of `found`: “so did Peru”, “Mali followed suit”, “A voted with B”."""
    reader.found = sorted(found, key=lambda s: s.anchor)
    known = len(reader.found)
    for sentence in reader.sentences:
        read_echoes(reader, sentence)
        read_company(reader, sentence)
    return tuple(reader.found[known:])


# ------------------------------------------------------------------ a voter before the words of stance
def _plain(reader: Reader, sentence: Sentence) -> None:
    """“A, B and C voted against it, with D”, “A abstained on the one and backed the other”, “with A abstaining”."""
    subject: tuple[int, int] | None = None
    last: Said | None = None
    for said in reader.masked.stances_in(sentence.start, sentence.end):
        before = reader.text[sentence.start : said.start]
        led = voters_before(said, before)
        if said.form is Form.INFINITIVE and led is None and not _is_alone(before):
            if _REFUSED.search(before):
                _deny(reader, said)
            continue
        if said.form is not Form.INFINITIVE and led is None and UNREAL.search(before[-26:]):
            _deny(reader, said)
            continue
        span = _subject(before, sentence.start) or _all_of(reader, before, sentence)
        if span is None and _counted_off(reader, sentence, said):
            subject, last = None, said
            continue
        if span is None and last is not None and subject is not None and _goes_on(reader, last, said):
            span = subject
        elif span is None and said.form is Form.PARTICIPLE:
            span = _by_doing(before, sentence.start)
        if span is None and led is not None:
            span = sentence.start + led[0], sentence.start + led[1]
        if span is None:
            continue
        again = re.search(
            r"\b(?:both|two|three|pair|trio)\b", reader.text[span[1] : said.start], re.IGNORECASE
        )
        if not again and CONDITION.search(reader.text[max(sentence.start, span[0] - 16) : span[0]]):
            _deny(reader, said)
            continue
        subject, last = span, said
        _tell(reader, said, span, sentence)
        _told_with_number(reader, said, span, sentence)


_REFUSED = re.compile(
    r"\b(?:not bring (?:itself|themselves|Ⓘ++)|refused|declined|unwilling|unable|reluctant|hesitated|failed|loath|too \w+) $",
    re.IGNORECASE,
)
"""“could not bring itself to vote for it”: what it did is told elsewhere."""


def _is_alone(before: str) -> bool:
    """“A was alone in choosing / the only one to vote against”."""
    return _LONELY.search(before) is not None


_LONELY = re.compile(
    r"\b(?:(?:only|sole|lone|single) [^.;,]{1,50}|(?:alone|one|first|last|among the \w+)\b[^.;,]{0,50})$",
    re.IGNORECASE,
)


_BOTH = Sieve(
    rf"\b(?P<word>both|the two|the pair|the trio|(?:all|the) (?P<number>{NUMBER})(?: of them)?){ADVERBS}$"
)
_ALONE_IN = Sieve(
    rf"(?P<voters>{SUBJECT})\s+(?:was|were|is|are|being)\s+(?:the |one of the |among the )?"
    r"(?:only|sole|lone|alone|one|first|last|single|\w+)\b[^.;:,ⓋⒼⒾ]{0,50}$"
)


def _subject(before: str, offset: int) -> tuple[int, int] | None:
    """Where the voters stand that come right before the words of stance."""
    for pattern in _BEFORE:
        match = pattern.search(before)
        if match is None:
            continue
        start, end = match.span("voters")
        if _COMPANY.search(before[:start]) and (last := before.rfind(" and ", start, end)) > 0:
            start = last + len(" and ")
        elif _OBJECT_LIST.search(before[:start]) and (last := before.rfind(", and ", start, end)) > 0:
            start = last + len(", and ")
        if pattern is _BEFORE[0] and "," in match["gap"] and (wider := _over_aside(before)):
            start, end = wider
        return offset + start, offset + end
    if both := _BOTH.search(before):
        size = number_of(both["number"]) if both["number"] else 3 if "trio" in both["word"].lower() else 2
        if pair := _last_list(before[: both.start()], size):
            return offset + pair[0], offset + pair[1]
    alone = _ALONE_IN.search(before)
    return (offset + alone.start("voters"), offset + alone.end("voters")) if alone else None


_COMPANY = re.compile(
    r"\b(?:vot|sid|stand|agree|align)\w* (?:along |together |once more )?with (?:the )?$", re.IGNORECASE
)
"""“with A voting with B and C abstaining”: B is company, not one of those that abstain."""


_OBJECT_LIST = re.compile(
    r"\b(?:took|joined|followed|backed|left|met|of|to|by|from|over|against|behind|beside|alongside) (?:the )?$",
    re.IGNORECASE,
)
"""“took the side of A, and B abstained”: the list of two clauses."""


def _all_of(reader: Reader, before: str, sentence: Sentence) -> tuple[int, int] | None:
    """“A, B, C and D tabled it. *All four* voted for it”, “*Both* abstained”: those listed in the sentence before."""
    match = re.match(
        rf"\W*(?:(?:all|the|these|those) (?P<number>{NUMBER})|both(?: of them)?){ADVERBS}$",
        before,
        re.IGNORECASE,
    )
    if match is None:
        return None
    start = max(
        (s.start for s in reader.masked.document.sentences if s.end <= sentence.start), default=sentence.start
    )
    found = _last_list(reader.text[start : sentence.start], number_of(match["number"] or "two"))
    return (start + found[0], start + found[1]) if found else None


def _last_list(before: str, size: int) -> tuple[int, int] | None:
    """The last list of just so many names: whom “both” means."""
    lists = [m for m in re.finditer(rf"Ⓥ++(?:(?:{JOIN}|\s+nor (?:the )?)Ⓥ++)+", before) if len(re.findall("Ⓥ++", m.group())) == size]  # fmt: skip
    return lists[-1].span() if lists else None


def _over_aside(before: str) -> tuple[int, int] | None:
    """“Egypt, despite its treaty with Israel, voted …”: the voters before the aside, not those in it."""
    match = _OVER.search(before)
    return match.span("voters") if match else None


def _goes_on(reader: Reader, last: Said, said: Said) -> bool:
    """“… opposed it *and* abstained on the other”: the same voters, where no other words come between."""
    return bool(_THEN.fullmatch(reader.text[_object_end(reader, last) : said.start]))


def _by_doing(before: str, offset: int) -> tuple[int, int] | None:
    """“A and B showed their colours *by* voting yes”; in “A broke with B by abstaining” only A did."""
    if not re.search(r"\b(?:by|in)\s+$", before, re.IGNORECASE):
        return None
    clause = max(before.rfind(mark) for mark in ".;:Ⓟ")
    for match in re.finditer(SUBJECT, before[clause + 1 :], re.IGNORECASE):
        start, end = (clause + 1 + i for i in match.span())
        if not _GOVERNED.search(before[:start]) and len(before) - end < REACH_OF_DOING:
            return offset + start, offset + end
    return None


_GOVERNED = re.compile(
    r"\b(?:with|from|of|to|against|among|in|than|for|on|by)\s+(?:the |its |their |his |her )*$", re.IGNORECASE
)
REACH_OF_DOING = 100
"""Characters between a voter and “by voting yes”."""


def _deny(reader: Reader, said: Said) -> None:
    reader.silent.append((said.start, said.end))


def _tell(reader: Reader, said: Said, span: tuple[int, int], sentence: Sentence) -> None:
    """Statements of the voters and groups of a subject, and of those named after it."""
    masked, text = reader.masked, reader.text
    again = re.search(r"\b(?:both|two|three|pair|trio)\b", text[span[1] : said.start], re.IGNORECASE)
    if not again and re.search(r"\bⒾ*(?:neither|nor)\s+(?:of )?(?:the )?$", text[max(sentence.start, span[0] - 16) : span[0]], re.IGNORECASE):  # fmt: skip
        _deny(reader, said)
        return
    lead = text[max(sentence.start, span[0] - 34) : span[0]]
    voters, groups = masked.voters_in(*span), masked.groups_in(*span)
    nobody = _NOBODY_BUT.search(lead) is not None
    if _EXCEPTED.search(lead) and not nobody:
        if not groups:
            return
        voters = masked.voters_in(text.index("Ⓖ", span[0]), span[1])
    reference = _reference(reader, said, sentence)
    end = _object_end(reader, said)
    groups = _of_which(groups)
    if (
        voters
        and len(groups) == 1
        and (
            _SCOPE.search(text_at(reader, max(0, groups[0].start - 12), groups[0].start))
            or _PART_OF.match(text_at(reader, groups[0].start, groups[0].end))
            or _is_before(reader, groups[0], voters)
        )
    ):
        groups = ()
    groups = tuple(g for g in groups if g.bloc is not None or g.quantifier is Quantifier.ALL_BUT or _rest_of(reader, g))  # fmt: skip
    only = (nobody or _is_only(text, span, said, sentence)) and not re.search(
        "[ⒷⒼ]", text[sentence.start : span[0]]
    )
    beside = _BESIDE.match(text, span[1], said.start)
    voters += masked.voters_in(*beside.span("names")) if beside else ()
    with_them = _WITH.match(text, end, sentence.end)
    if with_them:
        voters += masked.voters_in(*with_them.span("names"))
        groups += masked.groups_in(*with_them.span("names"))
        end = with_them.end("names")
    for group in groups:
        placed = _placed(reader, group)
        if placed is not None:
            placed = _united(placed, text_at(reader, said.start, said.end))
            reader.found.append(_statement(said, span[0], end, reference, group=placed))
    after = _AFTER.match(text, end, sentence.end) if groups or not with_them else None
    if after:
        names = "names" if after["names"] else "named"
        more = masked.voters_in(*after.span(names))
        if more and groups:
            reader.found.append(_statement(said, span[0], after.end(names), reference, voters=more))
        elif more and not voters:
            voters, end = more, after.end(names)
    if voters:
        start = min(span[0], *(m.start for m in voters))
        made = _statement(said, start, end, reference, voters=voters, only=only and not groups)
        back = _BACK_THEN.match(text, said.end, sentence.end) is not None
        reader.found.append(replace(made, before=back))


_NOBODY_BUT = re.compile(
    rf"\b(?:nobody(?: else)?|no[ -]one(?: else)?|none|no (?:other )?(?:\w+ )?(?:country|state|government|member|nation|delegation)s?) {BUT} (?:the )?$",
    re.IGNORECASE,
)
"""“Nobody but Washington …”: Washington, and nobody else."""


def _is_only(text: str, span: tuple[int, int], said: Said, sentence: Sentence) -> bool:
    """“*only* A voted no”, “A *alone* …”, “A was *the only one* to …”; not “A would only abstain”."""
    before, between = text[max(sentence.start, span[0] - 12) : span[0]], text[span[1] : said.start]
    told = text[said.start : said.end]
    return (
        (_ALONE_BEFORE.search(before) is not None and "Ⓖ" not in between)
        or _ALONE_AFTER.search(between) is not None
        or ONE_VOTE.search(told) is not None
    )


_ALONE_BEFORE = re.compile(r"\b(?:only|alone|sole|lone)\s+(?:the )?$", re.IGNORECASE)
_ALONE_AFTER = re.compile(
    r"\balone\b(?!,? (?:of |among |in )?(?:the )?[ⒼⒷ])|\b(?:the|its|their|as) (?:\w+ )?(?:only|sole|lone|single) (?!other\b)\w+",
    re.IGNORECASE,
)
ONE_VOTE = re.compile(
    r"\b(?:only|sole|lone|single|solitary) (?:\w+ )?(?:votes?|ballot|voice|no|nay|dissent)\b", re.IGNORECASE
)
"""“cast *the only vote* against”."""
BESIDES = re.compile(
    rf"\b(?:besides|apart from|aside from|other than|in addition to|alongside|next to|beyond|not counting) (?:the )?(?P<names>{NAMES}),? (?:it was |there (?:was|were) )?(?:only|just) (?:the )?$",
    re.IGNORECASE,
)
"""“*Besides Chad* only Mali was against”: Chad too, and nobody else."""


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


def _counted_off(reader: Reader, sentence: Sentence, said: Said) -> bool:
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
    reader.found.append(_statement(said, start, said.end, near[-1].reference if near else None, group=group))
    return True


def _split_in_numbers(reader: Reader, sentence: Sentence) -> None:
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


def _told_with_number(reader: Reader, said: Said, span: tuple[int, int], sentence: Sentence) -> None:
    """“but *nine*, Peru and Chad among them, were in favour”: the number, of the bloc spoken of just before."""
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
    reader.found.append(_statement(said, start, said.end, None, group=group))


_NUMBER_OF = re.compile(rf"(?:[,;:] |\b(?:and|but|while) )(?P<count>{NUMBER})(?:,| –| —| \(| including|, including) (?:the )?$", re.IGNORECASE)  # fmt: skip
_AMONG_THEM = re.compile(r",? (?:among (?:them|those)|included)\b|,|\)| –")
_SHARES = (Quantifier.COUNT, Quantifier.AT_LEAST, Quantifier.MOST, Quantifier.NONE)


def _scope(reader: Reader, place: int, since: int) -> Group | None:
    """The bloc of whose members the words go on to tell: “*Among the Ten* six were against”, “nine of the Twelve …”."""
    at = max((at for at, g in reader.masked.groups.items() if since <= at < place and g.bloc), default=None)
    if at is None:
        return None
    group = reader.masked.groups[at]
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


def _statement(
    said: Said,
    start: int,
    end: int,
    reference: Reference | None,
    *,
    voters: tuple[Mention, ...] = (),
    group: Group | None = None,
    only: bool = False,
) -> VoteStatement:
    return VoteStatement(
        stance=said.stance,
        voters=tuple(dict.fromkeys(voters)),
        group=group,
        reference=reference,
        start=min(start, said.start),
        end=max(end, said.end),
        anchor=said.start,
        only=only,
        earlier=said.earlier,
        cast=said.cast,
        loose=said.loose,
    )


_BACK_THEN = re.compile(
    r"\s+(?:on |for |against )?(?:the |its )?(?:previous|last|earlier|preceding) (?:one|text|resolution|vote|occasion|time)\b|"
    r"\s+(?:on it |it |them )?(?:(?:the )?last time|previously|in the past|then|at the time|before|formerly|until now)\b(?=\s*[,.;)])",
    re.IGNORECASE,
)


# ------------------------------------------------------------------ the text it is about
def _object_end(reader: Reader, said: Said) -> int:
    match = _OBJECT.match(reader.text, said.end)
    return match.end() if match else said.end


def _reference(reader: Reader, said: Said, sentence: Sentence) -> Reference | None:
    """The text named right after the words of stance, or at the head of the sentence: “*On the Canadian draft* …”."""
    match = _OBJECT.match(reader.text, said.end, sentence.end)
    if match is not None:
        return _meant(reader, match)
    fronted = re.match(r"\W*(?:on|to|as for|in the vote on|in the case of) (?:the )?(Ⓡ++)", reader.text[sentence.start : said.start], re.IGNORECASE)  # fmt: skip
    return reader.masked.references.get(sentence.start + fronted.start(1)) if fronted else None


def _meant(reader: Reader, match: re.Match[str]) -> Reference | None:
    if match["text"]:
        return reader.masked.references.get(match.start("text"))
    name = "pronoun" if match["pronoun"] else "which"
    start, stop = match.span(name)
    word = match[name].lower()
    head = reader.masked.document.parse.char_span(start, stop, alignment_mode="expand")[0].i
    return Reference(
        start=start, end=stop, head=head, pronoun=True, plural=word in ("them", "both"), which=word if name == "which" else None
    )  # fmt: skip
