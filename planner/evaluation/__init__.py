"""One campaign judged: what is counted from the planner's own records, beside what was typed in."""
