"""The network at work: one ONNX session a process, opened when it is first asked, its bytes checked against their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from dragoman.domain.events import EventType, Status
from dragoman.errors import ParseError
from dragoman.events.encoder.pieces import vocabulary

TYPES = tuple(EventType)
STATUSES = tuple(Status)
Numbers = Any
"""A NumPy array; NumPy is loaded with the session, not before."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judgement:
    """What the network says of one sentence; every number is a probability."""

    types: Numbers
    """Word × 17: no act, then the 16 types in PLOVER's order."""
    statuses: Numbers
    """Word × 5, were an act told by that word."""
    roles: Numbers
    """2 × trigger word × word: whether the word belongs to the act's actor, to its recipient."""


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """Judges sentences one by one: int8 scales depend on all that is looked at together, and a judgement must not
    depend on the sentences around. Looking at sixteen of like length at once saves a quarter of the time."""

    session: Any

    def judge(self, words: Sequence[str]) -> Judgement:
        """The judgement of a sentence, given as its words; words behind the longest stretch seen get no row."""
        import numpy as np  # noqa: PLC0415  a tenth of a second

        split = vocabulary().split(words)
        types, statuses, roles = self.session.run(None, {"ids": np.array([split.ids], dtype=np.int64)})
        at = list(split.first)
        return Judgement(types=types[0, at], statuses=statuses[0, at], roles=roles[0][:, at][:, :, at])


@lru_cache(maxsize=1)
def load_encoder() -> Encoder | None:
    """The encoder of the package; None where the extra `encoder` is not installed, and the rules stand alone.

    Raises ParseError where the weights are not those that were shipped.
    """
    if find_spec("onnxruntime") is None:
        return None
    return open_encoder(_shipped("weights.onnx"), _shipped("weights.sha256").decode().strip())


def _shipped(name: str) -> bytes:
    return (files(__package__) / name).read_bytes()


def open_encoder(weights: bytes, digest: str) -> Encoder:
    """An encoder of these weights, which must have this SHA-256; it computes on one thread."""
    if hashlib.sha256(weights).hexdigest() != digest:
        raise ParseError(
            "the encoder's weights are not those that were shipped: their SHA-256 differs",
            where="dragoman/events/encoder/weights.onnx",
            hint="install the package again, or uninstall onnxruntime to read by the rules alone",
        )
    import onnxruntime  # noqa: PLC0415  the extra, and slow to import

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return Encoder(onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"]))
