"""Voters that do not stand beside the words of their choice: “*Peru* called it a farce and voted no”, “*Peru*’s envoy said his
country had voted no”, “*Peru* found it too harsh; it abstained”.
"""

from __future__ import annotations

import re

from dragoman.events.voting.camps import is_theirs
from dragoman.events.voting.leftout import JOIN
from dragoman.events.voting.stances import Form, Said
from dragoman.events.voting.surface import ADVERBS, ASIDE, SUBJECT, Reader
from dragoman.events.voting.tallies import NUMBER, number_of
from dragoman.text.clauses import subject_of
from dragoman.text.document import Sentence

Span = tuple[int, int]


def distant_voters(reader: Reader, said: Said, sentence: Sentence) -> Span | None:
    """Where those stand whose choice the words tell, when nobody stands right before them."""
    if said.form is not Form.FINITE:
        return None
    before = reader.text[sentence.start : said.start]
    return (
        _head_of_clause(reader, said, sentence, before)
        or _of_speaker(before, sentence.start)
        or _of_pronoun(reader, sentence, before)
    )


def _head_of_clause(reader: Reader, said: Said, sentence: Sentence, before: str) -> Span | None:
    """“*Chad* parted company with Mali and voted no”: who heads the clause, where the verb told last shares its subject
    and the parse knows of none."""
    if _BASE.match(reader.text, said.start) or not _SHARED.search(before):
        return None
    token = reader.masked.document.parse.char_span(said.start, said.start + 1, alignment_mode="expand")[0]
    subject = subject_of(token)
    heads = [m for m in _HEAD.finditer(before) if before[m.end() :].strip()]
    if not heads or _NOT_DONE.search(before, heads[-1].end()):
        return None
    start, end = (sentence.start + place for place in heads[-1].span("names"))
    is_other = subject is not None and reader.masked.document.mentions_of(subject)
    return None if is_other and subject is not None and not start <= subject.idx < end else (start, end)


_SHARED = re.compile(
    r"[^\s,;:–—]+,? (?:and|but|then|yet|so)(?: (?:then|instead|finally|simply|again|also|duly|in the end|\w+ly))* $"
)
_BASE = re.compile(
    r"(?:vote|cast|say|give|support|back|oppose|reject|abstain|approve|endorse)\b", re.IGNORECASE
)
_HEAD = re.compile(
    rf"(?:^|[;:–—] |, (?:and|but|while|whereas|though|although|as) )[^\wⓋⒾⒼⒷⓅⓇ]*(?:(?:then|so|but|and|yet|only|even|also|this time|in the end|again|meanwhile|\w+ly),? )*(?:the |both )?(?P<names>{SUBJECT})(?={ASIDE} ?[a-z]|,? [a-z])",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:if|whether|unless|would(?! not)|could(?! not)|might|may|must|should|will|urged|asked|pressed|told|called on|likely|expected|said that|that)\b"
)


def _of_speaker(before: str, offset: int) -> Span | None:
    """“*Peru*’s envoy said his delegation had …”."""
    match = _HIS.search(before)
    return (offset + match.start("names"), offset + match.end("names")) if match else None


_HIS = re.compile(
    rf"(?P<names>{SUBJECT})(?:{ASIDE})?[^.;:ⓋⒼⒾⓅ]{{1,90}}? (?:his|her|its|their|our|my) (?:own )?(?:delegation|country|government|nation|people)(?:{ADVERBS})$",
    re.IGNORECASE,
)


def _of_pronoun(reader: Reader, sentence: Sentence, before: str) -> Span | None:
    """“*Peru* found the text too harsh; it abstained”: a pronoun that no state was found for, and that can be no text."""
    match = _PRONOUN.search(before)
    if match is None:
        return None
    near = [s for s in reader.sentences if s.paragraph == sentence.paragraph and s.end <= sentence.start]
    start = near[-1].start if near else sentence.start
    text = reader.text[start : sentence.start + match.start("pronoun")]
    heads = list(_HEAD.finditer(text))
    if not heads or "Ⓖ" in heads[-1]["names"] or _NAMED.search(text, heads[-1].end()):
        return None
    span = start + heads[-1].start("names"), start + heads[-1].end("names")
    is_several = len({m.code for m in reader.masked.voters_in(*span)}) > 1
    return span if is_several == (match["pronoun"].lower() == "they") else None


_NAMED = re.compile("[ⓋⒼⒷ]")
_PRONOUN = re.compile(
    rf"(?:^|(?<=  )|(?<=[.!?”] )|[.;:–—,] |\b(?:and|but|then|while|so|then|time) )\W*(?P<pronoun>it|they|he|she)(?:{ADVERBS})$",
    re.IGNORECASE,
)


def all_of(reader: Reader, before: str, sentence: Sentence) -> tuple[int, int] | None:
    """“A, B, C and D tabled it. *All four* voted for it”, “*Both* abstained”: those listed in the sentence before."""
    match = _ALL_THESE.match(before)
    if match is None or not (match["words"] is None or is_theirs(match["words"].split(), by_deed=True)):
        return None
    start = max(
        (s.start for s in reader.masked.document.sentences if s.end <= sentence.start), default=sentence.start
    )
    found = last_list(reader.text[start : sentence.start], number_of(match["number"] or "two"))
    return (start + found[0], start + found[1]) if found else None


_ALL_THESE = re.compile(
    rf"\W*(?:(?:on|at|in) [\w ]{{2,24}} )?(?:(?:all|the|these|those) (?P<number>{NUMBER})|both(?: of them)?)(?:{ADVERBS}|(?P<words>(?: [a-z][a-z’'-]*+){{1,8}}) )$",
    re.IGNORECASE,
)


def last_list(before: str, size: int) -> tuple[int, int] | None:
    """The last list of just so many names: whom “both” means."""
    lists = [m for m in re.finditer(rf"Ⓥ++(?:(?:{JOIN}|\s+nor (?:the )?)Ⓥ++)+", before) if len(re.findall("Ⓥ++", m.group())) == size]  # fmt: skip
    return lists[-1].span() if lists else None
