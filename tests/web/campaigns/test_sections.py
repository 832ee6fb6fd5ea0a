"""Editing the sections of a campaign, each at its own address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.kinds import Section, sections
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Attribution, Confidentiality, FieldOfWork, NeedSource, ReturnType
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]

FILLED: dict[Section, dict[str, Any]] = {
    Section.ABOUT: {"title_en": "Renamed", "end_on": "31 Dec 2030", "field_of_work": "csr"},
    Section.WHY: {"situation_th": "ชายฝั่งถูกกัดเซาะ\nทุกปี", "benefit_to_public_en": "A shore"},
    Section.NEED: {"need_statement_th": "ขอแนวกันคลื่น", "need_source": "stated_by_stakeholder"},
    Section.OFFER: {"offer_summary_en": "Two for one", "expected_return_type": "sales"},
    Section.STRATEGY: {"strategy_summary_en": "By neighbours", "sdg": ["13", "14"]},
    Section.LESSONS: {"lessons_en": "Begin earlier"},
}


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A draft of the owner's."""
    made = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    return made


@pytest.fixture
def exchange(session: Session, office: Office) -> Campaign:
    """A draft of the other kind, by the other team, for all to see."""
    made = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    session.commit()
    return made


@pytest.mark.parametrize("section", sections(Kind.COMMUNAL))
def test_a_team_mate_fills_in_each_section(
    visit: Visit, session: Session, office: Office, campaign: Campaign, section: Section
) -> None:
    visitor = visit(office.mate)
    address = f"/campaigns/{campaign.id}/edit/{section.value}"
    answer = visitor.fill(visitor.get(address), **FILLED[section])
    assert answer.location.startswith(f"/campaigns/{campaign.id}#")
    page = visitor.follow(answer)
    assert "Saved." in page.text
    anchor = answer.location.partition("#")[2]
    is_there = any(element.get("id") == anchor for element in page.iter())
    assert is_there or section in {Section.ABOUT, Section.LESSONS}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("section", list(Section))
def test_each_section_reads_in_both_languages(
    visit: Visit,
    session: Session,
    office: Office,
    campaign: Campaign,
    exchange: Campaign,
    section: Section,
    language: str,
) -> None:
    who, which = (
        (office.owner, campaign) if section in sections(Kind.COMMUNAL) else (office.outsider, exchange)
    )
    who.language = language  # type: ignore[assignment] # the column takes the key
    session.commit()
    page = visit(who, language=language).get(f"/campaigns/{which.id}/edit/{section.value}")
    assert page.root is not None
    assert page.root.get("lang") == language


def test_without_a_section_it_is_what_the_campaign_is_called(
    visit: Visit, office: Office, campaign: Campaign
) -> None:
    page = visit(office.owner).get(f"/campaigns/{campaign.id}/edit")
    assert "title_th" in page.form(holding="title_th").names


def test_what_was_filled_in_is_stored_as_the_trade_keeps_it(
    visit: Visit, session: Session, office: Office, campaign: Campaign, exchange: Campaign
) -> None:
    visitor = visit(office.owner)
    visitor.fill(
        visitor.get(f"/campaigns/{campaign.id}/edit/about"),
        field_of_work="community_relations",
        confidentiality="stakeholders",
        embargo_until="24/11/2569",
        embargo_until_time="9.30",
        tags="น้ำ, ชุมชน , น้ำ,",
    )
    visitor.fill(
        visitor.get(f"/campaigns/{campaign.id}/edit/need"),
        need_statement_th="ขอน้ำ",
        need_source="third_party_data",
        beneficiaries_planned="๔๒๐",
    )
    other = visit(office.outsider)
    other.fill(
        other.get(f"/campaigns/{exchange.id}/edit/offer"),
        expected_return_type="leads",
        expected_return_value="1,250.5",
        attribution_method="before_after",
    )
    session.expire_all()
    assert campaign.field_of_work == FieldOfWork.COMMUNITY_RELATIONS
    assert campaign.confidentiality == Confidentiality.STAKEHOLDERS
    assert campaign.embargo_until == datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    assert campaign.tags == ["น้ำ", "ชุมชน"]
    assert (campaign.need_source, campaign.beneficiaries_planned) == (NeedSource.THIRD_PARTY_DATA, 420)
    assert (exchange.expected_return_type, exchange.attribution_method) == (
        ReturnType.LEADS,
        Attribution.BEFORE_AFTER,
    )
    assert exchange.expected_return_value == Decimal("1250.5")


