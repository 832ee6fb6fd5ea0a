"""Recording and correcting figures."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.accounts import permissions
from planner.campaigns import lifecycle
from planner.extensions import db
from planner.objectives import actions, metrics, queries
from planner.objectives.models import Measurement, Objective
from planner.web import language
from planner.web.gate import actor
from planner.web.language import say
from planner.web.objectives.forms import MeasurementForm, NewMeasurementForm
from planner.web.objectives.views import Shown, counted, open_objective, seen
from planner.web.saving import acting, saving

bp = Blueprint("measurements", __name__)


@bp.route("/objectives/<int:objective_id>/measurements/new", methods=["GET", "POST"])
def new(objective_id: int) -> Shown:
    """Write down a figure."""
    objective = open_objective(objective_id)
    form = NewMeasurementForm(data={"measured_on": clock.today(language.zone()), **_counted(objective)})
    form.suit(objective.campaign.kind)
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.measure(db.session, objective, form.to_data(), actor=actor())
            saved.at(url_for("objectives.show", id=objective_id, _anchor="figures"))
        if saved:
            return saved.redirect()
        objective = open_objective(objective_id)
    return (
        render_template(
            "objectives/new_measurement.html",
            form=form,
            objective=objective,
            campaign=objective.campaign,
            metric=metrics.of(objective),
            unit=metrics.unit_of(objective, language.language()),
        ),
        form.status,
    )


def _counted(objective: Objective) -> dict[str, object]:
    """The figure that the planner counts itself, for the form, where the address asks for it."""
    found = counted(objective) if "counted" in request.args else None
    if found is None or found.value is None:
        return {}
    source = say(found.source.message, **found.source.values)
    return {"value": found.value, "method": found.method, "source": source}


@bp.route("/measurements/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Shown:
    """Correct a figure."""
    measurement = _open(id)
    form = MeasurementForm(record=measurement)
    form.suit(measurement.objective.campaign.kind)
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.revise_measurement(
                db.session, measurement, form.to_data(), actor=actor(), version=form.seen_version
            )
            saved.at(_home(measurement))
        if saved:
            return saved.redirect()
        measurement = _open(id)
    objective = measurement.objective
    return (
        render_template(
            "objectives/edit_measurement.html",
            form=form,
            measurement=measurement,
            objective=objective,
            campaign=objective.campaign,
            metric=metrics.of(objective),
            unit=metrics.unit_of(objective, language.language()),
        ),
        form.status,
    )


@bp.post("/measurements/<int:id>/remove")
def remove(id: int) -> Response:
    """Take a figure back."""
    measurement = queries.measurement(db.session, id, actor=actor())
    home = _home(measurement)
    with acting():
        actions.remove_measurement(db.session, measurement, actor=actor(), version=seen())
    return redirect(home)


def _open(measurement_id: int) -> Measurement:
    measurement = queries.measurement(db.session, measurement_id, actor=actor())
    campaign = measurement.objective.campaign
    permissions.demand(actor(), "objective:edit", campaign)
    lifecycle.expect_open(campaign.status)
    return measurement


def _home(measurement: Measurement) -> str:
    return url_for("objectives.show", id=measurement.objective_id, _anchor="figures")
