"""The history of a record, read back in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from planner.activity import log
from planner.activity.words import WORDS
from planner.campaigns import actions, budget
from planner.campaigns.actions import Revision
from planner.campaigns.budget import LineData
from planner.campaigns.kinds import Section
from planner.campaigns.models import Campaign
from planner.campaigns.words import NeedSource
from planner.db import Base
from planner.web.field_names import field_name
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]


def told(page: Page) -> str:
    """The words of the history."""
    return page.text.rpartition("History")[2]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A draft of the owner's."""
    made = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    return made


def revise(session: Session, office: Office, campaign: Campaign, section: Section, **values: Any) -> None:
    actions.revise(session, campaign.id, Revision(section, values), actor=office.mate)
    session.commit()


def test_keys_days_people_and_answers_are_read_back_in_words(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    revise(session, office, campaign, Section.NEED, need_source=NeedSource.THIRD_PARTY_DATA)
    revise(session, office, campaign, Section.WHY, seeks_no_benefit=True)
    revise(
        session,
        office,
        campaign,
        Section.ABOUT,
        end_on=date(2030, 12, 31),
        approver_id=office.approver.id,
        field_of_work="csr",
    )
    revise(session, office, campaign, Section.STRATEGY, iso26000=["environment"])
    words = told(visit(office.owner).get(f"/campaigns/{campaign.id}"))
    for one in (
        f"{office.mate.name_en} changed the plan",
        "Data of a third party",
        "No benefit sought",
        "Yes",
        "31 Dec BE 2573",
        str(office.approver.name_en),
        "CSR",
        "Environment",
    ):
        assert one in words


def test_the_same_in_thai_and_its_era(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    revise(session, office, campaign, Section.ABOUT, end_on=date(2030, 12, 31))
    office.owner.language = "th"  # type: ignore[assignment] # the column takes the key
    session.commit()
    page = visit(office.owner, language="th").get(f"/campaigns/{campaign.id}")
    assert "31 ธ.ค. 2573" in page.text
    assert str(office.mate.name_th) in page.text


def test_money_is_told_in_its_currency(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    line = budget.add(session, campaign.id, LineData("Prize", "JPY", planned_minor=5_000), actor=office.owner)
    budget.remove(session, line.id, actor=office.owner)
    session.commit()
    words = told(visit(office.owner).get(f"/campaigns/{campaign.id}"))
    assert "added a budget line: Prize" in words
    assert "JPY 5,000" in words


def test_a_long_history_is_shown_whole_when_asked(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    for n in range(15):
        revise(session, office, campaign, Section.WHY, situation_en=f"version {n}")
    visitor = visit(office.owner)
    short = visitor.get(f"/campaigns/{campaign.id}")
    more = f"/campaigns/{campaign.id}?history=all#history"
    assert more in short.links()
    assert "version 0" not in told(short)
    assert "version 0" in told(visitor.get(more.partition("#")[0]))


def test_deeds_of_the_command_line_have_no_person(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    campaign.situation_en = "Loaded"
    log.record(session, verb="campaign.revised", subject=campaign, actor=None)
    session.commit()
    assert "The command line changed the plan" in visit(office.owner).get(f"/campaigns/{campaign.id}").text


def test_a_key_that_no_vocabulary_has_any_more_is_shown_as_it_was(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    log.record(
        session,
        verb="campaign.revised",
        subject=campaign,
        actor=office.owner,
        changes={"need_source": ["an_older_key", None], "expected_return_value": [None, Decimal(5)]},
    )
    session.commit()
    words = told(visit(office.owner).get(f"/campaigns/{campaign.id}"))
    assert "an_older_key" in words
    assert "Expected return" not in words


UNTOLD = {
    # kept by the planner, never typed
    *(
        "id",
        "version",
        "created_at",
        "updated_at",
        "created_by_id",
        "updated_by_id",
        "sort_key",
        "search_text",
    ),
    *(
        "uid",
        "sequence",
        "printed_at",
        "spans_from",
        "spans_until",
        "is_long",
        "continues_id",
        "objective_id",
    ),
}
TABLES = (
    *("campaign", "participation", "key_message", "budget_line"),
    *("event", "objective", "measurement", "stakeholder", "user"),
)


def test_every_field_that_people_edit_has_a_name(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        unnamed = [
            f"{table}.{column.key}"
            for table in TABLES
            for column in Base.metadata.tables[table].columns
            if column.key not in UNTOLD and field_name(table, column.key) == column.key.replace("_", " ")
        ]
    assert unnamed == []


def test_every_verb_has_a_place_for_who_did_it() -> None:
    # at a till nobody is signed in; the words say where it was instead
    at_tills = {verb for verb in WORDS if verb.endswith("_at_till")}
    unsaid = {verb for verb, words in WORDS.items() if "%(actor)s" not in words}
    assert unsaid == at_tills
    assert all("%(place)s" in WORDS[verb] for verb in at_tills)
