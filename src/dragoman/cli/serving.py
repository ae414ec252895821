"""`serve` and `mcp`: the ledger for browsers and programs, and for assistants."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from dragoman.cli.terminal import LedgerOption, say
from dragoman.errors import DragomanError, ParseError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
CONNECTIONS = 300
"""Served at the same time; those after them are told to come back."""


def serve(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8080,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="HOST",
            help="A name under which the server is asked; repeatable. Others are refused.",
        ),
    ] = None,
    behind: Annotated[
        str | None,
        typer.Option(
            "--behind", metavar="ADDRESS", help="A reverse proxy whose X-Forwarded-For is believed."
        ),
    ] = None,
    writable: Annotated[bool, typer.Option("--writable", help="Let readings be kept in the ledger.")] = False,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="SECRET",
            envvar="DRAGOMAN_TOKEN",
            show_envvar=True,
            help="What whoever keeps a reading must send; needed where others can reach the server.",
        ),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Serve pages and the API over the ledger.

    Without a ledger of your own the record that comes with the program answers. Nothing can be written unless you say so.
    """
    needs("web", "fastapi", "jinja2", "multipart", "uvicorn")
    token = token or None
    is_open = host not in LOOPBACK or behind is not None
    if writable and is_open and token is None:
        raise ParseError(
            "a server that others can reach keeps readings only for whoever has a token",
            where="--writable",
            hint="give --token, best through DRAGOMAN_TOKEN",
        )
    import uvicorn  # noqa: PLC0415

    from dragoman.web import create_app  # noqa: PLC0415
    from dragoman.web.patience import ImpatientProtocol  # noqa: PLC0415

    app = create_app(ledger=ledger, writable=writable, token=token, hosts=(*(name or ()), host))
    say(f"http://{f'[{host}]' if ':' in host else host}:{port}  (Ctrl-C stops)")
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        http=ImpatientProtocol,
        h11_max_incomplete_event_size=32_768,
        proxy_headers=behind is not None,
        forwarded_allow_ips=behind,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=5,
    )


def mcp(ledger: LedgerOption = None) -> None:
    """Serve tools for assistants.

    Speaks the Model Context Protocol over standard input and output; all tools only read.
    """
    needs("mcp", "mcp")
    from dragoman.mcp.server import make_server  # noqa: PLC0415

    make_server(ledger).run("stdio")


def needs(extra: str, *packages: str) -> None:
    """An error that names the extra, where one of its packages is missing."""
    if missing := [package for package in packages if find_spec(package) is None]:
        raise DragomanError(f'{", ".join(missing)} is not installed: pip install "dragoman[{extra}]"')


COMMANDS = (serve, mcp)
