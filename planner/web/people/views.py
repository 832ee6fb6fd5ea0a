"""The list of people, inviting somebody, one person's page and the steps on it. For administrators."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import current_app, flash, redirect, render_template, request, session, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from planner import i18n, text
from planner.accounts import actions, administration, links, people, queries, sessions
from planner.accounts.models import LinkPurpose, Role, User
from planner.accounts.people import PersonState, Rank, Wanted
from planner.custody import handing_over
from planner.dates import format_instant, usual_era, zone
from planner.extensions import db
from planner.i18n import mark
from planner.web import context, gate, history
from planner.web.errors import Answer, page
from planner.web.gate import actor
from planner.web.language import say
from planner.web.people.blueprint import bp
from planner.web.people.forms import InviteForm, PersonForm, label_of, offer_teams
from planner.web.saving import acting, saving

__all__ = ["Shown", "address_of", "bp", "let_in_again"]

Shown = str | Response | tuple[str, int] | Answer
Key = TypeVar("Key", bound=StrEnum)

# where a link that was just made waits to be shown, once, in the browser of whoever made it
FRESH_LINK = "fresh_link"

SIGNED_OUT = mark("Signed out everywhere.")
ADMINISTRATOR_NOW = mark("Administrator from now on. They sign in again.")
ADMINISTRATOR_NO_LONGER = mark("No longer administrator. They sign in again.")
REACTIVATED = mark("Reactivated. They can sign in with their password, or by a new link.")
LINK_WITHDRAWN = mark("The link no longer works.")
TOO_MANY_LINKS = mark("You have made %(n)s links within an hour. Wait a while before you make more.")

# what goes with the link when it is sent by hand, in the language of whoever gets it
INVITATION_TEXT = mark(
    "Hello %(name)s, you are invited to the public relations planner. Open this link and set your password:\n"
    "%(address)s\n"
    "The link works once, until %(until)s."
)
RESET_TEXT = mark(
    "Hello %(name)s, with this link you set a new password for the public relations planner:\n"
    "%(address)s\n"
    "The link works once, until %(until)s."
)


@bp.get("/people")
def index() -> Shown:
    """Everybody who signs in, narrowed by the address."""
    args = request.args
    wanted = Wanted(
        q=text.clean(args.get("q", ""))[:200],
        rank=_key(Rank, args.get("rank")),
        team_id=args.get("team", type=int),
        state=_key(PersonState, args.get("state")),
    )
    return render_template(
        "people/index.html",
        people=people.listed(db.session, wanted),
        wanted=wanted,
        teams=queries.teams(db.session),
        ranks=Rank,
        states=PersonState,
    )


@bp.route("/people/new", methods=["GET", "POST"])
def new() -> Shown:
    """Invite somebody: they get a link by whatever way reaches them, and set their own password."""
    form = InviteForm(data={"language": i18n.Language.TH, "role": Role.PLANNER})
    offer_teams(form.team, queries.teams(db.session))
    if form.validate_on_submit():
        if not people.may_make_links(db.session, actor()):
            return too_many()
        token = ""
        with saving(form) as saved:
            user = actions.add(db.session, form.to_data(), actor=actor())
            if form.team.data is not None:
                team = queries.team(db.session, form.team.data)
                actions.join(db.session, user, team, form.role.data, actor=actor())
            token = links.make(db.session, LinkPurpose.INVITATION, user, actor=actor())
            saved.at(url_for("people.show", id=user.id))
        if saved:
            session[FRESH_LINK] = token
            return saved.redirect()
    return render_template("people/new.html", form=form), form.status


@bp.get("/people/<int:id>")
def show(id: int) -> Shown:
    """One person: names, roles, what they are responsible for, how they get in."""
    user = queries.person(db.session, id)
    link = links.pending(db.session, id) if user.is_active else None
    lots = handing_over.lots(db.session, user)
    return render_template(
        "people/show.html",
        person=user,
        state=people.one(user, people.last_visit(db.session, id)),
        is_self=user.id == actor().id,
        link=link,
        is_invitation=link is not None and link.purpose == LinkPurpose.INVITATION,
        fresh=_fresh_link(user),
        lots=[(label_of(lot), lot) for lot in lots],
        feeds=handing_over.feeds_of(db.session, user),
        browsers=sessions.live(db.session, id),
        failed=people.failed_tries(db.session, user),
        entries=history.entries(db.session, "user", id),
        address_of=address_of,
    )


@bp.route("/people/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Shown:
    """Put names, address, position and language right."""
    user = queries.person(db.session, id)
    form = PersonForm(record=user)
    if form.validate_on_submit():
        with saving(form) as saved:
            data = form.to_details()
            administration.revise(db.session, user, data, version=form.seen_version, actor=actor())
            saved.at(url_for("people.show", id=id))
        if saved:
            return saved.redirect()
        user = queries.person(db.session, id)
    return render_template("people/edit.html", form=form, person=user), form.status


@bp.post("/people/<int:id>/link")
def link(id: int) -> Shown:
    """Make a link: an invitation for who has no password yet, else one to set a new password."""
    if not people.may_make_links(db.session, actor()):
        return too_many()
    user = queries.person(db.session, id)
    purpose = LinkPurpose.INVITATION if user.password_hash is None else LinkPurpose.RESET
    token = ""
    with acting() as done:
        token = links.make(db.session, purpose, user, actor=actor())
    if done:
        session[FRESH_LINK] = token
    return redirect(url_for("people.show", id=id, _anchor="link"))


@bp.post("/people/<int:id>/withdraw-link")
def withdraw_link(id: int) -> Response:
    """Let the link that was made no longer work."""
    user = queries.person(db.session, id)
    return _step(user, lambda: links.withdraw(db.session, user, actor=actor()), LINK_WITHDRAWN)


@bp.post("/people/<int:id>/sign-out")
def sign_out(id: int) -> Response:
    """End all of somebody's sessions."""
    user = queries.person(db.session, id)
    return _step(user, lambda: administration.sign_out(db.session, user, actor=actor()), SIGNED_OUT)


