"""The mixed-message guard on its pages: what it found, where, why it matters, and answers with their reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.accounts import permissions
from planner.accounts.models import KIND_NAMES
from planner.campaigns import kinds, lifecycle, queries
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.contributions.words import MOTIVATION_NAMES, Motivation
from planner.extensions import db
from planner.i18n import Language, Text, mark, pick, pick_of
from planner.plans import guard, guard_sources
from planner.plans.guard import Finding, Looked
from planner.plans.guard_sources import Said
from planner.plans.guard_words import OF_WORDS, RULES
from planner.plans.models import GuardAnswer
from planner.web import language
from planner.web.field_names import field_name
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting
from planner.web.stepping import Seen, stepping

bp = Blueprint("guard", __name__)

Answer = str | Response | tuple[str, int]

FIRST = 3
"""Findings that the campaign's own page shows."""
KEEP = mark("Keep these words")
ANSWERED = mark("Kept, with your reason. It holds as long as the same words stand there.")
TAKEN_BACK = mark("Taken back: the guard asks about these words again.")
SENT_OPEN = mark(
    "The mixed-message guard asks about passages that nobody answered for: %(count)s. The approver sees them."
)
STILL_OPEN = mark(
    "The mixed-message guard asks about passages that nobody answered for: %(count)s. "
    "The plan may be sent all the same; the approver sees them."
)
NOUNS: dict[str, str] = {
    "key_message": mark("Key message"),
    "objective": mark("Objective"),
    "event": mark("Event"),
    "event_override": mark("Event"),
    "contribution": mark("Contribution"),
    "need": mark("Need"),
    "promotion": mark("Promotion"),
}
_SECTIONS = {key: section for section in kinds.Section for key in kinds.SECTION_FIELDS[section]}


@dataclass(frozen=True)
class Line:
    """One finding as a page tells it: the rule, where, the sentence with its words, and who stands by them."""

    key: str
    rule: str
    why: str
    advice: str
    noun: str | None
    name: Text | None
    field: str
    edit: str | None
    tongue: str
    before: str
    words: str
    after: str
    answer: GuardAnswer | None


def panel(campaign: Campaign, looked: Looked) -> dict[str, Any]:
    """What the page of the campaign and that of its review tell; nothing where nothing was found."""
    return {
        "guard_open": [_line(one, may_edit=False) for one in looked.open],
        "guard_answered": [_line(one, may_edit=False) for one in looked.answered],
        "guard_first": FIRST,
        "guard_address": url_for("guard.show", id=campaign.id),
    }


def hints(campaign: Campaign, looked: Looked) -> list[str]:
    """Said before a plan is sent; it hinders nothing."""
    if campaign.status != Status.DRAFT or not looked.open:
        return []
    return [say(STILL_OPEN, count=len(looked.open))]


def tell_sent(campaign_id: int) -> None:
    """Said once a plan was sent with words that nobody answered for."""
    campaign = queries.shown(db.session, campaign_id, actor=actor())
    looked = guard.look(db.session, campaign, actor=actor())
    if looked.open:
        flash(say(SENT_OPEN, count=len(looked.open)), "warning")


@bp.get("/campaigns/<int:id>/guard")
def show(id: int) -> str:
    """Everything the guard found in a campaign, and what it looked at."""
    campaign = queries.shown(db.session, id, actor=actor())
    looked = guard.look(db.session, campaign, actor=actor())
    may_edit = lifecycle_open(campaign) and permissions.may(actor(), "campaign:edit", campaign)
    return render_template(
        "plans/guard.html",
        campaign=campaign,
        looked=looked,
        open=[_line(one, may_edit=may_edit) for one in looked.open],
        answered=[_line(one, may_edit=may_edit) for one in looked.answered],
        may_edit=may_edit,
        sources=[say(name) for name in guard_sources.names(campaign.kind)],
        rules=[say(RULES[rule].name) for rule in OF_WORDS if RULES[rule].kind == campaign.kind],
        kind_name=say(KIND_NAMES[campaign.kind]),
    )


@bp.post("/campaigns/<int:id>/guard/<string:key>/answer")
def answer(id: int, key: str) -> Answer:
    """Stand by words, with a reason; a reason that is refused is still there to be changed."""
    return stepping(
        lambda said: guard.answer(db.session, id, key, said, actor=actor()),
        title=say(KEEP),
        home=_home(id, key),
        seen=lambda: _seen(id),
        told=lambda: flash(say(ANSWERED), "done"),
    )


@bp.post("/campaigns/<int:id>/guard/<string:key>/take-back")
def take_back(id: int, key: str) -> Response:
    """Stand by words no longer."""
    with acting() as done:
        guard.take_back(db.session, id, key, actor=actor())
    if done:
        flash(say(TAKEN_BACK), "done")
    return redirect(_home(id, key))


def lifecycle_open(campaign: Campaign) -> bool:
    """Whether the campaign may still be changed."""
    return campaign.status not in lifecycle.READ_ONLY


def _seen(id: int) -> Seen:
    campaign = queries.shown(db.session, id, actor=actor())
    return Seen(pick_of(campaign, "title", language.language()), campaign.version)


def _home(id: int, key: str) -> str:
    return url_for("guard.show", id=id, _anchor=f"finding-{key}")


def _line(finding: Finding, *, may_edit: bool) -> Line:
    said, explained = finding.said, finding.explained
    before, words, after = finding.sentence
    if said.field == "motivation":
        words = say(MOTIVATION_NAMES[Motivation(said.text)])
    noun = NOUNS.get(said.subject_type)
    named = said.name_th or said.name_en
    return Line(
        key=finding.key,
        rule=say(explained.name),
        why=say(explained.why),
        advice=say(explained.advice),
        noun=say(noun) if noun else None,
        name=pick(said.name_th, said.name_en, language.language()) if named else None,
        field=field_name(said.subject_type, said.field),
        edit=_FORMS[said.subject_type](said) if may_edit else None,
        tongue=Language.EN if said.field.endswith("_en") else Language.TH,
        before=before,
        words=words,
        after=after,
        answer=finding.answer,
    )


def _campaign_form(said: Said) -> str:
    return url_for("campaigns.edit", id=said.subject_id, section=_SECTIONS[said.field], _anchor=said.field)


def _message_form(said: Said) -> str:
    return url_for("campaigns.edit_message", id=said.subject_id, _anchor=said.field)


def _objective_form(said: Said) -> str:
    return url_for("objectives.edit", id=said.subject_id, _anchor=said.field)


def _event_form(said: Said) -> str:
    return url_for("events.edit", id=said.subject_id, section="about", _anchor=said.field)


def _occurrence_form(said: Said) -> str:
    return url_for("events.occurrence", id=said.home_id, on=said.on, _anchor=said.field)


def _contribution_form(said: Said) -> str:
    section = "worth" if said.field.startswith("valuation") else "gift"
    return url_for("contributions.edit", id=said.subject_id, section=section, _anchor=said.field)


def _need_form(said: Said) -> str:
    return url_for("contributions.answer_need", id=said.subject_id, _anchor=said.field)


def _promotion_form(said: Said) -> str:
    section = "terms" if said.field.startswith("terms") else "offer"
    return url_for("promotions.edit", id=said.subject_id, section=section, _anchor=said.field)


_FORMS: dict[str, Callable[[Said], str]] = {
    "campaign": _campaign_form,
    "key_message": _message_form,
    "objective": _objective_form,
    "event": _event_form,
    "event_override": _occurrence_form,
    "contribution": _contribution_form,
    "need": _need_form,
    "promotion": _promotion_form,
}
