"""Views of the calendar that people keep: saving, renaming, showing something else, sharing with a team, deleting.

A view is its owner's. Whoever plans in a team may share theirs with it; then everyone of the team looks through it, and
the team's approvers may change it or take it off as its owner may. Whoever leaves the team leaves it what they shared
with it, and whoever only reads in it by now changes it no more; taken off the team, it is its owner's again. Who only
reads keeps views for themselves. A view that is neither one's own alone nor shared with one's team is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from planner import text
from planner.accounts import permissions
from planner.accounts.models import Team, User
from planner.activity import log
from planner.calendar import looking
from planner.calendar.models import LONGEST_VIEW_NAME, SavedView
from planner.errors import NotAllowed, NotFound, Refusal, expect_version
from planner.i18n import mark
from planner.stakeholders.models import Stakeholder

MOST = 50

NO_NAME = mark("Give the view a name.")
TAKEN = mark("You have a view of this name already. Choose another name.")
TAKEN_IN_TEAM = mark("The team has a view of this name already. Choose another name.")
TAKEN_OUT_OF_SIGHT = mark("This name cannot be used here. Choose another name.")
TEAM_ARCHIVED = mark("This team is archived. Choose another.")
TOO_MANY = mark("You keep %(most)s views already. Delete one you no longer need.")


@dataclass(frozen=True)
class Named:
    """What a view is called, and the team it is shared with; None: it is private."""

    name: str
    team_id: int | None = None


@dataclass(frozen=True)
class _OfTeam:
    team_id: int


def save(session: Session, data: Named, shown_as: Mapping[str, str], *, actor: User) -> SavedView:
    """Keep what an address of the calendar shows, without its day; `shown_as` is what stands in the address."""
    if data.team_id is not None:
        _expect_shareable(session, data.team_id, actor)
    _expect_room(session, actor)
    name = _free_name(session, data, owner_id=actor.id, besides=None, actor=actor)
    made = SavedView(name=name, user_id=actor.id, team_id=data.team_id)
    _set(made, shown_as)
    session.add(made)
    _log(session, made, "saved_view.saved", actor)
    return made


def revise(
    session: Session, view_id: int, data: Named, *, actor: User, version: int | None = None
) -> SavedView:
    """Call it something else, share it with a team, or share it no longer.

    With another team only its owner shares it: others may change what their team has, or take it off.
    """
    view = to_edit(session, view_id, actor=actor)
    expect_version(view.version, version)
    if data.team_id is not None and data.team_id != view.team_id:
        if view.user_id != actor.id:
            raise NotAllowed("view:share")
        _expect_shareable(session, data.team_id, actor)
    name = _free_name(session, data, owner_id=view.user_id, besides=view.id, actor=actor)
    before = view.team_id
    with session.no_autoflush:
        if (name, data.team_id) == (view.name, before):
            return view
        view.name, view.team_id = name, data.team_id
    _log(session, view, _revised(before, data.team_id), actor)
    return view


def show(
    session: Session,
    view_id: int,
    shown_as: Mapping[str, str],
    *,
    actor: User,
    version: int | None = None,
) -> SavedView:
    """Let it show something else from now on."""
    view = to_edit(session, view_id, actor=actor)
    expect_version(view.version, version)
    with session.no_autoflush:
        before = (view.view, view.query)
        _set(view, shown_as)
        is_same = before == (view.view, view.query)
    if not is_same:
        _log(session, view, "saved_view.look_revised", actor)
    return view


def remove(session: Session, view_id: int, *, actor: User, version: int | None = None) -> None:
    """Keep it no longer. The calendar's own addresses go on showing what they show."""
    view = to_edit(session, view_id, actor=actor)
    expect_version(view.version, version)
    log.record(session, verb="saved_view.removed", subject=view, actor=actor, changes={}, name=view.name)
    session.delete(view)
    session.flush()


