"""Draw the scenario cards from which the corpus is written: corpus/cards/WRITER.jsonl, the same for the same seed.

Types and statuses come from one shuffled deck, so that the whole corpus is balanced; scenarios belong to one part
(train, dev, test) alone; states, their names and capitals, bodies and office-holders are those of the card's year.

    python -m tools.corpus_cards
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import cycle
from typing import Any

from dragoman.world.tables import Row, is_valid, is_within, parse_day, read_table
from tools.corpus_form import CORPUS, PARTS

SEED = 1945
CARDS = 66
YEARS = (1946, 2030)
LAST_KNOWN = 2024
"""After this year nobody's name is given: nobody knows who will hold office."""
REGIONS = {
    "AFRICA": 22, "ASIA": 20, "MIDDLE-EAST": 14, "EUROPE": 24, "LATIN-AMERICA": 14, "OCEANIA": 6,
}  # fmt: skip
POWERS = (
    "USA",
    "GBR",
    "FRA",
    "SUN",
    "RUS",
    "CHN",
    "DEU",
    "IND",
    "JPN",
    "BRA",
    "CAN",
    "TUR",
    "EGY",
    "SWE",
    "YUG",
)
BODIES = (
    "UN", "UNGA", "UNSC", "HRC", "UNHCR", "UNICEF", "WFP", "WHO", "IAEA", "ICJ", "ICC", "IMF", "WORLD-BANK", "WTO", "ILO",
    "EU", "EU-COMMISSION", "NATO", "WARSAW-PACT", "OSCE", "G7", "G20", "G77", "NON-ALIGNED", "BRICS", "ASEAN", "AU", "LAS",
    "OIC", "GCC", "CIS", "SCO", "MERCOSUR", "CARICOM", "PIF", "OAS", "ECOWAS", "SADC", "OPEC", "COMMONWEALTH", "ICRC",
)  # fmt: skip
FRIENDLY_DEEDS = ("CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")
VERBAL_HOSTILE = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
HOSTILE_DEEDS = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
STATUSES = {
    "AGREE": {"actual": 8, "future": 8, "hypothetical": 3, "negated": 3, "historical": 2},
    **{k: {"actual": 8, "hypothetical": 3, "negated": 3, "historical": 2} for k in FRIENDLY_DEEDS},
    **{
        k: {"actual": 10, "future": 2, "hypothetical": 2, "negated": 2, "historical": 2}
        for k in VERBAL_HOSTILE
    },
    **{
        k: {"actual": 7, "future": 2, "hypothetical": 3, "negated": 3, "historical": 2} for k in HOSTILE_DEEDS
    },
}
"""How often each stands in the deck. Friendly deeds to come are AGREE, future (the codebook's rule)."""

