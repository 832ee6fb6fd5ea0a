"""Two campaigns of a believable company, told in full in both languages: one communal, one exchange."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from planner.briefs.content import (
    Budget,
    BudgetLine,
    Contribution,
    Cover,
    DayOff,
    Decision,
    FeedCode,
    GuardNote,
    InternalBrief,
    KeyMessage,
    Money,
    Need,
    Offer,
    OutwardBrief,
    OutwardEvent,
    Participant,
    Person,
    PlannedEvent,
    Promotion,
    PublicContact,
    Reader,
    Tactic,
    Target,
    When,
)
from planner.dates import usual_era
from planner.i18n import Language, Text, pick

BANGKOK = "Asia/Bangkok"
TOKYO = "Asia/Tokyo"
MADE_ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Teller:
    """Says things in the reader's language, or marks that they were only said in the other one."""

    language: Language

    def __call__(self, th: str | None, en: str | None = None) -> Text:
        return pick(th, en, self.language)

    def maybe(self, th: str | None, en: str | None = None) -> Text | None:
        return self(th, en) if th or en else None


def reader(language: Language) -> Reader:
    return Reader(language=language, era=usual_era(language), zone=BANGKOK)


def at(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2027) -> datetime:
    """A time in Bangkok, as an instant: seven hours behind, all year."""
    return datetime(year, month, day, hour - 7 if hour >= 7 else hour, minute, tzinfo=UTC)


def baht(amount: int) -> Money:
    return Money(amount * 100, "THB")


def line(say: Teller, th: str, en: str, planned: int, committed: int, actual: int) -> BudgetLine:
    return BudgetLine(say(th, en), baht(planned), baht(committed), baht(actual))


def totals(lines: tuple[BudgetLine, ...], say: Teller) -> tuple[BudgetLine, ...]:
    sums = [
        sum(getattr(each, name).amount_minor for each in lines) for name in ("planned", "committed", "actual")
    ]
    return (BudgetLine(say("รวม", "Total"), *(Money(amount, "THB") for amount in sums)),)


def owner(say: Teller) -> Person:
    return Person(
        name=say("น้ำทิพย์ ศรีสวัสดิ์", "Namthip Srisawat"),
        position=say("ผู้จัดการฝ่ายสื่อสารองค์กร", "Corporate communications manager"),
        e_mail="namthip@chaophraya.example",
        phone="+66 2 123 4567",
    )


def approver(say: Teller) -> Person:
    return Person(
        name=say("ธนากร ตั้งสกุล", "Thanakorn Tangsakul"),
        position=say("ผู้อำนวยการฝ่ายสื่อสารองค์กร", "Director of corporate communications"),
        e_mail="thanakorn@chaophraya.example",
    )


ORGANISATION = ("บริษัท เจ้าพระยาน้ำดื่ม จำกัด (มหาชน)", "Chao Phraya Drinking Water PCL")
TITLE = ("น้ำสะอาดเพื่อโรงเรียนริมน้ำ", "Clean water for riverside schools")
PURPOSE = (
    "ให้เด็กนักเรียนสามพันคนในโรงเรียนริมแม่น้ำเจ้าพระยามีน้ำดื่มที่สะอาดและปลอดภัยตลอดปี โดยโรงเรียนดูแลระบบกรองน้ำต่อได้ด้วยตนเอง",
    "Three thousand pupils in schools along the Chao Phraya drink clean, safe water all year, and their schools can "
    "look after the filters themselves.",
)
BENEFIT = (
    "นักเรียนเจ็บป่วยจากน้ำดื่มน้อยลง ครอบครัวไม่ต้องซื้อน้ำขวด และครูกับผู้ปกครองดูแลระบบกรองน้ำเองได้",
    "Fewer pupils fall ill from the water they drink, families need not buy bottles, and teachers and parents can "
    "look after the filters themselves.",
)
NEED = (
    "ผู้อำนวยการโรงเรียนสิบสองแห่งแจ้งว่าน้ำบาดาลมีสนิมและความเค็มเกินมาตรฐานตั้งแต่ปี ๒๕๖๗ เด็กต้องพกน้ำมาเอง "
    "และโรงเรียนเล็กไม่มีงบซ่อมเครื่องกรองที่เสีย",
    "The heads of twelve schools report that their ground water has carried rust and too much salt since 2024. "
    "Children bring water from home, and small schools have no money to mend the filters that broke.",
)


