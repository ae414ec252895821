"""Every page over a small ledger, in this process: what it answers, in each form, and that nothing of a report runs."""

import csv
import json
import os
import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

pytest.importorskip("fastapi", reason="the extra “web” is not installed")

from fastapi.testclient import TestClient

from dragoman import workflows
from dragoman.domain.claims import Claim, ClaimKind, Finding, Verdict
from dragoman.domain.readings import Reading
from dragoman.domain.sources import Source
from dragoman.render.contract import render_reading, render_roll_call
from tests.faces.served import app_of

HOSTILE = 'Anna & <script>alert("x")</script> said nobody objected. <img src=x onerror=alert(1)> '
TITLE = "A <b>bold</b> headline"
VOTE = "/votes/A-RES-ES-11-7"
HTML_PAGES = (
    "/",
    "/votes",
    "/votes?q=peace",
    "/votes?state=France&choice=Y&order=closest&from=2022&to=2025-12-31",
    VOTE,
    f"{VOTE}?map=tiles&choice=N",
    "/votes/A-RES-ES-11-8",
    "/votes/S-RES-2774-2025",
    "/reports",
    "/dossiers",
    "/dossiers/A-RES-ES-11-7",
    "/states",
    "/states/HUN",
    "/states/USA?body=UNSC",
    "/people",
    "/people?of=France&q=macron",
    "/people/Emmanuel-Macron",
    "/people/Antonio-Guterres",
    "/blocs",
    "/blocs/EU?on=2025-02-24",
    "/compare",
    "/compare?a=USA&b=EU",
    "/compare?a=Hungary&b=Russia&from=2022",
    "/analysis/points",
    "/analysis/shifts",
    "/analysis/shifts?among=pairs",
    "/analysis/shifts?among=blocs&state=USA",
    "/analysis/shifts?state=USA&with=EU&topic=Ukraine",
    "/analysis/shifts?state=EU&with=EU&since=2022",
    "/data",
    "/sql",
    "/about/method",
    "/about/coverage",
    "/about/limits",
)


def hostile_reading():
    source = Source.of(HOSTILE, title=TITLE, publisher="<i>Wire</i>", url="javascript:alert(1)")
    claim = Claim(
        kind=ClaimKind.TALLY, text="<u>93</u>", measure="m1", evidence=source.evidence(0, len(HOSTILE) - 1)
    )
    finding = Finding(
        claim=claim,
        verdict=Verdict.CONFLICTS,
        reason="<script>no</script>",
        symbol="A/RES/ES-11/7",
        held=date(2025, 2, 24),
    )
    return Reading(source=source, findings=(finding,))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    address = str(folder / "ledger")
    with workflows.make_ledger(address) as ledger:
        ledger.save_reading(hostile_reading())
    app = app_of(address, cache=folder)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


class Outline(HTMLParser):
    """Headings, labels, links and ids of a page."""

    def __init__(self, text):
        super().__init__()
        self.levels, self.links, self.ids, self.inline, self.sources = [], [], [], [], []
        self.lang = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.lang = given.get("lang", self.lang)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("script", "img", "link", "iframe", "source") and (given.get("src") or given.get("href")):
            self.sources.append(given.get("src") or given["href"])
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in given) else []


@pytest.mark.parametrize("path", HTML_PAGES)
def test_each_page_has_one_heading_and_loads_nothing_from_outside(pages, path):
    answer = pages.get(path)
    assert answer.status_code == 200
    outline = Outline(answer.text)
    assert outline.levels.count(1) == 1
    assert outline.levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(outline.levels))
    assert outline.lang == "en"
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.inline == []
    assert all(source.startswith(("/", "http://localhost/")) for source in outline.sources)


@pytest.mark.parametrize("path", [p for p in HTML_PAGES if p != "/"])
def test_each_page_is_json_at_the_same_address(pages, path):
    stem, mark, query = path.partition("?")
    answer = pages.get(f"{stem}.json{mark}{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(answer.json(), dict)


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/votes.csv?q=peace", "slug"),
        (f"{VOTE}.csv", "seat"),
        ("/states.csv", "code"),
        ("/states/HUN.csv", "seat"),
        ("/blocs/EU.csv?on=2025-02-24", "seat"),
        ("/compare.csv?a=USA&b=EU", "year"),
        ("/dossiers.csv", "dossier"),
        ("/dossiers/A-RES-ES-11-7.csv", "seat"),
        ("/analysis/shifts.csv?state=USA&with=EU&topic=Ukraine", "id"),
        ("/analysis/points.csv", "rank"),
        ("/about/coverage.csv", "body"),
        ("/reports.csv", "id"),
    ],
)
def test_a_page_with_a_table_is_csv_at_the_same_address(pages, path, first):
    answer = pages.get(path)
    assert answer.status_code == 200
    rows = list(csv.reader(answer.text.splitlines()))
    assert rows[0][0] == first
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("path", [VOTE, "/states/HUN", "/blocs/EU", "/compare", "/analysis/points"])
def test_a_page_with_a_chart_is_a_picture_that_states_finding_n_and_source(pages, path):
    query = "?a=USA&b=EU" if path == "/compare" else ""
    answer = pages.get(f"{path}.svg{query}")
    assert answer.status_code == 200
    assert answer.text.startswith("<svg")
    assert "<title>" in answer.text
    assert "n = " in answer.text
    assert "Source: " in answer.text
    assert "style=" not in answer.text


