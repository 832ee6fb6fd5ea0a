"""Views of the calendar that people keep: whose they are, who may change them, what they remember."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import queries
from planner.accounts.models import Role, User
from planner.activity.models import ActivityEntry
from planner.calendar import looking, saved_views
from planner.calendar.looking import View
from planner.calendar.models import SavedView
from planner.calendar.saved_views import Named
from planner.custody import undoing
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.stakeholders.words import StakeholderKind, StakeholderStatus
from tests import factories
from tests.factories import Office

WEEK = {"view": "week", "kind": "communal"}


@pytest.fixture
def mine(session: Session, office: Office) -> SavedView:
    made = saved_views.save(session, Named("My week"), WEEK, actor=office.owner)
    session.commit()
    return made


@pytest.fixture
def ours(session: Session, office: Office) -> SavedView:
    made = saved_views.save(session, Named("งานของทีม", office.corporate.id), WEEK, actor=office.owner)
    session.commit()
    return made


def names(session: Session, actor: User) -> list[str]:
    return [one.name for one in saved_views.listed(session, actor=actor)]


def did(session: Session, deed: Callable[[], Any]) -> int:
    """Do it in a transaction of its own, and say which act it was."""
    deed()
    session.commit()
    session.expunge_all()
    newest = select(func.max(ActivityEntry.id)).where(ActivityEntry.act_id.is_(None))
    return session.scalars(newest).one()


def undo(session: Session, act: int, actor: User) -> None:
    """Take it back in a transaction of its own."""
    session.expunge_all()
    try:
        undoing.undo(session, act, actor=actor)
        session.commit()
    finally:
        session.rollback()
        session.expunge_all()


# ── what a view remembers ──


@given(st.dictionaries(st.sampled_from([*"abc", "on", "kind", "team", "view", "span", "layers"]), st.text()))
def test_whatever_an_address_says_only_known_keys_with_known_values_are_kept(asked: dict[str, str]) -> None:
    kept = looking.kept(asked)
    assert set(kept) <= {"kind", "team", "span", "layers"}
    assert kept.get("kind", "communal") in {"communal", "exchange"}
    assert kept.get("team", "1").isdigit()
    assert looking.kept({**kept, "view": asked.get("view", "")}) == kept


def test_a_view_remembers_how_a_timeline_is_set_and_never_a_day(session: Session, office: Office) -> None:
    asked = {
        "view": "timeline",
        "on": "2026-05-01",
        "span": "year",
        "group": "team",
        "skip": "40",
        "fine": "1",
        "team": str(office.corporate.id),
        "q": "<b>",
        "channel": "owned",
    }
    view = saved_views.save(session, Named("Year"), asked, actor=office.owner)
    team = str(office.corporate.id)
    assert saved_views.opened(session, view) == {
        "view": "timeline",
        "span": "year",
        "group": "team",
        "team": team,
        "channel": "owned",
    }


def test_what_is_as_usual_is_not_remembered(session: Session, office: Office) -> None:
    view = saved_views.save(session, Named("All"), {"view": "x", "span": "year"}, actor=office.owner)
    assert (view.view, view.query) == (View.MONTH, {})


def test_a_view_of_a_public_that_was_merged_shows_whom_it_stands_for_now(
    session: Session, office: Office
) -> None:
    kept, first, second = (factories.stakeholder(session, kind=StakeholderKind.PUBLIC) for _ in range(3))
    asked = {"public": str(first.id)}
    view = saved_views.save(session, Named("Readers"), asked, actor=office.owner)
    for one, into in ((first, second), (second, kept)):
        one.status, one.merged_into_id = StakeholderStatus.MERGED, into.id
    session.flush()
    assert saved_views.opened(session, view) == {"view": "month", "public": str(kept.id)}


def test_a_view_opens_although_what_it_names_is_gone(session: Session, office: Office) -> None:
    asked = {"public": "999999", "campaign": "888888"}
    view = saved_views.save(session, Named("Gone"), asked, actor=office.owner)
    assert saved_views.opened(session, view) == {"view": "month", **asked}


# ── whose they are ──


def test_a_private_view_is_not_there_for_anybody_else(
    session: Session, office: Office, mine: SavedView
) -> None:
    for somebody in (office.mate, office.approver, office.viewer, office.outsider, office.administrator):
        assert names(session, somebody) == []
        for deed in (
            lambda who=somebody: saved_views.shown(session, mine.id, actor=who),
            lambda who=somebody: saved_views.revise(session, mine.id, Named("x"), actor=who),
            lambda who=somebody: saved_views.show(session, mine.id, {}, actor=who),
            lambda who=somebody: saved_views.remove(session, mine.id, actor=who),
        ):
            with pytest.raises(NotFound):
                deed()


def test_everyone_of_the_team_looks_through_what_is_shared_with_it(
    session: Session, office: Office, ours: SavedView
) -> None:
    for somebody in (office.owner, office.mate, office.approver, office.viewer, office.administrator):
        assert names(session, somebody) == ["งานของทีม"]
    for somebody in (office.outsider, office.outside_approver):
        assert names(session, somebody) == []


def test_what_the_team_shares_is_changed_by_its_owner_an_approver_and_an_administrator(
    session: Session, office: Office, ours: SavedView
) -> None:
    for turn, somebody in enumerate((office.owner, office.approver, office.administrator)):
        data = Named(f"ใหม่ {turn}", office.corporate.id)
        assert saved_views.revise(session, ours.id, data, actor=somebody).name == f"ใหม่ {turn}"
    for somebody in (office.mate, office.viewer):
        with pytest.raises(NotAllowed):
            saved_views.show(session, ours.id, {}, actor=somebody)


def test_who_only_reads_keeps_views_and_shares_none(session: Session, office: Office) -> None:
    made = saved_views.save(session, Named("ของฉัน"), WEEK, actor=office.viewer)
    with pytest.raises(NotAllowed):
        saved_views.revise(session, made.id, Named("ของฉัน", office.corporate.id), actor=office.viewer)
    with pytest.raises(NotAllowed):
        saved_views.save(session, Named("อื่น", office.marketing.id), WEEK, actor=office.owner)


def test_an_approver_takes_a_view_off_the_team_and_shares_it_with_no_other(
    session: Session, office: Office, ours: SavedView
) -> None:
    factories.member(session, office.approver, office.marketing, office.approver.memberships[0].role)
    with pytest.raises(NotAllowed):
        saved_views.revise(session, ours.id, Named("x", office.marketing.id), actor=office.approver)
    saved_views.revise(session, ours.id, Named("งานของทีม"), actor=office.approver)
    assert names(session, office.owner) == ["งานของทีม"]
    assert names(session, office.approver) == []


@pytest.mark.parametrize("role", [None, Role.VIEWER])
def test_who_plans_in_the_team_no_longer_leaves_it_the_view_they_shared(
    session: Session, office: Office, ours: SavedView, role: Role | None
) -> None:
    key, version = ours.id, ours.version
    owner = goes(session, office.owner, role)
    for deed in (
        lambda: saved_views.revise(session, key, Named("x", office.corporate.id), actor=owner),
        lambda: saved_views.revise(session, key, Named("งานของทีม"), actor=owner),
        lambda: saved_views.show(session, key, {}, actor=owner),
        lambda: saved_views.remove(session, key, actor=owner),
    ):
        with pytest.raises(NotFound if role is None else NotAllowed):
            deed()
    assert names(session, owner) == ([] if role is None else ["งานของทีม"])
    # the team has it as it was, and may give it back
    assert names(session, office.viewer) == ["งานของทีม"]
    saved_views.revise(session, key, Named("งานของทีม"), actor=office.approver, version=version)
    assert names(session, owner) == ["งานของทีม"]
    saved_views.remove(session, key, actor=owner)


def test_who_left_the_team_brings_nothing_back_to_it(
    session: Session, office: Office, ours: SavedView
) -> None:
    key = ours.id
    taken = did(session, lambda: saved_views.revise(session, key, Named("Mine"), actor=office.owner))
    owner = goes(session, office.owner, None)
    with pytest.raises(NotFound):
        undo(session, taken, owner)
    assert session.get_one(SavedView, key).team_id is None


def goes(session: Session, who: User, role: Role | None) -> User:
    """Out of their team, or into another role in it; the person as whoever asks from now on is loaded."""
    key = who.id
    [membership] = queries.person(session, key).memberships
    if role is None:
        session.delete(membership)
    else:
        membership.role = role
    session.commit()
    session.expunge_all()
    return queries.person(session, key)


def test_nobody_shares_with_a_team_that_was_put_away(
    session: Session, office: Office, mine: SavedView, ours: SavedView
) -> None:
    office.corporate.archived_at = clock.now()
    session.commit()
    data = Named("x", office.corporate.id)
    deeds: list[Callable[[], Any]] = [
        lambda: saved_views.save(session, data, {}, actor=office.administrator),
        lambda: saved_views.save(session, data, {}, actor=office.owner),
        lambda: saved_views.revise(session, mine.id, data, actor=office.owner),
    ]
    for deed in deeds:
        with pytest.raises(Refusal, match="archived") as refused:
            deed()
        assert refused.value.field == "team"
    # what it had before stays where it is, and can be given back
    for again in (Named("y", office.corporate.id), Named("y")):
        saved_views.revise(session, ours.id, again, actor=office.administrator)


# ── names and limits ──


def test_two_views_of_one_name_are_refused_whichever_case_they_are_written_in(
    session: Session, office: Office, mine: SavedView, ours: SavedView
) -> None:
    for data, who, said in (
        (Named(" my  WEEK "), office.owner, saved_views.TAKEN),
        (Named("งานของทีม", office.corporate.id), office.mate, saved_views.TAKEN_IN_TEAM),
        (Named("\u200b "), office.owner, saved_views.NO_NAME),
    ):
        with pytest.raises(Refusal) as refused:
            saved_views.save(session, data, WEEK, actor=who)
        assert (refused.value.message, refused.value.field) == (said, "name")
    # what somebody else keeps for themselves takes no name from anybody
    saved_views.save(session, Named("My week"), WEEK, actor=office.mate)


def test_whoever_renames_a_colleagues_view_is_not_told_what_that_colleague_keeps_alone(
    session: Session, office: Office, mine: SavedView, ours: SavedView
) -> None:
    saved_views.save(session, Named("Everybody's", office.corporate.id), {}, actor=office.mate)
    for name, said in (
        ("my week", saved_views.TAKEN_OUT_OF_SIGHT),
        ("everybody's", saved_views.TAKEN_IN_TEAM),
    ):
        with pytest.raises(Refusal) as refused:
            saved_views.revise(session, ours.id, Named(name, office.corporate.id), actor=office.approver)
        assert (refused.value.message, refused.value.field) == (said, "name")
    # nor is who left a team told what it made of theirs
    owner = goes(session, office.owner, None)
    with pytest.raises(Refusal, match="cannot be used here"):
        saved_views.save(session, Named("งานของทีม"), {}, actor=owner)


def test_nobody_keeps_more_than_they_could_find_again(
    session: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_views, "MOST", 2)
    for name in "ab":
        saved_views.save(session, Named(name), WEEK, actor=office.owner)
    with pytest.raises(Refusal, match="2 views"):
        saved_views.save(session, Named("c"), WEEK, actor=office.owner)
    saved_views.save(session, Named("c"), WEEK, actor=office.mate)


# ── changing, and back ──


def test_a_view_saved_by_somebody_else_meanwhile_is_not_written_over(
    session: Session, office: Office, ours: SavedView
) -> None:
    seen = ours.version
    saved_views.show(session, ours.id, {"view": "year"}, actor=office.approver, version=seen)
    with pytest.raises(Stale):
        saved_views.show(session, ours.id, {"view": "agenda"}, actor=office.owner, version=seen)


def test_saving_what_is_there_already_is_not_told(session: Session, office: Office, mine: SavedView) -> None:
    told = session.scalar(select(func.count(ActivityEntry.id)))
    saved_views.show(session, mine.id, WEEK, actor=office.owner)
    saved_views.revise(session, mine.id, Named("My week"), actor=office.owner)
    assert session.scalar(select(func.count(ActivityEntry.id))) == told


def test_a_deleted_view_comes_back_under_its_number_for_whoever_deleted_it(
    session: Session, office: Office
) -> None:
    # a viewer plans nothing, and may undo what is theirs all the same
    made = saved_views.save(session, Named("ของฉัน"), WEEK, actor=office.viewer)
    session.commit()
    key = made.id
    act = did(session, lambda: saved_views.remove(session, key, actor=office.viewer))
    assert names(session, office.viewer) == []
    entry = session.get_one(ActivityEntry, act)
    assert undoing.can_undo(session, entry, actor=office.viewer)
    assert not undoing.can_undo(session, entry, actor=office.administrator)
    with pytest.raises(NotFound):
        undo(session, act, office.administrator)
    undo(session, act, office.viewer)
    back = saved_views.shown(session, key, actor=office.viewer)
    assert saved_views.opened(session, back) == WEEK


def test_what_a_view_showed_before_is_undone_by_who_may_change_it(
    session: Session, office: Office, ours: SavedView
) -> None:
    key = ours.id
    act = did(session, lambda: saved_views.show(session, key, {"view": "year"}, actor=office.owner))
    with pytest.raises(NotAllowed):
        undo(session, act, office.mate)
    undo(session, act, office.approver)
    assert saved_views.opened(session, session.get_one(SavedView, key)) == WEEK


def test_an_approver_does_not_undo_what_would_take_the_view_from_the_team(
    session: Session, office: Office, mine: SavedView
) -> None:
    data = Named("My week", office.corporate.id)
    act = did(session, lambda: saved_views.revise(session, mine.id, data, actor=office.owner))
    with pytest.raises(NotFound):
        undo(session, act, office.approver)
    undo(session, act, office.owner)
    assert names(session, office.approver) == []


def test_a_view_does_not_come_back_where_another_has_its_name(
    session: Session, office: Office, mine: SavedView
) -> None:
    act = did(session, lambda: saved_views.remove(session, mine.id, actor=office.owner))
    saved_views.save(session, Named("My week"), {}, actor=office.owner)
    session.commit()
    with pytest.raises(Refusal, match="stands in its place"):
        undo(session, act, office.owner)
