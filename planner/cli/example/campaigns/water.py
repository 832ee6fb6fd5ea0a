"""Clean drinking water for riverside schools: communal, finished, its result recorded."""

from __future__ import annotations

from planner.accounts.models import Kind
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Step
from planner.campaigns.words import FieldOfWork, Iso26000, NeedSource, ParticipationRole, Strategy
from planner.cli.example.campaigns.water_occasions import OCCASIONS
from planner.cli.example.shapes import (
    Both,
    Decided,
    Figure,
    Goal,
    Message,
    Money,
    OwnMeasure,
    Part,
    Plan,
    Revised,
    Sent,
    Stepped,
)
from planner.objectives.words import Direction, Effect, Method, Pillar, Stage
from planner.plans.models import DecisionKind
from planner.stakeholders.words import Engagement

_LESSONS = Both(
    "สิ่งที่ได้ผล: ให้ครูและกรรมการวัดเลือกจุดติดตั้งเอง เครื่องกรองจึงถูกใช้จริง "
    "และการติดผลตรวจน้ำไว้หน้าโรงอาหารทุกเดือนทำให้ผู้ปกครองเลิกซื้อน้ำถังเร็วกว่าที่คาด\n"
    "สิ่งที่พลาด: เราเริ่มสอนเปลี่ยนไส้กรองช้าไปหนึ่งเดือน และไม่ได้เก็บข้อมูลการลาป่วยก่อนเริ่มโครงการ "
    "จึงตอบไม่ได้ว่าเด็กป่วยน้อยลงหรือไม่\n"
    "ครั้งหน้า: เก็บข้อมูลฐานร่วมกับโรงเรียนตั้งแต่วันแรก และกันงบไส้กรองปีที่สองไว้ก่อนส่งมอบ",
    "What worked: teachers and the temple committee chose where the filters stand, so they are "
    "used; and posting "
    "each month’s water test outside the canteen made parents stop buying tank water sooner than "
    "we had hoped.\n"
    "What did not: we began to teach filter changes a month late, and we took no record of sick "
    "days before the "
    "start, so we cannot say whether children are ill less often.\n"
    "Next time: collect the baseline with the school from day one, and set the second year’s "
    "filters aside before "
    "handing over.",
)

