"""A campaign's days as a strip: its own span, its events, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import url_for

from planner import charts, clock, dates
from planner.campaigns.models import Campaign
from planner.charts import Bar, BarKind, Caption, Tick, TimelineStrip
from planner.events.queries import Listed
from planner.events.words import EventStatus
from planner.i18n import mark, pick_of
from planner.web import context, language
from planner.web.language import say

TITLE = mark("Timeline")
DESCRIPTION = mark("From %(start)s to %(end)s. The events stand in the list below.")
TODAY = mark("Today")
# a year on either side is as far as a strip can be read
MARGIN = timedelta(days=366)


def strip(campaign: Campaign, events: Sequence[Listed]) -> TimelineStrip:
    """The campaign over its whole length, and events that lie somewhat outside of it."""
    earliest, latest = campaign.start_on - MARGIN, campaign.end_on + MARGIN
    own = _own(campaign)
    bars = [bar for bar in map(_bar, events) if bar.end >= earliest and bar.start <= latest]
    start = max(earliest, min(bar.start for bar in (own, *bars)))
    end = min(latest, max(bar.end for bar in (own, *bars)))
    today = clock.today(language.zone())
    description = say(DESCRIPTION, start=context.day(start), end=context.day(end))
    return charts.timeline_strip(
        start,
        end,
        [own, *bars],
        Caption(f"campaign-{campaign.id}", say(TITLE), description),
        ticks=[Tick(on, _tick(on)) for on in charts.tick_days(start, end)],
        today=Tick(today, say(TODAY)),
    )


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
