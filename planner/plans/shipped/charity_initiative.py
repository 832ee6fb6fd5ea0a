"""Giving that begins with asking: twelve weeks, from the list of needs to the visit afterwards."""

from __future__ import annotations

from planner.accounts.models import Kind
from planner.campaigns.words import FieldOfWork, NeedSource
from planner.events.words import EventType, Visibility
from planner.objectives.words import Effect, Pillar
from planner.plans.pattern import Basics, Pattern
from planner.plans.shipped.writing import MONDAY, Shipped, baht, checks, event, goal, message, steps, weekly

_BASICS = Basics(
    title_th="แบ่งปันเพื่อโรงพยาบาลชุมชน",
    title_en="Sharing with the community hospital",
    field_of_work=FieldOfWork.CSR,
    situation_th="โรงพยาบาลชุมชนรับผู้ป่วยเกินจำนวนเตียง อุปกรณ์บางอย่างใช้มานานและไม่มีงบทดแทนในปีนี้",
    situation_en="The community hospital cares for more patients than it has beds. Some equipment is old, and this "
    "year's budget cannot replace it.",
    purpose_th="จัดหาสิ่งที่โรงพยาบาลขอจริง ส่งมอบพร้อมการดูแลหลังมอบ และเปิดให้คนทั่วไปมีส่วนร่วมอย่างโปร่งใส",
    purpose_en="Provide what the hospital truly asked for, hand it over with care for its upkeep, and let the public "
    "take part with every baht accounted for.",
    benefit_to_public_th="ผู้ป่วยได้รับการรักษาใกล้บ้านด้วยอุปกรณ์ที่ใช้งานได้ และรู้ว่าเงินทุกบาทไปที่ใด",
    benefit_to_public_en="Patients are treated near home with equipment that works, and everybody sees where the money "
    "went.",
    seeks_no_benefit=True,
    strategy_summary_th="ให้โรงพยาบาลเป็นผู้เลือก พนักงานร่วมลงแรง เปิดเผยยอดรับจ่ายทุกสัปดาห์ และกลับไปเยี่ยมหลังมอบ",
    strategy_summary_en="The hospital chooses, staff lend a hand, accounts are open every week, and we come back after "
    "the handover.",
    risks="ยอดบริจาคไม่ถึงเป้า: ส่งมอบตามลำดับความจำเป็น\nส่งของล่าช้า: เผื่อสองสัปดาห์ก่อนวันมอบ\n"
    "ภาพผู้ป่วย: ไม่ถ่ายโดยไม่มีความยินยอม",
    sdg=(3, 10),
    iso26000=("community_involvement_development", "human_rights"),
    tags=("บริจาค", "สุขภาพ"),
    need_statement_th="โรงพยาบาลส่งรายการความต้องการพร้อมลำดับความจำเป็นและเหตุผลทางการแพทย์",
    need_statement_en="The hospital sent a list of needs, in order of urgency, with medical reasons.",
    need_source=NeedSource.STATED_BY_STAKEHOLDER,
    beneficiaries_planned=12_000,
    exit_plan_th="มอบพร้อมคู่มือ สัญญาบำรุงรักษาหนึ่งปี และผู้ประสานงานของโรงพยาบาลที่ผ่านการอบรม",
    exit_plan_en="Handed over with manuals, a year of maintenance, and trained people at the hospital.",
)

_SHEET = steps(
    ("08:30", 30, "ต้อนรับและลงทะเบียน", "Welcome and registration"),
    ("09:00", 15, "ผู้อำนวยการโรงพยาบาลกล่าวถึงความต้องการ", "The director speaks of the need"),
    ("09:15", 30, "ส่งมอบอุปกรณ์และลงนามรับมอบ", "Handover, signed for"),
    ("09:45", 45, "สาธิตการใช้งานโดยบุคลากร", "Staff show how it is used"),
    ("10:30", 30, "รายงานยอดรับจ่ายต่อผู้ร่วมบริจาค", "Accounts for those who gave"),
    ("11:00", 60, "พบปะและอาหารกลางวัน", "Talk and lunch"),
)

_CHECKS = checks(
    (10, "หนังสือแจ้งผู้รับและยืนยันรายการของ"),
    (5, "ตรวจนับของและรถขนส่ง"),
    (2, "ใบยินยอมถ่ายภาพของผู้รับหรือผู้ปกครอง"),
    (1, "ใบรับของสองชุดสำหรับลงนาม"),
    (0, "น้ำดื่มและที่นั่งในร่มสำหรับผู้สูงอายุ"),
)

