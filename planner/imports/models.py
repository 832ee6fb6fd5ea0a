"""A list on its way in, and what people said a heading means."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    event,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.activity.models import ActivityEntry
from planner.db import Base, Instant, Keyed, Record
from planner.i18n import mark
from planner.jobs.models import Job
from planner.lists.columns import ListKind


class ImportState(StrEnum):
    """How far a list has come in."""

    BROUGHT = "brought"
    CHECKED = "checked"
    APPLIED = "applied"
    UNDONE = "undone"


IMPORT_STATE_NAMES: dict[ImportState, str] = {
    ImportState.BROUGHT: mark("Columns to be matched"),
    ImportState.CHECKED: mark("Looked through, not taken in yet"),
    ImportState.APPLIED: mark("Taken in"),
    ImportState.UNDONE: mark("Taken back"),
}


class OnMatch(StrEnum):
    """What becomes of a record that a row matches."""

    UPDATE = "update"
    LEAVE = "leave"


ON_MATCH_NAMES: dict[OnMatch, str] = {
    OnMatch.UPDATE: mark("Write what the list gives; leave what it does not"),
    OnMatch.LEAVE: mark("Leave them as they are; only add who is new"),
}


class Import(Record, Base):
    """A list that somebody brought: its file, how it is read, what was found in it, and what came of it.

    The file lies in the data folder under `stored_as` until the list was taken in, a day at the longest. `mapping`
    holds for each column of the file a key of ours, or nothing. `found` counts rows by outcome; `digest` is that
    of all outcomes, by which taking in notices that the records have changed since.
    """

    __tablename__ = "list_import"
    __table_args__ = (Index(None, "created_by_id", "created_at"),)

    kind: Mapped[ListKind] = mapped_column(Keyed(ListKind))
    # of a list of what was redeemed; it goes its own way, and the list of a promotion that is gone is nobody's
    promotion_id: Mapped[int | None] = mapped_column(
        ForeignKey("promotion.id", ondelete="SET NULL"), index=True
    )
    file_name: Mapped[str] = mapped_column(String(200))
    stored_as: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[ImportState] = mapped_column(Keyed(ImportState), default=ImportState.BROUGHT)
    encoding: Mapped[str | None] = mapped_column(String(20))
    separator: Mapped[str | None] = mapped_column(String(1))
    sheet: Mapped[str | None] = mapped_column(String(200))
    heading: Mapped[list[str]] = mapped_column(JSON, default=list)
    heading_line: Mapped[int] = mapped_column(default=0)
    mapping: Mapped[list[str]] = mapped_column(JSON, default=list)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    row_count: Mapped[int] = mapped_column(default=0)
    found: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    digest: Mapped[str | None] = mapped_column(String(64))
    job_id: Mapped[int | None] = mapped_column(ForeignKey(Job.id))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("activity_entry.id"))


@event.listens_for(ActivityEntry, "after_update")
def _follow(_mapper: object, connection: Connection, entry: ActivityEntry) -> None:
    """A list is taken back, or in again, with the act that did it, from whichever history that was asked for."""
    if entry.undoes_id is None:
        return
    table: Table = Import.__table__  # type: ignore[assignment] # of a mapped class it is a table
    rises = update(table).values(version=table.c.version + 1)
    taken_back = connection.execute(
        rises.where(table.c.entry_id == entry.undoes_id).values(state=ImportState.UNDONE)
    )
    if not taken_back.rowcount:
        first = select(ActivityEntry.undoes_id).where(ActivityEntry.id == entry.undoes_id).scalar_subquery()
        connection.execute(
            rises.where(table.c.entry_id == first).values(state=ImportState.APPLIED, entry_id=entry.id)
        )


class HeadingMeaning(Base):
    """What one person said a heading of their lists means, for the next time; an empty key leaves it out."""

    __tablename__ = "heading_meaning"
    __table_args__ = (UniqueConstraint("user_id", "kind", "heading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[ListKind] = mapped_column(Keyed(ListKind))
    heading: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(60))
    said_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
