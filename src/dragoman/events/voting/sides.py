"""Sides told before their voters, or as nouns: “Among those abstaining were …”, “the Italian vote against it”, “Against: …”."""

from __future__ import annotations

import re

from dragoman.domain.claims import Quantifier
from dragoman.domain.measures import Stance
from dragoman.events.voting.leftout import JOIN
from dragoman.events.voting.surface import (
    ADVERBS,
    ASIDE,
    LIST,
    REACH,
    SUBJECT,
    UNREAL,
    Reader,
    camp,
    counted,
    last_role,
    note,
    side_of,
    text_in,
)
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.document import Sentence
from dragoman.text.sieve import Sieve, alive

_ARE = r"(?:was|were|is|are|came|being|included?|includes|numbered|counted|comprised|consisted of)(?: also| all| again| \w+ly| only| just)?(?: from)?:?(?: those of| that of| the votes? of)?"
_WHEN = r"(?:,? (?:this (?:year|time|week)|(?:once )?again|once more|today|tonight|as (?:usual|ever|before)|on \w+day)(?= |:))?"
_THOSE = r"(?:those|the (?:countries|states|members|nations|governments|delegations|few|only \w+|sole \w+)|countries|states|members|others|the \w+|\w+)"
_FIRST = tuple(
    Sieve(words)
    for words in (
        # “Among those abstaining were …”, “Those that voted against it included …”, “The only country to oppose it was …”
        rf"(?:among |also )*\b{_THOSE} (?:who |that |which )?(?P<stance>Ⓟ++)(?P<object>[^.;:ⓋⒼⒾⓅ]{{0,60}}?) {_ARE} (?P<names>{LIST})",
        # “Did not vote: Chad, Mali”, “Those who voted in favour: …”, “Among those voting in favour, Chad and Mali …”
        rf"(?:^|(?<=  )|(?<=[.!?;] )|\b(?:also|those|others|countries|states|members|nations|governments|delegations) )(?:who |that |which )?(?P<stance>Ⓟ++)(?P<object>(?: (?:on |to )?(?:it|them|Ⓡ++))?){_WHEN}(?::| –| —) (?P<names>{LIST})",
        rf"\bamong (?:those|the (?:\w+ )?(?:countries|states|members|nations|governments|delegations)) (?:who |that |which )?(?P<stance>Ⓟ++)(?P<object>(?: (?:on |to )?(?:it|them|Ⓡ++))?), (?P<names>{LIST})(?! Ⓟ)",
        # “Voting against were …”, “Against it were …”, “Opposed to the draft were …”, “In favour: …”
        rf"(?:^|(?<=  )|(?<=[.!?”] )|[.;:,–—] |\band |\bwhile |\bwith )(?P<side>against|opposed to|in favou?r of|in favou?r|for|opposed|opposing|also against|also in favou?r|absent|missing|also absent|those (?:against|opposed|in favou?r|absent|for))(?P<object>(?: (?:it|them|Ⓡ++)| from (?:the )?(?:hall|chamber|room|roll[- ]call|vote|list|Ⓡ++)(?: on Ⓡ++)?)?) (?:were|was|stood|are|is) (?P<names>{LIST})",
        rf"(?:^|(?<=  )|(?<=[.!?”] )|[.;:,–—] |\band |\bwhile )(?P<stance>Ⓟ++)(?P<object>(?: (?:on |to )?(?:it|them|Ⓡ++))?){_WHEN} (?:were|was|are|is) (?P<names>{LIST})",
        # “The abstainers included …”, “Its opponents were …”, “The five noes came from …”
        rf"(?:\b(?:the|its|their|among the|other|only|sole|lone|\w+)(?: (?:{NUMBER}|other|only|sole|lone|main))? |^|Ⓖ++ (?:{NUMBER} )?|(?<=  )|(?<=[.;:!?] ))(?P<camp>abstainers?|abstentions?|opponents?|dissenters?|objectors?|dissent|noes|no votes?|no(?= (?:was|came))|(?:negative|dissenting|opposing|contrary) votes?|votes? against|supporters|backers|yes votes?|votes? in favou?r|absentees|absent|(?:yes|no) (?:camp|column|side|list|lobby)|yeses|ayes|majority|minority)(?P<object>(?: (?:on|of|to) Ⓡ++)?){_WHEN}(?:,? led by {LIST},?)?(?: {_ARE}|:) (?P<names>{LIST})",
        # “Its backers ranged from Peru to Fiji”
        r"\b(?P<camp>support|opposition|opponents|supporters|backers|abstentions|abstainers|dissenters|(?:yes|no) votes|noes|ayes)(?P<object>(?: (?:for|to|of) (?:it|Ⓡ++))?) (?:ranged|stretched|ran|extended|reached|went|came) from (?P<names>(?:the )?Ⓥ++(?:,? (?:to|via|over|and) (?:the )?Ⓥ++)++)",
        # “Chad was joined only by Mali in voting no”
        rf"(?P<names>{SUBJECT}(?:{ASIDE})? (?:was|were|is|are) (?P<lone>(?:joined|accompanied|seconded|followed|backed|supported) (?:only|solely|just) by|joined by (?:only|just)) {LIST}) in (?P<stance>Ⓟ++)(?P<object>)",
        # “Chad was joined by Mali in voting no”, “Chad, joined by Mali in opposing it, …”
        rf"(?P<names>{SUBJECT}(?:{ASIDE})?,? (?:was |were |is |are |found (?:itself|themselves) )?(?:again |once more |also )?(?:joined|accompanied|seconded|flanked|followed) by {LIST}) in (?P<stance>Ⓟ++)(?P<object>)",
        # “The opposition, led by Chad”, “Led by Chad, the opponents …”
        rf"\b(?:the|its) (?:\d+ |\w+ )?(?P<camp>opposition|opponents|noes|dissenters|supporters|backers|abstainers|(?:yes|no) (?:camp|side))(?P<object>(?: (?:to|of) (?:it|Ⓡ++))?),? led (?:once more |again )?by (?P<names>{LIST})",
        rf"\bled (?:once more |again )?by (?P<names>{LIST}), (?:the|its) (?:\d+ |\w+ )?(?P<camp>opposition|opponents|noes|dissenters|supporters|backers|abstainers|(?:yes|no) (?:camp|side))(?P<object>)",
        # “Who was against? Peru and Chad”
        rf"\b(?:who|which (?:countries|states|ones))(?: else)? (?P<stance>Ⓟ++)(?P<object>(?: (?:it|them|Ⓡ++))?)\?\s+(?:only |just )?(?P<names>{LIST})(?=\s*(?:[.,;!–—]|with\b|$))",
        # “the abstaining countries were”
        rf"\bthe (?:\w+ )?(?P<stance>Ⓟ++)(?P<object>) (?:countries|states|votes|members|governments|delegations|nations|ones)(?: (?:only|alone|again))? {_ARE} (?P<names>{LIST})",
        # “Led by Chad, 32 states abstained”
        rf"\bled by (?P<names>{LIST}), (?:Ⓖ++|[\w-]+(?: [a-z]+){{0,2}}) (?P<stance>Ⓟ++)(?P<object>)",
        # “the text, against which only Chad voted”
        rf"\b(?P<side>for|against|in favou?r of)(?P<object>) which (?:only |alone )?(?P<names>{LIST})(?:{ADVERBS}|\s+)(?:voted|came out|spoke)\b",
        # “Apart from Chad, nobody voted no”, “nobody voted no but Chad”
        rf"\b(?:apart from|aside from|besides|except for|other than|but for) (?P<names>{LIST}),? (?P<lone>nobody|no one|none|no (?:other )?(?:country|state|member|government|delegation))(?: else)? (?P<stance>Ⓟ++)(?P<object>)",
        rf"\b(?P<lone>nobody|no one|none|no (?:other )?(?:country|state|member|government|delegation))(?: else)? (?P<stance>Ⓟ++)(?P<object>(?: (?:it|Ⓡ++))?),? (?:apart from|aside from|except(?: for)?|but|save|besides|other than) (?P<names>{LIST})",
        # “Two said no: Peru and Chad”, “Five members preferred to abstain: …”
        rf"(?<![\w-])(?P<many>{NUMBER})(?: (?:countries|states|members|governments|delegations|nations|of them|others?|only|\w+ly)){{0,2}} (?P<stance>Ⓟ++)(?P<object>(?: (?:it|them|Ⓡ++))?)(?::| –| —|, namely| \() (?P<names>{LIST})",
        # “against, quite alone, France”
        rf"\b(?P<side>against|opposed|in favou?r|abstaining)(?P<object>),? (?:(?:quite|all|utterly|once more|as ever|entirely) )?(?P<lone>alone),? (?:was |stood )?(?P<names>{LIST})",
        # “a single abstention, that of Chad”, “one vote against: Chad's”, “the solitary no of Chad”
        rf"\b(?P<many>a single|the single|one|a lone|the lone|the sole|the only|the one|just one|only one|a solitary|the solitary) (?P<camp>abstention|no|no vote|vote against|negative vote|dissenting (?:vote|voice)|dissent|opponent|objection|nay|absentee)(?P<object>)(?:(?:,|:| –| —) (?:that|the one|the vote)? ?(?:of |from |cast by )?| (?:of|from|by|was|was that of|being that of|came from|was cast by) )(?P<names>{LIST})",
        # “against the solitary voice of Chad”
        rf"\b(?P<camp>against|over) the (?P<lone>solitary|lone|sole|single|only|isolated) (?:vote|voice|opposition|dissent|objection|protest|no|hand)(?P<object>) of (?P<names>{LIST})",
        # “The five were …”, “The six countries were”
        rf"\b(?:the(?:se)?|besides [^,.;]{{2,40}} the) (?!no\b)(?P<number>{NUMBER})(?: (?:noes|countries|states|others|members|nations|dissenters|opponents|abstainers|of them))? {_ARE} (?P<names>{LIST})",
    )
)  # fmt: skip


