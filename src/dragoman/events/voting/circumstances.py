"""Where and when: the days and organs named in the sentences that speak of a text, however loosely."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from dragoman.events.voting.ballots import SaidDay, SaidOrgan
from dragoman.events.voting.dating import OTHER_COUNCILS, is_of_the_vote, may_be_of_another
from dragoman.events.voting.naming import BODY_WORDS, COMMITTEE, body_in
from dragoman.text.document import Document, Precision, Sentence

Token = Any

TELLING = frozenset(
    [
        "say",
        "tell",
        "add",
        "report",
        "announce",
        "warn",
        "comment",
        "argue",
        "explain",
        "note",
        "remark",
        "write",
        "speak",
        "recall",
        "publish",
        "meet",
        "visit",
        "arrive",
        "talk",
        "phone",
        "confer",
        "expect",
        "plan",
        "invade",
        "attack",
        "begin",
        "start",
    ]
)
"""Verbs whose day is not the day of a vote."""
DECIDING = frozenset(
    [
        "adopt",
        "pass",
        "approve",
        "endorse",
        "vote",
        "decide",
        "carry",
        "reject",
        "declare",
        "demand",
        "condemn",
        "deplore",
        "be",
        "take",
        "go",
        "come",
        "hold",
        "abstain",
        "oppose",
    ]
)
"""Verbs by which an organ is said to have voted."""
ENDING = frozenset(["fail", "die", "fall", "perish", "stall", "founder", "veto", "block", "kill", "stop"])
"""What ends in an organ without a vote of its on record."""
PASSING = frozenset(["pass", "clear", "carry"])
"""What a text does to an organ."""
A_YEAR = 366
"""Most days that words for a time may cover to say when a vote was."""


def sentences_of(document: Document, places: Iterable[int]) -> list[Sentence]:
    """The sentences in which a text is spoken of, each once, in reading order."""
    found = {s.index: s for s in (document.sentence_at(p) for p in places)}
    return [found[i] for i in sorted(found)]


def find_days(document: Document, sentences: Sequence[Sentence]) -> Iterator[SaidDay]:
    """Days, weeks, months and years named in a report, each with how near it stands to these sentences."""
    near_of = _nearness(sentences)
    for d in document.dates:
        if not (d.first and d.last) or d.precision is Precision.DECADE or (d.last - d.first).days > A_YEAR:
            continue
        sentence = document.sentence_at(d.start)
        near, head = near_of(sentence), sentence.index < HEAD
        verb = _verb_over(document, d.start)
        lemma = verb.lemma_.lower() if verb is not None else ""
        named = is_of_the_vote(document, d, sentence)
        if named or lemma not in TELLING:
            by_organ = verb is not None and _is_of_organ(document, verb)
            told = near < 2 and lemma in DECIDING
            of_vote = told or (by_organ and (near < 2 or head))
            yield SaidDay(
                start=d.start,
                end=d.end,
                first=d.first,
                last=d.last,
                of_vote=of_vote or named,
                near=min(near, HEAD) if named else near,
                open=not named and may_be_of_another(document, d),
                named=named,
            )


def _nearness(sentences: Sequence[Sentence]) -> Callable[[Sentence], int]:
    """How near a sentence is to these: 0 one of them, 1 beside one in its paragraph, 2 in a paragraph of theirs, 3 at the
    head of the report, 4 elsewhere."""
    own = {s.index for s in sentences}
    beside = {i + step for i in own for step in (-1, 1)}
    paragraphs = {s.paragraph for s in sentences}

    def near(s: Sentence) -> int:
        if s.index in own:
            return 0
        if s.paragraph in paragraphs:
            return 1 if s.index in beside else 2
        return 3 if s.index < HEAD else 4

    return near


def _is_of_organ(document: Document, verb: Token) -> bool:
    """Whether an organ, or a text, is what a verb is said of: “the Assembly urged …”, “the draft was taken up …”."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    words = document.source.text[subject.left_edge.idx : subject.idx + len(subject.text)]
    return _OF_A_VOTE.search(words) is not None or body_in(words) is not None


