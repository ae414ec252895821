"""The API for people: every route with its parameters, written by the server from the OpenAPI description; nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from dragoman.web.rendering import static_name

Json = dict[str, Any]


def render_docs(description: Json, *, prefix: str) -> str:
    """The page, from what /openapi.json says."""
    routes = [
        _route(f"{prefix}{path}", method, told)
        for path, methods in description["paths"].items()
        for method, told in methods.items()
    ]
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Dragoman’s API</title>
<link rel="icon" type="image/svg+xml" href="/static/{static_name("icon.svg")}">
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<main>
<h1>Dragoman’s API</h1>
<p>{escape(description["info"]["description"])}</p>
<p><a href="{prefix}/openapi.json">OpenAPI description</a> · <a href="/">Pages</a></p>
{"".join(routes)}
</main>
</body>
</html>
"""


def _route(path: str, method: str, told: Json) -> str:
    summary, _, more = told.get("description", "").partition("\n\n")
    return f"""<section>
<h2><code>{method.upper()} {escape(path)}</code></h2>
<p>{escape(summary)}</p>{f"<p>{escape(more)}</p>" if more else ""}
{_table(list(_parameters(told)))}</section>
"""


def _parameters(told: Json) -> Iterator[tuple[str, str, str]]:
    """Name, where it stands and whether it must, what it means."""
    for one in told.get("parameters", ()):
        must = ", needed" if one.get("required") else ""
        yield one["name"], f"{one['in']}{must}", one.get("description", "")
    for kind, content in told.get("requestBody", {}).get("content", {}).items():
        yield (
            content["schema"].get("$ref", "").rpartition("/")[2] or "body",
            f"body, {kind}",
            "see the description",
        )


def _table(rows: list[tuple[str, str, str]]) -> str:
    if not rows:
        return ""
    lines = "".join(
        f"<tr><th scope='row'><code>{escape(name)}</code></th><td>{escape(where)}</td><td>{escape(what)}</td></tr>"
        for name, where, what in rows
    )
    return f"<table><tbody>{lines}</tbody></table>\n"


STYLE = """:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .3rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-top: 1px solid #8886; font-weight: 400; }
@media (max-width: 40rem) { table, tbody, tr, th, td { display: block; border: 0; } tr { border-top: 1px solid #8886; } }
"""
