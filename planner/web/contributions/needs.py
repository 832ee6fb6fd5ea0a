"""The pages of the needs ledger: stating a need, accepting, answering or declining it, hearing whether it helped."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.contributions import access, queries
from planner.contributions import needs as ledger
from planner.contributions.models import Need
from planner.contributions.needs import Answer as Answered
from planner.contributions.needs import NeedData, Outcome
from planner.contributions.words import NeedState
from planner.extensions import db
from planner.i18n import Text, mark
from planner.web import fields, history, language
from planner.web.contributions import shown
from planner.web.contributions.blueprint import bp
from planner.web.forms import OnceForm, PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving
from planner.web.stepping import Seen, seen_version, stepping

Answer = str | Response | tuple[str, int]
SAVED = mark("Saved.")
ANSWERABLE = (*ledger.OPEN, NeedState.ANSWERED)
HEARD_OF = (NeedState.ANSWERED,)


class NeedForm(PlannerForm):
    """A need as it was stated."""

    text = fields.Paragraph(
        mark("The need, in their words"), needed=True, description=mark("As they said it; no need to polish.")
    )
    stated_by_id = fields.RecordChoice(
        mark("Who stated it"), needed=False, empty=mark("Somebody else, named below")
    )
    stated_by = fields.Line(mark("Stated by"), longest=ledger.LONGEST_NAME)
    stated_on = fields.Day(mark("Stated on"), needed=True, as_it_was=True)

    @classmethod
    def prefill(cls, record: Need) -> dict[str, Any]:
        """The controls' values: each is the column of its own name."""
        return {key: getattr(record, key) for key in ("text", "stated_by_id", "stated_by", "stated_on")}

    def to_data(self) -> NeedData:
        """For the action; call after validation."""
        assert self.stated_on.data is not None  # noqa: S101 - it is needed
        return NeedData(
            text=self.text.data or "",
            stated_on=self.stated_on.data,
            stated_by_id=self.stated_by_id.data,
            stated_by=self.stated_by.data,
        )


class NewNeedForm(NeedForm, OnceForm):
    """A need to be written down."""


class AnswerForm(PlannerForm):
    """What was done about a need."""

    response = fields.Paragraph(mark("What was done"), needed=True)
    contribution_id = fields.RecordChoice(mark("By which contribution"), needed=False, empty=mark("By none"))
    event_id = fields.RecordChoice(mark("By which event"), needed=False, empty=mark("By none"))
    answered_on = fields.Day(mark("Answered on"), needed=True, as_it_was=True)

    @classmethod
    def prefill(cls, record: Need) -> dict[str, Any]:
        """The controls' values; the day is today until there is one."""
        keys = ("response", "contribution_id", "event_id")
        return {
            **{key: getattr(record, key) for key in keys},
            "answered_on": record.answered_on or clock.today(record.campaign.timezone),
        }

    def to_data(self) -> Answered:
        """For the action; call after validation."""
        assert self.answered_on.data is not None  # noqa: S101 - it is needed
        return Answered(
            response=self.response.data or "",
            answered_on=self.answered_on.data,
            contribution_id=self.contribution_id.data,
            event_id=self.event_id.data,
        )


class OutcomeForm(PlannerForm):
    """Whether it helped."""

    outcome = fields.Paragraph(
        mark("Whether it helped, in their words"),
        needed=True,
        description=mark("Also when it did not: that is what is learned from."),
    )
    outcome_on = fields.Day(mark("Heard on"), needed=True, as_it_was=True)

    @classmethod
    def prefill(cls, record: Need) -> dict[str, Any]:
        """The controls' values; the day is today until there is one."""
        on = record.outcome_on or clock.today(record.campaign.timezone)
        return {"outcome": record.outcome, "outcome_on": on}

    def to_data(self) -> Outcome:
        """For the action; call after validation."""
        assert self.outcome_on.data is not None  # noqa: S101 - it is needed
        return Outcome(outcome=self.outcome.data or "", outcome_on=self.outcome_on.data)


@bp.route("/campaigns/<int:campaign_id>/needs/new", methods=["GET", "POST"])
def new_need(campaign_id: int) -> Answer:
    """Write down a need that somebody stated."""
    campaign = access.to_give_in(db.session, campaign_id, actor=actor())
    form = NewNeedForm(data={"stated_on": clock.today(campaign.timezone)})
    shown.offers(form, campaign)
    if form.validate_on_submit():
        with saving(form) as saved:
            made = ledger.state(db.session, campaign_id, form.to_data(), actor=actor())
            saved.at(url_for("contributions.need", id=made.id))
        if saved:
            return saved.redirect()
        campaign = access.to_give_in(db.session, campaign_id, actor=actor())
    return render_template("contributions/need_new.html", form=form, campaign=campaign), form.status


