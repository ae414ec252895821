"""What a server fetches for strangers: public addresses only, whatever the name, the redirect or the number looks like."""

import socket
import threading
from contextlib import contextmanager

import pytest

from dragoman.errors import AddressRefused, ParseError, SourceError
from dragoman.workflows.addresses import (
    USERS,
    Reach,
    fetch_document,
    is_public,
    parse_address,
)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:7f00:1:0:0:0:0",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "localhost",
        "2130706433",
    ],
)
def test_what_is_not_on_the_public_internet_is_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_what_is_public_is_known(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:/etc/passwd",
        "ftp://example.org/",
        "gopher://example.org",
        "//example.org",
        "example.org",
        "http://",
        "http:///x",
        "http://user:word@example.org/",
        "http://user@example.org/",
        "http://example.org:22/",
        "https://example.org:80/",
        "http://example.org:bad/",
        "http://[::1",
        "http://" + "a" * 3000,
        "javascript:alert(1)",
    ],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(AddressRefused):
        parse_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0/",
    ],
)
def test_this_machine_under_any_of_its_names_is_refused(url):
    def never(*_):
        raise AssertionError("a connection was made")

    with pytest.raises((AddressRefused, SourceError)):
        fetch_document(url, connect=never)


def test_a_name_with_one_private_address_among_public_ones_is_refused():
    with pytest.raises(AddressRefused):
        fetch_document("http://mixed.example/", resolve=lambda *_: ("8.8.8.8", "10.0.0.1"))


@contextmanager
def site(*answers):
    """Sockets as a site would give them: each connection gets the next answer; tells to which addresses they went."""
    asked, requests, waiting = [], [], list(answers)

    def connect(address, port, seconds):
        asked.append((address, port))
        ours, theirs = socket.socketpair()
        answer = waiting.pop(0)

        def serve():
            with theirs:
                requests.append(theirs.recv(65536))
                for piece in answer if isinstance(answer, list) else [answer]:
                    try:
                        theirs.sendall(piece)
                    except OSError:
                        return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        threads.append(thread)
        return ours

    threads = []
    yield connect, asked, requests
    for thread in threads:
        thread.join(5)


def page(body=b"Chad abstained.", kind=b"text/plain", status=b"200 OK", more=b""):
    return b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s" % (
        status,
        kind,
        len(body),
        more,
        body,
    )


def to(place):
    return page(b"", status=b"302 Found", more=b"Location: " + place + b"\r\n")


def public(*_):
    return ("8.8.8.8",)


def test_a_page_is_fetched_from_the_very_address_that_was_checked():
    with site(page()) as (connect, asked, requests):
        found = fetch_document("http://news.example/a b?q=ü", resolve=public, connect=connect)
    assert (found.data, found.kind) == (b"Chad abstained.", "text/plain")
    assert asked == [("8.8.8.8", 80)]
    assert requests[0].startswith(b"GET /a%20b?q=%C3%BC HTTP/1.1\r\n")
    assert b"Host: news.example" in requests[0]


def test_a_redirect_is_followed_and_checked_anew():
    names = {"news.example": ("8.8.8.8",), "inside.example": ("10.0.0.5",), "www.example": ("1.1.1.1",)}

    def resolve(host, _):
        return names.get(host, (host,))

    with site(to(b"http://www.example/"), page()) as (connect, asked, _):
        assert (
            fetch_document("http://news.example/", resolve=resolve, connect=connect).url
            == "http://www.example/"
        )
    assert [address for address, _ in asked] == ["8.8.8.8", "1.1.1.1"]
    for place in (
        b"http://inside.example/",
        b"http://169.254.169.254/",
        b"file:/etc/passwd",
        b"http://127.0.0.1:6379/",
    ):
        with site(to(place)) as (connect, asked, _), pytest.raises(AddressRefused):
            fetch_document("http://news.example/", resolve=resolve, connect=connect)
        assert len(asked) == 1


