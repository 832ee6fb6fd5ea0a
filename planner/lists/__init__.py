"""What the columns of a list are called and how each is read and written, coming in and going out."""
