"""Official releases over the network: resumed where they broke off, checked against their checksum, with their terms.

The UN Digital Library answers programs with a test for robots. That is said in plain words, with the file to download by hand.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from dragoman.errors import SourceError

AGENT = "dragoman (reads official voting records; one file at a time)"
CHUNK = 1 << 18
ATTEMPTS = 4
TIMEOUT = 60.0
Open = Callable[..., Any]
Progress = Callable[[int, int | None], None]
"""Told how many bytes are here, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """An official release that can be downloaded."""

    name: str
    title: str
    page: str
    """Where a person finds it."""
    terms: str
    attribution: str
    by_hand: str
    """Which file to download where a program is not let in."""


RELEASES = {
    "undl": Release(
        name="undl",
        title="General Assembly voting data of the UN Dag Hammarskjöld Library",
        page="https://digitallibrary.un.org/record/4060887",
        terms="Copyright United Nations. Non-commercial use, with attribution; provided as is.",
        attribution="United Nations Dag Hammarskjöld Library, General Assembly Voting Data, United Nations,"
        " https://digitallibrary.un.org/record/4060887",
        by_hand="the newest *_ga_voting.csv under “Files”",
    ),
    "voeten": Release(
        name="voeten",
        title="United Nations General Assembly Voting Data by Erik Voeten and others",
        page="https://doi.org/10.7910/DVN/LEJUQZ",
        terms="CC0 as far as known: check the dataset's page.",
        attribution="Bailey, Strezhnev and Voeten (2017), Estimating Dynamic State Preferences from United Nations"
        " Voting Data, Journal of Conflict Resolution 61(2); doi:10.7910/DVN/LEJUQZ",
        by_hand="the newest UNVotes file, in its original CSV form",
    ),
}
DATAVERSE = "https://dataverse.harvard.edu/api"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A file that can be downloaded, with what is known of it."""

    url: str
    name: str
    md5: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A release on this machine."""

    release: Release
    path: Path
    sha256: str


OFFICEHOLDERS = Release(
    name="officeholders",
    title="Heads of state and government in Wikidata",
    page="https://query.wikidata.org",
    terms="CC0 1.0.",
    attribution="Wikidata contributors, https://www.wikidata.org",
    by_hand="the query's answer as JSON",
)


def fetch_officeholders(query: str, *, open_url: Open = urlopen) -> bytes:
    """The query service's answer, JSON as it came; SourceError where it gives none."""
    address = f"{OFFICEHOLDERS.page}/sparql?{urlencode({'query': query, 'format': 'json'})}"
    return _read(OFFICEHOLDERS, address, open_url)


def fetch_release(
    name: str, folder: Path, *, open_url: Open = urlopen, progress: Progress | None = None
) -> Fetched:
    """The newest release of `undl` or `voeten`, in the folder; SourceError says what to do where the site does not let us in.

    pooch keeps what was fetched before and holds it, and what comes, against the checksum that the site publishes, if it does.
    """
    import pooch  # noqa: PLC0415 — only where something is fetched

    if name not in RELEASES:
        raise SourceError(f"no release is called “{name}”; there are: {', '.join(RELEASES)}")
    release = RELEASES[name]
    remote = (_voeten if name == "voeten" else _undl)(release, open_url)
    download = Download(release=release, remote=remote, open_url=open_url, progress=progress)
    known = f"md5:{remote.md5}" if remote.md5 else None
    pooch.get_logger().setLevel("WARNING")
    try:
        path = pooch.retrieve(remote.url, known, fname=remote.name, path=folder, downloader=download)
    except ValueError:
        raise SourceError(f"{remote.url}: what came is not what was promised (checksum); try again") from None
    except OSError as error:
        raise SourceError(f"{folder}: cannot be written to: {error.strerror}") from None
    return Fetched(release=release, path=Path(path), sha256=pooch.file_hash(path))


def _undl(release: Release, open_url: Open) -> Remote:
    page = _read(release, release.page, open_url).decode("utf-8", "replace")
    names = re.findall(r"/record/4060887/files/(\d{4}_\d{1,2}_\d{1,2}_ga_voting\.csv)", page)
    if not names:
        raise _barred(release)
    newest = max(names, key=lambda file: [int(part) for part in file.split("_")[:3]])
    return Remote(url=f"{release.page}/files/{newest}", name=newest)


