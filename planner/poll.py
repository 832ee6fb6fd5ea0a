"""The poll edge: answers calendar programs before Flask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Poll:
    """WSGI middleware in front of the application."""

    def __init__(self, application: WSGIApplication, engine: Engine, settings: Mapping[str, Any]) -> None:
        self.application = application
        self.engine = engine
        self.settings = settings

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self.application(environ, start_response)
