"""The words by which a choice is told: “voted against”, “said no”, “sat it out”, “cast its vote for”.

Patterns run over a text in which names are masked (see `masks`), and find the stance words alone: who chose so is for
`phrases` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dragoman.domain.measures import Stance
from dragoman.text.sieve import Sieve


class Form(StrEnum):
    """How the words stand to their voter."""

    FINITE = "finite"
    """“voted against”: the voter stands before them."""
    PARTICIPLE = "participle"
    """“voting against”, “abstaining”: a voter before them, or those they go on from."""
    INFINITIVE = "infinitive"
    """“to vote against”: a choice only where other words make it one (“the only one to …”)."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of stance at one place."""

    stance: Stance
    form: Form
    start: int
    end: int
    earlier: bool = False
    """Told in the past perfect: background on another vote."""
    cast: bool = True
    """False for backing and opposing in general."""
    loose: bool = False
    """Whether the words may as well tell of something else: “refused”, “came round”."""


_TEXT = r"(?:texts?|resolutions?|drafts?|proposals?|requests?|demands?|calls?|motions?|measures?|amendments?|document|declaration|appeal|idea|one|vote)"
_NP = rf"(?:the|this|that|both|\w+['’]s) (?:[\wⓋⒷ'’-]+ ){{0,4}}{_TEXT}"
_OBJECT = rf"(?=\s+(?:it|them|this|that|both|either|the (?:two|three|four|pair)(?= together|\s*[.,;:)])|all (?:of the )?(?:two|three|four|five)(?! \w+s\b)|(?:each|every one) of them|{_NP})\b|\s+(?:the )?(?:former|latter|first|second|other)\b|\s*[.;,]|\s*$)"
_Q = r"[\"“”'‘’]?"
"""A quotation mark around a yes or a no, or none."""
_NO = rf"(?:against|{_Q}(?:no(?! (?:further|farther|more|longer|better|less|doubt|matter|fewer))|nay)\b{_Q}|in the negative|negatively)"
_OPPOSED = rf"against(?:{_OBJECT}|(?=\s+(?:and|but|while|too|as|in|on|again|this|Ⓡ|Ⓥ)))"
"""“was against it”, not “was against the landing”."""
_YES = rf"(?:for(?! (?:the|an?) (?:\w+ )?(?:time|reason|change|while)\b)|in favou?r(?: of)?|{_Q}(?:yes|aye|yea)\b{_Q}|in the affirmative|affirmatively|with the (?:great |large |vast )?majority)"
_MATTER = (
    r"(?=\s+(?:the|this|that|its|their|\w+['’]s|Ⓑ++['’]s) (?:[\wⓋⒷ'’-]+ ){0,3}?(?:endorsement|verdict|reproach|compact|pact|treaty|convention|study|inquiry|investigation|renewal|extension|prolongation|criticism|"
    r"censure|condemnation|rebuke|embargo|ban|boycott|moratorium|sanctions|withdrawal|ceasefire|truce|pause|mission|mandate|reference|recognition|admission|membership|day|fund|tribunal|mechanism|body|agency)\b)"
)
"""An object that calls the text by its matter, or by what it does: “backed *the compact*”."""
_ENDS = r"(?=\s*[.;,:)–—]|\s*$|\s+(?:and|but|while|though|again|too|as well)\b)"
"""Where a verb has no object: “Chad refused.”"""
_ASSENT = r"(?:assent|consent|approval|approbation|agreement|blessing|support|backing|vote|votes|voice)"
_WITHIN = r"(?:\w+ly |itself |themselves |too |twice |again |instead |alone |together |solidly |en bloc |as one |as a bloc |both times )*"
_SAID = r"(?=\s*[.;,:)–—]|\s*$|\s+(?:and|but|while|too|again|on|this time|to)\b)"
"""What may follow “was a yes”."""
_ELSEWHERE = r" (?:from|at|in) (?:the |its |their |this )?(?:[\w'’-]+ ){0,2}?(?:summit|talks|negotiations?|conference|ceremony|debate|games|olympics|meeting|war|mission|alliance|table|podium|funeral|dinner)\b"
"""“absent *from the summit*”: from something else than a vote."""
_SHONE = r"(?:(?:lit|lights) up|showed up|showed|shows|glowed|glows|flashed|flashes|shone|shines|(?<=light )(?:was|is|went|goes|turned|turns))"
_PRESS = r"(?:pressed|pushed|hit|punched|chose|picked|reached for|went for|opted for|plumped for) (?:the |a |its )?"
_HAD = r"(?P<had>had (?:also |already |all |both |then |once |twice |still |previously )*)?(?:has |have |did |do |does )?(?:(?!only|merely|simply|nearly|hardly|scarcely)\w+ly )?"
_PAST = r"(?:voted|votes?|came out|comes? out|came down|comes down|lined up|lines up|stood|stands|went|sided|sides)"
_ING = r"(?:voting|coming out|coming down|lining up|speaking)"
_BE = r"(?:was|were|is|are|had been|has been|have been|being|stood|remained|remains)(?: (?:all|also|both|each|again|then|now|already|solidly|firmly|largely|alone|still|equally|once more|nonetheless|nevertheless|all the same|likewise|(?!nearly|hardly|scarcely)\w+ly))*"
_CAST = r"(?:(?:had |has |have )?(?:cast|casts|gave|gives|given|lent|lends|registered|recorded|entered|used|delivered))"
_A_VOTE = r"(?:an?|its|their|his|her|the|one|two|three|four|five|six|seven|eight|nine|\d+)? ?(?:only |sole |lone |single |two |three )?(?:votes?|ballots?|hands?|paddles?|voices?)"


