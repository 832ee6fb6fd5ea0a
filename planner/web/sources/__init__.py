"""Pages of calendars coming in."""
