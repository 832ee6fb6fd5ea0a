"""What an office does in its first week, one function a story, each page looked at by whoever can."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

from planner import clock
from tests.journeys.hands import Hands
from tests.journeys.steps import ZONE, buddhist, take_step

HEADING = ("ลำดับ", "ชื่อ-นามสกุล", "สังกัด", "เบอร์โทร", "อีเมล", "รหัสสื่อ")
MEDIA = (
    ("๑", "น.ส.สุดารัตน์ ใจงาม (ตุ๊ก)", "สถานีข่าวกลางวัน", "๐๘๑-๒๓๔-๕๖๗๘", "sudarat@klangwan.example", "ก๑"),
    ("๒", "นายปกรณ์ สายลม", "ลมหายใจนิวส์", "02-111-2222 ต่อ 5", "pakorn@lomnews.example", "ก๒"),
    ("๓", "วรรณา มีสุข", "นิตยสารครัวเรา", "089-888-7777", "วรรณา.ที่.ครัวเรา", "ก๓"),
)
PAKORN, WANNA = "ปกรณ์ สายลม", "วรรณา มีสุข"
HOLIDAY = "ปีใหม่"
QUIET = "งดงานรื่นเริง สัปดาห์แรกของปี"


def media_list(*, is_corrected: bool) -> bytes:
    """The office's list as Excel saves it in Thailand; the third address is no address until it is corrected."""
    buffer = io.StringIO()
    rows = [[cell.replace(".ที่.ครัวเรา", "@kruarao.example") for cell in row] for row in MEDIA]
    csv.writer(buffer).writerows([HEADING, *(rows if is_corrected else MEDIA)])
    # an address in Thai letters is refused; the corrected one is in Latin letters
    return buffer.getvalue().replace("วรรณา@", "wanna@").encode("cp874")


# ── A list comes in, goes out, and is taken back ────────────────────────────────────────────────────────


def bring_a_list(hands: Hands) -> None:
    """Bring the media list, read why a row is refused, correct it, take it in, see it, take it out and back."""
    _upload(hands, media_list(is_corrected=False))
    hands.look()
    assert "สุดารัตน์" in hands.text()
    hands.choose("kind", "person")
    hands.choose("category", "media")
    hands.write("interest_or_concern", "ข่าวของโครงการในจังหวัด")
    hands.send()
    hands.glance()
    assert "อีเมลต้องมีเครื่องหมาย @" in hands.text()
    assert WANNA in hands.take('main a[href$="/refused.csv"]').decode("utf-8-sig")

    _upload(hands, media_list(is_corrected=True))
    # what the columns and the rows are was said once, and is remembered
    hands.choose("kind", "person")
    hands.choose("category", "media")
    hands.write("interest_or_concern", "ข่าวของโครงการในจังหวัด")
    hands.send()
    assert "@ เช่น" not in hands.text()
    shown = hands.path()
    hands.press('main form[action$="/take-in"] button')
    hands.look()
    hands.follow('main a.primary[href="/stakeholders"]')
    assert PAKORN in hands.text()
    hands.glance()
    out = hands.take('main form[action^="/stakeholders/export"]:has(input[value="csv"]) button')
    assert PAKORN.partition(" ")[0] in out.decode("utf-8-sig")

    hands.go(shown)
    hands.press(f'main form[action="{shown}/take-back"] button')
    hands.glance()
    hands.go("/stakeholders")
    assert PAKORN not in hands.text()


def _upload(hands: Hands, file: bytes) -> None:
    hands.go("/stakeholders")
    hands.follow('main a[href^="/imports/new"]')
    given = {"name": "รายชื่อสื่อ.csv", "mimeType": "text/csv", "buffer": file}
    hands.page.locator('main input[type="file"]').set_input_files(given)  # type: ignore[arg-type] # as it is documented
    hands.send()
    assert re.fullmatch(r"/imports/\d+/columns", hands.path())


# ── Two who are one ─────────────────────────────────────────────────────────────────────────────────────


def merge_two(hands: Hands) -> None:
    """Take up somebody twice, in spite of the hint; compare and merge the two, and undo it."""
    for given, family, is_known in (("มาลัย", "สวนหลวง", False), ("มาลัย", "สวนหลวง ", True)):
        hands.go("/stakeholders/new?kind=person")
        hands.write("given_th", given)
        hands.write("family_th", family.strip())
        hands.choose("category", "community")
        hands.write("interest_or_concern", "ถนนหน้าโรงงานตอนฝนตก" if is_known else "น้ำทิ้งหน้าแล้ง")
        hands.write("email", "malai@suanluang.example")
        hands.page.locator("main form.form button.primary").click()
        if is_known:
            hands.page.wait_for_selector("text=มาลัย สวนหลวง")
            hands.look()
            hands.send()
        hands.page.wait_for_url(re.compile(r"/stakeholders/\d+$"))
    hands.go("/stakeholders/duplicates")
    hands.glance()
    hands.follow('main a.button[href*="/merge/"]')
    hands.glance()
    assert "น้ำทิ้งหน้าแล้ง" in hands.text()
    hands.send()
    assert re.fullmatch(r"/stakeholders/\d+", hands.path())
    hands.press('form[action*="/undo"] button')
    hands.go("/stakeholders?q=มาลัย")
    assert hands.text().count("มาลัย สวนหลวง") == 2


