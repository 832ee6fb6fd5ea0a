"""Figures for whoever watches the planner, and what is counted for them."""
