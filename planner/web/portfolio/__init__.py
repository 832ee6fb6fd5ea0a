"""Pages of the portfolio: all campaigns counted, and what the figures count."""
