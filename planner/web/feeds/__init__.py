"""Pages of subscriptions, and the one-off calendar files."""
