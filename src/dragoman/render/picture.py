"""What all charts share: Altair, colours, a title that states the finding, a source, and the way to SVG, PNG or a page."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from types import ModuleType
from typing import Any, Literal

from dragoman import world
from dragoman.errors import DragomanError

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe & Ito's, safe for colour-blind readers."""
INK, QUIET, FAINT = "#222222", "#666666", "#e4e4e4"
WIDTH, HEIGHT = 680, 360
LETTER = 9
"""Pixels that a letter of the title takes: a longer title goes on in a second line."""
SOURCE = "Source: recorded votes of the United Nations as loaded. Calculation: Dragoman."


def altair() -> ModuleType:
    """The library, or a word on how to get it."""
    try:
        import altair as alt  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise DragomanError('charts need altair: pip install "dragoman[charts]"') from error
    return alt


def values(alt: ModuleType, rows: Sequence[dict[str, Any]]) -> Any:
    return alt.Data(values=list(rows))


def require(rows: Sequence[Any], what: str) -> None:
    if not rows:
        raise DragomanError(what)


def name_of(code: str) -> str:
    """The English name of a state or bloc; the code itself where it is known under no name, as in other bodies."""
    try:
        return world.name_of(code)
    except KeyError:
        return code


def signed(value: float) -> str:
    """With two decimals and a sign, the minus as long as the plus."""
    return f"{value:+.2f}".replace("-", "−")


def finished(
    chart: Any,
    title: str,
    subtitle: Sequence[str],
    *,
    width: int = WIDTH,
    height: int = HEIGHT,
    source: str = SOURCE,
) -> Any:
    """The chart under its finding, on how much it rests, and above its source; the same in words for those who do not see."""
    alt = altair()
    below = alt.Chart(values(alt, [{"text": source}])).mark_text(align="left", color=QUIET, fontSize=11)
    foot = below.encode(text="text:N", x=alt.value(0)).properties(
        width=width, height=14, view={"stroke": None}
    )
    body = chart.properties(width=width, height=height)
    lines = wrap(title, max(width, WIDTH) // LETTER)
    heading = {
        "text": lines if len(lines) > 1 else title,
        "subtitle": list(subtitle),
        "anchor": "start",
        "offset": 14,
    }
    whole = alt.vconcat(body, foot, spacing=4)
    return (
        whole.properties(title=heading, description=f"{title}. {' '.join(subtitle)} {source}", padding=16)
        .configure(font="Helvetica, Arial, Liberation Sans, sans-serif", background="#ffffff")
        .configure_title(fontSize=17, subtitleFontSize=12.5, subtitleColor=QUIET, color=INK, frame="bounds")
        .configure_axis(
            gridColor=FAINT, domainColor=QUIET, tickColor=QUIET, labelColor=INK, titleColor=QUIET,
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal",
        )
        .configure_view(stroke=None)
    )  # fmt: skip


def spread_apart(places: Sequence[float], least: float) -> list[float]:
    """The places in their order, moved as little as need be to stand `least` apart.

    >>> spread_apart([1.0, 1.1, 3.0], 0.5)
    [0.8, 1.3, 3.0]
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    groups: list[list[int]] = []
    for i in order:
        groups.append([i])
        while len(groups) > 1 and _start(places, groups[-1], least) < _end(places, groups[-2], least) + least:
            groups[-2:] = [groups[-2] + groups[-1]]
    moved = list(places)
    for group in groups:
        for k, i in enumerate(group):
            moved[i] = round(_start(places, group, least) + k * least, 9)
    return moved


def _start(places: Sequence[float], group: list[int], least: float) -> float:
    return sum(places[i] for i in group) / len(group) - least * (len(group) - 1) / 2


def _end(places: Sequence[float], group: list[int], least: float) -> float:
    return _start(places, group, least) + least * (len(group) - 1)


def render_chart(chart: Any, form: Literal["svg", "png", "html", "json"]) -> str | bytes:
    """The chart as SVG, PNG, a page that carries its scripts along, or its Vega-Lite specification."""
    import vl_convert  # noqa: PLC0415 (an extra)

    if form == "json":
        text: str = chart.to_json()
        return text
    specification = chart.to_dict()
    if form == "svg":
        drawn: str | bytes = vl_convert.vegalite_to_svg(specification)
    elif form == "png":
        drawn = vl_convert.vegalite_to_png(specification, scale=2)
    else:
        drawn = vl_convert.vegalite_to_html(specification, bundle=True)
    return drawn
