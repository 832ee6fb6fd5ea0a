"""Clean water for schools: a communal campaign in full, inside and outside the house."""

from __future__ import annotations

from datetime import date

from planner.briefs.inside import (
    Budget,
    Changes,
    CommentCount,
    Contribution,
    Cover,
    Decision,
    Difference,
    GuardNote,
    InternalBrief,
    KeyMessage,
    Link,
    Need,
    Person,
    QuietDays,
)
from planner.briefs.outside import OutwardBrief, OutwardEvent
from planner.briefs.shapes import DayOff, FeedCode, PublicContact, When
from planner.i18n import Language
from tests.briefs.school_lists import events, publics, targets
from tests.briefs.telling import (
    BANGKOK,
    BENEFIT,
    MADE_ON,
    NEED,
    ORGANISATION,
    PURPOSE,
    TITLE,
    TOKYO,
    Teller,
    approver,
    at,
    baht,
    line,
    owner,
    reader,
    totals,
)


def communal(language: Language = Language.TH) -> InternalBrief:
    """Clean water for schools: a gift that expects nothing back."""
    say = Teller(language)
    lines = (
        line(say("เครื่องกรองน้ำและการติดตั้ง", "Filters and their installation"), 1_680_000, 1_240_000, 820_000),
        line(say("ตรวจคุณภาพน้ำ", "Water tests"), 144_000, 72_000, 36_000),
        line(say("อบรมครูและผู้ปกครอง", "Training of teachers and parents"), 96_000, 24_000, 0),
        line(say("เดินทางและที่พักอาสาสมัคร", "Travel and lodging of volunteers"), 120_000, 45_500, 31_250),
        line(say("สื่อและสิ่งพิมพ์", "Media and print"), 60_000, 18_000, 18_000),
    )
    return InternalBrief(
        reader=reader(language),
        made_on=MADE_ON,
        organisation=say(*ORGANISATION),
        title=say(*TITLE),
        other_title=Teller(Language.EN if language == Language.TH else Language.TH)(*TITLE),
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 4, 30),
        cover=Cover(
            code="COM-2026-014",
            kind="Communal",
            is_communal=True,
            status="In review",
            confidentiality="Team",
            team=say("ทีมสื่อสารองค์กร", "Corporate communications team"),
            owner=owner(say),
            approver=approver(say),
            plan_number=2,
            has_changed=True,
            field_of_work="Community relations",
        ),
        purpose=say(*PURPOSE),
        benefit_to_public=say(*BENEFIT),
        benefit_to_organisation=say(
            "ไม่หวังผลตอบแทน พนักงานอาสาได้เรียนรู้จากชุมชนที่บริษัทใช้น้ำร่วมกัน",
            "None sought. Employees who volunteer learn from the communities the company shares its water with.",
        ),
        situation=say(
            "โรงงานปทุมธานีใช้น้ำจากแม่น้ำสายเดียวกับชุมชนมาสามสิบปี การสำรวจของสำนักงานสิ่งแวดล้อมเมื่อเดือนกันยายนพบว่า "
            "น้ำบาดาลตื้นในสี่ตำบลมีคลอไรด์เกิน 250 มิลลิกรัมต่อลิตร\n\n"
            "ภาคเรียนที่สองเริ่มต้นเดือนพฤศจิกายน และหน้าแล้งที่น้ำเค็มรุกสูงสุดคือกุมภาพันธ์ถึงเมษายน "
            "จึงต้องติดตั้งให้เสร็จก่อนสิ้นเดือนมกราคม",
            "The Pathum Thani plant has drawn from the same river as its neighbours for thirty years. In September a "
            "survey of the environment office found shallow ground water with more than 250 mg of chloride a litre in "
            "four sub-districts.\n\nThe second term has begun, and salt water reaches farthest inland from February to "
            "April: the filters must stand before the end of January.",
        ),
        strategy=say(
            "เริ่มจากการฟัง แล้วทำร่วมกับโรงเรียน: ให้ครูและผู้ปกครองเลือกจุดติดตั้ง ตรวจน้ำด้วยกันทุกเดือน "
            "และเปิดเผยผลตรวจทุกครั้ง แม้ผลไม่ดี",
            "Listen first, then work together: teachers and parents choose where the filters stand, test the water "
            "with us every month, and every result is published, also the bad ones.",
        ),
        need=Need(
            statement=say(*NEED),
            source="Stated by a stakeholder",
            beneficiaries=3120,
            partners=(
                say("มูลนิธิแม่น้ำเพื่อชีวิต", "Rivers for Life Foundation"),
                say("สำนักงานเขตพื้นที่การศึกษาปทุมธานี เขต 1", "Pathum Thani education office, area 1"),
            ),
        ),
        participants=publics(say),
        targets=targets(say),
        messages=(
            KeyMessage(
                say(
                    "น้ำดื่มสะอาดเป็นของเด็กทุกคน ไม่ใช่ของที่ต้องซื้อ",
                    "Clean drinking water belongs to every child; it is not a thing to buy.",
                ),
                proof=say(
                    "ผลตรวจน้ำรายเดือนทั้งสิบสองโรงเรียน ติดไว้ที่จุดดื่มน้ำ",
                    "The monthly tests of all twelve schools, posted where the children drink.",
                ),
                is_public=True,
            ),
            KeyMessage(
                say(
                    "โรงเรียนดูแลระบบเองได้ เราจะอยู่ข้าง ๆ จนกว่าจะทำได้",
                    "Schools can look after the system themselves; we stay beside them until they do.",
                ),
                audience=say("ครูและผู้ปกครอง", "Teachers and parents"),
                proof=say(
                    "แผนถอนตัวสิบสองเดือนพร้อมกองทุนอะไหล่", "A twelve-month exit plan with a fund for spare parts."
                ),
                is_public=True,
            ),
            KeyMessage(
                say("เราบอกผลตรวจทุกครั้ง รวมทั้งครั้งที่ไม่ผ่าน", "We tell every result, also when a test fails."),
                audience=say("สื่อมวลชนท้องถิ่น", "Local media"),
            ),
        ),
        events=events(say),
        days_off=(
            DayOff(date(2026, 12, 5), say("วันพ่อแห่งชาติ", "Father's Day")),
            DayOff(date(2026, 12, 10), say("วันรัฐธรรมนูญ", "Constitution Day")),
            DayOff(date(2027, 1, 1), say("วันขึ้นปีใหม่", "New Year's Day")),
            DayOff(date(2027, 1, 9), say("วันเด็กแห่งชาติ", "Children's Day"), is_confirmed=False),
            DayOff(date(2027, 2, 22), say("ชดเชยวันมาฆบูชา", "Makha Bucha (in lieu)")),
            DayOff(date(2027, 4, 6), say("วันจักรี", "Chakri Day")),
            DayOff(date(2027, 4, 13), say("วันสงกรานต์", "Songkran")),
        ),
        quiet_days=(
            QuietDays(
                date(2027, 2, 1),
                date(2027, 2, 7),
                say("ช่วงเลือกตั้งท้องถิ่น", "Local elections"),
            ),
        ),
        contributions=(
            Contribution(
                say("เครื่องกรองระบบอาร์โอ 12 ชุด", "Twelve reverse-osmosis filters"),
                "In kind",
                say("โรงเรียน 12 แห่ง", "Twelve schools"),
                baht(1_680_000),
                "Cost to the company",
                date(2027, 1, 29),
            ),
            Contribution(
                say("พนักงานอาสาติดตั้งและอบรม 480 ชั่วโมง", "480 hours of employees installing and teaching"),
                "Time",
                say("โรงเรียน 12 แห่ง", "Twelve schools"),
                baht(192_000),
                "Hourly rate",
                None,
            ),
            Contribution(
                say("กองทุนอะไหล่", "Fund for spare parts"),
                "Cash",
                say("มูลนิธิแม่น้ำเพื่อชีวิต", "Rivers for Life Foundation"),
                baht(240_000),
                "Actual cost",
                date(2027, 4, 30),
            ),
        ),
        exit_plan=say(
            "ตั้งแต่พฤษภาคม 2570 โรงเรียนตรวจน้ำเอง บริษัทรับช่วงเฉพาะการซ่อมใหญ่อีกสิบสองเดือน แล้วมูลนิธิดูแลกองทุนอะไหล่ต่อ",
            "From May 2027 the schools test their water themselves. For twelve more months the "
            "company does only the large repairs; then the foundation keeps the fund for spare parts.",
        ),
        sdg=(3, 4, 6),
        iso26000=("Community involvement and development", "Environment"),
        budget=Budget(lines=lines, totals=totals(lines)),
        people=(
            Person(
                say("ปิยะ วงศ์สว่าง", "Piya Wongsawang"),
                say("วิศวกรคุณภาพน้ำ", "Water quality engineer"),
                "Planner",
                "piya@chaophraya.example",
            ),
            Person(
                say("สุดารัตน์ แก้วมณี", "Sudarat Kaewmanee"),
                say("นักสื่อสารชุมชน", "Community communicator"),
                "Planner",
                "sudarat@chaophraya.example",
            ),
        ),
        risks=say(
            "เครื่องกรองส่งช้าจากท่าเรือ: สั่งสองล็อต และยืมถังน้ำสำรองจากโรงงาน\n"
            "ข้อครหาว่าบริษัทใช้น้ำมากเป็นต้นเหตุ: เปิดตัวเลขการใช้น้ำก่อนวันเปิดโครงการ",
            "Filters delayed at the port: order in two lots and lend tanks from the plant.\n"
            "The reproach that the company's own use is the cause: publish "
            "our water figures before the opening.",
        ),
        guard_notes=(
            GuardNote(
                say("ข้อความที่ 1 มีคำว่า “ซื้อ”", "Message 1 contains the word “buy”").text,
                say(
                    "ใช้ในความหมายตรงข้าม และกลุ่มเป้าหมายเป็นผู้พูดเอง",
                    "It says the opposite, in the words of the public itself.",
                ),
            ),
        ),
        contact=PublicContact(
            say("ฝ่ายสื่อสารองค์กร", "Corporate communications"), ("02 123 4500", "pr@chaophraya.example")
        ),
        feed=FeedCode(
            say("ปฏิทินของฉัน", "My calendar"),
            "https://plan.chaophraya.example/feeds/smp_k3J9x0QmZ2vR7tYbN4cW8a.ics",
        ),
        decisions=(
            Decision(
                1,
                "Changes requested",
                say("ธนากร ตั้งสกุล", "Thanakorn Tangsakul"),
                at(11, 12, 14, 20, year=2026),
                say(
                    "ขอให้เพิ่มค่าตั้งต้นของอัตราการเจ็บป่วย และแผนถอนตัว",
                    "Please add the baseline of illness and an exit plan.",
                ),
            ),
        ),
        comments=(CommentCount(1, 3),),
        changes=Changes(
            1,
            (
                Difference(
                    str(say("วันสิ้นสุด", "End")),
                    str(say("31 มี.ค. 2570", "31 Mar 2027")),
                    str(say("30 เม.ย. 2570", "30 Apr 2027")),
                ),
                Difference(
                    str(say("รายการงบประมาณ", "Budget line")),
                    "",
                    str(say("ค่าเช่าเครื่องกรองน้ำ: ฿40,000", "Hire of filters: THB 40,000")),
                ),
            ),
        ),
        links=(
            Link(say("แฟ้มภาพถ่าย", "Photographs"), "https://files.chaophraya.example/water/photos"),
            Link(say("แผนที่โรงเรียน", "Map to the school"), "https://maps.example/school", is_outward=True),
        ),
    )


