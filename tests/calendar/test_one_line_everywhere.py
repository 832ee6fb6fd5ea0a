"""Any event, in any spelling that is understood, is read as exactly itself; what is unclear is always asked about.

Over both languages, both eras, both kinds of digits; and over lines that nobody would write.
"""

from __future__ import annotations

import time as clock
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import dates
from planner.calendar import one_line
from planner.calendar.line_parts import days_of_value
from planner.calendar.one_line import LONGEST, Understood
from planner.dates import Era, Style
from planner.dates.eras import month_name, weekday_name
from planner.i18n import Language

TODAY = date(2026, 11, 23)
ZONE = "Asia/Bangkok"
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

days = st.dates(date(1957, 1, 1), date(2100, 12, 31))
soon = st.dates(TODAY, TODAY + timedelta(days=180))
minutes = st.integers(0, 1439)
eras = st.sampled_from(list(Era))
languages = st.sampled_from([language.value for language in Language])
long_styles: st.SearchStrategy[Style] = st.sampled_from(["medium", "weekday", "long", "full"])
titles = st.sampled_from(
    ["แถลงข่าว", "ปลูกป่าชายเลน", "Press conference", "Clean water", "งาน Fair ปีใหม่", "รายงาน 1/2569"]
)
digits = st.booleans()


def read(line: str, zone: str = ZONE, **answers: str) -> Understood:
    return one_line.read(line, today=TODAY, zone=zone, answers=answers)


def spelled(text: str, is_thai: bool) -> str:
    """In Thai digits or Arabic ones."""
    return text.translate(TO_THAI) if is_thai else text


@st.composite
def day_spellings(draw: st.DrawFn, day: date) -> str:
    """A day with its year, as people write it."""
    year = day.year + draw(st.sampled_from([0, 543]))
    language = draw(languages)
    sign = draw(st.sampled_from("/-."))
    named = draw(
        st.sampled_from([month_name(day.month, language, width) for width in ("wide", "abbreviated")])
    )
    forms = [
        f"{day.day}{sign}{day.month}{sign}{year}",
        f"{day:%d}{sign}{day:%m}{sign}{year}",
        f"{year}-{day:%m}-{day:%d}",
        f"{day.day} {named} {year}",
        f"วันที่ {day.day} {named} {year}",
        f"{weekday_name(day.weekday(), language)} {day.day} {named} {year}",
        f"{weekday_name(day.weekday(), language)}ที่ {day.day} เดือน{month_name(day.month, 'th')} {year}",
        f"{month_name(day.month, 'en')} {day.day}, {year}",
        f"{day.day} {named.upper()} {year}",
        dates.format_day(day, language, draw(eras), style=draw(long_styles)),
    ]
    return spelled(draw(st.sampled_from(forms)), draw(digits))


THAI_HOURS = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "สิบเอ็ด")


def thai_clock(hour: int) -> list[str]:
    """A full hour as it is said."""
    if 1 <= hour <= 5:
        return [f"ตี {hour}", f"ตี{THAI_HOURS[hour - 1]}"]
    if 7 <= hour <= 11:
        return [f"{hour} โมงเช้า", f"{THAI_HOURS[hour - 1]}โมง", f"{hour} โมง"]
    if 13 <= hour <= 17:
        return [f"บ่าย {hour - 12}", f"บ่าย{THAI_HOURS[hour - 13]}โมง"]
    if 19 <= hour <= 23:
        return [f"{hour - 18} ทุ่ม", f"{THAI_HOURS[hour - 19]}ทุ่ม"]
    return {6: ["6 โมงเช้า"], 12: ["เที่ยง", "noon", "เที่ยงวัน"], 18: ["6 โมงเย็น"]}.get(hour, ["00:00"])


