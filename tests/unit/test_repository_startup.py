"""Starting must cost nothing: what is heavy is loaded when it is needed, never at import."""

import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "thinc",
    "duckdb",
    "deltalake",
    "numpy",
    "numba",
    "scipy",
    "polars",
    "altair",
    "onnxruntime",
    "fastapi",
    "uvicorn",
    "mcp",
    "pydantic",
)


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )


def loaded_after(statement: str) -> set[str]:
    done = run(f"import sys\n{statement}\nprint(*sorted(m.partition('.')[0] for m in sys.modules))")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", ["dragoman", "dragoman.cli"])
def test_importing_loads_nothing_heavy(module):
    assert not loaded_after(f"import {module}").intersection(HEAVY)


def test_help_works_without_the_heavy_libraries():
    blocked = "".join(f"sys.modules[{name!r}] = None\n" for name in HEAVY)
    done = run(
        f"import sys\n{blocked}sys.argv = ['dragoman', '--help']\nfrom dragoman.cli import main\nmain()"
    )
    assert done.returncode == 0, done.stderr
    assert "check" in done.stdout
