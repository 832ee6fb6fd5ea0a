"""What people call the fields of every record, in the reader's language."""

from __future__ import annotations

from planner.activity import field_names
from planner.activity.field_names import FIELD_NAMES
from planner.web.language import language

# the names themselves stand below, where documents and archives need them too
__all__ = ["FIELD_NAMES", "field_name"]


def field_name(record_type: str, key: str) -> str:
    """A column's name for people, in the reader's language; an unknown one keeps its key."""
    return field_names.field_name(record_type, key, language())
