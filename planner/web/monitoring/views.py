"""`/metrics` for Prometheus, behind a token of its own; and one count, and one line if wanted, for each request."""

from __future__ import annotations

import logging
import time

from flask import Blueprint, Flask, Response, current_app, g, request
from werkzeug.exceptions import NotFound

from planner import metrics
from planner.extensions import db
from planner.tokens import secrets
from planner.web.gate import public

bp = Blueprint("monitoring", __name__)
log = logging.getLogger("planner.requests")

KNOWN_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}


@bp.get("/metrics")
@public
def show() -> Response:
    """The figures, for whoever has the token; where there is no token, there is no such page."""
    token = current_app.config["METRICS_TOKEN"]
    if not token:
        raise NotFound
    scheme, _, said = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secrets.is_same(said.strip(), token):
        return Response(
            "A token is needed.\n",
            401,
            {"WWW-Authenticate": "Bearer"},
            content_type="text/plain; charset=utf-8",
        )
    return Response(figures().read(), content_type=metrics.CONTENT_TYPE)


def figures() -> metrics.Metrics:
    """This application's figures."""
    found: metrics.Metrics = current_app.extensions["metrics"]
    return found


def init_app(app: Flask) -> None:
    """Count every request of the application."""
    with app.app_context():
        app.extensions["metrics"] = metrics.Metrics(db.engine)
    app.before_request(_begin)
    app.after_request(_count)


def _begin() -> None:
    g.begun_at = time.perf_counter()


def _count(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("begun_at", time.perf_counter())
    method = request.method if request.method in KNOWN_METHODS else "other"
    figures().request(request.endpoint, method, response.status_code, seconds)
    if current_app.config["LOG_REQUESTS"]:
        # the rule, not the address: a query may hold what someone searched for, and a path may hold a secret
        log.info(
            "%s %s: %s",
            method,
            request.url_rule or "no such address",
            response.status_code,
            extra={"ms": round(seconds * 1000, 1), "bytes": response.content_length},
        )
    return response