PATTERN = Pattern(
    kind=Kind.COMMUNAL,
    start_on=MONDAY,
    end=83,
    basics=_BASICS,
    messages=(
        message(
            "ให้ในสิ่งที่โรงพยาบาลขอ",
            "We give what the hospital asked for",
            "รายการทั้งหมดมาจากโรงพยาบาลและเรียงตามความจำเป็น",
            "The whole list is the hospital's own, by urgency",
        ),
        message(
            "ทุกบาทเปิดเผย",
            "Every baht in the open",
            "ยอดรับจ่ายประกาศทุกวันศุกร์",
            "Accounts are published every Friday",
        ),
        message(
            "ให้แล้วไม่ทิ้งกัน",
            "We come back after giving",
            "มีการบำรุงรักษาหนึ่งปี",
            "A year of maintenance is included",
        ),
    ),
    goals=(
        goal(
            "contribution_value",
            1_500_000,
            56,
            "รวบรวมของและเงินบริจาคมูลค่า 1.5 ล้านบาท",
            "Gather gifts worth 1.5 million baht",
            pillar=Pillar.VALUE,
        ),
        goal(
            "hours_volunteered",
            600,
            75,
            "พนักงานอาสา 600 ชั่วโมง",
            "Staff volunteer 600 hours",
            pillar=Pillar.VALUE,
        ),
        goal(
            "promises_kept_rate",
            100,
            84,
            "ทำตามที่สัญญาไว้กับโรงพยาบาลครบทุกข้อ",
            "Every promise to the hospital is kept",
            pillar=Pillar.RELATIONSHIP,
            effect=Effect.CONDITION_CHANGED,
        ),
    ),
    budget=baht(
        ("อุปกรณ์การแพทย์สมทบ", 900_000),
        ("บำรุงรักษาหนึ่งปี", 120_000),
        ("ขนส่งและติดตั้ง", 60_000),
        ("พิธีส่งมอบ", 45_000),
        ("สื่อและการรายงานยอด", 30_000),
    ),
    events=(
        event(
            2,
            "10:00-12:00",
            EventType.SITE_VISIT,
            "ฟังความต้องการที่โรงพยาบาล",
            "Hearing the needs at the hospital",
        ),
        event(11, None, EventType.MILESTONE, "ลงนามรายการที่ตกลงร่วมกัน", "List agreed and signed"),
        event(
            16,
            "10:00-11:00",
            EventType.PRESS_CONFERENCE,
            "เปิดรับบริจาค",
            "The appeal opens",
            text=(
                "บอกรายการที่ขอ วิธีร่วม และวิธีตรวจสอบยอด",
                "What is asked for, how to join, how to follow the accounts",
            ),
            visibility=Visibility.PUBLIC,
            answers_by=12,
            is_media_invited=True,
        ),
        event(
            19,
            "16:00-16:30",
            EventType.PUBLICATION,
            "ประกาศยอดรับจ่ายประจำสัปดาห์",
            "Weekly accounts published",
            visibility=Visibility.PUBLIC,
            repeats=weekly("FREQ=WEEKLY;BYDAY=FR", 54),
        ),
        event(
            34,
            "08:30-16:00",
            EventType.VOLUNTEER_DAY,
            "วันอาสา: ปรับปรุงพื้นที่รอตรวจ",
            "Volunteer day: the waiting area made new",
            visibility=Visibility.STAKEHOLDERS,
            answers_by=26,
            capacity=80,
        ),
        event(54, None, EventType.DEADLINE, "ปิดรับบริจาคและตรวจยอด", "The appeal closes, accounts are audited"),
        event(
            67,
            "08:30-12:00",
            EventType.DONATION_HANDOVER,
            "พิธีส่งมอบ",
            "Handover",
            text=("ส่งมอบอุปกรณ์และรายงานยอดรับจ่าย", "Equipment is handed over and accounts are given"),
            venue=("โรงพยาบาลชุมชน", "Community hospital"),
            visibility=Visibility.PUBLIC,
            answers_by=59,
            steps=_SHEET,
            checks=_CHECKS,
            is_media_invited=True,
        ),
        event(
            82,
            "13:30-15:30",
            EventType.SITE_VISIT,
            "กลับไปเยี่ยมและเก็บบทเรียน",
            "Return visit, and what was learned",
        ),
    ),
)

SHIPPED = Shipped(
    key="charity-initiative",
    name_th="โครงการเพื่อการกุศล",
    name_en="Charity initiative",
    about_th="ฟังความต้องการ เปิดรับบริจาคอย่างโปร่งใส ส่งมอบ แล้วกลับไปเยี่ยม สิบสองสัปดาห์",
    about_en="Hear the needs, appeal in the open, hand over, come back: twelve weeks.",
    pattern=PATTERN,
)
