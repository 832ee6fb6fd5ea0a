"""A season's offer: eight weeks, from the plan with the branches to the count of redemptions."""

from __future__ import annotations

from decimal import Decimal

from planner.accounts.models import Kind
from planner.campaigns.words import Attribution, FieldOfWork, ReturnType
from planner.events.words import EventType, Visibility
from planner.objectives.words import Effect, Pillar
from planner.plans.pattern import Basics, Pattern
from planner.plans.shipped.writing import MONDAY, Shipped, baht, checks, event, goal, message, steps, weekly

_BASICS = Basics(
    title_th="โปรโมชันต้อนรับเทศกาล",
    title_en="Seasonal promotion",
    field_of_work=FieldOfWork.SALES_PROMOTION,
    situation_th="ช่วงเทศกาลลูกค้าซื้อเป็นของขวัญและเดินทางกลับบ้าน สาขาต่างจังหวัดขายดีกว่าปกติแต่ของขาดบ่อย",
    situation_en="In the season customers buy gifts and travel home. Branches upcountry sell more than usual, and run "
    "out.",
    purpose_th="ให้ลูกค้าได้ของขวัญที่คุ้มและหาซื้อได้จริงทุกสาขา ตลอดช่วงเทศกาล",
    purpose_en="Give customers good gifts that are truly on the shelf in every branch all season.",
    benefit_to_public_th="ราคาชัดเจน ไม่ต้องซื้อขั้นต่ำ และเปลี่ยนคืนได้หลังเทศกาล",
    benefit_to_public_en="A clear price, no minimum purchase, and returns after the holidays.",
    benefit_to_organisation_th="ยอดขายช่วงเทศกาลเพิ่มขึ้น และฐานสมาชิกที่ยินยอมรับข่าวสาร",
    benefit_to_organisation_en="More sales in the season, and more members who agreed to hear from us.",
    strategy_summary_th="ข้อเสนอเดียวเข้าใจง่าย ใช้ได้ทุกช่องทาง พนักงานหน้าร้านตอบได้เหมือนกันทุกสาขา",
    strategy_summary_en="One simple offer, good in every channel, explained alike at every counter.",
    risks="ของหมดก่อนจบ: เติมของทุกสามวันและประกาศล่วงหน้า\nรหัสรั่ว: จำกัดหนึ่งสิทธิ์ต่อสมาชิก\n"
    "ช่วงไว้อาลัยหรือเหตุการณ์สำคัญ: มีฉบับเงียบพร้อมสลับ",
    sdg=(12,),
    iso26000=("consumer_issues", "fair_operating_practices"),
    tags=("เทศกาล", "โปรโมชัน"),
    offer_summary_th="ซื้อชุดของขวัญรับส่วนลด 15 เปอร์เซ็นต์ พร้อมห่อของขวัญโดยไม่คิดเงิน",
    offer_summary_en="15 percent off gift sets, wrapped free of charge.",
    terms_th="หนึ่งสิทธิ์ต่อสมาชิกต่อวัน ใช้ร่วมกับส่วนลดอื่นไม่ได้ เปลี่ยนคืนได้ภายใน 30 วัน",
    terms_en="Once a day for each member, not with other discounts; returns within 30 days.",
    segment_th="สมาชิกที่ซื้อของขวัญในเทศกาลปีก่อน และคนเดินทางผ่านสาขาต่างจังหวัด",
    segment_en="Members who bought gifts last season, and travellers at branches upcountry.",
    expected_return_type=ReturnType.SALES,
    expected_return_value=Decimal(4_000_000),
    attribution_method=Attribution.PROMO_CODE,
)

_SHEET = steps(
    ("09:00", 60, "ตรวจชั้นวาง ป้ายราคา และของขวัญ", "Shelves, price signs and gifts checked"),
    ("10:00", 15, "เปิดโปรโมชันหน้าร้าน", "The promotion opens"),
    ("10:15", 105, "กิจกรรมห่อของขวัญกับลูกค้า", "Gift wrapping with customers"),
    ("12:00", 60, "ดนตรีและของชิมจากคู่ค้าท้องถิ่น", "Music, and tastings by local partners"),
    ("13:00", 30, "จับรางวัลสำหรับสมาชิก", "Draw for members"),
)

_CHECKS = checks(
    (14, "เงื่อนไขรายการผ่านฝ่ายกฎหมาย"),
    (7, "สื่อหน้าร้านถึงทุกสาขา"),
    (3, "พนักงานหน้าร้านตอบคำถามได้"),
    (1, "รหัสส่วนลดทดสอบแล้ว"),
)

