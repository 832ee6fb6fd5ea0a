"""The closed vocabularies of contributions and needs, and their names for people.

Forms, motivations, subjects and depths of impact are those of the B4SI framework; the goals are the seventeen of the
United Nations' Agenda 2030; the subjects of responsibility are the seven core subjects of ISO 26000:2010, clause 6.
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


class CoreSubject(StrEnum):
    """The core subjects of social responsibility."""

    ORGANIZATIONAL_GOVERNANCE = "organizational_governance"
    HUMAN_RIGHTS = "human_rights"
    LABOUR_PRACTICES = "labour_practices"
    ENVIRONMENT = "environment"
    FAIR_OPERATING_PRACTICES = "fair_operating_practices"
    CONSUMER_ISSUES = "consumer_issues"
    COMMUNITY_INVOLVEMENT_DEVELOPMENT = "community_involvement_development"


CORE_SUBJECT_NAMES: dict[CoreSubject, str] = {
    CoreSubject.ORGANIZATIONAL_GOVERNANCE: mark("Organizational governance"),
    CoreSubject.HUMAN_RIGHTS: mark("Human rights"),
    CoreSubject.LABOUR_PRACTICES: mark("Labour practices"),
    CoreSubject.ENVIRONMENT: mark("The environment"),
    CoreSubject.FAIR_OPERATING_PRACTICES: mark("Fair operating practices"),
    CoreSubject.CONSUMER_ISSUES: mark("Consumer issues"),
    CoreSubject.COMMUNITY_INVOLVEMENT_DEVELOPMENT: mark("Community involvement and development"),
}


class Goal(StrEnum):
    """The Sustainable Development Goals, by their number."""

    G1 = "1"
    G2 = "2"
    G3 = "3"
    G4 = "4"
    G5 = "5"
    G6 = "6"
    G7 = "7"
    G8 = "8"
    G9 = "9"
    G10 = "10"
    G11 = "11"
    G12 = "12"
    G13 = "13"
    G14 = "14"
    G15 = "15"
    G16 = "16"
    G17 = "17"


GOAL_NAMES: dict[Goal, str] = {
    Goal.G1: mark("1 No poverty"),
    Goal.G2: mark("2 Zero hunger"),
    Goal.G3: mark("3 Good health and well-being"),
    Goal.G4: mark("4 Quality education"),
    Goal.G5: mark("5 Gender equality"),
    Goal.G6: mark("6 Clean water and sanitation"),
    Goal.G7: mark("7 Affordable and clean energy"),
    Goal.G8: mark("8 Decent work and economic growth"),
    Goal.G9: mark("9 Industry, innovation and infrastructure"),
    Goal.G10: mark("10 Reduced inequalities"),
    Goal.G11: mark("11 Sustainable cities and communities"),
    Goal.G12: mark("12 Responsible consumption and production"),
    Goal.G13: mark("13 Climate action"),
    Goal.G14: mark("14 Life below water"),
    Goal.G15: mark("15 Life on land"),
    Goal.G16: mark("16 Peace, justice and strong institutions"),
    Goal.G17: mark("17 Partnerships for the goals"),
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
