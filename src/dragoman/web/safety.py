"""What stands between strangers and the application: hosts, origins, rates, sizes, times, and the headers of every answer.

Pure ASGI, around all that the application answers, its own failures too.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.refusals import Refusal, told_of

LONGEST_PATH = 1_000
LOOPBACK = ("localhost", "127.0.0.1", "::1")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Of every answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one client, and all together, may ask for."""

    body: int = 8_000_000
    """Bytes of one request."""
    bodies: int = 64_000_000
    """Bytes of all requests that are being received."""
    seconds: float = 15.0
    """In which a request's body must have come."""
    burst: float = 300.0
    per_second: float = 60.0
    """Of a client's allowance; a page costs 1, what takes a processor for long costs more."""


def cost_of(method: str, path: str) -> float:
    """What a request costs of the client's allowance."""
    if path.endswith("/batch"):
        return 150.0
    if method not in ("GET", "HEAD"):
        return 30.0
    return 10.0 if "/sql" in path or "/shifts" in path else 1.0


def protect(
    app: Starlette,
    *,
    token: str | None = None,
    hosts: Sequence[str] = (),
    limits: Limits | None = None,
) -> None:
    """Put the guard around the application. `hosts` are the names by which it may be asked, besides this machine's own."""
    app.state.token = token
    app.add_middleware(Guard, hosts=frozenset(map(_bare, (*LOOPBACK, *hosts))), limits=limits or Limits())


def check_may_write(request: Request, token: str | None = None) -> None:
    """Refusal where this server does not write, or the request lacks its token (of a form, or as a bearer's)."""
    if not request.app.state.site.writable:
        raise Refusal(
            403, "read_only", "this server keeps nothing", hint="leave save out, or start it with --writable"
        )
    wanted = request.app.state.token
    given = token or request.headers.get("authorization", "").removeprefix("Bearer ")
    if wanted and not secrets.compare_digest(given.encode(), wanted.encode()):
        raise Refusal(
            403, "token_missing", "saving needs the server's token", hint="send Authorization: Bearer TOKEN"
        )


@dataclass(slots=True)
class Buckets:
    """An allowance for each client, filled up as time goes by. Only as many clients as fit are remembered."""

    limits: Limits
    clock: Callable[[], float] = time.monotonic
    most: int = 20_000
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, client: str, cost: float) -> float:
        """0 where the client could afford it, else the seconds until it can."""
        now = self.clock()
        left, since = self._left.pop(client, (self.limits.burst, now))
        left = min(self.limits.burst, left + (now - since) * self.limits.per_second)
        fine = left >= cost
        self._left[client] = (left - cost if fine else left, now)
        if len(self._left) > self.most:
            self._left.popitem(last=False)
        return 0.0 if fine else (cost - left) / self.limits.per_second


class Guard:
    """The middleware."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], limits: Limits) -> None:
        self._app, self._hosts, self._limits = app, hosts, limits
        self._buckets = Buckets(limits)
        self._receiving = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] != "http":
            await self._app(scope, receive, send)
        else:
            await self._answer(scope, receive, _with_headers(send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            self._check(scope)
            body = await self._body(scope, receive)
            await self._app(scope, _replayed(body, receive), watched)
        except Refusal as refusal:
            if not started:
                await _refuse(scope, refusal, send)
        except Exception:
            logging.getLogger("dragoman.web").exception("a request failed")
            if not started:
                await _refuse(scope, Refusal(500, "failed", "the server failed"), send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.getlist("host")
        if len(host) != 1 or _bare(host[0]) not in self._hosts:
            raise Refusal(
                421, "wrong_host", "this server has another name", hint="the operator can add it with --name"
            )
        if len(scope["path"]) > LONGEST_PATH:
            raise Refusal(414, "too_long", "the address is longer than any address here")
        if not scope["path"].isprintable():
            raise Refusal(400, "bad_request", "the address has characters that no address has")
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and _is_from_elsewhere(headers, host[0]):
            raise Refusal(403, "cross_site", "the request comes from another site")
        wait = self._buckets.take(client_of(scope), cost_of(scope["method"], scope["path"]))
        if wait:
            raise Refusal(
                429,
                "too_many",
                "too many requests",
                hint="wait a moment",
                retry_after=max(1, round(wait + 0.5)),
            )

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """All of the request's body, read here so that size and time are bounded for whatever route it is meant for."""
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        if "transfer-encoding" not in headers and length == "0":
            return b""
        if length.isdigit() and int(length) > self._limits.body:
            raise self._too_large()
        pieces: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._limits.seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Refusal(400, "bad_request", "the request broke off")
                    piece = message.get("body", b"")
                    size += len(piece)
                    self._receiving += len(piece)
                    if size > self._limits.body:
                        raise self._too_large()
                    if self._receiving > self._limits.bodies:
                        raise Refusal(503, "busy", "too much is being received", retry_after=5)
                    pieces.append(piece)
                    if not message.get("more_body"):
                        return b"".join(pieces)
        except TimeoutError:
            raise Refusal(408, "too_slow", "the request came too slowly") from None
        finally:
            self._receiving -= size

    def _too_large(self) -> Refusal:
        return Refusal(413, "too_large", f"a request may have {self._limits.body:,} bytes")


def client_of(scope: Scope) -> str:
    """Whose allowance a request is counted to: the address, of IPv6 the network that one customer has."""
    host = (scope.get("client") or ("local", 0))[0]
    with contextlib.suppress(ValueError):
        address = ip_address(host)
        if isinstance(address, IPv6Address):
            return str(address.ipv4_mapped or int(address) >> 64)
    return str(host)


def _bare(host: str) -> str:
    """The name in a Host header: without port, brackets and a dot at its end."""
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name if name.count(":") > 1 else name.partition(":")[0].rstrip(".")


def _is_from_elsewhere(headers: Headers, host: str) -> bool:
    """Whether a browser says that another site makes it send this."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != host


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sent


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _refuse(scope: Scope, refusal: Refusal, send: Send) -> None:
    """The refusal as the API's one shape, or as a line of text."""
    told = told_of(refusal)
    as_json = scope["path"].startswith("/api/")
    body = json.dumps(told.json) if as_json else f"{told.message}\n"
    headers = Headers(
        {
            "content-type": "application/json" if as_json else "text/plain; charset=utf-8",
            "content-length": str(len(body.encode())),
            "connection": "close",
            **told.headers,
        }
    )
    await send({"type": "http.response.start", "status": told.status, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body.encode()})
