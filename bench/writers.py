"""G18: eight people writing at once into one SQLite file, through the pages they write with."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from sqlalchemy import func, select

from bench.stage import Stage, staged
from planner.campaigns.models import Campaign
from tests.pages import Visitor

WRITERS = 8
EACH = 15
ADDRESS = "/campaigns/new?kind=communal"


def figures() -> Iterator[tuple[str, float]]:
    """The goal of this chapter and what was measured."""
    with staged(0) as stage:
        before = _count(stage)
        visitors = [
            Visitor.of(stage.app, stage.session, stage.office.owner, language="en") for _ in range(WRITERS)
        ]
        acknowledged: list[str] = []
        gate = threading.Barrier(WRITERS)
        writing = [
            threading.Thread(target=_write, args=(visitor, stage.office.corporate.id, n, gate, acknowledged))
            for n, visitor in enumerate(visitors)
        ]
        for thread in writing:
            thread.start()
        for thread in writing:
            thread.join()
        stage.session.expire_all()
        kept = _count(stage) - before
    refused = WRITERS * EACH - len(acknowledged)
    yield "G18", refused + abs(kept - len(acknowledged))


def _write(
    visitor: Visitor, team_id: int, writer: int, gate: threading.Barrier, acknowledged: list[str]
) -> None:
    gate.wait()
    for n in range(EACH):
        form = visitor.get(ADDRESS)
        sent = form.form(ADDRESS).filled(
            title_th=f"โครงการที่ {writer} ลำดับ {n}",
            start_on="1/12/2569",
            end_on="31/12/2569",
            purpose_th="น้ำดื่มสะอาด",
            team=team_id,
        )
        answer = visitor.client.post(ADDRESS, data=sent)
        if answer.status_code == 302:
            acknowledged.append(answer.location)


def _count(stage: Stage) -> int:
    return stage.session.scalar(select(func.count()).select_from(Campaign)) or 0
