"""Rules alone, encoder alone, both: types on the re-coded sentences, and events of the corpus's test part.

The encoder was trained on the corpus's train part and weighed on its dev part; of neither set here has it seen anything.
`asked` is the share of the corpus's sentences in which the encoder was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from dragoman.domain.events import Event
from dragoman.events.coder import find_events
from dragoman.events.encoder.second import reviewed, unaided
from dragoman.events.encoder.session import load_encoder
from dragoman.text.document import Document
from evals import corpus, events
from evals.events import scored

NEEDS = events.NEEDS
EXTRA = "onnxruntime"
Reader = Callable[[Document], Sequence[Event]]


def by_both(document: Document) -> Sequence[Event]:
    return reviewed(document, find_events(document), load_encoder()).events


def by_encoder(document: Document) -> Sequence[Event]:
    encoder = load_encoder()
    return unaided(document, encoder) if encoder is not None else ()


READERS: dict[str, Reader] = {"rules": corpus.by_rules, "encoder": by_encoder, "both": by_both}
SHOWN = ("gsr_type_macro_f1", "gsr_quad_macro_f1", "gsr_joint_f1", "plv_type_macro_f1")


def share_asked(part: str) -> float:
    """Of a part's sentences, those in which the encoder was asked."""
    counts = [reviewed(d, find_events(d), load_encoder()) for d, _ in corpus.documents(part)]
    return sum(c.asked for c in counts) / sum(c.sentences for c in counts)


def figures(data: Path) -> dict[str, float]:
    """Each figure under the name of who read."""
    found: dict[str, float] = {}
    for name, read in READERS.items():
        told = scored(data, read)
        found |= {f"{name}_{figure}": told[figure] for figure in SHOWN}
        found |= {f"{name}_corpus_{n}": v for n, v in corpus.scores(corpus.compare("test", read)).items()}
    return found | {"asked": share_asked("test")}
