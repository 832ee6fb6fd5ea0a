"""Work that outlives a request, as its maker sees it."""
