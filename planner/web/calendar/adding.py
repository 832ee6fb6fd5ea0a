"""An event added in one line: a preview in words, questions where the line may mean several things, then saved."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from planner.accounts import permissions
from planner.activity import kept
from planner.calendar.looking import View
from planner.calendar.one_line import LONGEST
from planner.errors import NotAllowed
from planner.events import actions
from planner.events.actions import NewEvent
from planner.events.models import Event
from planner.events.words import Visibility
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.web import language, once
from planner.web.calendar.line_shown import Look, look
from planner.web.calendar.views import bp
from planner.web.clashes import planning
from planner.web.events.carried import address_values
from planner.web.forms import OnceForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import saving

__all__ = ["bp"]

Answer = str | Response | tuple[str, int]

ADDED = mark("Added: %(title)s, %(when)s")
LOOK_AGAIN = mark("The line is understood otherwise than it was shown. Look at it again, then add it.")
ASK = "ask-"
MOST_TYPED = 10_000


class LineForm(OnceForm):
    """What was seen in the preview and is now to be saved."""

    line = HiddenField()
    seen = HiddenField()


@bp.route("/calendar/add", methods=["GET", "POST"])
def add() -> Answer:
    """Show what a line says and what it leaves open; save it once it is clear."""
    if not _may_plan():
        raise NotAllowed
    form = LineForm()
    view = request.values.get("view", "")
    found = look(request.values.get("line", "")[:MOST_TYPED], _answers())
    if form.is_submitted():
        # after looking: what the look met may be what this very form made a moment ago
        once.refuse_second(form)
    if form.validate_on_submit():
        if found.is_clear and form.seen.data == found.stamp:
            with saving(form) as saved:
                event = _plan(found)
                act = kept.running(db.session)
                saved.at(_back(found, view))
            if saved:
                _tell(found, event, act)
                planning.tell(event.id)
                return saved.redirect()
        elif found.is_clear:
            form.refuse(say(LOOK_AGAIN), field=None)
    form.line.data, form.seen.data = found.line, found.stamp
    body = render_template(
        "calendar/add.html",
        form=form,
        look=found,
        view=view if view in set(View) else "",
        ask=ASK,
        longest=LONGEST,
        back=_back(found, view),
        full_form=_full_form(found),
    )
    is_refused = form.is_submitted() and not found.is_clear
    return body, 422 if is_refused else form.status


def _may_plan() -> bool:
    who = actor()
    return who.is_administrator or any(permissions.may(who, "event:edit", one) for one in who.memberships)


def _answers() -> dict[str, str]:
    return {key.removeprefix(ASK): value for key, value in request.values.items() if key.startswith(ASK)}


def _plan(found: Look) -> Event:
    """The same deed as by the first form: tentative, and for the team's eyes."""
    read = found.understood
    assert found.campaign is not None  # noqa: S101 - it is clear
    assert read.when is not None  # noqa: S101 - it is clear
    data = NewEvent(
        campaign_id=found.campaign.id,
        when=read.when,
        visibility=Visibility.TEAM,
        title_th=read.title_th,
        title_en=read.title_en,
        type=read.type,
        venue_th=read.venue_th,
        venue_en=read.venue_en,
    )
    return actions.plan(db.session, data, actor=actor())


def _tell(found: Look, event: Event, act: kept.Act | None) -> None:
    """Say what was added, with the way to it and the way back."""
    title = pick_of(event, "title", language.language()).text
    told = {"text": say(ADDED, title=title, when=found.when), "link": url_for("events.show", id=event.id)}
    if act is not None and act.entry_id is not None:
        told["undo"] = url_for("custody.undo", id=act.entry_id)
    flash(told, "done")  # type: ignore[arg-type] # a flash holds what JSON holds


def _back(found: Look, view: str) -> str:
    """The calendar at the day of the event, in the view from which it was written."""
    on = None if found.timing is None else found.shown_on
    return url_for("calendar.index", view=view if view in set(View) else None, on=on)


def _full_form(found: Look) -> str:
    """The first form with everything that was understood; without a campaign, the choice of one."""
    read = found.understood
    if found.campaign is None:
        return url_for("events.begin", on=read.when.start_on if read.when else None)
    held = address_values(
        read.when,
        read.type,
        title_th=read.title_th,
        title_en=read.title_en,
        venue_th=read.venue_th,
        venue_en=read.venue_en,
    )
    return url_for("events.new", campaign_id=found.campaign.id, **held)  # type: ignore[arg-type] # all are texts