def test_the_form_shows_again_what_is_stored(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    campaign.sdg = [6, 14]
    campaign.embargo_until = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    campaign.parent_id = factories.campaign(session, office.corporate, office.owner).id
    session.commit()
    visitor = visit(office.owner)
    goals = visitor.get(f"/campaigns/{campaign.id}/edit/strategy").form(holding="risks")
    assert goals.values["sdg"] == ["6", "14"]
    about = visitor.get(f"/campaigns/{campaign.id}/edit/about").form(holding="title_th").values
    assert about["embargo_until_time"] == ["09:30"]
    assert about["parent"] == [str(campaign.parent_id)]
    assert about["team"] == [str(office.corporate.id)]


@pytest.mark.parametrize(
    ("section", "values", "message"),
    [
        ("about", {"end_on": "1/1/2500"}, "The last day is before the first."),
        ("about", {"title_th": "", "title_en": ""}, "Fill this in, in Thai or in English."),
        ("about", {"timezone": "Mars/Olympus"}, "Mars/Olympus"),
        ("why", {"purpose_th": "", "purpose_en": ""}, "Fill this in, in Thai or in English."),
        ("why", {"seeks_no_benefit": "y", "benefit_to_organisation_en": "Fame"}, "Either say what"),
        ("need", {"beneficiaries_planned": "many"}, "Write a whole number, for example"),
        ("need", {"beneficiaries_planned": "-3"}, "out of range"),
    ],
)
def test_bad_input_is_explained_and_nothing_half_written(
    visit: Visit,
    session: Session,
    office: Office,
    campaign: Campaign,
    section: str,
    values: dict[str, Any],
    message: str,
) -> None:
    before = campaign.version
    visitor = visit(office.owner)
    page = visitor.fill(visitor.get(f"/campaigns/{campaign.id}/edit/{section}"), status=422, **values)
    assert message in page.text
    for key, value in values.items():
        assert page.form(holding=key).values.get(key) == [value]
    session.expire_all()
    assert campaign.version == before


def test_two_editors_the_second_sees_both_versions_and_loses_nothing(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    address = f"/campaigns/{campaign.id}/edit/why"
    first, second = visit(office.owner), visit(office.mate)
    mine = second.get(address)
    first.fill(first.get(address), situation_en="Theirs <b>first</b>")
    conflict = second.fill(mine, status=409, situation_en="Mine <i>second</i>", purpose_th="ของฉัน")
    assert "Theirs <b>first</b>" in conflict.text
    assert "Mine <i>second</i>" in conflict.text
    form = conflict.form(holding="situation_en")
    assert form.values["situation_en"] == ["Mine <i>second</i>"]
    second.post(form.action, form.values)
    session.expire_all()
    assert campaign.situation_en == "Mine <i>second</i>"


def test_a_conflict_over_people_names_them(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    address = f"/campaigns/{campaign.id}/edit/about"
    first, second = visit(office.owner), visit(office.mate)
    mine = second.get(address)
    first.fill(first.get(address), owner=office.mate.id)
    conflict = second.fill(mine, status=409, title_en="Another")
    assert str(office.mate.name_en) in conflict.text
    assert str(office.owner.name_en) in conflict.text
    assert "Owner" in conflict.text


@pytest.mark.parametrize(
    "stray",
    ["expected_return_type", "expected_return_value", "attribution_method", "promotions", "redemptions"],
)
@pytest.mark.parametrize("section", ["why", "need", "about", "strategy"])
def test_no_section_of_a_communal_campaign_takes_a_return(
    visit: Visit, session: Session, office: Office, campaign: Campaign, section: str, stray: str
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(f"/campaigns/{campaign.id}/edit/{section}")
    form = next(form for form in map(page.form, [f"/edit/{section}"]))
    assert stray not in form.names
    refused = visitor.post(form.action, {**form.values, stray: ["sales"]}, status=422)
    assert "A communal campaign expects nothing back" in refused.text


def test_a_communal_campaign_has_no_offer_and_says_so(
    visit: Visit, office: Office, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(f"/campaigns/{campaign.id}/edit/offer", status=422)
    assert "has no such section" in page.text
    token = visitor.get(f"/campaigns/{campaign.id}/edit/why").form("/edit/why").values["csrf_token"]
    sent = {"csrf_token": token, "expected_return_type": "sales", "offer_summary_en": "x"}
    visitor.post(f"/campaigns/{campaign.id}/edit/offer", sent, status=422)


def test_the_team_mate_may_the_viewer_and_the_outsider_may_not(
    visit: Visit, office: Office, campaign: Campaign
) -> None:
    address = f"/campaigns/{campaign.id}/edit/why"
    visit(office.mate).get(address)
    visit(office.administrator).get(address)
    for who in (office.viewer, office.outsider, office.outside_approver):
        visit(who).get(address, status=403)


def test_a_campaign_one_may_not_see_is_not_found(visit: Visit, office: Office) -> None:
    visit(office.owner).get(f"/campaigns/{office.noise.id}/edit/why", status=404)
    visit(office.owner).get("/campaigns/999999/edit/why", status=404)


def test_an_unknown_section_is_not_found(visit: Visit, office: Office, campaign: Campaign) -> None:
    visit(office.owner).get(f"/campaigns/{campaign.id}/edit/money", status=404)


def test_an_archived_campaign_is_only_read(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    campaign.status = "archived"  # type: ignore[assignment] # the column takes the key
    session.commit()
    visitor = visit(office.owner)
    assert "archived" in visitor.get(f"/campaigns/{campaign.id}/edit/why", status=422).text
    links = visitor.get(f"/campaigns/{campaign.id}").links()
    assert not [link for link in links if "/edit" in link or link.endswith("/new")]


def test_days_are_kept_to_the_day_in_either_era(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    address = f"/campaigns/{campaign.id}/edit/about"
    visitor.fill(visitor.get(address), start_on="29/2/2567", end_on="29/02/2028")
    session.expire_all()
    assert (campaign.start_on, campaign.end_on) == (date(2024, 2, 29), date(2028, 2, 29))


def test_an_archived_campaign_is_no_parent_any_more_but_stays_one(
    visit: Visit, session: Session, office: Office
) -> None:
    made = [factories.campaign(session, office.corporate, office.owner) for _ in range(3)]
    part, over, running = made
    session.commit()
    where = f"/campaigns/{part.id}/edit"

    def offered() -> set[str | None]:
        choices = next(e for e in visit(office.owner).get(where).all("select") if e.get("name") == "parent")
        return {option.get("value") for option in choices.iter() if option.get("value")}

    over.status = Status.ARCHIVED
    session.commit()
    assert str(running.id) in offered()
    assert str(over.id) not in offered()
    part.parent_id = over.id
    session.commit()
    assert str(over.id) in offered()
