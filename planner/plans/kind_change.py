"""Changing the kind of a campaign: what would be lost, what would be missing, and the act itself.

A rare and heavy act: it passes the campaign to a team that runs the other kind, under a new code, and drops what the
other kind does not have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from planner import text
from planner.accounts import permissions
from planner.accounts import queries as people
from planner.accounts.models import Kind, Role, Team, User
from planner.activity import log
from planner.campaigns import actions as campaign_actions
from planner.campaigns import kinds
from planner.campaigns import queries as campaigns
from planner.campaigns.lifecycle import Status, not_now
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.contributions.models import Contribution, Need
from planner.errors import Refusal, expect_version
from planner.i18n import mark
from planner.objectives import metrics
from planner.objectives.models import Measurement, Objective, OwnMetric
from planner.plans import queries, readiness
from planner.plans.readiness import Requirement
from planner.promotions.models import Promotion

# a draft, or a plan not yet begun; one in review is taken back first, so that nobody decides about the other kind
CHANGEABLE = frozenset({Status.DRAFT, Status.APPROVED})

TAKE_BACK_FIRST = mark("The plan is in review. Take it back first, then change its kind.")
NO_TEAM = mark("Choose a team that runs campaigns of the other kind and in which you plan.")
HAS_GIVEN = mark(
    "Something was given in it, or a need was stated to it. An exchange campaign never has that, so it stays communal."
)
HAS_PROMOTIONS = mark("It has promotions, which a communal campaign never has. Delete them first.")
PARTS_STAY = mark("This campaign has parts that only its team sees. Take them out first.")


@dataclass(frozen=True)
class Preview:
    """What the change would do.

    `dropped` are columns with something in them; `objectives` those whose metric is a return; `missing` is what
    review will ask for then.
    """

    kind: Kind
    dropped: Sequence[str]
    objectives: Sequence[Objective]
    loses_parent: bool
    missing: Sequence[Requirement]
    teams: Sequence[Team]


def preview(session: Session, campaign_id: int, *, actor: User) -> Preview:
    """What changing the kind would drop and what would then be missing; changes nothing."""
    campaign = campaigns.whole(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:change_kind", campaign)
    _expect_changeable(session, campaign)
    kind = kinds.other(campaign.kind)
    objectives = queries.objectives_of(session, campaign.id)
    lost = _returns(objectives) if kind == Kind.COMMUNAL else []
    kept = [one for one in objectives if one not in lost]
    return Preview(
        kind=kind,
        dropped=_dropped(campaign),
        objectives=lost,
        loses_parent=campaign.parent_id is not None and _is_for_team(campaign),
        missing=readiness.missing(readiness.before_review(campaign, kept, kind=kind)),
        teams=people.teams_for(session, actor, kind),
    )


def change_kind(
    session: Session,
    campaign_id: int,
    team_id: int,
    *,
    actor: User,
    comment: str | None = None,
    version: int | None = None,
) -> Campaign:
    """Make a communal campaign an exchange one, or the other way about, and hand it to a team that runs the kind."""
    session.execute(select(Campaign.id).where(Campaign.id == campaign_id).with_for_update())
    campaign = campaigns.whole(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:change_kind", campaign)
    expect_version(campaign.version, version)
    _expect_changeable(session, campaign)
    kind = kinds.other(campaign.kind)
    team = _receiving(session, campaign, team_id, kind, actor)
    objectives = queries.objectives_of(session, campaign.id)
    lost = [one.id for one in _returns(objectives)] if kind == Kind.COMMUNAL else []
    with session.no_autoflush:
        for key in _dropped(campaign):
            setattr(campaign, key, False if key == "seeks_no_benefit" else None)
        _hand_over(session, campaign, team, actor)
        campaign.kind = kind
        campaign.code = campaign_actions.next_code(session, kind, campaign.start_on.year)
        _log(session, campaign, actor, comment, len(lost))
    _drop_objectives(session, campaign, lost)
    return campaign


def _receiving(session: Session, campaign: Campaign, team_id: int, kind: Kind, actor: User) -> Team:
    team = next((one for one in people.teams_for(session, actor, kind) if one.id == team_id), None)
    if team is None:
        raise Refusal(NO_TEAM, field="team")
    has_parts = bool(campaigns.parts_of(session, campaign, actor=actor))
    if has_parts and _is_for_team(campaign) and team.id != campaign.team_id:
        raise Refusal(PARTS_STAY)
    return team


def _log(session: Session, campaign: Campaign, actor: User, comment: str | None, dropped: int) -> None:
    changes = log.differences(campaign)
    if campaign.kind == Kind.COMMUNAL:
        # where nothing is expected back, no return is to be read, in the history neither
        changes = {key: pair for key, pair in changes.items() if key not in kinds.RETURN_FIELDS}
    log.record(
        session,
        verb="campaign.kind_changed",
        subject=campaign,
        actor=actor,
        changes=changes,
        note=text.clean(comment or "", multiline=True) or None,
        dropped_objectives=dropped,
    )


def _expect_changeable(session: Session, campaign: Campaign) -> None:
    if campaign.status == Status.IN_REVIEW:
        raise Refusal(TAKE_BACK_FIRST)
    if campaign.status not in CHANGEABLE:
        raise not_now(campaign.status)
    promoted = select(Promotion.id).where(Promotion.campaign_id == campaign.id).limit(1)
    if session.scalars(promoted).first() is not None:
        raise Refusal(HAS_PROMOTIONS)
    for part in (Contribution, Need):
        given = select(part.id).where(part.campaign_id == campaign.id).limit(1)
        if session.scalars(given).first() is not None:
            raise Refusal(HAS_GIVEN)


def _dropped(campaign: Campaign) -> list[str]:
    own = kinds.SHAPES[campaign.kind]
    in_order = (*kinds.SECTION_FIELDS[own.section], "seeks_no_benefit")
    return [key for key in in_order if key in own.fields and getattr(campaign, key) not in (None, "", False)]


def _returns(objectives: Sequence[Objective]) -> list[Objective]:
    return [one for one in objectives if metrics.is_return(one)]


def _is_for_team(campaign: Campaign) -> bool:
    return campaign.confidentiality in {Confidentiality.TEAM, Confidentiality.RESTRICTED}


def _hand_over(session: Session, campaign: Campaign, team: Team, actor: User) -> None:
    """Give the campaign to a team: owner and approver stay if they belong to it in their roles."""
    if team.id == campaign.team_id:
        return
    if _is_for_team(campaign):
        campaign.parent_id = None
    campaign.team_id = team.id
    planning = {one.id for one in people.members(session, team.id, Role.PLANNER, Role.APPROVER)}
    if campaign.owner_id not in planning:
        campaign.owner_id = actor.id
    approving = {one.id for one in people.members(session, team.id, Role.APPROVER)}
    if campaign.approver_id not in approving:
        campaign.approver_id = None


def _drop_objectives(session: Session, campaign: Campaign, ids: Sequence[int]) -> None:
    if ids:
        session.execute(delete(Measurement).where(Measurement.objective_id.in_(ids)))
        session.execute(delete(Objective).where(Objective.id.in_(ids)))
    if campaign.kind == Kind.COMMUNAL:
        session.execute(
            delete(OwnMetric).where(OwnMetric.campaign_id == campaign.id, OwnMetric.is_return.is_(True))
        )
