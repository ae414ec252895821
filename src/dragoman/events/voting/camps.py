"""Choices told by where a voter ends up: “contented itself with an abstention”, “swelled the majority”.

The verbs between a voter and such words are many, and most of them say the same; so they are left open, but for those
that speak of somebody else's choice or of one not made.
"""

from __future__ import annotations

import re

from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import VoteStatement
from dragoman.events.voting.stances import Form, Said
from dragoman.events.voting.surface import ADVERBS, ASIDE, LIST, SUBJECT, Reader, camp, note
from dragoman.text.document import Sentence
from dragoman.text.sieve import Sieve

Span = tuple[int, int]

_WORDS = r"(?P<words>(?: [a-z][a-z’'-]*+){1,9}?)"
_REACHED = re.compile(rf"(?P<names>{SUBJECT})(?:{ASIDE})?(?P<words>(?: (?:[a-z][a-z’'-]*+|Ⓡ++)){{1,9}}) $")
_PEOPLE = r"(?:majority|ayes|yes votes|yes (?:camp|column|side|list)|supporters|backers|those in favou?r|minority|noes|no votes|no (?:camp|column|side|list)|opponents|opposition|dissenters|those against|naysayers|abstentions|abstainers|abstaining|those abstaining|absentees|absent|absences|fence[- ]sitters|neutrals|undecided)"
_CAMP = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?{_WORDS} (?P<camp>{_PEOPLE}|abstention|neutrality|(?:green|red|yellow) button)(?![\w-])",
)
_JOINED = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?:joined|followed|accompanied|(?:was|were|is|are|stood|sat|sided|went|voted|found (?:itself|themselves)) with) (?P<others>{LIST}) (?:in|into|among) (?:the |a |its )?(?:\w+ )?(?P<camp>{_PEOPLE})(?![\w-])"
)
_AGAINST = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?P<had>had )?(?:has |have )?(?:sided|stood|lined up|aligned (?:itself|themselves)|made common cause|teamed up|joined forces|joined|voted|came out|went) (?:with |alongside |beside )?(?P<others>{LIST}) (?P<camp>against|in favou?r of|behind|for) (?:it|them|both|Ⓡ|(?:the|this|that|its|their) (?:[\w'’-]+ ){{0,4}}?(?:texts?|resolutions?|drafts?|proposals?|motions?|measures?|amendments?)\b)"
)
"""“sided with Chad against the text”: the choice of both."""
_BESIDE = re.compile(
    rf",? (?:(?:together|along|in company) with|with|alongside|beside|next to|in the company of) (?P<names>{LIST})",
    re.IGNORECASE,
)
_ROLE = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?:was|were|remained|is|being|proved|(?:has |have |had )?(?:become|became))(?: (?:also|again|once more|once again|both))? (?:the |an? |another )?"
    rf"(?:(?<=become )|(?<=became )|(?P<only>sole|only|lone|single|solitary)|other|first|second|third|last|new|late|notable|conspicuous|surprising|prominent|perennial|lonely)(?: \w+)? (?P<camp>abstainers?|opponents?|dissenters?|naysayers?|absentees?|abstentions?|dissenting voice|no vote|objectors?|supporters?|backers?)(?![\w-])"
)
_BUTTONS = {"green": Stance.FOR, "red": Stance.AGAINST, "yellow": Stance.ABSTAIN}
_LEADING = frozenset(
    "in into to for with on onto behind than at among amongst of over as by beyond side".split()
)
"""Words that lead a voter to its side."""
_TAKEN = frozenset(
    "was were appears appeared manage managed mustered chose chosen preferred announced explained recorded registered cast entered joined swelled "
    "swell reinforced strengthened supplied provided formed made led lead heads headed constituted completed enlarged offered "
    "remained stayed became thickened bolstered".split()
)
"""Verbs whose object is the side that the voter takes itself."""
_OTHERS = re.compile(
    r"^(?:not|never|nor|neither|cannot|\w+n['’]t|from|if|whether|unless|against|instead|rather|without|may|might|should|must|will|shall|"
    r"accus|blam|critici[sz]|attack|urg|ask|call|press|plead|appeal|thank|expect|threat|hop(?:e|ing)|want|warn|complain|object|oppos|"
    r"hint|flirt|toy|consider|contempl|mull|weigh|debat|discuss|avoid|escap|prevent|fear|risk|float|"
    r"mean|wish|lament|regret|deplor|condemn|mock|refus|declin|fail|likel|entitl|tend|used$|yet$|due$|plan|intend|promis|pledg|vow|told$|"
    r"lobb|order|beg|seem|appear|said|say|says|deni|defi|lost|left|desert|abandon|broke|part(?:ed|ing|ly)|beat|beaten|defeat|outvot|reckon|count|"
    r"wo?o|scold|wait|watch|short|ready|free|able|unable|unwilling|reluctan|tempt|right|reason|chang|turn(?:ed)?$|give|gave|took|thought|"
    r"who|which|that|when|while|before|after|because|although|though|since|until|how|why|where|and|but|or)"
)
"""Beginnings of words after which the choice is another's, or none: “urged”, “failed to”, “broke from”."""
_BUT_THEN = re.compile(
    r"\bno(?:t)? (?:\w+ ){0,6}?(?:further|farther|more|better|beyond|other choice|choice)\b|\b(?:would|could|did|can|may) (?:only|at (?:most|best)|no more)\b|\bnothing (?:more|better|but|other)\b"
)
"""“no further than”, “would only”: said with a word of denial, and done all the same."""
_MODAL = frozenset("would could can did do does had".split())