STYLES = {
    "wire": (1946, 2030, "news agency: dense, dated, sourced, no adjectives"),
    "broadsheet": (1946, 2030, "quality daily: subordinate clauses, background, a sceptical eye"),
    "tabloid": (1955, 2030, "short, blunt, loud; puns allowed"),
    "regional": (1946, 2030, "provincial paper abroad: local stakes first, plain words"),
    "feature": (1950, 2030, "long-form reportage: scene, weather, then the politics"),
    "analysis": (1950, 2030, "think-tank or political column: arguments, conditions, reservations"),
    "communique": (
        1946,
        2030,
        "statement of a ministry or a summit, in its own voice (we, or the government by name)",
    ),
    "meeting": (1946, 2030, "press summary of a meeting of an international body: who said what in turn"),
    "radio": (1946, 2030, "radio or television script: spoken syntax, present perfect, short turns"),
    "diary": (1946, 2030, "correspondent's notebook or memoir, first person, wry"),
    "cable": (1946, 1975, "old-fashioned newspaper cable with a dateline: period wording, colons and dashes"),
    "live": (2008, 2030, "live blog: time stamps, fragments, updates, who posted what"),
    "brief": (1976, 2030, "morning briefing: a headline as its first sentence, then compressed items"),
}
SCENARIOS = {
    "train": (
        "fishing grounds and seized trawlers", "a dam on a shared river", "a closed air corridor", "an exchange of prisoners",
        "refugees at a closed crossing", "deliveries of arms to a neighbour", "gas transit and an unpaid bill",
        "a quarrel over tariffs", "debt relief and its conditions", "the extradition of a fugitive banker",
        "an occupied embassy", "a spy case", "the monitoring of a ceasefire", "the lease of a naval base",
        "an exercise near a frontier", "foreign election observers", "rival drafts before the General Assembly",
        "the mandate of a peacekeeping force", "nuclear inspections", "damage to an undersea cable", "grain exports in a lean year",
        "clearing mines after a war", "famine relief through rebel country", "an earthquake and who may help",
        "closed newspapers and jailed editors", "students in the capital's squares", "a miners' strike and foreign owners",
        "the line of a border in the hills", "the school language of a minority", "the week after a coup",
        "a hijacked airliner", "two navies round an islet", "a pipeline across three countries", "pirates and escorted convoys",
        "a peace conference that drags on", "a dissident in an embassy", "a customs union and its outsiders",
        "independence talks and a governor", "missiles on a neighbour's soil", "a siege and its convoys",
        "recognition of a new government", "chemical stockpiles to be destroyed", "a summit that may not take place",
        "mercenaries in a mineral province", "a veto in the Security Council",
    ),
    "dev": (
        "tolls on a canal", "a railway between former enemies", "locusts and overflight permits", "mining the seabed",
        "a disputed census before a referendum",
    ),
    "test": (
        "looted art and archives", "whaling quotas", "visas and migrant workers", "airline landing rights",
        "a border market shut by soldiers", "a convoy of spent fuel", "radio jamming and a cultural centre",
        "a monument moved and an offended neighbour",
    ),
}  # fmt: skip
TWISTS = (
    "one side denies what the other says it did", "a promise hangs on a condition", "the key fact is reported second-hand",
    "the talks end without agreement", "a vote is taken (who voted how is no event), and one veto or walk-out",
    "a demand is made and refused", "a threat is withdrawn", "an ally breaks ranks", "an old quarrel is recalled with its year",
    "a plan is only being considered", "a spokesman contradicts his own minister", "the offer comes through a third state",
    "nobody will say who gave the order", "a leak is disowned", "something feared does not happen",
    "the same act is told from two sides", "a deadline passes", "an apology that admits nothing", "a source declines to be named",
    "a bloc speaks, but not for all its members", "a visit is put off", "aid is approved but not sent",
    "what looks like a concession is none", "a party is left out of the talks", "an unexpected friend steps in",
    "a report is read out in parliament", "the crowd matters more than the ministers", "a court intervenes",
)  # fmt: skip
VOICES = (
    "a passive without its doer", "a passive with by", "acts as nouns (its refusal of, the visit by)", "a quotation cut in two by its speaker",
    "a quotation that runs over two sentences", "free reported speech going on without said", "a speaker who is only he, she or they",
    "the latter, the former or their counterpart", "two acts joined by and with one subject", "ellipsis (one did, the other too)",
    "according to, at the end or in the middle", "somebody quoting somebody else", "we in a quotation", "capitals for governments",
    "a sentence that begins with a subordinate clause", "an apposition with an office", "a relative clause that carries the act",
    "to-infinitives after agree, refuse, threaten, promise", "a few quoted words inside indirect speech", "a long sentence with three acts",
    "a very short sentence with one act", "neither ... nor, or no with a noun", "participles (accusing, having signed)",
    "single quotation marks", "straight double quotation marks", "a paraphrase with claimed, conceded, recalled or wrote",
)  # fmt: skip
DOMESTIC = (
    "{adjective} students", "the {adjective} opposition", "a court in {capital}", "{adjective} border police", "the {adjective} navy",
    "rebels in the north", "dock workers", "the {adjective} parliament", "an exile group in {capital}", "a {adjective} newspaper",
    "the {adjective} army", "villagers near the frontier", "a mining company", "the {adjective} trade unions",
)  # fmt: skip
SPEAKERS = (
    "the {adjective} foreign minister", "a spokeswoman for the {adjective} interior ministry", "{adjective} state radio",
    "a {adjective} diplomat who asked not to be named", "the {adjective} prime minister's office", "the {adjective} envoy",
    "two people briefed on the talks", "the {adjective} delegate", "a relief worker", "the {adjective} defence ministry",
    "a member of the {adjective} delegation", "the mayor of a frontier town", "a leaked memorandum", "a witness",
    "the {adjective} president", "the mediator", "a former {adjective} ambassador", "a {adjective} general",
)  # fmt: skip

Card = dict[str, Any]


def deck_of_events(rng: random.Random) -> Iterator[str]:
    """Types with statuses without end, each round of the deck balanced and in an order of its own."""
    deck = [
        kind if status == "actual" else f"{kind} {status}"
        for kind, statuses in STATUSES.items()
        for status, times in statuses.items()
        for _ in range(times)
    ]
    while True:
        yield from rng.sample(deck, len(deck))


def shuffled_without_end(items: tuple[str, ...], rng: random.Random) -> Iterator[str]:
    """Every item once, then every item once again in another order."""
    while True:
        yield from rng.sample(items, len(items))


def name_on(names: tuple[Row, ...], kind: str, day: date) -> str | None:
    """The name of this kind on the day; one bounded in time goes first, and a former name must be bounded."""
    fitting = [n for n in names if n["kind"] == kind and is_valid(n, day)]
    fitting = [n for n in fitting if kind != "former" or n["since"] or n["until"]]
    fitting.sort(key=lambda n: not (n["since"] or n["until"]))
    return fitting[0]["name"] if fitting else None