@st.composite
def clock_spellings(draw: st.DrawFn, at: int) -> str:
    """A time of day, as people write it."""
    hour, minute = divmod(at, 60)
    half = "am" if hour < 12 else "pm"
    forms = [f"{hour:02}:{minute:02}", f"{hour}.{minute:02} น.", f"{hour:02}.{minute:02} นาฬิกา"]
    forms += [f"{hour % 12 or 12}:{minute:02}{half}", f"{hour % 12 or 12}.{minute:02} {half[0]}.m."]
    if minute == 0:
        forms += [f"{hour} น.", f"{hour % 12 or 12}{half}", *thai_clock(hour)]
    if minute == 30 and hour in {*range(1, 6), *range(7, 18), *range(19, 24)} and hour != 12:
        forms += [f"{thai_clock(hour)[0]}ครึ่ง"]
    return spelled(draw(st.sampled_from(forms)), draw(digits))


def joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def expect(found: Understood, title: str, start: datetime, end: datetime) -> None:
    assert found.is_clear, (found.line, found.questions, found.mistakes)
    assert found.when is not None
    assert found.title == title
    when = found.when
    assert when.start_time is not None
    assert when.end_time is not None
    got = datetime.combine(when.start_on, when.start_time), datetime.combine(when.last_on, when.end_time)
    assert got == (start, end), found.line


def expect_whole(found: Understood, title: str, first: date, last: date) -> None:
    assert found.is_clear, (found.line, found.questions, found.mistakes)
    assert found.when is not None
    assert (found.when.is_all_day, found.when.start_on, found.when.last_on) == (True, first, last), found.line
    assert found.title == title


@given(st.data(), titles, days)
def test_a_day_in_any_spelling_is_that_day(data: st.DataObject, title: str, day: date) -> None:
    typed = data.draw(day_spellings(day))
    line = data.draw(st.sampled_from([f"{title} {typed}", f"{typed} {title}"]))
    expect_whole(read(line), title, day, day)


@given(st.data(), titles, days, st.tuples(minutes, minutes).map(sorted))
def test_hours_in_any_spelling_are_those_hours(
    data: st.DataObject, title: str, day: date, span: list[int]
) -> None:
    start, end = span
    typed = data.draw(day_spellings(day))
    sign = data.draw(st.sampled_from(["-", " - ", "–", " ถึง ", " to ", " until ", "ถึง"]))
    hours = f"{data.draw(clock_spellings(start))}{sign}{data.draw(clock_spellings(end))}"
    line = joined(*data.draw(st.permutations([title, typed, hours])), '@"ห้อง 5/1"')
    midnight = datetime.combine(day, time.min)
    found = read(line)
    expect(found, title, midnight + timedelta(minutes=start), midnight + timedelta(minutes=end))
    assert found.venue == "ห้อง 5/1"


@given(st.data(), titles, soon, minutes, st.sampled_from([30, 45, 60, 90, 120, 210]))
def test_a_length_counts_from_the_start(
    data: st.DataObject, title: str, day: date, start: int, length: int
) -> None:
    hours, rest = divmod(length, 60)
    forms = [f"{length} นาที", f"{length} min", f"นาน {length} นาที"]
    if hours and not rest:
        forms += [f"{hours}h", f"{hours} ชม.", f"{hours} ชั่วโมง", f"for {hours} hours"]
    if hours and rest == 30:
        forms += [f"{hours}h30", f"{hours}.5 hours", f"{hours} ชั่วโมงครึ่ง"]
    if length == 30:
        forms += ["ครึ่งชั่วโมง", "half an hour"]
    line = joined(
        title,
        data.draw(day_spellings(day)),
        data.draw(clock_spellings(start)),
        data.draw(st.sampled_from(forms)),
    )
    begins = datetime.combine(day, time.min) + timedelta(minutes=start)
    expect(read(line), title, begins, begins + timedelta(minutes=length))


