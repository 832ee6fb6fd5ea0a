"""Laying a calendar of others over one's own or the team's, changing that, removing it and putting it back."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from planner import clock, dates, text
from planner.accounts import permissions
from planner.accounts.models import Team, User
from planner.activity import log
from planner.errors import NotFound, Refusal, expect_version
from planner.i18n import mark
from planner.sources import fetching
from planner.sources.layers import CalendarLayer

MOST = 20

TOO_MANY = mark("At most %(most)s calendars are laid over one. Remove one first.")
REMOVED = mark("This calendar was removed. Put it back first.")


@dataclass(frozen=True)
class LayerData:
    """What is said of a layer; `team_id` is that of the team it is for, None where it is the actor's own."""

    name: str
    address: str
    timezone: str
    team_id: int | None = None


@dataclass(frozen=True)
class _Holder:
    team_id: int | None
    user_id: int | None


def add(session: Session, data: LayerData, *, actor: User) -> CalendarLayer:
    """Lay a calendar over one's own, or over that of a team one plans in; it is fetched next."""
    holder = _Holder(data.team_id, actor.id if data.team_id is None else None)
    permissions.demand(actor, "layer:edit", holder)
    made = CalendarLayer(
        name=_named(data),
        address=_checked(data.address),
        timezone=dates.zone(data.timezone).key,
        team_id=holder.team_id,
        user_id=holder.user_id,
    )
    _expect_room(session, made)
    session.add(made)
    _log(session, made, "calendar_layer.added", actor)
    return made


def revise(
    session: Session, layer_id: int, data: LayerData, *, actor: User, version: int | None = None
) -> CalendarLayer:
    """Change what it is called and where it is; whose it is stays."""
    layer = to_edit(session, layer_id, actor=actor)
    expect_version(layer.version, version)
    _expect_there(layer)
    address, zone = _checked(data.address), dates.zone(data.timezone).key
    if (address, zone) != (layer.address, layer.timezone):
        # what was known of the old one says nothing of the new
        layer.etag = layer.last_modified = layer.digest = None
        layer.due_at = clock.now()
    layer.name, layer.address, layer.timezone = _named(data), address, zone
    if session.is_modified(layer):
        _log(session, layer, "calendar_layer.revised", actor)
    return layer


def remove(session: Session, layer_id: int, *, actor: User) -> CalendarLayer:
    """Show it no more; it can be put back."""
    layer = to_edit(session, layer_id, actor=actor)
    _expect_there(layer)
    layer.removed_at = clock.now()
    _log(session, layer, "calendar_layer.removed", actor)
    return layer


def put_back(session: Session, layer_id: int, *, actor: User) -> CalendarLayer:
    """Show it again; it is fetched anew."""
    layer = to_edit(session, layer_id, actor=actor)
    if layer.removed_at is not None:
        _expect_room(session, layer)
        layer.removed_at, layer.due_at = None, clock.now()
        _log(session, layer, "calendar_layer.put_back", actor)
    return layer


def shown(session: Session, layer_id: int, *, actor: User) -> CalendarLayer:
    """One layer that the actor sees. Raises `NotFound`."""
    wanted = select(CalendarLayer).where(CalendarLayer.id == layer_id, seen_by(actor))
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def to_edit(session: Session, layer_id: int, *, actor: User) -> CalendarLayer:
    """One that the actor may change, too."""
    layer = shown(session, layer_id, actor=actor)
    permissions.demand(actor, "layer:edit", layer)
    return layer


def listed(session: Session, *, actor: User) -> list[tuple[CalendarLayer, Team | None]]:
    """The layers that the actor sees, the removed ones last, with the team each is for."""
    asked = (
        select(CalendarLayer, Team)
        .outerjoin(Team, Team.id == CalendarLayer.team_id)
        .where(seen_by(actor))
        .order_by(CalendarLayer.removed_at.is_not(None), CalendarLayer.name, CalendarLayer.id)
    )
    return [(layer, team) for layer, team in session.execute(asked)]


def seen_by(actor: User) -> ColumnElement[bool]:
    """The actor's own, and those of their teams; of teams, administrators see all."""
    own = CalendarLayer.user_id == actor.id
    if actor.is_administrator:
        return or_(own, CalendarLayer.team_id.is_not(None))
    return or_(own, CalendarLayer.team_id.in_(actor.team_ids))


def _named(data: LayerData) -> str:
    return text.shortened(text.clean(data.name), 200) or fetching.place_of(data.address).host[:200]


def _checked(address: str) -> str:
    plain = text.clean(address)
    fetching.place_of(plain)
    return plain


def _expect_there(layer: CalendarLayer) -> None:
    if layer.removed_at is not None:
        raise Refusal(REMOVED)


def _expect_room(session: Session, layer: CalendarLayer) -> None:
    holder = (
        CalendarLayer.team_id == layer.team_id
        if layer.team_id is not None
        else CalendarLayer.user_id == layer.user_id
    )
    count = session.scalar(
        select(func.count(CalendarLayer.id)).where(holder, CalendarLayer.removed_at.is_(None))
    )
    if (count or 0) >= MOST:
        raise Refusal(TOO_MANY, most=MOST)


def _log(session: Session, layer: CalendarLayer, verb: str, actor: User) -> None:
    """Without its address: histories are read by more people than may know it."""
    log.record(session, verb=verb, subject=layer, actor=actor, changes={}, name=layer.name)
