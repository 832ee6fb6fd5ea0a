"""Members bring a friend: exchange, paused until its consent text is right."""

from __future__ import annotations

from decimal import Decimal

from planner.accounts.models import Kind
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Step
from planner.campaigns.words import (
    Attribution,
    FieldOfWork,
    ParticipationRole,
    PesoChannel,
    ReturnType,
    Strategy,
)
from planner.cli.example.shapes import (
    Again,
    Both,
    DayKind,
    Decided,
    Figure,
    Goal,
    Message,
    Money,
    Occasion,
    On,
    Part,
    Plan,
    Sent,
    Stepped,
)
from planner.events.recurrence_rule import Frequency, Weekday
from planner.events.words import AttachmentRole, EventStatus, EventType, Visibility
from planner.objectives.words import Effect, Method, Pillar
from planner.plans.models import DecisionKind
from planner.stakeholders.words import Engagement

_CONTACT = "มณีรวง Maniruang · members@maniruang.example · 02 000 0199"

_OCCASIONS = (
    Occasion(
        title=Both("เปิดตัวสมาชิกชวนเพื่อน", "Members bring a friend begins"),
        type=EventType.LAUNCH,
        on=On(-44),
        at="10:00-11:00",
        venue="market",
        text=Both(
            "ลงทะเบียนชวนเพื่อนและรับคะแนนที่เคาน์เตอร์", "Sign up at the counter, bring a friend, collect points."
        ),
        contact=_CONTACT,
        channel=PesoChannel.OWNED,
        attached={"members": AttachmentRole.GUEST},
    ),
    Occasion(
        title=Both("ช่วงคะแนนสองเท่า", "Double points"),
        type=EventType.PROMOTION_PERIOD,
        on=On(-42),
        days=75,
        contact=_CONTACT,
        status=EventStatus.POSTPONED,
        reason="หยุดรับเพื่อนใหม่ชั่วคราวจนกว่าข้อความขอความยินยอมจะแก้เสร็จ",
    ),
    Occasion(
        title=Both("โต๊ะสมาชิกทุกวันเสาร์", "Saturday members’ desk"),
        type=EventType.COMMUNITY_EVENT,
        on=On(-40, Weekday.SA),
        at="10:00-17:00",
        venue="market",
        text=Both(
            "ช่วยสมัคร ตอบเรื่องคะแนน และรับความเห็น",
            "Help with signing up, answers about points, and your comments.",
        ),
        contact=_CONTACT,
        strategy=Strategy.ACCESS,
        again=Again(frequency=Frequency.WEEKLY, until=92),
        attached={"members": AttachmentRole.GUEST},
    ),
    Occasion(
        title=Both("ตอบข้อร้องเรียนเรื่องข้อมูลส่วนตัว", "Answering a complaint about personal data"),
        type=EventType.CONSULTATION,
        on=On(-10),
        at="14:00-15:00",
        venue="office",
        visibility=Visibility.INVITED,
        strategy=Strategy.ASSURANCES,
        attached={"lamai": AttachmentRole.GUEST},
    ),
    Occasion(
        title=Both("ตัดสินใจพักโครงการ", "Decision to pause"),
        type=EventType.INTERNAL_MEETING,
        on=On(-9),
        at="09:00-09:45",
        venue="office",
        visibility=Visibility.RESTRICTED,
    ),
    Occasion(
        title=Both("แจ้งสมาชิกว่าพักและเพราะอะไร", "Telling members what is paused, and why"),
        type=EventType.PUBLICATION,
        on=On(-7),
        at="09:00-09:00",
        text=Both(
            "ข้อความขอความยินยอมไม่ชัดพอ เราหยุดก่อนแล้วแก้ให้ถูก คะแนนที่ได้แล้วยังอยู่ครบ",
            "Our consent text was not clear enough. We stop, put it right, and every point collected "
            "stays yours.",
        ),
        contact=_CONTACT,
        channel=PesoChannel.OWNED,
        strategy=Strategy.OPENNESS,
    ),
    Occasion(
        title=Both("ทบทวนข้อความขอความยินยอมกับนิติกร", "Consent text with the lawyers"),
        type=EventType.INTERNAL_MEETING,
        on=On(0),
        at="13:00-15:00",
        venue="office",
        visibility=Visibility.TEAM,
    ),
    Occasion(
        title=Both("ให้สมาชิกอ่านข้อความใหม่ก่อนใช้", "Members read the new text first"),
        type=EventType.CONSULTATION,
        on=On(11, Weekday.SA),
        at="13:00-15:00",
        venue="market",
        text=Both(
            "สมาชิกสิบสองคนอ่านและบอกว่าตรงไหนไม่เข้าใจ",
            "Twelve members read it and say what they do not understand.",
        ),
        contact=_CONTACT,
        strategy=Strategy.SHARING_OF_TASKS,
        status=EventStatus.TENTATIVE,
        attached={"members": AttachmentRole.GUEST, "lamai": AttachmentRole.GUEST},
    ),
    Occasion(
        title=Both("กลับมาเปิดรับเพื่อนใหม่", "Open to new friends again"),
        type=EventType.MILESTONE,
        on=On(25),
        contact=_CONTACT,
        status=EventStatus.TENTATIVE,
    ),
    Occasion(
        title=Both("คืนความเห็นให้สมาชิกทุกวันที่หนึ่ง", "Answers to members, on the first of the month"),
        type=EventType.PUBLICATION,
        on=On(28, DayKind.FIRST_OF_MONTH),
        contact=_CONTACT,
        channel=PesoChannel.OWNED,
        strategy=Strategy.OPENNESS,
        status=EventStatus.TENTATIVE,
        again=Again(frequency=Frequency.MONTHLY, is_by_date=True, count=3),
    ),
    Occasion(
        title=Both("ปิดโครงการและนับคะแนน", "Close and count"),
        type=EventType.DEADLINE,
        on=On(95),
        at="20:00-20:00",
        contact=_CONTACT,
        status=EventStatus.TENTATIVE,
    ),
)

