"""Two records of one stakeholder become one: everything that names the one names the other from then on.

What names a stakeholder is found in the tables themselves, so that a table added later is not forgotten. The record
that is merged away is set aside with what it held: histories still name it, and its address leads to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, UniqueConstraint, inspect, or_, select
from sqlalchemy.orm import Mapper, Session, aliased

from planner import clock
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.activity.images import DERIVED
from planner.campaigns.models import Campaign, Participation
from planner.custody import standing
from planner.db import Base
from planner.errors import NotFound, Refusal, expect_version
from planner.events.models import Attachment, Event
from planner.events.words import AttachmentRole
from planner.i18n import mark
from planner.stakeholders import actions, reach
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.stakeholders.words import StakeholderStatus

SAME = mark("Choose two different stakeholders.")
OTHER_KIND = mark("Only two people, two organisations or two publics can be merged.")
IN_ANOTHER_TEAM = mark("Both stand in a campaign of another team. Somebody who plans there can merge them.")
GATHERED = ("emails", "phones")
"""Of these both records' are kept."""
_NOT_CHOSEN = DERIVED | {
    "id",
    "kind",
    "status",
    "merged_into_id",
    "do_not_contact",
    "do_not_contact_reason",
    *GATHERED,
}
CHOSEN = tuple(column.name for column in Stakeholder.__table__.columns if column.name not in _NOT_CHOSEN)
"""The columns of which a person chooses one record's value."""


@dataclass(frozen=True)
class Merge:
    """Who stays, who is merged away, and the columns whose value is taken from the latter.

    The versions are those the person saw.
    """

    keeps_id: int
    drops_id: int
    from_dropped: frozenset[str] = frozenset()
    keeps_version: int | None = None
    drops_version: int | None = None


@dataclass(frozen=True)
class Difference:
    """A column in which the two differ, and whether the value of the one that goes is the one to take."""

    key: str
    kept: Any
    dropped: Any

    @property
    def takes_dropped(self) -> bool:
        """What is empty here is filled from there."""
        return is_empty(self.kept) and not is_empty(self.dropped)

    @property
    def is_choice(self) -> bool:
        """Both say something: somebody has to choose."""
        return not is_empty(self.kept) and not is_empty(self.dropped)


@dataclass(frozen=True)
class Preview:
    """What merging would do: what differs, and how many rows of which tables move, or become one with another."""

    keeps: Stakeholder
    drops: Stakeholder
    differences: list[Difference]
    moves: dict[str, int] = field(default_factory=dict)
    joins: dict[str, int] = field(default_factory=dict)
    gathered: dict[str, list[str]] = field(default_factory=dict)
    bars_contact: bool = False


def preview(session: Session, keeps_id: int, drops_id: int, *, actor: User) -> Preview:
    """What merging the second into the first would do."""
    keeps, drops = _both(session, keeps_id, drops_id, actor, lock=False)
    moves: dict[str, int] = {}
    joins: dict[str, int] = {}
    for table, column in _naming():
        for record in _rows(session, table, column, drops.id):
            twin = _twin(session, table, column, record, keeps.id)
            counted = moves if twin is None else joins
            counted[table.name] = counted.get(table.name, 0) + 1
    return Preview(
        keeps=keeps,
        drops=drops,
        differences=[
            Difference(key, getattr(keeps, key), getattr(drops, key))
            for key in CHOSEN
            if getattr(keeps, key) != getattr(drops, key)
        ],
        moves=moves,
        joins=joins,
        gathered={key: _gathered(keeps, drops, key) for key in GATHERED},
        bars_contact=drops.do_not_contact and not keeps.do_not_contact,
    )


def merge(session: Session, data: Merge, *, actor: User) -> Stakeholder:
    """Merge one stakeholder into another; answers with the one that stays."""
    keeps, drops = _both(session, data.keeps_id, data.drops_id, actor, lock=True)
    expect_version(keeps.version, data.keeps_version)
    expect_version(drops.version, data.drops_version)
    _expect_own(session, keeps, drops, actor)
    for table, column in _naming():
        _move_all(session, table, column, drops.id, keeps.id)
    for key in data.from_dropped & set(CHOSEN):
        setattr(keeps, key, getattr(drops, key))
    for key in GATHERED:
        both = _gathered(keeps, drops, key)
        if both != getattr(keeps, key):
            setattr(keeps, key, both)
    if drops.do_not_contact and not keeps.do_not_contact:
        keeps.do_not_contact, keeps.do_not_contact_reason = True, drops.do_not_contact_reason
    changes = log.differences(keeps)
    drops.status, drops.merged_into_id = StakeholderStatus.MERGED, keeps.id
    drops.updated_by_id = keeps.updated_by_id = actor.id
    # a page opened before must not look like the newest, whatever was chosen
    keeps.updated_at = clock.now()
    log.record(
        session,
        verb="stakeholder.merged",
        subject=keeps,
        actor=actor,
        changes=changes,
        about=[drops],
        note=" · ".join(name for name in (drops.name_th, drops.name_en) if name) or None,
    )
    return keeps


def survivor(session: Session, stakeholder: Stakeholder) -> Stakeholder:
    """Who stands for the stakeholder now: itself, unless it was merged into another."""
    found = stakeholder
    while found.merged_into_id is not None:
        found = session.get_one(Stakeholder, found.merged_into_id)
    return found


def is_empty(value: Any) -> bool:
    """Nothing was written there."""
    return value is None or value in ("", [])


