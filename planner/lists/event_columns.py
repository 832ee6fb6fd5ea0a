"""The columns of the lists of events and of campaigns."""

from __future__ import annotations

from planner.accounts.models import KIND_NAMES
from planner.campaigns.lifecycle import STATUS_NAMES
from planner.campaigns.words import (
    ATTRIBUTION_NAMES,
    CONFIDENTIALITY_NAMES,
    FIELD_OF_WORK_NAMES,
    NEED_SOURCE_NAMES,
    PESO_CHANNEL_NAMES,
    RETURN_TYPE_NAMES,
    STRATEGY_NAMES,
)
from planner.events.words import EVENT_STATUS_NAMES, EVENT_TYPE_NAMES, VISIBILITY_NAMES
from planner.lists.column import (
    Clock,
    Column,
    Day,
    Key,
    Lines,
    Number,
    Read,
    Several,
    Whole,
    Words,
    YesNo,
    read_link,
    read_zone,
)
from planner.stakeholders.reach import read_email

TAGS = Several(lambda typed: typed, r"[,;|\n]+")
_ZONE = Column("timezone", "เขตเวลา", "Time zone", Read(read_zone), ("timezone",), 16)

_KINDS = {
    **dict.fromkeys(("csr", "แบบไม่หวังผลตอบแทน", "ไม่หวังผลตอบแทน"), "communal"),
    **dict.fromkeys(("promotion", "แบบหวังผลตอบแทน", "หวังผลตอบแทน", "การตลาด"), "exchange"),
}

EVENTS: tuple[Column, ...] = (
    Column("uid", "รหัสปฏิทิน", "Calendar UID", Words(120), ("uid",), 24),
    Column(
        "campaign",
        "รหัสแผนงาน",
        "Campaign code",
        Words(20),
        ("แผนงาน", "รหัสแคมเปญ", "แคมเปญ", "โครงการ", "campaign"),
        14,
    ),
    Column(
        "title_th",
        "ชื่อกิจกรรม",
        "Title (Thai)",
        Words(),
        ("กิจกรรม", "ชื่องาน", "งาน", "หัวข้อ", "title", "event"),
        32,
    ),
    Column("title_en", "ชื่อกิจกรรม (อังกฤษ)", "Title", Words(), ("title (english)", "ชื่องาน (อังกฤษ)"), 32),
    Column("type", "ประเภท", "Type", Key(EVENT_TYPE_NAMES), ("ประเภทงาน", "ชนิด")),
    Column("start_on", "วันที่เริ่ม", "Starts on", Day(), ("วันที่", "วันเริ่ม", "date", "start", "start date"), 12),
    Column("start_time", "เวลาเริ่ม", "Starts at", Clock(), ("เวลา", "time", "start time"), 10),
    Column("end_on", "วันที่สิ้นสุด", "Ends on", Day(), ("วันสิ้นสุด", "ถึงวันที่", "end", "end date"), 12),
    Column("end_time", "เวลาสิ้นสุด", "Ends at", Clock(), ("ถึงเวลา", "end time"), 10),
    _ZONE,
    Column("repeats", "การเกิดซ้ำ", "Repeats", Lines(), (), 24, comes_in=False),
    Column("status", "สถานะ", "Status", Key(EVENT_STATUS_NAMES), (), 12, comes_in=False),
    Column("visibility", "ใครเห็นได้", "Visibility", Key(VISIBILITY_NAMES), ("การมองเห็น",)),
    Column("venue_th", "สถานที่", "Venue (Thai)", Words(300), ("venue", "place"), 28),
    Column("venue_en", "สถานที่ (อังกฤษ)", "Venue", Words(300), ("venue (english)",), 28),
    Column("address", "ที่อยู่", "Address", Lines(), (), 30),
    Column("online_url", "ลิงก์ออนไลน์", "Online at", Read(read_link), ("ลิงก์", "link", "url"), 28),
    Column("public_text_th", "รายละเอียด", "Public text (Thai)", Lines(), ("คำอธิบาย", "description"), 40),
    Column("public_text_en", "รายละเอียด (อังกฤษ)", "Public text", Lines(), ("description (english)",), 40),
    Column("public_contact", "ผู้ติดต่อสอบถาม", "Public contact", Words(300), ("ติดต่อ", "contact"), 24),
    Column("owner", "ผู้รับผิดชอบ", "Owner", Read(read_email), ("ผู้ดูแล",), 24),
    Column("strategy", "กลยุทธ์", "Strategy", Key(STRATEGY_NAMES)),
    Column("channel", "ช่องทาง", "Channel", Key(PESO_CHANNEL_NAMES), ("peso",), 12),
    Column("capacity", "จำนวนที่รับ", "Capacity", Whole(1, 1_000_000), ("จำนวนคน",), 10),
    Column("is_media_invited", "เชิญสื่อ", "Media invited", YesNo(), (), 10),
    Column("photo_notice", "ประกาศการถ่ายภาพ", "Photo notice", Lines(), (), 24),
    Column("access_needs", "การอำนวยความสะดวก", "Access needs", Lines(), (), 24),
    Column("internal_note", "บันทึกภายใน", "Internal note", Lines(), ("หมายเหตุ", "note"), 30),
)

