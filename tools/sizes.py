"""Print what each dependency weighs once installed, and its licence: the figures of docs/explanation/dependencies.md."""

from __future__ import annotations

import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def needs_of(dist: Distribution) -> list[str]:
    """Names of what this distribution needs here, without its extras."""
    wanted = [Requirement(line) for line in dist.requires or ()]
    return [need.name for need in wanted if not need.marker or need.marker.evaluate({"extra": ""})]


def closure(names: list[str]) -> set[str]:
    """These distributions and all they bring along."""
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in seen:
            seen.add(name)
            waiting += needs_of(distribution(name))
    return seen


def megabytes(name: str) -> float:
    """Size of a distribution's files."""
    files = [Path(str(file.locate())) for file in distribution(name).files or ()]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def licence_of(name: str) -> str:
    """What the package's metadata says: the expression, else the classifiers, else the first words of the field."""
    about = distribution(name).metadata
    named = [
        line.rpartition(":: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License")
    ]
    return about["License-Expression"] or ", ".join(named) or (about["License"] or "not stated")[:30]


def show(title: str, requirements: list[str], already: set[str]) -> set[str]:
    """Print a group's table; return all it installs."""
    names = [Requirement(line).name for line in requirements]
    everything = closure(names)
    new = everything - already
    print(f"\n{title}: {len(new)} packages, {sum(map(megabytes, new)):.0f} MB")
    for name in names:
        brought = closure([name]) - already
        print(
            f"  {name:<24} {megabytes(name):6.1f} MB, with what it brings {sum(map(megabytes, brought)):6.1f} MB"
            f"   {licence_of(name)}"
        )
    return everything


def groups() -> dict[str, list[str]]:
    """What the package asks for: under “core”, and under the name of each extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"core": project["dependencies"], **project["optional-dependencies"]}


def main() -> None:
    extras = groups()
    core = show("core", extras.pop("core"), set())
    for extra, requirements in extras.items():
        try:
            show(f"extra “{extra}”, beside the core", requirements, core)
        except PackageNotFoundError as absent:
            print(f"\nextra “{extra}”: {absent.name} is not installed")


if __name__ == "__main__":
    main()
