"""The optional packages that some documents need, imported when such a document comes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dragoman.errors import ParseError


def need(package: str, name: str, what: str) -> Any:
    """The package; ParseError says how to install it where it is absent."""
    try:
        return import_module(package)
    except ImportError as error:
        raise ParseError(
            f"it is {what}, and reading one needs the package “{package}”",
            where=name,
            hint="python -m pip install 'dragoman[documents]'",
        ) from error
