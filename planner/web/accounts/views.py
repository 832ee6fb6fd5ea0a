"""Signing in and out, one-time links, and how a browser reads: language and theme."""

from __future__ import annotations

from flask import Blueprint, current_app, g, redirect, render_template, request, session, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from planner.accounts import actions, links, queries, signing_in
from planner.accounts.models import Role, User
from planner.errors import NotFound
from planner.extensions import db
from planner.i18n import Language
from planner.web import demo, gate
from planner.web.accounts.forms import OwnerForm, PasswordForm, SignInForm
from planner.web.errors import page, security
from planner.web.language import THEMES, say
from planner.web.saving import saving

bp = Blueprint("accounts", __name__)

Shown = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@bp.route("/sign-in", methods=["GET", "POST"])
@gate.public
def sign_in() -> Shown:
    """Let a person in by e-mail and password; never says which of the two was wrong."""
    form = SignInForm()
    if request.method in gate.SAFE_METHODS:
        if gate.actor_or_none():
            return redirect(url_for("home.index"))
        form.next.data = gate.own_path(request.args.get("next")) or ""
    if form.validate_on_submit():
        tried = signing_in.attempt(
            db.session,
            email=form.email.data or "",
            password=form.password.data or "",
            address=request.remote_addr or "",
            program=request.user_agent.string,
        )
        if tried.user is not None:
            gate.let_in(tried.user)
        else:
            whose = "nobody here" if tried.account_id is None else f"user {tried.account_id}"
            security.info(
                "request %s: sign-in as %s from %s failed", g.get("request_id"), whose, request.remote_addr
            )
        db.session.commit()
        if tried.user is not None:
            return redirect(gate.own_path(form.next.data) or url_for("home.index"))
        if tried.wait is not None:
            return page(TooManyRequests.code, retry_after=int(tried.wait.total_seconds()) + 1)
        form.refuse(say(signing_in.WRONG), field=None)
    people = demo.people() if current_app.config["IS_DEMO"] else []
    return render_template("accounts/sign_in.html", form=form, people=people), form.status


@bp.post("/sign-out")
def sign_out() -> Response:
    """End this browser's session, on the server too."""
    gate.let_out()
    db.session.commit()
    return redirect(url_for("accounts.sign_in"))


@bp.route("/links/<token>", methods=["GET", "POST"])
@gate.public
def link(token: str) -> Shown:
    """A one-time link: the first owner's set-up, or a password to set. Opening it does not use it up."""
    found = links.found(db.session, token)
    # nobody's yet: the first owner's
    is_owner = found.user_id is None
    form = OwnerForm() if is_owner else PasswordForm()
    person = None if found.user_id is None else queries.person(db.session, found.user_id)
    if person is not None and not person.is_active:
        raise NotFound
    if form.validate_on_submit():
        with saving(form) as saved:
            links.use(db.session, found)
            user = person or _first_owner(form)
            actions.set_password(db.session, user, form.password.data or "", actor=user, kept_session=None)
            gate.let_in(user)
            saved.at(url_for("home.index"))
        if saved:
            return saved.redirect()
    return render_template(
        "accounts/link.html", form=form, is_owner=is_owner, person=person, token=token
    ), form.status


def _first_owner(form: PasswordForm) -> User:
    """Whoever fills in the owner's form: administrator, and approver of the first team."""
    user = actions.add(
        db.session,
        actions.NewUser(
            email=form["email"].data or "",
            given_th=form["given_th"].data,
            family_th=form["family_th"].data,
            given_latin=form["given_latin"].data,
            family_latin=form["family_latin"].data,
            is_administrator=True,
            language=Language(session.get("language", Language.TH)),
        ),
        actor=None,
    )
    team = actions.found_team(db.session, form["discipline"].data, actor=None)
    actions.join(db.session, user, team, Role.APPROVER, actor=None)
    return user


@bp.post("/language")
@gate.public
def language() -> Response:
    """Read everything in the other language, from this page on."""
    wanted = request.form.get("language", "")
    if wanted in set(Language):
        session["language"] = wanted
        user = gate.actor_or_none()
        if user is not None:
            user.language = Language(wanted)
            db.session.commit()
    return redirect(gate.own_path(request.form.get("next")) or url_for("home.index"))


@bp.post("/theme")
@gate.public
def theme() -> Response:
    """Light, dark, or whatever the system says, for this browser."""
    wanted = request.form.get("theme", "")
    if wanted in THEMES:
        session["theme"] = wanted
    return redirect(gate.own_path(request.form.get("next")) or url_for("home.index"))
