"""Whether words for a time can be those of a vote, by what governs them in their sentence.

A day in a sentence on a vote is as often that of a speech, a meeting, a war or a deadline. It is of the vote where a verb
of deciding takes it, or a noun for the vote, and nothing nearer does.
"""

from __future__ import annotations

import re
from typing import Any

from dragoman.text.document import DateMention, Document, Sentence
from dragoman.text.sieve import Sieve

Token = Any

DECIDING = frozenset(
    "adopt pass approve endorse vote decide carry reject defeat impose extend renew prolong demand condemn censure deplore "
    "denounce reaffirm establish create lift authorise authorize ratify abstain agree resolve".split()
)
"""Verbs that say of themselves that an organ acted."""
ELSEWHERE = frozenset(
    "say tell add report announce warn comment argue explain note remark write speak recall publish meet visit arrive talk "
    "phone confer expect plan invade attack begin start open submit table present propose circulate introduce draft issue "
    "release withdraw debate discuss elect hear address sign travel fly send kill strike resume convene gather leave return "
    "schedule postpone adjourn appeal promise pledge hope want try threaten complain insist".split()
)
"""Verbs whose day is that of something before or after a vote, or beside it."""
_ORGAN = re.compile(
    r"\b(?:assembly|council|united nations|U\.?N\.?|world body|members|delegat\w+|states|nations|countries|it|they)$",
    re.IGNORECASE,
)
OTHER_COUNCILS = (
    r"(?:human rights|european|economic and social|(?:gulf )?co-?operation|nordic|trusteeship|atlantic|supreme|national|transitional|"
    r"ruling|governing|revolutionary|military|presidential|world|municipal|city|arctic|ministerial) council|council of (?:europe|ministers|the league)"
)
"""Councils that are not the Security Council."""
_OTHER_ORGAN = re.compile(
    r"\b(?:parliament|congress|senate|government|cabinet|court|ministers?|committee|commission|board|bundestag|knesset|duma|"
    rf"lawmakers|deputies|house|chamber|party|league|leaders|president|{OTHER_COUNCILS})$",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:vote|ballot|result|answer|verdict|decision|text|resolution|draft|motion|measure|tally|count|roll[ -]call|outcome|"
    r"request|embargo|sanctions|mandate|slap|reply|division)s?$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:meeting|summit|speech|visit|talks?|debate|appeal|statement|report|letter|attack|raid|war|invasion|elections?|anniversary|"
    r"deadline|conference|ceremony|referendum|coup|strike|ceasefire|truce|accord|treaty|trip|address|interview|briefing|"
    r"announcement|call|sitting|hearing|opening|massacre|killings?|crash|incident|protests?|agreement|session|arrest|death|eve|"
    r"agenda|intervention|landing|proposal|fighting|plea|message|note|consultations|negotiations|inauguration|independence)$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:since|until|till|by|from|before|after|as of|pending|prior to|due|scheduled for|ahead of|following|to|between)"
    r" (?:(?:last|next|late|early|about) )?(?:the (?:night|morning|evening) of )?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:ahead of|before|after|since|until|following|prior to|in spite of|despite|in response to|in reply to|pending|on the eve of|in time for)\b"
    r"(?P<what>[^,;:.–—]{1,60})$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:later|after|earlier|before|same|next|following|previous|then)\b", re.IGNORECASE)
_OWNER = re.compile(r"['’]s? (?P<noun>\w+(?: \w+)?)")
BACK = 80
"""Characters before a day in which a preposition may take it along with what it introduces."""


def may_be_of_another(document: Document, day: DateMention) -> bool:
    """Whether something other than the act of voting is what these words date, or may be."""
    if _RELATIVE.search(day.text) or is_beside(document, day):
        return True
    owned = _OWNER.match(document.source.text, day.end)
    if owned is not None:
        return not any(_RESULT.search(w) for w in owned["noun"].split())
    token = document.parse.char_span(day.start, day.end, alignment_mode="expand").root
    noun, verb = _governors(token)
    if noun is not None and _EVENT.search(noun.text):
        return True
    return verb is not None and not _is_of_voting(verb)


