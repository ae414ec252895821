"""States named in clauses that tell a choice in words no rule knows, with the sides that the report suggests.

“Next to Peru they numbered Chad and Nepal.” “Kenya and Ghana held firm.” “Yellow for Oman.” No list
of wordings is ever long enough for these; but the sentence before told of the noes, and what the clause says of its
states is nothing else. Here only the sides are proposed, likeliest first; `claims.rosters` takes one where the record
bears it out for the list as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.domain.actors import ActorKind, Mention
from dragoman.domain.claims import Quantifier
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Group, Roster, VoteStatement
from dragoman.events.voting.echoes import current_side
from dragoman.events.voting.surface import Reader, counted
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.events.voting.unity import is_whole_camp, unity_after
from dragoman.text.document import Sentence
from dragoman.text.sieve import Sieve

Token = Any

_BETWEEN = re.compile(
    r"(?:[\s,:(–—-]|['’]s?\b|\b(?:and|or|nor|plus|also|then|as well as|along with|together with|not to mention|followed by|"
    r"(?:found|had|gathered|mustered|counted on) (?:only |just )?(?:\w+ )?(?:friends?|allies|companions?|supporters?|partners?|takers?|company in|beside (?:it|her|him))|"
    r"the|both|even|including|like|from|of|among|in|inside|its|little|tiny|mighty|\w+(?:an|ese|ish|ern)s?|others)\b)*",
    re.IGNORECASE,
)
"""What may stand between two states of one list."""
_SIDES = (
    (Stance.ABSENT, r"absent\w*|missing|no-shows?|empty|did not vote|not voting|not cast|no vote|nothing|took part in (?:neither|none)|silent"),
    (Stance.ABSTAIN, r"abst[ae]\w+|amber|yellow|neutral\w*|fence|undecided|sidelines?|hands|take sides|shoes"),
    (Stance.AGAINST, r"noes|no (?:votes?|side|corner|camp|column|list)|oppon\w+|(?<!no )oppos\w+|against|minority|dissen\w+|red|negative\w*|nays?|isolat\w+|(?<!no )(?<!without )objec\w+|refus\w+|reject\w+"),
    (Stance.FOR, r"ayes?|yes(?:es)?|in (?:its |their )?favou?r|majority|green|support\w*|back(?:ed|ers|ing)|behind|affirmative|approv\w+|consent\w*|positive"),
)  # fmt: skip
_CUE = Sieve(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{stance.name}>{words})" for stance, words in _SIDES)
    + rf"|(?:the|those|these|its|their|of|among) (?!no\b)(?P<number>{NUMBER}))(?![\w-])",
)
_OTHER_TIME = Sieve(
    r"\b(?:last (?:time|year|week|month)|the year before|(?:a|two|three) (?:year|month|week)s? (?:ago|earlier|before)|previously|formerly|"
    r"hitherto|once an?|used (?:to|Ⓟ)|in the past|back then|in \d{4}|since \d{4}|traditionally|usually|for years|next (?:week|month|year|time|session))\b",
)
_CONTINUING = frozenset(
    [
        "be",
        "include",
        "come",
        "join",
        "number",
        "go",
        "follow",
        "make",
        "complete",
        "side",
        "line",
        "stand",
        "do",
        "remain",
        "stay",
        "find",
        "figure",
        "feature",
        "belong",
        "agree",
        "concur",
        "cross",
        "keep",
        "count",
        "land",
        "end",
        "rank",
        "add",
        "put",
        "take",
    ]
)
"""Verbs that tell nothing but where a state stood: the sentence before says on which side."""
_WITH = frozenset(["with", "alongside", "besides", "beside", "including", "like", "for", "unlike", "plus"])
_OF = frozenset(
    [
        "those",
        "that",
        "company",
        "quartet",
        "trio",
        "pair",
        "duo",
        "list",
        "name",
        "vote",
        "delegation",
        "abstention",
        "group",
        "camp",
        "like",
        "likes",
    ]
)
_SEATS = frozenset(["vote", "seat", "chair", "delegation", "delegate", "light", "button", "envoy", "name", "ambassador", "representative", "box"])  # fmt: skip
_MODAL = frozenset(["will", "would", "may", "might", "could", "should", "must"])
LOOKING_BACK = 480
"""Characters before a list within which a side may have been spoken of that it takes up."""


def find_rosters(reader: Reader, found: Sequence[VoteStatement]) -> tuple[Roster, ...]:
    """The lists, blocs and numbers of voters, in reading order, that stand in none of the statements `found`."""
    reader.found = sorted(found, key=lambda s: s.anchor)
    spoken_for = {m.start for s in found for m in (*s.voters, *(s.group.exceptions if s.group else ()))}
    made: list[Roster | None] = []
    for sentence in reader.sentences:
        made += [_of_states(reader, sentence, run) for run in _runs(reader, sentence, spoken_for)]
        made += [
            _of_group(reader, sentence, g) for g in reader.masked.groups_in(sentence.start, sentence.end)
        ]
        made += [
            _of_number(reader, sentence, match)
            for match in _HEADS.finditer(reader.text, sentence.start, sentence.end)
        ]
    return tuple(sorted((r for r in made if r is not None), key=lambda r: r.anchor))


def _runs(reader: Reader, sentence: Sentence, spoken_for: set[int]) -> Iterator[list[Mention]]:
    """Free states of a sentence, those of one list together."""
    run: list[Mention] = []
    for mention in reader.masked.voters_in(sentence.start, sentence.end):
        state = mention.actor.kind is ActorKind.STATE and reader.text[mention.start] == "Ⓥ"
        free = state and mention.start not in spoken_for
        joined = run and _BETWEEN.fullmatch(reader.text, run[-1].end, mention.start)
        if run and not (free and joined):
            yield run
            run = []
        if free and (run or _may_choose(reader, mention)):
            run.append(mention)
    if run:
        yield run


def _token(reader: Reader, words: Mention | Group | re.Match[str]) -> Token:
    """The head token of a name, a group or a number."""
    start, end = words.span() if isinstance(words, re.Match) else (words.start, words.end)
    return reader.masked.document.parse.char_span(start, end, alignment_mode="expand").root


_ANNOUNCED = re.compile(r"(?:[:–—]|\b(?:of|from|among) the (?:\w+ )?\w+(?:ans|bs|ns)) (?:the )?$")
"""What announces a list: a colon, “of the Latin Americans Argentina, Chile …”."""


def _may_choose(reader: Reader, mention: Mention) -> bool:
    """Whether a state stands where its own doing is told, or in a list: not “talks in Cairo”, “sided with Argentina”."""
    if _ANNOUNCED.search(reader.text[max(0, mention.start - 40) : mention.start]):
        return True
    token = _token(reader, mention)
    for _ in range(30):
        if token.dep_ != "conj" or token.head is token:
            break
        token = token.head
    if token.dep_ == "poss":
        return token.head.lemma_.lower() in _SEATS
    if token.dep_ in ("dobj", "dative"):
        return token.head.lemma_.lower() in _CONTINUING
    if token.dep_ != "pobj":
        return token.dep_ not in ("compound", "amod", "nmod", "quantmod")
    preposition = token.head
    if preposition.lower_ == "of":
        return preposition.head.lower_ in _OF or preposition.head.lemma_.lower() in _OF
    if preposition.lower_ == "from":
        return preposition.head.lemma_ in ("come", "be")
    return preposition.lower_ in _WITH and (
        preposition.lower_ != "with"
        or preposition.head.lemma_ not in ("side", "stand", "talk", "agree", "meet")
    )


def _of_states(reader: Reader, sentence: Sentence, run: list[Mention]) -> Roster | None:
    made = _roster(reader, sentence, _token(reader, run[0]), run[0].start, run[-1].end)
    if made is None or (len(run) == 1 and not _goes_on(reader, sentence, made)):
        return None
    return replace(made, voters=tuple(run))


def _goes_on(reader: Reader, sentence: Sentence, roster: Roster) -> bool:
    """Whether a single state's clause names a side itself, or says that it is the same: “Chad too”; else it may say
    anything."""
    left, right = _clause(reader.text, sentence, roster.start, roster.end)
    return (
        bool(_cues(reader, left, right, roster.start, roster.end))
        or _SAME.search(reader.text, left, right) is not None
    )


_SAME = re.compile(
    r"\b(?:too|as well|likewise|also|either|so|same|alike|joined|similarly)\b|\band\b|[!?]", re.IGNORECASE
)


def _of_group(reader: Reader, sentence: Sentence, group: Group) -> Roster | None:
    """“All ten of ASEAN stood with Laos”: a bloc that no statement speaks of."""
    if any(s.start <= group.start < s.end for s in reader.found if s.group is not None):
        return None
    made = _roster(reader, sentence, _token(reader, group), group.start, group.end)
    if made is None or group.bloc is not None:
        none = group.quantifier is Quantifier.NONE
        united = unity_after(reader, sentence, group) if made else None
        if made and united is not None:
            whole = replace(group, quantifier=Quantifier.ALL, count=None) if none else group
            return replace(made, group=whole, united=True, cued=True, end=max(made.end, united))
        if made and is_whole_camp(reader, sentence, group):
            return replace(made, group=replace(group, quantifier=Quantifier.ALL), united=True, cued=True)
        return replace(made, group=group) if made else None
    return replace(made, number=group.count) if group.quantifier is Quantifier.COUNT and group.count else None


_HEADS = Sieve(
    rf"(?<![\w$€£.,–-])(?P<number>{NUMBER})"
    r"(?: (?:more|others?|further|countries|states|governments|delegations|nations|members|votes?|capitals|of (?:them|the \w+)))*"
    r"(?=[,!?;:]|\.(?!\s+[A-Z]{2})|\s+(?!per\b|percent|years?|months?|weeks?|days?|hours?|times?|(?-i:[A-Z])))",
)
_UNITS = frozenset(
    [
        "country",
        "state",
        "government",
        "delegation",
        "nation",
        "member",
        "vote",
        "capital",
        "no",
        "aye",
        "abstention",
        "yes",
    ]
)


def _of_number(reader: Reader, sentence: Sentence, match: re.Match[str]) -> Roster | None:
    """“Thirty-five ducked it”: how many, where no total says it."""
    start, end = match.span()
    spans = [(t.start, t.end) for t in reader.tallies]
    spans += [(s.start, s.end) for s in reader.found if s.group is not None]
    spans += [(g.start, g.end) for g in reader.masked.groups.values()]
    if any(a < end and start < b for a, b in spans):
        return None
    token = _token(reader, match)
    if (
        token.dep_ in ("nummod", "pobj", "compound", "npadvmod", "appos")
        and token.head.lemma_.lower() not in _UNITS
    ):
        return None
    made = _roster(reader, sentence, token, start, end)
    return replace(made, number=number_of(match["number"])) if made else None


def _roster(reader: Reader, sentence: Sentence, token: Token, start: int, end: int) -> Roster | None:
    left, right = _clause(reader.text, sentence, start, end)
    if _OTHER_TIME.search(_without_asides(reader.text[left:right])):
        return None
    verb = _verb(token)
    if verb is not None and _tells_of_another(verb):
        return None
    cues = _cues(reader, left, right, start, end)
    around = current_side(reader, start)
    told = [c.stance for c in cues]
    told += [*([around.stance] if around else []), *_told_before(reader, start, sentence)]
    if not told and not reader.found:
        return None
    plain = verb is None or verb.lemma_.lower() in _CONTINUING or _is_negated(verb)
    near = cues[0] if cues else None
    return Roster(
        sides=tuple(dict.fromkeys((*told, *(stance for stance, _ in reversed(_SIDES))))),
        cued=bool(cues) or (plain and around is not None),
        start=min(start, near.start) if near else start,
        end=max(end, near.end) if near else end,
        anchor=start,
    )


def _without_asides(words: str) -> str:
    """“Kenya, *an abstainer in 2022*, now …”: what stands between commas and names no state left out."""
    return re.sub(r",[^,ⓋⒷ]{3,60}(?=,)", "", words)


def _clause(text: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence around a list, up to what parts one clause from the next."""
    left = max((sentence.start + m.end() for m in _BREAK.finditer(text[sentence.start : start])), default=sentence.start)  # fmt: skip
    after = _BREAK.search(text, end, sentence.end)
    right = after.start() if after else sentence.end
    while right > end and text[right - 1] in " .!?;:\n":
        right -= 1
    return left, right


