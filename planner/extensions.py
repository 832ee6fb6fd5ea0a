"""Flask's extensions, unbound; for edges only."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from planner.db import Base

# the metadata, not the base: the extension cannot take a base with annotations of its own
db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": True})
login = LoginManager()
csrf = CSRFProtect()


class Migrations:
    """Flask-Migrate's record of an application, made when a command asks it something.

    What it brings in weighs 11 MB and takes a quarter of a second, and nothing that serves pages needs it.
    """

    def __init__(self, app: Flask, directory: str) -> None:
        self._app, self._directory = app, directory
        app.extensions["migrate"] = self

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415 - that is the point

        # takes this one's place
        Migrate(self._app, db, directory=self._directory, render_as_batch=True)
        return getattr(self._app.extensions["migrate"], name)
