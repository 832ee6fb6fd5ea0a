"""Figures as drawings: the same SVG for pages and PDFs, labels to lay over it, and the figures as rows.

`progress` draws one objective, `timeline` a stretch of days, `shapes` writes SVG. The components
`progress.html` and `timeline.html` put a drawing on a page; `static/css/features/charts.css` places its labels.
"""

from planner.charts.progress import Direction, ProgressPlot, Reading, Row, progress_plot
from planner.charts.shapes import Caption, Label, Role
from planner.charts.timeline import Bar, BarKind, Marker, Tick, TimelineStrip, tick_days, timeline_strip

__all__ = [
    "Bar",
    "BarKind",
    "Caption",
    "Direction",
    "Label",
    "Marker",
    "ProgressPlot",
    "Reading",
    "Role",
    "Row",
    "Tick",
    "TimelineStrip",
    "progress_plot",
    "tick_days",
    "timeline_strip",
]