def _expect_own(session: Session, keeps: Stakeholder, drops: Stakeholder, actor: User) -> None:
    """Where both take part, or are asked, a row of a campaign's plan goes: that is for those who may edit it."""
    kept, dropped = aliased(Participation), aliased(Participation)
    taking_part = (
        select(kept.campaign_id)
        .join(dropped, dropped.campaign_id == kept.campaign_id)
        .where(kept.stakeholder_id == keeps.id, dropped.stakeholder_id == drops.id)
    )
    one, other = aliased(Attachment), aliased(Attachment)
    asked = (
        select(Event.campaign_id)
        .join(one, one.event_id == Event.id)
        .join(other, other.event_id == Event.id)
        .where(one.stakeholder_id == keeps.id, other.stakeholder_id == drops.id)
    )
    touched = session.scalars(
        select(Campaign).where(or_(Campaign.id.in_(taking_part), Campaign.id.in_(asked)))
    )
    if not all(permissions.may(actor, "campaign:edit", campaign) for campaign in touched):
        raise Refusal(IN_ANOTHER_TEAM)


def _both(
    session: Session, keeps_id: int, drops_id: int, actor: User, *, lock: bool
) -> tuple[Stakeholder, Stakeholder]:
    permissions.demand(actor, "stakeholder:edit")
    if keeps_id == drops_id:
        raise Refusal(SAME)
    # locked in one order, so that two who merge the same pair crosswise wait and do not lock each other out
    wanted = (
        select(Stakeholder)
        .where(Stakeholder.id.in_([keeps_id, drops_id]))
        .order_by(Stakeholder.id)
        .execution_options(populate_existing=True)
    )
    found = {one.id: one for one in session.scalars(wanted.with_for_update() if lock else wanted)}
    if len(found) != 2:
        raise NotFound
    keeps, drops = found[keeps_id], found[drops_id]
    actions.expect_open(keeps, actor)
    actions.expect_open(drops, actor)
    if keeps.kind != drops.kind:
        raise Refusal(OTHER_KIND)
    return keeps, drops


def _naming() -> list[tuple[Table, Any]]:
    """Every column that names a stakeholder. One merged before into the one that goes now leads to the other, too."""
    return standing.pointing_at(Stakeholder.__tablename__)


def _gathered(keeps: Stakeholder, drops: Stakeholder, key: str) -> list[str]:
    """What either has, each once; of spellings that reach the same mailbox the one of who stays."""
    found: dict[str, str] = {}
    for one in (*getattr(keeps, key), *getattr(drops, key)):
        found.setdefault(reach.same_email(one), one)
    return list(found.values())


def _mapper(table: Table) -> Mapper[Any]:
    return next(one for one in Base.registry.mappers if one.local_table is table)


def _rows(session: Session, table: Table, column: Any, value: Any) -> Sequence[Any]:
    model = _mapper(table).class_
    return session.scalars(select(model).where(column == value).order_by(*table.primary_key.columns)).all()


def _move_all(session: Session, table: Table, column: Any, old: Any, new: Any) -> None:
    """Let every row that points at the old one point at the new one; where that one has such a row, they join."""
    for record in _rows(session, table, column, old):
        twin = _twin(session, table, column, record, new)
        if twin is None:
            setattr(record, _attribute(table, column), new)
        else:
            _join(session, table, twin, record)
    session.flush()


def _attribute(table: Table, column: Any) -> str:
    return _mapper(table).get_property_by_column(column).key


def _twin(session: Session, table: Table, column: Any, record: Any, new: Any) -> Any:
    """The row that would say the same of the new one, so that there may be only one of the two."""
    for columns in _alone(table, column):
        same = [
            other == (new if other is column else getattr(record, _attribute(table, other)))
            for other in columns
        ]
        model = _mapper(table).class_
        open_only = [Affiliation.ended_on.is_(None)] if model is Affiliation and not record.ended_on else []
        if model is Affiliation and record.ended_on:
            continue
        found = session.scalars(select(model).where(*same, *open_only)).first()
        if found is not None and found is not record:
            return found
    return None


def _alone(table: Table, column: Any) -> list[Collection[Any]]:
    """The sets of columns, this one among them, of which the table holds each combination once."""
    found: list[Collection[Any]] = [
        list(one.columns)
        for one in table.constraints
        if isinstance(one, UniqueConstraint) and column in set(one.columns)
    ]
    found += [list(one.columns) for one in table.indexes if one.unique and column in set(one.columns)]
    if table is Affiliation.__table__:
        # nobody belongs to the same place twice at a time; the action says so, not the table
        found.append([table.c.person_id, table.c.organisation_id])
    return found


def _join(session: Session, table: Table, stays: Any, goes: Any) -> None:
    """Two rows become one: what is empty in the one that stays is filled, lists are joined, what points follows."""
    held = inspect(goes).mapper
    key = table.primary_key.columns.values()[0]
    if len(table.primary_key.columns) == 1:
        for pointing, column in standing.pointing_at(table.name):
            _move_all(session, pointing, column, getattr(goes, key.name), getattr(stays, key.name))
    filled: dict[str, Any] = {}
    for column in table.columns:
        if column.primary_key or column.name in DERIVED or (column.foreign_keys and not column.nullable):
            continue
        name = held.get_property_by_column(column).key
        ours, theirs = getattr(stays, name), getattr(goes, name)
        if isinstance(ours, list) and isinstance(theirs, list):
            filled[name] = list(dict.fromkeys([*ours, *theirs]))
        elif is_empty(ours) and not is_empty(theirs):
            filled[name] = theirs
    if isinstance(stays, Attachment) and stays.role == AttachmentRole.GUEST:
        # every attached one is a guest; whatever else somebody was called says more
        filled["role"] = goes.role
    session.delete(goes)
    session.flush()
    for name, value in filled.items():
        if getattr(stays, name) != value:
            setattr(stays, name, value)
