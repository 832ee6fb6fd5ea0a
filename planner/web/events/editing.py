"""Changing an event: section by section, its time, its repetition, its run sheet."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.accounts import queries as people
from planner.accounts.models import Role
from planner.errors import Refusal
from planner.events import access, actions, run_sheet, series, stored
from planner.events.models import Event, RunSheetItem
from planner.events.recurrence import Series
from planner.events.when import When
from planner.extensions import db
from planner.holidays.words import FIRST_YEAR, LAST_YEAR
from planner.i18n import mark, pick_of
from planner.web import language
from planner.web.clashes import planning
from planner.web.days import iso_day
from planner.web.events import shown
from planner.web.events.blueprint import bp
from planner.web.events.forms import (
    SECTIONS,
    MoveForm,
    NewStepForm,
    PreparationForm,
    StepForm,
    when_data,
    when_of,
)
from planner.web.events.series_forms import RepetitionForm
from planner.web.events.shown import MEANINGS
from planner.web.events.steps import tell_of_strange_hours
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]

PREVIEWED = 5
SAVED = mark("Saved.")
MOVED = mark("Moved.")
REMOVED = mark("Removed.")
ADDED = mark("Added.")
CLASHING = ("place", "sharing")
"""Sections after which the event may clash with something."""
HEADINGS: dict[str, str] = {
    "about": mark("What it is"),
    "place": mark("Where"),
    "sharing": mark("Who may know"),
    "preparation": mark("Preparation"),
    "afterwards": mark("Whom you met"),
    "repetition": mark("How often"),
}


def open_event(id: int) -> Event:
    """The event, if this person may change it now."""
    return access.to_edit(db.session, id, actor=actor(), version=None)


@bp.route(
    "/events/<int:id>/edit/<any(about, place, sharing, preparation, afterwards):section>",
    methods=["GET", "POST"],
)
def edit(id: int, section: str) -> Answer:
    """Change one section."""
    event = open_event(id)
    form = SECTIONS[section](record=event)
    if isinstance(form, PreparationForm):
        form.owner.offer(_colleagues(event))
    if form.validate_on_submit():
        with saving(form) as saved:
            data = form.to_data(event)
            actions.revise(db.session, id, data, actor=actor(), version=form.seen_version)
            saved.at(url_for("events.show", id=id, _anchor=section))
        if saved:
            flash(say(SAVED), "done")
            if section in CLASHING:
                planning.tell(id)
            return saved.redirect()
        form.record = event = open_event(id)
    body = render_template(
        "events/edit.html",
        form=form,
        event=event,
        section=section,
        heading=say(HEADINGS[section]),
        meanings={key.value: say(meaning) for key, meaning in MEANINGS.items()},
    )
    return body, form.status


@bp.route("/events/<int:id>/move", methods=["GET", "POST"])
def move(id: int) -> Answer:
    """Give an event another time; a series moves whole."""
    event = open_event(id)
    form = MoveForm(record=event, data=_on_day_asked_for(event))
    is_valid, clashes = form.validate_on_submit(), None
    if is_valid and "check" in request.form:
        clashes = planning.of_move(form, event)
    elif is_valid:
        with saving(form) as saved:
            series.move(db.session, id, when_of(form), actor=actor(), version=form.seen_version)
            saved.at(url_for("events.show", id=id))
        if saved:
            flash(say(MOVED), "done")
            tell_of_strange_hours(form)
            planning.tell(id)
            return saved.redirect()
        form.record = event = open_event(id)
    body = render_template(
        "events/move.html",
        form=form,
        event=event,
        how_often=shown.how_often(event.recurrence),
        clashes=clashes,
        check_address=url_for("clashes.of_move", event_id=id),
    )
    return body, form.status


@bp.route("/events/<int:id>/edit/repetition", methods=["GET", "POST"])
def repeat(id: int) -> Answer:
    """Build how often an event comes again; a preview tells the rule back before anything is saved."""
    event = open_event(id)
    form = RepetitionForm(record=event)
    preview = stored.series_of(event)
    is_preview = "preview" in request.form
    if form.validate_on_submit():
        if is_preview:
            preview = _previewed(form, preview)
        else:
            with saving(form) as saved:
                series.repeat(
                    db.session,
                    id,
                    form.rule(),
                    form.days_left_out,
                    actor=actor(),
                    version=form.seen_version,
                )
                saved.at(url_for("events.show", id=id, _anchor="when"))
            if saved:
                flash(say(SAVED), "done")
                return saved.redirect()
            form.record = event = open_event(id)
    body = render_template(
        "events/repetition.html",
        form=form,
        event=event,
        heading=say(HEADINGS["repetition"]),
        is_preview=is_preview and not (form.errors or form.messages),
        how_often=shown.how_often(preview.rule),
        days=list(shown.first_days(preview, PREVIEWED)),
    )
    return body, form.status


def _on_day_asked_for(event: Event) -> dict[str, Any]:
    """The controls' values for the day that the address names: the nearest free one leads here."""
    on = iso_day(request.args.get("on"))
    if on is None or not FIRST_YEAR <= on.year <= LAST_YEAR:
        return {}
    return when_data(When.of(stored.timing_of(event).moved_to(on), event.timezone))


