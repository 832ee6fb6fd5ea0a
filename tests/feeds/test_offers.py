"""Promotions in feeds: for whom, what is told of them, and when programs hear of a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.feeds import write
from planner.feeds.models import Feed, Holder
from planner.promotions.models import Promotion
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.feeds.test_days import events_of, only, vobject_events
from tests.programs import Program, Reply, feed

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 30, 17, tzinfo=UTC)
"""The first of December begins, in Bangkok."""


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    """The time stands at ten in the morning of 24 November 2026 in Bangkok."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def selling(session: Session, office: Office, **values: Any) -> Campaign:
    given = {"status": Status.ACTIVE, "title_en": "Year end", "title_th": "ปลายปี", **values}
    return factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE, **given)


def coupon(session: Session, campaign: Campaign, **values: Any) -> Promotion:
    """Of December, in whole days."""
    given = {
        "name_en": "Two for one",
        "name_th": "ซื้อหนึ่งแถมหนึ่ง",
        "offer_text_en": "The second coffee is free.",
        "terms_en": "Once a day; not with other offers.",
        "starts_at": MIDNIGHT,
        "ends_at": MIDNIGHT + timedelta(days=31),
        **values,
    }
    made = factories.promotion(session, campaign, **given)
    session.commit()
    return made


def titles(reply: Reply) -> list[str]:
    return sorted(one for one in reply.all("SUMMARY") if "Nothing in this calendar" not in one)


def test_whole_days_stand_as_days_with_the_offer_its_terms_and_nothing_from_inside(
    program: Program, session: Session, office: Office
) -> None:
    inside = {"code": "SECRETCODE", "quota_total": 4711, "cost_per_unit_minor": 4712, "target_quantity": 4713}
    one = coupon(session, selling(session, office), eligibility="SECRETPEOPLE", **inside)
    factories.redemption(session, one, quantity=1, value_minor=4714_00, place="SECRETPLACE")
    session.commit()
    reply = program.fetch(feed(session))
    assert conformance.check(reply.body) == []
    assert len(vobject_events(reply)) == 1
    told = only(reply)
    assert (told["DTSTART"].dt, told["DTEND"].dt) == (date(2026, 12, 1), date(2027, 1, 1))
    assert (told["TRANSP"], told["CLASS"], told["STATUS"]) == ("TRANSPARENT", "PUBLIC", "CONFIRMED")
    assert (told["SUMMARY"], told["SEQUENCE"]) == ("Two for one", 0)
    assert told["CATEGORIES"].cats == ["Promotion"]
    for said in ("The second coffee is free.", "Terms: Once a day", "Part of: Year end"):
        assert said in str(told["DESCRIPTION"])
    assert "SECRET" not in reply.text
    assert "471" not in reply.text
    assert "VALARM" not in reply.text
    thai = program.fetch(feed(session, language="th", date_era="be"))
    assert thai.all("SUMMARY") == ["ซื้อหนึ่งแถมหนึ่ง"]
    assert "2569" in thai.text


def test_hours_stand_on_the_clocks_of_their_place_with_their_zone(
    program: Program, session: Session, office: Office
) -> None:
    at = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
    times = {"starts_at": at, "ends_at": at + timedelta(hours=50), "timezone": "Europe/London"}
    coupon(session, selling(session, office), **times)
    reply = program.fetch(feed(session))
    assert conformance.check(reply.body) == []
    assert "TZID:Europe/London" in reply.text
    told = only(reply)
    assert told["DTSTART"].params["TZID"] == "Europe/London"
    assert (told["DTSTART"].dt.hour, told["DTSTART"].dt.astimezone(UTC)) == (17, at)
    assert told["TRANSP"] == "TRANSPARENT"


# whether it is seen by: a link open to all, a stakeholder, one who takes part, a colleague elsewhere, its owner
SEEN: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("public", {}, {}, "o-pco"),
    ("of those who take part", {"confidentiality": Confidentiality.STAKEHOLDERS}, {}, "--pco"),
    ("the team's", {"confidentiality": Confidentiality.TEAM}, {}, "----o"),
    ("restricted", {"confidentiality": Confidentiality.RESTRICTED}, {}, "----o"),
    ("a draft", {"status": Status.DRAFT}, {}, "---co"),
    ("approved", {"status": Status.APPROVED}, {}, "o-pco"),
    ("completed", {"status": Status.COMPLETED}, {}, "o-pco"),
    ("called off", {"status": Status.CANCELLED}, {}, "-----"),
    ("embargoed", {"embargo_until": NOW + timedelta(hours=1)}, {}, "---co"),
    ("told of", {"embargo_until": NOW}, {}, "o-pco"),
    ("withdrawn", {}, {"withdrawn_at": NOW}, "-----"),
    (
        "long over",
        {},
        {"starts_at": NOW - timedelta(days=200), "ends_at": NOW - timedelta(days=100)},
        "-----",
    ),
]


