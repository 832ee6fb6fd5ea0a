"""Clashes on pages: of an event, while planning, and of a period."""