REFERRAL = Plan(
    key="referral",
    kind=Kind.EXCHANGE,
    owner="nattharika",
    approver="phanuphong",
    begun=-74,
    start=-45,
    end=98,
    title=Both("สมาชิกมณีรวงชวนเพื่อน", "Members Bring a Friend"),
    purpose=Both(
        "ให้สมาชิกชวนเพื่อนบ้านมาสมัคร โดยทั้งคู่ได้คะแนนและรู้ว่าข้อมูลถูกใช้อย่างไร",
        "Let members bring their neighbours in, both collecting points and both knowing how their "
        "data are used.",
    ),
    sections={
        Section.ABOUT: {"field_of_work": FieldOfWork.CUSTOMER_RELATIONS, "tags": ["สมาชิก", "คะแนน"]},
        Section.OFFER: {
            "expected_return_type": ReturnType.REFERRALS,
            "expected_return_value": Decimal(4_000),
            "attribution_method": Attribution.PROMO_CODE,
        },
        Section.STRATEGY: {
            "sdg": [12],
            "risks": "เพื่อนที่ถูกชวนไม่ได้ให้ความยินยอมเอง จึงห้ามส่งข้อความถึงเบอร์ที่สมาชิกกรอกให้",
        },
    },
    texts={
        Section.WHY: {
            "situation": Both(
                "สมาชิกใหม่ครึ่งหนึ่งรู้จักเราจากเพื่อนบ้าน แต่ไม่มีอะไรตอบแทนคนชวน และสาขาใหม่สองแห่งมีสมาชิกไม่ถึงเป้า",
                "Half of our new members hear of us from a neighbour, yet those who bring them receive "
                "nothing, and two new "
                "stores are short of members.",
            ),
            "benefit_to_public": Both(
                "คนชวนและเพื่อนได้คนละ 100 คะแนน ใช้แทนเงินสดได้ทันที",
                "Both the member and the friend get 100 points, as good as cash at once.",
            ),
            "benefit_to_organisation": Both(
                "สมาชิกใหม่ 4,000 คนจากการบอกต่อ", "4,000 new members by word of mouth."
            ),
        },
        Section.OFFER: {
            "offer_summary": Both(
                "ชวนเพื่อนหนึ่งคน รับ 100 คะแนนทั้งคู่ ด้วยรหัสประจำตัวสมาชิก",
                "Bring one friend with your member code, and both of you get 100 points.",
            ),
            "terms": Both(
                "ชวนได้ไม่เกินสิบคนต่อสมาชิก คะแนนเข้าเมื่อเพื่อนซื้อครั้งแรก",
                "Up to ten friends a member; points arrive with the friend’s first purchase.",
            ),
            "segment": Both("สมาชิกที่ซื้ออย่างน้อยเดือนละสองครั้ง", "Members who shop at least twice a month."),
        },
        Section.STRATEGY: {
            "strategy_summary": Both(
                "ทำให้การชวนง่ายและโปร่งใส บอกชัดว่าเก็บข้อมูลอะไร และรับฟังเมื่อมีคนไม่สบายใจ",
                "Make it easy and transparent, say plainly what data we keep, and listen when someone is uneasy.",
            ),
        },
    },
    parts=(
        Part(
            who="members",
            role=ParticipationRole.TARGET_PUBLIC,
            why="คนที่เพื่อนบ้านเชื่อ",
            engagement=Engagement.CONSULT,
            strategies=(Strategy.POSITIVITY, Strategy.OPENNESS),
            message=1,
        ),
        Part(
            who="lamai",
            role=ParticipationRole.TARGET_PUBLIC,
            why="ทักเรื่องข้อมูลส่วนตัวเป็นคนแรก",
            engagement=Engagement.INVOLVE,
            strategies=(Strategy.ASSURANCES,),
        ),
        Part(who="office_workers", role=ParticipationRole.TARGET_PUBLIC),
        Part(who="mall", role=ParticipationRole.PARTNER),
    ),
    messages=(
        Message(text=Both("ชวนเพื่อน ได้คะแนนทั้งคู่", "Bring a friend: points for both.")),
        Message(
            text=Both(
                "เราไม่ติดต่อเพื่อนของคุณก่อนที่เขาจะอนุญาตเอง",
                "We never contact your friend before they say yes themselves.",
            ),
            to="lamai",
        ),
    ),
    budget=(
        Money("คะแนนสะสม (มูลค่าต้นทุน)", 400_000, 96_000, 74_300),
        Money("โต๊ะสมาชิกวันเสาร์", 110_000, 55_000, 31_250),
        Money("สื่อหน้าร้าน", 85_000, 82_000, 82_000),
    ),
    goals=(
        Goal(
            statement=Both("เพื่อนที่สมัครและซื้อครั้งแรก 4,000 คน", "4,000 friends join and buy."),
            metric="redemptions",
            baseline="0",
            target="4000",
            due=95,
            pillar=Pillar.VALUE,
            effect=Effect.BEHAVIOUR,
            about="members",
            figures=(
                Figure(on=-12, value="743", method=Method.REDEMPTION_LOG, source="ระบบสมาชิก", since=-44),
            ),
        ),
        Goal(
            statement=Both(
                "คำถามเรื่องข้อมูลส่วนตัวได้คำตอบทุกข้อ", "Every question about personal data is answered."
            ),
            metric="answered_rate",
            baseline="64",
            baseline_on=-80,
            baseline_source="ศูนย์ลูกค้าสัมพันธ์",
            target="100",
            due=95,
            pillar=Pillar.RELATIONSHIP,
            figures=(Figure(on=-11, of=(26, 31), method=Method.SERVICE_LOG, source="ศูนย์ลูกค้าสัมพันธ์"),),
        ),
    ),
    happened=(
        Sent(-62, "nattharika"),
        Decided(-58, "phanuphong", DecisionKind.APPROVE),
        Stepped(-45, "nattharika", Step.START),
        Stepped(
            -8,
            "nattharika",
            Step.PAUSE,
            "คุณละไมร้องเรียนว่าเพื่อนได้รับข้อความโดยไม่ได้ยินยอม พักจนกว่าข้อความใหม่จะผ่านนิติกร",
        ),
    ),
    occasions=_OCCASIONS,
)
