"""Take the screenshots of docs/ again: `python -m tools.screenshots http://127.0.0.1:8080` of a server over the full record.

Needs Debian's chromium. The report shown is samples/02-analysis.txt, our own words; the ledger keeps the readings of all samples.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs/screenshots"
SAMPLE = ROOT / "samples/02-analysis.txt"
SHOTS = (
    ("home", "/", 1280, 1000, "light"),
    ("vote", "/votes/A-RES-ES-11-7", 1280, 1500, "light"),
    ("vote-dark", "/votes/A-RES-ES-11-7?map=tiles", 1280, 1100, "dark"),
    ("vote-phone", "/votes/A-RES-ES-11-7", 390, 1400, "light"),
    ("rivals", "/dossiers/A-RES-ES-11-7", 1280, 1000, "light"),
    ("state", "/states/USA", 1280, 1250, "light"),
    ("compare", "/compare?a=USA&b=EU", 1280, 1000, "light"),
    ("parting", "/analysis/shifts?state=USA&with=EU&topic=Ukraine", 1280, 900, "light"),
    ("pairs", "/analysis/shifts?among=pairs", 1280, 800, "light"),
    ("person", "/people/Emmanuel-Macron", 1280, 1000, "light"),
    ("shifts", "/analysis/shifts?since=2000", 1280, 800, "light"),
    ("positions", "/analysis/points?states=USA,France,Hungary,China,Russia", 1280, 1000, "dark"),
)
"""Name, address, width, height, colours."""


def main(base: str) -> None:
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, path, width, height, scheme in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(base + path)
            if name == "compare":
                read_off(page)
            take(page, name)
        page = browser.new_page(viewport={"width": 1280, "height": 1150})
        page.goto(f"{base}/reports")
        page.get_by_label("The report’s words").fill(SAMPLE.read_text("utf-8"))
        page.get_by_role("button", name="Check it").click()
        page.wait_for_url("**/reports/*", timeout=60_000)
        take(page, "report")
        browser.close()


def read_off(page: Page) -> None:
    """Ask for the lines that can be read off, and go some years back."""
    page.get_by_role("button", name="Read off year by year").click()
    page.get_by_role("slider", name="Year").wait_for()
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    page.evaluate("document.activeElement.blur()")


def take(page: Page, name: str) -> None:
    path = OUT / f"{name}.jpg"
    page.screenshot(path=path, type="jpeg", quality=58)
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
