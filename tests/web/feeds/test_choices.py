"""What one's own feed is narrowed by, taken over from an address of the calendar, and the days beside its events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.words import PesoChannel, Strategy
from planner.events.words import EventStatus, Visibility
from planner.feeds.models import Feed, Holder
from planner.holidays.models import Holiday, HolidayYear, MarkedDays
from planner.stakeholders.words import StakeholderStatus
from tests import factories
from tests.factories import Office
from tests.pages import Visitor
from tests.programs import Program, feed, shown_campaign

Visit = Callable[..., Visitor]


def only_feed(session: Session) -> Feed:
    made = session.scalars(select(Feed).execution_options(populate_existing=True)).one()
    session.commit()
    return made


def test_the_calendar_as_it_is_narrowed_becomes_a_feed_of_ones_own(
    program: Program, session: Session, office: Office, visit: Visit
) -> None:
    village = factories.stakeholder(session, kind="public", organisation_name_en="Village B")
    campaign = shown_campaign(session, office, title_en="Clean water")
    factories.participation(session, campaign, village)
    given = {"type": "webinar", "owner_id": office.owner.id, "strategy": "openness", "channel": "owned"}
    factories.event(session, campaign, title_en="Wanted", visibility="team", **given)
    factories.event(session, campaign, title_en="Not wanted")
    session.commit()
    visitor = visit(office.owner)
    asked = (
        f"kind=communal&team={office.corporate.id}&campaign={campaign.id}&type=webinar&status=confirmed"
        f"&owner={office.owner.id}&visibility=team&public={village.id}&strategy=openness&channel=owned"
    )
    (address,) = [
        link for link in visitor.get(f"/calendar?view=month&{asked}&fine=1").links() if "/feeds/new" in link
    ]
    form = visitor.get(address)
    page = visitor.follow(visitor.fill(form, "/feeds/new"))
    made = only_feed(session)
    assert (made.holder, made.user_id) == (Holder.USER, office.owner.id)
    assert (made.kind, made.team_id, made.campaign_id) == ("communal", office.corporate.id, campaign.id)
    assert (made.types, made.status) == (["webinar"], EventStatus.CONFIRMED)
    assert (made.owner_id, made.public_id) == (office.owner.id, village.id)
    assert (made.visibility, made.strategy, made.channel) == (
        Visibility.TEAM,
        Strategy.OPENNESS,
        PesoChannel.OWNED,
    )
    assert made.name.startswith("Clean water · ")
    for word in ("Village B", "Openness", "1 event"):
        assert word in page.text
    assert program.fetch(made).all("SUMMARY") == ["Wanted"]


@pytest.mark.parametrize("key", ["team", "status", "owner", "visibility", "public", "strategy", "channel"])
def test_what_is_told_to_nobody_outside_leads_to_a_feed_of_ones_own(
    session: Session, office: Office, visit: Visit, key: str
) -> None:
    village = factories.stakeholder(session, kind="public", organisation_name_en="Village B")
    session.commit()
    values = {
        "team": office.corporate.id,
        "status": "confirmed",
        "owner": office.owner.id,
        "visibility": "team",
        "public": village.id,
        "strategy": "openness",
        "channel": "owned",
    }
    visitor = visit(office.owner)
    page = visitor.get(f"/feeds/new?{key}={values[key]}")
    assert page.heading == "New feed for you"
    (fold,) = [one for one in page.all("details") if one.get("class") == "more-choices"]
    assert (fold.get("open") is not None) == (key != "team")
    # for others it cannot even be chosen
    names = visitor.get(f"/feeds/new?holder=open&{key}={values[key]}").form("/feeds/new").values
    assert not {"kind", "team", "state", "owner", "shows_sensitive", "public"} & set(names)


def test_an_address_that_names_nobody_fills_in_nothing(
    session: Session, office: Office, visit: Visit
) -> None:
    visitor = visit(office.owner)
    page = visitor.get("/feeds/new?holder=user&team=99999&owner=99999&public=x&status=no&type=&campaign=9")
    assert page.form("/feeds/new").values["name"] == ["Our events"]
    visitor.fill(page, "/feeds/new")
    made = only_feed(session)
    assert (made.team_id, made.owner_id, made.public_id, made.status) == (None, None, None, None)


def test_only_cancelled_events_and_no_cancelled_events_is_explained_beside_the_state(
    session: Session, office: Office, visit: Visit
) -> None:
    visitor = visit(office.owner)
    form = visitor.get("/feeds/new?holder=user&status=cancelled")
    page = visitor.fill(form, "/feeds/new", shows_cancelled=None, status=422)
    assert "nothing would be left" in page.text
    assert page.form("/feeds/new").values["state"] == ["cancelled"]
    assert session.scalars(select(Feed)).all() == []


def test_an_earlier_choice_stays_whatever_becomes_of_it_and_is_taken_off(
    session: Session, office: Office, visit: Visit
) -> None:
    village = factories.stakeholder(session, kind="public", organisation_name_en="Village B")
    leaver = factories.user(session)
    own = feed(session, Holder.USER, user_id=office.owner.id, owner_id=leaver.id, public_id=village.id)
    leaver.is_active = False
    village.status = StakeholderStatus.MERGED
    session.commit()
    visitor = visit(office.owner)
    path = f"/feeds/{own.id}/edit"
    visitor.fill(visitor.get(path), path, name="Renamed")
    made = only_feed(session)
    assert (made.name, made.owner_id, made.public_id) == ("Renamed", leaver.id, village.id)
    visitor.fill(visitor.get(path), path, owner="", public="")
    made = only_feed(session)
    assert (made.owner_id, made.public_id) == (None, None)


def test_days_are_chosen_and_counted(
    program: Program, session: Session, office: Office, visit: Visit
) -> None:
    on = datetime.now(UTC).date().replace(day=15)
    session.add(HolidayYear(country="TH", year=on.year, confirmed_at=datetime.now(UTC)))
    session.add(Holiday(country="TH", on=on, kind="public", name_en="A day off"))
    far = date(on.year + 1, 1, 20)
    for kind in ("awareness", "sensitive"):
        session.add(MarkedDays(kind=kind, start_on=far, end_on=far, name_en=f"{kind} days"))
    session.commit()
    visitor = visit(office.owner)
    form = visitor.get(f"/feeds/new?holder=user&team={office.marketing.id}&owner={office.mate.id}")
    ticked = dict.fromkeys(("shows_holidays", "shows_awareness", "shows_sensitive"), "y")
    page = visitor.follow(visitor.fill(form, "/feeds/new", status=302, **ticked))
    assert "Carries just now: 0 events · 1 holiday · 2 times of marked days." in page.text
    told = program.fetch(only_feed(session)).all("SUMMARY")
    assert sorted(told) == ["A day off", "awareness days", "sensitive days"]
