"""A calendar of others, laid over one's own for reading: where it is, whose layer it is, and what it held last."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.accounts.models import Team, User
from planner.db import Base, Instant, Record


class CalendarLayer(Record, Base):
    """A remote calendar, of one person or of a team; only read, never mixed into what goes out.

    Its address may be a secret of whoever gave it, so only who may change the layer sees it. `due_at` is when a worker
    fetches it next. A failure is kept in words (marked for translation), with when it last worked.
    """

    __tablename__ = "calendar_layer"
    __table_args__ = (
        CheckConstraint("(team_id IS NULL) <> (user_id IS NULL)", name="of_one_holder"),
        Index(None, "due_at"),
    )

    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(2000))
    timezone: Mapped[str] = mapped_column(String(64))
    team_id: Mapped[int | None] = mapped_column(ForeignKey(Team.id), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey(User.id), index=True)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    tried_at: Mapped[datetime | None] = mapped_column(Instant)
    worked_at: Mapped[datetime | None] = mapped_column(Instant)
    failure: Mapped[str | None] = mapped_column(Text)
    failure_values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    etag: Mapped[str | None] = mapped_column(String(300))
    last_modified: Mapped[str | None] = mapped_column(String(100))
    digest: Mapped[str | None] = mapped_column(String(64))
    event_count: Mapped[int] = mapped_column(default=0)
    refused_count: Mapped[int] = mapped_column(default=0)


class LayerEvent(Base):
    """An event of a layer, once or repeating; an occurrence that differs from its series is an event by itself."""

    __tablename__ = "layer_event"
    __table_args__ = (Index(None, "layer_id", "spans_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey(CalendarLayer.id))
    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime | None] = mapped_column(Instant)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    timezone: Mapped[str] = mapped_column(String(64))
    all_day_start: Mapped[date | None]
    all_day_end: Mapped[date | None]
    recurrence: Mapped[str | None] = mapped_column(String(200))
    excluded: Mapped[list[str]] = mapped_column(JSON, default=list)
    spans_from: Mapped[datetime] = mapped_column(Instant)
    spans_until: Mapped[datetime | None] = mapped_column(Instant)
