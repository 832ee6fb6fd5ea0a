"""Promotions come along with their campaign: as many days on, without what came of them; and are kept in templates."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign
from planner.custody import undoing
from planner.errors import Refusal
from planner.plans import beginning, cloning, pattern_json, templates
from planner.plans.beginning import Choices, Source
from planner.plans.dated import DatedKind
from planner.plans.laying_out import Anchor, OnHoliday
from planner.plans.pattern import Part, only
from planner.plans.templates import Names
from planner.promotions.actions import Period
from planner.promotions.models import Promotion, Redemption, Till
from planner.promotions.words import Mechanic, ValueType
from tests import factories
from tests.factories import Office

START = date(2026, 3, 2)
LATER = timedelta(days=365)
MIDNIGHT = datetime(2026, 3, 8, 17, tzinfo=UTC)


@pytest.fixture
def source(session: Session, office: Office) -> Campaign:
    """An exchange campaign with a draw of whole days, an hour of the evening, and one that was withdrawn."""
    made = factories.ready_campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        start_on=START,
        end_on=START + timedelta(days=89),
    )
    draw = factories.promotion(
        session,
        made,
        name_en="The draw",
        mechanic=Mechanic.PRIZE_DRAW,
        starts_at=MIDNIGHT,
        ends_at=MIDNIGHT + timedelta(days=7),
        value=Decimal(10),
        value_type=ValueType.PERCENT,
        channels=["shop", "line"],
        quota_total=50,
        code="LUCKY",
        permit_needed=True,
        permit_ref="7/2569",
        permit_expires_on=date(2026, 4, 1),
        terms_en="One each",
    )
    factories.redemption(session, draw, quantity=3)
    session.add(Till(promotion_id=draw.id, place="Siam"))
    factories.promotion(
        session,
        made,
        name_en="Evening",
        starts_at=datetime(2026, 3, 20, 11, tzinfo=UTC),
        ends_at=datetime(2026, 3, 20, 13, tzinfo=UTC),
    )
    factories.promotion(session, made, name_en="Never again", withdrawn_at=clock.now(), starts_at=MIDNIGHT)
    session.commit()
    return made


def _begun(session: Session, office: Office, source: Campaign, **values: Any) -> Campaign:
    taken = cloning.of_campaign(session, source.id, actor=office.outsider)
    choices = Choices(team_id=source.team_id, anchor=Anchor.START, on=START + LATER, **values)
    made, _ = beginning.begin(session, Source(taken.pattern, taken.campaign), choices, actor=office.outsider)
    session.commit()
    return made


def _promotions(session: Session, of: Campaign) -> list[Promotion]:
    wanted = select(Promotion).where(Promotion.campaign_id == of.id)
    return list(session.scalars(wanted.order_by(Promotion.starts_at, Promotion.id)))


def test_each_comes_along_as_many_days_on_without_what_came_of_it(
    session: Session, office: Office, source: Campaign
) -> None:
    draw, evening = _promotions(session, _begun(session, office, source, on_holiday=OnHoliday.ROLL))
    first_on = date(2026, 3, 9) + LATER
    assert Period.of(draw) == Period(start_on=first_on, end_on=first_on + timedelta(days=6))
    assert Period.of(evening) == Period(
        start_on=date(2026, 3, 20) + LATER,
        end_on=date(2026, 3, 20) + LATER,
        start_time=time(18),
        end_time=time(20),
    )
    assert (draw.name_en, draw.value, draw.quota_total) == ("The draw", Decimal(10), 50)
    assert draw.terms_en == "One each"
    assert draw.channels == ["shop", "line"]
    assert (draw.permit_needed, draw.permit_ref, draw.permit_expires_on, draw.code) == (
        True,
        None,
        None,
        None,
    )
    assert draw.created_by_id == office.outsider.id
    for model in (Redemption, Till):
        count = select(func.count()).select_from(model).where(model.promotion_id == draw.id)
        assert session.scalar(count) == 0


def test_the_preview_shows_their_days_and_what_is_not_chosen_stays(
    session: Session, office: Office, source: Campaign
) -> None:
    taken = cloning.of_campaign(session, source.id, actor=office.outsider)
    choices = Choices(team_id=source.team_id, anchor=Anchor.START, on=START + LATER)
    preview = beginning.preview(
        session, Source(taken.pattern, taken.campaign), choices, actor=office.outsider
    )
    lines = [one for one in preview.laid.lines if one.kind == DatedKind.PROMOTION]
    assert [(one.was, one.was_last, one.now and one.now - one.was) for one in lines] == [
        (date(2026, 3, 9), date(2026, 3, 15), LATER),
        (date(2026, 3, 20), date(2026, 3, 20), LATER),
    ]
    made = _begun(session, office, source, parts=frozenset(Part) - {Part.PROMOTIONS})
    assert _promotions(session, made) == []


def test_the_copy_is_undone_with_them_and_done_again(
    session: Session, office: Office, source: Campaign
) -> None:
    key = _begun(session, office, source).id
    entry = session.scalars(select(ActivityEntry.id).where(ActivityEntry.verb == "campaign.copied")).one()
    back = undoing.undo(session, entry, actor=office.outsider)
    session.commit()
    session.expunge_all()
    count = select(func.count()).select_from(Promotion).where(Promotion.campaign_id == key)
    assert session.scalar(count) == 0
    undoing.undo(session, back.id, actor=office.outsider)
    session.commit()
    assert session.scalar(count) == 2


def test_a_template_keeps_them(session: Session, office: Office, source: Campaign) -> None:
    pattern = cloning.of_campaign(session, source.id, actor=office.outsider).pattern
    assert pattern_json.read(json.loads(json.dumps(pattern_json.written(pattern)))) == pattern
    kept = templates.keep(session, source.id, Names("แบบ", None), actor=office.outsider)
    session.commit()
    held = templates.source(templates.shown(session, kept.id, actor=office.outsider)).pattern
    assert held.promotions == pattern.promotions
    assert "LUCKY" not in json.dumps(kept.pattern)
    assert "7/2569" not in json.dumps(kept.pattern)


@pytest.mark.parametrize(
    ("key", "value", "where"),
    [
        ("name_en", "x" * 201, "promotions[0].name_en"),
        ("mechanic", "magic", "promotions[0].mechanic"),
        ("value", "101", "promotions[0].value"),
        ("value", "NaN", "promotions[0].value"),
        ("channels", ["shop", "shop"], "promotions[0].channels"),
        ("channels", ["moon"], "promotions[0].channels[0]"),
        ("quota_total", 0, "promotions[0].quota_total"),
        ("quota_total", 2**31, "promotions[0].quota_total"),
        ("currency", "XXX", "promotions[0].currency"),
        ("cost_per_unit_minor", -1, "promotions[0].cost_per_unit_minor"),
        ("permit_needed", False, "promotions[0].permit_needed"),
        ("last", -1, "promotions[0].times"),
        ("last", 3_000, "promotions[0].times"),
        ("first", -9_999, "promotions[0].times"),
        ("starts", "09:00", "promotions[0].times"),
        ("timezone", "Moon/Base", "promotions[0].timezone"),
        ("permit_ref", "7/2569", "promotions[0].permit_ref"),
    ],
)
def test_a_template_that_was_tampered_with_is_refused_by_its_place(
    session: Session, office: Office, source: Campaign, key: str, value: Any, where: str
) -> None:
    pattern = cloning.of_campaign(session, source.id, actor=office.outsider).pattern
    content = copy.deepcopy(json.loads(json.dumps(pattern_json.written(pattern))))
    content["promotions"][0][key] = value
    with pytest.raises(Refusal) as refused:
        pattern_json.read(content)
    assert refused.value.values["where"] == where


def test_a_communal_pattern_has_none(session: Session, office: Office, source: Campaign) -> None:
    pattern = cloning.of_campaign(session, source.id, actor=office.outsider).pattern
    communal = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    plain = pattern_json.written(cloning.of_campaign(session, communal.id, actor=office.owner).pattern)
    plain["promotions"] = pattern_json.written(pattern)["promotions"]
    with pytest.raises(Refusal):
        pattern_json.read(plain)
    assert only(pattern, []).promotions == ()
