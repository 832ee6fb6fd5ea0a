"""A day for the neighbours: nine weeks from the first visit to the thanks."""

from __future__ import annotations

from planner.accounts.models import Kind
from planner.campaigns.words import FieldOfWork, NeedSource
from planner.events.words import EventType, Visibility
from planner.objectives.words import Effect, Pillar
from planner.plans.pattern import Basics, Pattern
from planner.plans.shipped.writing import MONDAY, Shipped, baht, checks, event, goal, message, steps, weekly

_BASICS = Basics(
    title_th="วันเปิดบ้านสานสัมพันธ์ชุมชน",
    title_en="Open day with our neighbours",
    field_of_work=FieldOfWork.COMMUNITY_RELATIONS,
    situation_th="ชุมชนรอบสำนักงานรู้จักเราจากรั้วและรถเข้าออก คำถามเรื่องเสียง จราจร และงานในพื้นที่ยังไม่มีที่ถามโดยตรง",
    situation_en="The neighbours know us by our fence and our traffic. For questions about noise, roads and jobs "
    "there is no place to ask us directly.",
    purpose_th="ให้เพื่อนบ้านและพนักงานได้พบกันหนึ่งวัน ถามได้ทุกเรื่อง และตกลงร่วมกันว่าจะแก้เรื่องใดก่อน",
    purpose_en="Bring neighbours and staff together for a day, answer every question, and agree on what to mend first.",
    benefit_to_public_th="มีคนรับเรื่องที่รู้จักหน้า มีคำตอบเป็นลายลักษณ์อักษรภายในสองสัปดาห์ "
    "และมีตรวจสุขภาพเบื้องต้นโดยไม่มีค่าใช้จ่าย",
    benefit_to_public_en="A person they know to turn to, written answers within two weeks, and a free basic health "
    "check.",
    seeks_no_benefit=True,
    strategy_summary_th="เข้าหาผู้นำชุมชนก่อน ให้ชุมชนร่วมออกแบบงาน แล้วรายงานผลทุกข้อที่รับไว้",
    strategy_summary_en="Go to community leaders first, let the community shape the day, then report on every promise.",
    risks="ฝนตก: จองเต็นท์และอาคารสำรอง\nผู้ร่วมงานน้อย: ยืนยันกับผู้นำชุมชนสองสัปดาห์ก่อน\n"
    "คำถามที่ตอบไม่ได้ทันที: มีผู้จดและกำหนดวันตอบ",
    sdg=(11, 17),
    iso26000=("community_involvement_development",),
    tags=("ชุมชน",),
    need_statement_th="จากการเดินเยี่ยม ชาวบ้านขอช่องทางถามเรื่องที่กระทบชีวิตประจำวัน และขอเห็นว่าข้างในทำอะไร",
    need_statement_en="On our rounds people asked for a way to raise what touches their daily life, and to see what "
    "we do inside.",
    need_source=NeedSource.STATED_BY_STAKEHOLDER,
    beneficiaries_planned=400,
    exit_plan_th="เรื่องที่รับไว้ทุกข้อมีเจ้าของและวันเสร็จ คณะทำงานร่วมพบกันทุกไตรมาสต่อไป",
    exit_plan_en="Every matter raised has an owner and a date; the joint committee goes on meeting each quarter.",
)

_SHEET = steps(
    ("07:30", 60, "ลงทะเบียนและอาหารเช้า", "Registration and breakfast"),
    ("08:30", 30, "กล่าวต้อนรับโดยผู้นำชุมชนและผู้บริหาร", "Welcome by community leaders and management"),
    ("09:00", 90, "เดินชมสถานที่เป็นกลุ่ม", "Tours in groups"),
    ("10:30", 75, "วงสนทนา: ถามได้ทุกเรื่อง", "Open circle: ask anything"),
    ("11:45", 75, "อาหารกลางวันจากร้านในชุมชน", "Lunch from local kitchens"),
    ("13:00", 90, "ตรวจสุขภาพ เกม และดนตรีของเด็กในพื้นที่", "Health checks, games and music by local children"),
    ("14:30", 30, "สรุปเรื่องที่รับไว้และวันตอบ", "What we promised, and by when"),
)

_CHECKS = checks(
    (14, "หนังสือเชิญผู้นำชุมชนและขออนุญาตใช้เสียง"),
    (7, "ป้าย เต็นท์ เก้าอี้ และน้ำดื่ม"),
    (3, "รายชื่อแขก ที่นั่ง และป้ายชื่อ"),
    (1, "ทดสอบเครื่องเสียงและจุดปฐมพยาบาล"),
    (0, "ป้ายแจ้งการถ่ายภาพและสติกเกอร์คนไม่ถ่าย"),
)

