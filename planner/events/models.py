"""The event, its repetitions, who is attached to it, its run sheet and its checklist."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock, text
from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.campaigns.words import PesoChannel, Strategy
from planner.db import Base, Instant, Keyed, Record, by_code_point
from planner.events import printing
from planner.events.words import AttachmentRole, EventStatus, EventType, ItemState, Visibility
from planner.stakeholders.models import Stakeholder

LONG = timedelta(days=35)
"""An event that spans more is `is_long`."""


class Event(Record, Base):
    """An occasion of a campaign, once or repeating.

    Either timed (`starts_at`, `ends_at`, instants shown in `timezone`) or whole days (`all_day_start` to
    `all_day_end`, both inclusive). For a series these are the first occurrence; `recurrence` holds the rule
    as RFC 5545 text with UNTIL as a local day. `uid` is minted once; `sequence` and `printed_at` rise with
    every change to anything a feed may print (`planner.events.printing` sees to it). `spans_from` and
    `spans_until` bound everything the event ever covers, so that a window asks an index, not every row;
    no `spans_until` means no end. What spans long (`is_long`: series, exhibitions) is asked for apart from
    what is soon over, or a window would have to look at all the past for what may still last.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint(
            "(starts_at IS NOT NULL AND ends_at IS NOT NULL AND all_day_start IS NULL AND all_day_end IS NULL)"
            " OR (starts_at IS NULL AND ends_at IS NULL AND all_day_start IS NOT NULL AND all_day_end IS NOT NULL)",
            name="timed_or_all_day",
        ),
        CheckConstraint("ends_at >= starts_at", name="timed_order"),
        CheckConstraint("all_day_end >= all_day_start", name="all_day_order"),
        CheckConstraint("met_new_count >= 0", name="met_new_count"),
        CheckConstraint("met_known_count >= 0", name="met_known_count"),
        Index(None, "is_long", "spans_from", "spans_until"),
        Index(None, "is_long", "spans_until"),
        Index(None, "campaign_id", "spans_from"),
    )

    uid: Mapped[str] = mapped_column(String(120), unique=True, default=printing.new_uid)
    sequence: Mapped[int] = mapped_column(default=0)
    printed_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    title_th: Mapped[str | None] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    public_text_th: Mapped[str | None] = mapped_column(Text)
    public_text_en: Mapped[str | None] = mapped_column(Text)
    internal_note: Mapped[str | None] = mapped_column(Text)
    type: Mapped[EventType] = mapped_column(Keyed(EventType), default=EventType.MILESTONE)
    # the one before is always known, because its feeds are told when an event moves
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), active_history=True)
    starts_at: Mapped[datetime | None] = mapped_column(Instant)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    timezone: Mapped[str] = mapped_column(String(64), default="Asia/Bangkok")
    all_day_start: Mapped[date | None]
    all_day_end: Mapped[date | None]
    spans_from: Mapped[datetime] = mapped_column(Instant)
    spans_until: Mapped[datetime | None] = mapped_column(Instant)
    is_long: Mapped[bool] = mapped_column(default=False)
    recurrence: Mapped[str | None] = mapped_column(String(200))
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"))
    venue_th: Mapped[str | None] = mapped_column(String(300))
    venue_en: Mapped[str | None] = mapped_column(String(300))
    address: Mapped[str | None] = mapped_column(Text)
    online_url: Mapped[str | None] = mapped_column(String(2000))
    visibility: Mapped[Visibility] = mapped_column(Keyed(Visibility), default=Visibility.TEAM)
    embargo_until: Mapped[datetime | None] = mapped_column(Instant)
    status: Mapped[EventStatus] = mapped_column(Keyed(EventStatus), default=EventStatus.TENTATIVE)
    status_reason: Mapped[str | None] = mapped_column(Text)
    strategy: Mapped[Strategy | None] = mapped_column(Keyed(Strategy))
    channel: Mapped[PesoChannel | None] = mapped_column(Keyed(PesoChannel))
    capacity: Mapped[int | None]
    rsvp_due_at: Mapped[datetime | None] = mapped_column(Instant)
    public_contact: Mapped[str | None] = mapped_column(String(300))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    is_media_invited: Mapped[bool] = mapped_column(Boolean, default=False)
    # counted afterwards: whom one met for the first time, and whom one knew already
    met_new_count: Mapped[int | None]
    met_known_count: Mapped[int | None]
    photo_notice: Mapped[str | None] = mapped_column(Text)
    access_needs: Mapped[str | None] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(by_code_point())
    search_text: Mapped[str] = mapped_column(Text)

    campaign: Mapped[Campaign] = relationship(lazy="raise")
    owner: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    exclusions: Mapped[list[ExcludedDate]] = relationship(
        lazy="raise", back_populates="event", cascade="all, delete-orphan", order_by="ExcludedDate.on"
    )
    overrides: Mapped[list[Override]] = relationship(
        lazy="raise", back_populates="event", cascade="all, delete-orphan", order_by="Override.on"
    )
    attachments: Mapped[list[Attachment]] = relationship(
        lazy="raise", back_populates="event", order_by="Attachment.id"
    )
    run_sheet: Mapped[list[RunSheetItem]] = relationship(
        lazy="raise", back_populates="event", order_by="RunSheetItem.starts_at, RunSheetItem.id"
    )
    checklist: Mapped[list[ChecklistItem]] = relationship(
        lazy="raise", back_populates="event", order_by="ChecklistItem.position, ChecklistItem.id"
    )


