"""What needs the person who signed in next."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, render_template, url_for

from planner import clock
from planner.campaigns import queries as campaigns
from planner.events import queries as events
from planner.events.timing import midnight
from planner.extensions import db
from planner.plans import queries as plans
from planner.web import language
from planner.web.gate import actor
from planner.web.language import say
from planner.web.plans import next_step

bp = Blueprint("home", __name__)

DAYS_AHEAD = timedelta(days=7)


@bp.get("/")
def index() -> str:
    """Decisions that wait, drafts and what they lack, the week to come; or three first steps."""
    today = clock.today(language.zone())
    since = midnight(today, language.zone())
    until = midnight(today + DAYS_AHEAD, language.zone())
    return render_template(
        "home/index.html",
        is_empty=campaigns.is_empty(db.session, actor=actor()),
        waiting=[
            (campaign, plan, url_for("plans.review", id=campaign.id))
            for campaign, plan in plans.waiting_for(db.session, actor())
        ],
        drafts=[
            (
                one.campaign,
                [(say(gap.label), next_step.address(one.campaign, gap)) for gap in one.missing],
            )
            for one in plans.drafts_of(db.session, actor())
        ],
        events=events.upcoming(db.session, actor=actor(), since=since, until=until),
        today=today,
        last=today + DAYS_AHEAD - timedelta(days=1),
    )