PATTERN = Pattern(
    kind=Kind.COMMUNAL,
    start_on=MONDAY,
    end=62,
    basics=_BASICS,
    messages=(
        message(
            "บ้านเราเปิด ถามได้ทุกเรื่อง",
            "Our doors are open, and every question is welcome",
            "คำถามทุกข้อได้คำตอบเป็นลายลักษณ์อักษรภายในสองสัปดาห์",
            "Every question is answered in writing within two weeks",
        ),
        message("เราเป็นเพื่อนบ้านกัน จึงแก้ปัญหาด้วยกัน", "We are neighbours, so we mend things together"),
        message(
            "งานนี้ชุมชนร่วมออกแบบ",
            "The community shaped this day",
            "คณะทำงานร่วมมีผู้แทนทุกซอย",
            "Every lane has a seat",
        ),
    ),
    goals=(
        goal(
            "attendance",
            400,
            41,
            "มีผู้ร่วมงานจากชุมชน 400 คน",
            "400 neighbours come",
            pillar=Pillar.RELATIONSHIP,
            effect=Effect.RELATIONSHIP,
        ),
        goal(
            "answered_rate",
            100,
            56,
            "ตอบคำถามที่รับไว้ครบทุกข้อภายในสองสัปดาห์",
            "Every question raised is answered within two weeks",
            pillar=Pillar.RELATIONSHIP,
        ),
        goal(
            "relationship_index.trust",
            6,
            63,
            "คะแนนความไว้วางใจของผู้ร่วมงานถึง 6 จาก 9",
            "Trust among those who came reaches 6 of 9",
            pillar=Pillar.RELATIONSHIP,
            effect=Effect.ATTITUDE,
        ),
    ),
    budget=baht(
        ("เต็นท์ เวที เครื่องเสียง", 85_000),
        ("อาหารจากร้านในชุมชน", 60_000),
        ("หน่วยตรวจสุขภาพ", 40_000),
        ("ป้าย สื่อสองภาษา และของที่ระลึก", 35_000),
        ("ประกันภัยและความปลอดภัย", 15_000),
    ),
    events=(
        event(3, "09:00-12:00", EventType.CONSULTATION, "เยี่ยมผู้นำชุมชน", "Visit to the community leaders"),
        event(
            9,
            "13:30-15:00",
            EventType.INTERNAL_MEETING,
            "ประชุมคณะทำงานร่วม",
            "Joint committee",
            repeats=weekly("FREQ=WEEKLY;BYDAY=TU", 51),
        ),
        event(
            12, None, EventType.DEADLINE, "จองสถานที่ เต็นท์ และหน่วยแพทย์", "Book venue, tents and medical team"
        ),
        event(
            24,
            None,
            EventType.PUBLICATION,
            "ส่งบัตรเชิญถึงทุกบ้าน",
            "Invitations to every house",
            text=("ขอเชิญเพื่อนบ้านทุกท่านร่วมวันเปิดบ้าน", "All neighbours are invited to our open day"),
            visibility=Visibility.STAKEHOLDERS,
        ),
        event(
            39, "15:00-17:00", EventType.INTERNAL_MEETING, "ซ้อมเดินงานในสถานที่จริง", "Walk-through on the spot"
        ),
        event(
            41,
            "07:30-15:00",
            EventType.COMMUNITY_EVENT,
            "วันเปิดบ้านสานสัมพันธ์ชุมชน",
            "Open day with our neighbours",
            text=(
                "เดินชม ถามตอบ ตรวจสุขภาพ และอาหารจากร้านในชุมชน ไม่มีค่าใช้จ่าย",
                "Tours, questions and answers, health checks and local food, free of charge",
            ),
            visibility=Visibility.PUBLIC,
            answers_by=32,
            steps=_SHEET,
            checks=_CHECKS,
            capacity=450,
        ),
        event(54, None, EventType.DEADLINE, "ตอบคำถามที่รับไว้ครบทุกข้อ", "All questions answered in writing"),
        event(
            59,
            "10:00-11:30",
            EventType.CONSULTATION,
            "รายงานผลต่อชุมชนและขอบคุณ",
            "Report to the community, and thanks",
            visibility=Visibility.STAKEHOLDERS,
        ),
    ),
)

SHIPPED = Shipped(
    key="community-event",
    name_th="งานชุมชน",
    name_en="Community event",
    about_th="วันเปิดบ้านพบเพื่อนบ้าน เก้าสัปดาห์ตั้งแต่เยี่ยมผู้นำชุมชนจนรายงานผล",
    about_en="An open day for the neighbours, nine weeks from the first visit to the report.",
    pattern=PATTERN,
)