@dataclass(frozen=True, slots=True)
class _Rule:
    stance: Stance
    form: Form
    cast: bool
    loose: bool
    pattern: Sieve


def _rule(stance: Stance, form: Form, words: str, *, cast: bool = True, loose: bool = False) -> _Rule:
    return _Rule(stance, form, cast, loose, Sieve(rf"(?<![\w-])(?:{words})(?![\w-])"))


_RULES = (
    # ---------------------------------------------------------------- did not vote
    _rule(
        Stance.ABSENT,
        Form.FINITE,
        rf"{_HAD}(?:(?:was|were|stood|remained|sat|stayed|had been|was left|were left) (?:empty|vacant|unoccupied)|{_BE} (?:(?:absent|missing)(?!{_ELSEWHERE})|not (?:there|in the (?:hall|room|chamber)|present))|"
        r"(?:was|were) (?:not recorded as|recorded as not) (?:voting|having voted|present)|"
        r"(?:did not|didn['’]t|had not|has not|have not|do not|does not|failed to|chose not to|declined to) (?:take part|participate|(?:register|record) (?:a |any |its |their )?(?:votes?|ballots?)|cast (?:a |any |its |their |his )?(?:votes?|ballots?)|press (?:a|any|the|its) button|turn up|show up|vote(?= (?:at all|on|in|either|was|were|is|are|included?|numbered)\b|\s*[.,;:)]|\s*$))|"
        r"(?:took|take|takes|played|had) no part(?! in (?:the |any |its )?(?:\w+ )?(?:debate|talks|negotiations?|drafting|discussions?|war|fighting|conflict|conference|work|mission|operation|summit|meeting|election|games))|had no vote|has no vote|(?:kept|keeps) (?:its|their|his|her) (?:hands?|fingers?) off the (?:button|key)s?|(?:left|quit|had left) the (?:hall|room|chamber) (?:before|when|as|at|for|rather than|during) (?:the |a |it |they )?(?:vot\w+|ballot|roll|division)|walked out (?:before|when|as|rather than|at) (?:the |a )?(?:vot\w+|ballot|roll|division)|(?:was|were) nowhere to be (?:seen|found)|made (?:itself|themselves) scarce|opted out of the (?:vote|ballot)|(?:was|were) (?:conspicuous|notable) by (?:its|their) absence|was a no-show|were no-shows|(?:could|was unable to|were unable to|was not allowed to|were not allowed to|was barred from|were barred from) (?:not )?(?:take part|taking part|vote|voting)(?= (?:at all|in the vote)\b|\s*[.,;:)]|\s*$)|missed (?:the|both|this) votes?|skipped (?:the|both|this) (?:vote|ballot)s?|"
        r"(?:stayed|stays|kept|remained) (?:away|absent|out of (?:the|this) (?:vote|hall|room))(?!{_ELSEWHERE})(?: from (?:the|both|this) (?:vote|ballot)s?)?|"
        r"took part in (?:neither(?: vote)?|none of (?:them|these|the votes))|never pressed (?:a|any) button|gave (?:it|the (?:vote|ballot)) a miss|cast no (?:vote|ballot)|boycotted (?:the|both|this) (?:vote|ballot)s?|did neither)",
    ),
    _rule(
        Stance.ABSENT,
        Form.FINITE,
        r"(?:was|were|stayed) (?:away|elsewhere|outside)(?= (?:when|for the vote|at the vote|on the day)|\s*[.;,])|let (?:the vote|it) pass|pressed (?:nothing|no button|none of (?:them|the buttons))|(?:had|found) (?:somewhere else to be|other business|other things to do)|"
        r"(?:(?:was|were) (?:recorded|listed|counted|entered|found|seen|named) (?:on|in|under|among|with)|(?:had|has|left|put) (?:its|their) names? (?:on|in|under)|(?<=name )was (?:on|in|under)|(?:figured|appeared|featured) (?:on|in|under|among)) (?:neither|none)(?= (?:side|list|column|camp|roll|tally|of the (?:lists|columns|camps|three))\b|\s*[.,;])|"
        r"(?:did not|didn['’]t) (?:figure|appear|feature) (?:on|in|under|among) (?:either|any|any of the) (?:sides?|lists?|columns?|camps?)|(?:was|were) missing from (?:both|all three|every|either) (?:lists?|columns?|camps?)|(?:left|kept) (?:its|their) (?:buttons?|keys?|lights?) (?:untouched|alone|dark)",
        loose=True,
    ),
    _rule(Stance.ABSENT, Form.PARTICIPLE, r"not voting|staying away|taking no part|not taking part"),
    # ---------------------------------------------------------------- abstained
    _rule(
        Stance.ABSTAIN,
        Form.FINITE,
        rf"{_HAD}(?:abstained|abstains?(?! from \w+ing)|(?:chose|chosen|opted|preferred|decided|elected|chooses|opts|prefers) to (?:abstain|sit (?:it|this one) out)|(?:ended|ends) up abstaining|opted (?:for|to make it) (?:an )?abstention|chose (?:an )?abstention|"
        rf"(?:went|kept|goes|continued|carried) (?:on )?abstaining|continued to abstain|(?:chose|preferred|maintained|kept) (?:its |their )?neutrality|was neutral|were neutral|(?:decided|chose|preferred|opted) not to take sides|(?:declined|refused|chose not) to (?:take (?:sides|a side|a position|a stand|either side)|commit (?:itself|themselves))|chose not to choose|(?:took|chose) neither side|committed (?:itself|themselves) to neither side|kept out of it|(?:held|hung) back(?= (?:on|too|again|as well|with|once)\b|{_ENDS})|could (?:do|manage) no (?:better|more) than (?:to )?abstain|stood aside|(?:withheld|withholds) (?:its|their) {_ASSENT}|did not take sides|took no sides?|(?:sat|sits|sit) (?:it|this one|this|both|that one) out|(?:sat|sits|sit) out (?:it|both|this one|(?:the|both|this) (?:vote|ballot|roll[- ]call)s?)|(?:neither (?:backed|supported|endorsed|approved) nor (?:opposed|rejected)|neither (?:opposed|rejected) nor (?:backed|supported|endorsed|approved)|(?:voted|came out|was|were) neither (?:for|in favou?r) nor against|(?:voted|said) neither yes nor no)(?: it|(?= {_NP}|Ⓡ))?|would not (?:take (?:sides|a side|either side)|commit (?:itself|themselves))|(?:refused|chose not) to be drawn|(?:sat|sits|sit|remained|stayed|perched) on (?:its|their|the) (?:hands|fence)|(?:chose|preferred|opted|decided) to sit on (?:its|their|the) (?:hands|fence)|remained neutral|stayed neutral|(?:stayed|remained|stood) on the sidelines?|recorded (?:an )?abstentions?|registered (?:an )?abstentions?|{_PRESS}yellow(?: button)?|(?<!there )(?<!it ){_BE} an? (?:(?!single|lone|sole)\w+ )?abstention{_SAID}|{_SHONE} (?:in )?(?:yellow|amber){_SAID})",
    ),
    _rule(
        Stance.ABSTAIN,
        Form.FINITE,
        rf"{_HAD}(?:(?:kept|held) (?:its|their) (?:own )?counsel|reserved (?:its|their) position|stood back|hedged|ducked|held (?:its|their) fire|kept (?:silent|quiet|(?:its|their) distance|(?:its|their) hands? down)|(?:took|chose|steered|followed|trod) (?:the|a) middle (?:way|road|course|path|ground)|(?:stayed|sat|remained|stood|landed|ended up) in the middle|could not (?:make up (?:its|their) minds?|decide)|declined to say either way|said neither|opted out of (?:choosing|taking) (?:a side|sides)|declined to choose|split the difference){_ENDS}",
        loose=True,
    ),
    _rule(Stance.ABSTAIN, Form.PARTICIPLE, rf"abstaining|withholding (?:its|their) {_ASSENT}|sitting (?:it|this one) out|sitting on (?:its|their) hands"),
    _rule(Stance.ABSTAIN, Form.INFINITIVE, rf"to abstain|to sit (?:it|this one) out|to withhold (?:its|their) {_ASSENT}"),
    # ---------------------------------------------------------------- veto
    _rule(
        Stance.VETO,
        Form.FINITE,
        r"(?:had |has |have )?(?:used|cast|wielded|exercised|employed) (?:its|their|his|the|a|two|another) (?:\w+ )?vetoe?s?(?: power)?(?: (?:against|on|to (?:block|kill|sink|stop)))?",
    ),
    # ---------------------------------------------------------------- against
    _rule(
        Stance.AGAINST,
        Form.FINITE,
        rf"{_HAD}(?:{_PAST} {_WITHIN}{_NO}|{_BE} (?:in the no (?:camp|column)|on the no side|in opposition|opposed(?: to)?|{_OPPOSED}|among the (?:opponents|noes)|in the (?:small )?minority)|"
        rf"{_PRESS}red(?: button)?|(?<!there )(?<!it ){_BE} an? (?:(?!single|lone|sole)\w+ )?{_Q}(?:no|nay)\b{_Q}{_SAID}|(?:answered|replied|responded) with an? (?:\w+ )?{_Q}no\b{_Q}|voted (?:(?:it|them|{_NP}|Ⓡ++) down|down(?= (?:it|them|both|{_NP}|Ⓡ)))|(?:said|say|says|answered|replied) {_Q}(?:no|nay)\b{_Q}(?=\s+to\b|\s*[.,;:)–—]|\s*$|\s+(?:and|but|while|as well|too|again|together|along|with|in|on)\b)(?: to)?|(?:was|were) in the negative|(?:remained|remains|stayed) (?:firmly |resolutely )?opposed(?: to)?|(?:shot|knocked|struck) (?:it|them|{_NP}) down|dissented|demurred|(?:registered|recorded|voiced) (?:its|their) (?:opposition|dissent)|turned (?:it|them|both|{_NP}) down|turned down {_NP}|gave (?:it|them|both|{_NP}) (?:the |a )?thumbs[- ]down|{_SHONE} (?:in )?red{_SAID}|(?:opposed|rejected|turned down|said no to|turned against|stood out against|held out against|set (?:its|their) face against|threw (?:out|back)){_OBJECT}|(?:threw|sent) (?:it|them|both|{_NP}) (?:back|out)|(?:would have|wanted|would hear) none of (?:it|them|{_NP})|would not (?:have|hear of) (?:it|them)|(?:refused|denied) (?:it |them |{_NP} )?(?:its|their) {_ASSENT}|(?:{_CAST}|raised|put up|threw) {_A_VOTE} {_NO}|"
        rf"(?:cast|registered|recorded|entered|delivered) (?:(?:an?|the(?: \w+)?|its(?: \w+)?|their(?: \w+)?|\w+ of the(?: \w+)?) )?{_Q}(?:noe?s?|nay|negative|dissenting)(?![\w-]){_Q}(?: (?:vote|ballot)s?)?)",
    ),
    _rule(
        Stance.AGAINST,
        Form.FINITE,
        rf"{_HAD}(?:(?:resisted|refused){_OBJECT}|spoke {_WITHIN}{_NO}|(?:objected|balked|baulked|held out|disagreed|(?:was|were|ended up|finished|found (?:itself|themselves)) on the losing side){_ENDS}|(?:registered|recorded|voiced|entered|lodged) (?:its|their|an?) (?:disapproval|objections?|displeasure|disagreement|protest)(?= to (?:it|them|both|{_NP})|{_ENDS})|went against (?:it|{_NP})|(?:came out|stood|was|were) in opposition(?= to (?:it|{_NP}|Ⓡ)|{_ENDS})|(?:was|were) having none of it|kicked against it|gave (?:it|{_NP}) a no)",
        loose=True,
    ),
    _rule(Stance.AGAINST, Form.FINITE, rf"(?<=vote |otes |llot )(?:went|had gone|was|were|was cast|were cast) (?:{_NO}|negative|in the negative)"),
    _rule(
        Stance.AGAINST,
        Form.PARTICIPLE,
        rf"{_ING} {_WITHIN}{_NO}|opposing(?=\s+(?:it|them|both|the|this|that|and|but|while)\b|\s*[.;,]|\s*$)|saying no|dissenting(?! (?:vote|voice|opinion|member|state|countr))|demurring|rejecting|casting {_A_VOTE} {_NO}",
    ),
    _rule(Stance.AGAINST, Form.INFINITIVE, rf"to (?:vote|come out) {_WITHIN}{_NO}|to (?:oppose|reject){_OBJECT}|to say no|to cast {_A_VOTE} {_NO}"),
    # ---------------------------------------------------------------- for
    _rule(
        Stance.FOR,
        Form.FINITE,
        rf"{_HAD}(?:{_PAST} {_WITHIN}{_YES}|{_BE} (?:in the yes (?:camp|column)|on the yes side|in favou?r(?: of)?|for(?= (?:it|them|both|the|this)\b|\s*[.;,)]|\s*$)|in the (?:great |large |vast |big )?majority|behind (?:it|{_NP})|among the (?:supporters|backers|ayes))|"
        rf"{_PRESS}green(?: button)?|(?<!there )(?<!it ){_BE} an? (?:(?!single|lone|sole)\w+ )?{_Q}(?:yes|aye)\b{_Q}{_SAID}|(?:answered|replied|responded) with an? (?:\w+ )?{_Q}yes\b{_Q}|(?:said|say|says|answered|replied) {_Q}(?:yes|aye|yea)\b{_Q}(?=\s+to\b|\s*[.,;:)–—]|\s*$|\s+(?:and|but|while|as well|too|again|together|along|with|in|on)\b)(?: to)?|(?:was|were) in the affirmative|(?:concurred|assented|consented){_ENDS}|(?:assented|consented|subscribed|rallied|came round|came around|signed up) to (?:it|them|both|{_NP})|(?:rallied|came|fell) (?:in )?(?:round|around|behind) (?:it|them|both|{_NP})|returned to the (?:yes column|majority|fold)|(?:came|went|crossed) over to the (?:great )?(?:majority|yes side)|took the side of the (?:great )?majority|joined the (?:great |large |vast )?majority|"
        rf"(?:{_CAST}|raised|put up) {_A_VOTE} (?:for|in favou?r(?: of)?|to(?! (?:abstain|oppose|reject|say|vote|stop|block))|behind)|{_CAST} (?:an?|its|their) (?:affirmative|positive|yes) votes?|(?:lined up|fell in|got|rallied|closed ranks|united|was|were) behind (?:it|{_NP})|(?:gave|lent|gives|lends|given) (?:it|them|both|this one|that one|(?:the )?Ⓥ++|{_NP}) (?:its|their|his|her) (?:full |own )?{_ASSENT}|(?:added|joined) (?:its|their) (?:vote|voice|name)s? to|"
        rf"(?:gave|lent) (?:its|their) (?:full )?{_ASSENT}(?: to|{_ENDS})|threw (?:its|their) (?:weight|support) behind|got behind|(?:gave|swung) (?:it|them|both|{_NP}) (?:the |a )?thumbs[- ]up|swung behind (?:it|{_NP})|{_SHONE} (?:in )?green{_SAID}|(?:went|goes|gone) along(?: with (?:it|them|both|{_NP})|(?! with)))",
    ),
    _rule(
        Stance.FOR,
        Form.FINITE,
        rf"{_HAD}(?:spoke {_WITHIN}{_YES}|(?:approved|acquiesced|nodded|complied|relented|came round|came around|came over|came on board|fell in(?:to)? line|swung into line){_ENDS}|(?:agreed|acceded|warmed) to (?:it|them|both|{_NP})|(?:was|were|ended up|finished|found (?:itself|themselves)) on the winning side|(?:put|placed|set) (?:its|their) (?:weight|name|names|vote|votes) behind (?:it|them|both|{_NP})|gave (?:it|them|both|{_NP}) (?:a yes|(?:a|the) (?:nod|green light|go-ahead)|its nod)|(?:waved|nodded) (?:it|{_NP}) through|signed off on (?:it|{_NP})|(?:came|got|climbed) aboard{_ENDS}|(?:raised|had|saw|voiced) no (?:objections?|quarrel|difficulty|trouble|problem) (?:to|with) (?:it|them|both|{_NP})|came out in support(?= of (?:it|{_NP}|Ⓡ)|{_ENDS}))",
        loose=True,
    ),
    _rule(
        Stance.FOR,
        Form.FINITE,
        rf"{_HAD}(?:went further and )?(?:(?:support|back|endors|approv|favour|favor|accept)(?:e?d|e?s)|support|back|endorse|approve|upheld|embraced){_OBJECT}",
        cast=False,
    ),
    _rule(
        Stance.FOR,
        Form.FINITE,
        rf"{_HAD}(?:support|back|endors|approv|favour|favor|accept|uph[eo]ld)(?:e?d|e?s)?{_MATTER}",
        cast=False,
        loose=True,
    ),
    _rule(
        Stance.AGAINST, Form.FINITE, rf"{_HAD}(?:opposed|rejected|resisted){_MATTER}", cast=False, loose=True
    ),
    _rule(Stance.FOR, Form.FINITE, rf"(?<=vote |otes |llot )(?:went|had gone|was|were|was cast|were cast) {_YES}"),
    _rule(
        Stance.FOR,
        Form.PARTICIPLE,
        rf"{_ING} {_WITHIN}{_YES}|(?:supporting|backing|endorsing|favou?ring)(?=\s+(?:it|them|both|the|this|that)\b|\s*[.;,]|\s*$)|saying yes|casting {_A_VOTE} (?:for|in favou?r(?: of)?)",
    ),
    _rule(Stance.FOR, Form.INFINITIVE, rf"to (?:vote|come out) {_WITHIN}{_YES}|to (?:support|back|endorse){_OBJECT}|to say yes"),
)  # fmt: skip


