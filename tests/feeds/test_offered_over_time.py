"""Promotions in feeds while people plan: what moves a SEQUENCE, what is called off, what changes no byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.feeds import write
from planner.feeds.models import Feed, Holder, PreparedFeed
from planner.promotions import actions, redeeming
from planner.promotions.actions import Limits, Offer, Period, Terms
from planner.promotions.models import Promotion
from planner.promotions.words import Mechanic
from tests.factories import Office
from tests.feeds.offering import NOW, campaign, of, only, promotion, traveller
from tests.programs import Program, feed

__all__ = ["campaign", "traveller"]


@dataclass(frozen=True)
class Shop:
    """A promotion that runs, its owner, a public feed and a colleague's own, and what is done between two polls."""

    program: Program
    session: Session
    actor: User
    made: Promotion
    feeds: tuple[Feed, Feed]
    traveller: time_machine.Traveller

    def after(self, change: Callable[[], object]) -> None:
        """A minute later."""
        self.session.commit()
        self.traveller.shift(60)
        change()
        self.session.commit()

    def offer(self, **values: Any) -> None:
        given: dict[str, Any] = {key: getattr(self.made, key) for key in Offer.__dataclass_fields__}
        data = Offer(**{**given, "channels": (), **values})
        actions.revise(self.session, self.made.id, data, actor=self.actor)

    def move(self) -> None:
        period = Period(start_on=date(2026, 11, 22), end_on=date(2026, 12, 9))
        actions.move(self.session, self.made.id, period, actor=self.actor)

    def limit(self) -> None:
        data = Limits(
            quota_total=3, quota_per_person=1, target_quantity=2, currency="THB", cost_per_unit_minor=500
        )
        actions.revise(self.session, self.made.id, data, actor=self.actor)

    def agree(self) -> None:
        data = Terms(
            eligibility="Members",
            terms_th=None,
            terms_en="One each",
            permit_needed=True,
            permit_ref="1/2569",
            permit_expires_on=None,
        )
        actions.revise(self.session, self.made.id, data, actor=self.actor)

    def redeem(self) -> None:
        """As many as there are left."""
        data = redeeming.Redeemed(
            redeemed_at=NOW - timedelta(hours=1), quantity=3, value_minor=100, place="Shop"
        )
        redeeming.enter(self.session, self.made.id, data, actor=self.actor)


@pytest.fixture
def shop(
    program: Program, session: Session, office: Office, campaign: Campaign, traveller: time_machine.Traveller
) -> Shop:
    """As above."""
    made = promotion(session, campaign, Period(start_on=date(2026, 11, 20), end_on=date(2026, 12, 9)))
    feeds = feed(session), feed(session, Holder.USER, user_id=office.mate.id)
    return Shop(program, session, office.outsider, made, feeds, traveller)


def test_every_change_that_is_read_is_newer(shop: Shop, campaign: Campaign) -> None:
    changes: list[Callable[[], object]] = [
        lambda: shop.offer(name_en="Twenty off"),
        lambda: shop.offer(offer_text_en="Twenty baht off"),
        shop.agree,
        shop.move,
        lambda: setattr(campaign, "title_en", "New year sale"),
    ]
    for change in changes:
        before = [shop.program.fetch(one) for one in shop.feeds]
        shop.after(change)
        for one, was in zip(shop.feeds, before, strict=True):
            then, now = only(was), only(shop.program.fetch(one, if_none_match=was.etag))
            assert (then["UID"], then["CREATED"].dt) == (now["UID"], now["CREATED"].dt)
            assert int(now["SEQUENCE"]) == int(then["SEQUENCE"]) + 1
            assert now["LAST-MODIFIED"].dt > then["LAST-MODIFIED"].dt
            assert now["DTSTAMP"].dt == now["LAST-MODIFIED"].dt


def test_quota_code_and_what_is_redeemed_change_no_byte_and_prepare_no_feed(shop: Shop) -> None:
    before = [shop.program.fetch(one) for one in shop.feeds]

    def due() -> list[datetime]:
        return list(shop.session.scalars(select(PreparedFeed.due_at).order_by(PreparedFeed.feed_id)))

    was = due()
    for change in (
        shop.limit,
        lambda: shop.offer(code="SECRET10", mechanic=Mechanic.DISCOUNT),
        shop.redeem,
    ):
        shop.after(change)
        assert due() == was
    shop.session.commit()
    for one, reply in zip(shop.feeds, before, strict=True):
        shop.program.fetch(one, status=304, if_none_match=reply.etag)
        # nor where a feed is prepared anew for another reason
        row = shop.session.get_one(PreparedFeed, one.id, populate_existing=True)
        row.due_at, row.touched = NOW, None
        shop.session.commit()
        again = shop.program.fetch(one)
        assert again.body == reply.body
        assert not any(word in again.text for word in ("SECRET10", "Members", "2569"))


