"""A campaign is copied: what comes along, what does not, on which days, and for whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.activity.models import ActivityEntry
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage, Participation
from planner.campaigns.words import ParticipationRole
from planner.custody import undoing
from planner.errors import NotAllowed, NotFound, Refusal
from planner.events.models import Attachment, Event, ExcludedDate, NamedLink, Override, RunSheetItem
from planner.events.words import AttachmentRole, EventStatus, Visibility
from planner.objectives.models import Measurement, Objective, OwnMetric
from planner.objectives.words import Method
from planner.plans import beginning, cloning
from planner.plans.beginning import Choices, Source
from planner.plans.laying_out import Anchor, OnHoliday
from planner.plans.pattern import Part
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind, StakeholderStatus
from tests import factories
from tests.factories import Office

START = date(2026, 3, 2)
"""A Monday."""
LATER = timedelta(days=365)


@pytest.fixture
def source(session: Session, office: Office) -> Campaign:
    """A communal campaign of ninety days with something of everything."""
    made = factories.ready_campaign(
        session,
        office.corporate,
        office.owner,
        start_on=START,
        end_on=START + timedelta(days=89),
        has_no_budget=False,
        status=Status.COMPLETED,
        lessons_en="Ask earlier",
        embargo_until=datetime(2026, 3, 5, 2, tzinfo=UTC),
        risks="Rain",
        tags=["water"],
        sdg=[6],
        approver_id=office.approver.id,
    )
    public = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    message = session.scalars(select(KeyMessage).where(KeyMessage.campaign_id == made.id)).one()
    message.public_id, message.proof_en = public.id, "Wells are counted"
    factories.participation(
        session,
        made,
        public,
        role=ParticipationRole.BENEFICIARY,
        strategies=["openness"],
        message_id=message.id,
    )
    goal = session.scalars(select(Objective).where(Objective.campaign_id == made.id)).one()
    goal.due_on = START + timedelta(days=80)
    own = OwnMetric(campaign_id=made.id, name_en="Wells", unit="wells")
    session.add(own)
    session.flush()
    factories.objective(session, made, position=2, metric=None, own_metric_id=own.id, unit="wells")
    session.add_all(
        [
            Measurement(
                objective_id=goal.id,
                measured_on=START + timedelta(days=70),
                value=Decimal(80),
                method=Method.SURVEY,
                source="Survey",
            ),
            BudgetLine(
                campaign_id=made.id,
                position=1,
                category="Pumps",
                planned_minor=100_00,
                committed_minor=90_00,
                actual_minor=95_00,
            ),
            NamedLink(campaign_id=made.id, position=1, label_en="Folder", address="https://example.org/f"),
        ]
    )
    opening(session, made, public.id)
    session.commit()
    return made


def opening(session: Session, of: Campaign, guest: int) -> Event:
    """Nine to eleven in Bangkok on the eighth day, with a run sheet, a guest and a link."""
    made = factories.event(
        session,
        of,
        title_en="Opening",
        starts_at=datetime(2026, 3, 9, 2, tzinfo=UTC),
        ends_at=datetime(2026, 3, 9, 4, tzinfo=UTC),
        sequence=7,
        rsvp_due_at=datetime(2026, 3, 4, 10, tzinfo=UTC),
        embargo_until=datetime(2026, 3, 8, 17, tzinfo=UTC),
    )
    first = RunSheetItem(event_id=made.id, starts_at=time(9), duration_minutes=30, title="Welcome")
    session.add(first)
    session.flush()
    session.add_all(
        [
            RunSheetItem(
                event_id=made.id,
                starts_at=time(9, 30),
                duration_minutes=60,
                title="Speech",
                depends_on_id=first.id,
                state="done",
            ),
            Attachment(event_id=made.id, stakeholder_id=guest, role=AttachmentRole.VIP),
            NamedLink(event_id=made.id, position=1, label_en="Map", address="https://example.org/map"),
        ]
    )
    return made


def copied(
    session: Session, source: Campaign, actor: User, team_id: int | None = None, **values: Any
) -> Campaign:
    """A copy that starts a year later, committed."""
    taken = cloning.of_campaign(session, source.id, actor=actor)
    given = {"anchor": Anchor.START, "on": source.start_on + LATER, **values}
    choices = Choices(team_id=team_id or source.team_id, **given)
    made, _ = beginning.begin(session, Source(taken.pattern, taken.campaign), choices, actor=actor)
    session.commit()
    return made


def rows(session: Session, model: Any, of: Campaign) -> list[Any]:
    """The campaign's rows of a table."""
    return list(session.scalars(select(model).where(model.campaign_id == of.id).order_by(model.id)))


