"""Occasions of a campaign: when, where, for whom, how they repeat, and what happens minute by minute."""
