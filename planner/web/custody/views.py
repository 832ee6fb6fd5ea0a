"""Undoing an act, and deleting what nobody outside has heard of."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from planner.activity.models import ActivityEntry
from planner.calendar.models import SavedView
from planner.campaigns.models import Campaign
from planner.custody import deletion, undoing
from planner.custody.standing import NOUNS, ChangedSince
from planner.errors import Refusal
from planner.events.models import Event
from planner.extensions import db
from planner.i18n import mark
from planner.objectives.models import Objective
from planner.plans.models import CampaignTemplate
from planner.stakeholders.models import Stakeholder
from planner.web.custody import stakeholders
from planner.web.custody.blueprint import bp
from planner.web.events.steps import seen_version
from planner.web.field_names import field_name
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting

# the routes take the blueprint from here, so that the views of that module are on it
__all__ = ["bp", "stakeholders"]

UNDONE = mark("Undone.")
DELETED = mark("Deleted.")
FIELD_CHANGED = mark(
    "It cannot be undone: “%(named)s” of %(what)s has been changed since then. "
    "Look at it as it is now, and change it by hand."
)

# the pages of records, and what is read to know that there is one
_PAGES = {
    "campaign": ("campaigns.show", Campaign.id),
    "campaign_template": ("patterns.edit", CampaignTemplate.id),
    "event": ("events.show", Event.id),
    "objective": ("objectives.show", Objective.id),
    "saved_view": ("saved_views.edit", SavedView.id),
    "stakeholder": ("stakeholders.show", Stakeholder.id),
}


@bp.post("/history/<int:id>/undo")
def undo(id: int) -> Response:
    """Take back the act that an entry of a history tells of."""
    with acting() as done:
        try:
            told = undoing.undo(db.session, id, actor=actor())
        except ChangedSince as changed:
            field = field_name(changed.table, changed.column)
            what = NOUNS.get(changed.table, "")
            raise Refusal(FIELD_CHANGED, named=field, what=what) from changed
        done.at(_page_of(told))
    if done:
        flash(say(UNDONE), "done")
        return done.redirect()
    return redirect(_page_of(db.session.get(ActivityEntry, id)))


@bp.post("/campaigns/<int:id>/delete")
def delete_campaign(id: int) -> Response:
    """Delete a draft with everything in it."""
    with acting() as done:
        deletion.delete_campaign(db.session, id, actor=actor(), version=seen_version())
    if not done:
        return redirect(url_for("campaigns.show", id=id))
    flash(say(DELETED), "done")
    return redirect(url_for("campaigns.index"))


@bp.post("/events/<int:id>/delete")
def delete_event(id: int) -> Response:
    """Delete an event that no feed has carried."""
    with acting() as done:
        event = deletion.delete_event(db.session, id, actor=actor(), version=seen_version())
        done.at(url_for("campaigns.show", id=event.campaign_id, _anchor="events"))
    if not done:
        return redirect(url_for("events.show", id=id))
    flash(say(DELETED), "done")
    return done.redirect()


def _page_of(entry: ActivityEntry | None) -> str:
    """Where to look at what was done: the page asked from, else of the first record that is there."""
    if entry is None:
        return url_for("home.index")
    asked = request.form.get("at", "").partition("-")
    stands_in = (
        [(about.record_type, about.record_id) for about in entry.about] if "about" in entry.__dict__ else []
    )
    places = [(entry.subject_type, entry.subject_id), *stands_in]
    if asked[2].isascii() and asked[2].isdigit() and len(asked[2]) < 10:
        places.insert(0, (asked[0], int(asked[2])))
    for kind, key in places:
        if kind in _PAGES:
            endpoint, column = _PAGES[kind]
            if db.session.scalar(select(column).where(column == key)) is not None:
                return url_for(endpoint, id=key)
    return url_for("home.index")
