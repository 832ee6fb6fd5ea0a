"""What an administrator does with a country's year: taking it over, mending it, confirming it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.errors import NotFound, Refusal, expect_version
from planner.holidays import package, queries
from planner.holidays.models import Holiday, HolidayCountry, HolidayYear
from planner.holidays.package import Said
from planner.holidays.words import FIRST_YEAR, HOME, LAST_YEAR, HolidayKind
from planner.i18n import mark

CANNOT_TELL = mark("The package cannot tell the holidays of this year. Add them one by one.")
TAKE_OVER_FIRST = mark("Take the package’s days over first, so that what is confirmed is what stands here.")
ALREADY_THERE = mark("This day already has a holiday of that name.")


@dataclass(frozen=True)
class HolidayData:
    """A holiday as a person writes it; of the full names, one language suffices."""

    on: date
    kind: HolidayKind
    name_th: str | None = None
    name_en: str | None = None
    short_name_th: str | None = None
    short_name_en: str | None = None
    note: str | None = None


def take_over(session: Session, country: str, year: int, *, actor: User) -> int:
    """Write down the package's days of a year that are not here yet; how many. What is here stays as it is."""
    permissions.demand(actor, "holiday:manage")
    of_year = _year(session, country, year)
    said = package.said(country, year)
    if said is None:
        raise Refusal(CANNOT_TELL)
    rows = session.scalars(select(Holiday).where(Holiday.country == country, Holiday.said_on.is_not(None)))
    here = {(row.said_on, row.said_name) for row in rows}
    missing = [one for one in said if (one.on, one.name) not in here]
    if not missing and of_year.taken_over_at is not None:
        return 0
    session.add_all(_taken(one, country, actor) for one in missing)
    of_year.taken_over_at = clock.now()
    _log_year(session, of_year, "holiday_year.taken_over", actor, count=len(missing), source=package.source())
    return len(missing)


def add(session: Session, country: str, data: HolidayData, *, actor: User) -> Holiday:
    """Add a day that the package does not have, such as one the cabinet has announced."""
    permissions.demand(actor, "holiday:manage")
    of_year = _year(session, country, data.on.year)
    _expect_new(session, country, data)
    made = Holiday(country=country, **asdict(data))
    session.add(made)
    _log(session, made, of_year, "holiday.added", actor)
    return made


def revise(
    session: Session, holiday_id: int, data: HolidayData, *, actor: User, version: int | None = None
) -> Holiday:
    """Change a day: its date, its kind or its names."""
    holiday = _managed(session, holiday_id, actor, version)
    _expect_new(session, holiday.country, data, but=holiday.id)
    of_year = _year(session, holiday.country, data.on.year)
    for key, value in asdict(data).items():
        setattr(holiday, key, value)
    if session.is_modified(holiday):
        _log(session, holiday, of_year, "holiday.revised", actor)
    return holiday


def strike_off(session: Session, holiday_id: int, *, actor: User, version: int | None = None) -> Holiday:
    """Take a day out of use; it stays in the list, so that taking over again does not bring it back."""
    return _stand(session, holiday_id, actor, version, is_struck_off=True)


def put_back(session: Session, holiday_id: int, *, actor: User, version: int | None = None) -> Holiday:
    """Take a day into use again."""
    return _stand(session, holiday_id, actor, version, is_struck_off=False)


def confirm(session: Session, country: str, year: int, *, actor: User, version: int | None = None) -> None:
    """Say that the year stands as the office will keep it."""
    permissions.demand(actor, "holiday:manage")
    of_year = _year(session, country, year)
    expect_version(of_year.version, version)
    if of_year.taken_over_at is None and package.said(country, year):
        raise Refusal(TAKE_OVER_FIRST)
    if of_year.confirmed_at is not None:
        return
    of_year.confirmed_at, of_year.confirmed_by_id = clock.now(), actor.id
    _log_year(session, of_year, "holiday_year.confirmed", actor)


