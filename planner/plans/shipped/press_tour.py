"""Three days on the road with the press: seven weeks with everything around it."""

from __future__ import annotations

from decimal import Decimal

from planner.accounts.models import Kind
from planner.campaigns.words import Attribution, FieldOfWork, ReturnType
from planner.events.words import EventType, Visibility
from planner.objectives.words import Effect, Pillar
from planner.plans.pattern import Basics, Pattern
from planner.plans.shipped.writing import MONDAY, Shipped, baht, checks, event, goal, message, steps, weekly

_BASICS = Basics(
    title_th="สื่อสัญจร: จากแหล่งผลิตถึงมือลูกค้า",
    title_en="Press tour: from the source to the customer",
    field_of_work=FieldOfWork.MEDIA_RELATIONS,
    situation_th="สื่อรู้จักแบรนด์จากงานในกรุงเทพ แต่ไม่เคยเห็นแหล่งผลิตและคนทำงานในต่างจังหวัด",
    situation_en="The press knows the brand from events in Bangkok, and has never seen where and by whom it is made.",
    purpose_th="พาสื่อไปเห็นของจริง พบคนทำงานและผู้เชี่ยวชาญ เพื่อให้เล่าเรื่องได้ครบและถูกต้อง",
    purpose_en="Let journalists see the real thing and meet those who make it, so that they can tell it whole and "
    "right.",
    benefit_to_public_th="ผู้อ่านได้ข้อมูลที่ตรวจสอบได้เกี่ยวกับแหล่งที่มาและความปลอดภัย",
    benefit_to_public_en="Readers learn, in a way that can be checked, where things come from and how safe they are.",
    benefit_to_organisation_th="ข่าวเชิงลึกที่มีสารหลักของเรา และความสัมพันธ์ที่ดีกับสื่อสายเศรษฐกิจและไลฟ์สไตล์",
    benefit_to_organisation_en="Reports in depth that carry our messages, and good ties with business and lifestyle "
    "press.",
    strategy_summary_th="กลุ่มเล็ก เวลาถามมาก ไม่ขอดูต้นฉบับก่อน และส่งข้อมูลดิบให้ตรวจสอบเอง",
    strategy_summary_en="A small group, much time for questions, no asking to see copy first, and raw data to check.",
    risks="อากาศหรือเส้นทาง: มีแผนในร่มทุกจุด\nสื่อยกเลิก: มีรายชื่อสำรอง\nคำถามอ่อนไหว: ผู้ให้ข่าวซักซ้อมแล้ว และตอบว่าไม่ทราบได้",
    sdg=(8, 12),
    iso26000=("fair_operating_practices", "consumer_issues"),
    tags=("สื่อมวลชน", "ดูงาน"),
    offer_summary_th="ดูงานสามวันพร้อมที่พัก การเดินทาง ผู้เชี่ยวชาญ และภาพที่ใช้ได้โดยไม่มีค่าใช้จ่าย",
    offer_summary_en="Three days with lodging, travel, experts, and pictures free to use.",
    terms_th="สื่อเขียนได้อย่างอิสระ ระบุได้ว่าเดินทางตามคำเชิญ ไม่มีค่าตอบแทน",
    terms_en="Journalists write freely, may say that they were invited, and are not paid.",
    segment_th="สื่อสายเศรษฐกิจ เกษตร และไลฟ์สไตล์ ทั้งไทยและต่างประเทศที่ประจำกรุงเทพ",
    segment_en="Business, farming and lifestyle press, Thai and foreign, based in Bangkok.",
    expected_return_type=ReturnType.COVERAGE,
    expected_return_value=Decimal(25),
    attribution_method=Attribution.JUDGEMENT,
)

_SHEET = steps(
    ("06:30", 30, "รวมพลและเช็กชื่อที่จุดนัดพบ", "Meet at the bus"),
    ("07:00", 180, "เดินทาง อาหารเช้าบนรถ", "On the road, breakfast aboard"),
    ("10:00", 120, "ชมแหล่งผลิต สัมภาษณ์คนทำงาน", "The place of production, and those who work there"),
    ("12:00", 75, "อาหารกลางวันกับชุมชน", "Lunch with the community"),
    ("13:15", 90, "ห้องตรวจคุณภาพและผู้เชี่ยวชาญ", "Quality laboratory and experts"),
    ("14:45", 45, "เวลาถ่ายภาพและถามเดี่ยว", "Time for pictures and single questions"),
    ("15:30", 60, "เข้าที่พัก ส่งข่าวด่วน", "Check-in, time to file"),
    ("18:30", 120, "อาหารค่ำและวงสนทนา", "Dinner and talk"),
)

