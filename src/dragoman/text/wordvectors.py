"""The vectors that tagger and parser start from, those of single words from a table.

The network's first layers make a vector of a word's spelling alone, which takes a seventh of the whole parse; those
behind them look at its neighbours. The first are run for new words only.
"""

from __future__ import annotations

from typing import Any

import numpy as np

MOST_WORDS = 20_000
"""Words kept, with those of the last text: about fifteen megabytes."""


class WordVectors:
    """The work of a Tok2Vec that begins with a MultiHashEmbed; `pipeline` knows where it may stand."""

    def __init__(self, component: Any) -> None:
        embed, self._encode = component.model.layers
        self._look, *self._rest = embed.layers
        self._known: dict[bytes, np.ndarray] = {}

    def __call__(self, doc: Any) -> Any:
        """The parse with a vector for each word, which looks at its neighbours too."""
        if len(doc):
            alone = self._alone(self._look.predict([doc])[0])
            doc.tensor = self._encode.predict([alone])[0]
        return doc

    def _alone(self, looks: np.ndarray) -> np.ndarray:
        """Vectors (words, width) of words by what is looked at of each (words, features)."""
        if len(self._known) > MOST_WORDS:
            self._known = {}
        known = self._known  # this one, though another thread may begin anew
        keys = [look.tobytes() for look in looks]
        if new := {key: i for i, key in enumerate(keys) if key not in known}:
            vectors = [looks[list(new.values())]]
            for layer in self._rest:
                vectors = layer.predict(vectors)
            known.update(zip(new, vectors[0], strict=True))
        return np.stack([known[key] for key in keys])
