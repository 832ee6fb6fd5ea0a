"""People, organisations and publics with an interest or concern in what the organisation does."""
