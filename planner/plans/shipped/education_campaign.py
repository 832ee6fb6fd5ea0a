"""Teaching something worth knowing: sixteen weeks with schools, measured before and after."""

from __future__ import annotations

from planner.accounts.models import Kind
from planner.campaigns.words import FieldOfWork, NeedSource
from planner.events.words import EventType, Visibility
from planner.objectives.words import Effect, Pillar
from planner.plans.pattern import Basics, Pattern
from planner.plans.shipped.writing import MONDAY, Shipped, baht, checks, event, goal, message, steps, weekly

_BASICS = Basics(
    title_th="รู้ทันก่อนกด: เด็กไทยปลอดภัยออนไลน์",
    title_en="Think before you tap: safe online",
    field_of_work=FieldOfWork.ISSUES,
    situation_th="นักเรียนและผู้ปกครองถูกหลอกทางโทรศัพท์และโซเชียลมีเดียมากขึ้น ครูขอสื่อการสอนที่ใช้ได้ทันทีในชั้นเรียน",
    situation_en="More and more pupils and parents are tricked by phone and social media. Teachers ask for lessons "
    "they can use at once.",
    purpose_th="ให้นักเรียนมัธยมและผู้ปกครองรู้ทันกลลวง หยุดคิดก่อนกด และรู้ว่าจะขอความช่วยเหลือที่ใด",
    purpose_en="Teach secondary pupils and their parents to see through tricks, to stop before they tap, and where "
    "to turn.",
    benefit_to_public_th="ลดความเสียหายในครอบครัว โรงเรียนมีบทเรียนที่ใช้ต่อได้เองโดยไม่มีค่าใช้จ่าย",
    benefit_to_public_en="Families lose less, and schools keep lessons that they may use for ever, free of charge.",
    seeks_no_benefit=True,
    strategy_summary_th="ครูเป็นเจ้าของบทเรียน นักเรียนเป็นผู้สอนรุ่นน้อง และวัดความรู้ก่อนกับหลังด้วยแบบทดสอบเดียวกัน",
    strategy_summary_en="Teachers own the lessons, older pupils teach younger ones, and one test measures before and "
    "after.",
    risks="ชนสัปดาห์สอบ: ตรวจปฏิทินโรงเรียนทุกแห่ง\nข้อมูลส่วนบุคคลของเด็ก: เก็บคะแนนโดยไม่ระบุชื่อ\n"
    "วิทยากรป่วย: มีวิทยากรสำรองทุกโรงเรียน",
    sdg=(4, 16),
    iso26000=("community_involvement_development", "consumer_issues"),
    tags=("การศึกษา", "ออนไลน์ปลอดภัย"),
    need_statement_th="แบบสำรวจครูและสถิติการแจ้งความออนไลน์ชี้ว่านักเรียนยังแยกข้อความลวงไม่ได้",
    need_statement_en="A survey of teachers and the police's figures show that pupils cannot yet tell a trick from a "
    "message.",
    need_source=NeedSource.THIRD_PARTY_DATA,
    beneficiaries_planned=3_000,
    exit_plan_th="มอบบทเรียนและคู่มือให้โรงเรียนใช้ต่อ ครูแกนนำดูแลเครือข่ายเองหลังจบโครงการ",
    exit_plan_en="Lessons and handbooks stay with the schools; lead teachers run the network afterwards.",
)

_SHEET = steps(
    ("08:30", 20, "แบบทดสอบก่อนเรียน", "Test beforehand"),
    ("08:50", 40, "เรื่องจริงจากผู้ที่เคยถูกหลอก", "True stories"),
    ("09:30", 60, "ฐานกิจกรรม: จับกลลวงให้ทัน", "Stations: spot the trick"),
    ("10:30", 15, "พัก", "Break"),
    ("10:45", 45, "รุ่นพี่สอนรุ่นน้อง", "Older pupils teach younger ones"),
    ("11:30", 20, "แบบทดสอบหลังเรียน", "Test afterwards"),
    ("11:50", 10, "ช่องทางขอความช่วยเหลือ", "Where to turn"),
)

_CHECKS = checks(
    (14, "หนังสือถึงโรงเรียนและผู้ปกครอง"),
    (7, "สื่อการสอนพิมพ์ครบทุกห้อง"),
    (3, "ใบยินยอมถ่ายภาพนักเรียน"),
    (1, "เครื่องฉาย สายไฟ และไมโครโฟนสำรอง"),
    (0, "แบบประเมินก่อนและหลังเรียน"),
)

