"""A strip shows what happens in a stretch of days, each day equally wide, and the two kinds by their edges."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.charts import Bar, BarKind, Caption, Marker, Role, Tick, TimelineStrip, tick_days, timeline_strip

CAPTION = Caption("timeline", "Timeline", "November")
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
"""Thirty days over 988 units: a day is 32.93 wide, the first begins at 6. It is a Sunday."""

CSS = (Path(__file__).parents[2] / "static/css/features/charts.css").read_text("utf-8")


def on(day: int, until: int | None = None, text: str = "Event", kind: BarKind = BarKind.COMMUNAL) -> Bar:
    return Bar(date(2026, 11, day), date(2026, 11, until or day), text, kind)


def strip(*bars: Bar) -> TimelineStrip:
    return timeline_strip(FIRST, LAST, bars, CAPTION)


def shapes(drawn: TimelineStrip, css: str) -> list[dict[str, str]]:
    found = ET.fromstring(drawn.svg)  # noqa: S314 - our own drawing
    return [element.attrib for element in found if css in (element.get("class") or "").split()]


def test_a_bar_takes_its_first_and_its_last_day() -> None:
    drawn = strip(on(1, 30), on(10, 12))
    assert [(bar["x"], bar["width"]) for bar in shapes(drawn, "strip-bar")] == [
        ("6", "988"),
        ("302.4", "98.8"),
    ]


def test_one_day_in_five_years_is_still_seen() -> None:
    drawn = timeline_strip(date(2026, 1, 1), date(2030, 12, 31), [on(24)], CAPTION)
    (bar,) = shapes(drawn, "strip-bar")
    assert bar["width"] == "4"


def test_the_kinds_differ_by_their_edge_not_only_by_colour() -> None:
    communal, exchange = strip(on(3)), strip(on(3, kind=BarKind.EXCHANGE))
    assert [edge["stroke-width"] for edge in shapes(communal, "strip-edge")] == ["4"]
    assert shapes(communal, "strip-gap") == []
    # two strokes with paper between them
    assert [edge["stroke-width"] for edge in shapes(exchange, "strip-edge")] == ["6"]
    assert [gap["stroke-width"] for gap in shapes(exchange, "strip-gap")] == ["2"]


def test_what_began_before_is_cut_and_has_no_edge_and_what_lies_outside_is_left_out() -> None:
    began = Bar(date(2026, 10, 1), date(2026, 11, 2), "Began before", BarKind.COMMUNAL)
    goes_on = Bar(date(2026, 11, 29), date(2027, 1, 5), "Goes on", BarKind.COMMUNAL)
    outside = Bar(date(2026, 12, 1), date(2026, 12, 2), "Later", BarKind.COMMUNAL)
    drawn = strip(began, goes_on, outside)
    assert [(bar["x"], bar["width"]) for bar in shapes(drawn, "strip-bar")] == [
        ("6", "65.87"),
        ("928.13", "65.87"),
    ]
    assert len(shapes(drawn, "strip-edge")) == 1
    assert [bar.text for bar in drawn.rows] == ["Began before", "Goes on"]
    assert drawn.not_drawn == 0


def test_bars_that_would_meet_stand_in_lanes_of_their_own() -> None:
    drawn = strip(on(1, 10, "a"), on(5, 8, "b"), on(11, 20, "c"))
    assert {label.text: label.lane for label in drawn.labels} == {"a": 0, "b": 1, "c": 0}
    assert drawn.lanes == 2
    tops = [bar["y"] for bar in shapes(drawn, "strip-bar")]
    assert tops == ["27", "53", "27"]


def test_a_short_bar_leaves_room_for_its_name() -> None:
    # one day is 33 wide, a name takes up to 170: the sixth day after is free again, the fourth is not
    assert strip(on(2, text="a"), on(6, text="b")).lanes == 2
    assert strip(on(2, text="a"), on(8, text="b")).lanes == 1


def test_a_name_near_the_end_stands_before_its_bar() -> None:
    (label,) = strip(on(29, text="Closing")).labels
    assert (label.align, label.x) == ("end", 93)
    (label,) = strip(on(10, text="Middle")).labels
    assert (label.align, label.x, label.room) == ("start", 30, 65)


def test_what_finds_no_lane_is_counted_and_kept_in_the_rows() -> None:
    drawn = strip(*(on(10, 20, f"Event {number}") for number in range(15)))
    assert (drawn.lanes, drawn.not_drawn, len(drawn.rows)) == (12, 3, 15)


def test_days_off_are_shaded_and_weekends_only_where_they_can_be_told_apart() -> None:
    off = [Marker(date(2026, 11, 23), "Substitute day"), Marker(date(2026, 12, 7), "Outside")]
    month = timeline_strip(FIRST, LAST, [], CAPTION, days_off=off)
    assert [day.text for day in month.days_off] == ["Substitute day"]
    (holiday,) = shapes(month, "strip-holiday")
    assert (holiday["x"], holiday["width"]) == ("730.53", "32.93")
    assert len(shapes(month, "strip-weekend")) == 9
    year = timeline_strip(date(2026, 1, 1), date(2026, 12, 31), [], CAPTION, days_off=off)
    assert shapes(year, "strip-weekend") == []
    assert len(shapes(year, "strip-holiday")) == 2


def test_today_is_a_line_in_the_middle_of_its_day_while_it_is_within() -> None:
    drawn = timeline_strip(FIRST, LAST, [], CAPTION, today=Tick(date(2026, 11, 15), "Today"))
    (line,) = shapes(drawn, "strip-today")
    assert line["x1"] == line["x2"] == "483.53"
    (label,) = drawn.labels
    assert (label.role, label.text, label.x) == (Role.TODAY, "Today", 48)
    later = timeline_strip(FIRST, LAST, [], CAPTION, today=Tick(date(2026, 12, 1), "Today"))
    assert later.labels == ()


def test_the_line_of_today_never_runs_behind_a_name() -> None:
    today = Tick(date(2026, 11, 15), "Today")
    # the first two names lie over the 15th, each in its lane; the third begins after it
    bars = [on(14, 16, "A name that is long enough"), on(14, 16, "Another of that kind"), on(20, 22, "Later")]
    drawn = timeline_strip(FIRST, LAST, bars, CAPTION, today=today)
    spans = [(float(line["y1"]), float(line["y2"])) for line in shapes(drawn, "strip-today")]
    assert spans == [(20, 24), (24 + 26 * 2, 24 + 26 * drawn.lanes + 8)]


def test_a_time_to_be_quiet_in_is_a_dotted_line_without_an_edge() -> None:
    quiet = Bar(date(2026, 11, 10), date(2026, 11, 20), "Elections", BarKind.SENSITIVE)
    drawn = timeline_strip(FIRST, LAST, [quiet], CAPTION)
    (bar,) = shapes(drawn, "strip-bar")
    assert bar["fill"] == "none"
    (line,) = shapes(drawn, "strip-under")
    assert line["stroke-dasharray"] == "2 3"
    assert shapes(drawn, "strip-edge") == []


def test_ticks_name_days_that_can_be_read() -> None:
    assert tick_days(FIRST, LAST) == [date(2026, 11, day) for day in (2, 9, 16, 23, 30)]
    assert tick_days(date(2026, 11, 2), date(2027, 3, 31)) == [
        date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)
    ]  # fmt: skip
    assert tick_days(date(2026, 1, 1), date(2027, 12, 31))[:2] == [date(2026, 1, 1), date(2026, 4, 1)]
    assert tick_days(date(2026, 6, 1), date(2031, 6, 1)) == [date(year, 1, 1) for year in range(2027, 2032)]
    assert tick_days(FIRST, FIRST) == []


def test_a_strip_that_ends_before_it_starts_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="on or after"):
        timeline_strip(LAST, FIRST, [], CAPTION)


days = st.dates(date(2026, 6, 1), date(2027, 6, 1))
bars = st.builds(
    lambda start, length, kind: Bar(start, start + timedelta(days=length), "น้ำ", kind),
    days,
    st.integers(0, 200),
    st.sampled_from(BarKind),
)


@given(days, st.integers(0, 400), st.lists(bars, max_size=25), days)
def test_everything_stays_in_the_drawing_and_every_label_has_its_class(
    first: date, length: int, some: list[Bar], today: date
) -> None:
    last = first + timedelta(days=length)
    ticks = [Tick(day, "x") for day in tick_days(first, last)]
    off = [Marker(first + timedelta(days=3), "off")]
    drawn = timeline_strip(first, last, some, CAPTION, ticks=ticks, days_off=off, today=Tick(today, "Today"))
    height = 24 + drawn.lanes * 26 + 8
    root = ET.fromstring(drawn.svg)  # noqa: S314 - our own drawing
    assert root.get("viewBox") == f"0 0 1000 {height}"
    for element in root:
        marks = {
            name: float(element.get(name, "0"))
            for name in ("x", "x1", "x2", "y", "y1", "y2", "width", "height")
        }
        assert all(0 <= marks[name] <= 1000 for name in ("x", "x1", "x2"))
        assert all(0 <= marks[name] <= height for name in ("y", "y1", "y2"))
        assert marks["x"] + marks["width"] <= 1000.01
        assert marks["y"] + marks["height"] <= height
    assert not re.search(r"style|<text|on\w+=|href|data:", drawn.svg)
    assert len(drawn.rows) == sum(bar.start <= last and bar.end >= first for bar in some)
    placed = [name for label in drawn.labels for name in label.classes.split() if re.search(r"\d", name)]
    assert all(f".{name}{{" in CSS for name in {*placed, f"lanes-{drawn.lanes}"})


@given(st.lists(bars, max_size=25))
def test_bars_and_names_in_one_lane_never_overlap(some: list[Bar]) -> None:
    drawn = timeline_strip(date(2026, 6, 1), date(2027, 6, 1), some, CAPTION)
    lanes: dict[str, list[tuple[float, float]]] = {}
    for bar in shapes(drawn, "strip-bar"):
        lanes.setdefault(bar["y"], []).append((float(bar["x"]), float(bar["x"]) + float(bar["width"])))
    for places in lanes.values():
        places.sort()
        assert all(before[1] <= after[0] + 0.01 for before, after in pairwise(places))
