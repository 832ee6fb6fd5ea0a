"""Lists of what was redeemed: files as shops write them, judged row by row, taken in whole and taken back whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.dates import Era
from planner.errors import NotAllowed, NotFound, Refusal
from planner.exports import promotions_out, writing
from planner.exports.going_out import Reader
from planner.exports.writing import Form
from planner.i18n import Language
from planner.imports import actions, looking, redemption_lists
from planner.imports.models import Import, ImportState
from planner.lists.columns import ListKind
from planner.promotions import listed, tallies
from planner.promotions.models import Promotion, Redemption
from planner.promotions.words import RedemptionSource, SalesChannel
from planner.uploads.folder import Folder
from tests import factories
from tests.factories import Office
from tests.imports.conftest import Desk
from tests.imports.samples import sheet
from tests.promotions.test_redeeming import expect_counted

DAY = date(2026, 11, 10)
THAI = "วันที่,เวลา,สาขา,ช่องทาง,จำนวน,ยอดเงิน,เลขที่ใบเสร็จ,รหัสคูปอง,หมายเหตุ"
ROWS = (
    '10/11/2569,14.30 น.,สยาม,หน้าร้าน,1,"1,250.50",B-1,,',
    "๑๐/๑๑/๒๕๖๙,๑๔:๓๐,สยาม,หน้าร้าน,๒,฿๙๙,B-2,,ลูกค้าประจำ",
    "2026-11-10,,,,,,B-3,,",
)
STORED = [
    (datetime(2026, 11, 10, 7, 30, tzinfo=UTC), 1, 125_050, SalesChannel.SHOP, "สยาม", "B-1"),
    (datetime(2026, 11, 10, 7, 30, tzinfo=UTC), 2, 9_900, SalesChannel.SHOP, "สยาม", "B-2"),
    (datetime(2026, 11, 9, 17, 0, tzinfo=UTC), 1, None, None, None, "B-3"),
]


@pytest.fixture
def now() -> Iterator[None]:
    """The twentieth of November, in the afternoon."""
    with clock.told_at(datetime(2026, 11, 20, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def promotion(session: Session, office: Office, now: None) -> Promotion:
    """A coupon of November, of marketing's running campaign."""
    campaign = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    start = datetime(2026, 10, 31, 17, tzinfo=UTC)
    made = factories.promotion(session, campaign, starts_at=start, ends_at=start + timedelta(days=30))
    session.commit()
    return made


@pytest.fixture
def till(session: Session, office: Office, promotion: Promotion, tmp_path: Path) -> Callable[..., Import]:
    """Brings a list of the promotion, as marketing does."""
    return _desk(session, office, tmp_path, promotion)[1]


def _desk(
    session: Session, office: Office, folder: Path, promotion: Promotion
) -> tuple[Desk, Callable[..., Import]]:
    desk = Desk(session, Folder(folder), office.outsider.id, {})

    def bring(content: bytes, **more: Any) -> Import:
        return desk.bring(content, kind=ListKind.REDEMPTIONS, promotion_id=promotion.id, **more)

    return desk, bring


def stored(session: Session) -> list[tuple[object, ...]]:
    """What is written of the lists, in the order of the receipts."""
    one = Redemption
    wanted = select(one.redeemed_at, one.quantity, one.value_minor, one.channel, one.place, one.reference)
    return [tuple(row) for row in session.execute(wanted.order_by(one.reference, one.id))]


def plain(encoding: str = "utf-8", sign: str = ",") -> bytes:
    """The rows as a CSV file in these letters and with this separator."""
    told = "\r\n".join((THAI, *ROWS))
    if sign != ",":
        parts = [
            re.findall(r'(?:"([^"]*)"|([^,]*))(?:,|$)', row)[: THAI.count(",") + 1]
            for row in told.split("\r\n")
        ]
        told = "\r\n".join(sign.join(quoted or bare for quoted, bare in row) for row in parts)
    return told.encode(encoding)


def workbook() -> bytes:
    """The same as a workbook: real days and times, and a title above the heading that spans the columns."""
    rows: list[list[Any]] = [
        ["รายงานการใช้คูปอง"],
        THAI.split(","),
        [datetime.combine(DAY, time()), time(14, 30), "สยาม", "หน้าร้าน", 1, 1250.5, "B-1"],
        [datetime.combine(DAY, time(14, 30, 59)), None, "สยาม", "หน้าร้าน", 2, "99", "B-2", None, "ลูกค้าประจำ"],
        [DAY, None, None, None, None, None, "B-3"],
    ]
    return sheet({"พ.ย.": rows}, merged="A1:I1")


