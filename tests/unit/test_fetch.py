"""Downloads, played from a recording: resumed, checked, and refused in plain words."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

import pytest

from dragoman.errors import SourceError
from dragoman.fetch import RELEASES, Download, Remote, fetch_release

DATA = b"rcid,vote\n" + b"1,1\n" * 1000


class Answer(io.BytesIO):
    """What a server answers."""

    def __init__(
        self, data: bytes, status: int = 200, kind: str = "text/csv", length: int | None = None
    ) -> None:
        super().__init__(data)
        self.status, self.headers = status, Message()
        self.headers["Content-Type"] = kind
        self.headers["Content-Length"] = str(len(data) if length is None else length)


def dataverse(md5: str = hashlib.md5(DATA).hexdigest(), data: bytes = DATA) -> Callable[..., Any]:
    def open_url(request: Any, timeout: float) -> Answer:
        if "persistentId" in request.full_url:
            stored = {"id": 7, "md5": md5}
            files = [
                {"label": "UNVotes-1.csv", "dataFile": stored},
                {"label": "Codebook.pdf", "dataFile": {"id": 8}},
            ]
            return Answer(json.dumps({"data": {"latestVersion": {"files": files}}}).encode())
        assert request.full_url.endswith("/access/datafile/7?format=original")
        return Answer(data)

    return open_url


def test_a_release_is_fetched_checked_and_named(tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    fetched = fetch_release("voeten", tmp_path, open_url=dataverse(), progress=lambda *at: seen.append(at))
    assert fetched.path == tmp_path / "UNVotes-1.csv"
    assert fetched.path.read_bytes() == DATA
    assert fetched.sha256 == hashlib.sha256(DATA).hexdigest()
    assert seen[-1] == (len(DATA), len(DATA))
    assert "doi:10.7910/DVN/LEJUQZ" in fetched.release.attribution


def test_what_is_here_is_not_fetched_again(tmp_path: Path) -> None:
    fetch_release("voeten", tmp_path, open_url=dataverse())
    fetch_release("voeten", tmp_path, open_url=dataverse(data=b"must not be asked for"))


def test_a_wrong_checksum_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="checksum"):
        fetch_release("voeten", tmp_path, open_url=dataverse(md5="0" * 32))
    assert list(tmp_path.iterdir()) == []


def test_a_broken_download_goes_on_where_it_broke_off(tmp_path: Path) -> None:
    asked: list[str | None] = []

    def open_url(request: Any, timeout: float) -> Answer:
        asked.append(request.get_header("Range"))
        if len(asked) == 1:
            return Answer(DATA[:1000], length=len(DATA))
        return Answer(DATA[1000:], status=206)

    remote = Remote(url="https://example.org/x", name="x.csv", md5=hashlib.md5(DATA).hexdigest())
    download = Download(release=RELEASES["voeten"], remote=remote, open_url=open_url, pause=lambda _: None)
    download(remote.url, str(tmp_path / "x.csv"), None)
    assert asked == [None, "bytes=1000-"]
    assert (tmp_path / "x.csv").read_bytes() == DATA


def test_a_network_that_is_down_is_tried_again_and_then_told(tmp_path: Path) -> None:
    tries: list[float] = []

    def open_url(request: Any, timeout: float) -> Answer:
        raise URLError("no route")

    remote = Remote(url="https://example.org/x", name="x.csv")
    download = Download(release=RELEASES["undl"], remote=remote, open_url=open_url, pause=tries.append)
    with pytest.raises(SourceError, match="no route"):
        download(remote.url, str(tmp_path / "x.csv"), None)
    assert len(tries) == 3


@pytest.mark.parametrize("status", [202, 403])
def test_a_test_for_robots_is_told_with_what_to_do_by_hand(tmp_path: Path, status: int) -> None:
    def open_url(request: Any, timeout: float) -> Answer:
        if status == 403:
            raise HTTPError(request.full_url, 403, "Forbidden", Message(), None)
        return Answer(b"<html>prove that you are human</html>", status=202, kind="text/html")

    with pytest.raises(SourceError, match="dragoman load FILE") as caught:
        fetch_release("undl", tmp_path, open_url=open_url)
    assert "ga_voting.csv" in str(caught.value)
    assert "Terms" in str(caught.value)


def test_the_newest_file_of_the_librarys_page_is_taken(tmp_path: Path) -> None:
    page = "".join(
        f'<a href="/record/4060887/files/{name}_ga_voting.csv">' for name in ("2025_9_19", "2026_02_06")
    )

    def open_url(request: Any, timeout: float) -> Answer:
        return Answer(page.encode()) if request.full_url.endswith("4060887") else Answer(DATA)

    assert fetch_release("undl", tmp_path, open_url=open_url).path.name == "2026_02_06_ga_voting.csv"


def test_a_release_that_is_not_known_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="undl, voeten"):
        fetch_release("gallup", tmp_path)
