"""Templates: Jinja with escaping on, and the few words and addresses that every page needs."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request

from dragoman import world
from dragoman.claims.wording import day_of
from dragoman.domain.rollcalls import Choice
from dragoman.render.rollcall import LETTER, WORDS
from dragoman.web.directory import slug_of
from dragoman.web.persons import person_id
from dragoman.web.vega import script_name
from dragoman.world.offices import REVISED

if TYPE_CHECKING:
    from dragoman.web.page import Page

STATIC = resources.files("dragoman.web").joinpath("static")


@cache
def static_name(name: str) -> str:
    """`site.css` → `site.3f9a1c.css`: the name changes with the content, so it can be kept for good."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{sha256(STATIC.joinpath(name).read_bytes()).hexdigest()[:10]}.{suffix}"


@cache
def environment() -> Environment:
    env = Environment(
        loader=PackageLoader("dragoman.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters |= {
        "day": day_of,
        "date": day_of_iso,
        "slug": slug_of,
        "state": world.name_of,
        "letter": lambda choice: LETTER[Choice(choice)],
        "choice_words": lambda choice: WORDS[Choice(choice)],
        "share": lambda value: "–" if value is None else f"{value:.0%}",
        "signed": signed,
        "count": lambda n: f"{n:,}",
        "iso": lambda day: day.isoformat() if isinstance(day, date) else day,
        "http": lambda url: url if url and url.startswith(("https://", "http://")) else None,
        "short": short,
        "begins": begins,
        "item": item_of,
        "body": body_name,
        "office": lambda role: role.replace("un ambassador", "UN ambassador"),
    }
    env.globals |= {
        "static": lambda name: f"/static/{static_name(name)}",
        "chip": chips(),
        "path_of": path_of,
        "person_id": person_id,
        "offices_revised": REVISED,
    }
    return env


def path_of(code: str) -> str | None:
    """The page of a state or bloc; None for other bodies."""
    if any(state.code == code for state in world.states()):
        return f"/states/{code}"
    return f"/blocs/{code}" if world.is_bloc(code) else None


@cache
def chips() -> dict[str, Markup]:
    """How a choice is shown, by its letter in the record; for readers of the screen in words."""
    form = Markup(
        '<span class="choice v-{0}"><b aria-hidden="true">{1}</b><span class="away">{2}</span></span>'
    )
    return {choice.value: form.format(choice.value, LETTER[choice], WORDS[choice]) for choice in Choice}


@cache
def can_draw() -> bool:
    """Whether pictures can be had as PNG."""
    return find_spec("vl_convert") is not None


BODIES = {"UNGA": "General Assembly", "UNSC": "Security Council", "HRC": "Human Rights Council"}


def day_of_iso(iso: str) -> str:
    """`2025-02-24` as a sentence has it."""
    return day_of(date.fromisoformat(iso))


def body_name(code: str) -> str:
    return BODIES.get(code) or (f"Committee {code[1:]}" if code[:1] == "C" and code[1:].isdigit() else code)


NUMBERED = re.compile(r"\d|\[|X$")
"""How the Library begins an item after the list's symbol."""


def item_of(agenda: str) -> str:
    """An item of the agenda in plain words: without the symbol of the list of items and the Library's subject heading.

    >>> item_of("A/79/251 14 Culture of peace. PEACE"), item_of("S/80 [59] UKRAINE--POLITICAL CONDITIONS")
    ('Item 14: Culture of peace', 'UKRAINE: POLITICAL CONDITIONS')
    """
    listed, _, rest = agenda.partition(" ")
    number, _, words = rest.partition(" ")
    if not (listed.startswith(("A/", "S/")) and words and NUMBERED.match(number)):
        return agenda
    title, stop, heading = words.rpartition(". ")
    told = title if stop and heading.isupper() else words.rstrip(".").replace("--", ": ")
    return f"Item {number}: {told}" if number[0].isdigit() else told


def signed(value: float) -> str:
    """With its sign, as print has it: `+0.52`, `−1.30`."""
    return f"{value:+.2f}".replace("-", "−")


def short(words: str, most: int = 160) -> str:
    """The words, cut at a blank where they are long."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def begins(text: str, most: int = 70) -> str:
    """The first words of a text, in one line."""
    return short(" ".join(text[: 4 * most].split()), most)


def render(page: Page, request: Request) -> str:
    """The page as an HTML document."""
    template = environment().get_template(page.template)
    return template.render(
        page=page,
        data=page.data,
        path=request.url.path,
        query=dict(request.query_params),
        base=f"{request.url.scheme}://{request.url.netloc}",
        here=f"{request.url.path}{'?' + request.url.query if request.url.query else ''}",
        other=lambda form: other_form(request, form),
        with_query=lambda **changes: with_query(request, changes),
        can_draw=can_draw(),
        explore=f"/static/{script_name()}" if page.vega and script_name() else None,
        site=request.app.state.site,
        asks_token=bool(request.app.state.token),
        today=date.today(),  # noqa: DTZ011 — the reader's access date, as a citation needs it
        **page.more,
    )


def other_form(request: Request, form: str) -> str:
    """The address of the same page in another form."""
    path = "/index" if request.url.path == "/" else request.url.path.rstrip("/")
    return f"{path}.{form}{'?' + request.url.query if request.url.query else ''}"


def with_query(request: Request, changes: dict[str, Any]) -> str:
    """The same page with some filters changed; None and empty take one away. The place in a list starts again."""
    kept = dict(request.query_params) | changes
    if "page" not in changes:
        kept.pop("page", None)
    query = urlencode({name: value for name, value in kept.items() if value not in (None, "")})
    return f"{request.url.path}?{query}" if query else request.url.path
