"""Lists as offices have them, made by a generator."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

GIVEN = ("สมชาย", "สมหญิง", "วิชัย", "มาลี", "ปิติ", "ชูใจ", "มานี", "วีระ", "เพชร", "ใบเตย", "คุณากร", "ดรุณี")
FAMILY = ("ใจดี", "รักไทย", "ศรีสุข", "แซ่ตั้ง", "บุญมา", "ณ อยุธยา", "ทองคำ", "วงศ์สว่าง")
TITLES = ("นาย", "นาง", "น.ส.", "นางสาว", "คุณ", "ดร.", "ผศ.ดร.", "")
NICKNAMES = ("ต้น", "แอน", "โอ๋", "เล็ก", "Bee", "ปุ๊ก")
POSITIONS = ("บรรณาธิการข่าว", "ผู้สื่อข่าว", "ช่างภาพ", "หัวหน้าข่าว")
BEATS = ("การเมือง", "เศรษฐกิจ", "สิ่งแวดล้อม", "บันเทิง", "กีฬา")
MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.")
HEADING = ("ลำดับ", "ชื่อ-นามสกุล", "ตำแหน่ง", "สังกัด", "เบอร์โทร", "อีเมล", "สายข่าว", "สังกัดตั้งแต่")


def media_rows(count: int, seed: int = 1) -> list[list[str]]:
    """A media list of so many rows; every hundredth row repeats an earlier one."""
    chance = random.Random(seed)  # noqa: S311 - a list that looks real, the same every time
    rows: list[list[str]] = []
    for number in range(count):
        if number % 100 == 99:
            rows.append([str(number + 1), *rows[number - 50][1:]])
            continue
        name = f"{chance.choice(TITLES)}{chance.choice(GIVEN)} {_family(number)}"
        if number % 3 == 0:
            name = f"{name} ({chance.choice(NICKNAMES)})"
        phone = f"08{number:08}"
        if number % 4 == 0:
            phone = f"{phone[:3]}-{phone[3:6]}-{phone[6:]}"
        day, year = 1 + number % 28, 2550 + number % 18
        since = f"{day}/{1 + number % 12}/{year}" if number % 2 else f"{day} {MONTHS[number % 6]} {year}"
        outlet = f"สำนักข่าว{chance.choice(FAMILY)} {number % 120}"
        email = f"reporter{number}@news{number % 120}.example"
        position, beat = chance.choice(POSITIONS), chance.choice(BEATS)
        rows.append([str(number + 1), name, position, outlet, phone, email, beat, since])
    return rows


def _family(number: int) -> str:
    """A family name that nobody else in the list has."""
    parts = ("วงศ์", "ทอง", "ศรี", "บุญ", "สุข", "รัตน์", "ไพ", "เจริญ", "มณี", "ชัย")
    return FAMILY[number % len(FAMILY)] + "".join(parts[int(figure)] for figure in str(number))


def written(rows: Sequence[Sequence[str]], heading: Sequence[str] = HEADING) -> str:
    """As a CSV file with Windows line ends."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([heading, *rows])
    return buffer.getvalue()


def media_list(count: int) -> str:
    """The media list as a CSV file."""
    return written(media_rows(count))


def sheet(sheets: Mapping[str, Sequence[Sequence[Any]]], merged: str | None = None) -> bytes:
    """An XLSX workbook of these sheets."""
    book = openpyxl.Workbook(write_only=False)
    del book["Sheet"]
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
        if merged:
            page.merge_cells(merged)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
