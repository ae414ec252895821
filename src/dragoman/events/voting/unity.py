"""Blocs said to be of one mind: “voted as one”, “nobody broke ranks”, “those in favour included the whole of the Union”."""

from __future__ import annotations

import re

from dragoman.domain.claims import Quantifier
from dragoman.events.voting.ballots import Group
from dragoman.events.voting.surface import Reader
from dragoman.text.document import Sentence


def unity_after(reader: Reader, sentence: Sentence, group: Group) -> int | None:
    """Where the words end that say of a group that all its members did the same; None where none do."""
    pattern = _STRAYED if group.quantifier is Quantifier.NONE else _UNITED
    source = reader.masked.document.source.text
    told = pattern.match(reader.text, group.end, sentence.end) or _ONE_MAN.match(
        source, group.end, sentence.end
    )
    if told is None or told.group().isupper() or _UNDONE.search(told.group()):
        return None
    return told.end()


def is_whole_camp(reader: Reader, sentence: Sentence, group: Group) -> bool:
    """“Those in favour included the whole of the Union”, “it had the support of every member of it”."""
    words = reader.masked.document.source.text[max(sentence.start, group.start - 12) : group.end]
    whole = group.quantifier is Quantifier.ALL or _WHOLE.search(words) is not None
    return (
        whole and group.count is None and _CAMP_OF.search(reader.text, sentence.start, group.end) is not None
    )


_WHOLE = re.compile(r"\b(?:all|every|whole|entire)\b", re.IGNORECASE)
_CAMP_OF = re.compile(
    r"\b(?:those|countries|states|nations) (?:in favou?r|voting (?:yes|no|in favou?r|against)|against|abstaining) (?:included|were|numbered|comprised)\b[^.;:]{0,60}$|"
    r"\b(?:yes|no|winning|losing) (?:camp|side|column) (?:included|comprised|was made up of)\b[^.;:]{0,60}$|"
    r"\b(?:won|had|has|drew|got|enjoyed|secured) the (?:support|backing|votes?|approval) (?:of )?[^.;:]{0,30}$",
    re.IGNORECASE,
)
_PLAINLY = (
    r"(?:(?!anything|far|hardly|not|never|scarcely|barely|less|but|nothing|rarely|seldom|only)\w+ ){0,2}?"
)
_ONE_MAN = re.compile(r" (?:vot(?:ed?|es)|stood|stands|acted) (?:\w+ )?(?:as|like) one man\b")
_UNDONE = re.compile(
    r"\b(?:to|not|never|can|could|will|would|may|might|should|must|rarely|seldom) (?:\w+ )?(?:vote|act|stand|move|speak|hold|keep)\b",
    re.IGNORECASE,
)
"""“failed to vote as one”."""
_STRAY = r"(?:broke|breaks|had broken|left) (?:the )?ranks|(?:fell|stepped|falls|steps) out of line|strayed|defected|dissented"
_STRAYED = re.compile(rf" (?:of them )?(?:{_STRAY})\b", re.IGNORECASE)
"""“Not one member broke ranks”."""
_UNITED = re.compile(
    r"(?:,? [^.;:,?ⓋⒼⒷ]{0,40}?)?,? (?:(?:all|both|once (?:more|again)|again|also|duly|this time|for once|had|have|has) ){0,2}"
    rf"(?:(?:vot(?:ed?|es)|act(?:ed|s)?|stood|stands?|moved?|moves|marched|spoke|speaks?|held|holds?|kept|stuck|stayed|hung|went|came out|lined up) {_PLAINLY}(?:as one(?: man)?|as a (?:bloc|block|body|group)|en bloc|in a (?:body|bloc|block)|in (?:lock)?step|in unison|together|to a man|alike|the same way|in concert|with one voice)|"
    rf"(?:was|were|proved|showed (?:itself|themselves)|remained|stayed) (?:no less )?{_PLAINLY}(?:of one mind|at one|united|unanimous|undivided|agreed|solid|in agreement)|closed ranks|did not (?:break ranks|split|divide)|(?:nobody|no one|no member|none|not one(?: of them| member)?) {_STRAY})\b"
    r"(?! (?:only|on (?:the first|one)|for once|until|by)\b|\s*\?)",
    re.IGNORECASE,
)
"""“The five of the Group voted as one”: all on one side, whichever it is."""
