"""Days as people write them, in either era: reading, writing, zones.

`parse` reads what was typed, `write` prints, `zones` goes between clocks and instants, `eras` has the names.
Callers use the names below: `dates.parse_day(…)`, `dates.format_day(…)`.
"""

from planner.dates.eras import ERA_NAMES, Era, month_name, usual_era, weekday_name
from planner.dates.parse import DayError, ParsedDay, TimeError, parse_day, parse_time
from planner.dates.write import (
    Style,
    echo,
    format_day,
    format_instant,
    format_month,
    format_range,
    format_span,
    format_time,
    format_year,
)
from planner.dates.zones import (
    HOME_ZONE,
    WallTime,
    ZoneError,
    instant_to_local,
    local_to_instant,
    wall_time,
    zone,
    zone_city,
    zone_label,
    zones,
)

__all__ = [
    "ERA_NAMES",
    "HOME_ZONE",
    "DayError",
    "Era",
    "ParsedDay",
    "Style",
    "TimeError",
    "WallTime",
    "ZoneError",
    "echo",
    "format_day",
    "format_instant",
    "format_month",
    "format_range",
    "format_span",
    "format_time",
    "format_year",
    "instant_to_local",
    "local_to_instant",
    "month_name",
    "parse_day",
    "parse_time",
    "usual_era",
    "wall_time",
    "weekday_name",
    "zone",
    "zone_city",
    "zone_label",
    "zones",
]
