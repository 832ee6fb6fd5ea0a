"""The base of every table, the kinds of column, and how each database is opened.

Everything that must hold on *every* connection stands here: SQLite's pragmas and the way transactions begin.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from threading import Event, Lock
from typing import Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Engine, ForeignKey, MetaData, String, Text, TypeDecorator, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from planner import clock

BUSY_TIMEOUT_MS = 5_000

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Parent of every table class."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


class Instant(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database. A naive one is refused here, at the column."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


E = TypeVar("E", bound=StrEnum)


class Keyed(TypeDecorator[E]):
    """A closed vocabulary, stored as its keys (`domain.md`), as text."""

    impl = String(40)
    cache_ok = True

    def __init__(self, vocabulary: type[E]) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        # a dictionary is asked a thousand times a page; an enumeration takes ten times as long to answer
        self._known: dict[str, E] = {key.value: key for key in vocabulary}

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else (self._known.get(value) or self.vocabulary(value)).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else self._known.get(value) or self.vocabulary(value)


class Quantity(TypeDecorator[Decimal]):
    """A number exactly as written, to four places, kept as a whole number of ten-thousandths.

    SQLite has no decimals, and a float would show 0.1 + 0.2 to a planner.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int((value * 10_000).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else (Decimal(value) / 10_000).normalize()


def by_code_point() -> Text:
    """Text that sorts by code point on both databases, whatever the database's own collation."""
    return Text().with_variant(Text(collation="C"), "postgresql")


class Record:
    """What every record of the trade carries: who made it, who changed it, and a version.

    `version` rises with every save and refuses a save made from an older one (optimistic locking).
    `created_by_id` and `updated_by_id` are written with the activity entry of the same change.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=clock.now, onupdate=clock.now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    updated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - declared_attr hands over the class
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


_writing: ContextVar[bool] = ContextVar("writing", default=True)
_waiting: ContextVar[bool] = ContextVar("waiting", default=True)


@contextmanager
def reading() -> Iterator[None]:
    """Within it, transactions only read: SQLite begins them DEFERRED, so readers never wait for a writer."""
    mark = _writing.set(False)
    try:
        yield
    finally:
        _writing.reset(mark)


def only_reads(value: bool) -> None:
    """Say for the rest of this context (one web request) whether it only reads."""
    _writing.set(not value)


@contextmanager
def without_waiting() -> Iterator[None]:
    """Within it, a transaction that would have to wait for SQLite's one writer fails at once instead."""
    mark = _waiting.set(False)
    try:
        yield
    finally:
        _waiting.reset(mark)


def configure(engine: Engine) -> None:
    """Prepare every connection of an engine; call once after making it."""
    if engine.dialect.name != "sqlite":
        return
    queue = _Queue()
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", lambda connection: _begin_sqlite(connection, queue))
    for ended in ("checkin", "invalidate", "close"):
        event.listen(engine.pool, ended, lambda _connection, record, *_: queue.leave(record))


class _Queue:
    """First come, first served, among this process's threads that want to write into one SQLite file.

    SQLite lets whoever asks at the right moment go first: under load the unlucky wait until they are refused. Who has
    waited here as long as SQLite would is let through to SQLite, which then says what it would have said.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[Event] = deque()
        self._writes: object = None

    def enter(self, record: object) -> None:
        """Wait for one's turn; `record` is the pool's own of the connection that will write."""
        with self._lock:
            if self._writes is None or self._writes is record:
                self._writes = record
                return
            turn = Event()
            self._waiting.append(turn)
        came = turn.wait(BUSY_TIMEOUT_MS / 1_000)
        with self._lock:
            if came or turn.is_set():
                self._writes = record
            else:
                self._waiting.remove(turn)

    def leave(self, record: object) -> None:
        """Give the turn to whoever has waited longest; nothing where it was not this connection's."""
        with self._lock:
            if record is None or self._writes is not record:
                return
            if self._waiting:
                # nobody may slip in between
                self._writes = self
                self._waiting.popleft().set()
            else:
                self._writes = None


def _open_sqlite(connection: Any, _record: object) -> None:
    # the driver's own idea of when a transaction begins loses updates; ours begins it (see _begin_sqlite)
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL: an acknowledged write has reached the disk before its answer leaves
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection, queue: _Queue) -> None:
    # a transaction that reads first and writes later cannot wait for the lock; so writers take it at once
    if not _writing.get():
        connection.exec_driver_sql("BEGIN")
    elif _waiting.get():
        queue.enter(connection.connection._connection_record)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
