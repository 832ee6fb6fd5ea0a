"""Setting, reading and changing objectives, and the metrics a campaign adds of its own."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.accounts import permissions
from planner.campaigns import lifecycle
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.evaluation import counting
from planner.evaluation.figures import Counted
from planner.extensions import db
from planner.i18n import mark
from planner.objectives import actions, metrics, queries
from planner.objectives.models import Objective
from planner.objectives.queries import GAP_NAMES
from planner.web import context, history, language
from planner.web.gate import actor
from planner.web.language import say
from planner.web.objectives.forms import NewObjectiveForm, ObjectiveForm
from planner.web.objectives.showing import judged
from planner.web.saving import acting, saving

bp = Blueprint("objectives", __name__)
# the campaign's page shows its objectives by the fragment objectives/_list.html, which asks for this
bp.add_app_template_global(judged)

Shown = str | Response | tuple[str, int]


@bp.route("/campaigns/<int:campaign_id>/objectives/new", methods=["GET", "POST"])
def new(campaign_id: int) -> Shown:
    """Say what success of a campaign is."""
    campaign = open_campaign(campaign_id)
    form = NewObjectiveForm(data={"metric": request.args.get("metric", ""), "due_on": campaign.end_on})
    offer_metrics(form, campaign)
    if form.validate_on_submit():
        with saving(form) as saved:
            made = actions.set(db.session, campaign, form.to_data(), actor=actor())
            saved.at(url_for("objectives.show", id=made.id))
        if saved:
            return saved.redirect()
        campaign = open_campaign(campaign_id)
    return render_template("objectives/new.html", form=form, campaign=campaign), form.status


@bp.get("/objectives/<int:id>")
def show(id: int) -> Shown:
    """One objective: its figures, how it stands and why, what it was measured by."""
    objective = queries.shown(db.session, id, actor=actor())
    today = clock.today(language.zone())
    return render_template(
        "objectives/show.html",
        objective=objective,
        campaign=objective.campaign,
        judged_now=judged(objective, objective.campaign),
        counted=counted(objective),
        measurements=sorted(objective.measurements, key=lambda one: (one.measured_on, one.id), reverse=True),
        gaps=[GAP_NAMES[gap.kind] for gap in queries.gaps([objective], today=today) if gap.objective],
        entries=history.entries(db.session, "objective", id),
    )


@bp.route("/objectives/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Shown:
    """Change an objective; figures taken before stay."""
    objective = open_objective(id)
    form = ObjectiveForm(record=objective)
    offer_metrics(form, objective.campaign)
    form.public.offer(
        (one.id, context.display_name(one).text) for one in queries.publics(db.session, objective.campaign_id)
    )
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.revise(db.session, objective, form.to_data(), actor=actor(), version=form.seen_version)
            saved.at(url_for("objectives.show", id=id))
        if saved:
            return saved.redirect()
        objective = open_objective(id)
    return (
        render_template("objectives/edit.html", form=form, objective=objective, campaign=objective.campaign),
        form.status,
    )


@bp.post("/objectives/<int:id>/remove")
def remove(id: int) -> Response:
    """Take an objective out of the plan."""
    objective = queries.shown(db.session, id, actor=actor())
    campaign_id = objective.campaign_id
    with acting() as done:
        actions.remove(db.session, objective, actor=actor(), version=seen())
    if not done:
        return redirect(url_for("objectives.show", id=id))
    flash(say(mark("The objective was taken out.")), "done")
    return redirect(campaign_address(campaign_id))


@bp.post("/objectives/<int:id>/not-measured")
def not_measured(id: int) -> Response:
    """Say that it will not be measured, and why."""
    reason = request.form.get("comment", "")
    return _step(
        id,
        lambda objective: actions.mark_not_measured(
            db.session, objective, reason, actor=actor(), version=seen()
        ),
    )


@bp.post("/objectives/<int:id>/measure-after-all")
def measure_after_all(id: int) -> Response:
    """Take that back."""
    return _step(
        id,
        lambda objective: actions.measure_after_all(db.session, objective, actor=actor(), version=seen()),
    )


def counted(objective: Objective) -> Counted | None:
    """What the planner counts itself for an objective."""
    return counting.count(db.session, objective.campaign, objective.metric, now=clock.now())


def _step(id: int, act: Callable[[Objective], None]) -> Response:
    objective = queries.shown(db.session, id, actor=actor())
    with acting():
        act(objective)
    return redirect(url_for("objectives.show", id=id))


def open_campaign(campaign_id: int) -> Campaign:
    """The campaign, if the reader may change its objectives now."""
    campaign = campaigns.shown(db.session, campaign_id, actor=actor())
    permissions.demand(actor(), "objective:edit", campaign)
    lifecycle.expect_open(campaign.status)
    return campaign


def open_objective(objective_id: int) -> Objective:
    """The objective with all it carries, if the reader may change it now."""
    objective = queries.shown(db.session, objective_id, actor=actor())
    permissions.demand(actor(), "objective:edit", objective.campaign)
    lifecycle.expect_open(objective.campaign.status)
    return objective


def offer_metrics(form: NewObjectiveForm | ObjectiveForm, campaign: Campaign) -> None:
    """Offer the metrics of the campaign's kind, and its own."""
    form.metric.offer(metrics.offered(campaign.kind), queries.own_metrics(db.session, campaign.id))


def campaign_address(campaign_id: int) -> str:
    """Where the campaign's page shows its objectives."""
    return url_for("campaigns.show", id=campaign_id, _anchor="success")


def seen() -> int | None:
    """The version a button was pressed on."""
    return request.form.get("version", type=int)
