"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.accounts import actions
from planner.extensions import db
from planner.web import gate
from planner.web.accounts.forms import SignInForm
from planner.web.errors import page
from planner.web.language import say

bp = Blueprint("accounts", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@gate.public
def sign_in() -> str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Let a person in by e-mail and password; never says which of the two was wrong."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = gate.own_path(request.args.get("next")) or ""
        if gate.actor_or_none():
            return redirect(url_for("home.index"))
    if form.validate_on_submit():
        tried = actions.sign_in(
            db.session,
            email=form.email.data or "",
            password=form.password.data or "",
            address=request.remote_addr or "",
            program=request.user_agent.string,
        )
        if tried.user is not None:
            gate.let_in(tried.user)
        db.session.commit()
        if tried.user is not None:
            return redirect(gate.own_path(form.next.data) or url_for("home.index"))
        if tried.wait is not None:
            return page(429, retry_after=int(tried.wait.total_seconds()) + 1)
        form.refuse(say(actions.WRONG), field=None)
    return render_template("accounts/sign_in.html", form=form), form.status


@bp.post("/sign-out")
def sign_out() -> Response:
    """End this browser's session, on the server too."""
    gate.let_out()
    db.session.commit()
    return redirect(url_for("accounts.sign_in"))
