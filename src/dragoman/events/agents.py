"""Who can act, by the noun alone: people, forces, crowds; and words for where, which name no party."""

from __future__ import annotations

from typing import Any

from dragoman.text.participants import noun_of

Token = Any
_EDGES = frozenset({"border", "frontier", "coast", "outskirts", "side"})
_AGENTS: dict[str, str | None] = {
    word: sector
    for sector, words in {
        "CVL": "student people man woman child youth crowd prisoner inmate teacher nurse doctor miner driver landowner"
        " trader monk priest nun mourner family villager settler writer employee staff voter pensioner user"
        " passenger tourist girl boy victim detainee population community minority fundamentalist muslim christian"
        " thousand hundred dozen ten million score national elder adviser civilian citizen protester demonstrator"
        " worker farmer resident refugee migrant",
        "REB": "rebel guerrilla guerilla insurgent militant fighter gunman separatist terrorist bomber extremist attacker"
        " kidnapper hijacker faction militiaman jihadist warlord assailant pirate",
        "MIL": "troop soldier army force military navy bulldozer plane warplane jet helicopter tank gunship warship aircraft"
        " commando paratrooper general officer peacekeeper",
        "COP": "police policeman guard patrol",
        "GOV": "government authority official president minister premier ministry administration regime cabinet king"
        " leader junta parliament court judge lawmaker legislator",
        "OPP": "opposition party activist dissident union candidate",
    }.items()
    for word in words.split()
}
"""Generic agents and their sectors, beyond the text layer's table: who acts in domestic news."""


def sector_of(token: Token) -> str | None:
    noun = noun_of(token)
    if noun is not None and noun.sector:
        return noun.sector
    return _AGENTS.get(token.lemma_.lower())


def is_agent(token: Token) -> bool:
    """Whether a noun names people or a force that can act."""
    return token.lemma_.lower() in _AGENTS or noun_of(token) is not None


def is_crowd(token: Token) -> bool:
    """Whether a noun names many people: a plural or a number of them."""
    return (
        token.tag_ in ("NNS", "NNPS", "CD") or token.lemma_.lower() in ("crowd", "people", "family")
    ) and (token.lemma_.lower() in _AGENTS or token.pos_ in ("PROPN", "NUM", "ADJ"))


def is_edge(token: Token) -> bool:
    """“the border”, “the coast”: where something happens, not to whom."""
    return token.lemma_.lower() in _EDGES
