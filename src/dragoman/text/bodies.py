"""Bodies whom the registry does not know: an institute, a paper, a company, by the kind of thing its name ends with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from dragoman.domain.actors import UNNAMED, Actor, ActorKind, Mention, MentionForm
from dragoman.text.people import name_words

KINDS: dict[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "school": "university college school academy institute",
        "university": "university",
        "college": "college",
        "institute": "institute institution center centre",
        "agency": "agency department bureau administration service authority office",
        "department": "department ministry",
        "bureau": "bureau",
        "company": "company corp inc group bank motors airlines industries",
        "firm": "company corp inc group partners",
        "bank": "bank",
        "newspaper": "times post journal herald tribune telegraph gazette guardian news newspaper",
        "paper": "times post journal herald tribune telegraph gazette guardian paper",
        "magazine": "magazine review journal",
        "network": "network news",
        "group": "group association federation foundation league society union campaign council movement coalition",
        "organisation": "organisation organization association federation foundation league society institute",
        "organization": "organisation organization association federation foundation league society institute",
        "foundation": "foundation fund",
        "charity": "foundation fund trust society",
        "association": "association",
        "union": "union",
        "committee": "committee",
        "commission": "commission",
        "council": "council",
        "campaign": "campaign",
        "team": "team",
        "club": "club",
        "party": "party",
        "movement": "movement",
        "church": "church",
        "court": "court",
        "board": "board",
        "think-tank": "institute foundation center centre council",
    }.items()
}
"""What a body may be called for short (“the school”), and the words that end the names of such bodies."""


def find_bodies(text: str, parse: Any, named: Collection[int]) -> Iterator[Mention]:
    """Mentions of bodies under a name of their own, and of their initials where these stand beside it."""
    initials: dict[str, Actor] = {}
    for token in parse:
        if token.i in named or token.pos_ != "PROPN" or token.dep_ == "compound":
            continue
        if token.text in initials:
            yield _mention(text, token, token, initials[token.text])
        elif token.lower_ in name_words("body") and (first := _first(token, named)) is not None:
            last = _last(token)
            name = text[first.idx : last.idx + len(last.text)]
            body = replace(UNNAMED, name=name, kind=ActorKind.ORGANISATION)
            yield _mention(text, first, last, body)
            if (short := _initials_after(last)) is not None:
                initials[short] = body


def _mention(text: str, first: Any, last: Any, actor: Actor) -> Mention:
    start, end = first.idx, last.idx + len(last.text)
    return Mention(actor=actor, text=text[start:end], start=start, end=end, form=MentionForm.NAME)


def _first(token: Any, named: Collection[int]) -> Any | None:
    """The first word of the name that ends with `token`; None where it is but one word without more."""
    first = token
    while first.i > 0:
        before = token.doc[first.i - 1]
        if not (before.text[:1].isupper() and before.pos_ in ("PROPN", "ADJ", "NOUN") and before.whitespace_):
            break
        if before.i in named:
            break
        first = before
    return first if first.i < token.i or _last(token).i > token.i else None


def _last(token: Any) -> Any:
    """“University of Leeds”: the name goes on over “of” and “for” before a capital letter."""
    doc, last = token.doc, token
    while last.i + 2 < len(doc) and doc[last.i + 1].lower_ in ("of", "for"):
        after = doc[last.i + 2]
        if after.pos_ != "PROPN":
            break
        last = after
        while last.i + 1 < len(doc) and doc[last.i + 1].pos_ == "PROPN" and last.whitespace_:
            last = doc[last.i + 1]
    return last


def _initials_after(last: Any) -> str | None:
    """“…, or ABC,” and “… (ABC)”."""
    after = last.doc[last.i + 1 : last.i + 4]
    words = [t for t in after if t.text.isupper() and t.text.isalpha() and len(t.text) > 1]
    opened = bool(len(after)) and (after[0].text == "(" or any(t.lower_ == "or" for t in after))
    return words[0].text if opened and words else None