def communal(language: Language = Language.TH) -> InternalBrief:
    """Clean water for schools: a gift that expects nothing back."""
    say = Teller(language)
    lines = (
        line(say, "เครื่องกรองน้ำและการติดตั้ง", "Filters and their installation", 1_680_000, 1_240_000, 820_000),
        line(say, "ตรวจคุณภาพน้ำ", "Water tests", 144_000, 72_000, 36_000),
        line(say, "อบรมครูและผู้ปกครอง", "Training of teachers and parents", 96_000, 24_000, 0),
        line(say, "เดินทางและที่พักอาสาสมัคร", "Travel and lodging of volunteers", 120_000, 45_500, 31_250),
        line(say, "สื่อและสิ่งพิมพ์", "Media and print", 60_000, 18_000, 18_000),
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
            "The Pathum Thani plant has drawn from the same river as its neighbours for thirty years. In September a survey "
            "of the environment office found shallow ground water with more than 250 mg of chloride a litre in four "
            "sub-districts.\n\nThe second term has begun, and salt water reaches farthest inland from February to April: "
            "the filters must stand before the end of January.",
        ),
        strategy=say(
            "เริ่มจากการฟัง แล้วทำร่วมกับโรงเรียน: ให้ครูและผู้ปกครองเลือกจุดติดตั้ง ตรวจน้ำด้วยกันทุกเดือน "
            "และเปิดเผยผลตรวจทุกครั้ง แม้ผลไม่ดี",
            "Listen first, then work together: teachers and parents choose where the filters stand, test the water with us "
            "every month, and every result is published, also the bad ones.",
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
        participants=_school_publics(say),
        targets=_school_targets(say),
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
        events=_school_events(say),
        days_off=(
            DayOff(date(2026, 12, 5), say("วันพ่อแห่งชาติ", "Father's Day")),
            DayOff(date(2026, 12, 10), say("วันรัฐธรรมนูญ", "Constitution Day")),
            DayOff(date(2027, 1, 1), say("วันขึ้นปีใหม่", "New Year's Day")),
            DayOff(date(2027, 1, 9), say("วันเด็กแห่งชาติ", "Children's Day"), is_public=False),
            DayOff(date(2027, 2, 22), say("ชดเชยวันมาฆบูชา", "Makha Bucha (in lieu)")),
            DayOff(date(2027, 4, 6), say("วันจักรี", "Chakri Day")),
            DayOff(date(2027, 4, 13), say("วันสงกรานต์", "Songkran")),
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
            "From May 2027 the schools test their water themselves. For twelve more months the company does only the large repairs; then the foundation keeps the fund for spare parts.",
        ),
        sdg=(3, 4, 6),
        iso26000=("Community involvement and development", "Environment"),
        budget=Budget(lines=lines, totals=totals(lines, say)),
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
            "เครื่องกรองส่งช้าจากท่าเรือ: สั่งสองล็อต และยืมถังน้ำสำรองจากโรงงาน\nข้อครหาว่าบริษัทใช้น้ำมากเป็นต้นเหตุ: เปิดตัวเลขการใช้น้ำก่อนวันเปิดโครงการ",
            "Filters delayed at the port: order in two lots and lend tanks from the plant.\nThe reproach that the company's own use is the cause: publish our water figures before the opening.",
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
    )


