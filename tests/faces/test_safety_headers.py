"""The guard: every answer has the headers, and what may not pass does not."""

import json
import re

import pytest
from starlette.requests import Request

from dragoman.web.refusals import Refusal
from dragoman.web.safety import POLICY, Buckets, Limits, check_may_write, client_of, cost_of
from tests.faces.served import app_of
from tests.faces.served import client_of as browser_of

EXAMPLES = {
    "slug": "A-RES-ES-11-7",
    "code": "FRA",
    "source": "0000",
    "form": "claimreview",
    "name": "method",
    "id": "0000",
    "person": "Emmanuel-Macron",
}
"""What stands for a part of an address; a route with a part of another name needs one here."""
BESIDE_ROUTES = (
    "/votes/A-RES-ES-11-7.json",
    "/votes/none",
    "/compare?a=USA&b=FRA",
    "/nothing/here",
    "/api/v1/votes?limit=0",
    "/api/v1/nothing",
)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return app_of(cache=tmp_path_factory.mktemp("guarded"))


@pytest.fixture(scope="module")
def browser(app):
    with browser_of(app) as client:
        yield client


def has_the_headers(answer):
    return (
        answer.headers["content-security-policy"] == POLICY
        and answer.headers["x-content-type-options"] == "nosniff"
        and answer.headers["x-frame-options"] == "DENY"
        and answer.headers["referrer-policy"] == "same-origin"
    )


def test_the_policy_lets_nothing_run_that_is_not_ours():
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert "unsafe" not in POLICY
    assert "*" not in POLICY
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["base-uri"] == "'none'"


def addresses_of(routes, prefix=""):
    """Method and address of every route, with examples for the parts of its path."""
    for route in routes:
        included = getattr(route, "original_router", route)  # how newer versions of FastAPI keep a router
        if inner := getattr(included, "routes", None):
            yield from addresses_of(inner, prefix + getattr(route, "path", ""))
        else:
            for method in sorted(route.methods):
                yield method, prefix + re.sub(r"\{(\w+)(:\w+)?\}", lambda part: EXAMPLES[part[1]], route.path)


def test_every_route_there_is_answers_with_the_headers(app, browser):
    asked = list(addresses_of(app.routes))
    assert {"/", "/votes/A-RES-ES-11-7", "/reports", "/sql.csv", "/api/docs", "/api/v1/openapi.json"} <= {
        path for _, path in asked
    }
    assert ("POST", "/api/v1/readings/batch") in asked
    assert len(asked) > 120
    bare = [one for one in asked if not has_the_headers(browser.request(*one, follow_redirects=False))]
    assert bare == []


@pytest.mark.parametrize("route", BESIDE_ROUTES)
def test_what_is_beside_the_routes_has_the_headers_too(browser, route):
    assert has_the_headers(browser.get(route))


