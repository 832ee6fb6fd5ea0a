"""When a feed was last fetched and by which program: kept in memory, written off the poll's path.

At most once a minute for each feed, by a thread that starts with the first fetch; what is still in memory when the
process ends in peace is written then.
"""

from __future__ import annotations

import atexit
import logging
from datetime import datetime
from threading import Event, Lock, Thread

from sqlalchemy import Engine, or_, update
from sqlalchemy.exc import SQLAlchemyError

from planner.db import Base
from planner.text import clean

log = logging.getLogger(__name__)

EVERY_SECONDS = 60.0
LONGEST_PROGRAM = 200


class Fetches:
    """Takes note of fetches; safe among threads."""

    def __init__(self, engine: Engine, *, every_seconds: float = EVERY_SECONDS) -> None:
        self._engine = engine
        self._every = every_seconds
        self._seen: dict[int, tuple[datetime, str]] = {}
        self._lock = Lock()
        self._stop = Event()
        self._thread: Thread | None = None

    def note(self, feed_id: int, program: str, at: datetime) -> None:
        """Remember a fetch; costs a poll nothing."""
        self._seen[feed_id] = (at, program)
        if self._thread is None:
            self._start()

    def write(self) -> None:
        """Write down what was seen. Where the database is away it is tried again with the next."""
        seen, self._seen = self._seen, {}
        if not seen:
            return
        feed = Base.metadata.tables["feed"]
        try:
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
        except SQLAlchemyError as error:
            log.warning("fetches are written later: %s", type(error).__name__)
            self._seen = seen | self._seen

    def close(self) -> None:
        """Write what is left and stop."""
        self._stop.set()
        atexit.unregister(self.close)
        if self._thread is not None:
            self._thread.join(timeout=5)
        self.write()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                # begun by the first fetch, not by the start: a server may fork its workers in between
                self._thread = Thread(target=self._run, name="fetches", daemon=True)
                self._thread.start()
                atexit.register(self.close)

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            self.write()
