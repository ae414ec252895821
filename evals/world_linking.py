"""Are mentions of actors and countries linked to the right one? On the NewsWCL50 articles.

The gold names an entity for each mention, in chains that include descriptions (“his country”, “the two leaders”). The
registry knows names alone; what needs coreference is counted apart. `published` is not in the data: people are
resolved as of 1 July 2018, the middle of the year of the articles.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

from dragoman.world import NameHit, find_names, resolve

NEEDS = ("quotes/actors_wcl50_dev.jsonl",)
ON = date(2018, 7, 1)
CODES = {"GUM": "GUM"}
TYPES = ("ACTOR", "COUNTRY")


def gold_code(entity: str) -> str:
    """`2_PRK_Kim_ACTOR` → PRK."""
    return entity.split("_")[1]


def gold_person(mention: dict[str, str]) -> str | None:
    """The surname of a mention of a person; None for a country."""
    found = re.fullmatch(r"\d+_[A-Z]{3}_(?:.*_)?(\w+)_ACTOR", mention["entity"])
    return found.group(1) if found and mention["type"] == "ACTOR" else None


def judge(mention: dict[str, str], hits: list[NameHit], text: str) -> str:
    """`right`, `wrong`, `open` (several actors left) or `unlinked`, for one mention."""
    for hit in hits:
        context = text[max(0, hit.start - 300) : hit.end + 300]
        actors = resolve(hit, on=ON, context=context).actors
        if len({actor.code for actor in actors}) == 1:
            surname = gold_person(mention)
            named = not surname or actors[0].kind != "person" or surname in actors[0].name
            return "right" if actors[0].code == gold_code(mention["entity"]) and named else "wrong"
        if actors:
            codes = {actor.code for actor in actors}
            return "open" if gold_code(mention["entity"]) in codes else "wrong"
    return "unlinked"


def rows(data: Path) -> list[tuple[str, dict[str, str]]]:
    """Each gold mention with its judgement."""
    judged = []
    for line in (data / NEEDS[0]).read_text("utf-8").splitlines():
        article = json.loads(line)
        hits = find_names(article["text"])
        for mention in article["mentions"]:
            if mention["type"] in TYPES:
                a, b = int(mention["start"]), int(mention["end"])
                inside = [hit for hit in hits if hit.start < b and a < hit.end]
                judged.append((judge(mention, inside, article["text"]), mention))
    return judged


def figures(data: Path) -> dict[str, float]:
    """Shares of the mentions that are linked, and of the linked that are right."""
    counts = Counter(verdict for verdict, _ in rows(data))
    linked = counts.total() - counts["unlinked"]
    return {
        "mentions": counts.total(),
        "linked_share": linked / counts.total(),
        "linked_right": counts["right"] / linked,
        "linked_open": counts["open"] / linked,
        "all_right": counts["right"] / counts.total(),
    }
