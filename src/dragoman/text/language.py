"""Whether a text is English: by its small words, and where those are few, by a classifier of 139 languages."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from dragoman.errors import ParseError

ENGLISH_SHARE = 0.1
"""Share of words that are small English ones above which a text is English; news prose has .25 to .4, headlines .1 to .2,
and texts of other languages below .08. Taken on sentences of our own in 20 languages (tests/unit/test_text_language.py)."""
SURE = 0.9
"""Probability of the three likeliest languages together (kin share theirs: Malay and Indonesian, Serbian and Croatian) at which
the classifier is believed; it is calibrated, and lists of names stay far below."""
FEWEST_LETTERS = 25
"""Letters beside names that a stretch must have to be called foreign."""
LOOK = 6000
"""Characters of a text that the classifier sees."""

_SMALL = frozenset(
    ["the", "and", "of", "that", "with", "which", "said", "says", "by", "from", "were", "has", "have", "had", "this", "it", "not",
     "would", "but", "their", "its", "are", "will", "been", "who", "after", "they", "when", "what", "could", "should", "against",
     "between", "about", "into", "than", "there", "did", "does", "all", "both",
     "his", "she", "our", "we", "us", "out", "up", "more", "while", "once"]
)  # fmt: skip
_SHARED = frozenset(["in", "to", "on", "for", "is", "at", "as"])
"""Small English words that are also words of other languages: each counts half."""
_PARAGRAPHS = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_NOT_FOREIGN = frozenset({"en", "pcm", "zxx", "und"})
_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "arz": "Arabic", "ary": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish",
    "gl": "Galician", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer",
    "ko": "Korean", "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian", "ms": "Malay",
    "mt": "Maltese", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pa": "Punjabi",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovene", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "wuu": "Chinese", "yue": "Chinese",
    "zh": "Chinese",
}  # fmt: skip


def foreign_language(text: str) -> str | None:
    """The name of the language of a text that is not English; None where it is, or where there is too little to tell."""
    words = _WORD.findall(text)
    if _english_share(words) >= ENGLISH_SHARE or not _has_enough(words):
        return None
    found: dict[str, float] = {}
    for code, p in _identifier().rank(text[:LOOK])[:3]:
        name = "" if code in _NOT_FOREIGN else _NAMES.get(code, f"a language other than English ({code})")
        found[name] = found.get(name, 0.0) + float(p)
    english = found.pop("", 0.0)
    language = max(found, key=lambda name: found[name], default="")
    return language if sum(found.values()) >= SURE and english < 1 - SURE else None


def decline_foreign(text: str) -> None:
    """Raise ParseError where most of a text, by letters, is in another language than English."""
    letters: Counter[str | None] = Counter()
    for paragraph in _PARAGRAPHS.split(text):
        letters[foreign_language(paragraph)] += sum(map(str.isalpha, paragraph))
    english = letters.pop(None, 0)
    if english >= letters.total() and (letters or (language := foreign_language(text)) is None):
        return
    language = letters.most_common(1)[0][0] if letters else language
    raise ParseError(
        f"it is in {language}, and only English is read",
        hint="give a translation, and check its names and numbers",
    )


def _english_share(words: list[str]) -> float:
    folded = [word.casefold() for word in words]
    small = sum(word in _SMALL for word in folded) + sum(word in _SHARED for word in folded) / 2
    return small / max(len(words), 1)


def _has_enough(words: list[str]) -> bool:
    """Whether there are letters enough beside names: of Latin words those that begin small, unless all are capitals."""
    capitals = all(word.isupper() for word in words)
    telling = [w for w in words if capitals or not _LATIN.match(w) or w[0].islower()]
    return sum(len(w) * (1 if _LATIN.match(w) else 3) for w in telling) >= FEWEST_LETTERS


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  loading takes most of a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
