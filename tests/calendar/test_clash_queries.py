"""Which clashes of real events somebody is told of, at how many statements, and what becomes of accepted ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import absences
from planner.accounts.absences import AbsenceData
from planner.accounts.models import Absence, Kind, User
from planner.activity.models import ActivityEntry
from planner.calendar import accepting, clash_queries
from planner.calendar.clash_queries import Draft, Looked
from planner.calendar.clash_sight import Told
from planner.calendar.filters import Filters
from planner.calendar.models import ClashAcknowledgement
from planner.calendar.words import ClashRule as R
from planner.campaigns.models import Campaign
from planner.custody import deletion, undoing
from planner.errors import NotAllowed, NotFound, Refusal
from planner.events import queries, series, stored
from planner.events.models import Attachment, Event
from planner.events.recurrence_rule import Rule
from planner.events.series import Change, Words
from planner.events.timing import Window, timed
from planner.events.when import When
from planner.events.words import AttachmentRole, EventStatus, EventType, Visibility
from planner.holidays import marking
from planner.holidays.marking import MarkedData
from planner.holidays.words import MarkKind
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.counting import statements
from tests.factories import Office

# Tuesday to Thursday of a week without holidays, long before the noise of the office
DAY = date(2020, 11, 10)
NOW = datetime(2020, 11, 2, 3, tzinfo=UTC)
WEEK = Window.of_days(DAY - timedelta(days=1), DAY + timedelta(days=5), "Asia/Bangkok")
HALL: dict[str, Any] = {"venue_th": "หอประชุม", "venue_en": "Great  Hall"}


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A communal campaign of the corporate team, whose plans all may see."""
    return factories.campaign(session, office.corporate, office.owner, approver_id=office.approver.id)


@pytest.fixture
def theirs(session: Session, office: Office) -> Campaign:
    """A campaign of marketing's."""
    return factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)


@pytest.fixture
def manee(session: Session) -> Stakeholder:
    """A person whom everybody asks."""
    return factories.stakeholder(session, kind=StakeholderKind.PERSON)


def _event(session: Session, of: Campaign, *who: Stakeholder, hour: int = 3, **values: Any) -> Event:
    at = datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=UTC)
    given = {"type": EventType.COMMUNITY_EVENT, "starts_at": at, "ends_at": at + timedelta(hours=2)}
    made = factories.event(session, of, **{**given, **values})
    for one in who:
        session.add(Attachment(event_id=made.id, stakeholder_id=one.id, role=AttachmentRole.GUEST))
    session.commit()
    return made


def _of(session: Session, event: Event, actor: User) -> Looked:
    for one in session:
        if isinstance(one, Event):
            session.expire(one)
    seen = queries.shown(session, event.id, actor=actor)
    return clash_queries.of_event(session, seen, actor=actor, now=NOW)


def _told(session: Session, event: Event, actor: User) -> list[Told]:
    return _of(session, event, actor).told


def _rules(told: list[Told]) -> list[R]:
    return [one.rule for one in told]