class ExcludedDate(Base):
    """A day on which a series does not happen (RFC 5545 §3.8.5.1). `on` is the local day it would start."""

    __tablename__ = "excluded_date"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)

    event: Mapped[Event] = relationship(lazy="raise", back_populates="exclusions")


class Override(Record, Base):
    """One occurrence that differs from its series (RFC 5545 §3.8.4.4); what is empty is inherited.

    `on` is the local day the occurrence would have started: the finest repetition is daily, so the day names it.
    It has no visibility of its own: it inherits the series'.
    """

    __tablename__ = "event_override"
    __table_args__ = (UniqueConstraint("event_id", "on"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    on: Mapped[date]
    starts_at: Mapped[datetime | None] = mapped_column(Instant)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    all_day_start: Mapped[date | None]
    all_day_end: Mapped[date | None]
    title_th: Mapped[str | None] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    public_text_th: Mapped[str | None] = mapped_column(Text)
    public_text_en: Mapped[str | None] = mapped_column(Text)
    venue_th: Mapped[str | None] = mapped_column(String(300))
    venue_en: Mapped[str | None] = mapped_column(String(300))
    status: Mapped[EventStatus | None] = mapped_column(Keyed(EventStatus))
    status_reason: Mapped[str | None] = mapped_column(Text)

    event: Mapped[Event] = relationship(lazy="raise", back_populates="overrides")


class Attachment(Record, Base):
    """A stakeholder attached to an event, in a role."""

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("event_id", "stakeholder_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    role: Mapped[AttachmentRole] = mapped_column(Keyed(AttachmentRole), default=AttachmentRole.GUEST)

    event: Mapped[Event] = relationship(lazy="raise", back_populates="attachments")
    stakeholder: Mapped[Stakeholder] = relationship(lazy="raise")


class RunSheetItem(Record, Base):
    """One step of the day. `starts_at` is wall time in the event's zone; the step before midnight comes first."""

    __tablename__ = "run_sheet_item"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    starts_at: Mapped[time]
    duration_minutes: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    what_happens: Mapped[str | None] = mapped_column(Text)
    responsible: Mapped[str | None] = mapped_column(String(200))
    location: Mapped[str | None] = mapped_column(String(300))
    cue: Mapped[str | None] = mapped_column(Text)
    depends_on_id: Mapped[int | None] = mapped_column(ForeignKey("run_sheet_item.id"))
    contingency: Mapped[str | None] = mapped_column(Text)
    state: Mapped[ItemState] = mapped_column(Keyed(ItemState), default=ItemState.PLANNED)
    # what guests read of the step; without it the step stands in no programme
    programme_th: Mapped[str | None] = mapped_column(String(300))
    programme_en: Mapped[str | None] = mapped_column(String(300))
    speaker: Mapped[str | None] = mapped_column(String(200))

    event: Mapped[Event] = relationship(lazy="raise", back_populates="run_sheet")


class ChecklistItem(Record, Base):
    """Something to be ready or brought. `days_before` counts from the event's first day, so that it moves along.

    Who ticked it, and when, stands with it; of a series it is one list for all its occurrences.
    """

    __tablename__ = "checklist_item"
    __table_args__ = (
        CheckConstraint("days_before >= 0", name="days_before"),
        CheckConstraint("(ticked_at IS NULL) = (ticked_by_id IS NULL)", name="ticked"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    responsible: Mapped[str | None] = mapped_column(String(200))
    days_before: Mapped[int | None]
    ticked_at: Mapped[datetime | None] = mapped_column(Instant)
    ticked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    event: Mapped[Event] = relationship(lazy="raise", back_populates="checklist")
    ticked_by: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[ticked_by_id])


class NamedLink(Record, Base):
    """A named address on a campaign or on one event: a folder, a map, a form. Guests read it if `is_outward`."""

    __tablename__ = "named_link"
    __table_args__ = (CheckConstraint("(campaign_id IS NULL) <> (event_id IS NULL)", name="of_one_record"),)

    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    position: Mapped[int]
    label_th: Mapped[str | None] = mapped_column(String(200))
    label_en: Mapped[str | None] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(2000))
    is_outward: Mapped[bool] = mapped_column(Boolean, default=False)


@event.listens_for(Event, "before_insert")
@event.listens_for(Event, "before_update")
def _index(_mapper: object, _connection: object, one: Event) -> None:
    """Keep what follows from other columns in step with them, whichever way the row is written."""
    one.is_long = one.spans_until is None or one.spans_until - one.spans_from > LONG
    one.sort_key = text.thai_sort_key(one.title_th or one.title_en or "")
    one.search_text = text.searchable(one.title_th, one.title_en, one.venue_th, one.venue_en)
