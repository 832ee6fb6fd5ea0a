"""How the sample campaigns are told: in both languages, on Bangkok's clocks, in baht."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from planner import dates
from planner.briefs.inside import BudgetLine, BudgetTotal, Person
from planner.briefs.shapes import Money, Reader
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


def reader(language: Language) -> Reader:
    return Reader(language=language, era=dates.usual_era(language), zone=BANGKOK)


def at(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2027) -> datetime:
    """An instant, told by the clocks of Bangkok."""
    return dates.local_to_instant(date(year, month, day), time(hour, minute), dates.zone(BANGKOK))


def baht(amount: int) -> Money:
    return Money(amount * 100, "THB")


def line(category: Text, planned: int, committed: int, actual: int) -> BudgetLine:
    forecast = baht(max(planned, committed, actual))
    return BudgetLine(category, baht(planned), baht(committed), baht(actual), forecast)


def totals(lines: tuple[BudgetLine, ...]) -> tuple[BudgetTotal, ...]:
    sums = [
        sum(getattr(each, name).amount_minor for each in lines)
        for name in ("planned", "committed", "actual", "forecast")
    ]
    return (BudgetTotal(*(Money(amount, "THB") for amount in sums)),)


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
    (
        "Three thousand pupils in schools along the Chao Phraya drink clean, safe water all year, and their schools "
        "can look after the filters themselves."
    ),
)
BENEFIT = (
    "นักเรียนเจ็บป่วยจากน้ำดื่มน้อยลง ครอบครัวไม่ต้องซื้อน้ำขวด และครูกับผู้ปกครองดูแลระบบกรองน้ำเองได้",
    (
        "Fewer pupils fall ill from the water they drink, families need not buy bottles, and teachers and parents can "
        "look after the filters themselves."
    ),
)
NEED = (
    (
        "ผู้อำนวยการโรงเรียนสิบสองแห่งแจ้งว่าน้ำบาดาลมีสนิมและความเค็มเกินมาตรฐานตั้งแต่ปี ๒๕๖๗ เด็กต้องพกน้ำมาเอง "
        "และโรงเรียนเล็กไม่มีงบซ่อมเครื่องกรองที่เสีย"
    ),
    (
        "The heads of twelve schools report that their ground water has carried rust and too much salt since 2024. "
        "Children bring water from home, and small schools have no money to mend the filters that broke."
    ),
)
