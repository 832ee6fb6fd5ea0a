"""Promotions as a list, and what was redeemed of one: the same columns as lists of redemptions that come in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import dates, money
from planner.exports.going_out import AT_ONCE, Reader, sheet, sheet_of
from planner.exports.writing import Sheet
from planner.i18n import Language, mark, translate
from planner.lists.column import Clock, Column, Day, Key, Number, Several, Whole
from planner.lists.columns import ListKind
from planner.promotions import access, queries
from planner.promotions.actions import Period
from planner.promotions.models import Redemption
from planner.promotions.queries import Standing, When
from planner.promotions.words import (
    MECHANIC_NAMES,
    PROMOTION_STATUS_NAMES,
    SALES_CHANNEL_NAMES,
    SalesChannel,
)

PROMOTIONS = mark("Promotions")
REDEEMED = mark("What was redeemed")


def _channel(key: str, language: str) -> str:
    return translate(Language(language), SALES_CHANNEL_NAMES[SalesChannel(key)])


COLUMNS: tuple[Column, ...] = (
    Column("campaign_code", "รหัสแผนงาน", "Campaign code", width=16),
    Column("name_th", "ชื่อโปรโมชัน", "Name (Thai)", width=32),
    Column("name_en", "ชื่อโปรโมชัน (อังกฤษ)", "Name", width=32),
    Column("mechanic", "กลไก", "Mechanic", Key(MECHANIC_NAMES), (), 18),
    Column("status", "สถานะ", "State", Key(PROMOTION_STATUS_NAMES), (), 14),
    Column("start_on", "วันที่เริ่ม", "Starts on", Day(), (), 12),
    Column("start_time", "เวลาเริ่ม", "Starts at", Clock(), (), 10),
    Column("end_on", "วันที่สิ้นสุด", "Ends on", Day(), (), 12),
    Column("end_time", "เวลาสิ้นสุด", "Ends at", Clock(), (), 10),
    Column("timezone", "เขตเวลา", "Time zone", width=16),
    Column("channels", "ช่องทาง", "Channels", Several(lambda typed: typed, r"[;\n]+", _channel), (), 24),
    Column("code", "โค้ด", "Code", width=16),
    Column("quota_total", "จำนวนสิทธิ์ทั้งหมด", "Quota", Whole(), (), 12),
    Column("target_quantity", "เป้าหมาย", "Aimed at", Whole(), (), 12),
    Column("redeemed", "ใช้สิทธิ์แล้ว", "Redeemed", Whole(), (), 12),
    Column("remaining", "คงเหลือ", "Left", Whole(), (), 12),
    Column("currency", "สกุลเงิน", "Currency", width=10),
    Column("cost_per_unit", "ต้นทุนต่อสิทธิ์", "Cost of one", Number(), (), 14),
    Column("value", "มูลค่าที่ได้กลับมา", "What came back", Number(), (), 16),
    Column("unvalued", "รายการที่ไม่ระบุมูลค่า", "Entries that do not say it", Whole(), (), 14),
)
_AS_IT_IS = (
    "name_th",
    "name_en",
    "mechanic",
    "timezone",
    "channels",
    "code",
    "quota_total",
    "target_quantity",
    "currency",
)


def promotions(session: Session, when: When, reader: Reader, *, now: datetime) -> Sheet:
    """The promotions that the list shows, on all its pages, in its order."""
    title = translate(reader.language, PROMOTIONS)
    return sheet(title, COLUMNS, _rows(session, when, reader, now), reader.language)


def redemptions(session: Session, promotion_id: int, reader: Reader) -> Sheet:
    """Everything that was redeemed of a promotion, the newest first. Raises `NotFound`."""
    promotion = access.shown(session, promotion_id, actor=reader.actor)
    zone, digits = dates.zone(promotion.timezone), money.MINOR_DIGITS[promotion.currency]
    found = session.scalars(
        select(Redemption)
        .where(Redemption.promotion_id == promotion.id)
        .order_by(Redemption.redeemed_at.desc(), Redemption.id.desc())
        .execution_options(yield_per=AT_ONCE)
    )

    def values(one: Redemption) -> dict[str, Any]:
        on, at = dates.instant_to_local(one.redeemed_at, zone)
        return {
            **{
                key: getattr(one, key)
                for key in ("quantity", "channel", "place", "code", "reference", "note")
            },
            "number": one.id,
            "redeemed_on": on,
            "redeemed_time": at.replace(second=0, microsecond=0),
            "value": None if one.value_minor is None else Decimal(one.value_minor).scaleb(-digits),
            "source": one.source,
        }

    return sheet_of(ListKind.REDEMPTIONS, map(values, found), reader)


def _rows(session: Session, when: When, reader: Reader, now: datetime) -> Iterator[dict[str, Any]]:
    number, pages = 1, 1
    while number <= pages:
        found = queries.listed(session, when, actor=reader.actor, now=now, page=number)
        yield from map(_values, found.rows)
        number, pages = number + 1, found.pages


def _values(one: Standing) -> dict[str, Any]:
    promotion, redeemed = one.promotion, one.redeemed
    digits = money.MINOR_DIGITS[promotion.currency]
    # of whole days the last one, as on the page, not the midnight after it
    period = Period.of(promotion)
    cost = promotion.cost_per_unit_minor
    return {
        **{key: getattr(promotion, key) for key in _AS_IT_IS},
        "campaign_code": promotion.campaign.code,
        "status": one.status,
        "start_on": period.start_on,
        "start_time": period.start_time,
        "end_on": period.end_on,
        "end_time": period.end_time,
        "redeemed": redeemed.quantity,
        "remaining": one.remaining,
        "cost_per_unit": None if cost is None else Decimal(cost).scaleb(-digits),
        "value": Decimal(redeemed.value_minor).scaleb(-digits) if redeemed.valued else None,
        "unvalued": redeemed.unvalued,
    }
