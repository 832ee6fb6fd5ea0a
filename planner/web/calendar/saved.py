"""Saved views of the calendar: which there are, saving what is shown, opening, changing, sharing, deleting.

A page of the calendar asks for none of this: its menu is taken from the list, once somebody opens it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.accounts import permissions
from planner.accounts import queries as accounts
from planner.accounts.models import Role
from planner.calendar import looking, saved_views, told
from planner.calendar.looking import GROUP_NAMES, SPAN_NAMES, VIEW_NAMES, Group, Span, View
from planner.calendar.models import LONGEST_VIEW_NAME, SavedView
from planner.extensions import db
from planner.feeds.models import Holder
from planner.i18n import Text, mark
from planner.web import context, fields, language
from planner.web.calendar.asked import Asked
from planner.web.calendar.views import looked_at
from planner.web.events.steps import seen_version
from planner.web.forms import OnceForm, PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving

bp = Blueprint("saved_views", __name__)

Shown = str | tuple[str, int] | Response
Words = list[tuple[str, Text]]

SAVED = mark("Saved. You find it under “Saved views”.")
SHOWS = mark("Saved. “%(name)s” now shows this.")
DELETED = mark("The view is deleted. The events are all still there.")
ONLY_I = mark("Nobody: only I see it")
ONLY_OWNER = mark("Nobody: only its owner sees it")
SHARED_WITH = mark("Shared with")


class ViewForm(PlannerForm):
    """What a view is called, and who else looks through it."""

    name = fields.Line(mark("Name"), needed=True, longest=LONGEST_VIEW_NAME)
    team = fields.RecordChoice(SHARED_WITH, needed=False, empty=ONLY_I)

    def to_data(self) -> saved_views.Named:
        return saved_views.Named(self.name.data or "", self.team.data)


class NewViewForm(ViewForm, OnceForm):
    """The same for one to be made."""


@dataclass(frozen=True)
class Line:
    """A view in the list: where it opens, what it shows in words, what may be done with it."""

    view: SavedView
    address: str
    words: Words
    subscribe_address: str
    print_address: str
    is_own: bool
    may_edit: bool
    is_current: bool
    is_changed: bool
    """It was opened, and something else is shown by now."""


@bp.get("/calendar/views")
def index() -> str:
    """The views that the reader may look through, and what the calendar shows that they come from."""
    asked = looked_at()
    lines = _lines(asked)
    return render_template(
        "calendar/views/index.html",
        asked=asked,
        is_asked="view" in request.args,
        back=asked.address(asked.view, asked.on),
        shown=_words([_shown(asked)])[0],
        new_address=url_for("saved_views.new", **_held(asked)),
        keep_address=lambda line: url_for("saved_views.keep", id=line.view.id, **_held(asked)),
        own=[line for line in lines if line.is_own],
        shared=[line for line in lines if not line.is_own],
        changed=next((line for line in lines if line.is_changed and line.may_edit), None),
    )


@bp.route("/calendar/views/new", methods=["GET", "POST"])
def new() -> Shown:
    """Save what the address says."""
    asked = looked_at()
    shown = _shown(asked)
    words = _words([shown])[0]
    form = NewViewForm(data={"name": _suggested(words)})
    form.team.offer(_teams())
    if form.validate_on_submit():
        with saving(form) as saved:
            view = saved_views.save(db.session, form.to_data(), shown, actor=actor())
            saved.at(replace(asked, saved_id=view.id).address(asked.view, asked.on))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.team.offer(_teams())
    page = render_template(
        "calendar/views/new.html",
        form=form,
        words=words,
        action=url_for("saved_views.new", **_held(asked)),
        back=asked.address(asked.view, asked.on),
    )
    return page, form.status


@bp.get("/calendar/views/<int:id>")
def show(id: int) -> Response:
    """Open it: lead to the calendar's own address of today in this view, which can be kept and passed on."""
    view = saved_views.shown(db.session, id, actor=actor())
    given: dict[str, Any] = saved_views.opened(db.session, view)
    return redirect(url_for("calendar.index", **given, saved=id))


