"""From a calendar file to events: bringing it, looking at what each item would do, taking it in or back."""

from __future__ import annotations

import math
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from planner.accounts import permissions
from planner.custody import undoing
from planner.events import queries as events
from planner.events.words import Visibility
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.jobs import actions as jobs
from planner.sources import actions, at_work, outcomes, read
from planner.sources.actions import Brought
from planner.sources.models import CalendarImport, ImportState
from planner.sources.outcomes import OutcomeKind
from planner.uploads.folder import Folder
from planner.web import context, errors, language
from planner.web.events.shown import MEANINGS
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving
from planner.web.sources import shown
from planner.web.sources.forms import BringForm

bp = Blueprint("sources", __name__)

Shown = str | tuple[str, int] | Answer | errors.Answer
LARGEST_BODY = read.LARGEST_FILE + 512 * 1024
PAGE_SIZE = 50
TAKE_CARE = mark("Wait a minute: five calendars a minute can be brought.")


@bp.before_app_request
def _let_files_in() -> None:
    """Only where files are brought may a body be larger than a form; said before anything reads it."""
    if request.endpoint == "sources.new":
        request.max_content_length = LARGEST_BODY


@bp.get("/calendars-in")
def index() -> Shown:
    """The calendars that one has brought."""
    permissions.demand(actor(), "list:bring")
    return render_template("sources/index.html", calendars=actions.brought_by(db.session, actor()))


@bp.route("/calendars-in/new", methods=["GET", "POST"])
def new() -> Shown:
    """Bring a calendar into a campaign."""
    permissions.demand(actor(), "list:bring")
    wait = actions.wait(db.session, actor()) if request.method == "POST" else None
    if wait is not None:
        return errors.page(429, say(TAKE_CARE), retry_after=max(1, math.ceil(wait.total_seconds())))
    form = _form()
    if form.validate_on_submit():
        stored_as = None
        with saving(form) as saved:
            stored_as = _folder().keep(form.file.data.stream, largest=read.LARGEST_FILE)
            saved.at(_brought(form, stored_as))
        if saved:
            return saved.redirect()
        _folder().drop(stored_as)
        form.campaign.offer(_campaigns())
    meanings = {key.value: say(meaning) for key, meaning in MEANINGS.items()}
    return render_template("sources/new.html", form=form, meanings=meanings), form.status


