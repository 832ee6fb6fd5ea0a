"""Questions about a year of holidays and the days the office marks. What touches a window is in `window.py`."""

from __future__ import annotations

from datetime import date

from sqlalchemy import extract, or_, select
from sqlalchemy.orm import Session

from planner.errors import NotFound
from planner.holidays.models import Holiday, HolidayCountry, HolidayYear, MarkedDays
from planner.holidays.words import HOME

FIRST_MONTH_TO_REMIND = 10
"""The cabinet and the Bank of Thailand announce the next year's days in its last months."""


def chosen(session: Session) -> list[HolidayCountry]:
    """The countries shown beside Thailand, in the order they were chosen."""
    return list(session.scalars(select(HolidayCountry).order_by(HolidayCountry.id)))


def is_chosen(session: Session, country: str) -> bool:
    """Whether the office shows this country's holidays."""
    if country == HOME:
        return True
    found = select(HolidayCountry.id).where(HolidayCountry.country == country)
    return session.scalar(found) is not None


def year(session: Session, country: str, of: int) -> HolidayYear | None:
    """What is known of a country's year; None where nobody touched it."""
    return session.scalars(
        select(HolidayYear).where(HolidayYear.country == country, HolidayYear.year == of)
    ).one_or_none()


def holiday(session: Session, holiday_id: int) -> Holiday:
    """One holiday."""
    found = session.get(Holiday, holiday_id)
    if found is None:
        raise NotFound
    return found


def of_year(session: Session, country: str, of: int) -> list[Holiday]:
    """The days that stand in a year, or stood in it in the package, struck off ones among them."""
    return list(
        session.scalars(
            select(Holiday)
            .where(
                Holiday.country == country,
                or_(extract("year", Holiday.on) == of, extract("year", Holiday.said_on) == of),
            )
            .order_by(Holiday.on, Holiday.id)
        )
    )


def year_to_confirm(session: Session, today: date) -> int | None:
    """The next year, when it is time to confirm Thailand's holidays and nobody has; else None. One statement."""
    if today.month < FIRST_MONTH_TO_REMIND:
        return None
    coming = today.year + 1
    found = year(session, HOME, coming)
    return coming if found is None or found.confirmed_at is None else None


def marked(session: Session, marked_id: int) -> MarkedDays:
    """Days that somebody marked."""
    found = session.get(MarkedDays, marked_id)
    if found is None:
        raise NotFound
    return found


def all_marked(session: Session) -> list[MarkedDays]:
    """Everything marked by anybody, by the day it begins in its year."""
    found = session.scalars(select(MarkedDays))
    return sorted(found, key=lambda one: (one.start_on.month, one.start_on.day, one.id))
