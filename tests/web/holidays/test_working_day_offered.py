"""Wherever a day is asked for that is still to come, the next working day is offered if the office is closed."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

import planner.web
from planner.campaigns.models import Campaign
from planner.dates import Era
from planner.holidays import actions
from planner.web.fields import Day
from planner.web.forms import PlannerForm
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]

# What is told as it was, what says itself when the office is closed, and days between which something is looked for.
AS_IT_WAS = {
    "accounts.absences.first_on",
    "accounts.absences.last_on",
    "briefs.calendars.first",
    "briefs.calendars.last",
    # what was given, said or done
    "contributions.forms.contributed_on",
    "contributions.needs.answered_on",
    "contributions.needs.outcome_on",
    "contributions.needs.stated_on",
    "holidays.forms.end_on",
    "holidays.forms.on",
    "holidays.forms.start_on",
    "objectives.forms.baseline_on",
    "objectives.forms.measured_on",
    "objectives.forms.period_start_on",
    # an offer holds on a holiday, too
    "promotions.forms.end_on",
    "promotions.forms.permit_expires_on",
    "promotions.forms.redeemed_on",
    "promotions.forms.start_on",
    "stakeholders.forms.ended_on",
    "stakeholders.forms.said_on",
    "stakeholders.forms.started_on",
}


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """In April 2027, when Songkran is from Tuesday 13 to Thursday 15."""
    made = factories.campaign(
        session, office.corporate, office.owner, start_on=date(2027, 4, 1), end_on=date(2027, 5, 31)
    )
    session.commit()
    return made


def _offered(page: Page) -> list[tuple[str | None, str]]:
    """What is offered, as it would be typed and as it is said."""
    return [
        (line.get("data-working-day"), "".join(line.itertext()).strip())
        for line in page.all("p")
        if line.get("data-working-day")
    ]


def _days() -> dict[str, Any]:
    """The fields of every form for which a day is typed, by module and name."""
    found = {}
    for module in pkgutil.walk_packages(planner.web.__path__, "planner.web."):
        for _, form in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            for key in dir(form) if issubclass(form, PlannerForm) else ():
                field = getattr(form, key, None)
                if getattr(field, "field_class", None) is Day:
                    found[f"{form.__module__.removeprefix('planner.web.')}.{key}"] = field
    return found


def test_every_day_to_come_has_the_offer() -> None:
    days = _days()
    assert len(days) > 20
    assert {name for name, field in days.items() if field.kwargs.get("as_it_was")} == AS_IT_WAS


def test_a_form_offers_it_in_the_readers_era_even_without_scripts(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    new = f"/campaigns/{campaign.id}/events/new?on="
    thai = visit(office.mate, language="th")
    assert _offered(thai.get(f"{new}2027-04-13"))[0][0] == "16/4/2570"
    office.mate.date_era = Era.CE
    session.commit()
    english = visit(office.mate, language="en")
    assert _offered(english.get(f"{new}2027-04-13")) == [("16/4/2027", "Next working day: Fri 16 Apr 2027")]
    assert _offered(english.get(f"{new}2027-04-17"))[0][0] == "19/4/2027"
    assert _offered(english.get(f"{new}2027-04-16")) == []


def test_a_day_that_is_told_as_it_was_has_none(visit: Visit, office: Office) -> None:
    page = visit(office.mate).get("/profile/absences/new")
    assert not any("data-working-day" in line.attrib for line in page.all("p"))


def test_scripts_ask_for_it_over_the_end_of_a_year_too(
    visit: Visit, session: Session, office: Office
) -> None:
    actions.take_over(session, "TH", 2027, actor=office.administrator)
    session.commit()
    visitor = visit(office.mate)

    def told(on: str) -> Any:
        return visitor.get(f"/holidays/on/{on}").response.get_json()

    # Friday, the last of 2027; the office is closed, and on the next weekday too
    assert told("2027-12-31")["value"] == "4/1/2571"
    assert told("2027-06-15") == {"note": "", "offer": "", "value": ""}
    assert told("nothing") == {"note": "", "offer": "", "value": ""}
    assert told("2027-06-19")["offer"] == "Next working day: Mon 21 Jun BE 2570"
