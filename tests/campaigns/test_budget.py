"""What a line comes to: counted from its documents, else typed in; and what may be done to documents."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from planner.activity.models import ActivityEntry
from planner.campaigns import budget, budget_entries, queries
from planner.campaigns.budget import Forecast, LineData
from planner.campaigns.budget_entries import EntryData
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign
from planner.campaigns.words import EntryKind
from planner.custody import deletion, undoing
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from tests import factories
from tests.factories import Office


def paper(kind: EntryKind = EntryKind.SPENT, amount: int = 20_00, **values: Any) -> EntryData:
    given: dict[str, Any] = {"dated_on": date(2026, 11, 2), "document": "INV-1"}
    return EntryData(kind=kind, amount_minor=amount, **{**given, **values})


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    return factories.campaign(session, office.corporate, office.owner)


def figures(session: Session, line: BudgetLine, office: Office) -> budget.LineFigures:
    return budget.figures(queries.budget_line(session, line.id, actor=office.owner))


@pytest.mark.parametrize(
    ("planned", "committed", "actual", "typed", "forecast"),
    [
        (100, 0, 0, None, (100, Forecast.PLANNED)),
        (100, 120, 80, None, (120, Forecast.COMMITTED)),
        (100, 120, 130, None, (130, Forecast.ACTUAL)),
        (100, 100, 100, None, (100, Forecast.PLANNED)),
        (100, 120, 80, 90, (90, Forecast.TYPED)),
        (100, 120, 130, 90, (130, Forecast.ACTUAL)),
        (100, 0, 0, 0, (0, Forecast.TYPED)),
    ],
)
def test_what_is_forecast_is_typed_in_or_else_the_largest_of_the_three(
    planned: int, committed: int, actual: int, typed: int | None, forecast: tuple[int, Forecast]
) -> None:
    assert budget.forecast_of(planned, committed, actual, typed) == forecast


def test_a_typed_figure_stands_until_the_first_document_of_its_kind_and_again_after_the_last(
    session: Session, office: Office, campaign: Campaign
) -> None:
    line = factories.budget_line(session, campaign, committed_minor=70_00, actual_minor=50_00)
    seen = figures(session, line, office)
    assert (seen.committed, seen.actual, seen.committed_typed, seen.actual_typed) == (
        70_00,
        50_00,
        True,
        True,
    )
    entry = budget_entries.add(session, line.id, paper(amount=30_00), actor=office.mate)
    credit = budget_entries.add(session, line.id, paper(amount=5_00, is_credit=True), actor=office.mate)
    seen = figures(session, line, office)
    assert (seen.committed, seen.actual, seen.is_actual_counted, seen.committed_typed) == (
        70_00,
        25_00,
        True,
        True,
    )
    # whoever edits the line meanwhile types nothing over what is counted, nor loses what was typed before
    budget.revise(session, line.id, LineData("Boats", planned_minor=20_00), actor=office.owner)
    for one in (entry, credit):
        budget_entries.remove(session, one.id, actor=office.owner)
    seen = figures(session, line, office)
    assert (seen.actual, seen.is_actual_counted, seen.is_over, seen.variance) == (50_00, False, True, -30_00)


def test_a_line_with_documents_keeps_its_currency_and_stays_also_when_somebody_undoes(
    session: Session, office: Office, campaign: Campaign
) -> None:
    line = factories.budget_line(session, campaign)
    session.commit()
    budget.revise(session, line.id, LineData("Boats", "USD", planned_minor=3_00), actor=office.owner)
    session.commit()
    changed = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc()).limit(1)).one()
    entry = budget_entries.add(session, line.id, paper(), actor=office.owner)
    session.commit()
    with pytest.raises(Refusal) as refusal:
        budget.revise(session, line.id, LineData("Boats", "THB"), actor=office.owner)
    assert refusal.value.field == "currency"
    with pytest.raises(Refusal):
        budget.remove(session, line.id, actor=office.owner)
    with pytest.raises(Refusal), session.begin_nested():
        undoing.undo(session, changed.id, actor=office.owner)
    budget_entries.remove(session, entry.id, actor=office.owner)
    session.commit()
    undoing.undo(session, changed.id, actor=office.owner)
    assert queries.budget_line(session, line.id, actor=office.owner).currency == "THB"


def test_what_was_taken_out_comes_back_and_goes_with_the_draft(
    session: Session, office: Office, campaign: Campaign
) -> None:
    line = factories.budget_line(session, campaign)
    entry = budget_entries.add(session, line.id, paper(), actor=office.owner)
    session.commit()
    budget_entries.remove(session, entry.id, actor=office.owner)
    session.commit()
    last = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc()).limit(1)).one()
    assert last.verb == "budget_entry.removed"
    undoing.undo(session, last.id, actor=office.mate)
    session.commit()
    assert figures(session, line, office).actual == 20_00
    deletion.delete_campaign(session, campaign.id, actor=office.owner)
    assert session.scalars(select(BudgetEntry.id)).all() == []


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (paper(document=" "), "document"),
        (paper(document="x" * 121), "document"),
        (paper(amount=0), "amount"),
        (paper(amount=-5), "amount"),
        (paper(supplier="x" * 201), "supplier"),
    ],
)
def test_a_document_that_makes_no_sense_is_refused_beside_its_field(
    session: Session, office: Office, campaign: Campaign, data: EntryData, field: str
) -> None:
    line = factories.budget_line(session, campaign)
    with pytest.raises(Refusal) as refusal:
        budget_entries.add(session, line.id, data, actor=office.owner)
    assert refusal.value.field == field


def test_only_who_plans_the_campaign_keeps_its_books(
    session: Session, office: Office, campaign: Campaign
) -> None:
    line = factories.budget_line(session, campaign)
    entry = factories.budget_entry(session, line)
    for actor in (office.viewer, office.outsider):
        for attempt in (
            lambda who=actor: budget_entries.add(session, line.id, paper(), actor=who),
            lambda who=actor: budget_entries.revise(session, entry.id, paper(), actor=who),
            lambda who=actor: budget_entries.remove(session, entry.id, actor=who),
        ):
            with pytest.raises(NotAllowed):
                attempt()
    hidden = factories.budget_entry(session, factories.budget_line(session, office.noise))
    with pytest.raises(NotFound):
        budget_entries.remove(session, hidden.id, actor=office.owner)
    with pytest.raises(Stale):
        budget_entries.revise(session, entry.id, paper(version=entry.version + 1), actor=office.owner)
    campaign.status = Status.ARCHIVED
    session.flush()
    with pytest.raises(Refusal):
        budget_entries.add(session, line.id, paper(), actor=office.owner)


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["add", "revise", "remove"]),
        st.sampled_from(list(EntryKind)),
        st.booleans(),
        st.integers(1, 10_000),
        st.integers(0, 50),
    ),
    max_size=12,
)


@given(deeds=DEEDS, typed=st.tuples(st.integers(0, 9_999), st.integers(0, 9_999)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_equal_a_recount_of_the_rows_whatever_was_done(
    session: Session,
    office: Office,
    campaign: Campaign,
    deeds: list[tuple[str, EntryKind, bool, int, int]],
    typed: tuple[int, int],
) -> None:
    line = factories.budget_line(
        session, campaign, planned_minor=5_000, committed_minor=typed[0], actual_minor=typed[1]
    )
    held: list[int] = []
    for what, kind, is_credit, amount, which in deeds:
        data = paper(kind, amount, is_credit=is_credit)
        if what == "add" or not held:
            held.append(budget_entries.add(session, line.id, data, actor=office.owner).id)
        elif what == "revise":
            budget_entries.revise(session, held[which % len(held)], data, actor=office.owner)
        else:
            budget_entries.remove(session, held.pop(which % len(held)), actor=office.owner)
    raw = session.execute(
        text("SELECT kind, is_credit, amount_minor FROM budget_entry WHERE line_id = :id ORDER BY id"),
        {"id": line.id},
    ).all()
    sums = dict(zip(EntryKind, typed, strict=True))
    for kind in EntryKind:
        found = [-amount if is_credit else amount for of, is_credit, amount in raw if of == kind]
        if found:
            sums[kind] = sum(found)
    seen = figures(session, line, office)
    assert (seen.committed, seen.actual) == (sums[EntryKind.COMMITTED], sums[EntryKind.SPENT])
    assert seen.forecast == max(5_000, seen.committed, seen.actual)
    assert (seen.variance, seen.left) == (5_000 - seen.forecast, 5_000 - seen.actual)
