"""Handing over what somebody is responsible for, and letting them go only when nothing is left without a hand.

Every column that names a person is classed here, and a test fails on one that is not: a responsibility (`CHARGES`)
goes to somebody else, the rest (`TIES`) stays or ends. Nothing else in the planner decides what leaving means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from planner.accounts import administration, permissions
from planner.accounts import queries as people
from planner.accounts.models import Role, Team, User
from planner.activity import log
from planner.activity.images import Image
from planner.campaigns import teams
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.db import Base
from planner.errors import Refusal
from planner.events.models import Event
from planner.events.visibility import may_see
from planner.feeds.models import Feed
from planner.i18n import mark
from planner.stakeholders.models import Stakeholder

NOT_ALL = mark("Choose who takes this over: %(what)s.")
NOBODY_TO_TAKE = mark(
    "Nobody else may take this over: %(what)s. Give somebody a role in the team first, or name another approver "
    "on each campaign."
)
NOTHING_CHOSEN = mark("Choose for at least one group who takes it over.")
NO_LONGER = mark("%(name)s would be responsible again, and may not be any more. Change the owner by hand.")
OUT_OF_SIGHT = mark("They may not see the event “%(title)s”. Choose whoever takes over its campaign.")


class Tie(StrEnum):
    """What becomes of a row that names somebody who leaves."""

    STAYS = "stays"
    """What they did. History names them for ever."""
    ENDS = "ends"
    """Their own way in: it stops with the account."""
    SLEEPS = "sleeps"
    """Means nothing while the account is inactive, and means the same again when it is reactivated."""


SIGNATURES = ("created_by_id", "updated_by_id")
"""Who made and who last changed a record: these stay, on every table."""

TIES: dict[str, Tie] = {
    "activity_entry.actor_id": Tie.STAYS,
    "plan_snapshot.submitted_by_id": Tie.STAYS,
    "plan_comment.written_by_id": Tie.STAYS,
    "decision.decided_by_id": Tie.STAYS,
    "holiday_year.confirmed_by_id": Tie.STAYS,
    "checklist_item.ticked_by_id": Tie.STAYS,
    "job.made_by_id": Tie.STAYS,
    "promotion_code.made_by_id": Tie.STAYS,
    "heading_meaning.user_id": Tie.SLEEPS,
    "submission.user_id": Tie.STAYS,
    "membership.user_id": Tie.SLEEPS,
    "absence.user_id": Tie.SLEEPS,
    "user_session.user_id": Tie.ENDS,
    "one_time_link.user_id": Tie.ENDS,
    "calendar_layer.user_id": Tie.SLEEPS,
    # what they shared stays with the team, whose approvers may change it
    "saved_view.user_id": Tie.SLEEPS,
    "feed.user_id": Tie.ENDS,
    # somebody else's choice of what to look at; what is handed over is then no longer in it
    "feed.owner_id": Tie.STAYS,
}


class Charge(StrEnum):
    """A responsibility that one person holds."""

    CAMPAIGNS = "campaigns"
    APPROVALS = "approvals"
    EVENTS = "events"
    STAKEHOLDERS = "stakeholders"


CHARGE_NAMES: dict[Charge, str] = {
    Charge.CAMPAIGNS: mark("Campaigns they own"),
    Charge.APPROVALS: mark("Campaigns they are to approve"),
    Charge.EVENTS: mark("Events they own"),
    Charge.STAKEHOLDERS: mark("Stakeholders they look after"),
}


@dataclass(frozen=True)
class Held:
    """Where a responsibility is written down: the table, the column, and the verb of its handing over."""

    model: type[Any]
    key: str
    verb: str

    @property
    def column(self) -> str:
        """The column as `table.column`."""
        return f"{self.model.__tablename__}.{self.key}"


CHARGES: dict[Charge, Held] = {
    Charge.CAMPAIGNS: Held(Campaign, "owner_id", "campaign.handed_over"),
    Charge.APPROVALS: Held(Campaign, "approver_id", "campaign.handed_over"),
    Charge.EVENTS: Held(Event, "owner_id", "event.handed_over"),
    Charge.STAKEHOLDERS: Held(Stakeholder, "owner_id", "stakeholder.handed_over"),
}


@dataclass(frozen=True)
class Lot:
    """What goes to one person together: a responsibility, within one team where the team decides who may hold it.

    `waiting` of an approver's campaigns have a plan in review just now. Nobody in `takers`: nobody may.
    """

    charge: Charge
    team: Team | None
    records: list[Any]
    takers: list[User]
    waiting: int = 0

    @property
    def key(self) -> str:
        """The name of the control that asks for the taker."""
        return self.charge.value if self.team is None else f"{self.charge.value}_{self.team.id}"


def naming_columns() -> set[str]:
    """Every `table.column` of the schema that points at a person, signatures aside."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "user" and column.name not in SIGNATURES
    }


