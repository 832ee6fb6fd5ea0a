"""The shipped patterns, by the keys that their addresses hold: communal ones first."""

from __future__ import annotations

from typing import Final

from planner.accounts.models import Kind
from planner.plans.shipped import (
    charity_initiative,
    community_event,
    education_campaign,
    press_tour,
    product_launch,
    seasonal_promotion,
)
from planner.plans.shipped.writing import Shipped

SHIPPED: Final[dict[str, Shipped]] = {
    one.SHIPPED.key: one.SHIPPED
    for one in (
        community_event,
        charity_initiative,
        education_campaign,
        product_launch,
        seasonal_promotion,
        press_tour,
    )
}


def of_kind(kind: Kind) -> list[Shipped]:
    """Those of a kind."""
    return [one for one in SHIPPED.values() if one.pattern.kind == kind]