@bp.route("/calendar/views/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Shown:
    """Rename it, share it, or share it no longer."""
    view = saved_views.to_edit(db.session, id, actor=actor())
    form = _edit_form(view)
    if form.validate_on_submit():
        with saving(form) as saved:
            saved_views.revise(db.session, id, form.to_data(), actor=actor(), version=form.seen_version)
            saved.at(url_for("saved_views.index"))
        if saved:
            return saved.redirect()
        form.record = view = saved_views.to_edit(db.session, id, actor=actor())
        form.team.offer(_teams_for(view))
    words = _words([saved_views.opened(db.session, view)])[0]
    return render_template("calendar/views/edit.html", form=form, view=view, words=words), form.status


@bp.post("/calendar/views/<int:id>/keep")
def keep(id: int) -> Response:
    """Let it show from now on what the address says."""
    asked = looked_at()
    with acting() as done:
        view = saved_views.show(db.session, id, _shown(asked), actor=actor(), version=seen_version())
        name = view.name
    if done:
        flash(say(SHOWS, name=name), "done")
    return redirect(replace(asked, saved_id=id).address(asked.view, asked.on))


@bp.post("/calendar/views/<int:id>/remove")
def remove(id: int) -> Response:
    """Keep it no longer."""
    with acting() as done:
        saved_views.remove(db.session, id, actor=actor(), version=seen_version())
    if done:
        flash(say(DELETED), "done")
    return redirect(url_for("saved_views.index"))


def _lines(asked: Asked) -> list[Line]:
    listed = saved_views.listed(db.session, actor=actor())
    opened = saved_views.all_opened(db.session, listed)
    shown = _shown(asked)
    is_opened = any(view.id == asked.saved_id for view in listed)
    lines = []
    for view, words in zip(listed, _words([opened[view.id] for view in listed]), strict=True):
        given: dict[str, Any] = looking.written(looking.filters_of(opened[view.id]))
        is_same = opened[view.id] == shown
        lines.append(
            Line(
                view=view,
                address=url_for("saved_views.show", id=view.id),
                words=words,
                subscribe_address=url_for("feeds.new", holder=Holder.USER.value, **given),
                print_address=url_for("briefs.calendar", view=view.view.value, **given),
                is_own=view.user_id == actor().id,
                may_edit=permissions.may(actor(), "view:edit", view),
                is_current=view.id == asked.saved_id if is_opened else is_same,
                is_changed=view.id == asked.saved_id and not is_same,
            )
        )
    return lines


def _shown(asked: Asked) -> dict[str, str]:
    """What the calendar shows, as it would be kept."""
    given = {**asked.held, **asked.kept()}
    return {"view": asked.view.value, **looking.kept(given)}


def _held(asked: Asked) -> dict[str, Any]:
    """The whole of the calendar's address, to come back to."""
    return {**asked.held, **asked.kept()}


def _words(many: list[dict[str, str]]) -> list[Words]:
    """What each of them shows: its view, how that is set, and its filters."""
    reads = language.language()
    filters = [looking.filters_of(one) for one in many]
    known = told.known(db.session, filters, actor=actor())
    return [
        [*_settings(one), *told.told(narrowed, known, reads)]
        for one, narrowed in zip(many, filters, strict=True)
    ]


def _settings(one: dict[str, str]) -> Words:
    found = [(mark("View"), VIEW_NAMES[looking.view_of(one)])]
    if looking.view_of(one) is View.TIMELINE:
        span = looking.key_of(Span, one, "span") or Span.QUARTER
        group = looking.key_of(Group, one, "group") or Group.KIND
        found += [(mark("Span"), SPAN_NAMES[span]), (mark("Put together by"), GROUP_NAMES[group])]
    if "layers" in one:
        found.append((mark("Calendars of others"), mark("shown")))
    return [(say(label), Text(say(word), language.language(), False)) for label, word in found]


def _suggested(words: Words) -> str:
    """A name from what is shown."""
    return " · ".join(text.text for _, text in words)[:LONGEST_VIEW_NAME].rstrip(" ·")


def _edit_form(view: SavedView) -> ViewForm:
    form = ViewForm(record=view)
    if view.user_id != actor().id:
        form.team.empty = say(ONLY_OWNER)
    form.team.offer(_teams_for(view))
    return form


def _teams_for(view: SavedView) -> list[tuple[int, str]]:
    """With whom a view may be shared: others than its owner only leave it with its team, or take it off."""
    current = [] if view.team is None else [(view.team.id, context.display_name(view.team).text)]
    return list(dict.fromkeys([*current, *_teams()])) if view.user_id == actor().id else current


def _teams() -> list[tuple[int, str]]:
    """The teams that the reader may share a view with."""
    if actor().is_administrator:
        there = (team for team in accounts.teams(db.session) if team.archived_at is None)
        return [(team.id, context.display_name(team).text) for team in there]
    planning = (one.team for one in actor().memberships if one.role in {Role.PLANNER, Role.APPROVER})
    return [(one.id, context.display_name(one).text) for one in planning if one.archived_at is None]
