#!/bin/sh
# Ask the package index whether every locked release has a wheel for each platform and Python served. Needs the network.
set -eu
uv=${1:-.venv/bin/uv}
target=$(mktemp -d)
trap 'rm -r "$target"' EXIT
export MACOSX_DEPLOYMENT_TARGET=14.0
for python in 3.11 3.12 3.13; do
    for platform in x86_64-manylinux_2_28 aarch64-manylinux_2_28 aarch64-apple-darwin; do
        "$uv" pip install --quiet --dry-run --target "$target" --python-version "$python" --python-platform "$platform" \
            --only-binary :all: --require-hashes -r requirements.lock
        echo "Python $python, $platform: every locked release has a wheel"
    done
done
