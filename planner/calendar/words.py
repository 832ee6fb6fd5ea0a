"""The closed vocabulary of clashes."""

from __future__ import annotations

from enum import StrEnum

from planner.i18n import mark


class ClashRule(StrEnum):
    """Why two things, or a thing and its day, do not go together."""

    PERSON = "person"
    SPOKESPERSON = "spokesperson"
    PUBLIC = "public"
    VENUE = "venue"
    AWAY = "away"
    CAPACITY = "capacity"
    EMBARGO = "embargo"
    PROMOTION = "promotion"
    HOLIDAY = "holiday"
    BRIDGE = "bridge"
    SENSITIVE = "sensitive"


CLASH_RULE_NAMES: dict[ClashRule, str] = {
    ClashRule.PERSON: mark("Same person"),
    ClashRule.SPOKESPERSON: mark("Same spokesperson"),
    ClashRule.PUBLIC: mark("Same public group"),
    ClashRule.VENUE: mark("Same venue"),
    ClashRule.AWAY: mark("Away"),
    ClashRule.CAPACITY: mark("More guests than places"),
    ClashRule.EMBARGO: mark("Embargo"),
    ClashRule.PROMOTION: mark("Promotion beside a communal event"),
    ClashRule.HOLIDAY: mark("Holiday"),
    ClashRule.BRIDGE: mark("Bridge day"),
    ClashRule.SENSITIVE: mark("Sensitive period"),
}
