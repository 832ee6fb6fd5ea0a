"""Everything that matters between two days, in one statement; and what people may do with it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Role
from planner.activity.models import ActivityEntry
from planner.errors import NotAllowed, NotFound, Refusal
from planner.holidays import actions, marking, queries, window
from planner.holidays.actions import HolidayData
from planner.holidays.marking import MarkedData
from planner.holidays.models import Holiday, MarkedDays
from planner.holidays.suggestions import BY_KEY
from planner.holidays.words import HolidayKind, MarkKind
from planner.holidays.working_days import next_working_day
from tests import factories
from tests.counting import statements
from tests.factories import Office

FIRST, LAST = date(2027, 4, 1), date(2027, 4, 30)


def marked(session: Session, office: Office, **values: object) -> MarkedDays:
    given = {
        "kind": MarkKind.SENSITIVE,
        "team_id": office.corporate.id,
        "start_on": date(2027, 4, 20),
        "end_on": date(2027, 4, 24),
        "name_en": "Quiet days",
    }
    made = MarkedDays(**{**given, **values})
    session.add(made)
    session.flush()
    return made


def test_until_a_year_is_taken_over_the_packages_days_off_are_shown(session: Session, office: Office) -> None:
    days = window.between(session, FIRST, LAST)
    assert [day.on.day for day in days.holidays] == [6, 13, 14, 15]
    assert not any(day.is_confirmed for day in days.holidays)
    assert days.unconfirmed_years == (2027,)


def test_what_was_taken_over_stands_as_it_was_mended(session: Session, office: Office) -> None:
    actions.take_over(session, "TH", 2027, actor=office.administrator)
    chakri = session.scalars(select(Holiday).where(Holiday.on == date(2027, 4, 6))).one()
    actions.strike_off(session, chakri.id, actor=office.administrator)
    data = HolidayData(on=date(2027, 4, 16), kind=HolidayKind.PUBLIC, name_th="วันหยุดพิเศษ")
    actions.add(session, "TH", data, actor=office.administrator)
    actions.confirm(session, "TH", 2027, actor=office.administrator)
    days = window.between(session, FIRST, LAST)
    assert sorted(day.day for day in days.days_off) == [13, 14, 15, 16]
    assert all(day.is_confirmed for day in days.holidays)
    # 13 April 2027 is a Tuesday
    assert next_working_day(date(2027, 4, 13), days.days_off) == date(2027, 4, 19)


def test_a_day_added_before_the_year_is_taken_over_stands_beside_the_packages(
    session: Session, office: Office
) -> None:
    data = HolidayData(on=date(2027, 4, 16), kind=HolidayKind.PUBLIC, name_en="Special")
    actions.add(session, "TH", data, actor=office.administrator)
    assert [day.on.day for day in window.between(session, FIRST, LAST).holidays] == [6, 13, 14, 15, 16]


def test_other_countries_are_there_by_choice_and_close_nothing(session: Session, office: Office) -> None:
    chosen = actions.choose_country(session, "JP", actor=office.administrator)
    assert actions.choose_country(session, "JP", actor=office.administrator) is chosen
    days = window.between(session, FIRST, LAST)
    assert [(day.on.day, day.is_day_off) for day in days.holidays if day.country == "JP"] == [(29, False)]
    actions.take_over(session, "JP", 2027, actor=office.administrator)
    actions.drop_country(session, chosen.id, actor=office.administrator)
    assert not [day for day in window.between(session, FIRST, LAST).holidays if day.country == "JP"]


def test_each_sees_what_everybody_and_their_own_teams_mark(session: Session, office: Office) -> None:
    marked(session, office, name_en="Ours")
    marked(session, office, name_en="Theirs", team_id=office.marketing.id)
    marked(session, office, name_en="All", team_id=None)
    found = window.between(session, FIRST, LAST, team_ids={office.corporate.id}).marked
    assert [one.name_en for one in found] == ["Ours", "All"]
    assert [one.name_en for one in window.between(session, FIRST, LAST).marked] == ["All"]


def test_what_comes_back_is_found_in_every_year(session: Session, office: Office) -> None:
    marked(
        session,
        office,
        start_on=date(2026, 12, 28),
        end_on=date(2027, 1, 3),
        recurs_yearly=True,
        team_id=None,
    )
    far = window.between(session, date(2399, 1, 1), date(2399, 12, 31)).marked
    assert [one.start_on for one in far] == [date(2398, 12, 28), date(2399, 12, 28)]
    assert window.between(session, date(2020, 1, 1), date(2020, 12, 31)).marked == ()


def test_it_is_one_statement_whatever_there_is(session: Session, office: Office) -> None:
    counts = []
    for country in ("JP", "GB", "LA"):
        actions.choose_country(session, country, actor=office.administrator)
        actions.take_over(session, country, 2027, actor=office.administrator)
        for _ in range(5):
            marked(session, office, team_id=None, recurs_yearly=True)
        session.flush()
        with statements(session) as sent:
            window.between(session, date(2026, 1, 1), date(2028, 12, 31), team_ids={1, 2})
        counts.append(len(sent))
    assert counts == [1, 1, 1]


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), 2027),
        (date(2026, 12, 31), 2027),
        (date(2027, 1, 1), None),
    ],
)
def test_administrators_are_reminded_in_the_last_quarter(
    session: Session, office: Office, today: date, year: int | None
) -> None:
    assert queries.year_to_confirm(session, today) == year
    actions.take_over(session, "TH", 2027, actor=office.administrator)
    assert queries.year_to_confirm(session, today) == year
    actions.confirm(session, "TH", 2027, actor=office.administrator)
    assert queries.year_to_confirm(session, today) is None


def test_taking_over_again_adds_what_is_missing_alone(session: Session, office: Office) -> None:
    first = actions.take_over(session, "TH", 2027, actor=office.administrator)
    row = session.scalars(select(Holiday).where(Holiday.on == date(2027, 4, 13))).one()
    data = HolidayData(on=date(2027, 4, 12), kind=HolidayKind.PUBLIC, name_th="ย้ายแล้ว")
    actions.revise(session, row.id, data, actor=office.administrator)
    gone = session.scalars(select(Holiday).where(Holiday.on == date(2027, 4, 14))).one()
    session.delete(gone)
    session.flush()
    assert first > 25
    assert actions.take_over(session, "TH", 2027, actor=office.administrator) == 1
    assert actions.take_over(session, "TH", 2027, actor=office.administrator) == 0
    assert [
        day.name_th for day in window.between(session, date(2027, 4, 12), date(2027, 4, 13)).holidays
    ] == ["ย้ายแล้ว"]
    verbs = list(session.scalars(select(ActivityEntry.verb).where(ActivityEntry.verb.like("holiday%"))))
    assert verbs == ["holiday_year.taken_over", "holiday.revised", "holiday_year.taken_over"]


def test_a_year_or_country_that_is_none_is_not_there(session: Session, office: Office) -> None:
    for country, year in (("TH", 1899), ("TH", 2400), ("JP", 2027), ("??", 2027)):
        with pytest.raises(NotFound):
            actions.take_over(session, country, year, actor=office.administrator)
    with pytest.raises(Refusal):
        actions.choose_country(session, "TH", actor=office.administrator)


def test_only_administrators_manage_holidays(session: Session, office: Office) -> None:
    data = HolidayData(on=date(2027, 4, 16), kind=HolidayKind.PUBLIC, name_en="Mine")
    for person in (office.viewer, office.mate, office.approver):
        with pytest.raises(NotAllowed):
            actions.add(session, "TH", data, actor=person)
        with pytest.raises(NotAllowed):
            actions.confirm(session, "TH", 2027, actor=person)


def test_those_who_plan_mark_days_for_their_own_team(session: Session, office: Office) -> None:
    def data(team_id: int | None) -> MarkedData:
        return MarkedData(MarkKind.SENSITIVE, team_id, date(2027, 4, 20), date(2027, 4, 24), name_en="Quiet")

    made = marking.add(session, data(office.corporate.id), actor=office.mate)
    marking.revise(session, made.id, data(office.corporate.id), actor=office.approver)
    marking.add(session, data(None), actor=office.administrator)
    for person, team_id in (
        (office.viewer, office.corporate.id),
        (office.outsider, office.corporate.id),
        (office.mate, office.marketing.id),
        (office.mate, None),
    ):
        with pytest.raises(NotAllowed):
            marking.add(session, data(team_id), actor=person)
    # nor is what one's own team marked handed to another
    with pytest.raises(NotAllowed):
        marking.revise(session, made.id, data(office.marketing.id), actor=office.mate)
    with pytest.raises(NotAllowed):
        marking.remove(session, made.id, actor=office.outsider)
    marking.remove(session, made.id, actor=office.mate)


def test_periods_have_an_order_and_a_gap(session: Session, office: Office) -> None:
    def data(end: date, *, recurs: bool = False) -> MarkedData:
        return MarkedData(
            MarkKind.SENSITIVE, office.corporate.id, date(2027, 4, 20), end, "ก", recurs_yearly=recurs
        )

    with pytest.raises(Refusal, match="before the first"):
        marking.add(session, data(date(2027, 4, 19)), actor=office.mate)
    with pytest.raises(Refusal, match="shorter than a year"):
        marking.add(session, data(date(2028, 4, 20), recurs=True), actor=office.mate)
    assert marking.add(session, data(date(2028, 4, 20)), actor=office.mate).end_on == date(2028, 4, 20)


def test_a_suggestion_taken_up_twice_is_marked_once(session: Session, office: Office) -> None:
    suggestion = BY_KEY["environment"]
    team = office.corporate.id
    made = marking.take_up(session, suggestion, team, 2027, actor=office.mate)
    assert marking.take_up(session, suggestion, team, 2027, actor=office.mate) is made
    assert (made.start_on, made.end_on, made.recurs_yearly) == (date(2027, 6, 5), date(2027, 6, 5), True)
    # another team's is another
    other = factories.user(session, Role.PLANNER, office.marketing)
    assert marking.take_up(session, suggestion, office.marketing.id, 2027, actor=other) is not made


def test_what_is_done_twice_is_told_once(session: Session, office: Office) -> None:
    boss = office.administrator
    actions.take_over(session, "TH", 2027, actor=boss)
    for _ in range(2):
        actions.confirm(session, "TH", 2027, actor=boss)
    for _ in range(2):
        actions.reopen(session, "TH", 2027, actor=boss)
    row = session.scalars(select(Holiday).where(Holiday.on == date(2027, 4, 13))).one()
    same = HolidayData(
        row.on, row.kind, row.name_th, row.name_en, row.short_name_th, row.short_name_en, row.note
    )
    actions.revise(session, row.id, same, actor=boss)
    verbs = list(session.scalars(select(ActivityEntry.verb).where(ActivityEntry.verb.like("holiday%"))))
    assert verbs == ["holiday_year.taken_over", "holiday_year.confirmed", "holiday_year.reopened"]


def test_a_day_or_a_country_that_is_not_there_is_not_found(session: Session, office: Office) -> None:
    boss = office.administrator
    for attempt in (
        lambda: actions.strike_off(session, 999_999, actor=boss),
        lambda: actions.drop_country(session, 999_999, actor=boss),
        lambda: marking.remove(session, 999_999, actor=boss),
    ):
        with pytest.raises(NotFound):
            attempt()