def test_a_copy_is_a_draft_of_ones_own_under_its_own_code(
    session: Session, office: Office, source: Campaign
) -> None:
    made = copied(session, source, office.mate)
    assert (made.status, made.owner_id, made.team_id) == (Status.DRAFT, office.mate.id, source.team_id)
    assert made.cloned_from_id == source.id
    assert made.code.startswith("C-2027-")
    assert made.code != source.code
    assert (made.start_on, made.end_on) == (source.start_on + LATER, source.end_on + LATER)
    assert made.embargo_until == datetime(2027, 3, 5, 2, tzinfo=UTC)
    assert (made.risks, made.tags, made.sdg) == ("Rain", ["water"], [6])
    assert (made.title_th, made.purpose_en) == (source.title_th, source.purpose_en)
    assert (made.lessons_en, made.approver_id) == (None, None)


def test_everything_comes_along_but_results(session: Session, office: Office, source: Campaign) -> None:
    made = copied(session, source, office.owner)
    message = rows(session, KeyMessage, made)[0]
    assert (message.text_en, message.proof_en) == ("Water is a right", "Wells are counted")
    parts = rows(session, Participation, made)
    assert [one.stakeholder_id for one in parts] == [
        one.stakeholder_id for one in rows(session, Participation, source)
    ]
    assert (parts[1].strategies, parts[1].message_id) == (["openness"], message.id)
    first, second = rows(session, Objective, made)
    assert (first.target, first.baseline, first.baseline_source) == (Decimal(100), None, None)
    assert first.due_on == START + timedelta(days=80) + LATER
    assert second.own_metric_id == rows(session, OwnMetric, made)[0].id
    measured = select(func.count()).where(Measurement.objective_id.in_([first.id, second.id]))
    assert session.scalar(measured) == 0
    line = rows(session, BudgetLine, made)[0]
    assert (line.category, line.planned_minor, line.committed_minor, line.actual_minor) == (
        "Pumps",
        100_00,
        0,
        0,
    )
    assert [one.address for one in rows(session, NamedLink, made)] == ["https://example.org/f"]


def test_events_are_tentative_and_no_calendar_knows_them(
    session: Session, office: Office, source: Campaign
) -> None:
    was = rows(session, Event, source)[0]
    made = rows(session, Event, copied(session, source, office.owner))[0]
    assert (made.status, made.sequence) == (EventStatus.TENTATIVE, 0)
    assert made.uid != was.uid
    for key in ("starts_at", "ends_at", "rsvp_due_at", "embargo_until"):
        assert getattr(made, key) - getattr(was, key) == LATER, key
    sheet = session.scalars(
        select(RunSheetItem).where(RunSheetItem.event_id == made.id).order_by(RunSheetItem.starts_at)
    ).all()
    assert [(one.title, one.state) for one in sheet] == [("Welcome", "planned"), ("Speech", "planned")]
    assert sheet[1].depends_on_id == sheet[0].id
    attached = session.scalars(select(Attachment).where(Attachment.event_id == made.id)).one()
    assert attached.role == AttachmentRole.VIP
    link = session.scalars(select(NamedLink).where(NamedLink.event_id == made.id)).one()
    assert link.label_en == "Map"


