"""The page of a promotion's codes and tills: batches made, taken out and deleted, and one code looked up."""

from __future__ import annotations

from collections.abc import Iterator

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from planner import text
from planner.accounts import permissions
from planner.campaigns import lifecycle
from planner.exports.going_out import Reader
from planner.exports.writing import Cell, Head, Sheet
from planner.extensions import db
from planner.i18n import mark, translate
from planner.promotions import access, batches, tills
from planner.promotions.batches import LONGEST_PREFIX, MOST, NewBatch
from planner.promotions.models import LONGEST_CODE
from planner.web import fields
from planner.web.errors import Answer as Refused
from planner.web.exports.sending import send
from planner.web.forms import OnceForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.promotions import shown
from planner.web.promotions.blueprint import bp
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]

CODES = mark("Codes")
HEADS = ((mark("Offer code"), 24), (mark("Batch"), 10), (mark("Redeemed"), 12))
YES, NO = mark("yes"), mark("no")


class BatchForm(OnceForm):
    """A batch to be made."""

    count = fields.Whole(
        mark("How many codes"),
        needed=True,
        lowest=1,
        highest=MOST,
        description=mark("Up to 10,000. Each is good for one."),
    )
    prefix = fields.Line(
        mark("Prefix"),
        longest=LONGEST_PREFIX,
        description=mark("Letters A to Z and digits before each code, such as SONGKRAN."),
    )

    def to_data(self) -> NewBatch:
        """For the action; call after validation."""
        return NewBatch(count=int(self.count.data or 0), prefix=self.prefix.data or "")


@bp.get("/promotions/<int:id>/codes")
def codes(id: int) -> str:
    """The batches of a promotion and its tills; with a code in the address, what is known of that one."""
    promotion = access.shown(db.session, id, actor=actor())
    campaign = promotion.campaign
    typed = text.clean(request.args.get("q", ""))[: 2 * LONGEST_CODE]
    return render_template(
        "promotions/codes.html",
        promotion=promotion,
        campaign=campaign,
        batches=batches.listed(db.session, id),
        tills=tills.listed(db.session, id),
        typed=typed,
        looked=batches.looked_up(db.session, promotion, typed) if typed else None,
        may_edit=permissions.may(actor(), "promotion:edit", campaign)
        and campaign.status not in lifecycle.READ_ONLY,
        shown=shown,
    )


@bp.route("/promotions/<int:id>/codes/new", methods=["GET", "POST"])
def new_codes(id: int) -> Answer:
    """Make a batch of codes."""
    promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    form = BatchForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            data = form.to_data()
            number = batches.make(db.session, id, data, actor=actor())
            saved.at(url_for("promotions.codes", id=id))
        if saved:
            flash(say(mark("Batch %(batch)s with %(count)s codes."), batch=number, count=data.count), "done")
            return saved.redirect()
        promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    body = render_template(
        "promotions/codes_new.html", form=form, promotion=promotion, campaign=promotion.campaign
    )
    return body, form.status


@bp.post("/promotions/<int:id>/codes/<int:batch>/export")
def export_codes(id: int, batch: int) -> Response | Refused:
    """A batch as a list for who hands the codes out."""
    promotion = batches.to_take_out(db.session, id, batch, actor=actor())

    def made(session: Session, reader: Reader) -> Sheet:
        def said(word: str) -> str:
            return translate(reader.language, word)

        heads = [Head(said(label), width) for label, width in HEADS]
        return Sheet(said(CODES), heads, _rows(session, id, batch, (said(NO), said(YES))))

    return send(made, name=CODES, plain=f"codes-{id}-{batch}", of=promotion)


@bp.post("/promotions/<int:id>/codes/<int:batch>/remove")
def remove_codes(id: int, batch: int) -> Response:
    """Delete a batch of which nothing was redeemed."""
    with acting() as done:
        batches.remove(db.session, id, batch, actor=actor())
    if done:
        flash(say(mark("The batch is deleted.")), "done")
    return redirect(url_for("promotions.codes", id=id))


def _rows(session: Session, id: int, batch: int, words: tuple[str, str]) -> Iterator[tuple[Cell, ...]]:
    for code, is_redeemed in batches.rows(session, id, batch):
        yield code, batch, words[is_redeemed]
