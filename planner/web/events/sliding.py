"""Moving an event from the calendar: dragging, keys and the page “Move to…” all send the same request.

A step says how far (`days`, `minutes`, `longer_days`, `longer_minutes`); the page says where to (`to_on`, `to_time`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.errors import NotFound
from planner.events import sliding, stored
from planner.events.models import Event
from planner.events.series import Scope
from planner.events.sliding import Slide
from planner.events.when import When
from planner.extensions import db
from planner.i18n import mark
from planner.web import fields
from planner.web.clashes import planning
from planner.web.days import iso_day
from planner.web.events import shown
from planner.web.events.blueprint import bp
from planner.web.events.editing import open_event
from planner.web.events.steps import seen_version
from planner.web.forms import PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]

MOVED_TO = mark("Moved: %(when)s.")
STAYS = mark("It is there already.")
STEPS = ("days", "minutes", "longer_days", "longer_minutes")


@dataclass(frozen=True)
class Slid:
    """An event and the time that is to be changed."""

    event: Event
    when: When

    @property
    def version(self) -> int:
        """The event's."""
        return self.event.version


class SlideForm(PlannerForm):
    """Where to; of a series also how far that reaches. In the event's own zone."""

    to_on = fields.Day(mark("To the day"), needed=True)
    to_time = fields.TimeOfDay(mark("Start time"))
    scope = fields.RadioChoice(mark("Which"), Scope, needed=False)

    @classmethod
    def prefill(cls, record: Slid) -> dict[str, Any]:
        """Where it is now."""
        return {"to_on": record.when.start_on, "to_time": record.when.start_time, "scope": Scope.THIS}

    def by(self, when: When) -> Slide:
        """How far that is from where it is now. The time stays as it is where none is given."""
        assert self.to_on.data is not None  # noqa: S101 - the control is needed
        at = when.start_time or time.min
        to = datetime.combine(self.to_on.data, at if when.is_all_day else self.to_time.data or at)
        apart = to - datetime.combine(when.start_on, at)
        return Slide(days=apart.days, minutes=apart.seconds // 60)


@bp.route("/events/<int:id>/slide", methods=["GET", "POST"])
def slide(id: int) -> Answer:
    """Move an event or one occurrence by a step, or to another day and hour."""
    event = open_event(id)
    on = _occurrence(event)
    if any(key in request.form for key in STEPS):
        return _step(event, on)
    form = SlideForm(record=Slid(event, sliding.when_of(event, on)))
    if form.validate_on_submit():
        by = form.by(form.record.when)
        with saving(form) as saved:
            held_id, location = _slid(event, on, by, form.scope.data or Scope.THIS, form.seen_version)
            saved.at(location)
        if saved:
            _warn(held_id, by)
            return saved.redirect()
        event = open_event(id)
        form.record = Slid(event, sliding.when_of(event, on))
    body = render_template(
        "events/slide.html",
        form=form,
        event=event,
        on=on,
        when=form.record.when,
        back=_back(event.id),
        is_series=event.recurrence is not None,
    )
    return body, form.status


def _step(event: Event, on: date | None) -> Response:
    """Dragged, or moved by keys. A refusal is told where the person comes back to."""
    by = Slide(**{key: _whole(key) for key in STEPS})
    location = _back(event.id)
    scope = request.form.get("scope", Scope.THIS)
    with acting() as done:
        wanted = Scope(scope) if scope in set(Scope) else Scope.THIS
        held_id, location = _slid(event, on, by, wanted, seen_version())
    if done:
        _warn(held_id, by)
    return redirect(location)


def _slid(event: Event, on: date | None, by: Slide, scope: Scope, version: int | None) -> tuple[int, str]:
    """Slide it and tell of it; which event holds it now, and where the person goes on."""
    was = sliding.when_of(event, on)
    held = sliding.slide(db.session, event.id, by, actor=actor(), on=on, scope=scope, version=version)
    if by.is_nothing:
        flash(say(STAYS), "done")
        return event.id, _back(event.id, on)
    wanted = sliding.slid(was, by)
    flash(say(MOVED_TO, when=shown.when(wanted.timing())), "done")
    if on is not None and scope is not Scope.THIS:
        # the days of a series that was moved as a whole go along
        on += wanted.start_on - was.start_on
    return held.id, f"{_back(held.id, on if held.recurrence is not None else None)}{_at(wanted.start_on)}"


def _warn(event_id: int, by: Slide) -> None:
    """Tell of clashes where it is now; of one that was let go where it was there is nothing new."""
    if not by.is_nothing:
        planning.tell(event_id)


def _occurrence(event: Event) -> date | None:
    """The day of the occurrence that is meant, of a series its first where none is named; it must be there."""
    if event.recurrence is None:
        return None
    series = stored.series_of(event)
    if "on" not in request.values:
        return series.timing.on if series.has(series.timing.on) else None
    day = iso_day(request.values["on"])
    if day is None or not series.has(day):
        raise NotFound
    return day


def _back(event_id: int, on: date | None = None) -> str:
    """The calendar that the person came from, with what was moved named for whoever goes on from there."""
    asked = request.values.get("back", "")
    calendar = url_for("calendar.index")
    if asked != calendar and not asked.startswith(f"{calendar}?"):
        return url_for("events.show", id=event_id, _anchor="when")
    place = url_for("events.show", id=event_id)
    if on is not None:
        place = url_for("events.occurrence", id=event_id, on=on.isoformat())
    return f"{asked.partition('#')[0]}#{place}"


def _at(day: date) -> str:
    """The day it went to, for the calendar to follow; the event's own page needs none."""
    return (
        f"@{day.isoformat()}" if request.values.get("back", "").startswith(url_for("calendar.index")) else ""
    )


def _whole(key: str) -> int:
    """A number that a script sends; anything else is none."""
    sent = request.form.get(key, "").strip()
    digits = sent.removeprefix("-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 8
    return int(sent) if is_number else 0
