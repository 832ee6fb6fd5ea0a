"""What each feed carries: its stored filter, cut down to what its holder may see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Role
from planner.campaigns.lifecycle import Status
from planner.events.models import Attachment
from planner.feeds.models import Holder
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import Program, feed, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
NOTHING = "ยังไม่มีกิจกรรมในปฏิทินนี้ / Nothing in this calendar yet"
CIRCLES = ("public", "stakeholders", "invited", "team", "restricted")


def test_each_holder_gets_what_their_circle_may_see_and_no_more(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office, approver_id=office.approver.id)
    stranger, participant, guest = (factories.stakeholder(session) for _ in range(3))
    factories.participation(session, campaign, participant)
    for circle in CIRCLES:
        made = factories.event(session, campaign, title_en=circle, visibility=circle)
        session.add(Attachment(event_id=made.id, stakeholder_id=guest.id, role="guest"))
    session.commit()
    feeds = {
        "open": feed(session),
        "stranger": feed(session, Holder.STAKEHOLDER, stakeholder_id=stranger.id),
        "participant": feed(session, Holder.STAKEHOLDER, stakeholder_id=participant.id),
        "guest": feed(session, Holder.STAKEHOLDER, stakeholder_id=guest.id),
        "owner": feed(session, Holder.USER, user_id=office.owner.id),
        "approver": feed(session, Holder.USER, user_id=office.approver.id),
        "mate": feed(session, Holder.USER, user_id=office.mate.id),
        "outsider": feed(session, Holder.USER, user_id=office.outsider.id, campaign_id=campaign.id),
        "administrator": feed(session, Holder.USER, user_id=office.administrator.id, campaign_id=campaign.id),
    }
    assert {who: sorted(program.fetch(one).all("SUMMARY")) for who, one in feeds.items()} == {
        "open": ["public"],
        "stranger": ["public"],
        "participant": ["public", "stakeholders"],
        "guest": ["invited", "public"],
        "owner": sorted(CIRCLES),
        "approver": sorted(CIRCLES),
        "mate": ["invited", "public", "stakeholders", "team"],
        "outsider": ["public", "stakeholders"],
        "administrator": sorted(CIRCLES),
    }


@pytest.mark.parametrize("status", list(Status))
def test_outsiders_see_a_plan_only_once_it_is_approved(
    program: Program, session: Session, office: Office, status: Status
) -> None:
    factories.event(session, shown_campaign(session, office, status=status), title_en="Opening")
    session.commit()
    shown = {Status.APPROVED, Status.ACTIVE, Status.PAUSED, Status.COMPLETED, Status.EVALUATED}
    assert program.fetch(feed(session)).all("SUMMARY") == (["Opening"] if status in shown else [NOTHING])


@pytest.mark.parametrize(
    ("status", "printed"),
    [
        (Status.DRAFT, "TENTATIVE"),
        (Status.IN_REVIEW, "TENTATIVE"),
        (Status.APPROVED, "CONFIRMED"),
        (Status.ACTIVE, "CONFIRMED"),
        (Status.ARCHIVED, "CONFIRMED"),
    ],
)
def test_colleagues_see_it_from_the_first_draft_marked_as_not_certain(
    program: Program, session: Session, office: Office, status: Status, printed: str
) -> None:
    campaign = shown_campaign(session, office, status=status)
    factories.event(session, campaign, title_en="Opening")
    session.commit()
    own = feed(session, Holder.USER, user_id=office.mate.id, campaign_id=campaign.id)
    reply = program.fetch(own)
    assert (reply.one("SUMMARY"), reply.one("STATUS")) == ("Opening", printed)


def test_what_was_called_off_before_anybody_saw_it_is_not_sent(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office, status=Status.CANCELLED)
    factories.event(session, campaign)
    session.commit()
    assert program.fetch(feed(session)).all("SUMMARY") == [NOTHING]


def test_a_feed_carries_what_its_filter_names(program: Program, session: Session, office: Office) -> None:
    communal = shown_campaign(session, office)
    exchange = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    for campaign in (communal, exchange):
        for type_ in ("press_conference", "webinar"):
            factories.event(session, campaign, title_en=f"{campaign.kind} {type_}", type=type_)
    session.commit()

    def carried(**values: object) -> list[str]:
        return sorted(
            program.fetch(feed(session, Holder.USER, user_id=office.viewer.id, **values)).all("SUMMARY")
        )

    assert len(carried()) == 4
    assert carried(campaign_id=exchange.id) == ["exchange press_conference", "exchange webinar"]
    assert carried(kind=Kind.COMMUNAL) == ["communal press_conference", "communal webinar"]
    assert carried(types=["webinar"]) == ["communal webinar", "exchange webinar"]
    assert carried(types=["webinar"], kind=Kind.EXCHANGE) == ["exchange webinar"]
    assert carried(types=["exhibition"]) == [NOTHING]


@pytest.mark.parametrize("of_event", [True, False])
def test_an_embargo_holds_an_event_back_until_it_passes_with_nobody_touching_anything(
    program: Program, session: Session, office: Office, of_event: bool
) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        until = NOW + timedelta(hours=5, minutes=30)
        campaign = shown_campaign(session, office, **({} if of_event else {"embargo_until": until}))
        factories.event(
            session, campaign, title_en="Secret", **({"embargo_until": until} if of_event else {})
        )
        session.commit()
        public, own = feed(session), feed(session, Holder.USER, user_id=office.mate.id)
        etag = program.fetch(public).etag
        assert "Secret" in program.fetch(own).text, "an embargo holds nothing back from colleagues"
        traveller.move_to(until - timedelta(seconds=1))
        program.fetch(public, status=304, if_none_match=etag)
        traveller.move_to(until)
        assert program.fetch(public, if_none_match=etag).all("SUMMARY") == ["Secret"]


def test_the_later_of_two_embargoes_counts(program: Program, session: Session, office: Office) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        campaign = shown_campaign(session, office, embargo_until=NOW + timedelta(hours=1))
        factories.event(session, campaign, title_en="Secret", embargo_until=NOW + timedelta(hours=2))
        session.commit()
        public = feed(session)
        shown = []
        for hours in (0, 1, 2):
            traveller.move_to(NOW + timedelta(hours=hours))
            shown.append("Secret" in program.fetch(public).text)
        assert shown == [False, False, True]


def test_a_feed_shows_ninety_days_back_and_two_years_ahead(
    program: Program, session: Session, office: Office
) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        campaign = shown_campaign(session, office)
        for name, days in (("long past", -95), ("past", -85), ("coming", 700), ("far", 800)):
            start = NOW + timedelta(days=days)
            factories.event(
                session, campaign, title_en=name, starts_at=start, ends_at=start + timedelta(hours=1)
            )
        factories.event(
            session,
            campaign,
            title_en="weekly",
            starts_at=NOW - timedelta(days=371),
            ends_at=NOW - timedelta(days=371),
            recurrence="FREQ=WEEKLY;BYDAY=TU",
        )
        session.commit()
        public = feed(session)
        first = program.fetch(public)
        assert first.all("SUMMARY") == ["past", "coming", "weekly"]
        traveller.shift(timedelta(days=10))
        later = program.fetch(public, if_none_match=first.etag)
        assert later.all("SUMMARY") == ["coming", "weekly"], "what is long over goes without a word"
        traveller.shift(timedelta(days=90))
        assert program.fetch(public).all("SUMMARY") == ["coming", "far", "weekly"]


def test_a_feed_with_nothing_in_it_says_so_quietly_and_stays_the_same(
    program: Program, session: Session, office: Office
) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        reply = program.fetch(feed(session))
        assert reply.all("SUMMARY") == [NOTHING]
        assert reply.one("TRANSP") == "TRANSPARENT"
        assert conformance.check(reply.body) == []
        public = feed(session)
        etag = program.fetch(public).etag
        traveller.shift(timedelta(days=3))
        program.fetch(public, status=304, if_none_match=etag)


def test_leaving_a_team_takes_its_events_out_of_ones_calendar(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office)
    inside = factories.event(session, campaign, title_en="Inside", visibility="team")
    factories.event(session, campaign, title_en="Outside")
    session.commit()
    own = feed(session, Holder.USER, user_id=office.viewer.id)
    assert sorted(program.fetch(own).all("SUMMARY")) == ["Inside", "Outside"]
    (membership,) = office.viewer.memberships
    session.delete(membership)
    session.commit()
    reply = program.fetch(own)
    assert sorted(reply.all("SUMMARY")) == ["Outside", "ยกเลิก / Cancelled"]
    assert inside.uid in reply.text


def test_a_role_gained_shows_at_the_next_poll(program: Program, session: Session, office: Office) -> None:
    campaign = shown_campaign(session, office)
    factories.event(session, campaign, title_en="Inside", visibility="team")
    session.commit()
    own = feed(session, Holder.USER, user_id=office.outsider.id, campaign_id=campaign.id)
    etag = program.fetch(own).etag
    newcomer = factories.user(session, Role.VIEWER, office.corporate)
    session.commit()
    program.fetch(own, status=304, if_none_match=etag)
    theirs = feed(session, Holder.USER, user_id=newcomer.id, campaign_id=campaign.id)
    assert program.fetch(theirs).all("SUMMARY") == ["Inside"]
