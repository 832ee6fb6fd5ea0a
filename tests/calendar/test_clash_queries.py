"""Which clashes of real events somebody is told of, at how many statements, and what becomes of accepted ones."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import absences
from planner.accounts.absences import AbsenceData
from planner.accounts.models import Kind
from planner.calendar import clash_queries
from planner.calendar.clash_queries import Draft
from planner.calendar.filters import Filters
from planner.calendar.words import ClashRule as R
from planner.campaigns.models import Campaign
from planner.errors import NotFound
from planner.events import queries, series, stored
from planner.events.models import Attachment
from planner.events.recurrence_rule import Rule
from planner.events.series import Change, Words
from planner.events.timing import Window, timed
from planner.events.when import When
from planner.events.words import AttachmentRole, EventStatus, Visibility
from planner.holidays import marking
from planner.holidays.marking import MarkedData
from planner.holidays.words import MarkKind
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.calendar.clashing_events import DAY, HALL, NOW, WEEK, look_at, planned, rules, told_of
from tests.counting import statements
from tests.factories import Office


def test_a_person_asked_to_two_places_is_told_on_both_with_the_nearest_free_day(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = planned(session, campaign, manee, title_en="Talk")
    sale = planned(session, theirs, manee, title_en="Sale", hour=4)
    looked = look_at(session, talk, office.mate)
    [one] = looked.told
    assert (one.rule, one.other and one.other.event_id, one.is_hidden) == (R.PERSON, sale.id, False)
    assert looked.free_on(one) == DAY + timedelta(days=1)
    [other] = told_of(session, sale, office.outsider)
    assert other.other is not None
    assert other.other.event_id == talk.id


def test_one_venue_is_one_however_it_is_written(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    first = planned(session, campaign, **HALL)
    planned(session, theirs, venue_en="great hall")
    assert rules(told_of(session, first, office.mate)) == [R.VENUE]
    online = planned(session, campaign, venue_en="Online", hour=8)
    planned(session, theirs, venue_en="online", hour=8)
    assert not told_of(session, online, office.mate)


def test_what_is_called_off_clashes_with_nothing(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = planned(session, campaign, manee)
    for status in (EventStatus.CANCELLED, EventStatus.POSTPONED):
        planned(session, theirs, manee, status=status)
    assert not told_of(session, talk, office.mate)


def test_a_public_is_that_of_the_campaign_where_the_event_names_none(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    village = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    school = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    for of in (campaign, theirs):
        factories.participation(session, of, village)
    talk = planned(session, campaign)
    planned(session, theirs)
    assert rules(told_of(session, talk, office.mate)) == [R.PROMOTION]
    other = planned(session, campaign, school, hour=8)
    planned(session, theirs, hour=8)
    assert not told_of(session, other, office.mate)


def test_guests_are_counted_and_staff_is_not(session: Session, office: Office, campaign: Campaign) -> None:
    guests = [factories.stakeholder(session, kind=StakeholderKind.PERSON) for _ in range(3)]
    full = planned(session, campaign, *guests, capacity=2)
    looked = look_at(session, full, office.mate)
    assert rules(looked.told) == [R.CAPACITY]
    assert looked.free_on(looked.told[0]) is None
    row = session.scalars(select(Attachment).order_by(Attachment.id)).first()
    assert row is not None
    row.role = AttachmentRole.STAFF
    session.commit()
    assert not told_of(session, full, office.mate)


def test_days_of_the_office_and_people_away(session: Session, office: Office, campaign: Campaign) -> None:
    talk = planned(session, campaign)
    absences.add(session, AbsenceData(DAY, DAY + timedelta(days=1), "Surgery"), actor=office.approver)
    absences.add(session, AbsenceData(DAY, DAY), actor=office.viewer)
    for team in (office.corporate, office.marketing):
        data = MarkedData(MarkKind.SENSITIVE, team.id, DAY, DAY, name_en="Exams")
        marking.add(session, data, actor=office.administrator)
    session.commit()
    looked = look_at(session, talk, office.mate)
    assert sorted(rules(looked.told)) == [R.AWAY, R.SENSITIVE]
    assert looked.free_on(looked.told[0]) == DAY - timedelta(days=1)
    king = planned(
        session,
        campaign,
        starts_at=datetime(2020, 12, 10, 3, tzinfo=UTC),
        ends_at=datetime(2020, 12, 10, 4, tzinfo=UTC),
    )
    assert rules(told_of(session, king, office.mate)) == [R.HOLIDAY]


def test_an_embargo_is_broken_by_what_is_public_before(
    session: Session, office: Office, campaign: Campaign
) -> None:
    secret = planned(
        session,
        campaign,
        hour=8,
        visibility=Visibility.TEAM,
        embargo_until=datetime(2020, 11, 12, tzinfo=UTC),
    )
    early = planned(session, campaign)
    assert rules(told_of(session, secret, office.mate)) == [R.EMBARGO]
    assert rules(told_of(session, early, office.mate)) == [R.EMBARGO]


def test_occurrences_of_a_series_clash_day_by_day_and_not_those_changed(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    walk = planned(session, campaign, manee, **HALL)
    series.repeat(session, walk.id, Rule.parse("FREQ=WEEKLY;BYDAY=TU"), frozenset(), actor=office.owner)
    session.commit()
    third = DAY + timedelta(days=14)
    at = datetime(third.year, third.month, third.day, 3, tzinfo=UTC)
    other = planned(session, theirs, **HALL, starts_at=at, ends_at=at + timedelta(hours=1))
    assert [(one.rule, one.mine.on) for one in told_of(session, walk, office.mate)] == [(R.VENUE, third)]
    when = When(start_on=third, start_time=time(10), end_time=time(12))
    elsewhere = Change(when=when, words=Words(venue_th="สวน", venue_en="Park"))
    series.change(session, walk.id, third, elsewhere, actor=office.owner)
    session.commit()
    assert not told_of(session, walk, office.mate)
    assert not told_of(session, other, office.outsider)


def test_another_event_is_only_told_as_taken_and_only_to_who_can_do_something(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    """Nothing of it is in what is handed on: no number, no hours, no digest."""
    village = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    talk = planned(session, campaign, manee, village, **HALL)
    hidden = planned(session, theirs, manee, village, visibility=Visibility.TEAM, title_en="Secret", **HALL)
    told = told_of(session, talk, office.mate)
    assert sorted(rules(told)) == [R.PERSON, R.VENUE]
    assert all(one.is_hidden and one.other is None for one in told)
    assert not any(one.clash.signature in one.key for one in told)
    assert not told_of(session, talk, office.viewer)
    # merely close is not told
    close = planned(session, campaign, manee, venue_en="Garden", hour=5)
    assert hidden.id not in {one.other.event_id for one in told_of(session, close, office.mate) if one.other}
    assert not any(one.is_hidden for one in told_of(session, close, office.mate))
    assert {R.PERSON, R.VENUE, R.PROMOTION} == set(rules(told_of(session, talk, office.administrator)))
    with pytest.raises(NotFound):
        queries.shown(session, hidden.id, actor=office.mate)


def test_a_page_asks_as_many_statements_however_much_there_is(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = planned(session, campaign, manee, **HALL)
    seen = queries.shown(session, talk.id, actor=office.mate)
    actor = office.mate
    counts = []
    for more in (1, 5):
        for _ in range(more):
            planned(session, theirs, manee, **HALL, recurrence="FREQ=DAILY")
        seen = queries.shown(session, talk.id, actor=actor)
        with statements(session) as asked:
            looked = clash_queries.of_event(session, seen, actor=actor, now=NOW)
            [looked.free_on(one) for one in looked.told]
        with statements(session) as of_window:
            assert clash_queries.of_window(session, WEEK, actor=actor)
        counts.append((len(asked), len(of_window)))
    assert counts[0] == counts[1] == (5, 4)


def test_marks_of_a_window_are_the_occurrences_that_clash(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    first, second = planned(session, campaign, **HALL), planned(session, theirs, **HALL)
    hidden = planned(session, theirs, venue_en="Cellar", visibility=Visibility.TEAM)
    open_one = planned(session, campaign, venue_en="Cellar")
    found = clash_queries.of_window(session, WEEK, actor=office.mate)
    assert found == {(first.id, None), (second.id, None), (open_one.id, None)}
    assert (hidden.id, None) in clash_queries.of_window(session, WEEK, actor=office.outsider)
    later = Window.of_days(DAY + timedelta(days=1), DAY + timedelta(days=5), "Asia/Bangkok")
    assert not clash_queries.of_window(session, later, actor=office.mate)


def test_a_period_is_narrowed_by_the_filters_of_the_calendar(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    planned(session, campaign, **HALL), planned(session, theirs, **HALL)
    alone = planned(session, theirs, capacity=0)
    session.add(Attachment(event_id=alone.id, stakeholder_id=factories.stakeholder(session).id, role="guest"))
    session.commit()

    def found_by(**filters: Any) -> list[R]:
        found, _ = clash_queries.in_period(session, WEEK, actor=office.mate, filters=Filters(**filters))
        return sorted(rules(found))

    assert found_by() == [R.CAPACITY, R.VENUE]
    assert found_by(kind=Kind.COMMUNAL) == [R.VENUE]
    assert found_by(team_id=office.marketing.id) == [R.CAPACITY, R.VENUE]
    assert found_by(campaign_id=office.noise.id) == []
    assert found_by(status=EventStatus.TENTATIVE) == []


def test_what_is_about_to_be_made_or_moved_is_told_before_it_is(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    planned(session, theirs, manee, **HALL)
    start = datetime.combine(DAY, time(11))
    draft = Draft(campaign_id=campaign.id, timezone="Asia/Bangkok", venue_th="หอประชุม")
    timing = timed(start, start + timedelta(hours=1), "Asia/Bangkok")
    looked = clash_queries.of_draft(session, draft, timing, campaign, actor=office.mate, now=NOW)
    assert rules(looked.told) == [R.VENUE]
    assert looked.free_on(looked.told[0]) == DAY + timedelta(days=1)
    talk = planned(session, campaign, manee, hour=12)
    seen = queries.shown(session, talk.id, actor=office.mate)
    moved = stored.series_of(seen)
    assert not clash_queries.of_moved(session, seen, moved, actor=office.mate, now=NOW).told
    moved = type(moved)(timing)
    assert rules(clash_queries.of_moved(session, seen, moved, actor=office.mate, now=NOW).told) == [R.PERSON]


def test_the_free_day_passes_over_no_event_that_one_may_not_know_of(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    village = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    talk = planned(session, campaign, manee, village, **HALL)
    planned(session, theirs, venue_en="Great hall")
    [one] = told_of(session, talk, office.mate)
    next_day = DAY + timedelta(days=1)
    assert look_at(session, talk, office.mate).free_on(one) == next_day
    at = datetime(next_day.year, next_day.month, next_day.day, 3, tzinfo=UTC)
    hidden: dict[str, Any] = {
        "starts_at": at,
        "ends_at": at + timedelta(hours=2),
        "visibility": Visibility.RESTRICTED,
    }
    planned(session, theirs, village, **hidden)
    # a public is shared: to pass over the day would tell of the plan
    [one] = told_of(session, talk, office.mate)
    assert look_at(session, talk, office.mate).free_on(one) == next_day
    # that the hall is taken is told of anything
    planned(session, theirs, **hidden, venue_en="Great hall")
    [one] = told_of(session, talk, office.mate)
    assert look_at(session, talk, office.mate).free_on(one) == DAY - timedelta(days=1)


@pytest.mark.parametrize("role", [AttachmentRole.GUEST, AttachmentRole.SPEAKER])
def test_what_somebody_does_at_a_hidden_event_is_not_told_by_the_name_of_the_clash(
    session: Session,
    office: Office,
    campaign: Campaign,
    theirs: Campaign,
    manee: Stakeholder,
    role: AttachmentRole,
) -> None:
    talk = planned(session, campaign, manee)
    hidden = planned(session, theirs, visibility=Visibility.RESTRICTED)
    session.add(Attachment(event_id=hidden.id, stakeholder_id=manee.id, role=role))
    session.commit()
    [one] = told_of(session, talk, office.mate)
    assert (one.rule, one.is_hidden) == (R.PERSON, True)
    assert one.key.startswith("person~")
