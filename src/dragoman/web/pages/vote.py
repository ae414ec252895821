"""One vote: the result, who chose what, blocs and who broke ranks, positions, and what reports said of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup, escape

from dragoman import world
from dragoman.alignment.ballots import sessions_of
from dragoman.domain.measures import MeasureKind
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.ledger import Heading
from dragoman.ledger.browse import Told
from dragoman.records.procedure import disagreement, requirement_of
from dragoman.render.contract import render_heading, render_roll_call
from dragoman.render.rollcall import LETTER, BlocVote, bloc_votes, result_sentence
from dragoman.web.directory import slug_of
from dragoman.web.drawing import votes as drawn
from dragoman.web.drawing.base import Figure, alone, inline
from dragoman.web.drawing.world_map import map_of, map_size, tiles_of, tiles_size
from dragoman.web.page import Answer, Json, Moved, NotFound, Page, Sheet
from dragoman.web.pages.wording import IMPORTERS, citation_of, finding_of, name_of, source_of, subtitle_of
from dragoman.web.rendering import chips
from dragoman.web.site import Site
from dragoman.workflows.positions import Positions

SURPRISE = 0.1
"""A choice less likely than this from the state's position of that session is named."""
NAMED = 12
"""Most surprises named."""
DESCRIPTOR = re.compile(r"\b[A-Z][A-Z' -]{3,}--[A-Z][A-Z' -]+\b")
"""The Library's subject headings stand in the agenda of its file: UKRAINE--POLITICAL CONDITIONS."""
ORDER = {Choice.YES: 0, Choice.ABSTAIN: 1, Choice.NO: 2, Choice.ABSENT: 3}


def vote_page(site: Site, query: Mapping[str, str], *, slug: str) -> Answer:
    """The vote with this slug; the last vote on a draft leads to the vote's own address."""
    id_ = site.shelf.directory.find(slug)
    call = site.roll_call(id_) if id_ else _embedded(site, slug)
    if call is None:
        raise NotFound(f"no vote is known as “{slug}”", "search for words of its title or its symbol")
    if id_ and slug != (own := site.shelf.directory.slug(id_)):
        return Moved(to=f"/votes/{own}")
    names = names_of(call)
    strip = strip_of(site, call, names)
    near = neighbours(site, call)
    blocs = bloc_votes(call)
    members = members_of(call, names, strip, blocs)
    data = _data(site, call, members, near, strip, blocs)
    shown = members_shown(members, query)
    view = "tiles" if query.get("map") == "tiles" else "shapes"
    return Page(
        template="vote.html.j2",
        title=f"{name_of(call)}: {call.title}",
        description=f"{finding_of(call)}. {call.body}, {call.held.isoformat()}. Who chose what, blocs, map and positions.",
        data=data,
        sheet=Sheet(
            columns=("seat", "name", "choice", "intended", "chance", "blocs"),
            rows=[
                (*(m[k] for k in ("seat", "name", "choice", "intended", "chance")), "|".join(m["blocs"]))
                for m in members
            ],
        ),
        figure=(lambda: figure_of(call, names, view)) if call.choices else None,
        more={
            "call": call,
            "finding": finding_of(call),
            "bar": bar_of(call),
            "blocs": blocs,
            "names": names,
            "members": shown,
            "member_list": member_list(shown),
            "wanted": {k: query.get(k, "") for k in ("choice", "bloc", "q")},
            "view": view,
            "map": picture_of(call, names, view),
            "strip": strip and strip["svg"],
            "surprises": strip["surprises"] if strip else [],
            "waits": strip is None and bool(call.choices) and call.body == "UNGA",
            "near": near,
            "said": quotations(site.shelf.told.get(call.symbol or "", ())),
            "slug_of": site.shelf.directory.slug,
            "source": IMPORTERS.get(call.importer, (call.importer or "given by the user", "")),
        },
    )


def draft_page(site: Site, _: Mapping[str, str], *, slug: str) -> Answer:
    """The last vote on a draft; a draft that no vote is known of has no page."""
    for directory in (site.shelf.directory, site.shelf.embedded):
        if found := directory.by_draft.get(slug_of(slug)):
            return Moved(to=f"/votes/{directory.slug(found[-1])}", permanent=False)
    raise NotFound(f"no vote is known on a draft “{slug}”", "search for words of its title or its symbol")


