"""The log: one entry a deed, and the records it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.db import Base, Instant


class ActivityEntry(Base):
    """One deed. Append-only: nothing in the planner changes or removes an entry.

    Everything one transaction did is one act: `act_id` names the act's first entry, and is empty on that one.
    """

    __tablename__ = "activity_entry"
    __table_args__ = (Index(None, "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # None: the command line
    verb: Mapped[str] = mapped_column(String(60))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    # {field: [before, after]}, as the trade's keys; never a secret
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str | None] = mapped_column(Text)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("activity_entry.id"), index=True)
    # the act that this one takes back; each is taken back once
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("activity_entry.id"), unique=True)

    about: Mapped[list[ActivityAbout]] = relationship(lazy="raise", back_populates="entry")


class ActivityAbout(Base):
    """A record whose history an entry belongs in (the subject itself among them)."""

    __tablename__ = "activity_about"
    __table_args__ = (Index(None, "record_type", "record_id"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("activity_entry.id"), primary_key=True)
    record_type: Mapped[str] = mapped_column(String(40), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)

    entry: Mapped[ActivityEntry] = relationship(lazy="raise", back_populates="about")


class KeptRow(Base):
    """A row as it was before an act and as it became, as JSON: what is needed to undo the act.

    `before` is empty where the row was made, `after` where it is gone; of a changed row both hold the changed columns.
    """

    __tablename__ = "kept_row"
    __table_args__ = (Index(None, "table_name", "row_id"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("activity_entry.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int | None]  # where the key is one number
    row_key: Mapped[str] = mapped_column(String(120))  # a list, as JSON
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
