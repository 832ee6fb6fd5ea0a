"""The living example: it holds what it promises, it is told in two languages, and it stays out of real data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import queries as accounts
from planner.accounts.models import Kind, Role, Team, User
from planner.activity.models import ActivityEntry
from planner.calendar.models import SavedView
from planner.campaigns import queries as campaigns
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage, Participation
from planner.cli.example.days import Days
from planner.cli.example.shapes import DayKind, On
from planner.db import Base
from planner.events import stored
from planner.events.models import Attachment, Event, NamedLink, Override, RunSheetItem
from planner.events.recurrence_rule import Frequency, Rule, Weekday
from planner.events.timing import AllDay
from planner.events.words import EventStatus, Visibility
from planner.extensions import db
from planner.feeds.models import Feed, Holder, PreparedBody
from planner.holidays import queries
from planner.holidays.words import MarkKind
from planner.objectives.models import Measurement, Objective, OwnMetric
from planner.plans import queries as plans
from planner.plans.models import Decision, DecisionKind
from planner.stakeholders.models import Affiliation, Consent, Stakeholder
from planner.stakeholders.words import Category, StakeholderKind
from tests.demo import Store, drop, empty, opened

pytestmark = pytest.mark.database

THAI = re.compile("[ก-๛]")
LATIN = re.compile("[A-Za-z]{2,}")
# what is written in Latin letters in Thai sentences too
ALSO_IN_THAI = {"UN", "Maniruang"}
MOST_DAYS = 14 * 31
HALF = timedelta(days=MOST_DAYS // 2)


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def run(app: Flask, *args: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["demo", *args])
    return result.exit_code, result.output


# ── What it holds ────────────────────────────────────────────────────────────────────────────────────────


def test_two_teams_have_people_in_every_role(demo_session: Session) -> None:
    people = accounts.everyone(demo_session)
    roles = Counter(m.role for person in people for m in person.memberships)
    assert count(demo_session, Team) == 2
    assert set(roles) == set(Role)
    assert roles[Role.APPROVER] == 2
    assert roles[Role.PLANNER] == 4
    assert sum(person.is_administrator for person in people) == 1
    assert all(person.name_th and person.name_en and person.position for person in people)
    assert len({person.timezone for person in people}) > 1
    assert {person.language for person in people} == {"th", "en"}
    assert {person.date_era for person in people} == {"be", "ce", "both"}


def test_eight_campaigns_of_both_kinds_stand_in_different_states(demo_session: Session) -> None:
    found = demo_session.execute(select(Campaign.kind, Campaign.status)).all()
    assert len(found) == 8
    assert Counter(kind for kind, _ in found) == {Kind.COMMUNAL: 4, Kind.EXCHANGE: 4}
    assert Counter(status for _, status in found) == {
        Status.DRAFT: 1,
        Status.IN_REVIEW: 1,
        Status.APPROVED: 1,
        Status.ACTIVE: 2,
        Status.PAUSED: 1,
        Status.COMPLETED: 1,
        Status.EVALUATED: 1,
    }
    assert {kind for kind, status in found if status == Status.ACTIVE} == set(Kind)


def test_an_approved_plan_has_changed_since_and_a_draft_is_not_ready(demo_session: Session) -> None:
    approver = accounts.by_email(demo_session, "orawan@maniruang.example")
    assert approver is not None
    for status, is_changed in ((Status.APPROVED, True), (Status.EVALUATED, False), (Status.PAUSED, False)):
        campaign_id = demo_session.scalars(select(Campaign.id).where(Campaign.status == status)).one()
        campaign = campaigns.whole(demo_session, campaign_id, actor=approver)
        stands = plans.standing(demo_session, campaign, plans.objectives_of(demo_session, campaign_id))
        assert stands.approved is not None
        assert stands.is_changed is is_changed, status
    decisions = Counter(demo_session.scalars(select(Decision.decision)))
    assert decisions[DecisionKind.APPROVE] >= 8
    assert decisions[DecisionKind.REQUEST_CHANGES] >= 3


def test_nobody_approved_their_own_plan(demo_session: Session) -> None:
    assert set(demo_session.scalars(select(Decision.is_own_plan))) == {False}


def test_a_communal_campaign_has_no_return(demo_session: Session) -> None:
    communal = demo_session.scalars(select(Campaign).where(Campaign.kind == Kind.COMMUNAL)).all()
    for campaign in communal:
        assert campaign.expected_return_type is None
        assert campaign.expected_return_value is None
        assert campaign.attribution_method is None
        assert campaign.offer_summary_th is None
    ids = [campaign.id for campaign in communal]
    metrics = set(demo_session.scalars(select(Objective.metric).where(Objective.campaign_id.in_(ids))))
    assert not metrics & {"redemptions", "return_value", "cost_per_redemption"}
    returns = select(OwnMetric.id).where(OwnMetric.is_return, OwnMetric.campaign_id.in_(ids))
    assert demo_session.scalars(returns).all() == []


def test_objectives_are_measured_and_one_is_not(demo_session: Session) -> None:
    assert count(demo_session, Measurement) >= 20
    reasons = demo_session.scalars(select(Objective.not_measured_reason)).all()
    assert sum(reason is not None for reason in reasons) == 1
    assert any(one is None for one in demo_session.scalars(select(Objective.baseline)))


def test_campaigns_and_events_have_links_for_guests_and_for_ourselves(demo_session: Session) -> None:
    found = demo_session.scalars(select(NamedLink)).all()
    assert {bool(link.event_id) for link in found} == {True, False}
    assert {link.is_outward for link in found} == {True, False}
    assert all(link.label_th and link.label_en for link in found)


def test_money_is_planned_committed_and_spent_in_several_currencies(demo_session: Session) -> None:
    lines = demo_session.scalars(select(BudgetLine)).all()
    assert {line.currency for line in lines} >= {"THB", "GBP", "USD", "JPY", "AUD"}
    assert any(line.actual_minor > line.planned_minor for line in lines)
    assert any(line.committed_minor > line.actual_minor > 0 for line in lines)


def test_sixty_stakeholders_are_of_every_category(demo_session: Session) -> None:
    found = demo_session.scalars(select(Stakeholder).order_by(Stakeholder.sort_key)).all()
    assert len(found) == 60
    assert {one.category for one in found} == set(Category)
    assert {one.kind for one in found} == set(StakeholderKind)
    assert [bool(one.do_not_contact_reason) for one in found if one.do_not_contact] == [True]
    assessed = [one for one in found if one.power and one.interest]
    assert 25 <= len(assessed) < 60
    assert count(demo_session, Affiliation) >= 20
    assert count(demo_session, Consent) >= 20
    assert count(demo_session, Participation) >= 50


def test_names_with_leading_vowels_stand_where_a_thai_dictionary_has_them(demo_session: Session) -> None:
    names = [
        one.name_th
        for one in demo_session.scalars(select(Stakeholder).order_by(Stakeholder.sort_key))
        if one.name_th
    ]
    assert {name[0] for name in names} >= set("เแโใไ")
    order = [
        names.index(name) for name in ("เกษม ทองคำพันธุ์", "ไกรสร หาญกล้า", "ใจทิพย์ แสงทอง", "ชาวนาลุ่มน้ำบึงเสนา")
    ]
    assert order == sorted(order)


# ── The calendar ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_hundred_and_twenty_events_lie_within_fourteen_months(demo_session: Session) -> None:
    events = demo_session.scalars(select(Event)).all()
    today = clock.today()
    assert len(events) == 120
    days = [stored.timing_of(event).on for event in events]
    assert today - HALF <= min(days)
    assert max(days) <= today + HALF
    assert max(days) - min(days) > timedelta(days=300)
    assert {event.status for event in events} == set(EventStatus)
    assert {event.visibility for event in events} == set(Visibility)
    assert any(isinstance(stored.timing_of(event), AllDay) for event in events)
    assert any(event.all_day_start != event.all_day_end for event in events if event.all_day_start)


def test_events_are_in_several_zones_and_come_again_in_every_way(demo_session: Session) -> None:
    events = demo_session.scalars(select(Event)).all()
    assert {event.timezone for event in events} == {
        "Asia/Bangkok",
        "Europe/London",
        "America/New_York",
        "Australia/Sydney",
        "Asia/Tokyo",
    }
    rules = [Rule.parse(event.recurrence) for event in events if event.recurrence]
    assert {rule.frequency for rule in rules} == {Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY}
    assert any(rule.is_endless for rule in rules)
    assert any(rule.until for rule in rules)
    assert any(rule.count for rule in rules)
    assert any(rule.ordinal == -1 for rule in rules)
    assert any(rule.month_day == 1 for rule in rules)
    assert any(len(rule.weekdays) > 1 for rule in rules)
    assert any(event.continues_id for event in events)
    overrides = demo_session.scalars(select(Override)).all()
    assert any(one.starts_at for one in overrides)
    assert any(one.status == EventStatus.CANCELLED and one.status_reason for one in overrides)
    assert any(one.title_th for one in overrides)


def test_three_days_and_more_are_told_step_by_step(demo_session: Session) -> None:
    steps = Counter(demo_session.scalars(select(RunSheetItem.event_id)))
    assert len(steps) >= 3
    assert min(steps.values()) >= 5
    assert count(demo_session, Attachment) >= 100


def test_the_week_ahead_has_something_in_it(demo_session: Session) -> None:
    today = clock.today()
    near = [
        event
        for event in demo_session.scalars(select(Event).where(Event.recurrence.is_(None)))
        if today <= stored.timing_of(event).on <= today + timedelta(days=7)
    ]
    assert len(near) >= 4


def test_offices_do_not_meet_on_days_off() -> None:
    days = Days(date(2026, 4, 10))  # a Friday before Songkran
    assert days.of(On(0)) == date(2026, 4, 10)
    assert days.of(On(1)) == date(2026, 4, 16)
    assert days.of(On(1, DayKind.ANY)) == date(2026, 4, 11)
    assert days.of(On(1, Weekday.SU)) == date(2026, 4, 12)
    assert days.of(On(1, DayKind.FIRST_OF_MONTH)) == date(2026, 5, 1)
    assert days.of(On(1, DayKind.LAST_FRIDAY)) == date(2026, 4, 24)
    assert days.entered_on(5) == date(2026, 4, 9)


# ── Feeds and history ────────────────────────────────────────────────────────────────────────────────────


def test_the_years_around_are_confirmed_and_the_coming_one_waits(demo_session: Session) -> None:
    today = clock.today()
    confirmed = [
        queries.year(demo_session, "TH", today.year + years).confirmed_at  # type: ignore[union-attr] # it is there
        for years in (-1, 0, 1)
    ]
    assert [at is not None for at in confirmed] == [True, True, False]
    assert {one.kind for one in queries.all_marked(demo_session)} == set(MarkKind)


def test_some_views_of_the_calendar_are_the_teams_and_some_are_private(demo_session: Session) -> None:
    views = demo_session.scalars(select(SavedView)).all()
    assert {view.team_id for view in views} == {None, *demo_session.scalars(select(Team.id))}
    assert len({view.view for view in views}) >= 3


def test_there_are_open_feeds_stakeholders_feeds_and_everyone_has_their_own(demo_session: Session) -> None:
    feeds = demo_session.scalars(select(Feed)).all()
    held = Counter(feed.holder for feed in feeds)
    assert held[Holder.OPEN] == 2
    assert held[Holder.STAKEHOLDER] >= 5
    assert {feed.user_id for feed in feeds} - {None} == set(demo_session.scalars(select(User.id)))
    assert any(feed.secret_version > 1 for feed in feeds)
    assert any(feed.withdrawn_at for feed in feeds)
    assert any(feed.last_fetched_by for feed in feeds)
    assert set(demo_session.scalars(select(PreparedBody.feed_id))) == {feed.id for feed in feeds}


def test_everything_was_done_in_its_own_time_and_by_somebody(demo_session: Session) -> None:
    entries = demo_session.execute(
        select(ActivityEntry.at, ActivityEntry.actor_id).order_by(ActivityEntry.id)
    ).all()
    moments = [at for at, _ in entries]
    assert moments == sorted(moments)
    assert max(moments) <= clock.now()
    assert min(moments) < clock.now() - timedelta(days=200)
    assert len({at.date() for at in moments}) > 60
    assert len({actor for _, actor in entries if actor}) == 8


# ── The two languages ────────────────────────────────────────────────────────────────────────────────────


def texts(session: Session) -> Iterator[tuple[str, str, str]]:
    """Every text that exists in two languages: (which language it should be in, where it stands, the text)."""
    for mapper in Base.registry.mappers:
        names = [attribute.key for attribute in mapper.column_attrs]
        pairs = [key for key in names if key.endswith(("_th", "_en", "_latin"))]
        for row in session.scalars(select(mapper.class_)) if pairs else ():
            for key in pairs:
                if value := getattr(row, key):
                    yield key.rpartition("_")[2], f"{mapper.local_table} {row.id} {key}", value


def test_thai_is_thai_and_english_is_english(demo_session: Session) -> None:
    wrong = []
    seen: Counter[str] = Counter()
    for language, place, value in texts(demo_session):
        seen[language] += 1
        if language == "th":
            if not THAI.search(value) or set(LATIN.findall(value)) - ALSO_IN_THAI:
                wrong.append((place, value))
        elif THAI.search(value):
            wrong.append((place, value))
    assert not wrong
    assert seen["th"] > 400
    assert seen["en"] > 350


def test_some_of_it_exists_in_one_language_only(demo_session: Session) -> None:
    assert demo_session.scalars(select(Event.id).where(Event.title_en.is_(None))).all()
    assert demo_session.scalars(select(Campaign.id).where(Campaign.situation_en.is_(None))).all()
    latin_only = select(Stakeholder.id).where(
        Stakeholder.given_th.is_(None), Stakeholder.given_latin.is_not(None)
    )
    assert demo_session.scalars(latin_only).all()
    without_either = select(KeyMessage.id).where(KeyMessage.text_th.is_(None), KeyMessage.text_en.is_(None))
    assert not demo_session.scalars(without_either).all()


# ── The command ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_database_that_is_not_empty_is_left_alone(demo_copy: Flask) -> None:
    def entries() -> int:
        with demo_copy.app_context():
            return db.session.scalar(select(func.count(ActivityEntry.id))) or 0

    before = entries()
    for _ in range(2):
        code, output = run(demo_copy, "load", "--if-empty")
        assert (code, output.strip()) == (0, "The example is not loaded: somebody is in already.")
    code, output = run(demo_copy, "load")
    assert code != 0
    assert "not empty" in output
    assert len(output.strip().splitlines()) == 1
    assert entries() == before


def test_the_example_is_that_of_a_company_with_a_name(demo_store: Store) -> None:
    marker = (demo_store.folder / "demo").read_text(encoding="utf-8")
    assert marker == "มณีรวง ฟู้ดแอนด์รีเทล\nManiruang Food & Retail\n"
    settings = opened(demo_store).config
    assert (settings["ORGANISATION_TH"], settings["ORGANISATION_EN"]) == tuple(marker.splitlines())


def test_one_click_lets_each_person_in(demo_app: Flask) -> None:
    code, output = run(demo_app, "links")
    assert code == 0
    lines = output.strip().splitlines()
    people, addresses = lines[::2], [line.strip() for line in lines[1::2]]
    assert "Orawan Phongsirithon, approver of Corporate communications, viewer of Marketing PR" in people
    assert "Chayut Rattanakosum, administrator" in people
    assert len(addresses) == len(set(addresses)) == 8
    assert all(address.startswith("http://localhost/demo/demo_") for address in addresses)


def test_the_link_signs_in_and_a_wrong_one_does_not(demo_copy: Flask) -> None:
    first = run(demo_copy, "links")[1].splitlines()[1].strip().removeprefix("http://localhost")
    visitor = demo_copy.test_client()
    assert visitor.get(first[:-1] + ("A" if first[-1] != "A" else "B")).status_code == 404
    assert visitor.get("/campaigns").status_code == 302
    assert visitor.get(first).status_code == 302
    assert visitor.get("/campaigns").status_code == 200


def test_the_example_stays_on_this_machine(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "IS_LOCAL", False)
    code, output = run(app, "load")
    assert code != 0
    assert "this machine alone" in output
    assert count(session, User) == 0
    code, output = run(app, "links")
    assert code != 0
    assert "holds no example" in output


@pytest.mark.long
@pytest.mark.parametrize(
    "today",
    [
        datetime.fromisoformat("2026-04-12T20:00:00+07:00"),  # a Sunday before Songkran
        datetime.fromisoformat("2026-12-31T09:00:00+07:00"),
        datetime.fromisoformat("2028-02-29T13:00:00+07:00"),
        datetime.fromisoformat("2027-10-31T00:30:00+07:00"),  # London puts its clocks back
    ],
)
def test_it_can_be_told_on_any_day(today: datetime, tmp_path: Path, worker: str) -> None:
    store = Store(tmp_path, f"samphan_told_{worker}")
    app = empty(store)
    with time_machine.travel(today, tick=False):
        code, output = run(app, "load")
        assert (code, output.strip()) == (0, "The example is loaded.")
        with app.app_context():
            assert db.session.scalar(select(func.count(Event.id))) == 120
            db.session.remove()
            db.engine.dispose()
    drop(store.name)
