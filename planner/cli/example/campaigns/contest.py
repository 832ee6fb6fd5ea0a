"""My Home Rice: a recipe contest judged on skill; exchange, finished, its result not recorded yet."""

from __future__ import annotations

from decimal import Decimal

from planner.accounts.models import Kind
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Step
from planner.campaigns.words import Attribution, FieldOfWork, ParticipationRole, ReturnType, Strategy
from planner.cli.example.campaigns.contest_occasions import OCCASIONS
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
    Sent,
    Stepped,
)
from planner.objectives.words import Direction, Effect, Method, Pillar, Stage
from planner.plans.models import DecisionKind
from planner.stakeholders.words import Engagement

CONTEST = Plan(
    key="contest",
    kind=Kind.EXCHANGE,
    owner="nattharika",
    approver="phanuphong",
    begun=-182,
    start=-160,
    end=-26,
    title=Both("ประกวดสูตร “ข้าวบ้านฉัน”", "“My Home Rice” Recipe Contest"),
    purpose=Both(
        "ให้คนทำอาหารที่บ้านส่งสูตรข้าวประจำบ้าน และรู้จักข้าวหอมมณีรวงถุงเล็กผ่านการลงมือทำ",
        "Have home cooks send in their family’s rice recipe, and get to know our small bags of "
        "fragrant rice by cooking with them.",
    ),
    sections={
        Section.ABOUT: {"field_of_work": FieldOfWork.SALES_PROMOTION, "tags": ["ประกวด", "สูตรอาหาร"]},
        Section.OFFER: {
            "expected_return_type": ReturnType.SIGN_UPS,
            "expected_return_value": Decimal(2_500),
            "attribution_method": Attribution.TRACKED_LINK,
        },
        Section.STRATEGY: {
            "sdg": [12],
            "risks": "ถูกเข้าใจว่าเป็นการจับฉลากซึ่งต้องขออนุญาต จึงตัดสินด้วยฝีมือและประกาศเกณฑ์ล่วงหน้า · สูตรซ้ำกับตำราที่มีลิขสิทธิ์",
        },
    },
    texts={
        Section.WHY: {
            "situation": Both(
                "ข้าวถุงเล็กขายดีเฉพาะช่วงลดราคา แบบสอบถามสมาชิกพบว่าคนซื้อเพราะถูก ไม่ใช่เพราะรู้จักรส "
                "ขณะที่เพจทำอาหารมีคนแลกสูตรกันทุกวัน",
                "Our small bags sell only when reduced. Members told us they buy them because they are "
                "cheap, not because "
                "they know the taste; meanwhile people swap recipes on cooking pages every day.",
            ),
            "benefit_to_public": Both(
                "ผู้ส่งสูตรทุกคนได้คำติชมจากครูสอนทำอาหาร สิบคนสุดท้ายได้เรียนหนึ่งวัน และเจ้าของสูตรมีชื่อบนถุง",
                "Everyone who enters gets a cookery teacher’s comments, ten finalists a day’s course, and "
                "the winner’s name goes on the bag.",
            ),
            "benefit_to_organisation": Both(
                "สมาชิกใหม่ 2,500 คนที่ให้ความยินยอมรับข่าว และสูตรสำหรับใช้บนบรรจุภัณฑ์",
                "2,500 new members who agree to hear from us, and recipes for our packs.",
            ),
        },
        Section.OFFER: {
            "offer_summary": Both(
                "ส่งสูตรพร้อมใบเสร็จข้าวหอมถุงเล็กหนึ่งใบ เข้ารอบด้วยฝีมือล้วน ๆ รางวัลชนะเลิศครัวเล็กพร้อมอุปกรณ์มูลค่า 60,000 บาท",
                "Send a recipe with one receipt for a small bag. Skill alone decides; the winner receives a "
                "small kitchen worth 60,000 baht.",
            ),
            "terms": Both(
                "ตัดสินโดยกรรมการสามคนตามเกณฑ์รส ความคิด และทำตามได้จริง ผู้ส่งเป็นเจ้าของสูตรและอนุญาตให้ใช้หนึ่งปี",
                "Three judges score taste, idea, and whether others can cook it. Entrants keep their recipe "
                "and license it to us for one year.",
            ),
            "segment": Both("คนทำอาหารที่บ้าน อายุ 25–55 ปี", "Home cooks aged 25 to 55."),
        },
        Section.STRATEGY: {
            "strategy_summary": Both(
                "ให้คนเก่งในบ้านเป็นพระเอก ใช้เครือข่ายเพจทำอาหารที่มีอยู่แล้ว และตอบทุกสูตรที่ส่งมา",
                "Make the cooks at home the heroes, work through the cooking pages that exist, and answer "
                "every entry.",
            ),
        },
    },
    parts=(
        Part(
            who="home_cooks",
            role=ParticipationRole.TARGET_PUBLIC,
            why="มีสูตรและอยากอวด",
            engagement=Engagement.INVOLVE,
            strategies=(Strategy.POSITIVITY, Strategy.ACCESS),
            message=1,
        ),
        Part(who="members", role=ParticipationRole.TARGET_PUBLIC, engagement=Engagement.INFORM),
        Part(
            who="baitoei", role=ParticipationRole.MEDIA, why="ชวนคนดูส่งสูตร", strategies=(Strategy.NETWORKING,)
        ),
        Part(who="olan", role=ParticipationRole.PARTNER, why="ประธานกรรมการตัดสิน"),
        Part(who="mall", role=ParticipationRole.PARTNER, why="พื้นที่รอบชิง"),
        Part(who="wanida", role=ParticipationRole.MEDIA, why="ลงสูตรสิบคนสุดท้ายในนิตยสาร"),
        Part(who="food_press", role=ParticipationRole.MEDIA),
    ),
    messages=(
        Message(
            text=Both(
                "สูตรของบ้านคุณ อาจอยู่บนถุงข้าวทั่วประเทศ",
                "Your family’s recipe could be on rice bags across the country.",
            ),
            proof=Both(
                "ชื่อและภาพผู้ชนะพิมพ์บนถุง 200,000 ใบ", "The winner’s name and picture are printed on 200,000 bags."
            ),
            to="home_cooks",
        ),
        Message(text=Both("ตัดสินด้วยฝีมือ ไม่ใช่จับฉลาก", "Judged on skill, not drawn by lot.")),
    ),
    budget=(
        Money("รางวัลและอุปกรณ์ครัว", 180_000, 178_500, 178_500),
        Money("รอบชิงชนะเลิศ", 240_000, 236_000, 229_840),
        Money("เรียนทำอาหารสิบคนสุดท้าย", 60_000, 60_000, 57_200),
        Money("สื่อออนไลน์", 300_000, 300_000, 311_400),
    ),
    goals=(
        Goal(
            statement=Both("สมาชิกใหม่ที่ยินยอมรับข่าว 2,500 คน", "2,500 new members who agree to hear from us."),
            metric=OwnMeasure(
                name=Both("สมาชิกใหม่ที่ยินยอมรับข่าว", "New members with consent"), unit="คน", is_return=True
            ),
            stage=Stage.OUTCOME,
            baseline="0",
            target="2500",
            due=-26,
            pillar=Pillar.VALUE,
            figures=(
                Figure(on=-110, value="840", method=Method.SALES_DATA, source="ระบบสมาชิก"),
                Figure(on=-60, value="1912", method=Method.SALES_DATA, source="ระบบสมาชิก"),
                Figure(
                    on=-24,
                    value="2764",
                    method=Method.SALES_DATA,
                    source="ระบบสมาชิก",
                    note="ตัดรายที่ซ้ำและรายที่ไม่ให้ความยินยอมออกแล้ว",
                ),
            ),
        ),
        Goal(
            statement=Both("สูตรที่ส่งเข้าประกวด 600 สูตร", "600 recipes are sent in."),
            metric="attendance",
            stage=Stage.OUT_TAKE,
            baseline="0",
            target="600",
            due=-75,
            about="home_cooks",
            figures=(Figure(on=-74, value="548", method=Method.SERVICE_LOG, source="ระบบรับสูตร"),),
        ),
        Goal(
            statement=Both("ต้นทุนต่อสมาชิกใหม่ไม่เกิน 300 บาท", "A new member costs at most 300 baht."),
            metric="cost_per_redemption",
            baseline="420",
            baseline_on=-190,
            baseline_source="แคมเปญสมาชิกปีก่อน",
            target="300",
            due=-26,
            direction=Direction.DECREASE,
            figures=(
                Figure(on=-23, value="281.1", method=Method.FINANCIAL_RECORD, source="บัญชีโครงการหารสมาชิกใหม่"),
            ),
        ),
        Goal(
            statement=Both("คนรู้จักรสข้าวถุงเล็กเพิ่มเป็นร้อยละ 40", "40% can describe the taste of the small bag."),
            metric=OwnMeasure(
                name=Both("ผู้ตอบที่บรรยายรสได้", "Respondents who can describe the taste"), unit="%"
            ),
            stage=Stage.OUT_TAKE,
            baseline="22",
            baseline_on=-178,
            baseline_source="แบบสอบถามสมาชิก 510 คน",
            target="40",
            due=-10,
            pillar=Pillar.REPUTATION,
            effect=Effect.UNDERSTANDING,
            about="members",
        ),
    ),
    happened=(
        Sent(-174, "nattharika"),
        Decided(-170, "phanuphong", DecisionKind.APPROVE, "ให้นิติกรยืนยันอีกครั้งว่าไม่เข้าข่ายต้องขออนุญาตเล่นพนัน"),
        Stepped(-160, "nattharika", Step.START),
        Stepped(-18, "nattharika", Step.COMPLETE, "เหลือแบบสอบถามรสชาติที่ยังรอผล"),
    ),
    occasions=OCCASIONS,
)
