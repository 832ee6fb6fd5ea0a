"""What stakeholders consented to."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from planner.accounts import permissions
from planner.extensions import db
from planner.stakeholders import actions, queries
from planner.stakeholders.words import ConsentPurpose
from planner.web.gate import actor
from planner.web.saving import saving
from planner.web.stakeholders.forms import ConsentForm
from planner.web.stakeholders.views import Shown

bp = Blueprint("consents", __name__)


@bp.route("/stakeholders/<int:stakeholder_id>/consents/new", methods=["GET", "POST"])
def new(stakeholder_id: int) -> Shown:
    """Write down what somebody said about one purpose."""
    stakeholder = queries.one(db.session, stakeholder_id)
    permissions.demand(actor(), "stakeholder:edit", stakeholder)
    purpose = request.args.get("purpose")
    asked = {"purpose": purpose} if purpose in set(ConsentPurpose) else {}
    form = ConsentForm(data=ConsentForm.now(stakeholder.language) | asked)
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.record_consent(db.session, stakeholder, form.to_data(), actor=actor())
            saved.at(url_for("stakeholders.show", id=stakeholder_id, _anchor="consents"))
        if saved:
            return saved.redirect()
        stakeholder = queries.one(db.session, stakeholder_id)
    return render_template("stakeholders/new_consent.html", form=form, stakeholder=stakeholder), form.status
