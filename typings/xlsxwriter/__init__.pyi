"""What the planner uses of XlsxWriter."""
