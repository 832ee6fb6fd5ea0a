"""Lists coming in from spreadsheets: read, understood, looked through, taken in, and taken back."""
