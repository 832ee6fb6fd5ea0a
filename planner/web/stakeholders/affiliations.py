"""Where people belong: read and changed from either end."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import text
from planner.accounts import permissions
from planner.errors import NotFound
from planner.extensions import db
from planner.stakeholders import actions, queries
from planner.stakeholders.actions import NewAffiliation
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.stakeholders.words import StakeholderKind
from planner.web import context
from planner.web.gate import actor
from planner.web.saving import acting, saving
from planner.web.stakeholders.forms import NewAffiliationForm, PlaceForm
from planner.web.stakeholders.views import Shown

bp = Blueprint("affiliations", __name__)

OFFERED = 20


@bp.route("/stakeholders/<int:stakeholder_id>/affiliations/new", methods=["GET", "POST"])
def new(stakeholder_id: int) -> Shown:
    """Note where a person belongs, or who belongs to an organisation or a public."""
    stakeholder = queries.one(db.session, stakeholder_id)
    permissions.demand(actor(), "stakeholder:edit", stakeholder)
    q = text.clean(request.args.get("q", ""))[:200]
    form = NewAffiliationForm()
    found = _offered(stakeholder, q, form.other.data)
    form.other.offer((one.id, _line(one)) for one in found)
    if form.validate_on_submit():
        with saving(form) as saved:
            other = queries.one(db.session, form.other.data or 0)
            actions.affiliate(db.session, _pair(stakeholder, other, form), actor=actor())
            saved.at(url_for("stakeholders.show", id=stakeholder_id, _anchor="affiliations"))
        if saved:
            return saved.redirect()
        stakeholder = queries.one(db.session, stakeholder_id)
    return (
        render_template(
            "stakeholders/new_affiliation.html",
            form=form,
            stakeholder=stakeholder,
            q=q,
            is_full=len(found) >= OFFERED,
        ),
        form.status,
    )


@bp.route("/stakeholders/<int:stakeholder_id>/affiliations/<int:id>/edit", methods=["GET", "POST"])
def edit(stakeholder_id: int, id: int) -> Shown:
    """Change what somebody is there, since when and until when."""
    affiliation = queries.affiliation(db.session, stakeholder_id, id)
    permissions.demand(actor(), "stakeholder:edit", affiliation.person)
    form = PlaceForm(record=affiliation)
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.revise_affiliation(
                db.session, affiliation, form.to_data(), actor=actor(), version=form.seen_version
            )
            saved.at(_home(stakeholder_id))
        if saved:
            return saved.redirect()
        affiliation = queries.affiliation(db.session, stakeholder_id, id)
    return (
        render_template(
            "stakeholders/edit_affiliation.html",
            form=form,
            affiliation=affiliation,
            stakeholder=_end(affiliation, stakeholder_id),
        ),
        form.status,
    )


@bp.post("/stakeholders/<int:stakeholder_id>/affiliations/<int:id>/remove")
def remove(stakeholder_id: int, id: int) -> Response:
    """Take back what was noted by mistake."""
    affiliation = queries.affiliation(db.session, stakeholder_id, id)
    with acting():
        actions.remove_affiliation(
            db.session, affiliation, actor=actor(), version=request.form.get("version", type=int)
        )
    return redirect(_home(stakeholder_id))


def _home(stakeholder_id: int) -> str:
    return url_for("stakeholders.show", id=stakeholder_id, _anchor="affiliations")


def _end(affiliation: Affiliation, stakeholder_id: int) -> Stakeholder:
    return affiliation.person if affiliation.person_id == stakeholder_id else affiliation.organisation


def _pair(stakeholder: Stakeholder, other: Stakeholder, form: NewAffiliationForm) -> NewAffiliation:
    if stakeholder.kind == StakeholderKind.PERSON:
        return NewAffiliation(stakeholder, other, form.to_data())
    return NewAffiliation(other, stakeholder, form.to_data())


def _offered(stakeholder: Stakeholder, q: str, chosen: int | None) -> list[Stakeholder]:
    """Whom the form offers: those the search finds, and the one chosen before, so that nothing chosen is lost."""
    is_person = stakeholder.kind == StakeholderKind.PERSON
    kinds = queries.BODIES if is_person else (StakeholderKind.PERSON,)
    found = queries.matching(db.session, q, OFFERED, kinds=kinds)
    if chosen and chosen not in {one.id for one in found}:
        try:
            before = queries.one(db.session, chosen)
        except NotFound:
            return found
        found = [*([before] if before.kind in kinds else []), *found]
    return found


def _line(stakeholder: Stakeholder) -> str:
    return f"{context.display_name(stakeholder).text} · {context.name(stakeholder.category)}"