def test_a_share_picture_is_named_by_the_page_and_is_a_png(pages):
    pytest.importorskip("vl_convert", reason="the extra “charts” is not installed")
    page = pages.get(VOTE).text
    address = re.search(r'property="og:image" content="([^"]+)"', page)[1]
    picture = pages.get(address)
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_a_form_that_a_page_has_not_is_a_clear_404(pages):
    answer = pages.get("/about/limits.csv")
    assert answer.status_code == 404
    assert "json" in answer.json()["error"]["hint"]


def test_the_json_of_a_vote_is_the_contract_and_more(pages):
    call = workflows.embedded_ledger().roll_call("A/RES/ES-11/7")
    told = pages.get(f"{VOTE}.json").json()
    assert told.items() >= render_roll_call(call).items()
    assert [(b["bloc"], b["broke"]) for b in told["blocs"] if b["bloc"] == "EU"] == [("EU", {"HUN": "N"})]
    assert {v["symbol"] for v in told["rivals"]} >= {"A/RES/ES-11/8"}


def test_the_json_of_a_report_is_the_contract(pages):
    reading = hostile_reading()
    assert pages.get(f"/reports/{reading.source.id}.json").json() == json.loads(
        json.dumps(render_reading(reading))
    )


@pytest.mark.parametrize("query", ["", "?verdict=conflicts", "?kind=events"])
def test_nothing_of_a_report_is_taken_for_markup(pages, query):
    page = pages.get(f"/reports/{hostile_reading().source.id}{query}").text
    assert "<script>alert" not in page
    assert "<script>no" not in page
    assert "<img src=x" not in page
    assert "<b>bold" not in page
    assert "<i>Wire" not in page
    assert "javascript:" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "path",
    [
        "/votes?q=<script>alert(1)</script>",
        '/votes?state="><script>',
        "/compare?a=<script>&b=EU",
        "/analysis/points?states=<script>",
        "/sql?q=<script>",
        "/votes/<script>alert(1)<%2Fscript>",
        "/blocs?on=<script>",
    ],
)
def test_nothing_of_an_address_is_taken_for_markup(pages, path):
    assert "<script>" not in re.sub(r"<script defer src=\"[^\"]+\">", "", pages.get(path).text)


def test_what_a_report_said_stands_on_the_page_of_the_vote(pages):
    page = pages.get(VOTE).text
    assert f"/reports/{hostile_reading().source.id}#at0" in page
    assert 'id="at0"' in pages.get(f"/reports/{hostile_reading().source.id}").text
    assert "conflicts" in page


def test_blocs_are_those_of_the_day(pages):
    now = pages.get("/blocs/EU.json?on=2025-02-24").json()
    then = pages.get("/blocs/EU.json?on=2015-02-24").json()
    assert "GBR" not in {m["seat"] for m in now["members"]}
    assert "GBR" in {m["seat"] for m in then["members"]}


def test_a_name_leads_to_the_state_and_a_symbol_to_the_vote(pages):
    assert pages.get("/states/hungary", follow_redirects=False).headers["location"] == "/states/HUN"
    assert pages.get("/votes?q=ES-11/7", follow_redirects=False).headers["location"] == VOTE
    assert pages.get("/votes/A-ES-11-L-10", follow_redirects=False).headers["location"] == VOTE
    assert pages.get("/drafts/A-ES-11-L-10", follow_redirects=False).headers["location"] == VOTE
    assert pages.get("/drafts/A-ES-11-L-10.csv", follow_redirects=False).headers["location"] == f"{VOTE}.csv"
    assert pages.get("/votes/A-ES-11-L-10.json", follow_redirects=False).headers["location"] == f"{VOTE}.json"


@pytest.mark.parametrize(
    ("query", "shown"), [("choice=N", 18), ("bloc=EU", 27), ("bloc=EU&choice=N", 1), ("q=hung", 1), ("", 193)]
)
def test_filters_of_members_work_without_script(pages, query, shown):
    page = pages.get(f"{VOTE}?{query}").text
    assert page.count('class="member"') == shown
    assert f"{shown} of 193" in page


