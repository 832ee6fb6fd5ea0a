"""The example, for the tests of the command that tells it."""

from __future__ import annotations

from tests.demo import demo_app, demo_copy, demo_session, demo_store

__all__ = ["demo_app", "demo_copy", "demo_session", "demo_store"]
