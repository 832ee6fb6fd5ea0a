"""Puts everything together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from jinja2 import StrictUndefined
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from planner import cli, db, logs, web
from planner.extensions import Migrations, csrf
from planner.extensions import db as database
from planner.feeds import prepare
from planner.feeds.fetched import Fetches
from planner.poll import Poll

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROOT = Path(__file__).parent.parent
LARGEST_BODY = 2 * 1024 * 1024


def create_app(settings: Mapping[str, Any]) -> Flask:
    """The Flask application. `settings` come from `config.py` or a test; nothing here reads the environment."""
    app = Flask(
        "planner", root_path=str(ROOT / "planner"), template_folder="../templates", static_folder="../static"
    )
    is_https = settings["BASE_URL"].startswith("https://")
    app.config.from_mapping(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=2_000,
        SESSION_COOKIE_NAME="__Host-samphan" if is_https else "samphan",
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        # the one-time submission token and the session's own row bound a form's life; not a clock in the token
        WTF_CSRF_TIME_LIMIT=None,
        # pages that hold a secret link send no Referer, and their forms must work all the same: the token suffices
        WTF_CSRF_SSL_STRICT=False,
        PREFERRED_URL_SCHEME="https" if is_https else "http",
        SQLALCHEMY_TRACK_MODIFICATIONS=False,
    )
    app.config.from_mapping(settings)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_options = {"extensions": ["jinja2.ext.i18n"]}
    if app.config["PROXIES"]:
        hops = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    logs.set_up(app.config["LOG"])
    database.init_app(app)
    Migrations(app, str(ROOT / "migrations"))
    with app.app_context():
        db.configure(database.engine)
    web.init_app(app)
    # after the web edge: who is asking, and the number of the request, are known before a form is refused
    csrf.init_app(app)
    cli.init_app(app)
    return app


def with_poll_edge(app: Flask) -> WSGIApplication:
    """The application a server runs: calendar programs' polls are answered before Flask, the rest by it."""
    return poll_edge(app).__call__


def poll_edge(app: Flask) -> Poll:
    """The poll edge in front of an application; `close` it where it does not last as long as the process."""
    with app.app_context():
        engine = database.engine

    def prepare_feed(feed_id: int) -> None:
        # whatever the last request of this thread did, this one writes
        db.only_reads(False)
        with Session(engine) as session, session.begin():
            prepare.prepare(session, feed_id)

    return Poll(
        app.wsgi_app,
        engine,
        app.config,
        prepare=prepare_feed,
        fetches=Fetches(engine),
        answered=app.extensions["metrics"].poll,
    )
