"""The language model's components as a reading runs them: what hangs on single words is looked up, not worked out anew.

The results are those of spaCy's own pipeline, to the last bit; a component that is not of the make known here is run as
it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from dragoman.text.wordforms import WordForms, is_understood
from dragoman.text.wordvectors import WordVectors

Component = Callable[[Any], Any]
"""What takes a spaCy Doc and gives it back with more in it."""


@lru_cache(maxsize=2)
def components_of(nlp: Any) -> tuple[Component, ...]:
    """The pipeline's components in order, some replaced by such as do the same by table."""
    from spacy.pipeline import AttributeRuler, Lemmatizer  # noqa: PLC0415  slow to import

    components = [component for _, component in nlp.pipeline]
    if components and _embeds_words_alone(nlp):
        components[0] = WordVectors(components[0])
    match components[-2:]:
        case [AttributeRuler() as ruler, Lemmatizer(mode="rule", overwrite=False) as lemmatizer]:
            if all(map(is_understood, ruler.patterns)):
                components[-2:] = [WordForms(ruler, lemmatizer)]
    return tuple(components)


def _embeds_words_alone(nlp: Any) -> bool:
    """Whether the pipeline begins with a network that looks at each word's spelling first, and then at its neighbours."""
    first = nlp.config["components"][nlp.pipe_names[0]]
    model = first.get("model", {})
    embed = model.get("embed", {})
    return (
        first.get("factory") == "tok2vec"
        and str(model.get("@architectures")).startswith("spacy.Tok2Vec.")
        and str(embed.get("@architectures")).startswith("spacy.MultiHashEmbed.")
        and not embed.get("include_static_vectors")
    )
