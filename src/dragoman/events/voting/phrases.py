"""Choices as the surface tells them: rules over a masked text (see `masks`), tried before the parse.

“Russia, China and India said yes”; “nine of the twelve voted in favour, three abstained”; “Among those abstaining
were …”; “the Italian vote against it”; “so did Peru”. The parse of a small model often loses the ends of long lists;
the surface does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dragoman.domain.actors import Mention
from dragoman.domain.claims import Quantifier
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Group, Reference, TallyStatement, VoteStatement
from dragoman.events.voting.masks import BUT, JOIN, Masked, mask
from dragoman.events.voting.stances import Form, Said
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.document import Document, Sentence

_ITEM = (
    r"(?:Ⓥ++(?:['’]s? (?:vote|delegation|delegate|envoy|representative|ambassador|government))?|Ⓘ++|Ⓖ++|Ⓑ++)"
)
SUBJECT = rf"(?>{_ITEM}(?:{JOIN}{_ITEM})*)"
LIST = rf"(?>(?:the |both |also |only |then |again |just |neighbouring |its \w+ |such \w+ as )*{_ITEM}(?:{JOIN}{_ITEM})*)"
_TIME = (
    r"(?:on (?:both|each|all \w+|that|this|the) (?:texts|occasions?|drafts|resolutions|time|Ⓡ++)|(?:this|that|each|last|every) time|"
    r"(?:on|in|at) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|the end|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|turn|contrast|\d{4})(?: \d{1,4})?|once (?:more|again)|as (?:usual|ever|before|always)|"
    r"for (?:its|their|his|her) (?:own )?part|at first|in the event|a (?:year|month|week) (?:ago|earlier|later)|(?:to|on) (?:\w+ ){1,2}surprise|to (?:some|nobody['’]s) surprise)"
)
_ADVERB = (
    rf"(?:also|all|both|too|then|again|itself|themselves|alone|however|instead|likewise|now|duly|meanwhile|together|each|simply|"
    rf"there|only|alike|still|in full|in unison|included|among (?:them|others|those)|yet|thus|first|either|even|always|never once|once|"
    rf"twice|later|or|[a-z]+ly|{_TIME})"
)
ADVERBS = rf"(?:[\s,]+{_ADVERB})*\s*,?\s+"
_ASIDE = r"\s*(?:,[^,;:()]{2,110}(?:,[^,;:()]{2,60})?,|\([^()]{2,160}\)|[–—][^–—]{2,110}[–—])"
_BEFORE = tuple(
    re.compile(words + r"$", re.IGNORECASE)
    for words in (
        rf"(?P<voters>{SUBJECT})(?P<gap>{ADVERBS}|\? )",
        rf"(?P<voters>{SUBJECT}),? (?:all of (?:which|whom)|both of (?:which|whom)|each of (?:which|whom)|which|who|that)(?P<gap>{ADVERBS})",
        rf"(?P<voters>{SUBJECT})(?P<aside>{_ASIDE})(?P<gap>{ADVERBS}|\s+)",
    )
)
_OVER = re.compile(
    rf"(?P<voters>{SUBJECT}),\s+(?!(?:and|but|then|or|while)\b|(?:the )?[ⓋⒾⒼⒷ])[^;:]{{2,110}},(?:\s+{_ADVERB})*\s+$",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\b(?:in|within|of|among|from|inside|across|outside|unlike|for)\s+(?:the\s+)?$", re.IGNORECASE
)
_BARE = re.compile(rf"(?:^|[,;:] |\b(?:and|while|but) )(?P<count>{NUMBER}){ADVERBS}$", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:used to|if|whether|unless|would|will|may|might|could|should|must|can|to|not|never|no longer|of|cannot|didn['’]t|would have|n['’]t)\s*(?:have |be |also )?$",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|whether|unless|had|that neither|neither|nor|urged|asked|pressed|told|lobbied|persuade[ds]?|begged)\s+(?:the |both )?$", re.IGNORECASE)  # fmt: skip
_EXCEPTED = re.compile(rf"\b{BUT}\s+(?:the )?$", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:only|alone|sole|lone)\b", re.IGNORECASE)
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


@dataclass(slots=True)
class Reader:
    """What is found in one report, in reading order."""

    masked: Masked
    tallies: Sequence[TallyStatement]
    found: list[VoteStatement] = field(default_factory=list)
    silent: list[tuple[int, int]] = field(default_factory=list)
    """Places whose words say of nobody that they chose so: “neither A nor B voted for it”."""

    @property
    def text(self) -> str:
        return self.masked.text


def find_phrases(
    document: Document, references: Sequence[Reference], tallies: Sequence[TallyStatement]
) -> Reader:
    """What the surface tells, in reading order; `find_echoes` adds what goes back to it."""
    reader = Reader(mask(document, references), tallies)
    for sentence in _whole(document):
        _plain(reader, sentence)
        _inverted(reader, sentence)
        _nominal(reader, sentence)
        _labelled(reader, sentence)
        _gapped(reader, sentence)
    return reader


def _whole(document: Document) -> Iterator[Sentence]:
    """Sentences, with what a colon announces: “All five abstained: Kenya, Mali …”."""
    text, held = document.source.text, None
    for one in document.sentences:
        goes_on = held is not None and held.paragraph == one.paragraph
        if held is not None and not goes_on:
            yield held
        sentence = replace(held, end=one.end, last=one.last) if held is not None and goes_on else one
        held = sentence if text[sentence.start : sentence.end].rstrip().endswith(":") else None
        if held is None:
            yield sentence
    if held is not None:
        yield held


def find_echoes(reader: Reader, found: Sequence[VoteStatement]) -> tuple[VoteStatement, ...]:
    """Statements that repeat one of `found`: “so did Peru”, “Mali followed suit”, “A voted with B”."""
    reader.found = sorted(found, key=lambda s: s.anchor)
    known = len(reader.found)
    for sentence in _whole(reader.masked.document):
        _echoed(reader, sentence)
        _in_company(reader, sentence)
    return tuple(reader.found[known:])


# ------------------------------------------------------------------ a voter before the words of stance
def _plain(reader: Reader, sentence: Sentence) -> None:
    """“A, B and C voted against it, with D”, “A abstained on the one and backed the other”, “with A abstaining”."""
    subject: tuple[int, int] | None = None
    last: Said | None = None
    for said in reader.masked.stances:
        if not sentence.start <= said.start < sentence.end:
            continue
        before = reader.text[sentence.start : said.start]
        if said.form is Form.INFINITIVE and not _is_alone(before):
            continue
        if said.form is not Form.INFINITIVE and _UNREAL.search(before[-26:]):
            _deny(reader, said)
            continue
        span = _subject(before, sentence.start)
        if span is None and _counted_off(reader, sentence, said):
            subject, last = None, said
            continue
        if span is None and last is not None and subject is not None and _goes_on(reader, last, said):
            span = subject
        elif span is None and said.form is Form.PARTICIPLE:
            span = _by_doing(before, sentence.start)
        if span is None:
            continue
        again = re.search(
            r"\b(?:both|two|three|pair|trio)\b", reader.text[span[1] : said.start], re.IGNORECASE
        )
        if not again and _CONDITION.search(reader.text[max(sentence.start, span[0] - 16) : span[0]]):
            _deny(reader, said)
            continue
        subject, last = span, said
        _tell(reader, said, span, sentence)


def _is_alone(before: str) -> bool:
    """“A was alone in choosing / the only one to vote against”."""
    return bool(re.search(r"\b(?:only|sole|lone|alone|one|first|last|single|among the \w+)\b[^.;,]{0,50}$", before, re.IGNORECASE))  # fmt: skip


def _subject(before: str, offset: int) -> tuple[int, int] | None:
    """Where the voters stand that come right before the words of stance."""
    for pattern in _BEFORE:
        match = pattern.search(before)
        if match is None:
            continue
        start, end = match.span("voters")
        if pattern is _BEFORE[0] and "," in match["gap"] and (wider := _over_aside(before)):
            start, end = wider
        return offset + start, offset + end
    both = re.search(
        rf"\b(?P<word>both|the two|the pair|all three|the three|the trio){ADVERBS}$", before, re.IGNORECASE
    )
    if both and (pair := _last_list(before[: both.start()], 3 if "three" in both["word"].lower() or "trio" in both["word"].lower() else 2)):  # fmt: skip
        return offset + pair[0], offset + pair[1]
    alone = re.search(rf"(?P<voters>{SUBJECT})\s+(?:was|were|is|are|being)\s+(?:the |one of the |among the )?(?:only|sole|lone|alone|one|first|last|single|\w+)\b[^.;,ⓋⒼⒾ]{{0,50}}$", before, re.IGNORECASE)  # fmt: skip
    return (offset + alone.start("voters"), offset + alone.end("voters")) if alone else None


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
    """“A and B showed their colours *by* voting yes”."""
    match = re.search(rf"(?P<voters>{SUBJECT})(?=\s)[^.;:ⓅⓋⒼ]{{1,90}}?\b(?:by|in)\s+$", before, re.IGNORECASE)
    return (offset + match.start("voters"), offset + match.end("voters")) if match else None


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
    if _EXCEPTED.search(lead):
        if not groups:
            return
        voters = masked.voters_in(text.index("Ⓖ", span[0]), span[1])
    reference = _reference(reader, said, sentence)
    end = _object_end(reader, said)
    groups = _of_which(groups)
    if (
        voters
        and len(groups) == 1
        and _SCOPE.search(text_at(reader, max(0, groups[0].start - 12), groups[0].start))
    ):
        groups = ()
    groups = tuple(g for g in groups if g.bloc is not None or g.quantifier is Quantifier.ALL_BUT or _rest_of(reader, g))  # fmt: skip
    near = text[max(sentence.start, span[0] - 8) : span[0]] + text[span[1] : said.start]
    only = bool(_ALONE.search(near)) and not re.search("[ⒷⒼ]", text[sentence.start : span[0]])
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


def _of_which(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """“*Of the five Nordic countries, all but Norway*”: one group, not two."""
    if len(groups) == 2 and groups[0].bloc is not None and groups[1].bloc is None:
        return (replace(groups[1], bloc=groups[0].bloc, start=groups[0].start),)
    return groups


def _counted_off(reader: Reader, sentence: Sentence, said: Said) -> bool:
    """“fourteen of the 27 voted in favour, *twelve* abstained”: a bare number, of the group spoken of just before."""
    match = _BARE.search(reader.text[sentence.start : said.start])
    near = [s for s in reader.found if s.group is not None and sentence.start <= s.anchor < said.start]
    if match is None or not near or near[-1].group is None:
        return False
    start, end = (sentence.start + i for i in match.span("count"))
    count = Quantifier.COUNT
    group = replace(
        near[-1].group, quantifier=count, count=number_of(match["count"]), exceptions=(), start=start, end=end
    )
    reader.found.append(_statement(said, start, said.end, near[-1].reference, group=group))
    return True


def _rest_of(reader: Reader, group: Group) -> bool:
    return group.count is not None and any(s.group is not None and s.group.bloc for s in reader.found[-3:])


def text_at(reader: Reader, start: int, end: int) -> str:
    """The report's own words between two places."""
    return reader.masked.document.source.text[start:end]


