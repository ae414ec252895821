"""Catchwords over a paragraph, and matters set before a vote is told: “Death penalty.”, “*On Sudan* the vote was …”."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from dragoman.domain.actors import ActorKind
from dragoman.events.voting.ballots import Reference
from dragoman.events.voting.naming import NEVER_TEXTS, NOUNS, PAPERS, STOP, codes_of, content_words
from dragoman.text.clauses import subject_of
from dragoman.text.document import Document, SentenceKind

Token = Any

NO_SUBJECTS = frozenset(
    """
    result results update adopted breaking live vote good morning evening background recap verdict
    summary next hardly yesterday today tomorrow tonight yes maybe
    """.split()
)


def find_headings(document: Document) -> list[Reference]:
    """Catchwords that open a paragraph and name its subject: “Death penalty.”, “16.05 CEASEFIRE.”"""
    found = []
    for sentence, following in pairwise(document.sentences):
        opens = sentence.index == 0 or document.sentences[sentence.index - 1].paragraph != sentence.paragraph
        tokens = _after_label([t for t in document.parse[sentence.first : sentence.last] if not t.is_space])
        dated = [(d.start, d.end) for d in document.dates if sentence.start <= d.start < sentence.end]
        named = [t for t in tokens if t.is_alpha and not any(a <= t.idx < b for a, b in dated)]
        plain = sentence.kind in (SentenceKind.PROSE, SentenceKind.BULLET) and not any(
            t.like_num for t in tokens if not any(a <= t.idx < b for a, b in dated)
        )
        if not plain or not opens or following.paragraph != sentence.paragraph or not 1 <= len(named) <= 6:
            continue
        words = frozenset(t.lower_ for t in named if len(t) > 2) - STOP - NO_SUBJECTS
        clause = any(t.pos_ in ("VERB", "AUX") and subject_of(t) is not None for t in named if not t.is_upper)
        if not words or clause or not (dated or _is_title(document, named, words)):
            continue
        found.append(
            Reference(
                start=tokens[0].idx,
                end=tokens[-1].idx + len(tokens[-1]),
                head=tokens[0].i,
                about=words,
                about_codes=codes_of(document, named),
                which="heading",
            )
        )
    return found


_TOPIC = re.compile(r"(?:On|Over|As for|As to|Regarding|Concerning) (?=[A-Za-z])")
_VOTE_TOLD = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballot|in favou?r|against|abst\w+|majority|margin|tally|\d+[-–]\d+|\d+ to \d+)\b"
)


def find_topics(document: Document) -> list[Reference]:
    """“*On Sudan* the vote was 74 to 32”: the matter of a vote set before all else."""
    found = []
    for sentence in document.sentences:
        text = document.source.text
        match = _TOPIC.match(text, sentence.start, sentence.end)
        if match is None or not _VOTE_TOLD.search(text, match.end(), sentence.end):
            continue
        first = document.parse.char_span(sentence.start, sentence.start + 1, alignment_mode="expand")[0]
        topic = next((c for t in (first, *first.children) for c in t.children if c.dep_ == "pobj"), None)
        if topic is None or topic.lemma_ in NEVER_TEXTS | PAPERS | PLACES or topic.left_edge.i <= first.i:
            continue
        end = min(topic.right_edge.idx + len(topic.right_edge.text), sentence.end)
        words = [
            t for t in topic.subtree if t.dep_ != "relcl" and not any(a.dep_ == "relcl" for a in t.ancestors)
        ]
        dated = any(d.start < end and match.end() <= d.start for d in document.dates)
        about, codes = content_words(words), codes_of(document, words)
        if dated or not (about or codes) or topic.lemma_.lower() in NOUNS:
            continue
        found.append(
            Reference(
                start=sentence.start, end=end, head=topic.i, about=about, about_codes=codes, which="heading"
            )
        )
    return found


def find_turns(document: Document) -> list[Reference]:
    """“*New Caledonia* was another matter.”, “Then came *Cuba*.”: a sentence that only turns to a matter."""
    found = []
    for sentence in document.sentences:
        match = _TURN.match(document.source.text, sentence.start, sentence.end)
        if match is None:
            continue
        name = "matter" if match["matter"] else "next"
        span = document.parse.char_span(*match.span(name), alignment_mode="contract")
        if span is None or not (about := content_words(list(span))):
            continue
        codes = codes_of(document, list(span))
        if codes or any(t.pos_ in ("NOUN", "PROPN") for t in span):
            found.append(
                Reference(
                    start=span.start_char,
                    end=span.end_char,
                    head=span.root.i,
                    about=about,
                    about_codes=codes,
                    which="heading",
                )
            )
    return found


_SUBJECT = r"(?:the )?(?:vote|text|resolution|question|matter|case) (?:of|on) "
_TURN = re.compile(
    rf"(?:(?:But|And|On the other hand,|By contrast,) )?(?:{_SUBJECT})?(?:"
    r"(?P<matter>[\w’' -]{3,40}?) (?:was|is|were|proved(?: to be)?|turned out to be|made for) (?:quite |altogether )?(?:another|an? (?:very |quite |rather )?(?:different|other|simpler|easier|harder|separate)) (?:matter|story|question|thing|case|affair|tale)\b"
    r"|(?:Then|Next|After that|Last|Finally|First)(?:,)? (?:came|was|it was the turn of|the delegates turned to) (?P<next>[\w’' -]{3,40}?)(?=[.,:;])"
    r")",
    re.IGNORECASE,
)


PLACES = frozenset(
    "hand side paper fence occasion contrary whole way balance average ground eve day floor record".split()
)
"""What follows “on” in set phrases."""


def _is_title(document: Document, named: list[Token], words: frozenset[str]) -> bool:
    """Whether words without a verb name a subject, and do not only answer or count off states."""
    if named[0].pos_ == "ADP" and not named[0].is_upper:
        return False
    noun = any(t.pos_ in ("NOUN", "PROPN", "ADJ") or t.is_upper for t in named if t.lower_ in words)
    told = any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD") or (t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX"))
        for t in named
        if not t.is_upper
    )
    return noun and not told and not _is_list(document, named)


def _is_list(document: Document, named: list[Token]) -> bool:
    """“Peru, Chad and Malta.”: an answer that names states is no subject."""
    states = [m for t in named for m in document.mentions_of(t) if m.actor.kind is ActorKind.STATE]
    return len({m.code for m in states}) > 1 and any(t.lower_ == "and" for t in named)


def _after_label(tokens: list[Token]) -> list[Token]:
    """“Item two: Cyprus, March 1964”: what stands after the colon."""
    colons = [i for i, t in enumerate(tokens) if t.text == ":"]
    return tokens[colons[0] + 1 :] if colons and colons[0] <= LABEL else tokens


LABEL = 3
"""Most words before the colon of a catchword."""