def read_inverted(reader: Reader, sentence: Sentence) -> None:
    for pattern in alive(_FIRST, reader.text):
        for match in pattern.finditer(reader.text, sentence.start, sentence.end):
            _tell_inverted(reader, match, sentence)
    for match in _AMONG.finditer(reader.text, sentence.start, sentence.end):
        stance = side_of(reader, match)
        if stance is not None:
            note(reader, stance, match.span("names"), match.start("names"), match.end(), match.start("names"))
    for match in _THEM.finditer(reader.text, sentence.start, sentence.end):
        told = _before(reader, match.start("names"), sentence)
        if told is not None:
            note(reader, told[0], match.span("names"), told[1], match.end(), match.start("names"))
    for match in _IT_WAS.finditer(reader.text, sentence.start, sentence.end):
        size = len(reader.masked.voters_in(*match.span("names")))
        near = [t for t in reader.tallies if 0 <= match.start() - t.end < JUST_BEFORE]
        stance = counted(reader, str(size), match.start()) if near and size else None
        if stance is not None:
            note(reader, stance, match.span("names"), match.start(), match.end(), match.start(), only=True)


JUST_BEFORE = 60
"""Characters between a number of voters and the sentence that says who they were."""
_IT_WAS = Sieve(
    rf"(?:^|(?<=  )|(?<=[.!?:;] ))(?:it|that|this|they|these|those|the (?:culprits?|rebels?|offenders?|dissenters?)) (?:was|were)(?: (?:just|only|of course|none other than|as ever|again))*:? (?P<names>{LIST})(?=\s*(?:[.!?;,(–—]|$))"
)
"""“A single state voted against it. *It was Chad*.”"""
_AMONG = Sieve(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?,?\s+(?:who |which )?(?:(?:was|were|is|are|being|stood|ended up|remained|figured|featured|found (?:itself|themselves)|could (?:again |once more )?be (?:found|counted)|counted (?:itself|themselves)|ranked)(?: also| both| all| once more| again| \w+ed)?,? (?:among|one of|amongst|counted among) (?:the|its|their|those|these) |(?:belonged to|joined|rejoined|numbered among|was with|were with) (?:the|those) |(?:was|were|is|are|being) (?=Ⓖ))"
    rf"(?:(?P<camp>(?:\w+ )?(?:opponents|noes|dissenters|opposing|against|abstainers|abstaining|abstentions|supporters|backers|in favou?r|ayes|absentees|absent))\b|(?:\w+ |{NUMBER} |Ⓖ++ ){{0,2}}?(?:who |that |which |to |in )?(?P<stance>Ⓟ++)|(?P<number>{NUMBER})(?=\s*(?:[.,;]|$|then\b)))"
)
_THEM = Sieve(rf"(?P<names>{LIST}),?\s+(?:among them|among those|included|were among them|was among them)\b")


