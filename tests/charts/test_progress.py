"""An objective's plot shows baseline, measurements and target on one honest scale, and says the same in a table."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.charts import Caption, ProgressPlot, Reading, Role, progress_plot

CAPTION = Caption("objective-12", "Households taking part", "From 12 to 31; the target is 60")


def reading(on: date, value: float | Decimal) -> Reading:
    return Reading(on, value, f"{value} households", on.isoformat())


# 100 days from baseline to due, so that a day is (472 − 8) / 100 = 4.64 wide
BASELINE = reading(date(2026, 11, 2), 0)
TARGET = reading(date(2027, 2, 10), 100)


def plot(*points: Reading, baseline: Reading | None = BASELINE, direction: str = "increase") -> ProgressPlot:
    return progress_plot(baseline, TARGET, points, direction, CAPTION)


def shapes(drawn: ProgressPlot, css: str) -> list[dict[str, str]]:
    return [element.attrib for element in ET.fromstring(drawn.svg) if element.get("class") == css]  # noqa: S314 - our own drawing


def test_the_scale_is_the_same_for_every_figure() -> None:
    # zero at the bottom (100), the largest value and a tenth of the span at the top (20): 110 over 80 units
    drawn = plot(reading(date(2026, 12, 22), 55))
    assert (drawn.lowest, drawn.highest) == (0, 110)
    (now,) = shapes(drawn, "plot-now")
    assert (now["cx"], now["cy"]) == ("240", "60")  # half of the days, half of the scale
    (start,) = shapes(drawn, "plot-start")
    assert (start["cx"], start["cy"]) == ("8", "100")
    (target,) = shapes(drawn, "plot-target")
    assert (target["x1"], target["x2"], target["y1"], target["y2"]) == ("472", "472", "19.27", "35.27")
    (level,) = shapes(drawn, "plot-level")
    assert (level["x1"], level["x2"], level["y1"], level["y2"]) == ("8", "472", "27.27", "27.27")
    (line,) = shapes(drawn, "plot-line")
    assert line["points"] == "8.00,100.00 240.00,60.00"


def test_measurements_are_joined_in_the_order_of_their_days() -> None:
    drawn = plot(reading(date(2026, 12, 22), 55), reading(date(2026, 11, 12), 22))
    (line,) = shapes(drawn, "plot-line")
    assert line["points"] == "8.00,100.00 54.40,84.00 240.00,60.00"
    assert len(shapes(drawn, "plot-point")) == len(shapes(drawn, "plot-now")) == 1


@pytest.mark.parametrize(
    ("direction", "top", "height"),
    [("increase", "20", "7.27"), ("reach", "20", "7.27"), ("decrease", "27.27", "72.73")],
)
def test_the_side_on_which_the_target_is_met_is_shaded(direction: str, top: str, height: str) -> None:
    (goal,) = shapes(plot(direction=direction), "plot-goal")
    assert (goal["y"], goal["height"]) == (top, height)


def test_nothing_is_shaded_where_a_level_is_to_be_kept() -> None:
    assert shapes(plot(direction="maintain"), "plot-goal") == []


def test_reaching_a_lower_level_is_met_below_it() -> None:
    drawn = progress_plot(reading(BASELINE.on, 200), TARGET, [], "reach", CAPTION)
    (goal,) = shapes(drawn, "plot-goal")
    (level,) = shapes(drawn, "plot-level")
    assert goal["y"] == level["y1"]


def test_zero_is_the_bottom_only_where_that_does_not_flatten_the_rest() -> None:
    near = progress_plot(reading(BASELINE.on, 90), TARGET, [], "increase", CAPTION)
    assert (near.lowest, near.highest) == (89, 101)
    below_zero = progress_plot(reading(BASELINE.on, -100), TARGET, [], "increase", CAPTION)
    assert (below_zero.lowest, below_zero.highest) == (-120, 120)


def test_an_objective_whose_baseline_is_not_known_yet_has_none_drawn() -> None:
    drawn = plot(reading(date(2026, 12, 22), 55), baseline=None)
    assert shapes(drawn, "plot-start") == shapes(drawn, "plot-base") == shapes(drawn, "plot-line") == []
    assert [row.role for row in drawn.rows] == [Role.MEASURED, Role.TARGET]


def test_an_objective_with_nothing_but_a_target_is_drawn_in_the_middle() -> None:
    drawn = plot(baseline=None)
    (target,) = shapes(drawn, "plot-target")
    assert (target["x1"], target["y1"], target["y2"]) == ("240", "52", "68")
    assert [label.role for label in drawn.labels] == [Role.TARGET]


def test_a_level_that_never_moved_stands_half_way_up() -> None:
    drawn = progress_plot(reading(BASELINE.on, 80), reading(TARGET.on, 80), [], "maintain", CAPTION)
    assert {level["y1"] for level in shapes(drawn, "plot-level") + shapes(drawn, "plot-base")} == {"60"}


def test_the_table_says_the_same_as_the_plot() -> None:
    drawn = plot(reading(date(2026, 12, 22), 55), reading(date(2026, 11, 12), 22))
    assert [(row.role, row.day_text, row.value_text) for row in drawn.rows] == [
        (Role.BASELINE, "2026-11-02", "0 households"),
        (Role.MEASURED, "2026-11-12", "22 households"),
        (Role.MEASURED, "2026-12-22", "55 households"),
        (Role.TARGET, "2027-02-10", "100 households"),
    ]


def test_labels_stand_by_their_figures_and_grow_inwards_at_the_edges() -> None:
    labels = {label.role: label for label in plot(reading(date(2026, 12, 22), 55)).labels}
    assert labels[Role.BASELINE].classes == "plot-label at-2 is-start up-17 is-below is-baseline"
    assert labels[Role.MEASURED].classes == "plot-label at-50 is-center up-50 is-above is-measured"
    assert labels[Role.TARGET].classes == "plot-label at-98 is-end up-77 is-above is-target"
    assert labels[Role.FIRST_DAY].text == "2026-11-02"
    assert labels[Role.LAST_DAY].text == "2027-02-10"


def test_the_latest_figure_steps_aside_when_it_nearly_meets_the_target() -> None:
    labels = {label.role: label for label in plot(reading(date(2027, 2, 5), 98)).labels}
    assert (labels[Role.TARGET].side, labels[Role.MEASURED].side) == ("above", "below")


def test_a_drawing_is_named_for_those_who_do_not_see_it_and_fits_the_pages_policy() -> None:
    svg = progress_plot(BASELINE, TARGET, [], "increase", Caption("o-1", 'A "<b>"', "น้ำ & ป่า")).svg
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert root.get("role") == "img"
    named = (root.get("aria-labelledby") or "").split()
    assert [root.find(f"*[@id='{name}']").text for name in named] == ['A "<b>"', "น้ำ & ป่า"]  # type: ignore[union-attr]
    assert not re.search(r"style|<text|on\w+=|href|data:", svg)


days = st.dates(date(1900, 1, 1), date(2399, 12, 31))
values = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(-1e15, 1e15),
    st.decimals(-(10**9), 10**9, places=4),
)
readings = st.builds(reading, days, values)


@given(
    st.one_of(st.none(), readings),
    readings,
    st.lists(readings, max_size=12),
    st.sampled_from(["increase", "decrease", "maintain", "reach"]),
)
def test_every_mark_stays_in_the_drawing(
    baseline: Reading | None, target: Reading, points: list[Reading], direction: str
) -> None:
    drawn = progress_plot(baseline, target, points, direction, CAPTION)
    for element in ET.fromstring(drawn.svg):  # noqa: S314 - our own drawing
        across = [float(element.attrib[name]) for name in ("x", "x1", "x2", "cx") if name in element.attrib]
        down = [float(element.attrib[name]) for name in ("y", "y1", "y2", "cy") if name in element.attrib]
        if element.get("points"):
            pairs = [pair.split(",") for pair in element.attrib["points"].split()]
            across += [float(x) for x, _ in pairs]
            down += [float(y) for _, y in pairs]
        if "width" in element.attrib:
            assert float(element.attrib["width"]) >= 0
            assert float(element.attrib["height"]) >= 0
            across.append(across[0] + float(element.attrib["width"]))
            down.append(down[0] + float(element.attrib["height"]))
        assert all(0 <= x <= 480 for x in across)
        assert all(0 <= y <= 120.01 for y in down)
    assert all(0 <= label.x <= 100 and 0 <= label.y <= 100 for label in drawn.labels)


@given(days, st.integers(1, 400), st.lists(st.floats(0, 1000), min_size=2, max_size=6, unique=True))
def test_equal_steps_are_equally_long(first: date, step: int, heights: list[float]) -> None:
    points = [reading(first + timedelta(days=step * index), value) for index, value in enumerate(heights)]
    drawn = progress_plot(points[0], points[-1], points[1:], "increase", CAPTION)
    (line,) = shapes(drawn, "plot-line")
    places = [tuple(map(float, pair.split(","))) for pair in line["points"].split()]
    widths = {round(after[0] - before[0], 1) for before, after in pairwise(places)}
    assert max(widths) - min(widths) <= 0.11
    for (_, y), value in zip(places, heights, strict=True):
        share = (value - drawn.lowest) / (drawn.highest - drawn.lowest)
        assert y == pytest.approx(100 - 80 * share, abs=0.02)
