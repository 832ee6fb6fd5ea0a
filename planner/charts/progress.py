"""One objective: where it began, what was measured since, and what it is to reach by its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from markupsafe import Markup

from planner.charts.shapes import (
    EDGE,
    INK,
    LINE,
    PAPER,
    WASH,
    Align,
    Caption,
    Label,
    Role,
    Side,
    drawing,
    percent,
    shape,
)

WIDTH, HEIGHT = 480, 120
LEFT, RIGHT, TOP, BOTTOM = 8, 472, 20, 100
"""The plotted area; what is outside keeps dots and lines whole at its edges."""

NEAR = 22
"""Labels closer than this (percent, across and up) would touch."""


class Direction(StrEnum):
    """Which way is good; the keys are those of an objective's direction."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    REACH = "reach"


@dataclass(frozen=True)
class Reading:
    """A value on a day, and both as the reader is to see them."""

    on: date
    value: Decimal | float
    value_text: str
    day_text: str


@dataclass(frozen=True)
class Row:
    """One line of the table that says the same as the plot."""

    role: Role
    day_text: str
    value_text: str


@dataclass(frozen=True)
class ProgressPlot:
    """A drawing, the labels to lay over it, and its figures as rows: baseline, measurements by day, target."""

    svg: Markup
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]
    lowest: float
    highest: float
    """What the bottom and the top of the plotted area stand for."""


@dataclass(frozen=True)
class _Scale:
    """Days across and values up, both even: equal steps are equally long everywhere."""

    first: date
    last: date
    lowest: float
    highest: float

    def x(self, on: date) -> float:
        days = (self.last - self.first).days
        if not days:
            return (LEFT + RIGHT) / 2
        return LEFT + (RIGHT - LEFT) * (on - self.first).days / days

    def y(self, value: Decimal | float) -> float:
        share = (float(value) - self.lowest) / (self.highest - self.lowest)
        return BOTTOM - (BOTTOM - TOP) * min(1.0, max(0.0, share))


def progress_plot(
    baseline: Reading | None,
    target: Reading,
    points: Sequence[Reading],
    direction: Direction | str,
    caption: Caption,
) -> ProgressPlot:
    """Baseline, measurements and target on one scale of days and one of values.

    `target.on` is the day it is due. The side on which the target is met is shaded. Zero stands at the bottom
    when all values are positive and the smallest is at most half the largest: then a line twice as high is
    twice as much.
    """
    measured = sorted(points, key=lambda reading: reading.on)
    path = [reading for reading in (baseline, *measured) if reading]
    scale = _scale([*path, target])
    shapes = [
        *_ground(scale, baseline, target, Direction(direction)),
        *_course(scale, path, has_baseline=baseline is not None),
    ]
    return ProgressPlot(
        svg=drawing(shapes, caption, WIDTH, HEIGHT, is_stretched=False),
        labels=tuple(_labels(scale, baseline, measured, target)),
        rows=_rows(baseline, measured, target),
        lowest=scale.lowest,
        highest=scale.highest,
    )


def _scale(readings: Sequence[Reading]) -> _Scale:
    days = [reading.on for reading in readings]
    values = [float(reading.value) for reading in readings]
    lowest, highest = min(values), max(values)
    if lowest == highest:
        # nothing to tell apart: the one value stands half-way up
        room = abs(lowest) / 2 or 1.0
        return _Scale(min(days), max(days), lowest - room, highest + room)
    room = (highest - lowest) / 10
    from_zero = 0 <= lowest <= highest / 2
    return _Scale(min(days), max(days), 0.0 if from_zero else lowest - room, highest + room)


