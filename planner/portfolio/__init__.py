"""All campaigns that somebody may see, counted: the two kinds side by side, money, lateness, balance and gaps."""
