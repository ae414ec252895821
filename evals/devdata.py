"""Where the development data lies, if anywhere: gold answers that may be measured with, never passed on."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def development_data() -> Path | None:
    """The folder `DRAGOMAN_DEV_DATA`, else `../shared/data` beside the checkout, else None."""
    folder = Path(os.environ.get("DRAGOMAN_DEV_DATA") or BESIDE)
    return folder if folder.is_dir() else None


def missing(folder: Path | None, needs: Iterable[str]) -> list[str]:
    """The needed files that are not there."""
    return [name for name in needs if folder is None or not (folder / name).exists()]


def scorer(path: Path) -> ModuleType:
    """The scorer that lies beside the gold data, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