def _united(group: Group, words: str) -> Group:
    """“The EU voted *as one* for it”: all of its members."""
    whole = group.quantifier is Quantifier.AS_BLOC and re.search(r"as one|as a bloc|en bloc|solidly|in unison|unanimously", words, re.IGNORECASE)  # fmt: skip
    return replace(group, quantifier=Quantifier.ALL) if whole else group


def _placed(reader: Reader, group: Group) -> Group | None:
    """“nine of the twelve voted in favour, *three* abstained”: still of the same bloc."""
    if group.bloc is not None or group.quantifier is Quantifier.ALL_BUT:
        return group
    if re.match(r"the\b", text_at(reader, group.start, group.end), re.IGNORECASE):
        return None
    before = next((s for s in reversed(reader.found) if s.group is not None and s.group.bloc), None)
    if before is None or before.group is None or group.start - before.end > _REACH:
        return None
    return replace(group, bloc=before.group.bloc)


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
    )


_BACK_THEN = re.compile(
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


# ------------------------------------------------------------------ the words of stance before their voters
_ARE = r"(?:was|were|is|are|came|being|included?|includes|numbered|counted|comprised|consisted of)(?: also| all| again| \w+ly| only| just)?(?: from)?:?(?: those of| that of| the votes? of)?"
_THOSE = r"(?:those|the (?:countries|states|members|nations|governments|delegations|few|only \w+|sole \w+)|countries|states|members|others|the \w+|\w+)"
_FIRST = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        # “Among those abstaining were …”, “Those that voted against it included …”, “The only country to oppose it was …”
        rf"(?:among |also )*\b{_THOSE} (?:who |that |which )?(?P<stance>Ⓟ++)(?P<object>[^.;:ⓋⒼⒾⓅ]{{0,60}}?) {_ARE} (?P<names>{LIST})",
        # “Voting against were …”, “Against it were …”, “Opposed to the draft were …”, “In favour: …”
        rf"(?:^|[.;:,–—] |\band |\bwhile |\bwith )(?P<side>against|opposed to|in favou?r of|in favou?r|for|opposed|opposing|also against|also in favou?r)(?P<object>(?: (?:it|them|Ⓡ++))?) (?:were|was|stood|are|is) (?P<names>{LIST})",
        rf"(?:^|[.;:,–—] |\band |\bwhile )(?P<stance>Ⓟ++)(?P<object>(?: (?:on |to )?(?:it|them|Ⓡ++))?) (?:were|was|are|is) (?P<names>{LIST})",
        # “The abstainers included …”, “Its opponents were …”, “The five noes came from …”
        rf"\b(?:the|its|their|among the|other|only|sole|lone|\w+)(?: (?:{NUMBER}|other|only|sole|lone|main))? (?P<camp>abstainers|abstentions?|opponents?|dissenters|dissent|noes|no votes?|negative votes?|votes? against|supporters|backers|yes votes?|votes? in favou?r|absentees|absent)(?P<object>(?: (?:on|of|to) Ⓡ++)?) {_ARE} (?P<names>{LIST})",
        # “The five were …”, “The six countries were”
        rf"\b(?:the(?:se)?|besides [^,.;]{{2,40}} the) (?P<number>{NUMBER})(?: (?:noes|countries|states|others|members|nations|dissenters|opponents|abstainers|of them))? {_ARE} (?P<names>{LIST})",
    )
)  # fmt: skip
_CAMPS = (
    (Stance.ABSENT, re.compile(r"absent", re.IGNORECASE)),
    (Stance.ABSTAIN, re.compile(r"abst", re.IGNORECASE)),
    (Stance.FOR, re.compile(r"\b(?:for|in favou?r|supporters?|backers?|yes|ayes?|support|backing|approval|assent)\b", re.IGNORECASE)),
    (Stance.AGAINST, re.compile(r"against|oppo|dissent|\bno(?:es)?\b|negative|object", re.IGNORECASE)),
)  # fmt: skip


