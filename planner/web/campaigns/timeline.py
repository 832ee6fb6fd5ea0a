"""A campaign's days as a strip: its own span, its events, holidays, and times to be quiet in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for

from planner import charts, clock, dates
from planner.campaigns.models import Campaign
from planner.charts import Bar, BarKind, Caption, Marker, Tick, TimelineStrip
from planner.events.queries import Listed
from planner.events.words import EventStatus
from planner.extensions import db
from planner.holidays import window
from planner.holidays.window import Stretch
from planner.holidays.words import MarkKind
from planner.i18n import mark, pick_of
from planner.web import context, day_notes, language
from planner.web.language import say

TITLE = mark("Timeline")
DESCRIPTION = mark("From %(start)s to %(end)s. The events stand in the list below.")
TODAY = mark("Today")
# a year on either side is as far as a strip can be read
MARGIN = timedelta(days=366)


@dataclass(frozen=True)
class Strip:
    """The drawing, and the holidays and sensitive periods in it as (days, sentences)."""

    drawn: TimelineStrip
    days: list[tuple[str, str]]


def strip(campaign: Campaign, events: Sequence[Listed]) -> Strip:
    """The campaign over its whole length, and events that lie somewhat outside of it."""
    earliest, latest = campaign.start_on - MARGIN, campaign.end_on + MARGIN
    own = _own(campaign)
    bars = [bar for bar in map(_bar, events) if bar.end >= earliest and bar.start <= latest]
    start = max(earliest, min(bar.start for bar in (own, *bars)))
    end = min(latest, max(bar.end for bar in (own, *bars)))
    today = clock.today(language.zone())
    description = say(DESCRIPTION, start=context.day(start), end=context.day(end))
    days = window.between(db.session, start, end, team_ids={campaign.team_id})
    drawn = charts.timeline_strip(
        start,
        end,
        [own, *bars, *map(_quiet, days.of(MarkKind.SENSITIVE))],
        Caption(f"campaign-{campaign.id}", say(TITLE), description),
        ticks=[Tick(on, _tick(on)) for on in charts.tick_days(start, end)],
        days_off=[Marker(on, "") for on in days.days_off],
        today=Tick(today, say(TODAY)),
    )
    return Strip(drawn, day_notes.told(days))


def _quiet(one: Stretch) -> Bar:
    name = pick_of(one, "name", language.language())
    return Bar(one.start_on, one.end_on, name.text, BarKind.SENSITIVE, name.lang)


def _own(campaign: Campaign) -> Bar:
    title = pick_of(campaign, "title", language.language())
    return Bar(campaign.start_on, campaign.end_on, title.text, BarKind(campaign.kind.value), title.lang)


def _bar(event: Listed) -> Bar:
    first, last = event.timing.days_in(event.timezone)
    title = pick_of(event, "title", language.language())
    return Bar(
        first,
        last,
        title.text,
        BarKind.PLAIN,
        title.lang,
        url_for("events.show", id=event.id),
        event.status == EventStatus.CANCELLED,
    )


def _tick(on: date) -> str:
    """A month where months are named, else the day."""
    if on.day == 1:
        return dates.month_name(on.month, language.language(), "abbreviated")
    return context.day(on, "short")
