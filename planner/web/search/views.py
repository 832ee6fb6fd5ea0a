"""One search over campaigns, stakeholders and events."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from planner import clock, text
from planner.campaigns.listing import Filters, listing
from planner.events import queries as events
from planner.extensions import db
from planner.stakeholders import queries as stakeholders
from planner.web import gate

bp = Blueprint("search", __name__)

MOST = 10


@bp.get("/search")
def index() -> str:
    """What holds every word sought: the first ten of each, and the way to the lists."""
    q = text.clean(request.args.get("q", ""))[:200]
    actor = gate.actor()
    now = clock.now()
    found = listing(db.session, Filters(q=q), actor=actor, today=clock.today(actor.timezone)) if q else None
    return render_template(
        "search/index.html",
        q=q,
        campaigns=found.campaigns[:MOST] if found else [],
        campaign_count=found.total if found else 0,
        stakeholders=stakeholders.matching(db.session, q, MOST) if q else [],
        events=events.matching(db.session, q, actor=actor, now=now, limit=MOST) if q else [],
    )
