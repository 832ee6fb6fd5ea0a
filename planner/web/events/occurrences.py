"""One occurrence of a series: changing it, it and what follows, or all; cancelling it, leaving it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.errors import NotFound
from planner.events import queries, series, stored
from planner.events.models import Event
from planner.events.series import Scope
from planner.events.words import EventStatus
from planner.extensions import db
from planner.i18n import Marked, mark
from planner.web.clashes import planning
from planner.web.days import iso_day
from planner.web.events import shown
from planner.web.events.blueprint import bp
from planner.web.events.editing import open_event
from planner.web.events.series_forms import OccurrenceForm, OneOf
from planner.web.events.steps import may_edit, seen_reason, seen_version
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]

CHANGED: dict[Scope, Marked] = {
    Scope.THIS: mark("This occurrence was changed."),
    Scope.FOLLOWING: mark("This and the following are an event of their own now."),
    Scope.ALL: mark("The whole series was changed."),
}
DONE: dict[str, Marked] = {
    "cancel": mark("This occurrence was cancelled. Whoever holds a feed is told so."),
    "cancel-following": mark("This and the following were cancelled. Whoever holds a feed is told so."),
    "restore": mark("This occurrence takes place after all."),
    "leave-out": mark("This day was left out of the series."),
    "take-in": mark("This day was taken back into the series."),
}
ACTS: dict[str, Callable[[int, date], object]] = {
    "cancel": lambda event_id, on: _cancel(event_id, on, Scope.THIS),
    "cancel-following": lambda event_id, on: _cancel(event_id, on, Scope.FOLLOWING),
    "restore": lambda event_id, on: series.restore(
        db.session, event_id, on, actor=actor(), version=seen_version()
    ),
    "leave-out": lambda event_id, on: series.leave_out(
        db.session, event_id, on, actor=actor(), version=seen_version()
    ),
    "take-in": lambda event_id, on: series.take_in(
        db.session, event_id, on, actor=actor(), version=seen_version()
    ),
}
UNDO = {"cancel": "restore", "leave-out": "take-in"}


@bp.get("/events/<int:id>/occurrences/<string(length=10):on>")
def occurrence(id: int, on: str) -> Answer:
    """One occurrence as it is to be."""
    event = queries.shown(db.session, id, actor=actor())
    day = _day_of(event, on)
    return _page(event, day, OccurrenceForm(record=OneOf(event, day)) if may_edit(event) else None)


@bp.post("/events/<int:id>/occurrences/<string(length=10):on>")
def change(id: int, on: str) -> Answer:
    """Change this one, this and the following, or all."""
    event = open_event(id)
    day = _day_of(event, on)
    form = OccurrenceForm(record=OneOf(event, day))
    if form.validate_on_submit():
        with saving(form) as saved:
            data = form.to_data(event)
            held = series.change(db.session, id, day, data, actor=actor(), version=form.seen_version)
            saved.at(url_for("events.show", id=held.id, _anchor="when"))
        if saved:
            flash(say(CHANGED[form.scope.data]), "done")
            planning.tell(held.id)
            return saved.redirect()
        event = open_event(id)
        day = _day_of(event, on)
        form.record = OneOf(event, day)
    return _page(event, day, form)


@bp.post(
    "/events/<int:id>/occurrences/<string(length=10):on>"
    "/<any(cancel, 'cancel-following', restore, 'leave-out', 'take-in'):verb>"
)
def occurrence_step(id: int, on: str, verb: str) -> Response:
    """Cancel, restore, leave out or take back in."""
    day = _day(on)
    with acting() as done:
        ACTS[verb](id, day)
    if done:
        told = say(DONE[verb])
        undo = UNDO.get(verb)
        address = url_for("events.occurrence_step", id=id, on=on, verb=undo) if undo else None
        flash({"text": told, "undo": address} if address else told, "done")  # type: ignore[arg-type]
    return redirect(url_for("events.show", id=id, _anchor="when"))


def _cancel(id: int, on: date, scope: Scope) -> Event:
    return series.cancel(
        db.session, id, on, scope, actor=actor(), reason=seen_reason(), version=seen_version()
    )


def _page(event: Event, on: date, form: OccurrenceForm | None) -> Answer:
    timing = stored.series_of(event).timing_of(on)
    override = next((row for row in event.overrides if row.on == on), None)
    status = override.status if override and override.status else event.status
    body = render_template(
        "events/occurrence.html",
        event=event,
        campaign=event.campaign,
        on=on,
        form=form,
        said=series.words_of(event, on),
        when=shown.when(timing),
        status=status,
        reason=override.status_reason if override else None,
        is_cancelled=override is not None and override.status == EventStatus.CANCELLED,
        how_often=shown.how_often(event.recurrence),
        address=url_for("events.occurrence", id=event.id, on=on.isoformat()),
    )
    return body, form.status if form is not None and request.method == "POST" else 200


def _day(on: str) -> date:
    """The day of the address; anything else is no occurrence."""
    day = iso_day(on)
    if day is None:
        raise NotFound
    return day


def _day_of(event: Event, on: str) -> date:
    day = _day(on)
    if event.recurrence is None or not stored.series_of(event).has(day):
        raise NotFound
    return day
