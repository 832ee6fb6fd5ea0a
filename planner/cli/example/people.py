"""The two teams' people. Nobody here is real."""

from __future__ import annotations

from planner.accounts.models import Discipline, Role, WeekStart
from planner.cli.example.shapes import Both, Colleague
from planner.dates import Era
from planner.i18n import Language

COMPANY = Both("มณีรวง ฟู้ดแอนด์รีเทล", "Maniruang Food & Retail")
HOST = "maniruang.example"

CORPORATE = Discipline.CORPORATE_COMMUNICATIONS
MARKETING = Discipline.MARKETING_PR

COLLEAGUES = (
    Colleague(
        key="chayut",
        given=Both("ชยุต", "Chayut"),
        family=Both("รัตนโกสุม", "Rattanakosum"),
        position="ผู้ดูแลระบบสารสนเทศ ฝ่ายสื่อสาร",
        era=Era.BOTH,
        week_start=WeekStart.MONDAY,
    ),
    Colleague(
        key="orawan",
        given=Both("อรวรรณ", "Orawan"),
        family=Both("พงษ์ศิริธร", "Phongsirithon"),
        position="ผู้อำนวยการฝ่ายสื่อสารองค์กร",
        team=CORPORATE,
        role=Role.APPROVER,
        also_views=MARKETING,
    ),
    Colleague(
        key="phanuphong",
        given=Both("ภาณุพงศ์", "Phanuphong"),
        family=Both("เลิศวัฒนากูล", "Loetwatthanakun"),
        position="ผู้จัดการอาวุโส ประชาสัมพันธ์การตลาด",
        team=MARKETING,
        role=Role.APPROVER,
        era=Era.BOTH,
    ),
    Colleague(
        key="praewa",
        given=Both("แพรวา", "Praewa"),
        family=Both("จันทร์เพ็ญ", "Chanphen"),
        position="นักสื่อสารองค์กรอาวุโส",
        team=CORPORATE,
        role=Role.PLANNER,
    ),
    Colleague(
        key="kroekphon",
        given=Both("เกริกพล", "Kroekphon"),
        family=Both("ศรีสงคราม", "Sisongkhram"),
        position="เจ้าหน้าที่ชุมชนสัมพันธ์ โรงงานนครราชสีมา",
        team=CORPORATE,
        role=Role.PLANNER,
        week_start=WeekStart.MONDAY,
    ),
    Colleague(
        key="nattharika",
        given=Both("ณัฐริกา", "Nattharika"),
        family=Both("วงศ์ไพศาล", "Wongphaisan"),
        position="นักประชาสัมพันธ์การตลาด",
        team=MARKETING,
        role=Role.PLANNER,
        also_views=CORPORATE,
    ),
    Colleague(
        key="hannah",
        given=Both("แฮนนาห์", "Hannah"),
        family=Both("วิตฟิลด์", "Whitfield"),
        position="Export PR Lead, London",
        team=MARKETING,
        role=Role.PLANNER,
        language=Language.EN,
        era=Era.CE,
        zone="Europe/London",
        week_start=WeekStart.MONDAY,
    ),
    Colleague(
        key="sophida",
        given=Both("โสภิดา", "Sophida"),
        family=Both("แก้วมณี", "Kaeomani"),
        position="นักวิเคราะห์งบประมาณ ฝ่ายการเงิน",
        team=CORPORATE,
        role=Role.VIEWER,
        also_views=MARKETING,
        language=Language.EN,
        era=Era.BE,
    ),
)
