"""The people who sign in, their teams, and what keeps them signed in."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.dates import Era
from planner.db import Base, Instant, Keyed, Record
from planner.i18n import Language, mark


class Kind(StrEnum):
    """The two forms of public relations."""

    COMMUNAL = "communal"
    EXCHANGE = "exchange"


KIND_NAMES: dict[Kind, str] = {Kind.COMMUNAL: mark("Communal"), Kind.EXCHANGE: mark("Exchange")}
KIND_MEANINGS: dict[Kind, str] = {
    Kind.COMMUNAL: mark("A benefit offered because the public needs it, with nothing expected back"),
    Kind.EXCHANGE: mark("A benefit offered with a return expected"),
}


class Discipline(StrEnum):
    """Which trade a team practises; by default it decides the kinds it runs."""

    CORPORATE_COMMUNICATIONS = "corporate_communications"
    MARKETING_PR = "marketing_pr"


DISCIPLINE_NAMES: dict[Discipline, str] = {
    Discipline.CORPORATE_COMMUNICATIONS: mark("Corporate communications"),
    Discipline.MARKETING_PR: mark("Marketing PR"),
}
DEFAULT_KINDS: dict[Discipline, Kind] = {
    Discipline.CORPORATE_COMMUNICATIONS: Kind.COMMUNAL,
    Discipline.MARKETING_PR: Kind.EXCHANGE,
}


class Role(StrEnum):
    """What a member may do in a team."""

    APPROVER = "approver"
    PLANNER = "planner"
    VIEWER = "viewer"


ROLE_NAMES: dict[Role, str] = {
    Role.APPROVER: mark("Approver"),
    Role.PLANNER: mark("Planner"),
    Role.VIEWER: mark("Viewer"),
}


class WeekStart(StrEnum):
    """The first column of a month."""

    SUNDAY = "sunday"
    MONDAY = "monday"


WEEK_START_NAMES: dict[WeekStart, str] = {WeekStart.SUNDAY: mark("Sunday"), WeekStart.MONDAY: mark("Monday")}


class Team(Record, Base):
    """A department's team, with the kinds of campaign it runs."""

    __tablename__ = "team"

    name_th: Mapped[str | None] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    discipline: Mapped[Discipline] = mapped_column(Keyed(Discipline))
    runs_communal: Mapped[bool]
    runs_exchange: Mapped[bool]
    archived_at: Mapped[datetime | None] = mapped_column(Instant)  # nobody is in it, nothing begins in it

    def runs(self, kind: Kind) -> bool:
        """Whether the team runs campaigns of this kind."""
        return self.runs_communal if kind == Kind.COMMUNAL else self.runs_exchange

    @property
    def kinds(self) -> list[Kind]:
        """The kinds the team runs."""
        return [kind for kind in Kind if self.runs(kind)]


class Viewpoint(NamedTuple):
    """From where somebody looks. Conditions are built once for each, for building one takes longer than asking it."""

    user_id: int
    is_administrator: bool
    team_ids: frozenset[int]
    approving: frozenset[int]


class User(Record, Base):
    """Someone who signs in. Their own ties to stakeholders are private and not recorded."""

    __tablename__ = "user"

    email: Mapped[str] = mapped_column(String(254), unique=True)  # kept in lower case
    given_th: Mapped[str | None] = mapped_column(String(120))
    family_th: Mapped[str | None] = mapped_column(String(120))
    given_latin: Mapped[str | None] = mapped_column(String(120))
    family_latin: Mapped[str | None] = mapped_column(String(120))
    position: Mapped[str | None] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[Language] = mapped_column(Keyed(Language), default=Language.TH)
    date_era: Mapped[Era] = mapped_column(Keyed(Era), default=Era.BE)
    timezone: Mapped[str] = mapped_column(String(64), default="Asia/Bangkok")
    week_start: Mapped[WeekStart] = mapped_column(Keyed(WeekStart), default=WeekStart.SUNDAY)

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="user", lazy="raise", foreign_keys="Membership.user_id"
    )

    def role_in(self, team_id: int) -> Role | None:
        """Their role in a team; needs `memberships` loaded."""
        return next((m.role for m in self.memberships if m.team_id == team_id), None)

    @property
    def team_ids(self) -> set[int]:
        """The teams they belong to; needs `memberships` loaded."""
        return {m.team_id for m in self.memberships}

    @property
    def viewpoint(self) -> Viewpoint:
        """What decides what they see; needs `memberships` loaded."""
        # columns first: after a rollback they are read anew, and bring the memberships along
        user_id, is_administrator = self.id, self.is_administrator
        approving = frozenset(m.team_id for m in self.memberships if m.role == Role.APPROVER)
        return Viewpoint(user_id, is_administrator, frozenset(self.team_ids), approving)

    @property
    def name_th(self) -> str | None:
        """Given and family name in Thai script."""
        return _full(self.given_th, self.family_th)

    @property
    def name_en(self) -> str | None:
        """Given and family name in Latin script."""
        return _full(self.given_latin, self.family_latin)


def _full(given: str | None, family: str | None) -> str | None:
    return " ".join(part for part in (given, family) if part) or None


class Membership(Record, Base):
    """A person's role in one team."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "team_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    role: Mapped[Role] = mapped_column(Keyed(Role))

    user: Mapped[User] = relationship(back_populates="memberships", lazy="raise", foreign_keys=[user_id])
    team: Mapped[Team] = relationship(lazy="raise", foreign_keys=[team_id])


class UserSession(Base):
    """One browser someone is signed in with. Ending the row signs that browser out at once."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    program: Mapped[str] = mapped_column(String(300), default="")


class Absence(Record, Base):
    """Days on which somebody is away, both included. Colleagues are told the days; the note is their own."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="order"),
        Index(None, "user_id", "first_on"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    first_on: Mapped[date]
    last_on: Mapped[date]
    note: Mapped[str | None] = mapped_column(String(200))


class LinkPurpose(StrEnum):
    """What a one-time link lets its holder do."""

    OWNER = "owner"
    INVITATION = "invitation"
    RESET = "reset"


class OneTimeLink(Base):
    """A link that works once: the first owner's set-up, an invitation, a password reset."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(Keyed(LinkPurpose))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class SignInAttempt(Base):
    """A failed try to sign in, counted per account and per address."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index(None, "account", "at"), Index(None, "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    # the address of somebody here; of anything else that was typed a digest, for it may be a password
    account: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(64))
    program: Mapped[str] = mapped_column(Text, default="")