# ── Days that matter ────────────────────────────────────────────────────────────────────────────────────


def new_year() -> date:
    """The next first of January: always ahead, and a holiday that the package knows."""
    return date(clock.today(ZONE).year + 1, 1, 1)


def confirm_holidays(boss: Hands) -> None:
    """The administrator takes next year's holidays over and confirms them."""
    boss.go(f"/holidays?year={new_year().year + 543}")
    boss.press('main form[action$="/take-over"] button')
    boss.glance()
    boss.press('main form[action$="/confirm"] button')
    assert HOLIDAY in boss.text()
    boss.glance()


def mark_a_quiet_week(hands: Hands) -> None:
    """The team would rather be quiet in the first days of the year."""
    hands.go("/marked-days")
    hands.follow('main a[href="/marked-days/new?kind=sensitive"]')
    hands.write("name_th", QUIET)
    hands.write("start_on", buddhist(new_year()))
    hands.write("end_on", buddhist(new_year() + timedelta(days=4)))
    hands.look()
    hands.send()
    assert QUIET in hands.text()


def plan_on_a_holiday(hands: Hands, home: str) -> str:
    """An event on a day that is a holiday: the field says so, the event's page and the calendar too."""
    hands.go(home)
    hands.follow(f'main a[href="{home}/events/new"]')
    hands.write("title_th", "เยี่ยมบ้านริมคลองต้นปี")
    hands.write("start_on", buddhist(new_year()))
    if hands.has_scripts:
        hands.page.keyboard.press("Tab")
        hands.page.wait_for_selector(f'main [data-days]:has-text("{HOLIDAY}")')
    hands.write("start_time", "09:30")
    hands.write("end_time", "11:30")
    hands.choose("visibility", "public")
    hands.look()
    hands.send()
    event = hands.path()
    assert HOLIDAY in hands.text()
    assert QUIET in hands.text()
    hands.glance()
    hands.go(f"/calendar?view=month&on={new_year().isoformat()}")
    assert HOLIDAY in hands.text()
    hands.glance()
    return event


# ── A plan and its approval ─────────────────────────────────────────────────────────────────────────────


def talk_a_plan_over(planner: Hands, approver: Hands, home: str) -> None:
    """Sent, commented on, sent back, changed, sent again, read beside the first plan, printed, approved."""
    take_step(planner, home, "submit")
    approver.go("/")
    approver.glance()
    approver.follow(f'main a[href="{home}/review"]')
    approver.write("text", "ตัวเลขผู้ได้รับประโยชน์มาจากไหน")
    approver.send(within="#comments")
    assert "ตัวเลขผู้ได้รับประโยชน์มาจากไหน" in approver.text()
    approver.go(f"{home}/review")
    approver.write("comment", "ขอข้อความหลักที่พิสูจน์ได้")
    approver.press(f'main button[formaction="{home}/request-changes"]')

    planner.go("/")
    assert "ขอข้อความหลักที่พิสูจน์ได้" in planner.text()
    planner.look()
    planner.follow(f'main a[href="{home}"]')
    planner.follow('main a[href^="/messages/"][href$="/edit"]')
    planner.write("text_th", "น้ำผ่านเกณฑ์ทุกเดือน ดูผลตรวจได้หน้าโรงอาหาร")
    planner.send()
    planner.go(home)
    assert "น้ำผ่านเกณฑ์ทุกเดือน" in planner.page.locator("#changes").inner_text()
    planner.look()
    take_step(planner, home, "submit")

    approver.go(f"{home}/review")
    assert "น้ำผ่านเกณฑ์ทุกเดือน" in approver.page.locator("#since").inner_text()
    approver.look()
    approver.follow(f'main a[href="{home}/approval-sheet"]')
    assert "อนุมัติ" in approver.text()
    approver.glance()
    approver.go("/")
    approver.follow(f'main a[href="{home}/review"]')
    approver.send(within="#decision")
    approver.go("/")
    assert approver.page.locator(f'main a[href="{home}/review"]').count() == 0


# ── Passing on, and slips ───────────────────────────────────────────────────────────────────────────────


def pass_on(hands: Hands, event: str) -> None:
    """Words for LINE, and the programme for guests."""
    hands.go(event)
    words = hands.page.locator("#line-th").input_value()
    assert "เยี่ยมบ้านริมคลองต้นปี" in words
    assert "09.30" in words
    hands.follow(f'main a[href="{event}/programme"]')
    assert "เยี่ยมบ้านริมคลองต้นปี" in hands.text()
    hands.glance()


def delete_and_think_again(hands: Hands, event: str) -> None:
    """The event is deleted, and the message brings it back."""
    hands.go(event)
    hands.press(f'main form[action="{event}/delete"] button')
    hands.look()
    hands.press('.notices form[action*="/undo"] button')
    hands.go(event)
    assert "เยี่ยมบ้านริมคลองต้นปี" in hands.text()
