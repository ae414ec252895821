"""A document at an address that the user typed, fetched because they asked for it."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from dragoman.errors import SourceError

AGENT = "dragoman (reads one page because its user asked for it)"
LARGEST = 20_000_000
"""Bytes of a page, PDF or feed."""
SECONDS = 60.0
"""For all of it, redirects included."""
CHUNK = 1 << 16


def is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def fetch_page(
    url: str, *, open_url: Callable[..., Any] | None = None, now: Callable[[], float] = time.monotonic
) -> bytes:
    """The bytes at an address; SourceError says why they cannot be had.

    The address itself may lie on the user's own network, which is theirs to ask; a redirect may not lead into it.
    """
    until = now() + SECONDS
    open_it = open_url or build_opener(_OutwardOnly).open
    try:
        request = Request(url, headers={"User-Agent": AGENT})  # noqa: S310  http or https, see is_address
        with open_it(request, timeout=SECONDS / 2) as answer:
            return _limited(url, answer, until, now)
    except HTTPError as error:
        raise SourceError(f"{url}: the site answers {error.code} ({error.reason})") from None
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise SourceError(f"{url}: it cannot be fetched: {reason or type(error).__name__}") from None


def _limited(url: str, answer: Any, until: float, now: Callable[[], float]) -> bytes:
    data = b""
    while piece := answer.read1(CHUNK):
        data += piece
        if len(data) > LARGEST:
            raise SourceError(f"{url}: it is larger than {LARGEST:,} bytes")
        if now() > until:
            raise SourceError(f"{url}: it took longer than {SECONDS:g} seconds")
    return data


class _OutwardOnly(HTTPRedirectHandler):
    """Follows redirects to public addresses only."""

    max_redirections = 5

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if not is_public(urlsplit(newurl).hostname or ""):
            raise SourceError(
                f"{req.full_url}: it redirects to {newurl}, which is not on the public internet"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_public(host: str) -> bool:
    """Whether every address of the host belongs to the public internet; a host without one does not."""
    try:
        found = {str(entry[4][0]).partition("%")[0] for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return bool(host) and all(ipaddress.ip_address(address).is_global for address in found)