def _ground(scale: _Scale, baseline: Reading | None, target: Reading, direction: Direction) -> list[str]:
    """What does not move: the side that is good, the line of days, the baseline's level, the target's."""
    goal = scale.y(target.value)
    is_above = direction is Direction.INCREASE or (
        direction is Direction.REACH and (baseline is None or baseline.value <= target.value)
    )
    across = {"x1": LEFT, "x2": RIGHT}
    due = scale.x(target.on)
    shapes = []
    if direction is not Direction.MAINTAIN:
        top, bottom = (TOP, goal) if is_above else (goal, BOTTOM)
        shapes.append(
            shape("rect", "plot-goal", x=LEFT, y=top, width=RIGHT - LEFT, height=bottom - top, fill=WASH)
        )
    shapes.append(shape("line", "plot-grid", **across, y1=BOTTOM, y2=BOTTOM, stroke=LINE, stroke_width=1))
    if baseline:
        level = scale.y(baseline.value)
        shapes.append(
            shape(
                "line",
                "plot-base",
                **across,
                y1=level,
                y2=level,
                stroke=EDGE,
                stroke_width=1,
                stroke_dasharray="2 4",
            )
        )
    shapes.append(shape("line", "plot-level", **across, y1=goal, y2=goal, stroke=INK, stroke_width=1))
    shapes.append(
        shape("line", "plot-target", x1=due, x2=due, y1=goal - 8, y2=goal + 8, stroke=INK, stroke_width=3)
    )
    return shapes


def _course(scale: _Scale, path: Sequence[Reading], *, has_baseline: bool) -> list[str]:
    """What was measured, in the order of days; the baseline is an open ring, the latest figure the largest dot."""
    places = [(scale.x(reading.on), scale.y(reading.value)) for reading in path]
    shapes = []
    if len(places) > 1:
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in places)
        shapes.append(
            shape("polyline", "plot-line", points=points, fill="none", stroke=INK, stroke_width=2.5)
        )
    for index, (x, y) in enumerate(places):
        if has_baseline and index == 0:
            shapes.append(
                shape("circle", "plot-start", cx=x, cy=y, r=4, fill=PAPER, stroke=INK, stroke_width=2)
            )
        elif index == len(places) - 1:
            shapes.append(shape("circle", "plot-now", cx=x, cy=y, r=5.5, fill=INK))
        else:
            shapes.append(shape("circle", "plot-point", cx=x, cy=y, r=3, fill=INK))
    return shapes


def _labels(
    scale: _Scale, baseline: Reading | None, measured: Sequence[Reading], target: Reading
) -> list[Label]:
    """The three figures that matter and the two ends of the line of days; earlier figures are in the table."""
    labels = [_label(scale, target, Role.TARGET, "above")]
    if baseline:
        # away from the target, so that the two stay apart however close their values are
        side: Side = "below" if baseline.value <= target.value else "above"
        labels.append(_label(scale, baseline, Role.BASELINE, side))
    if measured:
        now = _label(scale, measured[-1], Role.MEASURED, "above")
        if any(_would_touch(now, other) for other in labels):
            now = replace(now, side="below")
        labels.append(now)
    if scale.first != scale.last:
        days = {reading.on: reading.day_text for reading in (*filter(None, (baseline,)), *measured, target)}
        for role, on in ((Role.FIRST_DAY, scale.first), (Role.LAST_DAY, scale.last)):
            labels.append(_placed(days[on], role, scale.x(on), y=0, side="below"))
    return labels


def _label(scale: _Scale, reading: Reading, role: Role, side: Side) -> Label:
    up = percent(HEIGHT - scale.y(reading.value), HEIGHT)
    return _placed(reading.value_text, role, scale.x(reading.on), up, side)


def _placed(text: str, role: Role, x: float, y: int, side: Side) -> Label:
    across = percent(x, WIDTH)
    # near an edge a label grows inwards
    align: Align = "start" if across < NEAR / 2 else "end" if across > 100 - NEAR / 2 else "center"
    return Label(text, role, across, y, align, side)


def _would_touch(one: Label, other: Label) -> bool:
    is_near = abs(one.x - other.x) < NEAR and abs(one.y - other.y) < NEAR
    return is_near and one.side == other.side


def _rows(baseline: Reading | None, measured: Sequence[Reading], target: Reading) -> tuple[Row, ...]:
    named = [
        (Role.BASELINE, baseline),
        *((Role.MEASURED, reading) for reading in measured),
        (Role.TARGET, target),
    ]
    return tuple(Row(role, reading.day_text, reading.value_text) for role, reading in named if reading)