def _school_publics(say: Teller) -> tuple[Participant, ...]:
    return (
        Participant(
            say("ครูและผู้อำนวยการโรงเรียน 12 แห่ง", "Teachers and heads of twelve schools"),
            "Community",
            "Beneficiary",
            "Collaborate",
            say("กลัวว่าเครื่องเสียแล้วไม่มีใครซ่อม", "Fear that nobody will mend a filter that breaks"),
            say("เป็นผู้ใช้และผู้ดูแลทุกวัน", "They use it and look after it every day"),
            ("Access", "Sharing of tasks", "Assurances"),
        ),
        Participant(
            say("ผู้ปกครองและชุมชนริมน้ำ", "Parents and riverside communities"),
            "Community",
            "Beneficiary",
            "Involve",
            say(
                "อยากรู้ว่าน้ำปลอดภัยจริงหรือไม่ และใครเป็นคนตรวจ",
                "Want to know whether the water is safe, and who tests it",
            ),
            None,
            ("Openness", "Positivity"),
        ),
        Participant(
            say("มูลนิธิแม่น้ำเพื่อชีวิต", "Rivers for Life Foundation"),
            "NGO or foundation",
            "Partner",
            "Collaborate",
            say("ต้องการข้อมูลน้ำเปิดสำหรับทั้งลุ่มน้ำ", "Wants open water data for the whole basin"),
            say("ชุมชนไว้ใจมาสิบปี", "Trusted by the communities for ten years"),
            ("Networking", "Openness"),
        ),
        Participant(
            say("องค์การบริหารส่วนตำบลบ้านปทุม", "Ban Pathum sub-district administration"),
            "Government",
            "Decision maker",
            "Consult",
            say("การซ่อมบำรุงต้องไม่เป็นภาระงบท้องถิ่น", "Upkeep must not burden the local budget"),
            None,
            ("Access",),
        ),
        Participant(
            say("สื่อมวลชนท้องถิ่นและเพจข่าวปทุมธานี", "Local media and Pathum Thani news pages"),
            "Media",
            "Media",
            "Inform",
            say("สงสัยว่าบริษัททำเพื่อภาพลักษณ์", "Suspect that the company does it for its image"),
            None,
            ("Openness",),
        ),
        Participant(
            say("พนักงานอาสา โรงงานปทุมธานี", "Volunteers of the Pathum Thani plant"),
            "Employee",
            "Internal",
            "Involve",
            None,
            None,
            (),
        ),
    )


def _school_targets(say: Teller) -> tuple[Target, ...]:
    return (
        Target(
            say("นักเรียนขาดเรียนเพราะท้องเสียน้อยลงครึ่งหนึ่ง", "Pupils miss half as many days because of diarrhoea"),
            "Impact",
            say("วันขาดเรียนต่อนักเรียน 100 คน", "Days missed per 100 pupils"),
            say("วัน/ภาคเรียน", "days a term"),
            "Decrease",
            Decimal("18.4"),
            date(2026, 10, 31),
            None,
            Decimal("9.2"),
            date(2027, 4, 30),
            None,
            None,
            "Set",
            say("นักเรียน", "Pupils"),
            "Third-party report",
        ),
        Target(
            say("น้ำดื่มผ่านมาตรฐานทุกโรงเรียนทุกเดือน", "Water passes the standard in every school, every month"),
            "Outcome",
            say("โรงเรียนที่น้ำผ่านมาตรฐาน", "Schools whose water passes"),
            say("แห่ง", "schools"),
            "Reach",
            Decimal(3),
            date(2026, 9, 15),
            None,
            Decimal(12),
            date(2027, 2, 28),
            Decimal(7),
            date(2026, 11, 20),
            "On track",
            None,
            "Observation",
        ),
        Target(
            say(
                "ครูและผู้ปกครองเชื่อว่าโรงเรียนดูแลระบบเองได้",
                "Teachers and parents believe the school can run the system",
            ),
            "Outcome",
            say("ดัชนีความสัมพันธ์ (การควบคุมร่วมกัน)", "Relationship index (control mutuality)"),
            say("คะแนน 1–9", "score 1–9"),
            "Increase",
            None,
            None,
            None,
            Decimal("6.5"),
            date(2027, 4, 15),
            None,
            None,
            "Set",
            say("ครูและผู้ปกครอง", "Teachers and parents"),
            "Survey",
        ),
        Target(
            say("ครูผ่านการอบรมดูแลระบบ", "Teachers are trained to look after the system"),
            "Output",
            say("ผู้ผ่านการอบรม", "People trained"),
            say("คน", "people"),
            "Reach",
            Decimal(0),
            None,
            None,
            Decimal(36),
            date(2027, 1, 31),
            Decimal(8),
            date(2026, 11, 18),
            "On track",
            None,
            "Attendance count",
        ),
    )


