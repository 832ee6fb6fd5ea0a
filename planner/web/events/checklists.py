"""The checklist on the page of an event and on its day: adding lines, changing them, ticking them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.errors import NotFound
from planner.events import checklist
from planner.events.checklist import Line
from planner.events.models import ChecklistItem, Event
from planner.extensions import db
from planner.i18n import mark
from planner.web import fields
from planner.web.events.blueprint import bp
from planner.web.events.editing import ADDED, REMOVED, SAVED, open_event
from planner.web.events.on_the_day import back_to_day
from planner.web.forms import OnceForm, PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]

ACTS = {"tick": checklist.tick, "untick": checklist.untick}


class _LineControls:
    responsible = fields.Line(mark("Responsible"))
    days_before = fields.Whole(
        mark("Days before the event"),
        highest=checklist.EARLIEST,
        description=mark("When it is to be done by; it moves along with the event. 0 is the day itself."),
    )

    def line(self, title: str, number: int | None = None) -> Line:
        """A line of this title; of several that were pasted, which of them."""
        days = self.days_before.data
        return Line(
            title=title,
            responsible=self.responsible.data,
            days_before=None if days is None else int(days),
            number=number,
        )


class NewLinesForm(_LineControls, OnceForm):
    """Lines to add."""

    titles = fields.Paragraph(
        mark("What is to be ready or brought"),
        needed=True,
        longest=checklist.MOST * (checklist.LONGEST_TITLE + 1),
        description=mark("One thing a line. A list that you paste becomes so many lines."),
    )


class LineForm(_LineControls, PlannerForm):
    """A line to change."""

    title = fields.Line(mark("What is to be ready or brought"), needed=True)


@bp.route("/events/<int:id>/checklist/new", methods=["GET", "POST"])
def new_lines(id: int) -> Answer:
    """Add lines, one or a pasted list."""
    event = open_event(id)
    form = NewLinesForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            typed = checklist.lines_of(form.titles.data or "")
            # of a single line nobody needs to be told which
            lines = [form.line(title, n if len(typed) > 1 else None) for n, title in typed.items()]
            checklist.add(db.session, id, lines, actor=actor())
            saved.at(_home(id))
        if saved:
            flash(say(ADDED), "done")
            return saved.redirect()
        event = open_event(id)
    return render_template("events/checklist_line.html", form=form, event=event, item=None), form.status


@bp.route("/events/<int:id>/checklist/<int:line_id>/edit", methods=["GET", "POST"])
def edit_line(id: int, line_id: int) -> Answer:
    """Change a line."""
    event = open_event(id)
    item = _one_of(event, line_id)
    form = LineForm(record=item)
    if form.validate_on_submit():
        with saving(form) as saved:
            line = form.line(form.title.data or "")
            checklist.revise(db.session, id, line_id, line, actor=actor(), version=form.seen_version)
            saved.at(_home(id))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        event = open_event(id)
        form.record = item = _one_of(event, line_id)
    return render_template("events/checklist_line.html", form=form, event=event, item=item), form.status


@bp.post("/events/<int:id>/checklist/<int:line_id>/remove")
def remove_line(id: int, line_id: int) -> Response:
    """Take a line away."""
    with acting() as done:
        checklist.remove(db.session, id, line_id, actor=actor())
    if done:
        flash(say(REMOVED), "done")
    return redirect(_home(id))


@bp.post("/events/<int:id>/checklist/<int:line_id>/<any(tick, untick):verb>")
def tick(id: int, line_id: int, verb: str) -> Response:
    """Tick a line or take the tick away; who did it from the page of the day stays there."""
    with acting():
        ACTS[verb](db.session, id, line_id, actor=actor())
    return redirect(back_to_day(id) if "day" in request.form else _home(id))


def _one_of(event: Event, line_id: int) -> ChecklistItem:
    found = next((one for one in event.checklist if one.id == line_id), None)
    if found is None:
        raise NotFound
    return found


def _home(id: int) -> str:
    return url_for("events.show", id=id, _anchor="checklist")
