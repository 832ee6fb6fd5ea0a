"""Planning a campaign and revising it, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from planner import text
from planner.accounts import permissions
from planner.accounts import queries as people
from planner.accounts.models import Kind, Role, Team, User
from planner.activity import log
from planner.activity.models import KeptRow
from planner.campaigns import family, kinds, lifecycle, queries
from planner.campaigns.models import BudgetLine, Campaign
from planner.campaigns.words import Confidentiality
from planner.errors import NotFound, Refusal, expect_version
from planner.i18n import mark

# names the lock under which codes are minted (PostgreSQL: an advisory lock is a number of the application's own)
MINTING = 7_204_001

END_FIRST = mark("The last day is before the first.")
NO_TITLE = mark("Give it a title, in Thai or in English.")
NO_PURPOSE = mark("Say what it is for, in Thai or in English.")
EITHER_BENEFIT = mark("Either say what the organisation gains, or that no benefit is sought.")
NOT_OWNER = mark("The owner must be a planner or an approver of the team.")
NOT_APPROVER = mark("The approver must be an approver of the team.")
LINES_STAND = mark("There are budget lines. Remove them first, or keep the budget.")


@dataclass(frozen=True)
class NewCampaign:
    """What a campaign means nothing without.

    `more` holds whatever else arrived with it, by column: what the kind has is kept, what it has not is refused.
    """

    kind: Kind
    team_id: int
    start_on: date
    end_on: date
    title_th: str | None = None
    title_en: str | None = None
    purpose_th: str | None = None
    purpose_en: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Revision:
    """New values for one section, by column; what is left out stays. `version` is the one the person saw."""

    section: kinds.Section
    values: Mapping[str, Any]
    version: int | None = None


def plan(session: Session, data: NewCampaign, *, actor: User) -> Campaign:
    """Begin a draft in a team that runs its kind; the actor owns it."""
    team = session.scalars(select(Team).where(Team.id == data.team_id)).one_or_none()
    if team is None:
        raise NotFound
    campaign = Campaign(
        kind=data.kind,
        team_id=team.id,
        owner_id=actor.id,
        start_on=data.start_on,
        end_on=data.end_on,
        timezone=actor.timezone,
        confidentiality=Confidentiality.PUBLIC,
    )
    permissions.demand(actor, "campaign:plan", campaign)
    kinds.expect_runs(team, data.kind)
    kinds.expect_fields(data.kind, data.more)
    first = {key: getattr(data, key) for key in ("title_th", "title_en", "purpose_th", "purpose_en")}
    own = {key for section in kinds.sections(data.kind) for key in kinds.fields(data.kind, section)}
    for key, value in {**data.more, **first}.items():
        if key in own:
            setattr(campaign, key, _cleaned(key, value))
    _expect_whole(campaign)
    campaign.code = next_code(session, campaign.kind, campaign.start_on.year)
    session.add(campaign)
    log.record(session, verb="campaign.planned", subject=campaign, actor=actor)
    return campaign


def next_code(session: Session, kind: Kind, year: int) -> str:
    """The code after the highest of its kind and year; nobody else is given one until this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        # two at once would read the same highest code; on SQLite a writing transaction is alone anyway
        session.execute(select(func.pg_advisory_xact_lock(MINTING)))
    stem = kinds.code(kind, year, 0).removesuffix("000")
    # a deleted draft's code may stand in somebody's letter: it is not given again
    deleted = KeptRow.before["code"].as_string()
    codes = union_all(
        select(Campaign.code.label("code")).where(Campaign.code.like(f"{stem}%")),
        select(deleted.label("code")).where(
            KeptRow.table_name == Campaign.__tablename__, KeptRow.after.is_(None), deleted.like(f"{stem}%")
        ),
    ).subquery()
    highest = session.scalars(
        select(codes.c.code)
        # a thousandth has one digit more: the longest is the highest, then the alphabet decides
        .order_by(func.length(codes.c.code).desc(), codes.c.code.desc())
        .limit(1)
    ).first()
    number = (highest or "").removeprefix(stem)
    return kinds.code(kind, year, int(number) + 1 if number.isdigit() else 1)


def revise(session: Session, campaign_id: int, data: Revision, *, actor: User) -> Campaign:
    """Change one section of a campaign. What an approver decided about is compared elsewhere (`plans`)."""
    campaign = queries.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:edit", campaign)
    expect_version(campaign.version, data.version)
    lifecycle.expect_open(campaign.status)
    kinds.expect_section(campaign.kind, data.section)
    kinds.expect_fields(campaign.kind, data.values)
    own = kinds.fields(campaign.kind, data.section)
    for key, value in data.values.items():
        if key in own:
            cleaned = _cleaned(key, value)
            if getattr(campaign, key) != cleaned:
                setattr(campaign, key, cleaned)
    with session.no_autoflush:
        _expect_whole(campaign)
        if data.section == kinds.Section.ABOUT:
            _expect_people(session, campaign, actor=actor)
            family.expect_fitting(session, campaign)
    if session.is_modified(campaign):
        log.record(session, verb="campaign.revised", subject=campaign, actor=actor, section=data.section)
    return campaign


def state_no_budget(
    session: Session, campaign_id: int, has_no_budget: bool, *, actor: User, version: int | None = None
) -> Campaign:
    """Say that a campaign has no budget, or that it will have one after all."""
    campaign = queries.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:edit", campaign)
    expect_version(campaign.version, version)
    lifecycle.expect_open(campaign.status)
    if (
        has_no_budget
        and session.scalars(select(BudgetLine.id).where(BudgetLine.campaign_id == campaign.id)).first()
    ):
        raise Refusal(LINES_STAND)
    if campaign.has_no_budget != has_no_budget:
        campaign.has_no_budget = has_no_budget
        log.record(session, verb="campaign.revised", subject=campaign, actor=actor)
    return campaign


def _cleaned(key: str, value: Any) -> Any:
    """Text as it is kept, whichever way it came; everything else as it is."""
    if isinstance(value, str) and type(value) is str:
        return text.clean(value, multiline=not key.startswith("title_")) or None
    return value


def _expect_whole(campaign: Campaign) -> None:
    if campaign.end_on < campaign.start_on:
        raise Refusal(END_FIRST, field="end_on")
    if not (campaign.title_th or campaign.title_en):
        raise Refusal(NO_TITLE, field="title")
    if not (campaign.purpose_th or campaign.purpose_en):
        raise Refusal(NO_PURPOSE, field="purpose")
    says_benefit = campaign.benefit_to_organisation_th or campaign.benefit_to_organisation_en
    if campaign.seeks_no_benefit and says_benefit:
        raise Refusal(EITHER_BENEFIT, field="benefit_to_organisation")


def _expect_people(session: Session, campaign: Campaign, *, actor: User) -> None:
    """The team runs the kind and the actor plans in it; owner and approver belong to it in their roles."""
    permissions.demand(actor, "campaign:edit", campaign)
    team = session.scalars(select(Team).where(Team.id == campaign.team_id)).one_or_none()
    if team is None:
        raise NotFound
    kinds.expect_runs(team, campaign.kind)
    planning = {one.id for one in people.members(session, team.id, Role.PLANNER, Role.APPROVER)}
    if campaign.owner_id not in planning and campaign.owner_id != actor.id:
        raise Refusal(NOT_OWNER, field="owner")
    approving = {one.id for one in people.members(session, team.id, Role.APPROVER)}
    if campaign.approver_id is not None and campaign.approver_id not in approving:
        raise Refusal(NOT_APPROVER, field="approver")
