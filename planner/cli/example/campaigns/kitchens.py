"""Strong school kitchens: communal, running, with a second plan approved on the way."""

from __future__ import annotations

from planner.accounts.models import Kind
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Step
from planner.campaigns.words import FieldOfWork, Iso26000, NeedSource, ParticipationRole, Strategy
from planner.cli.example.campaigns.kitchens_ahead import AHEAD
from planner.cli.example.campaigns.kitchens_so_far import SO_FAR
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
from planner.objectives.words import Direction, Effect, Method, Pillar, Stage
from planner.plans.models import DecisionKind
from planner.stakeholders.words import Engagement

KITCHENS = Plan(
    key="kitchens",
    kind=Kind.COMMUNAL,
    owner="praewa",
    approver="orawan",
    begun=-152,
    start=-120,
    end=170,
    title=Both("ครัวโรงเรียนแข็งแรง", "Strong School Kitchens"),
    purpose=Both(
        "ให้เด็กโรงเรียนรอบโรงงานได้กินมื้อกลางวันที่ครบห้าหมู่ทุกวันเปิดเรียน จากครัวที่โรงเรียนและชุมชนดูแลได้เอง",
        "Give children around our plant a balanced lunch on every school day, from kitchens that "
        "school and village can "
        "run themselves.",
    ),
    sections={
        Section.ABOUT: {
            "field_of_work": FieldOfWork.COMMUNITY_RELATIONS,
            "tags": ["อาหารกลางวัน", "โรงเรียน", "ท่าตะเคียน"],
        },
        Section.WHY: {"seeks_no_benefit": True},
        Section.NEED: {"need_source": NeedSource.STATED_BY_STAKEHOLDER, "beneficiaries_planned": 486},
        Section.STRATEGY: {
            "sdg": [2, 3, 4],
            "iso26000": [Iso26000.COMMUNITY_INVOLVEMENT_DEVELOPMENT.value, Iso26000.HUMAN_RIGHTS.value],
            "risks": "เด็กแพ้อาหารโดยไม่มีข้อมูล · อาสาลดลงช่วงเร่งผลิต · ถูกมองว่าเป็นการโฆษณาในโรงเรียน "
            "จึงห้ามใช้โลโก้สินค้าและห้ามแจกสินค้าในพื้นที่โรงเรียน",
        },
    },
    texts={
        Section.WHY: {
            "situation": Both(
                "โรงเรียนบ้านท่าตะเคียนและบ้านเขาแก้วมีงบอาหารกลางวันต่อหัวเท่าเดิมมาหลายปี ครูต้องผลัดกันทำกับข้าว "
                "ผลชั่งน้ำหนักภาคเรียนที่แล้วพบเด็กผอมและเตี้ยร้อยละ 23 สูงกว่าค่าเฉลี่ยของอำเภอเกือบเท่าตัว",
                "At Ban Tha Takhian and Ban Khao Kaeo schools the lunch allowance per child has not risen "
                "for years and "
                "teachers take turns to cook. Last term’s weighing found 23% of the children underweight or "
                "stunted, "
                "almost twice the district average.",
            ),
            "benefit_to_public": Both(
                "เด็ก 486 คนได้กินผัก ไข่ และผลไม้ทุกวันเปิดเรียน ครูมีเวลากลับไปสอน และชุมชนมีครัวที่ผ่านมาตรฐานใช้ร่วมกันในงานบุญ",
                "486 children eat vegetables, eggs and fruit every school day, teachers get back to "
                "teaching, and the "
                "village has a kitchen of proper standard to share at festivals.",
            ),
        },
        Section.NEED: {
            "need_statement": Both(
                "ผู้อำนวยการโรงเรียนและประธาน อสม. ขอให้ช่วยเรื่องมื้อกลางวัน เพราะงบไม่พอซื้อผักและไข่เกินสัปดาห์ละสองวัน "
                "และครัวไม่มีที่ล้างและเก็บอาหารที่ปลอดภัย",
                "The head teacher and the chair of the health volunteers asked for help with lunches: the "
                "money buys "
                "vegetables and eggs on two days a week at most, and the kitchens have nowhere safe to wash "
                "and store food.",
            ),
            "exit_plan": Both(
                "ปีที่สองเทศบาลรับค่าแม่ครัวเข้าข้อบัญญัติงบประมาณ โรงเรียนใช้ผักจากแปลงของตนเองอย่างน้อยหนึ่งในสาม "
                "มณีรวงอยู่ต่อในฐานะกรรมการหนึ่งเสียง",
                "In the second year the municipality takes the cook’s wages into its budget and a third of "
                "the vegetables "
                "come from the schools’ own gardens. Maniruang stays as one voice on the committee.",
            ),
        },
        Section.STRATEGY: {
            "strategy_summary": Both(
                "ให้คณะกรรมการครัวซึ่งมีครู ผู้ปกครอง และ อสม. ตัดสินใจเมนูและการใช้เงิน เราลงแรงและความรู้ด้านอาหารปลอดภัย "
                "เปิดครัวให้ผู้ปกครองเข้ามาดูได้ทุกวัน และรายงานทั้งเรื่องที่ดีขึ้นและเรื่องที่ยังไม่ดี",
                "A kitchen committee of teachers, parents and health volunteers decides on menus and money. "
                "We bring "
                "hands and food-safety knowledge, keep the kitchen open to any parent on any day, and report "
                "what got "
                "better and what did not.",
            ),
        },
    },
    parts=(
        Part(
            who="pupils",
            role=ParticipationRole.BENEFICIARY,
            why="คนที่กินทุกวันต้องได้เลือกเมนู",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.POSITIVITY,),
            message=1,
        ),
        Part(
            who="school",
            role=ParticipationRole.BENEFICIARY,
            why="เป็นเจ้าของครัวและเป็นผู้ขอ",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.SHARING_OF_TASKS, Strategy.ASSURANCES),
            message=2,
        ),
        Part(
            who="school_hill",
            role=ParticipationRole.BENEFICIARY,
            why="โรงเรียนเล็กที่ไม่มีแม่ครัว",
            engagement=Engagement.INVOLVE,
        ),
        Part(
            who="praiwan",
            role=ParticipationRole.DECISION_MAKER,
            why="ประธานคณะกรรมการครัว",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.ACCESS, Strategy.SHARING_OF_TASKS),
        ),
        Part(
            who="parents",
            role=ParticipationRole.TARGET_PUBLIC,
            why="อยากเห็นกับตาว่าลูกกินอะไร",
            engagement=Engagement.INVOLVE,
            strategies=(Strategy.ACCESS, Strategy.OPENNESS),
            message=3,
        ),
        Part(
            who="villagers",
            role=ParticipationRole.TARGET_PUBLIC,
            why="เพื่อนบ้านติดรั้วที่ยังไม่แน่ใจในเรา",
            engagement=Engagement.INVOLVE,
            strategies=(Strategy.OPENNESS, Strategy.ASSURANCES),
        ),
        Part(
            who="saengduean",
            role=ParticipationRole.PARTNER,
            why="ชั่งน้ำหนักวัดส่วนสูงและเยี่ยมบ้าน",
            engagement=Engagement.INVOLVE,
            strategies=(Strategy.NETWORKING,),
        ),
        Part(
            who="im_thong",
            role=ParticipationRole.PARTNER,
            why="สูตรอาหารและการอบรมแม่ครัว",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.NETWORKING, Strategy.SHARING_OF_TASKS),
        ),
        Part(
            who="district_health",
            role=ParticipationRole.PARTNER,
            why="ตรวจมาตรฐานครัวและรับรองผล",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.OPENNESS,),
        ),
        Part(
            who="municipality",
            role=ParticipationRole.DECISION_MAKER,
            why="เจ้าของงบอาหารกลางวัน และผู้รับช่วงต่อในปีที่สอง",
            engagement=Engagement.COLLABORATE,
        ),
        Part(who="cold_chain", role=ParticipationRole.PARTNER, why="ส่งของสดขึ้นเขาแก้วโดยไม่คิดค่าขนส่ง"),
        Part(
            who="volunteers",
            role=ParticipationRole.INTERNAL,
            engagement=Engagement.EMPOWER,
            strategies=(Strategy.POSITIVITY,),
        ),
        Part(who="kasem", role=ParticipationRole.DECISION_MAKER, why="พูดแทนหมู่บ้าน และเปิดทางให้รถเข้าโรงเรียน"),
        Part(who="radio", role=ParticipationRole.MEDIA),
    ),
    messages=(
        Message(
            text=Both(
                "เด็กทุกคนได้กินอิ่มครบห้าหมู่ทุกวันเปิดเรียน",
                "Every child eats a full, balanced lunch on every school day.",
            ),
            proof=Both(
                "เมนูและต้นทุนต่อจานติดหน้าโรงอาหารทุกวันจันทร์",
                "Menus and the cost per plate are posted outside the canteen every Monday.",
            ),
        ),
        Message(
            text=Both(
                "ครัวเป็นของโรงเรียน การตัดสินใจก็เป็นของโรงเรียน",
                "The kitchen is the school’s, and so are the decisions.",
            ),
            proof=Both(
                "คณะกรรมการเก้าคน มณีรวงมีหนึ่งเสียง", "Nine members on the committee; Maniruang has one vote."
            ),
            to="school",
        ),
        Message(
            text=Both(
                "ผู้ปกครองเดินเข้ามาดูครัวได้ทุกวันโดยไม่ต้องนัด",
                "Any parent may walk into the kitchen on any day, unannounced.",
            ),
            to="parents",
        ),
        Message(
            text=Both(
                "ไม่มีการขายหรือแจกสินค้าของเราในโรงเรียน", "None of our products are sold or handed out at school."
            )
        ),
    ),
    budget=(
        Money("ปรับปรุงครัวและอุปกรณ์", 640_000, 598_000, 412_500),
        Money("วัตถุดิบสมทบ 2 ภาคเรียน", 380_000, 190_000, 142_800),
        Money("อบรมแม่ครัวและครู", 96_000, 64_000, 58_300),
        Money("รถรับส่งอาสาสมัคร", 72_000, 36_000, 27_450),
        Money("ชั่งน้ำหนักและประเมินผล", 60_000, 30_000, 15_000),
        Money("สื่อความรู้สำหรับผู้ปกครอง", 35_000, 21_000, 19_600),
    ),
    goals=(
        Goal(
            statement=Both("เด็กผอมและเตี้ยลดลงเหลือร้อยละ 15", "Underweight or stunted children fall to 15%."),
            metric=OwnMeasure(name=Both("เด็กผอมหรือเตี้ย", "Underweight or stunted children"), unit="%"),
            stage=Stage.IMPACT,
            baseline="23",
            baseline_on=-125,
            baseline_source="ผลชั่งน้ำหนักภาคเรียนก่อน สำนักงานสาธารณสุขอำเภอ",
            target="15",
            due=165,
            direction=Direction.DECREASE,
            pillar=Pillar.VALUE,
            effect=Effect.CONDITION_CHANGED,
            about="pupils",
            figures=(
                Figure(
                    on=-28,
                    of=(97, 479),
                    n=479,
                    method=Method.THIRD_PARTY_REPORT,
                    source="ผลชั่งน้ำหนัก สำนักงานสาธารณสุขอำเภอ",
                    note="เด็กย้ายออก 7 คน",
                ),
            ),
        ),
        Goal(
            statement=Both(
                "วันที่มีผักและไข่ครบในจานเพิ่มเป็นสี่วันต่อสัปดาห์",
                "Vegetables and egg are on the plate on four days a week.",
            ),
            metric=OwnMeasure(
                name=Both("วันต่อสัปดาห์ที่เมนูครบห้าหมู่", "Days a week with a balanced menu"), unit="วัน"
            ),
            stage=Stage.OUTCOME,
            baseline="2",
            baseline_on=-140,
            baseline_source="บันทึกเมนูของโรงเรียน 4 สัปดาห์",
            target="4",
            due=60,
            pillar=Pillar.VALUE,
            about="school",
            figures=(
                Figure(on=-85, value="2.6", method=Method.SERVICE_LOG, source="บันทึกเมนูรายวัน", since=-112),
                Figure(on=-50, value="3.3", method=Method.SERVICE_LOG, source="บันทึกเมนูรายวัน", since=-84),
                Figure(on=-15, value="3.8", method=Method.SERVICE_LOG, source="บันทึกเมนูรายวัน", since=-49),
            ),
        ),
        Goal(
            statement=Both(
                "ผู้ปกครองพอใจกับมื้อกลางวันของลูก", "Parents are satisfied with their children’s lunch."
            ),
            metric="csat_score",
            baseline="2.9",
            baseline_on=-130,
            baseline_source="แบบสอบถามผู้ปกครอง 112 คน",
            target="4",
            due=150,
            pillar=Pillar.RELATIONSHIP,
            effect=Effect.ATTITUDE,
            about="parents",
            figures=(
                Figure(on=-35, value="3.2", n=134, method=Method.SURVEY, source="แบบสอบถามกลางโครงการ"),
            ),
        ),
        Goal(
            statement=Both("ความไว้วางใจของชาวบ้านต่อโรงงานดีขึ้น", "Villagers’ trust in the plant grows."),
            metric="relationship_index.trust",
            baseline=None,
            target="6.5",
            due=160,
            pillar=Pillar.RELATIONSHIP,
            effect=Effect.RELATIONSHIP,
            about="villagers",
        ),
        Goal(
            statement=Both("พนักงานอาสาลงแรง 800 ชั่วโมง", "Employees volunteer 800 hours."),
            metric="hours_volunteered",
            baseline="0",
            target="800",
            due=165,
            about="volunteers",
            figures=(
                Figure(on=-60, value="196", method=Method.ATTENDANCE_COUNT, source="ใบลงเวลาอาสา"),
                Figure(on=-8, value="391", method=Method.ATTENDANCE_COUNT, source="ใบลงเวลาอาสา"),
            ),
        ),
    ),
    happened=(
        Sent(-138, "praewa", "รวมความเห็นจาก ผอ.ไพรวัลย์และพี่เดือนแล้วค่ะ"),
        Decided(-134, "orawan", DecisionKind.APPROVE, "ย้ำทุกคนเรื่องห้ามใช้โลโก้สินค้าในโรงเรียน"),
        Stepped(-120, "praewa", Step.START),
        Repriced(-48, "praewa", Money("วัตถุดิบสมทบ 2 ภาคเรียน", 420_000, 190_000, 118_200)),
        Revised(-48, "praewa", Section.ABOUT, {"end_on": 200}),
        Sent(-46, "praewa", "ขอขยายเวลาหนึ่งเดือนและเพิ่มค่าวัตถุดิบ เพราะเริ่มบ้านเขาแก้วช้ากว่าแผน", is_changed_plan=True),
        Decided(-43, "orawan", DecisionKind.APPROVE, "เห็นชอบ ขอตัวเลขต้นทุนต่อจานทุกสิ้นเดือน"),
        Repriced(-6, "praewa", Money("วัตถุดิบสมทบ 2 ภาคเรียน", 420_000, 214_000, 142_800)),
    ),
    occasions=(*SO_FAR, *AHEAD),
    links=(
        Linked(Both("โฟลเดอร์งาน", "Working folder"), "https://drive.maniruang.example/school-kitchens"),
        Linked(
            Both("ต้นทุนต่อจาน รายเดือน", "Cost of a plate, by month"),
            "https://drive.maniruang.example/school-kitchens/plate-cost",
        ),
        Linked(
            Both("หน้าโครงการ", "Project page"),
            "https://www.maniruang.example/school-kitchens",
            is_outward=True,
        ),
    ),
)
