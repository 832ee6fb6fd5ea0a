"""Days that matter to a date: holidays as the office confirms them by year, and days that teams mark themselves."""
