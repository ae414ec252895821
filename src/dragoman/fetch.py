"""Official releases over the network: resumed where they broke off, checked against their checksum, with their terms.

The UN Digital Library answers programs with a test for robots. That is said in plain words, with the file to download by hand.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from dragoman.errors import SourceError

AGENT = "dragoman (reads official voting records; one file at a time)"
CHUNK = 1 << 18
ATTEMPTS = 4
TIMEOUT = 60.0
Open = Callable[..., Any]


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
    size: int | None = None
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
    name: str,
    folder: Path,
    *,
    open_url: Open = urlopen,
    progress: Callable[[int, int | None], None] | None = None,
) -> Fetched:
    """The newest release of `undl` or `voeten`, in the folder; SourceError says what to do where the site does not let us in."""
    if name not in RELEASES:
        raise SourceError(f"no release is called “{name}”; there are: {', '.join(RELEASES)}")
    release = RELEASES[name]
    remote = (_voeten if name == "voeten" else _undl)(release, open_url)
    path = folder / remote.name
    if not (path.exists() and _is_whole(path, remote)):
        folder.mkdir(parents=True, exist_ok=True)
        download(release, remote, path, open_url=open_url, progress=progress)
    with path.open("rb") as stream:
        return Fetched(release=release, path=path, sha256=hashlib.file_digest(stream, "sha256").hexdigest())


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


def download(
    release: Release,
    remote: Remote,
    path: Path,
    *,
    open_url: Open = urlopen,
    progress: Callable[[int, int | None], None] | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """The file at its path, whole and checked; what came before a break is kept and continued."""
    part = path.with_name(path.name + ".part")
    for attempt in range(ATTEMPTS):
        try:
            _continue(release, remote, part, open_url, progress)
            break
        except (URLError, TimeoutError, ConnectionError, OSError) as error:
            if isinstance(error, HTTPError) and error.code == 416:
                break  # Nothing is left to fetch: all of it came before the break.
            if isinstance(error, HTTPError) or attempt == ATTEMPTS - 1:
                raise _barred(release) if _is_bar(error) else _failed(release, error) from None
            pause(2.0**attempt)
    if not _is_whole(part, remote):
        part.unlink()
        raise SourceError(f"{remote.url}: what came is not what was promised (checksum); try again")
    part.replace(path)


def _continue(
    release: Release,
    remote: Remote,
    part: Path,
    open_url: Open,
    progress: Callable[[int, int | None], None] | None,
) -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {"User-Agent": AGENT, **({"Range": f"bytes={have}-"} if have else {})}
    with open_url(Request(remote.url, headers=headers), timeout=TIMEOUT) as answer:  # noqa: S310 — https, from RELEASES
        if "html" in (answer.headers.get("Content-Type") or "") or answer.status == 202:
            raise _barred(release)
        resumed = answer.status == 206
        length = answer.headers.get("Content-Length")
        total = int(length) + (have if resumed else 0) if length and length.isdigit() else remote.size
        with part.open("ab" if resumed else "wb") as out:
            while chunk := answer.read(CHUNK):
                out.write(chunk)
                if progress:
                    progress(out.tell(), total)
            if total is not None and out.tell() < total:
                raise ConnectionError(f"broke off after {out.tell()} of {total} bytes")


def _read(release: Release, url: str, open_url: Open) -> bytes:
    try:
        with open_url(Request(url, headers={"User-Agent": AGENT}), timeout=TIMEOUT) as answer:  # noqa: S310
            if answer.status == 202:
                raise _barred(release)
            return bytes(answer.read(16 << 20))
    except (URLError, TimeoutError, OSError) as error:
        raise _barred(release) if _is_bar(error) else _failed(release, error) from None


def _is_whole(path: Path, remote: Remote) -> bool:
    if remote.md5 is None:
        return path.stat().st_size > 0
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "md5").hexdigest() == remote.md5


def _is_bar(error: object) -> bool:
    return isinstance(error, HTTPError) and error.code in (403, 405, 429)


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
