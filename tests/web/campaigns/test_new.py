"""The first form of a campaign, and the choice of kind before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]
COMMUNAL = "/campaigns/new?kind=communal"
FIRST: dict[str, Any] = {
    "title_th": "น้ำสะอาดเพื่อชุมชน",
    "start_on": "1/12/2569",
    "end_on": "28/2/2570",
    "purpose_en": "Clean water",
}


def made(session: Session) -> Campaign:
    session.expire_all()
    return session.scalars(select(Campaign).order_by(Campaign.id.desc()).limit(1)).one()


def errors(page: Page) -> list[str]:
    """What stands beside fields and above the form."""
    return [
        "".join(element.itertext()).strip()
        for element in page.iter()
        if "field-error" in (element.get("class") or "") or "error-summary" in (element.get("class") or "")
    ]


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_planner_begins_a_campaign(visit: Visit, session: Session, office: Office, language: str) -> None:
    office.owner.language = language  # type: ignore[assignment] # the column takes the key
    session.commit()
    visitor = visit(office.owner, language=language)
    answer = visitor.fill(visitor.get(COMMUNAL), **FIRST)
    campaign = made(session)
    assert answer.location == f"/campaigns/{campaign.id}"
    assert (campaign.kind, campaign.status, campaign.owner_id, campaign.team_id) == (
        Kind.COMMUNAL,
        Status.DRAFT,
        office.owner.id,
        office.corporate.id,
    )
    assert (campaign.start_on, campaign.end_on) == (date(2026, 12, 1), date(2027, 2, 28))
    assert visitor.follow(answer).heading == "น้ำสะอาดเพื่อชุมชน"


def test_the_first_form_asks_for_five_things_and_no_more(visit: Visit, office: Office) -> None:
    asked = visit(office.owner).get(COMMUNAL).form(holding="title_th").names
    assert asked - {"csrf_token", "submission", "version"} == {
        "title_th",
        "title_en",
        "start_on",
        "end_on",
        "team",
        "purpose_th",
        "purpose_en",
    }


@pytest.mark.parametrize("address", ["/campaigns/new", "/campaigns/new?kind=", "/campaigns/new?kind=barter"])
def test_without_a_kind_both_are_explained(visit: Visit, office: Office, address: str) -> None:
    page = visit(office.administrator).get(address)
    assert "A benefit offered because the public needs it, with nothing expected back" in page.text
    assert "A benefit offered with a return expected" in page.text
    assert {"/campaigns/new?kind=communal", "/campaigns/new?kind=exchange"} <= set(page.links())


def test_a_kind_that_no_team_of_mine_runs_is_not_offered(visit: Visit, office: Office) -> None:
    visitor = visit(office.owner)
    assert "/campaigns/new?kind=exchange" not in visitor.get("/campaigns/new").links()
    assert (
        "None of your teams runs campaigns of this kind." in visitor.get("/campaigns/new?kind=exchange").text
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title_th": ""}, "Fill this in, in Thai or in English."),
        ({"purpose_en": " \u200b"}, "Fill this in, in Thai or in English."),
        ({"start_on": ""}, "Fill this in."),
        ({"end_on": "30/11/2569"}, "The last day is before the first."),
        ({"end_on": "30/2/2570"}, "This month has no day 30"),
        ({"end_on": "1/1/70"}, "year"),
        ({"title_th": "ก" * 201}, "Shorten this to 200 characters"),
    ],
)
def test_bad_input_is_explained_and_kept(
    visit: Visit, session: Session, office: Office, values: dict[str, str], message: str
) -> None:
    visitor = visit(office.owner)
    typed = {**FIRST, **values}
    page = visitor.fill(visitor.get(COMMUNAL), status=422, **typed)
    assert any(message in error for error in errors(page)), errors(page)
    sent = page.form(holding="title_th").values
    assert sent["end_on"] == [typed["end_on"]]
    assert sent["title_th"] == [typed["title_th"]]
    assert made(session).id == office.noise.id


@pytest.mark.parametrize(
    "stray",
    ["expected_return_type", "expected_return_value", "attribution_method", "promotions", "redemptions"],
)
def test_a_return_sent_with_a_communal_campaign_is_refused_with_a_sentence(
    visit: Visit, session: Session, office: Office, stray: str
) -> None:
    visitor = visit(office.owner)
    form = visitor.get(COMMUNAL).form(holding="title_th")
    page = visitor.post(form.action, {**form.filled(**FIRST), stray: ["sales"]}, status=422)
    assert "A communal campaign expects nothing back" in page.text
    assert page.form(holding="title_th").values["title_th"] == [FIRST["title_th"]]
    assert made(session).id == office.noise.id


def test_another_teams_number_is_refused(visit: Visit, session: Session, office: Office) -> None:
    visitor = visit(office.owner)
    form = visitor.get(COMMUNAL).form(holding="title_th")
    sent = {**form.filled(**FIRST), "team": [str(office.marketing.id)]}
    page = visitor.post(form.action, sent, status=422)
    assert any("Choose one from the list." in error for error in errors(page))


def test_a_viewer_is_told_that_they_plan_nowhere(visit: Visit, office: Office) -> None:
    visitor = visit(office.viewer)
    assert "None of your teams" in visitor.get(COMMUNAL).text


def test_a_form_sent_twice_makes_one_campaign(visit: Visit, session: Session, office: Office) -> None:
    visitor = visit(office.owner)
    form = visitor.get(COMMUNAL).form(holding="title_th")
    answers = [visitor.post(form.action, form.filled(**FIRST)) for _ in range(2)]
    assert answers[0].location == answers[1].location
    session.expire_all()
    assert len(session.scalars(select(Campaign)).all()) == 2


def test_a_stranger_is_asked_to_sign_in(visit: Visit) -> None:
    assert "/sign-in" in visit().get("/campaigns/new?kind=communal", status=302).location
