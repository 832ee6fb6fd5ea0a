"""The poll edge: answers calendar programs before Flask, by `feeds.md` §3.

A poll of an unchanged feed reads one row of one table and writes nothing. The first poll after a change prepares
the feed anew, by a function this edge is given. Nothing here asks for a password, redirects, sets a cookie or
answers in HTML: programs show people password prompts, or empty their calendars, when feeds do that.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from planner import clock
from planner.feeds.prepared import (
    FORMAT_VERSION,
    NOTICE_DAYS,
    Bodies,
    Counter,
    Link,
    Prepared,
    Seals,
    Store,
    network,
    withdrawn_body,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

PREFIX, SUFFIX = "/feeds/", ".ics"
CONTENT_POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
)
WRONG_A_MINUTE = 30
POLLS_A_MINUTE = 60
BODIES_KEPT = 32 * 1024 * 1024

_ETAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')

Headers = list[tuple[str, str]]


class Fetches(Protocol):
    """Takes note of fetches."""

    def note(self, feed_id: int, program: str, at: datetime) -> None: ...
    def close(self) -> None: ...


class Answer(NamedTuple):
    """Status, headers and bytes."""

    status: str
    headers: Headers
    body: bytes


class Poll:
    """WSGI middleware in front of the application.

    `prepare` makes a feed's bytes anew in a transaction of its own; `fetches` is told which feed was fetched by
    which program, and `answered` each answer's status; neither takes any time.
    """

    def __init__(
        self,
        application: WSGIApplication,
        engine: Engine,
        settings: Mapping[str, Any],
        *,
        prepare: Callable[[int], None],
        fetches: Fetches,
        answered: Callable[[str], None],
    ) -> None:
        self.application = application
        self.prepare = prepare
        self.answered = answered
        self.fetches = fetches
        self.store = Store(engine)
        self.bodies = Bodies(BODIES_KEPT)
        self.seals = Seals(settings["SECRET_KEY"], settings.get("SECRET_KEY_FALLBACKS") or ())
        self.hosts = _Hosts(settings["TRUSTED_HOSTS"])
        self.hops: int = settings.get("PROXIES", 0)
        self.wrong = Counter(WRONG_A_MINUTE)
        self.polls = Counter(POLLS_A_MINUTE)
        self.always = _always(settings["BASE_URL"])
        self.calendar: Headers = [
            ("Content-Type", "text/calendar; charset=utf-8"),
            # a shared cache must not hold a secret address, and "no-store" would forbid asking for changes only
            ("Cache-Control", "private, max-age=300"),
            *self.always,
        ]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if not (path.startswith(PREFIX) and path.endswith(SUFFIX)):
            return self.application(environ, start_response)
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        try:
            answer = self._answer(environ, path[len(PREFIX) : -len(SUFFIX)], is_head=is_head)
        except Exception as error:  # noqa: BLE001 - whatever it was: a program must be told to come back, in words
            answer = self._mishap(error)
        self.answered(answer.status)
        start_response(answer.status, answer.headers)
        return () if is_head else (answer.body,)

    def close(self) -> None:
        """Write what is still in memory, and close the connections that are kept."""
        self.fetches.close()
        self.store.close()

    def _answer(self, environ: WSGIEnvironment, token: str, *, is_head: bool) -> Answer:
        if not self.hosts.trust(self._forwarded(environ, "HTTP_X_FORWARDED_HOST", "HTTP_HOST")):
            return self._plain("400 Bad Request", "This host is not served here.\n")
        if not is_head and environ["REQUEST_METHOD"] != "GET":
            return self._plain("405 Method Not Allowed", "A feed can only be read.\n", ("Allow", "GET, HEAD"))
        now = clock.now()
        link = self.seals.read(token)
        if link is None:
            address = self._forwarded(environ, "HTTP_X_FORWARDED_FOR", "REMOTE_ADDR")
            return self._not_found() if self.wrong.allows(network(address), now) else self._too_many()
        if not self.polls.allows(link.feed_id, now):
            return self._too_many()
        row = self.store.find(link.feed_id)
        if row is None or link.version > row.secret_version:
            return self._not_found()
        ended_at = row.ended_at(link)
        if ended_at is not None:
            return self._ended(environ, link, ended_at, now, is_gone=row.is_gone_at_once)
        if row.is_due(now):
            self.prepare(link.feed_id)
            row = self.store.find(link.feed_id) or row
        self.fetches.note(link.feed_id, environ.get("HTTP_USER_AGENT", ""), now)
        return self._feed(environ, link, row, now)

    def _feed(self, environ: WSGIEnvironment, link: Link, row: Prepared, now: datetime) -> Answer:
        if _is_unchanged(environ, row.etag, row.changed_at, now):
            return Answer("304 Not Modified", self._of(row, now), b"")
        body = self.bodies.get(link.feed_id, row)
        if body is None:
            whole = self.store.whole(link.feed_id)
            if whole is None:
                return self._not_found()
            row, body = whole
            self.bodies.keep(link.feed_id, row, body)
        return Answer("200 OK", [*self._of(row, now), ("Content-Length", str(len(body)))], body)

    def _of(self, row: Prepared, now: datetime) -> Headers:
        # two changes within a second put the second one's date a second ahead: it is held back, not sent
        dated = _http_date(min(row.changed_at, now))
        return [*self.calendar, ("ETag", row.etag), ("Last-Modified", dated)]

    def _ended(
        self, environ: WSGIEnvironment, link: Link, ended_at: datetime, now: datetime, *, is_gone: bool
    ) -> Answer:
        """A notice that empties programs' calendars, for a while; then the link is gone."""
        if is_gone or now - ended_at >= NOTICE_DAYS:
            return self._plain("410 Gone", "This calendar link was withdrawn.\n")
        etag = f'"withdrawn-{ended_at:%Y%m%d%H%M%S}-{FORMAT_VERSION}"'
        headers = [*self.calendar, ("ETag", etag), ("Last-Modified", _http_date(min(ended_at, now)))]
        if _is_unchanged(environ, etag, ended_at, now):
            return Answer("304 Not Modified", headers, b"")
        body = withdrawn_body(link.feed_id, ended_at)
        return Answer("200 OK", [*headers, ("Content-Length", str(len(body)))], body)

    def _not_found(self) -> Answer:
        return self._plain("404 Not Found", "There is no such calendar.\n")

    def _too_many(self) -> Answer:
        return self._plain("429 Too Many Requests", "Ask less often.\n", ("Retry-After", "60"))

    def _mishap(self, error: Exception) -> Answer:
        """Never a 500: programs that are asked to come back keep what they show."""
        if isinstance(error, (OperationalError, InterfaceError)):
            log.warning("a poll was put off: %s", error.orig)
        else:
            # without the address, which is a secret
            log.error("a poll was put off", exc_info=error)
        return self._plain("503 Service Unavailable", "Come back in a moment.\n", ("Retry-After", "30"))

    def _plain(self, status: str, text: str, *more: tuple[str, str]) -> Answer:
        body = text.encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Cache-Control", "no-store"),
            *self.always,
            *more,
            ("Content-Length", str(len(body))),
        ]
        return Answer(status, headers, body)

    def _forwarded(self, environ: WSGIEnvironment, header: str, direct: str) -> str:
        """What the outermost of our own proxies says, or the connection itself where there is none."""
        said: str = environ.get(header, "") if self.hops else ""
        values = [value.strip() for value in said.split(",")] if said else []
        return values[-self.hops] if len(values) >= self.hops > 0 else environ.get(direct, "")