def voters_before(said: Said, before: str) -> Span | None:
    """Where the voters stand from whom an open verb leads to words of stance; None where the choice is not theirs."""
    match = _REACHED.search(before)
    if match is None or not is_theirs(words := match["words"].split(), by_deed=said.form is not Form.FINITE):
        return None
    last = words[-1]
    if said.form is Form.FINITE:
        leads = last in ("than", "but", "only") or words[-2:] == ["did", "merely"]
    elif said.form is Form.PARTICIPLE:
        leads = last in _LEADING or last in ("up", "before", "after")
    else:
        leads = len(words) > 1 or last.endswith("ed")
    return match.span("names") if leads else None


def is_theirs(words: list[str], *, by_deed: bool = False) -> bool:
    """Whether a verb made of these words leads its subject to a choice; “broke ranks” does where a deed follows: “to vote no”."""
    told = " ".join(words)
    if _BUT_THEN.search(told):
        return True
    if words[:2] == ["could", "be"]:
        words = words[2:]
    if words[0] in ("appears", "appeared") and len(words) > 1 and words[1] in _LEADING:
        words = words[1:]
    if by_deed:
        words = [w for w in words if not _LEAVING.match(w)]
    return not _MODAL & set(words[:2]) - {"had", "did"} and not any(map(_OTHERS.match, words))


_LEAVING = re.compile(r"broke|part(?:ed|ing)|abandon|desert|defi|left$|before$|after$|until$")


def read_camps(reader: Reader, sentence: Sentence) -> None:
    """“Chad ended up among the noes”, “Peru swelled the majority”, “Oman took refuge in abstention”."""
    for match in _JOINED.finditer(reader.text, sentence.start, sentence.end):
        for who in ("names", "others"):
            note(
                reader,
                _stance(match["camp"].lower()),
                match.span(who),
                match.start(),
                match.end(),
                match.start("camp"),
                loose=True,
            )
    for match in _AGAINST.finditer(reader.text, sentence.start, sentence.end):
        if match["had"] is None:
            where = match["camp"].lower()
            stance = Stance.FOR if where == "behind" else camp(where)
            note(reader, stance, match.span("names"), match.start(), match.end(), match.start("camp"), loose=True)  # fmt: skip
    for match in _ROLE.finditer(reader.text, sentence.start, sentence.end):
        stance, anchor = _stance(match["camp"].lower()), match.start("camp")
        note(
            reader,
            stance,
            match.span("names"),
            match.start(),
            match.end(),
            anchor,
            only=bool(match["only"]),
            loose=True,
        )
    for match in _CAMP.finditer(reader.text, sentence.start, sentence.end):
        words = match["words"].split()
        lead = reader.text[max(sentence.start, match.start() - 24) : match.start()]
        if not is_theirs(_without_refuge(words)) or _PLACED.search(lead):
            continue
        if not _LEADING & set(words[-4:]) and not _TAKEN & set(words):
            continue
        where = match["camp"].lower()
        stance = _stance(where)
        voters = reader.masked.voters_in(*match.span("names"))
        beside = _BESIDE.match(reader.text, match.end(), sentence.end)
        if any(
            abs(s.anchor - match.start("camp")) < NEAR
            and (
                s.stance is stance
                or not _CLAUSE.search(reader.text, *sorted((s.anchor, match.start("camp"))))
            )
            and set(voters) & set(s.voters)
            and not (s.before or s.earlier)
            for s in reader.found
        ):
            continue
        groups = reader.masked.groups_in(*match.span("names"))
        voters += reader.masked.voters_in(*beside.span("names")) if beside else ()
        start, end, anchor = match.start("names"), (beside or match).end(), match.start("camp")
        made = VoteStatement(stance=stance, voters=voters, start=start, end=end, anchor=anchor)
        if voters and not groups:
            reader.found.append(made)


_PLACED = re.compile(
    r"\b(?:counted|counts?|expect(?:s|ed)?|puts?|placed|sees?|saw|wants?|wanted|reckoned|lists?|listed|hoped for) (?:on )?(?:the )?$"
)
"""“diplomats *expected* Chad to join the majority”: where others place it."""
_CLAUSE = re.compile(r"[,;:–—]| (?:but|and|while|before) ")
NEAR = 60
"""Characters within which words of a side were read already."""


def _without_refuge(words: list[str]) -> list[str]:
    """“*took* refuge in”, “gave way to”: what a light verb takes with it."""
    return (
        words[2:]
        if words[:2] in (["took", "refuge"], ["took", "shelter"], ["took", "cover"], ["took", "its"])
        else words
    )


def _stance(where: str) -> Stance:
    button = where.removesuffix(" button")
    if button in _BUTTONS:
        return _BUTTONS[button]
    if "majority" in where:
        return Stance.FOR
    if "minority" in where or "naysay" in where or "objector" in where:
        return Stance.AGAINST
    if "neutral" in where or "fence" in where or "undecided" in where:
        return Stance.ABSTAIN
    return camp(where)


def is_hardly_done(before: str, told: str) -> bool:
    """Whether the words before those of a choice make it one that was only near, or a habit."""
    return _HARDLY.search(before) is not None or _HABIT.search(before + told) is not None


_HABIT = re.compile(
    r"\b(?:usually|generally|traditionally|typically|normally|often|sometimes|regularly|routinely|always|tends? to)\s+(?:abstains?|votes?|opposes?|backs?|supports?)\b[^.;]{0,14}$",
    re.IGNORECASE,
)
"""“usually abstains”: a habit, no vote."""
_HARDLY = re.compile(
    r"\b(?:almost|nearly|all but|(?:close|near) to|on the (?:point|verge|brink) of|considered|considering|contemplated|toyed with|thought of|talked of|instead of|short of|tempted by|accused of|denied) $",
    re.IGNORECASE,
)
"""“*nearly* voted against”, “considered abstaining”: not done."""
