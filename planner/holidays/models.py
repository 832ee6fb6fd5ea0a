"""Holidays as this office holds them, who confirmed a year, and the days the office marks itself."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import Base, Instant, Keyed, Record
from planner.holidays.words import HolidayKind, MarkKind


class HolidayCountry(Record, Base):
    """A country, beside Thailand, whose holidays are shown. Its ISO 3166 code."""

    __tablename__ = "holiday_country"

    country: Mapped[str] = mapped_column(String(2), unique=True)


class HolidayYear(Record, Base):
    """One year of a country: whether it was taken over from the package, and who confirmed it.

    Until it was taken over, the package's own days are shown.
    """

    __tablename__ = "holiday_year"
    __table_args__ = (UniqueConstraint("country", "year"),)

    country: Mapped[str] = mapped_column(String(2))
    year: Mapped[int]  # of the common era
    taken_over_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class Holiday(Record, Base):
    """One holiday. `said_on` and `said_name` are the package's day and name of it, by which it is known again
    however much was changed here; a day that the office added has neither.
    """

    __tablename__ = "holiday"
    __table_args__ = (UniqueConstraint("country", "said_on", "said_name"), Index(None, "country", "on"))

    country: Mapped[str] = mapped_column(String(2))
    on: Mapped[date]
    kind: Mapped[HolidayKind] = mapped_column(Keyed(HolidayKind))
    name_th: Mapped[str | None] = mapped_column(Text)
    name_en: Mapped[str | None] = mapped_column(Text)
    short_name_th: Mapped[str | None] = mapped_column(Text)
    short_name_en: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)  # where it was announced
    source: Mapped[str | None] = mapped_column(String(80))  # package and version; None: an administrator
    said_on: Mapped[date | None]
    said_name: Mapped[str | None] = mapped_column(String(600))
    is_struck_off: Mapped[bool] = mapped_column(default=False)


class MarkedDays(Record, Base):
    """Days that a team, or the whole organisation (no team), marks: a sensitive period or an awareness day."""

    __tablename__ = "marked_days"

    kind: Mapped[MarkKind] = mapped_column(Keyed(MarkKind))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    start_on: Mapped[date] = mapped_column(index=True)
    end_on: Mapped[date]
    recurs_yearly: Mapped[bool] = mapped_column(default=False)
    name_th: Mapped[str | None] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    why: Mapped[str | None] = mapped_column(Text)
