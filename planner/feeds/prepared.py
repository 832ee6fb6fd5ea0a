"""Reading what is prepared for a poll: one statement, one row, over a connection that is kept.

Where the bytes have to be sent and are not in memory from an earlier poll, another statement reads both.

This is all of feeds that the poll edge sees. It goes around SQLAlchemy's sessions and cursors on purpose: they cost
twenty times what the question itself does, and calendar programs ask it all day (`performance.md`, G1).
"""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Engine

from planner.dates import HOME_ZONE, zone
from planner.feeds import write
from planner.feeds.links import Link, Seals
from planner.tokens.guessing import Counter, network

FORMAT_VERSION = write.FORMAT_VERSION
NOTICE_DAYS = timedelta(days=30)
"""How long a link that was ended answers with a notice before it is gone."""

_COLUMNS = """secret_version, renewed_at, withdrawn_at, is_gone_at_once,
  version, changed_at, due_at, format_version, body_digest"""
_SQL = f"SELECT {_COLUMNS} FROM prepared_feed WHERE feed_id = {{0}}"  # noqa: S608 - our own words
# in one statement, so that the row tells of these very bytes
_WHOLE_SQL = f"""
SELECT {_COLUMNS}, body FROM prepared_feed JOIN prepared_body USING (feed_id)
WHERE feed_id = {{0}} ORDER BY shelf
"""  # noqa: S608 - our own words
_NEVER = datetime(1900, 1, 1, tzinfo=UTC)


class Prepared(NamedTuple):
    """What a poll knows of a feed."""

    secret_version: int
    renewed_at: datetime | None
    withdrawn_at: datetime | None
    is_gone_at_once: bool
    version: int
    changed_at: datetime
    due_at: datetime
    format_version: int
    body_digest: str | None

    def is_due(self, now: datetime) -> bool:
        """Whether the body may no longer be what it should be."""
        return self.due_at <= now or self.body_digest is None or self.format_version != FORMAT_VERSION

    @property
    def etag(self) -> str:
        """A strong validator. The version finds the row's bytes; the digest tells two lives of one version apart,
        as after restoring a backup."""
        return f'"{self.version}-{self.body_digest}"'

    def ended_at(self, link: Link) -> datetime | None:
        """When the link stopped working: the feed was withdrawn, or has another secret since."""
        if self.withdrawn_at is not None:
            return self.withdrawn_at
        return self.renewed_at or _NEVER if link.version < self.secret_version else None


class Store:
    """Answers a poll's one question. Connections are opened as they are needed and kept; safe among threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        value = "?" if self._is_sqlite else "%s"
        self._row, self._whole = _SQL.format(value), _WHOLE_SQL.format(value)
        self._idle: deque[Any] = deque()
        self._is_wrong: type[Exception] = engine.dialect.dbapi.Error  # type: ignore[union-attr] # engines have a driver

    def find(self, feed_id: int) -> Prepared | None:
        """The feed's row.

        Raises the driver's own error where the database is away, after trying once more on a new connection.
        """
        found = self._asked(self._row, feed_id)
        return self._read(found[0]) if found else None

    def whole(self, feed_id: int) -> tuple[Prepared, bytes] | None:
        """The feed's row and its bytes, as of one moment."""
        found = self._asked(self._whole, feed_id)
        return (self._read(found[0][:-1]), b"".join(row[-1] for row in found)) if found else None

    def close(self) -> None:
        """Close the connections that are not in use."""
        while self._idle:
            self._idle.pop().close()

    def _asked(self, question: str, feed_id: int) -> list[Any]:
        try:
            return self._ask(question, feed_id)
        except self._is_wrong:
            # a kept connection may have died with a server that is back by now
            self.close()
            return self._ask(question, feed_id)

    def _ask(self, question: str, feed_id: int) -> list[Any]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._open()
        try:
            found: list[Any]
            if self._is_sqlite:
                found = connection.execute(question, (feed_id,)).fetchall()
            else:
                found = connection.execute(question, (feed_id,), prepare=True, binary=True).fetchall()
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)
        return found

    def _open(self) -> Any:
        """A connection of the engine's own making, taken out of its pool; every statement its own transaction."""
        pooled = self._engine.raw_connection()
        connection = pooled.driver_connection
        pooled.detach()
        if not self._is_sqlite:
            connection.autocommit = True  # type: ignore[union-attr] # psycopg's
        return connection

    def _read(self, row: Any) -> Prepared:
        secret, renewed, withdrawn, gone, version, changed, due, made_by, digest = row
        at = _from_text if self._is_sqlite else _from_plain
        return Prepared(
            secret,
            at(renewed) if renewed else None,
            at(withdrawn) if withdrawn else None,
            bool(gone),
            version,
            at(changed),
            at(due),
            made_by,
            digest,
        )


class Bodies:
    """Bytes sent lately, so that unchanged ones are not read again. Bounded; safe among threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._size = 0
        self._kept: OrderedDict[int, tuple[int, str | None, bytes]] = OrderedDict()
        self._lock = Lock()

    def get(self, feed_id: int, row: Prepared) -> bytes | None:
        """The bytes of just this version, if they are kept."""
        found = self._kept.get(feed_id)
        return found[2] if found and found[:2] == (row.version, row.body_digest) else None

    def keep(self, feed_id: int, row: Prepared, body: bytes) -> None:
        """Keep them in place of an earlier version's, and let go of the oldest where there is no room."""
        with self._lock:
            before = self._kept.pop(feed_id, None)
            self._kept[feed_id] = (row.version, row.body_digest, body)
            self._size += len(body) - (len(before[2]) if before else 0)
            while self._size > self._most:
                _, (_, _, oldest) = self._kept.popitem(last=False)
                self._size -= len(oldest)


@lru_cache(maxsize=64)
def withdrawn_body(feed_id: int, ended_at: datetime) -> bytes:
    """What a link that was ended answers for a while."""
    on = ended_at.astimezone(zone(HOME_ZONE)).date()
    return write.withdrawn(f"withdrawn-{feed_id}@samphan", on, ended_at, HOME_ZONE)


@lru_cache(maxsize=4096)
def _from_text(value: str) -> datetime:
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


def _from_plain(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)


__all__ = [
    "FORMAT_VERSION",
    "NOTICE_DAYS",
    "Bodies",
    "Counter",
    "Link",
    "Prepared",
    "Seals",
    "Store",
    "network",
    "withdrawn_body",
]
