"""The statement of what was given as a list: a row for each contribution, with its value and the basis of that."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from planner import money
from planner.contributions import statement
from planner.contributions.models import Contribution
from planner.contributions.statement import Scope
from planner.contributions.words import (
    FORM_NAMES,
    IMPACT_DEPTH_NAMES,
    MOTIVATION_NAMES,
    SUBJECT_AREA_NAMES,
    VALUATION_BASIS_NAMES,
    Leverage,
)
from planner.exports.going_out import Reader, sheet
from planner.exports.writing import Sheet
from planner.i18n import Language, mark, pick_of, translate
from planner.lists.column import Column, Day, Key, Number, Whole, YesNo

CONTRIBUTIONS = mark("Contributions")
COLUMNS: tuple[Column, ...] = (
    Column("campaign_code", "รหัสแผนงาน", "Campaign code", width=16),
    Column("campaign", "แผนงาน", "Campaign", width=30),
    Column("form", "รูปแบบ", "Form", Key(FORM_NAMES), (), 16),
    Column("motivation", "แรงจูงใจ", "Motivation", Key(MOTIVATION_NAMES), (), 18),
    Column("subject_area", "ด้าน", "Subject", Key(SUBJECT_AREA_NAMES), (), 20),
    Column("description_th", "สิ่งที่ให้ (ไทย)", "What was given (Thai)", width=40),
    Column("description_en", "สิ่งที่ให้ (อังกฤษ)", "What was given (English)", width=40),
    Column("recipient", "ผู้รับ", "Recipient", width=28),
    Column("contributed_on", "วันที่ให้", "Given on", Day(), (), 14),
    Column("place", "สถานที่", "Place", width=18),
    Column("currency", "สกุลเงิน", "Currency", width=10),
    Column("value", "มูลค่า", "Value", Number(), (), 16),
    Column("valuation_basis", "เกณฑ์ตีมูลค่า", "Basis of the value", Key(VALUATION_BASIS_NAMES), (), 22),
    Column("valuation_note", "วิธีตีมูลค่า", "How it was valued", width=30),
    Column("hours", "ชั่วโมง", "Hours", Number(), (), 10),
    Column("people", "คน", "People", Whole(), (), 10),
    Column("in_paid_time", "ในเวลางาน", "In paid working time", YesNo(), (), 12),
    Column("people_reached", "จำนวนผู้ได้รับประโยชน์", "People reached", Whole(), (), 14),
    Column("organisations_supported", "จำนวนองค์กรที่ช่วย", "Organisations supported", Whole(), (), 14),
    Column("environment_amount", "ผลต่อสิ่งแวดล้อม", "For the environment", Number(), (), 16),
    Column("environment_unit", "หน่วย", "Counted in", width=12),
    Column("impact_depth", "ระดับผลกระทบ", "Depth of impact", Key(IMPACT_DEPTH_NAMES), (), 22),
    Column("leverage_employees", "พนักงานร่วมให้", "Given by employees", Number(), (), 14),
    Column("leverage_customers", "ลูกค้าร่วมให้", "Given by customers", Number(), (), 14),
    Column("leverage_organisations", "องค์กรอื่นร่วมให้", "Given by other organisations", Number(), (), 14),
    Column("leverage_government", "ภาครัฐร่วมให้", "Given by government", Number(), (), 14),
    Column("sdg", "เป้าหมายการพัฒนาที่ยั่งยืน", "Sustainable development goals", width=16),
    Column("iso26000", "หัวข้อ ISO 26000", "Subjects of ISO 26000", width=24),
)
_AS_IT_IS = (
    "form",
    "motivation",
    "subject_area",
    "description_th",
    "description_en",
    "contributed_on",
    "place",
    "currency",
    "valuation_basis",
    "valuation_note",
    "hours",
    "people",
    "in_paid_time",
    "people_reached",
    "organisations_supported",
    "environment_amount",
    "environment_unit",
    "impact_depth",
)


def contributions(session: Session, scope: Scope, reader: Reader) -> Sheet:
    """What the page of the statement counts for the reader, contribution by contribution."""
    found = statement.of(session, scope, actor=reader.actor)
    title = translate(reader.language, CONTRIBUTIONS)
    return sheet(title, COLUMNS, _rows(found.rows, reader.language), reader.language)


def _rows(rows: list[Contribution], language: Language) -> Iterator[dict[str, Any]]:
    for one in rows:
        digits = money.MINOR_DIGITS[one.currency]
        known = one.recipient_record
        yield {
            **{key: getattr(one, key) for key in _AS_IT_IS},
            "campaign_code": one.campaign.code,
            "campaign": pick_of(one.campaign, "title", language).text,
            "recipient": pick_of(known, "name", language).text if known else one.recipient,
            "value": _written(one.value_minor, digits),
            **{f"leverage_{who.value}": _written(one.leverage().get(who), digits) for who in Leverage},
            "sdg": ", ".join(str(number) for number in one.sdg) or None,
            "iso26000": ", ".join(one.iso26000) or None,
        }


def _written(minor: int | None, digits: int) -> Decimal | None:
    return None if minor is None else Decimal(minor).scaleb(-digits)