def test_redirects_have_an_end():
    with site(*[to(b"/again")] * 9) as (connect, _, _), pytest.raises(SourceError, match="without end"):
        fetch_document("http://news.example/", resolve=public, connect=connect)


def test_no_line_break_gets_into_the_request():
    with site(page()) as (connect, _, requests):
        fetch_document("http://news.example/x%0d%0aX: 1", resolve=public, connect=connect)
    assert b"\nX: 1" not in requests[0].replace(b"\r\n\r\n", b"")


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (page(status=b"404 Not Found"), SourceError, "404"),
        (page(kind=b"image/png"), ParseError, "image/png"),
        (page(kind=b"application/octet-stream"), ParseError, "octet-stream"),
        (b"nonsense\r\n\r\n", SourceError, "does not answer"),
        (b"", SourceError, "does not answer"),
        (page()[:-3], SourceError, "breaks off"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", SourceError, "does not answer"),
    ],
)
def test_what_cannot_be_had_is_told(answer, error, words):
    with site(answer) as (connect, _, _), pytest.raises(error, match=words):
        fetch_document("http://news.example/", resolve=public, connect=connect)


def test_a_page_without_end_is_cut():
    reach = Reach(is_inward=False, bytes=100_000, seconds=5.0)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    with (
        site([head, *[b"x" * 10_000] * 50]) as (connect, _, _),
        pytest.raises(SourceError, match="more than"),
    ):
        fetch_document("http://news.example/", reach, resolve=public, connect=connect)


def test_a_page_that_trickles_in_is_given_up():
    reach = Reach(is_inward=False, bytes=100_000, seconds=0.0)
    with site(page()) as (connect, asked, _), pytest.raises(SourceError, match="too long"):
        fetch_document("http://news.example/", reach, resolve=public, connect=connect)
    assert asked == []


def test_a_name_that_changes_between_check_and_use_is_resolved_once():
    answers = iter([("8.8.8.8",), ("127.0.0.1",)])
    with site(page()) as (connect, asked, _):
        fetch_document("http://rebound.example/", resolve=lambda *_: next(answers), connect=connect)
    assert asked == [("8.8.8.8", 80)]
    assert next(answers) == ("127.0.0.1",)


@pytest.fixture
def no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_proxy")
def test_a_user_may_ask_their_own_network_but_nobody_may_send_them_into_it():
    with site(page(kind=b"application/octet-stream")) as (connect, asked, requests):
        found = fetch_document(
            "http://desk.lan:8000/x", USERS, resolve=lambda *_: ("10.0.0.7",), connect=connect
        )
    assert (found.data, asked) == (b"Chad abstained.", [("10.0.0.7", 8000)])
    assert b"Host: desk.lan:8000" in requests[0]
    with (
        site(to(b"http://10.0.0.9/")) as (connect, asked, _),
        pytest.raises(SourceError, match=r"redirects to http://10\.0\.0\.9/"),
    ):
        fetch_document(
            "http://news.example/",
            USERS,
            resolve=lambda host, _: {"news.example": ("8.8.8.8",)}.get(host, (host,)),
            connect=connect,
        )
    assert asked == [("8.8.8.8", 80)]


def test_a_user_behind_a_proxy_asks_through_it_and_a_server_never_does(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://proxy.lan:3128")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    inside = {"proxy.lan": ("10.0.0.3",)}
    with site(page()) as (connect, asked, requests):
        fetch_document(
            "http://news.example/a",
            USERS,
            resolve=lambda host, _: inside.get(host, ("8.8.8.8",)),
            connect=connect,
        )
    assert asked == [("10.0.0.3", 3128)]
    assert requests[0].startswith(b"GET http://news.example/a HTTP/1.1")
    with site(page()) as (connect, asked, _):
        fetch_document("http://news.example/a", resolve=public, connect=connect)
    assert asked == [("8.8.8.8", 80)]