def camp(words: str) -> Stance:
    """The side that words like “opponents”, “in favour”, “abstentions” stand for."""
    return next(stance for stance, pattern in _CAMPS if pattern.search(words))


def _inverted(reader: Reader, sentence: Sentence) -> None:
    for pattern in _FIRST:
        for match in pattern.finditer(reader.text, sentence.start, sentence.end):
            _tell_inverted(reader, match, sentence)
    for match in _AMONG.finditer(reader.text, sentence.start, sentence.end):
        stance = _side_of(reader, match)
        if stance is not None:
            _name(
                reader, stance, match.span("names"), match.start("names"), match.end(), match.start("names")
            )
    for match in _THEM.finditer(reader.text, sentence.start, sentence.end):
        told = _before(reader, match.start("names"), sentence)
        if told is not None:
            _name(reader, told[0], match.span("names"), told[1], match.end(), match.start("names"))


_AMONG = re.compile(
    rf"(?P<names>{SUBJECT})(?:{_ASIDE})?,?\s+(?:who |which )?(?:was|were|is|are|being|stood|ended up|remained|figured|featured|found (?:itself|themselves))(?: also| both| all| once more| again)?,? (?:among|one of|amongst|counted among) (?:the|its|their|those|these) "
    rf"(?:(?P<camp>(?:\w+ )?(?:opponents|noes|dissenters|opposing|against|abstainers|abstaining|abstentions|supporters|backers|in favou?r|ayes|absentees|absent))\b|(?:\w+ |{NUMBER} ){{0,2}}?(?:who |that |which |to |in )?(?P<stance>Ⓟ++)|(?P<number>{NUMBER})(?=\s*(?:[.,;]|$|then\b)))",
    re.IGNORECASE,
)
_THEM = re.compile(
    rf"(?P<names>{LIST}),?\s+(?:among them|among those|included|were among them|was among them)\b",
    re.IGNORECASE,
)


