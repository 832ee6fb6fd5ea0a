"""`./dev`: from a bare machine to a running planner, and every check and test on the way.

Standard library only, and nothing of the planner is imported: this runs before anything is installed.
"""