def quotations(told: Sequence[Told]) -> list[Json]:
    """What reports said, each quotation once with all verdicts and reasons that it got."""
    found: dict[tuple[str, str], Json] = {}
    for one in told:
        line = found.setdefault(
            (one.source, one.words),
            {
                **{
                    name: getattr(one, name)
                    for name in ("source", "title", "publisher", "published", "words", "start")
                },
                "verdicts": [],
                "reasons": [],
            },
        )
        line["verdicts"] += [one.verdict] if one.verdict not in line["verdicts"] else []
        line["reasons"] += [one.reason] if one.reason not in line["reasons"] else []
    return list(found.values())


def _embedded(site: Site, slug: str) -> RollCall | None:
    """A vote that only the embedded record knows."""
    if site.shelf.beside is None:
        return None
    found = site.shelf.embedded.find(slug)
    return site.shelf.beside.roll_call(found) if found else None


def names_of(call: RollCall) -> dict[str, str]:
    """Seat → the state's name on the day."""
    return {seat: world.name_of(seat, call.held) for seat in call.choices}


def members_of(
    call: RollCall, names: Mapping[str, str], strip: Json | None, blocs: Sequence[BlocVote]
) -> list[Json]:
    """All members by choice, then name, each with those of the blocs that it belonged to on the day."""
    chances = strip["chances"] if strip else {}
    belongs: dict[str, list[str]] = {seat: [] for seat in call.choices}
    for vote in blocs:
        for seat in world.members(vote.bloc, call.held).members & belongs.keys():
            belongs[seat].append(vote.bloc)
    rows = [
        {
            "seat": seat,
            "name": names[seat],
            "choice": choice.value,
            "intended": call.intended[seat].value if seat in call.intended else None,
            "chance": chances.get(seat),
            "blocs": belongs[seat],
        }
        for seat, choice in call.choices.items()
    ]
    return sorted(rows, key=lambda r: (ORDER[Choice(r["choice"])], str(r["name"])))


def members_shown(members: list[Json], query: Mapping[str, str]) -> list[Json]:
    """The members that the filters leave: by choice, bloc and part of the name."""
    choice, bloc, part = query.get("choice", ""), query.get("bloc", ""), query.get("q", "").casefold()
    return [
        m
        for m in members
        if (not choice or m["choice"] == choice)
        and (not bloc or bloc in m["blocs"])
        and (not part or part in m["name"].casefold() or part == m["seat"].casefold())
    ]


def member_list(members: Sequence[Json]) -> Markup:
    """The members as items of a list. Written here: two hundred of them are most of a page, and a template takes its time."""
    shown = chips()
    return Markup("\n").join(
        Markup(  # noqa: S704 — names are escaped, all else is ours
            f'<div class="member" role="listitem" data-choice="{m["choice"]}" data-blocs="{" ".join(m["blocs"])}" data-name="{name.lower()} {m["seat"].lower()}">'
            f'{shown[m["choice"]]} <a href="/states/{m["seat"]}">{name}</a>{_later_said(m["intended"])}</div>'
        )
        for m in members
        for name in (escape(m["name"]),)
    )


def _later_said(intended: str | None) -> str:
    return f' <span class="quiet">later said: {LETTER[Choice(intended)]}</span>' if intended else ""


def strip_of(site: Site, call: RollCall, names: Mapping[str, str]) -> Json | None:
    """Points of that session beside the choices, with the least likely choices; None while they are not known."""
    positions = site.fitted.of(site.shelf) if call.body == "UNGA" and call.choices else None
    if positions is None:
        return None
    rows = _placed(call, names, positions)
    if len(rows) < 3:
        return None
    chances = {seat: round(c, 3) for seat, c in positions.chances_in(call.id).items()}
    least = sorted((c, seat) for seat, c in chances.items() if c < SURPRISE and seat in names)[:NAMED]
    surprises = [
        {"seat": seat, "name": names[seat], "choice": call.choices[seat].value, "chance": c}
        for c, seat in least
    ]
    told = _strip_words(rows, surprises)
    body, width, height = drawn.strip(rows, [str(s["seat"]) for s in surprises])
    return {
        "rows": rows,
        "chances": chances,
        "surprises": surprises,
        "svg": inline(body, width=width, height=height, label=told, css="strip"),
        "told": told,
    }


def _placed(call: RollCall, names: Mapping[str, str], positions: Positions) -> list[Json]:
    import numpy as np  # noqa: PLC0415

    period = int(sessions_of(np.array([call.held], "datetime64[D]"))[0])
    points = positions.of_period(period)
    return [
        {"seat": seat, "name": names[seat], "point": points[seat]["point"], "choice": choice.value}
        for seat, choice in call.choices.items()
        if choice is not Choice.ABSENT and seat in points
    ]


def _strip_words(rows: list[Json], surprises: list[Json]) -> str:
    named = ", ".join(f"{s['name']} ({s['choice']})" for s in surprises[:5])
    tail = f"; least expected: {named}" if named else "; every choice fits its state’s position"
    return f"Positions of {len(rows)} states in the session, by choice{tail}"


