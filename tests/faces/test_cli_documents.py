"""`read` and `check` on what people have: pages, PDFs, feeds, folders, collections, addresses, several processes."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

TRUE = "The General Assembly adopted the Ukrainian draft on 24 February 2025 by 93 votes to 18, with 65 abstentions."
FEED = f"""<rss version="2.0"><channel><title>Harbour Wire</title><item><title>One</title>
<pubDate>Mon, 24 Feb 2025 20:00:00 GMT</pubDate><description>{TRUE}</description></item><item><title>Two</title></item></channel></rss>"""
FRENCH = "Le ministre a annoncé que la France ne signerait pas le texte sans garanties écrites."


def sources(done):
    return [json.loads(line)["source"] for line in done.out.splitlines()]


@pytest.fixture
def folder(tmp_path):
    """A folder with a mix: two reports, a collection with a bad line, one in French, a picture, a hidden file."""
    home = tmp_path / "inbox"
    (home / "b").mkdir(parents=True)
    (home / "z.txt").write_text(f"Title: Z\n\n{TRUE}\n")
    (home / "a.jsonl").write_text(
        json.dumps({"text": TRUE, "title": "A1"}) + "\nnonsense\n" + json.dumps({"text": TRUE, "title": "A3"})
    )
    (home / "b" / "c.md").write_text(f"Title: C\n\n{TRUE}\n")
    (home / "french.txt").write_text(FRENCH)
    (home / "picture.png").write_bytes(b"\x89PNG")
    (home / ".hidden.txt").write_text(TRUE)
    return home


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_is_read_by_name_and_what_is_bad_is_told_at_the_end(dragoman, folder, jobs):
    done = dragoman("read", "--json", "--jobs", jobs, folder)
    assert [source["title"] for source in sources(done)] == ["A1", "A3", "Z", "C"]
    assert done.code == 2
    assert "a.jsonl, line 2" in done.err
    assert "french.txt: it is in French" in done.err
    assert "4 read, 2 not" in done.err


def test_each_entry_of_a_feed_is_checked(dragoman, report):
    pytest.importorskip("feedparser")
    done = dragoman("check", "--json", report(FEED, "feed.xml"))
    (source,) = sources(done)
    assert (source["title"], source["publisher"], source["published"]) == (
        "One",
        "Harbour Wire",
        "2025-02-24",
    )
    assert "feed.xml, entry 2" in done.err


def test_reports_of_one_file_are_told_apart(dragoman, tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"text": f"{n}. {TRUE}"}) + "\n" for n in ("First", "Then")))
    assert "many, line 1, many, line 2" in " ".join(dragoman("check", path).out.split())


def test_standard_input_may_be_a_page_or_a_collection(dragoman):
    pytest.importorskip("trafilatura")
    page = f"<html><head><title>Paged</title></head><body><article><h1>Paged</h1><p>{TRUE}</p><p>{TRUE}</p></article></body></html>"
    assert sources(dragoman("read", "--json", "-", stdin=page))[0]["title"] == "Paged"
    lines = "".join(json.dumps({"text": TRUE, "title": str(n)}) + "\n" for n in range(3))
    assert [s["title"] for s in sources(dragoman("read", "--json", "-", stdin=lines))] == ["0", "1", "2"]


def test_options_go_before_the_documents_own_words(dragoman, report):
    done = dragoman(
        "read",
        "--json",
        "--title",
        "Mine",
        "--publisher",
        "Ours",
        "--date",
        "2025-02-24",
        report(f"Title: T\nPublisher: P\n\n{TRUE}"),
    )
    (source,) = sources(done)
    assert (source["title"], source["publisher"], source["published"]) == ("Mine", "Ours", "2025-02-24")


def test_a_guessed_encoding_is_noted_and_the_report_is_read(dragoman, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(f"Türkiye agreed. {TRUE}".encode("cp1252"))
    done = dragoman("read", "--json", path)
    assert done.code == 0
    assert "old.txt: read as Windows-1252" in done.err


def test_what_was_not_read_is_in_the_json(dragoman, report):
    done = dragoman("read", "--json", report(f"{TRUE}\n\nRead more: another story\n"))
    (skipped,) = json.loads(done.out)["skipped"]
    assert skipped == {
        "evidence": {"text": "Read more: another story", "start": len(TRUE) + 2, "end": len(TRUE) + 26},
        "why": "a link or an advertisement",
    }


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/report.txt")
            self.end_headers()
            return
        self.send_response(200 if self.path == "/report.txt" else 404)
        self.end_headers()
        if self.path == "/report.txt":
            self.wfile.write(TRUE.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_address_that_is_typed_is_fetched_and_kept_as_the_reports_own(dragoman, site):
    done = dragoman("read", "--json", f"{site}/report.txt")
    assert done.code == 0
    assert sources(done)[0]["url"] == f"{site}/report.txt"


@pytest.mark.parametrize(
    ("path", "told"), [("/inside", "not on the public internet"), ("/none", "answers 404")]
)
def test_a_redirect_into_a_network_and_a_missing_page_are_refused(dragoman, site, path, told):
    done = dragoman("read", site + path)
    assert done.code == 3
    assert told in done.err


def test_offline_no_address_is_fetched(dragoman, site):
    done = dragoman("read", "--offline", f"{site}/report.txt")
    assert done.code == 3
    assert "--offline" in done.err
