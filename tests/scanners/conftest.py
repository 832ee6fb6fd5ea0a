"""The living example, to be scanned."""

from tests.demo import demo_app, demo_session, demo_store

__all__ = ["demo_app", "demo_session", "demo_store"]
