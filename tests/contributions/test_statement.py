"""The statement of a year: every figure is that of a recount of the rows with a pencil, currencies apart."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from planner.accounts import queries as people
from planner.briefs import statement_paper
from planner.briefs.shapes import Reader
from planner.contributions import queries, statement
from planner.contributions.statement import Scope
from planner.contributions.words import Form, Leverage, SubjectArea
from planner.dates.eras import Era
from planner.i18n import Language
from tests import factories
from tests.factories import Office

ROW = st.fixed_dictionaries(
    {
        "form": st.sampled_from(list(Form)),
        "currency": st.sampled_from(["THB", "USD"]),
        "value_minor": st.one_of(st.none(), st.integers(0, 10**9)),
        "contributed_on": st.dates(date(2025, 12, 30), date(2026, 1, 3)),
        "subject_area": st.sampled_from(list(SubjectArea)[:3]),
        "place": st.sampled_from([None, "Nan", "น่าน"]),
        "sdg": st.lists(st.integers(1, 17), unique=True, max_size=3),
        "hours": st.one_of(st.none(), st.integers(1, 500).map(lambda n: Decimal(n) / 2)),
        "in_paid_time": st.sampled_from([None, True, False]),
        "people_reached": st.one_of(st.none(), st.integers(0, 900)),
        "leverage_customers_minor": st.one_of(st.none(), st.integers(0, 10**6)),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, max_size=8))
def test_every_figure_is_that_of_a_recount(
    session: Session, office: Office, rows: list[dict[str, Any]]
) -> None:
    session.rollback()
    owner = people.person(session, office.owner.id)
    campaign = factories.campaign(session, office.corporate, owner)
    for row in rows:
        values = {**row, "value_minor": None if row["in_paid_time"] is False else row["value_minor"]}
        factories.contribution(session, campaign, **values)
    told = statement.of(session, Scope(2026, campaign_id=campaign.id), actor=owner)
    mine = [
        {**row, "value_minor": None if row["in_paid_time"] is False else row["value_minor"]}
        for row in rows
        if row["contributed_on"].year == 2026
    ]
    assert told.total.entries == len(mine) == len(told.rows)
    for currency in ("THB", "USD"):
        held = [row for row in mine if row["currency"] == currency and row["value_minor"] is not None]
        assert told.total.value.get(currency, 0) == sum(row["value_minor"] for row in held)
        for form in Form:
            sums = told.by_form.get(form)
            of_form = sum(row["value_minor"] for row in held if row["form"] == form)
            assert (sums.value.get(currency, 0) if sums else 0) == of_form
        given_value = told.given.value.get(currency, 0)
        assert given_value + told.managing.value.get(currency, 0) == told.total.value.get(currency, 0)
        by_subject = sum(sums.value.get(currency, 0) for sums in told.by_subject.values())
        assert by_subject == given_value
        lent = sum(row["leverage_customers_minor"] or 0 for row in mine if row["currency"] == currency)
        assert told.leverage.get(Leverage.CUSTOMERS, {}).get(currency, 0) == lent
    without = [row for row in mine if row["value_minor"] is None and row["in_paid_time"] is not False]
    assert told.total.unvalued == len(without)
    paid = sum((row["hours"] or 0 for row in mine if row["in_paid_time"]), Decimal(0))
    own = sum((row["hours"] or 0 for row in mine if not row["in_paid_time"]), Decimal(0))
    assert (told.total.paid_hours, told.total.own_hours) == (paid, own)
    assert told.total.people_reached == sum(row["people_reached"] or 0 for row in mine)
    given_rows = [row for row in mine if row["form"] != Form.MANAGEMENT_COST]
    goals = Counter(str(goal) for row in given_rows for goal in row["sdg"])
    assert {goal.value: sums.entries for goal, sums in told.by_goal.items()} == goals
    places = Counter(row["place"] for row in given_rows if row["place"])
    assert {place: sums.entries for place, sums in told.by_place.items()} == places


def test_the_statement_is_of_what_its_reader_may_see_and_narrows_to_a_team(
    session: Session, office: Office
) -> None:
    open_to_all = factories.campaign(session, office.corporate, office.owner)
    restricted = factories.campaign(session, office.corporate, office.owner, confidentiality="restricted")
    for one in (open_to_all, restricted):
        factories.contribution(session, one, contributed_on=date(2026, 5, 1))
    session.commit()
    assert statement.of(session, Scope(2026), actor=office.owner).total.entries == 2
    assert statement.of(session, Scope(2026), actor=office.outsider).total.entries == 1
    assert statement.of(session, Scope(2026, office.marketing.id), actor=office.owner).total.entries == 0
    assert statement.of(session, Scope(2026, office.corporate.id), actor=office.owner).total.entries == 2
    assert statement.years(session, actor=office.outsider) == [2026]


def test_places_stand_in_thai_order_and_come_to_what_was_given(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    for place in ("เชียงใหม่", "น่าน", None, "ตาก"):
        factories.contribution(session, campaign, place=place, iso26000=["environment"])
    session.commit()
    told = statement.counted(queries.contributions_of(session, campaign.id))
    assert list(told.by_place) == ["เชียงใหม่", "ตาก", "น่าน"]
    groups = {
        one.heading: one for one in statement_paper.groups(told, Reader(Language.TH, Era.BE, "Asia/Bangkok"))
    }
    assert sum(one.entries for one in groups[statement_paper.BY_PLACE].lines) == told.given.entries == 4
    assert [one.entries for one in groups[statement_paper.BY_CORE_SUBJECT].lines] == [4]
