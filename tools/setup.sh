#!/bin/sh
# Create or mend the virtual environment $1 from requirements.lock. Run by make; PYTHON names the interpreter to use.
set -eu
venv=$1

# Python may be built without venv or ensurepip (Debian splits them off), so every candidate is tried before giving up.
suits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'
complete='import venv, ensurepip'
find_python() {
    incomplete=
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        "$candidate" -c "$suits" >/dev/null 2>&1 || continue
        if "$candidate" -c "$complete" >/dev/null 2>&1; then
            python=$candidate
            return
        fi
        incomplete="$incomplete $candidate"
    done
    if [ -n "$incomplete" ]; then
        version=$("${incomplete##* }" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "This Python $version cannot make virtual environments: its venv or ensurepip module is missing." >&2
        echo "On Debian or Ubuntu:  sudo apt install python3-venv    (or python$version-venv)" >&2
    else
        echo "No Python 3.11, 3.12 or 3.13 found as ${PYTHON:-python3, python3.13, python3.12 or python3.11}." >&2
        echo "Install one (Debian: sudo apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3.12 …" >&2
    fi
    exit 1
}

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    find_python
    echo "Making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
fi
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }
echo "Installing what requirements.lock names into $venv (the first time takes a few minutes)"
pip install --require-hashes -r requirements.lock
pip install --no-deps --no-build-isolation -e .
