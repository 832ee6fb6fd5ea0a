"""Metrics a campaign adds of its own."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for

from planner.extensions import db
from planner.objectives import actions
from planner.web.gate import actor
from planner.web.objectives.forms import MetricForm
from planner.web.objectives.views import Shown, open_campaign
from planner.web.saving import saving

bp = Blueprint("metrics", __name__)


@bp.route("/campaigns/<int:campaign_id>/metrics/new", methods=["GET", "POST"])
def new(campaign_id: int) -> Shown:
    """Add one, and go on to the objective that is to use it."""
    campaign = open_campaign(campaign_id)
    form = MetricForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            made = actions.add_metric(db.session, campaign, form.to_data(), actor=actor())
            saved.at(url_for("objectives.new", campaign_id=campaign_id, metric=f"own-{made.id}"))
        if saved:
            return saved.redirect()
        campaign = open_campaign(campaign_id)
    return render_template("objectives/new_metric.html", form=form, campaign=campaign), form.status
