"""A shop's till: opened by a link alone, two taps, counted once, never beyond the quota; it tells nothing internal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.activity.models import ActivityEntry
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.promotions import batches, tallies
from planner.promotions.batches import NewBatch
from planner.promotions.models import CodeUse, Promotion, Redemption, Till
from planner.promotions.tills import ENTRIES_A_MINUTE, Seals
from planner.promotions.words import RedemptionSource, SalesChannel
from planner.web.promotions import tills as page_of_tills
from tests import factories
from tests.conftest import KEY
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]


@pytest.fixture(autouse=True)
def untried() -> Iterator[None]:
    """Nobody has tried anything yet: each test has a first till."""
    page_of_tills.WRONG.forget()
    page_of_tills.SENT.forget()
    yield
    page_of_tills.WRONG.forget()


class Shop:
    """A promotion of a running campaign, and a till for it in a shop."""

    def __init__(self, session: Session, office: Office) -> None:
        self.session = session
        self.campaign: Campaign = factories.campaign(
            session,
            office.marketing,
            office.outsider,
            Kind.EXCHANGE,
            status=Status.ACTIVE,
            title_en="HIDDEN CAMPAIGN",
            title_th="HIDDEN CAMPAIGN",
        )
        self.promotion: Promotion = factories.promotion(
            session,
            self.campaign,
            quota_total=5,
            quota_per_person=2,
            target_quantity=4321,
            cost_per_unit_minor=98765,
            eligibility="HIDDEN ELIGIBILITY",
            offer_text_en="Two for one",
            terms_en="While stocks last",
        )
        self.till = Till(promotion_id=self.promotion.id, place="Siam", channel=SalesChannel.SHOP)
        session.add(self.till)
        session.commit()
        self.way = f"/tills/{Seals(KEY).token(self.till)}"
        self.key, self.promotion_key = self.till.id, self.promotion.id
        session.rollback()

    def counted(self) -> list[Redemption]:
        """What was redeemed, in the order in which it was; the counts kept of it agree."""
        self.session.rollback()
        self.session.expire_all()
        rows = self.session.scalars(
            select(Redemption)
            .where(Redemption.promotion_id == self.promotion_key)
            .order_by(Redemption.id)
            .execution_options(populate_existing=True)
        ).all()
        kept = tallies.of_one(self.session, self.promotion_key)
        assert (kept.entries, kept.quantity) == (len(rows), sum(one.quantity for one in rows))
        for one in rows:
            self.session.expunge(one)
        self.session.rollback()
        return list(rows)


@pytest.fixture
def shop(session: Session, office: Office) -> Shop:
    """With a quota of five, two a person."""
    return Shop(session, office)


def sent_at_once(app: Flask, way: str, sent: list[dict[str, str]]) -> list[int]:
    """Each sent from a phone of its own, all at the same moment: the statuses, in order."""
    gate = threading.Barrier(len(sent))
    found: list[int] = []

    def send(values: dict[str, str]) -> None:
        client = app.test_client()
        gate.wait()
        found.append(client.post(way, data=values).status_code)

    threads = [threading.Thread(target=send, args=(one,)) for one in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_a_shop_opens_its_page_and_counts_one_with_a_second_tap_and_takes_it_back(
    shop: Shop, visit: Visit
) -> None:
    phone = visit()
    page = phone.get(f"{shop.way}?language=en")
    assert "Siam" in page.text
    assert "5 left" in page.text
    done = phone.fill(page)
    (made,) = shop.counted()
    assert (made.source, made.place, made.channel) == (RedemptionSource.TILL, "Siam", SalesChannel.SHOP)
    assert (made.till_id, made.created_by_id) == (shop.key, None)
    assert shop.session.scalars(select(Till.used_at).order_by(Till.id)).one() is not None
    shop.session.rollback()
    said = phone.get(done.location)
    assert "1 is counted." in said.text
    assert "4 left" in said.text
    taken = phone.fill(said, "/undo")
    assert "Taken out" in phone.get(taken.location).text
    assert shop.counted() == []
    again = phone.post(f"{shop.way}/undo?language=en", said.form("/undo").values, status=422)
    assert "taken out already" in again.text
    told = shop.session.scalars(select(ActivityEntry).order_by(ActivityEntry.id)).all()
    assert [(one.verb, one.actor_id, one.values["place"]) for one in told] == [
        ("redemption.entered_at_till", None, "Siam"),
        ("redemption.removed_at_till", None, "Siam"),
    ]


def test_two_taps_on_one_page_count_once_also_at_the_same_moment(
    app: Flask, shop: Shop, visit: Visit
) -> None:
    page = visit().get(shop.way)
    values = {key: value[0] for key, value in page.form(shop.way).values.items()}
    assert sent_at_once(app, shop.way, [values] * 4) == [302] * 4
    assert len(shop.counted()) == 1


def test_eight_shops_at_the_quotas_edge_get_five_and_three_are_told_so(app: Flask, shop: Shop) -> None:
    sent = [{"number": f"entry {place}", "quantity": "1"} for place in range(8)]
    assert sent_at_once(app, shop.way, sent) == [302] * 5 + [422] * 3
    assert len(shop.counted()) == 5


def test_one_code_shown_at_four_tills_at_once_is_redeemed_once(
    app: Flask, session: Session, office: Office, shop: Shop
) -> None:
    batches.make(session, shop.promotion_key, NewBatch(count=1), actor=office.outsider)
    ((code, _),) = batches.rows(session, shop.promotion_key, 1)
    session.commit()
    sent = [{"number": f"entry {place}", "quantity": "1", "code": code} for place in range(4)]
    assert sent_at_once(app, shop.way, sent) == [302, 422, 422, 422]
    assert [one.code for one in shop.counted()] == [code]
    assert session.scalars(select(CodeUse.quantity).order_by(CodeUse.code)).all() == [1]


def test_a_shop_enters_a_code_where_each_person_has_one_and_slips_are_told(
    session: Session, office: Office, shop: Shop, visit: Visit
) -> None:
    assert "code" not in visit().get(shop.way).form(shop.way).names
    batches.make(session, shop.promotion_key, NewBatch(count=1), actor=office.outsider)
    ((code, _),) = batches.rows(session, shop.promotion_key, 1)
    session.commit()
    phone = visit()
    page = phone.get(f"{shop.way}?language=en")
    page = phone.fill(page, status=422)
    assert "Enter the code." in page.text
    page = phone.fill(page, code=code[::-1], value="๑๒๐", status=422)
    assert 'value="๑๒๐"' in page.html
    phone.fill(page, code=f" {code.lower()} ")
    (made,) = shop.counted()
    assert (made.code, made.value_minor) == (code, 120_00)
    page = phone.fill(phone.get(f"{shop.way}?language=en"), code=code, status=422)
    assert "redeemed already" in page.text


def test_a_shop_gives_nobody_more_than_a_persons_share(shop: Shop, visit: Visit) -> None:
    phone = visit()
    refused = phone.fill(phone.get(f"{shop.way}?language=en"), quantity="3", status=422)
    assert "One person gets at most 2." in refused.text
    assert shop.counted() == []


@pytest.mark.parametrize(
    ("status", "words"),
    [(Status.PAUSED, "not running"), (Status.COMPLETED, "It is over."), (None, "It is over.")],
)
def test_nothing_is_counted_where_the_campaign_rests_or_the_promotion_is_over(
    session: Session, shop: Shop, visit: Visit, status: Status | None, words: str
) -> None:
    phone = visit()
    before = phone.get(f"{shop.way}?language=en").form(shop.way)
    if status is None:
        shop.promotion.ends_at = clock.now() - timedelta(minutes=1)
    else:
        shop.campaign.status = status
    session.commit()
    assert words in phone.get(f"{shop.way}?language=en").text
    phone.post(shop.way, before.values, status=422)
    assert shop.counted() == []


def test_the_page_tells_nothing_but_what_outsiders_may_read(shop: Shop, office: Office, visit: Visit) -> None:
    for language, words in (("en", "Two for one"), ("th", "คูปองลดราคา")):
        page = visit().get(f"{shop.way}?language={language}")
        assert words in page.text
        assert "While stocks last" in page.text
        owner, team = office.outsider, office.marketing
        for inside in ("HIDDEN", "4321", "4,321", "987", owner.email, str(team.name_en)):
            assert inside not in page.html, inside
        headers = page.response.headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "Set-Cookie" not in headers


def test_a_link_that_was_renewed_closed_or_made_up_gets_one_and_the_same_answer(
    session: Session, office: Office, shop: Shop, visit: Visit
) -> None:
    planner = visit(office.outsider)
    home = f"/promotions/{shop.promotion_key}/tills/{shop.key}"
    ours = planner.get(home)
    assert shop.way in ours.html
    assert "<svg" in ours.html
    planner.fill(ours, "/renew")
    fresh = f"/tills/{Seals(KEY).token(session.get_one(Till, shop.key, populate_existing=True))}"
    session.rollback()
    assert fresh in planner.get(home).html
    visit().get(fresh)
    planner.fill(planner.get(home), "/close")
    phone = visit()
    made_up = f"/tills/till_{shop.key}_1_{'a' * 24}"
    answers = [
        phone.client.open(f"{way}{more}", method=method, headers={"X-Request-ID": "number-one"})
        for way in (shop.way, fresh, made_up, "/tills/x")
        for method, more in (("GET", ""), ("POST", ""), ("POST", "/undo"))
    ]
    assert {one.status_code for one in answers} == {404}
    bodies = {
        one.get_data(as_text=True).replace(one.request.path.removesuffix("/undo"), "") for one in answers
    }
    assert len(bodies) == 1
    for language in ("th", "en"):
        browser = visit().client
        browser.delete_cookie("samphan")
        said = Page(browser.get(made_up, headers={"Accept-Language": language}))
        assert f'<html lang="{language}"' in said.html
        if language == "en":
            assert "Ask whoever gave it to you" in said.text


def test_a_till_takes_back_only_what_it_entered_itself_and_only_for_ten_minutes(
    session: Session, shop: Shop, visit: Visit
) -> None:
    phone = visit()
    seals = Seals(KEY)
    other = Till(promotion_id=shop.promotion_key, place="Ari", channel=SalesChannel.SHOP)
    session.add(other)
    session.flush()
    theirs = factories.redemption(session, shop.promotion, till_id=other.id)
    old = factories.redemption(session, shop.promotion, till_id=shop.key)
    old.created_at = clock.now() - timedelta(minutes=11)
    session.commit()
    for receipt in (
        seals.receipt(other.id, theirs.id),
        seals.receipt(shop.key, theirs.id),
        f"{old.id}_{'a' * 24}",
        seals.receipt(shop.key, old.id),
    ):
        phone.post(f"{shop.way}/undo", {"receipt": receipt}, status=422)
        assert "1 is counted." not in phone.get(f"{shop.way}?language=en&done={receipt}").text
    assert len(shop.counted()) == 2


def test_a_link_made_with_the_key_before_still_opens_the_till(app: Flask, shop: Shop, visit: Visit) -> None:
    before = f"/tills/{Seals('the key of last year').token(shop.till)}"
    visit().get(before, status=404)
    app.config["SECRET_KEY_FALLBACKS"] = ["the key of last year"]
    try:
        visit().get(before)
    finally:
        app.config["SECRET_KEY_FALLBACKS"] = []


def test_whoever_guesses_is_told_to_wait_and_a_till_takes_in_no_more_than_a_shop_can(
    session: Session, shop: Shop, visit: Visit
) -> None:
    phone = visit()
    statuses = {phone.client.get(f"/tills/till_9_9_{place:024}").status_code for place in range(31)}
    assert statuses == {404, 429}
    # who has the right link does not suffer from it
    page = phone.get(f"{shop.way}?language=en")
    shop.promotion.quota_total = None
    for _ in range(ENTRIES_A_MINUTE):
        factories.redemption(session, shop.promotion, till_id=shop.key)
    session.commit()
    assert "Too many entries within a minute" in phone.fill(page, status=422).text
    assert len(shop.counted()) == ENTRIES_A_MINUTE
    sent = {phone.client.post(shop.way, data={"quantity": "x"}).status_code for _ in range(120)}
    assert sent == {422, 429}


def test_only_who_may_change_the_promotion_opens_tills_and_sees_their_links(
    session: Session, shop: Shop, office: Office, visit: Visit
) -> None:
    home = f"/promotions/{shop.promotion_key}"
    visit(office.mate).get(f"{home}/tills/{shop.key}", status=403)
    assert shop.way not in visit(office.mate).get(f"{home}/codes").html
    planner = visit(office.outsider)
    done = planner.fill(planner.get(f"{home}/tills/new"), place="Ari", channel="event")
    assert "/tills/till_" in planner.get(done.location).html
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Till)) == 2


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_a_till_tells_nothing_before_the_campaign_is_approved(
    session: Session, office: Office, shop: Shop, visit: Visit, status: Status
) -> None:
    shop.campaign.status = status
    session.commit()
    page = visit().get(f"{shop.way}?language=en", status=403)
    assert "not open yet" in page.text
    assert not {"Coupon", "Two for one", "While stocks last"} & {
        one for one in ("Coupon", "Two for one", "While stocks last") if one in page.html
    }
    told = visit(office.outsider).get(f"/promotions/{shop.promotion_key}/tills/{shop.key}").text
    assert "opens once the campaign is approved" in told


def test_a_till_tells_nothing_before_the_embargo_has_passed(
    session: Session, shop: Shop, visit: Visit
) -> None:
    shop.campaign.embargo_until = clock.now() + timedelta(hours=1)
    session.commit()
    assert "Two for one" not in visit().get(shop.way, status=403).html
    assert visit().post(shop.way, {"number": "n", "quantity": "1"}, status=403).html
    assert shop.counted() == []
    shop.campaign.embargo_until = clock.now() - timedelta(hours=1)
    session.commit()
    assert "Two for one" in visit().get(f"{shop.way}?language=en").html


def test_a_page_that_the_browser_kept_counts_what_is_sent_anew_with_the_second_press(
    shop: Shop, visit: Visit
) -> None:
    phone = visit()
    page = phone.get(f"{shop.way}?language=en")
    phone.fill(page, quantity="1")
    refused = phone.fill(page, quantity="2", status=422)
    assert "press once more" in refused.text
    assert [one.quantity for one in shop.counted()] == [1]
    phone.fill(refused)
    assert [one.quantity for one in shop.counted()] == [1, 2]
