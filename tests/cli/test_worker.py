"""The worker is told to end by a signal, and the signal may come at any moment."""

from __future__ import annotations

import subprocess
import sys
from typing import Any, cast

import pytest
from sqlalchemy.exc import OperationalError

from planner.cli import worker
from planner.cli.worker import Stop

# a timer that signals all the time, from within whatever is done then
AT_ANY_MOMENT = """
import signal
from planner.cli.worker import Stop
told = 0
def end(*_):
    global told
    told += 1
    stop.set()
stop = Stop()
signal.signal(signal.SIGALRM, end)
signal.setitimer(signal.ITIMER_REAL, 0.00005, 0.00005)
while told < 3_000:
    stop.wait(0)
signal.setitimer(signal.ITIMER_REAL, 0)
print("ended", stop.is_set())
"""


def test_a_signal_at_any_moment_of_waiting_is_heard() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_ANY_MOMENT], capture_output=True, timeout=60, check=True, text=True
    )
    assert done.stdout.split() == ["ended", "True"]


def test_once_told_nobody_waits() -> None:
    stop = Stop()
    stop.wait(0)
    assert not stop.is_set()
    stop.set()
    stop.set()
    stop.wait(1_000)
    assert stop.is_set()


def test_a_database_that_is_away_while_it_tidies_up_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "AFTER_MISHAP_S", 0.0)
    monkeypatch.setattr(worker, "work_one", lambda *_: False)
    stop, tries = Stop(), []

    def tidy() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("SELECT 1", None, Exception("away"))
        stop.set()

    worker.run(cast(Any, None), {}, stop, wanted=lambda: True, tidy=tidy)
    assert len(tries) == 3