def _previewed(form: RepetitionForm, was: Series) -> Series:
    """The series as it would be; a refusal is shown as it would be on saving."""
    try:
        return series.repeating(was, form.rule(), form.days_left_out)
    except Refusal as refusal:
        form.refuse(say(refusal.message, **refusal.values), field=refusal.field)
        return was


@bp.route("/events/<int:id>/run-sheet/new", methods=["GET", "POST"])
def new_step(id: int) -> Answer:
    """Add a step to the run sheet."""
    event = open_event(id)
    form = NewStepForm()
    form.depends_on_id.offer(_other_steps(event, None))
    if form.validate_on_submit():
        with saving(form) as saved:
            run_sheet.add(db.session, id, form.to_data(), actor=actor())
            saved.at(url_for("events.show", id=id, _anchor="run-sheet"))
        if saved:
            flash(say(ADDED), "done")
            return saved.redirect()
        event = open_event(id)
    return render_template("events/step.html", form=form, event=event, item=None), form.status


@bp.route("/events/<int:id>/run-sheet/<int:item_id>/edit", methods=["GET", "POST"])
def edit_step(id: int, item_id: int) -> Answer:
    """Change a step of the run sheet."""
    event = open_event(id)
    item = run_sheet.one_of(event, item_id)
    form = StepForm(record=item)
    form.depends_on_id.offer(_other_steps(event, item))
    if form.validate_on_submit():
        with saving(form) as saved:
            run_sheet.revise(
                db.session, id, item_id, form.to_data(), actor=actor(), version=form.seen_version
            )
            saved.at(url_for("events.show", id=id, _anchor="run-sheet"))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        event = open_event(id)
        form.record = item = run_sheet.one_of(event, item_id)
    return render_template("events/step.html", form=form, event=event, item=item), form.status


@bp.post("/events/<int:id>/run-sheet/<int:item_id>/remove")
def remove_step(id: int, item_id: int) -> Response:
    """Remove a step of the run sheet."""
    with acting() as done:
        run_sheet.remove(db.session, id, item_id, actor=actor())
    if done:
        flash(say(REMOVED), "done")
    return redirect(url_for("events.show", id=id, _anchor="run-sheet"))


def _other_steps(event: Event, item: RunSheetItem | None) -> list[tuple[int, str]]:
    return [(row.id, f"{row.starts_at:%H:%M} {row.title}") for row in event.run_sheet if row is not item]


def _colleagues(event: Event) -> list[tuple[int, str]]:
    """The members of the campaign's team, and whoever owns the event now."""
    found = {user.id: user for user in people.members(db.session, event.campaign.team_id, *Role)}
    if event.owner is not None:
        found.setdefault(event.owner.id, event.owner)
    return [(key, pick_of(user, "name", language.language()).text) for key, user in found.items()]