class _Hosts:
    """The hosts this instance answers for, however they spell their port."""

    def __init__(self, trusted: Iterable[str]) -> None:
        self._names = {_host_name(host) for host in trusted if not host.startswith(".")}
        self._endings = tuple(_host_name(host) for host in trusted if host.startswith("."))
        self._seen: set[str] = set()

    def trust(self, host: str) -> bool:
        if host in self._seen:
            return True
        name = _host_name(host)
        is_trusted = name in self._names or any(f".{name}".endswith(ending) for ending in self._endings)
        if is_trusted and len(self._seen) < 100:
            self._seen.add(host)
        return is_trusted


def _host_name(host: str) -> str:
    """Without port and brackets, in lower case."""
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name if name.count(":") > 1 else name.partition(":")[0]


def _always(base_url: str) -> Headers:
    headers = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("Content-Security-Policy", CONTENT_POLICY),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    if base_url.startswith("https://"):
        headers.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
    return headers


def _is_unchanged(environ: WSGIEnvironment, etag: str, changed_at: datetime, now: datetime) -> bool:
    """RFC 9110 §13: If-None-Match, where it stands at all, decides; else the date, where it is one."""
    matching: str | None = environ.get("HTTP_IF_NONE_MATCH")
    if matching is not None:
        return matching == etag or matching.strip() == "*" or etag in _ETAG.findall(matching)
    since = _since(environ.get("HTTP_IF_MODIFIED_SINCE"))
    # a date to come was never ours to give: believing it would freeze the program's calendar until then
    return since is not None and changed_at <= since <= now


@lru_cache(maxsize=1024)
def _since(header: str | None) -> datetime | None:
    if header is None:
        return None
    try:
        found = parsedate_to_datetime(header)
    except (ValueError, IndexError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


@lru_cache(maxsize=1024)
def _http_date(at: datetime) -> str:
    return format_datetime(at, usegmt=True)
