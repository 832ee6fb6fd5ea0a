"""Wet and dry by turns: communal, approved, and changed since."""

from __future__ import annotations

from planner.accounts.models import Kind
from planner.campaigns.kinds import Section
from planner.campaigns.words import FieldOfWork, Iso26000, NeedSource, ParticipationRole, Strategy
from planner.cli.example.campaigns.rice_occasions import OCCASIONS
from planner.cli.example.shapes import (
    Both,
    Decided,
    Goal,
    Message,
    Money,
    OwnMeasure,
    Part,
    Plan,
    Repriced,
    Revised,
    Reworded,
    Sent,
)
from planner.objectives.words import Direction, Effect, Pillar, Stage
from planner.plans.models import DecisionKind
from planner.stakeholders.words import Engagement

RICE = Plan(
    key="rice",
    kind=Kind.COMMUNAL,
    owner="kroekphon",
    approver="orawan",
    begun=-84,
    start=24,
    end=175,
    title=Both("นาเปียกสลับแห้ง เรียนด้วยกันในแปลงจริง", "Wet and Dry by Turns: Learning in the Field"),
    purpose=Both(
        "ให้ชาวนาลุ่มน้ำบึงเสนาได้ทดลองและตัดสินใจเองว่าการทำนาเปียกสลับแห้งคุ้มสำหรับแปลงของตนหรือไม่ ไม่ว่าจะขายข้าวให้ใคร",
        "Let the rice farmers of Bueng Sena try alternate wetting and drying and judge for "
        "themselves whether it pays on "
        "their own fields, whoever buys their rice.",
    ),
    sections={
        Section.ABOUT: {"field_of_work": FieldOfWork.CSR, "tags": ["ข้าว", "น้ำ", "ชาวนา", "บึงเสนา"]},
        Section.WHY: {},
        Section.NEED: {"need_source": NeedSource.THIRD_PARTY_DATA, "beneficiaries_planned": 140},
        Section.STRATEGY: {
            "sdg": [6, 12, 13, 17],
            "iso26000": [Iso26000.ENVIRONMENT.value, Iso26000.COMMUNITY_INVOLVEMENT_DEVELOPMENT.value],
            "risks": "ฝนมาผิดจังหวะทำให้แปลงสาธิตไม่เห็นผล · ชาวนาเข้าใจว่าเป็นเงื่อนไขรับซื้อ · ข้อมูลรายแปลงถูกใช้ต่อรองราคา "
            "จึงให้มหาวิทยาลัยเป็นผู้เก็บ",
        },
    },
    texts={
        Section.WHY: {
            "situation": Both(
                "สองฤดูที่ผ่านมาชาวนาปลายคลองสูบน้ำเฉลี่ยเก้าครั้งต่อรอบปลูก ค่าน้ำมันขึ้นเกือบหนึ่งในสามของต้นทุน "
                "ขณะที่ชลประทานประกาศลดการส่งน้ำ งานวิจัยในจังหวัดใกล้เคียงพบว่าวิธีเปียกสลับแห้งลดน้ำได้หนึ่งในสี่โดยผลผลิตไม่ลด "
                "แต่ยังไม่มีใครลองในดินบึงเสนา",
                "In the last two seasons farmers at the canal’s end pumped nine times a crop on average; "
                "fuel is nearly a "
                "third of their costs, and the irrigation office has announced less water. Research in "
                "neighbouring "
                "provinces saved a quarter of the water without losing yield, but nobody has tried it on "
                "Bueng Sena soil.",
            ),
            "benefit_to_public": Both(
                "ชาวนา 140 ครัวเรือนได้ความรู้ ท่อวัดระดับน้ำ และข้อมูลจากแปลงจริงที่เชื่อถือได้โดยไม่มีค่าใช้จ่ายและไม่มีเงื่อนไขการขาย",
                "140 farming households gain knowledge, water tubes and figures from real fields they can "
                "rely on, free of "
                "charge and with no condition on where they sell.",
            ),
            "benefit_to_organisation": Both(
                "เข้าใจความเสี่ยงด้านน้ำของพื้นที่ร่วมกับเพื่อนบ้าน ไม่ได้คาดหวังข้าวหรือราคาตอบแทน",
                "We come to understand the area’s water risk together with our neighbours; neither rice nor "
                "a better price is expected in return.",
            ),
        },
        Section.NEED: {
            "need_statement": Both(
                "ข้อมูลชลประทานระบุว่าลุ่มน้ำบึงเสนาจะได้น้ำลดลงร้อยละ 20 ในฤดูหน้า "
                "และแบบสำรวจของมหาวิทยาลัยพบว่าชาวนาเจ็ดในสิบอยากลดการสูบน้ำแต่ไม่มีใครสอน",
                "Irrigation data say Bueng Sena will receive 20% less water next season, and a university "
                "survey found that "
                "seven farmers in ten want to pump less but have nobody to show them how.",
            ),
            "exit_plan": Both(
                "ศูนย์เรียนรู้ชาวนาบึงเสนาเป็นเจ้าของชุดเครื่องมือและข้อมูล มหาวิทยาลัยติดตามต่ออีกสองฤดู",
                "The farmers’ learning centre owns the tools and the data; the university follows up for two "
                "more seasons.",
            ),
        },
        Section.STRATEGY: {
            "strategy_summary": Both(
                "ให้ชาวนาสิบสองรายเป็นครู ใช้แปลงของเขาเองเป็นห้องเรียน มหาวิทยาลัยเป็นคนกลางเก็บข้อมูล "
                "และเปิดเผยผลทุกแปลงแม้ผลจะไม่ดี",
                "Twelve farmers teach, with their own fields as the classroom; the university collects the "
                "data as a "
                "neutral party; every field’s result is published, good or bad.",
            ),
        },
    },
    parts=(
        Part(
            who="farmers",
            role=ParticipationRole.BENEFICIARY,
            why="คนตัดสินใจเรื่องน้ำในแปลง",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.SHARING_OF_TASKS, Strategy.ASSURANCES),
            message=1,
        ),
        Part(
            who="bunma",
            role=ParticipationRole.DECISION_MAKER,
            why="ถ้าผู้ใหญ่ลอง คนอื่นจะลองตาม",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.ACCESS,),
        ),
        Part(
            who="coop",
            role=ParticipationRole.PARTNER,
            why="มีรายชื่อสมาชิกและลานประชุม",
            engagement=Engagement.INVOLVE,
            strategies=(Strategy.NETWORKING,),
        ),
        Part(who="chaithip", role=ParticipationRole.PARTNER, why="แปลงสาธิตแปลงแรกเป็นของเธอ"),
        Part(
            who="university",
            role=ParticipationRole.PARTNER,
            why="คนกลางด้านข้อมูล",
            engagement=Engagement.COLLABORATE,
            strategies=(Strategy.OPENNESS, Strategy.NETWORKING),
        ),
        Part(who="thirawat", role=ParticipationRole.PARTNER, why="หัวหน้าทีมวิจัย"),
        Part(who="water_watch", role=ParticipationRole.DECISION_MAKER, why="ข้อมูลปริมาณน้ำรายสัปดาห์"),
        Part(who="radio", role=ParticipationRole.MEDIA, why="ประกาศวันปล่อยน้ำ–งดน้ำ"),
        Part(
            who="mongkhon",
            role=ParticipationRole.TARGET_PUBLIC,
            why="ถามความเสี่ยงด้านน้ำทุกไตรมาส",
            engagement=Engagement.INFORM,
            strategies=(Strategy.OPENNESS,),
        ),
    ),
    messages=(
        Message(
            text=Both(
                "ลองก่อนหนึ่งไร่ เห็นผลแล้วค่อยตัดสินใจ",
                "Try it on one rai first; decide when you have seen the result.",
            ),
            proof=Both(
                "สิบสองแปลงสาธิตเปิดให้เดินดูทุกวันพฤหัสบดี",
                "Twelve demonstration fields are open to walk through every Thursday.",
            ),
        ),
        Message(
            text=Both("ไม่ต้องขายข้าวให้เราก็เรียนได้", "You need not sell to us to learn here."),
            proof=Both("ใบสมัครไม่ถามว่าขายให้ใคร", "The form does not ask whom you sell to."),
        ),
        Message(
            text=Both("ข้อมูลของแปลงเป็นของชาวนา", "What the field tells belongs to the farmer."),
            to="university",
        ),
    ),
    budget=(
        Money("ท่อวัดระดับน้ำและเครื่องมือ", 168_000, 60_000, 0),
        Money("ค่าตอบแทนชาวนาผู้สอน", 216_000, 0, 0),
        Money("ทีมวิจัยมหาวิทยาลัย", 250_000, 125_000, 0),
        Money("ค่าอาหารวันเรียน", 64_000, 0, 0),
        Money("พิมพ์คู่มือภาพ", 38_000, 12_000, 0),
    ),
    goals=(
        Goal(
            statement=Both("ชาวนาที่ร่วมเรียนสูบน้ำน้อยลงหนึ่งในสี่", "Farmers who take part pump a quarter less."),
            metric=OwnMeasure(name=Both("จำนวนครั้งสูบน้ำต่อรอบปลูก", "Pumpings per crop"), unit="ครั้ง"),
            stage=Stage.OUTCOME,
            baseline="9",
            baseline_on=-90,
            baseline_source="แบบสำรวจมหาวิทยาลัย 86 ครัวเรือน",
            target="6.5",
            due=170,
            direction=Direction.DECREASE,
            pillar=Pillar.VALUE,
            effect=Effect.BEHAVIOUR,
            about="farmers",
        ),
        Goal(
            statement=Both("ครัวเรือนชาวนาเข้าเรียน 140 ครัวเรือน", "140 farming households take part."),
            metric="attendance",
            baseline="0",
            target="140",
            due=150,
            pillar=Pillar.RELATIONSHIP,
            about="farmers",
        ),
        Goal(
            statement=Both("ชาวนารู้สึกว่ามีส่วนตัดสินใจร่วมกัน", "Farmers feel that decisions are shared."),
            metric="relationship_index.control_mutuality",
            baseline="4.8",
            baseline_on=-60,
            baseline_source="แบบสอบถาม 41 คน",
            target="6.5",
            due=170,
            pillar=Pillar.RELATIONSHIP,
            effect=Effect.RELATIONSHIP,
            about="farmers",
        ),
    ),
    happened=(
        Sent(-31, "kroekphon"),
        Decided(
            -28,
            "orawan",
            DecisionKind.REQUEST_CHANGES,
            "ต้องพูดให้ชัดว่าไม่ใช่เงื่อนไขรับซื้อ เพิ่มเป็นข้อความหลัก และให้มหาวิทยาลัยเป็นผู้ถือข้อมูล",
        ),
        Sent(-24, "kroekphon", "เพิ่มข้อความข้อสองและข้อสามแล้ว ผศ.ดร.ธีรวัฒน์ตกลงเก็บข้อมูล"),
        Decided(-20, "orawan", DecisionKind.APPROVE),
        Reworded(
            -5,
            "kroekphon",
            1,
            Both(
                "ลองก่อนหนึ่งงาน เห็นผลแล้วค่อยตัดสินใจ",
                "Try it on a quarter of a rai first; decide when you have seen the result.",
            ),
        ),
        Repriced(-5, "kroekphon", Money("ค่าตอบแทนชาวนาผู้สอน", 264_000, 0, 0)),
        Revised(-4, "kroekphon", Section.ABOUT, {"end_on": 190}),
    ),
    occasions=OCCASIONS,
)
