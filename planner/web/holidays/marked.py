"""Sensitive periods and awareness days: seen by all, marked by those who plan."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.accounts import permissions
from planner.accounts import queries as accounts
from planner.accounts.models import Role
from planner.errors import NotAllowed
from planner.extensions import db
from planner.holidays import marking, queries
from planner.holidays.models import MarkedDays
from planner.holidays.suggestions import BY_KEY, SUGGESTIONS
from planner.holidays.words import MarkKind
from planner.i18n import mark, pick_of
from planner.web import context, language
from planner.web.days import iso_day
from planner.web.gate import actor
from planner.web.holidays.forms import FORMS, NEW_FORMS
from planner.web.language import say
from planner.web.saving import acting, saving

bp = Blueprint("marked_days", __name__)

Shown = str | Response | tuple[str, int]

REMOVED = mark("Removed. The days are marked no more.")
TAKEN_UP = mark("Marked for every year.")


@bp.get("/marked-days")
def index() -> str:
    """Everything that is marked, by anybody, and what might be."""
    found = queries.all_marked(db.session)
    here = {one.name_en for one in found if one.kind is MarkKind.AWARENESS}
    teams = {team.id: pick_of(team, "name", language.language()) for team in accounts.teams(db.session)}
    return render_template(
        "marked_days/index.html",
        groups=[(kind, [one for one in found if one.kind is kind]) for kind in MarkKind],
        teams=teams,
        when=_when,
        suggestions=[one for one in SUGGESTIONS if one.name_en not in here],
        on_day=lambda one: date(clock.today(language.zone()).year, one.month, one.day),
        may_mark=_may_mark(),
        for_whom=_own_teams(),
    )


@bp.route("/marked-days/new", methods=["GET", "POST"])
def new() -> Shown:
    """Mark days."""
    if not _may_mark():
        raise NotAllowed("marked_days:edit")
    asked = request.args.get("kind", "")
    kind = MarkKind(asked) if asked in set(MarkKind) else MarkKind.SENSITIVE
    form = NEW_FORMS[kind](data={"start_on": iso_day(request.args.get("on"))})
    form.offer_teams(_own_teams(), is_for_all=actor().is_administrator)
    if form.validate_on_submit():
        with saving(form) as saved:
            made = marking.add(db.session, form.to_data(kind), actor=actor())
            saved.at(_place(made.id))
        if saved:
            return saved.redirect()
    return render_template("marked_days/new.html", form=form, kind=kind), form.status


@bp.route("/marked-days/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Shown:
    """Change what is marked."""
    marked = queries.marked(db.session, id)
    permissions.demand(actor(), "marked_days:edit", marked)
    form = FORMS[marked.kind](record=marked)
    form.offer_teams(_own_teams(), is_for_all=actor().is_administrator)
    if form.validate_on_submit():
        with saving(form) as saved:
            data = form.to_data(marked.kind)
            marking.revise(db.session, id, data, actor=actor(), version=form.seen_version)
            saved.at(_place(id))
        if saved:
            return saved.redirect()
        marked = queries.marked(db.session, id)
    return render_template("marked_days/edit.html", form=form, marked=marked), form.status


@bp.post("/marked-days/<int:id>/remove")
def remove(id: int) -> Response:
    """Mark the days no more."""
    with acting() as done:
        version = request.form.get("version", type=int)
        marking.remove(db.session, id, actor=actor(), version=version)
    if done:
        flash(say(REMOVED), "done")
    return redirect(url_for("marked_days.index"))


@bp.post("/marked-days/suggested")
def take_up() -> Response:
    """Mark a suggested day for a team, or for all."""
    if not _may_mark():
        raise NotAllowed("marked_days:edit")
    suggestion = BY_KEY.get(request.form.get("suggestion", ""))
    if suggestion is None:
        return redirect(url_for("marked_days.index"))
    team_id = None if actor().is_administrator else _own_teams()[0][0]
    with acting() as done:
        year = clock.today(language.zone()).year
        made = marking.take_up(db.session, suggestion, team_id, year, actor=actor())
    if not done:
        return redirect(url_for("marked_days.index"))
    flash(say(TAKEN_UP), "done")
    return redirect(_place(made.id))


def _own_teams() -> list[tuple[int, str]]:
    """The teams the reader may mark days for, by name."""
    if actor().is_administrator:
        return [(team.id, context.display_name(team).text) for team in accounts.teams(db.session)]
    return [
        (one.team_id, context.display_name(one.team).text)
        for one in actor().memberships
        if one.role in {Role.PLANNER, Role.APPROVER}
    ]


def _may_mark() -> bool:
    return actor().is_administrator or bool(_own_teams())


def _when(marked: MarkedDays) -> str:
    """The days it is on: of what comes back every year, without the year."""
    if not marked.recurs_yearly:
        return context.span(marked.start_on, marked.end_on)
    ends = dict.fromkeys((marked.start_on, marked.end_on))
    return " – ".join(context.day(on, "short") for on in ends)


def _place(marked_id: int) -> str:
    return url_for("marked_days.index", _anchor=f"marked-{marked_id}")