def _before(reader: Reader, place: int, sentence: Sentence) -> tuple[Stance, int] | None:
    """The side that “among them” goes back to, and where it is told: the sentence's last statement, else the last camp
    named since the last total, else that total."""
    if any(s.start <= place < s.end for s in reader.found):
        return None
    said = [s for s in reader.found if sentence.start <= s.anchor < place]
    total = next((t for t in reversed(reader.tallies) if 0 <= place - t.end < 160), None)
    since = min(total.end, sentence.start) if total is not None else sentence.start
    named = list(_CAMPS_NAMED.finditer(reader.text, since, place))
    if named and not said:
        return camp(named[-1].group()), named[-1].start()
    if said and (total is None or total.start < said[-1].anchor):
        last = max(said, key=lambda s: s.anchor)
        return last.stance, last.start
    return (last_role(total), place) if total else None


_CAMPS_NAMED = Sieve(
    r"\b(?:noes|no votes|opponents|dissenters|abstentions|abstainers|supporters|backers|ayes|yes votes|absentees)\b"
)
"""“Its *opponents* were fourteen, Chad among them”: of its own sentence, not of the total before."""
_A_NUMBER = Sieve(rf"\b({NUMBER})\b")


def _tell_inverted(reader: Reader, match: re.Match[str], sentence: Sentence) -> None:
    stance = side_of(reader, match)
    if stance is None or UNREAL.search(reader.text[max(sentence.start, match.start() - 20) : match.start()]):
        return
    start, end = match.span("names")
    only = bool(
        re.search(
            r"\b(?:only|sole|lone|just|alone|solitary|single|isolated|nobody|no one|none|no (?:other )?(?:country|state|member|government|delegation))\b",
            match.group(),
            re.IGNORECASE,
        )
    )
    number = match.groupdict().get("number")
    words = _A_NUMBER.search(match.group()[: start - match.start()])
    voters = reader.masked.voters_in(start, end)
    if number or words:
        only = only or number_of(number or words[1]) == len(voters)  # type: ignore[index]
    if match.groupdict().get("many") and any(
        0 < match.start() - g.end < REACH and g.quantifier is Quantifier.COUNT and g.bloc is not None
        for g in reader.masked.groups.values()
    ):
        only = False  # “Two EU members abstained. Five said no: …”: five of the bloc
    reference = text_in(reader, match)
    note(reader, stance, (start, end), match.start(), end, match.start(), only=only, reference=reference)


