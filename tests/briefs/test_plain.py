"""Words to paste into a chat: short lines, what guests may know, and a mark where they may not know yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from planner.briefs import plain
from planner.briefs.outside import OutwardEvent, OutwardLink, Programme, ProgrammeStep
from planner.briefs.shapes import PublicContact, Reader, When
from planner.dates import usual_era
from planner.i18n import Language, Text
from tests.briefs.telling import BANGKOK, MADE_ON, Teller, at


def programme(language: Language, **changed: object) -> Programme:
    say = Teller(language)
    told = Programme(
        reader=Reader(language, usual_era(language), BANGKOK),
        made_on=MADE_ON,
        organisation=say("บริษัท น้ำใส จำกัด", "Nam Sai Company"),
        event=OutwardEvent(
            title=say("แถลงข่าวเปิดโครงการน้ำดื่ม", "Opening press conference"),
            when=When(at(11, 24, 9, 30, year=2026), at(11, 24, 11, 30, year=2026), BANGKOK),
            type="Press conference",
            venue=say("ห้องบางเขน ชั้น 2", "Bang Khen room, 2nd floor"),
            address=Text("99 ถนนพหลโยธิน\nกรุงเทพฯ", "th", False),
            online_url="https://live.example/water",
            contact=PublicContact(say("คุณน้ำทิพย์ 02 123 4567", "Namthip 02 123 4567")),
        ),
        other_title=None,
        is_given_out=True,
        steps=(
            ProgrammeStep(time(9, 30), time(9, 30), say("ลงทะเบียน", "Registration")),
            ProgrammeStep(
                time(10), time(10, 20), say("กล่าวต้อนรับ", "Welcome"), say("ผู้อำนวยการ", "The director")
            ),
        ),
        links=(OutwardLink(say("แผนที่", "Map"), "https://maps.example/x"),),
    )
    return replace(told, **changed)  # type: ignore[arg-type] # any of its fields


def test_an_event_in_thai_tells_weekday_buddhist_year_hours_place_links_and_contact() -> None:
    assert plain.event(programme(Language.TH)).split("\n") == [
        "แถลงข่าวเปิดโครงการน้ำดื่ม",
        "วันอังคารที่ 24 พฤศจิกายน พ.ศ. 2569",
        "เวลา 09.30–11.30 น.",
        "",
        "สถานที่: ห้องบางเขน ชั้น 2",
        "99 ถนนพหลโยธิน กรุงเทพฯ",
        "ลิงก์: https://live.example/water",
        "แผนที่: https://maps.example/x",
        "",
        "ติดต่อ: คุณน้ำทิพย์ 02 123 4567",
        "บริษัท น้ำใส จำกัด",
    ]


def test_the_same_in_english_counts_years_as_english_does() -> None:
    lines = plain.event(programme(Language.EN)).split("\n")
    assert lines[:3] == ["Opening press conference", "Tuesday 24 November 2026", "Time 09:30–11:30"]
    assert "Contact: Namthip 02 123 4567" in lines


def test_a_programme_tells_each_step_in_a_line() -> None:
    lines = plain.programme(programme(Language.TH)).split("\n")
    assert lines[lines.index("กำหนดการ") :][:3] == [
        "กำหนดการ",
        "09.30 น. ลงทะเบียน",
        "10.00–10.20 น. กล่าวต้อนรับ โดย ผู้อำนวยการ",
    ]


def test_whole_days_and_nights_are_told_without_riddles() -> None:
    told = programme(Language.EN)
    fair = replace(told.event, when=When(starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 3)))
    lines = plain.event(replace(told, event=fair)).split("\n")
    assert lines[1:3] == ["Tuesday 1 – Thursday 3 December 2026", "All day"]
    vigil = replace(told.event, when=When(at(12, 31, 22, year=2026), at(1, 1, 2), BANGKOK))
    [night] = plain.event(replace(told, event=vigil)).split("\n")[1:2]
    assert night == "Thursday 31 December 2026, 22:00 – Friday 1 January 2027, 02:00"


@pytest.mark.parametrize("language", list(Language))
def test_what_outsiders_may_not_know_yet_says_so_in_its_first_line(language: Language) -> None:
    first = {Language.TH: "[ข้อมูลภายใน", Language.EN: "[Internal"}[language]
    told = programme(language, is_given_out=False)
    for text in (plain.event(told), plain.programme(told)):
        assert text.startswith(first)
        assert text.split("\n")[1] == ""
    assert not plain.event(programme(language)).startswith("[")


def test_nothing_that_is_missing_leaves_an_empty_line_behind() -> None:
    bare = replace(programme(Language.EN).event, venue=None, address=None, online_url=None, contact=None)
    told = programme(Language.EN, event=bare, links=(), steps=(), organisation=Text("", "en", False))
    assert plain.programme(told).split("\n") == [
        "Opening press conference",
        "Tuesday 24 November 2026",
        "Time 09:30–11:30",
    ]


def test_a_called_off_event_says_so_under_its_name() -> None:
    off = replace(programme(Language.EN).event, status="Cancelled", is_cancelled=True)
    assert plain.event(programme(Language.EN, event=off)).split("\n")[1] == "(Cancelled)"


def test_a_feed_is_a_name_a_sentence_and_a_link_alone_in_its_line() -> None:
    text = plain.feed(
        "กิจกรรมชุมชน", "https://plan.example/feeds/x.ics", Reader(Language.EN, usual_era("en"), BANGKOK)
    )
    assert text.split("\n") == [
        "Calendar: กิจกรรมชุมชน",
        "Follow our events in your own calendar program with this link:",
        "https://plan.example/feeds/x.ics",
    ]
