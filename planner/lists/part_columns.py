"""The columns of what a campaign holds, for lists that only go out."""

from __future__ import annotations

from planner.campaigns.words import PARTICIPATION_ROLE_NAMES, STRATEGY_NAMES, Strategy
from planner.contributions.words import NEED_STATE_NAMES
from planner.i18n import Language, translate
from planner.lists.column import Column, Day, Key, Lines, Number, Several, Whole
from planner.objectives.words import (
    DIRECTION_NAMES,
    EFFECT_NAMES,
    METHOD_NAMES,
    OBJECTIVE_STATE_NAMES,
    PILLAR_NAMES,
    STAGE_NAMES,
)
from planner.stakeholders.words import CATEGORY_NAMES, ENGAGEMENT_NAMES, STAKEHOLDER_KIND_NAMES


def _strategy(key: str, language: str) -> str:
    return translate(Language(language), STRATEGY_NAMES[Strategy(key)])


_STRATEGIES = Several(lambda typed: typed, r"[,;|\n]+", _strategy)
_STATEMENT = (
    Column("statement_th", "วัตถุประสงค์", "Statement (Thai)", Lines(), (), 40),
    Column("statement_en", "วัตถุประสงค์ (อังกฤษ)", "Statement", Lines(), (), 40),
)
_UNIT = Column("unit", "หน่วย", "Unit", width=14)

OBJECTIVES: tuple[Column, ...] = (
    Column("position", "ลำดับ", "No.", Whole(), (), 6),
    *_STATEMENT,
    Column("metric", "ตัวชี้วัด", "Metric", width=24),
    _UNIT,
    Column("stage", "ระดับผล", "Stage", Key(STAGE_NAMES), (), 14),
    Column("pillar", "เสาหลัก", "Pillar", Key(PILLAR_NAMES), (), 14),
    Column("effect", "ผลที่มุ่งหวัง", "Effect", Key(EFFECT_NAMES), (), 14),
    Column("public", "กลุ่มที่วัด", "For", width=24),
    Column("direction", "ทิศทาง", "Direction", Key(DIRECTION_NAMES), (), 12),
    Column("baseline", "ค่าฐาน", "Baseline", Number(), (), 12),
    Column("baseline_on", "วันที่ของค่าฐาน", "Baseline on", Day(), (), 14),
    Column("baseline_source", "แหล่งที่มาของค่าฐาน", "Baseline source", width=24),
    Column("target", "ค่าเป้าหมาย", "Target", Number(), (), 12),
    Column("due_on", "ครบกำหนด", "Due on", Day(), (), 14),
    Column("latest", "ค่าล่าสุด", "Latest figure", Number(), (), 12),
    Column("latest_on", "วัดล่าสุดเมื่อ", "Latest on", Day(), (), 14),
    Column("state", "สถานะ", "State", Key(OBJECTIVE_STATE_NAMES), (), 14),
    Column("not_measured_reason", "เหตุที่ไม่ได้วัด", "Why not measured", Lines(), (), 24),
)

MEASUREMENTS: tuple[Column, ...] = (
    Column("position", "ลำดับวัตถุประสงค์", "Objective no.", Whole(), (), 8),
    *_STATEMENT,
    Column("measured_on", "วันที่วัด", "Measured on", Day(), (), 14),
    Column("period_start_on", "เริ่มช่วง", "Period from", Day(), (), 14),
    Column("value", "ค่า", "Figure", Number(), (), 12),
    _UNIT,
    Column("numerator", "ตัวเศษ", "Numerator", Number(), (), 12),
    Column("denominator", "ตัวส่วน", "Denominator", Number(), (), 12),
    Column("n", "จำนวนผู้ตอบ", "People asked", Whole(), (), 10),
    Column("method", "วิธีวัด", "Method", Key(METHOD_NAMES)),
    Column("source", "แหล่งที่มา", "Source", width=28),
    Column("note", "หมายเหตุ", "Note", Lines(), (), 28),
)

BUDGET: tuple[Column, ...] = (
    Column("position", "ลำดับ", "No.", Whole(), (), 6),
    Column("category", "รายการ", "Line", width=32),
    Column("currency", "สกุลเงิน", "Currency", width=10),
    Column("planned", "แผน", "Planned", Number(), (), 16),
    Column("committed", "ผูกพัน", "Committed", Number(), (), 16),
    Column("actual", "ใช้จริง", "Actual", Number(), (), 16),
    Column("forecast", "คาดการณ์", "Forecast", Number(), (), 16),
    Column("variance", "แผนลบคาดการณ์", "Planned less forecast", Number(), (), 18),
    Column("entries", "รายการเอกสาร", "Entries", Whole(), (), 10),
)

PARTICIPATIONS: tuple[Column, ...] = (
    Column("number", "เลขที่ในสัมพันธ์", "Samphan no.", Whole(1), (), 10),
    Column("name_th", "ชื่อ", "Name (Thai)", width=28),
    Column("name_en", "ชื่อ (อังกฤษ)", "Name", width=28),
    Column("kind", "ประเภท", "Kind", Key(STAKEHOLDER_KIND_NAMES), (), 12),
    Column("category", "กลุ่มผู้มีส่วนได้ส่วนเสีย", "Category", Key(CATEGORY_NAMES)),
    Column("role", "บทบาท", "Role", Key(PARTICIPATION_ROLE_NAMES)),
    Column("engagement_desired", "การมีส่วนร่วมที่ต้องการ", "Engagement wanted", Key(ENGAGEMENT_NAMES)),
    Column("strategies", "กลยุทธ์สร้างความสัมพันธ์", "Cultivation strategies", _STRATEGIES, (), 28),
    Column("message_th", "ข้อความหลัก", "Key message (Thai)", Lines(), (), 36),
    Column("message_en", "ข้อความหลัก (อังกฤษ)", "Key message", Lines(), (), 36),
    Column("why_them", "เหตุผลที่เลือก", "Why them", Lines(), (), 36),
)

NEEDS: tuple[Column, ...] = (
    Column("stated_on", "แจ้งเมื่อ", "Stated on", Day(), (), 14),
    Column("stated_by", "ผู้แจ้ง", "Who stated it", width=28),
    Column("text", "ความต้องการ ตามคำของผู้แจ้ง", "The need, in their words", Lines(), (), 48),
    Column("state", "สถานะ", "State", Key(NEED_STATE_NAMES), (), 18),
    Column("response", "สิ่งที่ทำ", "What was done", Lines(), (), 40),
    Column("answered_on", "ตอบสนองเมื่อ", "Answered on", Day(), (), 14),
    Column("contribution_th", "การให้ที่ตอบสนอง", "By which contribution (Thai)", Lines(), (), 36),
    Column("contribution_en", "การให้ที่ตอบสนอง (อังกฤษ)", "By which contribution", Lines(), (), 36),
    Column("declined_reason", "เหตุผลที่ไม่รับ", "Why it was declined", Lines(), (), 36),
    Column("outcome", "ช่วยได้หรือไม่ ตามคำของเขา", "Whether it helped, in their words", Lines(), (), 48),
    Column("outcome_on", "ทราบผลเมื่อ", "Heard on", Day(), (), 14),
)

HISTORY: tuple[Column, ...] = (
    Column("at", "เมื่อ", "When", width=22),
    Column("what", "เหตุการณ์", "What happened", Lines(), (), 60),
    Column("note", "หมายเหตุ", "Note", Lines(), (), 36),
    Column("changes", "สิ่งที่เปลี่ยน", "What changed", Lines(), (), 60),
)