WATER = Plan(
    key="water",
    kind=Kind.COMMUNAL,
    owner="kroekphon",
    approver="orawan",
    begun=-238,
    start=-205,
    end=-70,
    title=Both("น้ำดื่มสะอาดเพื่อโรงเรียนริมน้ำ", "Clean Drinking Water for Riverside Schools"),
    purpose=Both(
        "ให้นักเรียนโรงเรียนริมน้ำสามแห่งมีน้ำดื่มสะอาดตลอดปี โดยชุมชนดูแลเครื่องกรองต่อได้เอง",
        "Give the pupils of three riverside schools clean drinking water all year, with filters "
        "their own community "
        "can keep running.",
    ),
    sections={
        Section.ABOUT: {"field_of_work": FieldOfWork.CSR, "tags": ["น้ำ", "โรงเรียน", "นครสวรรค์"]},
        Section.WHY: {"seeks_no_benefit": True},
        Section.NEED: {"need_source": NeedSource.STATED_BY_STAKEHOLDER, "beneficiaries_planned": 612},
        Section.STRATEGY: {
            "sdg": [4, 6, 17],
            "iso26000": [Iso26000.COMMUNITY_INVOLVEMENT_DEVELOPMENT.value, Iso26000.ENVIRONMENT.value],
            "risks": "น้ำท่วมช่วงติดตั้ง ต้องมีแผนย้ายเครื่องกรองขึ้นที่สูง · ไส้กรองขาดตลาด · ครูผู้ดูแลย้ายโรงเรียน",
        },
    },
    texts={
        Section.WHY: {
            "situation": Both(
                "โรงเรียนริมน้ำสามแห่งในตำบลบึงเสนาใช้น้ำบาดาลที่ขุ่นทุกหน้าแล้ง "
                "ผลตรวจจากห้องปฏิบัติการของมหาวิทยาลัยพบเชื้อโคลิฟอร์มเกินเกณฑ์ในสองแห่ง "
                "โรงเรียนต้องซื้อน้ำถังเดือนละราวหกพันบาทจากงบอาหารกลางวัน",
                "Three riverside schools in Bueng Sena draw groundwater that turns cloudy every dry season. "
                "University "
                "laboratory tests found coliform bacteria above the limit in two of them. The schools buy "
                "tank water "
                "for about 6,000 baht a month out of their lunch money.",
            ),
            "benefit_to_public": Both(
                "นักเรียนและครู 612 คนมีน้ำดื่มที่ผ่านเกณฑ์ทุกวัน และโรงเรียนนำเงินค่าน้ำกลับไปเป็นค่าอาหาร",
                "612 pupils and teachers drink water that meets the standard every day, and what the schools "
                "spent on "
                "water goes back into lunches.",
            ),
        },
        Section.NEED: {
            "need_statement": Both(
                "เจ้าอาวาสและครูอนามัยแจ้งว่าน้ำดื่มในโรงเรียนขุ่นและมีกลิ่นตั้งแต่เดือนมกราคมถึงพฤษภาคมของทุกปี",
                "The abbot and the health teacher told us that the schools’ drinking water is cloudy and "
                "smells from "
                "January to May every year.",
            ),
            "exit_plan": Both(
                "คณะกรรมการน้ำดื่มของแต่ละโรงเรียนรับดูแลเครื่องกรองตั้งแต่เดือนที่ห้า มณีรวงจัดหาไส้กรองปีแรก หลังจากนั้นใช้เงินที่เคยซื้อน้ำถัง",
                "From the fifth month each school’s water committee looks after its filter. Maniruang "
                "supplies filters "
                "for the first year; after that they are paid from what tank water used to cost.",
            ),
        },
        Section.STRATEGY: {
            "strategy_summary": Both(
                "ร่วมแก้ปัญหากับโรงเรียนและวัดตั้งแต่เลือกจุดติดตั้งจนถึงดูแลรักษา เปิดเผยผลตรวจน้ำทุกเดือนทั้งผลดีและไม่ดี "
                "และใช้เครือข่ายอาสาสมัครที่ชุมชนไว้ใจอยู่แล้ว",
                "Solve it together with schools and temple, from choosing the spot to maintenance; publish every "
                "month’s water test, good or bad; work through the volunteers whom the villages already trust.",
            ),
        },
    },
    parts=(
        Part(
            who="pupils",
            role=ParticipationRole.BENEFICIARY,
            why="ดื่มน้ำนี้ทุกวัน และเป็นคนบอกได้ว่ารสและกลิ่นดีขึ้นจริงหรือไม่",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.ASSURANCES,),
            message=1,
        ),
        Part(
            who="school_river",
            role=ParticipationRole.BENEFICIARY,
            why="โรงเรียนที่น้ำขุ่นที่สุด และมีครูอนามัยที่พร้อมดูแล",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.SHARING_OF_TASKS, Strategy.ASSURANCES),
            message=2,
        ),
        Part(
            who="abbot",
            role=ParticipationRole.DECISION_MAKER,
            why="ที่ดินโรงเรียนเป็นของวัด และชาวบ้านเชื่อถือ",
            engagement=Engagement.INVOLVE,
            strategies=(Strategy.ACCESS, Strategy.NETWORKING),
        ),
        Part(
            who="temple_foundation",
            role=ParticipationRole.PARTNER,
            why="รับดูแลกองทุนไส้กรองหลังโครงการจบ",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.SHARING_OF_TASKS,),
        ),
        Part(who="ueangfa", role=ParticipationRole.PARTNER, why="สอนเด็กตรวจน้ำและจดบันทึก"),
        Part(who="im_thong", role=ParticipationRole.PARTNER, why="มีประสบการณ์ติดตั้งเครื่องกรองในโรงเรียนขนาดเล็ก"),
        Part(who="volunteers", role=ParticipationRole.INTERNAL, engagement=Engagement.EMPOWER),
        Part(who="radio", role=ParticipationRole.MEDIA, why="ชาวบ้านฟังทุกเช้าก่อนออกนา"),
    ),
    messages=(
        Message(
            text=Both(
                "น้ำดื่มที่โรงเรียนสะอาดทุกวัน ไม่ใช่แค่วันส่งมอบ",
                "Clean water at school every day, not only on handover day.",
            ),
            proof=Both(
                "ติดผลตรวจจากห้องปฏิบัติการภายนอกหน้าโรงอาหารทุกเดือน",
                "An outside laboratory’s result is posted outside the canteen every month.",
            ),
        ),
        Message(
            text=Both(
                "ชุมชนเปลี่ยนไส้กรองเองได้ภายในสิบห้านาที", "The community can change a filter in fifteen minutes."
            ),
            proof=Both(
                "ครูและกรรมการวัด 14 คนผ่านการสอนและลงมือเองครบสองครั้ง",
                "Fourteen teachers and committee members have been taught and have done it twice.",
            ),
            to="school_river",
        ),
        Message(
            text=Both("เราไม่ขอป้ายชื่อบริษัทบนเครื่องกรอง", "We ask for no company name on the filters."),
            is_public=False,
        ),
    ),
    budget=(
        Money("เครื่องกรองน้ำและค่าติดตั้ง", 486_000, 486_000, 471_250),
        Money("ตรวจคุณภาพน้ำ 5 เดือน", 75_000, 72_000, 72_000),
        Money("ไส้กรองสำรองปีแรก", 54_000, 54_000, 54_000),
        Money("ค่าเดินทางอาสาสมัคร", 48_000, 36_500, 33_180),
        Money("สื่อความรู้ในโรงเรียน", 22_000, 18_400, 18_400),
    ),
    goals=(
        Goal(
            statement=Both(
                "ตัวอย่างน้ำดื่มของทั้งสามโรงเรียนผ่านเกณฑ์ทุกตัวอย่าง",
                "Every drinking-water sample of the three schools meets the standard.",
            ),
            metric=OwnMeasure(name=Both("ตัวอย่างน้ำที่ผ่านเกณฑ์", "Water samples within the standard"), unit="%"),
            stage=Stage.OUTCOME,
            baseline="33",
            baseline_on=-232,
            baseline_source="ห้องปฏิบัติการมหาวิทยาลัยลุ่มน้ำกลาง 6 ตัวอย่าง",
            target="100",
            due=-75,
            pillar=Pillar.VALUE,
            effect=Effect.CONDITION_CHANGED,
            about="pupils",
            figures=(
                Figure(
                    on=-150, of=(10, 12), method=Method.THIRD_PARTY_REPORT, source="รายงานห้องปฏิบัติการ ครั้งที่ 2"
                ),
                Figure(
                    on=-104, of=(12, 12), method=Method.THIRD_PARTY_REPORT, source="รายงานห้องปฏิบัติการ ครั้งที่ 4"
                ),
                Figure(
                    on=-77, of=(12, 12), method=Method.THIRD_PARTY_REPORT, source="รายงานห้องปฏิบัติการ ครั้งที่ 5"
                ),
            ),
        ),
        Goal(
            statement=Both("พนักงานอาสาร่วมลงแรง 300 ชั่วโมง", "Employees volunteer 300 hours."),
            metric="hours_volunteered",
            baseline="0",
            target="300",
            due=-72,
            pillar=Pillar.RELATIONSHIP,
            about="volunteers",
            figures=(
                Figure(on=-141, value="148", method=Method.ATTENDANCE_COUNT, source="ใบลงเวลาอาสา"),
                Figure(
                    on=-74,
                    value="268",
                    method=Method.ATTENDANCE_COUNT,
                    source="ใบลงเวลาอาสา",
                    note="วันเสาร์สองครั้งงดเพราะน้ำหลาก",
                ),
            ),
        ),
        Goal(
            statement=Both(
                "ครูและกรรมการวัดไว้วางใจว่าเราทำตามที่พูด",
                "Teachers and the temple committee trust that we do what we say.",
            ),
            metric="relationship_index.trust",
            baseline="5.4",
            baseline_on=-210,
            baseline_source="แบบสอบถาม 18 คน",
            target="7",
            due=-60,
            pillar=Pillar.RELATIONSHIP,
            effect=Effect.RELATIONSHIP,
            about="school_river",
            figures=(
                Figure(
                    on=-62,
                    value="7.3",
                    n=17,
                    method=Method.SURVEY,
                    source="แบบสอบถามหลังโครงการ",
                    note="ตอบกลับ 17 จาก 18 คน",
                ),
            ),
        ),
        Goal(
            statement=Both(
                "วันลาป่วยด้วยโรคทางเดินอาหารลดลงครึ่งหนึ่ง", "Sick days from stomach illness fall by half."
            ),
            metric=OwnMeasure(
                name=Both("วันลาป่วยต่อนักเรียนร้อยคนต่อเดือน", "Sick days per hundred pupils a month"), unit="วัน"
            ),
            stage=Stage.IMPACT,
            baseline=None,
            target="3",
            due=-60,
            direction=Direction.DECREASE,
            effect=Effect.CONDITION_CHANGED,
            not_measured=(-57, "โรงเรียนไม่ได้เก็บสาเหตุการลาก่อนเริ่มโครงการ จึงไม่มีค่าฐานให้เทียบ"),
        ),
    ),
    happened=(
        Sent(-228, "kroekphon", "ครบทุกหัวข้อแล้วครับ รบกวนดูเรื่องงบไส้กรองปีแรก"),
        Decided(
            -226, "orawan", DecisionKind.REQUEST_CHANGES, "ขอค่าฐานคุณภาพน้ำจากห้องปฏิบัติการภายนอก ไม่ใช้ค่าที่เราวัดเอง"
        ),
        Sent(-219, "kroekphon", "ใส่ผลตรวจจากมหาวิทยาลัยแล้ว 6 ตัวอย่าง"),
        Decided(-217, "orawan", DecisionKind.APPROVE, "ดีมาก เริ่มได้เลย ฝากดูแผนช่วงน้ำหลากด้วย"),
        Stepped(-205, "kroekphon", Step.START),
        Stepped(-68, "kroekphon", Step.COMPLETE, "ส่งมอบให้คณะกรรมการน้ำดื่มครบสามโรงเรียน"),
        Revised(-54, "kroekphon", Section.LESSONS, {"lessons_th": _LESSONS.th, "lessons_en": _LESSONS.en}),
        Stepped(-52, "kroekphon", Step.EVALUATE),
    ),
    occasions=OCCASIONS,
)