def _before(reader: Reader, place: int, sentence: Sentence) -> tuple[Stance, int] | None:
    """The side that “among them” goes back to, and where it is told: the sentence's last statement, else the last total."""
    if any(s.start <= place < s.end for s in reader.found):
        return None
    said = [s for s in reader.found if sentence.start <= s.anchor < place]
    total = next((t for t in reversed(reader.tallies) if 0 <= place - t.end < 160), None)
    if said and (total is None or total.start < said[-1].anchor):
        last = max(said, key=lambda s: s.anchor)
        return last.stance, last.start
    return (_last_role(total), place) if total else None


def _side_of(reader: Reader, match: re.Match[str]) -> Stance | None:
    """The side that a match's words name: a camp, a stance, or a number of the totals."""
    groups = match.groupdict()
    if groups.get("stance"):
        said = next((s for s in reader.masked.stances if s.start == match.start("stance")), None)
        return said.stance if said else None
    for name in ("camp", "side"):
        if groups.get(name):
            return camp(match[name])
    return _counted(reader, match["number"], match.start()) if groups.get("number") else None


def _tell_inverted(reader: Reader, match: re.Match[str], sentence: Sentence) -> None:
    stance = _side_of(reader, match)
    if stance is None or _UNREAL.search(reader.text[max(sentence.start, match.start() - 20) : match.start()]):
        return
    start, end = match.span("names")
    only = bool(re.search(r"\b(?:only|sole|lone|just)\b", match.group(), re.IGNORECASE))
    number = match.groupdict().get("number")
    words = re.search(rf"\b({NUMBER})\b", match.group()[: start - match.start()], re.IGNORECASE)
    voters = reader.masked.voters_in(start, end)
    if number or words:
        only = only or number_of(number or words[1]) == len(voters)  # type: ignore[index]
    text = re.search(r"Ⓡ++", match.groupdict().get("object") or "")
    reference = reader.masked.references.get(match.start("object") + text.start()) if text else None
    _name(reader, stance, (start, end), match.start(), end, match.start(), only=only, reference=reference)


