"""Documents made of everything below: what goes into a brief, its page, and the press that prints it."""
