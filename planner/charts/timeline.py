"""A stretch of days as a strip: what happens in it, the days off, and where today is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
    drawing,
    percent,
    shape,
)

WIDTH = 1000
LEFT, RIGHT = 6, 994
"""The days lie between these; what is outside keeps the edges of the first and last bars whole."""

HEAD, LANE, FOOT = 24, 26, 8
"""Heights of the row of ticks, of one lane of bars, of the space under them: sixteenths of a rem."""

BAR = 20
"""Height of a bar in its lane."""

SHORTEST = 4
"""A bar is at least this wide, so that one day in a year can be seen."""

LETTER = 11
"""Width of a letter of a label where the strip is narrowest; marks above and below take none."""

LABEL = 170
"""Width kept free for a label that is longer than its bar."""

MOST_LANES = 12
MOST_DAYS_WITH_WEEKENDS = 100
"""In longer strips weekends would be a hatching that says nothing."""

MOST_DAYS_WITH_WEEK_TICKS = 60
MOST_DAYS_WITH_MONTH_TICKS = 400


class BarKind(StrEnum):
    """What a bar belongs to: the two kinds have their colour and edge, plain has neither."""

    COMMUNAL = "communal"
    EXCHANGE = "exchange"
    PLAIN = "plain"
    SENSITIVE = "sensitive"
    """No deed but a time to be quiet in: a dotted line without a wash."""


_COLOURS = {
    BarKind.COMMUNAL: ("#2c6a3b", "#eaf2e4"),
    BarKind.EXCHANGE: ("#85560f", "#f8eddb"),
    BarKind.PLAIN: (EDGE, WASH),
    BarKind.SENSITIVE: (EDGE, "none"),
}


@dataclass(frozen=True)
class Bar:
    """Something that takes days, the first and the last included."""

    start: date
    end: date
    text: str
    kind: BarKind = BarKind.PLAIN
    lang: str | None = None
    href: str | None = None
    is_cancelled: bool = False


@dataclass(frozen=True)
class Tick:
    """A day that is named above the strip: usually the first of a month or a week."""

    on: date
    text: str


@dataclass(frozen=True)
class Marker:
    """A day off, quietly shaded. Its name is for the table; a strip has no room for it."""

    on: date
    text: str


@dataclass(frozen=True)
class TimelineStrip:
    """A drawing, the labels to lay over it, and what did not fit.

    `rows` are the bars that touch the strip, by their first day; `days_off` the markers within it.
    `lanes` sets the height (`lanes-3`); `not_drawn` counts the bars beyond the last lane.
    """

    svg: Markup
    labels: tuple[Label, ...]
    rows: tuple[Bar, ...]
    days_off: tuple[Marker, ...]
    lanes: int
    not_drawn: int


@dataclass(frozen=True)
class _Days:
    """Days across: every day equally wide, the last one whole."""

    start: date
    end: date

    def x(self, on: date) -> float:
        """Where a day begins, kept within the strip."""
        days = (self.end - self.start).days + 1
        share = min(1.0, max(0.0, (on - self.start).days / days))
        return LEFT + (RIGHT - LEFT) * share

    def after(self, on: date) -> float:
        """Where a day ends."""
        return self.x(on + timedelta(days=1))

    def holds(self, first: date, last: date) -> bool:
        return first <= self.end and last >= self.start


@dataclass(frozen=True)
class _Placed:
    """A bar with its place, and the part of its lane that it and its label take."""

    bar: Bar
    left: float
    right: float
    lane: int
    is_label_before: bool

    @property
    def footprint(self) -> tuple[float, float]:
        if self.is_label_before:
            return self.left - LABEL, self.right
        return self.left, max(self.right, self.left + LABEL)


def timeline_strip(
    start: date,
    end: date,
    bars: Sequence[Bar],
    caption: Caption,
    *,
    ticks: Sequence[Tick] = (),
    days_off: Sequence[Marker] = (),
    today: Tick | None = None,
) -> TimelineStrip:
    """The days from `start` to `end`, both included.

    Bars are cut at the ends of the strip; a bar that began before has no left edge. Weekends are shaded in
    strips of up to `MOST_DAYS_WITH_WEEKENDS` days. Today is a line with its word, if it is within.

    :raises ValueError: if the end is before the start.
    """
    if end < start:
        raise ValueError("a strip ends on or after the day it starts")
    days = _Days(start, end)
    shown = sorted((bar for bar in bars if days.holds(bar.start, bar.end)), key=_order)
    placed = _place(days, shown)
    off = tuple(sorted((day for day in days_off if start <= day.on <= end), key=lambda day: day.on))
    inside = [tick for tick in ticks if start <= tick.on <= end]
    lanes = max((place.lane for place in placed), default=0) + 1
    height = HEAD + lanes * LANE + FOOT
    shapes = [*_ground(days, inside, off, height), *(part for place in placed for part in _bar(days, place))]
    labels = [*_tick_labels(days, inside), *_bar_labels(placed)]
    if today is not None and start <= today.on <= end:
        x = (days.x(today.on) + days.after(today.on)) / 2
        shapes += [_upright("strip-today", x, span, INK, 2) for span in _today_spans(x, lanes, placed)]
        labels.append(Label(today.text, Role.TODAY, percent(x, WIDTH), align=_align(x), side="below"))
    return TimelineStrip(
        svg=drawing(shapes, caption, WIDTH, height, is_stretched=True),
        labels=tuple(labels),
        rows=tuple(shown),
        days_off=off,
        lanes=lanes,
        not_drawn=len(shown) - len(placed),
    )


def tick_days(start: date, end: date) -> list[date]:
    """The days worth naming above a strip: Mondays in short ones, else the first of months, quarters or years."""
    length = (end - start).days
    if length <= MOST_DAYS_WITH_WEEK_TICKS:
        monday = start + timedelta(days=-start.weekday() % 7)
        return [monday + timedelta(days=7 * week) for week in range((end - monday).days // 7 + 1)]
    step = (
        1 if length <= MOST_DAYS_WITH_MONTH_TICKS else 3 if length <= 3 * MOST_DAYS_WITH_MONTH_TICKS else 12
    )
    firsts = (
        date(year, month, 1) for year in range(start.year, end.year + 1) for month in range(1, 13, step)
    )
    return [first for first in firsts if start <= first <= end]


def _today_spans(x: float, lanes: int, placed: Sequence[_Placed]) -> list[tuple[float, float]]:
    """Where the line of today is drawn: from head to foot, but for the lanes where it would cross a name."""
    named = {place.lane for place in placed if _is_named_at(place, placed, x)}
    foot = HEAD + lanes * LANE
    free = [(HEAD + lane * LANE, HEAD + (lane + 1) * LANE) for lane in range(lanes) if lane not in named]
    spans: list[tuple[float, float]] = [(HEAD - 4, HEAD), *free, (foot, foot + FOOT)]
    joined = spans[:1]
    for top, bottom in spans[1:]:
        if joined[-1][1] == top:
            joined[-1] = (joined[-1][0], bottom)
        else:
            joined.append((top, bottom))
    return joined


def _is_named_at(place: _Placed, placed: Sequence[_Placed], x: float) -> bool:
    letters = sum(unicodedata.category(letter) != "Mn" for letter in place.bar.text)
    width = min(letters * LETTER + 2 * LETTER, _room(place, placed) * WIDTH / 100)
    return (
        place.left - width <= x <= place.left
        if place.is_label_before
        else place.left <= x <= place.left + width
    )


def _align(x: float) -> Align:
    # near an end a label grows inwards
    return "start" if x < WIDTH * 0.06 else "end" if x > WIDTH * 0.94 else "center"


def _order(bar: Bar) -> tuple[date, int, str]:
    return bar.start, (bar.start - bar.end).days, bar.text


def _place(days: _Days, bars: Sequence[Bar]) -> list[_Placed]:
    """Each bar in the first lane where neither it nor its label meets another; those that find none are left out."""
    placed: list[_Placed] = []
    for bar in bars:
        left = days.x(bar.start)
        right = max(days.after(bar.end), left + SHORTEST)
        if right > RIGHT:
            left, right = min(left, RIGHT - SHORTEST), float(RIGHT)
        is_label_before = left + LABEL > WIDTH
        for lane in range(MOST_LANES):
            place = _Placed(bar, left, right, lane, is_label_before)
            if not any(other.lane == lane and _overlap(place, other) for other in placed):
                placed.append(place)
                break
    return placed


def _overlap(one: _Placed, other: _Placed) -> bool:
    (left, right), (other_left, other_right) = one.footprint, other.footprint
    return left < other_right and other_left < right


def _ground(days: _Days, ticks: Sequence[Tick], off: Sequence[Marker], height: float) -> list[str]:
    """Days off and the lines of the ticks, behind everything."""
    shapes = []
    length = (days.end - days.start).days + 1
    if length <= MOST_DAYS_WITH_WEEKENDS:
        all_days = (days.start + timedelta(days=count) for count in range(length))
        shapes += [_day_off("strip-weekend", days, on, height) for on in all_days if on.weekday() >= 5]
    shapes += [_day_off("strip-holiday", days, day.on, height) for day in off]
    shapes += [_upright("strip-tick", days.x(tick.on), (0, height), LINE, 1) for tick in ticks]
    return shapes


def _day_off(css: str, days: _Days, on: date, height: float) -> str:
    left = days.x(on)
    fill = WASH if css == "strip-weekend" else LINE
    return shape("rect", css, x=left, y=HEAD, width=days.after(on) - left, height=height - HEAD, fill=fill)


def _upright(css: str, x: float, span: tuple[float, float], stroke: str, width: float) -> str:
    return _line(css, (x, x), span, stroke=stroke, stroke_width=width)


def _line(css: str, across: tuple[float, float], down: tuple[float, float], **attributes: str | float) -> str:
    # the strip is stretched to the page; its lines are not
    ends = {"x1": across[0], "x2": across[1], "y1": down[0], "y2": down[1]}
    return shape("line", css, **ends, **attributes, vector_effect="non-scaling-stroke")


def _bar(days: _Days, place: _Placed) -> list[str]:
    """A bar: its wash, a hairline under it, and at its first day the edge of its kind, solid or double."""
    colour, wash = _COLOURS[place.bar.kind]
    top = HEAD + place.lane * LANE + (LANE - BAR) / 2
    bottom = top + BAR
    kind = f"is-{place.bar.kind}"
    dotted = {"stroke_dasharray": "2 3"} if place.bar.kind is BarKind.SENSITIVE else {}
    shapes = [
        shape(
            "rect",
            f"strip-bar {kind}",
            x=place.left,
            y=top,
            width=place.right - place.left,
            height=BAR,
            fill=wash,
        ),
        _line(
            f"strip-under {kind}",
            (place.left, place.right),
            (bottom, bottom),
            stroke=colour,
            stroke_width=1,
            **dotted,
        ),
    ]
    if place.bar.start < days.start or place.bar.kind is BarKind.SENSITIVE:
        return shapes
    is_double = place.bar.kind is BarKind.EXCHANGE
    shapes.append(_upright(f"strip-edge {kind}", place.left, (top, bottom), colour, 6 if is_double else 4))
    if is_double:
        # paper between two strokes
        shapes.append(_upright("strip-gap", place.left, (top, bottom), PAPER, 2))
    return shapes


def _tick_labels(days: _Days, ticks: Sequence[Tick]) -> list[Label]:
    return [
        Label(tick.text, Role.TICK, percent(days.x(tick.on), WIDTH), y=100, side="below") for tick in ticks
    ]


def _bar_labels(placed: Sequence[_Placed]) -> list[Label]:
    return [
        Label(
            place.bar.text,
            Role.BAR,
            percent(place.left, WIDTH),
            align="end" if place.is_label_before else "start",
            lane=place.lane,
            room=_room(place, placed),
            lang=place.bar.lang,
            href=place.bar.href,
            is_crossed_out=place.bar.is_cancelled,
        )
        for place in placed
    ]


def _room(place: _Placed, placed: Sequence[_Placed]) -> int:
    """How much of the width the label may take before it meets the next thing in its lane, in steps of five."""
    others = [other.footprint for other in placed if other.lane == place.lane and other is not place]
    if place.is_label_before:
        free = place.left - max((right for _, right in others if right <= place.left), default=0.0)
    else:
        free = min((left for left, _ in others if left >= place.left), default=float(WIDTH)) - place.left
    return max(5, int(free / WIDTH * 20) * 5)
