"""What went out and comes in again changes nothing, whatever the form, the language and the era."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from sqlalchemy.orm import Session

from planner.accounts import queries as people
from planner.accounts.models import Kind
from planner.calendar.filters import Filters as EventFilters
from planner.campaigns.listing import Filters
from planner.dates import Era
from planner.events.timing import Window
from planner.exports import going_out, writing
from planner.exports.going_out import CampaignsAsked, Reader
from planner.exports.writing import Form, Sheet
from planner.i18n import Language
from planner.imports import actions, looking, outcomes, reading
from planner.imports.actions import Brought
from planner.imports.outcomes import OutcomeKind
from planner.lists import columns
from planner.lists.columns import ListKind
from planner.stakeholders.models import Affiliation, Consent
from planner.stakeholders.queries import Wanted
from planner.stakeholders.words import (
    Attitude,
    Channel,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    Engagement,
    StakeholderKind,
    StakeholderStatus,
)
from planner.uploads.folder import Folder
from tests import factories
from tests.factories import Office

Made = Callable[[Session, Reader], Sheet]
WAYS = list(itertools.product(Form, Language, Era))


def came_back(session: Session, tmp_path: Path, kind: ListKind, made: Made, office: Office, way: Any) -> Any:
    """What taking the list in again would do with each row."""
    form, language, era = way
    actor = people.person(session, office.administrator.id)
    reader = Reader(language, era, actor)
    folder = Folder(tmp_path)
    with writing.write(made(session, reader), form, era) as file:
        stored = folder.keep(cast(BinaryIO, file), largest=reading.LARGEST_FILE)
    one = actions.bring(session, Brought(kind, f"list.{form}", stored), folder, actor=actor)
    if not one.heading:
        actions.read_as(session, one, reading.look(folder.file(stored)).how, folder)
    assert all(one.mapping[place] or not goes_in(kind, place) for place in range(len(one.heading)))
    actions.look_through(session, one, folder)
    return list(outcomes.each(folder.file(one.stored_as, looking.OUTCOMES), None))


def goes_in(kind: ListKind, place: int) -> bool:
    """Whether our own column at this place is read again."""
    return columns.going_out(kind)[place].comes_in


def unchanged(found: list[outcomes.Outcome]) -> list[tuple[int, OutcomeKind, Any, Any]]:
    """The rows that would do something, for a message that says what."""
    return [
        (
            one.line,
            one.kind,
            one.changes or one.new_place or one.place,
            [str(note.message) for note in one.notes],
        )
        for one in found
        if one.kind != OutcomeKind.UNCHANGED
    ]


@pytest.fixture
def everyone(session: Session, office: Office) -> int:
    """Stakeholders with something in every column, some of it awkward; how many there are."""
    paper = factories.stakeholder(
        session,
        organisation_name_th='หนังสือพิมพ์ "เช้า, นี้"',
        organisation_name_en=None,
        interest_or_concern="=SUM(A1)\nบรรทัดสอง",
    )
    person = factories.stakeholder(
        session,
        kind=StakeholderKind.PERSON,
        title="ดร.",
        nickname_th="ต้น",
        address_as="-ครูต้น",
        emails=["a@example.org", "b@example.org"],
        phones=["+66812345678", "+6621234567"],
        line_id="@ton",
        preferred_channel=Channel.LINE,
        power=5,
        interest=1,
        has_legitimacy=True,
        has_urgency=False,
        attitude=Attitude.CRITIC,
        engagement_current=Engagement.INFORM,
        engagement_desired=Engagement.EMPOWER,
        is_self_selected=True,
        origin_channel="งานเปิดบ้าน",
        owner_id=office.owner.id,
        external_ref="00123",
        internal_notes="'=already quoted",
    )
    factories.stakeholder(session, kind=StakeholderKind.PUBLIC, organisation_name_en="＋Wide plus")
    factories.stakeholder(session, status=StakeholderStatus.INACTIVE, organisation_name_en="ZZ closed")
    factories.stakeholder(session, do_not_contact=True, do_not_contact_reason="Asked us, twice")
    session.add(
        Affiliation(
            person_id=person.id,
            organisation_id=paper.id,
            position_th="บก.",
            position_en="Editor",
            started_on=date(2020, 2, 29),
        )
    )
    for purpose, state in zip(ConsentPurpose, itertools.cycle(list(ConsentState)), strict=False):
        session.add(
            Consent(
                stakeholder_id=person.id,
                purpose=purpose,
                state=state,
                text_version="1",
                language="th",
                method=ConsentMethod.PAPER,
                said_at=datetime(2026, 1, 5, tzinfo=UTC),
            )
        )
    session.commit()
    return 6  # and the one of the noise


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_stakeholders(session: Session, office: Office, everyone: int, tmp_path: Path, way: Any) -> None:
    def made(session: Session, reader: Reader) -> Sheet:
        return going_out.stakeholders(session, Wanted(), reader)

    found = came_back(session, tmp_path, ListKind.STAKEHOLDERS, made, office, way)
    assert unchanged(found) == []
    assert len(found) == everyone


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_campaigns(session: Session, office: Office, tmp_path: Path, way: Any) -> None:
    factories.ready_campaign(
        session,
        office.corporate,
        office.owner,
        tags=["น้ำ", "ป่า"],
        risks="- ฝน\n- น้ำ",
        approver_id=office.approver.id,
    )
    factories.ready_campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, expected_return_value=Decimal("12345.5")
    )
    session.commit()

    def made(session: Session, reader: Reader) -> Sheet:
        return going_out.campaigns(session, CampaignsAsked(Filters(), date(2026, 11, 22)), reader)

    found = came_back(session, tmp_path, ListKind.CAMPAIGNS, made, office, way)
    assert unchanged(found) == []
    assert len(found) == 3


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_events(session: Session, office: Office, tmp_path: Path, way: Any) -> None:
    campaign = factories.campaign(
        session, office.corporate, office.owner, start_on=date(2027, 1, 1), end_on=date(2027, 6, 1)
    )
    at = datetime(2027, 1, 4, 3, tzinfo=UTC)
    factories.event(
        session,
        campaign,
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        venue_th="=ศาลา",
        address="1 ถ.\nกรุงเทพฯ",
        capacity=40,
        owner_id=office.mate.id,
        online_url="https://example.org/a",
        public_text_th="มาเถอะ",
    )
    day = date(2027, 1, 8)
    factories.event(
        session,
        campaign,
        starts_at=None,
        ends_at=None,
        all_day_start=day,
        all_day_end=day + timedelta(days=2),
    )
    session.commit()

    def made(session: Session, reader: Reader) -> Sheet:
        window = Window.of_days(date(2027, 1, 1), date(2027, 1, 31), "Asia/Bangkok")
        return going_out.events(session, window, EventFilters(), reader)

    found = came_back(session, tmp_path, ListKind.EVENTS, made, office, way)
    assert unchanged(found) == []
    assert len(found) == 2
