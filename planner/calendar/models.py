"""What people said about clashes, and the views of the calendar that they keep."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import Team, User
from planner.calendar.looking import View
from planner.calendar.words import ClashRule
from planner.db import Base, Keyed, Record


class ClashAcknowledgement(Record, Base):
    """Somebody has seen a clash of an event and accepts it, and why. By whom and when, every record says.

    `signature` tells the clash from every other: who or what is shared, and when either side is. Once one of them
    moves it is another clash, and this row says nothing about it any more. `other_id` is the number of the event on
    the other side, kept without a reference: that event may go without asking, and come back.
    """

    __tablename__ = "clash_acknowledgement"
    __table_args__ = (UniqueConstraint("event_id", "signature"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    occurs_on: Mapped[date | None]  # which occurrence of a series
    rule: Mapped[ClashRule] = mapped_column(Keyed(ClashRule))
    other_id: Mapped[int | None]
    signature: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)


LONGEST_VIEW_NAME = 80


class SavedView(Record, Base):
    """A way of looking at the calendar that somebody keeps under a name, for themselves or for one of their teams.

    `team_id` is that of the team it is shared with; without one it is private, and nobody else is told of it.
    `query` holds what stands in the calendar's address beside the view (`looking.kept`): filters by their keys, the
    span and the groups of a timeline, whether calendars of others are laid over. Never a day: it opens on today. The
    records that it names are kept as numbers without a reference, for they may go without asking; the calendar then
    shows the rest.
    """

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("user_id", "name"), UniqueConstraint("team_id", "name"))

    name: Mapped[str] = mapped_column(String(LONGEST_VIEW_NAME))
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    team_id: Mapped[int | None] = mapped_column(ForeignKey(Team.id))
    view: Mapped[View] = mapped_column(Keyed(View))
    query: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    user: Mapped[User] = relationship(lazy="raise", foreign_keys=[user_id])
    team: Mapped[Team | None] = relationship(lazy="raise", foreign_keys=[team_id])
