"""Returnable glass: an exchange campaign in full, its return plainly said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.briefs.inside import (
    Budget,
    Cover,
    InternalBrief,
    KeyMessage,
    Offer,
    Participant,
    Person,
    PlannedEvent,
    Promotion,
    Tactic,
    Target,
)
from planner.briefs.shapes import DayOff, PublicContact, When
from planner.i18n import Language
from tests.briefs.school import communal
from tests.briefs.telling import (
    BANGKOK,
    MADE_ON,
    Teller,
    at,
    line,
    reader,
    totals,
)


def exchange(language: Language = Language.EN) -> InternalBrief:
    """A launch with a return expected, plainly said."""
    say = Teller(language)
    lines = (
        line(say("บูทและการจัดงาน", "Stands and staging"), 900_000, 640_000, 0),
        line(say("สื่อดิจิทัล", "Digital media"), 1_200_000, 300_000, 0),
        line(say("ส่วนลดที่ให้ลูกค้า", "Discounts given"), 750_000, 0, 0),
    )
    base = communal(language)
    return InternalBrief(
        reader=reader(language),
        made_on=MADE_ON,
        organisation=base.organisation,
        title=say("น้ำแร่ขวดแก้วคืนได้: ลองก่อน แล้วค่อยสมัคร", "Returnable glass: try it, then subscribe"),
        other_title=Teller(Language.EN if language == Language.TH else Language.TH)(
            "น้ำแร่ขวดแก้วคืนได้: ลองก่อน แล้วค่อยสมัคร", "Returnable glass: try it, then subscribe"
        ),
        starts_on=date(2027, 2, 1),
        ends_on=date(2027, 5, 31),
        cover=Cover(
            code="EXC-2027-003",
            kind="Exchange",
            is_communal=False,
            status="Draft",
            confidentiality="Team",
            team=say("ทีมประชาสัมพันธ์การตลาด", "Marketing PR team"),
            owner=Person(
                say("กิตติ พูนผล", "Kitti Poonphol"),
                say("หัวหน้าประชาสัมพันธ์การตลาด", "Head of marketing PR"),
                e_mail="kitti@chaophraya.example",
            ),
            approver=None,
            field_of_work="Product publicity",
        ),
        purpose=say(
            None,
            "Four thousand households try the returnable glass bottle for a month, and one in four subscribes.",
        ),
        benefit_to_public=say(
            "น้ำแร่ราคาเดิม ไม่มีขวดพลาสติกเหลือทิ้ง มีคนมารับขวดถึงบ้าน",
            "The same water at the same price, no plastic left over, and bottles collected at the door.",
        ),
        benefit_to_organisation=say(
            "สมาชิกรายเดือนหนึ่งพันราย และข้อมูลความชอบที่ลูกค้ายินยอมให้",
            "A thousand monthly subscribers, and preferences given with consent.",
        ),
        situation=say(
            "ห้างในกรุงเทพเลิกขายขวดพลาสติกเล็กตั้งแต่มกราคม คู่แข่งสองรายเริ่มส่งน้ำถึงบ้านแล้ว",
            "Stores in Bangkok stop selling small plastic bottles in January, and two competitors already deliver.",
        ),
        strategy=say(
            "ให้ลองจริงที่บ้านหนึ่งเดือน แล้วถามอย่างตรงไปตรงมาว่าจะสมัครหรือไม่",
            "Let people try it at home for a month, then ask plainly whether they want to subscribe.",
        ),
        offer=Offer(
            say(
                "ลองฟรีหนึ่งลัง 12 ขวด รับขวดคืนถึงบ้าน แล้วสมัครเดือนละ 480 บาท",
                "One free crate of twelve, collected at the door, then 480 baht a month.",
            ),
            say(
                "ครัวเรือน 2–4 คน ในคอนโดมิเนียมตามแนวรถไฟฟ้า",
                "Households of two to four in condominiums along the sky train",
            ),
            "Sign-ups",
            say("1,000 ราย", "1,000 subscribers").text,
            "Promo code",
        ),
        participants=(
            Participant(
                say("ผู้อยู่อาศัยในคอนโดตามแนวรถไฟฟ้า", "Residents of condominiums along the sky train"),
                "Customer",
                "Target public",
                "Inform",
                say("กังวลเรื่องที่เก็บลังเปล่า", "Worry about where to keep empty crates"),
                None,
                ("Positivity", "Access"),
            ),
            Participant(
                say("นิติบุคคลอาคารชุด", "Managers of the buildings"),
                "Partner",
                "Partner",
                "Collaborate",
                say("ไม่อยากให้ทางเดินมีลังกีดขวาง", "Want no crates in the corridors"),
                None,
                ("Sharing of tasks",),
            ),
        ),
        targets=(
            Target(
                say("ครัวเรือนที่ลองแล้วสมัคร", "Households that try and then subscribe"),
                "Outcome",
                say("ผู้สมัคร", "Subscribers"),
                say("ราย", "households"),
                "Reach",
                Decimal(0),
                None,
                None,
                Decimal(1000),
                date(2027, 5, 31),
                None,
                None,
                "Set",
                None,
                "Redemption log",
            ),
            Target(
                say("ผู้ลองเข้าใจว่าขวดใช้ซ้ำกี่ครั้ง", "Those who tried know how often a bottle is reused"),
                "Out-take",
                say("ตอบถูก", "Right answers"),
                say("%", "%"),
                "Increase",
                Decimal("22.5"),
                date(2026, 11, 10),
                None,
                Decimal(60),
                date(2027, 4, 30),
                None,
                None,
                "Set",
                None,
                None,
            ),
        ),
        messages=(
            KeyMessage(
                say("ขวดเดียวกลับมาได้สามสิบครั้ง", "One bottle comes back thirty times."),
                proof=say("ผลตรวจรอบการใช้โดยสถาบันบรรจุภัณฑ์", "Cycle test of the packaging institute"),
                is_public=True,
            ),
        ),
        tactics=(
            Tactic("Paid", say("โฆษณาในลิฟต์คอนโดสี่สิบอาคาร", "Posters in the lifts of forty buildings")),
            Tactic("Earned", say("พาสื่อสายไลฟ์สไตล์ชมโรงล้างขวด", "Lifestyle media visit the washing plant")),
            Tactic("Owned", say("หน้าเว็บติดตามขวดของฉัน", "A page that follows my bottle")),
        ),
        events=(
            PlannedEvent(
                say("โรดโชว์คอนโด สัปดาห์ละสองอาคาร", "Roadshow, two buildings a week"),
                When(
                    at(2, 6, 10),
                    at(2, 6, 16),
                    BANGKOK,
                    repeats=say("ทุกสัปดาห์ วันเสาร์", "Every week on Saturday").text,
                ),
                "Roadshow",
                "Confirmed",
                "Public",
                venue=say("ล็อบบี้อาคาร", "Building lobbies"),
            ),
            PlannedEvent(
                say("ช่วงใช้รหัส GLASS30", "Code GLASS30 is valid"),
                When(starts_on=date(2027, 2, 1), ends_on=date(2027, 4, 30)),
                "Promotion period",
                "Confirmed",
                "Public",
            ),
        ),
        days_off=(DayOff(date(2027, 4, 13), say("วันสงกรานต์", "Songkran")),),
        promotions=(
            Promotion(
                say("ลังแรกฟรี", "First crate free"),
                "Sample",
                say("น้ำแร่ 12 ขวด", "Twelve bottles"),
                "GLASS30",
                date(2027, 2, 1),
                date(2027, 4, 30),
                4000,
                say(
                    "หนึ่งลังต่อหนึ่งห้อง คืนขวดภายใน 30 วัน",
                    "One crate per household; return the bottles within 30 days.",
                ),
                None,
            ),
        ),
        budget=Budget(lines=lines, totals=totals(lines)),
        people=(),
        risks=None,
        contact=PublicContact(say("ฝ่ายประชาสัมพันธ์การตลาด", "Marketing PR"), ("02 123 4600",)),
    )
