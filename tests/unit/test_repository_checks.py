"""The checks that keep foreign sentences, machine paths and index addresses out can themselves fail."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.check_lock import find_faults
from tools.check_ngrams import find_hits, grams
from tools.check_words import find_unwanted
from tools.sizes import closure, groups, licence_of

ROOT = Path(__file__).resolve().parents[2]
HASH = "    --hash=sha256:" + "0" * 64
ASKED = {"project": {"dependencies": ["rich>=14"]}, "dependency-groups": {"dev": []}}
RICH = f"rich==15.0.0 \\\n{HASH}\n"


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout, so its files are not known")
@pytest.mark.parametrize("check", ["check_lock", "check_words"])
def test_the_repository_passes_its_own_check(check):
    done = subprocess.run(
        [sys.executable, "-m", f"tools.{check}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_pinned_and_hashed_lock_is_accepted():
    assert find_faults(RICH, ASKED) == []


def test_a_marker_is_no_fault():
    assert find_faults(RICH + f"numpy==2.4.6 ; python_full_version < '3.12' \\\n{HASH}\n", ASKED) == []


@pytest.mark.parametrize(
    "line",
    [
        "typer==0.16",
        "--index" + "-url https://example.org/simple",
        "--find" + "-links wheels",
        f"typer @ https://example.org/typer.whl \\\n{HASH}",
        f"./wheels/typer.whl \\\n{HASH}",
        f"typer>=0.16 \\\n{HASH}",
        "typer==0.16 \\\n    --hash=md5:00",
    ],
)
def test_a_lock_that_installs_elsewhere_or_unhashed_is_refused(line):
    assert find_faults(f"{RICH}{line}\n", ASKED)


def test_a_requirement_the_lock_does_not_meet_is_reported_as_stale():
    assert find_faults(RICH, {**ASKED, "project": {"dependencies": ["rich>=16"]}})
    assert find_faults(RICH, {**ASKED, "project": {"dependencies": ["rich>=14", "typer"]}})


def test_six_words_are_found_over_line_breaks_case_and_punctuation():
    there = "# The Envoy’s\n# plane, it seems, LANDED"
    index = dict.fromkeys(grams(there), "src/x.py")
    assert find_hits([("a.txt", "The envoys plane—it seems—landed.")], index)


def test_five_words_in_common_are_no_hit():
    index = dict.fromkeys(grams("the envoy's plane it seems departed"), "src/x.py")
    assert not find_hits([("a.txt", "the envoy's plane it seems landed")], index)


@pytest.mark.parametrize(
    "line",
    [
        "see /" + "root/notes",
        "cd /" + "work/main",
        "pip install --index" + "-url x",
        "https://pypi.org" + "/simple",
    ],
)
def test_paths_of_one_machine_and_indexes_are_found(line):
    assert find_unwanted("docs/x.md", line)


def test_ordinary_paths_and_addresses_are_let_through():
    assert not find_unwanted("docs/x.md", "docs/work/x.md, https://example.org/work/root, ~/work, and/or")


def test_development_data_may_be_looked_for_in_tests_only():
    line = "../shared/" + "data/exam"
    assert find_unwanted("src/dragoman/x.py", line)
    assert not find_unwanted("tests/unit/x.py", line)


def test_no_dependency_binds_those_who_use_dragoman():
    asked = [Requirement(line).name for lines in groups().values() for line in lines]
    bound = {
        name: licence_of(name)
        for name in closure(asked)
        if all("GPL" in one for one in choices(licence_of(name)))
    }
    assert bound == {}


def choices(licence: str) -> list[str]:
    """The licences of which one may be chosen: “MPL-1.1 OR GPL-2.0” lets us take the first."""
    return re.split(r"\s+OR\s+", licence)
