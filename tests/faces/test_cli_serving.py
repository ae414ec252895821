"""`serve` and `mcp`: what they refuse, what they ask for, and that a server really answers."""

import contextlib
import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest


def test_writing_for_others_needs_a_token(dragoman, tmp_path):
    for more in (("--host", "0.0.0.0"), ("--behind", "127.0.0.1")):
        run = dragoman("serve", "--writable", "--ledger", tmp_path / "ledger", *more)
        assert run.code == 2
        assert "--token" in run.err


@pytest.mark.parametrize(
    ("command", "package", "extra"), [("serve", "fastapi", "web"), ("mcp", "mcp", "mcp")]
)
def test_a_missing_extra_is_named(dragoman, monkeypatch, command, package, extra):
    really = importlib.util.find_spec
    monkeypatch.setattr(
        "dragoman.cli.serving.find_spec", lambda name: None if name == package else really(name)
    )
    run = dragoman(command)
    assert run.code == 1
    assert f'pip install "dragoman[{extra}]"' in run.err


@contextlib.contextmanager
def served(tmp_path, *options):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
    }
    command = [sys.executable, "-m", "dragoman", "serve", "--port", str(port), *options]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield port, server
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=30)


def fetched(port, path, **headers):
    end = time.monotonic() + 60
    while True:
        try:
            with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers), timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read().decode()
        except HTTPError as error:
            return error.code, dict(error.headers), error.read().decode()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_a_server_answers_refuses_other_names_and_stops(tmp_path):
    with served(tmp_path) as (port, server):
        status, headers, text = fetched(port, "/api/v1/votes/A-RES-ES-11-7")
        assert status == 200
        assert '"tally":[93,18,65]' in text
        assert "server" not in {name.lower() for name in headers}
        assert fetched(port, "/", Host="elsewhere.example")[0] == 421
        assert fetched(port, "/")[0] == 200
        assert re.search(rf"http://127.0.0.1:{port}", server.stderr.readline())
    assert server.returncode in (0, 130, -signal.SIGINT)


def test_a_connection_that_only_begins_to_ask_is_closed(tmp_path):
    with served(tmp_path) as (port, _):
        assert fetched(port, "/api/v1/blocs")[0] == 200
        with socket.create_connection(("127.0.0.1", port)) as lazy:
            lazy.settimeout(40)
            lazy.sendall(b"GET / HTTP/1.1\r\nHost: loc")
            assert lazy.recv(10) == b""