def bar_of(call: RollCall) -> Any:
    body = drawn.result_bar(call.tally)
    return inline(
        body, width=drawn.BAR_WIDTH, height=drawn.BAR_HEIGHT, label=f"Result: {finding_of(call)}", css="bar"
    )


def picture_of(call: RollCall, names: Mapping[str, str], view: str) -> Any:
    if not call.choices:
        return None
    told = f"{finding_of(call)}. The table of members says the same in words."
    if view == "tiles":
        width, height = tiles_size(call.choices)
        return inline(tiles_of(call.choices, names), width=width, height=height, label=told, css="tiles")
    width, height = map_size()
    return inline(map_of(call.choices, names), width=width, height=height, label=told, css="world")


def figure_of(call: RollCall, names: Mapping[str, str], view: str) -> Figure:
    """Result and map in one picture, for sharing."""
    if view == "tiles":
        width, height = tiles_size(call.choices)
        body = tiles_of(call.choices, names)
    else:
        width, height = map_size()
        body = map_of(call.choices, names)
    bar = drawn.result_bar(call.tally, width=width, height=44)
    whole = Markup('{}<g transform="translate(0 60)">{}</g>').format(bar, body)
    return alone(
        whole,
        width=width,
        height=height + 60,
        title=finding_of(call),
        subtitle=subtitle_of(call),
        source=source_of(call, date.today()),  # noqa: DTZ011 — the day of drawing
    )


def neighbours(site: Site, call: RollCall) -> Json:
    """Amendments and parts of the same draft, and other texts under the same item on the same day."""
    headings = _of_the_days(site, call)
    own = [h for h in headings if h.id != call.id and (not call.symbol or h.symbol != call.symbol)]
    parts = [h for h in own if call.draft and h.draft == call.draft]
    rivals = [
        h
        for h in own
        if h not in parts and h.kind in (MeasureKind.RESOLUTION, MeasureKind.DRAFT) and _share_item(call, h)
    ]
    return {"parts": parts, "rivals": rivals}


def _of_the_days(site: Site, call: RollCall) -> list[Heading]:
    """All votes of the day, and of the days around it the parts of the same draft; the ledger's word goes first."""
    found = list(site.shelf.of_day(call.held))
    for days in (-1, 1):
        near = site.shelf.of_day(call.held + timedelta(days=days))
        found += [h for h in near if call.draft and h.draft == call.draft]
    return found


def _share_item(call: RollCall | Heading, other: Heading) -> bool:
    return bool(set(call.agenda) & set(other.agenda) or _descriptors(call) & _descriptors(other))


def _descriptors(call: RollCall | Heading) -> set[str]:
    return {word for item in (*call.agenda, *call.subjects) for word in DESCRIPTOR.findall(item)}


def _data(
    site: Site, call: RollCall, members: list[Json], near: Json, strip: Json | None, blocs: Sequence[BlocVote]
) -> Json:
    need = requirement_of(call)
    slug = site.shelf.directory.slug(call.id)
    return {
        "slug": slug,
        **render_roll_call(call),
        "sentence": result_sentence(call),
        "disagreement": disagreement(call),
        "needed": {"majority": need.majority.value, "rule": need.rule, "certain": need.is_certain},
        "members": members,
        "blocs": [
            {
                "bloc": vote.bloc,
                "counts": {choice.value: vote.counts.get(choice, 0) for choice in Choice},
                "majority": vote.majority.value if vote.majority else None,
                "broke": {seat: choice.value for seat, choice in vote.broke.items()},
            }
            for vote in blocs
        ],
        "positions": [{k: r[k] for k in ("seat", "point", "choice")} for r in strip["rows"]] if strip else [],
        "surprises": strip["surprises"] if strip else [],
        "parts": [render_heading(h) for h in near["parts"]],
        "rivals": [render_heading(h) for h in near["rivals"]],
        "said": [
            {
                "source": told.source,
                "title": told.title,
                "publisher": told.publisher,
                "published": told.published.isoformat() if told.published else None,
                "claim": told.claim,
                "words": told.words,
                "start": told.start,
                "verdict": told.verdict,
                "reason": told.reason,
            }
            for told in site.shelf.told.get(call.symbol or "", ())
        ],
        "source": {
            "importer": call.importer,
            "name": IMPORTERS.get(call.importer, ("", ""))[0],
            "url": call.url,
        },
        "cite": citation_of(call, f"/votes/{slug}", date.today()),  # noqa: DTZ011 — the reader's access date
    }
