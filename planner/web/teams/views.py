"""The list of teams, and one team: who is in it, who approves, what it runs. For administrators."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.accounts import permissions, queries
from planner.accounts.models import Role
from planner.campaigns import teams
from planner.extensions import db
from planner.i18n import mark
from planner.web import history
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving
from planner.web.teams.forms import NewTeamForm, TeamForm

bp = Blueprint("teams", __name__)

Shown = str | Response | tuple[str, int]

ARCHIVED = mark("Archived. What it did keeps its name.")
RESTORED = mark("In use again.")


@bp.before_request
def _administrators_only() -> None:
    permissions.demand(actor(), "team:manage")


@bp.get("/teams")
def index() -> Shown:
    """Every team with its kinds, its people and its approvers; archived ones last."""
    found = sorted(queries.teams(db.session), key=lambda team: (team.archived_at is not None, team.id))
    return render_template(
        "teams/index.html", teams=[(team, queries.in_team(db.session, team.id)) for team in found]
    )


@bp.route("/teams/new", methods=["GET", "POST"])
def new() -> Shown:
    """Make a team."""
    form = NewTeamForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            team = teams.add(db.session, form.to_data(), actor=actor())
            saved.at(url_for("teams.show", id=team.id))
        if saved:
            return saved.redirect()
    return render_template("teams/new.html", form=form), form.status


@bp.get("/teams/<int:id>")
def show(id: int) -> Shown:
    """One team."""
    team = queries.team(db.session, id)
    members = queries.in_team(db.session, id)
    return render_template(
        "teams/show.html",
        team=team,
        members=members,
        has_approver=any(m.role == Role.APPROVER and m.user.is_active for m in members),
        under_way=teams.under_way(db.session, id),
        entries=history.entries(db.session, "team", id),
    )


@bp.route("/teams/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Shown:
    """Names, discipline, kinds."""
    team = queries.team(db.session, id)
    form = TeamForm(record=team)
    if form.validate_on_submit():
        with saving(form) as saved:
            teams.revise(db.session, team, form.to_data(), version=form.seen_version, actor=actor())
            saved.at(url_for("teams.show", id=id))
        if saved:
            return saved.redirect()
        team = queries.team(db.session, id)
    return render_template("teams/edit.html", form=form, team=team), form.status


@bp.post("/teams/<int:id>/archive")
def archive(id: int) -> Response:
    """Put an empty team away."""
    return _step(id, teams.archive, ARCHIVED)


@bp.post("/teams/<int:id>/restore")
def restore(id: int) -> Response:
    """Take a team back into use."""
    return _step(id, teams.restore, RESTORED)


def _step(id: int, act: Callable[..., None], done: str) -> Response:
    team = queries.team(db.session, id)
    seen = request.form.get("version", type=int)
    with acting() as outcome:
        act(db.session, team, version=-1 if seen is None else seen, actor=actor())
    if outcome:
        flash(say(done), "done")
    return redirect(url_for("teams.show", id=id))
