"""Subscriptions, what each carries, and the bytes prepared for it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import Kind, Team, User
from planner.campaigns.models import Campaign
from planner.campaigns.words import PesoChannel, Strategy
from planner.dates import Era
from planner.db import Base, Instant, Keyed, Record
from planner.events.words import EventStatus, Visibility
from planner.feeds import watch
from planner.i18n import Language, mark
from planner.stakeholders.models import Stakeholder

watch.begin()


class Holder(StrEnum):
    """Whose feed it is; it decides what the feed may carry."""

    OPEN = "open"
    USER = "user"
    STAKEHOLDER = "stakeholder"


HOLDER_NAMES: dict[Holder, str] = {
    Holder.OPEN: mark("Open to anyone who has the link"),
    Holder.USER: mark("Mine"),
    Holder.STAKEHOLDER: mark("A stakeholder's"),
}


NARROWED = ("team_id", "status", "owner_id", "visibility", "public_id", "strategy", "channel")
"""What only a person who signs in may narrow a feed by, beside the kind: none of it is told outside."""


class Feed(Record, Base):
    """A calendar subscription: who holds it and what it carries.

    The link's secret is derived from the instance key and `secret_version`, never stored. What a poll must know
    of it is copied into `PreparedFeed` with every save (`planner.feeds.watch`).

    What it is narrowed by is its own copy of what a view of the calendar held when it was made: a view that a
    colleague changes must not change what is on somebody's phone.
    """

    __tablename__ = "feed"
    __table_args__ = (
        CheckConstraint(
            "(holder = 'open' AND user_id IS NULL AND stakeholder_id IS NULL)"
            " OR (holder = 'user' AND user_id IS NOT NULL AND stakeholder_id IS NULL)"
            " OR (holder = 'stakeholder' AND user_id IS NULL AND stakeholder_id IS NOT NULL)",
            name="one_holder",
        ),
        CheckConstraint("kind IS NULL OR holder = 'user'", name="kind_only_for_users"),
        CheckConstraint(
            "holder = 'user' OR (team_id IS NULL AND status IS NULL AND owner_id IS NULL AND visibility IS NULL"
            " AND public_id IS NULL AND strategy IS NULL AND channel IS NULL)",
            name="narrowed_only_for_users",
        ),
        CheckConstraint("holder = 'user' OR NOT shows_sensitive", name="sensitive_only_for_users"),
    )

    holder: Mapped[Holder] = mapped_column(Keyed(Holder))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    stakeholder_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    kind: Mapped[Kind | None] = mapped_column(Keyed(Kind))
    types: Mapped[list[str]] = mapped_column(JSON, default=list)  # none named: all
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    status: Mapped[EventStatus | None] = mapped_column(Keyed(EventStatus))  # an occurrence's own
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    visibility: Mapped[Visibility | None] = mapped_column(Keyed(Visibility))  # the effective one
    public_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    strategy: Mapped[Strategy | None] = mapped_column(Keyed(Strategy))
    channel: Mapped[PesoChannel | None] = mapped_column(Keyed(PesoChannel))
    language: Mapped[Language] = mapped_column(Keyed(Language), default=Language.TH)
    date_era: Mapped[Era] = mapped_column(Keyed(Era), default=Era.BE)
    shows_cancelled: Mapped[bool] = mapped_column(default=True)
    shows_holidays: Mapped[bool] = mapped_column(default=False)  # of confirmed years
    shows_awareness: Mapped[bool] = mapped_column(default=False)
    shows_sensitive: Mapped[bool] = mapped_column(default=False)
    secret_version: Mapped[int] = mapped_column(default=1)
    renewed_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    # links that no longer work answer with a notice for a while, unless their end is to be plain at once
    is_gone_at_once: Mapped[bool] = mapped_column(default=False)
    last_fetched_at: Mapped[datetime | None] = mapped_column(Instant)
    last_fetched_by: Mapped[str | None] = mapped_column(Text)

    user: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[user_id])
    stakeholder: Mapped[Stakeholder | None] = relationship(lazy="raise", foreign_keys=[stakeholder_id])
    campaign: Mapped[Campaign | None] = relationship(lazy="raise")
    team: Mapped[Team | None] = relationship(lazy="raise")
    owner: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    public: Mapped[Stakeholder | None] = relationship(lazy="raise", foreign_keys=[public_id])


class PreparedFeed(Base):
    """All a poll must know, in one small row; `planner.feeds.prepared` reads it, `planner.feeds.prepare` writes it.

    The bytes stand beside it, because every edit of an event touches this row of every feed that may carry it.
    """

    __tablename__ = "prepared_feed"

    feed_id: Mapped[int] = mapped_column(ForeignKey("feed.id"), primary_key=True, autoincrement=False)
    secret_version: Mapped[int] = mapped_column(default=1)
    renewed_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    is_gone_at_once: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    # when the body must be made anew: the moment of the last edit, or `turns_at`
    due_at: Mapped[datetime] = mapped_column(Instant)
    # when the clock alone changes what is carried: everything must be looked at then
    turns_at: Mapped[datetime | None] = mapped_column(Instant)
    # the events that edits have touched since; null: everything may have changed
    touched: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    format_version: Mapped[int] = mapped_column(default=0)
    body_digest: Mapped[str | None] = mapped_column(String(64))


class PreparedBody(Base):
    """The bytes of a feed, as of the version its `PreparedFeed` names: its shelves in order (`planner.feeds.shelves`).

    `layout` says where each event stands on the shelf, so that the next bytes take over what has not changed.
    """

    __tablename__ = "prepared_body"

    feed_id: Mapped[int] = mapped_column(ForeignKey("feed.id"), primary_key=True, autoincrement=False)
    shelf: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    manner: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    zones: Mapped[str] = mapped_column(Text)
    layout: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class PreparedEvent(Base):
    """One event's VEVENTs in one manner of writing (`planner.feeds.content.Manner`), as of one state of the event.

    Good for as long as the event's own `sequence` and `printed_at` are these; then written anew, once for all feeds.
    """

    __tablename__ = "prepared_event"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    manner: Mapped[str] = mapped_column(String(40), primary_key=True)
    sequence: Mapped[int]
    printed_at: Mapped[datetime] = mapped_column(Instant)
    format_version: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Carried(Base):
    """What a feed has carried: an event that leaves it is sent as cancelled for a while, then dropped.

    `sequence`, `timing` and `created_at` are as last sent, so that a tombstone tells nothing newer. An event that
    comes back must look newer than its tombstone: `ahead` is added to its own sequence from then on.
    """

    __tablename__ = "carried"

    feed_id: Mapped[int] = mapped_column(ForeignKey("feed.id"), primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(String(120), primary_key=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)
    sequence: Mapped[int]
    ahead: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    timing: Mapped[str] = mapped_column(String(120))
    returned_at: Mapped[datetime | None] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    tombstone: Mapped[bytes | None] = mapped_column(LargeBinary)


class CarriedDay(Base):
    """A holiday, a marked day or a promotion that a feed has carried, as it last sent it (`planner.feeds.spells`).

    `digest` is of what is printed: where that differs the SEQUENCE rises, whatever it was that changed. `timing` and
    `tombstone` are as with `Carried`.
    """

    __tablename__ = "carried_day"

    feed_id: Mapped[int] = mapped_column(ForeignKey("feed.id"), primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(String(120), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    sequence: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    timing: Mapped[str] = mapped_column(String(120))
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    tombstone: Mapped[bytes | None] = mapped_column(LargeBinary)
