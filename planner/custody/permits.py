"""Whether a person may write the rows that an act touched: the permission that the change itself would need.

Each kept table hangs on a campaign, on an event of one, on a stakeholder, or on a team; what may not be seen is not
found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import images
from planner.activity.images import Image
from planner.calendar.models import SavedView
from planner.campaigns import lifecycle, queries
from planner.campaigns.models import BudgetLine, Campaign
from planner.contributions.models import Contribution
from planner.errors import NotFound, Refusal
from planner.events.models import Event
from planner.events.visibility import seen_by
from planner.objectives.models import Objective
from planner.promotions.models import Promotion
from planner.stakeholders.actions import ERASED, MERGED
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import SET_ASIDE, StakeholderStatus

CHUNK = 500


@dataclass(frozen=True)
class OfTeam:
    """Anything that belongs to a team, for permissions to ask."""

    team_id: int


@dataclass(frozen=True)
class HeldInTeam:
    """Somebody's, and perhaps shared with a team, for permissions to ask."""

    user_id: int | None
    team_id: int | None


# of each table: the columns that name what it hangs on, and the permission where that is a campaign
ANCHORS: dict[str, tuple[tuple[str, ...], str]] = {
    "campaign": (("id",), "campaign:edit"),
    "participation": (("campaign_id",), "campaign:edit"),
    "key_message": (("campaign_id",), "campaign:edit"),
    "budget_line": (("campaign_id",), "campaign:edit"),
    "budget_entry": (("line_id",), "campaign:edit"),
    "named_link": (("campaign_id", "event_id"), "campaign:edit"),
    "guard_answer": (("campaign_id",), "campaign:edit"),
    "event": (("id",), "event:edit"),
    "event_override": (("event_id",), "event:edit"),
    "excluded_date": (("event_id",), "event:edit"),
    "attachment": (("event_id",), "event:edit"),
    "run_sheet_item": (("event_id",), "event:edit"),
    "checklist_item": (("event_id",), "event:edit"),
    "clash_acknowledgement": (("event_id",), "event:edit"),
    "foreign_event": (("event_id",), "event:edit"),
    "objective": (("campaign_id",), "objective:edit"),
    "own_metric": (("campaign_id",), "objective:edit"),
    "measurement": (("objective_id",), "objective:edit"),
    "contribution": (("campaign_id",), "contribution:edit"),
    "evidence": (("contribution_id",), "contribution:edit"),
    "need": (("campaign_id",), "contribution:edit"),
    "promotion": (("campaign_id",), "promotion:edit"),
    "redemption": (("promotion_id",), "promotion:edit"),
    "stakeholder": (("id",), "stakeholder:edit"),
    "affiliation": (("person_id", "organisation_id"), "stakeholder:edit"),
    "consent": (("stakeholder_id",), "stakeholder:edit"),
    "campaign_template": (("team_id",), "template:edit"),
    # by whoever holds it or may change what its team shares: see `_expect_views`
    "saved_view": ((), "view:edit"),
}


def expect(session: Session, found: Sequence[Image], *, actor: User) -> None:
    """Raise unless the actor may write these rows as they stand now.

    Rows that are not there are passed over, and tables that hang on nothing here.
    """
    wanted: dict[str, set[int]] = {
        "campaign": set(),
        "contribution": set(),
        "event": set(),
        "line": set(),
        "objective": set(),
        "promotion": set(),
        "stakeholder": set(),
        "team": set(),
    }
    named: dict[str, set[str]] = {key: set() for key in wanted}
    for name, keys in _by_table(found):
        if name not in ANCHORS:
            continue
        columns, permission = ANCHORS[name]
        table = images.table_of(name)
        for column in columns:
            target = name if column == "id" else column.removesuffix("_id")
            target = "stakeholder" if target in {"person", "organisation"} else target
            wanted[target] |= set(keys) if column == "id" else set(_held(session, table, column, keys))
            named[target].add(permission)
    _expect_lines(session, wanted, named)
    _expect_objectives(session, wanted, named)
    _expect_contributions(session, wanted, named)
    _expect_promotions(session, wanted, named)
    _expect_events(session, wanted, named)
    _expect_campaigns(session, wanted["campaign"], named["campaign"], actor)
    _expect_stakeholders(session, wanted["stakeholder"], actor)
    _expect_teams(wanted["team"], named["team"], actor)
    _expect_views(session, found, actor)
    expect_seen(session, wanted["event"], actor)


def expect_own(session: Session, found: Iterable[Image], *, actor: User) -> None:
    """Raise unless the actor may edit the campaigns in which rows come or go, and do not just name another."""
    rows = [
        (one.table, one.before or one.after or {}) for one in found if one.before is None or one.after is None
    ]
    events = {row["event_id"] for name, row in rows if name == "attachment"}
    wanted = {row["campaign_id"] for name, row in rows if name == "participation"}
    wanted |= set(_there(session, Event.campaign_id, Event.id, events))
    for some in in_parts(sorted(wanted)):
        for campaign in session.execute(select(Campaign.id, Campaign.team_id).where(Campaign.id.in_(some))):
            permissions.demand(actor, "campaign:edit", campaign)


