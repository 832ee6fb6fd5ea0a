"""Every way of saying no, and every mishap, as a page in the reader's language. Never a bare 500."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.extensions import db
from planner.i18n import mark
from planner.web import once
from planner.web.language import say

log = logging.getLogger("planner.web")

Answer = tuple[str, int, dict[str, str]]

TITLES = {
    400: mark("This could not be understood"),
    403: mark("This is not yours to do"),
    404: mark("There is nothing here"),
    405: mark("This address does not take that"),
    409: mark("Someone else saved first"),
    413: mark("This is too large"),
    422: mark("This cannot be done"),
    429: mark("Too many tries"),
    500: mark("Something went wrong on our side"),
    503: mark("The planner is busy for a moment"),
}
ADVICE = {
    400: mark("Go back, reload the page and send it again. What you typed is still in the browser."),
    403: mark(
        "You can read this, but only people of its team can change it. Ask its owner or an administrator."
    ),
    404: mark("The address may be mistyped, or the thing is not shared with you."),
    405: mark("Go back to the page you came from."),
    409: mark("Look at it as it is now, then make your change again."),
    413: mark("Send less at once: a form may hold 2 MB."),
    422: mark("Go back and look at what is asked."),
    429: mark("Wait a few minutes, then try again."),
    500: mark("It has been written down. If it happens again, tell your administrator the number below."),
    503: mark("Nothing of yours was lost. Try again in a few seconds."),
}


def init_app(app: Flask) -> None:
    """Answer every exception of the application."""
    app.before_request(_number)
    app.after_request(_show_number)
    app.register_error_handler(NotFound, lambda _: page(404))
    app.register_error_handler(NotAllowed, lambda _: page(403))
    app.register_error_handler(Stale, lambda _: page(409))
    app.register_error_handler(Refusal, lambda error: page(422, say(error.message, **error.values)))
    app.register_error_handler(once.AlreadySent, once.answer)
    app.register_error_handler(CSRFError, lambda _: page(400))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(InterfaceError, _database_away)
    app.register_error_handler(Exception, _mishap)


def page(status: int, advice: str | None = None, *, retry_after: int | None = None) -> Answer:
    """The error page, with the request's number to quote."""
    known = status if status in TITLES else 500 if status >= 500 else 400
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    body = render_template(
        "errors/error.html",
        status=status,
        title=say(TITLES[known]),
        advice=advice or say(ADVICE[known]),
        request_id=g.get("request_id", ""),
    )
    return body, status, headers


def _number() -> None:
    g.request_id = secrets.token_hex(6)


def _show_number(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    return response


def _http(error: HTTPException) -> Answer | HTTPException:
    if error.code is not None and error.code < 400:
        return error
    db.session.rollback()
    answer = page(error.code or 500)
    if isinstance(error, MethodNotAllowed):
        answer[2]["Allow"] = ", ".join(error.valid_methods or ())
    return answer


def _database_away(error: OperationalError | InterfaceError) -> Answer:
    # an SQL error of ours also arrives as OperationalError on SQLite: only being locked or away is 503
    db.session.rollback()
    words = str(error.orig).lower()
    is_away = any(
        sign in words for sign in ("locked", "busy", "connect", "server closed", "terminat", "readonly")
    )
    if not is_away:
        return _mishap(error)
    log.warning("request %s: database away: %s", g.get("request_id"), error.orig)
    return page(503, retry_after=5)


def _mishap(error: Exception) -> Answer:
    db.session.rollback()
    # the address without its query: a query may hold what someone searched for, and a path may hold a secret
    log.error(
        "request %s: %s %s failed", g.get("request_id"), request.method, request.url_rule, exc_info=error
    )
    return page(500)
