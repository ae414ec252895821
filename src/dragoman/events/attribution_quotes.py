"""Attributions that quotation marks show: who speaks the words between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.events.attribution_cues import CueClass, cues
from dragoman.events.attribution_extent import reach_of
from dragoman.events.attribution_frames import foreign, gives_reason
from dragoman.events.attribution_sayings import Manner, Saying, Span
from dragoman.events.attribution_sources import noun_before, source_of, source_span
from dragoman.text.clauses import RELATIVE
from dragoman.text.document import Document, Quotation
from dragoman.text.quotations import is_title

Token = Any
NEAR = 30
"""How many words may stand between two quotations of one speaker."""
WITHIN = 12
"""How many tokens may stand between “called” and the quoted name."""
AHEAD = 16
"""How many tokens after a quotation its “she said” may stand."""
CLOSE = 4
"""The same where no comma sets the quotation off."""
SHORT = 8
"""How many tokens a lead without a subject may have: “Continued the envoy:”."""
BACK = 30
_CLOSING = " \n'’‘\""
_APART = frozenset(
    {"but", "when", "while", "whereas", "although", "though", "because", "if", "since", "until"}
)
_OPENS_CLAUSE = frozenset(
    {"that", "if", "when", "while", "because", "no", "although", "though", "unless", "even", "after"}
)
_STOPS = frozenset(".!?;")
_MARKS = frozenset("\"“”'‘’`") | {"''", "``"}


@dataclass(frozen=True, slots=True)
class _Owner:
    """Who speaks a quotation: the cue's token and the head of the speaker's phrase."""

    cue: Token
    source: Token | None
    within: bool = False
    """True where the quotation is part of a clause of what is said: “said it was ‘a farce’”."""


def find_quoted(document: Document, clausal: Sequence[Saying] = ()) -> Iterator[Saying]:
    """One saying for each cue that introduces or follows quotations, with all its quotations.

    `clausal` are the sayings that the grammar shows: a quotation that stands alone goes on from the one before it.
    """
    found: dict[int, tuple[_Owner, list[Span]]] = {}
    owners: dict[int, _Owner] = {}
    carried: set[int] = set()
    for k, quotation in _outermost(document.source.text, document.quotations):
        owner = _aside_owner(document, quotation, clausal) or _owner_of(document, quotation)
        if owner is None and _is_joined(document.source.text, document.quotations, k):
            owner = owners.get(k - 1)
        if owner is None and quotation.continued is not None:
            carried.add(k)
            owner = owners.get(quotation.continued)
        if owner is None:
            carried.add(k)
            owner = _carried_over(document, k, quotation, owners, clausal)
        if owner is not None:
            owners[k] = owner
            here = quotation.outer
            if owner.within:
                start, end = _with_clause(owner.cue, here)
                here = start, max(end, reach_of(document, quotation))
            elif owner.cue.idx >= here[1] and k not in carried:
                here = _with_lead(document, quotation)
            found.setdefault(owner.cue.i, (owner, []))[1].append(here)
    for owner, spans in found.values():
        yield _saying(owner, spans)


def _saying(owner: _Owner, spans: list[Span]) -> Saying:
    cue = owner.cue
    return Saying(
        cue=(cue.idx, cue.idx + len(cue.text)),
        content=tuple(spans),
        source=source_span(owner.source, cue),
        head=None if owner.source is None else owner.source.i,
        kind=CueClass.SPEECH,
        frame="quote",
        manner=Manner.DIRECT,
        token=cue.i,
    )


def _with_clause(cue: Token, quote: Span) -> Span:
    """The quotation with the words around it that the cue carries too: “said he was ‘ready’ to talk”."""
    start, end = quote
    named = [c.left_edge.idx for c in cue.rights if c.dep_ == "dobj" and c.idx < start and _names(cue)]
    start = min([*named, start])
    for child in cue.rights:
        last = child.right_edge
        reaches = child.left_edge.idx <= start + 2 <= last.idx or child.idx <= start <= last.idx
        is_apart = child.dep_ == "advcl" and cue.doc[child.left_edge.i - 1].text == ","
        if reaches and not is_apart and child.dep_ not in ("conj", "cc", "punct"):
            beyond = {i for t in foreign(cue, [child]) for i in (t.left_edge.i, t.left_edge.i - 1)}
            last = cue.doc[min([i - 1 for i in beyond if cue.doc[i].idx >= end - 1] + [last.i])]
            end = max(end, last.idx + len(last.text))
            start = min(start, next(t.idx for t in child.subtree if t.i > cue.i))
        elif gives_reason(child) and child.left_edge.idx <= end + 2:
            end = last.idx + len(last.text)
    following = cue.doc[cue.i + 1]
    return min(start, following.idx) if following.lower_ in _OPENS_CLAUSE else start, end


def _with_lead(document: Document, quotation: Quotation) -> Span:
    """The quotation with the words before it in its sentence: “The vote was ‘a farce’, he said.”"""
    start, end = quotation.outer
    sentence = document.sentence_at(start)
    lead = document.source.text[sentence.start : start]
    is_own = lead.rstrip()[-1:].isalnum() and not any(sign in lead for sign in '"“”;:')
    return (sentence.start if is_own else start), end


def _outermost(text: str, quotations: tuple[Quotation, ...]) -> Iterator[tuple[int, Quotation]]:
    reach = -1
    for k, quotation in enumerate(quotations):
        if quotation.outer[0] >= reach:
            reach = quotation.outer[1]
            if not is_title(text, quotation):
                yield k, quotation


def _aside_owner(document: Document, quotation: Quotation, clausal: Sequence[Saying]) -> _Owner | None:
    """Who speaks a quotation in a clause apart: “After Oslo said it was ‘a farce,’ Rome said …”, not Rome."""
    for saying in clausal:
        cue = document.parse[saying.token]
        is_before = saying.cue[1] <= quotation.start and saying.covers(quotation.start, quotation.start + 1)
        if is_before and saying.frame == "that" and cue.dep_ == "advcl" and cue.head.i > cue.i:
            source = None if saying.head is None else document.parse[saying.head]
            return _Owner(cue, source, within=True)
    return None


def _owner_of(document: Document, quotation: Quotation) -> _Owner | None:
    text = document.source.text
    inside = text[quotation.start : quotation.end].rstrip(_CLOSING)
    after = text[quotation.outer[1] : quotation.outer[1] + 2].lstrip()
    has_stop = inside[-1:] in tuple(",?!—–-…") or after[:1] in tuple(",—–-")
    if (has_stop or after[:1].islower()) and not _is_introduced_at_once(document, quotation):
        owner = _following(document, quotation, AHEAD if has_stop else CLOSE)
        if owner is not None:
            return owner
    return _preceding(document, quotation)


def _is_introduced_at_once(document: Document, quotation: Quotation) -> bool:
    """Whether a verb of saying and a comma stand right before the quotation: “When one said, ‘No’, she replied …”."""
    at = _token_at(document, quotation.outer[0])
    before = document.parse[max(at - 2, 0) : at]
    return len(before) == 2 and before[1].text in (",", ":") and _speaks(before[0])


def _token_at(document: Document, offset: int) -> int:
    return bisect_left(document.parse, offset, key=lambda t: t.idx)


def _following(document: Document, quotation: Quotation, ahead: int) -> _Owner | None:
    """“…,” she said. “…,” said the minister of X, …"""
    parse = document.parse
    inside = document.source.text[quotation.start : quotation.end].rstrip(_CLOSING)
    start = _token_at(document, quotation.outer[1])
    stop = min(len(parse), start + ahead)
    words: list[Token] = []
    for i in range(start, stop):
        token = parse[i]
        if token.text in _STOPS or (token.text in _MARKS and words and not _in_a_name(document, token)):
            break
        if "\n\n" in document.source.text[quotation.outer[1] : token.idx]:
            break
        if token.is_space or token.text in _MARKS:
            continue
        if _speaks(token) and (token.tag_ not in ("VBG", "VBN", "VB") or _is_past(token, words)):
            if _is_another_clause(token, words):
                return None
            return _Owner(token, _speaker(token, words, quotation))
        if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBG", "VB") and token.dep_ != "relcl":
            is_tag = inside[-1:] in tuple(",?!") and _tags(token, words, quotation)
            return _Owner(token, _speaker(token, words, quotation)) if is_tag else None
        words.append(token)
    return None


def _is_another_clause(cue: Token, between: list[Token]) -> bool:
    """Whether the cue stands in a clause of its own: “…,” but Rome said; “…” when I ask; “…” which Oslo says; “…” continues to lead."""
    begins_anew = any(t.dep_ == "cc" or t.lower_ in RELATIVE for t in between[:1])
    if begins_anew or any(t.lower_ in _APART for t in between):
        return True
    is_relative = (cue.dep_ == "relcl" and cue.head in between) or any(
        t.head == cue and t.lower_ in RELATIVE for t in between
    )
    return is_relative or any(c.dep_ == "xcomp" and c.i > cue.i for c in cue.children)


def _in_a_name(document: Document, mark: Token) -> bool:
    """Whether a mark stands around a few words without a stop: “wearing a ‘No war’ badge”."""
    around = next((q for q in document.quotations if mark.idx in (q.outer[0], q.end)), None)
    if around is None:
        return False
    words = document.source.text[around.start : around.end]
    return len(words.split()) <= 3 and words[-1:].isalnum()


def _is_past(verb: Token, before: list[Token]) -> bool:
    """Whether what the tagger takes for a participle has a subject right before it and nothing else: “…?” the boy asked."""
    own = [c.dep_ for c in verb.children]
    return verb.tag_ == "VBN" and "nsubj" in own and not {"aux", "auxpass"} & set(own) and bool(before)


def _tags(verb: Token, before: list[Token], quotation: Quotation) -> bool:
    """“…!” the farmer beamed; “…,” grinned the envoy: any verb without object stands for “said” beside a quotation."""
    if verb.pos_ != "VERB" or any(c.dep_ in ("dobj", "ccomp", "xcomp", "attr", "prep") for c in verb.rights):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ not in RELATIVE), None)
    if subject is None or quotation.outer[0] <= subject.idx < quotation.outer[1]:
        return False
    return not before or before[0].i >= subject.left_edge.i


def _speaks(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") and token.lower_ not in ("said", "says"):
        return False
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), "")
    lemma = token.lemma_.lower()
    forms = (lemma, f"{lemma}_{particle}")
    return any("quote" in cue.frames for form in forms for cue in cues("verb").get(form, ()))


def _names(token: Token) -> bool:
    """Whether the verb calls something by a name: “labelled the vote ‘a farce’”."""
    if token.pos_ != "VERB" or not any(c.dep_ == "dobj" for c in token.children):
        return False
    return any("name" in cue.frames for cue in cues("verb").get(token.lemma_.lower(), ()))


def _speaker(verb: Token, before: list[Token], quotation: Quotation) -> Token | None:
    """The subject of the cue outside the quotation; where the parse has none, the noun phrase beside the cue."""
    subject = source_of(verb)
    if subject is not None and not quotation.outer[0] <= subject.idx < quotation.outer[1]:
        return subject
    nouns = [t for t in before if t.pos_ in ("PROPN", "PRON", "NOUN")]
    if nouns:
        return nouns[-1]
    for i in range(verb.i + 1, min(verb.i + 8, len(verb.doc))):
        token = verb.doc[i]
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.dep_ not in ("compound", "poss", "amod"):
            return token
        if token.is_punct:
            break
    return None


def _preceding(document: Document, quotation: Quotation) -> _Owner | None:
    """She said, “…”; she told them: “…”; the minister was blunt: “…”"""
    parse, text = document.parse, document.source.text
    start = _token_at(document, quotation.outer[0])
    sentence = document.sentence_at(max(quotation.outer[0] - 1, 0))
    lead = text[sentence.start : quotation.outer[0]].rstrip()
    if not lead or sentence.start >= quotation.outer[0]:
        return None
    if lead[-1] not in ",:—–" and not lead[-1].isalnum():
        return None
    for i in range(start - 1, max(sentence.first - 1, start - BACK), -1):
        token = parse[i]
        if token.text in _MARKS or token.text == ";":
            return _introduced(parse, i + 1, start) if lead[-1] == ":" else None
        if (_speaks(token) and (lead[-1] in ",:—–" or start - i <= 2)) or (
            _names(token) and lead[-1] not in ",:"
        ):
            source = source_of(token)
            if source is not None and quotation.outer[0] <= source.idx < quotation.outer[1]:
                source = _noun_before(token)
            source = source or noun_before(token)
            if source is not None or lead[-1] == ":":
                goes_into = lead[-1] == "," and parse[i + 1].lower_ in _OPENS_CLAUSE
                return _Owner(token, source, within=goes_into or lead[-1] not in ",:")
        if lead[-1] not in ":," and start - i > WITHIN:
            return None
    if lead[-1] == ":":
        return _introduced(parse, sentence.first, start)
    return None


def _noun_before(verb: Token) -> Token | None:
    """The last noun before a verb in its sentence: its subject where the parse takes another."""
    nouns = [t for t in verb.doc[verb.sent.start : verb.i] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    return nouns[-1] if nouns else None


def _introduced(parse: Any, first: int, start: int) -> _Owner | None:
    """The subject of the sentence whose colon opens the quotation."""
    colon = next((parse[i] for i in range(start - 1, first - 1, -1) if parse[i].text == ":"), None)
    subject = next((parse[i] for i in range(first, start) if parse[i].dep_ in ("nsubj", "nsubjpass")), None)
    if colon is not None and subject is None and start - first <= SHORT:
        nouns = [t for t in parse[first : colon.i] if t.pos_ in ("PROPN", "PRON", "NOUN")]
        subject = nouns[-1] if nouns else None
    if colon is None or subject is None:
        return None
    return _Owner(colon, subject)


def _carried_over(
    document: Document, k: int, quotation: Quotation, owners: dict[int, _Owner], clausal: Sequence[Saying]
) -> _Owner | None:
    """A quotation that stands by itself as a sentence is spoken by whoever spoke just before."""
    if not _stands_alone(document.source.text, quotation):
        return None
    last = next((j for j in range(k - 1, -1, -1) if j in owners), None)
    spoke = _spoke_before(document, quotation, clausal)
    if last is None or (spoke is not None and spoke.cue.idx > document.quotations[last].outer[1]):
        return spoke
    previous = _whole_before(document, last, owners)
    between = document.source.text[document.quotations[previous].outer[1] : quotation.outer[0]]
    goes_on = "\n" not in between.strip(" ") or _is_whole_paragraph(document.source.text, quotation)
    if len(between.split()) <= NEAR and between.strip(" ").count("\n\n") < 2 and goes_on:
        return owners[previous]
    return spoke


def _whole_before(document: Document, last: int, owners: dict[int, _Owner]) -> int:
    """This quotation, or, where it is but a piece of a clause, the whole one of its sentence."""
    if not owners[last].within:
        return last
    start = document.sentence_at(document.quotations[last].outer[0]).start
    whole = (j for j in range(last - 1, -1, -1) if j in owners and not owners[j].within)
    first = next(whole, None)
    return last if first is None or document.quotations[first].outer[1] < start else first


def _is_joined(text: str, quotations: tuple[Quotation, ...], k: int) -> bool:
    """“shouted ‘no war’ and ‘no tax’”: a quotation tied to the one before it."""
    return k > 0 and text[quotations[k - 1].outer[1] : quotations[k].outer[0]].strip(" ,") in (
        "and",
        "or",
        "but",
    )


def _stands_alone(text: str, quotation: Quotation) -> bool:
    inside = text[quotation.start : quotation.end].rstrip()
    before = text[: quotation.outer[0]].rstrip()[-1:]
    return inside[-1:] in tuple(".!?…") and len(inside.split()) >= 3 and before in tuple(".!?:\"”'’")


def _is_whole_paragraph(text: str, quotation: Quotation) -> bool:
    """Whether the quotation is a paragraph of its own: it goes on from the speaker of the one before."""
    start, end = quotation.outer
    return text[:start].rstrip(" ")[-1:] in ("", "\n") and text[end:].lstrip(" ")[:1] in ("", "\n")


def _spoke_before(document: Document, quotation: Quotation, clausal: Sequence[Saying]) -> _Owner | None:
    """Who is said to speak in the sentence before: in the same paragraph, or before a paragraph all in quotation marks."""
    here = document.sentence_at(quotation.outer[0])
    if here.index == 0:
        return None
    before = document.sentences[here.index - 1]
    is_next = before.paragraph == here.paragraph - 1 and _is_whole_paragraph(document.source.text, quotation)
    if before.paragraph != here.paragraph and not is_next:
        return None
    spoken = [
        s
        for s in clausal
        if before.start <= s.cue[0] < before.end
        and s.kind is CueClass.SPEECH
        and s.frame in ("that", "aside")
    ]
    if not spoken or spoken[0].head is None:
        return None
    return _Owner(document.parse[spoken[0].token], document.parse[spoken[0].head])
