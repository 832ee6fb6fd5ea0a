"""What each kind of campaign has."""

from __future__ import annotations

import pytest

from planner.accounts.models import Discipline, Kind, Team
from planner.campaigns import kinds
from planner.campaigns.kinds import Section
from planner.campaigns.models import Campaign
from planner.errors import Refusal


def test_a_communal_campaign_has_a_need_and_no_offer() -> None:
    assert Section.NEED in kinds.sections(Kind.COMMUNAL)
    assert Section.OFFER not in kinds.sections(Kind.COMMUNAL)


def test_an_exchange_campaign_has_an_offer_and_no_need() -> None:
    assert Section.OFFER in kinds.sections(Kind.EXCHANGE)
    assert Section.NEED not in kinds.sections(Kind.EXCHANGE)


def test_only_a_communal_campaign_may_say_that_it_seeks_nothing() -> None:
    assert "seeks_no_benefit" in kinds.fields(Kind.COMMUNAL, Section.WHY)
    assert "seeks_no_benefit" not in kinds.fields(Kind.EXCHANGE, Section.WHY)


def test_every_field_of_every_section_is_a_column() -> None:
    columns = set(Campaign.__table__.columns.keys())
    assert {key for keys in kinds.SECTION_FIELDS.values() for key in keys} <= columns


@pytest.mark.parametrize("key", sorted(kinds.RETURN_FIELDS))
def test_a_communal_campaign_refuses_every_return_field_beside_that_field(key: str) -> None:
    with pytest.raises(Refusal) as refusal:
        kinds.expect_fields(Kind.COMMUNAL, {key: "anything"})
    assert refusal.value.field == key
    assert refusal.value.message == kinds.NO_RETURN


@pytest.mark.parametrize(
    ("kind", "key"),
    [(kind, key) for kind in Kind for key in sorted(kinds.SHAPES[kinds.other(kind)].fields)],
)
def test_each_kind_refuses_what_only_the_other_has(kind: Kind, key: str) -> None:
    with pytest.raises(Refusal):
        kinds.expect_fields(kind, {key: "anything"})
    kinds.expect_fields(kind, {key: None})


def test_a_section_of_the_other_kind_is_refused() -> None:
    with pytest.raises(Refusal):
        kinds.expect_section(Kind.COMMUNAL, Section.OFFER)
    with pytest.raises(Refusal):
        kinds.expect_section(Kind.EXCHANGE, Section.NEED)


def test_a_team_runs_the_kinds_it_is_set_to() -> None:
    small_office = Team(discipline=Discipline.MARKETING_PR, runs_communal=True, runs_exchange=True)
    corporate = Team(discipline=Discipline.CORPORATE_COMMUNICATIONS, runs_communal=True, runs_exchange=False)
    assert kinds.may_run(small_office, Kind.COMMUNAL)
    assert kinds.may_run(small_office, Kind.EXCHANGE)
    assert kinds.may_run(corporate, Kind.COMMUNAL)
    assert not kinds.may_run(corporate, Kind.EXCHANGE)
    with pytest.raises(Refusal) as refusal:
        kinds.expect_runs(corporate, Kind.EXCHANGE)
    assert refusal.value.field == "team"


def test_a_code_tells_kind_year_and_number() -> None:
    assert kinds.code(Kind.COMMUNAL, 2026, 7) == "C-2026-007"
    assert kinds.code(Kind.EXCHANGE, 2026, 1_234) == "X-2026-1234"
