"""The closed vocabularies of contributions and needs, and their names for people.

Forms, motivations, subjects and depths of impact are those of the B4SI framework.
"""

from __future__ import annotations

from enum import StrEnum

from planner.i18n import mark


class Form(StrEnum):
    """In which form something was given."""

    CASH = "cash"
    TIME = "time"
    IN_KIND = "in_kind"
    MANAGEMENT_COST = "management_cost"


FORM_NAMES: dict[Form, str] = {
    Form.CASH: mark("Money"),
    Form.TIME: mark("Staff time"),
    Form.IN_KIND: mark("In kind"),
    Form.MANAGEMENT_COST: mark("Cost of managing"),
}


class Motivation(StrEnum):
    """Why it was given."""

    CHARITABLE_GIFT = "charitable_gift"
    COMMUNITY_INVESTMENT = "community_investment"
    COMMERCIAL_INITIATIVE = "commercial_initiative"


MOTIVATION_NAMES: dict[Motivation, str] = {
    Motivation.CHARITABLE_GIFT: mark("Charitable gift"),
    Motivation.COMMUNITY_INVESTMENT: mark("Community investment"),
    Motivation.COMMERCIAL_INITIATIVE: mark("Commercial initiative"),
}


class SubjectArea(StrEnum):
    """Which part of life it was given to."""

    EDUCATION_YOUNG_PEOPLE = "education_young_people"
    HEALTH = "health"
    ECONOMIC_DEVELOPMENT = "economic_development"
    ENVIRONMENT = "environment"
    ARTS_CULTURE = "arts_culture"
    SOCIAL_WELFARE = "social_welfare"
    EMERGENCY_RELIEF = "emergency_relief"
    OTHER = "other"


SUBJECT_AREA_NAMES: dict[SubjectArea, str] = {
    SubjectArea.EDUCATION_YOUNG_PEOPLE: mark("Education and young people"),
    SubjectArea.HEALTH: mark("Health"),
    SubjectArea.ECONOMIC_DEVELOPMENT: mark("Economic development"),
    SubjectArea.ENVIRONMENT: mark("Environment"),
    SubjectArea.ARTS_CULTURE: mark("Arts and culture"),
    SubjectArea.SOCIAL_WELFARE: mark("Social welfare"),
    SubjectArea.EMERGENCY_RELIEF: mark("Emergency relief"),
    SubjectArea.OTHER: mark("Another subject"),
}


class ValuationBasis(StrEnum):
    """What a value was taken from."""

    ACTUAL_COST = "actual_cost"
    COST_TO_COMPANY = "cost_to_company"
    HOURLY_RATE = "hourly_rate"


VALUATION_BASIS_NAMES: dict[ValuationBasis, str] = {
    ValuationBasis.ACTUAL_COST: mark("What was paid"),
    ValuationBasis.COST_TO_COMPANY: mark("What it cost the company"),
    ValuationBasis.HOURLY_RATE: mark("Hours at an hourly rate"),
}


class ImpactDepth(StrEnum):
    """How deeply the people reached were changed, as far as is known."""

    CONNECT = "connect"
    IMPROVE = "improve"
    TRANSFORM = "transform"


IMPACT_DEPTH_NAMES: dict[ImpactDepth, str] = {
    ImpactDepth.CONNECT: mark("Connected: they were reached"),
    ImpactDepth.IMPROVE: mark("Improved: something got better for them"),
    ImpactDepth.TRANSFORM: mark("Transformed: their life has changed for good"),
}


class Leverage(StrEnum):
    """Who else gave because this was given."""

    EMPLOYEES = "employees"
    CUSTOMERS = "customers"
    ORGANISATIONS = "organisations"
    GOVERNMENT = "government"


LEVERAGE_NAMES: dict[Leverage, str] = {
    Leverage.EMPLOYEES: mark("Employees"),
    Leverage.CUSTOMERS: mark("Customers"),
    Leverage.ORGANISATIONS: mark("Other organisations"),
    Leverage.GOVERNMENT: mark("Government"),
}


class NeedState(StrEnum):
    """What has become of a need that was stated."""

    STATED = "stated"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DECLINED_WITH_REASON = "declined_with_reason"


NEED_STATE_NAMES: dict[NeedState, str] = {
    NeedState.STATED: mark("Stated"),
    NeedState.ACCEPTED: mark("Accepted"),
    NeedState.ANSWERED: mark("Answered"),
    NeedState.DECLINED_WITH_REASON: mark("Declined, with the reason"),
}
