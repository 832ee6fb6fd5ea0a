"""Accepting clashes, asking for them while a form is being filled in, and all of a period."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import dates, text
from planner.calendar import accepting, clash_queries
from planner.calendar.looking import View
from planner.events import access
from planner.events.timing import Window
from planner.extensions import db
from planner.i18n import mark
from planner.web import language
from planner.web.calendar.views import asked_and_offered
from planner.web.clashes import planning, words
from planner.web.events.forms import MoveForm, NewEventForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting

bp = Blueprint("clashes", __name__)

ACCEPTED = mark("Accepted. It stays accepted until either side moves.")
REOPENED = mark("No longer accepted.")
MARKED = mark("clashes")
MOST = 200
"""Clashes on one page."""
LONG = frozenset({View.TIMELINE, View.YEAR})
"""Views of more days than a list of clashes is read for: of these the month is looked at."""


@bp.get("/calendar/clashes")
def index() -> str:
    """The clashes of the days that the calendar shows, narrowed by its filters."""
    asked, offered = asked_and_offered(instead=dict.fromkeys(LONG, View.MONTH))
    window = Window.of_days(*asked.days, language.zone())
    told, facts = clash_queries.in_period(db.session, window, actor=actor(), filters=asked.filters)
    return render_template(
        "clashes/index.html",
        asked=asked,
        days=dates.format_range(*asked.days, language.language(), language.era()),
        lines=words.of_period(told[:MOST], facts),
        count=len(told),
        options=offered.lists(is_fine=False),
        steps=[
            _place({**asked.held, **asked.kept(), "on": on.isoformat()}) for on in (asked.before, asked.after)
        ],
        cleared=_place(asked.held),
    )


@bp.get("/calendar/clashes/marks")
def marks() -> Response:
    """Which occurrences of the days that the calendar shows clash, as addresses; scripts mark them there."""
    asked, _ = asked_and_offered(instead=dict.fromkeys(LONG, View.MONTH))
    found = clash_queries.of_window(db.session, Window.of_days(*asked.days, language.zone()), actor=actor())
    places = [words.address(event_id, on) for event_id, on in found]
    return jsonify(said=say(MARKED), places=sorted(places))


@bp.get("/campaigns/<int:campaign_id>/events/clashes")
def of_new(campaign_id: int) -> str:
    """What an event that is being written would clash with; scripts ask while it is."""
    campaign = access.to_plan_in(db.session, campaign_id, actor=actor())
    form = NewEventForm(formdata=request.args, meta={"csrf": False})
    form.validate()
    return render_template("clashes/check.html", clashes=planning.of_new(form, campaign))


@bp.get("/events/<int:event_id>/clashes")
def of_move(event_id: int) -> str:
    """What an event would clash with at another time."""
    event = access.to_edit(db.session, event_id, actor=actor(), version=None)
    form = MoveForm(formdata=request.args, meta={"csrf": False})
    form.validate()
    return render_template("clashes/check.html", clashes=planning.of_move(form, event))


@bp.post("/events/<int:event_id>/clashes/accept")
def accept(event_id: int) -> Response:
    """Accept one of the event's clashes, for a reason."""
    reason = text.clean(request.form.get("comment", ""), multiline=True)
    with acting() as done:
        accepting.accept(db.session, event_id, request.form.get("key", ""), reason, actor=actor())
    if done:
        flash(say(ACCEPTED), "done")
    return _back(event_id)


@bp.post("/events/<int:event_id>/clashes/reopen")
def reopen(event_id: int) -> Response:
    """Accept it no longer."""
    with acting() as done:
        accepting.reopen(db.session, event_id, request.form.get("key", ""), actor=actor())
    if done:
        flash(say(REOPENED), "done")
    return _back(event_id)


def _back(event_id: int) -> Response:
    return redirect(url_for("events.show", id=event_id, _anchor="clashes"))


def _place(values: dict[str, str]) -> str:
    return f"{url_for('clashes.index')}?{urlencode(values)}"
