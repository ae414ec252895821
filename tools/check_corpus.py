"""Check every file of the corpus and print what it holds: counts by type, status, style and quotation, and repetition.

python -m tools.check_corpus            all files, with the counts
python -m tools.check_corpus w03        one writer: the faults, and which cards are still to be written
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.domain.events import Status
from tools.corpus_form import CORPUS, PARAGRAPHS, PARTS, FormError, Line, Paragraph, parse_paragraph

LENGTHS = range(3, 9)
NEAR = 0.5
"""Share of word 3-grams above which two sentences count as nearly the same."""
MOST_ALIKE = 0.3


def cards_of(writer: str) -> dict[str, Line]:
    """The writer's cards by id; empty where the writer has none (trials)."""
    path = CORPUS / "cards" / f"{writer}.jsonl"
    if not path.exists():
        return {}
    return {card["id"]: card for card in map(json.loads, path.read_text("utf-8").splitlines())}


def read_writer(path: Path) -> tuple[list[Paragraph], list[str]]:
    """The good paragraphs of a file, and the faults of the others."""
    paragraphs, faults = [], []
    seen: Counter[str] = Counter()
    cards = cards_of(path.stem)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            paragraph = parse_paragraph(line)
        except FormError as error:
            faults.append(f"{path.name}:{number}: {error}")
            continue
        seen[paragraph.id] += 1
        paragraphs.append(paragraph)
        faults += [f"{path.name}:{number}: {fault}" for fault in paragraph_faults(paragraph, cards)]
    faults += [f"{path.name}: {name} stands {n} times" for name, n in seen.items() if n > 1]
    return paragraphs, faults


def paragraph_faults(paragraph: Paragraph, cards: dict[str, Line]) -> Iterator[str]:
    """What a well-formed paragraph still gets wrong."""
    if len(paragraph.sentences) not in LENGTHS:
        yield f"{paragraph.id} has {len(paragraph.sentences)} sentences"
    if cards and paragraph.id not in cards:
        yield f"{paragraph.id} has no card"
    card = cards.get(paragraph.id)
    if card and paragraph.style and paragraph.style != card["style"]:
        yield f"{paragraph.id} has style {paragraph.style}, its card {card['style']}"
    for sentence in paragraph.sentences:
        if len(sentence.events) > 4:
            yield f"{paragraph.id}: {len(sentence.events)} events in one sentence: {sentence.text}"
        if len({(e.trigger, e.type) for e in sentence.events}) < len(sentence.events):
            yield f"{paragraph.id}: two events of one type on one trigger: {sentence.text}"


def missing_events(writer: str, paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """What the cards asked for and their paragraphs do not hold: a note, for a codebook may know better than a card."""
    cards = cards_of(writer)
    for paragraph in paragraphs:
        card = cards.get(paragraph.id)
        asked = Counter(str(event) for event in card["events"]) if card else Counter()
        held = Counter(
            e.type.value if e.status is Status.ACTUAL else f"{e.type} {e.status}"
            for s in paragraph.sentences
            for e in s.events
        )
        if lacking := asked - held:
            yield f"{paragraph.id} lacks {', '.join(lacking.elements())}"


def unwritten(writer: str, paragraphs: Iterable[Paragraph]) -> list[str]:
    """Cards that have no paragraph yet."""
    return sorted(cards_of(writer).keys() - {p.id for p in paragraphs})


def three_grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))


def share_alike(paragraphs: Iterable[Paragraph]) -> float:
    """The share of sentences of which half the word 3-grams or more stand in one other sentence."""
    grams = [three_grams(s.text) for p in paragraphs for s in p.sentences]
    where: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(grams):
        for gram in own:
            where[gram].append(number)
    alike = 0
    for number, own in enumerate(grams):
        shared = Counter(other for gram in own for other in where[gram] if other != number)
        alike += bool(own and shared and max(shared.values()) >= NEAR * len(own))
    return alike / max(len(grams), 1)


def repeated_openings(paragraphs: Iterable[Paragraph]) -> list[tuple[str, int]]:
    """The three words with which most sentences begin."""
    openings = Counter(" ".join(s.text.split()[:3]) for p in paragraphs for s in p.sentences)
    return [(words, n) for words, n in openings.most_common(5) if n > 2]


def counts_of(paragraphs: list[Paragraph]) -> list[str]:
    """The counts as lines to print."""
    sentences = [s for p in paragraphs for s in p.sentences]
    events = [e for s in sentences for e in s.events]
    sayings = [x for s in sentences for x in (*s.sayings, *(e.saying for e in s.events if e.saying))]
    tables = {
        "types": Counter(e.type.value for e in events),
        "statuses": Counter(e.status.value for e in events),
        "events a sentence": Counter(str(len(s.events)) for s in sentences),
        "chain lengths": Counter(str(len(e.chain)) for e in events),
        "sayings": Counter(x.kind for x in sayings),
        "speakers by ^": Counter("yes" if x.by and x.by.stands_for else "no" for x in sayings),
        "styles": Counter(p.style or "-" for p in paragraphs),
    }
    lines = [
        f"{len(paragraphs)} paragraphs, {len(sentences)} sentences, {len(events)} events, {len(sayings)} sayings"
    ]
    lines += [
        f"{name}: " + ", ".join(f"{k} {n}" for k, n in sorted(table.items()))
        for name, table in tables.items()
    ]
    lines.append(
        "frequent openings: " + (", ".join(f"“{w}” {n}" for w, n in repeated_openings(paragraphs)) or "none")
    )
    return [*lines, f"sentences nearly alike: {share_alike(paragraphs):.1%}"]


def main(arguments: list[str]) -> int:
    paths = [p for p in sorted(PARAGRAPHS.glob("*.jsonl")) if not arguments or p.stem in arguments]
    everything, faults = [], []
    for path in paths:
        paragraphs, found = read_writer(path)
        everything += paragraphs
        faults += found
        notes = list(missing_events(path.stem, paragraphs))
        print(
            *notes if arguments else [f"{path.stem}: {len(notes)} paragraphs lack an event of their card"],
            sep="\n",
        )
        if missing := unwritten(path.stem, paragraphs):
            print(f"{path.stem}: {len(missing)} cards unwritten, next {', '.join(missing[:3])}")
    parts = {part: sum(p.id[:3] in writers for p in everything) for part, writers in PARTS.items()}
    print(*counts_of(everything), f"paragraphs by part: {parts}", sep="\n")
    if share_alike(everything) > MOST_ALIKE:
        faults.append(f"more than {MOST_ALIKE:.0%} of the sentences are nearly alike")
    print(*faults, f"{len(faults)} faults", sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
