"""Lists of events and campaigns: the same rules as their forms, row by row, and undone as one."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.errors import Refusal
from planner.events.models import Event
from planner.events.words import Visibility
from planner.imports import record_lists
from planner.imports.models import OnMatch
from planner.lists.columns import ListKind
from tests import factories
from tests.factories import Office
from tests.imports.conftest import Desk
from tests.imports.samples import sheet

CAMPAIGNS = "รหัส,รูปแบบ,ชื่อแคมเปญ,ทีม,วันที่เริ่ม,วันที่สิ้นสุด,วัตถุประสงค์,ความจำเป็น,ผลตอบแทนที่คาด,ผู้อนุมัติ,ป้ายกำกับ"
EVENTS = "รหัสปฏิทิน,รหัสแคมเปญ,ชื่องาน,ประเภท,วันที่เริ่ม,เวลาเริ่ม,วันที่สิ้นสุด,เวลาสิ้นสุด,สถานที่,ใครเห็นได้,จำนวนที่รับ,ผู้รับผิดชอบ"


def file(heading: str, *rows: str) -> bytes:
    """A CSV file."""
    return "\r\n".join((heading, *rows)).encode("cp874")


def count(session: Session, model: type[Campaign] | type[Event]) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_campaigns_come_in_change_and_go_back(desk: Desk, office: Office) -> None:
    session = desk.session
    before = count(session, Campaign)
    approver = office.approver.email
    rows = (
        f",แบบไม่หวังผลตอบแทน,ปลูกป่า,สื่อสารองค์กร,1/2/2570,30 เม.ย. 2570,ให้ชุมชนมีป่า,ป่าหาย,,{approver},ป่า; ชุมชน",
        ",communal,ขายของ,สื่อสารองค์กร,1/2/2570,1/3/2570,ขาย,,ยอดขาย,,",
        ",communal,ไม่มีวัน,สื่อสารองค์กร,,,x,,,,",
        ",exchange,ของทีมอื่น,การตลาด,1/2/2570,1/3/2570,x,,,,",
        ",,ไม่มีแบบ,สื่อสารองค์กร,1/2/2570,1/3/2570,x,,,,",
        "C-9999-999,communal,ไม่มีรหัสนี้,สื่อสารองค์กร,1/2/2570,1/3/2570,x,,,,",
        ",communal,ทีมไม่มี,ทีมลับ,1/2/2570,1/3/2570,x,,,,",
        ",communal,คนไม่มี,สื่อสารองค์กร,1/2/2570,1/3/2570,x,,,nobody@example.org,",
    )
    one = desk.bring(file(CAMPAIGNS, *rows), kind=ListKind.CAMPAIGNS)
    assert count(session, Campaign) == before, "looking writes nothing"
    reasons = {line: said[0] for line, said in desk.reasons(one).items()}
    assert 2 not in reasons, reasons[2]
    assert "expects nothing back" in reasons[3]
    assert "last day" in reasons[4]
    assert "only people of its team" in reasons[5]
    assert "kind of campaign" in reasons[6]
    assert "C-9999-999" in reasons[7]
    assert "ทีมลับ" in reasons[8]
    assert "nobody of that name" in reasons[9]
    desk.take_in(one)
    made = session.scalars(select(Campaign).where(Campaign.title_th == "ปลูกป่า")).one()
    assert (made.start_on, made.end_on) == (date(2027, 2, 1), date(2027, 4, 30))
    assert (made.need_statement_th, made.tags, made.approver_id) == (
        "ป่าหาย",
        ["ป่า", "ชุมชน"],
        office.approver.id,
    )

    again = desk.bring(file(CAMPAIGNS, rows[0]), kind=ListKind.CAMPAIGNS)
    assert again.found["unchanged"] == 1
    changed = rows[0].replace("ป่าหาย", "ป่าถูกตัด").replace(",แบบ", f"{made.code},แบบ", 1).removeprefix(",")
    second = desk.take_in(desk.bring(file(CAMPAIGNS, changed), kind=ListKind.CAMPAIGNS))
    assert second.found["updated"] == 1
    session.refresh(made)
    assert made.need_statement_th == "ป่าถูกตัด"
    desk.take_back(second)
    session.refresh(made)
    assert made.need_statement_th == "ป่าหาย"
    desk.take_back(one)
    assert count(session, Campaign) == before


def test_the_kind_of_a_campaign_is_not_changed_by_a_list(desk: Desk, office: Office) -> None:
    known = factories.campaign(desk.session, office.corporate, office.owner)
    desk.session.commit()
    one = desk.bring(file("รหัส,รูปแบบ", f"{known.code},exchange"), kind=ListKind.CAMPAIGNS)
    assert "does not change that" in next(iter(desk.reasons(one).values()))[0]


def test_events_come_in_change_and_go_back(desk: Desk, office: Office) -> None:
    session = desk.session
    campaign = factories.campaign(session, office.corporate, office.owner)
    other = factories.campaign(session, office.marketing, office.outsider, kind=Kind.EXCHANGE)
    hidden = factories.campaign(
        session, office.marketing, office.outsider, kind=Kind.EXCHANGE, confidentiality="team"
    )
    session.commit()
    before = count(session, Event)
    code, owner = campaign.code, office.owner.email
    rows = (
        f",{code},แถลงข่าว,,๒๔/๑๑/๒๕๖๙,09.30 น.,,11.00,หอประชุม,ทีม,120,{owner}",
        f",{code},ทั้งวัน,,25 พ.ย. 2569,,26 พ.ย. 2569,,,,,",
        f",{other.code},ของทีมอื่น,,24/11/2569,,,,,,,",
        f",{hidden.code},มองไม่เห็น,,24/11/2569,,,,,,,",
        ",,ไม่มีแคมเปญ,,24/11/2569,,,,,,,",
        f",{code},ไม่มีวัน,,,,,,,,,",
        f",{code},จบก่อนเริ่ม,,24/11/2569,10:00,23/11/2569,11:00,,,,",
        f",{code},ไม่มีคน,,24/11/2569,,,,,,,nobody@example.org",
        f",{code},แถลงข่าว,,24/11/2569,09:30,,11:00,ที่อื่น,,,",
    )
    one = desk.bring(file(EVENTS, *rows), kind=ListKind.EVENTS)
    assert count(session, Event) == before
    assert one.found["created"] == 2
    reasons = {line: said[0] for line, said in desk.reasons(one).items()}
    assert "only people of its team" in reasons[4]
    assert "no campaign" in reasons[5]
    assert "by its code" in reasons[6]
    assert "day on which it starts" in reasons[7]
    assert "before the start" in reasons[8]
    assert "nobody" in reasons[9]
    assert "row 2" in reasons[10]
    desk.take_in(one)
    made = session.scalars(select(Event).where(Event.title_th == "แถลงข่าว")).one()
    assert made.starts_at is not None
    assert made.starts_at.isoformat() == "2026-11-24T02:30:00+00:00"
    assert (made.capacity, made.owner_id, made.visibility) == (120, office.owner.id, Visibility.TEAM)
    whole = session.scalars(select(Event).where(Event.title_th == "ทั้งวัน")).one()
    assert (whole.all_day_start, whole.all_day_end) == (date(2026, 11, 25), date(2026, 11, 26))

    assert desk.bring(file(EVENTS, *rows[:2]), kind=ListKind.EVENTS).found["unchanged"] == 2
    moved = f"{made.uid},{code},แถลงข่าว,,2026-11-27,,,,,,,"
    left = desk.bring(file(EVENTS, moved), kind=ListKind.EVENTS, on_match=OnMatch.LEAVE)
    assert left.found["unchanged"] == 1
    second = desk.take_in(desk.bring(file(EVENTS, moved), kind=ListKind.EVENTS))
    session.refresh(made)
    assert made.starts_at.isoformat() == "2026-11-27T02:30:00+00:00"
    elsewhere = desk.bring(file(EVENTS, f"{made.uid},{other.code},x,,,,,,,,,"), kind=ListKind.EVENTS)
    assert "belongs to the campaign" in next(iter(desk.reasons(elsewhere).values()))[0]
    desk.take_back(second)
    desk.take_back(one)
    assert count(session, Event) == before


def test_a_workbook_of_events_is_read_with_its_days_and_times(desk: Desk, office: Office) -> None:
    from datetime import datetime, time

    campaign = factories.campaign(desk.session, office.corporate, office.owner)
    desk.session.commit()
    rows: list[list[object]] = [
        ["Campaign code", "Title", "Starts on", "Starts at", "Ends at"],
        [campaign.code, "Launch", datetime.fromisoformat("2026-11-24"), time(9, 30), time(10)],
    ]
    one = desk.take_in(desk.bring(sheet({"Events": rows}), kind=ListKind.EVENTS, name="e.xlsx"))
    assert one.found["created"] == 1


def test_long_lists_of_events_are_refused(desk: Desk) -> None:
    rows = [f",C-1,งาน {n},,24/11/2569,,,,,,," for n in range(record_lists.MOST + 1)]
    with pytest.raises(Refusal, match="more than"):
        desk.bring(file(EVENTS, *rows), kind=ListKind.EVENTS)
