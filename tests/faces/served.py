"""A server in the test's own process: the application over a small ledger, asked through its ASGI interface."""

from datetime import date

from fastapi.testclient import TestClient

from dragoman import workflows
from dragoman.web import create_app
from dragoman.web.safety import Limits

ROOMY = Limits(burst=1e9, per_second=1e9)


def client_of(app, **more):
    return TestClient(app, base_url="http://localhost", **more)


def small_ledger(folder):
    """A ledger with the record that comes with the program, and one report that was read."""
    with workflows.make_ledger(str(folder)) as ledger:
        source = workflows.source_of(
            "Chile abstained. The Assembly adopted resolution ES-11/1.",
            published=date(2022, 3, 3),
            title="<b>Bold</b>",
        )
        ledger.save_reading(workflows.read_source(source))
    return str(folder)


def app_of(ledger=None, **more):
    return create_app(ledger=ledger, background=False, limits=more.pop("limits", ROOMY), **more)