@given(titles, days, st.integers(0, 400), languages, eras, long_styles, digits)
def test_days_as_the_planner_writes_them_are_read_back(
    title: str, first: date, length: int, language: str, era: Era, style: Style, is_thai: bool
) -> None:
    last = first + timedelta(days=length)
    typed = spelled(dates.format_range(first, last, language, era, style=style), is_thai)
    expect_whole(read(f"{title} {typed}"), title, first, last)


@given(titles, days, minutes, st.integers(0, 3000), languages, eras, long_styles)
def test_spans_as_the_planner_writes_them_are_read_back(
    title: str, day: date, start: int, length: int, language: str, era: Era, style: Style
) -> None:
    begins = datetime.combine(day, time.min, UTC) + timedelta(minutes=start)
    ends = begins + timedelta(minutes=max(1, length))
    typed = dates.format_span(begins, ends, dates.zone("UTC"), language, era, style=style)
    expect(read(f"{title} {typed}", "UTC"), title, begins.replace(tzinfo=None), ends.replace(tzinfo=None))


@given(titles, soon, languages, st.sampled_from(["", "weekday"]), digits)
def test_a_day_without_a_year_is_the_next_one(
    title: str, day: date, language: str, weekday: str, is_thai: bool
) -> None:
    typed = dates.format_day(day, language, style="short")
    named = f"{weekday_name(day.weekday(), language)} " if weekday else ""
    expect_whole(read(f"{title} {spelled(named + typed, is_thai)}"), title, day, day)
    expect_whole(read(f"{spelled(f'{day.day}/{day.month}', is_thai)} {title}"), title, day, day)


# ── What is unclear ──────────────────────────────────────────────────────────────────────────────────────


@st.composite
def unclear_lines(draw: st.DrawFn) -> tuple[str, str]:
    """A line that people mean different things by, and what has to be asked."""
    day, language = draw(soon), draw(languages)
    written = draw(day_spellings(day))
    far = draw(st.dates(TODAY + timedelta(days=184), TODAY + timedelta(days=364)))
    weekday = draw(st.integers(0, 6).filter(lambda one: one != TODAY.weekday()))
    other = draw(st.integers(1, 6).map(lambda by: (day.weekday() + by) % 7))
    short = draw(st.integers(0, 99))
    first, last = draw(st.tuples(st.integers(1, 11), st.integers(1, 12)).filter(lambda two: two[0] < two[1]))
    named = day.strftime("%d ") + month_name(day.month, language, "abbreviated")
    at = draw(clock_spellings(draw(minutes)))
    name = weekday_name(weekday, language)
    return draw(
        st.sampled_from(
            [
                (f"{day.day}/{day.month}/{short:02}" if day.day < 29 else f"1/1/{short:02}", "year"),
                (f"{far.day}/{far.month}", "year"),
                (dates.format_day(far, language, style="short"), "year"),
                (
                    f"{'next ' if language == 'en' else ''}{name}{'หน้า' if language == 'th' else ''}",
                    "weekday",
                ),
                (f"{weekday_name(TODAY.weekday(), language)}", "weekday"),
                (f"{weekday_name(other, language)} {named} {day.year}", "weekday"),
                (f"{first}-{last}", "pair"),
                (f"{written} {first}-{last}", "pair"),
                (f"{first:02}.{last:02}", "dotted"),
                (f"{written} {draw(st.integers(1, 6))} โมง 1h", "hour"),
                (f"{written} {at}", "length"),
                (f"{written} 23:00-{first:02}:15", "ends"),
                (f"{at} 1h", "day"),
                (f"{written} {dates.format_day(day + timedelta(days=5), language)}", "days"),
            ]
        )
    )


@given(unclear_lines(), titles, digits)
def test_what_is_unclear_is_asked_about_and_every_answer_leads_on(
    unclear: tuple[str, str], title: str, is_thai: bool
) -> None:
    typed, key = unclear
    line = f"{title} {spelled(typed, is_thai)}"
    found = read(line)
    assert not found.is_clear
    asked = {one.key: one for one in found.questions}
    assert key in asked, (line, list(asked), found.mistakes)
    assert len(asked[key].choices) >= 2
    for choice in asked[key].choices:
        answered = read(line, **{key: choice.value})
        assert {one.key: one.chosen for one in answered.questions}[key] == choice.value