# ------------------------------------------------------------------ votes as nouns
_OWN = r"(?:its|their|(?:his|her|the) (?:country|government|nation|delegation)['’]s)(?: own| lone| sole| surprise| unexpected)?"
_VOTE = r"(?:(?:no|negative|dissenting|yes|affirmative|positive) votes?|votes? (?:against|in favou?r(?: of)?|for)|abstentions?|no\b|yes\b)"
_NOUNS = tuple(
    Sieve(words)
    for words in (
        # “Hungary's vote against the draft”, “Israel's no”, “Thailand's abstention”
        rf"(?P<names>(?>Ⓥ++(?:(?:['’]s?)?{JOIN}Ⓥ++)*))['’]s? (?:only |lone |sole |own |second |expected )?(?P<camp>no votes?|yes votes?|votes? against|votes? in favou?r(?: of)?|votes? for|abstentions?|no\b(?! \w+(?:[- ](?:matter|one))?\b(?<=one))|yes\b)(?P<object>(?: (?:to |on |of )?(?:it|them|Ⓡ++))?)",
        # “The Italian vote against”, “A Thai abstention on the draft”
        r"\b(?:the|an?|one|its|this) (?:\w+ )?(?P<names>Ⓥ++) (?P<camp>no vote|yes vote|vote against|vote in favou?r(?: of)?|vote for|abstention|[\"“‘]?(?:no|yes)[\"”’]?(?=\s*(?:[.,;)]|$|was\b|is\b|came\b|to (?:it|Ⓡ)|on\b|and\b|but\b)))(?P<object>(?: (?:to |on |of )?(?:it|them|Ⓡ++))?)",
        # “Chad's vote was a no”, “Mali's choice was to abstain”
        r"(?P<names>(?>Ⓥ++))['’]s? (?:vote|choice|answer|verdict|reply|ballot)(?: (?:was|is)|:) (?:an? |to )?(?P<camp>no|yes|abstention|abstain|nay|aye|against|in favou?r)(?P<object>)(?![\w-])",
        # “the answer from Chad was no”, “from Chad came a no”, “for Chad it was a no”
        rf"\b(?:vote|choice|answer|verdict|reply|response|word) (?:from|of) (?P<names>{LIST}) (?:was|is) (?:an? |to )?(?P<camp>no|yes|abstention|abstain|nay|aye)(?P<object>)(?![\w-])",
        rf"\b(?:from (?P<names>{LIST}) (?:came|comes)|for (?P<whose>{LIST}) it (?:was|is)) (?:an? )?(?:\w+ )?(?P<camp>no|yes|abstention|nay|aye)(?P<object>)(?![\w-])",
        # “against the votes of Chad and Mali”
        rf"\b(?P<camp>against)(?P<object>) (?:the votes? of (?P<names>{LIST})|(?P<whose>Ⓥ++)['’]s? votes?)\b",
        # “the votes of the United States and Israel against it”
        rf"\bvotes? (?:of|by|from) (?P<names>{LIST}) (?P<camp>against|for|in favou?r(?: of)?)(?P<object>(?: (?:it|them|Ⓡ++))?)",
        # “a vote against by Israel”, “abstentions from China and India”, “with abstentions by …”
        rf"\b(?P<camp>[\"“]?no[\"”]? votes?|yes votes?|(?:negative|dissenting|opposing|contrary|positive|affirmative) votes?|votes? against(?: (?:it|Ⓡ++))?|votes? in favou?r|abstentions?|vote against)(?P<object>)(?:,| –| —| \(|:)? (?:by|of|from|came from|were from|were those of|cast by)(?:, among (?:others|other countries|other states),)? (?P<names>{LIST})",
        # “noes were heard from Peru”, “an abstention was entered by Nepal”
        rf"\b(?P<camp>(?:(?<=the )|(?<=one )|(?<=\ba )|(?<=two ))no votes?|(?:(?<=  )|(?<=[.;:] ))no vote|yes votes?|positive votes?|negative votes?|votes? against|votes? in favou?r|abstentions?|noes|ayes)(?P<object>) (?:was|were|is|are|had been|have been)(?: also| all)? (?:given|registered|recorded|cast|entered|heard|noted) (?:by|of|from|for) (?P<names>{LIST})",
        # “won the backing of Kenya and Malawi”, “passed with the support of Ghana”, “over the opposition of …”
        rf"\b(?:won|drew|had|has|gained|secured|got|attracted|received|enjoyed|commanded|obtained|garnered|earned|picked up|counted on|with|despite|over|against|in (?:spite|the (?:face|teeth)) of) (?:the )?(?:\w+ )?(?P<camp>support|backing|approval|opposition|resistance|dissent|objections?|abstentions?)(?P<object>(?: to (?:it|Ⓡ++))?) (?:of|from|by|raised by) (?P<names>{LIST})",
        # “Support came from France”, “a yes came from Peru”, “with the votes of Chad and Mali”, “over Japanese objections”
        rf"\b(?P<camp>support|backing|opposition|resistance|dissent|objections?|(?:a|one|the(?: \w+)?) (?:yes|no|nay|aye))(?P<object>(?: (?:for|to) (?:it|Ⓡ++))?) (?:also |mainly |chiefly |only |again )?(?:came|comes|was heard|were heard)(?: \w+ly| only| also)? from (?P<names>{LIST})",
        rf"\b(?:with|thanks to|on|had|has|won|got|to|by) the (?P<camp>votes)(?P<object>) of (?P<names>{LIST})(?=\s*(?:[.,;]|$|and\b))",
        rf"(?:\b(?:it is|it was|that is|that was|an?|and|with the|the(?: \w+)?)|^|(?<=  )|(?<=[.;:,] )) ?(?:an? )?(?P<camp>yes|no|aye|nay)(?P<object>) (?:from|of) (?P<names>{LIST})",
        # “blamed Chad for its abstention”
        rf"(?P<names>{LIST}) (?:for|over|because of) {_OWN} (?P<camp>{_VOTE})(?P<object>(?: (?:(?:to|on|of|for|against) )?(?:it|Ⓡ++))?)",
        r"\b(?:over|despite|against|in spite of) (?:the )?(?P<names>Ⓥ++)(?:['’]s?)? (?P<camp>objections?|opposition|resistance|dissent)(?P<object>)",
        r"(?P<names>Ⓥ++)(?:['’]s?)? (?P<camp>opposition|resistance)(?P<object> to (?:it|Ⓡ++))",
        r"(?P<names>Ⓥ++)(?:['’]s?)? (?P<camp>support|backing)(?P<object> (?:for|of) (?:it|Ⓡ++))",
        # “Explaining its abstention, India said …”
        rf"(?:^|(?<=  )|(?<=[.;:] ))(?!(?:if|unless|had|without|instead|rather)\b)[^.;:ⓋⒼⒾⓅ]{{0,60}}?\b{_OWN} (?P<camp>{_VOTE})(?P<object>(?: (?:(?:to|on|of|for|against) )?(?:it|Ⓡ++))?)[^.;:ⓋⒼⒾⓅ]{{0,80}}?, (?P<names>{LIST})",
        # “supported by France but opposed by Hungary”
        rf"\b(?P<camp>supported|backed|endorsed|favou?red|opposed|rejected)(?P<object>) (?:only |also |solely |mainly )?by (?P<names>{LIST})",
    )
)  # fmt: skip


