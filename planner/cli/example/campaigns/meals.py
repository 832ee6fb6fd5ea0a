"""Warm Meal: the launch of a range of ready meals; exchange, with its approver for the second time."""

from __future__ import annotations

from decimal import Decimal

from planner.accounts.models import Kind
from planner.campaigns.kinds import Section
from planner.campaigns.words import (
    Attribution,
    Confidentiality,
    FieldOfWork,
    ParticipationRole,
    ReturnType,
    Strategy,
)
from planner.cli.example.campaigns.meals_occasions import OCCASIONS
from planner.cli.example.shapes import (
    Both,
    Decided,
    Goal,
    Linked,
    Message,
    Money,
    Part,
    Plan,
    Reworded,
    Sent,
)
from planner.objectives.words import Effect, Pillar
from planner.plans.models import DecisionKind
from planner.stakeholders.words import Engagement

MEALS = Plan(
    key="meals",
    kind=Kind.EXCHANGE,
    owner="nattharika",
    approver="phanuphong",
    begun=-47,
    start=38,
    end=165,
    title=Both("เปิดตัวข้าวกล่อง “มื้ออุ่น”", "Launching the “Warm Meal” Rice Boxes"),
    purpose=Both(
        "ให้คนทำงานย่านออฟฟิศได้ลองมื้ออุ่นและกลับมาซื้อซ้ำภายในสามสัปดาห์",
        "Get office workers to try Warm Meal and buy again within three weeks.",
    ),
    sections={
        Section.ABOUT: {
            "field_of_work": FieldOfWork.PRODUCT_PUBLICITY,
            "confidentiality": Confidentiality.TEAM,
            "tags": ["มื้ออุ่น", "สินค้าใหม่", "ออฟฟิศ"],
        },
        Section.OFFER: {
            "expected_return_type": ReturnType.SALES,
            "expected_return_value": Decimal(9_600_000),
            "attribution_method": Attribution.PROMO_CODE,
        },
        Section.STRATEGY: {
            "sdg": [12],
            "risks": "ฉลากสารก่อภูมิแพ้ต้องตรวจซ้ำสองรอบ · คู่แข่งออกสินค้าก่อน · ผู้มีอิทธิพลต้องแจ้งว่าเป็นงานจ้างทุกโพสต์ · ตู้แช่สาขาเล็กไม่พอ",
        },
    },
    texts={
        Section.WHY: {
            "situation": Both(
                "แบบสำรวจลูกค้าย่านบางพลู 420 คน พบว่าหกในสิบกินมื้อกลางวันที่โต๊ะทำงาน และบ่นว่าข้าวกล่องในตู้แช่แข็งกระด้าง "
                "เราทดสอบสูตรข้าวหอมอุ่นสองนาทีแล้วได้คะแนนรส 4.3 จาก 5 แต่ยังไม่มีใครรู้จัก",
                "A survey of 420 customers around Bang Phlu found that six in ten eat lunch at their desk "
                "and find chilled "
                "rice boxes dry. Our two-minute fragrant rice scored 4.3 out of 5 in tests, but nobody knows it.",
            ),
            "benefit_to_public": Both(
                "มื้อกลางวันราคาไม่เกิน 69 บาท อุ่นสองนาที บอกพลังงานและสารก่อภูมิแพ้ด้วยตัวอักษรใหญ่บนฝา",
                "A lunch for no more than 69 baht, warm in two minutes, with energy and allergens in large "
                "print on the lid.",
            ),
            "benefit_to_organisation": Both(
                "ยอดขาย 9.6 ล้านบาทในสี่เดือน และฐานลูกค้ามื้อกลางวันที่กลับมาซื้อทุกสัปดาห์",
                "Sales of 9.6 million baht in four months, and lunch customers who come back every week.",
            ),
        },
        Section.OFFER: {
            "offer_summary": Both(
                "ซื้อมื้ออุ่นสองกล่อง รับกล่องที่สามฟรีในสัปดาห์แรก ด้วยรหัส UN2 ที่ร้านมณีรวงทุกสาขา",
                "Buy two Warm Meals and get a third free in the first week, with the code UN2 in every "
                "Maniruang store.",
            ),
            "terms": Both(
                "จำกัดหนึ่งสิทธิ์ต่อคนต่อวัน รวม 30,000 สิทธิ์ แลกเป็นเงินสดไม่ได้ สินค้ามีจำนวนจำกัดในแต่ละสาขา",
                "One claim per person per day, 30,000 in all. Not exchangeable for cash; stock is limited in "
                "each store.",
            ),
            "segment": Both(
                "คนทำงานอายุ 22–40 ปี ในรัศมีหนึ่งกิโลเมตรจากสาขาที่มีไมโครเวฟ",
                "Workers aged 22 to 40 within a kilometre of a store with microwaves.",
            ),
        },
        Section.STRATEGY: {
            "strategy_summary": Both(
                "ให้ลองก่อนเชื่อ: ชิมฟรีหน้าลิฟต์ออฟฟิศ คนทำอาหารตัวจริงเล่าเบื้องหลัง และตอบเรื่องฉลากอย่างเปิดเผยก่อนมีคนถาม",
                "Taste before you believe: free tastings by office lifts, real cooks telling how it is made, "
                "and open "
                "answers on labels before anyone asks.",
            ),
        },
    },
    parts=(
        Part(
            who="office_workers",
            role=ParticipationRole.TARGET_PUBLIC,
            why="กินที่โต๊ะทำงานหกในสิบมื้อ",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.POSITIVITY,),
            message=1,
        ),
        Part(
            who="members",
            role=ParticipationRole.TARGET_PUBLIC,
            engagement=Engagement.INFORM,
            strategies=(Strategy.POSITIVITY,),
        ),
        Part(
            who="allergic",
            role=ParticipationRole.TARGET_PUBLIC,
            why="ฉลากผิดครั้งเดียวอันตรายถึงชีวิต",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.OPENNESS, Strategy.ASSURANCES),
            message=2,
        ),
        Part(
            who="label_office",
            role=ParticipationRole.DECISION_MAKER,
            why="ตรวจฉลากก่อนวางขาย",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.OPENNESS,),
        ),
        Part(who="olan", role=ParticipationRole.PARTNER, why="เจ้าของสูตรสามรส"),
        Part(who="baitoei", role=ParticipationRole.MEDIA, why="คนดูเชื่อเพราะบอกตรง ๆ ว่าเป็นงานจ้าง"),
        Part(who="packaging", role=ParticipationRole.SUPPLIER),
        Part(who="mall", role=ParticipationRole.PARTNER, why="พื้นที่เปิดตัว"),
        Part(who="food_press", role=ParticipationRole.MEDIA),
    ),
    messages=(
        Message(
            text=Both("อุ่นสองนาที ข้าวนุ่มเหมือนหุงใหม่", "Two minutes, and the rice is as soft as freshly cooked."),
            proof=Both("ทดสอบชิม 180 คน ได้ 4.3 จาก 5", "180 tasters gave it 4.3 out of 5."),
        ),
        Message(
            text=Both(
                "สารก่อภูมิแพ้อยู่บนฝา ตัวใหญ่ อ่านก่อนหยิบ",
                "Allergens are on the lid, in large print: read before you reach.",
            ),
            to="allergic",
        ),
        Message(text=Both("ข้าวหอมจากสหกรณ์ที่เรารู้จักชื่อ", "Fragrant rice from a co-operative we know by name.")),
    ),
    budget=(
        Money("ชิมฟรีหน้าออฟฟิศ 12 จุด", 840_000, 0, 0),
        Money("งานเปิดตัวและเวที", 620_000, 150_000, 0),
        Money("สื่อโฆษณาในลิฟต์และป้าย", 1_250_000, 0, 0),
        Money("งานจ้างผู้มีอิทธิพล 4 ราย", 360_000, 90_000, 0),
        Money("กล่องที่สามฟรี (ต้นทุนสินค้า)", 720_000, 0, 0),
    ),
    goals=(
        Goal(
            statement=Both("ใช้รหัส UN2 30,000 ครั้ง", "The code UN2 is redeemed 30,000 times."),
            metric="redemptions",
            baseline="0",
            target="30000",
            due=60,
            pillar=Pillar.VALUE,
            effect=Effect.BEHAVIOUR,
            about="office_workers",
        ),
        Goal(
            statement=Both("ยอดขายมื้ออุ่น 9.6 ล้านบาท", "Warm Meal sells for 9.6 million baht."),
            metric="return_value",
            baseline="0",
            target="9600000",
            due=160,
            pillar=Pillar.VALUE,
        ),
        Goal(
            statement=Both("ข่าวที่กล่าวถึงฉลากตัวใหญ่ในเชิงบวก", "Coverage that speaks well of the large labels."),
            metric="coverage_tone",
            baseline=None,
            target="70",
            due=90,
            pillar=Pillar.REPUTATION,
            about="food_press",
        ),
    ),
    happened=(
        Sent(-14, "nattharika", "ขออนุมัติค่ะ งบงานเปิดตัวต่อรองลงมาแล้วร้อยละ 12"),
        Decided(
            -9,
            "phanuphong",
            DecisionKind.REQUEST_CHANGES,
            "ข้อความข้อแรกอวดเกินไป และขอข้อความสำหรับคนแพ้อาหารแยกต่างหาก",
        ),
        Reworded(
            -4,
            "nattharika",
            1,
            Both("อุ่นสองนาที ข้าวนุ่ม พร้อมกินที่โต๊ะ", "Two minutes to soft rice, ready at your desk."),
        ),
        Sent(-2, "nattharika", "ปรับข้อความแล้ว คุยกับกองกำกับฉลากเรียบร้อยค่ะ"),
    ),
    occasions=OCCASIONS,
    links=(
        Linked(
            Both("ไฟล์ฉลากที่ส่งตรวจ", "Labels sent to be checked"),
            "https://drive.maniruang.example/warm-meal/labels",
        ),
    ),
)
