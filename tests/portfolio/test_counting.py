"""What the portfolio counts equals a recount, campaign by campaign, of what the reader may see."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.campaigns import budget, queries
from planner.campaigns.lifecycle import Status
from planner.campaigns.listing import UNCOUNTED, Filters, ids
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign
from planner.campaigns.words import EntryKind
from planner.objectives.words import ObjectiveState
from planner.portfolio import balance, figures, money, waiting
from planner.portfolio.balance import Balance
from planner.portfolio.scope import Scope
from planner.stakeholders.words import Category, StakeholderKind
from tests import factories
from tests.factories import Office

YEAR = 2027
TODAY = date(2027, 6, 1)

ENTRIES = st.tuples(st.sampled_from(list(EntryKind)), st.booleans(), st.integers(1, 9_000))
LINES = st.tuples(
    st.sampled_from(["THB", "USD", "JPY"]),
    st.tuples(*[st.integers(0, 9_000)] * 3),
    st.none() | st.integers(0, 9_000),
    st.lists(ENTRIES, max_size=3),
)
CAMPAIGNS = st.tuples(
    st.integers(-40, 400),
    st.sampled_from(list(Kind)),
    st.sampled_from(list(Status)),
    st.sampled_from(["public", "team", "restricted"]),
    st.lists(LINES, max_size=3),
)


def made(session: Session, office: Office, **values: Any) -> Campaign:
    start = values.pop("start_on", date(YEAR, 2, 1))
    team, owner = (
        (office.marketing, office.outsider)
        if values.pop("theirs", False)
        else (office.corporate, office.owner)
    )
    given = {"status": Status.ACTIVE, "start_on": start, "end_on": start + timedelta(days=30)}
    return factories.campaign(session, team, owner, **{**given, **values})


@given(wanted=st.lists(CAMPAIGNS, max_size=6), quarter=st.none() | st.integers(1, 4))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_sum_equals_a_recount_of_what_the_reader_sees(
    session: Session, office: Office, wanted: list[Any], quarter: int | None
) -> None:
    for table in (BudgetEntry, BudgetLine):
        session.execute(delete(table))
    session.execute(
        delete(Campaign).where(Campaign.id.not_in(select(Campaign.id).where(Campaign.id == office.noise.id)))
    )
    for offset, kind, status, confidentiality, lines in wanted:
        one = made(
            session,
            office,
            start_on=date(YEAR, 1, 1) + timedelta(days=offset),
            kind=kind,
            status=status,
            confidentiality=confidentiality,
            theirs=kind == Kind.EXCHANGE,
        )
        for currency, (planned, committed, actual), forecast, entries in lines:
            line = factories.budget_line(
                session,
                one,
                currency=currency,
                planned_minor=planned,
                committed_minor=committed,
                actual_minor=actual,
                forecast_minor=forecast,
            )
            for of, is_credit, amount in entries:
                factories.budget_entry(session, line, kind=of, is_credit=is_credit, amount_minor=amount)
    scope = Scope(YEAR, quarter)
    for actor in (office.owner, office.outsider, office.administrator):
        total = figures.count(session, scope, actor=actor, today=TODAY).of()
        states, by_currency, over = recount(session, scope, actor)
        assert total.states == states
        assert {code: one.figures for code, one in total.money.items()} == by_currency
        assert {code: one.over for code, one in total.money.items()} == over
        # and every number leads to as many campaigns as it says
        led_to = Filters(year=YEAR, quarter=quarter, is_counted=True)
        assert len(ids(session, led_to, actor=actor, today=TODAY)) == total.campaigns


def recount(
    session: Session, scope: Scope, actor: User
) -> tuple[Counter[Status], dict[str, budget.Figures], dict[str, int]]:
    states: Counter[Status] = Counter()
    held: dict[str, list[budget.LineFigures]] = {}
    for key in session.scalars(
        select(Campaign.id).where(queries.visible_to(actor)).order_by(Campaign.id)
    ).all():
        one = queries.whole(session, key, actor=actor)
        if one.start_on.year != scope.year or (one.start_on.month + 2) // 3 not in scope.quarters:
            continue
        states[one.status] += 1
        for line in one.budget_lines if one.status not in UNCOUNTED else ():
            held.setdefault(line.currency, []).append(budget.figures(line))
    sums = {code: budget.summed(lines) for code, lines in held.items()}
    return states, sums, {code: sum(one.is_over for one in lines) for code, lines in held.items()}


def test_a_campaign_counts_in_the_quarter_in_which_it_begins_with_all_of_its_own(
    session: Session, office: Office
) -> None:
    one = made(session, office, start_on=date(YEAR, 3, 31))
    factories.event(session, one)
    factories.event(session, one, status="cancelled")
    factories.objective(session, one, due_on=date(YEAR, 5, 1))
    called_off = made(session, office, status=Status.CANCELLED)
    factories.event(session, called_off)
    counted = figures.count(session, Scope(YEAR), actor=office.mate, today=TODAY)
    first = counted.of(quarter=1, kind=Kind.COMMUNAL, team_id=office.corporate.id)
    assert (first.campaigns, first.all, first.events) == (1, 2, 1)
    assert first.objectives == {ObjectiveState.NOT_MEASURED: 1}
    assert counted.of(quarter=2).all == counted.of(kind=Kind.EXCHANGE).all == 0


def test_publics_with_one_kind_alone_are_gaps_and_stand_first(session: Session, office: Office) -> None:
    village, readers = (
        factories.stakeholder(
            session, kind=StakeholderKind.PUBLIC, organisation_name_th=name, category=category
        )
        for name, category in (("ก ชาวบ้าน", Category.COMMUNITY), ("ข ผู้อ่าน", Category.MEDIA))
    )
    given = made(session, office)
    sold = made(session, office, kind=Kind.EXCHANGE, theirs=True)
    hidden = made(session, office, kind=Kind.EXCHANGE, theirs=True, confidentiality="restricted")
    draft = made(session, office, kind=Kind.EXCHANGE, status=Status.DRAFT)
    for campaign, who in (
        (given, village),
        (sold, village),
        (sold, readers),
        (hidden, readers),
        (draft, readers),
    ):
        factories.participation(session, campaign, who)
    scope = Scope(YEAR, kind=Kind.COMMUNAL)
    found = balance.of_publics(session, scope, actor=office.owner)
    assert [(one.id, one.balance, one.balance.gap) for one in found] == [
        (readers.id, Balance(0, 1), Kind.COMMUNAL),
        (village.id, Balance(1, 1), None),
    ]
    assert balance.of_categories(session, scope, actor=office.outsider) == {
        Category.MEDIA: Balance(0, 2),
        Category.COMMUNITY: Balance(1, 1),
    }


def test_what_waits_says_for_whom(session: Session, office: Office) -> None:
    made(session, office, status=Status.IN_REVIEW, approver_id=office.approver.id)
    made(session, office, status=Status.IN_REVIEW)
    made(session, office, status=Status.IN_REVIEW)
    found = waiting.for_whom(session, Scope(YEAR), actor=office.owner)
    assert [(one.approver and one.approver.id, one.number) for one in found] == [
        (None, 2),
        (office.approver.id, 1),
    ]
    late = waiting.late(session, Scope(YEAR), actor=office.owner, today=TODAY)
    assert {step.value: number for (step, _), number in late.items()} == {"to_start": 3}


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.CANCELLED])
def test_a_person_hears_of_their_own_lines_over_plan_alone(
    session: Session, office: Office, status: Status
) -> None:
    mine = made(session, office, status=status)
    line = factories.budget_line(session, mine, category="Boats", forecast_minor=100_01)
    factories.budget_line(session, mine, category="Food", actual_minor=100_00)
    factories.budget_line(session, made(session, office, theirs=True), actual_minor=200_00)
    found = money.over_of(session, actor=office.owner)
    assert [one.line_id for one in found] == ([line.id] if status == Status.ACTIVE else [])
