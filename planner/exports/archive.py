"""Everything the organisation keeps, in one ZIP: a CSV file a table, and a README that explains them all.

Rows are read and written one after another, and the file is on disk from the first megabyte on. What lets somebody
in is left out (`archive_words.SECRET`), and so is what is made anew from the rest. Values stand as they are stored:
keys, not their names; instants in UTC; days of the common era (ISO 8601).
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import IO, Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from planner import clock
from planner.activity.field_names import stem
from planner.db import Base
from planner.exports.archive_words import COLUMNS, DERIVED, LEFT_OUT, SECRET, TABLES, Said
from planner.exports.writing import BYTE_ORDER_MARK, IN_MEMORY
from planner.i18n import Language, translate
from planner.lists.columns import guarded

AT_ONCE = 500
"""Rows read from the database together."""

README = "README.txt"
_RULE = "=" * 72
_ABOUT = Said(
    "Everything kept in Samphan for this organisation, taken out at {at} (UTC).\n"
    "One CSV file a table: UTF-8, the first line names the columns. Days and instants are of ISO 8601, the\n"
    "common era, UTC; lists and structures are JSON; keys of closed vocabularies stand as they are stored.\n"
    "A text that a spreadsheet would calculate begins with an apostrophe that is not part of it.\n"
    "Passwords, session keys, one-time links and the secrets of calendar links are not in here.\n"
    "This archive holds personal data: keep it as safely as the planner itself.",
    "ข้อมูลทั้งหมดขององค์กรในสัมพันธ์ นำออกเมื่อ {at} (UTC)\n"
    "ไฟล์ CSV หนึ่งไฟล์ต่อหนึ่งตาราง ใช้ UTF-8 บรรทัดแรกเป็นชื่อคอลัมน์ วันเวลาเป็น ISO 8601 ปี ค.ศ. เวลา UTC\n"
    "รายการและโครงสร้างเป็น JSON คำจากรายการตายตัวเก็บเป็นรหัส\n"
    "ข้อความที่โปรแกรมตารางจะคำนวณมีเครื่องหมาย ' นำหน้า ซึ่งไม่ใช่ส่วนของข้อความ\n"
    "ไม่มีรหัสผ่าน กุญแจเข้าระบบ ลิงก์ใช้ครั้งเดียว และรหัสลับของลิงก์ปฏิทิน\n"
    "ไฟล์นี้มีข้อมูลส่วนบุคคล โปรดเก็บรักษาให้ปลอดภัยเช่นเดียวกับระบบ",
)
_NOT_HERE = Said("Left out", "ไม่รวมไว้")


def made(session: Session) -> IO[bytes]:
    """The archive, at its beginning; whoever asked closes it. Raises `LookupError` for a table nobody described."""
    tables = list(told())
    file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    try:
        write(session, tables, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def write(session: Session, tables: list[Table], file: IO[bytes]) -> None:
    """The archive of these tables into a file."""
    counts: dict[str, int] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            with archive.open(f"{table.name}.csv", "w", force_zip64=True) as raw:
                counts[table.name] = _write_table(session, table, raw)
        archive.writestr(README, readme(tables, counts))


def told() -> Iterator[Table]:
    """The tables that go into the archive. Raises `LookupError` for one that is neither told nor left out."""
    for table in sorted(Base.metadata.tables.values(), key=lambda one: one.name):
        if table.name in TABLES:
            yield table
        elif table.name not in LEFT_OUT:
            raise LookupError(f"nobody said what the table {table.name} is to the archive")


def columns_of(table: Table) -> list[Column[Any]]:
    """The columns that go into the archive."""
    return [
        column
        for column in table.columns
        if (table.name, column.name) not in SECRET and column.name not in DERIVED
    ]


def _write_table(session: Session, table: Table, raw: IO[bytes]) -> int:
    held = columns_of(table)
    lines = io.TextIOWrapper(raw, "utf-8", newline="", write_through=True)
    lines.write(BYTE_ORDER_MARK)
    writer = csv.writer(lines)
    writer.writerow([column.name for column in held])
    found = session.execute(
        select(*held).order_by(*table.primary_key.columns), execution_options={"yield_per": AT_ONCE}
    )
    count = 0
    for row in found:
        writer.writerow([_plain(value) for value in row])
        count += 1
    lines.detach()
    return count


def _plain(value: Any) -> str:  # noqa: PLR0911 - a table of kinds
    """A stored value as text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, sort_keys=True)
        case int() | float():
            return str(value)
    return guarded(str(value))


# ── The explanation ──────────────────────────────────────────────────────────────────────────────────────


def readme(tables: list[Table], counts: dict[str, int]) -> str:
    """Every table and column in both languages."""
    at = f"{clock.now():%Y-%m-%d %H:%M}"
    parts = [_ABOUT.en.format(at=at), _ABOUT.th.format(at=at)]
    for table in tables:
        said = TABLES[table.name]
        lines = [_RULE, f"{table.name}.csv ({counts[table.name]:,})", f"  {said.en}", f"  {said.th}", ""]
        for column in columns_of(table):
            name = named(table.name, column.name)
            lines.append(f"  {column.name}{_points_to(column)}\n      {name.en} / {name.th}")
        parts.append("\n".join(lines))
    lines = [_RULE, f"{_NOT_HERE.en} / {_NOT_HERE.th}", ""]
    lines += [f"  {name}: {why.en} / {why.th}" for name, why in sorted(LEFT_OUT.items())]
    parts.append("\n".join(lines))
    return BYTE_ORDER_MARK + "\n\n".join(parts) + "\n"


def named(table: str, key: str) -> Said:
    """What a column is called. Raises `LookupError` for one that has no name."""
    said = COLUMNS.get(key) or COLUMNS.get(key.removesuffix("_id"))
    if said is not None:
        return said
    word, ending = stem(table, key)
    if word is None:
        raise LookupError(f"the column {table}.{key} has no name")
    tongue = {"th": Said(" (Thai)", " (ไทย)"), "en": Said(" (English)", " (อังกฤษ)")}.get(ending, Said("", ""))
    en, th = (translate(language, word) for language in (Language.EN, Language.TH))
    return Said(en + tongue.en, th + tongue.th)


def _points_to(column: Column[Any]) -> str:
    """Where the number in a column leads."""
    targets = [key.target_fullname.partition(".")[0] for key in column.foreign_keys]
    return f" → {targets[0]}.csv" if targets else ""
