"""Questions about campaigns; each shows only what the actor may see."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import ORMOption

from planner.accounts.models import User, Viewpoint
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign, KeyMessage, Participation
from planner.campaigns.words import Confidentiality
from planner.errors import NotFound

Part = TypeVar("Part", Participation, KeyMessage, BudgetLine)


def visible_to(actor: User) -> ColumnElement[bool]:
    """The campaigns a signed-in person may see; needs their memberships loaded.

    Public ones and those shared with stakeholders: everyone. The team's: its members. Restricted ones: owner and
    approver; where none is named, the approvers of its team, else nobody could decide. Administrators: all.
    """
    return visible_from(actor.viewpoint)


@lru_cache(1024)
def visible_from(looking: Viewpoint) -> ColumnElement[bool]:
    """The same, from where somebody looks."""
    if looking.is_administrator:
        return true()
    return or_(
        Campaign.confidentiality.in_([Confidentiality.PUBLIC, Confidentiality.STAKEHOLDERS]),
        and_(Campaign.confidentiality == Confidentiality.TEAM, _among(Campaign.team_id, looking.team_ids)),
        and_(
            Campaign.confidentiality == Confidentiality.RESTRICTED,
            or_(
                Campaign.owner_id == looking.user_id,
                Campaign.approver_id == looking.user_id,
                and_(Campaign.approver_id.is_(None), _among(Campaign.team_id, looking.approving)),
            ),
        ),
    )


def _among(column: Any, ids: Iterable[int]) -> ColumnElement[bool]:
    wanted = sorted(ids)
    return column.in_(wanted) if wanted else false()


def shown(session: Session, campaign_id: int, *, actor: User, options: Iterable[ORMOption] = ()) -> Campaign:
    """One campaign with its team, owner and approver.

    :raises NotFound: where there is none that the actor may see.
    """
    found = session.scalars(
        select(Campaign)
        .where(Campaign.id == campaign_id, visible_to(actor))
        .options(joinedload(Campaign.team), *options)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    with_people(session, [found], "owner", "approver")
    return found


def with_people(session: Session, records: Iterable[Any], *keys: str) -> None:
    """Load the people whom records name, in one statement.

    Not by joining them to a query that reads rows afresh: that would make the actor, who is often one of them, forget
    the memberships that permissions ask for.
    """
    held = list(records)
    ids = {getattr(record, f"{key}_id") for record in held for key in keys} - {None}
    people = {one.id: one for one in session.scalars(select(User).where(User.id.in_(ids)))} if ids else {}
    for record in held:
        for key in keys:
            set_committed_value(record, key, people.get(getattr(record, f"{key}_id")))


def whole(session: Session, campaign_id: int, *, actor: User) -> Campaign:
    """One campaign with everything of its own: participations, messages, budget lines."""
    return shown(
        session,
        campaign_id,
        actor=actor,
        options=(
            selectinload(Campaign.participations).options(
                joinedload(Participation.stakeholder),
                # whichever way a message is met first, it brings its public
                joinedload(Participation.message).joinedload(KeyMessage.public),
            ),
            selectinload(Campaign.messages).joinedload(KeyMessage.public),
            selectinload(Campaign.budget_lines).selectinload(BudgetLine.entries),
        ),
    )


def parent_of(session: Session, campaign: Campaign, *, actor: User) -> Campaign | None:
    """The campaign it is part of, if the actor may see that one."""
    if campaign.parent_id is None:
        return None
    return session.scalars(
        select(Campaign).where(Campaign.id == campaign.parent_id, visible_to(actor))
    ).one_or_none()


def parts_of(session: Session, campaign: Campaign, *, actor: User) -> list[Campaign]:
    """The campaigns that are part of it, earliest first."""
    return list(
        session.scalars(
            select(Campaign)
            .where(Campaign.parent_id == campaign.id, visible_to(actor))
            .order_by(Campaign.start_on, Campaign.sort_key)
        )
    )


def copies_about(
    session: Session, campaign: Campaign, *, actor: User
) -> tuple[Campaign | None, list[Campaign]]:
    """The campaign that it was copied from, and those that were copied from it, earliest first; as the actor sees."""
    found = session.scalars(
        select(Campaign)
        .where(
            or_(Campaign.id == campaign.cloned_from_id, Campaign.cloned_from_id == campaign.id),
            visible_to(actor),
        )
        .order_by(Campaign.start_on, Campaign.sort_key)
    ).all()
    original = next((one for one in found if one.id == campaign.cloned_from_id), None)
    return original, [one for one in found if one is not original]


def possible_parents(session: Session, campaign: Campaign, *, actor: User) -> list[Campaign]:
    """Campaigns of the same confidentiality and team in Thai order, without itself; archived ones no longer."""
    return list(
        session.scalars(
            select(Campaign)
            .where(
                Campaign.id != campaign.id,
                Campaign.team_id == campaign.team_id,
                Campaign.confidentiality == campaign.confidentiality,
                # the one it has is offered for as long as it has it
                or_(Campaign.status != Status.ARCHIVED, Campaign.id == campaign.parent_id),
                visible_to(actor),
            )
            .order_by(Campaign.sort_key)
        )
    )


def participation(session: Session, participation_id: int, *, actor: User) -> Participation:
    """One participation with its campaign and stakeholder."""
    return _part(session, Participation, participation_id, actor, joinedload(Participation.stakeholder))


def message(session: Session, message_id: int, *, actor: User) -> KeyMessage:
    """One key message with its campaign."""
    return _part(session, KeyMessage, message_id, actor, joinedload(KeyMessage.public))


def budget_line(session: Session, line_id: int, *, actor: User) -> BudgetLine:
    """One budget line with its campaign and its entries."""
    return _part(session, BudgetLine, line_id, actor, selectinload(BudgetLine.entries))


def budget_entry(session: Session, entry_id: int, *, actor: User) -> BudgetEntry:
    """One entry of a budget line, with the line and its campaign.

    :raises NotFound: where there is none that the actor may see.
    """
    found = session.scalars(
        select(BudgetEntry)
        .join(BudgetEntry.line)
        .join(BudgetLine.campaign)
        .where(BudgetEntry.id == entry_id, visible_to(actor))
        .options(joinedload(BudgetEntry.line).joinedload(BudgetLine.campaign).joinedload(Campaign.team))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _part(session: Session, model: type[Part], part_id: int, actor: User, *options: ORMOption) -> Part:
    found = session.scalars(
        select(model)
        .join(model.campaign)
        .where(model.id == part_id, visible_to(actor))
        .options(joinedload(model.campaign).joinedload(Campaign.team), *options)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def is_empty(session: Session, *, actor: User) -> bool:
    """Whether there is no campaign that the actor may see: they have just begun."""
    return session.scalars(select(Campaign.id).where(visible_to(actor)).limit(1)).first() is None
