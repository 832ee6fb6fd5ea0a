"""Deactivating somebody with hand-over, handing over without it, and coming back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Role, User
from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.feeds import actions as feeds
from planner.feeds.actions import Contents, Subscription
from planner.feeds.models import Feed, Holder
from planner.stakeholders.models import Stakeholder
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def busy(office: Office, session: Session) -> User:
    """The owner, responsible for a campaign, an event and a stakeholder, with a feed of their own."""
    of = factories.campaign(session, office.corporate, office.owner, title_en="Clean canals")
    factories.event(session, of, owner_id=office.owner.id)
    factories.stakeholder(session, owner_id=office.owner.id)
    feeds.make(session, Subscription(contents=Contents(name="Mine"), holder=Holder.USER), actor=office.owner)
    session.commit()
    return office.owner


def taking(office: Office, who: User) -> dict[str, int]:
    """Everything of the owner's to one person."""
    team = office.corporate.id
    return {f"campaigns_{team}": who.id, f"events_{team}": who.id, "stakeholders": who.id}


def owners(session: Session) -> set[int | None]:
    session.expire_all()
    found = [*session.scalars(select(Campaign.owner_id).where(Campaign.title_en == "Clean canals"))]
    found += session.scalars(select(Event.owner_id).where(Event.owner_id.is_not(None)))
    found += session.scalars(select(Stakeholder.owner_id).where(Stakeholder.owner_id.is_not(None)))
    session.commit()
    return set(found)


def test_a_leaver_is_out_at_once_and_their_work_is_in_other_hands(
    visit: Visit, office: Office, administrator: User, session: Session, busy: User
) -> None:
    theirs, visitor = visit(busy), visit(administrator)
    where = f"/people/{busy.id}"
    page = visitor.get(f"{where}/deactivate")
    assert "1 calendar feed of their own stops" in page.text
    assert any(link.startswith("/campaigns/") for link in page.links())
    done = visitor.fill(page, f"{where}/deactivate", **taking(office, office.mate))
    assert "Deactivated and signed out everywhere" in visitor.follow(done).text
    assert theirs.get("/", status=302).location.startswith("/sign-in")
    assert owners(session) == {office.mate.id}
    assert session.scalars(select(Feed.withdrawn_at)).one() is not None
    assert (
        "handed the campaign over"
        in visitor.get(
            f"/campaigns/{session.scalars(select(Campaign.id).where(Campaign.title_en == 'Clean canals')).one()}"
        ).text
    )


def test_with_a_group_left_open_nothing_happens_and_the_choices_stay(
    visit: Visit, office: Office, administrator: User, session: Session, busy: User
) -> None:
    theirs, visitor = visit(busy), visit(administrator)
    path = f"/people/{busy.id}/deactivate"
    page = visitor.press(path, path, **{**taking(office, office.mate), "stakeholders": ""}, status=422)
    assert page.form(path).values[f"campaigns_{office.corporate.id}"] == [str(office.mate.id)]
    assert owners(session) == {busy.id}
    theirs.get("/")


@pytest.mark.parametrize("who", ["viewer", "outsider", "owner", "administrator"])
def test_who_may_not_hold_it_is_not_taken(
    visit: Visit, office: Office, administrator: User, session: Session, busy: User, who: str
) -> None:
    visitor = visit(administrator)
    path = f"/people/{busy.id}/deactivate"
    values = visitor.get(path).form(path).filled(**taking(office, office.mate))
    values[f"campaigns_{office.corporate.id}"] = [str(getattr(office, who).id)]
    page = visitor.post(path, values, status=422)
    assert "Choose one from the list" in page.text
    assert owners(session) == {busy.id}


def test_something_new_on_the_leavers_desk_is_asked_for_too(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    visitor = visit(administrator)
    path = f"/people/{office.owner.id}/deactivate"
    seen = visitor.get(path)
    factories.campaign(session, office.corporate, office.owner)
    session.commit()
    page = visitor.fill(seen, path, status=422)
    assert "Campaigns they own" in page.text
    visitor.fill(page, path, **{f"campaigns_{office.corporate.id}": office.mate.id})


def test_the_last_approver_stays_with_words(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    factories.campaign(session, office.corporate, office.owner)
    session.commit()
    path = f"/people/{office.approver.id}/deactivate"
    page = visit(administrator).press(path, path, status=422)
    assert "would have no approver left" in page.text


def test_nobody_deactivates_themselves_or_the_last_administrator(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    own = f"/people/{administrator.id}/deactivate"
    assert "your own account" in visit(administrator).press(own, own, status=422).text
    second = factories.user(session, is_administrator=True)
    session.commit()
    assert "Nobody else could administer" in visit(second).press(own, own, status=422).text


def test_on_a_page_of_yesterday_nobody_is_deactivated(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    visitor = visit(administrator)
    where = f"/people/{office.viewer.id}"
    seen = visitor.get(f"{where}/deactivate")
    visitor.press(f"{where}/edit", f"{where}/edit", position="หัวหน้า")
    visitor.fill(seen, f"{where}/deactivate", status=409)
    session.expire_all()
    assert session.get_one(User, office.viewer.id).is_active


def test_some_is_handed_over_and_the_rest_stays(
    visit: Visit, office: Office, administrator: User, session: Session, busy: User
) -> None:
    visitor = visit(administrator)
    path = f"/people/{busy.id}/hand-over"
    assert "Choose for at least one group" in visitor.press(path, path, status=422).text
    done = visitor.press(path, path, stakeholders=office.outsider.id)
    assert "Handed over" in visitor.follow(done).text
    assert owners(session) == {busy.id, office.outsider.id}
    empty = visitor.get(f"/people/{office.viewer.id}/hand-over")
    assert "responsible for nothing" in empty.text
    token = visitor.get("/people/new").form("/people/new").values["csrf_token"]
    nothing = visitor.post(f"/people/{office.viewer.id}/hand-over", {"csrf_token": token}, status=422)
    assert "responsible for nothing" in nothing.text


def test_an_event_goes_only_to_who_may_see_it(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    other = factories.user(session, Role.APPROVER, office.corporate)
    of = factories.campaign(
        session, office.corporate, office.owner, confidentiality="restricted", approver_id=other.id
    )
    factories.event(session, of, owner_id=office.owner.id, title_en="Quiet meeting")
    session.commit()
    team = office.corporate.id
    path = f"/people/{office.owner.id}/deactivate"
    page = visit(administrator).press(
        path, path, **{f"campaigns_{team}": office.mate.id, f"events_{team}": office.approver.id}, status=422
    )
    assert "They may not see the event" in page.text
    session.expire_all()
    assert session.get_one(Campaign, of.id).owner_id == office.owner.id


def test_who_comes_back_has_their_roles_and_the_work_stays_where_it_went(
    visit: Visit, office: Office, administrator: User, session: Session, busy: User
) -> None:
    visitor = visit(administrator)
    where = f"/people/{busy.id}"
    visitor.press(f"{where}/deactivate", f"{where}/deactivate", **taking(office, office.mate))
    assert "Deactivated" in visitor.get(where).text
    visitor.press(where, f"{where}/reactivate")
    assert "Planner" in visit(busy).get("/profile").text
    assert owners(session) == {office.mate.id}
    verbs = set(session.scalars(select(ActivityEntry.verb)))
    assert {"user.deactivated", "user.reactivated", "user.handed_over"} <= verbs
