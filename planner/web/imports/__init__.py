"""Lists that people bring: pages from the file to what came of it."""