_BREAK = re.compile(
    r"[;.!?]\s|, (?:and|but|while|whereas) (?=[^,;]{0,80}\b(?:Ⓟ|was|were|had|did|voted))|\b(?:while|whereas) "
)


def _tells_of_another(verb: Token) -> bool:
    """“Paris would agree”, “officials whisper that …”: no choice of its subject's."""
    children = list(verb.children)
    unreal = any(c.lower_ in _MODAL for c in children) and not _is_negated(verb)
    return unreal or any(c.dep_ == "ccomp" and c.i > verb.i for c in children)


def _is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _verb(token: Token) -> Token | None:
    return next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that name a side."""

    stance: Stance
    start: int
    end: int


def _cues(reader: Reader, left: int, right: int, start: int, end: int) -> list[_Cue]:
    """The sides that the clause's own words name, the nearest to the list first."""
    found = [
        _Cue(said.stance, said.start, said.end)
        for said in reader.masked.stances
        if left <= said.start < right and (said.start, said.end) not in reader.silent
    ]
    for match in _CUE.finditer(reader.text, left, right):
        stance = (
            counted(reader, match["number"], match.start())
            if match["number"]
            else next(s for s, _ in _SIDES if match[s.name])
        )
        if stance is not None and not _LACKING.search(
            reader.text[max(0, match.start() - 10) : match.start()]
        ):
            found.append(_Cue(stance, match.start(), match.end()))
    return sorted(found, key=lambda c: start - c.end if c.end <= start else c.start - end + AFTER)


_LACKING = re.compile(r"\b(?:lack of|without) $")
AFTER = 20
"""Characters that a word after a list counts as further off than one before it."""


def _told_before(reader: Reader, place: int, sentence: Sentence) -> list[Stance]:
    """Sides named in the sentence before, and those of the statements shortly before, the last first."""
    start = max(
        (s.start for s in reader.masked.document.sentences if s.end <= sentence.start), default=sentence.start
    )
    near = [s for s in reader.found if place - LOOKING_BACK < s.anchor < place]
    return [
        *(c.stance for c in _cues(reader, start, sentence.start, sentence.start, sentence.start)),
        *(s.stance for s in reversed(near)),
    ]
