"""Whether the process lives and its dependencies are there."""
