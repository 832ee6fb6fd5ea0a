"""Every way of saying no, and every mishap, as a page in the reader's language. Never a bare 500."""

from __future__ import annotations

import logging
import re
import secrets

from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy import exc
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from planner import logs
from planner.contributions import evidence_files
from planner.db import only_reads
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.extensions import db
from planner.i18n import Marked, mark
from planner.web import gate, once
from planner.web.language import say

log = logging.getLogger("planner.web")
# denials and failed sign-ins, by ids and permissions alone: nothing that anybody typed (hardening J4)
security = logging.getLogger("planner.security")

Answer = tuple[str, int, dict[str, str]]

# busy, locked, read-only, input and output, full, cannot be opened (sqlite.org/rescode.html)
AWAY_SQLITE = {5, 6, 8, 10, 13, 14}
# connection, resources, operator (PostgreSQL's SQLSTATE, appendix A)
AWAY_CLASSES = {"08", "53", "57"}
# read-only, serialization, deadlock, lock not available
AWAY_STATES = {"25006", "40001", "40P01", "55P03"}

READ_ONLY_SQLITE, READ_ONLY_STATE = 8, "25006"
SANE_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)
READ_ONLY = mark(
    "The planner can be read but takes no changes just now. Nothing of yours was lost. Keep this page open and "
    "send it again later."
)

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

# where a page takes more than a form
TOO_LARGE = {
    "contributions.add_evidence": evidence_files.TOO_LARGE,
    "imports.new": mark(
        "The file is larger than 20 MB. Divide it, or leave out the columns that are not needed."
    ),
    "sources.new": mark(
        "The file is larger than 10 MB. Bring the calendar in pieces, for example year by year."
    ),
}

# where the team alone does not settle it: why this person may not
NOT_ALLOWED = {
    "campaign:decide": mark(
        "Only an approver of the team decides about plans, and never about one they sent themselves."
    ),
}


def init_app(app: Flask) -> None:
    """Answer every exception of the application."""
    app.before_request(_number)
    app.after_request(_show_number)
    app.register_error_handler(NotFound, lambda _: page(404))
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Stale, lambda _: page(409))
    app.register_error_handler(Refusal, lambda error: page(422, say(error.message, **error.values)))
    app.register_error_handler(once.AlreadySent, once.answer)
    app.register_error_handler(CSRFError, lambda _: page(400))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(exc.TimeoutError, _database_away)
    app.register_error_handler(Exception, _mishap)


def page(status: int, advice: str | None = None, *, retry_after: int | None = None) -> Answer:
    """The error page, with the request's number to quote, which stands in the log as well."""
    known = status if status in TITLES else 500 if status >= 500 else 400
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    # the rule, not the address: a query may hold what someone searched for, and a path may hold a secret
    log.info("request %s: %s %s: %s", g.get("request_id"), request.method, request.url_rule, status)
    try:
        body = _body(status, known, advice)
    except SQLAlchemyError:
        # not even who is asking can be read: the page of a stranger
        db.session.rollback()
        g.is_database_away = True
        body = _body(status, known, advice)
    return body, status, headers


def _body(status: int, known: int, advice: str | None) -> str:
    return render_template(
        "errors/error.html",
        status=status,
        title=say(TITLES[known]),
        advice=advice or say(ADVICE[known]),
        request_id=g.get("request_id", ""),
    )


def _number() -> None:
    said = request.headers.get("X-Request-ID", "")
    # a proxy's own number, where it is one: it goes back in a header and into the log
    g.request_id = said if SANE_NUMBER.fullmatch(said) else secrets.token_hex(6)
    logs.begin()
    logs.bind(request_id=g.request_id)


def _show_number(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    return response


def _not_allowed(error: NotAllowed) -> Answer:
    who = gate.actor_or_none()
    security.info("request %s: user %s may not %s", g.get("request_id"), who.id if who else None, error)
    reason = NOT_ALLOWED.get(str(error))
    return page(403, None if reason is None else say(reason))


def _http(error: HTTPException) -> Answer | HTTPException:
    if error.code is not None and error.code < 400:
        return error
    if isinstance(error, SecurityError):
        # a host that is not ours: no address can be built under it, so there is no page to frame the answer
        return "This host is not served here.\n", 400, {"Content-Type": "text/plain; charset=utf-8"}
    db.session.rollback()
    advice = TOO_LARGE.get(request.endpoint or "") if error.code == 413 else None
    answer = page(error.code or 500, None if advice is None else say(advice))
    if isinstance(error, MethodNotAllowed):
        answer[2]["Allow"] = ", ".join(error.valid_methods or ())
    return answer


def _database(error: DBAPIError) -> Answer:
    # an SQL error of ours must never pass for a database that is away: that would hide an injection
    if not _is_away(error):
        return _mishap(error)
    if _is_read_only(error):
        return _database_away(error, READ_ONLY)
    return _database_away(error)


def _database_away(error: SQLAlchemyError, advice: Marked | None = None) -> Answer:
    db.session.rollback()
    only_reads(True)
    log.warning("request %s: database away: %s", g.get("request_id"), getattr(error, "orig", error))
    # in whose language is asked only now that asking only reads
    return page(503, None if advice is None else say(advice), retry_after=5)


def _is_away(error: DBAPIError) -> bool:
    """Whether the database cannot work just now, as its own code says; its words may hold what somebody typed."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in AWAY_SQLITE
    state = getattr(error.orig, "sqlstate", "")
    if state is None:
        # no answer from the server at all
        return isinstance(error, (OperationalError, InterfaceError))
    return state[:2] in AWAY_CLASSES or state in AWAY_STATES


def _is_read_only(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return code & 0xFF == READ_ONLY_SQLITE or getattr(error.orig, "sqlstate", None) == READ_ONLY_STATE


def _mishap(error: Exception) -> Answer:
    db.session.rollback()
    log.error(
        "request %s: %s %s failed", g.get("request_id"), request.method, request.url_rule, exc_info=error
    )
    return page(500)
