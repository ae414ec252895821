"""Stances carried over: “Norway voted for it, Mali against”, “so did Peru”, “A voted with B”."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.domain.actors import Mention
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Reference, VoteStatement
from dragoman.events.voting.stances import Form
from dragoman.events.voting.surface import (
    ADVERBS,
    ASIDE,
    CONDITION,
    LIST,
    REACH,
    SUBJECT,
    Reader,
    camp,
    counted,
    last_role,
    note,
    side_of,
    text_in,
)
from dragoman.events.voting.tallies import NUMBER
from dragoman.text.document import Sentence
from dragoman.text.sieve import Sieve, alive

_GAP = Sieve(
    rf"(?P<names>{SUBJECT})\??(?P<verb>,?\s+(?:was|were|voted|came out))?{ADVERBS}(?P<side>against|in favou?r|for|no|yes|(?:an? )(?:\w+ )?(?:no|yes|abstention)|abstain(?:ed|ing|s)?|absent|opposed|the other way|in between|not)"
    r"(?P<object>(?:\s+(?:it|them|the (?:other|second|latter)|Ⓡ++))?)(?=\s*(?:[.,;)–—]|$|\band\b|\bwhile\b|\bbut\b))"
)


_OPENED = re.compile(r"(?:^|[:;–—(])\W*(?:the )?$")
_GOES_ON = re.compile(
    rf",? (?:(?:and|but|while) )?{SUBJECT},? (?:was |were )?(?:an? )?(?:against|in favou?r|for|no|yes|opposed|absent|abstention|Ⓟ)\b",
    re.IGNORECASE,
)
"""“*Chad for*, Mali against”: sides of a list, each without a verb."""


_PAIR = Sieve(
    r"(?P<names>Ⓥ++)(?::| \(| –) ?(?P<side>for|against|yes|no|in favou?r|opposed|abstention|abstain|absent)\)?(?=\s*(?:[.,;)]|$|and\b))|"
    r"(?P<one>Ⓥ++)(?:: | \()(?P<stance>Ⓟ++)\)?(?=\s*(?:[.,;)]|$|and\b))"
)
"""“Fiji: for. Mali: against.”, “Fiji (for) and Mali (abstaining)”."""


def read_gaps(reader: Reader, sentence: Sentence) -> None:
    """“Norway voted for it, Mali against”: a voter and a side without a verb of its own."""
    for match in _PAIR.finditer(reader.text, sentence.start, sentence.end):
        name, side = ("names", "side") if match["names"] else ("one", "stance")
        if (stance := side_of(reader, match)) is not None:
            note(reader, stance, match.span(name), match.start(), match.end(), match.start(side))
    for match in _GAP.finditer(reader.text, sentence.start, sentence.end):
        near = [s for s in reader.found if sentence.start <= s.anchor < match.start()]
        lead = reader.text[sentence.start : match.start()]
        joined = re.search(
            r"(?:[,;–—]|\band|\bbut|\bwhile|\bwhereas|\bwith)\s+(?:the |both )?$", lead, re.IGNORECASE
        )
        opened = match["side"].lower() not in ("for", "no", "yes", "not") and re.search(
            r"(?:^|[:;]|\bwith)\s*(?:(?:and|what about|how about|how did|as for) )?\W*(?:the )?$",
            lead,
            re.IGNORECASE,
        )
        goes_on = _GOES_ON.match(reader.text, match.end(), sentence.end) is not None
        if (opened or (goes_on and _OPENED.search(lead))) and not match["verb"]:
            note(
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
        stance = (Stance.AGAINST if last.stance is Stance.FOR else Stance.FOR) if side == "the other way" else _named(side)  # fmt: skip
        reference = text_in(reader, match) or last.reference
        if last.reference is None and reference is not None and near[-1].end <= match.start() + 12:
            at = reader.found.index(last)
            reader.found[at] = replace(last, reference=reference)
        note(reader, stance, match.span("names"), match.start("names"), match.end(), match.start("side"), reference=reference)  # fmt: skip


def _named(side: str) -> Stance:
    return Stance.ABSTAIN if side == "in between" else camp(side)


_DID = r"(?:did|do|does|is|are|was|were|has|had|have)"
_BY_THE_WAY = r"(?:,[^.;:,ⓋⒼⒾⒷ]{2,50},)?"
"""“So, *more surprisingly*, did Chad.”"""
_MANY = rf"{LIST}(?:,? (?:and |along with |plus )?(?:(?:of|from|among) (?:the )?[\wⒷ -]{{4,30}},? |Ⓖ++,? (?=Ⓥ)){LIST})*"
_ECHOES = tuple(
    Sieve(words)
    for words in (
        rf"\b(?:and |,\s*)?so{_BY_THE_WAY}(?: too)? {_DID} (?P<names>{_MANY})",
        rf",?\s+as(?: of course| usual| ever| always| expected)?{_BY_THE_WAY} (?:{_DID}|with) (?P<names>{_MANY})",
        rf"\b(?:neither|nor) {_DID} (?P<names>{LIST})",
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?,?\s+(?:(?:{_DID}|went) (?:too|likewise|so too|as well|the same|so as well|so)(?: too| as well)?|followed suit|went the same way|(?:took|takes|adopted|held|chose|had|shared) the same (?:line|view|side|position|stance|course|attitude|option|approach)|did the same|(?:acted|voted) (?:likewise|alike|similarly|identically|(?:in )?the same way)|(?:took|adopted) a similar (?:line|view|position|stance)|shared (?:that|this|its|their) (?:position|view|stance|line|opposition)|said it (?:too|as well))\b",
        rf"(?P<names>{SUBJECT})(?:,? too|,? as well|,? likewise)(?=\s*(?:[.;,)]|$))",
        rf"\bjoin(?:ed|ing) (?:them|it|Ⓘ++) (?:was|were) (?P<names>{LIST})|\b(?:was|were|is|are) joined by (?P<joined>{LIST})",
        rf"\band (?P<names>{SUBJECT}),? {_DID}(?=\s*[.;])",
        # “One of them was Chad”, “Chad was one of them”, “and took Mali with it”, “Mali at its side”
        rf"\b(?:one of (?:them|these|those)|among them) (?:was|were|is|are) (?P<names>{LIST})",
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?,? (?:was|were|is|are|being)(?: also| again)? (?:one of|among) (?:them|these|those)(?=\s*[.,;)])",
        rf"\b(?:took|taking) (?P<names>{LIST}) (?:along )?with (?:it|them|Ⓘ++)(?=\s*[.,;)])",
        rf", (?P<names>{LIST}) at (?:its|their) (?:side|flank)(?=\s*[.,;)])",
        # “a position shared by Chad”, “The same was true of Chad”, “was matched by Chad's”
        rf"\b(?:an?|the same|which was an?) (?:position|stance|line|view|choice|course|decision|vote) (?:also |that was )?(?:shared|taken|adopted|echoed|matched|chosen|followed|made) by (?P<names>{LIST})|\b(?:was|were|is|and|being) (?:matched|echoed|mirrored|imitated|copied|shared) by (?P<joined>{LIST})",
        rf"\b(?:the same|that|this)(?: also| too| equally)? (?:(?:was|is|held|holds|proved) (?:also |equally )?true|went|goes|applied|applies|can be said|could be said|held good) (?:for|of|to) (?P<names>{LIST})",
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?,?\s+(?:kept (?:it|them|him|her|\w+|Ⓘ++) company|joined (?:it|them|him|her|in|Ⓘ++)(?! (?:Ⓟ|voting|opposing))|(?:all |both |duly |again |also |each )?(?:lined up|sided|stood|went|were(?: all)?|was|voted|marched) (?:together )?with (?:(?:it|them|him|her)\b|Ⓘ++)|"
        rf"(?:made up|completed|rounded (?:out|off)) the (?:balance|rest|remainder|list|number|group|camp|{NUMBER})|was there too|were there too|could be found there|(?:was|were|is|are)(?: also| both| all)? on (?:it|the list|that list|this list|the roll)(?: too| as well| also)?(?=\s*[.,;)]))",
        rf"\b(?:and )?(?:with|alongside|beside) (?:it|them|him|her|Ⓘ++)(?: were| was| went| stood)? (?P<names>{LIST})",
        rf"(?:^|(?<=  )|(?<=[.!?”] )|[.;:] |, )(?:and )?from (?:the )?[\w Ⓑ-]{{3,30}}? (?:came|there were) (?P<names>{LIST})",
        # “Chad another”, “Another was Chad”, “and Chad after it”
        rf"(?:^|(?<=  )|(?<=[.!?”] )|[,;:.] )(?:and |while )?(?P<names>{SUBJECT}),?(?: was| were| is| being)? (?:yet )?(?:another|one more|a (?:second|third|fourth|fifth|sixth)|the (?:other|second|third|fourth|fifth|last))(?: of (?:them|those))?(?=\s*[.,;)])",
        rf"\b(?:another|the (?:other|second|third|fourth|last)|a (?:second|third|fourth)) (?:was|came from|is) (?P<names>{LIST})(?=\s*[.,;)])",
        rf"\band (?P<names>{SUBJECT}),? (?:with|after|alongside|beside|behind) (?:it|them|him|her|Ⓘ++)(?=\s*[.,;)])",
        rf"(?:^|(?<=  )|(?<=[.!?”] )|[.;:,] )(?:and )?(?:they|these|those) (?:included|were|numbered|comprised) (?P<names>{LIST})",
    )
)  # fmt: skip


_AS_NAMED = re.compile(rf" as (?P<others>{LIST})")
"""“voted the same way *as Peru*”."""


def read_echoes(reader: Reader, sentence: Sentence) -> None:
    """“So did Saudi Arabia”, “as did India”, “Turkey followed suit”: the stance said just before."""
    for pattern in alive(_ECHOES, reader.text):
        for match in pattern.finditer(reader.text, sentence.start, sentence.end):
            name = "names" if match["names"] else "joined"
            last = current_side(reader, match.start(), camps=pattern not in _ECHOES[:3])
            if last is None or CONDITION.search(
                reader.text[max(sentence.start, match.start() - 16) : match.start()]
            ):
                continue
            if (named := _AS_NAMED.match(reader.text, match.end())) is not None:
                said = _said_of(reader, reader.masked.voters_in(*named.span("others")), match.start())
                if said is None:
                    continue
                last = Side(said.stance, said.end, said.reference)
            elif _passed_over(reader, last.end, match.start()):
                continue
            if pattern in _ECHOES[:2] and _other_act(reader, last.end, match.start()):
                continue
            note(
                reader,
                last.stance,
                match.span(name),
                match.start(),
                match.end(),
                match.start(),
                loose=_is_far(reader, last.end, match.start()),
                reference=last.reference,
            )


_CAMP = re.compile(
    r"\b(?:noes|no votes|opponents|dissenters|dissent|opposition|against(?! it)|minority|abst[ae]\w+|supporters|backers|ayes|majority|in favou?r)\b",
    re.IGNORECASE,
)
_CAMP_SIDES = ((Stance.AGAINST, "minority"), (Stance.FOR, "majority"))


@dataclass(frozen=True, slots=True)
class Side:
    """The side spoken of last before a place, and the text if it is named."""

    stance: Stance
    end: int
    reference: Reference | None = None


def current_side(reader: Reader, place: int, *, camps: bool = True) -> Side | None:
    """What “so did”, “they included”, “from Asia came” go back to: the last statement, camp or total before them."""
    sides = [
        (s.anchor, Side(s.stance, s.end, s.reference))
        for s in reader.found
        if s.anchor < place and place - s.end < REACH and not _is_by_the_way(reader, s.anchor)
    ]
    sides += [
        (s.start, Side(s.stance, s.end))
        for s in reader.masked.stances
        if s.form is Form.FINITE
        and s.end <= place
        and place - s.end < REACH
        and (s.start, s.end) not in reader.silent
        and not _is_by_the_way(reader, s.start)
    ]
    start = max((at for at, _ in sides), default=max(0, place - REACH)) if camps else place
    for match in _CAMP.finditer(reader.text, start, place):
        word = match.group().lower()
        stance = next((stance for stance, name in _CAMP_SIDES if name == word), None) or camp(word)
        sides.append((match.start(), Side(stance, match.end())))
    sides += [
        (t.end, Side(last_role(t), t.end)) for t in reader.tallies if t.end <= place and place - t.end < REACH
    ]
    last = max(sides, key=lambda s: s[0]) if sides else None
    if last is None or any(s.before and s.start <= last[0] < s.end for s in reader.found):
        return None  # “Kenya, *an abstainer in 2022*, now sides with us. So does …”: what it did then is no side to share
    return last[1]


def _is_by_the_way(reader: Reader, at: int) -> bool:
    """“China opposed it, *having abstained in March*. So did Iran”: said in passing of the one who chose."""
    return _HAVING.search(reader.text, max(0, at - 24), at + 1) is not None


_HAVING = re.compile(r",\s+(?:after )?having\s", re.IGNORECASE)


def _other_act(reader: Reader, start: int, end: int) -> bool:
    """True where another verb stands between a statement and its echo: the echo is of that verb."""
    span = reader.masked.document.parse.char_span(start, end, alignment_mode="contract")
    return span is not None and any(t.pos_ == "VERB" and t.tag_ in ("VBD", "VBP", "VBZ") for t in span)


def _passed_over(reader: Reader, start: int, end: int) -> bool:
    """Whether a sentence in between, or the beginning of the echo's own, tells of states what no rule has read: the
    echo may be of that."""
    spans = [(s.start, min(s.end, end)) for s in reader.sentences if start <= s.start < end]
    told = [span for span in spans if "Ⓥ" in reader.text[span[0] : span[1]]]
    return any(not any(f.start < b and a < f.end for f in reader.found) for a, b in told)


def _is_far(reader: Reader, start: int, end: int) -> bool:
    """Whether what no rule has read stands in between, a whole sentence or the beginning of the echo's own: it may tell
    of another side."""
    spans = [(s.start, min(s.end, end)) for s in reader.sentences if start <= s.start < end]
    unread = [(a, b) for a, b in spans if not any(f.start < b and a < f.end for f in reader.found)]
    return any(b < end or "Ⓖ" in reader.text[a:b] for a, b in unread)


_COMPANY = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?:voted (?:together |along )?with|sided with|went with|joined|joining|followed) (?P<others>{LIST})"
    rf"(?P<tail>(?: (?:on \w+ )?in (?:(?P<stance>Ⓟ++)|(?P<camp>opposition|favou?r))| (?:[^.;:ⓋⒼⒾⓅ]{{0,40}}?)(?:,? and|by) (?=(?P<also>Ⓟ++))| (?P<side>for|against)(?= (?:it\b|Ⓡ)))?)"
)


_KEPT = Sieve(
    rf"\b(?:(?:was |were )?(?:kept company|joined|flanked|accompanied|supported|seconded|followed) by|in (?:the )?company of|in (?:company|league|harness|tandem) with|(?:shoulder to shoulder|along|together|side by side) with|with only|(?<=, )alongside|(?<=, )beside) (?P<names>{LIST})(?! (?:Ⓟ|voting|opposing))"
)


def _read_kept(reader: Reader, sentence: Sentence) -> None:
    """“Chad abstained *in the company of Mali*”: of a statement in the same sentence."""
    for match in _KEPT.finditer(reader.text, sentence.start, sentence.end):
        near = [s for s in reader.found if sentence.start <= s.anchor < match.start() and s.voters]
        if near and match.start() - near[-1].end < NEARBY and not near[-1].before:
            last = near[-1]
            note(
                reader,
                last.stance,
                match.span("names"),
                match.start(),
                match.end(),
                match.start(),
                reference=last.reference,
            )


NEARBY = 60
"""Characters between a statement and the company in which it was made."""


def read_company(reader: Reader, sentence: Sentence) -> None:
    """“A joined B and C in voting against”; “A voted with B”: as B is said to have done nearby."""
    _read_kept(reader, sentence)
    for match in _COMPANY.finditer(reader.text, sentence.start, sentence.end):
        stance = side_of(reader, match, "also")
        others = reader.masked.voters_in(*match.span("others"))
        if match["tail"] and stance is not None:
            note(
                reader,
                stance,
                match.span("others"),
                match.start("names"),
                match.end(),
                match.start("others"),
                loose=True,
            )
        elif (said := _said_of(reader, others, match.start())) is not None:
            stance = said.stance
        elif "voted" in match.group():
            names = reader.masked.voters_in(match.start("names"), match.end("others"))
            stance = counted(reader, str(len(names)), match.start())
            if stance is not None:
                note(
                    reader,
                    stance,
                    match.span("others"),
                    match.start("names"),
                    match.end(),
                    match.start("others"),
                    loose=True,
                )
        if stance is not None:
            note(
                reader,
                stance,
                match.span("names"),
                match.start("names"),
                match.end(),
                match.start("names"),
                loose=True,
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
