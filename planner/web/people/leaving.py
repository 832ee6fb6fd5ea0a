"""Handing over what somebody is responsible for, and deactivating them with it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, render_template, url_for

from planner.accounts import queries
from planner.accounts.models import User
from planner.custody import handing_over
from planner.errors import Refusal
from planner.extensions import db
from planner.i18n import mark
from planner.web.forms import PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.people.forms import hand_over_form, label_of, takers
from planner.web.people.memberships import bp
from planner.web.people.views import Shown, address_of
from planner.web.saving import saving

__all__ = ["bp"]

HANDED_OVER = mark("Handed over.")
DEACTIVATED = mark("Deactivated and signed out everywhere.")
NOTHING_HELD = mark("This person is responsible for nothing that could be handed over.")


@bp.route("/people/<int:id>/hand-over", methods=["GET", "POST"])
def hand_over(id: int) -> Shown:
    """Give what somebody is responsible for to others; the account stays as it is."""
    user = queries.person(db.session, id)
    lots = handing_over.lots(db.session, user)
    form = hand_over_form(lots, is_needed=False)
    if form.validate_on_submit():
        with saving(form) as saved:
            if not lots:
                raise Refusal(NOTHING_HELD)
            handing_over.hand_over(db.session, user, takers(form, lots), actor=actor())
            saved.at(url_for("people.show", id=id, _anchor="responsible"))
        if saved:
            flash(say(HANDED_OVER), "done")
            return saved.redirect()
    return _asked("people/hand_over.html", form, user, lots), form.status


@bp.route("/people/<int:id>/deactivate", methods=["GET", "POST"])
def deactivate(id: int) -> Shown:
    """Let somebody in no longer, after all they are responsible for has gone to others: one act."""
    user = queries.person(db.session, id)
    lots = handing_over.lots(db.session, user)
    form = hand_over_form(lots, is_needed=True, record=user)
    if form.validate_on_submit():
        with saving(form) as saved:
            handing_over.deactivate(
                db.session, user, takers(form, lots), version=form.seen_version, actor=actor()
            )
            saved.at(url_for("people.show", id=id))
        if saved:
            flash(say(DEACTIVATED), "done")
            return saved.redirect()
    return _asked("people/deactivate.html", form, user, lots), form.status


def _asked(template: str, form: PlannerForm, user: User, lots: Sequence[handing_over.Lot]) -> str:
    return render_template(
        template,
        form=form,
        person=user,
        lots=[(label_of(lot), lot) for lot in lots],
        feeds=handing_over.feeds_of(db.session, user),
        address_of=address_of,
    )
