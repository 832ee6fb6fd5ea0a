"""Gathering a campaign into its brief: everything inside, the allow-list alone outside."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.briefs import gather, outward
from planner.briefs.gather import Edition
from planner.briefs.inside import InternalBrief
from planner.briefs.outside import OutwardBrief
from planner.briefs.shapes import Reader
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage
from planner.campaigns.words import ParticipationRole
from planner.dates import Era
from planner.db import Base
from planner.errors import NotFound
from planner.events.words import EventStatus, Visibility
from planner.i18n import Language, Text
from planner.objectives.models import Measurement
from planner.objectives.words import Method
from planner.plans import actions as plans
from planner.plans import guard
from planner.plans.models import DecisionKind
from planner.stakeholders.models import Consent
from planner.stakeholders.words import ConsentMethod, ConsentPurpose, ConsentState
from tests import factories
from tests.factories import Office

MARK = "INTERNALMARK"


def edition(language: Language = Language.TH) -> Edition:
    return Edition(
        Reader(language, Era.BE, "Asia/Bangkok"), date(2026, 11, 22), Text("บริษัทตัวอย่าง", "th", False)
    )


def internal(
    session: Session, campaign: Campaign, office: Office, language: Language = Language.TH
) -> InternalBrief:
    session.flush()
    return gather.internal(session, campaign.id, actor=office.owner, edition=edition(language))


def outside(
    session: Session, campaign: Campaign, office: Office, language: Language = Language.TH
) -> OutwardBrief:
    session.flush()
    return outward.outward(
        session, campaign.id, actor=office.owner, edition=edition(language), at=clock.now()
    )


def words_in(part: object) -> list[str]:
    """Every piece of text in a brief."""
    if isinstance(part, Text):
        return [part.text]
    if isinstance(part, str):
        return [part]
    if isinstance(part, (tuple, list)):
        return [word for item in part for word in words_in(item)]
    if is_dataclass(part):
        return [word for field in fields(part) for word in words_in(getattr(part, field.name))]
    return []


def communal(session: Session, office: Office, **values: Any) -> Campaign:
    return factories.ready_campaign(session, office.corporate, office.owner, status="active", **values)


def exchange(session: Session, office: Office, **values: Any) -> Campaign:
    office.corporate.runs_exchange = True
    return factories.ready_campaign(
        session, office.corporate, office.owner, Kind.EXCHANGE, status="active", **values
    )


def test_a_communal_brief_tells_the_need_and_no_return(session: Session, office: Office) -> None:
    brief = internal(session, communal(session, office), office, Language.EN)
    assert brief.need is not None
    assert brief.need.statement.text == "Wells run dry in April"
    assert brief.need.source == "Stated by a stakeholder"
    assert brief.offer is None


def test_a_campaign_that_seeks_nothing_for_itself_says_so(session: Session, office: Office) -> None:
    campaign = communal(session, office, seeks_no_benefit=True)
    assert internal(session, campaign, office).seeks_no_benefit
    assert not internal(session, communal(session, office), office).seeks_no_benefit


def test_an_exchange_brief_tells_the_offer_and_the_expected_return(session: Session, office: Office) -> None:
    brief = internal(session, exchange(session, office), office, Language.EN)
    assert brief.need is None
    assert brief.offer is not None
    assert (brief.offer.summary.text, brief.offer.return_type) == ("Buy one, get one", "Sales")
    assert brief.offer.expected_value == "THB 100,000"


def test_titles_stand_in_the_readers_language_with_the_other_beside(session: Session, office: Office) -> None:
    campaign = communal(session, office, title_th="น้ำใส", title_en="Clear water")
    thai, english = internal(session, campaign, office), internal(session, campaign, office, Language.EN)
    assert (thai.title.text, thai.other_title and thai.other_title.text) == ("น้ำใส", "Clear water")
    assert (english.title.text, english.other_title and english.other_title.text) == ("Clear water", "น้ำใส")


def test_what_exists_in_one_language_only_is_marked(session: Session, office: Office) -> None:
    campaign = communal(session, office, situation_th=None, situation_en="Only in English")
    assert internal(session, campaign, office).situation == Text("Only in English", "en", True)


def test_money_adds_up_and_currencies_stay_apart(session: Session, office: Office) -> None:
    campaign = communal(session, office, has_no_budget=False)
    for n, (planned, currency) in enumerate([(100_00, "THB"), (250_50, "THB"), (70_00, "USD")]):
        session.add(
            BudgetLine(
                campaign_id=campaign.id,
                position=n,
                category=f"Line {n}",
                currency=currency,
                planned_minor=planned,
            )
        )
    totals = internal(session, campaign, office).budget.totals
    assert [(t.planned.amount_minor, t.planned.currency) for t in totals] == [(350_50, "THB"), (70_00, "USD")]


def test_an_objective_shows_its_newest_figure_and_state(session: Session, office: Office) -> None:
    campaign = communal(session, office)
    objective = factories.objective(session, campaign, due_on=date(2026, 12, 31))
    for day, value in ((1, 40), (20, 100)):
        session.add(
            Measurement(
                objective_id=objective.id,
                measured_on=date(2026, 11, day),
                value=Decimal(value),
                method=Method.ATTENDANCE_COUNT,
                source="The register",
            )
        )
    target = internal(session, campaign, office, Language.EN).targets[-1]
    assert (target.now, target.now_on, target.state) == (Decimal(100), date(2026, 11, 20), "Met")
    assert target.method == "Attendance count"


def test_events_the_reader_may_not_see_are_left_out(session: Session, office: Office) -> None:
    campaign = communal(session, office)
    factories.event(session, campaign, title_th="ลับ", visibility=Visibility.RESTRICTED)
    session.flush()
    mine = gather.internal(session, campaign.id, actor=office.mate, edition=edition())
    assert "ลับ" not in words_in(mine)
    assert "ลับ" in words_in(internal(session, campaign, office))


def test_who_approved_the_plan_is_told_where_no_approver_is_named(session: Session, office: Office) -> None:
    campaign = factories.ready_campaign(session, office.corporate, office.owner)
    plans.submit(session, campaign.id, actor=office.owner)
    assert internal(session, campaign, office).cover.decider is None
    plans.decide(session, campaign.id, DecisionKind.APPROVE, actor=office.approver, number=1)
    cover = internal(session, campaign, office, Language.EN).cover
    assert cover.approver is None
    assert cover.decider is not None
    assert cover.decider.name.text == office.approver.name_en


def test_the_team_stands_among_the_roles_as_the_team(session: Session, office: Office) -> None:
    (team,) = internal(session, communal(session, office), office, Language.EN).people
    assert (team.role, team.name.text) == ("Team", "Corporate Communications")


def test_what_the_guard_asks_about_stands_inside_with_its_answers_and_never_outside(
    session: Session, office: Office
) -> None:
    campaign = communal(session, office, purpose_th="แจกน้ำ พร้อมส่วนลดเครื่องกรอง", situation_en="Buy now")
    session.flush()
    discount = guard.look(session, campaign, actor=office.owner).findings[1]
    guard.answer(session, campaign.id, discount.key, "MEANT SO", actor=office.mate)
    first, then = internal(session, campaign, office, Language.EN).guard_notes
    assert (first.warning, first.reason) == ("Call to buy: “Buy now” · Situation (English)", None)
    assert then.warning == "Price or money off: “ส่วนลด” · Purpose (Thai)"
    assert then.reason is not None
    assert then.by is not None
    assert (then.reason.text, then.by.text) == ("MEANT SO", office.mate.name_en)
    told = words_in(outside(session, campaign, office, Language.EN))
    assert not [word for word in told if "MEANT SO" in word or "Price or money off" in word]


def test_nobody_gathers_what_they_may_not_see(session: Session, office: Office) -> None:
    campaign = communal(session, office, confidentiality="team")
    session.flush()
    with pytest.raises(NotFound):
        gather.internal(session, campaign.id, actor=office.outsider, edition=edition())
    with pytest.raises(NotFound):
        outward.outward(session, campaign.id, actor=office.outsider, edition=edition(), at=clock.now())


def test_only_public_messages_and_events_leave_the_house(session: Session, office: Office) -> None:
    campaign = communal(session, office)
    session.add(KeyMessage(campaign_id=campaign.id, position=2, text_th="บอกได้", is_public=True))
    session.add(KeyMessage(campaign_id=campaign.id, position=3, text_th="บอกไม่ได้", is_public=False))
    factories.event(session, campaign, title_th="งานเปิด")
    factories.event(session, campaign, title_th="งานในทีม", visibility=Visibility.TEAM)
    factories.event(session, campaign, title_th="งานติดเวลา", embargo_until=clock.now() + timedelta(days=1))
    words = words_in(outside(session, campaign, office))
    assert {"บอกได้", "งานเปิด"} <= set(words)
    assert not {"บอกไม่ได้", "งานในทีม", "งานติดเวลา"} & set(words)


def test_a_partner_is_named_outside_only_with_their_consent(session: Session, office: Office) -> None:
    campaign = communal(session, office)
    willing = factories.stakeholder(session, organisation_name_th="มูลนิธิยินดี")
    shy = factories.stakeholder(session, organisation_name_th="มูลนิธิเงียบ")
    for one, state in ((willing, ConsentState.GIVEN), (shy, ConsentState.WITHDRAWN)):
        factories.participation(session, campaign, one, role=ParticipationRole.PARTNER)
        session.add(
            Consent(
                stakeholder_id=one.id,
                purpose=ConsentPurpose.PUBLIC_PARTNER_LISTING,
                state=state,
                text_version="1",
                language=Language.TH,
                method=ConsentMethod.PAPER,
                said_at=clock.now(),
            )
        )
    names = [partner.text for partner in outside(session, campaign, office).partners]
    assert names == ["มูลนิธิยินดี"]


def test_a_cancelled_event_says_so_outside(session: Session, office: Office) -> None:
    campaign = communal(session, office)
    factories.event(session, campaign, status=EventStatus.CANCELLED)
    (event,) = outside(session, campaign, office).events
    assert event.is_cancelled
    assert event.status == "Cancelled"


BILINGUAL = {
    "campaign": ("title", "purpose", "benefit_to_public", "need_statement", "offer_summary", "terms"),
    "event": ("title", "public_text", "venue"),
    "key_message": ("text",),
    "stakeholder": ("organisation_name",),
}
OUTWARD = {
    table: {f"{key}_{tongue}" for key in keys for tongue in Language} for table, keys in BILINGUAL.items()
}
OUTWARD["event"] |= {"address", "online_url", "public_contact"}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_mark_in_every_internal_field_of_every_record_reaches_no_outward_copy(
    kind: Kind, session: Session, office: Office
) -> None:
    campaign = communal(session, office) if kind == Kind.COMMUNAL else exchange(session, office)
    event = factories.event(session, campaign)
    partner = factories.stakeholder(session)
    part = factories.participation(session, campaign, partner, role=ParticipationRole.PARTNER)
    message = KeyMessage(campaign_id=campaign.id, position=9, text_th="ก", is_public=True)
    objective = factories.objective(session, campaign)
    line = BudgetLine(campaign_id=campaign.id, position=1, category="x")
    session.add_all([message, line])
    session.flush()
    planted = 0
    records: list[Base] = [
        campaign,
        event,
        partner,
        part,
        message,
        objective,
        line,
        office.owner,
        office.corporate,
    ]
    for record in records:
        table = Base.metadata.tables[record.__tablename__]
        for column in table.columns:
            is_text = type(column.type).__name__ in {"Text", "String"}
            if is_text and column.key not in OUTWARD.get(table.name, set()) | SHAPED:
                setattr(record, column.key, MARK)
                planted += 1
    session.flush()
    assert planted > 40
    for language in Language:
        assert not [word for word in words_in(outside(session, campaign, office, language)) if MARK in word]


# texts with a form of their own, which a mark would break: none of them is a place for words
SHAPED = {
    "code",
    "uid",
    "timezone",
    "recurrence",
    "search_text",
    "sort_key",
    "currency",
    "email",
    "password_hash",
}
