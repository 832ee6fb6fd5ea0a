"""One search over campaigns, stakeholders and events."""
