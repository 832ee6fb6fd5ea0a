"""Changing a stakeholder section by section, and the steps of one button."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.accounts import permissions
from planner.accounts import queries as accounts
from planner.extensions import db
from planner.i18n import mark
from planner.stakeholders import actions, queries
from planner.stakeholders import words as vocabulary
from planner.stakeholders.models import Stakeholder
from planner.web import context
from planner.web.forms import PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving
from planner.web.stakeholders.forms import (
    AssessmentForm,
    BackgroundForm,
    BodyForm,
    ContactForm,
    PersonForm,
    ReachForm,
    identity_form,
)
from planner.web.stakeholders.views import Shown, bp

# the routes take the blueprint from here, so that the views of this module are on it
__all__ = ["bp"]


@bp.route(
    "/stakeholders/<int:id>/edit/<any(who, reach, assessment, contact, background):section>",
    methods=["GET", "POST"],
)
def edit(id: int, section: str) -> Shown:
    """Change one section; the other sections stay as they are."""
    stakeholder = queries.one(db.session, id)
    permissions.demand(actor(), "stakeholder:edit", stakeholder)
    form = _form(stakeholder, section)
    if form.validate_on_submit():
        with saving(form) as saved:
            _save(stakeholder, form)
            saved.at(url_for("stakeholders.show", id=id, _anchor=section))
        if saved:
            return saved.redirect()
        stakeholder = queries.one(db.session, id)
    return (
        render_template(
            f"stakeholders/edit_{section}.html", form=form, stakeholder=stakeholder, words=vocabulary
        ),
        form.status,
    )


@bp.post("/stakeholders/<int:id>/allow-contact")
def allow_contact(id: int) -> Response:
    """Lift “do not contact”, with the reason."""
    stakeholder = queries.one(db.session, id)
    with acting() as done:
        actions.allow_contact(
            db.session, stakeholder, request.form.get("comment", ""), actor=actor(), version=_seen()
        )
    if done:
        flash(say(mark("They may be contacted again.")), "done")
    return redirect(url_for("stakeholders.show", id=id))


@bp.post("/stakeholders/<int:id>/retire")
def retire(id: int) -> Response:
    """Set aside."""
    undo = {"text": say(mark("Marked inactive.")), "undo": url_for("stakeholders.bring_back", id=id)}
    return _step(id, actions.retire, undo)


@bp.post("/stakeholders/<int:id>/bring-back")
def bring_back(id: int) -> Response:
    """Take up again."""
    return _step(id, actions.bring_back, say(mark("Active again.")))


def _step(id: int, act: Callable[..., None], told: object) -> Response:
    stakeholder = queries.one(db.session, id)
    with acting() as done:
        act(db.session, stakeholder, actor=actor(), version=_seen())
    if done:
        flash(told, "done")  # type: ignore[arg-type]  # a mapping carries the way back, see components/notice.html
    return redirect(url_for("stakeholders.show", id=id))


def _seen() -> int | None:
    """The version the button was pressed on; the undo of a moment ago has none."""
    return request.form.get("version", type=int)


def _form(stakeholder: Stakeholder, section: str) -> PlannerForm:
    if section == "who":
        return identity_form(stakeholder.kind)(record=stakeholder)
    if section == "reach":
        return ReachForm(record=stakeholder)
    if section == "assessment":
        return AssessmentForm(record=stakeholder)
    if section == "contact":
        return ContactForm(record=stakeholder)
    form = BackgroundForm(record=stakeholder)
    people = [one for one in accounts.everyone(db.session) if one.is_active or one.id == stakeholder.owner_id]
    form.owner.offer((one.id, context.display_name(one).text) for one in people)
    return form


def _save(stakeholder: Stakeholder, form: PlannerForm) -> None:
    seen = form.seen_version
    match form:
        case PersonForm() | BodyForm() | ReachForm() | BackgroundForm():
            actions.revise(db.session, stakeholder, form.to_data(), actor=actor(), version=seen)
        case AssessmentForm():
            actions.assess(db.session, stakeholder, form.to_data(), actor=actor(), version=seen)
        case ContactForm():
            actions.bar_contact(db.session, stakeholder, form.reason.data or "", actor=actor(), version=seen)
