"""Holidays by year and country, and the days that teams mark themselves."""
