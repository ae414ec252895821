"""The API: every route answers what it promises, in one shape, also where it fails."""

import json
import re

import pytest

from dragoman.render.contract import render_reading
from dragoman.workflows import language_model, read_source, source_of
from tests.faces.served import app_of, client_of, small_ledger

REPORT = "Mexico voted against resolution ES-11/1. Nauru abstained."


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    return app_of(small_ledger(folder / "ledger"), cache=folder / "cache")


@pytest.fixture(scope="module")
def api(app):
    with client_of(app) as client:
        yield client


def ask(api, path, **query):
    answer = api.get(f"/api/v1{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_health_says_what_the_ledger_holds(api):
    told = ask(api, "/health")
    assert told["status"] == "ok"
    assert not told["writable"]
    assert {body["body"] for body in told["bodies"]} == {"UNGA", "UNSC"}


def test_a_list_of_votes_goes_on_at_its_cursor_and_ends(api):
    seen, cursor = [], None
    while True:
        piece = ask(api, "/votes", limit=3, **({"cursor": cursor} if cursor else {}))
        seen += [vote["id"] for vote in piece["items"]]
        cursor = piece["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == piece["total"] > 3
    assert sum(piece["facets"]["body"].values()) == piece["total"]


def test_votes_are_found_by_words_body_and_day(api):
    assert all(v["body"] == "UNSC" for v in ask(api, "/votes", body="UNSC")["items"])
    assert ask(api, "/votes", **{"from": "2025-02-24", "to": "2025-02-24"})["total"] >= 3
    assert ask(api, "/votes", q="no such words anywhere")["total"] == 0


def test_a_list_of_votes_shows_a_states_and_a_blocs_choice(api):
    found = ask(api, "/votes", q="humanitarian", body="UNGA", state="Hungary", bloc="EU")
    assert found["items"]
    assert all(vote["choice"] in ("Y", "N", "A", "X") for vote in found["items"])
    assert all(sum(vote["bloc"]["counts"].values()) >= 2 for vote in found["items"])


def test_a_choice_without_a_state_is_refused(api):
    assert api.get("/api/v1/votes?choice=Y").status_code == 422


def test_one_vote_has_every_choice_the_sentence_and_the_blocs(api):
    vote = ask(api, "/votes/A-RES-ES-11-7")
    assert vote["choices"]["HUN"] == "N"
    assert vote["sentence"].startswith("Adopted 93–18–65")
    assert next(b for b in vote["blocs"] if b["bloc"] == "EU")["broke"] == {"HUN": "N"}


def test_a_state_has_its_blocs_and_its_votes(api):
    state = ask(api, "/states/hungary", on="2025-01-01")
    assert state["code"] == "HUN"
    assert "EU" in state["blocs"]
    votes = ask(api, "/states/HUN/votes", limit=2)
    assert votes["total"] == state["votes"] == sum(state["choices"].values())
    after = ask(api, "/states/HUN/votes", limit=2, cursor=votes["next"])
    assert votes["items"][0]["held"] >= after["items"][0]["held"]
    assert {v["roll_call"] for v in votes["items"]}.isdisjoint(v["roll_call"] for v in after["items"])


def test_a_bloc_has_the_members_of_the_day(api):
    assert "GBR" in ask(api, "/blocs/EU", on="2016-01-01")["members"]
    assert "GBR" not in ask(api, "/blocs/EU", on="2021-01-01")["members"]
    assert any(bloc["code"] == "NATO" for bloc in ask(api, "/blocs")["items"])


def test_states_can_be_compared_with_n_and_an_interval(api):
    told = ask(api, "/compare", a="USA", b="EU", topic="Ukraine")
    assert told["low"] <= told["value"] <= told["high"]
    assert told["n"] > 0
    assert told["differences"]


def test_a_break_is_found_between_two_parties(api):
    told = ask(api, "/shifts", state="USA", other="EU")["breaks"][0]
    assert told["at"] == "2025-02-24"


def test_points_and_breaks_of_all_states_answer_or_say_why_not(api):
    for path in ("/points", "/shifts"):
        answer = api.get(f"/api/v1{path}")
        assert answer.status_code == 200 or answer.json()["error"]["code"] == "undetermined"


def test_a_name_is_resolved_as_of_a_day(api):
    assert [a["code"] for a in ask(api, "/names", q="the Kremlin")["actors"]] == ["RUS"]
    assert ask(api, "/names", q="nobody of that sort")["actors"] == []


def test_sql_answers_by_get_and_by_post(api):
    query = "SELECT seat, choice FROM choices WHERE symbol = 'A/RES/ES-11/1' ORDER BY seat"
    by_get = ask(api, "/sql", query=query, limit=2)
    assert by_get == api.post("/api/v1/sql", json={"query": query, "limit": 2}).json()
    assert by_get["columns"] == ["seat", "choice"]
    assert by_get["truncated"]


def test_a_report_gives_what_the_command_line_gives(api):
    answer = api.post("/api/v1/readings", json={"text": REPORT, "published": "2022-03-03"})
    assert answer.status_code == 200, answer.text
    source = source_of(REPORT, published=__import__("datetime").date(2022, 3, 3))
    assert answer.json() == json.loads(json.dumps(render_reading(read_source(source, nlp=language_model()))))


def test_many_reports_answer_events_and_failures_apart(api):
    answer = api.post(
        "/api/v1/readings/batch",
        json={"items": [{"text": REPORT}, {"url": "http://127.0.0.1/"}, {"text": "Peru said no."}]},
    )
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n", 1)[0].removeprefix("event: ") for block in answer.text.strip().split("\n\n")]
    assert events == ["reading", "progress", "failure", "progress", "reading", "progress", "end"]
    assert '"code": "address_refused"' in answer.text


def test_readings_that_are_kept_are_listed_and_shown(api):
    listed = ask(api, "/readings")
    assert listed["total"] == 1
    report = listed["items"][0]
    assert report["title"] == "<b>Bold</b>"
    shown = ask(api, f"/readings/{report['id']}")
    assert shown["source"]["id"] == report["id"]
    assert shown["findings"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/nothing", None, 404, "not_found"),
        ("GET", "/votes/A-RES-99-999", None, 404, "not_found"),
        ("GET", "/states/Atlantis", None, 404, "not_found"),
        ("GET", "/blocs/none", None, 404, "not_found"),
        ("GET", "/readings/none", None, 404, "not_found"),
        ("DELETE", "/votes", None, 405, "method_not_allowed"),
        ("GET", "/votes?limit=0", None, 422, "invalid"),
        ("GET", "/votes?from=today", None, 422, "invalid"),
        ("GET", "/votes?cursor=!", None, 422, "bad_cursor"),
        ("GET", "/votes?cursor=bm9uZQ", None, 422, "bad_cursor"),
        ("GET", "/votes?state=Atlantis", None, 422, "unreadable"),
        ("GET", "/compare?a=USA", None, 422, "invalid"),
        ("GET", "/compare?a=USA&b=USA", None, 422, "unreadable"),
        ("GET", "/compare?a=USA&b=FRA&topic=lighthouses", None, 422, "undetermined"),
        ("POST", "/readings", {}, 422, "invalid"),
        ("POST", "/readings", {"text": "a", "url": "https://example.org"}, 422, "invalid"),
        ("POST", "/readings", {"text": "a", "colour": "red"}, 422, "invalid"),
        ("POST", "/readings", {"text": " "}, 422, "unreadable"),
        ("POST", "/readings", {"document": "not base64!"}, 422, "invalid"),
        ("POST", "/readings", {"text": "a", "save": True}, 403, "read_only"),
        ("POST", "/sql", {"query": "DROP TABLE headings"}, 422, "unreadable"),
        ("POST", "/sql", {"query": "SELECT"}, 422, "unreadable"),
    ],
)
def test_every_failure_has_one_shape(api, method, path, body, status, code):
    answer = api.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == status, answer.text
    assert answer.json().keys() == {"error"}
    assert answer.json()["error"].keys() == {"code", "message", "hint"}
    assert answer.json()["error"]["code"] == code


def test_an_answer_has_the_ledgers_version_and_is_not_sent_twice(api):
    first = api.get("/api/v1/votes?limit=1")
    tag = first.headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = api.get("/api/v1/votes?limit=1", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert api.get("/api/v1/votes?limit=1", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_new_version_of_the_ledger_has_another_tag(tmp_path):
    app = app_of(small_ledger(tmp_path / "ledger"), writable=True, cache=tmp_path)
    with client_of(app) as api:
        before = api.get("/api/v1/health").headers["etag"]
        answer = api.post("/api/v1/readings", json={"text": "Togo abstained.", "save": True})
        assert answer.status_code == 200, answer.text
        assert api.get("/api/v1/health").headers["etag"] != before
        assert api.get(f"/api/v1/readings/{answer.json()['source']['id']}").status_code == 200


def test_the_page_on_the_api_names_every_route_and_loads_nothing_from_outside(api):
    page = api.get("/api/docs").text
    for path in api.get("/api/v1/openapi.json").json()["paths"]:
        assert f"/api/v1{path}" in page
    assert re.findall(r'(?:src|href)="(?!/|http://localhost/)', page.replace('href="#', "")) == []
    assert api.get("/api/docs.json").json() == api.get("/api/v1/openapi.json").json()
