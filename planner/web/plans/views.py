"""The steps of a plan: one address each, POST only; the approver's page; changing the kind."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.accounts import permissions
from planner.accounts.models import KIND_NAMES
from planner.campaigns import queries
from planner.campaigns.lifecycle import STEP_NAMES, Step
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.plans import actions, kind_change
from planner.plans import guard as guarding
from planner.plans import queries as plans
from planner.plans.models import DecisionKind
from planner.plans.snapshot import stamp
from planner.web import language
from planner.web.field_names import field_name
from planner.web.gate import actor
from planner.web.language import say
from planner.web.plans import comments, differences, guard, next_step
from planner.web.plans.blueprint import bp
from planner.web.plans.forms import ChangeKindForm, DecisionForm
from planner.web.saving import STALE_STEP, saving
from planner.web.stepping import Seen, seen_version, stepping

__all__ = ["bp"]

Answer = str | Response | tuple[str, int]

DONE: dict[Step, str] = {
    Step.SUBMIT: mark("Sent for review."),
    Step.WITHDRAW: mark("Taken back. It is a draft again."),
    Step.APPROVE: mark("Approved."),
    Step.REQUEST_CHANGES: mark("Sent back with your comment."),
    Step.REJECT: mark("Rejected."),
    Step.START: mark("The campaign runs."),
    Step.PAUSE: mark("Paused."),
    Step.RESUME: mark("The campaign runs again."),
    Step.COMPLETE: mark("Completed."),
    Step.EVALUATE: mark("The result is recorded."),
    Step.CANCEL: mark("Cancelled. It can be restored as a draft."),
    Step.RESTORE: mark("Restored as a draft."),
    Step.ARCHIVE: mark("Archived."),
}
CHANGES_SENT = mark("The changed plan is with the approver. The campaign keeps its state meanwhile.")
OTHER_PLAN = mark("Plan %(number)s waits now, not the one you read. Read it, then decide.")
# where a slip is cheap to take back
UNDONE_BY = {
    Step.SUBMIT: Step.WITHDRAW,
    Step.PAUSE: Step.RESUME,
    Step.RESUME: Step.PAUSE,
    Step.CANCEL: Step.RESTORE,
}
DECISIONS = {Step.APPROVE, Step.REQUEST_CHANGES, Step.REJECT}


def _taking(step: Step) -> Callable[[int], Answer]:
    def view(id: int) -> Answer:
        return stepping(
            lambda said: actions.take(
                db.session, id, step, actor=actor(), comment=said, version=seen_version()
            ),
            title=say(STEP_NAMES[step]),
            home=url_for("campaigns.show", id=id),
            seen=lambda: _seen(id),
            told=lambda: _tell(id, step),
        )

    view.__doc__ = f"Take the step “{step.value}”."
    return view


def _seen(id: int) -> Seen:
    campaign = queries.shown(db.session, id, actor=actor())
    return Seen(pick_of(campaign, "title", language.language()), campaign.version)


def _number() -> int | None:
    """The plan that was read, as its page sent it along; one that cannot be is never the right one."""
    sent = request.form.get("number", "")
    if not sent:
        return None
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def _tell(id: int, step: Step) -> None:
    undo = UNDONE_BY.get(step)
    if undo is None:
        flash(say(DONE[step]), "done")
    else:
        way_back = url_for(f"plans.{undo.value}", id=id)
        flash({"text": say(DONE[step]), "undo": way_back}, "done")  # type: ignore[arg-type] # told apart where shown
    if step == Step.SUBMIT:
        guard.tell_sent(id)


def _deciding(step: Step) -> Callable[[int], Answer]:
    def view(id: int) -> Answer:
        form = DecisionForm()
        if form.validate_on_submit():
            with saving(form) as saved:
                actions.decide(
                    db.session,
                    id,
                    DecisionKind(step.value),
                    actor=actor(),
                    comment=form.comment.data,
                    number=_number(),
                )
                saved.at(url_for("campaigns.show", id=id))
            if saved:
                _tell(id, step)
                return saved.redirect()
        return _review(id, form)

    view.__doc__ = f"Decide: “{step.value}”."
    return view


for _step in Step:
    bp.add_url_rule(
        f"/campaigns/<int:id>/{_step.value.replace('_', '-')}",
        endpoint=_step.value,
        view_func=_deciding(_step) if _step in DECISIONS else _taking(_step),
        methods=["POST"],
    )


@bp.post("/campaigns/<int:id>/submit-changes")
def submit_changes(id: int) -> Answer:
    """Send the changed plan of an approved or running campaign for a new approval."""
    return stepping(
        lambda said: actions.submit_changes(
            db.session, id, actor=actor(), comment=said, version=seen_version()
        ),
        title=say(next_step.SEND_CHANGES),
        home=url_for("campaigns.show", id=id),
        seen=lambda: _seen(id),
        told=lambda: _tell_changes(id),
    )


def _tell_changes(id: int) -> None:
    flash(say(CHANGES_SENT), "done")
    guard.tell_sent(id)


@bp.get("/campaigns/<int:id>/review")
def review(id: int) -> Answer:
    """What is to be decided, what changed since the last plan, and the decision."""
    return _review(id, DecisionForm())


def _review(id: int, form: DecisionForm) -> Answer:
    campaign = queries.whole(db.session, id, actor=actor())
    permissions.demand(actor(), "campaign:decide", campaign)
    objectives = plans.objectives_of(db.session, campaign.id)
    stands = plans.standing(db.session, campaign, objectives)
    if stands.pending is None:
        # decided meanwhile, or taken back
        flash(say(STALE_STEP), "refusal")
        return redirect(url_for("campaigns.show", id=id))
    status = form.status
    if form.is_stale:
        form.is_stale = False
        form.refuse(say(OTHER_PLAN, number=stands.pending.number), field=None)
    form.number.data = str(stands.pending.number)
    is_own = stands.pending.submitted_by_id == actor().id
    looked = guarding.look(db.session, campaign, actor=actor())
    body = render_template(
        "plans/review.html",
        form=form,
        campaign=campaign,
        standing=stands,
        plan=differences.plan(db.session, stands.pending.content),
        since=differences.since_last(db.session, stands),
        later=differences.rows(db.session, stands.since[stands.pending.number]),
        is_own=is_own,
        stamp=stamp(stands.pending.digest),
        step_names={step.value: say(name) for step, name in STEP_NAMES.items()},
        may_decide=not is_own or not plans.other_approvers(db.session, campaign, actor()),
        decisions=[
            (step, url_for(f"plans.{step.value}", id=id))
            for step in (Step.REQUEST_CHANGES, Step.REJECT)
            if step != Step.REJECT or campaign.status not in plans.STANDS_APPROVED
        ],
        **guard.panel(campaign, looked),
        **comments.thread(campaign, stands),
    )
    return body, status


@bp.route("/campaigns/<int:id>/change-kind", methods=["GET", "POST"])
def change_kind(id: int) -> Answer:
    """Show what changing the kind would drop and what would then be missing; then change it."""
    campaign = queries.shown(db.session, id, actor=actor())
    preview = kind_change.preview(db.session, id, actor=actor())
    form = ChangeKindForm(record=campaign)
    form.team.offer((team.id, pick_of(team, "name", language.language()).text) for team in preview.teams)
    if form.validate_on_submit():
        with saving(form) as saved:
            kind_change.change_kind(
                db.session,
                id,
                form.team.data,
                actor=actor(),
                comment=form.comment.data,
                version=form.seen_version,
            )
            saved.at(url_for("campaigns.show", id=id))
        if saved:
            flash(say(mark("The kind is changed, and the campaign has a new code.")), "done")
            return saved.redirect()
        form.record = campaign = queries.shown(db.session, id, actor=actor())
        preview = kind_change.preview(db.session, id, actor=actor())
    body = render_template(
        "plans/change_kind.html",
        form=form,
        campaign=campaign,
        preview=preview,
        kind=preview.kind,
        kind_name=say(KIND_NAMES[preview.kind]),
        dropped=_dropped(preview),
        missing=[say(one.label) for one in preview.missing],
    )
    return body, form.status


def _dropped(preview: kind_change.Preview) -> list[str]:
    """The names of what would be lost; both languages of a text are one thing."""
    stems = dict.fromkeys(key.removesuffix("_th").removesuffix("_en") for key in preview.dropped)
    named = [field_name("campaign", stem) for stem in stems]
    named += [
        say(mark("Objective: %(statement)s"), statement=pick_of(one, "statement", language.language()).text)
        for one in preview.objectives
    ]
    if preview.loses_parent:
        named.append(field_name("campaign", "parent_id"))
    return named