def is_of_the_vote(document: Document, day: DateMention, sentence: Sentence) -> bool:
    """Whether the words for a time are surely those of the vote told: “the vote on 4 May”, “4 May's vote”, “it was adopted
    on 4 May”; but not where another organ is named beside it."""
    text = document.source.text
    if _ELSEWHERE.search(text, sentence.start, sentence.end):
        return False
    if _VOTE_ON.search(text, sentence.start, day.start) or _VOTE_AFTER.match(text, day.end, sentence.end):
        return True
    token = document.parse.char_span(day.start, day.end, alignment_mode="expand").root
    noun, verb = _governors(token)
    if verb is None or verb.lemma_.lower() not in ADOPTING or _BOUND.search(text, sentence.start, day.start):
        return False
    told = verb.head if verb.dep_ == "acl" else _subject(verb)
    if verb.tag_ != "VBN" and verb.lemma_ != "pass":
        told = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if told is None or noun is not None:
        return False
    its_own = told.pos_ != "PRON" and any(c.lower_ in _THE for c in told.children)
    return told.lower_ == "it" or (its_own and _TEXT.fullmatch(told.lower_) is not None)


ADOPTING = frozenset("adopt pass approve endorse carry vote reject defeat".split())
_THE = frozenset(("the", "this", "that", "its"))
_TEXT = re.compile(r"(?:resolution|text|draft|motion|measure|declaration|proposal)")
_BALLOT = r"(?:vote|ballot|adoption|passage|approval|roll[- ]call|division|decision|verdict)"
_VOTE_ON = re.compile(
    rf"\b(?:the|its|this|their)(?: (?!first|last|next|previous|earlier|final|coming|planned)[\w-]+)? {_BALLOT},?(?: (?:held|taken|itself))?"
    r"(?: (?:late |early )?(?:on|of))?(?: the (?:night|evening|morning|afternoon) of)? $",
    re.IGNORECASE,
)
_VOTE_AFTER = re.compile(
    r"(?:['’]s?)? (?:roll[- ]call )?(?:vote|ballot|roll[- ]call)\b(?! (?:in|of|by) (?:the )?(?:house|senate|parliament|committee))|"
    r" (?:was|is|marked) the (?:day|date) of the vote\b",
    re.IGNORECASE,
)
_ELSEWHERE = Sieve(
    rf"\b(?:parliament\w*|congress|senate|cabinet|court|committee|commission|bundestag|knesset|duma|lawmakers|election\w*|referendum|{OTHER_COUNCILS})\b",
)


def is_beside(document: Document, day: DateMention) -> bool:
    """Whether a preposition takes it along with what is before, after or behind a vote: “adopted ahead of a meeting of
    ministers on Thursday”, “before Friday”."""
    start = max(document.sentence_at(day.start).start, day.start - BACK)
    before = document.source.text[start : day.start]
    found = _BESIDE.search(before)
    beside = (
        found is not None and re.search(r"\b(?:assembly|council)\b", found["what"], re.IGNORECASE) is None
    )
    return beside or _BOUND.search(before) is not None


def _governors(token: Token) -> tuple[Token | None, Token | None]:
    """The noun that takes the words for a time, if one does, and the verb over them."""
    above = [t for t in token.ancestors if t.pos_ not in ("ADP", "NUM")]
    first = above[0] if above else None
    noun = first if first is not None and first.pos_ == "NOUN" else None
    return noun, next((t for t in (token, *above) if t.pos_ in ("VERB", "AUX")), None)


def _is_of_voting(verb: Token) -> bool:
    """Whether a verb tells of an act of the organ, or of what became of the text."""
    lemma = verb.lemma_.lower()
    subject = _subject(verb)
    who = (
        str(verb.doc.text[subject.left_edge.idx : subject.idx + len(subject.text)])
        if subject is not None
        else ""
    )
    if lemma in ELSEWHERE or _OTHER_ORGAN.search(who):
        return False
    return (
        lemma in DECIDING
        or subject is None
        or bool(_ORGAN.search(who) or _RESULT.search(who))
        or _is_result(verb)
    )


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the one that it goes on from."""
    while True:
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
        if own is not None and own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            return verb.head
        if own is not None or verb.dep_ != "conj" or verb.head.i == verb.i:
            return own
        verb = verb.head


def _is_result(verb: Token) -> bool:
    """“went through”, “asked for on 3 May”, “turned down”."""
    beside = {c.lower_ for c in verb.children}
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    passive = passive or (verb.tag_ == "VBN" and not beside & {"have", "has", "had"})
    return bool(beside & {"through", "down"}) or passive
