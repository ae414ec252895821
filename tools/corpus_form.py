"""Read the corpus's compact lines: paragraphs with events and sayings, each string resolved to its place.

The form is described in corpus/codebook.md. Whatever does not fit it raises FormError with the place and the words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.domain.events import EventType, Status
from tools.files import ROOT

CORPUS = ROOT / "corpus"
PARAGRAPHS = CORPUS / "paragraphs"
SECOND = CORPUS / "second"
PARTS = {"train": [f"w{n:02}" for n in range(1, 10)], "dev": ["w10"], "test": ["w11", "w12"]}

Range = tuple[int, int]
Line = dict[str, Any]
TRIM = " \t,;:.—–-"
MARKS = {"“": "”", "‘": "’", '"': '"', "«": "»"}


class FormError(ValueError):
    """A line that does not follow the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A mention in the sentence, and where a pronoun or description stands for it, what it stands for."""

    text: str
    """The words in the sentence; empty where the party is unsaid."""
    span: Range | None
    stands_for: str = ""
    """The words, here or in an earlier sentence, that name it best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    by: Party | None
    """None where nobody is named."""
    cue: str
    cue_span: Range | None
    content: tuple[Range, ...]
    kind: str
    """direct, mixed or indirect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusEvent:
    type: EventType
    trigger: Range
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: Status
    saying: Saying | None
    """What the event itself says: the content of a demand, a charge, a promise."""
    chain: tuple[Saying, ...]
    """Who says so, outermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    text: str
    events: tuple[CorpusEvent, ...]
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    id: str
    style: str
    sentences: tuple[Sentence, ...]


KEYS = {
    "paragraph": {"id", "style", "sentences"},
    "sentence": {"t", "e", "s"},
    "event": {"k", "t", "a", "r", "st", "c"},
    "saying": {"by", "cue", "c", "q"},
}


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a file; raises FormError at the first line that does not fit."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            yield parse_paragraph(line)
        except FormError as error:
            raise FormError(f"{path.name}:{number}: {error}") from None


def parse_paragraph(line: str) -> Paragraph:
    """One line of the corpus as a value."""
    paragraph = parse_line(line)
    sentences: list[Sentence] = []
    open_mark = ""
    for number, given in enumerate(paragraph["sentences"], start=1):
        try:
            check_keys("sentence", given, {"t"})
            quoted, open_mark = quoted_places(given["t"], open_mark)
            earlier = [s.text for s in sentences]
            sentences.append(SentenceReader(given["t"], earlier, quoted).read(given))
        except FormError as error:
            raise FormError(f"{paragraph['id']} sentence {number}: {error}") from None
    return Paragraph(id=paragraph["id"], style=paragraph.get("style", ""), sentences=tuple(sentences))


def parse_line(line: str) -> Line:
    """The JSON object of a line, with the paragraph's own keys checked."""
    if re.search(r"\\u[0-9a-fA-F]{4}", line):
        raise FormError("an escape \\u…: write the character itself")
    try:
        paragraph: Line = json.loads(line)
    except json.JSONDecodeError as error:
        raise FormError(f"no JSON: {error}") from None
    check_keys("paragraph", paragraph, {"id", "sentences"})
    return paragraph


def check_keys(what: str, given: Any, needed: set[str]) -> None:
    """Raise FormError where an object misses a key or has an unknown one."""
    if not isinstance(given, dict):
        raise FormError(f"a {what} must be an object, not {given!r}")
    if missing := needed - given.keys():
        raise FormError(f"{what} without {', '.join(sorted(missing))}")
    if unknown := given.keys() - KEYS[what]:
        raise FormError(f"{what} with unknown key {', '.join(sorted(unknown))}")


def quoted_places(text: str, open_mark: str = "") -> tuple[list[bool], str]:
    """For each character whether it stands inside quotation marks, and the mark still open at the end."""
    inside = []
    for place, sign in enumerate(text):
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if open_mark and sign == open_mark and not (sign == "’" and after.isalpha()):
            open_mark = ""
        elif not open_mark and sign in MARKS and not before.isalnum():
            open_mark = MARKS[sign]
            inside.append(True)
            continue
        inside.append(bool(open_mark))
    return inside, open_mark


def place_of(words: str, text: str) -> Range:
    """Where these whole words stand in the text: their first occurrence, or the one that `#n` asks for."""
    words, _, number = words.partition("#")
    if not words.strip():
        raise FormError("an empty string")
    if number and not number.isdigit():
        raise FormError(f"“#{number}” is no number")
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    wanted = int(number or 1)
    if not 1 <= wanted <= len(found):
        raise FormError(f"“{words}” stands {len(found)} times as whole words in: {text}")
    return found[wanted - 1]


def as_list(value: Any) -> list[str]:
    """A string or a list of strings as a list."""
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(v, str) for v in values):
        raise FormError(f"not a string: {value!r}")
    return values


