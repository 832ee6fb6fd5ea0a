"""Entering what was redeemed in two taps, the list of it, correcting and taking out."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.exports import promotions_out
from planner.extensions import db
from planner.i18n import mark
from planner.promotions import access, queries, redeeming
from planner.promotions.models import Promotion, Redemption
from planner.web.errors import Answer as Refused
from planner.web.exports.sending import send
from planner.web.gate import actor
from planner.web.language import say
from planner.web.promotions import shown
from planner.web.promotions.blueprint import bp
from planner.web.promotions.forms import NewRedemptionForm, RedemptionForm
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]

LATEST = 8
"""Redemptions on the promotion's own page."""


def quick_form(promotion: Promotion, latest: Sequence[Redemption]) -> NewRedemptionForm:
    """One more, through the channel and at the place that the reader entered last."""
    mine = next((one for one in latest if one.created_by_id == actor().id), None)
    data: dict[str, object] = {"quantity": 1}
    if mine is not None:
        data |= {"channel": mine.channel, "place": mine.place}
    return NewRedemptionForm(promotion=promotion, data=data)


@bp.route("/promotions/<int:id>/redemptions/new", methods=["GET", "POST"])
def enter(id: int) -> Answer:
    """Enter what was redeemed: how many, and where; now, unless a day is given."""
    promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    latest, _ = queries.latest(db.session, id, size=LATEST)
    form = quick_form(promotion, latest)
    if form.validate_on_submit():
        with saving(form) as saved:
            made = redeeming.enter(db.session, id, form.redeemed(), actor=actor())
            saved.at(url_for("promotions.show", id=id))
        if saved:
            flash(say(mark("Entered: %(count)s."), count=made.quantity), "done")
            return saved.redirect()
        promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    body = render_template(
        "promotions/enter.html", form=form, promotion=promotion, campaign=promotion.campaign, redemption=None
    )
    return body, form.status


@bp.get("/promotions/<int:id>/redemptions")
def redeemed(id: int) -> str:
    """Everything that was redeemed of a promotion, the newest first."""
    promotion = access.shown(db.session, id, actor=actor())
    number = max(1, request.args.get("page", 1, type=int))
    rows, pages = queries.latest(db.session, id, page=number)
    return render_template(
        "promotions/redemptions.html",
        promotion=promotion,
        campaign=promotion.campaign,
        stands=queries.standings(db.session, [promotion], now=clock.now())[0],
        rows=rows,
        number=min(number, pages),
        pages=pages,
        shown=shown,
    )


@bp.post("/promotions/<int:id>/redemptions/export")
def export_redeemed(id: int) -> Response | Refused:
    """Everything that was redeemed of a promotion, for a spreadsheet."""
    promotion = access.shown(db.session, id, actor=actor())
    return send(
        lambda session, reader: promotions_out.redemptions(session, id, reader),
        name=promotions_out.REDEEMED,
        plain=f"redeemed-{id}",
        of=promotion,
    )


@bp.route("/redemptions/<int:id>/edit", methods=["GET", "POST"])
def correct(id: int) -> Answer:
    """Correct what was entered."""
    made, promotion = _open(id)
    form = RedemptionForm(record=made)
    if form.validate_on_submit():
        with saving(form) as saved:
            redeeming.correct(db.session, id, form.redeemed(), actor=actor(), version=form.seen_version)
            saved.at(url_for("promotions.redeemed", id=promotion.id))
        if saved:
            flash(say(mark("Corrected.")), "done")
            return saved.redirect()
        made, promotion = _open(id)
        form.record = made
    body = render_template(
        "promotions/enter.html", form=form, promotion=promotion, campaign=promotion.campaign, redemption=made
    )
    return body, form.status


@bp.post("/redemptions/<int:id>/remove")
def take_out(id: int) -> Response:
    """Take out what was never redeemed."""
    _, promotion = _open(id)
    with acting() as done:
        redeeming.remove(db.session, id, actor=actor())
    if done:
        flash(say(mark("Taken out.")), "done")
    return redirect(url_for("promotions.redeemed", id=promotion.id))


def _open(id: int) -> tuple[Redemption, Promotion]:
    """A redemption and its promotion, if this person may change it now."""
    made = queries.redemption(db.session, id)
    return made, access.to_edit(db.session, made.promotion_id, actor=actor(), version=None)
