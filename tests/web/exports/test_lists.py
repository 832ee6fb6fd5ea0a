"""Lists go out as the person sees them: the same filters, the same order, nothing that they may not see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.activity.models import ActivityEntry
from planner.campaigns.models import BudgetLine, Campaign
from planner.dates import Era
from planner.events.words import EventStatus, Visibility
from planner.exports import pacing
from planner.objectives.models import Measurement
from planner.objectives.words import Method
from planner.stakeholders.models import Affiliation, Consent
from planner.stakeholders.words import (
    Category,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    StakeholderKind,
    StakeholderStatus,
)
from tests import factories
from tests.counting import statements
from tests.factories import Office
from tests.pages import Visitor
from tests.web.exports.read import rows, take, workbook

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A campaign that only the corporate team sees, with something of everything."""
    made = factories.ready_campaign(
        session, office.corporate, office.owner, confidentiality="team", title_en="Wells", title_th="บ่อน้ำ"
    )
    objective = factories.objective(session, made, position=2, statement_en="=HYPERLINK()")
    session.add_all(
        [
            BudgetLine(campaign_id=made.id, position=1, category="+Print", planned_minor=125_050),
            BudgetLine(campaign_id=made.id, position=2, category="Yen", currency="JPY", actual_minor=700),
            Measurement(
                objective_id=objective.id,
                measured_on=date(2026, 11, 1),
                value=Decimal("12.5"),
                method=Method.SURVEY,
                source="A survey",
            ),
        ]
    )
    factories.need(session, made, text="=We have no light")
    session.commit()
    return made


def test_stakeholders_go_out_filtered_and_in_thai_order(
    session: Session, office: Office, visit: Visit
) -> None:
    for name in ("เกษม", "กานดา", "ไพร"):
        factories.stakeholder(
            session, kind=StakeholderKind.PERSON, given_th=name, family_th=None, category=Category.MEDIA
        )
    factories.stakeholder(session, organisation_name_en="Not asked for")
    session.commit()
    visitor = visit(office.viewer, language="th")
    assert [row["ชื่อ"] for row in rows(take(visitor, "/stakeholders/export?category=media"))] == [
        "กานดา",
        "เกษม",
        "ไพร",
    ]
    everyone = rows(take(visit(office.viewer), "/stakeholders/export"))
    assert "Not asked for" in {row["Name (English)"] for row in everyone}


def test_a_stakeholder_goes_out_with_place_consents_and_owner(
    session: Session, office: Office, visit: Visit
) -> None:
    paper = factories.stakeholder(session, organisation_name_th=None, organisation_name_en="The Paper")
    one = factories.stakeholder(
        session,
        kind=StakeholderKind.PERSON,
        given_latin="Zed",
        phones=["+66812345678"],
        emails=["a@example.org", "b@example.org"],
        line_id="@zed",
        power=4,
        has_urgency=False,
        owner_id=office.owner.id,
        internal_notes="=Call first",
    )
    session.add_all(
        [
            Affiliation(person_id=one.id, organisation_id=paper.id, position_en="Editor"),
            Consent(
                stakeholder_id=one.id,
                purpose=ConsentPurpose.NEWSLETTERS,
                state=ConsentState.GIVEN,
                text_version="1",
                language="th",
                method=ConsentMethod.PAPER,
                said_at=one.created_at,
            ),
        ]
    )
    session.commit()
    (row,) = rows(take(visit(office.viewer), "/stakeholders/export?q=Zed"))
    assert row["Samphan no."] == str(one.id)
    assert (row["Organisation"], row["Position"]) == ("The Paper", "Editor")
    assert (row["E-mail"], row["LINE ID"]) == ("a@example.org; b@example.org", "'@zed")
    assert (row["Power"], row["Urgency"], row["Interest"]) == ("4", "no", "")
    assert (row["Consent: newsletters"], row["Consent: surveys"]) == ("Consent given", "")
    assert row["Looked after by"] == office.owner.email
    assert row["Internal notes"] == "'=Call first"
    assert row["Name (Thai)"] == ""


def test_erased_ones_go_out_only_when_asked_for(session: Session, office: Office, visit: Visit) -> None:
    factories.stakeholder(session, organisation_name_en="Gone", status=StakeholderStatus.ERASED)
    session.commit()
    visitor = visit(office.viewer)
    assert "Gone" not in {row["Name (English)"] for row in rows(take(visitor, "/stakeholders/export"))}
    (row,) = rows(take(visitor, "/stakeholders/export?status=erased"))
    assert row["Status"] == "Erased"


