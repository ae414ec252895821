"""A ledger that changes under a server: pages are kept as long as they are true, built once for all who ask, never longer."""

import asyncio
import time
from datetime import date

import pytest

pytest.importorskip("fastapi", reason="the extra “web” is not installed")

from dragoman import workflows
from dragoman.web.shelf import Flights
from tests.faces.served import app_of, client_of, small_ledger

LOADED = """symbol,body,held,title,yes,no,abstain,absent,totals
A/RES/99/1,UNGA,2054-10-01,Sharing the lanterns of the northern lighthouses,FRA GBR,RUS,CHN,USA,2-1-1
"""
PAGES = (
    "/",
    "/index.json",
    "/votes",
    "/votes.csv",
    "/states/FRA",
    "/states/FRA.json",
    "/compare?a=FRA&b=RUS",
    "/compare.json?a=FRA&b=RUS",
    "/data",
    "/about/coverage",
    "/api/v1/votes",
    "/api/v1/states/FRA",
    "/api/v1/compare?a=FRA&b=RUS",
)


@pytest.fixture
def app(tmp_path):
    return app_of(small_ledger(tmp_path / "ledger"), cache=tmp_path / "cache")


def load_beside(app, tmp_path):
    """As another process does: through a ledger of its own."""
    path = tmp_path / "votes.csv"
    path.write_text(LOADED, "utf-8")
    with workflows.make_ledger(app.state.site.address) as ledger:
        assert workflows.load_file(path, ledger).report.new == 1


def test_after_a_load_every_page_is_of_the_new_version_and_before_it_none(app, tmp_path):
    with client_of(app) as browser:
        first = {path: browser.get(path) for path in PAGES}
        assert {path for path in PAGES if browser.get(path).text != first[path].text} == set()
        assert browser.get("/votes/A-RES-99-1").status_code == 404
        load_beside(app, tmp_path)
        app.state.site.look()
        assert browser.get("/votes/A-RES-99-1").status_code == 200
        for path in PAGES:
            known = {"If-None-Match": first[path].headers["etag"]}
            again = browser.get(path, headers=known)
            assert again.status_code == 200, path
            assert again.text != first[path].text, path
            assert again.headers["etag"] != first[path].headers["etag"], path


def test_a_newer_version_is_looked_for_without_anybody_asking(app, tmp_path, monkeypatch):
    from dragoman.web import app as application

    monkeypatch.setattr(application, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(application, "FIRST_ANSWER", 0.0)
    monkeypatch.setattr(application, "WARM_AFTER", 0.0)
    app = application.create_app(ledger=app.state.site.address, cache=tmp_path / "other")
    app.state.site.fitted._background = False
    with client_of(app) as browser:
        assert browser.get("/votes/A-RES-99-1").status_code == 404
        load_beside(app, tmp_path)
        for _ in range(400):
            if browser.get("/votes/A-RES-99-1").status_code == 200:
                break
            time.sleep(0.05)
        else:
            pytest.fail("the new version was never seen")


def test_a_reading_renews_what_shows_readings_and_leaves_the_rest(app):
    site = app.state.site
    with client_of(app) as browser:
        before = site.shelf
        state, vote = browser.get("/states/FRA"), browser.get("/votes/A-RES-ES-11-7")
        source = workflows.source_of("China voted against A/RES/ES-11/7.", published=date(2025, 2, 25))
        site.ledger.save_reading(workflows.read_source(source))
        site.look()
        assert site.shelf is not before
        assert site.shelf.votes is before.votes
        assert browser.get("/states/FRA").text == state.text
        assert browser.get("/votes/A-RES-ES-11-7").text != vote.text
        assert source.id in browser.get("/votes/A-RES-ES-11-7").text


def test_positions_that_come_later_renew_the_pages(app):
    site = app.state.site
    with client_of(app) as browser:
        browser.get("/states/FRA")
        begun = site.fitted.changes
        assert begun > 0
        page = browser.get("/states/FRA.json").json()
        site.fitted._take("another", "UNGA", None)
        assert site.fitted.changes == begun + 1
        assert browser.get("/states/FRA.json").json() == page


def test_what_many_ask_for_is_built_once():
    async def story():
        flights, built, gate = Flights(), [], asyncio.Event()

        async def build():
            built.append(1)
            await gate.wait()
            return "page"

        waiting = [asyncio.create_task(flights.join("address", build)) for _ in range(5)]
        await asyncio.sleep(0)
        waiting[0].cancel()  # who asked first leaves; the others get their page
        await asyncio.sleep(0)
        gate.set()
        assert await asyncio.gather(*waiting[1:]) == ["page"] * 4
        assert built == [1]
        assert await flights.join("address", build) == "page"
        assert built == [1, 1]

    asyncio.run(story())


def test_what_fails_fails_for_all_who_wait_and_is_tried_again():
    async def story():
        flights, tries = Flights(), []

        async def build():
            tries.append(1)
            await asyncio.sleep(0)
            raise ZeroDivisionError

        found = await asyncio.gather(*(flights.join("a", build) for _ in range(3)), return_exceptions=True)
        assert [type(one) for one in found] == [ZeroDivisionError] * 3
        assert tries == [1]
        with pytest.raises(ZeroDivisionError):
            await flights.join("a", build)
        assert tries == [1, 1]

    asyncio.run(story())


def test_the_address_of_a_kept_report_shows_what_the_ledger_holds(app):
    """Whoever pastes the same words again, under another title, does not change what others read there."""
    site = app.state.site
    kept = next(iter(site.ledger.sql("SELECT id, text, title FROM sources").rows))
    pasted = workflows.read_source(workflows.source_of(kept[1], title="Another title"))
    assert pasted.source.id == kept[0]
    site.remember(pasted)
    assert site.reading(kept[0]).source.title == kept[2]
