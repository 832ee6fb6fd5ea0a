"""The thread of a plan: commenting, changing one's own words for ten minutes, withdrawing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.accounts import permissions
from planner.campaigns import lifecycle, queries
from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, Refusal
from planner.extensions import db
from planner.i18n import mark
from planner.plans import comments
from planner.plans import queries as plans
from planner.plans.models import PlanComment
from planner.plans.queries import Standing
from planner.web.gate import actor
from planner.web.language import say
from planner.web.plans.blueprint import bp
from planner.web.plans.forms import CommentForm, EditCommentForm
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]

WRITTEN = mark("Your comment stands with the plan.")
CHANGED = mark("Saved.")
WITHDRAWN = mark("Withdrawn. That there was a comment stays to be seen.")


@dataclass(frozen=True)
class Said:
    """One comment as its reader sees it: whether it is theirs to withdraw, and still to change."""

    comment: PlanComment
    is_own: bool
    is_changeable: bool


def thread(campaign: Campaign, stands: Standing, *, form: CommentForm | None = None) -> dict[str, Any]:
    """The thread for a template, with a form where the reader may say something."""
    may = (
        bool(stands.snapshots)
        and campaign.status not in lifecycle.READ_ONLY
        and permissions.may(actor(), "campaign:comment", campaign)
    )
    now = clock.now()
    said = [
        Said(
            one,
            is_own=may and one.written_by_id == actor().id and one.withdrawn_at is None,
            is_changeable=may and comments.may_revise(one, actor(), now),
        )
        for one in (comments.of_campaign(db.session, campaign.id) if stands.snapshots else ())
    ]
    if may and form is None:
        form = CommentForm()
        form.number.data = str(stands.snapshots[0].number)
    return {"said": said, "comment_form": form if may else None}


@bp.route("/campaigns/<int:id>/comments/new", methods=["GET", "POST"])
def comment(id: int) -> Answer:
    """Comment on the newest plan, or on the one that was read."""
    campaign = queries.shown(db.session, id, actor=actor())
    permissions.demand(actor(), "campaign:comment", campaign)
    lifecycle.expect_open(campaign.status)
    taken = plans.snapshots(db.session, id)
    if not taken:
        raise Refusal(comments.NO_PLAN)
    form = CommentForm()
    if not form.number.data:
        form.number.data = str(taken[0].number)
    if form.validate_on_submit():
        with saving(form) as saved:
            made = comments.write(
                db.session, id, form.text.data, actor=actor(), number=_number(form.number.data)
            )
            saved.at(_thread(id, made.id))
        if saved:
            flash(say(WRITTEN), "done")
            return saved.redirect()
        campaign = queries.shown(db.session, id, actor=actor())
    body = render_template("plans/comment.html", form=form, campaign=campaign, comment=None)
    return body, form.status


@bp.route("/comments/<int:id>/edit", methods=["GET", "POST"])
def edit_comment(id: int) -> Answer:
    """Change one's own comment."""
    said, campaign = _own(id)
    if not comments.may_revise(said, actor(), clock.now()):
        raise Refusal(comments.TOO_LATE)
    form = EditCommentForm(record=said)
    if form.validate_on_submit():
        with saving(form) as saved:
            comments.revise(db.session, id, form.text.data, actor=actor(), version=form.seen_version)
            saved.at(_thread(campaign.id, id))
        if saved:
            flash(say(CHANGED), "done")
            return saved.redirect()
        said, campaign = _own(id)
        form.record = said
    body = render_template("plans/comment.html", form=form, campaign=campaign, comment=said)
    return body, form.status


@bp.post("/comments/<int:id>/withdraw")
def withdraw_comment(id: int) -> Response:
    """Withdraw one's own comment."""
    _said, campaign = comments.one(db.session, id, actor=actor())
    back = _thread(campaign.id, id)
    with acting() as done:
        comments.withdraw(db.session, id, actor=actor(), version=_number(request.form.get("version")))
    if done:
        flash(say(WITHDRAWN), "done")
    return redirect(back)


def _own(id: int) -> tuple[PlanComment, Campaign]:
    said, campaign = comments.one(db.session, id, actor=actor())
    permissions.demand(actor(), "campaign:comment", campaign)
    lifecycle.expect_open(campaign.status)
    if said.written_by_id != actor().id:
        raise NotAllowed("comment:own")
    return said, campaign


def _thread(campaign_id: int, comment_id: int) -> str:
    return url_for("campaigns.show", id=campaign_id, _anchor=f"comment-{comment_id}")


def _number(sent: str | None) -> int | None:
    """A number sent along; one that cannot be is never the right one."""
    if not sent:
        return None
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1
