"""A document at an address, fetched because someone asked for it.

A server fetches for strangers: never from its own machine, its network, or a cloud's own addresses. A name is resolved once,
every address it has must be public, and the connection goes to the very address that was checked; each step of a redirect is
checked anew. So neither a redirect, nor a name that points inside, nor one that changes between check and use gets anywhere.
A user's own program may ask the user's own network, and goes through the proxy of their environment; where a redirect leads
is checked there too.
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
from urllib.request import getproxies, proxy_bypass

from dragoman.errors import AddressRefused, ParseError, SourceError

REDIRECTS = 4
LONGEST_ADDRESS = 2_000
PORTS = {"http": 80, "https": 443}
AGENT = "dragoman (reads one page because a reader asked for it)"
CHUNK = 1 << 16
KINDS = (
    "text/",
    "application/xhtml",
    "application/pdf",
    "application/xml",
    "application/rss",
    "application/atom",
)
"""What a stranger's document may be."""

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a fetch may go."""

    is_inward: bool
    """Whether the first address may lie on a network of one's own, at any port, behind a proxy, and be of any kind."""
    bytes: int
    """Of a document."""
    seconds: float
    """For all of it, redirects included."""


STRANGERS = Reach(is_inward=False, bytes=5_000_000, seconds=15.0)
USERS = Reach(is_inward=True, bytes=20_000_000, seconds=60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was found, and the address at the end of all redirects."""

    url: str
    data: bytes
    kind: str


def is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """The numeric addresses of a name; SourceError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceError(f"{host} is not known") from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), seconds)


def fetch_document(
    url: str, reach: Reach = STRANGERS, *, resolve: Resolve = addresses_of, connect: Connect = connect
) -> Document:
    """The document; AddressRefused for an address that may not be asked, SourceError where it cannot be had."""
    until = time.monotonic() + reach.seconds
    is_own = reach.is_inward
    for _ in range(REDIRECTS + 1):
        try:
            with _Connection(
                parse_address(url, is_own=is_own), is_own, resolve, connect, until
            ) as connection:
                answer = connection.ask()
                target = answer.headers.get("Location")
                if answer.status not in (301, 302, 303, 307, 308) or not target:
                    return _document(url, answer, reach, until)
                url, is_own = urljoin(url, target), False
        except AddressRefused as refused:
            if reach.is_inward and not is_own:
                told = f"it redirects to {url}, which is not on the public internet"
                raise SourceError(f"{told} ({refused.what})") from None
            raise
    raise SourceError(f"{urlsplit(url).hostname} redirects without end")


def parse_address(url: str, *, is_own: bool = False) -> SplitResult:
    """The parts of an http or https address; AddressRefused for anything else. A port of its own has only one's own network."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise _refused("is no address") from None
    if len(url) > LONGEST_ADDRESS or parts.scheme not in PORTS or not parts.hostname:
        raise _refused("is no address of a web page")
    if parts.username is not None or parts.password is not None:
        raise _refused("has a user's name in it")
    if port not in (None, PORTS[parts.scheme]) and not is_own:
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
    """A connection to one of the checked addresses of a name, or to one's own proxy, which resolves names itself."""

    def __init__(
        self, parts: SplitResult, is_own: bool, resolve: Resolve, connect: Connect, until: float
    ) -> None:
        self._parts, self._until, self._connect = parts, until, connect
        host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
        self._proxy = _proxy_of(parts) if is_own else None
        if self._proxy:
            self._raw = self._to_proxy(self._proxy, f"{host}:{port}", resolve)
        else:
            found = resolve(host, port)
            if not is_own and not (found and all(map(is_public, found))):
                raise _refused("is not on the public internet")
            self._raw = self._connected(found, port)
        if parts.scheme == "https":
            self._raw = self._wrapped(host)

    def _connected(self, found: Sequence[str], port: int) -> socket.socket:
        for address in found[:3]:
            try:
                return self._connect(address, port, self._left())
            except OSError:
                continue
        raise SourceError(f"{self._parts.hostname} does not answer")

    def _to_proxy(self, proxy: SplitResult, target: str, resolve: Resolve) -> socket.socket:
        """The connection through the proxy: as it is for http, as a tunnel for https."""
        port = proxy.port or 8080
        raw = self._connected(resolve(str(proxy.hostname), port), port)
        if self._parts.scheme == "https":
            try:
                raw.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode("idna"))
                answer = http.client.HTTPResponse(raw, method="CONNECT")
                answer.begin()
            except (OSError, http.client.HTTPException, UnicodeError) as error:
                raise SourceError(f"the proxy does not answer ({type(error).__name__})") from None
            if answer.status != 200:
                raise SourceError(f"the proxy answers {answer.status}")
        return raw

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
        parts = self._parts
        client = http.client.HTTPConnection(str(parts.hostname), parts.port or PORTS[parts.scheme])
        client.sock = self._raw
        self._raw.settimeout(self._left())
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
        site = f"http://{parts.netloc}" if self._proxy and parts.scheme == "http" else ""
        headers = {
            "User-Agent": AGENT,
            "Accept": "text/html, text/plain, application/pdf",
            "Connection": "close",
        }
        try:
            client.request("GET", f"{site}{path}?{query}" if query else f"{site}{path}", headers=headers)
            return client.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise SourceError(f"{parts.hostname} does not answer ({type(error).__name__})") from None

    def __enter__(self) -> _Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()


def _proxy_of(parts: SplitResult) -> SplitResult | None:
    """The proxy that the environment names for this address."""
    told = getproxies().get(parts.scheme)
    if not told or proxy_bypass(str(parts.hostname)):
        return None
    return urlsplit(told if "://" in told else f"http://{told}")


def _document(url: str, answer: Any, reach: Reach, until: float) -> Document:
    host = urlsplit(url).hostname
    if answer.status != 200:
        raise SourceError(f"{host} answers {answer.status}")
    kind = answer.headers.get_content_type()
    if not (reach.is_inward or kind.startswith(KINDS)):
        raise ParseError(f"{host} sends {kind}, which is no document", hint="give a page or a PDF")
    pieces: list[bytes] = []
    size = 0
    try:
        while piece := answer.read1(CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > reach.bytes:
                raise SourceError(f"{host} sends more than {reach.bytes:,} bytes")
            if time.monotonic() > until:
                raise _too_slow(urlsplit(url))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise SourceError(f"{host} breaks off ({type(error).__name__})") from None
    if answer.length:
        raise SourceError(f"{host} breaks off {answer.length:,} bytes before the end")
    return Document(url=url, data=b"".join(pieces), kind=kind)


def _refused(why: str) -> AddressRefused:
    return AddressRefused(
        f"the address {why}", hint="give the http or https address of a public page, or paste the text"
    )


def _too_slow(parts: SplitResult) -> SourceError:
    return SourceError(f"{parts.hostname} took too long")
