"""Vega's script, from our own address: with its interpreter of expressions, so that the content policy needs no `unsafe-eval`."""

from __future__ import annotations

from functools import cache
from gzip import compress
from importlib.metadata import PackageNotFoundError, version

SNIPPET = "window.vegaEmbed = vegaEmbed;"


@cache
def script_name() -> str | None:
    """The file name of Vega's script, by the version of vl-convert; None where that is not installed."""
    try:
        return f"vega.{version('vl-convert-python')}.js"
    except PackageNotFoundError:
        return None


@cache
def script() -> tuple[bytes, bytes]:
    """Vega with its embedding and its interpreter, as vl-convert carries them, plain and packed; takes some seconds once."""
    import vl_convert  # noqa: PLC0415 (an extra)

    text: str = vl_convert.javascript_bundle(SNIPPET)
    return text.encode(), compress(text.encode(), mtime=0)
