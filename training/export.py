"""Write the trained network as int8 ONNX into the package, with its digest: `python -m training.export`."""

from __future__ import annotations

import argparse
import hashlib
import logging
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.model import Encoder, from_base
from training.places import TRAINED, WEIGHTS, base_folder


class Judging(nn.Module):
    """The network with probabilities for logits, for sentences that fill their row."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        types, statuses, roles = self.model(ids, torch.ones_like(ids))
        return types.softmax(-1), statuses.softmax(-1), roles.sigmoid()


def trained(path: Path) -> Encoder:
    """The network as `training.train` left it."""
    kept = torch.load(path, weights_only=True)
    model = from_base(base_folder(), kept["layers"])
    model.load_state_dict(kept["state"])
    return model.eval()


def export(model: Encoder, out: Path) -> None:
    """ONNX for one sentence of any length; matrices and embeddings as int8, the heads left as they are."""
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder, "plain.onnx"), Path(folder, "prepared.onnx")
        torch.onnx.export(
            Judging(model),
            (torch.randint(1000, 20000, (1, 9)),),
            plain,
            input_names=["ids"],
            output_names=["types", "statuses", "roles"],
            dynamic_axes={"ids": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(plain, prepared, skip_symbolic_shape=True)
        heads = [n.name for n in onnx.load(prepared).graph.node if _is_of_head(n.name)]
        quantize_dynamic(
            prepared,
            out,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=heads,
        )


def _is_of_head(name: str) -> bool:
    return any(f"/{head}/" in name for head in ("kind", "status", "of_trigger", "of_party"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, default=TRAINED)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    logging.getLogger().setLevel(logging.ERROR)
    export(trained(options.trained), options.out)
    digest = hashlib.sha256(options.out.read_bytes()).hexdigest()
    options.out.with_suffix(".sha256").write_text(digest + "\n", "utf-8")
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()