def _name(
    reader: Reader,
    stance: Stance,
    names: tuple[int, int],
    start: int,
    end: int,
    anchor: int,
    *,
    only: bool = False,
    reference: Reference | None = None,
) -> None:
    """A statement that the states and groups between two places chose so."""
    names = _one_clause(reader, names)
    voters = reader.masked.voters_in(*names)
    source = reader.masked.document.source.text
    groups = tuple(
        g
        for g in reader.masked.groups_in(*names)
        if not re.match(r"(?:of|from|among)\b", source[g.start : g.end], re.IGNORECASE)
    )
    anchor = max(anchor, start)
    made = VoteStatement(
        stance=stance, reference=reference, start=min(start, names[0]), end=max(end, names[1]), anchor=anchor
    )
    fresh = tuple(m for m in voters if not any(m in s.voters for s in reader.found))
    if fresh:
        reader.found.append(replace(made, voters=fresh, only=only and not groups))
    reader.found += [replace(made, group=g) for g in groups if g.bloc is not None]


_VERB_AFTER = re.compile(r"\s+(?:Ⓟ|(?:[a-z]+ed|did|was|were|had|have|has|went|stood|chose|took|came)\b)")


def _one_clause(reader: Reader, names: tuple[int, int]) -> tuple[int, int]:
    """The list without what opens another clause: “were A and B, and C sided with …” ends at B."""
    start, end = names
    if not _VERB_AFTER.match(reader.text, end):
        return names
    words = reader.text[start:end]
    breaks = [
        m.start() for m in re.finditer(r"(?:,|;) and ", words) if re.search(r"\band\b", words[: m.start()])
    ]
    return (start, start + breaks[-1]) if breaks else names


def _counted(reader: Reader, word: str, place: int) -> Stance | None:
    """Which side a number stands for, by the totals given before."""
    number = number_of(word)
    for t in reversed([t for t in reader.tallies if t.start < place]):
        sides = ((Stance.AGAINST, t.tally.no), (Stance.ABSTAIN, t.tally.abstain), (Stance.FOR, t.tally.yes), (Stance.ABSENT, t.tally.absent))  # fmt: skip
        for stance, total in sides:
            if total == number:
                return stance
    return None


def _last_role(tally: TallyStatement) -> Stance:
    """The side named last in a total: what “among them” goes back to."""
    t = tally.tally
    return Stance.ABSTAIN if t.abstain is not None else Stance.AGAINST if t.no is not None else Stance.FOR


