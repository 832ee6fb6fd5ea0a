"""Setting an objective, and adding a metric of the campaign's own."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.objectives.words import Direction, Stage
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor
from tests.web.objectives.read import objectives

Visit = Callable[..., Visitor]
TYPED: dict[str, Any] = {
    "statement_th": "ครัวเรือน 60 ครัวเรือนร่วมดูแลแนวป่า",
    "metric": "people_reached",
    "baseline": "๑๒",
    "target": "1,060.5",
}


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    made = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    return made


def new(campaign: Campaign) -> str:
    return f"/campaigns/{campaign.id}/objectives/new"


def options(page: Page, name: str) -> list[str]:
    select = next(one for one in page.all("select") if one.get("name") == name)
    return [option.get("value", "") for option in select.iter() if str(option.tag).endswith("option")]


def test_a_team_mate_sets_one_with_five_answers(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    visitor = visit(office.mate)
    answer = visitor.fill(visitor.get(new(campaign)), new(campaign), **TYPED)
    page = visitor.follow(answer)
    assert page.heading == TYPED["statement_th"]
    assert "Nothing has been measured yet" in page.text
    made = objectives(session, campaign)[0]
    assert (made.baseline, made.target, made.due_on) == (Decimal(12), Decimal("1060.5"), campaign.end_on)
    assert (made.unit, made.stage, made.direction) == ("people", Stage.OUTPUT, Direction.REACH)


def test_a_baseline_may_be_not_known_yet(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    typed = {**TYPED, "baseline": "", "baseline_unknown": "y"}
    page = visitor.follow(visitor.fill(visitor.get(new(campaign)), new(campaign), **typed))
    assert "The baseline is not known yet" in page.text
    assert objectives(session, campaign)[0].baseline is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"statement_th": " "}, "in Thai or in English"),
        ({"metric": ""}, "Choose what is measured"),
        ({"metric": "pr_value"}, "Choose one from the list"),
        ({"metric": "own-1"}, "Choose one from the list"),
        ({"metric": "own-٣"}, "Choose one from the list"),
        ({"baseline": ""}, "tick that it is not known yet"),
        ({"baseline_unknown": "y"}, "not both"),
        ({"baseline": "about ten"}, "Write a number"),
        ({"baseline": "NaN"}, "Write a number"),
        ({"target": ""}, "Fill this in"),
        ({"target": "1e400"}, "number"),
        ({"target": "12"}, "nothing would change"),
        ({"target": "-1"}, "cannot be less than 0"),
        ({"metric": "csat_score", "baseline": "3", "target": "6"}, "lies between 1 and 5"),
        ({"direction": "maintain"}, "can be maintained"),
        ({"direction": "increase", "target": "5"}, "must lie above"),
        ({"due_on": "31/11/2569"}, "30"),
        ({"due_on": "24/11/69"}, "year"),
        ({"due_on": "1/1/2560"}, "before the campaign begins"),
    ],
)
def test_bad_input_is_explained_in_either_language_and_kept(
    visit: Visit, office: Office, session: Session, campaign: Campaign, wrong: dict[str, Any], told: str
) -> None:
    sent = {**TYPED, **wrong}
    for language in ("en", "th"):
        visitor = visit(office.owner, language=language)
        page = visitor.fill(visitor.get(new(campaign)), new(campaign), status=422, **sent)
        assert language == "th" or told in page.text
        assert [line for line in page.all("p") if line.get("class") == "field-error"]
        kept = page.form(new(campaign)).values
        for key in ("statement_th", "baseline", "target"):
            assert kept[key][0].strip() == sent[key].strip()
    assert objectives(session, campaign) == []


def test_a_communal_campaign_is_offered_no_return_and_refuses_one(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(new(campaign))
    returns = {"redemptions", "return_value", "cost_per_redemption"}
    assert not returns & set(options(page, "metric"))
    for key in returns:
        refused = visitor.fill(page, new(campaign), status=422, **{**TYPED, "metric": key})
        assert "seeks no return" in refused.text
    assert objectives(session, campaign) == []


def test_an_exchange_campaign_is_offered_returns(visit: Visit, office: Office, session: Session) -> None:
    campaign = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    session.commit()
    page = visit(office.outsider).get(new(campaign))
    assert {"redemptions", "return_value", "cost_per_redemption"} <= set(options(page, "metric"))


def test_what_is_kept_where_it_is_needs_its_direction(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    typed = {
        **TYPED,
        "metric": "promises_kept_rate",
        "baseline": "95",
        "target": "95",
        "direction": "maintain",
    }
    visitor.fill(visitor.get(new(campaign)), new(campaign), **typed)
    assert objectives(session, campaign)[0].direction == Direction.MAINTAIN


def test_a_form_sent_twice_sets_one(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(new(campaign))
    first, second = (visitor.fill(page, new(campaign), **TYPED) for _ in range(2))
    assert first.location == second.location
    assert len(objectives(session, campaign)) == 1


def test_a_metric_of_its_own_is_added_and_chosen(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    add = f"/campaigns/{campaign.id}/metrics/new"
    page = visitor.get(add)
    assert "is_return" not in page.form(add).names
    refused = visitor.fill(page, add, status=422, name_th="", unit="")
    assert "in Thai or in English" in refused.text
    form = visitor.follow(visitor.fill(visitor.get(add), add, name_th="ต้นไม้รอด", unit="ต้น"))
    assert form.form(new(campaign)).values["metric"][0].startswith("own-")
    typed = {key: value for key, value in TYPED.items() if key != "metric"}
    visitor.fill(form, new(campaign), **typed)
    made = objectives(session, campaign)[0]
    assert made.own_metric is not None
    assert (made.metric, made.own_metric.name_th, made.unit) == (None, "ต้นไม้รอด", "ต้น")


def test_a_return_of_its_own_is_refused_on_a_communal_campaign(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    add = f"/campaigns/{campaign.id}/metrics/new"
    sent = visitor.get(add).form(add).filled(name_en="Orders", unit="orders")
    page = visitor.post(add, {**sent, "is_return": "y"}, status=422)
    assert "seeks no return" in page.text


def test_a_metric_of_another_campaign_is_not_offered(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    other = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    visitor = visit(office.owner)
    add = f"/campaigns/{other.id}/metrics/new"
    answer = visitor.fill(visitor.get(add), add, name_en="Trees", unit="trees")
    foreign = answer.location.partition("metric=")[2]
    page = visitor.get(f"{new(campaign)}?metric={foreign}")
    assert foreign not in options(page, "metric")
    visitor.fill(page, new(campaign), status=422, **{**TYPED, "metric": foreign})


def test_who_may_not(visit: Visit, office: Office, session: Session, campaign: Campaign) -> None:
    secret = factories.campaign(session, office.corporate, office.owner, confidentiality="restricted")
    session.commit()
    for path in ("objectives/new", "metrics/new"):
        visit(office.viewer).get(f"/campaigns/{campaign.id}/{path}", status=403)
        visit(office.outsider).get(f"/campaigns/{campaign.id}/{path}", status=403)
        visit(office.mate).get(f"/campaigns/{secret.id}/{path}", status=404)
        visit(office.owner).get(f"/campaigns/999999/{path}", status=404)


def test_an_archived_campaign_is_only_read(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    made = factories.objective(session, campaign)
    visitor = visit(office.owner)
    page = visitor.get(new(campaign))
    campaign.status = Status.ARCHIVED
    session.commit()
    for path in (new(campaign), f"/objectives/{made.id}/edit", f"/objectives/{made.id}/measurements/new"):
        assert "archived" in visitor.get(path, status=422).text
    visitor.fill(page, new(campaign), status=422, **TYPED)
    shown = visitor.get(f"/objectives/{made.id}")
    assert not [link for link in shown.links() if f"/objectives/{made.id}/" in link]
