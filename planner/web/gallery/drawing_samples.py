"""Drawings for the gallery: objectives in each direction, and a campaign's days with both kinds."""

from __future__ import annotations

from datetime import date

from planner import charts, dates
from planner.web.gallery.samples import TODAY

FIRST, LAST = date(2026, 11, 2), date(2027, 3, 31)

# direction, baseline (None: not known yet), measurements by day, target
_OBJECTIVES: tuple[tuple[str, float | None, tuple[tuple[date, float], ...], float], ...] = (
    ("increase", 12, ((date(2026, 12, 1), 18), (date(2027, 1, 10), 31)), 60),
    ("decrease", 72, ((date(2026, 12, 1), 70), (date(2027, 3, 10), 33)), 30),
    ("maintain", 80, ((date(2026, 12, 1), 82), (date(2027, 3, 25), 79)), 80),
    ("reach", None, ((date(2027, 1, 10), 4.0),), 4.2),
    ("increase", 12, (), 60),
)

# first day, last day, Thai, English, kind, cancelled
_BARS = (
    (FIRST, LAST, "ปลูกป่าชายเลนกับชุมชน", "Mangroves with the community", "communal", False),
    (date(2026, 11, 24), date(2026, 11, 24), "แถลงข่าวเปิดโครงการ", "Press conference", "communal", False),
    (date(2026, 12, 1), date(2027, 1, 15), "ชิมกาแฟที่สามย่าน", "Tasting at Sam Yan", "exchange", False),
    (date(2026, 12, 18), date(2026, 12, 18), "สัมภาษณ์สด", "Live interview", "exchange", True),
    (date(2027, 3, 1), date(2027, 4, 30), "รับฟังความเห็น", "Feedback window", "plain", False),
    (date(2027, 3, 26), date(2027, 3, 27), "นิทรรศการ", "Exhibition", "communal", False),
)


def objectives(language: str) -> list[charts.ProgressPlot]:
    """One plot for each direction, one without a baseline, one not measured yet."""

    def reading(on: date, value: float) -> charts.Reading:
        return charts.Reading(on, value, f"{value:g}", dates.format_day(on, language))

    return [
        charts.progress_plot(
            None if baseline is None else reading(FIRST, baseline),
            reading(LAST, target),
            [reading(on, value) for on, value in measured],
            direction,
            charts.Caption(f"objective-{number}", direction, f"{baseline} → {target:g}"),
        )
        for number, (direction, baseline, measured, target) in enumerate(_OBJECTIVES, 1)
    ]


def timeline(language: str) -> charts.TimelineStrip:
    """Both kinds, a cancelled event, one that goes on after the end, days off, today."""
    thai = language == "th"
    return charts.timeline_strip(
        FIRST,
        LAST,
        [
            charts.Bar(
                start, end, th if thai else en, charts.BarKind(kind), href="#", is_cancelled=is_cancelled
            )
            for start, end, th, en, kind, is_cancelled in _BARS
        ],
        charts.Caption(
            "timeline", "เส้นเวลา" if thai else "Timeline", dates.format_range(FIRST, LAST, language)
        ),
        ticks=[
            charts.Tick(day, dates.month_name(day.month, language, "abbreviated"))
            for day in charts.tick_days(FIRST, LAST)
        ],
        days_off=[charts.Marker(date(2026, 12, 5), ""), charts.Marker(date(2026, 12, 7), "")],
        today=charts.Tick(TODAY, "วันนี้" if thai else "Today"),
    )
