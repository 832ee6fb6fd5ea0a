"""SVG as text: shapes with classes and presentation attributes, nothing else.

No `style=` and no `<style>` (the pages' CSP forbids both), no `<text>` (WeasyPrint loses Thai tone marks in it,
issue 2249): labels are HTML, placed over the drawing by classes. The attributes hold the colours of print;
on screens the classes, which are stronger than attributes, give those of the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Literal

from markupsafe import Markup

INK = "#1a2234"
EDGE = "#8b8577"
LINE = "#ddd7c9"
WASH = "#f3efe5"
PAPER = "#ffffff"

SHAPES = frozenset({"rect", "line", "polyline", "circle"})


Align = Literal["start", "center", "end"]
Side = Literal["above", "below"]


class Role(StrEnum):
    """What a label, or a row of the table, speaks of."""

    BASELINE = "baseline"
    MEASURED = "measured"
    TARGET = "target"
    FIRST_DAY = "first-day"
    LAST_DAY = "last-day"
    BAR = "bar"
    TICK = "tick"
    TODAY = "today"


@dataclass(frozen=True)
class Caption:
    """How a drawing is named to readers who do not see it; `key` makes its ids unique in the page."""

    key: str
    title: str
    description: str


@dataclass(frozen=True)
class Label:
    """A text to be placed over a drawing, by classes of `static/css/features/charts.css`.

    `x` and `y` are whole percent of the drawing's width and height, from its left and its bottom.
    `room` is the width in percent the text may take before it must be cut short, in steps of five.
    """

    text: str
    role: Role
    x: int
    y: int = 0
    align: Align = "start"
    side: Side = "above"
    lane: int = 0
    room: int = 100
    lang: str | None = None
    href: str | None = None
    is_crossed_out: bool = False

    @property
    def classes(self) -> str:
        """The classes that put the label in its place."""
        place = (
            f"lane-{self.lane} room-{self.room}" if self.role is Role.BAR else f"up-{self.y} is-{self.side}"
        )
        crossed = " is-crossed-out" if self.is_crossed_out else ""
        return f"plot-label at-{self.x} is-{self.align} {place} is-{self.role}{crossed}"


def shape(name: str, css: str, **attributes: str | float) -> str:
    """One shape; underscores in attribute names stand for hyphens: `shape("line", "plot-base", stroke_width=2)`."""
    if name not in SHAPES or "style" in attributes:
        raise ValueError("only plain shapes, without styles of their own")
    written = "".join(f' {key.replace("_", "-")}="{_written(value)}"' for key, value in attributes.items())
    return f'<{name} class="{escape(css)}"{written}/>'


def drawing(
    shapes: Sequence[str], caption: Caption, width: float, height: float, *, is_stretched: bool
) -> Markup:
    """The whole drawing, safe to stand in a page. A stretched one fills the box its CSS gives it."""
    title, told = escape(f"{caption.key}-title"), escape(f"{caption.key}-description")
    stretch = ' preserveAspectRatio="none"' if is_stretched else ""
    return Markup(  # noqa: S704 - every name and text is escaped here, and shapes are plain ones
        f'<svg class="drawing" role="img" aria-labelledby="{title} {told}"'
        f' viewBox="0 0 {number(width)} {number(height)}"{stretch}>'
        f'<title id="{title}">{escape(caption.title)}</title>'
        f'<desc id="{told}">{escape(caption.description)}</desc>'
        f"{''.join(shapes)}</svg>"
    )


def number(value: float) -> str:
    """A coordinate: at most two decimals, no sign of zero, never an exponent."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def percent(part: float, whole: float) -> int:
    """A place as whole percent, kept within the drawing."""
    return min(100, max(0, round(100 * part / whole)))


def _written(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)
