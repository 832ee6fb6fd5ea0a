"""The page that changes a campaign's kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Role, User
from planner.campaigns.models import Campaign
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def both(session: Session, office: Office) -> User:
    """Someone who plans in either team."""
    who = factories.user(session, Role.PLANNER, office.corporate)
    factories.member(session, who, office.marketing, Role.PLANNER)
    session.commit()
    return who


@pytest.fixture
def exchange(session: Session, office: Office) -> Campaign:
    """An exchange campaign with a return to measure."""
    made = factories.ready_campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    factories.objective(session, made, metric="redemptions", statement_en="Coupons come back", position=2)
    session.commit()
    return made


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_loss_is_named_before_the_act(
    visit: Visit, session: Session, office: Office, exchange: Campaign, both: User, language: str
) -> None:
    both.language = language  # type: ignore[assignment] # the column takes the key
    session.commit()
    page = visit(both, language=language).get(f"/campaigns/{exchange.id}/change-kind")
    if language == "en":
        for words in (
            "The offer",
            "Expected return",
            "Objective: Coupons come back",
            "Who says that there is a need",
        ):
            assert words in page.text
    session.refresh(exchange)
    assert exchange.kind == Kind.EXCHANGE


def test_the_changed_campaign_shows_no_return_in_its_page_or_its_history(
    visit: Visit, session: Session, office: Office, exchange: Campaign, both: User
) -> None:
    visitor = visit(both)
    edit = f"/campaigns/{exchange.id}/edit/offer"
    visitor.fill(visitor.get(edit), expected_return_value="777,000", attribution_method="tracked_link")
    page = visitor.get(f"/campaigns/{exchange.id}/change-kind")
    answer = visitor.fill(page, team=office.corporate.id, comment="A gift, after all")
    shown = visitor.follow(answer)
    assert "A gift, after all" in shown.text
    for words in ("777,000", "Expected return", "Tracked link", "redemptions", "Coupons"):
        assert words not in shown.html
    assert any("communal" in (element.get("class") or "").split() for element in shown.iter())


def test_a_team_that_is_not_offered_is_refused(
    visit: Visit, session: Session, office: Office, exchange: Campaign, both: User
) -> None:
    visitor = visit(both)
    form = visitor.get(f"/campaigns/{exchange.id}/change-kind").form(holding="team")
    sent = {**form.filled(comment="Typed"), "team": [str(office.marketing.id)]}
    page = visitor.post(form.action, sent, status=422)
    assert page.form(holding="comment").values["comment"] == ["Typed"]


def test_who_plans_in_one_team_alone_is_told_whom_to_ask(
    visit: Visit, office: Office, exchange: Campaign
) -> None:
    page = visit(office.outsider).get(f"/campaigns/{exchange.id}/change-kind")
    assert "Ask someone who plans in both, or an administrator." in page.text


def test_an_older_page_is_a_conflict(
    visit: Visit, session: Session, office: Office, exchange: Campaign, both: User
) -> None:
    visitor = visit(both)
    page = visitor.get(f"/campaigns/{exchange.id}/change-kind")
    visitor.fill(visitor.get(f"/campaigns/{exchange.id}/edit/why"), situation_en="Changed")
    visitor.fill(page, status=409, team=office.corporate.id)


def test_viewers_and_outsiders_may_not(visit: Visit, session: Session, office: Office) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    for who in (office.viewer, office.outsider):
        visit(who).get(f"/campaigns/{made.id}/change-kind", status=403)


def test_a_running_campaign_keeps_its_kind(visit: Visit, session: Session, office: Office) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner, status="active")
    session.commit()
    page = visit(office.administrator).get(f"/campaigns/{made.id}/change-kind", status=422)
    assert "stands at “Active”" in page.text
    assert (
        f"/campaigns/{made.id}/change-kind"
        not in visit(office.administrator).get(f"/campaigns/{made.id}").links()
    )
