"""Work that outlives a request: rows claimed under a lease, so that none is lost when a worker dies."""