def _school_events(say: Teller) -> tuple[PlannedEvent, ...]:
    return (
        PlannedEvent(
            say("ประชุมรับฟังความต้องการกับผู้ปกครอง", "Listening to parents"),
            When(at(12, 3, 9, 30, year=2026), at(12, 3, 11, 30, year=2026), BANGKOK),
            "Consultation",
            "Confirmed",
            "Stakeholders of the campaign",
            venue=say("โรงเรียนวัดบ้านปทุม", "Wat Ban Pathum School"),
            owner=say("สุดารัตน์ แก้วมณี", "Sudarat Kaewmanee"),
            publics=(say("ผู้ปกครองและชุมชนริมน้ำ", "Parents and riverside communities"),),
        ),
        PlannedEvent(
            say("ตรวจคุณภาพน้ำประจำเดือน", "Monthly water test"),
            When(
                at(12, 15, 10, year=2026),
                at(12, 15, 12, year=2026),
                BANGKOK,
                repeats=say("ทุกเดือน วันอังคารที่สาม", "Every month on the third Tuesday").text,
            ),
            "Site visit",
            "Confirmed",
            "Public",
            venue=say("โรงเรียนทั้ง 12 แห่ง", "All twelve schools"),
            owner=say("ปิยะ วงศ์สว่าง", "Piya Wongsawang"),
        ),
        PlannedEvent(
            say("วันอาสาติดตั้งเครื่องกรองน้ำ รุ่นที่ 1", "Volunteer day: the first six filters"),
            When(starts_on=date(2027, 1, 16), ends_on=date(2027, 1, 17)),
            "Volunteer day",
            "Confirmed",
            "Those attached to the event",
            is_milestone=True,
            venue=say("โรงเรียน 6 แห่ง อำเภอสามโคก", "Six schools in Sam Khok"),
            publics=(say("พนักงานอาสา", "Volunteers"), say("ครู", "Teachers")),
        ),
        PlannedEvent(
            say("วันอาสาติดตั้งเครื่องกรองน้ำ รุ่นที่ 2", "Volunteer day: the last six filters"),
            When(starts_on=date(2027, 1, 23), ends_on=date(2027, 1, 24)),
            "Volunteer day",
            "Tentative",
            "Those attached to the event",
            venue=say("โรงเรียน 6 แห่ง อำเภอเมือง", "Six schools in Mueang"),
        ),
        PlannedEvent(
            say("ส่งมอบระบบน้ำดื่มและเปิดเผยผลตรวจครั้งแรก", "Handover, and the first results made public"),
            When(at(1, 29, 9), at(1, 29, 11), BANGKOK),
            "Donation handover",
            "Confirmed",
            "Public",
            is_milestone=True,
            venue=say("โรงเรียนวัดบ้านปทุม", "Wat Ban Pathum School"),
            publics=(
                say("สื่อมวลชนท้องถิ่น", "Local media"),
                say("ครู", "Teachers"),
                say("อบต.บ้านปทุม", "Ban Pathum administration"),
            ),
        ),
        PlannedEvent(
            say("เสวนาออนไลน์กับมหาวิทยาลัยน้ำแห่งโตเกียว", "Online talk with the Tokyo water university"),
            When(at(2, 18, 12), at(2, 18, 13, 30), TOKYO),
            "Webinar",
            "Tentative",
            "Public",
            owner=say("น้ำทิพย์ ศรีสวัสดิ์", "Namthip Srisawat"),
        ),
        PlannedEvent(
            say("แถลงข่าวเปิดโครงการ", "Opening press conference"),
            When(at(12, 8, 13, year=2026), at(12, 8, 14, year=2026), BANGKOK),
            "Press conference",
            "Cancelled",
            "Public",
            is_cancelled=True,
            venue=say("โรงแรมริมน้ำ", "Riverside hotel"),
        ),
        PlannedEvent(
            say("สำรวจความสัมพันธ์หลังโครงการ", "Relationship survey after the campaign"),
            When(starts_on=date(2027, 4, 1), ends_on=date(2027, 4, 15)),
            "Feedback window",
            "Confirmed",
            "Stakeholders of the campaign",
        ),
    )


