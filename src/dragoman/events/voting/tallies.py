"""Totals of votes in all usual spellings: “93–18–65”, “by 80 votes to 30, with 60 abstentions”, “36 abstained”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.domain.rollcalls import COUNCIL_SIZE, Tally
from dragoman.events.voting.ballots import TallyStatement
from dragoman.text.numbers import NUMBERS, TENS, UNITS
from dragoman.text.sieve import Sieve

WORDS = NUMBERS | {"none": 0, "no": 0, "nobody": 0, "nil": 0, "single": 1, "lone": 1}
LARGEST = 200
"""More than the members any body had; a larger number is no total of votes."""

NUMBER = r"(?:\d{1,3}(?![\d,.]*\d)|" + "|".join(sorted({*WORDS, *TENS}, key=len, reverse=True)) + r")"
NUMBER = rf"(?:(?:{'|'.join(TENS)})-(?:{'|'.join(UNITS[1:10])})|{NUMBER})"
NUMBER = rf"(?:(?:an?|one) hundred(?: and {NUMBER})?|{NUMBER})"
_FILLER = (
    r"(?:votes?|ballots?|countries|country|states?|members?|nations?|delegations?|governments?|voices?|others?|were|was|"
    r"voted|voting|vote|had|have|has|been|cast|who|which|that|the|being|more|it|text|chose|came out|came|stood|lined up|registered|"
    r"recorded|member|said|say|saying|of the (?:un|united nations|organi[sz]ation|assembly|membership|council|fifteen|15))"
)
_YES = r"in (?:its |their )?favou?r|for\b|yes(?:es)?\b|ayes?\b|affirmative|supported|backed|supporting|backing|approved|concurred|supporters|backers|(?:raised|put up|lifted) (?:their|a) hands?(?! (?:against|to)\b)|agreed to (?:it|that)\b|(?:gave|lent) (?:it )?their (?:support|backing|assent|approval|votes?)|voted it through|lined up behind (?:it|that)|(?:deplored|condemned|denounced|censured)(?= (?:the|it|its|what)\b)"
_NO = (
    r"against|rejected|no(?:es|s)?\b(?! (?:fewer|less|more|longer|other)\b)|nays?\b|opposed|opposing|opposition|negative|dissent(?:ing|ed|ers)?\b|opponents?|"
    r"refused(?=\s*(?:[.,;]|$|and\b))|objected|demurred|resisted|enemies|did not care for (?:it|that)|(?:turned|voted) (?:it|that) down|dissented|disagreed|(?:raised|put up) (?:their|a) hands? against|(?:spoke|came out) against"
)
ASIDE = (
    r"(?:held|hung|holding|hanging) back|sat on (?:the|their) (?:fence|hands)|(?:sat|sitting) (?:it |this one |that one |the vote )?out|"
    r"(?:would|could) (?:rather )?not (?:say|choose|commit|take sides|decide|make up their minds?|be drawn)|"
    r"prefer(?:red|ring)? not to (?:say|choose|vote|take sides|commit)|"
    r"(?:kept|keeping) (?:their (?:own )?(?:heads? down|counsel|distance|powder dry|options open)|silent|quiet|mum|out of it)|"
    r"undecided|uncommitted|unable to (?:decide|choose|make up)|reserv(?:ed|ing) (?:their|its|a) (?:positions?|judge?ments?|views?)|"
    r"(?:declin(?:ed|ing)|refus(?:ed|ing)|decid(?:ed|ing)|chose|choosing|unwilling) (?:not )?to (?:say|choose|take (?:a )?(?:sides?|stand|position)|commit|be drawn)|"
    r"not (?:to )?tak(?:e|ing) sides|(?:took|taking) no (?:sides?|stand|position)|expressed no (?:opinion|preference|view)|"
    r"looked (?:away|the other way|at (?:their|its) shoes)|withheld (?:their|its) votes?|bottled it|ducked(?: it)?|dithered|wavered|hedged(?: their bets)?|"
    r"(?:stayed|stood|remained|sat) (?:neutral|silent|aloof|on the (?:fence|sidelines)|in (?:the middle|between))|(?:stood|stepped) aside"
)
"""What those do who abstain, in other words."""
_ABSTAIN = rf"abstentions?|abstain(?:ed|ing|ers)?|{ASIDE}"
_ABSENT = (
    r"(?:did )?not (?:vote|take part|participate|cast (?:a vote|a ballot|votes|ballots)|(?:press|push|touch) (?:a|any|the) button)|never voted|"
    r"absent|not voting|non-voting|took no part|cast no (?:vote|ballot)s?|(?:stayed|kept|remained) (?:away|at home|out of (?:it|the (?:vote|ballot|count)))|(?:missed|skipped|sat out|shunned|boycotted) (?:it|the (?:vote|ballot))|(?:failed|neglected) to (?:vote|turn up|appear|show up)|missing|not (?:present|turn up|show up|in the (?:room|hall))"
)
_ROLE = rf"(?:(?P<yes>{_YES})|(?P<no>{_NO})|(?P<abstain>{_ABSTAIN})|(?P<absent>{_ABSENT}))"

TRIPLE = re.compile(r"(?<![\w/.–-])(\d{1,3})\s?[-–—:]\s?(\d{1,3})\s?[-–—:]\s?(\d{1,3})(?![\w/–-]|\.\d)")
PAIR = Sieve(
    rf"(?<![\w/.–-])(?P<y>\d{{1,3}})\s?[-–—]\s?(?P<n>\d{{1,3}})(?![\w/–-]|\.\d)"
    rf"(?:,? (?:and |with )?(?P<a>{NUMBER}) (?:{_FILLER} )*?(?:{_ABSTAIN}))?",
    re.IGNORECASE,
)
TO = Sieve(
    rf"\b(?P<y>{NUMBER})(?: votes?| in favou?r| yes)*,? (?:to|against) (?P<n>{NUMBER})(?! \w+s\b(?<!votes)(?<!noes)(?<!abstentions))"
    rf"(?: votes?| noes| against| opposed)*"
    rf"(?: \([^)]*\))?(?:(?:,|;)? (?:and |with )*(?:another |a further )?(?P<a>{NUMBER}) (?:{_FILLER} )*?(?:{_ABSTAIN}))?",
    re.IGNORECASE,
)
_AMONG = r"(?:,? (?:including|among them) [^.;()]{3,120}?,)?"
LABELLED = Sieve(
    rf"\b(?P<number>(?:an?|two|three|four|five|six) dozen|{NUMBER})(?: {_FILLER})*?{_AMONG}(?: {_FILLER})*? (?:{_ROLE})",
    re.IGNORECASE,
)
BY = Sieve(
    rf"\b(?:(?P<yes>(?:backed|supported|favou?red|endorsed|approved) by|(?:support|backing|votes|approval|assent|endorsement|consent|blessing) of)|"
    rf"(?P<no>(?:opposed|rejected|resisted) by|(?:opposition|resistance) of)) (?:only |just |some |all of )?(?P<number>{NUMBER})"
    rf"(?=\s*[,.;–)]|\s*$| (?:and|with|against|votes?|states|countries|members|delegations|governments|nations)\b)",
    re.IGNORECASE,
)
"""“supported by 90, rejected by 12”, “had the backing of 90 states”."""
WON = Sieve(
    rf"\b(?:(?:won|wins|winning|drew|draws|drawn|drawing|(?:secur|receiv)(?:es|ed|ing)|(?:obtain|gather|garner|attract|muster|poll|collect|nett)(?:s|ed|ing)|got|gets|(?P<have>had|managed|scored|commanded))(?: only| just| a mere)?|(?P<by>by|with|on))"
    rf" (?P<yes>(?P<number>{NUMBER}))(?P<votes> (?:yes |affirmative |positive )?votes?)?(?=\s*[,.;–)]|\s*$| and | with | against|(?<=s) (?:when|where|out of|last|this|as|while|though|but|in|on|at)\b)",
    re.IGNORECASE,
)
"""“won 153 votes”, “by 13 votes, with two abstentions”: the ayes, said without the word."""
NOBODY = Sieve(
    r"\b(?:(?:without|with no|had no(?! objections?\b)|found no|met (?:with )?no|had not|met not|there (?:was|were) no|there (?:was|were) not|faced no|(?<=[,;–—:] )no)"
    r" (?:an |any |a |one |a single |single |one single |further )?(?:(?P<no>opponents?|opposition|dissent(?:ing (?:vote|voice)|er)?s?|(?:negative |no )votes?(?: against)?|objections?|vote against|noes?)|(?P<abstain>abstentions?|abstainers?))"
    r"|(?:nobody|no one|none|not (?:one|a single)(?: (?:of them|state|country|member|delegation|government|nation))?|no (?:state|country|member|delegation|government|nation)s?)"
    r" (?:(?:was|were|voted|stood|said|spoke|has|had) )*(?:(?P<no_too>against|opposed|no\b|opposing|rejected)|(?P<abstain_too>abstained|abstaining))"
    r"|(?P<no_zero>(?:noes|votes against|no votes|opponents)(?: column)?(?: read| stood at| was| were)? (?:zero|nil|nought))|(?P<unopposed>unopposed))\b",
    re.IGNORECASE,
)
"""“without an opponent”, “not one delegation abstained”: nought on a side."""
LABEL_FIRST = Sieve(
    r"\b(?:(?P<yes>in favou?r(?: of (?:it|the \w+))?|yes|for|ayes)|(?P<no>against(?: it)?|no|noes)|(?P<abstain>abstentions?|abstaining|abstain(?:ed|ers)?)|"
    r"(?P<absent>absent|not voting|did not vote))"
    rf"(?:\s?[:=–-]\s?(?P<number>\d{{1,3}}|none)| (?P<bare>\d{{1,3}})(?=[,.;)]|\s*$)| (?:numbered|came to|stood at|totalled) (?P<numbered>{NUMBER}))\b",
    re.IGNORECASE,
)
LEVEL = Sieve(
    r"\b(?:(?P<yes>ayes|yes(?:es)?|(?:yes|affirmative) votes|votes in favou?r|support|the (?:total|score))|"
    r"(?P<no>noes|nays|(?:no|negative) votes|votes against|opposition|opponents)|(?P<abstain>abstentions|abstainers))"
    r" (?:(?:has|have|had|then|now|already|only|again|later) ){0,2}(?:numbered|numbering|came to|stood at|stands? at|totalled|reached|amounted to|(?:rose|risen|leapt|jumped|climbed|went up|"
    r"gone up|up|fell|fallen|dropped|sank|sunk|shrank|shrunk|grew|grown|swelled|dwindled|down|declined|soared|slipped|slid) to)"
    rf" (?:only |just |a mere )?(?P<number>{NUMBER})\b(?! ?(?:%|per))",
    re.IGNORECASE,
)
"""“the noes leapt to 46”, “when opposition reached 34”."""
VAGUE = re.compile(
    r"(?:not|more than|over|at least|nearly|almost|about|around|some|(?<!no )fewer than|(?<!no )less than|up to|roughly|(?:need|requir|lack|want|seek|sought|without|hop)\w*(?: for)?(?: the| a)?)\s+$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? $", re.IGNORECASE)
VOTING = re.compile(
    r"\bvot(?:e|es|ed|ing)\b|adopt|pass|approv|resolution|draft|tally|\bscore\b|\bballot|\bcount was|abstain|abstention|reject|carried|result|margin|went through|\btext\b|carried",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Figure:
    role: str
    number: int
    start: int
    end: int


def number_of(word: str) -> int:
    """The value of a numeral in digits or words."""
    word = word.lower()
    if word.isdigit():
        return int(word)
    if hundred := re.fullmatch(r"(?:an?|one) hundred(?: and (.+))?", word):
        return 100 + (number_of(hundred[1]) if hundred[1] else 0)
    if dozen := re.fullmatch(r"(\w+) dozen", word):
        return 12 * (WORDS.get(dozen[1]) or 1)
    first, _, second = word.partition("-")
    return WORDS[first] + (WORDS[second] if second else 0)


def find_tallies(text: str, start: int, end: int) -> tuple[TallyStatement, ...]:
    """Totals stated between `start` and `end`, a sentence; offsets count the whole text."""
    sentence = text[start:end]
    whole = list(_whole(sentence))
    taken = [(t.start, t.end) for t in whole]
    figures = [f for f in _figures(sentence) if not any(a < f.end and f.start < b for a, b in taken)]
    found = _absorb(whole, figures) if whole else _grouped(figures)
    return tuple(moved(t, start) for t in sorted(found, key=lambda t: t.start))


def moved(t: TallyStatement, by: int) -> TallyStatement:
    """The same total with all its places further on, or back."""
    parts = tuple(moved(part, by) for part in t.parts)
    return replace(t, start=t.start + by, end=t.end + by, anchor=t.anchor + by, parts=parts)


def _whole(sentence: str) -> Iterator[TallyStatement]:
    """Totals written in one formula."""
    spans: list[tuple[int, int]] = []
    for pattern in (TRIPLE, TO, PAIR):
        for match in pattern.finditer(sentence):
            if any(a < match.end() and match.start() < b for a, b in spans):
                continue
            statement = _formula(sentence, match, pattern)
            if statement is not None:
                spans.append(match.span())
                yield statement


def _formula(sentence: str, match: re.Match[str], pattern: object) -> TallyStatement | None:
    groups = match.groups() if pattern is TRIPLE else (match["y"], match["n"], match["a"])
    numbers = [None if g is None else number_of(g) for g in groups]
    if any(n is not None and n > LARGEST for n in numbers) or sum(n or 0 for n in numbers) > LARGEST:
        return None
    bare = numbers[2] is None and not re.search(
        r"votes?|favou?r|against|margin", match.group(), re.IGNORECASE
    )
    before = sentence[max(0, match.start() - 40) : match.start()]
    if (
        bare
        and not _is_score(numbers, before, sentence[match.end() :])
        and not re.search(
            r"\b(?:by|vote of|votes?|tally of|passed|adopted|rejected|carried|approved|through|margin of|count of|(?:stood|stands) at|"
            r"(?:count|score|figures|result|ballot|vote|numbers|tally|totals?)(?: \w+){0,4} (?:was|were|is|read|came to)|(?:count|score|figures|result|ballot|numbers|tally))\W*$",
            before,
            re.IGNORECASE,
        )
    ):
        return None
    if not VOTING.search(sentence) and sum(n or 0 for n in numbers) < MANY:
        return None
    tally = Tally(yes=numbers[0], no=numbers[1], abstain=numbers[2])
    return TallyStatement(tally=tally, start=match.start(), end=match.end(), anchor=match.start())


def _is_score(numbers: Sequence[int | None], before: str, after: str) -> bool:
    """“an easy win: 150 to 20.”: two numbers that can be little else in a sentence on a vote."""
    yes, no = numbers[0] or 0, numbers[1] or 0
    return (
        yes > no
        and yes >= SCORE
        and not re.search(r"\b(?:from|between|of|aged|for|over)\s+$", before, re.IGNORECASE)
        and re.match(r"\s*(?:$|[.,;!?)])", after) is not None
    )


MANY = 150
"""So many in all are the votes of the Assembly even where the sentence speaks of none: “The Day of Hope: 161 to 1”."""
SCORE = 40
"""Least number of ayes for two bare numbers to be taken for a total."""


_SAVE_BEFORE = re.compile(
    r"\b(?:apart from|aside from|besides|except(?: for)?|other than|but for) [^.;:]{2,60}$|\w (?:apart|excepted|aside),? $",
    re.IGNORECASE,
)
_SAVE_AFTER = re.compile(
    r"(?: (?:it|them|the \w+))?,? (?:but|save|bar|except(?:ing)?|apart from|aside from|other than|besides)\b(?! (?:the|it|that|\w+ed)\b(?! [A-Z]))"
)


def _figures(sentence: str) -> list[_Figure]:
    """Single numbers with their roles."""
    found: list[_Figure] = []
    for match in NOBODY.finditer(sentence):
        role = (match.lastgroup or "no").partition("_")[0]
        found.append(_Figure("no" if role == "unopposed" else role, 0, match.start(), match.end()))
    for pattern in (BY, LABEL_FIRST, LEVEL, LABELLED, WON):
        for match in pattern.finditer(sentence):
            if pattern is WON and not _is_won(sentence, match):
                continue
            role = next(r for r in ("yes", "no", "abstain", "absent") if match.groupdict().get(r))
            number = number_of(
                match.groupdict().get("numbered") or match.groupdict().get("bare") or match["number"]
            )
            vague = VAGUE.search(sentence[: match.start()])
            number = 0 if re.search(r"\b(?:not|without) a $", sentence[: match.start()]) else number
            overlaps = any(f.start < match.end() and match.start() < f.end for f in found)
            dated = _MONTH.search(sentence, max(0, match.start() - 12), match.start())
            if (
                number <= LARGEST
                and not vague
                and not dated
                and not overlaps
                and not _is_part(sentence, match, role)
            ):
                found.append(_Figure(role, number, match.start(), match.end()))
    return sorted((f for f in found if f.number or not _is_save(sentence, f)), key=lambda f: f.start)


def _is_save(sentence: str, figure: _Figure) -> bool:
    """“*Apart from Chad* nobody opposed it”, “nobody opposed it *except Chad*”: somebody did."""
    before, after = sentence[: figure.start], sentence[figure.end :]
    return _SAVE_BEFORE.search(before) is not None or _SAVE_AFTER.match(after) is not None


def _is_won(sentence: str, match: re.Match[str]) -> bool:
    """Whether a number is surely one of ayes: “had 13 votes” is also said of what failed in the Council."""
    if not number_of(match["number"]):
        return False
    if match["have"]:
        named = re.search(r"\bresolution \d+ $", sentence[: match.start()], re.IGNORECASE)
        return bool(match["votes"]) and (named is not None or number_of(match["number"]) > COUNCIL_SIZE)
    return bool(match["votes"]) or (VOTING.search(sentence) is not None and not match["by"])


def _is_part(sentence: str, match: re.Match[str], role: str) -> bool:
    """True where the number counts part of a group, or the role word belongs to something else."""
    before, after = sentence[: match.start()].rstrip().lower(), sentence[match.end() :]
    if re.match(r"\s+(?:(?:came|were|was) )?(?:from|among)\b", after) or (
        (match["number"] or "").lower() == "none"
        and re.match(r"none (?:was|were|voted)", match.group(), re.IGNORECASE)
    ):
        return True
    if match.re in (WON.pattern, LABEL_FIRST.pattern, LEVEL.pattern, BY.pattern):
        return False
    if before.endswith(
        (
            "all",
            "than",
            "than the",
            " other",
            "of its",
            "remaining",
            "all but",
            "-",
            "resolution",
            "permanent",
            "out of",
        )
    ):
        return True
    if before.endswith((" as", "by")) and match["number"].lower() == "one":
        return True
    if re.search(r"(?:'s|’s|of (?:the|its|their|all))$", before):
        return True
    nobody = re.match(
        r"no (?:country|state|member|nation|delegation|government)s? ", match.group(), re.IGNORECASE
    )
    if match["number"].lower() == "no" and role == "no" and not nobody:
        return True
    if _OTHERS.search(match.group()):
        return True
    if re.search(r"\b(?:more|fewer|less)\b", match.group()) and re.match(r"[^.;]{0,40}\bthan\b", after):
        return True
    label = match.groupdict()[role].lower()
    if label in _RULINGS:
        return number_of(match["number"]) <= COUNCIL_SIZE or VOTING.search(sentence) is None
    if label in (
        "for",
        "supported",
        "backed",
        "approved",
        "opposed",
        "rejected",
        "against",
        "supporting",
        "backing",
        "opposing",
    ):
        filler = match.group()[len(match["number"]) :].lower()
        person = re.search(r"votes?|countr|state|member|nation|delegation|government|voted|others", filler)
        bare_against = label == "against" and re.match(r"\s*(?:$|[,;.:)(–—-]|and\b|with\b|while\b)", after)
        is_so = re.search(r"\b(?:were|was)\b", filler) and re.match(r"\s*(?:$|[,;.])", after)
        takes_text = re.match(
            r"\s*(?:it|them|the (?:text|resolution|draft|measure|motion|amendment)|this|that)\b", after
        )
        return not (
            person
            or is_so
            or bare_against
            or takes_text
            or (label == "for" and re.match(r"\s*(?:[,;.]|and \d)", after))
        )
    return False


_OTHERS = re.compile(r"^[\w-]+ others?\b", re.IGNORECASE)
"""“Peru and *seven others* were against”: not all of them."""
_RULINGS = frozenset(["deplored", "condemned", "denounced", "censured"])
"""“141 condemned the invasion”: for a text that does so, where the sentence speaks of votes."""


def _grouped(figures: list[_Figure]) -> list[TallyStatement]:
    """Figures of one sentence as one total, until a role comes again."""
    found, current = [], dict[str, _Figure]()
    for figure in figures:
        last = max((f.end for f in current.values()), default=figure.start)
        if figure.role in current or figure.start - last > APART:
            found += [_total(current)] if current else []
            current = {}
        current[figure.role] = figure
    return [*found, _total(current)] if current else found


APART = 70
"""Characters between two numbers of one sentence from which on they are not of one total."""


def _total(parts: dict[str, _Figure]) -> TallyStatement:
    """The total of some figures; those who did not vote, whom few totals count, are a part of their own."""
    tally = Tally(**{role: f.number for role, f in parts.items()})
    start, end = min(f.start for f in parts.values()), max(f.end for f in parts.values())
    whole = TallyStatement(tally=tally, start=start, end=end, anchor=start)
    if "absent" not in parts or len(parts) == 1:
        return whole
    away = _total({"absent": parts["absent"]})
    voted = _total({role: f for role, f in parts.items() if role != "absent"})
    return replace(whole, parts=tuple(sorted((voted, away), key=lambda t: t.start)))


def _absorb(whole: list[TallyStatement], figures: list[_Figure]) -> list[TallyStatement]:
    """A formula without abstentions takes the abstentions said next in the sentence; the rest stays apart."""
    found, rest = [], list(figures)
    for statement in whole:
        tally, end = statement.tally, statement.end
        if tally.abstain is None:
            follower = next((f for f in rest if f.role == "abstain" and f.start >= end), None)
            if follower is not None:
                rest.remove(follower)
                tally = Tally(yes=tally.yes, no=tally.no, abstain=follower.number)
                end = follower.end
        found.append(TallyStatement(tally=tally, start=statement.start, end=end, anchor=statement.anchor))
    covered = [(t.start, t.end) for t in found]
    return found + _grouped([f for f in rest if not any(a <= f.start < b for a, b in covered)])
