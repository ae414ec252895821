"""Choices on two votes told in one breath: “moved from yes to abstention”, “an opponent in 2018”, “a no in 2019, a yes in 2021”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.domain.actors import Mention
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import VoteStatement
from dragoman.events.voting.surface import ADVERBS, ASIDE, REACH, SUBJECT, UNREAL, Reader, camp, note, side_of
from dragoman.text.document import Sentence
from dragoman.text.sieve import Sieve

_THEN = (
    r"(?:(?:in|until|up to|as late as|back in|before|since) (?:\w+ )?\d{4}|last \w+|then|at the time|on that occasion|the year before|"
    r"(?:a|one|two|three|four|five|ten) (?:years?|months?|weeks?) (?:ago|earlier|before)|until \w+|before|back then)"
)
"""When the other vote was: “in 2018”, “last year”, “three years ago”."""
_ONCE = Sieve(
    rf"(?P<names>{SUBJECT}),\s+(?:both |all |each |once |formerly |hitherto |previously |until now |as )*(?:an? |the )?(?:mere |fellow |lone |only )?"
    rf"(?P<camp>abstainers?|opponents?|supporters?|backers?|dissenters?|no vote|yes vote|absentees?|abstention|opposed|in favou?r|against(?: it)?|absent|(?:firm |clear )?(?:yes|no))"
    rf"(?: both| all| alike)?(?= (?:in \w+|{_THEN}|so far)|,|\.)",
)
_BACK = re.compile(
    r"once|formerly|hitherto|previously|until|earlier|\bin \w*\d|last|then|ago|before|at the time",
    re.IGNORECASE,
)
_HAVING = Sieve(
    rf"(?P<names>{SUBJECT}) having (?:once |formerly |previously |also |still )?been (?:an? |the |one of (?:the|its) )?(?:\w+ )?"
    rf"(?P<camp>abstainers?|opponents?|supporters?|backers?|dissenters?|absentees?|opposed|in favou?r|against(?: it)?|absent)\b"
)
"""“Chad *having been an opponent* until then”."""
_SIDE = (
    r"(?:an? |the |its |their )?(?:outright |open |firm |clear |plain |mere )?[\"“‘]?(?:votes? (?:in favou?r|against|for)|yes|no|aye|nay|abstentions?|abstaining|support|opposition|"
    r"favou?r|noes|ayes|absence|absent|red|green|yellow|amber|voting (?:for|in favou?r|yes|against|no)|opposing|supporting|backing|neutrality)[\"”’]?(?! (?:card|carpet|light|cross)\b)(?: (?:votes?|side|column|camp|button))?"
)
_YEAR = r"(?: on (?:it|them|Ⓡ++))?(?: (?:in|of) (?:\w+ )?\d{4}| last \w+| then)?"
_OPEN = r"(?:,?(?: (?:[a-z][a-z’'-]*+|Ⓡ++)){1,7}?)"
"""Words between a voter and “from … to …”: which verb of motion it is does not matter."""
_TURNED = (
    Sieve(
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?(?:,? (?:has|have|had))?(?: (?:also|both|all|each|now|since|then|again|\w+ly))* "
        rf"(?:moved|gone|went|shifted|slid|slipped|switched|retreated|drifted|swung|crossed|fallen|fell|turned|changed|softened|hardened|come|came|passed|flipped|converted|graduated|climbed|advanced)(?: (?:back|over|away|round|its vote|their votes?))*"
        rf"(?: from (?P<before>{_SIDE}){_YEAR})?,? (?:in)?to (?P<camp>{_SIDE})(?![\w-])",
    ),
    Sieve(
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?{_OPEN},? from (?P<before>{_SIDE}){_YEAR},? (?:in)?to (?P<camp>{_SIDE})(?![\w-])"
    ),
    # “swapped its no for an abstention”, “gave up its abstention for a yes”
    Sieve(
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?:has |have |had )?(?:swapped|traded|exchanged|changed|gave up|given up|abandoned) (?P<before>{_SIDE}){_YEAR},? for (?P<camp>{_SIDE})(?![\w-])"
    ),
    # “turned its no into a yes”
    Sieve(
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?:has |have |had )?(?:turned|converted|changed|softened|hardened|transformed|upgraded|downgraded|toned down|stiffened) (?P<before>(?:its|their) (?:earlier |previous |former |old |usual )?{_SIDE}){_YEAR},? (?:in)?to (?P<camp>{_SIDE})(?![\w-])"
    ),
)
_TURNED_SAID = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?{_OPEN},? from (?:(?P<before>{_SIDE})|(?P<was>Ⓟ++)){_YEAR},? (?:(?:in)?to )?(?P<stance>Ⓟ++)"
)
"""“switched *from abstaining to voting in favour*”: sides told by words of stance."""
_KEPT = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?:has |have )?(?:repeated|renewed|confirmed|reaffirmed|maintained|kept to|stuck to|held to|stood by|clung to) "
    rf"(?P<camp>(?:its|their|the) (?:old |earlier |usual |former |previous )?(?:yes|no|noes|abstentions?|votes? (?:against|in favou?r)|(?:yes|no|negative|affirmative) votes?|opposition|support))(?![\w-])"
)
"""“Iceland simply *repeated the abstention* of 2023”."""
_ALIKE = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?:has |have )?(?:made|followed|took|taken|travelled|trodden|trod|went|gone|completed|undertook) the same (?:journey|path|road|route|turn|step|move|course|trip|distance)\b"
)
"""“Jamaica *made the same journey*”: as the one that turned before it."""
_AS_THEN = Sieve(
    r",?\s+(?:just |exactly |much )?(?P<at>as|like) (?:it|they|he|she|both|Ⓘ++)(?: also| both)? (?:had|did|has|have|was|were)(?: done| been| also)?(?: so)? "
    r"(?P<when>in [^.;:,ⓋⓅ]{3,30}|last \w+|that \w+|(?:\w+ ){1,2}(?:years?|months?|weeks?|days?) (?:ago|earlier|before)|the (?:year|month|time) before|the last time|then|before|previously)(?=\s*(?:[.;:)]|,(?! when)|and\b|$))"
)
"""“Peru was absent, *as it had been in May*”: the same on the vote of then."""
_STAGE = r"(?:an? )?(?P<{0}>no|yes|abstention|vote (?:against|in favou?r|for)) (?:in|last) (?:\w+ )?(?:\d{{4}}|\w+)"
_SERIES = Sieve(rf"(?:[:,–—] |\b(?:with|cast|was) ){_STAGE.format('first')},? (?:and |then |but )*{_STAGE.format('second')}")  # fmt: skip
"""“Chad wavered: *a yes in 2003, an abstention in 2004*”."""
_BUTTONS = {"green": Stance.FOR, "red": Stance.AGAINST, "yellow": Stance.ABSTAIN, "amber": Stance.ABSTAIN}


def read_moves(reader: Reader, sentence: Sentence) -> None:
    """Note the choices told as moves, former sides and stages."""
    _read_once(reader, sentence)
    _read_turns(reader, sentence)
    _read_kept(reader, sentence)
    _read_as_then(reader, sentence)
    _read_stages(reader, sentence)


def _side(words: str) -> Stance:
    return next((s for button, s in _BUTTONS.items() if re.search(rf"\b{button}\b", words, re.IGNORECASE)), None) or camp(words)  # fmt: skip


def _is_unreal(reader: Reader, sentence: Sentence, place: int) -> bool:
    return UNREAL.search(reader.text[max(sentence.start, place - 20) : place]) is not None


def _earlier(
    voters: tuple[Mention, ...], stance: Stance, span: tuple[int, int], anchor: int
) -> VoteStatement:
    """A choice on the vote before."""
    return VoteStatement(stance=stance, voters=voters, start=span[0], end=span[1], anchor=anchor, before=True)


def _read_once(reader: Reader, sentence: Sentence) -> None:
    """“Kenya, *an abstainer in 2022*, …”: what a state chose on the vote before."""
    for pattern in (_ONCE, _HAVING):
        for match in pattern.finditer(reader.text, sentence.start, sentence.end):
            tail = reader.text[match.end("names") : match.end() + 24].partition(", ")[2]
            if pattern is _ONCE and not _BACK.search(tail):
                continue
            voters = reader.masked.voters_in(*match.span("names"))
            if voters:
                reader.found.append(_earlier(voters, camp(match["camp"]), match.span(), match.start("camp")))


def _read_turns(reader: Reader, sentence: Sentence) -> None:
    """“Chad moved *from yes to abstaining*”: the choice now, and the one on the vote before."""
    read: set[int] = set()
    for match in (m for p in _TURNED for m in p.finditer(reader.text, sentence.start, sentence.end)):
        anchor = match.start("camp")
        if anchor in read or _is_unreal(reader, sentence, match.start()):
            continue
        read.add(anchor)
        _turn(reader, match.span("names"), match.start(), match.end(), _stages(match))
    for match in _TURNED_SAID.finditer(reader.text, sentence.start, sentence.end):
        now = side_of(reader, match)
        said = next((s.stance for s in reader.masked.stances if s.start == match.start("was")), None)
        was = _side(match["before"]) if match["before"] else said
        at = match.start("before" if match["before"] else "was")
        if now is not None and was is not None and not _is_unreal(reader, sentence, match.start()):
            stages = (now, match.start("stance")), (was, at)
            _turn(reader, match.span("names"), match.start(), match.end(), stages)
    for match in _ALIKE.finditer(reader.text, sentence.start, sentence.end):
        found = _last_turn(reader, match.start())
        if found is not None and not _is_unreal(reader, sentence, match.start()):
            now, before = found
            at = match.start()
            _turn(reader, match.span("names"), at, match.end(), ((now, at), (before, at)))


_Stage = tuple[Stance, int]


def _stages(match: re.Match[str]) -> tuple[_Stage, _Stage | None]:
    """The side now and the one before, each with its place."""
    now = _side(match["camp"]), match.start("camp")
    return now, (_side(match["before"]), match.start("before")) if match["before"] else None


def _turn(
    reader: Reader, names: tuple[int, int], start: int, end: int, stages: tuple[_Stage, _Stage | None]
) -> None:
    (stance, anchor), before = stages
    if before is not None:  # what plainer rules took from the words of the side before
        reader.silent.append((before[1], anchor))
        reader.found = [s for s in reader.found if not before[1] <= s.anchor < end]
    note(reader, stance, names, start, end, anchor, loose=True)
    voters = reader.masked.voters_in(*names)
    if before is not None and voters:
        reader.found.append(_earlier(voters, before[0], (start, max(before[1], names[1])), before[1]))


def _last_turn(reader: Reader, place: int) -> tuple[Stance, Stance] | None:
    """The side now and the side before of the voter that turned last."""
    near = [s for s in reader.found if s.voters and s.anchor < place and place - s.end < REACH]
    for former in (s for s in reversed(near) if s.before or s.earlier):
        now = next((s for s in reversed(near) if not (s.before or s.earlier) and set(s.voters) & set(former.voters)), None)  # fmt: skip
        if now is not None:
            return now.stance, former.stance
    return None


def _read_kept(reader: Reader, sentence: Sentence) -> None:
    for match in _KEPT.finditer(reader.text, sentence.start, sentence.end):
        if not _is_unreal(reader, sentence, match.start()):
            note(reader, camp(match["camp"]), match.span("names"), match.start(), match.end(), match.start("camp"), loose=True)  # fmt: skip


def _read_as_then(reader: Reader, sentence: Sentence) -> None:
    for match in _AS_THEN.finditer(reader.text, sentence.start, sentence.end):
        own = [s for s in reader.found if sentence.start <= s.anchor < match.start() and not s.before]
        last = max(own, key=lambda s: s.anchor, default=None)
        if last is not None and match.start() - last.end < NEARBY:
            at, end = match.start("at"), match.end()
            reader.found.append(replace(last, reference=None, only=False, cast=True, loose=True, before=True, start=at, end=end, anchor=at))  # fmt: skip


NEARBY = 50
"""Characters between a choice and “as in May”."""


def _read_stages(reader: Reader, sentence: Sentence) -> None:
    """Each stage with the words that date it, of the voter that heads the sentence."""
    for match in _SERIES.finditer(reader.text, sentence.start, sentence.end):
        voters = _head(reader, sentence, match.start())
        for name, end in (("first", match.start("second")), ("second", match.end())):
            at = match.start(name)
            if voters:
                reader.found.append(VoteStatement(stance=camp(match[name]), voters=voters, start=at, end=end, anchor=at))  # fmt: skip


def _head(reader: Reader, sentence: Sentence, place: int) -> tuple[Mention, ...]:
    """The one voter or list that stands before the stages."""
    lists: Iterator[re.Match[str]] = re.finditer(SUBJECT, reader.text[sentence.start : place])
    spans = [(sentence.start + m.start(), sentence.start + m.end()) for m in lists]
    return reader.masked.voters_in(*spans[0]) if len(spans) == 1 else ()