@pytest.mark.parametrize(
    ("campaign", "promotion", "by"), [one[1:] for one in SEEN], ids=[one[0] for one in SEEN]
)
def test_it_is_seen_by_whoever_its_campaign_is_told_to(
    program: Program,
    session: Session,
    office: Office,
    campaign: dict[str, Any],
    promotion: dict[str, Any],
    by: str,
) -> None:
    of = selling(session, office, **campaign)
    coupon(session, of, **promotion)
    somebody, taking_part = factories.stakeholder(session), factories.stakeholder(session)
    factories.participation(session, of, taking_part)
    session.commit()
    feeds = [
        feed(session),
        feed(session, Holder.STAKEHOLDER, stakeholder_id=somebody.id),
        feed(session, Holder.STAKEHOLDER, stakeholder_id=taking_part.id),
        feed(session, Holder.USER, user_id=office.owner.id),
        feed(session, Holder.USER, user_id=office.outsider.id),
    ]
    seen = ["Two for one" in titles(program.fetch(one)) for one in feeds]
    assert "".join(sign if is_seen else "-" for sign, is_seen in zip("ospco", seen, strict=True)) == by


def test_a_plan_that_is_not_approved_is_not_certain_and_what_is_the_teams_is_private(
    program: Program, session: Session, office: Office
) -> None:
    draft = {"status": Status.DRAFT, "confidentiality": Confidentiality.TEAM}
    one = coupon(session, selling(session, office, **draft))
    of_mine = {"user_id": office.outsider.id, "kind": Kind.EXCHANGE, "campaign_id": one.campaign_id}
    told = only(program.fetch(feed(session, Holder.USER, **of_mine)))
    assert (told["STATUS"], told["CLASS"]) == ("TENTATIVE", "PRIVATE")


@pytest.mark.parametrize(
    ("narrowed", "is_there"),
    [
        ({"kind": Kind.EXCHANGE}, True),
        ({"kind": Kind.COMMUNAL}, False),
        ({"types": ["promotion_period"]}, True),
        ({"types": ["webinar"]}, False),
        ({"status": "confirmed"}, False),
        ({"channel": "owned"}, False),
        ({"strategy": "openness"}, False),
        ({"visibility": "public"}, True),
        ({"visibility": "team"}, False),
        ({"campaign_id": "its"}, True),
        ({"campaign_id": "another"}, False),
        ({"team_id": "its"}, True),
        ({"team_id": "another"}, False),
        ({"owner_id": "its"}, True),
        ({"owner_id": "another"}, False),
        ({"public_id": "its"}, True),
        ({"public_id": "another"}, False),
    ],
)
def test_a_narrowed_feed_carries_it_as_the_calendar_shows_it(
    program: Program, session: Session, office: Office, narrowed: dict[str, Any], is_there: bool
) -> None:
    of, other = selling(session, office), selling(session, office)
    coupon(session, of)
    public, stranger = factories.stakeholder(session), factories.stakeholder(session)
    factories.participation(session, of, public)
    session.commit()
    its = {
        "campaign_id": (of.id, other.id),
        "team_id": (office.marketing.id, office.corporate.id),
        "owner_id": (office.outsider.id, office.owner.id),
        "public_id": (public.id, stranger.id),
    }
    asked = {
        key: its[key][value == "another"] if value in ("its", "another") else value
        for key, value in narrowed.items()
    }
    one = feed(session, Holder.USER, user_id=office.outsider.id, **asked)
    assert ("Two for one" in titles(program.fetch(one))) == is_there


