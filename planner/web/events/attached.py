"""Attaching stakeholders to an event, changing what they are at it, detaching them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import text
from planner.events import attachments
from planner.events.attachments import Candidate
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.web import language, once
from planner.web.clashes import planning
from planner.web.events.blueprint import bp
from planner.web.events.editing import REMOVED, SAVED, open_event
from planner.web.events.forms import AttachForm, RoleForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]

ATTACHED = mark("Attached.")
BARRED = mark("%(name)s (do not contact)")
ELSEWHERE = mark("%(name)s (not in this campaign)")


@bp.route("/events/<int:id>/attachments/new", methods=["GET", "POST"])
def attach(id: int) -> Answer:
    """Find a stakeholder and attach them; the search stands in the address."""
    event = open_event(id)
    query = text.clean(request.args.get("q", ""))[:200]
    found = attachments.candidates(db.session, event, query)
    form = AttachForm()
    if form.is_submitted():
        # whom it attached is not offered any more, so a second sending is recognised before it is read
        once.refuse_second(form)
    form.stakeholder.offer([(one.stakeholder.id, _name(one)) for one in found])
    if form.validate_on_submit():
        with saving(form) as saved:
            attachments.attach(db.session, id, form.stakeholder.data, form.role.data, actor=actor())
            saved.at(url_for("events.show", id=id, _anchor="attached"))
        if saved:
            flash(say(ATTACHED), "done")
            planning.tell(id)
            return saved.redirect()
        event = open_event(id)
    body = render_template(
        "events/attach.html",
        form=form,
        event=event,
        query=query,
        count=len(found),
        is_full=len(found) == attachments.OFFERED,
    )
    return body, form.status


@bp.route("/events/<int:id>/attachments/<int:attachment_id>/edit", methods=["GET", "POST"])
def edit_attachment(id: int, attachment_id: int) -> Answer:
    """Change what somebody is at the event."""
    event = open_event(id)
    attachment = attachments.one_of(event, attachment_id)
    form = RoleForm(record=attachment)
    if form.validate_on_submit():
        with saving(form) as saved:
            attachments.revise(
                db.session, id, attachment_id, form.role.data, actor=actor(), version=form.seen_version
            )
            saved.at(url_for("events.show", id=id, _anchor="attached"))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        event = open_event(id)
        form.record = attachment = attachments.one_of(event, attachment_id)
    body = render_template("events/edit_attachment.html", form=form, event=event, attachment=attachment)
    return body, form.status


@bp.post("/events/<int:id>/attachments/<int:attachment_id>/detach")
def detach(id: int, attachment_id: int) -> Response:
    """Take somebody off the event."""
    with acting() as done:
        attachments.detach(db.session, id, attachment_id, actor=actor())
    if done:
        flash(say(REMOVED), "done")
    return redirect(url_for("events.show", id=id, _anchor="attached"))


def _name(one: Candidate) -> str:
    name = pick_of(one.stakeholder, "name", language.language()).text
    if one.stakeholder.do_not_contact:
        return say(BARRED, name=name)
    return name if one.takes_part else say(ELSEWHERE, name=name)
