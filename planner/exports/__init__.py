"""Lists and archives going out: what a person may see, as files that other programs open."""
