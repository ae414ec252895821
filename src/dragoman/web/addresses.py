"""Fetch what lies at a public address, and nothing else: never this machine, its network, or a cloud's own addresses.

A name is resolved once, every address it has must be public, and the connection goes to the very address that was checked; each
step of a redirect is checked anew. So neither a redirect, nor a name that points inside, nor one that changes between check
and use gets anywhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dragoman.errors import SourceError
from dragoman.web.refusals import Refusal

LARGEST = 5_000_000
"""Bytes of a document."""
SECONDS = 15.0
"""For all of it, redirects included."""
REDIRECTS = 4
LONGEST_ADDRESS = 2_000
PORTS = {"http": 80, "https": 443}
AGENT = "dragoman (reads one page because a reader asked for it)"
KINDS = (
    "text/",
    "application/xhtml",
    "application/pdf",
    "application/xml",
    "application/rss",
    "application/atom",
)

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was found, and the address at the end of all redirects."""

    url: str
    data: bytes
    kind: str


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """The numeric addresses of a name; SourceError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceError(f"{host} is not known") from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), seconds)


def fetch_document(url: str, *, resolve: Resolve = addresses_of, connect: Connect = connect) -> Document:
    """The document; Refusal for an address that may not be asked, SourceError where it cannot be had."""
    until = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        parts = parse_address(url)
        with _Connection(parts, resolve, connect, until) as connection:
            answer = connection.ask()
            target = answer.headers.get("Location")
            if answer.status in (301, 302, 303, 307, 308) and target:
                url = urljoin(url, target)
                continue
            return _document(url, answer, until)
    raise SourceError(f"{parts.hostname} redirects without end")


def parse_address(url: str) -> SplitResult:
    """The parts of an http or https address; Refusal for anything else."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise _refused("is no address") from None
    if len(url) > LONGEST_ADDRESS or parts.scheme not in PORTS or not parts.hostname:
        raise _refused("is no address of a web page")
    if parts.username is not None or parts.password is not None:
        raise _refused("has a user's name in it")
    if port not in (None, PORTS[parts.scheme]):
        raise _refused("has a port of its own")
    return parts


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet, also where it wraps an older one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in ipaddress.ip_network("64:ff9b::/96") or ip in ipaddress.ip_network("::/96"):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip in ipaddress.ip_network("64:ff9b:1::/48"):
            return False
        if any(v4 is not None and not is_public(str(v4)) for v4 in inner):
            return False
        if ip.ipv4_mapped is not None:
            return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _Connection:
    """A connection to one of the checked addresses of a name."""

    def __init__(self, parts: SplitResult, resolve: Resolve, connect: Connect, until: float) -> None:
        self._parts, self._until = parts, until
        host, port = str(parts.hostname), PORTS[parts.scheme]
        found = resolve(host, port)
        if not found or not all(map(is_public, found)):
            raise _refused("is not on the public internet")
        self._raw = self._connected(connect, found, port)
        if parts.scheme == "https":
            self._raw = self._wrapped(host)

    def _connected(self, connect: Connect, found: Sequence[str], port: int) -> socket.socket:
        for address in found[:3]:
            try:
                return connect(address, port, self._left())
            except OSError:
                continue
        raise SourceError(f"{self._parts.hostname} does not answer")

    def _wrapped(self, host: str) -> socket.socket:
        try:
            return ssl.create_default_context().wrap_socket(self._raw, server_hostname=host)
        except (OSError, ValueError) as error:
            self._raw.close()
            raise SourceError(f"{host}: no safe connection ({type(error).__name__})") from None

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise _too_slow(self._parts)
        return left

    def ask(self) -> http.client.HTTPResponse:
        """The answer to a GET, its body unread."""
        client = http.client.HTTPConnection(str(self._parts.hostname), PORTS[self._parts.scheme])
        client.sock = self._raw
        self._raw.settimeout(self._left())
        path = quote(self._parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(self._parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
        headers = {
            "User-Agent": AGENT,
            "Accept": "text/html, text/plain, application/pdf",
            "Connection": "close",
        }
        try:
            client.request("GET", f"{path}?{query}" if query else path, headers=headers)
            return client.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise SourceError(f"{self._parts.hostname} does not answer ({type(error).__name__})") from None

    def __enter__(self) -> _Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()


def _document(url: str, answer: Any, until: float) -> Document:
    host = urlsplit(url).hostname
    if answer.status != 200:
        raise SourceError(f"{host} answers {answer.status}")
    kind = answer.headers.get_content_type()
    if not kind.startswith(KINDS):
        raise Refusal(
            422, "unreadable", f"{host} sends {kind}, which is no document", hint="give a page or a PDF"
        )
    pieces: list[bytes] = []
    size = 0
    try:
        while piece := answer.read1(65_536):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST:
                raise Refusal(422, "too_large", f"{host} sends more than {LARGEST:,} bytes")
            if time.monotonic() > until:
                raise _too_slow(urlsplit(url))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise SourceError(f"{host} breaks off ({type(error).__name__})") from None
    if answer.length:
        raise SourceError(f"{host} breaks off {answer.length:,} bytes before the end")
    return Document(url=url, data=b"".join(pieces), kind=kind)


def _too_slow(parts: SplitResult) -> Refusal:
    return Refusal(422, "too_slow", f"{parts.hostname} took longer than {SECONDS:g} seconds")


def _refused(why: str) -> Refusal:
    return Refusal(
        422,
        "address_refused",
        f"the address {why}",
        hint="give the http or https address of a public page, or paste the text",
    )