def test_what_the_guard_refuses_and_what_breaks_has_them_too(app, browser):
    assert has_the_headers(browser.get("/", headers={"Host": "elsewhere.example"}))
    assert has_the_headers(browser.post("/api/v1/sql", content=b"x" * 9_000_000))
    assert has_the_headers(
        browser.get(
            "/api/v1/health", headers={"If-None-Match": browser.get("/api/v1/health").headers["etag"]}
        )
    )

    async def broken(_: Request):
        raise ZeroDivisionError

    app.router.add_route("/broken", broken)
    answer = browser.get("/broken")
    assert answer.status_code == 500
    assert has_the_headers(answer)
    assert "Zero" not in answer.text


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::2]", "a b"]
)
def test_a_host_that_is_not_ours_is_refused(browser, host):
    assert browser.get("/api/v1/health", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080", "localhost."])
def test_this_machines_own_names_are_answered(browser, host):
    assert browser.get("/api/v1/health", headers={"Host": host}).status_code == 200


def test_a_name_that_was_given_is_answered(tmp_path):
    with browser_of(app_of(cache=tmp_path, hosts=("desk.example",))) as browser:
        assert browser.get("/api/v1/health", headers={"Host": "desk.example"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_make_a_browser_post(browser, headers):
    answer = browser.post("/api/v1/sql", json={"query": "SELECT 1"}, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "cross_site"


@pytest.mark.parametrize(("path", "status"), [("/" + "a" * 2000, 414), ("/votes/a%0Ab", 400), ("/%00", 400)])
def test_an_address_that_no_link_leads_to_is_refused(browser, path, status):
    assert browser.get(path).status_code == status


def test_our_own_page_can_post(browser):
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert browser.post("/api/v1/sql", json={"query": "SELECT 1"}, headers=headers).status_code == 200


def test_a_form_of_another_kind_is_no_way_around_json(browser):
    answer = browser.post(
        "/api/v1/sql", content=b'{"query": "SELECT 1"}', headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 422


def test_a_body_that_is_too_large_is_not_taken(browser):
    assert browser.post("/api/v1/readings", json={"text": "a" * 8_000_000}).status_code == 413
    pieces = (b"x" * 1_000_000 for _ in range(12))
    assert browser.post("/api/v1/readings", content=pieces).status_code == 413


async def _asked(app, scope, messages):
    """What the application sends for a request whose body comes as told."""
    sent = []
    queue = iter(messages)

    async def receive():
        message = next(queue)
        return await message() if callable(message) else message

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    return sent


def scope_of(**more):
    headers = [(b"host", b"localhost"), (b"transfer-encoding", b"chunked")]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/api/v1/sql",
        "raw_path": b"/api/v1/sql",
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": ("192.0.2.1", 1),
        "server": ("localhost", 80),
    } | more


def test_a_body_that_trickles_in_is_given_up(tmp_path):
    import anyio

    app = app_of(cache=tmp_path, limits=Limits(seconds=0.05))
    first = {"type": "http.request", "body": b"{", "more_body": True}
    sent = anyio.run(_asked, app, scope_of(), [first, anyio.sleep_forever])
    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["error"]["code"] == "too_slow"


def test_all_bodies_together_have_a_limit(tmp_path):
    import anyio

    app = app_of(cache=tmp_path, limits=Limits(body=100, bodies=50))
    sent = anyio.run(
        _asked, app, scope_of(), [{"type": "http.request", "body": b"x" * 60, "more_body": True}]
    )
    assert sent[0]["status"] == 503


def test_websockets_are_closed(tmp_path):
    import anyio

    app = app_of(cache=tmp_path)
    sent = anyio.run(_asked, app, scope_of(type="websocket"), [{"type": "websocket.connect"}])
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_an_allowance_is_spent_and_comes_back():
    now = [0.0]
    buckets = Buckets(Limits(burst=2, per_second=1), clock=lambda: now[0])
    assert [buckets.take("a", 1) for _ in range(3)] == [0, 0, 1]
    assert buckets.take("b", 1) == 0
    now[0] = 1.0
    assert buckets.take("a", 1) == 0
    assert buckets.take("a", 1) == 1


def test_only_so_many_clients_are_remembered():
    buckets = Buckets(Limits(), most=10)
    for number in range(100):
        buckets.take(str(number), 1)
    assert len(buckets._left) == 10


def test_reading_costs_more_than_looking():
    assert (
        cost_of("POST", "/api/v1/readings/batch")
        > cost_of("POST", "/reports")
        > cost_of("GET", "/sql")
        > cost_of("GET", "/")
    )


def test_one_customers_network_is_one_client():
    assert client_of({"client": ("2001:db8::1", 1)}) == client_of({"client": ("2001:db8::ffff", 2)})
    assert client_of({"client": ("2001:db8:0:1::1", 1)}) != client_of({"client": ("2001:db8::1", 2)})
    assert client_of({"client": ("192.0.2.1", 1)}) != client_of({"client": ("192.0.2.2", 1)})


def test_too_many_questions_are_told_when_to_come_back(tmp_path):
    with browser_of(app_of(cache=tmp_path, limits=Limits(burst=3, per_second=0.1))) as browser:
        answers = [browser.get("/api/v1/blocs") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert answers[-1].json()["error"]["code"] == "too_many"


def request_to(app, token=None):
    headers = [(b"authorization", f"Bearer {token}".encode())] if token else []
    return Request({"type": "http", "app": app, "headers": headers})


def test_writing_is_off_unless_allowed_and_needs_the_token(tmp_path):
    with pytest.raises(Refusal, match="keeps nothing"):
        check_may_write(request_to(app_of(cache=tmp_path)))
    app = app_of(str(tmp_path / "ledger"), cache=tmp_path, writable=True, token="opal")
    for wrong in (None, "opa", "opal ", "ópal"):
        with pytest.raises(Refusal, match="token"):
            check_may_write(request_to(app, wrong))
    check_may_write(request_to(app, "opal"))
    check_may_write(request_to(app), "opal")
