"""Documents beneath budget lines of the example: orders, invoices, a credit note."""

from __future__ import annotations

from dataclasses import dataclass

from planner.campaigns.words import EntryKind


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document, in whole units of its line's currency; entered on the day it is dated."""

    on: int
    line: str
    kind: EntryKind
    amount: int
    document: str
    supplier: str
    is_credit: bool = False
    note: str | None = None


_LEAFLETS = "สื่อความรู้สำหรับผู้ปกครอง"
_VANS = "รถรับส่งอาสาสมัคร"
_PRINTER = "โรงพิมพ์ตะวันออก"
_COACHES = "แสงอรุณทราเวล"

OF_PLAN: dict[str, tuple[Paper, ...]] = {
    "kitchens": (
        Paper(
            on=-80,
            line=_LEAFLETS,
            kind=EntryKind.COMMITTED,
            amount=21_000,
            document="PO-0142",
            supplier=_PRINTER,
        ),
        Paper(
            on=-66,
            line=_LEAFLETS,
            kind=EntryKind.SPENT,
            amount=21_000,
            document="INV 88-1190",
            supplier=_PRINTER,
        ),
        Paper(
            on=-60,
            line=_LEAFLETS,
            kind=EntryKind.SPENT,
            amount=1_400,
            document="CN 88-0031",
            supplier=_PRINTER,
            is_credit=True,
            note="พิมพ์สีเพี้ยน 200 แผ่น",
        ),
        Paper(
            on=-75, line=_VANS, kind=EntryKind.COMMITTED, amount=36_000, document="PO-0147", supplier=_COACHES
        ),
        Paper(
            on=-40, line=_VANS, kind=EntryKind.SPENT, amount=14_850, document="SA-20871", supplier=_COACHES
        ),
        Paper(
            on=-12, line=_VANS, kind=EntryKind.SPENT, amount=12_600, document="SA-20934", supplier=_COACHES
        ),
    ),
}