FILES = {
    "utf-8": plain(),
    "with a mark": plain("utf-8-sig"),
    "utf-16": plain("utf-16"),
    "windows-874": plain("cp874", ";").replace("฿".encode("cp874"), b""),
    "semicolons": plain(sign=";"),
    "tabs": plain(sign="\t"),
    "workbook": workbook(),
}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES.keys())
def test_what_shops_write_comes_in_alike_in_every_dialect(
    session: Session,
    promotion: Promotion,
    till: Callable[..., Import],
    office: Office,
    tmp_path: Path,
    file: bytes,
) -> None:
    desk, _ = _desk(session, office, tmp_path, promotion)
    one = till(file)
    assert stored(session) == [], "looking writes nothing"
    assert {key: one.found[key] for key in ("created", "unchanged", "refused")} == {
        "created": 3,
        "unchanged": 0,
        "refused": 0,
    }, desk.reasons(one)
    desk.take_in(one)
    assert stored(session) == STORED
    assert set(session.scalars(select(Redemption.source))) == {RedemptionSource.LIST}
    expect_counted(session, promotion.id)
    again = till(file)
    assert (again.found["created"], again.found["unchanged"]) == (0, 3)
    with pytest.raises(Refusal, match="nothing to take in"):
        desk.take_in(again)
    session.rollback()
    desk.take_back(one)
    assert stored(session) == []
    expect_counted(session, promotion.id)
    assert session.get_one(Import, one.id).state == ImportState.UNDONE