def exchange(language: Language = Language.EN) -> InternalBrief:
    """A launch with a return expected, plainly said."""
    say = Teller(language)
    lines = (
        line(say, "บูทและการจัดงาน", "Stands and staging", 900_000, 640_000, 0),
        line(say, "สื่อดิจิทัล", "Digital media", 1_200_000, 300_000, 0),
        line(say, "ส่วนลดที่ให้ลูกค้า", "Discounts given", 750_000, 0, 0),
    )
    base = communal(language)
    return InternalBrief(
        reader=reader(language),
        made_on=MADE_ON,
        organisation=base.organisation,
        title=say("น้ำแร่ขวดแก้วคืนได้: ลองก่อน แล้วค่อยสมัคร", "Returnable glass: try it, then subscribe"),
        other_title=Teller(Language.EN if language == Language.TH else Language.TH)(
            "น้ำแร่ขวดแก้วคืนได้: ลองก่อน แล้วค่อยสมัคร", "Returnable glass: try it, then subscribe"
        ),
        starts_on=date(2027, 2, 1),
        ends_on=date(2027, 5, 31),
        cover=Cover(
            code="EXC-2027-003",
            kind="Exchange",
            is_communal=False,
            status="Draft",
            confidentiality="Team",
            team=say("ทีมประชาสัมพันธ์การตลาด", "Marketing PR team"),
            owner=Person(
                say("กิตติ พูนผล", "Kitti Poonphol"),
                say("หัวหน้าประชาสัมพันธ์การตลาด", "Head of marketing PR"),
                e_mail="kitti@chaophraya.example",
            ),
            approver=None,
            field_of_work="Product publicity",
        ),
        purpose=say(
            None,
            "Four thousand households try the returnable glass bottle for a month, and one in four subscribes.",
        ),
        benefit_to_public=say(
            "น้ำแร่ราคาเดิม ไม่มีขวดพลาสติกเหลือทิ้ง มีคนมารับขวดถึงบ้าน",
            "The same water at the same price, no plastic left over, and bottles collected at the door.",
        ),
        benefit_to_organisation=say(
            "สมาชิกรายเดือนหนึ่งพันราย และข้อมูลความชอบที่ลูกค้ายินยอมให้",
            "A thousand monthly subscribers, and preferences given with consent.",
        ),
        situation=say(
            "ห้างในกรุงเทพเลิกขายขวดพลาสติกเล็กตั้งแต่มกราคม คู่แข่งสองรายเริ่มส่งน้ำถึงบ้านแล้ว",
            "Stores in Bangkok stop selling small plastic bottles in January, and two competitors already deliver.",
        ),
        strategy=say(
            "ให้ลองจริงที่บ้านหนึ่งเดือน แล้วถามอย่างตรงไปตรงมาว่าจะสมัครหรือไม่",
            "Let people try it at home for a month, then ask plainly whether they want to subscribe.",
        ),
        offer=Offer(
            say(
                "ลองฟรีหนึ่งลัง 12 ขวด รับขวดคืนถึงบ้าน แล้วสมัครเดือนละ 480 บาท",
                "One free crate of twelve, collected at the door, then 480 baht a month.",
            ),
            say(
                "ครัวเรือน 2–4 คน ในคอนโดมิเนียมตามแนวรถไฟฟ้า",
                "Households of two to four in condominiums along the sky train",
            ),
            "Sign-ups",
            say("1,000 ราย", "1,000 subscribers").text,
            "Promo code",
        ),
        participants=(
            Participant(
                say("ผู้อยู่อาศัยในคอนโดตามแนวรถไฟฟ้า", "Residents of condominiums along the sky train"),
                "Customer",
                "Target public",
                "Inform",
                say("กังวลเรื่องที่เก็บลังเปล่า", "Worry about where to keep empty crates"),
                None,
                ("Positivity", "Access"),
            ),
            Participant(
                say("นิติบุคคลอาคารชุด", "Managers of the buildings"),
                "Partner",
                "Partner",
                "Collaborate",
                say("ไม่อยากให้ทางเดินมีลังกีดขวาง", "Want no crates in the corridors"),
                None,
                ("Sharing of tasks",),
            ),
        ),
        targets=(
            Target(
                say("ครัวเรือนที่ลองแล้วสมัคร", "Households that try and then subscribe"),
                "Outcome",
                say("ผู้สมัคร", "Subscribers"),
                say("ราย", "households"),
                "Reach",
                Decimal(0),
                None,
                None,
                Decimal(1000),
                date(2027, 5, 31),
                None,
                None,
                "Set",
                None,
                "Redemption log",
            ),
            Target(
                say("ผู้ลองเข้าใจว่าขวดใช้ซ้ำกี่ครั้ง", "Those who tried know how often a bottle is reused"),
                "Out-take",
                say("ตอบถูก", "Right answers"),
                say("%", "%"),
                "Increase",
                Decimal("22.5"),
                date(2026, 11, 10),
                None,
                Decimal(60),
                date(2027, 4, 30),
                None,
                None,
                "Set",
                None,
                None,
            ),
        ),
        messages=(
            KeyMessage(
                say("ขวดเดียวกลับมาได้สามสิบครั้ง", "One bottle comes back thirty times."),
                proof=say("ผลตรวจรอบการใช้โดยสถาบันบรรจุภัณฑ์", "Cycle test of the packaging institute"),
                is_public=True,
            ),
        ),
        tactics=(
            Tactic("Paid", say("โฆษณาในลิฟต์คอนโดสี่สิบอาคาร", "Posters in the lifts of forty buildings")),
            Tactic("Earned", say("พาสื่อสายไลฟ์สไตล์ชมโรงล้างขวด", "Lifestyle media visit the washing plant")),
            Tactic("Owned", say("หน้าเว็บติดตามขวดของฉัน", "A page that follows my bottle")),
        ),
        events=(
            PlannedEvent(
                say("โรดโชว์คอนโด สัปดาห์ละสองอาคาร", "Roadshow, two buildings a week"),
                When(
                    at(2, 6, 10),
                    at(2, 6, 16),
                    BANGKOK,
                    repeats=say("ทุกสัปดาห์ วันเสาร์", "Every week on Saturday").text,
                ),
                "Roadshow",
                "Confirmed",
                "Public",
                venue=say("ล็อบบี้อาคาร", "Building lobbies"),
            ),
            PlannedEvent(
                say("ช่วงใช้รหัส GLASS30", "Code GLASS30 is valid"),
                When(starts_on=date(2027, 2, 1), ends_on=date(2027, 4, 30)),
                "Promotion period",
                "Confirmed",
                "Public",
            ),
        ),
        days_off=(DayOff(date(2027, 4, 13), say("วันสงกรานต์", "Songkran")),),
        promotions=(
            Promotion(
                say("ลังแรกฟรี", "First crate free"),
                "Sample",
                say("น้ำแร่ 12 ขวด", "Twelve bottles"),
                "GLASS30",
                date(2027, 2, 1),
                date(2027, 4, 30),
                4000,
                say(
                    "หนึ่งลังต่อหนึ่งห้อง คืนขวดภายใน 30 วัน",
                    "One crate per household; return the bottles within 30 days.",
                ),
                None,
            ),
        ),
        budget=Budget(lines=lines, totals=totals(lines, say)),
        people=(),
        risks=None,
        contact=PublicContact(say("ฝ่ายประชาสัมพันธ์การตลาด", "Marketing PR"), ("02 123 4600",)),
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
        days_off=inside.days_off,
        contact=PublicContact(
            say("ฝ่ายสื่อสารองค์กร", "Corporate communications"), ("02 123 4500", "pr@chaophraya.example")
        ),
        feed=FeedCode(
            say("ปฏิทินโครงการน้ำสะอาด", "Calendar of the clean water campaign"),
            "https://plan.chaophraya.example/feeds/smp_Zx81pLq0Rt5vBn2Kd7Wm3c.ics",
        ),
    )
