"""Which text the words of stance name after them, or the sentence at its head: “voted against *it*”, “*On the first draft* Peru abstained”."""

from __future__ import annotations

import re

from dragoman.events.voting.ballots import Reference
from dragoman.events.voting.stances import Said
from dragoman.events.voting.surface import Reader
from dragoman.text.document import Sentence

_OBJECT = re.compile(
    r"\s*(?:(?:on|of|to|from|in|for|against)\s+)?(?:the\s+)?(?:(?P<text>Ⓡ++)|(?P<pronoun>it|them|both|this|that|either)\b(?! ?(?:time|year|Ⓥ))|(?P<which>former|latter|first|second|third|other|one)\b(?! (?:time|to|of|Ⓥ)))",
    re.IGNORECASE,
)

_SEVERAL = re.compile(
    r"\b(?:twice|both times|(?:on|in) (?:both|all (?:three|four|five)) (?:occasions|votes|cases|counts))\b,?",
    re.IGNORECASE,
)
"""“*On both occasions* Peru abstained”."""


def object_end(reader: Reader, said: Said) -> int:
    match = _OBJECT.match(reader.text, said.end)
    return match.end() if match else said.end


def text_meant(reader: Reader, said: Said, sentence: Sentence) -> Reference | None:
    """The text named right after the words of stance, or at the head of the sentence: “*On the Canadian draft* …”."""
    match = _OBJECT.match(reader.text, said.end, sentence.end)
    if match is not None:
        return _meant(reader, match)
    several = _several(reader, sentence, said)
    if several is not None:
        return _of_several(reader, *several.span())
    fronted = re.match(r"\W*(?:on|to|as for|in the vote on|in the case of) (?:the )?(Ⓡ++)", reader.text[sentence.start : said.start], re.IGNORECASE)  # fmt: skip
    return reader.masked.references.get(sentence.start + fronted.start(1)) if fronted else None


def _several(reader: Reader, sentence: Sentence, said: Said) -> re.Match[str] | None:
    """Words for several votes before the words of stance, with no other clause in between."""
    start = max(sentence.start, *(reader.text.rfind(mark, sentence.start, said.start) + 1 for mark in ";:Ⓟ"))
    return _SEVERAL.search(reader.text, start, said.start)


def _of_several(reader: Reader, start: int, end: int) -> Reference:
    head = reader.masked.document.parse.char_span(end - 1, end, alignment_mode="expand")[0].i
    return Reference(start=start, end=end, head=head, pronoun=True, plural=True)


def _meant(reader: Reader, match: re.Match[str]) -> Reference | None:
    if match["text"]:
        return reader.masked.references.get(match.start("text"))
    name = "pronoun" if match["pronoun"] else "which"
    start, stop = match.span(name)
    word = match[name].lower()
    head = reader.masked.document.parse.char_span(start, stop, alignment_mode="expand")[0].i
    return Reference(
        start=start, end=stop, head=head, pronoun=True, plural=word in ("them", "both"), which=word if name == "which" else None
    )  # fmt: skip
