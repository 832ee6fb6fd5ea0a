"""The page of a campaign: it reads like the brief it becomes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns import messages
from planner.campaigns.lifecycle import Status
from planner.campaigns.messages import MessageData
from planner.campaigns.models import BudgetLine, Campaign
from planner.plans import actions as plans
from planner.plans.models import DecisionKind
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor, words
from tests.web.campaigns.test_index import statements

Visit = Callable[..., Visitor]
RETURN_WORDS = ("Expected return", "How the return is traced", "Segment", "Terms", "promo", "Promo")


@pytest.fixture
def ready(session: Session, office: Office) -> Campaign:
    """A communal campaign with everything."""
    made = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    return made


def ids(page: Page) -> list[str]:
    return [str(element.get("id")) for element in page.iter() if element.get("id")]


def next_words(page: Page) -> str:
    return next(words(e) for e in page.iter() if "next-step" in (e.get("class") or "").split())


@pytest.mark.parametrize("language", ["th", "en"])
def test_sections_stand_in_the_order_of_the_brief(
    visit: Visit, session: Session, office: Office, ready: Campaign, language: str
) -> None:
    office.owner.language = language  # type: ignore[assignment] # the column takes the key
    session.commit()
    page = visit(office.owner, language=language).get(f"/campaigns/{ready.id}")
    order = ["why", "need", "whom", "success", "how", "say", "happens", "cost", "history"]
    assert [one for one in ids(page) if one in order] == order


def test_an_exchange_campaign_has_its_own_sections_edge_and_words(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.ready_campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    session.commit()
    page = visit(office.outsider).get(f"/campaigns/{made.id}")
    assert "offer" in ids(page)
    assert "need" not in ids(page)
    assert "Expected return" in page.text
    assert "Sales: 100,000" in page.text
    assert any("exchange" in (e.get("class") or "").split() for e in page.iter())


def test_a_communal_campaign_speaks_of_no_return_anywhere_on_its_page(
    visit: Visit, office: Office, ready: Campaign
) -> None:
    page = visit(office.owner).get(f"/campaigns/{ready.id}")
    assert [word for word in RETURN_WORDS if word in page.html] == []
    assert "Communal" in page.text
    assert not any("exchange" in (e.get("class") or "").split() for e in page.iter())


def test_the_page_shows_what_the_next_step_lacks_and_where_to_fill_it_in(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    page = visit(office.owner).get(f"/campaigns/{made.id}")
    told = next_words(page)
    for label in ("Situation", "Benefit to the public", "The need", "A key message", "“no budget”"):
        assert label in told
    for link in (
        f"/campaigns/{made.id}/edit/why",
        f"/campaigns/{made.id}/edit/need",
        f"/campaigns/{made.id}/messages/new",
        f"/campaigns/{made.id}/participations/new",
        f"/campaigns/{made.id}/objectives/new",
    ):
        assert link in page.links()


def test_a_gap_that_hinders_nothing_is_told_too(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    factories.objective(session, ready, baseline=None, statement_en="Trust grows", position=2)
    session.commit()
    assert "Baseline not known yet: Trust grows" in visit(office.owner).get(f"/campaigns/{ready.id}").text


BUTTONS: dict[Status, set[str]] = {
    Status.DRAFT: {"submit", "cancel", "delete"},
    Status.IN_REVIEW: {"withdraw", "cancel"},
    Status.ACTIVE: {"pause", "complete", "cancel"},
    Status.PAUSED: {"resume", "cancel"},
    Status.COMPLETED: {"evaluate", "archive"},
    Status.EVALUATED: {"archive"},
    Status.CANCELLED: {"restore", "archive"},
    Status.ARCHIVED: set(),
}


def steps(page: Page, campaign: Campaign) -> set[str]:
    start = f"/campaigns/{campaign.id}/"
    actions = {form.get("action", "") for form in page.all("form")}
    verbs = {action.removeprefix(start) for action in actions if action.startswith(start)}
    return {verb for verb in verbs if "/" not in verb and verb != "no-budget"}


@pytest.mark.parametrize("status", list(BUTTONS))
def test_each_state_offers_its_steps_to_the_team_and_none_to_others(
    visit: Visit, session: Session, office: Office, ready: Campaign, status: Status
) -> None:
    ready.status = status
    session.commit()
    assert steps(visit(office.mate).get(f"/campaigns/{ready.id}"), ready) == BUTTONS[status]
    for who in (office.viewer, office.outsider):
        page = visit(who).get(f"/campaigns/{ready.id}")
        assert steps(page, ready) == set()
        inside = [link for link in page.links() if link.startswith(f"/campaigns/{ready.id}/")]
        assert not [link for link in inside if "/edit" in link or link.endswith("/new")]


def test_a_changed_plan_is_shown_field_by_field_and_sent_again(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    plans.submit(session, ready.id, actor=office.owner)
    plans.decide(session, ready.id, DecisionKind.APPROVE, actor=office.approver)
    messages.add(session, ready.id, MessageData(text_en="Water for all"), actor=office.owner)
    session.commit()
    page = visit(office.owner).get(f"/campaigns/{ready.id}")
    assert "Changed since plan 1" in page.text
    assert "Water for all" in page.text
    assert steps(page, ready) == {"submit-changes", "cancel"}


def test_an_approved_plan_offers_its_start(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    plans.submit(session, ready.id, actor=office.owner, comment="Please by Friday")
    plans.decide(session, ready.id, DecisionKind.APPROVE, actor=office.approver, comment="Well done")
    session.commit()
    page = visit(office.owner).get(f"/campaigns/{ready.id}")
    assert steps(page, ready) == {"start", "cancel"}
    for told in ("Plan 1", "Please by Friday", "Well done", str(office.approver.name_en)):
        assert told in page.text


def test_the_approver_is_led_to_the_review(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    plans.submit(session, ready.id, actor=office.owner)
    session.commit()
    link = f"/campaigns/{ready.id}/review"
    assert link in visit(office.approver).get(f"/campaigns/{ready.id}").links()
    assert link not in visit(office.owner).get(f"/campaigns/{ready.id}").links()


def test_events_that_a_reader_may_not_see_are_neither_listed_nor_told_of(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    factories.event(session, ready, title_en="Secret dinner", visibility="team")
    factories.event(session, ready, title_en="Open day")
    session.commit()
    inside, outside = (visit(who).get(f"/campaigns/{ready.id}") for who in (office.mate, office.outsider))
    assert "Secret dinner" in inside.text
    assert "Open day" in outside.text
    assert "Secret dinner" not in outside.html


def test_a_part_names_the_campaign_it_belongs_to_and_the_other_way_about(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    part = factories.campaign(session, office.corporate, office.owner, parent_id=ready.id, title_en="A part")
    session.commit()
    visitor = visit(office.owner)
    assert f"/campaigns/{ready.id}" in visitor.get(f"/campaigns/{part.id}").links()
    assert "A part" in visitor.get(f"/campaigns/{ready.id}").text


@pytest.mark.parametrize(("language", "own", "other"), [("en", "Boats", "เรือ"), ("th", "เรือ", "Boats")])
def test_what_is_kept_in_one_language_says_where_it_is_not_the_page_s(
    visit: Visit, session: Session, office: Office, ready: Campaign, language: str, own: str, other: str
) -> None:
    office.owner.language = language  # type: ignore[assignment] # the column takes the key
    ready.tags = [own, other, "2569"]
    ready.risks = f"{own}\n{other}"
    ready.has_no_budget = False
    session.add(BudgetLine(campaign_id=ready.id, position=1, category=other))
    session.commit()
    page = visit(office.owner, language=language).get(f"/campaigns/{ready.id}")
    marked = [(words(e), e.get("lang")) for e in page.all("span") if words(e) in {own, other, "2569"}]
    # a tag, a line of the risks, a line of the budget and the way to its documents
    assert marked == [(other, "en" if language == "th" else "th")] * 4


def test_who_may_not_act_reads_who_can(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    where = f"/campaigns/{ready.id}"
    assert "The team's planners take the next step." in next_words(visit(office.viewer).get(where))
    assert "take the next step" not in next_words(visit(office.owner).get(where))
    plans.submit(session, ready.id, actor=office.owner)
    session.commit()
    waiting = visit(office.viewer).get(where)
    assert next_words(waiting).endswith("An approver of the team decides.")
    assert "An approver of the team decides" not in next_words(visit(office.approver).get(where))


def test_what_one_may_not_see_is_not_found(visit: Visit, office: Office) -> None:
    visit(office.owner).get(f"/campaigns/{office.noise.id}", status=404)
    visit(office.owner).get("/campaigns/424242", status=404)
    visit(office.owner).get("/campaigns/99999999999999999999", status=404)


def test_hostile_words_are_only_words(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    ready.situation_en = "<script>alert(1)</script>"
    ready.tags = ['"><img src=x onerror=alert(1)>']
    session.commit()
    page = visit(office.owner).get(f"/campaigns/{ready.id}")
    assert "<script>alert(1)</script>" in page.text
    assert not [image for image in page.all("img") if image.get("src") == "x"]


def test_a_campaign_with_much_in_it_asks_no_more_than_one_with_little(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    visitor = visit(office.owner)
    counts = []
    for more in (1, 6):
        for n in range(more):
            who = factories.stakeholder(session)
            factories.participation(session, ready, who)
            factories.event(session, ready)
            factories.objective(session, ready, position=n + 2)
            said = MessageData(text_en=f"Message {n}", public_id=who.id)
            messages.add(session, ready.id, said, actor=office.owner)
        session.commit()
        visitor.get(f"/campaigns/{ready.id}")
        with statements(session) as sent:
            visitor.get(f"/campaigns/{ready.id}")
        counts.append(len(sent))
    assert counts[0] == counts[1]
