"""The field school, before it starts and as it is planned."""

from __future__ import annotations

from planner.campaigns.words import PesoChannel, Strategy
from planner.cli.example.shapes import Again, Both, Changed, DayKind, Occasion, On
from planner.events.recurrence_rule import Frequency, Weekday
from planner.events.words import AttachmentRole, EventStatus, EventType, Visibility

_CONTACT = "มณีรวง Maniruang · community@maniruang.example · 056 000 190"

OCCASIONS = (
    Occasion(
        title=Both("คุยกับผู้ใหญ่บุญมาและสหกรณ์", "Talk with the village head and the co-operative"),
        type=EventType.CONSULTATION,
        on=On(-77),
        at="09:00-11:00",
        venue="learning",
        visibility=Visibility.INVITED,
        strategy=Strategy.ACCESS,
        attached={
            "bunma": AttachmentRole.GUEST,
            "chaithip": AttachmentRole.GUEST,
            "coop": AttachmentRole.PARTNER,
        },
    ),
    Occasion(
        title=Both("ออกแบบแปลงสาธิตกับมหาวิทยาลัย", "Designing the demonstration fields with the university"),
        type=EventType.INTERNAL_MEETING,
        on=On(-56),
        at="13:30-16:00",
        venue="university",
        visibility=Visibility.STAKEHOLDERS,
        attached={"thirawat": AttachmentRole.CHAIR, "university": AttachmentRole.PARTNER},
    ),
    Occasion(
        title=Both("ประกาศรับสมัครชาวนาครู", "Call for farmer teachers"),
        type=EventType.PUBLICATION,
        on=On(-15),
        text=Both(
            "รับสิบสองราย ไม่จำกัดว่าขายข้าวให้ใคร สมัครที่สหกรณ์หรือศูนย์เรียนรู้",
            "Twelve are wanted, whoever they sell to. Apply at the co-operative or the learning centre.",
        ),
        contact=_CONTACT,
        channel=PesoChannel.OWNED,
    ),
    Occasion(
        title=Both("ปิดรับสมัครชาวนาครู", "Applications close"),
        type=EventType.DEADLINE,
        on=On(10),
        at="16:30-16:30",
        contact=_CONTACT,
    ),
    Occasion(
        title=Both("วันเปิดแปลงสาธิต", "Opening day of the demonstration fields"),
        type=EventType.OPEN_HOUSE,
        on=On(26, Weekday.SA),
        at="08:00-12:00",
        venue="field",
        text=Both(
            "เดินดูแปลง ทดลองฝังท่อวัดระดับน้ำ และคุยกับชาวนาครูทั้งสิบสองคน มีข้าวเที่ยงเลี้ยงทุกคน",
            "Walk the fields, set a water tube, and talk with all twelve farmer teachers. Lunch for everybody.",
        ),
        contact=_CONTACT,
        strategy=Strategy.OPENNESS,
        capacity=200,
        is_media_invited=True,
        attached={
            "bunma": AttachmentRole.CHAIR,
            "thirawat": AttachmentRole.SPEAKER,
            "farmers": AttachmentRole.GUEST,
            "radio": AttachmentRole.MEDIA,
            "water_watch": AttachmentRole.VIP,
        },
    ),
    Occasion(
        title=Both("โรงเรียนกลางนาวันพฤหัสบดี", "Thursday field school"),
        type=EventType.EDUCATION_CAMPAIGN,
        on=On(31, Weekday.TH),
        at="07:00-09:30",
        venue="field",
        text=Both(
            "อ่านระดับน้ำ จดบันทึก และตัดสินใจร่วมกันว่าจะสูบหรือรอ",
            "Read the water level, write it down, and decide together: pump or wait.",
        ),
        contact=_CONTACT,
        strategy=Strategy.SHARING_OF_TASKS,
        capacity=40,
        again=Again(frequency=Frequency.WEEKLY, interval=2, until=165, skips_holidays=True),
        changed=(Changed(after=70, days=1, venue="learning"),),
        attached={"farmers": AttachmentRole.GUEST, "chaithip": AttachmentRole.SPEAKER},
    ),
    Occasion(
        title=Both("รายงานน้ำรายเดือน", "Monthly water report"),
        type=EventType.PUBLICATION,
        on=On(40, DayKind.LAST_FRIDAY),
        visibility=Visibility.PUBLIC,
        text=Both("ปริมาณน้ำและค่าน้ำมันของทุกแปลงสาธิต", "Water and fuel of every demonstration field."),
        channel=PesoChannel.OWNED,
        again=Again(frequency=Frequency.MONTHLY, is_last=True, count=5),
    ),
    Occasion(
        title=Both("ดูงานของนักลงทุนและสื่อเศรษฐกิจ", "Field visit for investors and business press"),
        type=EventType.SITE_VISIT,
        on=On(65),
        at="09:00-15:00",
        venue="mill",
        visibility=Visibility.INVITED,
        status=EventStatus.TENTATIVE,
        strategy=Strategy.OPENNESS,
        attached={"mongkhon": AttachmentRole.GUEST, "chotika": AttachmentRole.MEDIA},
    ),
    Occasion(
        title=Both("เสวนาออนไลน์กับนักวิจัยข้าวซิดนีย์", "Online seminar with rice researchers in Sydney"),
        type=EventType.WEBINAR,
        on=On(80),
        at="13:00-14:30",
        zone="Australia/Sydney",
        online="https://meet.maniruang.example/sydney-rice",
        text=Both(
            "เปรียบเทียบการจัดการน้ำสองประเทศ มีล่าม", "Two countries compare how they manage water. Interpreted."
        ),
        contact=_CONTACT,
        status=EventStatus.TENTATIVE,
        strategy=Strategy.NETWORKING,
        attached={"thirawat": AttachmentRole.SPEAKER},
    ),
    Occasion(
        title=Both("วงชาวนาครู กลางฤดู", "Farmer teachers’ circle, mid-season"),
        type=EventType.CONSULTATION,
        on=On(95),
        at="18:00-20:00",
        venue="learning",
        visibility=Visibility.STAKEHOLDERS,
        status=EventStatus.TENTATIVE,
        strategy=Strategy.ACCESS,
    ),
    Occasion(
        title=Both("เก็บเกี่ยวและชั่งผลผลิตต่อหน้าทุกคน", "Harvest, weighed before everybody"),
        type=EventType.COMMUNITY_EVENT,
        on=On(140),
        days=3,
        venue="field",
        contact=_CONTACT,
        status=EventStatus.TENTATIVE,
        strategy=Strategy.OPENNESS,
        attached={"farmers": AttachmentRole.GUEST, "university": AttachmentRole.PARTNER},
    ),
    Occasion(
        title=Both("คืนข้อมูลให้ชาวนา", "Returning the data to the farmers"),
        type=EventType.CONSULTATION,
        on=On(168),
        at="09:00-12:00",
        venue="learning",
        visibility=Visibility.STAKEHOLDERS,
        status=EventStatus.TENTATIVE,
        strategy=Strategy.ASSURANCES,
    ),
    Occasion(
        title=Both("ประชุมงบประมาณปลายโครงการ", "Closing budget review"),
        type=EventType.INTERNAL_MEETING,
        on=On(183),
        at="10:00-11:00",
        venue="office",
        visibility=Visibility.TEAM,
        status=EventStatus.TENTATIVE,
    ),
)
