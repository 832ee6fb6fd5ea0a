"""Pages of campaigns: list, first form, the page of sections."""
