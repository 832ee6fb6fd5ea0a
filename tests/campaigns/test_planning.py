"""Beginning a campaign, and changing its sections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Role, User
from planner.activity.models import ActivityEntry
from planner.campaigns import actions, queries
from planner.campaigns.actions import NewCampaign, Revision
from planner.campaigns.kinds import RETURN_FIELDS, Section
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Attribution, NeedSource, ReturnType
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from tests import factories
from tests.factories import Office

RETURNS: dict[str, Any] = {
    "expected_return_type": ReturnType.SALES,
    "expected_return_value": Decimal(1000),
    "attribution_method": Attribution.PROMO_CODE,
    "promotions": "a coupon",
    "redemptions": "12",
}


def data(office: Office, kind: Kind = Kind.COMMUNAL, **values: Any) -> NewCampaign:
    team = office.corporate if kind == Kind.COMMUNAL else office.marketing
    given: dict[str, Any] = {
        "kind": kind,
        "team_id": team.id,
        "start_on": date(2026, 12, 1),
        "end_on": date(2027, 2, 28),
        "title_th": "น้ำสะอาด",
        "purpose_en": "Clean water",
    }
    return NewCampaign(**{**given, **values})


def revise(
    session: Session, campaign: Campaign, actor: User, section: Section, values: Mapping[str, Any]
) -> Campaign:
    return actions.revise(session, campaign.id, Revision(section, values), actor=actor)


def verbs(session: Session) -> list[str]:
    return list(session.scalars(select(ActivityEntry.verb).order_by(ActivityEntry.id)))


def test_a_planner_begins_a_draft_that_is_theirs(session: Session, office: Office) -> None:
    campaign = actions.plan(session, data(office), actor=office.owner)
    assert (campaign.status, campaign.owner_id, campaign.code) == (
        Status.DRAFT,
        office.owner.id,
        "C-2026-001",
    )
    assert campaign.created_by_id == office.owner.id
    assert verbs(session)[-1] == "campaign.planned"


def test_codes_count_within_kind_and_year(session: Session, office: Office) -> None:
    def made(kind: Kind, start: date) -> str:
        actor = office.owner if kind == Kind.COMMUNAL else office.outsider
        plan = data(office, kind, start_on=start, end_on=date(2030, 1, 1))
        return actions.plan(session, plan, actor=actor).code

    assert made(Kind.COMMUNAL, date(2026, 1, 1)) == "C-2026-001"
    assert made(Kind.COMMUNAL, date(2026, 6, 1)) == "C-2026-002"
    assert made(Kind.EXCHANGE, date(2026, 6, 1)) == "X-2026-001"
    assert made(Kind.COMMUNAL, date(2027, 6, 1)) == "C-2027-001"


def test_the_thousandth_code_is_followed_by_the_next(session: Session, office: Office) -> None:
    factories.campaign(session, office.corporate, office.owner, code="C-2026-999")
    factories.campaign(session, office.corporate, office.owner, code="C-2026-1000")
    assert actions.plan(session, data(office), actor=office.owner).code == "C-2026-1001"


def test_a_viewer_and_someone_of_another_team_may_not_begin_one(session: Session, office: Office) -> None:
    for actor in (office.viewer, office.outsider):
        with pytest.raises(NotAllowed):
            actions.plan(session, data(office), actor=actor)


def test_a_team_that_does_not_run_the_kind_is_refused_beside_the_team(
    session: Session, office: Office
) -> None:
    with pytest.raises(Refusal) as refusal:
        actions.plan(session, data(office, Kind.EXCHANGE, team_id=office.corporate.id), actor=office.owner)
    assert refusal.value.field == "team"


def test_a_team_that_does_not_exist_is_not_found(session: Session, office: Office) -> None:
    with pytest.raises(NotFound):
        actions.plan(session, data(office, team_id=9_999), actor=office.administrator)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end_on": date(2026, 11, 30)}, "end_on"),
        ({"title_th": " \u200b "}, "title"),
        ({"purpose_en": None}, "purpose"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    session: Session, office: Office, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        actions.plan(session, data(office, **values), actor=office.owner)
    assert refusal.value.field == field


def test_text_is_cleaned_whichever_way_it_comes(session: Session, office: Office) -> None:
    campaign = actions.plan(
        session,
        data(office, title_th=" น้ำ\u200bสะอาด \n ปี 2 ", purpose_en="One.\r\nTwo.\x00"),
        actor=office.owner,
    )
    assert campaign.title_th == "น้ำสะอาด ปี 2"
    assert campaign.purpose_en == "One.\nTwo."


@pytest.mark.parametrize("key", sorted(RETURN_FIELDS))
def test_a_communal_campaign_cannot_begin_with_a_return(session: Session, office: Office, key: str) -> None:
    with pytest.raises(Refusal) as refusal:
        actions.plan(session, data(office, more={key: RETURNS[key]}), actor=office.owner)
    assert refusal.value.field == key


@pytest.mark.parametrize("key", sorted(RETURN_FIELDS))
@pytest.mark.parametrize("section", [Section.WHY, Section.NEED, Section.ABOUT, Section.STRATEGY])
def test_no_section_of_a_communal_campaign_takes_a_return(
    session: Session, office: Office, key: str, section: Section
) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    with pytest.raises(Refusal) as refusal:
        revise(session, campaign, office.owner, section, {key: RETURNS[key]})
    assert refusal.value.field == key


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("expected_return_type", "'sales'"),
        ("expected_return_value", "10000"),
        ("attribution_method", "'judgement'"),
    ],
)
def test_the_table_itself_refuses_a_return_on_a_communal_campaign(
    session: Session, office: Office, column: str, value: str
) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text(f"UPDATE campaign SET {column} = {value} WHERE id = {campaign.id}"))  # noqa: S608 - our own words
    session.rollback()


def test_an_exchange_campaign_refuses_a_need(session: Session, office: Office) -> None:
    with pytest.raises(Refusal):
        revise(session, office.noise, office.outsider, Section.NEED, {"need_statement_th": "น้ำ"})
    with pytest.raises(Refusal) as refusal:
        revise(
            session,
            office.noise,
            office.outsider,
            Section.WHY,
            {"need_source": NeedSource.OUR_ASSESSMENT},
        )
    assert refusal.value.field == "need_source"


def test_an_exchange_campaign_says_what_it_offers_and_expects(session: Session, office: Office) -> None:
    changed = revise(
        session,
        office.noise,
        office.outsider,
        Section.OFFER,
        {"offer_summary_th": "ซื้อหนึ่งแถมหนึ่ง", "expected_return_value": Decimal("2500.5")},
    )
    assert changed.offer_summary_th == "ซื้อหนึ่งแถมหนึ่ง"
    assert changed.expected_return_value == Decimal("2500.5")


def test_a_team_mate_changes_a_section_and_the_history_tells_what(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    revise(session, campaign, office.mate, Section.WHY, {"situation_th": "ชายฝั่งถูกกัดเซาะ"})
    entry = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc())).first()
    assert entry is not None
    assert entry.verb == "campaign.revised"
    assert entry.changes == {"situation_th": [None, "ชายฝั่งถูกกัดเซาะ"]}
    assert campaign.updated_by_id == office.mate.id


def test_saving_a_section_unchanged_leaves_no_trace(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    before = campaign.version
    revise(session, campaign, office.mate, Section.WHY, {"purpose_en": campaign.purpose_en})
    assert campaign.version == before
    assert "campaign.revised" not in verbs(session)


def test_a_viewer_and_an_outsider_may_read_but_not_change(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    for actor in (office.viewer, office.outsider, office.outside_approver):
        assert queries.shown(session, campaign.id, actor=actor).id == campaign.id
        with pytest.raises(NotAllowed):
            revise(session, campaign, actor, Section.WHY, {"situation_en": "x"})


def test_what_one_may_not_see_is_not_found_when_changed(session: Session, office: Office) -> None:
    with pytest.raises(NotFound):
        revise(session, office.noise, office.owner, Section.WHY, {"situation_en": "x"})


def test_an_older_version_is_stale(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    seen = campaign.version
    revise(session, campaign, office.mate, Section.WHY, {"situation_en": "first"})
    with pytest.raises(Stale):
        actions.revise(
            session,
            campaign.id,
            Revision(Section.WHY, {"situation_en": "second"}, version=seen),
            actor=office.owner,
        )


def test_a_communal_campaign_says_what_we_gain_or_that_nothing_is_sought_not_both(
    session: Session, office: Office
) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    revise(session, campaign, office.owner, Section.WHY, {"seeks_no_benefit": True})
    with pytest.raises(Refusal) as refusal:
        revise(session, campaign, office.owner, Section.WHY, {"benefit_to_organisation_en": "Fame"})
    assert refusal.value.field == "benefit_to_organisation"


def test_only_approvers_of_the_team_are_named_as_approver(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    revise(session, campaign, office.owner, Section.ABOUT, {"approver_id": office.approver.id})
    for wrong in (office.mate, office.outside_approver):
        with pytest.raises(Refusal) as refusal:
            revise(session, campaign, office.owner, Section.ABOUT, {"approver_id": wrong.id})
        assert refusal.value.field == "approver"
        session.refresh(campaign)


def test_only_planners_of_the_team_own_a_campaign(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    revise(session, campaign, office.owner, Section.ABOUT, {"owner_id": office.mate.id})
    with pytest.raises(Refusal) as refusal:
        revise(session, campaign, office.owner, Section.ABOUT, {"owner_id": office.viewer.id})
    assert refusal.value.field == "owner"


def test_a_campaign_goes_to_another_team_only_by_someone_who_plans_in_both(
    session: Session, office: Office
) -> None:
    second = factories.team(session, name_en="Second", name_th="สอง")
    campaign = factories.campaign(session, office.corporate, office.owner)
    with pytest.raises(NotAllowed):
        revise(session, campaign, office.owner, Section.ABOUT, {"team_id": second.id})
    session.refresh(campaign)
    both = factories.user(session, Role.PLANNER, office.corporate)
    factories.member(session, both, second, Role.PLANNER)
    moved = revise(session, campaign, both, Section.ABOUT, {"team_id": second.id, "owner_id": both.id})
    assert moved.team_id == second.id
