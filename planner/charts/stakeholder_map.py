"""Stakeholders as two pictures: a field of power against interest, and three circles of salience.

In the field a step on either scale is equally wide everywhere. Whoever has the same marks stands in the same
cell, one name under the other, each with a point of its own; what a cell has no room for is counted. A hollow
point asks for attention: shapes and words tell, colour only repeats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from planner.charts.shapes import INK, LINE, PAPER, WASH, Caption, drawing, shape

WIDTH, HEIGHT = 1000, 700
LINES = 4
"""Names that a cell has room for; with more, the last line counts the rest."""

# in whole percent, as labels are placed: five columns right of the marks of power, two strips for the names of
# the fields, and in each cell four lines and a gap above and below them
_LEFT, _COLUMN, _CELL, _STRIP, _LINE = 4, 19, 18, 5, 4
_HIGH_FROM = 4
# from left to right, as far as the names of the fields may reach
_LOW_ROOM, _HIGH_ROOM = 55, 35


@dataclass(frozen=True)
class Tag:
    """A text over a picture; a link where there is somewhere to go."""

    text: str
    classes: str
    href: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class Point:
    """Somebody in a cell."""

    name: str
    lang: str
    href: str
    is_open: bool = False
    """Something is still to be done about them: drawn hollow, their name in bold."""


@dataclass(frozen=True)
class Spot:
    """All who stand at the same marks, from 1 to 5 each; `more` says how many are not named, and leads to them."""

    power: int
    interest: int
    points: tuple[Point, ...]
    more: str = ""
    more_href: str | None = None


@dataclass(frozen=True)
class Words:
    """The names of both scales and of the four fields, by (power is high, interest is high), with their links."""

    power: str
    interest: str
    fields: dict[tuple[bool, bool], tuple[str, str | None]]


@dataclass(frozen=True)
class Picture:
    """A drawing and what is written over it."""

    svg: Markup
    labels: tuple[Tag, ...]


def power_interest(spots: Sequence[Spot], words: Words, caption: Caption) -> Picture:
    """The field of power and interest with everyone in their cell."""
    shapes = _field()
    labels = _scales(words)
    for spot in spots:
        for line, point in enumerate(spot.points[:LINES]):
            x, y = _place(spot, line)
            shapes.append(_point(10 * x - 7, HEIGHT - 7 * y - 10, is_open=point.is_open))
            labels.append(_name(point.name, x, y, point.href, point.lang, is_strong=point.is_open))
        if spot.more:
            labels.append(_name(spot.more, *_place(spot, LINES - 1), spot.more_href))
    return Picture(drawing(shapes, caption, WIDTH, HEIGHT, is_stretched=False), tuple(labels))


def _place(spot: Spot, line: int) -> tuple[int, int]:
    """Where a line of a cell begins, in percent from the left and from the bottom."""
    x = _LEFT + _COLUMN * (spot.interest - 1) + 2
    return x, _bottom(spot.power) + 1 + _LINE * (LINES - 1 - line)


def _bottom(power: int) -> int:
    """The lower edge of a row of cells, in percent; the strip under the high rows lies between three and four."""
    return _CELL * (power - 1) + (_STRIP if power >= _HIGH_FROM else 0)


def _field() -> list[str]:
    """The cells, and the lines between low and high."""
    left, middle, right = (10 * (_LEFT + _COLUMN * columns) for columns in (0, 3, 5))
    # a strip on top names the high fields, one below the line the low ones
    top = HEIGHT - 7 * (_bottom(5) + _CELL + _STRIP)
    threshold = HEIGHT - 7 * _bottom(4)
    width, height = right - middle, threshold - top
    return [
        shape("rect", "plot-goal", x=middle, y=top, width=width, height=height, fill=WASH),
        *(_upright(10 * (_LEFT + _COLUMN * column), top) for column in (1, 2, 4)),
        *(_level(HEIGHT - 7 * _bottom(power), left, right) for power in (2, 3, 5)),
        *(_upright(x, top, is_edge=True) for x in (left, middle, right)),
        *(_level(y, left, right, is_edge=True) for y in (top, threshold, HEIGHT - 1)),
    ]


def _upright(x: float, top: float, *, is_edge: bool = False) -> str:
    css, stroke = ("plot-level", INK) if is_edge else ("plot-grid", LINE)
    return shape("line", css, x1=x, x2=x, y1=top, y2=HEIGHT, stroke=stroke, stroke_width=1)


def _level(y: float, left: float, right: float, *, is_edge: bool = False) -> str:
    css, stroke = ("plot-level", INK) if is_edge else ("plot-grid", LINE)
    return shape("line", css, x1=left, x2=right, y1=y, y2=y, stroke=stroke, stroke_width=1)


def _scales(words: Words) -> list[Tag]:
    """The marks of both scales, their names, and the names of the four fields."""
    labels = [
        Tag(str(mark), f"plot-label at-1 is-start up-{_bottom(mark) + _CELL // 2 - 1}")
        for mark in range(1, 6)
    ]
    labels += [
        Tag(str(mark), f"plot-label at-{_LEFT + _COLUMN * mark - 10} is-center up-0 is-below")
        for mark in range(1, 6)
    ]
    labels += [
        Tag(f"↑ {words.power}", "plot-label at-0 is-start up-100"),
        Tag(f"{words.interest} →", "plot-label at-99 is-end up-0 is-below"),
    ]
    for (is_powerful, is_interested), (text, href) in words.fields.items():
        x = _LEFT + (3 * _COLUMN if is_interested else 0)
        y = _bottom(5 if is_powerful else 3) + _CELL + 1
        room = _HIGH_ROOM if is_interested else _LOW_ROOM
        labels.append(_name(text, x, y, href, is_strong=True, room=room))
    return labels


def _point(x: float, y: float, *, is_open: bool) -> str:
    if is_open:
        return shape("circle", "plot-start", cx=x, cy=y, r=5, fill=PAPER, stroke=INK, stroke_width=2.5)
    return shape("circle", "plot-point", cx=x, cy=y, r=4, fill=INK)


def _name(
    text: str,
    x: int,
    y: int,
    href: str | None,
    lang: str | None = None,
    *,
    is_strong: bool = False,
    room: int = 15,
) -> Tag:
    strong = " is-target" if is_strong else ""
    return Tag(text, f"plot-label at-{x} up-{y} room-{room} is-bar{strong}", href, lang)


@dataclass(frozen=True)
class Region:
    """A class of salience: what it holds of (power, legitimacy, urgency), its name, how many, and where they are."""

    held: tuple[bool, bool, bool]
    name: str
    count: str
    href: str | None


# middle and name's place of each circle; the dashes tell them apart where colours cannot
_CIRCLES = (((390, 250), (17, 91), "is-end", ""), ((610, 250), (83, 91), "is-start", "14 6"))
_LAST_CIRCLE = ((500, 440), (67, 13), "is-start", "3 5")
_RADIUS = 215
# where each region is widest, in percent from the left and from the bottom
_REGIONS: dict[tuple[bool, bool, bool], tuple[int, int]] = {
    (True, False, False): (27, 69),
    (False, True, False): (73, 69),
    (False, False, True): (50, 18),
    (True, True, False): (50, 77),
    (True, False, True): (37, 45),
    (False, True, True): (63, 45),
    (True, True, True): (50, 55),
    (False, False, False): (14, 8),
}


def salience(regions: Sequence[Region], names: tuple[str, str, str], caption: Caption) -> Picture:
    """Three circles, for power, legitimacy and urgency, and in each region its class and how many are in it."""
    shapes, labels = [], []
    for name, ((x, y), (at, up), side, dashes) in zip(names, (*_CIRCLES, _LAST_CIRCLE), strict=True):
        dashed = {"stroke_dasharray": dashes} if dashes else {}
        shapes.append(
            shape(
                "circle",
                "plot-line",
                cx=x,
                cy=y,
                r=_RADIUS,
                fill="none",
                stroke=INK,
                stroke_width=2,
                **dashed,
            )
        )
        labels.append(Tag(name, f"plot-label at-{at} {side} up-{up} is-above is-target"))
    for region in regions:
        at, up = _REGIONS[region.held]
        place = f"plot-label at-{at} is-center up-{up}"
        labels.append(Tag(region.name, f"{place} is-above", region.href))
        labels.append(Tag(region.count, f"{place} is-below is-target"))
    return Picture(drawing(shapes, caption, WIDTH, HEIGHT, is_stretched=False), tuple(labels))
