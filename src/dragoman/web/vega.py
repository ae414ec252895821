"""Vega's script, from our own address: with its interpreter of expressions, so that the content policy needs no `unsafe-eval`."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from gzip import compress
from importlib.metadata import PackageNotFoundError, version
from threading import Lock

MAKING = Lock()
SNIPPET = "window.vegaEmbed = vegaEmbed;"
SECONDS = 60.0


@cache
def script_name() -> str | None:
    """The file name of Vega's script, by the version of vl-convert; None where that is not installed."""
    try:
        return f"vega.{version('vl-convert-python')}.js"
    except PackageNotFoundError:
        return None


def script() -> tuple[bytes, bytes]:
    """The script, plain and packed; whoever asks first waits some seconds, and nobody has it made a second time."""
    with MAKING:
        return _script()


@cache
def _script() -> tuple[bytes, bytes]:
    """Made by a process of its own: what that needs of memory, a hundred megabytes, goes with it."""
    command = [sys.executable, "-m", "dragoman.web.vega"]
    made = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout  # noqa: S603 — our own module
    return made, compress(made, mtime=0)


def main() -> None:
    """Write Vega with its embedding and its interpreter, as vl-convert carries them, to the standard output."""
    import vl_convert  # noqa: PLC0415 (an extra)

    sys.stdout.buffer.write(vl_convert.javascript_bundle(SNIPPET).encode())


if __name__ == "__main__":
    main()
