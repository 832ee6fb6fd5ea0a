"""B3: who writes into one SQLite file takes turns in the order of asking; who holds no turn keeps nobody waiting."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from planner import db as planner_db
from planner.extensions import db
from tests.requirements_here import postgres_url

pytestmark = pytest.mark.skipif(postgres_url() is not None, reason="only SQLite has one writer")


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


def writes(engine: Engine, then: Callable[[], None] = lambda: None) -> None:
    with Session(engine) as session, session.begin():
        session.execute(text("SELECT 1"))
        then()


def started(*doing: Callable[[], None]) -> list[threading.Thread]:
    """Threads that ask one after the other."""
    threads = []
    for one in doing:
        threads.append(threading.Thread(target=one))
        threads[-1].start()
        time.sleep(0.05)
    return threads


def test_writers_take_turns_in_the_order_of_asking(engine: Engine) -> None:
    order: list[int] = []
    go_on = threading.Event()
    first = started(lambda: writes(engine, lambda: (go_on.wait(5), order.append(0))[-1]))  # type: ignore[func-returns-value]

    def waiting(n: int) -> Callable[[], None]:
        return lambda: writes(engine, lambda: order.append(n))

    rest = started(*(waiting(n) for n in range(1, 7)))
    go_on.set()
    for thread in (*first, *rest):
        thread.join()
    assert order == list(range(7))


def test_whoever_fails_passes_the_turn_on(engine: Engine) -> None:
    def failing() -> None:
        def fail() -> None:
            raise KeyError

        with pytest.raises(KeyError):
            writes(engine, fail)

    for thread in started(failing, failing, lambda: writes(engine)):
        thread.join(5)
        assert not thread.is_alive()
    with engine.connect() as connection:
        connection.invalidate()
    writes(engine)


def test_one_who_holds_the_turn_too_long_is_not_waited_for_for_ever(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner_db, "BUSY_TIMEOUT_MS", 200)
    # connections opened from now on wait no longer than that
    engine.dispose()
    go_on = threading.Event()
    holding = started(lambda: writes(engine, lambda: go_on.wait(5) and None))  # type: ignore[arg-type]
    began = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        writes(engine)
    assert 0.3 < time.monotonic() - began < 3
    go_on.set()
    holding[0].join()
    writes(engine)
    engine.dispose()


def test_readers_and_those_who_cannot_wait_stand_in_no_queue(engine: Engine) -> None:
    go_on = threading.Event()
    holding = started(lambda: writes(engine, lambda: go_on.wait(5) and None))  # type: ignore[arg-type]
    with planner_db.reading():
        writes(engine)
    with planner_db.without_waiting(), pytest.raises(OperationalError, match="locked"):
        writes(engine)
    go_on.set()
    holding[0].join()
