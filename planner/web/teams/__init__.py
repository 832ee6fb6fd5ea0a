"""Teams: their names, what they run, who is in them."""