@given(st.dates(date(2026, 1, 1), date(2036, 12, 31)), st.sampled_from(["America/New_York", "Europe/London"]))
def test_strange_hours_are_asked_about(day: date, zone: str) -> None:
    found = read(f"x {day:%d/%m/%Y} 2:30-4:00", zone)
    strange = dates.wall_time(day, time(2, 30), dates.zone(zone)) is not dates.WallTime.ONCE
    assert bool(found.questions) == strange


# ── Lines that nobody would write ────────────────────────────────────────────────────────────────────────

BITS = st.sampled_from(
    [
        *(
            "24",
            "24/11",
            "24/11/69",
            "24/11/2569",
            "31/02/2569",
            "พ.ย.",
            "Nov",
            "2569",
            "69",
            "10:00",
            "10.11",
            "25:99",
        ),
        *(
            "-",
            "–",
            "ถึง",
            "to",
            "until",
            "น.",
            "am",
            "pm",
            "บ่าย",
            "6 โมง",
            "ทุ่ม",
            "ตี",
            "เที่ยง",
            "midnight",
            "noon",
        ),
        *(
            "วันศุกร์",
            "Friday",
            "next",
            "หน้า",
            "next week",
            "พรุ่งนี้",
            "today",
            "ทั้งวัน",
            "2h",
            "ชม.",
            "ครึ่ง",
            "1-2",
            "at",
        ),
        *(
            "@",
            "#",
            '"',
            "@x",
            "#y",
            "on the 27th",
            "วันที่",
            "ที่",
            "0",
            "00",
            "99999",
            "(",
            ")",
            ",",
            ".",
            "/",
            "๑๒",
        ),
        *("๒๔/๑๑", "พ.ศ.", "BE", "AD", "\u0e31", "\u0e49", "\u0e33", "\u200b", "\0", "ß", "İ"),
    ]
)


@given(
    st.one_of(
        st.text(max_size=500),
        st.lists(BITS, max_size=40).map(" ".join),
        st.lists(BITS, max_size=60).map("".join),
    )
)
def test_any_text_is_answered(line: str) -> None:
    found = read(line)
    assert found.is_clear or found.mistakes or any(not one.chosen for one in found.questions)


@given(st.lists(BITS, max_size=30).map(" ".join), st.data())
def test_answering_comes_to_an_end(line: str, data: st.DataObject) -> None:
    answers: dict[str, str] = {}
    for _ in range(12):
        found = read(line, **answers)
        opened = [one for one in found.questions if not one.chosen]
        if not opened:
            assert found.is_clear or found.mistakes
            return
        for one in opened:
            answers[one.key] = data.draw(st.sampled_from([choice.value for choice in one.choices]))
            if one.key in {"year", "days", "weekday", "day", "order"} and answers[one.key][:1].isdigit():
                assert days_of_value(answers[one.key])
    raise AssertionError(f"asked without end: {line}")


@pytest.mark.parametrize(
    "line",
    [
        "ก" * 10_000,
        "24 พ.ย. " * 1_250,
        *(
            f"{bit * LONGEST}"[:LONGEST]
            for bit in ("1-2 ", "24 พ.ย. ", "วันศุกร์", "10:00-", "1 โมง", "พ", ".", " ", "1", "- ")
        ),
    ],
    ids=lambda line: f"{line[:8]}*{len(line)}",
)
def test_a_long_line_takes_no_longer_than_a_blink(line: str) -> None:
    read("warm 24/11/2569")
    start = clock.perf_counter()
    read(line)
    assert clock.perf_counter() - start < 0.2