@pytest.mark.parametrize(
    ("row", "heading", "reason"),
    [
        (",14:30,สยาม,,1,,,,", "วันที่", "on which day"),
        ("31/2/2569,,,,1,,,,", "วันที่", "no day 31"),
        ("10/11/69,,,,1,,,,", "วันที่", "four digits"),
        ("10/11/2569,25:00,,,1,,,,", "เวลา", "25:00"),
        ("10/11/2569,,,ทางด่วน,1,,,,", "ช่องทาง", "ทางด่วน"),
        ("10/11/2569,,,,0,,,,", "จำนวน", "whole number from 1"),
        ("10/11/2569,,,,-2,,,,", "จำนวน", "whole number from 1"),
        ("10/11/2569,,,,1.5,,,,", "จำนวน", "whole number from 1"),
        ("10/11/2569,,,,1,-5,,,", "ยอดเงิน", "negative"),
        ("10/11/2569,,,,1,12.345,,,", "ยอดเงิน", "decimal places"),
        ("10/11/2569,,,,1,$5,,,", "ยอดเงิน", "USD"),
        ("10/11/2569,,,,1,=1+1,,,", "ยอดเงิน", "cannot be read as an amount"),
        ("31/10/2569,,,,1,,,,", "วันที่", "had not begun"),
        ("21/11/2569,,,,1,,,,", "วันที่", "has not come"),
        ("10/11/2569,,,,1,,,NEVER-MADE,", "รหัสคูปอง", "no code of this promotion"),
        ("10/11/2569,,,,1,,,,,,x", "", "11 cells"),
        ("10/11/2569,,,,1", "", "5 cells"),
        ("10/11/2569,,,,1,,\0,,", "", "NUL"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_its_reason_and_the_others_come_in(
    session: Session,
    promotion: Promotion,
    till: Callable[..., Import],
    office: Office,
    tmp_path: Path,
    row: str,
    heading: str,
    reason: str,
) -> None:
    desk, _ = _desk(session, office, tmp_path, promotion)
    one = till("\r\n".join((THAI, row, ROWS[0])).encode())
    assert (one.found["created"], one.found["refused"]) == (1, 1)
    (told,) = desk.reasons(one).items()
    assert told[0] == 2
    assert reason in " ".join(told[1])
    notes = [note for found in desk.outcomes(one) for note in found.notes]
    assert [note.heading for note in notes] == [heading]
    desk.take_in(one)
    assert stored(session) == STORED[:1]


def test_separators_too_many_at_the_end_of_a_row_harm_nothing(
    promotion: Promotion, till: Callable[..., Import]
) -> None:
    assert till(f"{THAI}\r\n{ROWS[0]},,,".encode()).found["created"] == 1


def test_formulas_of_a_workbook_are_refused_and_named(
    session: Session, promotion: Promotion, till: Callable[..., Import], office: Office, tmp_path: Path
) -> None:
    desk, _ = _desk(session, office, tmp_path, promotion)
    one = till(sheet({"A": [["วันที่", "จำนวน"], [DAY, "=1+1"], [DAY, 1]]}))
    assert (one.found["created"], one.found["refused"]) == (1, 1)
    assert "B2" in " ".join(desk.reasons(one)[2])


def test_a_list_at_the_edge_of_the_quota_takes_what_is_left_and_says_so_of_the_rest(
    session: Session, promotion: Promotion, till: Callable[..., Import], office: Office, tmp_path: Path
) -> None:
    desk, _ = _desk(session, office, tmp_path, promotion)
    promotion.quota_total = 4
    session.commit()
    one = till("\r\n".join(["วันที่,จำนวน", *["10/11/2569,3"] * 2, "10/11/2569,1"]).encode())
    assert (one.found["created"], one.found["refused"]) == (2, 1)
    assert "Only 1 are left" in " ".join(desk.reasons(one)[3])
    factories.redemption(session, promotion, quantity=1)
    session.commit()
    with pytest.raises(Refusal) as no:
        desk.take_in(one)
    assert no.value.message == listed.CHANGED_SINCE
    session.rollback()
    assert tallies.of_one(session, promotion.id).quantity == 1


def test_a_promotion_that_was_changed_meanwhile_is_looked_at_again(
    session: Session, promotion: Promotion, till: Callable[..., Import], office: Office, tmp_path: Path
) -> None:
    desk, _ = _desk(session, office, tmp_path, promotion)
    one = till(plain())
    promotion.timezone = "Europe/London"
    promotion.version += 1
    session.commit()
    with pytest.raises(Refusal) as no:
        desk.take_in(one)
    assert no.value.message == listed.CHANGED_SINCE


def test_what_was_read_on_other_clocks_is_not_taken_in(
    session: Session, promotion: Promotion, till: Callable[..., Import], office: Office, tmp_path: Path
) -> None:
    desk, _ = _desk(session, office, tmp_path, promotion)
    one = till(plain())
    read_by, want = actions.terms_of(session, one), looking.chosen(one)
    actions.understand(desk.folder, want, read_by)
    # moved while a worker was reading
    promotion.timezone = "Europe/London"
    promotion.version += 1
    session.commit()
    actions.looked(one, actions.planned(session, desk.folder, one, terms=read_by))
    session.commit()
    with pytest.raises(Refusal) as no:
        desk.take_in(one)
    assert no.value.message == listed.CHANGED_SINCE


def test_who_may_not_enter_by_hand_may_not_bring_a_list_and_who_sees_no_promotion_sees_no_list(
    session: Session, promotion: Promotion, till: Callable[..., Import], office: Office, tmp_path: Path
) -> None:
    stranger = Desk(session, Folder(tmp_path), office.owner.id, {})
    with pytest.raises(NotAllowed):
        stranger.bring(plain(), kind=ListKind.REDEMPTIONS, promotion_id=promotion.id)
    session.rollback()
    with pytest.raises(NotFound):
        stranger.bring(plain(), kind=ListKind.REDEMPTIONS, promotion_id=None)
    session.rollback()
    one = till(plain())
    mine, _ = _desk(session, office, tmp_path, promotion)
    assert one in actions.brought_by(session, mine.actor)
    session.delete(session.get_one(Promotion, promotion.id))
    session.commit()
    session.expire_all()
    with pytest.raises(NotFound):
        actions.shown(session, one.id, actor=mine.actor)
    assert actions.brought_by(session, mine.actor) == []


def test_a_campaign_that_was_not_started_takes_no_list(
    session: Session, promotion: Promotion, till: Callable[..., Import], office: Office
) -> None:
    session.get_one(Campaign, promotion.campaign_id).status = Status.APPROVED
    session.commit()
    with pytest.raises(Refusal, match="has not been started"):
        till(plain())


def test_a_list_longer_than_the_most_is_refused_before_it_is_read(
    promotion: Promotion, till: Callable[..., Import]
) -> None:
    with pytest.raises(Refusal, match="200,000 rows"):
        till(b"date\n" + b"2026-11-10\n" * (redemption_lists.MOST + 1))


@pytest.mark.parametrize("language", list(Language))
def test_what_goes_out_comes_in_as_what_is_here_already(
    session: Session,
    promotion: Promotion,
    till: Callable[..., Import],
    office: Office,
    tmp_path: Path,
    language: Language,
) -> None:
    desk, _ = _desk(session, office, tmp_path, promotion)
    desk.take_in(till(plain()))
    factories.redemption(session, promotion, quantity=2, note="=1+1", channel=SalesChannel.LINE)
    session.commit()
    reader = Reader(language, Era.BE, desk.actor)
    for form in Form:
        written = writing.write(promotions_out.redemptions(session, promotion.id, reader), form, reader.era)
        with written as file:
            again = till(file.read())
        assert (again.found["unchanged"], again.found["created"], again.found["refused"]) == (4, 0, 0)