@bp.get("/calendars-in/<int:id>")
def show(id: int) -> Shown:
    """What would become of each item, or what came of it."""
    one = actions.shown(db.session, id, actor=actor())
    asked = request.args.get("show")
    kind = OutcomeKind(asked) if asked in set(OutcomeKind) else None
    number = min(max(1, request.args.get("page", 1, type=int)), 1_000)
    counted = [kind] if kind else list(OutcomeKind)
    count = sum(one.found.get(each.value, 0) for each in counted)
    has_rows = _folder().has(one.stored_as, outcomes.OUTCOMES)
    rows = (
        outcomes.page(_folder().file(one.stored_as, outcomes.OUTCOMES), kind, number, PAGE_SIZE)
        if has_rows
        else []
    )
    return render_template(
        "sources/show.html",
        one=one,
        campaign=actions.campaign_of(db.session, one, actor=actor()),
        kind=kind,
        tab_links=[_tab(one, each, kind) for each in OutcomeKind],
        lines=shown.lines(rows),
        theirs=shown.lines(actions.changed_here(one, _folder())) if one.state == ImportState.READ else [],
        has_rows=has_rows,
        works=sum(one.found.get(each.value, 0) for each in (OutcomeKind.CREATED, OutcomeKind.UPDATED)),
        number=number,
        count=max(1, -(-count // PAGE_SIZE)),
        page_url=lambda place: url_for("sources.show", id=id, show=asked if kind else None, page=place),
    )


@bp.post("/calendars-in/<int:id>/read-again")
def read_again(id: int) -> Shown:
    """Read the file once more, against the events as they are now."""
    one = actions.shown(db.session, id, actor=actor())
    if actions.is_much_to_read(one):
        return _ask(one, at_work.READ, {})
    with acting():
        actions.read_through(db.session, one, _folder(), actor=actor())
    return redirect(url_for("sources.show", id=id))


@bp.post("/calendars-in/<int:id>/take-in")
def take_in(id: int) -> Shown:
    """Take the whole calendar in, or nothing of it."""
    one = actions.shown(db.session, id, actor=actor())
    theirs = request.form.getlist("overwritten", type=int)
    if actions.is_much_to_write(one) or actions.is_much_to_read(one):
        return _ask(one, at_work.TAKE_IN, {"overwritten": theirs})
    with acting() as done:
        actions.take_in(db.session, one, _folder(), theirs, actor=actor())
    if done:
        _folder().drop(one.stored_as, parts=("",))
    return redirect(url_for("sources.show", id=id))


@bp.post("/calendars-in/<int:id>/take-back")
def take_back(id: int) -> Shown:
    """Undo the whole import, row by row."""
    one = actions.shown(db.session, id, actor=actor())
    if actions.is_much_to_write(one):
        return _ask(one, at_work.TAKE_BACK, {})
    with acting():
        undoing.undo(db.session, actions.act_of(one), actor=actor())
    return redirect(url_for("sources.show", id=id))


@bp.post("/calendars-in/<int:id>/drop")
def drop(id: int) -> Shown:
    """Throw a calendar away that was not taken in, and its file."""
    one = actions.shown(db.session, id, actor=actor())
    stored_as = one.stored_as
    with acting() as done:
        actions.drop(db.session, one)
    if done:
        _folder().drop(stored_as)
    return redirect(url_for("sources.index"))


def _form() -> BringForm:
    data = {"visibility": Visibility.TEAM, "timezone": language.zone()}
    form = BringForm(data={**data, "campaign": request.args.get("campaign", type=int)})
    form.campaign.offer(_campaigns())
    return form


def _campaigns() -> list[tuple[int, str]]:
    """The campaigns in which the person may plan, by their titles."""
    found = events.campaigns_to_plan_in(db.session, actor=actor())
    return [(one.id, pick_of(one, "title", language.language()).text) for one in found]


def _brought(form: BringForm, stored_as: str) -> str:
    """Note the calendar and read it now, or ask a worker to; where that can be seen."""
    data = Brought(
        campaign_id=form.campaign.data,
        file_name=form.file.data.filename or "",
        stored_as=stored_as,
        timezone=form.timezone.data or language.zone(),
        visibility=form.visibility.data,
    )
    one = actions.bring(db.session, data, _folder(), actor=actor())
    if actions.is_much_to_read(one):
        return url_for("jobs.show", id=_job(one, at_work.READ, {}))
    actions.read_through(db.session, one, _folder(), actor=actor())
    return url_for("sources.show", id=one.id)


def _tab(one: CalendarImport, kind: OutcomeKind, chosen: OutcomeKind | None) -> tuple[str, str, bool]:
    label = f"{context.name(kind)} ({one.found.get(kind.value, 0):,})"
    return url_for("sources.show", id=one.id, show=kind.value), label, kind == chosen


def _ask(one: CalendarImport, kind: str, more: dict[str, Any]) -> Answer:
    with acting() as done:
        if kind != at_work.TAKE_BACK:
            actions.expect_open(one)
        done.at(url_for("jobs.show", id=_job(one, kind, more)))
    return done.redirect() if done else redirect(url_for("sources.show", id=one.id))


def _job(one: CalendarImport, kind: str, more: dict[str, Any]) -> int:
    payload = {"import_id": one.id, "actor_id": actor().id, **more}
    location = url_for("sources.show", id=one.id)
    made = jobs.ask(db.session, kind, payload, made_by_id=actor().id, location=location)
    one.job_id = made.id
    return made.id


def _folder() -> Folder:
    return Folder(current_app.config["DATA_DIR"], actions.SHELF)
