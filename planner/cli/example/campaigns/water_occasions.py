"""What happened in the water campaign."""

from __future__ import annotations

from planner.campaigns.words import PesoChannel, Strategy
from planner.cli.example.shapes import Again, Both, Changed, DayKind, Occasion, On
from planner.events.recurrence_rule import Frequency, Weekday
from planner.events.words import AttachmentRole, EventStatus, EventType, Visibility

_CONTACT = "มณีรวง Maniruang · community@maniruang.example · 056 000 190"

OCCASIONS = (
    Occasion(
        title=Both("ประชุมเริ่มงานกับโรงเรียนและวัด", "Start-up meeting with schools and temple"),
        type=EventType.CONSULTATION,
        on=On(-203),
        at="09:30-11:30",
        venue="temple",
        text=Both(
            "ฟังปัญหาน้ำดื่มจากครู กรรมการวัด และผู้ปกครอง แล้วเลือกจุดติดตั้งเครื่องกรองร่วมกัน",
            "Teachers, the temple committee and parents tell us about the water, and choose with us "
            "where the filters go.",
        ),
        contact=_CONTACT,
        visibility=Visibility.STAKEHOLDERS,
        strategy=Strategy.SHARING_OF_TASKS,
        capacity=40,
        attached={
            "abbot": AttachmentRole.CHAIR,
            "school_river": AttachmentRole.PARTNER,
            "ueangfa": AttachmentRole.SPEAKER,
            "temple_foundation": AttachmentRole.PARTNER,
        },
    ),
    Occasion(
        title=Both("เก็บตัวอย่างน้ำครั้งแรก", "First water samples"),
        type=EventType.SITE_VISIT,
        on=On(-200),
        at="08:00-12:00",
        venue="school_river",
        visibility=Visibility.TEAM,
        note="ขวดปลอดเชื้อ 6 ขวด ส่งห้องปฏิบัติการก่อนบ่ายสอง",
    ),
    Occasion(
        title=Both("อาสาดูแลเครื่องกรองทุกวันเสาร์", "Saturday filter volunteers"),
        type=EventType.VOLUNTEER_DAY,
        on=On(-188, Weekday.SA),
        at="08:30-12:00",
        venue="school_river",
        text=Both(
            "พนักงานอาสาช่วยติดตั้ง ล้าง และสอนเปลี่ยนไส้กรอง รถออกจากโรงสี 07.30 น.",
            "Employee volunteers install, clean and teach filter changes. The van leaves the mill at 07:30.",
        ),
        contact=_CONTACT,
        strategy=Strategy.SHARING_OF_TASKS,
        again=Again(frequency=Frequency.WEEKLY, until=-95),
        changed=(
            Changed(after=-160, is_cancelled=True, reason="น้ำหลาก ทางเข้าโรงเรียนขาด"),
            Changed(
                after=-153,
                days=1,
                at="13:00-16:00",
                title=Both("อาสาดูแลเครื่องกรอง (เลื่อนเป็นวันอาทิตย์)", "Filter volunteers (moved to Sunday)"),
            ),
        ),
        attached={"volunteers": AttachmentRole.VOLUNTEER, "somphon": AttachmentRole.STAFF},
    ),
    Occasion(
        title=Both("ติดตั้งเครื่องกรองโรงเรียนแรก", "First school’s filter installed"),
        type=EventType.MILESTONE,
        on=On(-179),
        venue="school_river",
        visibility=Visibility.STAKEHOLDERS,
    ),
    Occasion(
        title=Both("สอนครูและกรรมการวัดเปลี่ยนไส้กรอง", "Filter-change training for teachers and committee"),
        type=EventType.EDUCATION_CAMPAIGN,
        on=On(-171),
        at="13:00-16:00",
        venue="temple",
        text=Both(
            "ลงมือทำจริงคนละสองครั้ง มีคู่มือภาพให้กลับบ้าน",
            "Everyone does it twice; there is a picture guide to take home.",
        ),
        contact=_CONTACT,
        capacity=20,
        attached={
            "ueangfa": AttachmentRole.SPEAKER,
            "im_thong": AttachmentRole.SPEAKER,
            "temple_foundation": AttachmentRole.GUEST,
        },
    ),
    Occasion(
        title=Both("แจ้งผลตรวจน้ำประจำเดือน", "Monthly water result"),
        type=EventType.PUBLICATION,
        on=On(-178, DayKind.FIRST_OF_MONTH),
        text=Both(
            "ติดผลตรวจหน้าโรงอาหารทั้งสามโรงเรียนและบนหน้าโครงการ",
            "Results go up outside all three canteens and on the project page.",
        ),
        channel=PesoChannel.OWNED,
        strategy=Strategy.OPENNESS,
        again=Again(frequency=Frequency.MONTHLY, is_by_date=True, count=4),
    ),
    Occasion(
        title=Both("สัมภาษณ์สดรายการเช้าริมน้ำ", "Live interview, Riverside Morning"),
        type=EventType.INTERVIEW,
        on=On(-164),
        at="06:30-07:00",
        visibility=Visibility.TEAM,
        channel=PesoChannel.EARNED,
        attached={"radio": AttachmentRole.MEDIA, "abbot": AttachmentRole.SPEAKER},
    ),
    Occasion(
        title=Both("ประชุมติดตามกลางโครงการ", "Mid-term review"),
        type=EventType.INTERNAL_MEETING,
        on=On(-140),
        at="10:00-11:30",
        venue="office",
        visibility=Visibility.TEAM,
        note="ทบทวนชั่วโมงอาสาและงบค่าเดินทาง",
    ),
    Occasion(
        title=Both("ค่ายนักสำรวจน้ำสองวัน", "Two-day young water explorers’ camp"),
        type=EventType.EDUCATION_CAMPAIGN,
        on=On(-132, Weekday.SA),
        days=2,
        venue="school_river",
        text=Both(
            "นักเรียน ป.5–ป.6 หัดตรวจน้ำและทำแผนที่น้ำของหมู่บ้าน",
            "Pupils of grades 5 and 6 learn to test water and draw their village’s water map.",
        ),
        contact=_CONTACT,
        photo_notice="ถ่ายภาพเฉพาะเด็กที่ผู้ปกครองลงนามยินยอม สติกเกอร์เขียว",
        attached={
            "pupils": AttachmentRole.GUEST,
            "ueangfa": AttachmentRole.CHAIR,
            "volunteers": AttachmentRole.VOLUNTEER,
        },
    ),
    Occasion(
        title=Both("พิธีส่งมอบเครื่องกรองน้ำ", "Handover of the filters"),
        type=EventType.DONATION_HANDOVER,
        on=On(-117),
        at="09:00-11:00",
        venue="school_river",
        text=Both(
            "ส่งมอบเครื่องกรองหกเครื่องให้คณะกรรมการน้ำดื่มของสามโรงเรียน ดื่มน้ำแก้วแรกด้วยกัน",
            "Six filters pass to the three schools’ water committees, and everyone drinks the first "
            "glass together.",
        ),
        contact=_CONTACT,
        is_media_invited=True,
        photo_notice="แจ้งสื่อ: ห้ามถ่ายภาพใบหน้าเด็กที่ติดสติกเกอร์แดง",
        capacity=120,
        rsvp_days_before=5,
        attached={
            "abbot": AttachmentRole.VIP,
            "school_river": AttachmentRole.PARTNER,
            "radio": AttachmentRole.MEDIA,
            "im_thong": AttachmentRole.GUEST,
            "pupils": AttachmentRole.GUEST,
        },
    ),
    Occasion(
        title=Both("วันครบรอบส่งมอบน้ำดื่ม", "Anniversary of the handover"),
        type=EventType.OBSERVANCE,
        on=On(-116, DayKind.ANY),
        text=Both(
            "คณะกรรมการน้ำดื่มรายงานผลต่อชุมชนทุกปี", "Every year the water committees report to their villages."
        ),
        again=Again(frequency=Frequency.YEARLY, is_by_date=True),
    ),
    Occasion(
        title=Both("ปลูกหญ้าแฝกริมตลิ่งหน้าโรงเรียน", "Planting vetiver on the school bank"),
        type=EventType.COMMUNITY_EVENT,
        on=On(-110, Weekday.SU),
        at="07:00-10:00",
        venue="school_river",
        status=EventStatus.CANCELLED,
        reason="ระดับน้ำสูงเกินกว่าจะปลูกได้ ชุมชนขอทำเองหลังน้ำลด",
    ),
    Occasion(
        title=Both("เปิดกล่องความเห็นผู้ปกครอง", "Parents’ feedback box open"),
        type=EventType.FEEDBACK_WINDOW,
        on=On(-100, DayKind.ANY),
        days=14,
        text=Both(
            "บอกเราว่าน้ำดีขึ้นไหม อะไรยังไม่พอ ตอบได้ที่หน้าโรงอาหาร",
            "Tell us whether the water is better and what is still missing, in the box outside the canteen.",
        ),
        strategy=Strategy.ACCESS,
    ),
    Occasion(
        title=Both("ประชุมบทเรียนกับทุกฝ่าย", "Lessons meeting with all partners"),
        type=EventType.CONSULTATION,
        on=On(-78),
        at="13:30-16:00",
        venue="temple",
        visibility=Visibility.INVITED,
        strategy=Strategy.OPENNESS,
        attached={
            "abbot": AttachmentRole.CHAIR,
            "ueangfa": AttachmentRole.GUEST,
            "im_thong": AttachmentRole.GUEST,
            "temple_foundation": AttachmentRole.GUEST,
            "somphon": AttachmentRole.STAFF,
        },
    ),
)
