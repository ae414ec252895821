"""The API for people: every route with its parameters, written by the server from the OpenAPI description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

from dragoman.web.page import Page

Json = dict[str, Any]
CODE = re.compile(r"`([^`]++)`")


def docs_page(description: Json, *, prefix: str) -> Page:
    """The page, from what /openapi.json says; its JSON is that."""
    return Page(
        template="api.html.j2",
        title="Dragoman’s API",
        description="Every route of the API with its parameters.",
        data=description,
        more={
            "told": _marked(description["info"]["description"]),
            "prefix": prefix,
            "routes": [
                _route(f"{prefix}{path}", method, told)
                for path, methods in description["paths"].items()
                for method, told in methods.items()
            ],
        },
        of_votes=True,
    )


def _marked(words: str) -> Markup:
    """The words with what stands between backticks as code."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(words))))  # noqa: S704 — escaped


def _route(path: str, method: str, told: Json) -> Json:
    return {
        "path": path,
        "method": method.upper(),
        "tag": next(iter(told.get("tags", ())), ""),
        "words": [_marked(part) for part in told.get("description", "").split("\n\n") if part],
        "parameters": list(_parameters(told)),
    }


def _parameters(told: Json) -> Iterator[tuple[str, str, Markup]]:
    """Name, where it stands and whether it must, what it means."""
    for one in told.get("parameters", ()):
        must = ", needed" if one.get("required") else ""
        yield one["name"], f"{one['in']}{must}", _marked(_meaning(one))
    for kind, content in told.get("requestBody", {}).get("content", {}).items():
        name = content["schema"].get("$ref", "").rpartition("/")[2] or "body"
        yield name, f"body, {kind}", Markup("see the description")


def _meaning(parameter: Json) -> str:
    """What its description says, and what it may be."""
    kinds = [parameter["schema"], *parameter["schema"].get("anyOf", ())]
    choices = [str(value) for kind in kinds for value in kind.get("enum", ())]
    told = [parameter.get("description", ""), f"One of {', '.join(choices)}." if choices else ""]
    return " ".join(filter(None, told))
