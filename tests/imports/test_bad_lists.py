"""Lists that are not as they should be: a reason for each row or for the file, and never a half of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest

from planner.errors import Refusal
from planner.imports import reading, workbook
from planner.imports.outcomes import OutcomeKind
from planner.imports.reading import How
from planner.lists.columns import ListKind
from planner.uploads import encodings
from planner.uploads.encodings import Encoding
from planner.uploads.folder import Folder
from tests.imports.conftest import Desk
from tests.imports.samples import sheet

HEADING = "ชื่อ,นามสกุล,อีเมล,โทรศัพท์,สังกัดตั้งแต่"
GOOD = "มานี,มีนา,manee@news.example,0812345678,1/2/2560"


def kept(tmp_path: Path, content: bytes) -> Path:
    """The content as a file."""
    path = tmp_path / "file"
    path.write_bytes(content)
    return path


def lines(*rows: str) -> bytes:
    """A CSV file in UTF-8."""
    return "\r\n".join((HEADING, *rows)).encode()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("ก้อง,ดี,ไม่มีแอท,0812345679,", "E-mail"),
        ("ก้อง,ดี,kong@news.example,12,", "telephone"),
        ("ก้อง,ดี,kong@news.example,0812345679,31/2/2560", "no day 31"),
        ("ก้อง,ดี,kong@news.example,0812345679,1/2/60", "four digits"),
        ("ก้อง,ดี,,,", "one way to reach them"),
        (",,kong@news.example,,", "given name"),
        ("ก้อง,ดี,kong@news.example,0812345679", "4 cells"),
        ("ก้อง,ดี,kong@news.example,0812345679,,เกิน", "6 cells"),
        ("ก้อง\0,ดี,kong@news.example,0812345679,", "NUL"),
        (f"{'ก' * 200_001},ดี,kong@news.example,0812345679,", "200,000"),
        (f"{'ก' * 121},ดี,kong@news.example,0812345679,", "120 characters"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_its_reason_and_the_others_go_on(
    desk: Desk, row: str, reason: str
) -> None:
    one = desk.bring(lines(GOOD, row))
    assert one.found["created"] == 1
    assert one.found["refused"] == 1
    (reasons,) = desk.reasons(one).values()
    shown = " ".join(reasons) + " ".join(
        note.heading for note in desk.outcomes(one, OutcomeKind.REFUSED)[0].notes
    )
    assert reason in shown or reason in shown.replace("e-mail", "E-mail"), shown


def test_the_line_that_is_named_is_the_line_of_the_file(desk: Desk) -> None:
    one = desk.bring(lines("", '"มา\nนี",มีนา,manee@news.example,0812345678,', "", "ก้อง,ดี,,,"))
    assert list(desk.reasons(one)) == [6]


def test_two_rows_about_one_person_are_told_apart_from_a_repetition(desk: Desk) -> None:
    other = GOOD.replace("2560", "2561")
    one = desk.bring(lines(GOOD, GOOD, other))
    assert (one.found["created"], one.found["unchanged"], one.found["refused"]) == (1, 1, 1)
    assert "row 2" in desk.reasons(one)[4][0]


def test_an_owner_who_is_not_here_is_refused(desk: Desk) -> None:
    content = "ชื่อ,อีเมล,ผู้ดูแล\r\nมานี,m@news.example,nobody@example.org\r\n".encode()
    assert "nobody of that name" in next(iter(desk.reasons(desk.bring(content)).values()))[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing in the file"),
        (b"\r\n\r\n,,\r\n", "nothing in the file"),
        (HEADING.encode(), "no rows"),
        (b"PK\x03\x04 not a zip at all", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, "XLSX"),
        (b"%PDF-1.7\n" + bytes(range(14, 32)) * 50, "neither a CSV"),
        (b"\xff\xfe\x00\xd8\x00\xd8a", "neither a CSV"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(desk: Desk, content: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        desk.bring(content)


def test_a_file_larger_than_the_largest_is_not_kept(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with pytest.raises(Refusal, match="20 MB"):
        folder.keep(io.BytesIO(b"x" * 2_000), largest=1_000)
    assert not list(folder.path.iterdir())


def test_a_list_of_two_hundred_thousand_rows_is_refused_quickly(desk: Desk) -> None:
    content = "ชื่อ,อีเมล\r\n".encode() + b"".join(b"a%d,a%d@b.example\r\n" % (n, n) for n in range(200_000))
    began = time.process_time()
    with pytest.raises(Refusal, match="more than"):
        desk.bring(content)
    assert time.process_time() - began < 5


MEMORY = """
import resource, sys
from pathlib import Path
from planner.errors import Refusal
from planner.imports import looking, reading
from planner.lists.columns import ListKind
path = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    looked = reading.look(path)
    looking.expect_few_enough(path, looked.how)
    print("taken")
