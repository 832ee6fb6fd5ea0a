"""The calendar: month and agenda."""
