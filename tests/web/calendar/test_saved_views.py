"""Saved views by their pages: the list and its menu, saving what is shown, opening, sharing, deleting and back."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.calendar import saved_views
from planner.calendar.models import SavedView
from planner.calendar.saved_views import Named
from tests import factories
from tests.counting import statements
from tests.factories import Office
from tests.pages import Page, Visitor, words

Visit = Callable[..., Visitor]
SHOWN = "view=week&on=2020-11-24&kind=communal"


@pytest.fixture
def ours(session: Session, office: Office) -> SavedView:
    """The mate's, shared with the team."""
    data = Named("Team week", office.corporate.id)
    saved_views.save(session, data, {"view": "week", "kind": "communal"}, actor=office.mate)
    session.commit()
    return saved(session)


def asked(address: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


def menu(page: Page) -> Element:
    return next(one for one in page.all("template") if "data-views-menu" in one.attrib)


def saved(session: Session) -> SavedView:
    session.expunge_all()
    found = session.scalars(select(SavedView)).one()
    session.expunge_all()
    # an open transaction would keep who writes next waiting
    session.rollback()
    return found


def test_a_planner_saves_what_is_shown_and_comes_back_to_it(
    visit: Visit, session: Session, office: Office
) -> None:
    visitor = visit(office.owner)
    calendar = visitor.get(f"/calendar?{SHOWN}")
    listed = visitor.get(next(link for link in calendar.links() if link.startswith("/calendar/views")))
    assert "No view is saved yet" in listed.text
    page = visitor.get(next(link for link in listed.links() if "/views/new" in link))
    assert page.form(holding="name").values["name"] == ["Week · Communal"]
    back = visitor.fill(page, name="Next to us")
    assert asked(back.location) == {
        "view": "week",
        "on": "2020-11-24",
        "kind": "communal",
        "saved": str(saved(session).id),
    }
    listed = visitor.get("/calendar/views")
    assert "Next to us" in listed.text
    assert "View: Week · Kind: Communal" in listed.text


def test_opening_a_view_leads_to_today_by_an_address_that_can_be_kept(
    visit: Visit, office: Office, ours: SavedView
) -> None:
    answer = visit(office.viewer).get(f"/calendar/views/{ours.id}", status=302)
    assert asked(answer.location) == {"view": "week", "kind": "communal", "saved": str(ours.id)}
    visit(office.viewer).follow(answer)


def test_a_private_view_is_not_found_by_anybody_else(visit: Visit, session: Session, office: Office) -> None:
    mine = saved_views.save(session, Named("Mine"), {}, actor=office.owner)
    session.commit()
    for somebody in (office.mate, office.approver, office.administrator, office.outsider):
        visitor = visit(somebody)
        visitor.get(f"/calendar/views/{mine.id}", status=404)
        visitor.get(f"/calendar/views/{mine.id}/edit", status=404)
        assert "Mine" not in visitor.get(f"/calendar/views?saved={mine.id}&view=week").text


def test_the_menu_marks_the_open_view_and_offers_to_save_what_has_changed(
    visit: Visit, session: Session, office: Office, ours: SavedView
) -> None:
    visitor = visit(office.mate)
    calendar = visitor.get(f"/calendar?{SHOWN}&saved={ours.id}")
    address = next(one.get("data-views", "") for one in calendar.all("details") if one.get("data-views"))
    same = menu(visitor.get(address))
    assert [words(one) for one in same.iter("a") if one.get("aria-current")] == ["Team week"]
    assert "Save what is shown in" not in words(same)
    page = visitor.get(f"/calendar/views?view=year&on=2020-11-24&saved={ours.id}")
    assert "changed since it was saved" in page.text
    assert "Save what is shown in “Team week”" in words(menu(page))
    back = visitor.fill(page, f"/{ours.id}/keep")
    assert asked(back.location) == {"view": "year", "on": "2020-11-24", "saved": str(ours.id)}
    assert saved(session).view == "year"
    page = visitor.get(back.location)
    assert "“Team week” now shows this." in page.text
    visitor.fill(page, "/undo")
    assert (saved(session).view, saved(session).query) == ("week", {"kind": "communal"})


def test_who_may_not_change_a_view_is_offered_no_change(
    visit: Visit, office: Office, ours: SavedView
) -> None:
    page = visit(office.viewer).get(f"/calendar/views?view=year&saved={ours.id}")
    assert [one.get("action") for one in page.all("form") if "/views/" in one.get("action", "")] == []
    visit(office.viewer).get(f"/calendar/views/{ours.id}/edit", status=403)


def test_a_view_from_any_address_becomes_a_feed_of_the_same_filters(
    visit: Visit, session: Session, office: Office
) -> None:
    shown = {"view": "week", "kind": "communal", "team": str(office.corporate.id), "channel": "owned"}
    saved_views.save(session, Named("All of it"), shown, actor=office.owner)
    session.commit()
    visitor = visit(office.owner)
    address = next(link for link in visitor.get("/calendar/views").links() if link.startswith("/feeds/new"))
    assert asked(address) == {
        "holder": "user",
        "kind": "communal",
        "team": str(office.corporate.id),
        "channel": "owned",
    }
    assert visitor.get(address).form(holding="team").values["team"] == [str(office.corporate.id)]


def test_sharing_renaming_and_taking_off_the_team(visit: Visit, session: Session, office: Office) -> None:
    mine = saved_views.save(session, Named("Mine"), {}, actor=office.owner)
    session.commit()
    visitor = visit(office.owner)
    visitor.fill(visitor.get(f"/calendar/views/{mine.id}/edit"), name="Ours", team=office.corporate.id)
    assert "Ours" in visit(office.viewer).get("/calendar/views").text
    approver = visit(office.approver)
    approver.fill(approver.get(f"/calendar/views/{mine.id}/edit"), team="")
    assert saved(session).team_id is None
    assert "Ours" not in visit(office.viewer).get("/calendar/views").text


def test_a_team_that_was_put_away_is_offered_to_nobody(
    visit: Visit, session: Session, office: Office
) -> None:
    office.corporate.archived_at = clock.now()
    session.commit()
    for somebody in (office.owner, office.administrator):
        page = visit(somebody).get(f"/calendar/views/new?{SHOWN}")
        offered = {one.get("value") for one in page.all("option")}
        assert str(office.corporate.id) not in offered
        assert (str(office.marketing.id) in offered) is somebody.is_administrator


def test_a_name_that_is_taken_is_explained_and_what_was_typed_is_kept(
    visit: Visit, office: Office, ours: SavedView
) -> None:
    visitor = visit(office.mate)
    page = visitor.fill(visitor.get(f"/calendar/views/new?{SHOWN}"), name="team WEEK", status=422)
    assert "You have a view of this name already" in page.text
    assert page.form(holding="name").values["name"] == ["team WEEK"]
    assert "view=week" in page.form(holding="name").action


def test_a_view_that_was_deleted_is_back_by_one_button(
    visit: Visit, session: Session, office: Office, ours: SavedView
) -> None:
    visitor = visit(office.mate)
    told = visitor.follow(visitor.press("/calendar/views", f"/{ours.id}/remove"))
    visitor.get(f"/calendar/views/{ours.id}", status=404)
    visitor.fill(told, "/undo")
    visitor.get(f"/calendar/views/{ours.id}", status=302)


def test_a_view_of_what_is_gone_opens_on_the_rest(visit: Visit, session: Session, office: Office) -> None:
    hidden = factories.campaign(
        session, office.marketing, office.outsider, title_en="Secret offer", confidentiality="team"
    )
    shown = {"view": "agenda", "campaign": str(hidden.id), "owner": "99999", "kind": "communal"}
    saved_views.save(session, Named("Old", office.corporate.id), shown, actor=office.owner)
    session.commit()
    visitor = visit(office.owner)
    page = visitor.get("/calendar/views")
    assert "Campaign: no longer there · Owner: no longer there" in page.text
    assert "Secret offer" not in page.html
    opened = visitor.follow(visitor.get(f"/calendar/views/{saved(session).id}", status=302))
    assert [link for link in opened.links() if f"campaign={hidden.id}" in link] == []


def test_the_list_asks_as_much_for_many_views_as_for_one(
    visit: Visit, session: Session, office: Office
) -> None:
    counts = []
    for n in range(3):
        for each in range(n * 4 + 1):
            public = factories.stakeholder(session, kind="public")
            shown = {"public": str(public.id), "team": str(office.corporate.id), "owner": str(office.mate.id)}
            data = Named(f"{n}-{each}", office.corporate.id)
            saved_views.save(session, data, shown, actor=office.owner)
        session.commit()
        visitor = visit(office.mate)
        with statements(session) as sent:
            visitor.get("/calendar/views?view=month")
        counts.append(len(sent))
    assert counts[0] == counts[1] == counts[2]


def test_the_month_asks_nothing_more_because_there_are_saved_views(
    visit: Visit, session: Session, office: Office, ours: SavedView
) -> None:
    visitor = visit(office.mate)
    counts = []
    for address in (f"/calendar?view=month&saved={ours.id}", "/calendar?view=month"):
        with statements(session) as sent:
            visitor.get(address)
        assert not [text for text in sent if "saved_view" in text]
        counts.append(len(sent))
    assert counts[0] == counts[1]