PATTERN = Pattern(
    kind=Kind.COMMUNAL,
    start_on=MONDAY,
    end=111,
    basics=_BASICS,
    messages=(
        message("หยุด คิด ถาม แล้วค่อยกด", "Stop, think, ask, and only then tap"),
        message("ใครก็พลาดได้ บอกกันไม่ต้องอาย", "Anyone can be fooled; telling is no shame"),
        message(
            "บทเรียนนี้เป็นของครูทุกคน",
            "These lessons belong to every teacher",
            "ดาวน์โหลด ปรับ และใช้ต่อได้โดยไม่มีค่าใช้จ่าย",
            "Free to download, change and use",
        ),
    ),
    goals=(
        goal(
            "people_reached",
            3_000,
            91,
            "นักเรียน 3,000 คนผ่านบทเรียน",
            "3,000 pupils take the lessons",
            pillar=Pillar.VALUE,
            effect=Effect.AWARENESS,
        ),
        goal(
            "csat_score",
            4,
            98,
            "ครูให้คะแนนบทเรียนเฉลี่ย 4 จาก 5",
            "Teachers give the lessons 4 of 5",
            pillar=Pillar.VALUE,
            effect=Effect.UNDERSTANDING,
        ),
        goal(
            "relationship_index.communal_relationship",
            6,
            112,
            "โรงเรียนให้คะแนนความสัมพันธ์ 6 จาก 9",
            "Schools rate the relationship 6 of 9",
            pillar=Pillar.RELATIONSHIP,
            effect=Effect.RELATIONSHIP,
        ),
    ),
    budget=baht(
        ("พัฒนาบทเรียนและคู่มือครู", 180_000),
        ("อบรมครูแกนนำ", 90_000),
        ("กิจกรรมในโรงเรียน", 150_000),
        ("วีดิทัศน์สั้นและสื่อสังคม", 120_000),
        ("ประเมินผลโดยมหาวิทยาลัย", 60_000),
    ),
    events=(
        event(
            4, "13:30-16:00", EventType.CONSULTATION, "ฟังครูและผู้ปกครอง", "Listening to teachers and parents"
        ),
        event(26, None, EventType.MILESTONE, "บทเรียนฉบับทดลองเสร็จ", "First lessons ready"),
        event(
            31,
            "09:00-15:30",
            EventType.EDUCATION_CAMPAIGN,
            "อบรมครูแกนนำ",
            "Training for lead teachers",
            visibility=Visibility.STAKEHOLDERS,
            answers_by=23,
            capacity=60,
        ),
        event(
            38,
            "10:00-11:00",
            EventType.LAUNCH,
            "เปิดโครงการ",
            "Opening",
            text=("เปิดบทเรียนให้ทุกโรงเรียนดาวน์โหลด", "Lessons are open for every school to download"),
            visibility=Visibility.PUBLIC,
            answers_by=33,
            is_media_invited=True,
        ),
        event(
            44,
            "08:30-12:00",
            EventType.EDUCATION_CAMPAIGN,
            "วันเรียนรู้ในโรงเรียน",
            "Learning day at a school",
            text=("เรียนรู้กลลวงออนไลน์ผ่านฐานกิจกรรม", "Online tricks, learned at stations"),
            visibility=Visibility.INVITED,
            repeats=weekly("FREQ=WEEKLY;BYDAY=TU", 86),
            steps=_SHEET,
            checks=_CHECKS,
            capacity=300,
        ),
        event(
            67,
            "19:00-20:00",
            EventType.WEBINAR,
            "คุยกับผู้ปกครองออนไลน์",
            "An evening with parents, online",
            visibility=Visibility.PUBLIC,
            answers_by=65,
        ),
        event(
            (92, 98), None, EventType.FEEDBACK_WINDOW, "เก็บแบบประเมินจากโรงเรียน", "Schools give their verdict"
        ),
        event(
            108,
            "13:30-16:00",
            EventType.CEREMONY,
            "แบ่งปันผลและมอบบทเรียนให้เครือข่ายครู",
            "Results shared, lessons handed to the teachers' network",
            visibility=Visibility.STAKEHOLDERS,
            answers_by=101,
        ),
    ),
)

SHIPPED = Shipped(
    key="education-campaign",
    name_th="รณรงค์ให้ความรู้",
    name_en="Education campaign",
    about_th="สิบหกสัปดาห์กับโรงเรียน วัดความรู้ก่อนและหลัง แล้วมอบบทเรียนให้ครูใช้ต่อ",
    about_en="Sixteen weeks with schools, measured before and after, and left in teachers' hands.",
    pattern=PATTERN,
)
