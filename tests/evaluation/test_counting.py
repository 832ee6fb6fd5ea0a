"""What the planner counts for objectives, held against a recount of the rows, with what is missing from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.contributions.words import Form
from planner.evaluation import counting
from planner.objectives.models import Measurement
from planner.objectives.words import Method
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

PROMOTION = st.tuples(
    st.sampled_from(["THB", "THB", "USD"]),
    st.one_of(st.none(), st.integers(0, 50_000)),
    st.lists(st.tuples(st.integers(1, 9), st.one_of(st.none(), st.integers(0, 900_000))), max_size=4),
)


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of marketing, and running."""
    made = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE)
    session.commit()
    return made


def _value(session: Session, campaign: Campaign, metric: str) -> Decimal | None:
    found = counting.count(session, campaign, metric, now=clock.now())
    return None if found is None else found.value


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(promoted=st.lists(PROMOTION, max_size=4))
def test_figures_are_those_of_a_recount_and_currencies_stay_apart(
    session: Session, campaign: Campaign, promoted: list[tuple[str, int | None, list[tuple[int, int | None]]]]
) -> None:
    session.rollback()
    for currency, cost, taken in promoted:
        one = factories.promotion(session, campaign, currency=currency, cost_per_unit_minor=cost)
        for quantity, value in taken:
            factories.redemption(session, one, quantity=quantity, value_minor=value)
    baht = [(cost, taken) for currency, cost, taken in promoted if currency == "THB"]
    values = [value for _, taken in baht for _, value in taken if value is not None]
    costed = [(cost, quantity) for cost, taken in baht if cost is not None for quantity, _ in taken]
    quantity = sum(one for _, one in costed)
    every = [one for _, _, taken in promoted for one, _ in taken]
    assert _value(session, campaign, "redemptions") == (Decimal(sum(every)) if promoted else None)
    assert _value(session, campaign, "return_value") == (Decimal(sum(values)) / 100 if values else None)
    expected = Decimal(sum(cost * one for cost, one in costed)) / quantity / 100 if quantity else None
    found = _value(session, campaign, "cost_per_redemption")
    assert found == (None if expected is None else expected.quantize(Decimal("0.0001")))
    session.rollback()


def test_what_is_missing_is_said(session: Session, campaign: Campaign) -> None:
    factories.redemption(session, factories.promotion(session, campaign))
    factories.promotion(session, campaign, currency="USD", cost_per_unit_minor=1)
    found = counting.count(session, campaign, "return_value", now=clock.now())
    assert found is not None
    assert found.value is None
    assert [one.message for one in found.missing] == [counting.OTHER_MONEY, counting.UNVALUED]
    cost = counting.count(session, campaign, "cost_per_redemption", now=clock.now())
    assert cost is not None
    assert [one.message for one in cost.missing] == [counting.OTHER_MONEY, counting.NO_COST]


def test_new_contacts_are_counted_from_the_events_that_say_so(session: Session, campaign: Campaign) -> None:
    past = clock.now() - timedelta(days=9)
    over = {"starts_at": past, "ends_at": past + timedelta(hours=1), "spans_until": past + timedelta(days=1)}
    factories.event(session, campaign, met_new_count=4, **over)
    factories.event(session, campaign, met_new_count=3, **over)
    factories.event(session, campaign, **over)
    factories.event(session, campaign)
    found = counting.count(session, campaign, "new_contacts_met", now=clock.now())
    assert found is not None
    assert (found.value, found.source.values) == (Decimal(7), {"count": 2})
    assert [(one.message, one.values) for one in found.missing] == [(counting.NOT_NOTED, {"count": 1})]


@pytest.mark.parametrize("metric", ["redemptions", "return_value", "cost_per_redemption"])
def test_nothing_of_a_return_is_counted_for_a_communal_campaign(
    session: Session, office: Office, metric: str
) -> None:
    giving = factories.campaign(session, office.corporate, office.owner)
    factories.redemption(session, factories.promotion(session, giving), value_minor=5)
    assert counting.count(session, giving, metric, now=clock.now()) is None


def test_the_figure_is_taken_over_with_its_method_and_source(
    session: Session, office: Office, campaign: Campaign, visit: Callable[..., Visitor]
) -> None:
    objective = factories.objective(session, campaign, metric="redemptions", unit="redemptions")
    factories.redemption(session, factories.promotion(session, campaign), quantity=12)
    session.commit()
    visitor = visit(office.outsider)
    page = visitor.get(f"/objectives/{objective.id}")
    assert "Counted from what was redeemed. Promotions: 1." in page.text
    visitor.fill(
        visitor.get(f"/objectives/{objective.id}/measurements/new?counted=1"),
        f"/objectives/{objective.id}/measurements/new",
    )
    taken = session.scalars(select(Measurement).order_by(Measurement.id)).one()
    assert (taken.value, taken.method) == (Decimal(12), Method.REDEMPTION_LOG)
    assert taken.source == "Counted from what was redeemed. Promotions: 1."


GIVEN = st.tuples(
    st.sampled_from(list(Form)),
    st.sampled_from(["THB", "THB", "USD"]),
    st.one_of(st.none(), st.integers(0, 10**8)),
    st.one_of(st.none(), st.integers(0, 500)),
    st.one_of(st.none(), st.integers(1, 99)),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(GIVEN, max_size=5))
def test_what_was_given_is_counted_as_by_hand(
    session: Session, office: Office, rows: list[tuple[Form, str, int | None, int | None, int | None]]
) -> None:
    session.rollback()
    campaign = factories.campaign(session, office.corporate, office.owner)
    for form, currency, value, reached, hours in rows:
        factories.contribution(
            session,
            campaign,
            form=form,
            currency=currency,
            value_minor=value,
            people_reached=reached,
            hours=None if hours is None else Decimal(hours),
            in_paid_time=form == Form.TIME or None,
        )
    held = [value for form, currency, value, *_ in rows if form != Form.MANAGEMENT_COST and currency == "THB"]
    known = [value for value in held if value is not None]
    assert _value(session, campaign, "contribution_value") == (Decimal(sum(known)) / 100 if known else None)
    said = [reached for *_, reached, _ in rows if reached is not None]
    assert _value(session, campaign, "people_reached") == (Decimal(sum(said)) if said else None)
    times = [hours or 0 for form, *_, hours in rows if form == Form.TIME]
    every = sum(hours or 0 for *_, hours in rows)
    assert _value(session, campaign, "hours_volunteered") == (Decimal(every) if times else None)
