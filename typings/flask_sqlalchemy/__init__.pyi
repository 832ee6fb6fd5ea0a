"""What the planner uses of Flask-SQLAlchemy: its scoped session stands wherever a session is asked for."""

from typing import Any

from flask import Flask
from sqlalchemy import Engine, MetaData
from sqlalchemy.orm import Session

class ScopedSession(Session):
    def __call__(self) -> Session: ...
    def remove(self) -> None: ...

class SQLAlchemy:
    session: ScopedSession
    def __init__(self, *, metadata: MetaData = ..., session_options: dict[str, Any] = ...) -> None: ...
    @property
    def engine(self) -> Engine: ...
    def init_app(self, app: Flask) -> None: ...
