"""The pages in a real browser: one story from a pasted report to a download, and accessibility checked by axe-core.

Needs Debian's `chromium`, and for axe-core `npm ci` in tests/faces/web. DRAGOMAN_REQUIRE_BROWSER=1 makes their absence a failure.
"""

import os
import shutil
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("fastapi", reason="the extra “web” is not installed")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

import uvicorn  # noqa: E402

from tests.faces.served import app_of  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).parent / "web/node_modules/axe-core/axe.min.js"
SAMPLE = Path(__file__).parents[2] / "samples/02-analysis.txt"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VOTE = "/votes/A-RES-ES-11-7"
PAGES = (
    "/",
    "/votes?q=peace",
    VOTE,
    f"{VOTE}?map=tiles",
    "/reports",
    "/dossiers/A-RES-ES-11-7",
    "/states",
    "/states/HUN",
    "/people",
    "/people/Emmanuel-Macron",
    "/blocs/EU?on=2025-02-24",
    "/compare?a=USA&b=EU",
    "/analysis/points",
    "/analysis/shifts",
    "/analysis/shifts?among=pairs",
    "/analysis/shifts?state=USA&with=EU&topic=Ukraine",
    "/data",
    "/sql",
    "/about/method",
    "/about/limits",
)


def needs(found, what):
    """Skip, or fail where a browser is required."""
    if found:
        return
    if os.environ.get("DRAGOMAN_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{what} is required and absent")
    pytest.skip(f"{what} is absent")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server over the embedded record, on a port of its own."""
    folder = tmp_path_factory.mktemp("browser")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder))
        patch.delenv("DRAGOMAN_LEDGER", raising=False)
        app = app_of(cache=folder)
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser():
    needs(CHROMIUM, "Chromium")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def watched(browser, address):
    """A page that notes what its console says and what it asks of others."""
    context = browser.new_context(base_url=address, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.told, page.outside = [], []
    page.on("console", lambda message: page.told.append(message.text))
    page.on("pageerror", lambda error: page.told.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(address) else page.outside.append(request.url),
    )
    yield page
    context.close()


def test_from_a_pasted_report_to_the_vote_a_comparison_and_a_download(watched):
    page = watched
    page.goto("/")
    page.get_by_label("Paste a report").fill(SAMPLE.read_text("utf-8"))
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url("**/reports/*")
    finding = page.locator("article.card.matches", has_text="A/RES/ES-11/7").first
    assert finding.locator(".verdict").inner_text() == "matches"
    page.locator("mark.conflicts").first.click()
    assert "#f" in page.url
    finding.get_by_role("link", name="A/RES/ES-11/7").click()
    page.wait_for_url("**/votes/A-RES-ES-11-7")
    assert "93 in favour, 18 against and 65 abstaining" in page.locator(".headline").inner_text()
    page.get_by_label("Name", exact=True).fill("hung")
    assert page.locator(".member:visible").all_inner_texts()[0].endswith("Hungary")
    assert page.locator(".member:visible").count() == 1
    page.get_by_label("Name", exact=True).fill("")
    page.locator("select[name=bloc]").select_option("EU")
    assert page.locator(".member:visible").count() == 27
    assert page.url.endswith("?bloc=EU")
    page.get_by_role("link", name="Compare").first.click()
    page.get_by_label("This", exact=True).fill("Hungary")
    page.get_by_label("beside", exact=True).fill("EU")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/compare?a=Hungary&b=EU*")
    with page.expect_download() as download:
        page.locator("footer").get_by_role("link", name="CSV").click()
    assert Path(download.value.path()).read_text("utf-8").startswith("year,value,low,high,n")
    assert page.told == []
    assert page.outside == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_asks_nobody_else_and_fits_a_phone(watched, path):
    watched.set_viewport_size({"width": 375, "height": 800})
    watched.goto(path)
    assert watched.evaluate("document.documentElement.scrollWidth") <= 375
    assert watched.told == []
    assert watched.outside == []


@pytest.mark.parametrize("path", ["/compare?a=USA&b=EU", "/states/HUN"])
def test_lines_can_be_read_off_by_pointer_and_by_keyboard_under_the_strict_policy(watched, path):
    pytest.importorskip("vl_convert", reason="the extra “charts” is not installed")
    watched.goto(path)
    still = watched.locator(".lively > .chart")
    assert still.is_visible()
    watched.get_by_role("button", name="Read off year by year").click()
    slider = watched.get_by_role("slider", name="Year")
    slider.wait_for()
    assert not still.is_visible()
    last = watched.locator(".told .year").inner_text()
    watched.keyboard.press("ArrowLeft")
    watched.wait_for_function("last => document.querySelector('.told .year').textContent < last", arg=last)
    box = watched.locator(".live canvas").bounding_box()
    watched.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    watched.mouse.move(box["x"] + 50, box["y"] + 40)
    first = slider.get_attribute("min")
    watched.wait_for_function(
        "first => document.querySelector('.told .year').textContent === first", arg=first
    )
    assert "n = " in watched.locator(".told").inner_text()
    assert watched.told == []
    assert watched.outside == []


def test_a_crawl_from_the_first_page_meets_no_error_no_message_and_nobody_else(watched, address):
    wanted, seen, kinds = ["/"], set(), {}
    while wanted:
        path = wanted.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = watched.goto(path)
        assert answer.status == 200, path
        for link in watched.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            parts = urlsplit(link)
            kind = parts.path.split("/")[1], bool(parts.query)
            is_page = link.startswith(address) and "." not in parts.path and parts.path.count("/") < 4
            if is_page and parts.path not in ("/sql", "/reports") and kinds.get(kind, 0) < 4:
                kinds[kind] = kinds.get(kind, 0) + 1
                wanted.append(link.removeprefix(address).partition("#")[0] or "/")
    assert len(seen) > 30
    assert watched.told == []
    assert watched.outside == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_fault_by_day_and_by_night(browser, address, path):
    needs(AXE.is_file(), "axe-core (npm ci in tests/faces/web)")
    context = browser.new_context(base_url=address, bypass_csp=True)
    page = context.new_page()
    page.goto(path)
    if (button := page.get_by_role("button", name="Read off year by year")).is_visible():
        button.click()
        page.get_by_role("slider", name="Year").wait_for()
    page.evaluate(AXE.read_text("utf-8"))
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [(scheme, v) for v in page.evaluate("axe.run()")["violations"]]
    context.close()
    told = [f"{scheme} {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for scheme, v in found]
    assert told == []


def test_a_report_with_a_title_that_never_ends_is_without_fault_and_fits_a_phone(browser, address):
    needs(AXE.is_file(), "axe-core (npm ci in tests/faces/web)")
    context = browser.new_context(base_url=address, bypass_csp=True)
    page = context.new_page()
    page.goto("/reports")
    page.get_by_label("The report’s words").fill(SAMPLE.read_text("utf-8") + "W" * 400)
    page.get_by_label("Title").fill("X" * 300)
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url("**/reports/*")
    page.evaluate(AXE.read_text("utf-8"))
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [v["id"] for v in page.evaluate("axe.run()")["violations"]]
    page.set_viewport_size({"width": 375, "height": 800})
    fits = page.evaluate("document.documentElement.scrollWidth") <= 375
    context.close()
    assert found == []
    assert fits


def test_a_page_can_be_used_by_keyboard_alone(watched):
    watched.goto(VOTE)
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.textContent") == "Skip to the content"
    watched.keyboard.press("Enter")
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.querySelector('main').contains(document.activeElement)")
