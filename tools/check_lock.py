"""Refuse a lock file that installs elsewhere: every line pinned and hashed, no address, no path, nothing missing."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PINNED = re.compile(r"(?P<name>[a-z0-9][a-z0-9.-]*)(\[[a-z0-9,-]+\])?==(?P<version>[^\s;]+)(\s*;[^\\]+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def entries(lock: str) -> list[str]:
    """Logical lines: comments dropped, continued lines joined."""
    bare = re.sub(r"(?m)^\s*#.*\n?", "", lock).replace("\\\n", " ")
    return [line.strip() for line in bare.splitlines() if line.strip()]


def faults_of(entry: str) -> list[str]:
    """What is wrong with one logical line."""
    head, *hashes = re.split(r"\s+(?=--)", entry)
    faults = []
    if not PINNED.fullmatch(head.strip()):
        faults.append(f"not a plain pinned release (an address, a path or an option?): {head}")
    if not hashes:
        faults.append(f"no hash: {head}")
    return faults + [f"not a SHA-256 hash: {word}" for word in hashes if not HASH.fullmatch(word)]


def asked_for(pyproject: dict) -> list[Requirement]:
    """Every direct requirement: the package's own, its extras' and the development group's."""
    project = pyproject["project"]
    groups = [project["dependencies"], *project.get("optional-dependencies", {}).values()]
    groups.append(pyproject["dependency-groups"]["dev"])
    return [Requirement(line) for group in groups for line in group]


def find_faults(lock: str, pyproject: dict) -> list[str]:
    """All that is wrong with the lock, as sentences; empty where it may be installed anywhere."""
    lines = entries(lock)
    pins = [match for line in lines if (match := PINNED.match(line))]
    locked = {(match["name"], match["version"]) for match in pins}
    stale = [
        f"{wanted} is asked for and not locked: run make lock"
        for wanted in asked_for(pyproject)
        if not any(n == canonicalize_name(wanted.name) and v in wanted.specifier for n, v in locked)
    ]
    return [fault for line in lines for fault in faults_of(line)] + stale


def main() -> int:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    faults = find_faults((ROOT / "requirements.lock").read_text("utf-8"), pyproject)
    for fault in faults:
        print(f"requirements.lock: {fault}", file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
