"""Samphan: a planner for the two forms of public relations, communal and exchange."""