def in_parts(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """A few hundred at a time: a statement takes so many values and not many more."""
    source = iter(keys)
    while some := list(islice(source, CHUNK)):
        yield some


def _by_table(found: Iterable[Image]) -> Iterator[tuple[str, list[Any]]]:
    keys: dict[str, list[Any]] = {}
    for one in found:
        keys.setdefault(one.table, []).append(one.key[0])
    yield from keys.items()


def _held(session: Session, table: Table, column: str, keys: list[Any]) -> Iterator[int]:
    """What the rows with these keys name in a column. The first column of each key is enough to find them."""
    first: Any = table.primary_key.columns.values()[0]
    for some in in_parts(keys):
        yield from session.scalars(
            select(table.c[column]).where(first.in_(some), table.c[column].is_not(None)).distinct()
        )


def _there(session: Session, column: Any, model_id: Any, ids: set[int]) -> Iterator[int]:
    for some in in_parts(sorted(ids)):
        yield from session.scalars(select(column).where(model_id.in_(some)).distinct())


def _expect_lines(session: Session, wanted: dict[str, set[int]], named: dict[str, set[str]]) -> None:
    wanted["campaign"] |= set(_there(session, BudgetLine.campaign_id, BudgetLine.id, wanted["line"]))
    named["campaign"] |= named["line"]


def _expect_objectives(session: Session, wanted: dict[str, set[int]], named: dict[str, set[str]]) -> None:
    wanted["campaign"] |= set(_there(session, Objective.campaign_id, Objective.id, wanted["objective"]))
    named["campaign"] |= named["objective"]


def _expect_contributions(session: Session, wanted: dict[str, set[int]], named: dict[str, set[str]]) -> None:
    ids = wanted["contribution"]
    wanted["campaign"] |= set(_there(session, Contribution.campaign_id, Contribution.id, ids))
    named["campaign"] |= named["contribution"]


def _expect_promotions(session: Session, wanted: dict[str, set[int]], named: dict[str, set[str]]) -> None:
    wanted["campaign"] |= set(_there(session, Promotion.campaign_id, Promotion.id, wanted["promotion"]))
    named["campaign"] |= named["promotion"]


def _expect_events(session: Session, wanted: dict[str, set[int]], named: dict[str, set[str]]) -> None:
    wanted["campaign"] |= set(_there(session, Event.campaign_id, Event.id, wanted["event"]))
    named["campaign"] |= named["event"]


def _expect_campaigns(session: Session, ids: set[int], named: set[str], actor: User) -> None:
    """By columns, not records: a page that asks has the campaign loaded, with more than is asked for here."""
    there = set(_there(session, Campaign.id, Campaign.id, ids))
    for some in in_parts(sorted(there)):
        found = session.execute(
            select(Campaign.id, Campaign.team_id, Campaign.status).where(
                Campaign.id.in_(some), queries.visible_to(actor)
            )
        ).all()
        if len(found) != len(some):
            raise NotFound
        for campaign in found:
            for permission in sorted(named):
                permissions.demand(actor, permission, campaign)
            lifecycle.expect_open(campaign.status)


def _expect_teams(ids: set[int], named: set[str], actor: User) -> None:
    """What a team keeps is seen by those who may change it."""
    for team_id in sorted(ids):
        for permission in sorted(named):
            if not permissions.may(actor, permission, OfTeam(team_id)):
                raise NotFound


def _expect_views(session: Session, found: Sequence[Image], actor: User) -> None:
    """A private view is its owner's alone; of one that is gone, the image says whose it was.

    Both as it is and as it would be again: who has left a team brings nothing back to it.
    """
    views = {one.key[0]: one for one in found if one.table == SavedView.__tablename__}
    whose = {key: (one.before or one.after or {}) for key, one in views.items()}
    for some in in_parts(sorted(whose)):
        asked = select(SavedView.id, SavedView.user_id, SavedView.team_id).where(SavedView.id.in_(some))
        whose |= {row.id: {"user_id": row.user_id, "team_id": row.team_id} for row in session.execute(asked)}
    for view in [*whose.values(), *({**whose[key], **(one.before or {})} for key, one in views.items())]:
        held = HeldInTeam(view.get("user_id"), view.get("team_id"))
        if not (held.user_id == actor.id if held.team_id is None else _may_see(actor, held.team_id)):
            raise NotFound
        permissions.demand(actor, "view:edit", held)


def _may_see(actor: User, team_id: int) -> bool:
    who = actor.viewpoint
    return who.is_administrator or team_id in who.team_ids


def expect_seen(session: Session, ids: set[int], actor: User) -> None:
    """Every event that is there is one that the actor sees."""
    there = set(_there(session, Event.id, Event.id, ids))
    for some in in_parts(sorted(there)):
        seen = session.scalars(
            select(Event.id)
            .join(Campaign, Campaign.id == Event.campaign_id)
            .where(Event.id.in_(some), seen_by(actor))
        )
        there -= set(seen)
    if there:
        raise NotFound


def _expect_stakeholders(session: Session, ids: set[int], actor: User) -> None:
    if not ids:
        return
    permissions.demand(actor, "stakeholder:edit")
    for some in in_parts(sorted(ids)):
        aside = select(Stakeholder.status).where(Stakeholder.id.in_(some), Stakeholder.status.in_(SET_ASIDE))
        status = session.scalars(aside.limit(1)).first()
        if status is not None:
            raise Refusal(MERGED if status == StakeholderStatus.MERGED else ERASED)
