"""How far what is said reaches: where the text speaks again, and which quotations are taken in whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.events.attribution_sayings import Saying, Span, merged, overlap
from dragoman.text.document import Document, Quotation
from dragoman.text.quotations import is_title

_DASH = re.compile(r"\s(?:-|–|—|--)\s|—")
_MARKS = ('"', "”", "’’", "''", "’", "'")
_GOES_ON = re.compile(
    r"(?:and|but) (?:he|she|they|it|\w+ed)\b|although\b|a (?:\w+ ){0,2}?(?:that|which)\b"
    r"|(?:said|says|told|tells|has|have|had|was|were|is|are)\b"
)
_ENDS = frozenset(",;:.!?—–()[]") | {"--", "-"}
_ANEW = frozenset({"and", "but", "while", "when", "after", "before", "although", "though"})
_SPEAKS_AGAIN = re.compile(
    r"\s*(?:while|though|although|whereas|but(?! (?:only|also|not|rather|just|instead|that)\b)|which|as|when|an?"
    r"|(?!including)\w+ing|and (?:he|she|they))\b"
)
"""What begins the text's own words after a quotation that ends with a comma: “called it ‘a farce,’ adding that …”."""


def within(document: Document, saying: Saying) -> tuple[Span, ...]:
    """The content up to where the text speaks again, with every quotation in whole that it holds a part of."""
    text = document.source.text
    spans = list(_before_comma(document, saying, _before_dash(document, saying)))
    if len(spans) > 1:
        titles = {q.outer for q in quotations_near(document, spans) if is_title(text, q)}
        spans = [span for span in spans if span not in titles] or spans
    for quotation in quotations_near(document, spans):
        a, b = quotation.outer
        shared = overlap(quotation.outer, spans)
        if 0 < shared < b - a and not a <= saying.cue[0] < b:
            spans.append(quotation.outer)
        elif not shared and any(_runs_into(text, end, a) for _, end in spans):
            spans.append((max(end for _, end in spans if end <= a), b))
    return merged(spans)


def _runs_into(text: str, end: int, mark: int) -> bool:
    """Whether what is said up to `end` runs into the quotation at `mark`: “spend his life ‘in a cell’”."""
    return text[end:mark] == " " and text[end - 1].isalnum()


def quotations_near(document: Document, spans: Iterable[Span]) -> Iterator[Quotation]:
    """The quotations between the first and the last of these places, one right after them included."""
    lowest, highest = min(a for a, _ in spans), max(b for _, b in spans) + 1
    first = bisect_left(document.quotations, lowest - _longest(document), key=lambda q: q.outer[0])
    for i in range(first, len(document.quotations)):
        quotation = document.quotations[i]
        if quotation.outer[0] > highest:
            return
        if quotation.outer[1] >= lowest:
            yield quotation


@lru_cache(maxsize=2)
def _longest(document: Document) -> int:
    """Length of the longest quotation, in characters."""
    return max((b - a for a, b in (q.outer for q in document.quotations)), default=0)


def reach_of(document: Document, quotation: Quotation) -> int:
    """Where the words that go on from a quotation end: at the next mark of punctuation, or where another clause begins."""
    text, end = document.source.text, quotation.outer[1]
    if text[quotation.start : quotation.end].rstrip()[-1:] in ",.?!…":
        return end
    parse = document.parse
    last = document.sentence_at(quotation.outer[0]).last
    for i in range(bisect_left(parse, end, key=lambda t: t.idx), last):
        is_hyphen = parse[i].text == "-" and not parse[i].whitespace_
        if (parse[i].text in _ENDS and not is_hyphen) or parse[i].lower_ in _ANEW:
            break
        end = parse[i].idx + len(parse[i].text)
    return end


def _before_dash(document: Document, saying: Saying) -> tuple[Span, ...]:
    """The content up to a single dash after which the text speaks again: “called it ‘a farce’ – a word he likes”."""
    start, end = saying.content[-1]
    if saying.cue[0] >= start or saying.frame in ("label", "aside", "according"):
        return saying.content
    words = document.source.text[start:end]
    dashes = list(_DASH.finditer(words))
    if len(dashes) != 1:
        return saying.content
    at, rest = start + dashes[0].start(), words[dashes[0].end() :]
    is_quoted = any(q.outer[0] < at < q.outer[1] for q in quotations_near(document, ((at, at),)))
    own = words[: dashes[0].start()].endswith(_MARKS) or _GOES_ON.match(rest) is not None
    return (*saying.content[:-1], (start, at)) if own and not is_quoted else saying.content


def _before_comma(document: Document, saying: Saying, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content up to a quotation with a comma at its end after which the text speaks again and quotes no more."""
    end = content[-1][1]
    if saying.cue[0] >= content[0][0] or saying.frame in ("label", "aside"):
        return content
    text = document.source.text
    for quotation in quotations_near(document, content):
        stop = quotation.outer[1]
        if stop >= end or not overlap(quotation.outer, content):
            continue
        has_comma = text[quotation.start : quotation.end].rstrip().endswith(",") or text[stop] == ","
        if has_comma and _SPEAKS_AGAIN.match(text, stop + (text[stop] == ",")):
            own = document.sentence_at(stop - 1).end
            return tuple((a, min(b, stop) if a < stop else b) for a, b in content if a < stop or a >= own)
    return content
