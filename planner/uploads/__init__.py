"""Files that people bring: where they lie until they are taken in, and in which letters they are written."""