def reopen(session: Session, country: str, year: int, *, actor: User, version: int | None = None) -> None:
    """Take the confirmation of a year back."""
    permissions.demand(actor, "holiday:manage")
    of_year = _year(session, country, year)
    expect_version(of_year.version, version)
    if of_year.confirmed_at is None:
        return
    of_year.confirmed_at = of_year.confirmed_by_id = None
    _log_year(session, of_year, "holiday_year.reopened", actor)


def choose_country(session: Session, country: str, *, actor: User) -> HolidayCountry:
    """Show another country's holidays too."""
    permissions.demand(actor, "holiday:manage")
    if country == HOME or country not in package.countries():
        raise Refusal(mark("Choose a country from the list."), field="country")
    found = session.scalars(select(HolidayCountry).where(HolidayCountry.country == country)).one_or_none()
    if found is not None:
        return found
    made = HolidayCountry(country=country)
    session.add(made)
    log.record(session, verb="holiday_country.chosen", subject=made, actor=actor, country=country)
    return made


def drop_country(session: Session, country_id: int, *, actor: User) -> None:
    """Show a country's holidays no more. What was written down of its years stays."""
    permissions.demand(actor, "holiday:manage")
    found = session.get(HolidayCountry, country_id)
    if found is None:
        raise NotFound
    log.record(session, verb="holiday_country.dropped", subject=found, actor=actor, country=found.country)
    session.delete(found)
    session.flush()


def _year(session: Session, country: str, year: int) -> HolidayYear:
    """The row of a year, made where there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not queries.is_chosen(session, country):
        raise NotFound
    found = queries.year(session, country, year)
    if found is None:
        found = HolidayYear(country=country, year=year)
        session.add(found)
        session.flush()
    return found


def _taken(said: Said, country: str, actor: User) -> Holiday:
    return Holiday(
        country=country,
        on=said.on,
        kind=said.kind,
        name_th=said.name_th,
        name_en=said.name_en,
        short_name_th=said.short_name_th,
        short_name_en=said.short_name_en,
        source=package.source(),
        said_on=said.on,
        said_name=said.name,
        created_by_id=actor.id,
        updated_by_id=actor.id,
    )


def _expect_new(session: Session, country: str, data: HolidayData, *, but: int | None = None) -> None:
    """Two holidays may share a day, but not a name on it."""
    rows = session.scalars(select(Holiday).where(Holiday.country == country, Holiday.on == data.on))
    for row in rows:
        same = any(
            name and name == getattr(row, key)
            for key, name in (("name_th", data.name_th), ("name_en", data.name_en))
        )
        if row.id != but and same:
            raise Refusal(ALREADY_THERE, field="on")


def _managed(session: Session, holiday_id: int, actor: User, version: int | None) -> Holiday:
    permissions.demand(actor, "holiday:manage")
    holiday = queries.holiday(session, holiday_id)
    expect_version(holiday.version, version)
    return holiday


def _stand(
    session: Session, holiday_id: int, actor: User, version: int | None, *, is_struck_off: bool
) -> Holiday:
    holiday = _managed(session, holiday_id, actor, version)
    if holiday.is_struck_off != is_struck_off:
        holiday.is_struck_off = is_struck_off
        of_year = _year(session, holiday.country, holiday.on.year)
        verb = "holiday.struck_off" if is_struck_off else "holiday.put_back"
        _log(session, holiday, of_year, verb, actor)
    return holiday


def _log(session: Session, holiday: Holiday, of_year: HolidayYear, verb: str, actor: User) -> None:
    names: dict[str, Any] = {"name_th": holiday.name_th, "name_en": holiday.name_en}
    log.record(session, verb=verb, subject=holiday, actor=actor, about=[of_year], **names)


def _log_year(session: Session, of_year: HolidayYear, verb: str, actor: User, **values: Any) -> None:
    # which row says when and by whom is told by the entry itself
    log.record(session, verb=verb, subject=of_year, actor=actor, changes={}, year=of_year.year, **values)
