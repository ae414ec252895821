"""Pictures of pages: a share picture for each, lines that can be read off, and Vega's script from our own address."""

import gzip
import re
from datetime import date

import pytest

pytest.importorskip("fastapi", reason="the extra “web” is not installed")

from dragoman import workflows
from dragoman.domain.readings import Reading
from dragoman.domain.relations import Period
from dragoman.domain.sources import Source
from dragoman.web.drawing.base import wrapped
from dragoman.web.drawing.card import card
from dragoman.web.drawing.framed import framed
from dragoman.web.drawing.lines import Series
from dragoman.web.drawing.parting import parting
from dragoman.web.vega import script, script_name
from tests.faces.served import app_of, client_of
from tests.faces.test_web_pages import HTML_PAGES

ODD = "Bells \x07 and\x00 <b>brackets</b> & a \ufffe mark"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    with workflows.make_ledger(str(folder / "ledger")) as ledger:
        ledger.save_reading(Reading(source=Source.of("Chad abstained.", title=ODD)))
    with client_of(app_of(str(folder / "ledger"), cache=folder)) as client:
        yield client


def share_picture(page):
    return re.search(r'property="og:image" content="([^"]+)"', page)[1].replace("&amp;", "&")


@pytest.mark.parametrize("path", HTML_PAGES)
def test_every_page_has_a_share_picture(pages, path):
    pytest.importorskip("vl_convert", reason="the extra “charts” is not installed")
    picture = pages.get(share_picture(pages.get(path).text))
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_what_no_picture_can_hold_does_not_break_it(pages):
    pytest.importorskip("vl_convert", reason="the extra “charts” is not installed")
    (report,) = pages.get("/reports.json").json()["reports"]
    assert pages.get(f"/reports/{report['id']}.png").content.startswith(b"\x89PNG")
    drawn = card(ODD, ODD, "localhost").svg
    assert "&lt;b&gt;brackets" in drawn
    assert not re.search("[\x00-\x08\ufffe]", drawn)


def test_a_page_that_is_not_there_has_no_share_picture(pages):
    assert "og:image" not in pages.get("/people/nobody-here").text
    assert pages.get("/people/nobody-here.png").status_code == 404


@pytest.mark.parametrize("words", ["Short", "A title of many words that goes on " * 8, "x" * 300])
def test_a_card_keeps_its_lines_within_its_height(words):
    below = [float(y) for y in re.findall(r'<text x="[^"]+" y="([^"]+)"', card(words, words, "here").svg)]
    assert max(below) < 630
    assert sorted(below) == below


def test_words_are_wrapped_without_losing_any():
    assert " ".join(wrapped("one two  three", 6)) == "one two three"


def drawn(series, **more):
    told = {"title": "Told", "subtitle": "n = 4", "source": "Source: none.", "drawn": date(2025, 1, 1)}
    return framed(series, **told, **more)


def test_lines_to_be_read_off_hold_every_value_and_are_cut_where_years_are_missing():
    points = [(2001, 0.1, 0.0, 0.2), (2002, 0.2, 0.1, 0.3), (2005, 0.4, 0.3, 0.5)]
    spec = drawn([Series(name="A", points=points, n=(7, 8, 9))], low=0.0, high=1.0).vega()
    rows = next(d["values"] for d in spec["data"] if d["name"] == "rows")
    assert [(r["year"], r["value"], r["low"], r["high"], r["n"]) for r in rows] == [
        (*point, n) for point, n in zip(points, (7, 8, 9), strict=True)
    ]
    assert len({r["run"] for r in rows}) == 2
    assert next(s["domain"] for s in spec["scales"] if s["name"] == "y") == [0.0, 1.0]


def test_names_at_the_ends_of_lines_to_be_read_off_stand_apart():
    lines = [
        Series(name=name, points=[(2001, value, 0, 1), (2002, value, 0, 1)])
        for name, value in (("A", 0.5), ("B", 0.501))
    ]
    ends = next(d["values"] for d in drawn(lines).vega()["data"] if d["name"] == "ends")
    assert ends[1]["place"] - ends[0]["place"] >= 0.04


def test_a_break_is_drawn_with_the_mean_of_each_stretch(pages):
    picture = pages.get("/analysis/shifts.svg?state=USA&with=EU&topic=Ukraine").text
    told = pages.get("/analysis/shifts.json?state=USA&with=EU&topic=Ukraine").json()
    assert picture.startswith("<svg")
    assert f"{told['before']['value']:.0%} in {told['before']['n']} votes" in picture
    assert "n = " in picture
    assert "Source: " in picture
    assert picture.count("stroke-dasharray") == (2 if told["until"] else 1)


def test_words_of_a_short_stretch_keep_off_the_dashed_lines():
    def period(start, end, value):
        return Period(start=start, end=end, value=value, n=9, low=value, high=value)

    at, until, end = date(2020, 1, 1), date(2020, 3, 1), date(2021, 1, 1)
    stretches = [
        period(date(2000, 1, 1), date(2019, 12, 1), 0.9),
        period(at, at, 0.1),
        period(until, end, 0.8),
    ]
    drawn = parting([], stretches, [at, until], (at, at))
    lines = [float(x) for x in re.findall(r'x1="([\d.]+)" x2="\1"[^>]+stroke-dasharray', drawn)]
    found = re.findall(r'class="name l-1" x="([\d.]+)"[^>]+text-anchor="(\w+)"[^>]*>([^<]+)<', drawn)
    assert len(lines) == 2
    assert len(found) == 3
    for x, anchor, words in found:
        left = float(x) - (7 * len(words) if anchor == "end" else 0)
        assert not any(left < line < left + 7 * len(words) for line in lines), words


def test_a_page_with_lines_offers_them_as_vega_from_our_own_address(pages):
    page = pages.get("/compare?a=USA&b=EU").text
    assert 'data-vega="/compare.vega?a=USA&amp;b=EU"' in page
    spec = pages.get("/compare.vega?a=USA&b=EU")
    assert spec.headers["content-type"] == "application/json"
    assert spec.json()["$schema"].startswith("https://vega.github.io/schema/vega/")
    assert "url" not in {key for data in spec.json()["data"] for key in data}
    assert "lively" not in pages.get("/states").text


def test_the_script_comes_packed_from_our_own_address_and_can_be_kept(pages):
    pytest.importorskip("vl_convert", reason="the extra “charts” is not installed")
    address = re.search(r'data-script="([^"]+)"', pages.get("/compare?a=USA&b=EU").text)[1]
    assert address == f"/static/{script_name()}"
    answer = pages.get(address)
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    plain, packed = script()
    assert answer.content == plain == gzip.decompress(packed)
    assert b"ast" in plain
