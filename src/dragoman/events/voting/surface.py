"""What all rules over the masked text share: their vocabulary, what they have found so far, and how they note it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dragoman.domain.actors import Mention
from dragoman.domain.measures import Stance
from dragoman.events.voting.ballots import Group, Reference, TallyStatement, VoteStatement
from dragoman.events.voting.leftout import JOIN
from dragoman.events.voting.masks import Masked
from dragoman.events.voting.stances import Said
from dragoman.events.voting.tallies import number_of
from dragoman.text.document import Document, Sentence

_ITEM = r"(?:Ⓥ++(?:['’]s? (?:vote|delegation|delegate|envoy|representative|ambassador|government|seat|chair|place|bench|position|stance|diplomats|mission|ballot|light|name)|['’]s(?= (?:was|were|is|are|an?|among|another|too|likewise)\b)| (?:seat|chair|light|vote|ballot|delegation|delegate|envoy)\b|(?!['’]s? [a-z]))|Ⓘ++|Ⓖ++|Ⓑ++)"
SUBJECT = rf"(?<![ⓋⒾⒼⒷ])(?>{_ITEM}(?:{JOIN}{_ITEM})*)"
"""A list of names as the subject; nothing that begins within a name is tried."""
LIST = rf"(?>(?:the |both |also |only |then |again |just |neighbouring |its \w+ |such \w+ as )*{_ITEM}(?:{JOIN}{_ITEM})*)"
_TIME = (
    r"(?:on (?:both|each|all \w+|that|this|the) (?:texts|occasions?|drafts|resolutions|time|Ⓡ++)|(?:this|that|each|last|every) time|"
    r"(?:on|in|at) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|the end|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|turn|contrast|\d{4})(?: \d{1,4})?|once (?:more|again)|as (?:usual|ever|before|always)|"
    r"for (?:its|their|his|her) (?:own )?part|at first|in the event|a (?:year|month|week) (?:ago|earlier|later)|(?:to|on) (?:\w+ ){1,2}surprise|to (?:some|nobody['’]s) surprise)"
)
ADVERB = (
    rf"(?:also|all|both|too|then|again|itself|themselves|alone(?: (?:among|of|in) (?:its|their|all|the) (?:\w+ )?[a-z]+s)?|however|nonetheless|nevertheless|moreover|after all|all the same|in turn|instead|likewise|now|duly|meanwhile|together|each|simply|"
    rf"there|only|alike|still|in full|in unison|included|among (?:them|others|those)|yet|thus|first|either|even|always|never once|once|"
    rf"twice|later|or|[a-z]+ly|{_TIME})"
)
ADVERBS = rf"(?:[\s,]+{ADVERB})*\s*,?\s+"
ASIDE = r"\s*(?:,[^,;:()]{2,110}(?:,[^,;:()]{2,60})?,|\([^()]{2,160}\)|[–—][^–—]{2,110}[–—])"
UNREAL = re.compile(
    r"\b(?:used to|if|whether|unless|would|will|may|might|could|should|must|can|to|not|never|no longer|of|cannot|without|neither|nor|instead of|rather than|short of|didn['’]t|would have|n['’]t)\s*(?:have |be |also )?$",
    re.IGNORECASE,
)
CONDITION = re.compile(r"\b(?:if|whether|unless|had|denie[ds] that|that neither|neither|nor|urged|asked|pressed|told|lobbied|persuade[ds]?|begged)\s+(?:the |both )?$", re.IGNORECASE)  # fmt: skip


@dataclass(slots=True)
class Reader:
    """What is found in one report, in reading order."""

    masked: Masked
    tallies: Sequence[TallyStatement]
    found: list[VoteStatement] = field(default_factory=list)
    silent: list[tuple[int, int]] = field(default_factory=list)
    """Places whose words say of nobody that they chose so: “neither A nor B voted for it”."""
    sentences: tuple[Sentence, ...] = field(init=False)
    """See `whole_sentences`."""

    def __post_init__(self) -> None:
        self.sentences = tuple(whole_sentences(self.masked.document))

    @property
    def text(self) -> str:
        return self.masked.text


def whole_sentences(document: Document) -> Iterator[Sentence]:
    """Sentences, with what a colon announces and what a name asks for: “All five abstained: Kenya …”, “China? Abstained.”"""
    text, held = document.source.text, None
    for one in document.sentences:
        goes_on = held is not None and held.paragraph == one.paragraph
        if held is not None and not goes_on:
            yield held
        sentence = replace(held, end=one.end, last=one.last) if held is not None and goes_on else one
        words = text[sentence.start : sentence.end].rstrip()
        held = sentence if words.endswith(":") or _ASKED.fullmatch(words) else None
        if held is None:
            yield sentence
    if held is not None:
        yield held


_ASKED = re.compile(
    r"(?:And |But |So )?(?:[Ww]ho|[Ww]hich (?:countries|states|ones))(?: else)?(?: [a-z]+){1,5}\?|(?:And |But |What about |How about |How did )?(?:[Tt]he )?[A-Z][\w.'’-]*+(?:,? (?:and|or|of|the|[A-Z][\w.'’-]*+))*+(?: vote)?\?"
)
"""“Norway and Iceland?”"""


def text_at(reader: Reader, start: int, end: int) -> str:
    """The report's own words between two places."""
    return reader.masked.document.source.text[start:end]


