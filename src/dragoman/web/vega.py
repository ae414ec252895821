"""Vega's script, from our own address: with its interpreter of expressions, so that the content policy needs no `unsafe-eval`."""

from __future__ import annotations

from functools import cache
from gzip import compress
from importlib.metadata import PackageNotFoundError, version
from threading import Lock

MAKING = Lock()
SNIPPET = "window.vegaEmbed = vegaEmbed;"


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
    """Vega with its embedding and its interpreter, as vl-convert carries them."""
    import vl_convert  # noqa: PLC0415 (an extra)

    text: str = vl_convert.javascript_bundle(SNIPPET)
    return text.encode(), compress(text.encode(), mtime=0)
