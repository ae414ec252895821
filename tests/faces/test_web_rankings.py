"""The ranked lists of pairs: worked out once beside the requests, kept in a file, the same on page, API and command line."""

import csv
import json
import threading

import numpy as np
import pytest

pytest.importorskip("fastapi", reason="the extra “web” is not installed")

from jsonschema import Draft202012Validator

from dragoman import workflows
from dragoman.errors import EstimateError
from dragoman.web import create_app
from dragoman.web.beside import Beside, Work
from dragoman.workflows.positions import matrix_of
from dragoman.workflows.rankings import make_ranking, read_ranking, write_ranking
from tests.faces.served import ROOMY, app_of, client_of
from tests.faces.test_api_schema import closed


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    with client_of(app_of(cache=tmp_path_factory.mktemp("cache"))) as client:
        yield client


@pytest.fixture(scope="module")
def matrix():
    return matrix_of(workflows.embedded_ledger(), "UNGA")


@pytest.mark.parametrize("among", ["pairs", "blocs"])
def test_what_is_written_is_read_again(tmp_path, matrix, among):
    made = make_ranking(matrix, among)
    write_ranking(made, tmp_path / "ranking.npz")
    found = read_ranking(tmp_path / "ranking.npz")
    assert (found.looked_at, found.null, len(found)) == (made.looked_at, made.null, len(made))
    assert list(found.rows()) == list(made.rows())
    assert len(found) > 0


@pytest.mark.parametrize("among", ["pairs", "blocs"])
def test_the_page_ranks_as_the_command_line_does(pages, matrix, among):
    found = workflows.rank_pairs(matrix, among=among).ranked()
    told = pages.get(f"/analysis/shifts.json?among={among}").json()["pairs"]
    assert [(r["a"], r["b"], r["period"]) for r in told] == list(
        zip(found["a"], found["b"], found["period"], strict=True)
    )
    assert np.allclose([r["score"] for r in told], found["score"], atol=1e-6)


def test_each_pair_leads_to_its_break_and_stands_with_n(pages):
    first = pages.get("/analysis/shifts.json?among=pairs").json()["pairs"][0]
    page = pages.get("/analysis/shifts?among=pairs").text
    assert f"/analysis/shifts?state={first['a']}&amp;with={first['b']}" in page
    assert f"{first['n_before']}, {first['n_after']}" in page


def test_a_state_or_a_bloc_narrows_the_list_and_a_year_too(pages):
    of_one = pages.get("/analysis/shifts.json?among=blocs&state=EU").json()["pairs"]
    assert of_one
    assert all("EU" in (r["a"], r["b"]) for r in of_one)
    late = pages.get("/analysis/shifts.json?among=pairs&since=2025").json()["pairs"]
    assert all(r["year"] >= 2025 for r in late)
    unknown = pages.get("/analysis/shifts?among=pairs&state=Atlantis")
    assert "no state or bloc known here" in unknown.text


def test_csv_holds_all_pairs(pages):
    head, *rows = csv.reader(pages.get("/analysis/shifts.csv?among=blocs").text.splitlines())
    assert head[:3] == ["a", "b", "period"]
    assert len(rows) == len(pages.get("/analysis/shifts.json?among=blocs").json()["pairs"])


def test_the_api_answers_the_same_with_exactly_the_described_keys(pages):
    described = pages.get("/api/v1/openapi.json").json()
    answer = pages.get("/api/v1/shifts?among=pairs&limit=5").json()
    check = Draft202012Validator(
        {"$ref": "#/components/schemas/Shifts", "components": closed(described["components"])}
    )
    assert [e.message for e in check.iter_errors(answer)] == []
    told = pages.get("/analysis/shifts.json?among=pairs").json()["pairs"][:5]
    assert [{name: row[name] for name in answer["pairs"][0]} for row in told] == answer["pairs"]
    assert pages.get("/api/v1/shifts?among=pairs&body=UNSC").status_code == 422


def test_a_server_works_it_out_beside_itself_once_and_keeps_it(tmp_path):
    app = create_app(cache=tmp_path, limits=ROOMY)
    with client_of(app) as client:
        for _ in range(8):
            if (answer := client.get("/analysis/shifts.json?among=pairs")).status_code == 200:
                break
            assert answer.status_code == 503
            assert "being worked out" in client.get("/analysis/shifts?among=pairs").text
        assert json.loads(answer.text)["pairs"]
        jobs = dict(app.state.site.ranked._jobs)
        client.get("/analysis/shifts?among=pairs&state=USA")
        assert app.state.site.ranked._jobs == jobs
        assert len(jobs) == 1


class _Shelf:
    votes_version = "1"

    class directory:  # noqa: N801 — stands for the shelf's
        digest = "d"


def test_many_who_ask_at_once_have_it_worked_out_once(tmp_path):
    begun = []
    work = Work(
        module="none",
        form=lambda: 1,
        read=lambda path: path,
        now=lambda shelf, asked: begun.append(asked) or "it",
    )
    beside = Beside(work, None, background=False, folder=tmp_path)
    found = []
    threads = [threading.Thread(target=lambda: found.append(beside.of(_Shelf(), "pairs"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["it"] * 12
    assert begun == ["pairs"]


def test_what_the_votes_do_not_determine_is_nothing_and_no_failure(tmp_path):
    def now(shelf, asked):
        raise EstimateError("too few")

    work = Work(module="none", form=lambda: 1, read=lambda path: path, now=now)
    assert Beside(work, None, background=False, folder=tmp_path).of(_Shelf(), "pairs") is None


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("among=cats", "“cats”"),
        ("since=cats", "“cats” is no year"),
        ("among=pairs&since=19", "“19” is no year"),
    ],
)
def test_a_list_that_cannot_be_is_refused(pages, query, said):
    answer = pages.get(f"/analysis/shifts?{query}")
    assert answer.status_code == 422
    assert said in answer.text
