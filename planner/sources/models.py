"""A calendar file on its way in, and which events came from which foreign ones."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    ForeignKey,
    Index,
    String,
    Table,
    event,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from planner.activity.models import ActivityEntry
from planner.db import Base, Keyed, Record
from planner.events.models import Event
from planner.i18n import mark
from planner.jobs.models import Job

LONGEST_UID = 500
LONGEST_OCCURRENCE = 40


class ImportState(StrEnum):
    """How far a calendar has come in."""

    BROUGHT = "brought"
    READ = "read"
    APPLIED = "applied"
    UNDONE = "undone"


CALENDAR_IMPORT_STATE_NAMES: dict[ImportState, str] = {
    ImportState.BROUGHT: mark("Being read"),
    ImportState.READ: mark("Read, not taken in yet"),
    ImportState.APPLIED: mark("Taken in"),
    ImportState.UNDONE: mark("Taken back"),
}


class CalendarImport(Record, Base):
    """A calendar file that somebody brought, into which campaign it goes, and what came of it.

    The file lies in the data folder under `stored_as` until it was taken in, a day at the longest. `settings` names
    the campaign (not by a foreign key: a file that waits must not keep a draft from being deleted), the zone in which
    times without one are read, who may see the events, and which of those changed here too are to be overwritten.
    `found` counts outcomes; `digest` is that of all of them, by which taking in notices that something has changed.
    """

    __tablename__ = "calendar_import"
    __table_args__ = (Index(None, "created_by_id", "created_at"),)

    file_name: Mapped[str] = mapped_column(String(200))
    stored_as: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[ImportState] = mapped_column(Keyed(ImportState), default=ImportState.BROUGHT)
    size: Mapped[int] = mapped_column(default=0)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    found: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    digest: Mapped[str | None] = mapped_column(String(64))
    job_id: Mapped[int | None] = mapped_column(ForeignKey(Job.id))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("activity_entry.id"))


class ForeignEvent(Base):
    """From which foreign event one of ours came, and what of it was taken (as a digest).

    `occurrence` tells apart what one UID stands for: a single occurrence whose series is not there, an extra date.
    The UID is theirs: ours is minted here, so that what goes out never takes the name of what came in.
    """

    __tablename__ = "foreign_event"
    __table_args__ = (Index(None, "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), unique=True)
    uid: Mapped[str] = mapped_column(String(LONGEST_UID))
    occurrence: Mapped[str] = mapped_column(String(LONGEST_OCCURRENCE), default="")
    taken_digest: Mapped[str] = mapped_column(String(64))
    import_id: Mapped[int] = mapped_column(ForeignKey(CalendarImport.id))


@event.listens_for(ActivityEntry, "after_update")
def _follow(_mapper: object, connection: Connection, entry: ActivityEntry) -> None:
    """A calendar is taken back, or in again, with the act that did it, from whichever history that was asked for."""
    if entry.undoes_id is None:
        return
    table: Table = CalendarImport.__table__  # type: ignore[assignment] # of a mapped class it is a table
    rises = update(table).values(version=table.c.version + 1)
    taken_back = connection.execute(
        rises.where(table.c.entry_id == entry.undoes_id).values(state=ImportState.UNDONE)
    )
    if not taken_back.rowcount:
        first = select(ActivityEntry.undoes_id).where(ActivityEntry.id == entry.undoes_id).scalar_subquery()
        connection.execute(
            rises.where(table.c.entry_id == first).values(state=ImportState.APPLIED, entry_id=entry.id)
        )
