"""The API's description holds: what it promises is what is sent, and no question that it allows breaks the server."""

from datetime import date

import pytest
from jsonschema import Draft202012Validator

from dragoman import workflows
from dragoman.render.contract import render_reading
from dragoman.web.api import schemas
from tests.faces.served import app_of, client_of, small_ledger

SAMPLES = __import__("pathlib").Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("described")
    app = app_of(small_ledger(folder / "ledger"), cache=folder / "cache")
    with client_of(app):
        yield app


@pytest.fixture(scope="module")
def described(app):
    return client_of(app).get("/api/v1/openapi.json").json()


def closed(schema):
    """The schema with no key allowed that it does not name, and every key needed."""
    if isinstance(schema, dict):
        schema = {name: closed(value) for name, value in schema.items()}
        if "properties" in schema:
            schema["additionalProperties"] = False
    elif isinstance(schema, list):
        return [closed(value) for value in schema]
    return schema


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_reading_is_exactly_what_the_description_says(described, path):
    source = workflows.open_source(str(path), published=date(2025, 2, 25))
    parts = {"components": closed(described["components"])}
    check = Draft202012Validator({"$ref": "#/components/schemas/Reading", **parts})
    assert [e.message for e in check.iter_errors(render_reading(workflows.read_source(source)))] == []


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/votes?state=FRA&bloc=EU", "Votes"),
        ("/votes/A-RES-ES-11-7", "RollCall"),
        ("/states", "States"),
        ("/states/FRA", "StateInFull"),
        ("/states/FRA/votes", "StateVotes"),
        ("/blocs", "Blocs"),
        ("/blocs/EU", "Bloc"),
        ("/compare?a=USA&b=FRA", "Compared"),
        ("/shifts?state=USA&other=EU", "Shifts"),
        ("/names?q=Washington", "Named"),
        ("/readings", "Reports"),
        ("/health", "Health"),
    ],
)
def test_answers_have_exactly_the_described_keys(app, described, path, schema):
    answer = client_of(app).get(f"/api/v1{path}").json()
    check = Draft202012Validator(
        {"$ref": f"#/components/schemas/{schema}", "components": closed(described["components"])}
    )
    assert [f"{list(e.path)}: {e.message}" for e in check.iter_errors(answer)] == []


def test_no_schema_is_described_that_nothing_sends(described):
    defined = {
        name
        for name, value in vars(schemas).items()
        if getattr(value, "__total__", None) is not None and not name.startswith("_")  # a base is no schema
    }
    assert defined - described["components"]["schemas"].keys() == set()
