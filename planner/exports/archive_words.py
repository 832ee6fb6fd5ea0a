"""What the archive of everything says of its tables and columns, in both languages; and what it leaves out, and why.

A table stands either among those that are told or among those left out: a new one that stands in neither stops the
archive, so nothing is forgotten and nothing slips out by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Said:
    """The same in both languages."""

    en: str
    th: str


TABLES: Final[dict[str, Said]] = {
    "user": Said("People who sign in", "ผู้ใช้งานระบบ"),
    "team": Said("Teams", "ทีม"),
    "membership": Said("Who belongs to which team, and as what", "สมาชิกของทีมและบทบาท"),
    "absence": Said("Days on which somebody is away", "วันที่ผู้ใช้งานไม่อยู่"),
    "stakeholder": Said("People, organisations and publics", "ผู้มีส่วนได้เสีย: บุคคล องค์กร และกลุ่ม"),
    "affiliation": Said("Which person belongs to which organisation", "บุคคลสังกัดองค์กรใด"),
    "consent": Said(
        "What somebody consented to or refused; the newest line of a purpose holds",
        "ความยินยอมรายวัตถุประสงค์ บรรทัดล่าสุดมีผล",
    ),
    "campaign": Said("Campaigns of both kinds", "แผนงานทั้งสองรูปแบบ"),
    "participation": Said("Who takes part in which campaign", "ผู้มีส่วนร่วมในแผนงาน"),
    "key_message": Said("What a campaign says", "ข้อความหลักของแผนงาน"),
    "budget_line": Said(
        "What a campaign costs; amounts in minor units (satang, cents)",
        "งบประมาณของแผนงาน หน่วยย่อยของสกุลเงิน (สตางค์ เซนต์)",
    ),
    "budget_entry": Said(
        "What of the budget was committed and spent, by document; amounts in minor units (satang, cents)",
        "รายการผูกพันและจ่ายจริงตามเอกสาร จำนวนเงินเป็นหน่วยย่อยของสกุลเงิน (สตางค์ เซนต์)",
    ),
    "named_link": Said("Named addresses on campaigns and events", "ลิงก์ที่ตั้งชื่อไว้ในแผนงานและกิจกรรม"),
    "own_metric": Said("Metrics that a campaign added", "ตัวชี้วัดที่แผนงานเพิ่มเอง"),
    "objective": Said("What success is", "วัตถุประสงค์"),
    "measurement": Said("What was measured", "ผลการวัด"),
    "contribution": Said(
        "What communal campaigns gave; values in minor units (satang, cents)",
        "สิ่งที่แผนงานเพื่อสังคมมอบให้ มูลค่าเป็นหน่วยย่อยของสกุลเงิน (สตางค์ เซนต์)",
    ),
    "evidence": Said("Files that prove contributions", "ไฟล์หลักฐานการให้"),
    "need": Said("Needs that were stated, and what became of them", "ความต้องการที่แจ้งไว้ และผลที่ตามมา"),
    "promotion": Said("Promotions of exchange campaigns", "โปรโมชันของแผนงานแบบแลกเปลี่ยน"),
    "promotion_code": Said("Codes of batches", "โค้ดที่ออกเป็นชุด"),
    "till": Said("Shops that enter redemptions themselves", "จุดขายที่บันทึกการใช้สิทธิ์เอง"),
    "redemption": Said(
        "What was redeemed; values in minor units (satang, cents)",
        "การใช้สิทธิ์ มูลค่าเป็นหน่วยย่อยของสกุลเงิน (สตางค์ เซนต์)",
    ),
    "redemption_tally": Said(
        "Redemptions counted by day, channel and place", "ยอดใช้สิทธิ์รายวัน ตามช่องทางและสถานที่"
    ),
    "code_use": Said("How often each code was redeemed", "จำนวนครั้งที่ใช้แต่ละโค้ด"),
    "event": Said("Events and series of events", "กิจกรรมและกิจกรรมซ้ำ"),
    "event_override": Said("Occurrences that differ from their series", "ครั้งที่ต่างจากปกติ"),
    "excluded_date": Said("Days on which a series does not happen", "วันที่กิจกรรมซ้ำไม่จัด"),
    "attachment": Said("Who is attached to which event", "ผู้เกี่ยวข้องกับกิจกรรม"),
    "clash_acknowledgement": Said("Clashes that somebody accepts, and why", "ความขัดข้องที่รับทราบแล้ว และเหตุผล"),
    "run_sheet_item": Said("Steps of an event's day", "กำหนดการปฏิบัติงานของกิจกรรม"),
    "checklist_item": Said("Lines of the checklists of events", "รายการตรวจความพร้อมของกิจกรรม"),
    "foreign_event": Said(
        "Which events were taken in from which foreign ones", "กิจกรรมใดนำเข้ามาจากกิจกรรมภายนอกใด"
    ),
    "plan_snapshot": Said(
        "Plans as they were decided about; the content is JSON", "แผนตามที่ส่งพิจารณา เนื้อหาเป็น JSON"
    ),
    "decision": Said("Decisions about plans", "ผลการพิจารณาแผน"),
    "guard_answer": Said(
        "Words that the mixed-message guard asked about, and why they stand",
        "ถ้อยคำที่การตรวจสารปะปนทักท้วง และเหตุผลที่คงไว้",
    ),
    "campaign_template": Said(
        "Patterns of campaigns that teams keep; the content is JSON", "แม่แบบแผนงานของทีม เนื้อหาเป็น JSON"
    ),
    "plan_comment": Said("What colleagues said about plans", "ความเห็นของเพื่อนร่วมงานต่อแผน"),
    "feed": Said("Calendar subscriptions, without their secrets", "การสมัครรับปฏิทิน ไม่รวมรหัสลับ"),
    "holiday": Said("Holidays", "วันหยุด"),
    "holiday_year": Said("Years of holidays: taken over, confirmed", "ปีของวันหยุด: นำเข้าและยืนยัน"),
    "holiday_country": Said("Further countries whose holidays are shown", "ประเทศอื่นที่แสดงวันหยุด"),
    "marked_days": Said("Days that a team or everybody marked", "วันที่ทีมหรือองค์กรทำเครื่องหมายไว้"),
    "activity_entry": Said("The log: who did what, when", "ประวัติ: ใครทำอะไร เมื่อไร"),
    "activity_about": Said("Which records an entry of the log is about", "ประวัติแต่ละรายการเกี่ยวกับระเบียนใด"),
}

_MACHINERY = Said(
    "Machinery: nothing of the organisation's stands there alone",
    "ส่วนการทำงานของระบบ ไม่มีข้อมูลขององค์กรที่ไม่มีอยู่ที่อื่น",
)
_KEYS = Said("Digests of keys that let somebody in", "ค่าย่อของกุญแจเข้าระบบ")
_MADE_ANEW = Said("Made anew from the other tables", "สร้างใหม่ได้จากตารางอื่น")

LEFT_OUT: Final[dict[str, Said]] = {
    "user_session": _KEYS,
    "one_time_link": _KEYS,
    "submission": _KEYS,
    "sign_in_attempt": Said(
        "Failed tries to sign in, for security alone", "การเข้าระบบที่ไม่สำเร็จ ใช้เพื่อความปลอดภัยเท่านั้น"
    ),
    "kept_row": Said("Rows kept so that an act can be undone", "ข้อมูลที่เก็บไว้เพื่อเลิกทำ"),
    "carried": _MADE_ANEW,
    "carried_day": _MADE_ANEW,
    "prepared_body": _MADE_ANEW,
    "prepared_event": _MADE_ANEW,
    "prepared_feed": _MADE_ANEW,
    "job": _MACHINERY,
    "worker_seen": _MACHINERY,
    "list_import": _MACHINERY,
    "calendar_import": _MACHINERY,
    "calendar_layer": Said(
        "Addresses of other people's calendars; whoever has one may read the calendar",
        "ที่อยู่ของปฏิทินผู้อื่น ผู้ที่มีที่อยู่อ่านปฏิทินนั้นได้",
    ),
    "layer_event": _MADE_ANEW,
    "saved_view": Said(
        "What people set their calendar to, most of it for their own eyes",
        "มุมมองปฏิทินที่แต่ละคนบันทึกไว้ ส่วนใหญ่เป็นเรื่องส่วนตัว",
    ),
    "heading_meaning": _MACHINERY,
}

SECRET: Final[frozenset[tuple[str, str]]] = frozenset(
    {
        ("user", "password_hash"),
        ("feed", "secret_version"),
        ("prepared_feed", "secret_version"),
        ("user_session", "token_digest"),
        ("one_time_link", "token_digest"),
        ("submission", "token_digest"),
        ("job", "claim"),
    }
)
"""Columns that let somebody in, or help to."""

DERIVED: Final[frozenset[str]] = frozenset(
    {"sort_key", "search_text", "is_long", "spans_from", "spans_until"}
)
"""Columns that are made anew from others."""

COLUMNS: Final[dict[str, Said]] = {
    "id": Said("Number of the record", "เลขระเบียน"),
    "version": Said("How often it was changed", "จำนวนครั้งที่แก้ไข"),
    "created_at": Said("Made at", "สร้างเมื่อ"),
    "updated_at": Said("Last changed at", "แก้ไขล่าสุดเมื่อ"),
    "created_by": Said("Made by", "สร้างโดย"),
    "updated_by": Said("Last changed by", "แก้ไขล่าสุดโดย"),
    "act": Said("First entry of the same act", "รายการแรกของการกระทำเดียวกัน"),
    "actor": Said("Who acted; empty: the command line", "ผู้กระทำ ว่าง: บรรทัดคำสั่ง"),
    "archived_at": Said("Archived at", "เก็บเข้าคลังเมื่อ"),
    "at": Said("When", "เมื่อ"),
    "changes": Said("What changed: field, before, after", "สิ่งที่เปลี่ยน: ช่อง ก่อน หลัง"),
    "comment": Said("Comment", "ความเห็น"),
    "confirmed_at": Said("Confirmed at", "ยืนยันเมื่อ"),
    "confirmed_by": Said("Confirmed by", "ยืนยันโดย"),
    "content": Said("The plan as it was", "แผนในขณะนั้น"),
    "continues": Said("Series that it continues", "กิจกรรมซ้ำที่ต่อมาจาก"),
    "country": Said("Country (ISO 3166)", "ประเทศ (ISO 3166)"),
    "decided_at": Said("Decided at", "พิจารณาเมื่อ"),
    "decided_by": Said("Decided by", "พิจารณาโดย"),
    "decision": Said("Decision", "ผลการพิจารณา"),
    "digest": Said("Checksum of the content", "ค่าตรวจสอบของเนื้อหา"),
    "edited_at": Said("Edited at", "แก้ไขเมื่อ"),
    "entries": Said("How many entries", "จำนวนรายการ"),
    "entry": Said("Entry of the log", "รายการประวัติ"),
    "event": Said("Event", "กิจกรรม"),
    "feed": Said("Calendar subscription", "การสมัครรับปฏิทิน"),
    "field": Said("Which field", "ช่องใด"),
    "import": Said("Calendar it was taken in with", "ปฏิทินที่นำเข้ามาด้วย"),
    "is_gone_at_once": Said("Withdrawn links answer nothing at once", "ลิงก์ที่ถอนแล้วปิดทันที"),
    "is_own_plan": Said("Decided about a plan of their own", "พิจารณาแผนของตนเอง"),
    "is_outward": Said("May be told outside", "เปิดเผยภายนอกได้"),
    "is_struck_off": Said("Struck off", "ตัดออกแล้ว"),
    "last_fetched_at": Said("Last fetched at", "ดึงล่าสุดเมื่อ"),
    "last_fetched_by": Said("Last fetched by the program", "โปรแกรมที่ดึงล่าสุด"),
    "number": Said("Number", "เลขที่"),
    "occurs_on": Said("Which occurrence of the series", "ครั้งใดของกิจกรรมซ้ำ"),
    "other_id": Said("Number of the other event", "เลขกิจกรรมอีกฝ่าย"),
    "reason": Said("Reason", "เหตุผล"),
    "rule": Said("Which rule", "กฎใด"),
    "signature": Said("What tells the clash from others", "รหัสจำแนกความขัดข้อง"),
    "link_version": Said("Version of its link", "รุ่นของลิงก์"),
    "made_at": Said("Made at", "สร้างเมื่อ"),
    "made_by": Said("Made by", "สร้างโดย"),
    "objective": Said("Objective", "วัตถุประสงค์"),
    "occurrence": Said("Which occurrence of it", "ครั้งใดของกิจกรรมนั้น"),
    "on": Said("Day", "วันที่"),
    "pattern": Said("What a campaign of it consists of", "องค์ประกอบของแผนงานตามแม่แบบ"),
    "person": Said("Person", "บุคคล"),
    "printed_at": Said("Last change that calendars show", "การแก้ไขล่าสุดที่ปฏิทินแสดง"),
    "record": Said("Number of the record", "เลขระเบียน"),
    "record_type": Said("Table of the record", "ตารางของระเบียน"),
    "renewed_at": Said("Link renewed at", "ต่ออายุลิงก์เมื่อ"),
    "said_at": Said("Said at", "แจ้งเมื่อ"),
    "said_name": Said("The package's name of it", "ชื่อตามชุดข้อมูล"),
    "said_on": Said("The package's day of it", "วันที่ตามชุดข้อมูล"),
    "sequence": Said("Number of its version in calendars", "ลำดับรุ่นในปฏิทิน"),
    "snapshot": Said("Plan that it is about", "แผนที่เกี่ยวข้อง"),
    "subject": Said("Number of the record acted on", "เลขระเบียนที่ถูกกระทำ"),
    "subject_type": Said("Table of the record acted on", "ตารางของระเบียนที่ถูกกระทำ"),
    "submitted_by": Said("Sent by", "ส่งโดย"),
    "taken_at": Said("Taken at", "บันทึกเมื่อ"),
    "taken_digest": Said("Checksum of what was taken", "ค่าตรวจสอบของสิ่งที่นำเข้า"),
    "taken_over_at": Said("Taken over at", "นำเข้าเมื่อ"),
    "text_version": Said("Version of the text that was shown", "รุ่นของข้อความที่แสดง"),
    "uid": Said("Its name in calendars (UID)", "รหัสในปฏิทิน (UID)"),
    "undoes": Said("Entry that it undoes", "รายการที่เลิกทำ"),
    "user": Said("Person who signs in", "ผู้ใช้งาน"),
    "values": Said("What its sentence says", "ค่าที่ใช้ในประโยค"),
    "used_at": Said("Last used at", "ใช้ล่าสุดเมื่อ"),
    "valued": Said("How many of them say a value", "จำนวนรายการที่ระบุมูลค่า"),
    "verb": Said("Deed", "การกระทำ"),
    "words": Said("Words as they stand there", "ถ้อยคำตามที่ปรากฏ"),
    "withdrawn_at": Said("Withdrawn at", "ถอนเมื่อ"),
    "written_at": Said("Written at", "เขียนเมื่อ"),
    "written_by": Said("Written by", "เขียนโดย"),
    "year": Said("Year (common era)", "ปี ค.ศ."),
}
"""By key, or by the key of a reference without its `_id`; what histories name already stands there."""
