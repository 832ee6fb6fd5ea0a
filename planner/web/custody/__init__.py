"""Pages of care for the records: undoing, deleting, duplicates, merging."""