PATTERN = Pattern(
    kind=Kind.EXCHANGE,
    start_on=MONDAY,
    end=55,
    basics=_BASICS,
    messages=(
        message("ของขวัญที่ตั้งใจ ราคาที่ชัดเจน", "Gifts with care, prices that are clear"),
        message("ห่อให้โดยไม่คิดเงิน", "Wrapped for you, free of charge"),
        message(
            "หาซื้อได้จริงทุกสาขา",
            "Truly in stock in every branch",
            "เติมของทุกสามวัน ตรวจจำนวนได้ออนไลน์",
            "Restocked every three days; stock shown online",
        ),
    ),
    goals=(
        goal(
            "redemptions",
            5_000,
            48,
            "ใช้สิทธิ์ 5,000 ครั้ง",
            "5,000 redemptions",
            pillar=Pillar.VALUE,
            effect=Effect.BEHAVIOUR,
        ),
        goal(
            "return_value",
            4_000_000,
            48,
            "ยอดขายจากโปรโมชัน 4 ล้านบาท",
            "Sales of 4 million baht from the promotion",
            pillar=Pillar.VALUE,
        ),
        goal(
            "cost_per_redemption",
            60,
            55,
            "ต้นทุนต่อการใช้สิทธิ์ไม่เกิน 60 บาท",
            "At most 60 baht a redemption",
            pillar=Pillar.VALUE,
        ),
    ),
    budget=baht(
        ("ป้ายและสื่อหน้าร้าน", 140_000),
        ("วัสดุห่อของขวัญ", 90_000),
        ("โฆษณาออนไลน์", 220_000),
        ("กิจกรรมวันเปิด", 80_000),
        ("ของรางวัลสมาชิก", 60_000),
    ),
    events=(
        event(
            2,
            "10:00-12:00",
            EventType.INTERNAL_MEETING,
            "ตกลงข้อเสนอกับสาขาและคลัง",
            "The offer agreed with branches and stores",
        ),
        event(9, None, EventType.DEADLINE, "เงื่อนไขผ่านการตรวจของฝ่ายกฎหมาย", "Terms passed by legal"),
        event(16, "13:30-15:30", EventType.INTERNAL_MEETING, "อบรมพนักงานหน้าร้าน", "Training for the counters"),
        event(
            18,
            "10:00-10:30",
            EventType.PUBLICATION,
            "แจ้งสมาชิกก่อนใคร",
            "Members hear first",
            visibility=Visibility.STAKEHOLDERS,
        ),
        event(
            20,
            "09:00-13:30",
            EventType.LAUNCH,
            "วันเปิดโปรโมชัน",
            "Opening day",
            text=("ห่อของขวัญ ชิม ฟังดนตรี และลุ้นรางวัลสมาชิก", "Wrapping, tastings, music and a draw for members"),
            visibility=Visibility.PUBLIC,
            steps=_SHEET,
            checks=_CHECKS,
        ),
        event(
            (20, 47),
            None,
            EventType.PROMOTION_PERIOD,
            "ช่วงโปรโมชัน",
            "The promotion runs",
            text=(
                "ชุดของขวัญลด 15 เปอร์เซ็นต์ ห่อให้โดยไม่คิดเงิน",
                "15 percent off gift sets, wrapped free of charge",
            ),
            visibility=Visibility.PUBLIC,
        ),
        event(
            22,
            "16:00-16:30",
            EventType.INTERNAL_MEETING,
            "ดูยอดใช้สิทธิ์และเติมของ",
            "Redemptions and restocking",
            repeats=weekly("FREQ=WEEKLY;BYDAY=MO,TH", 46),
        ),
        event(
            54,
            "14:00-15:30",
            EventType.INTERNAL_MEETING,
            "สรุปผลและขอบคุณสาขา",
            "Results, and thanks to the branches",
        ),
    ),
)

SHIPPED = Shipped(
    key="seasonal-promotion",
    name_th="โปรโมชันตามเทศกาล",
    name_en="Seasonal promotion",
    about_th="แปดสัปดาห์: ตกลงข้อเสนอ อบรมหน้าร้าน วันเปิด และสี่สัปดาห์ของโปรโมชัน",
    about_en="Eight weeks: the offer agreed, counters trained, an opening day and four weeks of sale.",
    pattern=PATTERN,
)
