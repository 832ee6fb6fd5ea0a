"""What people call the fields of every record, in the reader's language."""

from __future__ import annotations

from planner.activity.field_names import FIELD_NAMES, IN_ENGLISH, IN_THAI, stem
from planner.web.language import say

# the names themselves stand below, where documents and archives need them too
__all__ = ["FIELD_NAMES", "field_name"]


def field_name(record_type: str, key: str) -> str:
    """A column's name for people, in the reader's language; an unknown one keeps its key."""
    base, ending = stem(record_type, key)
    if base is None:
        return key.replace("_", " ")
    if ending in {"th", "en"}:
        return say(IN_THAI if ending == "th" else IN_ENGLISH, field=say(base))
    return say(base)
