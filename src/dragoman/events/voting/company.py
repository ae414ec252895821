"""Choices told by those of others: “Senegal stood by Gabon”, “Peru joined Chad in the minority”.

The words say that one state chose as another did, and often not what: the other's choice on record tells it (see
`claims.rosters`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Roster, VoteStatement
from dragoman.events.voting.surface import ADVERBS, ASIDE, SUBJECT, Reader, text_at
from dragoman.text.sieve import Sieve, alive

_NAMED = r"(?:the |both |little |tiny |mighty |its \w+ )?Ⓥ++"
_OTHERS = rf"(?>{_NAMED}(?:(?:, {_NAMED})++,? and {_NAMED}| and {_NAMED})?)"
"""Those who are sided with: what follows “A, and” is another clause."""
_SIDES = (Stance.FOR, Stance.AGAINST, Stance.ABSTAIN, Stance.ABSENT)
_HOW = r"(?: (?:together|along|squarely|firmly|solidly|loyally|dutifully|faithfully|shoulder to shoulder|once more|once again|again|instead|only|too|even))*"
_WITH = (
    rf"(?:(?:voted|sided|went|stood|lined up|lines up|marched|aligned (?:itself|themselves)|ranged (?:itself|themselves)|threw in (?:its|their) lot|made common cause|joined forces|kept company|cast (?:its|their) (?:lot|vote)){_HOW} (?:with|alongside|beside)|"
    rf"(?:stood|stands|stuck|lined up|fell in|rallied|closed ranks){_HOW} (?:by|behind|round|around|to)|(?:went|gone|goes) along with|went over to|crossed over to|came over to|joined|follow(?:ed|s)|"
    rf"(?:took|takes|taken) the (?:side|part) of|(?:was|were|is|are|stood|came down|voted){_HOW} on the side of|(?:was|were) (?:to be )?(?:found|seen){_HOW} (?:beside|alongside|with|next to)|"
    r"(?:was|were|sat|stood|ended up|landed|finished|found (?:itself|themselves)) in the same (?:column|camp|lobby|list|row|boat|corner|company) (?:as|with)|shared (?:a|the|its|their) (?:column|camp|lobby|side|vote) with|"
    r"(?:was|were|remained|stayed) in the company of|(?:was|were) kept company by|(?:was|were) in company with|(?:filled|took) (?:the|its) (?:gap|place|seat) (?:beside|next to|alongside))"
)
_LOOSELY = r"(?:support(?:ed|s)|backed|backs|was behind|were behind|was with|were with)"
_PATTERNS = tuple(
    Sieve(words)
    for words in (
        # “A sided with B”, “A, which …, stood by B”, “A kept company with B”
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?P<had>ha[ds] |have )?{_WITH} (?P<others>{_OTHERS})",
        # “A was the only other one to stand by B”
        rf"(?P<names>{SUBJECT})(?:{ASIDE})? (?:was|were) (?:among |one of )?(?:the )?(?:only|sole|lone|first|last|few|rare)\b[^.;:ⓋⒾⓅ]{{0,60}}? to (?P<had>)(?:stand by|stand with|side with|vote with|go along with|join|follow|keep company with|take the side of|line up behind) (?P<others>{_OTHERS})",
        # “A took B's side”, “A was on B's side”, “A kept B company”, “in B's company”
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?P<had>ha[ds] |have )?(?:(?:took|takes|taken)|(?:was|were|is|are|stood|fought|voted|came down|came out|sat|appeared|filled the gap)(?: (?:this time|now|again|once more))? (?:on|at|by|in)|rallied to) (?P<others>(?:the )?Ⓥ++)['’]s? (?:side|part|company|camp|corner)\b",
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?P<had>ha[ds] |have )?(?:kept|keeps) (?P<others>(?:the )?Ⓥ++(?: and (?:the )?Ⓥ++)?) company\b",
        # “A took the side of B”, which may be one name
        rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?P<had>ha[ds] |have )?(?:took|takes|taken) (?P<side>(?P<others>Ⓥ++))",
        # “B had A beside it”, “B found an ally in A”, “B had only A for company”
        rf"(?P<others>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?P<had>)(?:found|had|kept|counted on|could count on|was left with|were left with) (?:only |an? (?:\w+ )?(?:ally|friend|companion|supporter) in )?(?P<names>{_OTHERS}) (?:(?:at|by|on) (?:its|Ⓘ++) side|(?:beside|with) (?:it|Ⓘ++)|for company)\b",
        rf"(?P<others>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?P<had>)(?:found|had) (?:an?|its (?:only|sole|one)|only one|one) (?:\w+ )?(?:ally|friend|companion|supporter|taker) (?:in|in the hall|left),? (?P<names>{_OTHERS})",
    )
)
_WEAK = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?{ADVERBS}(?P<had>ha[ds] |have )?{_LOOSELY} (?P<others>{_OTHERS})(?=\s*(?:[.,;]|$| (?:and|but|while|in|on|with|this)\b))"
)
_DENIED = re.compile(
    r"\b(?:not|never|nor|neither|if|whether|unless|had|urged|asked|expected|that|who|which)\s+(?:the )?$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r" (?:last \w+|in \d{4}|a year|then|before|back then|years? ago)\b|(?: in| at| over| on)? (?:the )?(?:war|talks|alliance|union|club|court|negotiat\w+|coalition|conflict|community|bloc|invasion|fighting|sponsor\w+|drafting|calling|urging|asking|demanding)\b", re.IGNORECASE)  # fmt: skip
"""“joined Chad *in the war*”, “joined Chad in calling for …”: another doing than a vote."""


def find_company(reader: Reader, found: Sequence[VoteStatement]) -> tuple[Roster, ...]:
    """Those who are said to have chosen as others did, where no statement of `found` says what."""
    told = {m.start for s in found for m in (*s.voters, *(s.group.exceptions if s.group else ()))}
    return tuple(
        roster
        for roster in _sidings(reader)
        if not {m.start for m in roster.voters} - {m.start for m in roster.company} & told
    )


def _sidings(reader: Reader) -> Iterator[Roster]:
    patterns = alive((*_PATTERNS, _WEAK), reader.text)
    for sentence in reader.sentences:
        for pattern in patterns:
            for match in pattern.finditer(reader.text, sentence.start, sentence.end):
                if (roster := _roster(reader, match, sentence.start, sure=pattern is not _WEAK)) is not None:
                    yield roster


def _roster(reader: Reader, match: re.Match[str], start: int, *, sure: bool) -> Roster | None:
    lead = reader.text[max(start, match.start() - 14) : match.start()]
    if _DENIED.search(lead) or _OTHERWISE.match(reader.text, match.end()):
        return None
    names = _last_clause(reader.text, *match.span("names"))
    voters = reader.masked.voters_in(*names)
    others = reader.masked.voters_in(match.start("others"), _end_of_others(reader, match))
    groups = [g for g in reader.masked.groups_in(*names) if g.bloc is not None]
    if match.groupdict().get("side") and not _SIDE_OF.search(text_at(reader, *match.span("side"))):
        return None
    if not others or not (voters or groups) or {m.code for m in voters} & {m.code for m in others}:
        return None
    return Roster(
        voters=tuple(dict.fromkeys((*voters, *others))),
        group=groups[0] if groups else None,
        company=others,
        sides=_SIDES,
        cued=sure and not match["had"] and "Ⓘ" not in match["others"],
        start=match.start(),
        end=max(match.end("names"), match.end("others")),
        anchor=match.start(),
    )


def _last_clause(text: str, start: int, end: int) -> tuple[int, int]:
    """“… those of Chad and Mali, *and Peru* sided with …”: after a whole list, “, and” opens a clause."""
    last = max(text.rfind(", and ", start, end), text.rfind("; and ", start, end))
    return (last + len(", and "), end) if last > 0 and " and " in text[start:last] else (start, end)


def _end_of_others(reader: Reader, match: re.Match[str]) -> int:
    """“sided with Chad *and Mali abstained*”: the last of the list opens another clause."""
    start, end = match.span("others")
    last = reader.text.rfind(" and ", start, end)
    return last if last > 0 and _VERB.match(reader.text, end) else end


_VERB = re.compile(r"\s+(?:Ⓟ|(?:[a-z]+ed|did|was|were|had|have|has|went|stood|chose|took|came|sat|said)\b)")
_SIDE_OF = re.compile(r"^(?:the )?(?:side|part) of|['’]s? (?:side|part)$", re.IGNORECASE)
