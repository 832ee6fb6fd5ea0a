"""A person's roles in teams."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.accounts import actions, queries
from planner.accounts.models import Role
from planner.campaigns import teams
from planner.extensions import db
from planner.web.gate import actor
from planner.web.people.forms import MembershipForm, NewMembershipForm, offer_teams
from planner.web.people.views import Shown, bp, let_in_again
from planner.web.saving import acting, saving

__all__ = ["bp"]


@bp.route("/people/<int:id>/memberships/new", methods=["GET", "POST"])
def new_membership(id: int) -> Shown:
    """Give somebody a role in a further team."""
    user = queries.person(db.session, id)
    form = NewMembershipForm(data={"team": request.args.get("team", type=int), "role": Role.PLANNER})
    # a second sending must be taken for one, so what was offered to the first still counts
    offered = [
        team for team in queries.teams(db.session) if form.is_submitted() or team.id not in user.team_ids
    ]
    offer_teams(form.team, offered)
    if form.validate_on_submit():
        with saving(form) as saved:
            team = queries.team(db.session, form.team.data or 0)
            made = actions.join(db.session, user, team, form.role.data, actor=actor())
            let_in_again(user)
            saved.at(url_for("people.show", id=id, _anchor=f"membership-{made.id}"))
        if saved:
            return saved.redirect()
        user = queries.person(db.session, id)
    return render_template("people/new_membership.html", form=form, person=user), form.status


@bp.route("/memberships/<int:id>/edit", methods=["GET", "POST"])
def edit_membership(id: int) -> Shown:
    """Give somebody another role in a team."""
    membership = queries.membership(db.session, id)
    form = MembershipForm(record=membership)
    if form.validate_on_submit():
        with saving(form) as saved:
            teams.change_role(
                db.session, membership, form.role.data, version=form.seen_version, actor=actor()
            )
            let_in_again(membership.user)
            saved.at(url_for("people.show", id=membership.user_id, _anchor=f"membership-{id}"))
        if saved:
            return saved.redirect()
        membership = queries.membership(db.session, id)
    return render_template("people/edit_membership.html", form=form, membership=membership), form.status


@bp.post("/memberships/<int:id>/remove")
def remove_membership(id: int) -> Response:
    """Take somebody out of a team."""
    membership = queries.membership(db.session, id)
    user = membership.user
    seen = request.form.get("version", type=int)
    with acting():
        teams.leave(db.session, membership, version=-1 if seen is None else seen, actor=actor())
        let_in_again(user)
    return redirect(url_for("people.show", id=user.id, _anchor="teams"))