_NONE_AT_ALL = re.compile(r"(?:\A|[.;:] | {2}|\bthere (?:was|is) |\bcast )$", re.IGNORECASE)
"""“*There was no vote* from Chad”, “*No vote* was recorded for Chad”."""


def read_nouns(reader: Reader, sentence: Sentence) -> None:
    for pattern in alive(_NOUNS, reader.text):
        for match in pattern.finditer(reader.text, sentence.start, sentence.end):
            if UNREAL.search(reader.text[max(sentence.start, match.start() - 20) : match.start()]):
                continue
            words = match["camp"].lower()
            if words == "no vote" and _NONE_AT_ALL.search(
                reader.text[max(0, match.start("camp") - 14) : match.start("camp")]
            ):
                words = "absent"
            stance = Stance.FOR if re.match(r"support|back|endors|favou?r|votes$", words) else camp(words)
            said = next(
                (s for s in reader.found if s.voters and 0 <= match.start() - s.end <= len(", ")), None
            )
            if said is not None and words in ("supported", "backed", "endorsed"):
                stance = said.stance  # “Chad voted no, *supported by Mali*”
            names = match.span("names") if match["names"] else match.span("whose")
            reference = text_in(reader, match)
            note(reader, stance, names, match.start(), match.end(), match.start("camp"), reference=reference)


_LABELS = Sieve(
    rf"(?P<camp>\bagainst(?: it)?|\bnoes|\bopponents|\bdissenters|\babstain(?:ing|ed|ers)|\babstentions?|\bin favou?r|\bsupporters|\babsent(?:ees)?|\bnot voting|\bopposed|\byes|\bno|\bopposition of (?:the )?[Ⓑ\w ]{3, 30})\s*(?:[:(–—]|\d+\s*\()\s*(?:\d+\s*\(?)?\s*(?P<names>{LIST})"
)


def read_labels(reader: Reader, sentence: Sentence) -> None:
    """“Against: Belarus, Mali …” and “6 against (Israel, Palau)”: press-release lists."""
    for match in _LABELS.finditer(reader.text, sentence.start, max(sentence.end, sentence.start)):
        words = match["camp"].lower()
        stance = Stance.ABSENT if words == "not voting" else camp(words)
        note(reader, stance, match.span("names"), match.start(), match.end(), match.start())