CAMPAIGNS: tuple[Column, ...] = (
    Column("code", "รหัส", "Code", Words(20), ("รหัสแผนงาน", "รหัสแคมเปญ", "campaign code"), 14),
    Column(
        "kind",
        "รูปแบบ",
        "Kind",
        Key(KIND_NAMES, _KINDS),
        ("ประเภท",),
        14,
    ),
    Column(
        "title_th",
        "ชื่อแผนงาน",
        "Title (Thai)",
        Words(),
        ("แผนงาน", "ชื่อแคมเปญ", "ชื่อโครงการ", "โครงการ", "แคมเปญ", "title", "campaign"),
        32,
    ),
    Column("title_en", "ชื่อแผนงาน (อังกฤษ)", "Title", Words(), ("ชื่อโครงการ (อังกฤษ)", "title (english)"), 32),
    Column("status", "สถานะ", "Status", Key(STATUS_NAMES), (), 12, comes_in=False),
    Column("team", "ทีม", "Team", Words(), ("หน่วยงาน", "ฝ่าย"), 22),
    Column("owner", "ผู้รับผิดชอบ", "Owner", Read(read_email), ("เจ้าของ",), 24),
    Column("approver", "ผู้อนุมัติ", "Approver", Read(read_email), (), 24),
    Column("start_on", "วันที่เริ่ม", "Starts on", Day(), ("เริ่ม", "วันเริ่ม", "start", "start date"), 12),
    Column("end_on", "วันที่สิ้นสุด", "Ends on", Day(), ("สิ้นสุด", "วันสิ้นสุด", "end", "end date"), 12),
    _ZONE,
    Column("field_of_work", "สายงาน", "Field of work", Key(FIELD_OF_WORK_NAMES)),
    Column("confidentiality", "ชั้นความลับ", "Confidentiality", Key(CONFIDENTIALITY_NAMES)),
    Column("tags", "ป้ายกำกับ", "Tags", TAGS, ("แท็ก",), 20),
    Column("situation_th", "สถานการณ์", "Situation (Thai)", Lines(), ("situation", "ที่มา"), 40),
    Column("situation_en", "สถานการณ์ (อังกฤษ)", "Situation", Lines(), (), 40),
    Column("purpose_th", "วัตถุประสงค์", "Purpose (Thai)", Lines(), ("purpose", "จุดประสงค์"), 40),
    Column("purpose_en", "วัตถุประสงค์ (อังกฤษ)", "Purpose", Lines(), (), 40),
    Column("benefit_to_public_th", "ประโยชน์ต่อสาธารณะ", "Benefit to the public (Thai)", Lines(), (), 40),
    Column("benefit_to_public_en", "ประโยชน์ต่อสาธารณะ (อังกฤษ)", "Benefit to the public", Lines(), (), 40),
    Column("benefit_to_organisation_th", "ประโยชน์ต่อองค์กร", "Benefit to us (Thai)", Lines(), (), 40),
    Column("benefit_to_organisation_en", "ประโยชน์ต่อองค์กร (อังกฤษ)", "Benefit to us", Lines(), (), 40),
    Column("seeks_no_benefit", "ไม่หวังประโยชน์", "Seeks no benefit", YesNo(), (), 10),
    Column("need_statement_th", "ความจำเป็น", "Need (Thai)", Lines(), (), 40),
    Column("need_statement_en", "ความจำเป็น (อังกฤษ)", "Need", Lines(), (), 40),
    Column("need_source", "ที่มาของความจำเป็น", "Source of the need", Key(NEED_SOURCE_NAMES)),
    Column("beneficiaries_planned", "จำนวนผู้รับประโยชน์", "Beneficiaries planned", Whole(), (), 12),
    Column("exit_plan_th", "แผนการสิ้นสุด", "Exit plan (Thai)", Lines(), (), 40),
    Column("exit_plan_en", "แผนการสิ้นสุด (อังกฤษ)", "Exit plan", Lines(), (), 40),
    Column("offer_summary_th", "ข้อเสนอ", "Offer (Thai)", Lines(), (), 40),
    Column("offer_summary_en", "ข้อเสนอ (อังกฤษ)", "Offer", Lines(), (), 40),
    Column("terms_th", "เงื่อนไข", "Terms (Thai)", Lines(), (), 40),
    Column("terms_en", "เงื่อนไข (อังกฤษ)", "Terms", Lines(), (), 40),
    Column("segment_th", "กลุ่มเป้าหมาย", "Segment (Thai)", Lines(), (), 30),
    Column("segment_en", "กลุ่มเป้าหมาย (อังกฤษ)", "Segment", Lines(), (), 30),
    Column("expected_return_type", "ผลตอบแทนที่คาด", "Expected return", Key(RETURN_TYPE_NAMES)),
    Column("expected_return_value", "มูลค่าที่คาด", "Expected value", Number(), (), 12),
    Column("attribution_method", "วิธีวัดผลตอบแทน", "Attributed by", Key(ATTRIBUTION_NAMES)),
    Column("strategy_summary_th", "กลยุทธ์โดยสรุป", "Strategy (Thai)", Lines(), (), 40),
    Column("strategy_summary_en", "กลยุทธ์โดยสรุป (อังกฤษ)", "Strategy", Lines(), (), 40),
    Column("risks", "ความเสี่ยง", "Risks", Lines(), (), 30),
)
