"""What a day is, in a few words: under date fields, on the pages of events."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from flask import g, url_for

from planner import dates
from planner.events.timing import Timing
from planner.extensions import db
from planner.holidays import package, window
from planner.holidays.window import Day, Days
from planner.holidays.words import DAYS_OFF, FIRST_YEAR, HOME, LAST_YEAR, HolidayKind, MarkKind
from planner.holidays.working_days import next_working_day
from planner.i18n import mark, pick
from planner.web import gate, language
from planner.web.language import say
from planner.web.vocabulary import name_of

LONGEST = timedelta(days=366)

HOLIDAY = mark("This is a holiday: %(name)s")
ELSEWHERE = mark("A holiday in %(country)s: %(name)s")
OBSERVED = mark("On this day: %(name)s")
CLOSED = mark("%(kind)s: %(name)s")
UNCONFIRMED = mark("%(said)s (not confirmed yet)")
NEXT_WORKING_DAY = mark("Next working day: %(day)s")
SENSITIVE = mark("In a sensitive period: %(name)s")


def note(on: date | None) -> str:
    """What a day is for the reader: holidays, sensitive periods, awareness days; empty where it is nothing.

    One statement a year asked about, however many fields stand on the page.
    """
    if on is None or not FIRST_YEAR <= on.year <= LAST_YEAR or gate.actor_or_none() is None:
        return ""
    return " · ".join(said(_of_year(on.year), on))


def working_day_after(on: date | None) -> date | None:
    """The next working day after a day on which the office is closed; None of a day on which it works.

    No further statement than `note` needs, unless the day lies in another year.
    """
    if on is None or not FIRST_YEAR <= on.year <= LAST_YEAR or gate.actor_or_none() is None:
        return None
    found = next_working_day(on, _of_year(on.year).days_off)
    if on.year < found.year <= LAST_YEAR:
        found = next_working_day(found, _of_year(found.year).days_off)
    return None if found == on else found


def said(days: Days, on: date) -> list[str]:
    """Every sentence about one day of a window."""
    part = days.within(on, on)
    sentences = [_of_holiday(day) for day in part.holidays]
    for one in part.marked:
        name = pick(one.name_th, one.name_en, language.language()).text
        sentences.append(say(SENSITIVE if one.kind is MarkKind.SENSITIVE else OBSERVED, name=name))
    return sentences


def told(days: Days) -> list[tuple[str, str]]:
    """The days off and sensitive periods of a window, each with its days, in their order."""
    found = [(day.on, _span(day.on, day.on), _of_holiday(day)) for day in days.holidays if day.is_day_off]
    for one in days.of(MarkKind.SENSITIVE):
        name = pick(one.name_th, one.name_en, language.language()).text
        found.append((one.start_on, _span(one.start_on, one.end_on), say(SENSITIVE, name=name)))
    return [(when, sentence) for _on, when, sentence in sorted(found)]


@dataclass(frozen=True)
class EventDays:
    """What the days of an event are: those of its (first) time, and those of times to come, by their day."""

    first: list[str]
    coming: dict[date, str]


def of_event(timing: Timing, zone: str, team_id: int, coming: Collection[date]) -> EventDays:
    """One statement, however many times are still to come. Long ones are looked at for `LONGEST` days."""
    start, end = timing.days_in(zone)
    end = min(end, start + LONGEST)
    days = window.between(db.session, min([start, *coming]), max([end, *coming]), team_ids={team_id})
    part = days.within(start, end)
    first = said(days, start) if start == end else [f"{when}: {sentence}" for when, sentence in told(part)]
    return EventDays(first, {on: " · ".join(said(days, on)) for on in coming})


def address() -> str:
    """Where scripts ask what a day is; nowhere for strangers, who are told nothing."""
    return "" if gate.actor_or_none() is None else url_for("holidays.on", on="-").removesuffix("-")


def own_teams() -> Collection[int]:
    """The teams whose marked days the reader sees without asking."""
    actor = gate.actor_or_none()
    return actor.team_ids if actor else ()


def kind_name(kind: HolidayKind) -> str:
    """What a kind of holiday is called."""
    return say(name_of(kind))


def _of_holiday(day: Day) -> str:
    # the short names: beside a field there is room for few words
    names = day.short_name_th or day.name_th, day.short_name_en or day.name_en
    name = pick(*names, language.language()).text
    if day.country != HOME:
        sentence = say(ELSEWHERE, country=package.country_name(day.country, language.language()), name=name)
    elif day.kind in DAYS_OFF:
        sentence = say(HOLIDAY, name=name)
    elif day.kind is HolidayKind.OBSERVANCE:
        return say(OBSERVED, name=name)
    else:
        sentence = say(CLOSED, kind=kind_name(day.kind), name=name)
    return sentence if day.is_confirmed else say(UNCONFIRMED, said=sentence)


def _of_year(year: int) -> Days:
    kept: dict[int, Days] = g.setdefault("days_of_years", {})
    if year not in kept:
        first, last = date(year, 1, 1), date(year, 12, 31)
        kept[year] = window.between(db.session, first, last, team_ids=own_teams())
    return kept[year]


def _span(first: date, last: date) -> str:
    return dates.format_range(first, last, language.language(), language.era(), style="weekday")
