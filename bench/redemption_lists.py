"""L1, L2: a list of 200,000 redemptions, looked through, taken in and taken back: its time, and its memory.

L1 stands against the same rows and what is kept of each for undoing, inserted in batches with nothing looked at. L2 is
the most memory that a process takes for the long list over the most that another takes for a tenth of it.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bench.stage import Stage, staged
from planner import clock
from planner.accounts.models import Kind
from planner.activity.models import KeptRow
from planner.campaigns.lifecycle import Status
from planner.db import Base
from planner.imports import actions
from planner.imports.actions import Brought, Choice
from planner.imports.models import Import
from planner.imports.reading import LARGEST_FILE
from planner.imports.redemption_lists import MOST
from planner.lists.columns import ListKind
from planner.uploads.folder import Folder
from tests import factories

ROOT = Path(__file__).parents[1]
SHORT = MOST // 10
BATCH = 5_000
SHOPS = 200
HEADING = "วันที่,เวลา,สาขา,ช่องทาง,จำนวน,ยอดเงิน,เลขที่ใบเสร็จ"
TABLES = ("redemption", "kept_row")


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    (ours, bare), long = _in_a_process(MOST)
    _, short = _in_a_process(SHORT)
    yield "L1", ours / bare
    yield "L2", long / short


def _in_a_process(count: int) -> tuple[tuple[float, float], int]:
    """Processor seconds of the list and of its bare rows, and the most memory (KiB) before those began."""
    command = [sys.executable, "-W", "ignore", "-m", __name__, str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    ours, bare, most = done.stdout.splitlines()[-1].split()
    return (float(ours), float(bare)), int(most)


def _measure(count: int) -> None:
    with staged(0) as stage:
        one, file = _brought(stage, count)
        began = time.process_time()
        _through(stage, one)
        ours = time.process_time() - began
        most = _most_memory()
        rows = _rows(stage)
        began = time.process_time()
        _bare(stage, rows)
        print(ours, time.process_time() - began, most)
        file.unlink(missing_ok=True)


def _most_memory() -> int:
    """The most that this process has taken, in KiB; `getrusage` tells that of whoever started it, where it is more."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1])


def _brought(stage: Stage, count: int) -> tuple[Import, Path]:
    """A list of a chain of shops, as its tills write it."""
    session, now, actor = stage.session, clock.now(), stage.office.owner
    selling = factories.campaign(session, stage.office.corporate, actor, Kind.EXCHANGE, status=Status.ACTIVE)
    begins, ends = now - timedelta(days=90), now + timedelta(days=90)
    promotion = factories.promotion(session, selling, starts_at=begins, ends_at=ends)
    folder = Folder(stage.app.config["DATA_DIR"])
    stored = folder.keep(_file(count), largest=LARGEST_FILE)
    brought = Brought(ListKind.REDEMPTIONS, "พ.ย..csv", stored, promotion.id)
    one = actions.bring(session, brought, folder, actor=actor)
    actions.choose(session, one, Choice(one.mapping), actor=actor)
    session.commit()
    return one, folder.file(stored)


def _file(count: int) -> io.BytesIO:
    first = clock.now() - timedelta(days=60)
    file = io.BytesIO(HEADING.encode("cp874"))
    file.seek(0, io.SEEK_END)
    for nth in range(count):
        at = first + timedelta(seconds=20 * nth)
        day = f"{at.day}/{at.month}/{at.year + 543},{at:%H:%M}"
        row = f"\r\n{day},สาขา {nth % SHOPS},หน้าร้าน,{1 + nth % 3},{100 + nth % 900}.50,B{nth:07}"
        file.write(row.encode("cp874"))
    file.seek(0)
    return file


def _through(stage: Stage, one: Import) -> None:
    session, actor = stage.session, stage.office.owner
    folder = Folder(stage.app.config["DATA_DIR"])
    actions.look_through(session, one, folder)
    session.commit()
    actions.take_in(session, one, folder, actor=actor)
    session.commit()
    if one.found["created"] != one.row_count:
        raise RuntimeError(f"not every row was taken in: {one.found}")
    actions.take_back(session, one, actor=actor)
    session.commit()


def _rows(stage: Stage) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The rows that the list came to, as they stand in what is kept of them."""
    session = stage.session
    kept = Base.metadata.tables[KeptRow.__tablename__]
    found = [dict(row) for row in session.execute(select(kept).where(kept.c.before.is_(None))).mappings()]
    redeemed = Base.metadata.tables["redemption"]
    plain = factories.redemption(session, factories.promotion(session, _selling(stage)))
    session.flush()
    like = dict(session.execute(select(redeemed).where(redeemed.c.id == plain.id)).mappings().one())
    after = [row["after"] for row in found]
    rows = [
        {
            **like,
            "id": one["id"],
            "quantity": one["quantity"],
            "place": one["place"],
            "reference": one["reference"],
        }
        for one in after
        if one["id"] != plain.id
    ]
    session.execute(delete(kept))
    session.commit()
    return [(redeemed, rows), (kept, found)]


def _selling(stage: Stage) -> Any:
    return factories.campaign(
        stage.session, stage.office.corporate, stage.office.owner, Kind.EXCHANGE, status=Status.ACTIVE
    )


def _bare(stage: Stage, tables: list[tuple[Any, list[dict[str, Any]]]]) -> None:
    with Session(stage.session.get_bind()) as session:
        for table, rows in tables:
            for begin in range(0, len(rows), BATCH):
                session.execute(insert(table), rows[begin : begin + BATCH])
        session.commit()


if __name__ == "__main__":
    _measure(int(sys.argv[1]))
