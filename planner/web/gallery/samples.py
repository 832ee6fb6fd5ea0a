"""What the gallery shows: a believable company's records, in both languages, tied to no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from planner.i18n import Text

TODAY = date(2026, 11, 24)
FEED = "https://planner.example.com/feeds/9hQ2vT7xkL0mZr4pWc8yB1nDf6sJ3aEg.ics"


@dataclass(frozen=True)
class Record:
    """A made-up record: a title in both scripts and whatever else a component asks for."""

    title_th: str | None
    title_en: str | None
    kind: str = ""
    status: str = ""
    start_on: date = TODAY
    end_on: date = TODAY
    under_th: str = ""
    under_en: str = ""
    money: int = 0
    code: str = ""

    def title(self, language: str) -> Text:
        """The title for a reader of this language, or the other one."""
        return told(self.title_th, self.title_en, language)


def told(th: str | None, en: str | None, language: str) -> Text:
    """A text of both languages for one reader."""
    first, second, other = (th, en, "en") if language == "th" else (en, th, "th")
    return Text(first, language, False) if first else Text(second or "", other, True)


CAMPAIGNS = (
    Record(
        "ปลูกป่าชายเลนกับชุมชนบางขุนเทียน",
        "Mangroves with the Bang Khun Thian community",
        "communal",
        "in_review",
        date(2026, 11, 2),
        date(2027, 3, 31),
        "สื่อสารองค์กร · อรพิน ศรีสุวรรณ",
        "Corporate Communications · Orapin Srisuwan",
        48_500_000,
        "C-2026-004",
    ),
    Record(
        "เปิดตัวกาแฟดอยตุงคั่วใหม่ ชิมฟรีทั่วกรุงเทพฯ และหัวเมืองใหญ่ทั้งสี่ภาค",
        "A new Doi Tung roast: free tastings in Bangkok and the four regions",
        "exchange",
        "active",
        date(2026, 10, 15),
        date(2026, 12, 31),
        "การตลาด · Daniel Weiss",
        "Marketing PR · Daniel Weiss",
        125_000_000,
        "E-2026-011",
    ),
    Record(
        "ห้องสมุดเคลื่อนที่สำหรับโรงเรียนชายขอบ",
        None,
        "communal",
        "draft",
        date(2027, 1, 9),
        date(2027, 12, 18),
        "สื่อสารองค์กร · วิชัย ใจดี",
        "Corporate Communications · Wichai Jaidee",
        0,
        "C-2027-001",
    ),
    Record(
        "สมาชิกพาเพื่อนมา",
        "Members bring a friend",
        "exchange",
        "paused",
        date(2026, 9, 1),
        date(2026, 11, 30),
        "การตลาด · กมลชนก ทองดี",
        "Marketing PR · Kamonchanok Thongdee",
        21_000_050,
        "E-2026-009",
    ),
    Record(
        "น้ำดื่มสะอาดหลังน้ำท่วม",
        "Clean drinking water after the floods",
        "communal",
        "evaluated",
        date(2026, 8, 4),
        date(2026, 9, 30),
        "สื่อสารองค์กร · อรพิน ศรีสุวรรณ",
        "Corporate Communications · Orapin Srisuwan",
        9_900_000,
        "C-2026-003",
    ),
)

EVENTS = (
    Record("แถลงข่าวเปิดโครงการ", "Press conference", "communal", "confirmed", date(2026, 11, 24)),
    Record("ปลูกป่าชายเลน วันอาสา", "Mangrove volunteer day", "communal", "confirmed", date(2026, 11, 28)),
    Record("ชิมกาแฟที่สามย่าน", "Tasting at Sam Yan", "exchange", "tentative", date(2026, 11, 26)),
    Record("สัมภาษณ์สด รายการเช้านี้", "Live on the morning show", "exchange", "cancelled", date(2026, 11, 18)),
    Record("วันสิ้นสุดโปรโมชัน", "The promotion ends", "exchange", "postponed", date(2026, 11, 30)),
)

SITUATION_TH = (
    "ป่าชายเลนของเขตบางขุนเทียนหายไปกว่า ๓,๐๐๐ ไร่ในสี่สิบปี ชาวบ้านสองฝั่งคลองบอกเราในเวทีเดือนสิงหาคมว่า "
    "สิ่งที่ต้องการไม่ใช่เงินบริจาค แต่คือแรงและกล้าไม้ให้ทันก่อนน้ำขึ้นสูง\n\n"
    "โรงงานของเราใช้น้ำจากคลองเดียวกันมาตั้งแต่ปี ๒๕๓๘"
)
SITUATION_EN = (
    "Bang Khun Thian has lost more than 3,000 rai of mangrove in forty years. People on both banks told us in "
    "August that what they need is not donations but hands and seedlings, in time before the high tides.\n\n"
    "Our plant has drawn water from the same canal since 1995."
)
SITUATION = (SITUATION_TH, SITUATION_EN)
PURPOSE = (
    "คืนแนวกันคลื่นให้ชุมชนก่อนฤดูน้ำขึ้น โดยชุมชนเป็นผู้เลือกพื้นที่และพันธุ์ไม้เอง",
    "Give the community its breakwater back before the high tides; the community chooses the ground and the trees.",
)

BUDGET = (
    (("กล้าไม้และวัสดุ", "Seedlings and material"), (18_000_000, 12_450_000, 9_120_050)),
    (("รถและเรือ", "Buses and boats"), (9_500_000, 9_500_000, None)),
    (("อาหารและน้ำ", "Food and water"), (6_000_000, 2_250_000, 2_210_000)),
    (("บันทึกภาพและสื่อ", "Photography and media"), (15_000_000, 0, None)),
)
BUDGET_TOTALS = (48_500_000, 24_200_000, 11_330_050)

PEOPLE = (
    (("เครือข่ายรักษ์ทะเลบางขุนเทียน", "Bang Khun Thian Sea Network"), ("ชุมชน", "Community"), 5, 5),
    (("สำนักงานเขตบางขุนเทียน", "Bang Khun Thian District Office"), ("ภาครัฐ", "Government"), 4, 3),
    (("คุณสมหมาย แซ่ลิ้ม", "Khun Sommai Saelim"), ("ผู้มีอิทธิพลทางความคิด", "Influencer"), 2, 5),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def activity(language: str) -> list[dict[str, Any]]:
    """A history of three entries."""
    is_thai = language == "th"
    return [
        {
            "sentence": "อรพิน ศรีสุวรรณ ส่งแผนให้ตรวจ" if is_thai else "Orapin Srisuwan sent the plan for review",
            "at": at(23, 9, 12),
            "note": "ขอคำตอบก่อนวันศุกร์ เพราะต้องจองเรือ"
            if is_thai
            else "Please by Friday: the boats must be booked.",
            "changes": [],
        },
        {
            "sentence": "วิชัย ใจดี แก้ไขวันและงบประมาณ"
            if is_thai
            else "Wichai Jaidee changed the dates and the budget",
            "at": at(20, 3, 40),
            "note": None,
            "changes": [
                (
                    "วันสิ้นสุด" if is_thai else "End",
                    "28 ก.พ. 2570" if is_thai else "28 Feb 2027",
                    "31 มี.ค. 2570" if is_thai else "31 Mar 2027",
                ),
                ("งบเรือ" if is_thai else "Boats", None, "95,000.00"),
            ],
        },
        {
            "sentence": "อรพิน ศรีสุวรรณ สร้างแผนงานนี้" if is_thai else "Orapin Srisuwan made this campaign",
            "at": at(2, 2, 5),
            "note": None,
            "changes": [],
        },
    ]


def lines(language: str) -> list[tuple[str, tuple[int | None, ...]]]:
    """The budget for a reader of this language."""
    return [(names[0 if language == "th" else 1], amounts) for names, amounts in BUDGET]


@dataclass(frozen=True)
class Conflict:
    """One field two people changed."""

    label: str
    theirs: str
    yours: str


def conflicts(language: str) -> list[Conflict]:
    """Where two versions of a form differ."""
    if language == "th":
        return [Conflict("สิ้นสุด", "28/2/2570", "31/3/2570"), Conflict("วัตถุประสงค์", "", PURPOSE[0])]
    return [Conflict("End", "28/2/2027", "31/3/2027"), Conflict("Purpose", "", PURPOSE[1])]


PAGE_TITLES = {
    "components": ("ชิ้นส่วนของหน้า", "Components"),
    "forms": ("แบบฟอร์ม", "Forms"),
    "refused": ("แบบฟอร์มที่ถูกปฏิเสธ", "A form refused"),
    "lists": ("รายการและตาราง", "Lists and tables"),
    "campaign": (CAMPAIGNS[0].title_th, CAMPAIGNS[0].title_en),
    "campaigns": ("แผนงาน", "Campaigns"),
    "edit": ("แก้ไขเหตุผลของแผนงาน", "Edit why"),
    "month": ("พฤศจิกายน 2569", "November 2026"),
    "outsider": ("คุณสมหมายจะมาร่วมงานหรือไม่", "Will you come, Khun Sommai?"),
    "mishap": ("เกิดข้อผิดพลาดที่ระบบของเรา", "Something went wrong on our side"),
    "paper": ("แผนงานประจำไตรมาส", "Campaigns of the quarter"),
}


def typed() -> dict[str, Any]:
    """A form somebody has filled in."""
    return {
        "title_th": CAMPAIGNS[0].title_th,
        "title_en": CAMPAIGNS[0].title_en,
        "purpose_th": PURPOSE[0],
        "purpose_en": "",
        "email": "orapin@example.com",
        "start_on": date(2026, 11, 2),
        "end_on": date(2027, 3, 31),
        "amount": 48_500_000,
        "visibility": "stakeholders",
        "purposes": ["event_invitations", "photo_video"],
        "messages_said": [
            {"text_th": "ชุมชนเลือก เราช่วยลงแรง", "text_en": "The community chooses, we lend our hands"},
            {"text_th": "", "text_en": ""},
        ],
    }
