"""Pages of objectives and measurements."""