except Refusal as refusal:
    print(refusal)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def memory(path: Path) -> tuple[str, int]:
    """What a process of its own says of a file, and by how many MB it grew."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", MEMORY, str(path)], capture_output=True, text=True, check=True
    )
    said, grown = done.stdout.splitlines()
    return said, int(grown) // 1024


def test_two_hundred_thousand_rows_are_refused_within_bounded_memory(tmp_path: Path) -> None:
    content = b"name,email\r\n" + b"".join(b"a%d,a%d@b.example\r\n" % (n, n) for n in range(200_000))
    said, grown = memory(kept(tmp_path, content))
    assert "more than" in said
    assert grown < 60


def bomb(size: int) -> bytes:
    """A workbook whose sheet unpacks to so many bytes of nothing."""
    buffer = io.BytesIO(sheet({"a": [["ชื่อ"], ["x"]]}))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet9.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(b"0" * 1_000_000)
    return buffer.getvalue()


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    said, grown = memory(kept(tmp_path, bomb(300_000_000)))
    assert "unpacks to far more" in said
    assert grown < 60


def test_a_workbook_that_lies_about_its_size_is_not_believed(tmp_path: Path) -> None:
    content = bytearray(bomb(300_000_000))
    # the directory's claim of the last part: a small size, in the place where the large one stood
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    said, grown = memory(kept(tmp_path, bytes(content)))
    assert grown < 80, said


def test_entities_in_a_workbook_are_not_expanded(desk: Desk) -> None:
    source = io.BytesIO(sheet({"a": [["ชื่อ", "อีเมล"], ["x", "x@example.org"]]}))
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                bad = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
                body = bad + body.replace(b"</sheetData>", b"&b;</sheetData>")
            new.writestr(part.filename, body)
    with pytest.raises(Refusal, match="cannot be opened"):
        desk.bring(target.getvalue(), name="a.xlsx")


def test_formulas_and_faults_are_refused_by_their_cell(desk: Desk) -> None:
    rows = [
        ["ชื่อ", "อีเมล"],
        ["มานี", '=CONCATENATE("a","@b.example")'],
        ["ปิติ", "#N/A"],
        ["ชูใจ", "choojai@news.example"],
    ]
    one = desk.bring(sheet({"สื่อ": rows}), name="a.xlsx")
    reasons = desk.reasons(one)
    assert "B2 holds a formula" in reasons[2][0]
    assert "B3 holds an error" in reasons[3][0]
    assert one.found["created"] == 1


def test_merged_cells_are_told(tmp_path: Path) -> None:
    looked = reading.look(kept(tmp_path, sheet({"a": [["ชื่อ"], ["x"], ["y"]]}, merged="A2:A3")))
    message, values = looked.notes[0]
    assert "A2:A3" in message % values


def test_a_sheets_cells_become_text_as_people_see_it(desk: Desk) -> None:

    given = [
        (datetime.fromisoformat("2026-11-24"), "2026-11-24"),
        (datetime.fromisoformat("2026-11-24T09:30"), "2026-11-24 09:30"),
        (date(2026, 11, 24), "2026-11-24"),
        (clock(9, 30), "09:30"),
        (timedelta(hours=25), "25:00"),
        (812345678.0, "812345678"),
        (12.5, "12.5"),
        (True, "yes"),
        (None, ""),
        (" ข้อความ ", "ข้อความ"),
    ]
    assert [workbook._text(value) for value, _ in given] == [text for _, text in given]
    assert desk is not None


def test_a_title_above_the_heading_is_passed_over(desk: Desk) -> None:
    content = f"รายชื่อสื่อมวลชน ปี 2569,,,,\r\n,,,,\r\n{HEADING}\r\n{GOOD}\r\n".encode("cp874")
    one = desk.bring(content)
    assert one.heading_line == 3
    assert one.found["created"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_letters_and_separators_are_recognised(tmp_path: Path, encoding: str, separator: str) -> None:
    content = f"{HEADING}\r\n{GOOD}\r\n".replace(",", separator).encode(encoding)
    path = kept(tmp_path, content)
    looked = reading.look(path)
    assert looked.is_sure
    table = reading.table(path, looked.how, ListKind.STAKEHOLDERS)
    assert table.heading[0] == "ชื่อ"
    assert table.sample[0].cells[0] == "มานี"


def test_where_two_readings_are_possible_both_are_shown(tmp_path: Path) -> None:
    path = kept(tmp_path, "name,email\r\nRené Meier,r@b.example\r\n".encode("cp1252"))
    looked = reading.look(path)
    assert looked.how.encoding == Encoding.CP1252
    assert set(looked.samples) == {Encoding.CP1252, Encoding.CP874}
    doubtful = encodings.guess("กข,a\r\n".encode("cp874"))
    assert not doubtful.is_sure


def test_a_reading_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = kept(tmp_path, "ชื่อ,อีเมล\r\n".encode("cp874"))
    with pytest.raises(Refusal, match="these letters"):
        list(reading.raw_rows(path, How(Encoding.UTF_8, ",")))


def test_files_are_private_named_at_random_and_swept_after_a_day(tmp_path: Path) -> None:

    folder = Folder(tmp_path)
    name = folder.keep(io.BytesIO(b"x"), largest=10)
    path = folder.file(name)
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert folder.sweep() == 0
    yesterday = time.time() - 90_000
    os.utime(path, (yesterday, yesterday))
    assert folder.sweep() == 1
    with pytest.raises(Refusal, match="kept for a day"):
        folder.file(name)
    for odd in (None, "../../etc/passwd", "x"):
        assert not folder.has(odd)
        folder.drop(odd)
        with pytest.raises(Refusal), folder.writing(odd or "", "rows"):
            pass
