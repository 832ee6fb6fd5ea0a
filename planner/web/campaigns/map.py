"""The stakeholder map of one campaign."""

from __future__ import annotations

from flask import render_template

from planner.web.campaigns.blueprint import bp
from planner.web.stakeholders import maps


@bp.get("/campaigns/<int:id>/stakeholder-map")
def stakeholder_map(id: int) -> str:
    """Those who take part, by power and interest, salience and engagement."""
    campaign, values = maps.of_campaign(id)
    return render_template("campaigns/stakeholder_map.html", campaign=campaign, **values)
