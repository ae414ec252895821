"""Run the benchmarks and print their figures. Every module here that defines `figures() -> dict[str, float]` is one.

Times depend on the machine and on what else it does; ratios, taken in the same run, hardly do. Judge by the ratios.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main() -> None:
    names = sys.argv[1:] or sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    for name in names:
        module = importlib.import_module(f"benchmarks.{name}")
        if hasattr(module, "figures"):
            print(name)
            for figure, value in module.figures().items():
                print(f"    {figure:<40} {value:>9.4g}", flush=True)


if __name__ == "__main__":
    main()
