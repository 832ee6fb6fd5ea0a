"""Other people's calendars coming in: read safely, taken into a campaign, or laid over one's own for reading."""
