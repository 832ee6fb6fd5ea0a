"""The mixed-message guard over all campaigns, on a page of its own: reading every text is not for every look."""

from __future__ import annotations

from flask import render_template

from planner.extensions import db
from planner.portfolio import mixed
from planner.web.gate import actor
from planner.web.portfolio.paper import bp
from planner.web.portfolio.views import asked, said_of, to_page

__all__ = ["bp"]


@bp.get("/portfolio/mixed-messages")
def mixed_messages() -> str:
    """How many passages the guard asks about, campaign by campaign, and how many are kept with a reason."""
    scope = asked()
    found = mixed.of_campaigns(db.session, scope, actor=actor())
    return render_template(
        "portfolio/mixed.html",
        found=found,
        open=sum(one.counts.open for one in found),
        answered=sum(one.counts.answered for one in found),
        said=said_of(scope),
        back=to_page("index", scope),
    )
