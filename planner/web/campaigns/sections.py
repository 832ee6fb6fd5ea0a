"""Editing one section of a campaign, at its own address."""

from __future__ import annotations

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from planner.accounts import permissions
from planner.accounts import queries as people
from planner.accounts.models import Role
from planner.campaigns import actions, lifecycle, queries
from planner.campaigns.kinds import SECTION_NAMES, Section
from planner.campaigns.models import Campaign
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.web import language
from planner.web.campaigns.blueprint import bp
from planner.web.campaigns.forms import AboutForm, section_form
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import saving

SAVED = mark("Saved.")
# where on the campaign's page each section stands
ANCHORS = {Section.ABOUT: "about", Section.STRATEGY: "how"}

_SECTIONS = "any(about, why, need, offer, strategy, lessons)"


@bp.route("/campaigns/<int:id>/edit", methods=["GET", "POST"])
@bp.route(f"/campaigns/<int:id>/edit/<{_SECTIONS}:section>", methods=["GET", "POST"])
def edit(id: int, section: str = "about") -> str | Response | tuple[str, int]:
    """Change one section; without one named, what the campaign is called and whose it is."""
    part = Section(section)
    campaign = queries.shown(db.session, id, actor=actor())
    permissions.demand(actor(), "campaign:edit", campaign)
    lifecycle.expect_open(campaign.status)
    form = section_form(campaign, part)
    if isinstance(form, AboutForm):
        _offer(form, campaign)
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.revise(db.session, id, form.to_data(campaign.kind), actor=actor())
            saved.at(url_for("campaigns.show", id=id, _anchor=ANCHORS.get(part, part.value)))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.record = campaign = queries.shown(db.session, id, actor=actor())
    body = render_template(
        "campaigns/edit.html",
        form=form,
        campaign=campaign,
        section=part,
        heading=say(SECTION_NAMES[part]),
        anchor=ANCHORS.get(part, part.value),
    )
    return body, form.status


def _offer(form: AboutForm, campaign: Campaign) -> None:
    """The teams, people and campaigns that may be chosen."""
    name = language.language()

    def named(records: list[object], key: str = "name") -> list[tuple[int, str]]:
        return [(one.id, pick_of(one, key, name).text) for one in records]  # type: ignore[attr-defined]

    team_id = campaign.team_id
    planning = people.members(db.session, team_id, Role.PLANNER, Role.APPROVER)
    owners = planning if any(one.id == campaign.owner_id for one in planning) else [*planning, campaign.owner]
    teams = people.teams_for(db.session, actor(), campaign.kind)
    form.team.offer(named([*teams]))
    form.owner.offer(named([*owners]))
    form.approver.offer(named([*people.members(db.session, team_id, Role.APPROVER)]))
    form.parent.offer(named([*queries.possible_parents(db.session, campaign, actor=actor())], "title"))