@bp.post("/people/<int:id>/make-administrator")
def make_administrator(id: int) -> Response:
    """Let somebody manage people and teams."""
    return _versioned(id, administration.make_administrator, ADMINISTRATOR_NOW)


@bp.post("/people/<int:id>/end-administrator")
def end_administrator(id: int) -> Response:
    """Let somebody manage people and teams no longer."""
    return _versioned(id, administration.end_administrator, ADMINISTRATOR_NO_LONGER)


@bp.post("/people/<int:id>/reactivate")
def reactivate(id: int) -> Response:
    """Let somebody in again."""
    return _versioned(id, administration.reactivate, REACTIVATED)


def too_many() -> Answer:
    """The page for who makes links by the dozen (hardening H8)."""
    advice = say(TOO_MANY_LINKS, n=people.MOST_LINKS)
    return page(TooManyRequests.code, advice, retry_after=3600)


def address_of(lot: handing_over.Lot, record: Any) -> tuple[str, i18n.Text]:
    """Where a record of a lot stands, and what it is called."""
    if lot.charge in {handing_over.Charge.CAMPAIGNS, handing_over.Charge.APPROVALS}:
        return url_for("campaigns.show", id=record.id), context.pick(record, "title")
    if lot.charge == handing_over.Charge.EVENTS:
        return url_for("events.show", id=record.id), context.pick(record, "title")
    return url_for("stakeholders.show", id=record.id), context.display_name(record)


def _fresh_link(user: User) -> tuple[str, str] | None:
    """The address of the link made a moment ago and the words to send it with, this once; else None.

    Only digests of links are kept, so it travels in the maker's own cookie to the next page they open.
    """
    token = session.pop(FRESH_LINK, None)
    found = links.pending(db.session, user.id)
    if token is None or found is None or not links.is_of(found, token):
        return None
    address = f"{current_app.config['BASE_URL'].rstrip('/')}{url_for('accounts.link', token=token)}"
    reader = user.language
    until = format_instant(found.expires_at, zone(user.timezone), reader, usual_era(reader))
    words = INVITATION_TEXT if found.purpose == LinkPurpose.INVITATION else RESET_TEXT
    name = i18n.pick(user.given_th, user.given_latin, reader).text
    return address, i18n.translate(reader, words, name=name, address=address, until=until)


def _versioned(id: int, act: Callable[..., None], done: str) -> Response:
    user = queries.person(db.session, id)
    seen = request.form.get("version", type=int)
    version = -1 if seen is None else seen
    return _step(user, lambda: act(db.session, user, version=version, actor=actor()), done)


def _step(user: User, act: Callable[[], None], done: str) -> Response:
    with acting() as outcome:
        act()
    if outcome:
        flash(say(done), "done")
    return redirect(url_for("people.show", id=user.id))


def let_in_again(user: User) -> None:
    """Whoever changed their own roles goes on, in a session of the new ones (hardening D3)."""
    if user.id == actor().id:
        gate.let_in(user)


def _key(words: type[Key], given: str | None) -> Key | None:
    return words(given) if given in set(words) else None
