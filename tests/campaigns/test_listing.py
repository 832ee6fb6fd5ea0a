"""The list of campaigns: who sees what, in which order, and how much it asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Role, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.listing import PAGE_SIZE, Filters, Listing, Period, Sort, bounds, listing
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality, FieldOfWork
from tests import factories
from tests.factories import Office

TODAY = date(2026, 11, 22)


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    sent: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def found(session: Session, actor: User, filters: Filters | None = None, **kwargs: Any) -> Listing:
    return listing(session, filters or Filters(), actor=actor, today=TODAY, **kwargs)


def titles(session: Session, actor: User, filters: Filters | None = None, **kwargs: Any) -> list[str]:
    return [one.title_th or "" for one in found(session, actor, filters, **kwargs).campaigns]


def made(session: Session, office: Office, title: str, **values: Any) -> Campaign:
    return factories.campaign(session, office.corporate, office.owner, title_th=title, **values)


SEES: dict[Confidentiality, set[str]] = {
    Confidentiality.PUBLIC: {"owner", "mate", "approver", "viewer", "outsider", "administrator"},
    Confidentiality.STAKEHOLDERS: {"owner", "mate", "approver", "viewer", "outsider", "administrator"},
    Confidentiality.TEAM: {"owner", "mate", "approver", "viewer", "administrator"},
    Confidentiality.RESTRICTED: {"owner", "approver", "administrator"},
}


@pytest.mark.parametrize("who", ["owner", "mate", "approver", "viewer", "outsider", "administrator"])
@pytest.mark.parametrize("confidentiality", list(Confidentiality))
def test_a_campaign_is_listed_for_those_who_may_see_it(
    session: Session, office: Office, who: str, confidentiality: Confidentiality
) -> None:
    made(session, office, "ลับ", confidentiality=confidentiality, approver_id=office.approver.id)
    assert ("ลับ" in titles(session, getattr(office, who))) == (who in SEES[confidentiality])


def test_a_restricted_campaign_without_a_named_approver_waits_for_any_of_its_team(
    session: Session, office: Office
) -> None:
    made(session, office, "ลับ", confidentiality="restricted")
    assert "ลับ" in titles(session, office.approver)
    assert "ลับ" not in titles(session, office.outside_approver)


def test_a_restricted_campaign_is_hidden_from_the_teams_other_approvers(
    session: Session, office: Office
) -> None:
    second = factories.user(session, Role.APPROVER, office.corporate)
    made(session, office, "ลับ", confidentiality="restricted", approver_id=office.approver.id)
    assert "ลับ" not in titles(session, second)


def test_titles_stand_in_thai_order(session: Session, office: Office) -> None:
    for title in ("แว่นตา", "โครงการน้ำ", "กาแฟ", "เกลือ", "ขนม"):
        made(session, office, title)
    assert titles(session, office.owner) == ["กาแฟ", "เกลือ", "ขนม", "โครงการน้ำ", "แว่นตา"]
    assert titles(session, office.owner, is_descending=True)[0] == "แว่นตา"


def test_words_are_found_inside_unspaced_thai(session: Session, office: Office) -> None:
    made(session, office, "ปลูกป่าชายเลนสองฝั่งคลอง")
    made(session, office, "แว่นตาคู่แรก")
    assert titles(session, office.owner, Filters(q="ชายเลน")) == ["ปลูกป่าชายเลนสองฝั่งคลอง"]
    assert titles(session, office.owner, Filters(q="คลอง ป่า")) == ["ปลูกป่าชายเลนสองฝั่งคลอง"]


def test_a_percent_sign_is_a_percent_sign(session: Session, office: Office) -> None:
    made(session, office, "ลด 50%")
    made(session, office, "ลด 500")
    assert titles(session, office.owner, Filters(q="50%")) == ["ลด 50%"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kind=Kind.EXCHANGE), ["แลก"]),
        (Filters(status=Status.ACTIVE), ["เดิน"]),
        (Filters(field_of_work=FieldOfWork.CSR), ["เดิน"]),
        (Filters(is_mine=True), ["เดิน"]),
        (Filters(kind=Kind.COMMUNAL, status=Status.DRAFT), ["ร่าง"]),
    ],
)
def test_filters_narrow_the_list(
    session: Session, office: Office, filters: Filters, expected: list[str]
) -> None:
    made(session, office, "เดิน", status="active", field_of_work="csr")
    made(session, office, "ร่าง", owner_id=office.mate.id)
    factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE, title_th="แลก")
    assert titles(session, office.owner, filters) == expected


def test_the_team_filter_names_a_team(session: Session, office: Office) -> None:
    made(session, office, "ของเรา")
    factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE, title_th="แลก")
    assert titles(session, office.owner, Filters(team_id=office.marketing.id)) == ["แลก"]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.NOW, TODAY, TODAY),
        (Period.THIS_MONTH, date(2026, 11, 1), date(2026, 11, 30)),
        (Period.THIS_QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        (Period.NEXT_QUARTER, date(2027, 1, 1), date(2027, 3, 31)),
        (Period.THIS_YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        (Period.NEXT_YEAR, date(2027, 1, 1), date(2027, 12, 31)),
        (Period.PAST, date.min, date(2026, 11, 21)),
    ],
)
def test_periods_begin_and_end_on_their_days(period: Period, first: date, last: date) -> None:
    assert bounds(period, TODAY) == (first, last)


def test_a_period_holds_what_touches_it_and_the_past_what_is_over(session: Session, office: Office) -> None:
    day = timedelta(days=1)
    made(session, office, "จบแล้ว", start_on=TODAY - 30 * day, end_on=TODAY - day)
    made(session, office, "กำลังทำ", start_on=TODAY - day, end_on=TODAY + day)
    made(session, office, "ปีหน้า", start_on=date(2027, 5, 1), end_on=date(2027, 6, 1))
    assert titles(session, office.owner, Filters(period=Period.NOW)) == ["กำลังทำ"]
    assert titles(session, office.owner, Filters(period=Period.PAST)) == ["จบแล้ว"]
    assert titles(session, office.owner, Filters(period=Period.NEXT_YEAR)) == ["ปีหน้า"]
    assert titles(session, office.owner, Filters(period=Period.THIS_MONTH)) == ["กำลังทำ", "จบแล้ว"]


def test_counts_stay_while_a_state_is_chosen(session: Session, office: Office) -> None:
    made(session, office, "ก", status="active")
    made(session, office, "ข")
    made(session, office, "ค")
    shown = found(session, office.owner, Filters(status=Status.ACTIVE))
    assert shown.counts == {Status.ACTIVE: 1, Status.DRAFT: 2}
    assert (shown.total, shown.all) == (1, 3)


def test_pages_hold_fifty_and_never_lead_nowhere(session: Session, office: Office) -> None:
    for n in range(PAGE_SIZE + 3):
        made(session, office, f"แผน {n:03}")
    first, second = found(session, office.owner), found(session, office.owner, page=2)
    assert (len(first.campaigns), len(second.campaigns), second.pages) == (PAGE_SIZE, 3, 2)
    assert not {one.id for one in first.campaigns} & {one.id for one in second.campaigns}
    assert found(session, office.owner, page=99).page == 2
    assert found(session, office.owner, page=-1).page == 1


@pytest.mark.parametrize("sort", list(Sort))
def test_the_list_asks_two_statements_however_long_it_is(
    session: Session, office: Office, sort: Sort
) -> None:
    for rows in (1, 12):
        for n in range(rows):
            made(session, office, f"แผน {n}")
        session.commit()
        session.expire_all()
        actor = session.get(User, office.owner.id)
        assert actor is not None
        session.refresh(actor, ["memberships"])
        with statements(session) as sent:
            for one in found(session, actor, sort=sort).campaigns:
                assert one.team.name_th
                assert one.owner.name_en
        assert len([statement for statement in sent if "SELECT" in statement]) == 2
