#!/bin/sh
# Install what the tests of pages need: Debian's chromium, and axe-core as tests/faces/web/package-lock.json pins it.
set -eu
cd "$(dirname "$0")/.."

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
        echo "chromium and npm are needed: install them with your system's package manager" >&2
        exit 1
    fi
}
missing=
command -v chromium >/dev/null || missing=chromium
command -v npm >/dev/null || missing="$missing npm"
if [ -n "$missing" ]; then
    as_root apt-get update -qq
    # shellcheck disable=SC2086 -- two words where two are missing
    as_root apt-get install -y -qq --no-install-recommends $missing
fi
npm ci --prefix tests/faces/web --ignore-scripts --no-audit --no-fund --silent
