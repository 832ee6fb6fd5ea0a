"""When a feed was last fetched and by which program: kept in memory, written off the poll's path.

By a thread that starts with the first fetch: a few seconds after a fetch, and at most once a minute for each feed.
What is still in memory when the process ends in peace is written then.
"""

from __future__ import annotations

import logging
import time
from datetime import datetime
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread

from sqlalchemy import Engine, or_, update
from sqlalchemy.exc import SQLAlchemyError

from planner.db import Base
from planner.text import clean

log = logging.getLogger(__name__)

GATHER_SECONDS = 2.0
EVERY_SECONDS = 60.0
LONGEST_PROGRAM = 200


class Fetches:
    """Takes note of fetches; safe among threads."""

    def __init__(
        self, engine: Engine, *, gather_seconds: float = GATHER_SECONDS, every_seconds: float = EVERY_SECONDS
    ) -> None:
        self._engine = engine
        self._gather, self._every = gather_seconds, every_seconds
        self._seen: dict[int, tuple[datetime, str]] = {}
        self._written: dict[int, float] = {}
        self._lock = Lock()
        self._wake, self._stop = Event(), Event()
        self._thread: Thread | None = None

    def note(self, feed_id: int, program: str, at: datetime) -> None:
        """Remember a fetch; costs a poll nothing."""
        self._seen[feed_id] = (at, program)
        if not self._wake.is_set():
            self._begin()

    def write(self, *, everything: bool = True) -> None:
        """Write down what was seen; of each feed once in a while, unless it is everything that is wanted.

        Where the database is away it is tried again with the next.
        """
        now = time.monotonic()
        self._written = {key: at for key, at in self._written.items() if now - at < self._every}
        seen = {}
        for feed_id in list(self._seen):
            if everything or feed_id not in self._written:
                seen[feed_id] = self._seen.pop(feed_id)
        if not seen:
            return
        try:
            self._put(seen)
            self._written |= dict.fromkeys(seen, now)
        except SQLAlchemyError as error:
            log.warning("fetches are written later: %s", type(error).__name__)
            self._seen = seen | self._seen

    def close(self) -> None:
        """Write what is left and stop."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=5)
        self.write()

    def _put(self, seen: dict[int, tuple[datetime, str]]) -> None:
        feed = Base.metadata.tables["feed"]
        with self._engine.begin() as connection:
            for feed_id, (at, program) in sorted(seen.items()):
                connection.execute(
                    update(feed)
                    .where(
                        feed.c.id == feed_id,
                        or_(feed.c.last_fetched_at.is_(None), feed.c.last_fetched_at < at),
                    )
                    .values(
                        last_fetched_at=at,
                        last_fetched_by=clean(program[:LONGEST_PROGRAM]),
                        # its own rule would call this somebody's edit
                        updated_at=feed.c.updated_at,
                    )
                )

    def _begin(self) -> None:
        with self._lock:
            self._wake.set()
            if self._thread is None:
                # begun by the first fetch, not by the start: a server may fork its workers in between
                self._thread = Thread(target=self._run, name="fetches", daemon=True)
                self._thread.start()
                # not atexit: the workers of a server end without it
                Finalize(None, self.close, exitpriority=10)

    def _run(self) -> None:
        while self._wake.wait() and not self._stop.is_set():
            self._wake.clear()
            while self._seen and not self._stop.wait(self._gather):
                self.write(everything=False)
