"""Everything between two instants."""