class SentenceReader:
    """Resolves the strings of one sentence, given the sentences before it and which characters are quoted."""

    def __init__(self, text: str, earlier: list[str], quoted: list[bool]) -> None:
        if bad := set("…^#") & set(text):
            raise FormError(f"the text holds {' '.join(sorted(bad))}")
        if len(text.split()) < 2 or text != text.strip():
            raise FormError(f"no sentence: {text!r}")
        self.text, self.earlier, self.quoted = text, earlier, quoted

    def read(self, given: Line) -> Sentence:
        """The sentence with its events and sayings."""
        said = [(s, self.saying(s)) for s in given.get("s", [])]
        sayings = tuple(saying for _, saying in said)
        events = [self.event(e) for e in given.get("e", [])]
        speaking = (*sayings, *(event.saying for event in events if event.saying))
        return Sentence(
            text=self.text, sayings=sayings, events=tuple(with_chain(event, speaking) for event in events)
        )

    def saying(self, given: Line) -> Saying:
        check_keys("saying", given, set())
        if not given.keys() & {"by", "cue"}:
            raise FormError("a saying without `by` and `cue`")
        by = self.party(given["by"]) if "by" in given else None
        cue = given.get("cue", "")
        cue_span = self.span(cue) if cue else None
        anchors = [span for span in (cue_span, by and by.span) if span]
        content = self.content(given.get("c", ">"), anchors if cue else [])
        kind = given.get("q") or self.kind_of(content)
        if kind not in {"direct", "mixed", "indirect"}:
            raise FormError(f"unknown kind of quotation {kind!r}")
        return Saying(by=by, cue=cue, cue_span=cue_span, content=content, kind=kind)

    def event(self, given: Line) -> CorpusEvent:
        check_keys("event", given, {"k", "t"})
        if given["k"] not in EventType.__members__:
            raise FormError(f"unknown type {given['k']!r}")
        if (status := given.get("st", "actual")) not in set(Status):
            raise FormError(f"unknown status {status!r}")
        if not given.get("a") and not given.get("r"):
            raise FormError(f"{given['k']} has neither actor nor recipient")
        trigger = self.span(given["t"])
        actors = tuple(self.party(words) for words in as_list(given.get("a", [])))
        saying = self.spoken(given, trigger, actors) if "c" in given else None
        return CorpusEvent(
            type=EventType(given["k"]),
            trigger=trigger,
            actors=actors,
            recipients=tuple(self.party(words) for words in as_list(given.get("r", []))),
            status=Status(status),
            saying=saying,
            chain=(),
        )

    def spoken(self, given: Line, trigger: Range, actors: tuple[Party, ...]) -> Saying:
        """What an event that speaks says, by its first actor."""
        by = actors[0] if actors else None
        anchors = [span for span in (trigger, by and by.span) if span]
        content = self.content(given["c"], anchors)
        return Saying(by=by, cue=given["t"], cue_span=trigger, content=content, kind=self.kind_of(content))

    def party(self, words: str) -> Party:
        if not isinstance(words, str):
            raise FormError(f"not a string: {words!r}")
        text, sign, stands_for = words.partition("^")
        span = self.span(text) if text or not sign else None
        if sign:
            self.find_anywhere(stands_for)
        return Party(text=text.partition("#")[0], span=span, stands_for=stands_for)

    def find_anywhere(self, words: str) -> None:
        """Raise FormError unless the words stand in this or an earlier sentence."""
        for text in (*self.earlier, self.text):
            try:
                place_of(words, text)
            except FormError:
                continue
            return
        raise FormError(f"“{words}” after ^ stands neither here nor in an earlier sentence")

    def span(self, words: str) -> Range:
        """The place of a string, which may be given by its two ends."""
        if not isinstance(words, str):
            raise FormError(f"not a string: {words!r}")
        first, sign, last = words.partition("…")
        start = place_of(first, self.text)[0] if first else 0
        if not sign:
            return place_of(first, self.text)
        if not last:
            return start, trimmed(self.text, start, len(self.text))[1]
        after = place_of(first, self.text)[1] if first else 0
        return start, after + place_of(last, self.text[after:])[1]

    def content(self, given: Any, anchors: list[Range]) -> tuple[Range, ...]:
        """The content's ranges: `>`, `<`, `<>` around the anchors, or strings."""
        if given in (">", "<", "<>") and not anchors:
            return (trimmed(self.text, 0, len(self.text)),)
        before = trimmed(self.text, 0, min((start for start, _ in anchors), default=0))
        after = trimmed(self.text, max((end for _, end in anchors), default=0), len(self.text))
        if self.text[after[0] :].startswith("that "):
            after = (after[0] + len("that "), after[1])
        short: dict[str, tuple[Range, ...]] = {">": (after,), "<": (before,), "<>": (before, after)}
        if isinstance(given, str) and given in short:
            ranges = short[given]
        else:
            ranges = tuple(self.span(words) for words in as_list(given))
        if any(end <= start for start, end in ranges):
            raise FormError(f"nothing stands at {given!r} for the content")
        return ranges

    def kind_of(self, content: tuple[Range, ...]) -> str:
        """direct, mixed or indirect by the share of the content's letters in quotation marks."""
        marked = [
            self.quoted[i] for start, end in content for i in range(start, end) if self.text[i].isalnum()
        ]
        share = sum(marked) / max(len(marked), 1)
        return "indirect" if share == 0 else "direct" if share > 0.9 else "mixed"


def trimmed(text: str, start: int, end: int) -> Range:
    """The range without spaces and punctuation at its ends."""
    while start < end and text[start] in TRIM:
        start += 1
    while start < end and text[end - 1] in TRIM:
        end -= 1
    return start, end


def with_chain(event: CorpusEvent, speaking: tuple[Saying, ...]) -> CorpusEvent:
    """The event with those in its chain whose content holds its trigger, the widest content outermost."""
    start, end = event.trigger
    holding = [
        saying
        for saying in speaking
        if saying is not event.saying and any(a <= start and end <= b for a, b in saying.content)
    ]
    holding.sort(key=lambda saying: -sum(b - a for a, b in saying.content))
    return CorpusEvent(
        type=event.type,
        trigger=event.trigger,
        actors=event.actors,
        recipients=event.recipients,
        status=event.status,
        saying=event.saying,
        chain=tuple(holding),
    )