@cache
def all_names() -> dict[str, tuple[Row, ...]]:
    """Every name by the code that it stands for."""
    names: dict[str, list[Row]] = {}
    for row in read_table("names"):
        names.setdefault(row["code"], []).append(row)
    return {code: tuple(rows) for code, rows in names.items()}


@cache
def states_on(day: date) -> dict[str, dict[str, str]]:
    """The states of the day that have a name, an adjective and a capital, by code."""
    states = {}
    for state in read_table("states"):
        if not is_within(day, parse_day(state["start"]), parse_day(state["end"])) or state["code"] == "ESH":
            continue
        names = all_names().get(state["code"], ())
        forms = {
            "name": name_on(names, "former", day) or name_on(names, "short", day),
            "adjective": name_on(names, "adjective", day),
            "capital": name_on(names, "capital", day),
        }
        if all(forms.values()):
            states[state["code"]] = {form: name for form, name in forms.items() if name}
    return states


@cache
def members_on(bloc: str, day: date) -> list[str]:
    """The codes of the states of a region or bloc."""
    return sorted(m["member"] for m in read_table("memberships") if m["bloc"] == bloc and is_valid(m, day))


def bodies_on(day: date, codes: list[str]) -> list[str]:
    """Names of the bodies of the day to which one of the states belongs, or whose members are not listed."""
    rows = {b["code"]: b for b in read_table("bodies")}
    members = {code: members_on(code, day) for code in BODIES}
    return [
        rows[code]["name"]
        for code in BODIES
        if is_within(day, parse_day(rows[code]["start"]), parse_day(rows[code]["end"]))
        and (not members[code] or set(codes) & set(members[code]))
    ]


def filled(words: str, forms: dict[str, str]) -> str:
    """A description with its state's names in it."""
    return re.sub(r"\ba(?= [AEIOU])", "an", words.format(**forms))


def leader_on(code: str, day: date) -> str | None:
    """Office and name of who led the state on the day."""
    for office in read_table("offices"):
        if office["code"] == code and office["leads"] == "yes" and office["since"] and is_valid(office, day):
            return f"{office['role']} {office['person']}"
    return None


def draw_cast(day: date, region: str, rng: random.Random) -> list[str]:
    """Two or three states of the region or from elsewhere, perhaps a body, somebody at home, and two speakers."""
    states = states_on(day)
    near = [code for code in members_on(region, day) if code in states]
    codes = rng.sample(near, 2) + [rng.choice([c for c in POWERS if c in states])] * (rng.random() < 0.6)
    codes = list(dict.fromkeys(codes))
    forms = [states[code] for code in codes]
    cast = [f"{f['name']} ({f['adjective']}, {f['capital']})" for f in forms]
    if rng.random() < 0.5:
        cast.append(rng.choice(bodies_on(day, codes)))
    cast.append(filled(rng.choice(DOMESTIC), rng.choice(forms)))
    cast += [f"speaker: {filled(words, rng.choice(forms))}" for words in rng.sample(SPEAKERS, 2)]
    leader = leader_on(rng.choice(codes), day)
    if leader and day.year <= LAST_KNOWN and rng.random() < 0.3:
        cast.append(f"named, only as host, guest or speaker of harmless words: {leader}")
    return cast


def draw_cards(seed: int = SEED) -> Iterator[tuple[str, list[Card]]]:
    """Each writer's cards."""
    rng = random.Random(seed)
    events = deck_of_events(rng)
    twists, voices = shuffled_without_end(TWISTS, rng), shuffled_without_end(VOICES, rng)
    styles = shuffled_without_end(tuple(STYLES), rng)
    for part, writers in PARTS.items():
        scenarios = shuffled_without_end(SCENARIOS[part], rng)
        for writer in writers:
            lengths = cycle(rng.sample(range(3, 9), 6))
            yield (
                writer,
                [
                    draw_card(
                        f"{writer}-{n:03}",
                        next(scenarios),
                        next(styles),
                        next(lengths),
                        events,
                        twists,
                        voices,
                        rng,
                    )
                    for n in range(1, CARDS + 1)
                ],
            )


def draw_card(
    name: str,
    scenario: str,
    style: str,
    length: int,
    events: Iterator[str],
    twists: Iterator[str],
    voices: Iterator[str],
    rng: random.Random,
) -> Card:
    """One card."""
    first, last, _ = STYLES[style]
    year = rng.randint(first, last)
    region = rng.choices(list(REGIONS), list(REGIONS.values()))[0]
    return {
        "id": name,
        "style": style,
        "n": length,
        "scenario": scenario,
        "year": year,
        "region": region,
        "cast": draw_cast(date(year, 7, 1), region, rng),
        "events": [next(events) for _ in range(round(0.75 * length))],
        "twist": next(twists),
        "voice": [next(voices), next(voices)],
    }


def main() -> int:
    for writer, cards in draw_cards():
        lines = [json.dumps(card, ensure_ascii=False) for card in cards]
        (CORPUS / "cards" / f"{writer}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
