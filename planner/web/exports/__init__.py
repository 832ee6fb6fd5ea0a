"""Lists on their way out."""
