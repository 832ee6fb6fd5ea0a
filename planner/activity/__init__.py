"""Who did what, when, in words; written in the same transaction as the deed."""