def test_redeeming_and_quotas_change_no_bytes_and_what_is_told_raises_the_sequence(
    program: Program, session: Session, office: Office, traveller: time_machine.Traveller
) -> None:
    one = coupon(session, selling(session, office), quota_total=10)
    subscribed = feed(session)
    first = program.fetch(subscribed)
    factories.redemption(session, one, quantity=10)
    one.quota_total, one.code, one.target_quantity = 20, "FIZZ", 7
    session.commit()
    again = program.fetch(subscribed)
    assert (again.etag, again.body) == (first.etag, first.body)
    uid = only(first)["UID"]
    changes: list[dict[str, Any]] = [
        {"name_en": "Three for two"},
        {"offer_text_en": "The third is free."},
        {"terms_en": "Twice a day."},
        {"ends_at": one.ends_at + timedelta(days=1)},
    ]
    for number, change in enumerate(changes, 1):
        traveller.shift(60)
        for key, value in change.items():
            setattr(one, key, value)
        session.commit()
        told = only(program.fetch(subscribed))
        assert (told["UID"], told["SEQUENCE"]) == (uid, number)
        assert told["LAST-MODIFIED"].dt == NOW + timedelta(minutes=number)
    selling_on = session.get_one(Campaign, one.campaign_id)
    selling_on.title_en = "New year"
    session.commit()
    told = only(program.fetch(subscribed))
    assert (told["SEQUENCE"], "New year" in str(told["DESCRIPTION"])) == (5, True)


@pytest.mark.parametrize("how", ["withdrawn", "deleted", "called off", "restricted"])
def test_one_that_leaves_is_called_off_without_a_word_and_may_come_back(
    program: Program, session: Session, office: Office, how: str
) -> None:
    of = selling(session, office)
    one = coupon(session, of)
    subscribed = feed(session)
    uid = only(program.fetch(subscribed))["UID"]
    leave(session, of, one, how)
    gone = only(program.fetch(subscribed))
    assert (gone["UID"], gone["STATUS"], gone["SEQUENCE"]) == (uid, "CANCELLED", 1)
    assert gone["DTSTART"].dt == date(2026, 12, 1)
    # what is called off is named to whom it was told; of what they may not see any more they hear no word
    named = how in {"withdrawn", "called off"}
    assert (gone["SUMMARY"] == "Cancelled: Two for one") == named
    assert (gone["SUMMARY"] == write.GONE) != named
    assert titles(program.fetch(feed(session))) == [], "nobody hears of what they were never told"
    if how == "withdrawn":
        one.withdrawn_at = None
        session.commit()
        back = only(program.fetch(subscribed))
        assert (back["STATUS"], back["SEQUENCE"], back["SUMMARY"]) == ("CONFIRMED", 2, "Two for one")


def leave(session: Session, campaign: Campaign, one: Promotion, how: str) -> None:
    """Have the promotion leave what is told outside."""
    match how:
        case "withdrawn":
            one.withdrawn_at = NOW
        case "deleted":
            session.delete(one)
        case "called off":
            campaign.status = Status.CANCELLED
        case "restricted":
            campaign.confidentiality = Confidentiality.RESTRICTED
    session.commit()


def test_an_embargo_that_passes_tells_of_it_though_the_campaign_has_no_event(
    program: Program, session: Session, office: Office, traveller: time_machine.Traveller
) -> None:
    coupon(session, selling(session, office, embargo_until=NOW + timedelta(hours=1)))
    subscribed = feed(session)
    assert titles(program.fetch(subscribed)) == []
    traveller.shift(timedelta(hours=1, seconds=1))
    assert titles(program.fetch(subscribed)) == ["Two for one"]


def test_one_that_cannot_be_written_is_left_out_and_nothing_with_it(
    program: Program, session: Session, office: Office
) -> None:
    of = selling(session, office)
    coupon(session, of, timezone="Nowhere/At_All")
    coupon(session, of)
    assert titles(program.fetch(feed(session))) == ["Two for one"]


def test_events_and_promotions_stand_side_by_side_after_any_edit(
    program: Program, session: Session, office: Office
) -> None:
    of = selling(session, office)
    coupon(session, of)
    event = factories.event(session, of, title_en="Tasting")
    subscribed = feed(session, shows_holidays=True)
    assert titles(program.fetch(subscribed)) == ["Tasting", "Two for one"]
    event.title_en = "Second tasting"
    session.commit()
    touched = program.fetch(subscribed)
    assert titles(touched) == ["Second tasting", "Two for one"]
    whole = session.get_one(Feed, subscribed.id)
    whole.name = whole.name + " "
    session.commit()
    assert events_of(program.fetch(subscribed)).keys() == events_of(touched).keys()
