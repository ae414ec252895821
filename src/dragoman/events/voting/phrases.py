"""Choices as the surface tells them: rules over a masked text (see `masks`), tried before the parse.

“Russia, China and India said yes”; “nine of the twelve voted in favour, three abstained”; “Among those abstaining
were …”; “the Italian vote against it”; “so did Peru”. The parse of a small model often loses the ends of long lists;
the surface does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.events.voting.ballots import Reference, TallyStatement, VoteStatement
from dragoman.events.voting.camps import is_hardly_done, read_camps, voters_before
from dragoman.events.voting.echoes import read_company, read_echoes, read_gaps
from dragoman.events.voting.firstperson import read_first_person
from dragoman.events.voting.heads import all_of, distant_voters, last_list
from dragoman.events.voting.leftout import BUT, NAMES
from dragoman.events.voting.lone import read_lone
from dragoman.events.voting.masks import mask
from dragoman.events.voting.moves import read_moves
from dragoman.events.voting.scopes import (
    groups_told,
    nobody_told,
    place_group,
    read_counted_off,
    read_number_told,
    read_split_in_numbers,
)
from dragoman.events.voting.sides import read_inverted, read_labels, read_nouns
from dragoman.events.voting.stances import Form, Said
from dragoman.events.voting.surface import (
    ADVERB,
    ADVERBS,
    ASIDE,
    CONDITION,
    LIST,
    SUBJECT,
    UNREAL,
    Reader,
    text_at,
    told_so,
)
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.events.voting.texts import object_end, text_meant
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
_EXCEPTED = re.compile(rf"\b{BUT}\s+(?:the )?$", re.IGNORECASE)
_ITSELF = re.compile(r"\b(?:which|who|that)\b[^Ⓟ]*+$")
"""“with the exception of Chad, *which* voted against”: told of Chad."""
_CONTRAST = re.compile(r"(?:^|[.,;:–—]) *but (?:the )?$", re.IGNORECASE)
"""“…, *but* Chad voted against”: no exception."""
_THEN = re.compile(
    rf"\s*(?:,|;)?\s*(?:and|but|or|then|yet|while|before|after)?(?P<gap>{ADVERBS}|\s+)$", re.IGNORECASE
)
_WITH = re.compile(
    rf",?\s+(?:just |much |exactly )?(?:(?:along|together|in company|in tandem|side by side) with|alongside|beside|next to|with|as (?:did|had|was|were|has|have|do|does)|like|joined by|followed by|accompanied by)\s+(?P<names>{LIST})(?!\s*,?\s*(?:Ⓟ|being|absent|in favou?r|against|opposed))",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"\s*(?:,|\(|–|—)\s*(?:like|along with|together with|alongside|as well as|and with (?:it|them)|with|plus|including|among them|notably|led by|(?:joined|followed|flanked|accompanied|seconded)(?: (?:\w+ly|only|again|this time))? by|in (?:the )?company (?:of|with)|in (?:tandem|concert|step|league|harness|common) with|unlike (?:\w+ ){{0,3}}?but like)\s+(?P<names>{LIST})\s*(?:,|\)|–|—)",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    rf"\s*(?:,|\(|–|—)\s*(?:namely |that is |to wit )?(?P<names>{LIST})\s*(?:,|\)|–|—)", re.IGNORECASE
)
"""“One country – *Chad* – voted against it”."""
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
        read_moves(reader, sentence)
        read_labels(reader, sentence)
        read_gaps(reader, sentence)
        read_lone(reader, sentence)
        read_split_in_numbers(reader, sentence)
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
        if is_hardly_done(before, text_at(reader, said.start, said.end)):
            _deny(reader, said)
            continue
        led = voters_before(said, before)
        if said.form is Form.INFINITIVE and led is None and not _is_alone(before):
            if _REFUSED.search(before):
                _deny(reader, said)
            continue
        if said.form is not Form.INFINITIVE and led is None and UNREAL.search(before[-26:]):
            _deny(reader, said)
            continue
        span = _subject(before, sentence.start, said) or all_of(reader, before, sentence)
        if span is None and (
            read_counted_off(reader, sentence, said) or read_first_person(reader, said, before)
        ):
            subject, last = None, said
            continue
        if span is None and last is not None and subject is not None and _goes_on(reader, last, said):
            span = subject
        elif span is None and said.form is Form.PARTICIPLE:
            span = _by_doing(before, sentence.start)
        if span is None and led is not None:
            span = sentence.start + led[0], sentence.start + led[1]
        span = span or distant_voters(reader, said, sentence)
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
        read_number_told(reader, said, span, sentence)


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
    rf"(?P<voters>{SUBJECT})(?:\s+(?:was|were|is|are|being|remained)|,(?= (?:the|its|their|one)\b))\s+(?:the |one of the |among the )?"
    r"(?:only|sole|lone|alone|one|first|last|single|\w+)\b[^.;:,ⓋⒼⒾ]{0,50}$"
)


def _subject(before: str, offset: int, said: Said) -> tuple[int, int] | None:
    """Where the voters stand that come right before the words of stance."""
    for pattern in _BEFORE:
        match = pattern.search(before)
        if match is None:
            continue
        start, end = match.span("voters")
        if (
            before[start] == "Ⓘ"
            and before[:start].endswith("Ⓟ ")
            and (last := before.find(" and ", start, end)) > 0
        ):
            start = last + len(" and ")  # “opposed *it* and Chad abstained”
        if _COMPANY.search(before[:start]) and (last := before.rfind(" and ", start, end)) > 0:
            start = last + len(" and ")
        elif _OBJECT_LIST.search(before[:start]) and (last := before.rfind(", and ", start, end)) > 0:
            start = last + len(", and ")
        elif (shown := _SHOWN.match(before, start, end)) and _OBLIQUE.search(before[:start]):
            start = shown.end()
        elif (
            said.form is Form.FINITE
            and _FRONTED.search(before[:start])
            and (comma := before.find(", ", start, end)) > 0
        ):
            start = comma + len(", ")
        if pattern is _BEFORE[0] and "," in match["gap"] and (wider := _over_aside(before)):
            start, end = wider
        return offset + start, offset + end
    if both := _BOTH.search(before):
        size = number_of(both["number"]) if both["number"] else 3 if "trio" in both["word"].lower() else 2
        if pair := last_list(before[: both.start()], size):
            return offset + pair[0], offset + pair[1]
    alone = _ALONE_IN.search(before)
    is_told = alone is not None and not _NOT_SO.search(before)
    return (offset + alone.start("voters"), offset + alone.end("voters")) if alone and is_told else None


_NOT_SO = re.compile(r"(?:\b(?:not|never|fail\w*|refus\w*|declin\w*)|n['’]t)(?: to)? $", re.IGNORECASE)
"""“the only one that did *not* vote for it”."""


_COMPANY = re.compile(
    r"\b(?:vot|sid|stand|agree|align)\w* (?:along |together |once more )?with (?:the )?$", re.IGNORECASE
)
"""“with A voting with B and C abstaining”: B is company, not one of those that abstain."""


_OBJECT_LIST = re.compile(
    r"\b(?:took|joined|followed|backed|left|met|of|to|by|from|over|against|behind|beside|alongside) (?:the )?$",
    re.IGNORECASE,
)
"""“took the side of A, and B abstained”: the list of two clauses."""


_SHOWN = re.compile("Ⓥ++, (?=Ⓖ)")
_OBLIQUE = re.compile(
    r"\b(?:on|in|of|to|for|from|by|at|over|about|with|against|into|near|off|under) (?:the )?$"
)
"""“after the landing *on Chad*, nine states voted against”."""
_FRONTED = re.compile(
    r"(?:^|[,;:–—] |\b(?:and|but|while) )\W*(?:(?:then|again|so|even|this time|quite) )?(?!with |like |along|together |joining |following |including |alongside )"
    r"(?:(?:unlike|despite|in spite of|contrary to|in (?:contrast|opposition|reply) to|instead of|rather than|after|against|before|without|under|to|by|at|for|from|over|\w+ing)\b"
    r"(?: [^ ,;:ⓋⒼⒾⒷⓅ]+){0,7}? (?:of|from|by|to|with|against|for|over|on|in|than|behind) |(?:unlike|despite|in spite of|contrary to|in (?:contrast|opposition) to|after|without|of|between|as for|(?:so as )?to \w+|\w+ing) )(?:the |both )?$",
    re.IGNORECASE,
)
"""“*Despite pressure from* Paris, Mali …”, “*Unlike* Chad, Peru …”: the name that a fronted phrase ends in is no voter."""


def _over_aside(before: str) -> tuple[int, int] | None:
    """“Egypt, despite its treaty with Israel, voted …”: the voters before the aside, not those in it."""
    match = _OVER.search(before)
    return match.span("voters") if match else None


def _goes_on(reader: Reader, last: Said, said: Said) -> bool:
    """“… opposed it *and* abstained on the other”: the same voters, where no other words come between."""
    return bool(_THEN.fullmatch(reader.text[object_end(reader, last) : said.start]))


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
    if not again and re.search(r"\bⒾ*(?:neither|nor|not(?: even)?)\s+(?:of )?(?:the )?$", text[max(sentence.start, span[0] - 16) : span[0]], re.IGNORECASE):  # fmt: skip
        _deny(reader, said)
        return
    lead = text[max(sentence.start, span[0] - 34) : span[0]]
    voters, groups = masked.voters_in(*span), masked.groups_in(*span)
    nobody = _NOBODY_BUT.search(lead) is not None
    is_left_out = (
        _EXCEPTED.search(lead)
        and not _CONTRAST.search(lead)
        and not _ITSELF.search(text[span[1] : said.start])
    )
    if is_left_out and not nobody:
        if not groups:
            _deny(reader, said)
            return
        voters = masked.voters_in(text.index("Ⓖ", span[0]), span[1])
    reference = text_meant(reader, said, sentence)
    end = object_end(reader, said)
    groups = nobody_told(lead, groups_told(reader, groups, voters))
    only = (nobody or _is_only(text, span, said, sentence)) and not re.search(
        "[ⒷⒼ]", text[sentence.start : span[0]]
    )
    unnamed = "Ⓖ" in text[span[0] : span[1]]
    beside = _BESIDE.match(text, span[1], said.start)
    if unnamed and not beside and (beside := _APPOSED.match(text, span[1], said.start)):
        size = len(masked.voters_in(*beside.span("names")))
        only = any(g.count == size for g in masked.groups_in(*span))
        unnamed = not only
    voters += masked.voters_in(*beside.span("names")) if beside else ()
    with_them = _WITH.match(text, end, sentence.end)
    if with_them:
        voters += masked.voters_in(*with_them.span("names"))
        groups += masked.groups_in(*with_them.span("names"))
        end = with_them.end("names")
    for group in groups:
        placed = place_group(reader, group, text_at(reader, said.start, said.end))
        if placed is not None:
            reader.found.append(told_so(said, span[0], end, reference, group=placed))
    after = _AFTER.match(text, end, sentence.end) if groups or not with_them else None
    if after:
        names = "names" if after["names"] else "named"
        more = masked.voters_in(*after.span(names))
        if more and groups:
            reader.found.append(told_so(said, span[0], after.end(names), reference, voters=more))
        elif more and not voters:
            voters, end = more, after.end(names)
    if voters:
        start = min(span[0], *(m.start for m in voters))
        made = told_so(said, start, end, reference, voters=voters, only=only and not groups and not unnamed)
        made = replace(made, loose=made.loose or (unnamed and _SAME.search(lead) is not None))
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
    between = between[between.rfind("Ⓟ") + 1 :]
    told = text[said.start : said.end]
    return (
        (_ALONE_BEFORE.search(before) is not None and "Ⓖ" not in between)
        or _ALONE_AFTER.search(between) is not None
        or ONE_VOTE.search(told) is not None
    )


_ALONE_BEFORE = re.compile(r"\b(?:only|alone|sole|lone)\s+(?:the )?$", re.IGNORECASE)
_ALONE_AFTER = re.compile(
    r"\balone\b(?!,? (?:of |among |in )?(?:the )?[ⒼⒷ])(?!,? (?:of|among|in) (?:its|their|all|the)\b)|\b(?:the|its|their|as) (?:\w+ )?(?:only|sole|lone|single) (?!other\b)\w+",
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


_SAME = re.compile(r"\bsame $", re.IGNORECASE)
"""“*The same* two, joined by Chad”: who they are stands elsewhere, and so may the vote."""
_BACK_THEN = re.compile(
    r"\s+(?:on |for |against )?(?:the |its )?(?:previous|last|earlier|preceding) (?:one|text|resolution|vote|occasion|time|year)\b|"
    r"\s+(?:on it |it |them )?(?:(?:the )?last time|previously|in the past|then|at the time|before|formerly|until now)\b(?=\s*[,.;)])",
    re.IGNORECASE,
)