# ------------------------------------------------------------------ sides
_CAMPS = (
    (Stance.ABSENT, re.compile(r"absen|missing", re.IGNORECASE)),
    (Stance.ABSTAIN, re.compile(r"abst", re.IGNORECASE)),
    (Stance.FOR, re.compile(r"\b(?:for|in favou?r|supporters?|backers?|yes(?:es)?|ayes?|majority|support|backing|approval|assent|positive|affirmative)\b", re.IGNORECASE)),
)  # fmt: skip


def camp(words: str) -> Stance:
    """The side that words like “opponents”, “in favour”, “abstentions” stand for; all others speak of opposition."""
    return next((stance for stance, pattern in _CAMPS if pattern.search(words)), Stance.AGAINST)


def side_of(reader: Reader, match: re.Match[str], *names: str) -> Stance | None:
    """The side that a match's words name: a camp, a stance, or a number of the totals."""
    groups = match.groupdict()
    for name in ("stance", *names):
        if groups.get(name):
            said = next((s for s in reader.masked.stances if s.start == match.start(name)), None)
            return said.stance if said else None
    for name in ("camp", "side"):
        if groups.get(name):
            return camp(match[name])
    return counted(reader, match["number"], match.start()) if groups.get("number") else None


def note(
    reader: Reader,
    stance: Stance,
    names: tuple[int, int],
    start: int,
    end: int,
    anchor: int,
    *,
    only: bool = False,
    loose: bool = False,
    reference: Reference | None = None,
) -> None:
    """A statement that the states and groups between two places chose so; a loose one can only be borne out."""
    names = _one_clause(reader, names)
    voters = reader.masked.voters_in(*names)
    source = reader.masked.document.source.text
    groups = tuple(
        g
        for g in reader.masked.groups_in(*names)
        if not re.match(
            r"(?:of|from|among|in|within|across|outside)\b", source[g.start : g.end], re.IGNORECASE
        )
        and not _WHERE.search(source[max(0, g.start - 16) : g.start])
    )
    anchor = max(anchor, start)
    made = VoteStatement(
        stance=stance,
        reference=reference,
        start=min(start, names[0]),
        end=max(end, names[1]),
        anchor=anchor,
        loose=loose,
    )
    only = only and not groups
    told = {m for s in reader.found if not (s.before or s.earlier) for m in s.voters}
    fresh = tuple(m for m in voters if only or m not in told)
    if fresh:
        reader.found.append(replace(made, voters=fresh, only=only))
    reader.found += [replace(made, group=g) for g in groups if g.bloc is not None]


def told_so(
    said: Said,
    start: int,
    end: int,
    reference: Reference | None,
    *,
    voters: tuple[Mention, ...] = (),
    group: Group | None = None,
    only: bool = False,
) -> VoteStatement:
    """A statement with these words of stance."""
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


_WHERE = re.compile(r"\b(?:in|across|within|outside|inside)\s+(?:the )?$", re.IGNORECASE)
"""“In Asia, Nepal abstained”: where, not who."""
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


def counted(reader: Reader, word: str, place: int) -> Stance | None:
    """Which side a number stands for, by the totals given before."""
    number = number_of(word)
    for t in reversed([t for t in reader.tallies if t.start < place]):
        sides = ((Stance.AGAINST, t.tally.no), (Stance.ABSTAIN, t.tally.abstain), (Stance.FOR, t.tally.yes), (Stance.ABSENT, t.tally.absent))  # fmt: skip
        for stance, total in sides:
            if total == number:
                return stance
    return None


def last_role(tally: TallyStatement) -> Stance:
    """The side named last in a total: what “among them” goes back to."""
    t = tally.tally
    return Stance.ABSTAIN if t.abstain is not None else Stance.AGAINST if t.no is not None else Stance.FOR


def text_in(reader: Reader, match: re.Match[str]) -> Reference | None:
    """The text named in a match's part `object`; None where it names none."""
    mark = re.search(r"Ⓡ++", match.groupdict().get("object") or "")
    return reader.masked.references.get(match.start("object") + mark.start()) if mark else None


REACH = 220
"""Characters after a statement within which others go back to it."""
