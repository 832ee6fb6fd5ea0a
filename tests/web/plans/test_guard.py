"""The mixed-message guard on its pages: what the campaign's page, its own, and the approver's say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.plans import guard
from planner.plans.guard import Looked
from planner.plans.models import GuardAnswer
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor, words

Visit = Callable[..., Visitor]


@pytest.fixture
def mixed(session: Session, office: Office) -> Campaign:
    """A communal campaign with a price in it."""
    made = factories.ready_campaign(
        session,
        office.corporate,
        office.owner,
        purpose_th="แจกแว่นให้นักเรียน ลดราคาแว่นผู้ปกครอง",
        purpose_en="Glasses for pupils. <b>Frames are only 99 baht</b> for parents.",
    )
    factories.event(session, made, title_en="Open day: shop now")
    session.commit()
    return made


def marked(page: Page, section: str | None = None) -> list[str]:
    """The words that a page marks, or one of its sections."""
    rooms = [one for one in page.all("section") if one.get("id") == section] if section else [page.root]
    return [words(one) for room in rooms if room is not None for one in room.iter("mark")]


def looked_at(session: Session, campaign: Campaign, actor: User) -> Looked:
    """What the guard says; no transaction of this test stays open."""
    looked = guard.look(session, campaign, actor=actor)
    session.commit()
    return looked


def answers(session: Session) -> list[tuple[str, str]]:
    asked = select(GuardAnswer.words, GuardAnswer.reason).order_by(GuardAnswer.id)
    found = [(words, reason) for words, reason in session.execute(asked)]
    session.commit()
    return found


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_campaigns_page_tells_of_it_calmly_and_leads_to_all_of_it(
    visit: Visit, session: Session, office: Office, mixed: Campaign, language: str
) -> None:
    page = visit(office.viewer, language=language).get(f"/campaigns/{mixed.id}")
    assert marked(page, "guard") == ["ลดราคา", "only 99 baht", "shop now"]
    whole = visit(office.viewer, language=language).get(f"/campaigns/{mixed.id}/guard")
    assert marked(whole) == ["ลดราคา", "only 99 baht", "shop now"]
    assert [one.get("lang") for one in whole.all("p") if one.find("mark") is not None] == ["th", "en", "en"]
    assert "<b>Frames are only 99 baht</b>" in whole.text
    # a viewer reads, and is offered neither forms nor ways to change anything
    assert not [one for one in whole.all("form") if "/guard/" in one.get("action", "")]
    assert "/edit" not in " ".join(whole.links())


def test_where_nothing_is_found_it_says_what_it_looked_at(
    visit: Visit, session: Session, office: Office
) -> None:
    clean = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    visitor = visit(office.owner, language="en")
    campaign = visitor.get(f"/campaigns/{clean.id}")
    assert "guard" not in {one.get("id") for one in campaign.all("section")}
    assert f"/campaigns/{clean.id}/guard" in campaign.links()
    page = visitor.get(f"/campaigns/{clean.id}/guard")
    looked = looked_at(session, clean, office.owner)
    assert "Nothing was found." in page.text
    assert f"{looked.texts} texts, as they are now" in page.text
    assert "key messages with their proof" in page.text
    assert "promotions" not in page.text.partition("What was looked at")[2].partition("Risks,")[0]
    assert "Promo code" in page.text


@pytest.mark.parametrize("language", ["th", "en"])
def test_words_are_kept_with_a_reason_and_taken_back(
    visit: Visit, session: Session, office: Office, mixed: Campaign, language: str
) -> None:
    visitor = visit(office.owner, language=language)
    address = f"/campaigns/{mixed.id}/guard"
    [price] = [one for one in looked_at(session, mixed, office.owner).findings if one.found.words == "ลดราคา"]
    page = visitor.press(address, f"{price.key}/answer", comment="ร้านแว่นลดให้เอง\nไม่ใช่เรา")
    assert page.location == f"{address}#finding-{price.key}"
    assert answers(session) == [("ลดราคา", "ร้านแว่นลดให้เอง\nไม่ใช่เรา")]
    kept = visitor.follow(page)
    assert "ร้านแว่นลดให้เองไม่ใช่เรา" in kept.text
    assert marked(kept, "answered") == ["ลดราคา"]
    visitor.press(address, f"{price.key}/take-back")
    assert answers(session) == []


def test_a_reason_that_is_refused_is_still_there_and_none_is_explained(
    visit: Visit, session: Session, office: Office, mixed: Campaign
) -> None:
    visitor = visit(office.owner, language="en")
    address = f"/campaigns/{mixed.id}/guard"
    key = looked_at(session, mixed, office.owner).findings[0].key
    long = visitor.press(address, f"{key}/answer", status=422, comment="so " * 700)
    assert "Shorten this to 2000 characters" in long.text
    assert "so so so" in long.text
    again = visitor.fill(long, f"{key}/answer", comment="So be it")
    assert again.location.endswith(f"#finding-{key}")
    assert [reason for _, reason in answers(session)] == ["So be it"]
    other = looked_at(session, mixed, office.owner).findings[1].key
    none = visitor.press(address, f"{other}/answer", comment=" ")
    assert "Say why these words stay" in visitor.follow(none).text


def test_a_plan_is_sent_all_the_same_and_its_approver_reads_findings_and_answers(
    visit: Visit, session: Session, office: Office, mixed: Campaign
) -> None:
    looked = looked_at(session, mixed, office.owner)
    guard.answer(session, mixed.id, looked.findings[0].key, "The shop's own", actor=office.owner)
    session.commit()
    visitor = visit(office.owner, language="en")
    before = visitor.get(f"/campaigns/{mixed.id}")
    assert "asks about passages that nobody answered for: 2" in before.text
    sent = visitor.follow(visitor.press(f"/campaigns/{mixed.id}", "/submit"))
    assert "nobody answered for: 2. The approver sees them." in sent.text
    assert session.scalars(select(Campaign.status).where(Campaign.id == mixed.id)).one() == Status.IN_REVIEW
    session.commit()
    review = visit(office.approver, language="en").get(f"/campaigns/{mixed.id}/review")
    assert marked(review, "guard") == ["only 99 baht", "shop now", "ลดราคา"]
    assert "The shop's own" in review.text


def test_of_a_campaign_one_may_not_see_there_is_no_guard(
    visit: Visit, session: Session, office: Office, mixed: Campaign
) -> None:
    mixed.confidentiality = "team"  # type: ignore[assignment] # the column takes the key
    session.commit()
    key = looked_at(session, mixed, office.owner).findings[0].key
    path = f"/campaigns/{mixed.id}/guard/{key}/answer"
    outsider = visit(office.outsider)
    outsider.get(f"/campaigns/{mixed.id}/guard", status=404)
    for visitor, status in ((outsider, 404), (visit(office.viewer), 403)):
        token = visitor.get("/profile").form(holding="csrf_token").values["csrf_token"]
        visitor.post(path, {"csrf_token": token, "comment": "x"}, status=status)
    assert answers(session) == []
