"""Named links on campaigns and events."""
