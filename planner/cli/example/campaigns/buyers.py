"""Meet the Grain: exchange, running in four cities abroad, its second plan approved."""

from __future__ import annotations

from decimal import Decimal

from planner.accounts.models import Kind
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Step
from planner.campaigns.words import (
    Attribution,
    Confidentiality,
    FieldOfWork,
    ParticipationRole,
    ReturnType,
    Strategy,
)
from planner.cli.example.campaigns.buyers_abroad import ABROAD
from planner.cli.example.campaigns.buyers_online import ONLINE
from planner.cli.example.shapes import (
    Both,
    Decided,
    Figure,
    Goal,
    Linked,
    Message,
    Money,
    OwnMeasure,
    Part,
    Plan,
    Repriced,
    Revised,
    Sent,
    Stepped,
)
from planner.objectives.words import Effect, Method, Pillar, Stage
from planner.plans.models import DecisionKind
from planner.stakeholders.words import Engagement

BUYERS = Plan(
    key="buyers",
    kind=Kind.EXCHANGE,
    owner="hannah",
    approver="phanuphong",
    begun=-86,
    start=-58,
    end=150,
    title=Both("พบเมล็ดข้าว: ทัวร์ชิมสำหรับผู้ซื้อต่างประเทศ", "Meet the Grain: Tastings for Overseas Buyers"),
    purpose=Both(
        "เปิดบัญชีผู้ซื้อรายใหม่ในลอนดอน นิวยอร์ก ซิดนีย์ และโตเกียว ด้วยการชิมจริงและคำตอบที่ตรงเวลา",
        "Win new trade accounts in London, New York, Sydney and Tokyo through real tastings and "
        "answers that come on time.",
    ),
    sections={
        Section.ABOUT: {
            "field_of_work": FieldOfWork.CUSTOMER_RELATIONS,
            "confidentiality": Confidentiality.STAKEHOLDERS,
            "tags": ["export", "tasting", "ข้าวหอม"],
        },
        Section.OFFER: {
            "expected_return_type": ReturnType.LEADS,
            "expected_return_value": Decimal(40),
            "attribution_method": Attribution.TRACKED_LINK,
        },
        Section.STRATEGY: {
            "sdg": [8, 12],
            "risks": "Freight delays of samples: ship three weeks ahead. Claims about water use must carry the "
            "university’s figures. Baht against the Australian dollar.",
        },
    },
    texts={
        Section.WHY: {
            "situation": Both(
                "ยอดส่งออกข้าวพร้อมทานของเราพึ่งผู้ซื้อสองรายถึงร้อยละ 71 "
                "ผู้ซื้อรายย่อยในสี่เมืองสนใจแต่ไม่เคยได้ชิมและรอคำตอบเฉลี่ยสี่วันทำการ",
                "Two buyers take 71% of our ready-rice exports. Independents in four cities are interested "
                "but have never "
                "tasted the range and wait four working days on average for an answer.",
            ),
            "benefit_to_public": Both(
                "ผู้ซื้อได้ชิม ได้เอกสารนำเข้าครบก่อนสั่ง และมีผู้ประสานงานหนึ่งคนในเขตเวลาของตน",
                "Buyers taste before they order, receive complete import papers first, and have one contact "
                "in their own time zone.",
            ),
            "benefit_to_organisation": Both(
                "บัญชีผู้ซื้อใหม่อย่างน้อย 12 ราย และลดการพึ่งพาผู้ซื้อรายใหญ่",
                "At least 12 new accounts, and less dependence on two large buyers.",
            ),
        },
        Section.OFFER: {
            "offer_summary": Both(
                "ชุดชิมหกรสส่งถึงครัวของผู้ซื้อ พร้อมราคาแนะนำสำหรับคำสั่งซื้อแรกที่ยืนยันภายใน 60 วันหลังชิม",
                "A six-flavour tasting pack delivered to the buyer’s kitchen, with an introductory price on "
                "a first order "
                "confirmed within 60 days of the tasting.",
            ),
            "terms": Both(
                "หนึ่งชุดต่อบริษัท ราคาแนะนำใช้ได้กับคำสั่งซื้อแรกหนึ่งครั้ง ขั้นต่ำหนึ่งพาเลต ไม่รวมภาษีนำเข้า",
                "One pack per company. The introductory price applies to one first order of at least one "
                "pallet; import duty is not included.",
            ),
            "segment": Both(
                "ร้านอาหารเอเชียและร้านชำอิสระที่มีหนึ่งถึงยี่สิบสาขา",
                "Asian food shops and independent grocers with one to twenty branches.",
            ),
        },
        Section.STRATEGY: {
            "strategy_summary": Both(
                "เข้าถึงง่าย ตอบภายในหนึ่งวันทำการของแต่ละเมือง บอกข้อจำกัดของสินค้าก่อนถูกถาม และให้ผู้ซื้อคุยกับชาวนาและโรงสีโดยตรง",
                "Be easy to reach and answer within one working day of each city; tell the limits of the "
                "product before "
                "being asked; let buyers speak with the mill and the farmers directly.",
            ),
        },
    },
    parts=(
        Part(
            who="buyers",
            role=ParticipationRole.TARGET_PUBLIC,
            why="They decide what independent shelves carry.",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.ACCESS, Strategy.OPENNESS),
            message=1,
        ),
        Part(
            who="greenhollow",
            role=ParticipationRole.TARGET_PUBLIC,
            why="Lists two new Thai lines a year.",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.ACCESS, Strategy.POSITIVITY),
            message=2,
        ),
        Part(
            who="fiona",
            role=ParticipationRole.DECISION_MAKER,
            why="Signs the listing.",
            engagement=Engagement.CONSULT,
        ),
        Part(
            who="daniel",
            role=ParticipationRole.DECISION_MAKER,
            why="Supplies forty independents on the East Coast.",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.ACCESS,),
        ),
        Part(
            who="whitesand",
            role=ParticipationRole.TARGET_PUBLIC,
            why="Asked for allergen labels in English.",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.ASSURANCES,),
        ),
        Part(
            who="miyamae",
            role=ParticipationRole.TARGET_PUBLIC,
            why="Needs residue tests for every lot.",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.ASSURANCES,),
        ),
        Part(who="grocery_ledger", role=ParticipationRole.MEDIA),
        Part(
            who="eleanor",
            role=ParticipationRole.MEDIA,
            why="Writes the imports column.",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.OPENNESS,),
        ),
        Part(who="kenji", role=ParticipationRole.MEDIA),
        Part(
            who="coop", role=ParticipationRole.SUPPLIER, why="Its farmers answer buyers’ questions on camera."
        ),
        Part(who="olan", role=ParticipationRole.PARTNER, why="Cooks the range at two tastings."),
    ),
    messages=(
        Message(
            text=Both("อุ่นสองนาที รสเหมือนหุงใหม่", "Two minutes to warm, and it tastes freshly cooked."),
            proof=Both(
                "ผู้ซื้อ 31 จาก 38 รายให้คะแนนรส 4 ขึ้นไปจาก 5",
                "31 of 38 buyers rated the taste 4 or more out of 5.",
            ),
        ),
        Message(
            text=Both(
                "คำถามของคุณได้คำตอบภายในหนึ่งวันทำการ", "Your question is answered within one working day."
            ),
            proof=Both(
                "เวลาตอบเฉลี่ยเดือนล่าสุด 9 ชั่วโมงทำการ", "Average time to answer last month: 9 working hours."
            ),
            to="greenhollow",
        ),
        Message(text=Both("รู้ชื่อสหกรณ์ที่ปลูกข้าวทุกล็อต", "You know the co-operative that grew every lot.")),
    ),
    budget=(
        Money("ชุดชิมและค่าจัดส่ง", 520_000, 410_000, 296_400),
        Money("ล่ามและเอกสารนำเข้า", 180_000, 96_000, 71_500),
        Money("London tastings: venue and staff", 9_600, 9_600, 8_940, "GBP"),
        Money("New York demo kitchen", 7_800, 7_800, 0, "USD"),
        Money("Tokyo trade rooms", 640_000, 320_000, 0, "JPY"),
        Money("Sydney tasting", 6_500, 2_000, 0, "AUD"),
    ),
    goals=(
        Goal(
            statement=Both("ผู้ซื้อรายใหม่ขอใบเสนอราคา 40 ราย", "40 new buyers ask for a quotation."),
            metric=OwnMeasure(
                name=Both("คำขอใบเสนอราคาจากผู้ซื้อใหม่", "Quotations asked for by new buyers"),
                unit="ราย",
                is_return=True,
            ),
            stage=Stage.OUTCOME,
            baseline="0",
            target="40",
            due=140,
            pillar=Pillar.VALUE,
            effect=Effect.BEHAVIOUR,
            about="buyers",
            figures=(
                Figure(on=-32, value="6", method=Method.SALES_DATA, source="Export desk order book"),
                Figure(
                    on=-4,
                    value="15",
                    method=Method.SALES_DATA,
                    source="Export desk order book",
                    note="Nine of them from London",
                ),
            ),
        ),
        Goal(
            statement=Both(
                "ตอบคำถามแรกภายในแปดชั่วโมงทำการ", "The first answer comes within eight working hours."
            ),
            metric="first_response_time",
            baseline="32",
            baseline_on=-88,
            baseline_source="กล่องอีเมลฝ่ายส่งออก 60 ฉบับ",
            target="8",
            due=120,
            pillar=Pillar.RELATIONSHIP,
            figures=(
                Figure(on=-40, value="15.5", n=44, method=Method.SERVICE_LOG, source="Export mailbox log"),
                Figure(on=-7, value="9", n=61, method=Method.SERVICE_LOG, source="Export mailbox log"),
            ),
        ),
        Goal(
            statement=Both("ผู้ที่ตอบรับแล้วมาชิมจริงร้อยละ 75", "Of those who accept, 75% come to taste."),
            metric="show_rate",
            baseline="52",
            baseline_on=-88,
            baseline_source="งานชิมปีที่แล้ว",
            target="75",
            due=130,
            figures=(
                Figure(on=-29, of=(38, 55), n=55, method=Method.ATTENDANCE_COUNT, source="London guest list"),
            ),
        ),
        Goal(
            statement=Both(
                "บทความในสื่อการค้าที่อธิบายที่มาของข้าว 6 ชิ้น",
                "Six trade articles that explain where the rice comes from.",
            ),
            metric="coverage_count",
            baseline="0",
            target="6",
            due=140,
            pillar=Pillar.REPUTATION,
            figures=(Figure(on=-18, value="2", method=Method.MEDIA_LOG, source="บันทึกข่าว ไม่นับสำเนา"),),
        ),
    ),
    happened=(
        Sent(-74, "hannah", "Three cities for now; Sydney follows once the labels are ready."),
        Decided(
            -70,
            "phanuphong",
            DecisionKind.APPROVE,
            "Good. Please keep the water claims to what the university has published.",
        ),
        Stepped(-58, "hannah", Step.START),
        Repriced(-24, "hannah", Money("Sydney tasting", 8_200, 2_000, 0, "AUD")),
        Revised(-24, "hannah", Section.OFFER, {"expected_return_value": Decimal(45)}),
        Sent(-23, "hannah", "Sydney needs a bigger kitchen; the labels are ready.", is_changed_plan=True),
        Decided(-21, "phanuphong", DecisionKind.APPROVE),
    ),
    occasions=(*ABROAD, *ONLINE),
    links=(
        Linked(
            Both("ชุดเอกสารนำเข้าแยกประเทศ", "Import papers by country"),
            "https://drive.maniruang.example/import",
        ),
        Linked(
            Both("แคตตาล็อกข้าวพร้อมทาน", "Ready-rice catalogue"), "https://export.maniruang.example/range", True
        ),
    ),
)
