"""What a campaign consists of: who takes part, what it says, what it costs."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import text
from planner.accounts import permissions
from planner.campaigns import actions, budget, lifecycle, messages, participations, queries
from planner.campaigns.messages import Way
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage, Participation
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.web import language, once
from planner.web.campaigns.blueprint import bp
from planner.web.campaigns.part_forms import (
    BudgetLineForm,
    MessageForm,
    NewBudgetLineForm,
    NewMessageForm,
    NewParticipationForm,
    ParticipationForm,
    message_label,
)
from planner.web.forms import PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]

ADDED = mark("Added.")
SAVED = mark("Saved.")
REMOVED = mark("Removed.")


def _whole(campaign_id: int) -> Campaign:
    """The campaign, if this person may change it now."""
    campaign = queries.whole(db.session, campaign_id, actor=actor())
    permissions.demand(actor(), "campaign:edit", campaign)
    lifecycle.expect_open(campaign.status)
    return campaign


def _home(campaign_id: int, anchor: str) -> str:
    return url_for("campaigns.show", id=campaign_id, _anchor=anchor)


def seen_version() -> int | None:
    """The version a step was taken from; one that cannot be is never the right one."""
    sent = request.form.get("version")
    if sent is None:
        return None
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def _page(form: PlannerForm, template: str, campaign: Campaign, **values: Any) -> tuple[str, int]:
    return render_template(f"campaigns/{template}", form=form, campaign=campaign, **values), form.status


# ── Participations ──────────────────────────────────────────────────────────────────────────────────────


@bp.route("/campaigns/<int:campaign_id>/participations/new", methods=["GET", "POST"])
def new_participation(campaign_id: int) -> Answer:
    """Find a stakeholder and let them take part; the search stands in the address."""
    campaign = _whole(campaign_id)
    query = text.clean(request.args.get("q", ""))[:200]
    found = participations.candidates(db.session, campaign, query)
    form = NewParticipationForm()
    names = [(one.id, pick_of(one, "name", language.language()).text) for one in found]
    form.stakeholder.offer(names)
    if form.is_submitted():
        # sent again, the stakeholder is no longer among those to choose from
        once.refuse_second(form)
    if form.validate_on_submit():
        with saving(form) as saved:
            participations.add(db.session, campaign_id, form.to_data(), actor=actor())
            saved.at(_home(campaign_id, "whom"))
        if saved:
            flash(say(ADDED), "done")
            return saved.redirect()
        campaign = _whole(campaign_id)
    return _page(
        form,
        "new_participation.html",
        campaign,
        query=query,
        found=found,
        is_full=len(found) == participations.OFFERED,
    )


@bp.route("/participations/<int:id>/edit", methods=["GET", "POST"])
def edit_participation(id: int) -> Answer:
    """Change how a stakeholder takes part."""
    one = queries.participation(db.session, id, actor=actor())
    campaign = _whole(one.campaign_id)
    form = ParticipationForm(record=one)
    form.message.offer((message.id, message_label(message)) for message in campaign.messages)
    if form.validate_on_submit():
        with saving(form) as saved:
            participations.revise(db.session, id, form.to_data(), actor=actor())
            saved.at(_home(campaign.id, "whom"))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.record = one = queries.participation(db.session, id, actor=actor())
        campaign = _whole(one.campaign_id)
    return _page(form, "edit_participation.html", campaign, participation=one)


@bp.post("/participations/<int:id>/remove")
def remove_participation(id: int) -> Response:
    """Take a stakeholder out of the campaign."""
    one: Participation = queries.participation(db.session, id, actor=actor())
    back = _home(one.campaign_id, "whom")
    with acting() as done:
        participations.remove(db.session, id, actor=actor(), version=seen_version())
    if done:
        flash(say(REMOVED), "done")
    return redirect(back)


# ── Key messages ────────────────────────────────────────────────────────────────────────────────────────


@bp.route("/campaigns/<int:campaign_id>/messages/new", methods=["GET", "POST"])
def new_message(campaign_id: int) -> Answer:
    """Add a key message."""
    campaign = _whole(campaign_id)
    form = NewMessageForm()
    form.public.offer(_publics(campaign))
    if form.validate_on_submit():
        with saving(form) as saved:
            messages.add(db.session, campaign_id, form.to_data(), actor=actor())
            saved.at(_home(campaign_id, "say"))
        if saved:
            flash(say(ADDED), "done")
            return saved.redirect()
        campaign = _whole(campaign_id)
    return _page(form, "new_message.html", campaign)


@bp.route("/messages/<int:id>/edit", methods=["GET", "POST"])
def edit_message(id: int) -> Answer:
    """Change a key message."""
    message: KeyMessage = queries.message(db.session, id, actor=actor())
    campaign = _whole(message.campaign_id)
    form = MessageForm(record=message)
    form.public.offer(_publics(campaign))
    if form.validate_on_submit():
        with saving(form) as saved:
            messages.revise(db.session, id, form.to_data(), actor=actor())
            saved.at(_home(campaign.id, "say"))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.record = message = queries.message(db.session, id, actor=actor())
        campaign = _whole(message.campaign_id)
    return _page(form, "edit_message.html", campaign, message=message)


@bp.post("/messages/<int:id>/move-up", endpoint="move_message_up", defaults={"way": Way.UP})
@bp.post("/messages/<int:id>/move-down", endpoint="move_message_down", defaults={"way": Way.DOWN})
def move_message(id: int, way: Way) -> Response:
    """Let a key message change places with its neighbour."""
    message = queries.message(db.session, id, actor=actor())
    back = _home(message.campaign_id, f"message-{id}")
    with acting():
        messages.move(db.session, id, way, actor=actor())
    return redirect(back)


@bp.post("/messages/<int:id>/remove")
def remove_message(id: int) -> Response:
    """Take a key message out."""
    back = _home(queries.message(db.session, id, actor=actor()).campaign_id, "say")
    with acting() as done:
        messages.remove(db.session, id, actor=actor(), version=seen_version())
    if done:
        flash(say(REMOVED), "done")
    return redirect(back)


def _publics(campaign: Campaign) -> list[tuple[int, str]]:
    return [
        (one.stakeholder_id, pick_of(one.stakeholder, "name", language.language()).text)
        for one in campaign.participations
    ]


# ── Budget ──────────────────────────────────────────────────────────────────────────────────────────────


@bp.route("/campaigns/<int:campaign_id>/budget-lines/new", methods=["GET", "POST"])
def new_budget_line(campaign_id: int) -> Answer:
    """Add a budget line."""
    campaign = _whole(campaign_id)
    form = NewBudgetLineForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            budget.add(db.session, campaign_id, form.to_data(), actor=actor())
            saved.at(_home(campaign_id, "cost"))
        if saved:
            flash(say(ADDED), "done")
            return saved.redirect()
        campaign = _whole(campaign_id)
    return _page(form, "new_budget_line.html", campaign)


@bp.route("/budget-lines/<int:id>/edit", methods=["GET", "POST"])
def edit_budget_line(id: int) -> Answer:
    """Change a budget line."""
    line: BudgetLine = queries.budget_line(db.session, id, actor=actor())
    campaign = _whole(line.campaign_id)
    form = BudgetLineForm(record=line)
    if form.validate_on_submit():
        with saving(form) as saved:
            budget.revise(db.session, id, form.to_data(), actor=actor())
            saved.at(_home(campaign.id, "cost"))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.record = line = queries.budget_line(db.session, id, actor=actor())
        campaign = _whole(line.campaign_id)
    return _page(form, "edit_budget_line.html", campaign, line=line)


@bp.post("/budget-lines/<int:id>/remove")
def remove_budget_line(id: int) -> Response:
    """Take a budget line out."""
    back = _home(queries.budget_line(db.session, id, actor=actor()).campaign_id, "cost")
    with acting() as done:
        budget.remove(db.session, id, actor=actor(), version=seen_version())
    if done:
        flash(say(REMOVED), "done")
    return redirect(back)


@bp.post("/campaigns/<int:id>/no-budget")
def no_budget(id: int) -> Response:
    """Say that there is no budget, or that there will be one after all."""
    with acting() as done:
        actions.state_no_budget(
            db.session,
            id,
            request.form.get("has_no_budget") == "1",
            actor=actor(),
            version=seen_version(),
        )
    if done:
        flash(say(SAVED), "done")
    return redirect(_home(id, "cost"))
