"""A plan as a whole: what it still lacks, its numbered snapshots, approval, change of kind."""
