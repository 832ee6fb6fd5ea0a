"""What a transaction did is kept as images of rows, whole and exact, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

import planner.app
from planner.accounts.models import User
from planner.activity import images, kept, log
from planner.activity.images import DERIVED, KEPT, NOT_KEPT, Image
from planner.activity.models import ActivityEntry, KeptRow
from planner.campaigns import participations
from planner.campaigns.models import Campaign, KeyMessage
from planner.campaigns.words import NeedSource
from planner.db import Base
from planner.events.models import Event, ExcludedDate
from planner.objectives.models import Objective
from planner.stakeholders.models import Stakeholder
from tests import factories
from tests.factories import Office

app_that_knows_every_table = planner.app


@dataclass
class Plan:
    """A campaign, and who plans it."""

    campaign: Campaign
    planner: User


@pytest.fixture
def plan(session: Session, office: Office) -> Plan:
    """A draft of the owner's."""
    made = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    return Plan(made, office.owner)


def entry_about(session: Session, plan: Plan, verb: str = "campaign.revised") -> ActivityEntry:
    """An entry of the planner about the office's campaign."""
    return log.record(session, verb=verb, subject=plan.campaign, actor=plan.planner)


def act_of(session: Session) -> list[Image]:
    """The images of the newest act."""
    newest = session.scalars(select(ActivityEntry.id).where(ActivityEntry.act_id.is_(None))).all()[-1]
    return kept.of_act(session, newest)


def test_every_table_is_either_kept_or_not() -> None:
    assert not KEPT & NOT_KEPT
    assert set(Base.metadata.tables) == KEPT | NOT_KEPT


def test_a_change_keeps_the_changed_columns_only(session: Session, plan: Plan) -> None:
    session.commit()
    before = plan.campaign.title_en
    plan.campaign.title_en = "Cleaner water"
    entry_about(session, plan)
    session.commit()
    assert act_of(session) == [
        Image("campaign", (plan.campaign.id,), {"title_en": before}, {"title_en": "Cleaner water"})
    ]


def test_old_values_that_were_not_loaded_are_kept_all_the_same(session: Session, plan: Plan) -> None:
    session.commit()
    before = plan.campaign.title_en
    session.expire(plan.campaign)
    plan.campaign.title_en = "Cleaner water"
    entry_about(session, plan)
    session.commit()
    assert act_of(session)[0].before == {"title_en": before}


def test_values_of_every_kind_come_back_as_they_were(session: Session, plan: Plan) -> None:
    objective = factories.objective(session, plan.campaign)
    objective.baseline = Decimal("0.1250")
    objective.baseline_on = date(2026, 2, 28)
    plan.campaign.need_source = NeedSource.STATED_BY_STAKEHOLDER
    plan.campaign.embargo_until = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)
    plan.campaign.sdg = [6, 13]
    entry_about(session, plan)
    session.commit()
    session.expire_all()
    for one in act_of(session):
        table = images.table_of(one.table)
        model = {"campaign": Campaign, "objective": Objective}.get(one.table)
        if model is None or one.after is None:
            continue
        held = session.get_one(model, one.key[0])
        for key, value in one.after.items():
            if key not in DERIVED:
                assert images.python(table.columns[key], value) == getattr(held, key), key


def test_what_one_transaction_did_is_one_act(session: Session, plan: Plan) -> None:
    session.commit()
    plan.campaign.title_en = "First"
    first = entry_about(session, plan)
    stakeholder = factories.stakeholder(session)
    second = log.record(session, verb="stakeholder.added", subject=stakeholder, actor=plan.planner)
    plan.campaign.title_en = "Second"
    session.commit()
    assert (first.act_id, second.act_id) == (None, first.id)
    tables = [
        (one.table, one.after["title_en"] if one.table == "campaign" and one.after else None)
        for one in act_of(session)
    ]
    assert tables == [("campaign", "Second"), ("stakeholder", None)]
    plan.campaign.title_en = "Third"
    assert entry_about(session, plan).act_id is None


def test_nothing_is_kept_where_nothing_is_entered(session: Session, plan: Plan) -> None:
    session.commit()
    session.query(KeptRow).delete()
    factories.stakeholder(session)
    plan.campaign.title_en = "Silent"
    session.commit()
    assert session.scalar(select(func.count()).select_from(KeptRow)) == 0
    entry_about(session, plan)
    session.commit()
    assert act_of(session) == []


def test_made_and_gone_within_one_act_is_nothing(session: Session, plan: Plan) -> None:
    session.commit()
    passing = factories.stakeholder(session)
    entry_about(session, plan)
    session.delete(passing)
    session.commit()
    assert act_of(session) == []


