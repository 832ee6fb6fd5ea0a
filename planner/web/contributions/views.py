"""The statement of a year, the page of a contribution, the first form and its sections."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.campaigns.models import Campaign
from planner.contributions import access, giving, queries
from planner.contributions.models import Contribution
from planner.contributions.words import FORM_NAMES, Form
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.promotions import causes
from planner.web import history, language
from planner.web.contributions import evidence, needs, shown, statements
from planner.web.contributions.blueprint import bp
from planner.web.contributions.forms import DEFAULTS, SECTIONS, NewContributionForm, SectionForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving
from planner.web.stepping import seen_version

__all__ = ["bp", "evidence", "needs", "statements"]

Answer = str | Response | tuple[str, int]

SAVED = mark("Saved.")
NOTED = mark("Noted. Say what came of it, and add what proves it.")
HEADINGS = {
    "gift": mark("What was given"),
    "worth": mark("What it is worth"),
    "results": mark("What came of it"),
    "goals": mark("Which goals it serves"),
}
LATEST = 12
HISTORY = ("contribution", "evidence")


@bp.route("/campaigns/<int:campaign_id>/contributions/new", methods=["GET", "POST"])
def new(campaign_id: int) -> Answer:
    """Note what a communal campaign gave, in the form that the address names."""
    campaign = access.to_give_in(db.session, campaign_id, actor=actor())
    sent = request.args.get("form", "")
    if sent not in set(Form):
        return render_template("contributions/which_form.html", campaign=campaign, forms=list(Form))
    chosen = Form(sent)
    form = NewContributionForm(form=chosen, data={**DEFAULTS, "contributed_on": _usual_day(campaign)})
    shown.offers(form, campaign)
    if form.validate_on_submit():
        with saving(form) as saved:
            made = giving.note(db.session, form.to_data(campaign_id), actor=actor())
            saved.at(url_for("contributions.show", id=made.id))
        if saved:
            flash(say(NOTED), "done")
            return saved.redirect()
        campaign = access.to_give_in(db.session, campaign_id, actor=actor())
    body = render_template(
        "contributions/new.html", form=form, campaign=campaign, chosen=chosen, form_names=FORM_NAMES
    )
    return body, form.status


@bp.get("/contributions/<int:id>")
def show(id: int) -> str:
    """What was given, what it is worth and why it says so, what came of it, what proves it."""
    one = access.contribution(db.session, id, actor=actor())
    return render_template(
        "contributions/show.html",
        contribution=one,
        campaign=one.campaign,
        may_edit=shown.may_edit(one.campaign),
        event=queries.event_of(db.session, one, actor=actor()),
        needs=queries.answered_by(db.session, id),
        files=queries.files_of(db.session, id),
        entries=history.entries(db.session, "contribution", id, subjects=HISTORY, limit=LATEST),
        shown=shown,
    )


@bp.route("/contributions/<int:id>/edit/<any(gift, worth, results, goals):section>", methods=["GET", "POST"])
def edit(id: int, section: str) -> Answer:
    """Change one section."""
    one = _to_edit(id)
    form = SECTIONS[section](record=one)
    shown.offers(form, one.campaign, one)
    if form.validate_on_submit():
        with saving(form) as saved:
            giving.revise(db.session, id, form.to_data(), actor=actor(), version=form.seen_version)
            saved.at(url_for("contributions.show", id=id, _anchor=section))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.record = one = _to_edit(id)
    return _form(form, one, section=section, heading=say(HEADINGS[section]))


@bp.post("/contributions/<int:id>/remove")
def remove(id: int) -> Response:
    """Take out what was never given."""
    with acting() as done:
        gone = causes.remove_contribution(db.session, id, actor=actor(), version=seen_version())
        campaign_id = gone.campaign_id
    if not done:
        return redirect(url_for("contributions.show", id=id))
    flash(say(mark("The contribution is taken out.")), "done")
    return redirect(url_for("campaigns.show", id=campaign_id, _anchor="contributions"))


def _to_edit(id: int) -> Contribution:
    one = access.contribution(db.session, id, actor=actor())
    access.to_edit(one, actor=actor(), version=None)
    return one


def _form(form: SectionForm, one: Contribution, **values: Any) -> tuple[str, int]:
    body = render_template(
        "contributions/edit.html",
        form=form,
        contribution=one,
        campaign=one.campaign,
        name=pick_of(one, "description", language.language()),
        **values,
    )
    return body, form.status


def _usual_day(campaign: Campaign) -> object:
    """Today, where that lies within the campaign; else its last day."""
    return min(clock.today(campaign.timezone), campaign.end_on)
