"""Attributions that quotation marks show: who speaks the words between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.events.attribution_carrying import Owner, carried_over, first_spoken, is_joined
from dragoman.events.attribution_clauses import lemma_of
from dragoman.events.attribution_cues import CueClass, cues
from dragoman.events.attribution_extent import quotations_near, reach_of
from dragoman.events.attribution_frames import foreign, gives_reason
from dragoman.events.attribution_sayings import Manner, Saying, Span
from dragoman.events.attribution_sources import noun_before, source_of, source_span
from dragoman.text.clauses import RELATIVE
from dragoman.text.document import Document, Quotation
from dragoman.text.quotations import is_title

Token = Any
WITHIN = 12
"""How many tokens may stand between “called” and the quoted name."""
AHEAD = 30
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


def find_quoted(document: Document, clausal: Sequence[Saying] = ()) -> Iterator[Saying]:
    """One saying for each cue that introduces or follows quotations, with all its quotations.

    `clausal` are the sayings that the grammar shows: a quotation that stands alone goes on from the one before it.
    """
    found: dict[int, tuple[Owner, list[Span]]] = {}
    owners: dict[int, Owner] = {}
    carried: set[int] = set()
    spoken = first_spoken(document, clausal)
    apart = [s for s in clausal if _is_apart(document.parse[s.token], s)]
    for k, quotation in _outermost(document.source.text, document.quotations):
        owner = _aside_owner(document, quotation, apart) or _owner_of(document, quotation)
        if owner is None and is_joined(document.source.text, document.quotations, k):
            owner = owners.get(k - 1)
        if owner is None and quotation.continued is not None:
            carried.add(k)
            owner = owners.get(quotation.continued)
        if owner is None:
            carried.add(k)
            owner = carried_over(document, quotation, owners, spoken)
        if owner is not None:
            owners[k] = owner
            here = quotation.outer
            if owner.within:
                start, end = _with_clause(owner.cue, here)
                here = start, max(end, reach_of(document, quotation))
            elif owner.cue.idx >= here[1] and k not in carried:
                here = _with_lead(document, k, owners)
            found.setdefault(owner.cue.i, (owner, []))[1].append(here)
    for owner, spans in found.values():
        yield _saying(owner, spans)


def _saying(owner: Owner, spans: list[Span]) -> Saying:
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


def _with_lead(document: Document, k: int, owners: dict[int, Owner]) -> Span:
    """The quotation with the words before it in its sentence: “The ‘vote’ was ‘a farce’, he said.”"""
    start, end = document.quotations[k].outer
    sentence = document.sentence_at(start)
    lead = document.source.text[sentence.start : start]
    marks = sum(lead.count(sign) for sign in '"“”')
    is_free = k > 0 and k - 1 not in owners and document.quotations[k - 1].outer[0] >= sentence.start
    is_whole = marks == (2 if is_free else 0) and not any(sign in lead for sign in ";:")
    is_own = is_whole and lead.rstrip()[-1:].isalnum()
    return (sentence.start if is_own else start), end


def _outermost(text: str, quotations: tuple[Quotation, ...]) -> Iterator[tuple[int, Quotation]]:
    reach = -1
    for k, quotation in enumerate(quotations):
        if quotation.outer[0] >= reach:
            reach = quotation.outer[1]
            if not is_title(text, quotation):
                yield k, quotation


def _is_apart(cue: Token, saying: Saying) -> bool:
    """Whether the clause stands before the one that it hangs on."""
    return saying.frame == "that" and cue.dep_ == "advcl" and bool(cue.head.i > cue.i)


def _aside_owner(document: Document, quotation: Quotation, apart: Iterable[Saying]) -> Owner | None:
    """Who speaks a quotation in a clause apart: “After Oslo said it was ‘a farce,’ Rome said …”, not Rome."""
    for saying in apart:
        if saying.cue[1] <= quotation.start and saying.covers(quotation.start, quotation.start + 1):
            source = None if saying.head is None else document.parse[saying.head]
            return Owner(document.parse[saying.token], source, within=True)
    return None


def _owner_of(document: Document, quotation: Quotation) -> Owner | None:
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


def _following(document: Document, quotation: Quotation, ahead: int) -> Owner | None:
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
        between = document.source.text[quotation.outer[1] : token.idx]
        if "\n\n" in between or (
            "\n" in between and inside[-1:] in tuple(".?!") and token.text[:1].isupper()
        ):
            break
        if token.is_space or token.text in _MARKS:
            continue
        if _speaks(token) and (token.tag_ not in ("VBG", "VBN", "VB") or _is_past(token, words)):
            if _is_another_clause(token, words):
                return None
            return Owner(token, _speaker(token, words, quotation))
        if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBG", "VB") and token.dep_ != "relcl":
            is_tag = inside[-1:] in tuple(",?!") and _tags(token, words, quotation)
            return Owner(token, _speaker(token, words, quotation)) if is_tag else None
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
    beside = quotations_near(document, ((mark.idx, mark.idx),))
    around = next((q for q in beside if mark.idx in (q.outer[0], q.end)), None)
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
    beside = token.doc[token.i + 1 : token.i + 2]
    particle = next(
        (c.lower_ for c in (*token.children, *beside) if c.dep_ in ("prt", "advmod") and c.i > token.i), ""
    )
    lemma = lemma_of(token)
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
    if nouns and before[-1].text == ",":
        return next((t for t in nouns if t.dep_ not in ("compound", "poss", "amod")), nouns[-1])
    if nouns:
        return nouns[-1]
    for i in range(verb.i + 1, min(verb.i + 8, len(verb.doc))):
        token = verb.doc[i]
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.dep_ not in ("compound", "poss", "amod"):
            return token
        if token.is_punct:
            break
    return None


def _preceding(document: Document, quotation: Quotation) -> Owner | None:
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
                return Owner(token, source, within=goes_into or lead[-1] not in ",:")
        if lead[-1] not in ":," and start - i > WITHIN:
            return None
    if lead[-1] == ":":
        return _introduced(parse, sentence.first, start)
    return None


def _noun_before(verb: Token) -> Token | None:
    """The last noun before a verb in its sentence: its subject where the parse takes another."""
    depth = 0
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        depth += (token.text == ")") - (token.text == "(")
        if depth == 0 and token.pos_ in ("PROPN", "NOUN", "PRON"):
            return token
    return None


def _introduced(parse: Any, first: int, start: int) -> Owner | None:
    """The subject of the sentence whose colon opens the quotation."""
    colon = next((parse[i] for i in range(start - 1, first - 1, -1) if parse[i].text == ":"), None)
    subject = next((parse[i] for i in range(first, start) if parse[i].dep_ in ("nsubj", "nsubjpass")), None)
    if colon is not None and subject is None and start - first <= SHORT:
        nouns = [t for t in parse[first : colon.i] if t.pos_ in ("PROPN", "PRON", "NOUN")]
        subject = nouns[-1] if nouns else None
    if colon is None or subject is None:
        return None
    return Owner(colon, subject)