_OF_A_VOTE = re.compile(
    r"\b(?:resolution|text|draft|vote|motion|measure|declaration|decision|ballot)s?$", re.IGNORECASE
)
HEAD = 3
"""Sentences at the head of a report that may say when it all was."""


def find_organs(document: Document, sentences: Sequence[Sentence]) -> Iterator[SaidOrgan]:
    """Organs and committees named in a report, each with how near it stands to these sentences."""
    near_of = _nearness(sentences)
    for sentence in document.sentences:
        near = near_of(sentence)
        for start, end, body in organs_in(document.source.text, sentence.start, sentence.end):
            verb = _act_of(document, start, end)
            deciding = verb is not None and verb.lemma_.lower() in DECIDING and near == 0
            yield SaidOrgan(
                start=start,
                end=end,
                body=body,
                acting=verb is not None,
                deciding=deciding,
                before=verb is not None and _is_before(verb),
                near=near,
            )


def _is_before(verb: Token) -> bool:
    """“had approved”, “already passed”, “was recommended earlier”."""
    return any(
        (c.dep_ in ("aux", "auxpass") and c.lower_ == "had") or c.lower_ in EARLIER for c in verb.children
    )


EARLIER = frozenset(["already", "earlier", "previously", "first", "before", "beforehand"])


@lru_cache(maxsize=512)  # the sentences of a report, asked of for each of its texts
def organs_in(text: str, start: int, end: int) -> tuple[tuple[int, int, str], ...]:
    """Where organs are named between two places, and which."""
    named = (m for p in (*BODY_WORDS.values(), COMMITTEE) for m in p.finditer(text, start, end))
    return tuple(
        (match.start(), match.end(), body)
        for match in named
        if (body := body_in(match.group())) is not None
        and not is_other_council(text, match.start(), match.group())
    )


def is_other_council(text: str, start: int, words: str) -> bool:
    """Whether “the Council” goes back to another of that name: the European one, that of Human Rights."""
    if not words.lower().startswith("the council"):
        return False
    places = _councils(text)
    i = bisect_left(places, (start, ""))
    return i > 0 and places[i - 1][1] != "security council"


@lru_cache(maxsize=4)
def _councils(text: str) -> tuple[tuple[int, str], ...]:
    """Where councils are named in full."""
    return tuple((m.start(), m.group().lower()) for m in _COUNCIL.finditer(text))


_COUNCIL = re.compile(rf"\b(?:security council|{OTHER_COUNCILS}|UNHRC|ECOSOC)\b", re.IGNORECASE)


def _verb_over(document: Document, place: int) -> Token | None:
    token = _token_at(document, place, place + 1)
    return next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), None)


def _token_at(document: Document, start: int, end: int) -> Token:
    return document.parse.char_span(start, end, alignment_mode="expand").root


def _act_of(document: Document, start: int, end: int) -> Token | None:
    """The verb by which an organ acts, or of what is done in it: “the Assembly declared …”, “adopted by the Council”, “it
    passed the Council”, “in the Third Committee it drew 90 votes”."""
    token = _token_at(document, start, end)
    agent = token.dep_ == "pobj" and token.head.lower_ == "by"
    within = (
        token.dep_ == "pobj"
        and token.head.lower_ in ("in", "before", "through")
        and token.head.head.pos_ == "VERB"
    )
    verb = _verb_over(document, token.idx)
    if within and verb is not None and verb.lemma_.lower() in ENDING:
        return None
    if verb is None or verb.lemma_.lower() in TELLING or any(c.dep_ == "neg" for c in verb.children):
        return None
    passed = token.dep_ == "dobj" and verb.lemma_.lower() in PASSING
    own = token.dep_ == "poss" and token.head.lemma_.lower() in (
        "decision",
        "resolution",
        "vote",
        "text",
        "verdict",
    )
    return verb if agent or within or passed or own or token.dep_ in ("nsubj", "attr") else None