def test_a_deletion_keeps_the_row_as_it_stood_before_the_act(session: Session, plan: Plan) -> None:
    leaving = factories.stakeholder(session, organisation_name_en="Before")
    session.commit()
    leaving.organisation_name_en = "Between"
    session.flush()
    entry_about(session, plan)
    session.delete(leaving)
    session.commit()
    (image,) = act_of(session)
    assert image.after is None
    assert image.before is not None
    assert image.before["organisation_name_en"] == "Before"


def test_days_taken_out_of_a_series_are_kept_though_only_the_collection_changed(
    session: Session, plan: Plan
) -> None:
    event = factories.event(session, plan.campaign)
    event.exclusions.append(ExcludedDate(on=date(2026, 12, 5)))
    session.commit()
    event.exclusions.clear()
    entry_about(session, plan)
    session.commit()
    (image,) = act_of(session)
    assert (image.table, image.key, image.after) == ("excluded_date", (event.id, "2026-12-05"), None)


def test_what_a_savepoint_took_back_is_not_kept(session: Session, plan: Plan) -> None:
    session.commit()
    first = entry_about(session, plan)
    with session.begin_nested() as savepoint:
        factories.stakeholder(session)
        savepoint.rollback()
    with session.begin_nested():
        stays = factories.stakeholder(session)
    session.commit()
    assert [(one.table, one.key) for one in kept.of_act(session, first.id)] == [("stakeholder", (stays.id,))]


def test_an_act_that_began_within_a_savepoint_is_forgotten_with_it(session: Session, plan: Plan) -> None:
    session.commit()
    with session.begin_nested() as savepoint:
        entry_about(session, plan)
        savepoint.rollback()
    assert entry_about(session, plan).act_id is None
    session.rollback()
    assert entry_about(session, plan).act_id is None


def test_writers_of_many_rows_hand_over_the_images(session: Session, plan: Plan) -> None:
    session.commit()
    entry = entry_about(session, plan)
    table = Base.metadata.tables["measurement"]
    objective = factories.objective(session, plan.campaign)
    session.flush()
    row = {
        "id": 7,
        "objective_id": objective.id,
        "measured_on": date(2026, 11, 1),
        "value": Decimal("12.5"),
        "method": "survey",
        "source": "ชุมชน",
        "version": 1,
    }
    session.execute(insert(table).values(**row))
    kept.keep_rows(session, entry, table, [(7, None, row), (9, {"n": 3, "note": "a"}, {"n": 4, "note": "a"})])
    session.commit()
    found = {(one.table, one.key): one for one in kept.of_act(session, entry.id)}
    assert found["measurement", (7,)].after == {
        **row,
        "measured_on": "2026-11-01",
        "value": "12.5",
    }
    assert found["measurement", (9,)].before == {"n": 3}
    with pytest.raises(ValueError, match="not kept"):
        kept.keep_rows(session, entry, Base.metadata.tables["user"], [])


def test_no_number_is_given_twice(session: Session, plan: Plan) -> None:
    last = factories.stakeholder(session)
    session.commit()
    gone = last.id
    entry_about(session, plan)
    session.delete(last)
    session.commit()
    after = [Stakeholder(kind="person", category="media", interest_or_concern="x") for _ in range(2)]
    session.add_all(after)
    session.flush()
    assert sorted(one.id for one in after) == [gone + 1, gone + 2]


def test_several_acts_may_be_told_in_one_transaction(session: Session, plan: Plan) -> None:
    session.commit()
    plan.campaign.title_en = "One"
    first = entry_about(session, plan)
    kept.end_act(session)
    plan.campaign.title_en = "Two"
    second = entry_about(session, plan)
    session.commit()
    assert second.act_id is None
    assert [one.after for one in kept.of_act(session, first.id)] == [{"title_en": "One"}]
    assert [one.before for one in kept.of_act(session, second.id)] == [{"title_en": "One"}]


def test_an_event_moved_by_the_printing_rules_keeps_no_sequence(session: Session, plan: Plan) -> None:
    event = factories.event(session, plan.campaign)
    session.commit()
    event.title_en = "Another title"
    log.record(session, verb="event.revised", subject=event, actor=plan.planner)
    session.commit()
    assert isinstance(event, Event)
    (image,) = act_of(session)
    assert image.after == {"title_en": "Another title"}


def test_statements_that_change_many_rows_are_kept_too(session: Session, plan: Plan) -> None:
    who = factories.stakeholder(session)
    part = factories.participation(session, plan.campaign, who)
    said = KeyMessage(campaign_id=plan.campaign.id, position=1, text_en="Water", public_id=who.id)
    session.add(said)
    session.commit()
    participations.remove(session, part.id, actor=plan.planner)
    session.commit()
    found = {one.table: one for one in act_of(session)}
    assert found["key_message"].before == {"public_id": who.id}
    assert found["key_message"].after == {"public_id": None}
    assert found["participation"].after is None
