"""Patterns that come with the planner: six campaigns as Thai offices often run them, to be made one's own."""
