"""The page of one objective: its figures, its arithmetic, its history; and how it stands on the campaign's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.objectives import actions, queries
from planner.objectives.models import Objective
from planner.objectives.setting import MeasurementData, ObjectiveData
from planner.objectives.words import Method
from tests import factories
from tests.factories import Office
from tests.pages import Visitor, words

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    today = clock.today()
    made = factories.campaign(
        session,
        office.corporate,
        office.owner,
        start_on=today - timedelta(days=50),
        end_on=today + timedelta(days=50),
    )
    session.commit()
    return made


@pytest.fixture
def objective(session: Session, office: Office, campaign: Campaign) -> Objective:
    data = ObjectiveData(
        statement_th="60 ครัวเรือนร่วมดูแลแนวป่า",
        statement_en="60 households look after the belt",
        metric="people_reached",
        baseline=Decimal(12),
        target=Decimal(60),
        due_on=campaign.end_on,
    )
    made = actions.set(session, campaign, data, actor=office.owner)
    session.commit()
    return made


def measure(session: Session, office: Office, objective: Objective, value: int, days_ago: int = 0) -> None:
    on = clock.today() - timedelta(days=days_ago)
    data = MeasurementData(on, Method.OBSERVATION, "Field notes", Decimal(value), note="Counted twice")
    actions.measure(session, objective, data, actor=office.owner)
    session.commit()


def test_everyone_who_sees_the_campaign_reads_it_in_either_language(
    visit: Visit, office: Office, session: Session, objective: Objective
) -> None:
    measure(session, office, objective, 44)
    for who in (office.owner, office.viewer, office.outsider):
        page = visit(who).get(f"/objectives/{objective.id}")
        assert page.heading == "60 households look after the belt"
        for told in (
            "On track",
            "From 12 to 60 is a way of 48",
            "is 32 of it: 66%",
            "Field notes",
            "Counted twice",
        ):
            assert told in page.text
    thai = visit(office.owner, language="th").get(f"/objectives/{objective.id}")
    assert thai.heading == "60 ครัวเรือนร่วมดูแลแนวป่า"


def test_the_plot_and_its_table_say_the_same(
    visit: Visit, office: Office, session: Session, objective: Objective
) -> None:
    measure(session, office, objective, 20, days_ago=9)
    measure(session, office, objective, 44)
    page = visit(office.owner).get(f"/objectives/{objective.id}")
    assert len([one for one in page.all("svg") if one.get("role") == "img"]) == 1
    figures = [words(row) for row in page.all("tr")]
    for role, value in (("Baseline", "12"), ("Measured", "20"), ("Measured", "44"), ("Target", "60")):
        assert [row for row in figures if row.startswith(role) and row.endswith(value)]


def test_nobody_else_finds_it(visit: Visit, office: Office, session: Session) -> None:
    secret = factories.campaign(session, office.corporate, office.owner, confidentiality="team")
    made = factories.objective(session, secret)
    session.commit()
    visit(office.outsider).get(f"/objectives/{made.id}", status=404)
    visit(office.mate).get(f"/objectives/{made.id}")
    visit(office.owner).get("/objectives/999999", status=404)
    visit().get(f"/objectives/{made.id}", status=302)


def test_those_who_may_not_change_it_have_nothing_to_press(
    visit: Visit, office: Office, objective: Objective
) -> None:
    for who in (office.viewer, office.outsider):
        page = visit(who).get(f"/objectives/{objective.id}")
        assert not [link for link in page.links() if f"/objectives/{objective.id}/" in link]
        assert not [form for form in page.all("form") if "/objectives/" in form.get("action", "")]


def test_what_is_not_known_is_said(
    visit: Visit, office: Office, session: Session, objective: Objective
) -> None:
    text = visit(office.owner).get(f"/objectives/{objective.id}").text
    assert "The baseline has no date or no source" in text


def test_it_is_marked_as_not_measured_with_the_reason_and_back(
    visit: Visit, office: Office, session: Session, objective: Objective
) -> None:
    visitor = visit(office.mate)
    home = f"/objectives/{objective.id}"
    answer = visitor.press(home, f"{home}/not-measured", comment=" ")
    assert "Say why it was not measured" in visitor.follow(answer).text
    page = visitor.follow(visitor.press(home, f"{home}/not-measured", comment="The log was lost"))
    assert "Not measured" in page.text
    assert "Why: The log was lost" in page.text
    assert f"{home}/measurements/new" not in page.links()
    page = visitor.follow(visitor.press(home, f"{home}/measure-after-all"))
    assert f"{home}/measurements/new" in page.links()


def test_it_is_taken_out_of_the_plan_unless_it_was_measured(
    visit: Visit, office: Office, session: Session, campaign: Campaign, objective: Objective
) -> None:
    visitor = visit(office.owner)
    home = f"/objectives/{objective.id}"
    page = visitor.get(home)
    measure(session, office, objective, 44)
    answer = visitor.fill(page, f"{home}/remove")
    assert "has been measured" in visitor.follow(answer).text
    bare = factories.objective(session, campaign)
    session.commit()
    answer = visitor.press(f"/objectives/{bare.id}", f"/objectives/{bare.id}/remove")
    assert answer.location.endswith(f"/campaigns/{campaign.id}#success")
    visitor.get(f"/objectives/{bare.id}", status=404)


@pytest.mark.parametrize("step", ["remove", "not-measured", "measure-after-all"])
def test_a_step_is_pressed_never_opened_and_not_by_others(
    visit: Visit, office: Office, session: Session, objective: Objective, step: str
) -> None:
    address = f"/objectives/{objective.id}/{step}"
    visit(office.owner).get(address, status=405)
    secret = factories.objective(
        session, factories.campaign(session, office.corporate, office.owner, confidentiality="team")
    )
    session.commit()
    for who in (office.viewer, office.outsider):
        visitor = visit(who)
        token = visitor.get("/stakeholders").form(action="/sign-out").values["csrf_token"]
        visitor.post(address, {"csrf_token": token, "comment": "Why"}, status=403)
    visitor.post(f"/objectives/{secret.id}/{step}", {"csrf_token": token}, status=404)


def test_a_button_pressed_on_an_old_page_does_nothing(
    visit: Visit, office: Office, session: Session, objective: Objective
) -> None:
    visitor = visit(office.owner)
    home = f"/objectives/{objective.id}"
    page = visitor.get(home)
    visitor.fill(visitor.get(f"{home}/edit"), f"{home}/edit", target="70")
    answer = visitor.fill(page, f"{home}/not-measured", comment="Lost")
    assert "Someone changed this" in visitor.follow(answer).text


def test_the_campaigns_page_shows_state_and_arithmetic(
    visit: Visit, office: Office, session: Session, campaign: Campaign, objective: Objective
) -> None:
    measure(session, office, objective, 15)
    bare = factories.objective(session, campaign, statement_en="Nothing measured here", position=2)
    session.commit()
    page = visit(office.viewer).get(f"/campaigns/{campaign.id}")
    for told in (
        "60 households look after the belt",
        "At risk",
        "is 3 of it: 6%",
        "Nothing measured here",
        "From 10 to 100.",
    ):
        assert told in page.text
    assert {f"/objectives/{objective.id}", f"/objectives/{bare.id}"} <= set(page.links())


def test_a_return_is_shown_on_an_exchange_campaign(visit: Visit, office: Office, session: Session) -> None:
    campaign = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    made = factories.objective(session, campaign, metric="redemptions", unit="redemptions")
    session.commit()
    assert "Redemptions" in visit(office.outsider).get(f"/objectives/{made.id}").text


def test_the_history_tells_who_measured_what(
    visit: Visit, office: Office, session: Session, objective: Objective
) -> None:
    measure(session, office, queries.shown(session, objective.id, actor=office.owner), 44)
    text = visit(office.viewer).get(f"/objectives/{objective.id}").text
    assert f"{office.owner.name_en} recorded a measurement: 60 households look after the belt – 44" in text
    assert f"{office.owner.name_en} set an objective" in text
