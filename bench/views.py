"""C1, C2: the other views of the calendar cost what they show, however much lies beside it, and weigh little."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import timedelta

from bench.measure import Doing, ratio
from bench.stage import MONTH, Stage, staged
from tests import factories

SHOWN = 200
PORTFOLIO = 20_000
CAMPAIGNS = 38
ROUNDS = 25
VIEWS = {"w": "week", "a": "agenda", "t": "timeline", "y": "year"}
KILOBYTE = 1024


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    with staged(SHOWN, elsewhere=1_000 - SHOWN) as small, staged(SHOWN, elsewhere=PORTFOLIO - SHOWN) as large:
        for stage in (small, large):
            fill_lines(stage)
        for sign, view in VIEWS.items():
            yield f"C1{sign}", ratio(_page(large, view), _page(small, view), rounds=ROUNDS)
        for sign, view in {"m": "month", **VIEWS}.items():
            yield f"C2{sign}", len(gzip.compress(_html(large, view), 6)) / KILOBYTE


def fill_lines(stage: Stage) -> None:
    """Campaigns enough for a whole page of a timeline."""
    for number in range(CAMPAIGNS):
        start_on = MONTH + timedelta(days=number)
        factories.campaign(
            stage.session,
            stage.office.corporate,
            stage.office.owner,
            start_on=start_on,
            end_on=start_on + timedelta(days=30),
        )
    stage.session.commit()


def _html(stage: Stage, view: str) -> bytes:
    answer = stage.client.get(f"/calendar?view={view}&on=2026-11-10")
    if answer.status_code != 200:
        raise RuntimeError(f"no {view} is shown")
    html: bytes = answer.data
    return html


def _page(stage: Stage, view: str) -> Doing:
    return lambda: _html(stage, view)