def test_what_was_not_chosen_stays_behind(session: Session, office: Office, source: Campaign) -> None:
    made = copied(session, source, office.owner, parts=frozenset({Part.MESSAGES, Part.EVENTS}))
    assert [len(rows(session, one, made)) for one in (Participation, KeyMessage, Objective, BudgetLine)] == [
        0,
        1,
        0,
        0,
    ]
    assert rows(session, KeyMessage, made)[0].public_id is None
    event = rows(session, Event, made)[0]
    for model in (RunSheetItem, Attachment, NamedLink):
        assert session.scalar(select(func.count()).where(model.event_id == event.id)) == 0


def test_a_copy_may_be_told_its_last_day_instead(session: Session, office: Office, source: Campaign) -> None:
    made = copied(session, source, office.owner, anchor=Anchor.END, on=date(2027, 12, 31))
    assert made.end_on == date(2027, 12, 31)
    assert made.end_on - made.start_on == source.end_on - source.start_on


def test_who_was_merged_comes_as_who_they_are_now_and_who_is_gone_stays_away(
    session: Session, office: Office, source: Campaign
) -> None:
    first, second = [one.stakeholder_id for one in rows(session, Participation, source)]
    heir = factories.stakeholder(session)
    merged, retired = session.get_one(Stakeholder, first), session.get_one(Stakeholder, second)
    merged.status, merged.merged_into_id = StakeholderStatus.MERGED, heir.id
    retired.status = StakeholderStatus.INACTIVE
    session.commit()
    made = copied(session, source, office.owner)
    assert [one.stakeholder_id for one in rows(session, Participation, made)] == [heir.id]
    # the message was for somebody who no longer takes part: it is for everyone now
    assert rows(session, KeyMessage, made)[0].public_id is None


def test_the_whole_copy_is_undone_at_once_and_done_again(
    session: Session, office: Office, source: Campaign
) -> None:
    made = copied(session, source, office.owner)
    key = made.id
    entry = session.scalars(select(ActivityEntry.id).where(ActivityEntry.verb == "campaign.copied")).one()
    back = undoing.undo(session, entry, actor=office.owner)
    session.commit()
    session.expunge_all()
    assert session.scalar(select(func.count()).where(Campaign.id == key)) == 0
    assert session.scalar(select(func.count()).where(Event.campaign_id == key)) == 0
    undoing.undo(session, back.id, actor=office.owner)
    session.commit()
    assert session.scalar(select(func.count()).where(Event.campaign_id == key)) == 1


def test_a_team_mate_may_copy_it_and_whoever_does_not_see_it_does_not_find_it(
    session: Session, office: Office, source: Campaign
) -> None:
    source.confidentiality = "team"  # type: ignore[assignment] # as it is stored
    session.commit()
    assert copied(session, source, office.mate).owner_id == office.mate.id
    with pytest.raises(NotFound):
        cloning.of_campaign(session, source.id, actor=office.outsider)


def test_nobody_copies_into_a_team_in_which_they_do_not_plan(
    session: Session, office: Office, source: Campaign
) -> None:
    for nobody in (office.viewer, office.outsider):
        with pytest.raises(NotAllowed):
            copied(session, source, nobody)
    with pytest.raises(Refusal):
        copied(session, source, office.outsider, team_id=office.marketing.id)


def test_events_kept_from_the_reader_are_neither_copied_nor_counted(
    session: Session, office: Office, source: Campaign
) -> None:
    factories.event(session, source, title_en="Secret", visibility=Visibility.RESTRICTED)
    session.commit()
    assert len(cloning.of_campaign(session, source.id, actor=office.mate).pattern.events) == 1
    assert len(cloning.of_campaign(session, source.id, actor=office.owner).pattern.events) == 2