def test_a_person_asked_to_two_places_is_told_on_both_with_the_nearest_free_day(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = _event(session, campaign, manee, title_en="Talk")
    sale = _event(session, theirs, manee, title_en="Sale", hour=4)
    looked = _of(session, talk, office.mate)
    [one] = looked.told
    assert (one.rule, one.other and one.other.event_id, one.is_hidden) == (R.PERSON, sale.id, False)
    assert looked.free_on(one) == DAY + timedelta(days=1)
    [other] = _told(session, sale, office.outsider)
    assert other.other is not None
    assert other.other.event_id == talk.id


def test_one_venue_is_one_however_it_is_written(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    first = _event(session, campaign, **HALL)
    _event(session, theirs, venue_en="great hall")
    assert _rules(_told(session, first, office.mate)) == [R.VENUE]
    online = _event(session, campaign, venue_en="Online", hour=8)
    _event(session, theirs, venue_en="online", hour=8)
    assert not _told(session, online, office.mate)


def test_what_is_called_off_clashes_with_nothing(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = _event(session, campaign, manee)
    for status in (EventStatus.CANCELLED, EventStatus.POSTPONED):
        _event(session, theirs, manee, status=status)
    assert not _told(session, talk, office.mate)


def test_a_public_is_that_of_the_campaign_where_the_event_names_none(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    village = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    school = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    for of in (campaign, theirs):
        factories.participation(session, of, village)
    talk = _event(session, campaign)
    _event(session, theirs)
    assert _rules(_told(session, talk, office.mate)) == [R.PROMOTION]
    other = _event(session, campaign, school, hour=8)
    _event(session, theirs, hour=8)
    assert not _told(session, other, office.mate)


def test_guests_are_counted_and_staff_is_not(session: Session, office: Office, campaign: Campaign) -> None:
    guests = [factories.stakeholder(session, kind=StakeholderKind.PERSON) for _ in range(3)]
    full = _event(session, campaign, *guests, capacity=2)
    looked = _of(session, full, office.mate)
    assert _rules(looked.told) == [R.CAPACITY]
    assert looked.free_on(looked.told[0]) is None
    row = session.scalars(select(Attachment).order_by(Attachment.id)).first()
    assert row is not None
    row.role = AttachmentRole.STAFF
    session.commit()
    assert not _told(session, full, office.mate)


def test_days_of_the_office_and_people_away(session: Session, office: Office, campaign: Campaign) -> None:
    talk = _event(session, campaign)
    absences.add(session, AbsenceData(DAY, DAY + timedelta(days=1), "Surgery"), actor=office.approver)
    absences.add(session, AbsenceData(DAY, DAY), actor=office.viewer)
    for team in (office.corporate, office.marketing):
        data = MarkedData(MarkKind.SENSITIVE, team.id, DAY, DAY, name_en="Exams")
        marking.add(session, data, actor=office.administrator)
    session.commit()
    looked = _of(session, talk, office.mate)
    assert sorted(_rules(looked.told)) == [R.AWAY, R.SENSITIVE]
    assert looked.free_on(looked.told[0]) == DAY - timedelta(days=1)
    king = _event(
        session,
        campaign,
        starts_at=datetime(2020, 12, 10, 3, tzinfo=UTC),
        ends_at=datetime(2020, 12, 10, 4, tzinfo=UTC),
    )
    assert _rules(_told(session, king, office.mate)) == [R.HOLIDAY]


def test_an_embargo_is_broken_by_what_is_public_before(
    session: Session, office: Office, campaign: Campaign
) -> None:
    secret = _event(
        session,
        campaign,
        hour=8,
        visibility=Visibility.TEAM,
        embargo_until=datetime(2020, 11, 12, tzinfo=UTC),
    )
    early = _event(session, campaign)
    assert _rules(_told(session, secret, office.mate)) == [R.EMBARGO]
    assert _rules(_told(session, early, office.mate)) == [R.EMBARGO]


def test_occurrences_of_a_series_clash_day_by_day_and_not_those_changed(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    walk = _event(session, campaign, manee, **HALL)
    series.repeat(session, walk.id, Rule.parse("FREQ=WEEKLY;BYDAY=TU"), frozenset(), actor=office.owner)
    session.commit()
    third = DAY + timedelta(days=14)
    at = datetime(third.year, third.month, third.day, 3, tzinfo=UTC)
    other = _event(session, theirs, **HALL, starts_at=at, ends_at=at + timedelta(hours=1))
    assert [(one.rule, one.mine.on) for one in _told(session, walk, office.mate)] == [(R.VENUE, third)]
    when = When(start_on=third, start_time=time(10), end_time=time(12))
    elsewhere = Change(when=when, words=Words(venue_th="สวน", venue_en="Park"))
    series.change(session, walk.id, third, elsewhere, actor=office.owner)
    session.commit()
    assert not _told(session, walk, office.mate)
    assert not _told(session, other, office.outsider)


def test_another_event_is_only_told_as_taken_and_only_to_who_can_do_something(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    """Nothing of it is in what is handed on: no number, no hours, no digest."""
    village = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    talk = _event(session, campaign, manee, village, **HALL)
    hidden = _event(session, theirs, manee, village, visibility=Visibility.TEAM, title_en="Secret", **HALL)
    told = _told(session, talk, office.mate)
    assert sorted(_rules(told)) == [R.PERSON, R.VENUE]
    assert all(one.is_hidden and one.other is None for one in told)
    assert not any(one.clash.signature in one.key for one in told)
    assert not _told(session, talk, office.viewer)
    # merely close is not told
    close = _event(session, campaign, manee, venue_en="Garden", hour=5)
    assert hidden.id not in {one.other.event_id for one in _told(session, close, office.mate) if one.other}
    assert not any(one.is_hidden for one in _told(session, close, office.mate))
    assert {R.PERSON, R.VENUE, R.PROMOTION} == set(_rules(_told(session, talk, office.administrator)))
    with pytest.raises(NotFound):
        queries.shown(session, hidden.id, actor=office.mate)


def test_a_page_asks_as_many_statements_however_much_there_is(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = _event(session, campaign, manee, **HALL)
    seen = queries.shown(session, talk.id, actor=office.mate)
    actor = office.mate
    counts = []
    for more in (1, 5):
        for _ in range(more):
            _event(session, theirs, manee, **HALL, recurrence="FREQ=DAILY")
        seen = queries.shown(session, talk.id, actor=actor)
        with statements(session) as asked:
            looked = clash_queries.of_event(session, seen, actor=actor, now=NOW)
            [looked.free_on(one) for one in looked.told]
        with statements(session) as of_window:
            assert clash_queries.of_window(session, WEEK, actor=actor)
        counts.append((len(asked), len(of_window)))
    assert counts[0] == counts[1] == (5, 3)


def test_marks_of_a_window_are_the_occurrences_that_clash(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    first, second = _event(session, campaign, **HALL), _event(session, theirs, **HALL)
    hidden = _event(session, theirs, venue_en="Cellar", visibility=Visibility.TEAM)
    open_one = _event(session, campaign, venue_en="Cellar")
    found = clash_queries.of_window(session, WEEK, actor=office.mate)
    assert found == {(first.id, None), (second.id, None), (open_one.id, None)}
    assert (hidden.id, None) in clash_queries.of_window(session, WEEK, actor=office.outsider)
    later = Window.of_days(DAY + timedelta(days=1), DAY + timedelta(days=5), "Asia/Bangkok")
    assert not clash_queries.of_window(session, later, actor=office.mate)


def test_a_period_is_narrowed_by_the_filters_of_the_calendar(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    _event(session, campaign, **HALL), _event(session, theirs, **HALL)
    alone = _event(session, theirs, capacity=0)
    session.add(Attachment(event_id=alone.id, stakeholder_id=factories.stakeholder(session).id, role="guest"))
    session.commit()

    def rules(**filters: Any) -> list[R]:
        found, _ = clash_queries.in_period(session, WEEK, actor=office.mate, filters=Filters(**filters))
        return sorted(_rules(found))

    assert rules() == [R.CAPACITY, R.VENUE]
    assert rules(kind=Kind.COMMUNAL) == [R.VENUE]
    assert rules(team_id=office.marketing.id) == [R.CAPACITY, R.VENUE]
    assert rules(campaign_id=office.noise.id) == []
    assert rules(status=EventStatus.TENTATIVE) == []


def test_what_is_about_to_be_made_or_moved_is_told_before_it_is(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    _event(session, theirs, manee, **HALL)
    start = datetime.combine(DAY, time(11))
    draft = Draft(campaign_id=campaign.id, timezone="Asia/Bangkok", venue_th="หอประชุม")
    timing = timed(start, start + timedelta(hours=1), "Asia/Bangkok")
    looked = clash_queries.of_draft(session, draft, timing, campaign, actor=office.mate, now=NOW)
    assert _rules(looked.told) == [R.VENUE]
    assert looked.free_on(looked.told[0]) == DAY + timedelta(days=1)
    talk = _event(session, campaign, manee, hour=12)
    seen = queries.shown(session, talk.id, actor=office.mate)
    moved = stored.series_of(seen)
    assert not clash_queries.of_moved(session, seen, moved, actor=office.mate, now=NOW).told
    moved = type(moved)(timing)
    assert _rules(clash_queries.of_moved(session, seen, moved, actor=office.mate, now=NOW).told) == [R.PERSON]


# ── Accepting ──


@pytest.fixture
def clash(
    session: Session,
    office: Office,
    campaign: Campaign,
    theirs: Campaign,
    manee: Stakeholder,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[Event, Event]:
    """Two events that want one person, seen a week before."""
    monkeypatch.setattr("planner.clock.now", lambda: NOW)
    return _event(session, campaign, manee), _event(session, theirs, manee, title_en="Sale")


def test_an_accepted_clash_is_remembered_with_its_reason_until_either_side_moves(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, sale = clash
    [one] = _told(session, talk, office.mate)
    accepting.accept(session, talk.id, one.key, "She leaves early", actor=office.mate)
    accepting.accept(session, talk.id, one.key, "Twice is once", actor=office.mate)
    session.commit()
    [row] = accepting.of_events(session, {talk.id})
    assert (row.reason, row.rule, row.other_id, row.created_by_id) == (
        "She leaves early",
        R.PERSON,
        sale.id,
        office.mate.id,
    )
    assert all(one.is_accepted for one in _told(session, talk, office.mate))
    # whoever plans the other side sees that, too, as they see both
    assert [one.is_accepted for one in _told(session, sale, office.outsider)] == [True]
    assert not clash_queries.of_window(session, WEEK, actor=office.mate)
    entry = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc())).first()
    assert entry is not None
    assert entry.verb == "clash.accepted"
    assert entry.note == "She leaves early"
    assert str(sale.title_en) not in str(entry.values)
    when = When(start_on=DAY, start_time=time(10, 30), end_time=time(12))
    series.move(session, sale.id, when, actor=office.outsider)
    session.commit()
    [again] = _told(session, talk, office.mate)
    assert not again.is_accepted
    assert again.key != one.key


def test_accepting_is_for_planners_with_a_reason_and_for_what_is_there(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, _ = clash
    [one] = _told(session, talk, office.mate)
    with pytest.raises(Refusal) as refused:
        accepting.accept(session, talk.id, one.key, "", actor=office.mate)
    assert refused.value.field == "reason"
    with pytest.raises(Refusal):
        accepting.accept(session, talk.id, "0" * 64, "So be it", actor=office.mate)
    with pytest.raises(NotAllowed):
        accepting.accept(session, talk.id, one.key, "So be it", actor=office.viewer)
    session.rollback()
    assert not list(session.scalars(select(ClashAcknowledgement).order_by(ClashAcknowledgement.id)))


def test_what_was_accepted_on_an_event_that_one_cannot_see_says_nothing(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, sale = clash
    sale.visibility = Visibility.TEAM
    session.commit()
    [one] = _told(session, sale, office.outsider)
    accepting.accept(session, sale.id, one.key, "Known to marketing alone", actor=office.outsider)
    session.commit()
    [hidden] = _told(session, talk, office.mate)
    assert hidden.is_hidden
    assert not hidden.is_accepted
    accepting.accept(session, talk.id, hidden.key, "She was asked", actor=office.mate)
    session.commit()
    [hidden] = _told(session, talk, office.mate)
    assert hidden.is_accepted


def test_an_acceptance_is_taken_back_and_logged(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, _ = clash
    [one] = _told(session, talk, office.mate)
    accepting.accept(session, talk.id, one.key, "She leaves early", actor=office.mate)
    accepting.reopen(session, talk.id, one.key, actor=office.owner)
    session.commit()
    assert [one.is_accepted for one in _told(session, talk, office.mate)] == [False]
    verbs = session.scalars(select(ActivityEntry.verb).order_by(ActivityEntry.id.desc())).all()
    assert verbs[:2] == ["clash.reopened", "clash.accepted"]


def test_what_was_accepted_goes_with_its_event_and_comes_back_with_it(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, _ = clash
    [one] = _told(session, talk, office.mate)
    accepting.accept(session, talk.id, one.key, "She leaves early", actor=office.mate)
    session.commit()
    deletion.delete_event(session, talk.id, actor=office.mate)
    session.commit()
    assert not accepting.of_events(session, {talk.id})
    act = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc())).first()
    assert act is not None
    undoing.undo(session, act.id, actor=office.mate)
    session.commit()
    [row] = accepting.of_events(session, {talk.id})
    assert row.reason == "She leaves early"


# ── Being away ──


def test_one_notes_when_one_is_away_oneself(session: Session, office: Office) -> None:
    made = absences.add(session, AbsenceData(DAY, DAY, "Surgery"), actor=office.mate)
    session.commit()
    assert [one.id for one in absences.of(session, office.mate, since=DAY)] == [made.id]
    assert not absences.of(session, office.mate, since=DAY + timedelta(days=1))
    with pytest.raises(NotFound):
        absences.remove(session, made.id, actor=office.administrator)
    absences.remove(session, made.id, actor=office.mate)
    session.commit()
    assert not list(session.scalars(select(Absence).order_by(Absence.id)))
    notes = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id)).all()
    assert "Surgery" not in str([(one.note, one.changes, one.values) for one in notes])


@pytest.mark.parametrize("days", [-1, 366])
def test_an_absence_has_an_end(session: Session, office: Office, days: int) -> None:
    with pytest.raises(Refusal) as refused:
        absences.add(session, AbsenceData(DAY, DAY + timedelta(days=days)), actor=office.mate)
    assert refused.value.field == "last_on"


def test_the_free_day_passes_over_no_event_that_one_may_not_know_of(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    village = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    talk = _event(session, campaign, manee, village, **HALL)
    _event(session, theirs, venue_en="Great hall")
    [one] = _told(session, talk, office.mate)
    next_day = DAY + timedelta(days=1)
    assert _of(session, talk, office.mate).free_on(one) == next_day
    at = datetime(next_day.year, next_day.month, next_day.day, 3, tzinfo=UTC)
    hidden: dict[str, Any] = {
        "starts_at": at,
        "ends_at": at + timedelta(hours=2),
        "visibility": Visibility.RESTRICTED,
    }
    _event(session, theirs, village, **hidden)
    # a public is shared: to pass over the day would tell of the plan
    [one] = _told(session, talk, office.mate)
    assert _of(session, talk, office.mate).free_on(one) == next_day
    # that the hall is taken is told of anything
    _event(session, theirs, **hidden, venue_en="Great hall")
    [one] = _told(session, talk, office.mate)
    assert _of(session, talk, office.mate).free_on(one) == DAY - timedelta(days=1)


@pytest.mark.parametrize("role", [AttachmentRole.GUEST, AttachmentRole.SPEAKER])
def test_what_somebody_does_at_a_hidden_event_is_not_told_by_the_name_of_the_clash(
    session: Session,
    office: Office,
    campaign: Campaign,
    theirs: Campaign,
    manee: Stakeholder,
    role: AttachmentRole,
) -> None:
    talk = _event(session, campaign, manee)
    hidden = _event(session, theirs, visibility=Visibility.RESTRICTED)
    session.add(Attachment(event_id=hidden.id, stakeholder_id=manee.id, role=role))
    session.commit()
    [one] = _told(session, talk, office.mate)
    assert (one.rule, one.is_hidden) == (R.PERSON, True)
    assert one.key.startswith("person~")