def lots(session: Session, leaver: User) -> list[Lot]:
    """All that somebody is responsible for, with who may take each lot over. For administrators' eyes."""
    campaigns = _held(session, Charge.CAMPAIGNS, leaver)
    approvals = _held(session, Charge.APPROVALS, leaver)
    events = _held(session, Charge.EVENTS, leaver)
    stakeholders = _held(session, Charge.STAKEHOLDERS, leaver)
    found = [
        *_by_team(session, Charge.CAMPAIGNS, campaigns, lambda one: one.team, leaver),
        *_by_team(session, Charge.APPROVALS, approvals, lambda one: one.team, leaver),
        *_by_team(session, Charge.EVENTS, events, lambda one: one.campaign.team, leaver),
    ]
    if stakeholders:
        takers = [
            one
            for one in people.everyone(session)
            if one.id != leaver.id and permissions.may(one, "stakeholder:edit")
        ]
        found.append(Lot(Charge.STAKEHOLDERS, None, stakeholders, takers))
    return found


def feeds_of(session: Session, leaver: User) -> list[Feed]:
    """The person's own subscriptions that still run: they end with the account. Those made for others go on."""
    return list(
        session.scalars(
            select(Feed).where(Feed.user_id == leaver.id, Feed.withdrawn_at.is_(None)).order_by(Feed.id)
        )
    )


def hand_over(session: Session, leaver: User, takers: Mapping[str, int], *, actor: User | None) -> int:
    """Give lots, by their keys, to people, by their ids; how many records moved. Lots not named stay."""
    if actor is not None:
        permissions.demand(actor, "user:manage")
    held = lots(session, leaver)
    given = [(lot, takers[lot.key]) for lot in held if lot.key in takers]
    if not given:
        raise Refusal(NOTHING_CHOSEN, field=held[0].key if held else None)
    for lot, taker_id in given:
        _give(session, lot, _taker(lot, taker_id), leaver, actor)
    # only now: whoever takes over a restricted campaign may see its events
    for lot, taker_id in given:
        if lot.charge == Charge.EVENTS:
            _expect_seen(lot, _taker(lot, taker_id))
    return sum(len(lot.records) for lot, _ in given)


def deactivate(
    session: Session,
    leaver: User,
    takers: Mapping[str, int],
    *,
    version: int | None = None,
    actor: User | None,
) -> None:
    """Let somebody in no longer, after all they are responsible for has gone to others; all of it or nothing.

    Their sessions and links end, and their own feeds (`feeds.watch`). Refused where a team would be left with
    campaigns and nobody to approve them.
    """
    # whoever makes them responsible for something more at this moment waits until they are gone (PostgreSQL)
    session.execute(select(User.id).where(User.id == leaver.id).with_for_update())
    for lot in lots(session, leaver):
        if lot.key not in takers:
            raise Refusal(NOT_ALL if lot.takers else NOBODY_TO_TAKE, field=lot.key, what=_said(lot))
    for membership in leaver.memberships:
        if membership.role == Role.APPROVER:
            teams.expect_other_approver(session, membership.team, leaver)
    if takers:
        hand_over(session, leaver, takers, actor=actor)
    administration.deactivate(session, leaver, version=version, actor=actor)


def expect_may_hold_again(session: Session, found: Iterable[Image]) -> None:
    """Refuse to give back what somebody may hold no longer: whoever left since, or has another role. For undoing."""
    for image in found:
        before = image.before or {}
        for charge, held in CHARGES.items():
            holder_id = before.get(held.key) if held.model.__tablename__ == image.table else None
            if holder_id is not None:
                holder = people.person(session, holder_id)
                if not _may_hold(session, charge, holder, image, before):
                    raise Refusal(NO_LONGER, name=holder.name_th or holder.name_en)


def _may_hold(
    session: Session, charge: Charge, holder: User, image: Image, before: Mapping[str, Any]
) -> bool:
    if not holder.is_active or charge not in {Charge.CAMPAIGNS, Charge.APPROVALS}:
        return holder.is_active
    now = select(Campaign.team_id).where(Campaign.id == image.key[0])
    role = holder.role_in(before.get("team_id") or session.scalars(now).one())
    if charge == Charge.APPROVALS:
        return role == Role.APPROVER
    # an administrator who began a plan owns it without a role
    return role in {Role.APPROVER, Role.PLANNER} or holder.is_administrator


