"""The pictures of the stakeholder map: everyone in their own cell, and nothing over anything else."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree as ET

import pytest

from planner.charts import Caption
from planner.charts.stakeholder_map import (
    HEIGHT,
    LINES,
    WIDTH,
    Picture,
    Point,
    Region,
    Spot,
    Tag,
    Words,
    power_interest,
    salience,
)

CAPTION = Caption("map", "Power and interest", "Nine people")
FIELDS = {
    (True, True): ("Key player", "/list"),
    (True, False): ("Keep satisfied", None),
    (False, True): ("Keep informed", None),
    (False, False): ("Minimal effort", None),
}
WORDS = Words("Power", "Interest", FIELDS)
MARKS = [(power, interest) for power in range(1, 6) for interest in range(1, 6)]


def people(count: int, *, is_open: bool = False) -> tuple[Point, ...]:
    return tuple(Point(f"Name {n}", "en", f"/stakeholders/{n}", is_open=is_open) for n in range(count))


def drawn(*spots: Spot) -> Picture:
    return power_interest(spots, WORDS, CAPTION)


def circles(picture: Picture, css: str) -> list[tuple[float, float]]:
    root = ET.fromstring(picture.svg)  # noqa: S314 - our own drawing
    return [(float(one.attrib["cx"]), float(one.attrib["cy"])) for one in root if one.get("class") == css]


def place(label: Tag) -> tuple[int, int]:
    at, up = (re.search(rf"\b{key}-(\d+)", label.classes) for key in ("at", "up"))
    assert at
    assert up
    return int(at[1]), int(up[1])


def test_the_first_of_the_lowest_cell_stands_in_its_upper_left_corner() -> None:
    picture = drawn(Spot(1, 1, people(1)))
    (label,) = [one for one in picture.labels if one.text == "Name 0"]
    # the column begins at 4 %, the row is 18 % high: its first line is 13 % up
    assert place(label) == (6, 13)
    # the point stands left of the name, at the middle of its line: 700 − 7 × 13 − 10
    assert circles(picture, "plot-point") == [(53, 599)]


@pytest.mark.parametrize(("power", "interest"), MARKS)
def test_every_cell_keeps_its_own_within_its_lines(power: int, interest: int) -> None:
    points = circles(drawn(Spot(power, interest, people(LINES))), "plot-point")
    left = 40 + 190 * (interest - 1)
    foot = HEIGHT - 126 * (power - 1) - (35 if power > 3 else 0)
    assert len(points) == LINES
    assert all(left < x < left + 190 and foot - 126 < y < foot for x, y in points)


def test_no_two_names_share_a_place() -> None:
    picture = drawn(*(Spot(*marks, people(3), more="9 more", more_href="#x") for marks in MARKS))
    places = [place(label) for label in picture.labels if "is-bar" in label.classes]
    assert len(places) == len(set(places)) == 25 * 4 + len(FIELDS)
    assert all(0 <= at <= 100 and 0 <= up <= 100 for at, up in places)
    # lines of one column stand at least four hundredths apart: 24 px where the picture is narrowest
    for column in {at for at, _ in places}:
        heights = sorted(up for at, up in places if at == column)
        assert all(upper - lower >= 4 for lower, upper in itertools.pairwise(heights))


def test_what_a_cell_has_no_room_for_is_counted_on_its_last_line() -> None:
    picture = drawn(Spot(5, 5, people(3), more="37 more", more_href="#cell-5-5"))
    (label,) = [one for one in picture.labels if one.text == "37 more"]
    assert label.href == "#cell-5-5"
    assert len(circles(picture, "plot-point")) == 3


def test_who_asks_for_attention_is_told_by_shape_and_weight() -> None:
    picture = drawn(Spot(5, 5, people(1, is_open=True)), Spot(1, 1, people(1)))
    assert len(circles(picture, "plot-start")) == len(circles(picture, "plot-point")) == 1
    bold, plain = [one for one in picture.labels if one.text == "Name 0"]
    assert "is-target" in bold.classes
    assert "is-target" not in plain.classes


def test_the_fields_are_named_and_lead_to_those_in_them() -> None:
    named = {label.text: label.href for label in drawn().labels}
    assert named["Key player"] == "/list"
    assert {"Keep satisfied", "Keep informed", "Minimal effort", "↑ Power", "Interest →"} <= set(named)


def test_pictures_hold_no_styles_and_no_text_that_could_run_a_script() -> None:
    hostile = Point('"><script>x</script>', "en", "/stakeholders/1")
    picture = power_interest([Spot(1, 1, (hostile,))], WORDS, Caption("a&b", "<b>", '"x"'))
    assert "<script" not in picture.svg
    assert "style" not in picture.svg
    ET.fromstring(picture.svg)  # noqa: S314 - our own drawing


# held (power, legitimacy, urgency), and where its name stands
REGIONS = [(bool(key & 4), bool(key & 2), bool(key & 1)) for key in range(8)]
CENTRES = [(390, 250), (610, 250), (500, 440)]


@pytest.mark.parametrize("held", REGIONS)
def test_each_class_is_named_inside_the_circles_it_holds_and_no_other(held: tuple[bool, bool, bool]) -> None:
    picture = salience([Region(held, "Class", "3", "#x")], ("Power", "Legitimacy", "Urgency"), CAPTION)
    label = next(one for one in picture.labels if one.text == "Class")
    at, up = place(label)
    x, y = at * WIDTH / 100, HEIGHT - up * HEIGHT / 100
    inside = tuple((x - cx) ** 2 + (y - cy) ** 2 < 215**2 for cx, cy in CENTRES)
    assert inside == held


def test_the_three_circles_differ_by_their_lines() -> None:
    picture = salience([], ("Power", "Legitimacy", "Urgency"), CAPTION)
    root = ET.fromstring(picture.svg)  # noqa: S314 - our own drawing
    dashes = [one.get("stroke-dasharray") for one in root if one.get("class") == "plot-line"]
    assert len(dashes) == len(set(dashes)) == 3
    assert [label.text for label in picture.labels] == ["Power", "Legitimacy", "Urgency"]
