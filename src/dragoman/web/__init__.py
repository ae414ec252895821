"""The web face: pages for people and an API for programs, over one open ledger."""

from dragoman.web.app import create_app

__all__ = ["create_app"]
