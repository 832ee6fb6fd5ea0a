"""The closed vocabularies of promotions, and their names for people."""

from __future__ import annotations

from enum import StrEnum

from planner.i18n import mark


class Mechanic(StrEnum):
    """How a promotion works."""

    DISCOUNT = "discount"
    COUPON_CODE = "coupon_code"
    GIFT_WITH_PURCHASE = "gift_with_purchase"
    BUNDLE = "bundle"
    SAMPLE = "sample"
    CONTEST_SKILL = "contest_skill"
    PRIZE_DRAW = "prize_draw"
    LOYALTY_POINTS = "loyalty_points"
    CASHBACK = "cashback"
    EARLY_BIRD = "early_bird"
    REFERRAL = "referral"
    LAUNCH_EVENT = "launch_event"
    ROADSHOW = "roadshow"
    SPONSORSHIP = "sponsorship"
    INFLUENCER_SEEDING = "influencer_seeding"
    CAUSE_RELATED = "cause_related"


MECHANIC_NAMES: dict[Mechanic, str] = {
    Mechanic.DISCOUNT: mark("Discount"),
    Mechanic.COUPON_CODE: mark("Coupon code"),
    Mechanic.GIFT_WITH_PURCHASE: mark("Gift with purchase"),
    Mechanic.BUNDLE: mark("Bundle"),
    Mechanic.SAMPLE: mark("Sample"),
    Mechanic.CONTEST_SKILL: mark("Contest of skill"),
    Mechanic.PRIZE_DRAW: mark("Prize draw"),
    Mechanic.LOYALTY_POINTS: mark("Loyalty points"),
    Mechanic.CASHBACK: mark("Cashback"),
    Mechanic.EARLY_BIRD: mark("Early bird"),
    Mechanic.REFERRAL: mark("Referral"),
    Mechanic.LAUNCH_EVENT: mark("Launch event"),
    Mechanic.ROADSHOW: mark("Roadshow"),
    Mechanic.SPONSORSHIP: mark("Sponsorship"),
    Mechanic.INFLUENCER_SEEDING: mark("Seeding with influencers"),
    Mechanic.CAUSE_RELATED: mark("Cause-related"),
}


class ValueType(StrEnum):
    """What one redemption is worth to whoever redeems it."""

    PERCENT = "percent"
    AMOUNT = "amount"
    FREE_ITEM = "free_item"
    POINTS = "points"
    ACCESS = "access"


VALUE_TYPE_NAMES: dict[ValueType, str] = {
    ValueType.PERCENT: mark("Per cent off"),
    ValueType.AMOUNT: mark("Amount off"),
    ValueType.FREE_ITEM: mark("Free item"),
    ValueType.POINTS: mark("Points"),
    ValueType.ACCESS: mark("Admission or use"),
}


class PromotionStatus(StrEnum):
    """Where a promotion stands; counted from its dates and its quota, but for what somebody withdrew."""

    PLANNED = "planned"
    LIVE = "live"
    SOLD_OUT = "sold_out"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


PROMOTION_STATUS_NAMES: dict[PromotionStatus, str] = {
    PromotionStatus.PLANNED: mark("Planned"),
    PromotionStatus.LIVE: mark("Live"),
    PromotionStatus.SOLD_OUT: mark("Sold out"),
    PromotionStatus.ENDED: mark("Ended"),
    PromotionStatus.WITHDRAWN: mark("Withdrawn"),
}


class SalesChannel(StrEnum):
    """Where a promotion is offered and redeemed."""

    SHOP = "shop"
    WEBSITE = "website"
    MARKETPLACE = "marketplace"
    SOCIAL = "social"
    LINE = "line"
    EVENT = "event"
    PARTNER = "partner"
    PHONE = "phone"


SALES_CHANNEL_NAMES: dict[SalesChannel, str] = {
    SalesChannel.SHOP: mark("Shop"),
    SalesChannel.WEBSITE: mark("Website"),
    SalesChannel.MARKETPLACE: mark("Online marketplace"),
    SalesChannel.SOCIAL: mark("Social media"),
    SalesChannel.LINE: mark("LINE"),
    SalesChannel.EVENT: mark("At an event"),
    SalesChannel.PARTNER: mark("Partner"),
    SalesChannel.PHONE: mark("Phone"),
}


class RedemptionSource(StrEnum):
    """How a redemption came to be known."""

    BY_HAND = "by_hand"
    TILL = "till"
    LIST = "list"


REDEMPTION_SOURCE_NAMES: dict[RedemptionSource, str] = {
    RedemptionSource.BY_HAND: mark("Entered by hand"),
    RedemptionSource.TILL: mark("Entered at a till"),
    RedemptionSource.LIST: mark("From a list"),
}