_CHECKS = checks(
    (10, "ยืนยันรายชื่อสื่อ อาหาร และการแพ้"),
    (5, "รถตู้ ป้ายรถ และเบอร์คนขับ"),
    (3, "ข่าวแจกและภาพสองภาษา"),
    (1, "อุปกรณ์นิรภัยครบทุกขนาด"),
    (0, "ป้ายชื่อและใบกำหนดการ"),
)

PATTERN = Pattern(
    kind=Kind.EXCHANGE,
    start_on=MONDAY,
    end=48,
    basics=_BASICS,
    messages=(
        message("รู้ที่มา ถามได้ทุกขั้นตอน", "Know the source, ask about every step"),
        message(
            "คนทำงานคือหัวใจของสินค้า",
            "Those who make it are its heart",
            "อายุงานเฉลี่ยสิบสองปี",
            "Twelve years of service on average",
        ),
        message("ข้อมูลเปิด ตรวจสอบได้", "Open data that can be checked"),
    ),
    goals=(
        goal(
            "coverage_count",
            25,
            49,
            "มีข่าวเชิงลึก 25 ชิ้น",
            "25 reports in depth",
            pillar=Pillar.REPUTATION,
            effect=Effect.AWARENESS,
        ),
        goal(
            "coverage_tone",
            70,
            49,
            "ข่าวร้อยละ 70 มีน้ำเสียงเชิงบวก",
            "70 percent of reports are positive in tone",
            pillar=Pillar.REPUTATION,
            effect=Effect.ATTITUDE,
        ),
        goal(
            "show_rate",
            90,
            30,
            "สื่อที่ตอบรับมาจริงร้อยละ 90",
            "90 percent of those who accepted come",
            pillar=Pillar.RELATIONSHIP,
        ),
    ),
    budget=baht(
        ("รถและการเดินทาง", 120_000),
        ("ที่พักสองคืน", 150_000),
        ("อาหารและการต้อนรับ", 90_000),
        ("ช่างภาพและภาพแจก", 70_000),
        ("ประกันการเดินทาง", 20_000),
    ),
    events=(
        event(2, "13:30-15:00", EventType.INTERNAL_MEETING, "กำหนดเรื่องเล่าและเส้นทาง", "Stories and route"),
        event((8, 9), None, EventType.SITE_VISIT, "สำรวจเส้นทางจริง", "The route, tried out"),
        event(
            11,
            "10:00-10:30",
            EventType.PUBLICATION,
            "ส่งหนังสือเชิญสื่อ",
            "Invitations to the press",
            visibility=Visibility.INVITED,
        ),
        event(
            12,
            "09:30-10:00",
            EventType.INTERNAL_MEETING,
            "ดูรายชื่อตอบรับ",
            "Who is coming",
            repeats=weekly("FREQ=WEEKLY;BYDAY=FR", 26),
        ),
        event(23, "13:00-16:00", EventType.INTERNAL_MEETING, "ซักซ้อมผู้ให้ข่าว", "Spokespeople rehearse"),
        event(
            30,
            "06:30-20:30",
            EventType.SITE_VISIT,
            "สื่อสัญจร วันแรก",
            "Press tour, day one",
            text=("แหล่งผลิต ห้องตรวจคุณภาพ และวงสนทนา", "Place of production, laboratory and evening talk"),
            visibility=Visibility.INVITED,
            answers_by=22,
            steps=_SHEET,
            checks=_CHECKS,
            is_media_invited=True,
            capacity=18,
        ),
        event(
            (31, 32),
            None,
            EventType.ROADSHOW,
            "สื่อสัญจร วันที่สองและสาม",
            "Press tour, days two and three",
            text=("ชุมชนผู้ผลิต การขนส่ง และร้านปลายทาง", "Growers, transport, and the shop at the end"),
            visibility=Visibility.INVITED,
            is_media_invited=True,
            capacity=18,
        ),
        event(
            33,
            None,
            EventType.DEADLINE,
            "ส่งภาพ ข้อมูลดิบ และคำตอบที่ค้าง",
            "Pictures, raw data and open answers sent",
        ),
        event(
            47,
            "14:00-15:30",
            EventType.INTERNAL_MEETING,
            "รวมข่าวและถอดบทเรียน",
            "Coverage gathered, lessons drawn",
        ),
    ),
)

SHIPPED = Shipped(
    key="press-tour",
    name_th="สื่อสัญจร",
    name_en="Press tour",
    about_th="เจ็ดสัปดาห์: สำรวจเส้นทาง เชิญสื่อ ดูงานสามวัน แล้วส่งข้อมูลที่ค้าง",
    about_en="Seven weeks: the route tried out, the press invited, three days on the road, and answers after.",
    pattern=PATTERN,
)
