"""The clashes that an event would have, from what a form holds: shown while planning, never in the way of saving."""

from __future__ import annotations

from typing import Any

from flask import flash, url_for

from planner import clock, dates
from planner.accounts import queries as people
from planner.calendar import clash_queries
from planner.calendar.clash_queries import Draft
from planner.campaigns.models import Campaign
from planner.errors import Refusal
from planner.events import queries, recurrence, stored
from planner.events.models import Event
from planner.events.timing import Timing
from planner.events.words import EventType, Visibility
from planner.extensions import db
from planner.i18n import mark
from planner.web.clashes import words
from planner.web.clashes.words import Line
from planner.web.events.forms import MoveForm, NewEventForm, when_of
from planner.web.gate import actor
from planner.web.language import say

WHEN = ("start_on", "start_time", "end_on", "end_time", "timezone", "all_day")
ONE, MANY = mark("It clashes with something: see why."), mark("It clashes in %(count)s ways: see why.")


def of_new(form: NewEventForm, campaign: Campaign) -> list[Line] | None:
    """What an event to be made would clash with; None where its time cannot be told yet."""
    timing = _timing(form)
    if timing is None:
        return None
    draft = Draft(
        campaign_id=campaign.id,
        timezone=form.timezone.data or dates.HOME_ZONE,
        type=form.type.data or EventType.MILESTONE,
        visibility=form.visibility.data or Visibility.TEAM,
        venue_th=form.venue_th.data,
        venue_en=form.venue_en.data,
    )
    looked = clash_queries.of_draft(db.session, draft, timing, campaign, actor=actor(), now=clock.now())
    return words.of_looked(looked)


def of_move(form: MoveForm, event: Event) -> list[Line] | None:
    """What an event would clash with at another time, a series with all that comes after it."""
    timing = _timing(form)
    if timing is None:
        return None
    try:
        series = recurrence.moved(stored.series_of(event), timing)
    except Refusal:
        return None
    looked = clash_queries.of_moved(db.session, event, series, actor=actor(), now=clock.now())
    return words.of_looked(looked)


def tell(event_id: int) -> None:
    """On the page after saving: that there are clashes that nobody accepts, and where they stand."""
    # the commit has let go of the reader's teams, too
    reader = people.person(db.session, actor().id)
    event = queries.shown(db.session, event_id, actor=reader)
    looked = clash_queries.of_event(db.session, event, actor=reader, now=clock.now())
    count = len(looked.open)
    if count:
        told = {
            "text": say(ONE) if count == 1 else say(MANY, count=count),
            "link": url_for("events.show", id=event_id, _anchor="clashes"),
        }
        flash(told, "warning")  # type: ignore[arg-type] # a flash holds what JSON holds


def _timing(form: Any) -> Timing | None:
    """The time as typed; None where it is none."""
    if form.start_on.data is None or any(form[key].errors for key in WHEN):
        return None
    try:
        return when_of(form).timing()
    except Refusal:
        return None
