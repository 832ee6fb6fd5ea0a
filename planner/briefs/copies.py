"""Who a document is for: the house, or those outside."""

from __future__ import annotations

from enum import StrEnum

from planner.i18n import mark


class Copy(StrEnum):
    """Who a document is for."""

    INTERNAL = "internal"
    OUTWARD = "outward"


COPY_NAMES: dict[Copy, str] = {Copy.INTERNAL: mark("Internal copy"), Copy.OUTWARD: mark("Outward copy")}
