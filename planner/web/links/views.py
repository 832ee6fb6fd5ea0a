"""Named links on a campaign or an event: adding, changing, ordering, removing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.campaigns.models import Campaign
from planner.events import links
from planner.events.links import Holder, LinkData, Way
from planner.events.models import NamedLink
from planner.extensions import db
from planner.i18n import mark
from planner.web.fields import Line, Link, Tick
from planner.web.forms import OnceForm, PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving
from planner.web.stepping import seen_version

bp = Blueprint("links", __name__)

Answer = str | Response | tuple[str, int]

ADDED, SAVED, REMOVED = mark("Added."), mark("Saved."), mark("Removed.")


class _Link(PlannerForm):
    needed_pairs = ("label",)

    label_th = Line(mark("Name"))
    label_en = Line(mark("Name"))
    address = Link(
        mark("Address"), needed=True, description=mark("Begins with https://, http:// or mailto:.")
    )
    is_outward = Tick(
        mark("Guests may read it"),
        description=mark("Then it stands in the programme and in what is copied for LINE."),
    )

    def to_data(self) -> LinkData:
        """For the action; call after validation."""
        return LinkData(
            label_th=self.label_th.data,
            label_en=self.label_en.data,
            address=self.address.data or "",
            is_outward=self.is_outward.data,
        )


class NewLinkForm(_Link, OnceForm):
    """A link to be added."""


class LinkForm(_Link):
    """A link to be changed."""


@bp.route("/campaigns/<int:campaign_id>/links/new", methods=["GET", "POST"])
def new(campaign_id: int) -> Answer:
    """Add a link to a campaign."""
    return _new(campaign_id=campaign_id)


@bp.route("/events/<int:event_id>/links/new", methods=["GET", "POST"])
def new_on_event(event_id: int) -> Answer:
    """Add a link to an event."""
    return _new(event_id=event_id)


def _new(**of: int) -> Answer:
    holder = links.to_edit(db.session, **of, actor=actor())
    form = NewLinkForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            links.add(db.session, holder, form.to_data(), actor=actor())
            saved.at(_home(holder))
        if saved:
            flash(say(ADDED), "done")
            return saved.redirect()
        holder = links.to_edit(db.session, **of, actor=actor())
    return _page(form, holder)


@bp.route("/links/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Answer:
    """Change a link."""
    link, holder = links.one(db.session, id, actor=actor())
    form = LinkForm(record=link)
    if form.validate_on_submit():
        with saving(form) as saved:
            links.revise(db.session, id, form.to_data(), actor=actor(), version=form.seen_version)
            saved.at(_home(holder))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        link, holder = links.one(db.session, id, actor=actor())
        form.record = link
    return _page(form, holder, link)


@bp.post("/links/<int:id>/move-up", endpoint="move_up", defaults={"way": Way.UP})
@bp.post("/links/<int:id>/move-down", endpoint="move_down", defaults={"way": Way.DOWN})
def move(id: int, way: Way) -> Response:
    """Let a link change places with its neighbour."""
    _link, holder = links.one(db.session, id, actor=actor())
    back = _home(holder)
    with acting():
        links.move(db.session, id, way, actor=actor())
    return redirect(back)


@bp.post("/links/<int:id>/remove")
def remove(id: int) -> Response:
    """Take a link away."""
    _link, holder = links.one(db.session, id, actor=actor())
    back = _home(holder)
    with acting() as done:
        links.remove(db.session, id, actor=actor(), version=seen_version())
    if done:
        flash(say(REMOVED), "done")
    return redirect(back)


def _home(holder: Holder) -> str:
    endpoint = "campaigns.show" if isinstance(holder, Campaign) else "events.show"
    return url_for(endpoint, id=holder.id, _anchor="links")


def _page(form: PlannerForm, holder: Holder, link: NamedLink | None = None) -> tuple[str, int]:
    values: dict[str, Any] = {"of_campaign": isinstance(holder, Campaign), "home": _home(holder)}
    return render_template("links/edit.html", form=form, holder=holder, link=link, **values), form.status
