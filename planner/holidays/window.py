"""Every day that matters between two days, in one statement whatever there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    Select,
    String,
    Text,
    and_,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from planner.holidays import package, yearly
from planner.holidays.models import Holiday, HolidayCountry, HolidayYear, MarkedDays
from planner.holidays.words import DAYS_OFF, HOME, HolidayKind, MarkKind


@dataclass(frozen=True, slots=True)
class Day:
    """A holiday. `is_confirmed`: an administrator said that its year stands as the office keeps it."""

    on: date
    country: str
    kind: HolidayKind
    name_th: str | None
    name_en: str | None
    short_name_th: str | None
    short_name_en: str | None
    is_confirmed: bool

    @property
    def is_day_off(self) -> bool:
        """Whether the office is closed."""
        return self.country == HOME and self.kind in DAYS_OFF


@dataclass(frozen=True, slots=True)
class Stretch:
    """One time of days that a team or the organisation (no team) marks, both ends included."""

    id: int
    kind: MarkKind
    team_id: int | None
    start_on: date
    end_on: date
    name_th: str | None
    name_en: str | None


@dataclass(frozen=True, slots=True)
class Days:
    """What matters in a window: holidays by day, stretches by their first day."""

    holidays: tuple[Day, ...]
    marked: tuple[Stretch, ...]
    unconfirmed_years: tuple[int, ...]
    """Of the home country, of the common era."""

    @property
    def days_off(self) -> frozenset[date]:
        """The days on which the office is closed, weekends not counted."""
        return frozenset(day.on for day in self.holidays if day.is_day_off)

    def of(self, kind: MarkKind) -> list[Stretch]:
        """What is marked for one reason."""
        return [one for one in self.marked if one.kind is kind]

    def within(self, first: date, last: date) -> Days:
        """A part of the window."""
        return Days(
            tuple(day for day in self.holidays if first <= day.on <= last),
            tuple(one for one in self.marked if one.start_on <= last and one.end_on >= first),
            tuple(year for year in self.unconfirmed_years if first.year <= year <= last.year),
        )


def between(session: Session, first: date, last: date, *, team_ids: Collection[int] = ()) -> Days:
    """What matters from one day to another, both included: for the organisation, and for these teams.

    A year that nobody has taken over has the package's public holidays. One statement, always.
    """
    asked = {
        "first": first,
        "last": last,
        "first_year": first.year,
        "last_year": last.year,
        "teams": sorted(team_ids),
    }
    rows = session.execute(_statement(), asked).all()
    of_years = {(row.country, row.number): row for row in rows if row.what == "year"}
    countries = [HOME, *(row.country for row in rows if row.what == "country")]
    holidays = [_day(row, of_years.get((row.country, row.on.year))) for row in rows if row.what == "holiday"]
    for country in countries:
        for year in range(first.year, last.year + 1):
            known = of_years.get((country, year))
            if known is None or not known.is_taken_over:
                held = {(day.on, day.country) for day in holidays}
                holidays += [
                    day
                    for day in _as_packaged(country, year, is_confirmed=bool(known and known.flag))
                    if first <= day.on <= last and (day.on, country) not in held
                ]
    return Days(
        holidays=tuple(sorted(holidays, key=lambda day: (day.on, not day.is_day_off, day.country != HOME))),
        marked=tuple(sorted(_stretches(rows, first, last), key=lambda one: (one.start_on, one.id))),
        unconfirmed_years=tuple(
            year
            for year in range(first.year, last.year + 1)
            if (HOME, year) not in of_years or not of_years[HOME, year].flag
        ),
    )


@cache
def _statement() -> Any:
    """Built once: that takes longer than the answer."""
    first, last = bindparam("first", type_=Date), bindparam("last", type_=Date)
    chosen = select(HolidayCountry.country)
    held = select(
        *_columns(
            "holiday",
            number=Holiday.id,
            country=Holiday.country,
            kind=type_coerce(Holiday.kind, String),
            on=Holiday.on,
            end_on=Holiday.on,
            name_th=Holiday.name_th,
            name_en=Holiday.name_en,
            short_name_th=Holiday.short_name_th,
            short_name_en=Holiday.short_name_en,
        )
    ).where(
        Holiday.on.between(first, last),
        Holiday.is_struck_off.is_(False),
        or_(Holiday.country == HOME, Holiday.country.in_(chosen)),
    )
    years = select(
        *_columns(
            "year",
            number=HolidayYear.year,
            country=HolidayYear.country,
            flag=HolidayYear.confirmed_at.is_not(None),
            is_taken_over=HolidayYear.taken_over_at.is_not(None),
        )
    ).where(HolidayYear.year.between(bindparam("first_year"), bindparam("last_year")))
    countries = select(*_columns("country", country=HolidayCountry.country))
    return union_all(held, years, countries, _marked(first, last))


def _marked(first: Any, last: Any) -> Select[Any]:
    teams: Any = bindparam("teams", expanding=True, type_=Integer)
    once = and_(MarkedDays.start_on <= last, MarkedDays.end_on >= first)
    return select(
        *_columns(
            "marked",
            number=MarkedDays.id,
            team_id=MarkedDays.team_id,
            kind=type_coerce(MarkedDays.kind, String),
            on=MarkedDays.start_on,
            end_on=MarkedDays.end_on,
            name_th=cast(MarkedDays.name_th, Text),
            name_en=cast(MarkedDays.name_en, Text),
            flag=MarkedDays.recurs_yearly,
        )
    ).where(
        or_(MarkedDays.team_id.is_(None), MarkedDays.team_id.in_(teams)),
        or_(once, MarkedDays.recurs_yearly.is_(True)),
    )


# PostgreSQL must be told what is missing in one part of a union
_SHAPE: dict[str, Any] = {
    "number": Integer,
    "team_id": Integer,
    "country": String(2),
    "kind": String(40),
    "on": Date,
    "end_on": Date,
    "name_th": Text,
    "name_en": Text,
    "short_name_th": Text,
    "short_name_en": Text,
    "flag": Boolean,
    "is_taken_over": Boolean,
}


def _columns(what: str, **given: Any) -> Iterator[Any]:
    yield cast(literal(what), String(10)).label("what")
    for key, kind in _SHAPE.items():
        yield type_coerce(given.get(key, cast(null(), kind)), kind).label(key)


def _day(row: Any, of_year: Any) -> Day:
    return Day(
        row.on,
        row.country,
        HolidayKind(row.kind),
        row.name_th,
        row.name_en,
        row.short_name_th,
        row.short_name_en,
        bool(of_year and of_year.flag),
    )


def _as_packaged(country: str, year: int, *, is_confirmed: bool) -> Iterator[Day]:
    for said in package.said(country, year) or ():
        if said.kind in DAYS_OFF:
            yield Day(
                said.on,
                country,
                said.kind,
                said.name_th,
                said.name_en,
                said.short_name_th,
                said.short_name_en,
                is_confirmed,
            )


def _stretches(rows: Collection[Any], first: date, last: date) -> Iterator[Stretch]:
    for row in rows:
        if row.what == "marked":
            for start, end in yearly.times(row.on, row.end_on, first, last, recurs=row.flag):
                yield Stretch(
                    row.number, MarkKind(row.kind), row.team_id, start, end, row.name_th, row.name_en
                )