def _held(session: Session, charge: Charge, leaver: User) -> list[Any]:
    held = CHARGES[charge]
    asked = select(held.model).where(getattr(held.model, held.key) == leaver.id).order_by(held.model.id)
    if held.model is Campaign:
        asked = asked.options(joinedload(Campaign.team))
    elif held.model is Event:
        asked = asked.options(joinedload(Event.campaign).joinedload(Campaign.team))
    return list(session.scalars(asked))


def _by_team(
    session: Session, charge: Charge, records: Iterable[Any], team_of: Callable[[Any], Team], leaver: User
) -> list[Lot]:
    grouped: dict[int, tuple[Team, list[Any]]] = {}
    for one in records:
        team = team_of(one)
        grouped.setdefault(team.id, (team, []))[1].append(one)
    return [_lot(session, charge, team, held, leaver) for _, (team, held) in sorted(grouped.items())]


def _lot(session: Session, charge: Charge, team: Team, records: list[Any], leaver: User) -> Lot:
    """Owners plan in the team, approvers approve in it (`campaigns.actions`); so they run its kinds as it does."""
    if charge != Charge.APPROVALS:
        takers = people.members(session, team.id, Role.PLANNER, Role.APPROVER)
        return Lot(charge, team, records, _without(takers, {leaver.id}))
    takers = _without(people.members(session, team.id, Role.APPROVER), {leaver.id})
    senders = _senders(session, records)
    if len(takers) > 1:
        # nobody approves what they sent, unless there is nobody else
        takers = _without(takers, set(senders.values()))
    return Lot(charge, team, records, takers, waiting=len(senders))


def _without(found: Iterable[User], left_out: set[int]) -> list[User]:
    return [one for one in found if one.id not in left_out]


def _senders(session: Session, campaigns: Iterable[Campaign]) -> dict[int, int]:
    """Who sent the plan that waits for a decision, by the ids of the campaigns that have one."""
    plan, decision = Base.metadata.tables["plan_snapshot"], Base.metadata.tables["decision"]
    ids = [one.id for one in campaigns if one.status not in {Status.CANCELLED, Status.ARCHIVED}]
    newest = (
        select(func.max(plan.c.id).label("id"))
        .where(plan.c.campaign_id.in_(ids))
        .group_by(plan.c.campaign_id)
        .subquery()
    )
    waiting = session.execute(
        select(plan.c.campaign_id, plan.c.submitted_by_id)
        .join(newest, newest.c.id == plan.c.id)
        .where(~select(decision.c.id).where(decision.c.snapshot_id == plan.c.id).exists())
    )
    # a draft that was taken back from review has an undecided plan that waits for nobody
    drafts = {one.id for one in campaigns if one.status == Status.DRAFT}
    return {campaign_id: sender for campaign_id, sender in waiting if campaign_id not in drafts}


def _taker(lot: Lot, taker_id: int) -> User:
    found = next((one for one in lot.takers if one.id == taker_id), None)
    if found is None:
        raise Refusal(NOT_ALL if lot.takers else NOBODY_TO_TAKE, field=lot.key, what=_said(lot))
    return found


def _give(session: Session, lot: Lot, taker: User, leaver: User, actor: User | None) -> None:
    held = CHARGES[lot.charge]
    for record in lot.records:
        setattr(record, held.key, taker.id)
        log.record(
            session,
            verb=held.verb,
            subject=record,
            actor=actor,
            changes={held.key: [leaver.id, taker.id]},
        )
    log.record(
        session,
        verb="user.handed_over",
        subject=leaver,
        actor=actor,
        changes={},
        about=[taker],
        count=len(lot.records),
        giver=leaver.name_th or leaver.name_en,
        taker=taker.name_th or taker.name_en,
        charge=lot.charge,
    )


def _expect_seen(lot: Lot, taker: User) -> None:
    for event in lot.records:
        if not may_see(taker, event.visibility, event.campaign):
            raise Refusal(OUT_OF_SIGHT, field=lot.key, title=event.title_th or event.title_en)


def _said(lot: Lot) -> list[str]:
    team = [] if lot.team is None else [lot.team.name_th or lot.team.name_en or ""]
    return [CHARGE_NAMES[lot.charge], *team]
