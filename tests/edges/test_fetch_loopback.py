"""Downloads from a server on this machine: whole, broken off and resumed, forged, and barred by a test for robots."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from dragoman.errors import SourceError
from dragoman.fetch import RELEASES, Download, Remote, fetch_release

DATA = b"rcid,vote\n" + b"".join(b"%d,1\n" % number for number in range(200_000))
PAGE = b"<!DOCTYPE html><html><body>Prove that you are no robot.</body></html>"


class Site(BaseHTTPRequestHandler):
    """What the releases' sites answer, with the faults that a test asks for."""

    ranges: ClassVar[list[str | None]] = []
    breaks: ClassVar[list[int]] = []
    """After how many bytes each answer breaks off; those that follow do not."""
    sends_page = False
    failures = 0
    """How many answers are “service unavailable” first."""
    md5 = hashlib.md5(DATA).hexdigest()

    def do_GET(self) -> None:
        if "persistentId" in self.path:
            files = [{"label": "UNVotes-1.csv", "dataFile": {"id": 7, "md5": self.md5}}]
            self._send(200, json.dumps({"data": {"latestVersion": {"files": files}}}).encode())
        elif self.path.endswith("/record/4060887"):
            self._send(200, b'<a href="/record/4060887/files/2026_02_06_ga_voting.csv">', "text/html")
        elif Site.failures:
            Site.failures -= 1
            self._send(503, b"busy")
        elif self.sends_page:
            self._send(200, PAGE)
        else:
            self._send_file()

    def _send_file(self) -> None:
        wanted = self.headers.get("Range")
        self.ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if start >= len(DATA):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(DATA)}")
            self.end_headers()
            return
        stop = start + self.breaks.pop(0) if self.breaks else len(DATA)
        self._send(206 if wanted else 200, DATA[start:stop], length=len(DATA) - start)

    def _send(self, status: int, body: bytes, kind: str = "text/csv", length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


Open = Callable[..., Any]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """How to open the releases' addresses on this machine."""
    for name, value in {"ranges": [], "breaks": [], "sends_page": False, "failures": 0}.items():
        monkeypatch.setattr(Site, name, value)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    direct = build_opener(ProxyHandler({}))

    def open_here(request: Request, timeout: float) -> Any:
        path = request.full_url.split("/", 3)[3]
        here = f"http://127.0.0.1:{server.server_port}/{path}"
        return direct.open(Request(here, headers=dict(request.header_items())), timeout=timeout)

    yield open_here
    server.shutdown()
    server.server_close()


def download(open_url: Open, folder: Path) -> Path:
    remote = Remote(url="https://example.org/UNVotes-1.csv", name="UNVotes-1.csv")
    to = folder / "whole.csv"
    Download(release=RELEASES["voeten"], remote=remote, open_url=open_url, pause=lambda _: None)(
        remote.url, str(to), None
    )
    return to


def test_a_release_comes_whole_and_is_asked_for_once(site: Open, tmp_path: Path) -> None:
    fetched = fetch_release("voeten", tmp_path, open_url=site)
    assert fetched.path.read_bytes() == DATA
    assert fetched.sha256 == hashlib.sha256(DATA).hexdigest()
    fetch_release("voeten", tmp_path, open_url=site)
    assert Site.ranges == [None]
    assert [path.name for path in tmp_path.iterdir()] == ["UNVotes-1.csv"]


def test_a_file_that_was_changed_here_is_fetched_anew(site: Open, tmp_path: Path) -> None:
    fetch_release("voeten", tmp_path, open_url=site).path.write_bytes(b"scribbled over")
    assert fetch_release("voeten", tmp_path, open_url=site).path.read_bytes() == DATA


def test_a_line_that_breaks_twice_costs_no_byte_twice(site: Open, tmp_path: Path) -> None:
    Site.breaks = [300_000, 500_000]
    assert download(site, tmp_path).read_bytes() == DATA
    assert Site.ranges == [None, "bytes=300000-", "bytes=800000-"]


def test_what_an_earlier_process_had_is_gone_on_with(site: Open, tmp_path: Path) -> None:
    (tmp_path / "UNVotes-1.csv.part").write_bytes(DATA[:1234])
    assert fetch_release("voeten", tmp_path, open_url=site).path.read_bytes() == DATA
    assert Site.ranges == ["bytes=1234-"]


def test_a_part_that_is_already_whole_is_kept(site: Open, tmp_path: Path) -> None:
    (tmp_path / "UNVotes-1.csv.part").write_bytes(DATA)
    assert fetch_release("voeten", tmp_path, open_url=site).path.read_bytes() == DATA


def test_a_part_longer_than_the_file_is_thrown_away(site: Open, tmp_path: Path) -> None:
    (tmp_path / "UNVotes-1.csv.part").write_bytes(DATA + b"more")
    assert download(site, tmp_path).read_bytes() == DATA


def test_a_busy_server_is_asked_again(site: Open, tmp_path: Path) -> None:
    Site.failures = 2
    assert download(site, tmp_path).read_bytes() == DATA


def test_a_wrong_checksum_is_refused_and_nothing_stays(
    site: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "md5", "0" * 32)
    with pytest.raises(SourceError, match="checksum"):
        fetch_release("voeten", tmp_path, open_url=site)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["undl", "voeten"])
def test_a_page_in_place_of_the_table_is_a_bar(site: Open, tmp_path: Path, name: str) -> None:
    release = RELEASES[name]
    Site.sends_page = True
    with pytest.raises(SourceError, match="dragoman load FILE") as caught:
        fetch_release(name, tmp_path, open_url=site)
    assert release.by_hand in str(caught.value)
    assert release.terms in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_said_so(site: Open, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SourceError, match="cannot be written"):
        fetch_release("voeten", tmp_path / "file", open_url=site)
