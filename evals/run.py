"""Run the evals and hold their floors: exit 1 where a figure lies under its floor, see README.md."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
import tomllib
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from evals.devdata import development_data, missing

HERE = Path(__file__).resolve().parent
NO_EVALS = {"run"}

Bound = float | dict[str, float]


def holds(value: float, bound: Bound) -> bool:
    """True where the value respects its floor, or its ceiling `{at_most = x}`."""
    return value <= bound["at_most"] if isinstance(bound, dict) else value >= bound


def describe(bound: Bound | None) -> str:
    if bound is None:
        return "no floor yet"
    return f"at most {bound['at_most']:g}" if isinstance(bound, dict) else f"floor {bound:g}"


def judge(figures: dict[str, float], bounds: dict[str, Bound]) -> list[str]:
    """What is wrong: figures that break their bound, and bounds whose figure was not measured."""
    broken = [
        f"{name} is {figures[name]:g}, {describe(bound)}"
        for name, bound in bounds.items()
        if name in figures and not holds(figures[name], bound)
    ]
    return broken + [f"{name} has a floor and was not measured" for name in bounds if name not in figures]


def load_evals(names: list[str]) -> dict[str, ModuleType]:
    """Every module or package of this folder that defines `figures`, or the ones named."""
    modules_here = {path.stem for path in HERE.glob("*.py")} | {
        path.parent.name for path in HERE.glob("*/__init__.py")
    }
    found = names or sorted(modules_here - NO_EVALS)
    modules = {name: importlib.import_module(f"evals.{name}") for name in found}
    return {name: module for name, module in modules.items() if hasattr(module, "figures")}


def report(name: str, figures: dict[str, float], bounds: dict[str, Bound], seconds: float) -> None:
    print(f"{name} ({seconds:.1f} s)")
    for figure, value in figures.items():
        print(f"    {figure:<40} {value:>9.4g}   {describe(bounds.get(figure))}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="evals to run (all)")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    options = parser.parse_args()
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
    data = development_data()
    measured: dict[str, dict[str, float]] = {}
    wrong: list[str] = []
    for name, module in load_evals(options.names).items():
        if absent := missing(data, module.NEEDS):
            print(f"{name}: skipped, development data without {', '.join(absent)}", file=sys.stderr)
            continue
        if (extra := getattr(module, "EXTRA", None)) and find_spec(extra) is None:
            print(f"{name}: skipped, {extra} is not installed", file=sys.stderr)
            continue
        start = time.perf_counter()
        measured[name] = module.figures(data)
        if not options.json:
            report(name, measured[name], floors.get(name, {}), time.perf_counter() - start)
        wrong += [f"{name}: {what}" for what in judge(measured[name], floors.get(name, {}))]
    if options.json:
        print(json.dumps(measured, indent=1))
    wrong.append(f"{len(measured)} evals measured, {len(wrong)} floors broken")
    print(*wrong, sep="\n", file=sys.stderr)
    return int(len(wrong) > 1)


if __name__ == "__main__":
    sys.exit(main())