def test_a_series_comes_with_its_end_its_exceptions_and_its_words(
    session: Session, office: Office, source: Campaign
) -> None:
    event = factories.event(
        session,
        source,
        title_en="Round",
        starts_at=datetime(2026, 3, 10, 2, tzinfo=UTC),
        ends_at=datetime(2026, 3, 10, 3, tzinfo=UTC),
        recurrence="FREQ=WEEKLY;BYDAY=TU;UNTIL=20260505",
        spans_from=datetime(2026, 3, 9, tzinfo=UTC),
        spans_until=datetime(2026, 5, 7, tzinfo=UTC),
    )
    session.add_all(
        [
            ExcludedDate(event_id=event.id, on=date(2026, 3, 24)),
            Override(event_id=event.id, on=date(2026, 3, 31), title_en="Long round"),
            Override(
                event_id=event.id,
                on=date(2026, 4, 7),
                starts_at=datetime(2026, 4, 8, 2, tzinfo=UTC),
                ends_at=datetime(2026, 4, 8, 3, tzinfo=UTC),
            ),
            Override(event_id=event.id, on=date(2026, 4, 14), status=EventStatus.CANCELLED),
        ]
    )
    session.commit()
    made = rows(session, Event, copied(session, source, office.owner))[1]
    # a year later is a day later in the week
    assert made.recurrence == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270505"
    left_out = session.scalars(select(ExcludedDate.on).where(ExcludedDate.event_id == made.id)).all()
    assert left_out == [date(2027, 3, 24)]
    said, moved = session.scalars(
        select(Override).where(Override.event_id == made.id).order_by(Override.on)
    ).all()
    assert (said.on, said.title_en, said.starts_at) == (date(2027, 3, 31), "Long round", None)
    assert (moved.on, moved.starts_at) == (date(2027, 4, 7), datetime(2027, 4, 8, 2, tzinfo=UTC))


def test_times_stay_on_the_wall_where_the_clocks_change(
    session: Session, office: Office, source: Campaign
) -> None:
    factories.event(
        session,
        source,
        title_en="London call",
        starts_at=datetime(2026, 3, 20, 9, tzinfo=UTC),
        ends_at=datetime(2026, 3, 20, 10, tzinfo=UTC),
        timezone="Europe/London",
    )
    session.commit()
    made = copied(session, source, office.owner, on=START + timedelta(days=30))
    call = rows(session, Event, made)[1]
    assert call.starts_at == datetime(2026, 4, 19, 8, tzinfo=UTC)
    assert call.ends_at == datetime(2026, 4, 19, 9, tzinfo=UTC)


def test_an_event_that_would_be_on_a_holiday_goes_to_the_next_working_day_with_all_that_is_its_own(
    session: Session, office: Office, source: Campaign
) -> None:
    # the opening is on the eighth day: on Songkran, 13 April 2026, a Monday; the 16th is the first day at work
    on = date(2026, 4, 6)
    kept = rows(session, Event, copied(session, source, office.owner, on=on))[0]
    assert kept.starts_at == datetime(2026, 4, 13, 2, tzinfo=UTC)
    rolled = copied(session, source, office.owner, on=on, on_holiday=OnHoliday.ROLL)
    made = rows(session, Event, rolled)[0]
    assert made.starts_at == datetime(2026, 4, 16, 2, tzinfo=UTC)
    was = rows(session, Event, source)[0]
    assert made.rsvp_due_at - was.rsvp_due_at == made.starts_at - was.starts_at
    assert made.embargo_until - was.embargo_until == made.starts_at - was.starts_at


def test_a_copy_of_an_exchange_campaign_keeps_what_it_expects_back(session: Session, office: Office) -> None:
    offer = factories.ready_campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    session.commit()
    made = copied(session, offer, office.outsider)
    assert made.kind == Kind.EXCHANGE
    assert made.code.startswith("X-")
    assert made.expected_return_value == Decimal(100_000)