def test_what_is_kept_inside_is_called_off_outside_and_stays_as_it_is_for_the_house(
    shop: Shop, campaign: Campaign
) -> None:
    public, mine = (shop.program.fetch(one) for one in shop.feeds)
    shop.after(lambda: setattr(campaign, "confidentiality", Confidentiality.STAKEHOLDERS))
    gone = only(shop.program.fetch(shop.feeds[0]))
    assert (str(gone["SUMMARY"]), gone["STATUS"]) == (write.GONE, "CANCELLED")
    assert int(gone["SEQUENCE"]) > int(only(public)["SEQUENCE"])
    shop.program.fetch(shop.feeds[1], status=304, if_none_match=mine.etag)


HOWS = ("withdrawn", "with its campaign")


@pytest.mark.parametrize("how", HOWS)
def test_what_is_called_off_is_told_as_an_event_is_to_whom_it_was_sent(
    program: Program,
    session: Session,
    office: Office,
    campaign: Campaign,
    traveller: time_machine.Traveller,
    how: str,
) -> None:
    made = promotion(session, campaign)
    seen, quiet = feed(session), feed(session, shows_cancelled=False)
    before = [only(program.fetch(one)) for one in (seen, quiet)]
    traveller.shift(60)
    if how == "withdrawn":
        actions.withdraw(session, made.id, reason="The tea ran out", actor=office.outsider)
    else:
        campaign.status = Status.CANCELLED
    session.commit()
    after = [program.fetch(one) for one in (seen, quiet)]
    assert all("tea ran" not in reply.text for reply in after)
    told = [only(reply) for reply in after]
    assert [str(one["SUMMARY"]) for one in told] == ["Cancelled: Ten off", write.GONE]
    for was, now in zip(before, told, strict=True):
        assert now["STATUS"] == "CANCELLED"
        assert now["UID"] == was["UID"]
        assert int(now["SEQUENCE"]) == int(was["SEQUENCE"]) + 1
        assert now["LAST-MODIFIED"].dt > was["LAST-MODIFIED"].dt
    assert of(program.fetch(feed(session))) == [], "nobody hears of what they were never told"
    traveller.shift(60)
    if how == "withdrawn":
        actions.restore(session, made.id, actor=office.outsider)
    else:
        campaign.status = Status.ACTIVE
    session.commit()
    for one, was in zip((seen, quiet), told, strict=True):
        now = only(program.fetch(one))
        assert (str(now["SUMMARY"]), now["STATUS"]) == ("Ten off", "CONFIRMED")
        assert int(now["SEQUENCE"]) > int(was["SEQUENCE"])


def test_a_month_after_its_end_what_was_called_off_is_forgotten(
    program: Program,
    session: Session,
    office: Office,
    campaign: Campaign,
    traveller: time_machine.Traveller,
) -> None:
    made = promotion(session, campaign)
    one = feed(session)
    program.fetch(one)
    actions.withdraw(session, made.id, reason="No", actor=office.outsider)
    session.commit()
    traveller.move_to(datetime(2027, 1, 9, 3, tzinfo=UTC))
    assert only(program.fetch(one))["STATUS"] == "CANCELLED"
    traveller.move_to(datetime(2027, 1, 12, 3, tzinfo=UTC))
    assert of(program.fetch(one)) == []


def test_what_is_deleted_is_called_off_without_a_word(
    program: Program, session: Session, office: Office, campaign: Campaign
) -> None:
    made = promotion(session, campaign)
    one = feed(session)
    program.fetch(one)
    actions.remove(session, made.id, actor=office.outsider)
    session.commit()
    gone = only(program.fetch(one))
    assert (str(gone["SUMMARY"]), gone["STATUS"]) == (write.GONE, "CANCELLED")
    assert "DESCRIPTION" not in gone


def test_what_is_over_leaves_in_silence(
    program: Program, session: Session, office: Office, campaign: Campaign
) -> None:
    made = promotion(session, campaign, Period(start_on=date(2026, 11, 2), end_on=date(2026, 11, 5)))
    one = feed(session)
    assert only(program.fetch(one))["STATUS"] == "CONFIRMED"
    actions.remove(session, made.id, actor=office.outsider)
    session.commit()
    assert of(program.fetch(one)) == []
