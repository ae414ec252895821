"""The network: MiniLM's layers, and three small heads on each word's first piece."""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.data import STATUSES, TYPES

WIDTH_OF_ROLES = 64


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.last_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, hidden_from: Tensor) -> Tensor:
        """`x` is batch × pieces × width; `hidden_from` is added to the scores of attention."""
        batch, pieces, width = x.shape

        def parted(y: Tensor) -> Tensor:
            return y.view(batch, pieces, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = parted(self.query(x)), parted(self.key(x)), parted(self.value(x))
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + hidden_from
        seen = (self.dropout(scores.softmax(-1)) @ v).transpose(1, 2).reshape(batch, pieces, width)
        x = self.norm(x + self.dropout(self.out(seen)))
        return self.last_norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """From pieces to the type and status of an act at each piece, and the roles of each other piece in it."""

    def __init__(self, config: dict[str, int], layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(layers)
        )
        self.kind = nn.Linear(width, len(TYPES) + 1)
        self.status = nn.Linear(width, len(STATUSES))
        self.of_trigger = nn.Linear(width, 2 * WIDTH_OF_ROLES)
        self.of_party = nn.Linear(width, 2 * WIDTH_OF_ROLES)
        self.role_bias = nn.Parameter(torch.full((2,), -3.0))

    def forward(self, ids: Tensor, seen: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits. `ids`, `seen`: batch × pieces. Types: batch × pieces × 17; statuses: × 5; roles: batch ×
        (actor, recipient) × trigger × party."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.places(place)[None]))
        hidden_from = (1.0 - seen[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            x = layer(x, hidden_from)
        x = self.dropout(x)
        shape = (ids.shape[0], ids.shape[1], 2, WIDTH_OF_ROLES)
        trigger = self.of_trigger(x).view(shape).transpose(1, 2)
        party = self.of_party(x).view(shape).transpose(1, 2)
        roles = trigger @ party.transpose(-1, -2) / 8 + self.role_bias[None, :, None, None]
        return self.kind(x), self.status(x), roles


def from_base(folder: Path, layers: int) -> Encoder:
    """The network with the base's first `layers` layers and heads that know nothing yet."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    base = load_file(folder / "model.safetensors")
    model = Encoder(config, layers)
    state = model.state_dict()
    state["words.weight"] = base["embeddings.word_embeddings.weight"]
    state["places.weight"] = (
        base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
    )
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "last_norm": "output.LayerNorm",
    }
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = base[f"embeddings.LayerNorm.{kind}"]
        for n in range(layers):
            for ours, theirs in names.items():
                state[f"layers.{n}.{ours}.{kind}"] = base[f"encoder.layer.{n}.{theirs}.{kind}"]
    model.load_state_dict(state)
    return model
