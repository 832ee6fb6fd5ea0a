"""The list of promotions, the page of one, the first form, its sections and its steps."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.accounts import permissions
from planner.calendar import clash_queries
from planner.campaigns import lifecycle
from planner.campaigns.models import Campaign
from planner.exports import promotions_out
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.promotions import access, actions, queries
from planner.promotions.models import Promotion
from planner.promotions.queries import When
from planner.web import history, language
from planner.web.clashes import words as clash_words
from planner.web.errors import Answer as Refused
from planner.web.exports.sending import send
from planner.web.gate import actor
from planner.web.language import say
from planner.web.promotions import codes, redemptions, shown, tills
from planner.web.promotions.blueprint import bp
from planner.web.promotions.forms import SECTIONS, NewPromotionForm, PeriodForm
from planner.web.saving import acting, saving
from planner.web.stepping import Seen, seen_version, stepping

__all__ = ["bp", "codes", "redemptions", "tills"]

Answer = str | Response | tuple[str, int]

SAVED = mark("Saved.")
HEADINGS = {
    "offer": mark("What is offered"),
    "limits": mark("How many, and what it costs"),
    "terms": mark("For whom and on which terms"),
}
LATEST = 12
"""Deeds of the history on the page."""
HISTORY = ("promotion", "redemption", "till")


@bp.get("/promotions")
def index() -> str:
    """The promotions one may see: those that run now first."""
    when = _when()
    page = request.args.get("page", 1, type=int)
    found = queries.listed(db.session, when, actor=actor(), now=clock.now(), page=page)
    return render_template(
        "promotions/index.html",
        found=found,
        when=when,
        whens=list(When),
        shown=shown,
        export_address=url_for("promotions.export", when=when.value),
    )


@bp.post("/promotions/export")
def export() -> Response | Refused:
    """The promotions of the list at this address, for a spreadsheet."""
    when, now = _when(), clock.now()
    return send(
        lambda session, reader: promotions_out.promotions(session, when, reader, now=now),
        name=promotions_out.PROMOTIONS,
        plain="promotions",
    )


def _when() -> When:
    """Which promotions the address asks for; those of now where it names none."""
    sent = request.args.get("when", "")
    return When(sent) if sent in set(When) else When.NOW


@bp.route("/campaigns/<int:campaign_id>/promotions/new", methods=["GET", "POST"])
def new(campaign_id: int) -> Answer:
    """Add a promotion to an exchange campaign."""
    campaign = access.to_plan_in(db.session, campaign_id, actor=actor())
    form = NewPromotionForm(data=_suggested(campaign))
    shown.offer_causes(form, None)
    if form.validate_on_submit():
        with saving(form) as saved:
            made = actions.plan(db.session, form.to_data(campaign_id), actor=actor())
            saved.at(url_for("promotions.show", id=made.id))
        if saved:
            return saved.redirect()
        campaign = access.to_plan_in(db.session, campaign_id, actor=actor())
    return render_template("promotions/new.html", form=form, campaign=campaign), form.status


@bp.get("/promotions/<int:id>")
def show(id: int) -> str:
    """The live page of a promotion: what was redeemed, how fast, where, and what came back."""
    promotion = access.shown(db.session, id, actor=actor())
    campaign = promotion.campaign
    may_edit = (
        permissions.may(actor(), "promotion:edit", campaign) and campaign.status not in lifecycle.READ_ONLY
    )
    rows, _ = queries.latest(db.session, id, size=redemptions.LATEST)
    now = clock.now()
    return render_template(
        "promotions/show.html",
        promotion=promotion,
        campaign=campaign,
        may_edit=may_edit,
        latest=rows,
        cause=shown.cause(promotion),
        form=redemptions.quick_form(promotion, rows) if may_edit else None,
        entries=history.entries(db.session, "promotion", id, subjects=HISTORY, limit=LATEST),
        shown=shown,
        clashes=clash_words.of_looked(
            clash_queries.of_promotion(db.session, promotion, actor=actor(), now=now)
        )
        if promotion.ends_at > now and promotion.withdrawn_at is None
        else [],
        **shown.of_page(promotion, campaign, now),
    )


@bp.route("/promotions/<int:id>/edit/<any(offer, limits, terms):section>", methods=["GET", "POST"])
def edit(id: int, section: str) -> Answer:
    """Change one section."""
    promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    form = SECTIONS[section](record=promotion)
    shown.offer_causes(form, promotion.contribution_id)
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.revise(db.session, id, form.to_data(), actor=actor(), version=form.seen_version)
            saved.at(url_for("promotions.show", id=id, _anchor=section))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.record = promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    return _form("promotions/edit.html", form, promotion, section=section, heading=say(HEADINGS[section]))


@bp.route("/promotions/<int:id>/move", methods=["GET", "POST"])
def move(id: int) -> Answer:
    """Give a promotion another time."""
    promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    form = PeriodForm(record=promotion)
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.move(db.session, id, form.period(), actor=actor(), version=form.seen_version)
            saved.at(url_for("promotions.show", id=id))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.record = promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    return _form("promotions/move.html", form, promotion)


@bp.post("/promotions/<int:id>/withdraw")
def withdraw(id: int) -> Answer:
    """Take the offer back."""
    return stepping(
        lambda said: actions.withdraw(
            db.session, id, actor=actor(), reason=said or "", version=seen_version()
        ),
        title=say(mark("Withdraw the promotion")),
        home=url_for("promotions.show", id=id),
        seen=lambda: _seen(id),
        told=lambda: flash(say(mark("Withdrawn. Nothing more is redeemed.")), "done"),
    )


@bp.post("/promotions/<int:id>/restore")
def restore(id: int) -> Response:
    """Offer it again."""
    with acting() as done:
        actions.restore(db.session, id, actor=actor(), version=seen_version())
    if done:
        flash(say(mark("Offered again.")), "done")
    return redirect(url_for("promotions.show", id=id))


@bp.post("/promotions/<int:id>/remove")
def remove(id: int) -> Response:
    """Delete what nobody has made use of."""
    with acting() as done:
        gone = actions.remove(db.session, id, actor=actor(), version=seen_version())
        campaign_id = gone.campaign_id
    if not done:
        return redirect(url_for("promotions.show", id=id))
    flash(say(mark("The promotion is deleted.")), "done")
    return redirect(url_for("campaigns.show", id=campaign_id, _anchor="promotions"))


def _form(template: str, form: Any, promotion: Promotion, **values: Any) -> tuple[str, int]:
    body = render_template(template, form=form, promotion=promotion, campaign=promotion.campaign, **values)
    return body, form.status


def _seen(id: int) -> Seen:
    promotion = access.shown(db.session, id, actor=actor())
    return Seen(pick_of(promotion, "name", language.language()), promotion.version)


def _suggested(campaign: Campaign) -> dict[str, object]:
    """The campaign's own days."""
    return {"start_on": campaign.start_on, "end_on": campaign.end_on, "timezone": campaign.timezone}
