"""A product comes to market: ten weeks, with an embargo that holds until the stage lights."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

from planner.accounts.models import Kind
from planner.campaigns.words import Attribution, FieldOfWork, ReturnType
from planner.events.words import EventType, Visibility
from planner.objectives.words import Effect, Pillar
from planner.plans.pattern import Basics, Moment, Pattern
from planner.plans.shipped.writing import MONDAY, Shipped, baht, checks, event, goal, message, steps, weekly

_LAUNCH = 38
_BASICS = Basics(
    title_th="เปิดตัวผลิตภัณฑ์ใหม่",
    title_en="Launch of a new product",
    field_of_work=FieldOfWork.PRODUCT_PUBLICITY,
    situation_th="ผลิตภัณฑ์พร้อมวางจำหน่าย ลูกค้าเดิมรอรุ่นใหม่ และคู่แข่งเพิ่งลดราคา",
    situation_en="The product is ready, customers wait for it, and a competitor has just cut prices.",
    purpose_th="ให้ลูกค้าเป้าหมายรู้จัก ลอง และสั่งซื้อผลิตภัณฑ์ใหม่ภายในเดือนแรก",
    purpose_en="Let the customers we have in mind know, try and order the new product within its first month.",
    benefit_to_public_th="มีทางเลือกที่ซ่อมง่าย ใช้ไฟน้อยลง และบอกราคาครบถ้วนตั้งแต่วันแรก",
    benefit_to_public_en="A choice that is easier to repair, uses less power, and whose full price is known from "
    "the first day.",
    benefit_to_organisation_th="ยอดสั่งซื้อเดือนแรกตามเป้า และการยอมรับจากสื่อสายผลิตภัณฑ์",
    benefit_to_organisation_en="Orders on target in the first month, and recognition by the trade press.",
    strategy_summary_th="ให้สื่อได้ลองก่อนภายใต้ข้อตกลงห้ามเผยแพร่ เปิดตัวพร้อมขายจริง และตอบทุกคำถามภายในวันเดียว",
    strategy_summary_en="The press tries it first under embargo, it is on sale the moment it is shown, and "
    "every question is answered within the day.",
    risks="ข่าวรั่วก่อนวันเปิดตัว: มีแถลงการณ์พร้อมใช้\nสินค้าไม่พอ: เปิดจองพร้อมวันส่งที่แน่นอน\n"
    "ข้อบกพร่องในรุ่นสาธิต: มีเครื่องสำรองสามเครื่อง",
    sdg=(12,),
    iso26000=("consumer_issues",),
    tags=("เปิดตัว",),
    offer_summary_th="ราคาแนะนำสี่สัปดาห์แรก พร้อมรับประกันสองปี",
    offer_summary_en="An introductory price for four weeks, with a two-year warranty.",
    terms_th="หนึ่งสิทธิ์ต่อหนึ่งคำสั่งซื้อ ใช้รหัสก่อนชำระเงิน เปลี่ยนคืนได้ใน 14 วัน",
    terms_en="One per order, with the code before payment; returns within 14 days.",
    segment_th="ครอบครัวเมืองที่ใช้รุ่นก่อนมาแล้วสามปีขึ้นไป",
    segment_en="Urban families who have used the earlier model for three years or more.",
    expected_return_type=ReturnType.SALES,
    expected_return_value=Decimal(6_000_000),
    attribution_method=Attribution.PROMO_CODE,
)

_SHEET = steps(
    ("12:30", 60, "สื่อลงทะเบียน รับเอกสารและเครื่องทดลอง", "Press registration, kits and samples"),
    ("13:30", 5, "วีดิทัศน์เปิดงาน", "Opening film"),
    ("13:35", 20, "ผู้บริหารกล่าวถึงที่มา", "Why we made it"),
    ("13:55", 25, "สาธิตการใช้งานจริงบนเวที", "Live demonstration"),
    ("14:20", 10, "ประกาศราคาและเริ่มจำหน่าย", "Price announced, sale opens"),
    ("14:30", 30, "ถามตอบกับสื่อ", "Questions from the press"),
    ("15:00", 60, "ทดลองใช้และสัมภาษณ์เดี่ยว", "Hands on, and single interviews"),
)

_CHECKS = checks(
    (14, "ยืนยันผู้กล่าวและซ้อมบท"),
    (7, "ตัวอย่างสินค้าสำหรับสื่อ"),
    (3, "ข่าวแจกที่ฝ่ายกฎหมายตรวจแล้ว"),
    (1, "ทดสอบเวที จอ และการถ่ายทอดสด"),
    (0, "เวลาพ้นห้ามเผยแพร่ แจ้งทีมสื่อสังคม"),
)

PATTERN = Pattern(
    kind=Kind.EXCHANGE,
    start_on=MONDAY,
    end=69,
    basics=_BASICS,
    embargo=Moment(day=_LAUNCH - 1, at=time(14)),
    messages=(
        message(
            "ซ่อมได้ ใช้ได้นาน", "Made to be repaired, made to last", "อะไหล่มีขายสิบปี", "Spare parts for ten years"
        ),
        message("ราคาบอกครบตั้งแต่วันแรก", "The whole price, from the first day"),
        message(
            "ใช้ไฟน้อยลงหนึ่งในสี่",
            "A quarter less power",
            "ผลทดสอบจากห้องปฏิบัติการภายนอก",
            "Tested by an outside laboratory",
        ),
    ),
    goals=(
        goal(
            "coverage_count",
            40,
            52,
            "มีข่าวและรีวิว 40 ชิ้นภายในสองสัปดาห์",
            "40 reports and reviews in two weeks",
            pillar=Pillar.REPUTATION,
            effect=Effect.AWARENESS,
        ),
        goal(
            "redemptions",
            1_500,
            70,
            "ใช้รหัสเปิดตัว 1,500 ครั้ง",
            "The launch code is used 1,500 times",
            pillar=Pillar.VALUE,
            effect=Effect.BEHAVIOUR,
        ),
        goal(
            "return_value",
            6_000_000,
            70,
            "ยอดขายจากแผนงาน 6 ล้านบาท",
            "Sales of 6 million baht from the campaign",
            pillar=Pillar.VALUE,
        ),
    ),
    budget=baht(
        ("สถานที่ เวที แสง เสียง", 350_000),
        ("เครื่องสาธิตและเครื่องทดลองสำหรับสื่อ", 240_000),
        ("วีดิทัศน์และภาพผลิตภัณฑ์", 180_000),
        ("โฆษณาเดือนแรก", 500_000),
        ("อาหารและของที่ระลึก", 90_000),
    ),
    events=(
        event(
            1,
            "10:00-11:00",
            EventType.INTERNAL_MEETING,
            "ประชุมทีมเปิดตัวประจำสัปดาห์",
            "Weekly launch meeting",
            repeats=weekly("FREQ=WEEKLY;BYDAY=MO", 64),
        ),
        event(12, None, EventType.DEADLINE, "ภาพและข้อความผลิตภัณฑ์อนุมัติแล้ว", "Pictures and texts signed off"),
        event(
            24,
            "14:00-16:00",
            EventType.MEDIA_BRIEFING,
            "ให้สื่อสายผลิตภัณฑ์ลองก่อน (ห้ามเผยแพร่)",
            "Trade press tries it first (under embargo)",
            visibility=Visibility.INVITED,
            answers_by=19,
            embargo=Moment(day=_LAUNCH - 1, at=time(14)),
            is_media_invited=True,
            capacity=25,
        ),
        event(37, "09:00-18:00", EventType.INTERNAL_MEETING, "ติดตั้งและซ้อมใหญ่", "Set-up and full rehearsal"),
        event(
            _LAUNCH,
            "12:30-16:00",
            EventType.LAUNCH,
            "งานเปิดตัว",
            "Launch",
            text=("พบผลิตภัณฑ์ใหม่ ทดลองใช้ และสั่งซื้อได้ในงาน", "See it, try it and order it on the spot"),
            visibility=Visibility.PUBLIC,
            answers_by=31,
            steps=_SHEET,
            checks=_CHECKS,
            is_media_invited=True,
            capacity=180,
        ),
        event(
            (_LAUNCH, 65),
            None,
            EventType.PROMOTION_PERIOD,
            "ราคาแนะนำสี่สัปดาห์",
            "Introductory price for four weeks",
            text=("ราคาแนะนำพร้อมรับประกันสองปี", "Introductory price with a two-year warranty"),
            visibility=Visibility.PUBLIC,
        ),
        event(
            44,
            "20:00-21:00",
            EventType.ONLINE_CHAT,
            "ถ่ายทอดสด: ตอบทุกคำถาม",
            "Live: every question answered",
            visibility=Visibility.PUBLIC,
        ),
        event(68, "13:30-15:00", EventType.INTERNAL_MEETING, "สรุปผลเดือนแรก", "The first month, summed up"),
    ),
)

SHIPPED = Shipped(
    key="product-launch",
    name_th="เปิดตัวผลิตภัณฑ์",
    name_en="Product launch",
    about_th="สิบสัปดาห์: สื่อลองก่อนภายใต้ข้อตกลงห้ามเผยแพร่ งานเปิดตัว และราคาแนะนำสี่สัปดาห์",
    about_en="Ten weeks: a preview under embargo, the launch, and four weeks at an introductory price.",
    pattern=PATTERN,
)
