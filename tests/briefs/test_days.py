"""A brief marks the days off inside its campaign's time; what a team would rather be quiet in stays inside."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from planner import clock
from planner.briefs import gather, outward
from planner.briefs.gather import Edition
from planner.briefs.shapes import Reader
from planner.briefs.timeline import Sort, entries, strip
from planner.campaigns.models import Campaign
from planner.dates import Era
from planner.holidays import actions, marking
from planner.holidays.marking import MarkedData
from planner.holidays.words import MarkKind
from planner.i18n import Language, Text
from tests import factories
from tests.factories import Office

EDITION = Edition(
    Reader(Language.EN, Era.BE, "Asia/Bangkok"), date(2026, 11, 22), Text("Example Company", "en", False)
)


def over_songkran(session: Session, office: Office) -> Campaign:
    quiet = MarkedData(
        MarkKind.SENSITIVE,
        office.corporate.id,
        date(2027, 4, 20),
        date(2027, 4, 24),
        name_en="Quiet week",
    )
    marking.add(session, quiet, actor=office.mate)
    return factories.campaign(
        session, office.corporate, office.owner, start_on=date(2027, 4, 10), end_on=date(2027, 4, 30)
    )


def test_the_internal_copy_tells_days_off_and_quiet_days(session: Session, office: Office) -> None:
    campaign = over_songkran(session, office)
    brief = gather.internal(session, campaign.id, actor=office.owner, edition=EDITION)
    found = entries(brief)
    assert [(one.starts_on.day, one.sort) for one in found if one.text and one.sort is not Sort.DUE] == [
        (13, Sort.UNCONFIRMED),
        (14, Sort.UNCONFIRMED),
        (15, Sort.UNCONFIRMED),
        (20, Sort.SENSITIVE),
    ]
    drawn = strip(found, brief)
    assert len(drawn.days_off) == 3
    assert [bar.text for bar in drawn.rows] == ["Quiet week"]


def test_a_confirmed_year_has_holidays_without_a_doubt(session: Session, office: Office) -> None:
    campaign = over_songkran(session, office)
    actions.take_over(session, "TH", 2027, actor=office.administrator)
    actions.confirm(session, "TH", 2027, actor=office.administrator)
    brief = gather.internal(session, campaign.id, actor=office.owner, edition=EDITION)
    assert [one.sort for one in entries(brief) if one.starts_on.day in {13, 14, 15}] == [Sort.HOLIDAY] * 3


def test_the_outward_copy_tells_days_off_alone(session: Session, office: Office) -> None:
    campaign = over_songkran(session, office)
    brief = outward.outward(session, campaign.id, actor=office.owner, edition=EDITION, at=clock.now())
    assert [str(one.name) for one in brief.days_off] == ["Songkran"] * 3
    assert "Quiet" not in str(brief)
    assert len(strip(entries(brief), brief).days_off) == 3
