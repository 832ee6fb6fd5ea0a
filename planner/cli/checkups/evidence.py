"""The files that prove contributions: each there, and as it was kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import Session

from planner.cli.checkups.notes import Note, finding, well
from planner.contributions import evidence_files
from planner.contributions.evidence_files import Fault
from planner.contributions.models import Evidence

FEW = 5
SAID = {
    Fault.MISSING: "are missing from the data folder",
    Fault.CHANGED: "are not as they were kept",
}


def look(engine: Engine, data_dir: Path) -> Iterator[Note]:
    """All of it; reads every file."""
    if not inspect(engine).has_table(Evidence.__tablename__):
        return
    shelf = evidence_files.folder(data_dir)
    found: defaultdict[Fault, list[str]] = defaultdict(list)
    with Session(engine) as session:
        rows = session.scalars(select(Evidence).order_by(Evidence.id)).all()
    for one in rows:
        fault = evidence_files.fault(shelf, one)
        if fault is not None:
            found[fault].append(f"{one.stored_as} of contribution {one.contribution_id}")
    for kind, names in found.items():
        more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
        yield finding(
            f"{len(names)} of {len(rows)} files of evidence {SAID[kind]}: {', '.join(names[:FEW])}{more}. "
            "Put them back from a backup."
        )
    if not found:
        yield well(f"Every file of evidence ({len(rows)}) is there and as it was kept.")
