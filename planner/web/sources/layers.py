"""Calendars of others that are laid over: which there are, how each is, adding, changing, removing, putting back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.accounts import permissions
from planner.accounts import queries as accounts
from planner.accounts.models import Role
from planner.extensions import db
from planner.i18n import mark
from planner.jobs import actions as jobs
from planner.sources import layering, refreshing
from planner.web import context, language
from planner.web.gate import actor
from planner.web.language import say, say_with
from planner.web.saving import acting, saving
from planner.web.sources.forms import LayerForm, NewLayerForm

bp = Blueprint("layers", __name__)

Shown = str | tuple[str, int] | Response

REMOVED = mark("Removed. It is shown no more.")
PUT_BACK = mark("It is back, and fetched within a minute or two.")


@bp.get("/layers")
def index() -> Shown:
    """The layers that the reader sees, with how each is."""
    found = layering.listed(db.session, actor=actor())
    return render_template(
        "sources/layers.html",
        layers=[(layer, team) for layer, team in found if layer.removed_at is None],
        removed=[(layer, team) for layer, team in found if layer.removed_at is not None],
        may_edit=lambda layer: permissions.may(actor(), "layer:edit", layer),
        said=say_with,
    )


@bp.route("/layers/new", methods=["GET", "POST"])
def new() -> Shown:
    """Lay a calendar over one's own, or the team's."""
    form = NewLayerForm(data={"timezone": language.zone()})
    form.team.offer(_teams())
    if form.validate_on_submit():
        with saving(form) as saved:
            layer = layering.add(db.session, form.to_data(form.team.data), actor=actor())
            saved.at(_asked(layer.id))
        if saved:
            return saved.redirect()
        form.team.offer(_teams())
    return render_template("sources/new_layer.html", form=form), form.status


@bp.route("/layers/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Shown:
    """Change what it is called and where it is."""
    layer = layering.to_edit(db.session, id, actor=actor())
    form = LayerForm(record=layer)
    if form.validate_on_submit():
        with saving(form) as saved:
            layering.revise(db.session, id, form.to_data(), actor=actor(), version=form.seen_version)
            saved.at(url_for("layers.index"))
        if saved:
            return saved.redirect()
        layer = layering.to_edit(db.session, id, actor=actor())
    return render_template("sources/edit_layer.html", form=form, layer=layer), form.status


@bp.post("/layers/<int:id>/refresh")
def refresh(id: int) -> Response:
    """Fetch it now."""
    layering.to_edit(db.session, id, actor=actor())
    with acting() as done:
        done.at(_asked(id))
    return done.redirect() if done else redirect(url_for("layers.index"))


@bp.post("/layers/<int:id>/remove")
def remove(id: int) -> Response:
    """Show it no more."""
    with acting() as done:
        layering.remove(db.session, id, actor=actor())
    if done:
        undo = {"text": say(REMOVED), "undo": url_for("layers.put_back", id=id)}
        flash(undo, "done")  # type: ignore[arg-type] # a flash holds what JSON holds
    return redirect(url_for("layers.index"))


@bp.post("/layers/<int:id>/put-back")
def put_back(id: int) -> Response:
    """Show it again."""
    with acting() as done:
        layering.put_back(db.session, id, actor=actor())
    if done:
        flash(say(PUT_BACK), "done")
    return redirect(url_for("layers.index"))


def _asked(layer_id: int) -> str:
    """Ask a worker to fetch it; where that can be seen."""
    payload = {"layer_id": layer_id}
    location = url_for("layers.index")
    job = jobs.ask(db.session, refreshing.REFRESH, payload, made_by_id=actor().id, location=location)
    return url_for("jobs.show", id=job.id)


def _teams() -> list[tuple[int, str]]:
    """The teams that the reader may lay a calendar over, by name."""
    if actor().is_administrator:
        return [(team.id, context.display_name(team).text) for team in accounts.teams(db.session)]
    planning = (one for one in actor().memberships if one.role in {Role.PLANNER, Role.APPROVER})
    return [(one.team_id, context.display_name(one.team).text) for one in planning]
