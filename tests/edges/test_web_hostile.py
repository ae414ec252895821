"""Documents made to do harm, sent to a server that runs: each is read or refused in our own words, in time, and nothing runs."""

import base64
import random
import threading
import time
import zlib

import pytest

pytest.importorskip("fastapi", reason="the extra “web” is not installed")

import httpx
import uvicorn

from dragoman.web.api import readings
from tests.faces.served import app_of

WORDS = "The General Assembly adopted resolution ES-11/7. China abstained."
SECONDS = 6.0
"""That the server gives a report here; it gives thirty otherwise."""
PATIENCE = 150.0
"""Seconds for one document on a busy machine, the start of a worker included."""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server over the embedded record, on a port of its own, with workers in processes of their own."""
    limit = pytest.MonkeyPatch()
    limit.setattr(readings, "SECONDS", SECONDS)
    app = app_of(cache=tmp_path_factory.mktemp("hostile"))
    running = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    address = f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        yield client
    running.should_exit = True
    thread.join()
    limit.undo()


def pdf(*objects):
    """A PDF of these objects, the first of which is the catalogue; without a table of contents, as damaged ones are."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, one) for i, one in enumerate(objects, 1))
    return b"%PDF-1.5\n" + body + b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF" % (len(objects) + 1)


def stream(data, filters=b"/FlateDecode"):
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(data), filters, data)


def one_page(content, more=b""):
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % more,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 600 800] "
        b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        content,
    )


def bomb(size):
    return zlib.compress(bytes(size), 9)


NOISE = random.Random(7).randbytes
ACTIVE = f"""<html><head><script>document.title = "run"</script><meta http-equiv="refresh" content="0;url=http://127.0.0.1/">
<base href="http://127.0.0.1/"></head><body onload="alert(1)"><article><p>{WORDS} <img src=x onerror=alert(1)>
<svg onload=alert(1)></svg><iframe src="file:/etc/passwd"></iframe><a href="javascript:alert(1)">The text passed.</a></p>
<p>Many words stand here so that the page has a text. {WORDS}</p></article></body></html>""".encode()
SHOWN = b"BT /F 12 Tf 50 700 Td (The General Assembly adopted resolution ES-11/7.) Tj ET"

DOCUMENTS = {
    "a page with scripts": ACTIVE,
    "a page nested without end": b"<html><body>" + b"<div><b><i>" * 5_000 + WORDS.encode(),
    "a table nested without end": b"<html><body>" + b"<table><tr><td>" * 5_000 + WORDS.encode(),
    "a page of attributes": b"<html><body><p " + b" ".join(b"a%d='x'" % i for i in range(40_000)) + b">x</p>",
    "a page of entities": b"<html><body><p>" + b"&amp;" * 60_000,
    "a feed that multiplies": b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12))
    + b"]><rss><channel><item><title>&m;</title><description>&m;</description></item></channel></rss>",
    "a feed that asks for a file": b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:/etc/passwd">]>'
    b"<rss><channel><item><title>t</title><description>&x; said no.</description></item></channel></rss>",
    "a PDF that unfolds": one_page(stream(bomb(200_000_000))),
    "a PDF that unfolds twice": one_page(
        stream(zlib.compress(bomb(300_000_000)), b"/FlateDecode /FlateDecode")
    ),
    "a PDF whose pages are their own parents": pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R 1 0 R] /Count 99999999 >>"
    ),
    "a PDF that points at itself": pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"2 0 R"),
    "a PDF with a script": one_page(
        stream(zlib.compress(SHOWN)), b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    ),
    "a PDF of brackets": b"%PDF-1.7\n1 0 obj\n" + b"<<[" * 300_000,
    "half a PDF": one_page(stream(zlib.compress(SHOWN)))[:-200],
    "noise": NOISE(300_000),
    "noise that says it is a PDF": b"%PDF-1.4\n" + NOISE(300_000),
    "noise that says it is a page": b"<html><body>" + NOISE(300_000),
    "broken UTF-8": WORDS.encode() + b"\xff\xfe\xc3\x28\xed\xa0\x80\xf8\x88\x80\x80\x80" + WORDS.encode(),
    "half of UTF-16": ("\ufeff" + WORDS).encode("utf-16-le") + b"\xd8",
    "a page that lies about its encoding": b'<html><head><meta charset="utf-7"></head><body><p>+ADw-script+AD4- '
    + WORDS.encode()
    + b"</p></body></html>",
    "zeros": bytes(1_000_000),
    "line breaks alone": b"\n\r" * 500_000,
    "marks that turn words around": ("\u202e\u2066\u200f" * 5_000 + WORDS).encode(),
    "one letter with a thousand accents": ("e" + "\u0301" * 30_000 + WORDS).encode(),
    "brackets": b"(" * 12_000,
    "quotation marks": b"\"'" * 1_000,
    "a word without end": b"a" * 20_000,
    "a list without end": b"Chad, " * 2_000,
    "a sentence without end": b"it voted and voted " * 700,
    "digits and dashes": b"93-18-65, " * 1_200,
    "a report of the longest length that is one list": b"Chad, " * 16_000,
    "objects within objects": b'{"a":' * 200_000,
}


def told(answer):
    """Whether it was read, or what it was refused with."""
    if answer.status_code == 200:
        return "read"
    assert answer.status_code in (413, 422), answer.text[:300]
    assert answer.json()["error"].keys() == {"code", "message", "hint"}
    assert answer.json()["error"]["message"]
    return answer.json()["error"]["code"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_made_to_do_harm_is_read_or_refused(server, name):
    begun = time.monotonic()
    answer = server.post(
        "/api/v1/readings",
        json={"document": base64.b64encode(DOCUMENTS[name]).decode(), "published": "2025-02-25"},
    )
    assert told(answer) in ("read", "unreadable", "too_slow", "too_large")
    assert time.monotonic() - begun < PATIENCE
    if answer.status_code == 200:
        assert "root:" not in answer.text
    assert server.get("/api/v1/health").status_code == 200


def test_what_is_too_large_for_a_request_is_refused_at_once(server):
    assert told(server.post("/api/v1/readings", json={"document": "A" * 9_000_000})) == "too_large"
    assert server.post("/reports", data={"text": "a" * 9_000_000}).status_code == 413
    assert told(server.post("/api/v1/readings", json={"text": "a" * 100_001})) == "invalid"


def test_nothing_of_a_page_with_scripts_is_live_in_ours(server):
    answer = server.post(
        "/reports", files={"file": ("page.html", ACTIVE, "text/html")}, data={"published": ""}
    )
    assert answer.status_code == 303
    page = server.get(answer.headers["location"]).text
    for live in ("<script>document", "onerror=alert", "<iframe", "<svg onload", "javascript:alert", "<base"):
        assert live not in page
    assert "China abstained" in page


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:22/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.0.0.1.nip.example/",
        "file:/etc/passwd",
        "ftp://example.org/x",
        "gopher://127.0.0.1:6379/_INFO",
        "http://user:word@127.0.0.1/",
    ],
)
def test_an_address_that_points_inside_is_refused(server, url):
    answer = server.post("/api/v1/readings", json={"url": url})
    assert answer.status_code in (422, 502)
    assert answer.json()["error"]["code"] in ("address_refused", "source_failed")
    again = server.post("/reports", data={"url": url, "text": "", "published": ""})
    assert again.status_code in (422, 502)
    assert "<h1" in again.text


def test_it_does_not_ask_itself(server):
    """Not even under the port that it listens on."""
    answer = server.post("/api/v1/readings", json={"url": f"{server.base_url}api/v1/health"})
    assert answer.json()["error"]["code"] == "address_refused"