def shown(session: Session, view_id: int, *, actor: User) -> SavedView:
    """One view that the actor may look through, with whose it is. Raises `NotFound`."""
    wanted = select(SavedView).where(SavedView.id == view_id, seen_by(actor))
    found = session.scalars(
        wanted.options(joinedload(SavedView.user), joinedload(SavedView.team))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def to_edit(session: Session, view_id: int, *, actor: User) -> SavedView:
    """One that the actor may change, too."""
    view = shown(session, view_id, actor=actor)
    permissions.demand(actor, "view:edit", view)
    return view


def listed(session: Session, *, actor: User) -> list[SavedView]:
    """The views that the actor may look through: their own first, then those of teams, each by name."""
    asked = select(SavedView).where(seen_by(actor)).order_by(SavedView.id)
    found = session.scalars(asked.options(joinedload(SavedView.user), joinedload(SavedView.team)))
    return sorted(found, key=lambda one: (one.user_id != actor.id, text.thai_sort_key(one.name), one.id))


def seen_by(actor: User) -> ColumnElement[bool]:
    """The actor's own, and those shared with their teams; what teams share, administrators see all of.

    What somebody shared with a team that they left is the team's, and they look through it no longer.
    """
    who = actor.viewpoint
    own = and_(SavedView.user_id == who.user_id, SavedView.team_id.is_(None))
    if who.is_administrator:
        return or_(own, SavedView.team_id.is_not(None))
    return or_(own, SavedView.team_id.in_(who.team_ids))


def opened(session: Session, view: SavedView) -> dict[str, str]:
    """What stands in the address that the view opens."""
    return all_opened(session, [view])[view.id]


def all_opened(session: Session, views: Collection[SavedView]) -> dict[int, dict[str, str]]:
    """The same of several, by their numbers. Of a public that was merged they show whom it stands for now."""
    found = {one.id: looking.kept({**one.query, "view": one.view.value}) for one in views}
    publics = {int(given["public"]) for given in found.values() if "public" in given}
    while publics:
        merged = select(Stakeholder.id, Stakeholder.merged_into_id).where(
            Stakeholder.id.in_(sorted(publics)), Stakeholder.merged_into_id.is_not(None)
        )
        now = {str(row.id): str(row.merged_into_id) for row in session.execute(merged)}
        for given in found.values():
            if given.get("public") in now:
                given["public"] = now[given["public"]]
        publics = {int(key) for key in now.values()}
    return {one.id: {"view": one.view.value, **found[one.id]} for one in views}


def _set(view: SavedView, shown_as: Mapping[str, str]) -> None:
    view.view = looking.view_of(shown_as)
    view.query = looking.kept(shown_as)


def _free_name(session: Session, data: Named, *, owner_id: int, besides: int | None, actor: User) -> str:
    """The name as it is kept. Nobody has two of one name, nor has a team, whichever case they are written in.

    Of a view that the actor may not look through it is not said what it is, nor whose.
    """
    name = text.shortened(text.clean(data.name), LONGEST_VIEW_NAME)
    if not name:
        raise Refusal(NO_NAME, field="name")
    near = SavedView.user_id == owner_id
    if data.team_id is not None:
        near = or_(near, SavedView.team_id == data.team_id)
    is_theirs = and_(SavedView.user_id == actor.id, seen_by(actor)).label("is_theirs")
    asked = select(SavedView.id, SavedView.team_id, SavedView.name, is_theirs)
    for row in session.execute(asked.where(near).order_by(SavedView.id)):
        if row.id != besides and row.name.casefold() == name.casefold():
            in_team = row.team_id is not None and row.team_id == data.team_id
            others = TAKEN_IN_TEAM if in_team else TAKEN_OUT_OF_SIGHT
            raise Refusal(TAKEN if row.is_theirs else others, field="name")
    return name


def _expect_shareable(session: Session, team_id: int, actor: User) -> None:
    """Whoever plans in a team shares with it; nobody shares with one that has been put away."""
    permissions.demand(actor, "view:share", _OfTeam(team_id))
    team = session.get(Team, team_id)
    if team is None:
        raise NotFound
    if team.archived_at is not None:
        raise Refusal(TEAM_ARCHIVED, field="team")


def _expect_room(session: Session, actor: User) -> None:
    own = select(func.count(SavedView.id)).where(SavedView.user_id == actor.id, seen_by(actor))
    count = session.scalar(own)
    if (count or 0) >= MOST:
        raise Refusal(TOO_MANY, most=MOST)


def _revised(before: int | None, after: int | None) -> str:
    if before == after:
        return "saved_view.revised"
    return "saved_view.share_revised" if after is None else "saved_view.shared"


def _log(session: Session, view: SavedView, verb: str, actor: User) -> None:
    log.record(session, verb=verb, subject=view, actor=actor, name=view.name)
