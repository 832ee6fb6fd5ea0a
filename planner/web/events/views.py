"""The page of an event, the first form, and the steps of its state."""

from __future__ import annotations

from datetime import time, timedelta

from flask import current_app, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.accounts import permissions
from planner.calendar import clash_queries
from planner.campaigns.models import Campaign
from planner.custody import deletion
from planner.errors import NotAllowed
from planner.events import access, actions, attachments, queries, run_sheet, stored
from planner.events.actions import STEP_NAMES, Step
from planner.events.models import Event
from planner.events.visibility import effective
from planner.events.when import When
from planner.events.words import Visibility
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.web import day_notes, history, language
from planner.web.briefs import programmes
from planner.web.campaigns import page
from planner.web.clashes import planning, words
from planner.web.days import iso_day
from planner.web.events import (
    attached,
    carried,
    checklists,
    editing,
    occurrences,
    on_the_day,
    shown,
    sliding,
    steps,
)
from planner.web.events.blueprint import bp
from planner.web.events.forms import NewEventForm, when_data
from planner.web.events.steps import may_edit, seen_version, tell_of_strange_hours
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import saving
from planner.web.stepping import Seen, stepping

__all__ = ["attached", "bp", "checklists", "editing", "occurrences", "on_the_day", "sliding", "steps"]

Answer = str | Response | tuple[str, int]

DONE: dict[Step, str] = {
    Step.CONFIRM: mark("Confirmed."),
    Step.POSTPONE: mark("Postponed. Feeds show it as not certain."),
    Step.CANCEL: mark("Cancelled. Whoever holds a feed is told so."),
    Step.RESTORE: mark("Restored."),
}
NINE, TEN = time(9), time(10)


@bp.get("/events/new")
def begin() -> Answer:
    """Choose the campaign that an event belongs to."""
    on = iso_day(request.args.get("on"))
    campaigns = queries.campaigns_to_plan_in(db.session, actor=actor())
    plans = any(permissions.may(actor(), "event:edit", one) for one in actor().memberships)
    if not (campaigns or plans or actor().is_administrator):
        raise NotAllowed
    return render_template("events/choose_campaign.html", campaigns=campaigns, on=on)


@bp.route("/campaigns/<int:campaign_id>/events/new", methods=["GET", "POST"])
def new(campaign_id: int) -> Answer:
    """Add an event to a campaign."""
    campaign = access.to_plan_in(db.session, campaign_id, actor=actor())
    form = NewEventForm(data=_suggested(campaign))
    is_valid, clashes = form.validate_on_submit(), None
    if is_valid and "check" in request.form:
        clashes = planning.of_new(form, campaign)
    elif is_valid:
        with saving(form) as saved:
            event = actions.plan(db.session, form.to_data(campaign_id), actor=actor())
            saved.at(url_for("events.show", id=event.id))
        if saved:
            tell_of_strange_hours(form)
            planning.tell(event.id)
            return saved.redirect()
        campaign = access.to_plan_in(db.session, campaign_id, actor=actor())
    body = render_template(
        "events/new.html",
        form=form,
        campaign=campaign,
        meanings=_meanings(),
        clashes=clashes,
        check_address=url_for("clashes.of_new", campaign_id=campaign_id),
    )
    return body, form.status


@bp.get("/events/<int:id>")
def show(id: int) -> str:
    """Everything about one event that the reader may see."""
    event = queries.shown(db.session, id, actor=actor())
    now = clock.now()
    steps_now = actions.steps_from(event.status) if may_edit(event) else []
    coming = shown.coming(event, now) if event.recurrence else []
    return render_template(
        "events/show.html",
        event=event,
        campaign=event.campaign,
        may_edit=may_edit(event),
        when=shown.when(stored.timing_of(event)),
        hours=shown.hours(stored.timing_of(event)),
        how_often=shown.how_often(event.recurrence),
        coming=coming,
        day_words=day_notes.of_event(
            stored.timing_of(event),
            event.timezone,
            event.campaign.team_id,
            [one.starts_on for one in coming],
        ),
        continues=_shown_or_none(event.continues_id),
        continued_by=queries.continued_by(db.session, event, actor=actor()),
        level=effective(event.visibility, event.campaign.confidentiality),
        outside=shown.outside(event, now),
        clashes=words.of_looked(clash_queries.of_event(db.session, event, actor=actor(), now=now)),
        run_sheet=run_sheet.laid_out(event.run_sheet, stored.timing_of(event)),
        **on_the_day.for_page(event, now),
        participants=attachments.participants(db.session, event),
        steps=steps_now,
        step_names=STEP_NAMES,
        file_address=_file_address(event),
        stays=page.stays(deletion.why_event_stays(db.session, event)) if may_edit(event) else None,
        entries=history.entries(db.session, "event", event.id),
        **programmes.passing_on(event, now),
    )


@bp.post("/events/<int:id>/<any(confirm, postpone, cancel, restore):verb>")
def step(id: int, verb: str) -> Answer:
    """Confirm, postpone, cancel or restore an event."""
    which = Step(verb)
    return stepping(
        lambda said: actions.step(db.session, id, which, actor=actor(), reason=said, version=seen_version()),
        title=say(STEP_NAMES[which]),
        home=url_for("events.show", id=id),
        seen=lambda: _seen(id),
        told=lambda: _tell(id, which),
    )


def _seen(id: int) -> Seen:
    event = queries.shown(db.session, id, actor=actor())
    return Seen(pick_of(event, "title", language.language()), event.version)


def _tell(id: int, which: Step) -> None:
    told = say(DONE[which])
    is_undone = which in {Step.CANCEL, Step.POSTPONE}
    undo = {"text": told, "undo": url_for("events.step", id=id, verb="restore")}
    flash(undo if is_undone else told, "done")  # type: ignore[arg-type] # a flash holds what JSON holds


def _suggested(campaign: Campaign) -> dict[str, object]:
    """An hour in the morning of the day asked for, else of the campaign's next day; for the team's eyes first."""
    today = clock.today(language.zone())
    on = iso_day(request.args.get("on")) or min(
        max(today + timedelta(days=1), campaign.start_on), max(campaign.end_on, today)
    )
    when = When(start_on=on, start_time=NINE, end_time=TEN, timezone=campaign.timezone)
    return {**when_data(when), "visibility": Visibility.TEAM, **carried.given()}


def _meanings() -> dict[str, str]:
    return {key.value: say(meaning) for key, meaning in shown.MEANINGS.items()}


def _shown_or_none(event_id: int | None) -> Event | None:
    return None if event_id is None else queries.bare(db.session, event_id, actor=actor())


def _file_address(event: Event) -> str | None:
    """The file of this one event, where the part that writes it is there."""
    is_there = "feeds.event_file" in current_app.view_functions
    return f"{url_for('events.show', id=event.id)}.ics" if is_there else None
