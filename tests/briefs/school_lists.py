"""Who takes part in the school campaign, what it is to reach, and what happens in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.briefs.inside import Participant, PlannedEvent, Target
from planner.briefs.shapes import When
from tests.briefs.telling import (
    BANGKOK,
    TOKYO,
    Teller,
    at,
)


def publics(say: Teller) -> tuple[Participant, ...]:
    return (
        Participant(
            say("ครูและผู้อำนวยการโรงเรียน 12 แห่ง", "Teachers and heads of twelve schools"),
            "Community",
            "Beneficiary",
            "Collaborate",
            say("กลัวว่าเครื่องเสียแล้วไม่มีใครซ่อม", "Fear that nobody will mend a filter that breaks"),
            say("เป็นผู้ใช้และผู้ดูแลทุกวัน", "They use it and look after it every day"),
            ("Access", "Sharing of tasks", "Assurances"),
        ),
        Participant(
            say("ผู้ปกครองและชุมชนริมน้ำ", "Parents and riverside communities"),
            "Community",
            "Beneficiary",
            "Involve",
            say(
                "อยากรู้ว่าน้ำปลอดภัยจริงหรือไม่ และใครเป็นคนตรวจ",
                "Want to know whether the water is safe, and who tests it",
            ),
            None,
            ("Openness", "Positivity"),
        ),
        Participant(
            say("มูลนิธิแม่น้ำเพื่อชีวิต", "Rivers for Life Foundation"),
            "NGO or foundation",
            "Partner",
            "Collaborate",
            say("ต้องการข้อมูลน้ำเปิดสำหรับทั้งลุ่มน้ำ", "Wants open water data for the whole basin"),
            say("ชุมชนไว้ใจมาสิบปี", "Trusted by the communities for ten years"),
            ("Networking", "Openness"),
        ),
        Participant(
            say("องค์การบริหารส่วนตำบลบ้านปทุม", "Ban Pathum sub-district administration"),
            "Government",
            "Decision maker",
            "Consult",
            say("การซ่อมบำรุงต้องไม่เป็นภาระงบท้องถิ่น", "Upkeep must not burden the local budget"),
            None,
            ("Access",),
        ),
        Participant(
            say("สื่อมวลชนท้องถิ่นและเพจข่าวปทุมธานี", "Local media and Pathum Thani news pages"),
            "Media",
            "Media",
            "Inform",
            say("สงสัยว่าบริษัททำเพื่อภาพลักษณ์", "Suspect that the company does it for its image"),
            None,
            ("Openness",),
        ),
        Participant(
            say("พนักงานอาสา โรงงานปทุมธานี", "Volunteers of the Pathum Thani plant"),
            "Employee",
            "Internal",
            "Involve",
            None,
            None,
            (),
        ),
    )


def targets(say: Teller) -> tuple[Target, ...]:
    return (
        Target(
            say("นักเรียนขาดเรียนเพราะท้องเสียน้อยลงครึ่งหนึ่ง", "Pupils miss half as many days because of diarrhoea"),
            "Impact",
            say("วันขาดเรียนต่อนักเรียน 100 คน", "Days missed per 100 pupils"),
            say("วัน/ภาคเรียน", "days a term"),
            "Decrease",
            Decimal("18.4"),
            date(2026, 10, 31),
            None,
            Decimal("9.2"),
            date(2027, 4, 30),
            None,
            None,
            "Set",
            say("นักเรียน", "Pupils"),
            "Third-party report",
        ),
        Target(
            say("น้ำดื่มผ่านมาตรฐานทุกโรงเรียนทุกเดือน", "Water passes the standard in every school, every month"),
            "Outcome",
            say("โรงเรียนที่น้ำผ่านมาตรฐาน", "Schools whose water passes"),
            say("แห่ง", "schools"),
            "Reach",
            Decimal(3),
            date(2026, 9, 15),
            None,
            Decimal(12),
            date(2027, 2, 28),
            Decimal(7),
            date(2026, 11, 20),
            "On track",
            None,
            "Observation",
        ),
        Target(
            say(
                "ครูและผู้ปกครองเชื่อว่าโรงเรียนดูแลระบบเองได้",
                "Teachers and parents believe the school can run the system",
            ),
            "Outcome",
            say("ดัชนีความสัมพันธ์ (การควบคุมร่วมกัน)", "Relationship index (control mutuality)"),
            say("คะแนน 1–9", "score 1–9"),
            "Increase",
            None,
            None,
            None,
            Decimal("6.5"),
            date(2027, 4, 15),
            None,
            None,
            "Set",
            say("ครูและผู้ปกครอง", "Teachers and parents"),
            "Survey",
        ),
        Target(
            say("ครูผ่านการอบรมดูแลระบบ", "Teachers are trained to look after the system"),
            "Output",
            say("ผู้ผ่านการอบรม", "People trained"),
            say("คน", "people"),
            "Reach",
            Decimal(0),
            None,
            None,
            Decimal(36),
            date(2027, 1, 31),
            Decimal(8),
            date(2026, 11, 18),
            "On track",
            None,
            "Attendance count",
        ),
    )


def events(say: Teller) -> tuple[PlannedEvent, ...]:
    return (
        PlannedEvent(
            say("ประชุมรับฟังความต้องการกับผู้ปกครอง", "Listening to parents"),
            When(at(12, 3, 9, 30, year=2026), at(12, 3, 11, 30, year=2026), BANGKOK),
            "Consultation",
            "Confirmed",
            "Stakeholders of the campaign",
            venue=say("โรงเรียนวัดบ้านปทุม", "Wat Ban Pathum School"),
            owner=say("สุดารัตน์ แก้วมณี", "Sudarat Kaewmanee"),
            publics=(say("ผู้ปกครองและชุมชนริมน้ำ", "Parents and riverside communities"),),
        ),
        PlannedEvent(
            say("ตรวจคุณภาพน้ำประจำเดือน", "Monthly water test"),
            When(
                at(12, 15, 10, year=2026),
                at(12, 15, 12, year=2026),
                BANGKOK,
                repeats=say("ทุกเดือน วันอังคารที่สาม", "Every month on the third Tuesday").text,
            ),
            "Site visit",
            "Confirmed",
            "Public",
            venue=say("โรงเรียนทั้ง 12 แห่ง", "All twelve schools"),
            owner=say("ปิยะ วงศ์สว่าง", "Piya Wongsawang"),
        ),
        PlannedEvent(
            say("วันอาสาติดตั้งเครื่องกรองน้ำ รุ่นที่ 1", "Volunteer day: the first six filters"),
            When(starts_on=date(2027, 1, 16), ends_on=date(2027, 1, 17)),
            "Volunteer day",
            "Confirmed",
            "Those attached to the event",
            is_milestone=True,
            venue=say("โรงเรียน 6 แห่ง อำเภอสามโคก", "Six schools in Sam Khok"),
            publics=(say("พนักงานอาสา", "Volunteers"), say("ครู", "Teachers")),
        ),
        PlannedEvent(
            say("วันอาสาติดตั้งเครื่องกรองน้ำ รุ่นที่ 2", "Volunteer day: the last six filters"),
            When(starts_on=date(2027, 1, 23), ends_on=date(2027, 1, 24)),
            "Volunteer day",
            "Tentative",
            "Those attached to the event",
            venue=say("โรงเรียน 6 แห่ง อำเภอเมือง", "Six schools in Mueang"),
        ),
        PlannedEvent(
            say("ส่งมอบระบบน้ำดื่มและเปิดเผยผลตรวจครั้งแรก", "Handover, and the first results made public"),
            When(at(1, 29, 9), at(1, 29, 11), BANGKOK),
            "Donation handover",
            "Confirmed",
            "Public",
            is_milestone=True,
            venue=say("โรงเรียนวัดบ้านปทุม", "Wat Ban Pathum School"),
            publics=(
                say("สื่อมวลชนท้องถิ่น", "Local media"),
                say("ครู", "Teachers"),
                say("อบต.บ้านปทุม", "Ban Pathum administration"),
            ),
        ),
        PlannedEvent(
            say("เสวนาออนไลน์กับมหาวิทยาลัยน้ำแห่งโตเกียว", "Online talk with the Tokyo water university"),
            When(at(2, 18, 12), at(2, 18, 13, 30), TOKYO),
            "Webinar",
            "Tentative",
            "Public",
            owner=say("น้ำทิพย์ ศรีสวัสดิ์", "Namthip Srisawat"),
        ),
        PlannedEvent(
            say("แถลงข่าวเปิดโครงการ", "Opening press conference"),
            When(at(12, 8, 13, year=2026), at(12, 8, 14, year=2026), BANGKOK),
            "Press conference",
            "Cancelled",
            "Public",
            is_cancelled=True,
            venue=say("โรงแรมริมน้ำ", "Riverside hotel"),
        ),
        PlannedEvent(
            say("สำรวจความสัมพันธ์หลังโครงการ", "Relationship survey after the campaign"),
            When(starts_on=date(2027, 4, 1), ends_on=date(2027, 4, 15)),
            "Feedback window",
            "Confirmed",
            "Stakeholders of the campaign",
        ),
    )