def _voeten(release: Release, open_url: Open) -> Remote:
    listing = _read(
        release, f"{DATAVERSE}/datasets/:persistentId/?persistentId=doi:10.7910/DVN/LEJUQZ", open_url
    )
    try:
        files = json.loads(listing)["data"]["latestVersion"]["files"]
        votes = [file for file in files if re.match(r"UNVotes.*\.(csv|tab)$", file["label"])]
        newest = max(votes, key=lambda file: file["label"])
        stored = newest["dataFile"]
        return Remote(
            url=f"{DATAVERSE}/access/datafile/{int(stored['id'])}?format=original",
            name=Path(stored.get("originalFileName") or newest["label"]).name,
            md5=None if newest["label"].endswith(".tab") else stored.get("md5"),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{release.page}: the list of its files is not as expected ({error})") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A downloader for pooch that goes on where an earlier try broke off, be it in this process or in another."""

    release: Release
    remote: Remote
    open_url: Open = urlopen
    progress: Progress | None = None
    pause: Callable[[float], None] = time.sleep

    def __call__(self, url: str, output_file: str, _: object) -> None:
        """The whole file at the path that pooch names; what came before a break stays beside it until then."""
        part = Path(output_file).with_name(f"{self.remote.name}.part")
        for attempt in range(ATTEMPTS):
            try:
                self._continue(url, part)
                part.replace(output_file)
                return
            except (OSError, HTTPException) as error:
                if _is_bar(error):
                    raise _barred(self.release) from None
                if _is_final(error) or attempt == ATTEMPTS - 1:
                    raise _failed(self.release, error) from None
                self.pause(2.0**attempt)

    def _continue(self, url: str, part: Path) -> None:
        have = part.stat().st_size if part.exists() else 0
        headers = {"User-Agent": AGENT, **({"Range": f"bytes={have}-"} if have else {})}
        try:
            with self.open_url(Request(url, headers=headers), timeout=TIMEOUT) as answer:  # noqa: S310 — https, from RELEASES
                self._write(answer, part, have if answer.status == 206 else 0)
        except HTTPError as error:
            if error.code != 416:  # 416: nothing is left to send after what we have.
                raise
            if (error.headers.get("Content-Range") or "").removeprefix("bytes */") not in ("", str(have)):
                part.unlink()
                raise ConnectionError("what is here is longer than the file there") from None

    def _write(self, answer: Any, part: Path, have: int) -> None:
        """Write what the answer brings behind the first `have` bytes; ConnectionError where it ends too soon."""
        chunk = answer.read(CHUNK)
        is_page = "html" in (answer.headers.get("Content-Type") or "") or chunk.lstrip()[:1] == b"<"
        if answer.status == 202 or (is_page and not have):
            raise _barred(self.release)
        length = answer.headers.get("Content-Length")
        total = int(length) + have if length and length.isdigit() else None
        with part.open("ab" if have else "wb") as out:
            while chunk:
                out.write(chunk)
                if self.progress:
                    self.progress(out.tell(), total)
                chunk = answer.read(CHUNK)
            if out.tell() < (total or 1):
                raise ConnectionError(f"broke off after {out.tell()} of {total} bytes")


def _read(release: Release, url: str, open_url: Open) -> bytes:
    try:
        with open_url(Request(url, headers={"User-Agent": AGENT}), timeout=TIMEOUT) as answer:  # noqa: S310
            if answer.status == 202:
                raise _barred(release)
            return bytes(answer.read(16 << 20))
    except (OSError, HTTPException) as error:
        raise _barred(release) if _is_bar(error) else _failed(release, error) from None


def _is_bar(error: object) -> bool:
    return isinstance(error, HTTPError) and error.code in (403, 405, 429)


def _is_final(error: object) -> bool:
    """Whether asking again cannot help."""
    return isinstance(error, HTTPError) and error.code < 500


def _barred(release: Release) -> SourceError:
    return SourceError(
        f"{release.page} lets no program in (it tests for robots).\n"
        f"  → Open it in a browser, download {release.by_hand}, then: dragoman load FILE\n"
        f"  Terms: {release.terms}"
    )


def _failed(release: Release, error: object) -> SourceError:
    reason = getattr(error, "reason", None) or error
    return SourceError(
        f"{release.page}: the download failed: {reason}\n  → Try again; what has come so far is kept."
    )
