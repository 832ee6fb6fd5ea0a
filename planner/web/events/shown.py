"""Events in words: when, how often, which occurrences come next, and who outside sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from planner import dates
from planner.campaigns.lifecycle import SHOWN_OUTSIDE, Status
from planner.events import recurrence, recurrence_words, stored
from planner.events.models import Event
from planner.events.queries import Listed
from planner.events.recurrence import Occurrence, Series
from planner.events.recurrence_rule import Rule
from planner.events.timing import AllDay, Timing, Window
from planner.events.visibility import effective
from planner.events.words import EventStatus, Visibility
from planner.i18n import Text, mark, pick
from planner.web import context, language
from planner.web.language import say

NEXT = 6
HOUR_MARK = " น."
FAR = timedelta(days=3660)
ALL_DAY = mark("%(days)s, all day")
UNTIL = mark("until %(day)s")
ELSEWHERE = mark("%(clock)s in %(city)s")

OUTSIDE: dict[Visibility, str] = {
    Visibility.PUBLIC: mark("Anyone who holds an open feed"),
    Visibility.STAKEHOLDERS: mark("Those who take part in the campaign"),
    Visibility.INVITED: mark("Those attached to this event"),
    Visibility.TEAM: mark("Nobody outside"),
    Visibility.RESTRICTED: mark("Nobody outside"),
}
MEANINGS: dict[Visibility, str] = {
    Visibility.PUBLIC: mark("Anyone who holds an open feed, once the campaign is approved."),
    Visibility.STAKEHOLDERS: mark("Stakeholders who take part in the campaign, once it is approved."),
    Visibility.INVITED: mark("Stakeholders attached to this event, once the campaign is approved."),
    Visibility.TEAM: mark("Members of the team alone."),
    Visibility.RESTRICTED: mark("Owner and approver of the campaign, and administrators."),
}
NOT_APPROVED = mark("Not yet: the campaign is not approved.")
ARCHIVED = mark("No longer: the campaign is archived.")
CALLED_OFF = mark("As cancelled, with its campaign.")
NOT_BEFORE = mark("Not before %(at)s.")


@dataclass(frozen=True)
class Date:
    """One occurrence of a series, as a line."""

    on: date
    starts_on: date
    """The day it really begins, by the event's own clocks; `on` names it within the series."""
    when: str
    title: Text
    status: EventStatus | None
    is_changed: bool


def when(timing: Timing) -> str:
    """A time in the reader's language and era; the zone is named where the reader's clocks show another time."""
    if isinstance(timing, AllDay):
        days = dates.format_range(
            timing.first_on, timing.last_on, language.language(), language.era(), style="weekday"
        )
        return say(ALL_DAY, days=days)
    return dates.format_span(
        timing.starts_at,
        timing.ends_at,
        dates.zone(timing.zone),
        language.language(),
        language.era(),
        style="weekday",
        reader_zone=dates.zone(language.zone()),
    )


def hours(timing: Timing) -> str:
    """The times of day alone; whole days have none.

    They are those of the event's own clocks, as the day and the rule beside them are: a Thursday evening in New York
    is Friday in Bangkok, and "every Thursday" would be wrong. The city is named where the reader's clocks differ.
    """
    if isinstance(timing, AllDay):
        return ""
    own, readers = dates.zone(timing.zone), dates.zone(language.zone())
    start, end = (dates.instant_to_local(at, own)[1] for at in (timing.starts_at, timing.ends_at))
    at = wall_span(start, end)
    if timing.starts_at.astimezone(own).utcoffset() == timing.starts_at.astimezone(readers).utcoffset():
        return at
    return say(ELSEWHERE, clock=at, city=dates.zone_city(timing.zone, language.language()))


def occasion(line: Listed) -> str:
    """What stands under an event in a list: its hours, how often, where."""
    timing = line.timing
    days = ""
    if isinstance(timing, AllDay) and timing.days > 1:
        days = say(UNTIL, day=dates.format_day(timing.last_on, language.language(), language.era()))
    venue = pick(line.venue_th, line.venue_en, language.language()).text
    return " · ".join(part for part in (days, hours(timing), how_often(line.rule), venue) if part)


def wall_span(start: time, end: time) -> str:
    """From one time on the wall to another; the Thai mark of the hour stands once."""
    first, last = (dates.format_time(at, language.language()) for at in (start, end))
    return last if start == end else f"{first.removesuffix(HOUR_MARK)}–{last}"


def how_often(rule: str | Rule | None) -> str:
    """A rule in words, to stand alone."""
    if rule is None:
        return ""
    read = Rule.parse(rule) if isinstance(rule, str) else rule
    said = recurrence_words.words(read, language.language(), language.era())
    return said[:1].upper() + said[1:]


def days_of(series: Series, since: datetime, zone: str, most: int) -> list[Occurrence]:
    """The next occurrences from an instant (aware, UTC)."""
    window = Window(since, since + FAR, zone)
    return list(islice(recurrence.occurrences(series, window), most))


def coming(event: Event, now: datetime) -> list[Date]:
    """The next occurrences of a series, those cancelled or changed among them."""
    return [_date(event, one) for one in days_of(stored.series_of(event), now, event.timezone, NEXT)]


def first_days(series: Series, most: int) -> Iterator[str]:
    """The first occurrences of a series, as days."""
    start = stored_start(series) - timedelta(days=1)
    for one in days_of(series, start, language.zone(), most):
        yield dates.format_day(one.timing.on, language.language(), language.era(), style="weekday")


def stored_start(series: Series) -> datetime:
    """An instant before everything of the series."""
    return recurrence.bounds(series)[0]


def _date(event: Event, one: Occurrence) -> Date:
    override = next((row for row in event.overrides if row.on == one.on), None)
    title_th = (override and override.title_th) or event.title_th
    title_en = (override and override.title_en) or event.title_en
    return Date(
        on=one.on,
        starts_on=one.timing.days_in(event.timezone)[0],
        when=when(one.timing),
        title=pick(title_th, title_en, language.language()),
        status=override.status if override else None,
        is_changed=one.is_override and not one.is_cancelled,
    )


def outside(event: Event, now: datetime) -> tuple[str, str]:
    """Who outside may see the event, and why they do not yet; empty when nothing stands in the way."""
    campaign = event.campaign
    level = effective(event.visibility, campaign.confidentiality)
    who = say(OUTSIDE[level])
    if level in {Visibility.TEAM, Visibility.RESTRICTED}:
        return who, ""
    embargoes = [at for at in (event.embargo_until, campaign.embargo_until) if at is not None and at > now]
    if embargoes:
        return who, say(NOT_BEFORE, at=context.instant(max(embargoes), event.timezone))
    if campaign.status == Status.CANCELLED:
        return who, say(CALLED_OFF)
    if campaign.status == Status.ARCHIVED:
        return who, say(ARCHIVED)
    return who, "" if campaign.status in SHOWN_OUTSIDE else say(NOT_APPROVED)
