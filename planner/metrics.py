"""Figures for whoever watches the planner, in the words of Prometheus.

One set for each application, so that two in one process do not add up. What is counted costs a lock and an addition;
what is asked of the database is asked when the figures are read.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine, bindparam, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from planner import clock, db
from planner.release import VERSION

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
POLLS = (200, 304, 400, 404, 405, 410, 429, 503)


_DUE = text("SELECT count(*) FROM prepared_feed WHERE due_at <= :now AND withdrawn_at IS NULL").bindparams(
    bindparam("now", type_=db.Instant)
)


class Metrics:
    """Counts one application's answers; safe among threads."""

    def __init__(self, engine: Engine) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "samphan_requests",
            "Requests answered, by page and status.",
            ["endpoint", "method", "status"],
            registry=self._registry,
        )
        self._durations = Histogram(
            "samphan_request_seconds",
            "How long they took.",
            ["endpoint"],
            buckets=SECONDS,
            registry=self._registry,
        )
        polls = Counter(
            "samphan_polls", "Calendar programs' polls, by status.", ["status"], registry=self._registry
        )
        # each bound once: a poll costs microseconds, and looking a label up is one of them
        self._polls: dict[str, Callable[[], None]] = {
            str(status): polls.labels(str(status)).inc for status in POLLS
        }
        self._briefs = Counter(
            "samphan_briefs", "PDFs asked of the press, by outcome.", ["outcome"], registry=self._registry
        )
        for outcome in ("printed", "kept", "failed"):
            self._briefs.labels(outcome)
        self._printing = Histogram(
            "samphan_brief_seconds", "How long a PDF took.", buckets=SECONDS, registry=self._registry
        )
        build = Gauge(
            "samphan_build_info", "1, with what this is.", ["version", "python"], registry=self._registry
        )
        build.labels(VERSION, platform.python_version()).set(1)
        self._registry.register(_Asked(engine))

    def request(self, endpoint: str | None, method: str, status: int, seconds: float) -> None:
        """One request was answered; `endpoint` is None for an address that there is not."""
        name = endpoint or "none"
        self._requests.labels(name, method, str(status)).inc()
        self._durations.labels(name).observe(seconds)

    def poll(self, status: str) -> None:
        """One poll was answered, with a status line such as `304 Not Modified`."""
        count = self._polls.get(status[:3])
        if count is not None:
            count()

    def brief(self, outcome: str, seconds: float) -> None:
        """One PDF was `printed`, `kept` from earlier, or `failed`."""
        self._briefs.labels(outcome).inc()
        if outcome == "printed":
            self._printing.observe(seconds)

    def read(self) -> bytes:
        """All figures, in Prometheus' text format."""
        return generate_latest(self._registry)


class _Asked(Collector):
    """Figures that the database knows."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterable[Metric]:
        """Whether the database answers and, if so, what waits in it."""
        families: list[Metric] = []
        try:
            with db.reading(), self._engine.connect() as connection:
                tables = set(inspect(connection).get_table_names())
                if "prepared_feed" in tables:
                    due = connection.scalar(_DUE, {"now": clock.now()})
                    families.append(
                        _gauge("samphan_feeds_due", "Feeds to be prepared at their next poll.", due)
                    )
                if "job" in tables:
                    states = connection.execute(text("SELECT state, count(*) FROM job GROUP BY state"))
                    jobs = GaugeMetricFamily(
                        "samphan_jobs", "Work that outlives a request.", labels=["state"]
                    )
                    for state, count in states:
                        jobs.add_metric([str(state)], count)
                    families.append(jobs)
        except SQLAlchemyError:
            return [_gauge("samphan_database_up", "Whether the database answers.", 0)]
        return [_gauge("samphan_database_up", "Whether the database answers.", 1), *families]

    def describe(self) -> Iterable[Metric]:
        """Nothing: else the library would ask the database at the start."""
        return []


def _gauge(name: str, words: str, value: Any) -> Metric:
    return GaugeMetricFamily(name, words, value=float(value or 0))
