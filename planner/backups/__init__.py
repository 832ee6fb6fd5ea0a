"""Backups: all that an instance must not lose, in one file, and the way back from it."""
