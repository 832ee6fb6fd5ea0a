"""What `doctor` looks at. Each look gives notes: what is well, and findings."""