# ------------------------------------------------------------------ votes as nouns
_NOUN = r"(?:no votes?|yes votes?|negative votes?|votes? against|votes? in favou?r|votes? for|abstentions?|support|backing|approval|opposition|dissent|objections?|no|yes)"
_NOUNS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        # “Hungary's vote against the draft”, “Israel's no”, “Thailand's abstention”
        rf"(?P<names>(?>Ⓥ++(?:{JOIN}Ⓥ++)*))['’]s? (?:only |lone |sole |own |second |expected )?(?P<camp>no votes?|yes votes?|votes? against|votes? in favou?r(?: of)?|votes? for|abstentions?|no\b(?! \w+(?:[- ](?:matter|one))?\b(?<=one))|yes\b)(?P<object>(?: (?:to |on |of )?(?:it|them|Ⓡ++))?)",
        # “The Italian vote against”, “A Thai abstention on the draft”
        r"\b(?:the|an?|one|its|this) (?:\w+ )?(?P<names>Ⓥ++) (?P<camp>no vote|yes vote|vote against|vote in favou?r(?: of)?|vote for|abstention)(?P<object>(?: (?:to |on |of )?(?:it|them|Ⓡ++))?)",
        # “the votes of the United States and Israel against it”
        rf"\bvotes? (?:of|by|from) (?P<names>{LIST}) (?P<camp>against|for|in favou?r(?: of)?)(?P<object>(?: (?:it|them|Ⓡ++))?)",
        # “a vote against by Israel”, “abstentions from China and India”, “with abstentions by …”
        rf"\b(?P<camp>no votes?|yes votes?|votes? against(?: (?:it|Ⓡ++))?|votes? in favou?r|abstentions?|vote against)(?P<object>),? (?:by|of|from|came from|cast by) (?P<names>{LIST})",
        # “won the backing of Kenya and Malawi”, “passed with the support of Ghana”, “over the opposition of …”
        rf"\b(?:won|drew|had|gained|secured|got|attracted|received|with|despite|over|against|in spite of) (?:the )?(?:\w+ )?(?P<camp>support|backing|approval|opposition|dissent|objections?|abstentions?)(?P<object>) (?:of|from|by) (?P<names>{LIST})",
        # “supported by France but opposed by Hungary”
        rf"\b(?P<camp>supported|backed|endorsed|favou?red|opposed|rejected)(?P<object>) (?:only |also |solely |mainly )?by (?P<names>{LIST})",
    )
)  # fmt: skip


def _nominal(reader: Reader, sentence: Sentence) -> None:
    for pattern in _NOUNS:
        for match in pattern.finditer(reader.text, sentence.start, sentence.end):
            if _UNREAL.search(reader.text[max(sentence.start, match.start() - 20) : match.start()]):
                continue
            words = match["camp"].lower()
            stance = Stance.FOR if re.match(r"support|back|endors|favou?r", words) else camp(words)
            text = re.search(r"Ⓡ++", match["object"])
            reference = reader.masked.references.get(match.start("object") + text.start()) if text else None
            _name(reader, stance, match.span("names"), match.start(), match.end(), match.start("camp"), reference=reference)  # fmt: skip


_LABELS = re.compile(
    rf"(?P<camp>\bagainst(?: it)?|\bnoes|\bopponents|\bdissenters|\babstain(?:ing|ed|ers)|\babstentions?|\bin favou?r|\bsupporters|\babsent(?:ees)?|\bnot voting|\bopposed|\byes|\bno|\bopposition of (?:the )?[Ⓑ\w ]{3, 30})\s*(?:[:(–—]|\d+\s*\()\s*(?:\d+\s*\(?)?\s*(?P<names>{LIST})",
    re.IGNORECASE,
)


def _labelled(reader: Reader, sentence: Sentence) -> None:
    """“Against: Belarus, Mali …” and “6 against (Israel, Palau)”: press-release lists."""
    for match in _LABELS.finditer(reader.text, sentence.start, max(sentence.end, sentence.start)):
        words = match["camp"].lower()
        stance = Stance.ABSENT if words == "not voting" else camp(words)
        _name(reader, stance, match.span("names"), match.start(), match.end(), match.start())


# ------------------------------------------------------------------ a stance carried over
_GAP = re.compile(
    rf"(?P<names>{SUBJECT})(?P<verb>,?\s+(?:was|were|voted|came out))?{ADVERBS}(?P<side>against|in favou?r|for|no|yes|abstain(?:ed|ing|s)?|absent|opposed|the other way|not)"
    r"(?P<object>(?:\s+(?:it|them|the (?:other|second|latter)|Ⓡ++))?)(?=\s*(?:[.,;)–—]|$|\band\b|\bwhile\b|\bbut\b))",
    re.IGNORECASE,
)


