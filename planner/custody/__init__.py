"""Care for the records themselves: undoing, deleting, merging two that are one, handing over what somebody owned."""
