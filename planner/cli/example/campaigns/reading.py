"""Reading corners: communal, a draft of a few days, in Thai so far."""

from __future__ import annotations

from planner.accounts.models import Kind
from planner.campaigns.kinds import Section
from planner.campaigns.words import FieldOfWork, ParticipationRole
from planner.cli.example.shapes import Again, Both, Goal, Message, Occasion, On, Part, Plan
from planner.events.recurrence_rule import Frequency, Weekday
from planner.events.words import AttachmentRole, EventStatus, EventType, Visibility
from planner.stakeholders.words import Engagement

READING = Plan(
    key="reading",
    kind=Kind.COMMUNAL,
    owner="praewa",
    approver="orawan",
    begun=-11,
    start=62,
    end=200,
    parent="kitchens",
    title=Both("มุมอ่านหนังสือในโรงอาหาร", "Reading Corners in School Canteens"),
    purpose=Both("ให้เด็กได้อ่านหนังสือที่เลือกเองระหว่างรอมื้อกลางวัน", None),
    sections={Section.ABOUT: {"field_of_work": FieldOfWork.CSR, "tags": ["การอ่าน", "โรงเรียน"]}},
    texts={
        Section.WHY: {
            "situation": Both(
                "ระหว่างอาสาเข้าครัว เราเห็นเด็กนั่งรอข้าวยี่สิบนาทีโดยไม่มีอะไรทำ ห้องสมุดโรงเรียนอยู่ชั้นสองและปิดตอนเที่ยง "
                "ครูบอกว่าหนังสือส่วนใหญ่เก่ากว่าสิบปี",
                None,
            ),
            "benefit_to_organisation": Both("พนักงานรู้จักโรงเรียนรอบโรงสี และอาจได้ลูกค้าใหม่จากผู้ปกครอง", None),
        },
        Section.STRATEGY: {
            "strategy_summary": Both(
                "ชั้นหนังสือสั่งซื้อจากช่างไม้ในหมู่บ้าน อาสาประกอบเอง เด็กเลือกหนังสือ แล้วครูบรรณารักษ์ดูแลต่อ", None
            )
        },
        Section.NEED: {"need_statement": Both("ผอ.ไพรวัลย์เล่าว่าเด็กขอยืมหนังสือการ์ตูนความรู้แต่มีไม่พอ", None)},
    },
    parts=(
        Part(
            who="pupils",
            role=ParticipationRole.BENEFICIARY,
            why="เป็นคนเลือกหนังสือ",
            engagement=Engagement.EMPOWER,
        ),
        Part(who="school", role=ParticipationRole.BENEFICIARY),
        Part(who="praiwan", role=ParticipationRole.DECISION_MAKER),
        Part(who="volunteers", role=ParticipationRole.INTERNAL),
    ),
    messages=(Message(text=Both("หนังสือที่เด็กเลือกเอง", "Books the children chose themselves")),),
    goals=(
        Goal(
            statement=Both("เด็กยืมหนังสือคนละสองเล่มต่อเดือน", None),
            metric="people_reached",
            target="400",
            due=190,
            about="pupils",
        ),
    ),
    occasions=(
        Occasion(
            title=Both("สำรวจโรงอาหารกับครูบรรณารักษ์", "Looking at the canteen with the librarian"),
            type=EventType.SITE_VISIT,
            on=On(-6),
            at="10:00-11:30",
            venue="school",
            visibility=Visibility.TEAM,
            by="praewa",
        ),
        Occasion(
            title=Both("ระดมความคิดเรื่องชั้นหนังสือ", None),
            type=EventType.INTERNAL_MEETING,
            on=On(0),
            at="13:30-15:00",
            venue="office",
            visibility=Visibility.TEAM,
        ),
        Occasion(
            title=Both("เด็กเลือกหนังสือรอบแรก", None),
            type=EventType.COMMUNITY_EVENT,
            on=On(64),
            at="11:30-13:00",
            venue="school",
            status=EventStatus.TENTATIVE,
            attached={"pupils": AttachmentRole.GUEST},
        ),
        Occasion(
            title=Both("อาสาทำชั้นหนังสือ", None),
            type=EventType.VOLUNTEER_DAY,
            on=On(78, Weekday.SA),
            at="09:00-16:00",
            venue="school",
            status=EventStatus.TENTATIVE,
            attached={"volunteers": AttachmentRole.VOLUNTEER},
        ),
        Occasion(
            title=Both("อาสาอ่านให้น้องฟังทุกวันศุกร์", "Friday reading aloud"),
            type=EventType.VOLUNTEER_DAY,
            on=On(90, Weekday.FR),
            at="11:30-12:15",
            venue="school",
            visibility=Visibility.STAKEHOLDERS,
            status=EventStatus.TENTATIVE,
            again=Again(frequency=Frequency.WEEKLY, count=12, skips_holidays=True),
        ),
        Occasion(
            title=Both("ส่งมอบมุมอ่านหนังสือ", None),
            type=EventType.DONATION_HANDOVER,
            on=On(100),
            at="10:00-11:30",
            venue="school",
            status=EventStatus.TENTATIVE,
        ),
    ),
)
