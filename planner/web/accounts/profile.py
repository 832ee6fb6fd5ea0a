"""One's own profile, password and browsers."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.accounts import absences, actions, sessions
from planner.errors import NotFound
from planner.extensions import db
from planner.i18n import mark
from planner.web import gate, language
from planner.web.accounts import browsers
from planner.web.accounts.forms import ChangePasswordForm, ProfileForm
from planner.web.language import say
from planner.web.saving import acting, saving

bp = Blueprint("profile", __name__, url_prefix="/profile")

Shown = str | Response | tuple[str, int]

OTHERS_OUT = mark("Every other browser is signed out.")


@bp.route("", methods=["GET", "POST"])
def edit() -> Shown:
    """Names in both scripts, language, era, zone, first day of the week."""
    user = gate.actor()
    form = ProfileForm(record=user)
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.revise_profile(db.session, user, form.to_data(), version=form.seen_version)
            saved.at(url_for("profile.edit"))
        if saved:
            return saved.redirect()
    live = sessions.live(db.session, user.id)
    return render_template(
        "accounts/profile.html",
        form=form,
        absences=absences.of(db.session, user, since=clock.today(language.zone())),
        browsers=live,
        this_browser=gate.browser_id(),
        browser_name=browsers.name,
    ), form.status


@bp.route("/password", methods=["GET", "POST"])
def password() -> Shown:
    """A new password; the other browsers are signed out."""
    user = gate.actor()
    form = ChangePasswordForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.change_password(
                db.session,
                user,
                current=form.current.data or "",
                new=form.password.data or "",
                kept_session=gate.token(),
            )
            saved.at(url_for("profile.edit"))
        if saved:
            return saved.redirect()
    return render_template("accounts/password.html", form=form), form.status


@bp.post("/browsers/sign-others-out")
def sign_others_out() -> Response:
    """End all of one's own sessions but this browser's."""
    with acting() as done:
        sessions.end_all(db.session, gate.actor().id, except_token=gate.token())
        done.at(url_for("profile.edit", _anchor="browsers"))
    flash(say(OTHERS_OUT), "done")
    return done.redirect()


@bp.post("/browsers/<int:id>/sign-out")
def sign_browser_out(id: int) -> Response:
    """End one of one's own sessions."""
    with acting() as done:
        if not sessions.end_own(db.session, gate.actor().id, id):
            raise NotFound
        done.at(url_for("profile.edit"))
    return done.redirect()
