"""Choices told in set phrases right after a list of states or a group: the surface that the parse often misreads.

“Russia, China and India said yes”, “nine of the twelve voted in favour”, “The five were …”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.domain.actors import ActorKind, Mention, MentionForm
from dragoman.domain.claims import Quantifier
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Group, Reference, TallyStatement, VoteStatement
from dragoman.events.voting.groups import EXCEPT, GROUPS, NO_BLOCS, bloc_before, quantity
from dragoman.events.voting.tallies import number_of
from dragoman.text.document import Document, Sentence

_TEXT = r"(?:texts?|resolutions?|drafts?|proposals?|requests?|demands?|calls?|motions?|measures?|amendments?|document|declaration|appeal|idea|vote)"
_OBJECT = rf"(?=\s+(?:it|them|this|that|both|the (?:[\w-]+ ){{0,3}}{_TEXT})\b|\s*[.;,]|\s*$)"
_CAST = r"(?:had |has |have |did )?(?:vot(?:ed|es|ing|e)|came out|lined up|spoke|stood)"
_BE = r"(?:was|were|is|are|had been|being)(?: (?:all|also|both|each|again|then|now|solidly|firmly|largely))*"
PREDICATES: tuple[tuple[Stance, re.Pattern[str]], ...] = tuple(
    (stance, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))
    for stance, words in (
        (
            Stance.AGAINST,
            rf"{_CAST} (?:\w+ly )?(?:no|against)|{_BE} in the no (?:camp|column)|pressed (?:the )?red(?: button)?|{_BE} (?:opposed|against)|(?:said|say|says|saying) no|opposed{_OBJECT}|"
            r"in opposition|cast (?:the (?:only|sole) )?(?:votes?|ballots?) against|against(?=\s*(?:[.;,)]|$))",
        ),
        (
            Stance.FOR,
            rf"{_CAST} (?:\w+ly )?(?:yes|for|in favou?r|with the majority)|{_BE} (?:for|in favou?r|in the majority)|(?:said|say|says|saying) yes|"
            rf"{_BE} in the yes (?:camp|column)|pressed (?:the )?green(?: button)?|returned to the yes column|"
            r"gave (?:it|this one|the (?:text|draft|resolution)) (?:its|their) (?:support|vote|backing)|"
            rf"(?:had |has |have )?(?:went further and )?(?:support(?:ed|s)?|back(?:ed|s)?|endorsed|approved){_OBJECT}|joined the majority|in favou?r(?=\s*(?:[.;,)]|$))",
        ),
        (
            Stance.ABSTAIN,
            r"(?:(?:chose|opted|preferred|decided) to |ended up |ends up )?(?:had |has |have )?abstain(?:ed|s|ing)?|(?:sat|sits|sit) (?:it|this one) out|(?:sat|sits|sit) on (?:its|their) hands|(?:sat|sits|sit) on the fence",
        ),
        (
            Stance.ABSENT,
            rf"{_BE} absent|did not (?:vote|take part|participate|cast a (?:vote|ballot))|took no part|had no vote|missed the vote|"
            r"stayed away(?: from the vote)?|took part in neither vote|did not cast (?:a vote|their votes?)",
        ),
    )
)
_ADVERBS = re.compile(
    r"[\s,]*(?:(?:also|all|both|too|then|again|itself|themselves|alone|however|instead|likewise|now|duly|meanwhile|together|"
    r"each|simply|predictably|there|for (?:its|their) part|in turn|as usual|as ever|as before|included|among (?:them|others)|only|alike|or)[\s,]*)*",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s*(?:,|,?\s*and|,?\s*as well as|,?\s*or|,?\s*along with|,?\s*together with)\s*(?:also\s+)?(?:the\s+|both\s+)?(?:four [\w ]+: )?",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:used to|if|whether|unless|would|will|may|might|could|should|to|not|never|that it|of)\s*(?:have |be )?$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:only|alone|sole|lone)\b", re.IGNORECASE)
_QUANTIFIED = re.compile(
    r"(?P<np>(?:of (?:the|its) [^,.;:]{3,40}, )?\b(?:all|every|each|none|no|most|the other|the remaining|the rest|"
    r"at least|the [\w-]+|its [\w-]+|\d{1,3}|[a-z]+(?:-[a-z]+)?) ?(?:[^.;:,]{0,60}?))\s*$",
    re.IGNORECASE,
)
MEMBERS = re.compile(
    r"\b(?:members?|countries|states|nations|capitals|governments|allies|of (?:them|the|its|their)\b|others|rest|bloc|union)",
    re.IGNORECASE,
)
KINDS = (ActorKind.STATE, ActorKind.PERSON)


@dataclass(frozen=True, slots=True)
class _Said:
    stance: Stance
    start: int
    end: int
    earlier: bool


def find_phrases(
    document: Document, references: Sequence[Reference], tallies: Sequence[TallyStatement]
) -> tuple[VoteStatement, ...]:
    """Statements of choice in set phrases, in reading order."""
    found = [s for sentence in document.sentences for s in _of_sentence(document, sentence, references)]
    found += _enumerated(document, tallies)
    found += _in_company(document, references, tallies)
    return tuple(sorted(found, key=lambda s: s.anchor))


def _of_sentence(
    document: Document, sentence: Sentence, references: Sequence[Reference]
) -> Iterator[VoteStatement]:
    text = document.source.text
    group: Group | None = None
    for said in _predicates(text, sentence):
        before = text[sentence.start : said.start]
        if _UNREAL.search(before[-24:]):
            continue
        reference = _reference_after(document, said.end, references)
        voters = _voters_before(document, sentence.start, said.start)
        if voters:
            start = voters[0].start
            if _UNREAL.search(text[max(sentence.start, start - 12) : start]):
                continue
            near = text[max(sentence.start, start - 8) : said.start]
            voters += _companions_after(document, said.end, sentence.end)
            scoped = any(m.actor.kind in GROUPS for m in document.mentions_in(sentence.start, start))
            yield _statement(
                said, start, reference, voters=voters, only=bool(_ALONE.search(near)) and not scoped
            )
        elif (group := _group_before(document, sentence.start, said.start, group)) is not None:
            yield _statement(said, group.start, reference, group=group)
            named = _named_after(document, said.end)
            if named:
                yield _statement(said, group.start, reference, voters=named, end=named[-1].end)


def _predicates(text: str, sentence: Sentence) -> list[_Said]:
    found: list[_Said] = []
    for stance, pattern in PREDICATES:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(
                    _Said(stance, match.start(), match.end(), match.group().lower().startswith("had "))
                )
    return sorted(found, key=lambda f: f.start)


def _statement(
    said: _Said,
    start: int,
    reference: Reference | None,
    *,
    voters: tuple[Mention, ...] = (),
    group: Group | None = None,
    only: bool = False,
    end: int | None = None,
) -> VoteStatement:
    return VoteStatement(
        stance=said.stance,
        voters=voters,
        group=group,
        reference=reference,
        start=start,
        end=end or said.end,
        anchor=said.start,
        only=only,
        earlier=said.earlier,
    )


def _reference_after(document: Document, end: int, references: Sequence[Reference]) -> Reference | None:
    """The text named right after the phrase: “against *the draft*”, “backed *it*”."""
    text = document.source.text
    for r in references:
        if end <= r.start <= end + 12 and re.fullmatch(
            r"\s*(?:of|on|for|the)?\s*(?:the\s*)?", text[end : r.start]
        ):
            return r
    match = re.match(r"\s*(?:of\s+|on\s+)?(it|them|both)\b", text[end : end + 12])
    if match is None:
        return None
    start, stop = end + match.start(1), end + match.end(1)
    head = document.parse.char_span(start, stop, alignment_mode="expand")[0].i
    return Reference(start=start, end=stop, head=head, pronoun=True, plural=match[1] in ("them", "both"))


def _named_after(document: Document, end: int) -> tuple[Mention, ...]:
    """“All four Nordic members abstained: Norway, Iceland, …”."""
    match = re.match(r"\s*[:–—-]\s+", document.source.text[end : end + 6])
    return _list_after(document, end + match.end()) if match else ()


def _companions_after(document: Document, start: int, end: int) -> tuple[Mention, ...]:
    """“… voted against it, with Peru, Chad and Nepal”, “abstained with Israel”: who did the same."""
    match = re.match(
        r"(?:\s+(?:against|for|on)?\s*(?:it|them|the \w+))?,?\s+(?:along |together |alongside |in company )?(?:with|alongside)\s+(?:the\s+)?",
        document.source.text[start:end],
    )
    if match is None:
        return ()
    voters = _list_after(document, start + match.end())
    if not voters:
        return ()
    rest = document.source.text[voters[-1].end : end]
    return () if re.match(r"\s*(?:\w+ing\b|against\b|in favou?r|opposed|absent)", rest) else voters


def _voters_before(document: Document, start: int, end: int) -> tuple[Mention, ...]:
    """The list of states that ends right before `end`."""
    text = document.source.text
    found: list[Mention] = []
    place = end
    for mention in reversed(document.mentions_in(start, end)):
        gap = text[mention.end : place]
        fits = (
            _ADVERBS.fullmatch(gap) if not found else _JOIN.fullmatch(gap) or mention.start == found[0].start
        )
        if mention.actor.kind not in KINDS or not fits or (found and mention.form is MentionForm.PRONOUN):
            break
        if not found and gap.strip() == "," and _hangs(document, mention):
            break
        found.insert(0, mention)
        place = mention.start
    if found and re.search(
        r"\b(?:neither|nor)\s+(?:the )?$",
        text[max(start, found[0].start - 14) : found[0].start],
        re.IGNORECASE,
    ):
        return ()
    if found and EXCEPT.search(text[max(start, found[0].start - 26) : found[0].start]):
        return ()
    return tuple(found)


def _rest_of(np: str, start: int, end: int, before: Group | None) -> Group | None:
    """“nine of the twelve voted in favour, *three* abstained”: still of the same bloc."""
    try:
        count = number_of(np.strip())
    except KeyError:
        return None
    if before is None or before.quantifier is not Quantifier.COUNT:
        return None
    return Group(bloc=before.bloc, quantifier=Quantifier.COUNT, count=count, start=start, end=end)


def _hangs(document: Document, mention: Mention) -> bool:
    """True for a name that ends an aside: “Egypt, despite its treaty with *Israel*, voted …”."""
    span = document.parse.char_span(mention.start, mention.end, alignment_mode="expand")
    return any(t.dep_ == "pobj" for t in (span.root, *span.root.ancestors))


def _group_before(document: Document, start: int, end: int, before: Group | None = None) -> Group | None:
    """“all 27 members of the EU”, “nine of the twelve”, “The Nordic countries” right before `end`."""
    text = document.source.text
    cuts = re.finditer(
        r"[;:]\s|, (?:and|but|while|as) |\b[Ii]n all, |, (?=(?:[a-z]+(?:-[a-z]+)?|\d+) *$)| and (?=(?:one|two|\d+) *$)",
        text[start:end],
    )
    boundary = max((m.end() for m in cuts), default=0) + start
    match = _QUANTIFIED.search(text[boundary:end])
    if match is None:
        return None
    np = match["np"]
    if re.search(r"\b(?:votes?|ballots?)\s*$", np):
        return None
    begin = boundary + match.start("np")
    blocs = [m for m in document.mentions_in(begin, end) if m.actor.kind in GROUPS and m.code not in NO_BLOCS]
    if not blocs and not MEMBERS.search(np):
        return _rest_of(np, begin, end, before)
    exceptions = tuple(
        m
        for m in document.mentions_in(begin, end)
        if m.actor.kind in KINDS and EXCEPT.search(text[begin : m.start])
    )
    quantifier, count = quantity(np, bool(exceptions), bool(blocs))
    size = count if quantifier is Quantifier.ALL else _whole(np)
    bloc = (
        blocs[0]
        if blocs
        else bloc_before(document, begin, size)
        if size or re.search(r"of (?:its|their|the bloc)", np)
        else None
    )
    if bloc is None and quantifier is not Quantifier.ALL_BUT:
        return None
    return Group(bloc=bloc, quantifier=quantifier, count=count, exceptions=exceptions, start=begin, end=end)


def _whole(np: str) -> int | None:
    """The size of the whole in “nine of the twelve”."""
    match = re.search(r"of (?:the|its|their) (?:bloc's )?([\w-]+)", np, re.IGNORECASE)
    try:
        return number_of(match[1]) if match else None
    except KeyError:
        return None


# ------------------------------------------------------------------ “The five were …”, “… among them”
_WERE = re.compile(
    r"\b[Tt]he(?:se)? (?P<number>[\w-]+)(?: (?:noes|opponents|abstainers|dissenters|countries|states|others|negative votes|votes against|against))? (?:were|are|was|being)(?: all)?:? "
)
_THEY = re.compile(
    r"\b(?:those|the) (?:(?P<no>against|noes|opponents|dissenters)|(?P<abstain>abstain(?:ing|ers)|abstentions)|(?P<yes>in favou?r))(?: \w+)? (?:were|was|came from|are):? ",
    re.IGNORECASE,
)


def _enumerated(document: Document, tallies: Sequence[TallyStatement]) -> Iterator[VoteStatement]:
    text = document.source.text
    for match in _WERE.finditer(text):
        stance = _counted(match["number"], match.start(), tallies)
        voters = _list_after(document, match.end())
        if stance is not None and voters:
            yield VoteStatement(
                stance=stance,
                voters=voters,
                start=match.start(),
                end=voters[-1].end,
                anchor=match.start(),
                only=len(voters) == number_of(match["number"]),
            )
    for match in _THEY.finditer(text):
        stance = Stance.AGAINST if match["no"] else Stance.ABSTAIN if match["abstain"] else Stance.FOR
        if voters := _list_after(document, match.end()):
            yield VoteStatement(
                stance=stance, voters=voters, start=match.start(), end=voters[-1].end, anchor=match.start()
            )
    for match in re.finditer(r"\b(?:among them|included)\b", text):
        sentence = document.sentence_at(match.start())
        voters = _voters_before(document, sentence.start, match.start())
        if _WERE.search(text, sentence.start, match.start()):
            continue
        last = next(
            (t for t in reversed(tallies) if t.start < match.start() and match.start() - t.end < 160), None
        )
        if voters and last is not None:
            yield VoteStatement(
                stance=_last_role(last),
                voters=voters,
                start=voters[0].start,
                end=match.end(),
                anchor=voters[0].start,
            )


_JOINED = re.compile(
    r"\bjoin(?:ed|s|ing)\s+(?P<list>.{3,120}?)\s+(?:on \w+ )?in\s+(?:(?P<no>voting (?:no|against)|opposing|rejecting)|"
    r"(?P<abstain>abstaining)|(?P<yes>voting (?:yes|for|in favou?r)|supporting|backing))",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"\s+(?:was|were|is|are)(?: also)? among (?:the|its|their|those) (?:(?P<no>opponents|noes|dissenters|opposing|against|voting (?:no|against))|"
    r"(?P<abstain>abstain(?:ers|ing)|abstentions)|(?P<yes>supporters|backers|in favou?r|voting (?:yes|for|in favou?r))|(?P<number>[\w-]+)(?=\s*[.,;]|$))",
    re.IGNORECASE,
)


def _side(match: re.Match[str]) -> Stance:
    return Stance.AGAINST if match["no"] else Stance.ABSTAIN if match["abstain"] else Stance.FOR


def _in_company(
    document: Document, references: Sequence[Reference], tallies: Sequence[TallyStatement]
) -> Iterator[VoteStatement]:
    """“A joined B and C in voting against”, “A and B were among the 18”."""
    text = document.source.text
    for match in _JOINED.finditer(text):
        sentence = document.sentence_at(match.start())
        joined = _list_after(document, match.start("list"))
        voters = (*_voters_before(document, sentence.start, match.start()), *joined)
        if joined and voters and match.end() <= sentence.end + 1:
            yield VoteStatement(
                stance=_side(match),
                voters=voters,
                reference=_reference_after(document, match.end(), references),
                start=voters[0].start,
                end=match.end(),
                anchor=match.start(),
            )
    for mention in document.mentions:
        among = _AMONG.match(text, mention.end)
        if among is None or mention.actor.kind not in KINDS:
            continue
        stance = _counted(among["number"], among.start(), tallies) if among["number"] else _side(among)
        voters = _voters_before(document, document.sentence_at(mention.start).start, mention.end)
        if stance is not None and voters:
            yield VoteStatement(
                stance=stance, voters=voters, start=voters[0].start, end=among.end(), anchor=among.start()
            )


def _counted(word: str, place: int, tallies: Sequence[TallyStatement]) -> Stance | None:
    """Which side a number stands for, by the totals given before."""
    try:
        number = number_of(word)
    except KeyError:
        return None
    for t in reversed([t for t in tallies if t.start < place]):
        sides = ((Stance.AGAINST, t.tally.no), (Stance.ABSTAIN, t.tally.abstain), (Stance.FOR, t.tally.yes))
        for stance, total in sides:
            if total == number:
                return stance
    return None


def _last_role(tally: TallyStatement) -> Stance:
    """The side named last in a total: what “among them” goes back to."""
    t = tally.tally
    return Stance.ABSTAIN if t.abstain is not None else Stance.AGAINST if t.no is not None else Stance.FOR


def _list_after(document: Document, start: int) -> tuple[Mention, ...]:
    """The states listed from `start` on."""
    sentence = document.sentence_at(start)
    found: list[Mention] = []
    place = start
    for mention in document.mentions_in(start, max(sentence.end, start + 1)):
        gap = document.source.text[place : mention.start]
        if not (_JOIN.fullmatch(gap) or re.fullmatch(r"\s*(?:the )?", gap)):
            break
        if mention.actor.kind in KINDS:
            found.append(mention)
        place = mention.end
    return tuple(found)
