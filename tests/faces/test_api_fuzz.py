"""No question that the description allows, or forbids, breaks the server; and answers are what it says."""

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from dragoman.web.api import router
from tests.faces.served import app_of, client_of, small_ledger

EXAMPLES = 10
"""Of each route and mode: enough to find a slip, few enough for an ordinary run."""
API = FastAPI()
API.include_router(router)
ROUTES = sorted(
    f"{method.upper()} {path}" for path, methods in API.openapi()["paths"].items() for method in methods
)
WITHOUT_PARAMETERS = {"GET /health"}
BOUNDS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzzed")
    app = app_of(small_ledger(folder / "ledger"), cache=folder / "cache", hosts=("testserver",))
    with client_of(app):
        config = SchemathesisConfig()
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", already_started(app), config=config)


def already_started(app):
    """The application, not started and stopped again for every question."""

    async def asked(scope, receive, send):
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for step in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{step}.complete"})

    return asked


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("label", ROUTES)
def test_any_question_is_answered_as_described(api, label, mode):
    if mode is GenerationMode.NEGATIVE and label in WITHOUT_PARAMETERS:
        pytest.skip("it takes no parameter that could be wrong")
    operation = api.find_operation_by_label(label)

    @BOUNDS
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        # What the schema cannot say (that a state is unknown, that SQL is none) is refused with 422.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask()
