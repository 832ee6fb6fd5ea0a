"""Lists as offices keep them, coming in from spreadsheets and going out to them."""