def outward(language: Language = Language.TH) -> OutwardBrief:
    """What anyone may know of the communal campaign."""
    say = Teller(language)
    inside = communal(language)
    return OutwardBrief(
        reader=reader(language),
        made_on=MADE_ON,
        organisation=inside.organisation,
        title=inside.title,
        other_title=inside.other_title,
        starts_on=inside.starts_on,
        ends_on=inside.ends_on,
        purpose=inside.purpose,
        benefit_to_public=inside.benefit_to_public,
        need=say(*NEED),
        messages=tuple(message.text for message in inside.messages if message.is_public),
        partners=(say("มูลนิธิแม่น้ำเพื่อชีวิต", "Rivers for Life Foundation"),),
        events=(
            OutwardEvent(
                say("ตรวจคุณภาพน้ำประจำเดือน", "Monthly water test"),
                When(
                    at(12, 15, 10, year=2026),
                    at(12, 15, 12, year=2026),
                    BANGKOK,
                    repeats=say("ทุกเดือน วันอังคารที่สาม", "Every month on the third Tuesday").text,
                ),
                "Site visit",
                public_text=say(
                    "มาดูการตรวจน้ำด้วยกัน และถามผู้ตรวจได้ทุกเรื่อง",
                    "Watch the test with us, and ask whatever you like.",
                ),
                venue=say("โรงเรียนทั้ง 12 แห่ง", "All twelve schools"),
            ),
            OutwardEvent(
                say("ส่งมอบระบบน้ำดื่มและเปิดเผยผลตรวจครั้งแรก", "Handover, and the first results made public"),
                When(at(1, 29, 9), at(1, 29, 11), BANGKOK),
                "Donation handover",
                venue=say("โรงเรียนวัดบ้านปทุม", "Wat Ban Pathum School"),
                address=say("ตำบลบ้านปทุม อำเภอสามโคก จังหวัดปทุมธานี", "Ban Pathum, Sam Khok, Pathum Thani"),
                contact=PublicContact(say("ศูนย์ประสานงาน", "Event office"), ("02 123 4500",)),
            ),
            OutwardEvent(
                say("เสวนาออนไลน์กับมหาวิทยาลัยน้ำแห่งโตเกียว", "Online talk with the Tokyo water university"),
                When(at(2, 18, 12), at(2, 18, 13, 30), TOKYO),
                "Webinar",
                status="Tentative",
                online_url="https://talks.chaophraya.example/water-and-school",
            ),
            OutwardEvent(
                say("แถลงข่าวเปิดโครงการ", "Opening press conference"),
                When(at(12, 8, 13, year=2026), at(12, 8, 14, year=2026), BANGKOK),
                "Press conference",
                status="Cancelled",
                is_cancelled=True,
            ),
        ),
        contact=PublicContact(
            say("ฝ่ายสื่อสารองค์กร", "Corporate communications"), ("02 123 4500", "pr@chaophraya.example")
        ),
        feed=FeedCode(
            say("ปฏิทินโครงการน้ำสะอาด", "Calendar of the clean water campaign"),
            "https://plan.chaophraya.example/feeds/smp_Zx81pLq0Rt5vBn2Kd7Wm3c.ics",
        ),
    )