def _gapped(reader: Reader, sentence: Sentence) -> None:
    """“Norway voted for it, Mali against”: a voter and a side without a verb of its own."""
    for match in _GAP.finditer(reader.text, sentence.start, sentence.end):
        near = [s for s in reader.found if sentence.start <= s.anchor < match.start()]
        lead = reader.text[sentence.start : match.start()]
        joined = re.search(
            r"(?:[,;–—]|\band|\bbut|\bwhile|\bwhereas|\bwith)\s+(?:the |both )?$", lead, re.IGNORECASE
        )
        opened = match["side"].lower() not in ("for", "no", "yes", "not") and re.search(
            r"(?:^|[:;])\W*(?:the )?$", lead
        )
        if opened and not match["verb"]:
            _name(
                reader,
                camp(match["side"]),
                match.span("names"),
                match.start("names"),
                match.end(),
                match.start("side"),
            )
            continue
        if not near or not joined:
            continue
        last = max(near, key=lambda s: s.anchor)
        side = match["side"].lower()
        if side == "not" or (side == "the other way" and last.stance not in (Stance.FOR, Stance.AGAINST)):
            continue
        stance = (Stance.AGAINST if last.stance is Stance.FOR else Stance.FOR) if side == "the other way" else camp(side)  # fmt: skip
        text = re.search(r"Ⓡ++", match["object"])
        reference = (
            reader.masked.references.get(match.start("object") + text.start()) if text else last.reference
        )
        if last.reference is None and reference is not None and near[-1].end <= match.start() + 12:
            at = reader.found.index(last)
            reader.found[at] = replace(last, reference=reference)
        _name(reader, stance, match.span("names"), match.start("names"), match.end(), match.start("side"), reference=reference)  # fmt: skip


_DID = r"(?:did|do|does|is|are|was|were|has|had|have)"
_MANY = rf"{LIST}(?:,? (?:and |along with |plus )?(?:(?:of|from|among) (?:the )?[\wⒷ -]{{4,30}},? ){LIST})*"
_ECHOES = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        rf"\b(?:and |,\s*)?so (?:too )?{_DID} (?P<names>{_MANY})",
        rf",?\s+as (?:{_DID}|with) (?P<names>{_MANY})",
        rf"\b(?:neither|nor) {_DID} (?P<names>{LIST})",
        rf"(?P<names>{SUBJECT})(?:{_ASIDE})?,?\s+(?:(?:{_DID}|went) (?:too|likewise|so too|as well|the same|so as well|so)(?: too| as well)?|followed suit|went the same way|took the same (?:line|view|side)|did the same|said it (?:too|as well))\b",
        rf"(?P<names>{SUBJECT})(?:,? too|,? as well|,? likewise)(?=\s*(?:[.;,)]|$))",
        rf"\bjoin(?:ed|ing) (?:them|it) (?:was|were) (?P<names>{LIST})|\b(?:was|were|is|are) joined by (?P<joined>{LIST})",
        rf"\band (?P<names>{SUBJECT}),? {_DID}(?=\s*[.;])",
        rf"(?P<names>{SUBJECT})(?:{_ASIDE})?,?\s+(?:kept (?:it|them|him|her|\w+) company|joined (?:it|them|in)(?! (?:Ⓟ|voting|opposing))|(?:lined up|sided|stood|went|were(?: all)?|was|voted|marched) (?:together )?with (?:it|them|him|her)\b|"
        rf"(?:made up|completed|rounded (?:out|off)) the (?:balance|rest|remainder|list|number|group|camp|{NUMBER})|was there too|were there too|could be found there)",
        rf"\b(?:and )?(?:with|alongside|beside) (?:it|them|him|her)(?: were| was| went| stood)? (?P<names>{LIST})",
        rf"(?:^|[.;:] |, )(?:and )?from (?:the )?[\w Ⓑ-]{{3,30}}? (?:came|there were) (?P<names>{LIST})",
        rf"(?:^|[.;:,] )(?:and )?(?:they|these|those) (?:included|were|numbered|comprised) (?P<names>{LIST})",
    )
)  # fmt: skip
_REACH = 220
"""Characters after a statement within which an echo goes back to it."""