@bp.get("/needs/<int:id>")
def need(id: int) -> str:
    """A need, who stated it, what was done, and whether it helped."""
    one = access.need(db.session, id, actor=actor())
    return render_template(
        "contributions/need.html",
        need=one,
        campaign=one.campaign,
        event=queries.event_of(db.session, one, actor=actor()),
        may_edit=shown.may_edit(one.campaign),
        entries=history.entries(db.session, "need", id, subjects=("need",), limit=12),
        shown=shown,
    )


@bp.route("/needs/<int:id>/edit", methods=["GET", "POST"])
def edit_need(id: int) -> Answer:
    """Put right how a need was stated."""
    return _section(id, NeedForm, ledger.revise, mark("Change the need"), "stated")


@bp.route("/needs/<int:id>/answer", methods=["GET", "POST"])
def answer_need(id: int) -> Answer:
    """Say what was done about a need."""
    return _section(id, AnswerForm, ledger.answer, mark("What was done"), "answer", states=ANSWERABLE)


@bp.route("/needs/<int:id>/outcome", methods=["GET", "POST"])
def hear_need(id: int) -> Answer:
    """Write down whether it helped."""
    return _section(id, OutcomeForm, ledger.hear, mark("Whether it helped"), "outcome", states=HEARD_OF)


@bp.post("/needs/<int:id>/accept")
def accept_need(id: int) -> Response:
    """Take a need on."""
    return _step(id, ledger.accept, mark("Accepted. Say what was done once it is done."))


@bp.post("/needs/<int:id>/reopen")
def reopen_need(id: int) -> Response:
    """Take back what became of a need."""
    return _step(id, ledger.reopen, mark("The need is open again."))


@bp.post("/needs/<int:id>/decline")
def decline_need(id: int) -> Answer:
    """Say no to a need, and why."""
    return stepping(
        lambda said: ledger.decline(db.session, id, actor=actor(), reason=said or "", version=seen_version()),
        title=say(mark("Decline the need")),
        home=_home(id),
        seen=lambda: _seen(id),
        told=lambda: flash(say(mark("Declined, with the reason.")), "done"),
    )


@bp.post("/needs/<int:id>/remove")
def remove_need(id: int) -> Response:
    """Take out what was noted by mistake."""
    with acting() as done:
        campaign_id = ledger.remove(db.session, id, actor=actor(), version=seen_version()).campaign_id
    if not done:
        return redirect(_home(id))
    flash(say(mark("The need is taken out.")), "done")
    return redirect(url_for("campaigns.show", id=campaign_id, _anchor="needs"))


def _section(
    id: int,
    kind: type[Any],
    act: Any,
    heading: str,
    section: str,
    *,
    states: Collection[NeedState] = tuple(NeedState),
) -> Answer:
    one = _to_edit(id)
    if one.state not in states:
        # somebody moved it meanwhile: nothing is to be typed here that could not be taken
        flash(say(ledger.NOT_FROM_HERE), "refusal")
        return redirect(_home(id))
    form = kind(record=one)
    shown.offers(form, one.campaign, one)
    if form.validate_on_submit():
        with saving(form) as saved:
            act(db.session, id, form.to_data(), actor=actor(), version=form.seen_version)
            saved.at(_home(id))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.record = one = _to_edit(id)
    body = render_template(
        "contributions/need_edit.html",
        form=form,
        need=one,
        campaign=one.campaign,
        section=section,
        heading=say(heading),
    )
    return body, form.status


def _step(id: int, act: Any, told: str) -> Response:
    with acting() as done:
        act(db.session, id, actor=actor(), version=seen_version())
    if done:
        flash(say(told), "done")
    return redirect(_home(id))


def _to_edit(id: int) -> Need:
    one = access.need(db.session, id, actor=actor())
    access.to_edit(one, actor=actor(), version=None)
    return one


def _home(id: int) -> str:
    return url_for("contributions.need", id=id)


def _seen(id: int) -> Seen:
    one = access.need(db.session, id, actor=actor())
    return Seen(Text(one.text[:80], language.language(), False), one.version)
