"""`doctor`: what is installed, what is known, and whether all of it is in order."""

from __future__ import annotations

from dataclasses import asdict

import typer

from dragoman.cli.terminal import AsJson, LedgerOption, print_json, show


def doctor(as_json: AsJson = False, ledger: LedgerOption = None) -> None:
    """Say what is installed and whether all is in order."""
    from dragoman import workflows  # noqa: PLC0415

    health = workflows.examine(ledger)
    if as_json:
        print_json(asdict(health))
    else:
        from dragoman.render.health import render_health  # noqa: PLC0415

        show(render_health(health))
    if health.problems:
        raise typer.Exit(1)


COMMANDS = (doctor,)
