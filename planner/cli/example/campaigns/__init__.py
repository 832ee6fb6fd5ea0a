"""The eight campaigns of the example, one module each, and their occasions."""
