"""The day of an event on a telephone: what is on, what is next, what is late, and the checklist.

It is a page like any other; scripts ask for it anew every few seconds, so that colleagues see each other's ticks.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock, dates
from planner.errors import NotFound
from planner.events import checklist, links, queries, run_of_day, run_sheet, stored
from planner.events.models import ChecklistItem, Event
from planner.events.run_of_day import Day, Phase, Place
from planner.events.words import EventStatus, ItemState
from planner.extensions import db
from planner.i18n import mark
from planner.web import language
from planner.web.days import iso_day
from planner.web.events import shown
from planner.web.events.blueprint import bp
from planner.web.events.steps import may_edit
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting

IN_MINUTES = mark("in %(minutes)s min")
IN_HOURS = mark("in %(hours)s h %(minutes)s min")
IN_DAYS = mark("in %(days)s days")
PLACE_NAMES: dict[Place, str] = {
    Place.LATE: mark("Late"),
    Place.NOW: mark("Now"),
    Place.NEXT: mark("Next"),
    Place.LATER: mark("Later"),
    Place.DONE: mark("Done"),
    Place.DROPPED: mark("Dropped"),
}
BEGUN_AGAIN = mark("Back to the beginning: nothing is done or ticked.")
CALLED_OFF = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})


@bp.get("/events/<int:id>/day")
def day(id: int) -> str:
    """The day, for whoever may read the event; who may change it can say how far each step is."""
    event = queries.shown(db.session, id, actor=actor())
    now = clock.now()
    found = run_of_day.day_of(event, now, _asked())
    if found is None:
        raise NotFound
    return render_template(
        "events/day.html",
        event=event,
        campaign=event.campaign,
        day=found,
        places=[(place, say(name), found.of(place)) for place, name in PLACE_NAMES.items()],
        until=lambda at: _until(at - now),
        when=shown.when(found.timing),
        clock_of=_clock_of(event),
        as_of=_wall(now, event),
        wall=lambda at: _wall(at, event),
        may_edit=may_edit(event),
        is_called_off=event.status in CALLED_OFF,
        **for_page(event, now),
        named_links=links.of(db.session, event),
        is_touched=_is_touched(event),
        held=_held(found),
        Phase=Phase,
    )


@bp.post("/events/<int:id>/day/<int:item_id>/<any(planned, ready, done, dropped):state>")
def stand(id: int, item_id: int, state: str) -> Response:
    """Say how far a step is."""
    with acting():
        run_sheet.stand(db.session, id, item_id, ItemState(state), actor=actor())
    return redirect(back_to_day(id))


@bp.post("/events/<int:id>/day/begin-again")
def begin_again(id: int) -> Response:
    """Set everything back, for the next time or after a rehearsal."""
    with acting() as done:
        run_of_day.begin_again(db.session, id, actor=actor())
    if done:
        flash(say(BEGUN_AGAIN), "done")
    return redirect(back_to_day(id))


def for_page(event: Event, now: datetime) -> dict[str, Any]:
    """For the pages of an event: its checklist, how far that is, and whether it is time to count whom one met."""
    today = _today(event, now)
    first_on, _ = stored.timing_of(event).days_in(event.timezone)
    return {
        "lines": _lines(event, today),
        "standing": checklist.standing(event, today),
        "may_count": first_on <= today,
    }


def back_to_day(id: int) -> str:
    """The page of the day on which something was done."""
    on = iso_day(request.form.get("day"))
    return url_for("events.day", id=id, on=None if on is None else on.isoformat())


def _asked() -> date | None:
    """The day in the address; one that is none is not there."""
    if "on" not in request.args:
        return None
    on = iso_day(request.args["on"])
    if on is None:
        raise NotFound
    return on


def _held(found: Day) -> dict[str, str]:
    """What every button of the page carries along, so that one comes back to this day."""
    return {"day": found.on.isoformat()}


def _lines(event: Event, today: date) -> list[tuple[ChecklistItem, date | None, bool]]:
    """The checklist: what is open first, each line with the day it is due and whether it is late."""
    lines = sorted(event.checklist, key=lambda one: one.ticked_at is not None)
    return [(one, checklist.due_on(one, event), checklist.is_late(one, event, today)) for one in lines]


def _today(event: Event, now: datetime) -> date:
    return now.astimezone(dates.zone(event.timezone)).date()


def _is_touched(event: Event) -> bool:
    """Whether there is anything to set back."""
    return any(one.ticked_at for one in event.checklist) or any(
        step.state is not ItemState.PLANNED for step in event.run_sheet
    )


def _until(left: timedelta) -> str:
    """How long there is to go: minutes, rounded up, then hours, then days."""
    minutes = -(-left // timedelta(minutes=1))
    if minutes < 60:
        return say(IN_MINUTES, minutes=minutes)
    if left < timedelta(days=2):
        return say(IN_HOURS, hours=minutes // 60, minutes=minutes % 60)
    return say(IN_DAYS, days=left.days)


def _wall(at: datetime, event: Event) -> str:
    return dates.format_time(at.astimezone(dates.zone(event.timezone)).time(), language.language())


def _clock_of(event: Event) -> str:
    """Whose clocks the times are of, where they are not the reader's."""
    return "" if event.timezone == language.zone() else dates.zone_city(event.timezone, language.language())
