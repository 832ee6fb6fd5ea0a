"""The lists of the organisation and of a campaign, as files for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from planner import clock
from planner.campaigns import kinds
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.errors import NotFound
from planner.events.timing import Window
from planner.exports import going_out, parts_out
from planner.exports.going_out import CampaignsAsked, Reader
from planner.exports.parts_out import PART_NAMES, Part
from planner.exports.writing import FORM_NAMES, Sheet
from planner.extensions import db
from planner.i18n import mark
from planner.stakeholders import queries as stakeholders
from planner.web import context, history, language
from planner.web.calendar import views as calendar
from planner.web.campaigns import views as campaign_list
from planner.web.errors import Answer
from planner.web.exports.sending import send
from planner.web.gate import actor
from planner.web.stakeholders.views import wanted_from

bp = Blueprint("exports", __name__)

WHOLE_HISTORY = 5_000
STAKEHOLDERS, CAMPAIGNS, EVENTS = mark("Stakeholders"), mark("Campaigns"), mark("Events")
HISTORY = mark("History")
OWN_HISTORY = ("stakeholder", "affiliation", "consent")


@bp.post("/stakeholders/export")
def all_stakeholders() -> Response | Answer:
    """Everyone whom the filters of the address let through."""
    wanted = wanted_from(request.args)
    return send(
        lambda session, reader: going_out.stakeholders(session, wanted, reader),
        name=STAKEHOLDERS,
        plain="stakeholders",
    )


@bp.post("/campaigns/export")
def all_campaigns() -> Response | Answer:
    """The campaigns that the address's filters let through, in its order."""
    filters, sort, is_descending = campaign_list.asked()
    asked = CampaignsAsked(filters, clock.today(language.zone()), sort, is_descending)
    return send(
        lambda session, reader: going_out.campaigns(session, asked, reader), name=CAMPAIGNS, plain="campaigns"
    )


@bp.post("/calendar/export")
def events() -> Response | Answer:
    """What the calendar at this address shows, an occurrence a row."""
    asked = calendar.looked_at()
    window = Window.of_days(*asked.days, language.zone())
    return send(
        lambda session, reader: going_out.events(session, window, asked.filters, reader),
        name=EVENTS,
        plain="events",
    )


@bp.get("/campaigns/<int:id>/export")
def of_campaign(id: int) -> str:
    """The lists that a campaign holds, each to be taken out."""
    campaign = campaigns.shown(db.session, id, actor=actor())
    parts = parts_out.parts_of(campaign.kind)
    return render_template("exports/campaign.html", campaign=campaign, parts=parts, forms=FORM_NAMES)


@bp.post(
    "/campaigns/<int:id>/export/<any(participations, objectives, measurements, budget, needs, history):part>"
)
def campaign_part(id: int, part: str) -> Response | Answer:
    """One list of a campaign."""
    wanted = Part(part)
    campaign = campaigns.shown(db.session, id, actor=actor())
    if wanted not in parts_out.parts_of(campaign.kind):
        raise NotFound
    today = clock.today(language.zone())

    def made(session: Session, reader: Reader) -> Sheet:
        held = campaigns.shown(session, id, actor=reader.actor)
        if wanted == Part.HISTORY:
            return parts_out.named(wanted, _history(session, held), reader)
        return parts_out.of_campaign(session, held, wanted, reader, today=today)

    return send(made, name=PART_NAMES[wanted], plain=f"{campaign.code}-{wanted.value}", of=campaign)


@bp.post("/stakeholders/<int:id>/export/history")
def stakeholder_history(id: int) -> Response | Answer:
    """What was done to a stakeholder's record."""
    found = stakeholders.one(db.session, id)

    def made(session: Session, reader: Reader) -> Sheet:
        entries = history.entries(session, "stakeholder", id, limit=WHOLE_HISTORY, subjects=OWN_HISTORY)
        return parts_out.named(Part.HISTORY, map(_told, entries), reader)

    return send(made, name=HISTORY, plain=f"stakeholder-{id}-history", of=found)


def _history(session: Session, campaign: Campaign) -> Iterator[dict[str, Any]]:
    hidden = kinds.SHAPES[kinds.other(campaign.kind)].fields
    return map(_told, history.entries(session, "campaign", campaign.id, limit=WHOLE_HISTORY, hidden=hidden))


def _told(entry: history.Entry) -> dict[str, Any]:
    """A deed as it is told on the page."""
    changes = (f"{field}: {before or '–'} → {after or '–'}" for field, before, after in entry.changes)
    return {
        "at": context.instant(entry.at),
        "what": entry.sentence,
        "note": entry.note,
        "changes": "\n".join(changes),
    }