def _echoed(reader: Reader, sentence: Sentence) -> None:
    """“So did Saudi Arabia”, “as did India”, “Turkey followed suit”: the stance said just before."""
    for pattern in _ECHOES:
        for match in pattern.finditer(reader.text, sentence.start, sentence.end):
            name = "names" if match["names"] else "joined"
            last = _current(reader, match.start(), camps=pattern not in _ECHOES[:3])
            if last is None or _CONDITION.search(
                reader.text[max(sentence.start, match.start() - 16) : match.start()]
            ):
                continue
            if pattern in _ECHOES[:2] and _other_act(reader, last.end, match.start()):
                continue
            _name(
                reader,
                last.stance,
                match.span(name),
                match.start(),
                match.end(),
                match.start(),
                reference=last.reference,
            )


_CAMP = re.compile(
    r"\b(?:noes|no votes|opponents|dissenters|dissent|opposition|against(?! it)|minority|abst[ae]\w+|supporters|backers|ayes|majority|in favou?r)\b",
    re.IGNORECASE,
)
_CAMP_SIDES = ((Stance.AGAINST, "minority"), (Stance.FOR, "majority"))


@dataclass(frozen=True, slots=True)
class _Side:
    """The side spoken of last before a place, and the text if it is named."""

    stance: Stance
    end: int
    reference: Reference | None = None


def _current(reader: Reader, place: int, *, camps: bool = True) -> _Side | None:
    """What “so did”, “they included”, “from Asia came” go back to: the last statement, camp or total before them."""
    sides = [
        (s.anchor, _Side(s.stance, s.end, s.reference))
        for s in reader.found
        if s.anchor < place and place - s.end < _REACH
    ]
    sides += [
        (s.start, _Side(s.stance, s.end))
        for s in reader.masked.stances
        if s.form is Form.FINITE
        and s.end <= place
        and place - s.end < _REACH
        and (s.start, s.end) not in reader.silent
    ]
    start = max((at for at, _ in sides), default=max(0, place - _REACH)) if camps else place
    for match in _CAMP.finditer(reader.text, start, place):
        word = match.group().lower()
        stance = next((stance for stance, name in _CAMP_SIDES if name == word), None) or camp(word)
        sides.append((match.start(), _Side(stance, match.end())))
    sides += [
        (t.end, _Side(_last_role(t), t.end))
        for t in reader.tallies
        if t.end <= place and place - t.end < _REACH
    ]
    return max(sides, key=lambda s: s[0])[1] if sides else None


def _other_act(reader: Reader, start: int, end: int) -> bool:
    """True where another verb stands between a statement and its echo: the echo is of that verb."""
    span = reader.masked.document.parse.char_span(start, end, alignment_mode="contract")
    return span is not None and any(t.pos_ == "VERB" and t.tag_ in ("VBD", "VBP", "VBZ") for t in span)


_COMPANY = re.compile(
    rf"(?P<names>{SUBJECT})(?:{_ASIDE})?{ADVERBS}(?:voted (?:together |along )?with|sided with|stood with|went with|joined|joining|followed) (?P<others>{LIST})"
    rf"(?P<tail>(?: (?:on \w+ )?in (?:(?P<stance>Ⓟ++)|(?P<camp>opposition|favou?r)))?)",
    re.IGNORECASE,
)


def _in_company(reader: Reader, sentence: Sentence) -> None:
    """“A joined B and C in voting against”; “A voted with B”: as B is said to have done nearby."""
    for match in _COMPANY.finditer(reader.text, sentence.start, sentence.end):
        stance = _side_of(reader, match)
        others = reader.masked.voters_in(*match.span("others"))
        if match["tail"] and stance is not None:
            _name(
                reader, stance, match.span("others"), match.start("names"), match.end(), match.start("others")
            )
        elif (said := _said_of(reader, others, match.start())) is not None:
            stance = said.stance
        elif "voted" in match.group():
            names = reader.masked.voters_in(match.start("names"), match.end("others"))
            stance = _counted(reader, str(len(names)), match.start())
            if stance is not None:
                _name(
                    reader,
                    stance,
                    match.span("others"),
                    match.start("names"),
                    match.end(),
                    match.start("others"),
                )
        if stance is not None:
            _name(
                reader, stance, match.span("names"), match.start("names"), match.end(), match.start("names")
            )


def _said_of(reader: Reader, others: tuple[Mention, ...], place: int) -> VoteStatement | None:
    """What was said of the company shortly before."""
    codes = {m.code for m in others}
    near = [
        s
        for s in reader.found
        if s.anchor < place and place - s.anchor < 600 and codes & {m.code for m in s.voters}
    ]
    return near[-1] if near else None
