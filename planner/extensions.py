"""Flask's extensions, unbound; for edges only."""

from __future__ import annotations

from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from planner.db import Base

# the metadata, not the base: the extension cannot take a base with annotations of its own
db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": True})
migrate = Migrate(db=db, render_as_batch=True)
login = LoginManager()
csrf = CSRFProtect()