def test_a_workbook_has_real_days_and_numbers_and_calculates_nothing(
    office: Office, campaign: Campaign, visit: Visit
) -> None:
    office.mate.date_era = Era.BE
    visitor = visit(office.mate)
    page = workbook(take(visitor, f"/campaigns/{campaign.id}/export/objectives", "xlsx"))
    heads = [cell.value for cell in page[1]]
    due, target = heads.index("Due on"), heads.index("Target")
    assert page[2][due].value == datetime.combine(campaign.end_on, datetime.min.time())
    assert page[2][due].number_format.startswith("[$-107")
    assert page[2][target].value == 100
    cells = [cell for row in page.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=HYPERLINK()" in {cell.value for cell in cells}


def test_campaigns_go_out_in_the_order_of_the_list_and_without_hidden_ones(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    factories.campaign(session, office.corporate, office.owner, title_th="กล้าไม้", title_en="Seedlings")
    factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, title_en="Sale", title_th="ฮ"
    )
    session.commit()
    address = "/campaigns/export?sort=title&order=down&kind=communal"
    found = rows(take(visit(office.mate), address))
    assert [row["Title"] for row in found] == ["Wells", "Seedlings"]
    assert found[0]["Owner"] == office.owner.email
    assert found[0]["Team"] == "Corporate Communications"
    outside = rows(take(visit(office.outsider), "/campaigns/export"))
    assert {"Sale", "Noise", "Seedlings"} == {row["Title"] for row in outside}


def test_the_calendar_goes_out_by_occurrence_and_by_its_filters(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    monday = datetime.fromisoformat("2027-01-04T03:00:00+00:00")
    factories.event(
        session,
        campaign,
        title_en="Weekly",
        recurrence="FREQ=WEEKLY;BYDAY=MO;COUNT=3",
        starts_at=monday,
        ends_at=monday + timedelta(hours=1),
        visibility=Visibility.TEAM,
    )
    day = date(2027, 1, 6)
    factories.event(
        session,
        campaign,
        title_en="Fair",
        starts_at=None,
        ends_at=None,
        all_day_start=day,
        all_day_end=day,
        status=EventStatus.TENTATIVE,
    )
    session.commit()
    office.mate.date_era = Era.CE
    address = "/calendar/export?view=agenda&on=2027-01-01"
    found = rows(take(visit(office.mate), address))
    assert [(row["Title"], row["Starts on"], row["Starts at"]) for row in found] == [
        ("Weekly", "2027-01-04", "10:00"),
        ("Fair", "2027-01-06", ""),
        ("Weekly", "2027-01-11", "10:00"),
        ("Weekly", "2027-01-18", "10:00"),
    ]
    assert found[0]["Campaign code"] == campaign.code
    assert found[0]["Repeats"] == "every week on Monday, 3 times"
    tentative = rows(take(visit(office.mate), f"{address}&status=tentative"))
    assert [row["Title"] for row in tentative] == ["Fair"]
    # whatever else they may see in these weeks, nothing of another team's
    theirs = {row["Title"] for row in rows(take(visit(office.outsider), address))}
    assert not theirs & {"Weekly", "Fair"}


PARTS = {
    "participations": ("Role", "Beneficiary"),
    "objectives": ("Unit", "people"),
    "measurements": ("Figure", "12.5"),
    "budget": ("Planned", "1250.50"),
    "needs": ("The need, in their words", "'=We have no light"),
    "history": ("What happened", "exported a list"),
}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_each_list_of_a_campaign_goes_out_to_those_who_see_it(
    session: Session, office: Office, campaign: Campaign, visit: Visit, part: str
) -> None:
    address = f"/campaigns/{campaign.id}/export/{part}"
    visitor = visit(office.viewer)
    found = rows(take(visitor, address, start=f"/campaigns/{campaign.id}/export"))
    heading, value = PARTS[part]
    assert any(value in row[heading] for row in found)
    assert take(visit(office.outsider), address).status_code == 404
    thai = visit(office.viewer, language="th")
    assert len(rows(take(thai, address))) >= len(found)


def test_needs_are_of_communal_campaigns_alone(session: Session, office: Office, visit: Visit) -> None:
    selling = factories.campaign(session, office.corporate, office.owner, Kind.EXCHANGE)
    session.commit()
    visitor = visit(office.owner)
    page = f"/campaigns/{selling.id}/export"
    assert "needs" not in visitor.get(page).text.casefold()
    assert take(visitor, f"{page}/needs", start=page).status_code == 404


def test_money_goes_out_in_whole_units_of_each_currency(
    office: Office, campaign: Campaign, visit: Visit
) -> None:
    found = rows(take(visit(office.mate), f"/campaigns/{campaign.id}/export/budget"))
    assert [(row["Line"], row["Currency"], row["Planned"], row["Actual"]) for row in found] == [
        ("'+Print", "THB", "1250.50", "0.00"),
        ("Yen", "JPY", "0", "700"),
    ]


def test_the_history_of_a_stakeholder_goes_out(session: Session, office: Office, visit: Visit) -> None:
    one = factories.stakeholder(session)
    session.commit()
    visitor = visit(office.owner)
    visitor.press(f"/stakeholders/{one.id}", f"/stakeholders/{one.id}/retire")
    found = rows(take(visitor, f"/stakeholders/{one.id}/export/history"))
    assert any("State: In use → Inactive" in row["What changed"] for row in found)


def test_a_file_has_a_thai_name_an_ascii_one_and_the_day(office: Office, visit: Visit) -> None:
    response = take(visit(office.owner, language="th"), "/stakeholders/export")
    header = response.headers["Content-Disposition"]
    assert header.startswith('attachment; filename="stakeholders-')
    assert "filename*=UTF-8''%E0%B8%9C" in header
    assert response.headers["Cache-Control"] == "no-store"


def test_every_export_is_noted_with_who_took_what(session: Session, office: Office, visit: Visit) -> None:
    take(visit(office.owner), "/stakeholders/export")
    entry = session.scalars(select(ActivityEntry).where(ActivityEntry.verb == "list.exported")).one()
    assert (entry.actor_id, entry.values["name_en"]) == (office.owner.id, "Stakeholders")


def test_ten_a_minute_are_enough(
    app: Flask, session: Session, office: Office, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = visit(office.owner)
    for _ in range(pacing.MOST):
        assert take(visitor, "/stakeholders/export").status_code == 200
    refused = take(visitor, "/stakeholders/export")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "Ten lists a minute" in refused.get_data(as_text=True)
    # somebody else is not held up, and neither is the same person a minute later
    assert take(visit(office.mate), "/stakeholders/export").status_code == 200
    for entry in session.scalars(select(ActivityEntry)):
        entry.at -= timedelta(seconds=61)
    session.commit()
    assert take(visitor, "/stakeholders/export").status_code == 200


@pytest.mark.parametrize("form", ["", "pdf", "CSV"])
def test_a_form_that_is_not_offered_is_refused(office: Office, visit: Visit, form: str) -> None:
    assert take(visit(office.owner), "/stakeholders/export", form).status_code == 400


@pytest.mark.parametrize(
    "address", ["/stakeholders/export", "/campaigns/export", "/calendar/export", "/archive"]
)
def test_nothing_goes_out_by_a_link_or_to_a_stranger(office: Office, visit: Visit, address: str) -> None:
    if address != "/archive":
        visit(office.owner).get(address, status=405)
    assert visit().client.post(address, data={"form": "csv"}).status_code in {302, 400}


def buttons(page: Any) -> set[str]:
    return {form.get("action", "").partition("?")[0] for form in page.all("form")}


def test_every_list_offers_its_export_with_its_filters(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    factories.event(
        session,
        campaign,
        starts_at=datetime.fromisoformat("2027-01-04T03:00:00+00:00"),
        ends_at=datetime.fromisoformat("2027-01-04T04:00:00+00:00"),
    )
    one = factories.stakeholder(session)
    session.commit()
    visitor = visit(office.mate)
    page = visitor.get("/stakeholders?kind=organisation")
    assert "/stakeholders/export?kind=organisation" in {form.get("action") for form in page.all("form")}
    page = visitor.get("/campaigns?kind=communal&sort=start")
    assert "/campaigns/export?kind=communal&sort=start" in {form.get("action") for form in page.all("form")}
    page = visitor.get("/calendar?on=2027-01-04&kind=communal")
    (action,) = {form.get("action", "") for form in page.all("form") if "export" in form.get("action", "")}
    assert action == "/calendar/export?view=month&on=2027-01-04&kind=communal"
    assert f"/campaigns/{campaign.id}/export" in visitor.get(f"/campaigns/{campaign.id}").links()
    offered = buttons(visitor.get(f"/campaigns/{campaign.id}/export"))
    assert {f"/campaigns/{campaign.id}/export/{part}" for part in PARTS} <= offered
    visitor.press(f"/stakeholders/{one.id}", f"/stakeholders/{one.id}/retire")
    assert f"/stakeholders/{one.id}/export/history" in buttons(visitor.get(f"/stakeholders/{one.id}"))


def test_a_longer_list_asks_statements_by_the_batch(session: Session, office: Office, visit: Visit) -> None:
    def cost() -> int:
        visitor = visit(office.owner)
        visitor.get("/stakeholders")
        with statements(session) as sent:
            take(visitor, "/stakeholders/export")
        return len(sent)

    factories.stakeholder(session)
    session.commit()
    few = cost()
    for _ in range(120):
        factories.stakeholder(session)
    session.commit()
    assert cost() == few
