"""Document symbols as people write them: one key for all spellings of the same symbol."""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"\b(the|un|united nations|general assembly|security council|resolution|decision|draft|amendment|no|number)\b\.?"
)
_COUNCIL_YEAR = re.compile(r"\((19|20)\d\d\)$")
_PREFIX = re.compile(r"^(a/res|a/dec|s/res|res|dec)/")
_ROMAN = r"\(((?:s-|es-)?[ivxlcdm\d]+)\)"
_PART_FIRST = re.compile(rf"(\d+)([a-z]){_ROMAN}")
_PART_LAST = re.compile(rf"(\d+){_ROMAN}\[?([a-z]?)\]?")


def symbol_key(symbol: str) -> str:
    """A key equal for all usual spellings of one symbol.

    >>> symbol_key("S/RES/2774 (2025)"), symbol_key("Security Council resolution 2774")
    ('2774', '2774')
    >>> symbol_key("A/RES/377(V)[A]"), symbol_key("377 A (V)")
    ('377(v)a', '377(v)a')
    >>> symbol_key("A/RES/ES-11/7"), symbol_key("resolution es–11/7")
    ('es-11/7', 'es-11/7')
    """
    text = re.sub(r"[‐-–]", "-", symbol.lower())
    text = re.sub(r"\s+", "", _WORDS.sub(" ", text)).strip(".,;:/")
    text = _COUNCIL_YEAR.sub("", _PREFIX.sub("", text))
    if part := _PART_FIRST.fullmatch(text):
        return f"{part[1]}({part[3]}){part[2]}"
    if part := _PART_LAST.fullmatch(text):
        return f"{part[1]}({part[2]}){part[3]}"
    return re.sub(r"\[([a-z])\]$", r"\1", text)
