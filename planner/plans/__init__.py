"""A plan as a whole: what it lacks, numbered snapshots, approval, change of kind, the guard; copies and templates."""