def test_what_a_report_said_in_one_sentence_stands_once():
    from dragoman.ledger.browse import Told
    from dragoman.web.pages.vote import quotations

    about = {
        "source": "1",
        "title": None,
        "publisher": None,
        "published": None,
        "claim": "c",
        "words": "India and Iran abstained",
        "start": 7,
    }
    told = [
        Told(**about, verdict="matches", reason="India abstained"),
        Told(**about, verdict="conflicts", reason="Iran voted against"),
        Told(**about, verdict="matches", reason="India abstained"),
        Told(**about | {"words": "Peru said no"}, verdict="matches", reason="Peru voted against"),
    ]
    assert [(one["words"], one["verdicts"], len(one["reasons"])) for one in quotations(told)] == [
        ("India and Iran abstained", ["matches", "conflicts"], 2),
        ("Peru said no", ["matches"], 1),
    ]


def test_a_parting_tells_before_and_after_with_n(pages):
    told = pages.get("/analysis/shifts.json?state=USA&with=EU&topic=Ukraine").json()
    assert told["at"] == "2025-02-24"
    assert told["before"]["n"] > 0
    page = pages.get("/analysis/shifts?state=USA&with=EU&topic=Ukraine").text
    assert "24 February 2025" in page
    assert "/votes/A-RES-ES-11-7" in page


def test_the_dossier_counts_who_chose_what_on_both_texts(pages):
    told = pages.get("/dossiers/A-RES-ES-11-7.json").json()
    assert sum(p["n"] for p in told["patterns"]) == 193
    row = next(m for m in told["members"] if m["seat"] == "USA")
    assert row["choices"][:2] == ["N", "A"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/votes/none-such", 404),
        ("/drafts/none-such", 404),
        ("/states/nowhere", 404),
        ("/blocs/nowhere", 404),
        ("/reports/0000", 404),
        ("/nowhere", 404),
        ("/about/nobody", 404),
        ("/static/other.css", 404),
        ("/blocs?on=yesterday", 422),
        ("/compare?a=USA&b=USA", 422),
        ("/analysis/shifts?state=USA&with=Atlantis", 422),
    ],
)
def test_what_is_not_there_says_so_on_a_page(pages, path, status):
    answer = pages.get(path)
    assert answer.status_code == status
    assert Outline(answer.text).levels[0] == 1


def test_what_cannot_be_sent_somewhere_says_so_on_a_page(pages):
    answer = pages.post("/states")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert Outline(answer.text).levels[0] == 1
    torn = pages.post("/reports", content=b"--x", headers={"Content-Type": "multipart/form-data; boundary=y"})
    assert torn.status_code in (400, 422)
    assert Outline(torn.text).levels[0] == 1


def test_the_same_page_again_is_not_sent_again(pages):
    first = pages.get(VOTE)
    again = pages.get(VOTE, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_every_member_is_on_the_map_and_on_the_tiles():
    from dragoman import world
    from dragoman.web.drawing.world_map import tile_places, world_shapes

    members = world.members("UN", date(2025, 12, 1)).members
    shapes = world_shapes()
    assert members <= shapes.shapes.keys() | shapes.dots.keys()
    assert tile_places().keys() == members
    assert len(set(tile_places().values())) == len(members)


def test_all_internal_links_answer(pages):
    wanted, seen, kinds = ["/"], set(), {}
    while wanted:
        path = wanted.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = pages.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html") and not path.startswith("/api"):
            for link in Outline(answer.text).links:
                parts = urlsplit(link)
                kind = tuple(parts.path.split("/")[1:2]), bool(parts.query), parts.path.rpartition(".")[2]
                if link.startswith("/") and kinds.get(kind, 0) < 10 and parts.path != "/sql":
                    kinds[kind] = kinds.get(kind, 0) + 1
                    wanted.append(link.partition("#")[0])
    assert len(seen) > 60


def test_a_vote_page_loads_nothing_heavy(tmp_path):
    """Numba, Altair and spaCy take seconds to load; the pages of votes and states need none of them, the first not even FastAPI."""
    program = f"""
import sys
from pathlib import Path
from starlette.testclient import TestClient
from dragoman.web.app import create_app
with TestClient(create_app(cache=Path({str(tmp_path)!r}), background=False), base_url="http://localhost") as client:
    client.app.state.site.is_warm = False
    assert client.get("/").status_code == 200
    print(*sorted({{"numpy", "fastapi", "dragoman.events.attribution"}} & set(sys.modules)))
    client.app.state.site.fitted.of = lambda *_, **__: None
    for path in ("{VOTE}", "/", "/votes", "/states/HUN", "/compare?a=USA&b=EU"):
        assert client.get(path).status_code == 200
print(*sorted({{"numba", "altair", "spacy", "vl_convert", "onnxruntime", "jax"}} & set(sys.modules)))
"""
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "DRAGOMAN_LEDGER": ""}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