_COUNTED = re.compile(r"(?:\b(?:(?:was|were|are|came|be) also|there (?:was|were)|\d+|an?|the|single|its|their|his|her|our|lone|sole|only|of|no|yes|with|negative|dissenting|[a-z]+(?:teen|ty|ne|wo|ee|ur|ve|ix|en|ht))|['’]s?)\s+$", re.IGNORECASE)  # fmt: skip
_A_NOUN = re.compile(r"(?:votes?|support|backs?)\b", re.IGNORECASE)
_UNREAL = re.compile(r"(?:\A|[,;:.] |\b(?:and|but|for) )(?:had|should) (?:any|either|both|one|two|three|Ⓥ|Ⓘ|\w+ (?:more|of) )[^,.;:]{0,40}$", re.IGNORECASE)  # fmt: skip
"""“had two more stayed out”: what was not done."""
"""“176 votes in favour”, “a single vote against”: a count, nobody's choice told by a verb."""


def find_stances(masked: str) -> list[Said]:
    """All stance words in a text with masked names, in reading order; the longer reading of a place wins."""
    found: list[Said] = []
    for rule in _RULES:
        for match in rule.pattern.find_all(masked):
            if _COUNTED.search(masked[max(0, match.start() - 16) : match.start()]) and _A_NOUN.match(
                match.group()
            ):
                continue
            if _UNREAL.search(masked[max(0, match.start() - UNREAL) : match.start()]):
                continue
            had = match.groupdict().get("had")
            lead = len(match.group()) - len(match.group().lstrip())
            found.append(
                Said(
                    rule.stance,
                    rule.form,
                    match.start() + lead,
                    match.end(),
                    bool(had),
                    rule.cast and _is_cast(match.group()),
                    rule.loose,
                )
            )
    found.sort(key=lambda s: (s.start, -s.end))
    kept: list[Said] = []
    for said in found:
        if not kept or said.start >= kept[-1].end:
            kept.append(said)
    return kept


UNREAL = 60
"""Characters before a choice in which “had …” may say that it was not made."""


def _is_cast(words: str) -> bool:
    """Whether the words tell of casting a vote."""
    return not re.match(
        r"(?:had |has |have )?(?:(?:lined up|fell in|got|rallied|closed ranks|united|was|were) behind|opposed|rejected|opposing|rejecting|supporting|backing|endorsing|to (?:oppose|reject|support|back|endorse))",
        words,
        re.IGNORECASE,
    )
