"""Calendars going out: subscriptions, what each carries, prepared bytes, the iCalendar format."""
